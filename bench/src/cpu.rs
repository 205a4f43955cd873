//! What the system charged this process.

use std::time::Duration;

/// Linux counts CPU time in hundredths of a second for every architecture it tells users about.
pub(crate) const TICK: Duration = Duration::from_millis(10);

/// User and system time of all threads so far.
pub(crate) fn spent() -> anyhow::Result<Duration> {
    Ok(TICK * fields("/proc/self/stat", 11, 2)?)
}

/// The sum of some fields of a `stat` file, counted from the one after the program's name.
pub(crate) fn fields(path: &str, first: usize, count: usize) -> anyhow::Result<u32> {
    let stat = std::fs::read_to_string(path)?;
    // The second field is the program's name in brackets and may hold spaces.
    let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = rest.split_whitespace().skip(first).take(count).map(str::parse::<u32>);
    Ok(ticks.sum::<Result<u32, _>>()?)
}

/// The most memory this process has held, in megabytes.
pub(crate) fn peak_megabytes() -> anyhow::Result<f64> {
    megabytes("VmHWM:")
}

/// The memory this process holds now, in bytes.
pub(crate) fn resident_bytes() -> anyhow::Result<f64> {
    Ok(megabytes("VmRSS:")? * 1024.0 * 1024.0)
}

fn megabytes(name: &str) -> anyhow::Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()).unwrap_or("0");
    Ok(kilobytes.parse::<f64>()? / 1024.0)
}

/// Prints what one of `count` things cost since `start`.
pub(crate) fn report(name: &str, start: Duration, count: usize) -> anyhow::Result<()> {
    let spent = spent()?.saturating_sub(start);
    let each = spent.as_secs_f64() * 1e6 / f64::from(u32::try_from(count.max(1))?);
    println!(
        "{name:<22} {each:>9.0} µs CPU each, {count} of them in {:.2} s CPU",
        spent.as_secs_f64()
    );
    Ok(())
}
