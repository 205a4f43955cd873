//! How the log is written: to standard error, so that standard output stays for answers.

use anyhow::Context;
use tracing_subscriber::EnvFilter;

use crate::config::Log;

/// Starts logging for this process.
pub(crate) fn start(log: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&log.filter).with_context(|| {
        format!("`log.filter` is {:?}; use a level such as \"info\"", log.filter)
    })?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let outcome = if log.json { lines.json().try_init() } else { lines.compact().try_init() };
    outcome.map_err(|error| anyhow::anyhow!("cannot start the log: {error}"))
}
