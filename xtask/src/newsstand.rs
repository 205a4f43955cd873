//! `cargo xtask newsstand`: real pages as a street of publishers on loopback.

use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files of pages, one JSON object a line, gzipped or not.
    #[arg(required = true)]
    pages: Vec<PathBuf>,
    /// The port of loopback to serve on.
    #[arg(long, default_value_t = 8090)]
    port: u16,
    /// Write the feeds' addresses here, as OPML to import.
    #[arg(long, default_value = "newsstand.opml")]
    opml: PathBuf,
}
