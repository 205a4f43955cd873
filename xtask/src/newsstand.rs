//! `cargo xtask newsstand`: real pages as a street of publishers on loopback.

use std::path::PathBuf;

use anyhow::Context;
use dateline_demo::newsstand;
use tokio::net::TcpListener;

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

/// Serves until Ctrl-C.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let mut pages = Vec::new();
    for path in &arguments.pages {
        let read = newsstand::read_pages(path);
        pages.extend(read.with_context(|| format!("cannot read pages from {}", path.display()))?);
    }
    let stand = newsstand::newsstand(&pages, arguments.port);
    std::fs::write(&arguments.opml, newsstand::opml(&stand.feed_urls))
        .with_context(|| format!("cannot write {}", arguments.opml.display()))?;
    for id in &stand.left_out {
        println!("left out, its address is unusable: {id}");
    }
    println!(
        "{} pages of {} publishers on port {}; their feeds are in {}",
        pages.len() - stand.left_out.len(),
        stand.feed_urls.len(),
        arguments.port,
        arguments.opml.display()
    );
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener =
            TcpListener::bind(("127.0.0.1", arguments.port)).await.with_context(|| {
                format!("port {} is taken; choose another with --port", arguments.port)
            })?;
        let ended = async {
            let _ = tokio::signal::ctrl_c().await;
        };
        Ok(dateline_demo::serve(stand.origin, listener, ended).await?)
    })
}
