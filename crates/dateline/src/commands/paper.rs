//! `dateline serve`, `web`, `desk`, `demo`, `migrate`: the paper as a process.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock, RwLock};

use anyhow::{Context, bail};
use dateline_fetch::{Client, HostGate, RobotsCache};
use dateline_model::Millis;
use dateline_store::Store;
use dateline_understand::{Aliases, Background};
use dateline_web::{Paper, WebSettings};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use crate::assistant::Assistant;
use crate::config::Config;
use crate::desk::{Bell, Desk, Stop, Vectors, stopped};
use crate::hubs::Hubs;
use crate::identities::Identities;
use crate::mail::Post;
use crate::newsroom::Outside;

/// The pause between two requests to one publisher.
const SPACING: std::time::Duration = std::time::Duration::from_secs(1);

/// The recorder is one per process by its nature.
static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

/// The present, for every part that is handed a clock.
pub(crate) fn now() -> Millis {
    Millis::from(jiff::Timestamp::now())
}

/// Web and desk in one process.
pub(super) async fn serve(config: Config) -> anyhow::Result<()> {
    let process = Process::start(config).await?;
    let listener = listen(process.config.listen).await?;
    if process.config.database.starts_with("sqlite:") {
        // A SQLite file belongs to one process: what a former one held, it holds no more.
        process.store.forget_claims(now()).await?;
    }
    process.greet(listener.local_addr()?).await?;
    process.run(Some(listener), true).await
}

/// The web alone.
pub(super) async fn web(config: Config) -> anyhow::Result<()> {
    shared(&config, "web")?;
    let process = Process::start(config).await?;
    let listener = listen(process.config.listen).await?;
    process.greet(listener.local_addr()?).await?;
    process.run(Some(listener), false).await
}

/// The desk alone.
pub(super) async fn desk(config: Config) -> anyhow::Result<()> {
    shared(&config, "desk")?;
    Process::start(config).await?.run(None, true).await
}

/// Opening a database migrates it.
pub(super) async fn migrate(config: Config) -> anyhow::Result<()> {
    open(&config).await?;
    println!("the database is up to date");
    Ok(())
}

/// Several processes share PostgreSQL; a SQLite file belongs to one.
fn shared(config: &Config, role: &str) -> anyhow::Result<()> {
    if config.database.starts_with("sqlite:") {
        bail!(
            "`dateline {role}` needs PostgreSQL, because a SQLite file serves one process; use `dateline serve`, or set `database` to postgres://…"
        );
    }
    Ok(())
}

/// What every form of the paper is made of.
pub(super) struct Process {
    pub(super) config: Config,
    pub(super) store: Store,
    pub(super) bell: Arc<Bell>,
    pub(super) client: Client,
    /// The way to readers' mailboxes, if the owner named a mail server.
    post: Option<Post>,
}

impl Process {
    /// Opens the database and the way out.
    pub(super) async fn start(config: Config) -> anyhow::Result<Process> {
        crate::log::start(&config.log)?;
        let store = open(&config).await?;
        let client = client(&config)?;
        let post = Post::of(config.mail.as_ref(), now)?;
        Ok(Process { config, store, client, post, bell: Arc::default() })
    }

    /// Says where the paper is, and how to become its owner when it has none.
    async fn greet(&self, address: SocketAddr) -> anyhow::Result<()> {
        let base = self.base_url(address)?;
        if !self.store.owner_exists().await? {
            let token = dateline_web::welcome_token(&self.store).await?;
            println!("make the owner's account: {}", base.join(&format!("welcome?token={token}"))?);
        }
        println!("ready on {}", base.as_str().trim_end_matches('/'));
        Ok(())
    }

    /// Runs the chosen roles until Ctrl-C or a request to end.
    async fn run(self, listener: Option<TcpListener>, with_desk: bool) -> anyhow::Result<()> {
        let (ending, stop) = watch::channel(false);
        tokio::spawn(async move {
            asked_to_end().await;
            let _ = ending.send(true);
            asked_to_end().await;
            std::process::exit(130); // a second Ctrl-C: now
        });
        self.run_until(listener, with_desk, stop).await
    }

    /// Runs the chosen roles until `stop` turns true.
    pub(super) async fn run_until(
        self,
        listener: Option<TcpListener>,
        with_desk: bool,
        stop: Stop,
    ) -> anyhow::Result<()> {
        let desk = async { if with_desk { self.desk()?.run(stop.clone()).await } else { Ok(()) } };
        let web = async {
            if let Some(listener) = listener {
                let router =
                    dateline_web::router(self.paper(listener.local_addr()?).await?).await?;
                let mut stop = stop.clone();
                dateline_web::serve(listener, router, async move { stopped(&mut stop).await })
                    .await?;
            }
            Ok(())
        };
        // When one of them fails the process ends, so that whoever watches it starts it again.
        tokio::try_join!(desk, web).map(drop)
    }

