//! What may be typed. Every command carries an example in its help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The command line.
#[derive(Parser)]
#[command(name = "dateline", version, about = "A self-hosted news aggregator that shows its proof")]
pub(crate) struct Arguments {
    /// The configuration file (default: dateline.toml, when it is there)
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Where the paper is kept: sqlite:PATH or postgres://…
    #[arg(long, global = true, value_name = "DATABASE")]
    pub(crate) database: Option<String>,
    /// The address and port to serve on
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub(crate) listen: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serve a bundled news day and make the paper of it; needs no network
    #[command(after_help = "Example:\n  dateline demo --listen 127.0.0.1:9000")]
    Demo(Demo),
    /// Run the paper: web and desk in one process
    #[command(
        after_help = "Example:\n  dateline serve --database sqlite:/var/lib/dateline/paper.db"
    )]
    Serve,
    /// Run the web alone, beside desks on the same PostgreSQL
    #[command(after_help = "Example:\n  dateline web --database postgres://paper@db/paper")]
    Web,
    /// Run the desk alone
    #[command(after_help = "Example:\n  dateline desk --database postgres://paper@db/paper")]
    Desk,
    /// Subscribe the owner to feeds, by the address of a feed or a site
    #[command(after_help = "Example:\n  dateline add --section World https://example.org/")]
    Add(Add),
    /// Subscribe the owner to the feeds of an OPML file
    #[command(after_help = "Example:\n  dateline import subscriptions.opml")]
    Import(Import),
    /// Write the owner's subscriptions as OPML to standard output
    #[command(after_help = "Example:\n  dateline export opml > subscriptions.opml")]
    Export(Export),
    /// Visit every feed now, bring in what is new, and say how it went
    #[command(after_help = "Example:\n  dateline check")]
    Check,
    /// Read the articles out of pages: files or addresses
    #[command(after_help = "Example:\n  dateline read --format markdown page.html")]
    Read(Read),
    /// Read feeds: files or addresses
    #[command(after_help = "Example:\n  dateline feed https://example.org/feed.xml")]
    Feed(Filter),
    /// Study texts: hashtags, brief, quotes, dates, figures
    #[command(after_help = "Example:\n  dateline study article.txt")]
    Study(Filter),
    /// Group a stream of articles into stories (one JSON object a line)
    #[command(after_help = "Example:\n  dateline group --batch < articles.jsonl")]
    Group(Filter),
    /// Ask the paper; the answer is sentences of its articles, cited
    #[command(after_help = "Example:\n  dateline ask \"Who ordered the closure?\"")]
    Ask(Ask),
    /// Search the paper
    #[command(after_help = "Example:\n  dateline search harbour strike")]
    Search(Search),
    /// Bring the database up to this version's shape
    #[command(after_help = "Example:\n  dateline migrate --database postgres://paper@db/paper")]
    Migrate,
    /// Show the configuration and where each value comes from
    #[command(after_help = "Example:\n  dateline config show")]
    Config(ConfigCommand),
}

/// Arguments of `demo`.
#[derive(Args)]
pub(crate) struct Demo {
    /// The port of loopback that the demo's publishers are served on (default: a free one)
    #[arg(long, default_value_t = 0)]
    pub(crate) publishers_port: u16,
}

/// Arguments of `add`.
#[derive(Args)]
pub(crate) struct Add {
    /// Addresses of feeds or sites
    #[arg(required = true)]
    pub(crate) addresses: Vec<String>,
    /// The section to put them into
    #[arg(long)]
    pub(crate) section: Option<String>,
}

/// Arguments of `import`.
#[derive(Args)]
pub(crate) struct Import {
    /// The OPML file
    pub(crate) file: PathBuf,
}

/// Arguments of `export`.
#[derive(Args)]
pub(crate) struct Export {
    /// What to write
    pub(crate) what: Exported,
}

/// What `export` writes.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Exported {
    /// The subscriptions
    Opml,
}

/// Arguments of the filters.
#[derive(Args)]
pub(crate) struct Filter {
    /// Files or addresses; - is standard input
    #[arg(required_unless_present = "batch")]
    pub(crate) inputs: Vec<String>,
    /// Read one JSON object a line from standard input and write one a line
    #[arg(long)]
    pub(crate) batch: bool,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// Arguments of `read`.
#[derive(Args)]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) filter: Filter,
    /// Say where each field comes from: linked data, meta elements, the page's own lines
    #[arg(long, conflicts_with = "batch")]
    pub(crate) explain: bool,
}

/// What a filter prints for a person.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For the eye
    Text,
    /// All fields
    Json,
    /// Headline as a link, then the text
    Markdown,
    /// The sanitised body
    Html,
}

/// Arguments of `ask`.
#[derive(Args)]
pub(crate) struct Ask {
    /// The question
    pub(crate) question: String,
}

/// Arguments of `search`.
#[derive(Args)]
pub(crate) struct Search {
    /// Words that must all be there, and operators: `"side by side" -without tag:x after:2026-11`
    #[arg(required = true, allow_hyphen_values = true)]
    pub(crate) words: Vec<String>,
}

/// Arguments of `config`.
#[derive(Args)]
pub(crate) struct ConfigCommand {
    /// What to print
    #[command(subcommand)]
    pub(crate) what: ConfigWhat,
}

/// What `config` prints.
#[derive(Subcommand)]
pub(crate) enum ConfigWhat {
    /// Every key, its value, and who set it
    Show,
    /// The reference page of the documentation
    Reference,
}
