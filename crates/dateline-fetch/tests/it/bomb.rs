//! A gigabyte in a megabyte: what unpacks without end must not fill the memory.
//!
//! Memory is a matter of the whole process, so the test runs itself again alone and reads from the
//! system how much that process ever held.

use std::io::Write;

use dateline_fetch::Error;

use crate::world::{Then, at, client, get, serve_bytes, settings};

/// Set in the process that meets the bomb.
const ALONE: &str = "DATELINE_TEST_BOMB";

/// What that process may hold at most, its own code and the bomb itself included.
const MOST_KILOBYTES: u64 = 64_000;

#[test]
fn a_gigabyte_of_zeros_fits_into_64_megabytes() {
    if std::env::var_os(ALONE).is_some() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        return runtime.expect("a runtime").block_on(meet_the_bomb());
    }
    let mut again = std::process::Command::new(std::env::current_exe().expect("our own path"));
    again.args(["--exact", "bomb::a_gigabyte_of_zeros_fits_into_64_megabytes", "--nocapture"]);
    let run = again.env(ALONE, "1").output().expect("it runs");
    let told = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success() && told.contains("1 passed"), "{told}");
}

async fn meet_the_bomb() {
    for encoding in ["gzip", "gzip, gzip"] {
        let bomb = if encoding == "gzip" { bomb() } else { gzip(&bomb()) };
        assert!(bomb.len() < 8_000_000, "small on the way: {}", bomb.len());
        let head =
            format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: {encoding}\r\n\r\n");
        let server = serve_bytes([head.as_bytes(), &bomb].concat(), Then::Close).await;
        let error = get(&client(&settings()), at(server, "/")).await.expect_err("a bomb");
        assert!(matches!(error, Error::TooLarge { .. }), "{error}");
    }
    // Other systems tell it in other ways; the limits themselves are tested on all.
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse::<u64>().ok());
        let peak = peak.expect("Linux tells it");
        assert!(peak < MOST_KILOBYTES, "{peak} KB");
    }
}

/// A gigabyte of zeros, as gzip.
fn bomb() -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    let megabyte = vec![0; 1 << 20];
    for _ in 0..1024 {
        out.write_all(&megabyte).expect("memory");
    }
    out.finish().expect("memory")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    out.write_all(bytes).expect("memory");
    out.finish().expect("memory")
}