    /// The desk of this process.
    pub(super) fn desk(&self) -> anyhow::Result<Arc<Desk>> {
        let aliases = Aliases::new(self.config.tag_aliases.iter().map(String::as_str));
        Ok(Arc::new(Desk {
            store: self.store.clone(),
            client: self.client.clone(),
            gate: HostGate::new(SPACING),
            robots: self.robots(),
            cores: Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from)),
            config: self.config.clone(),
            background: Arc::new(RwLock::new(Background::with_aliases(aliases))),
            vectors: Vectors::of(&self.config.sentence_model, &user_agent(&self.config))?,
            holder: holder(),
            bell: self.bell.clone(),
            hubs: self.hubs(),
            clock: now,
        }))
    }

    /// What sites ask of our robot.
    pub(super) fn robots(&self) -> RobotsCache {
        RobotsCache::new(self.client.clone(), "Dateline")
    }

    /// What asks and answers hubs; web and desk each have it.
    fn hubs(&self) -> Hubs {
        Hubs::new(self.store.clone(), self.client.clone(), self.bell.clone(), &self.config, now)
    }

    async fn paper(&self, address: SocketAddr) -> anyhow::Result<Paper> {
        let mut settings = WebSettings::at(self.base_url(address)?);
        settings.name.clone_from(&self.config.name);
        settings.language = self.config.language;
        settings.zone = self.config.zone.clone();
        settings.public = self.config.public;
        settings.public_full_text = self.config.public_full_text;
        settings.pictures.clone_from(&self.config.pictures);
        settings.features_off.clone_from(&self.config.features_off);
        settings.metrics_token.clone_from(&self.config.metrics_token);
        settings.proxy.clone_from(&self.config.proxy);
        let identity = Identities::of(self.config.identity.as_ref(), &user_agent(&self.config))?;
        let push_key = crate::push::key(&self.config, &self.store).await?;
        let assistant = Assistant::of(&self.config.assistant, &user_agent(&self.config))?;
        Ok(Paper {
            store: self.store.clone(),
            newsroom: Arc::new(Outside {
                client: self.client.clone(),
                robots: self.robots(),
                bell: self.bell.clone(),
                hubs: self.hubs(),
                assistant,
                identity,
                post: self.post.clone(),
                push_key: push_key.map(|key| key.public()),
            }),
            settings,
            clock: now,
            metrics: || METRICS.get().map(PrometheusHandle::render).unwrap_or_default(),
        })
    }

    /// How readers reach the paper.
    pub(super) fn base_url(&self, address: SocketAddr) -> anyhow::Result<url::Url> {
        if let Some(url) = &self.config.base_url {
            return Ok(url.clone());
        }
        let host = if address.ip().is_unspecified() {
            "127.0.0.1".into()
        } else {
            address.ip().to_string()
        };
        let host = if address.is_ipv6() && !address.ip().is_unspecified() {
            format!("[{host}]")
        } else {
            host
        };
        Ok(url::Url::parse(&format!("http://{host}:{}/", address.port()))?)
    }
}

/// Opens the database; its errors say what to do.
pub(super) async fn open(config: &Config) -> anyhow::Result<Store> {
    if METRICS.get().is_none()
        && let Ok(handle) = PrometheusBuilder::new().install_recorder()
    {
        let _ = METRICS.set(handle);
    }
    Store::open(&config.database).await.context("cannot open the database")
}

/// Opens a paper that is there already: a question asked in the wrong folder makes no new one.
pub(super) async fn open_existing(config: &Config) -> anyhow::Result<Store> {
    if let Some(path) = config.database.strip_prefix("sqlite:")
        && !std::path::Path::new(path).exists()
    {
        bail!("there is no paper at {path}; name it with --database sqlite:PATH");
    }
    open(config).await
}

/// The one client, with this instance's limits and exceptions.
pub(super) fn client(config: &Config) -> anyhow::Result<Client> {
    let mut settings = dateline_fetch::Settings::new(&user_agent(config));
    settings.allowed_networks = config
        .fetch
        .allow_networks
        .iter()
        .map(|text| text.parse())
        .collect::<Result<_, _>>()
        .context("`fetch.allow_networks`")?;
    settings.limits.total_timeout = config.fetch.timeout;
    settings.limits.body_bytes = config.fetch.body_bytes;
    Client::new(&settings).context("cannot build the HTTP client")
}

/// Name, version and a way to reach whoever runs this.
fn user_agent(config: &Config) -> String {
    let base = config.base_url.as_ref().map(url::Url::as_str).unwrap_or_default();
    let contact = if config.fetch.contact.is_empty() { base } else { &config.fetch.contact };
    let version = env!("CARGO_PKG_VERSION");
    if contact.is_empty() {
        return format!("Dateline/{version} (feed reader)");
    }
    format!("Dateline/{version} (feed reader; +{contact})")
}

/// Takes the address, or says what to do about it.
pub(super) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => anyhow::anyhow!(
            "port {} is taken by another program; stop it, or choose another with --listen {}:{}",
            address.port(),
            address.ip(),
            address.port().wrapping_add(1)
        ),
        std::io::ErrorKind::PermissionDenied => anyhow::anyhow!(
            "this user may not listen on port {}; choose one above 1024 with --listen",
            address.port()
        ),
        _ => anyhow::anyhow!("cannot listen on {address}: {error}; choose another with --listen"),
    })
}

/// Unique among the processes that share a database.
fn holder() -> String {
    let mut bytes = [0_u8; 8];
    // Without randomness the process number alone still tells neighbours apart.
    let _ = getrandom::fill(&mut bytes);
    format!("{}-{:016x}", std::process::id(), u64::from_ne_bytes(bytes))
}

/// Ends at Ctrl-C, or when the system asks us to end.
pub(super) async fn asked_to_end() {
    let mut terminate =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).ok();
    let terminated = async {
        match &mut terminate {
            Some(signal) => signal.recv().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}
