//! What the owner decided, and where they decided it.
//!
//! Every key stands once in [`keys::KEYS`] with its default and its meaning. [`Layers`] lays the
//! file over the defaults, the environment over the file and the flags over both, and remembers
//! who had the last word; [`Config`] is what the program works with: typed, checked, complete.
//! There are no globals: parts of `Config` are handed to those who need them.

mod keys;
mod layers;

use std::fmt::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};
use dateline_fetch::Cadence;
use dateline_model::Secret;
use dateline_understand::WindowSettings;
use dateline_web::{PictureShelf, Speech, TrustedProxy};
use jiff::tz::TimeZone;

pub(crate) use layers::{Layers, Source};

/// The longest name of a paper, in characters.
const LONGEST_NAME: usize = 60;

/// The configuration as meant.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub(crate) database: String,
    pub(crate) listen: SocketAddr,
    /// How readers reach the paper; none: derived from `listen`.
    pub(crate) base_url: Option<url::Url>,
    /// The paper's name.
    pub(crate) name: String,
    pub(crate) language: Speech,
    pub(crate) zone: TimeZone,
    pub(crate) public: bool,
    pub(crate) public_full_text: bool,
    pub(crate) feeds: Feeds,
    pub(crate) fetch: Fetch,
    pub(crate) stories: Stories,
    pub(crate) sentence_model: SentenceModelConfig,
    /// Where pictures are kept, unless they are not.
    pub(crate) pictures: Option<PictureShelf>,
    /// Names of AI features that nobody is offered.
    pub(crate) features_off: Vec<String>,
    pub(crate) assistant: AssistantConfig,
    pub(crate) metrics_token: Option<String>,
    /// The reverse proxy that signs readers in, if one does.
    pub(crate) proxy: Option<TrustedProxy>,
    pub(crate) identity: Option<IdentityConfig>,
    pub(crate) mail: Option<MailConfig>,
    /// Where push services reach the owner; none: no browser is notified.
    pub(crate) push_contact: Option<String>,
    /// The owner's lines of tags that are one.
    pub(crate) tag_aliases: Vec<String>,
    pub(crate) log: Log,
}

/// The language model that readers may ask.
#[derive(Clone, Debug)]
pub(crate) struct AssistantConfig {
    /// None: there is no assistant.
    pub(crate) url: Option<url::Url>,
    pub(crate) model: String,
    pub(crate) key: Option<Secret>,
    pub(crate) timeout: Duration,
    pub(crate) reader_tokens: i64,
    pub(crate) instance_tokens: i64,
}

impl AssistantConfig {
    fn of(layers: &Layers) -> anyhow::Result<AssistantConfig> {
        let url = layers.read("assistant.url", optional_url)?;
        let model = layers.text("assistant.model").to_owned();
        if url.is_some() && model.is_empty() {
            bail!("`assistant.url` is set and `assistant.model` is not; name the model");
        }
        let direct = Some(layers.text("assistant.key").to_owned()).filter(|key| !key.is_empty());
        let key = layers.read("assistant.key_file", secret_file)?.or(direct);
        Ok(AssistantConfig {
            url,
            model,
            key: key.map(|key| Secret::new(key.trim())),
            timeout: layers.read("assistant.timeout", duration)?,
            reader_tokens: layers.read("assistant.reader_tokens", positive)?,
            instance_tokens: layers.read("assistant.instance_tokens", positive)?,
        })
    }
}

/// The identity provider that signs readers in.
#[derive(Clone, Debug)]
pub(crate) struct IdentityConfig {
    pub(crate) issuer: url::Url,
    pub(crate) client: String,
    pub(crate) secret: Option<Secret>,
    pub(crate) name: String,
    pub(crate) makes_accounts: bool,
}

impl IdentityConfig {
    fn of(layers: &Layers) -> anyhow::Result<Option<IdentityConfig>> {
        let Some(issuer) = layers.read("sign_in.issuer", optional_url)? else { return Ok(None) };
        let client = layers.text("sign_in.client").to_owned();
        if client.is_empty() {
            bail!("`sign_in.issuer` is set and `sign_in.client` is not; name the client");
        }
        let secret = layers.read("sign_in.secret_file", secret_file)?;
        Ok(Some(IdentityConfig {
            issuer,
            client,
            secret: secret.map(|secret| Secret::new(secret.trim())),
            name: layers.text("sign_in.issuer_name").to_owned(),
            makes_accounts: layers.read("sign_in.makes_accounts", boolean)?,
        }))
    }
}

/// The mail server that takes letters to readers.
#[derive(Clone, Debug)]
pub(crate) struct MailConfig {
    pub(crate) server: url::Url,
    pub(crate) user: String,
    pub(crate) password: Option<Secret>,
    pub(crate) from: String,
}

impl MailConfig {
    fn of(layers: &Layers) -> anyhow::Result<Option<MailConfig>> {
        let server = layers.text("mail.server");
        if server.is_empty() {
            return Ok(None);
        }
        let server = layers.read("mail.server", |text| {
            url::Url::parse(text)
                .ok()
                .context("use an address such as \"smtps://mail.example.org\"")
        })?;
        let (user, from) =
            (layers.text("mail.user").to_owned(), layers.text("mail.from").to_owned());
        if from.is_empty() {
            bail!(
                "`mail.server` is set and `mail.from` is not; write the address that mail comes from"
            );
        }
        let password = layers.read("mail.password_file", secret_file)?;
        if user.is_empty() != password.is_none() {
            bail!("`mail.user` and `mail.password_file` go together; set both or neither");
        }
        let password = password.map(|password| Secret::new(password.trim()));
        Ok(Some(MailConfig { server, user, password, from }))
    }
}

/// The model that tells how alike texts are in meaning.
#[derive(Clone, Debug)]
pub(crate) struct SentenceModelConfig {
    /// None: words, names, numbers and times alone decide.
    pub(crate) url: Option<url::Url>,
    pub(crate) model: String,
    pub(crate) key: Option<Secret>,
    pub(crate) timeout: Duration,
}

impl SentenceModelConfig {
    fn of(layers: &Layers) -> anyhow::Result<SentenceModelConfig> {
        let url = layers.read("sentence_model.url", optional_url)?;
        let model = layers.text("sentence_model.model").to_owned();
        if url.is_some() && model.is_empty() {
            bail!("`sentence_model.url` is set and `sentence_model.model` is not; name the model");
        }
        let key = layers.read("sentence_model.key_file", secret_file)?;
        Ok(SentenceModelConfig {
            url,
            model,
            key: key.map(|key| Secret::new(key.trim())),
            timeout: layers.read("sentence_model.timeout", duration)?,
        })
    }
}

/// How often feeds are visited.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Feeds {
    pub(crate) cadence: Cadence,
    pub(crate) concurrency: usize,
}

/// How the outside world is asked.
#[derive(Clone, Debug)]
pub(crate) struct Fetch {
    pub(crate) contact: String,
    pub(crate) allow_networks: Vec<String>,
    pub(crate) timeout: Duration,
    pub(crate) body_bytes: usize,
    pub(crate) pages: bool,
}

/// How articles are grouped.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stories {
    pub(crate) join_hours: i64,
    pub(crate) keep_days: i64,
    pub(crate) window_articles: usize,
    pub(crate) join_probability: f32,
    pub(crate) fit_probability: f32,
}

impl Stories {
    /// The same, for the window of recent articles.
    pub(crate) fn window(self) -> WindowSettings {
        WindowSettings {
            join_hours: self.join_hours,
            keep_days: self.keep_days,
            most_articles: self.window_articles,
            join_probability: self.join_probability,
            // A certainty that nothing reaches, for those who want no story joined.
            fit_probability: if self.fit_probability < 1.0 { self.fit_probability } else { 2.0 },
            ..WindowSettings::default()
        }
    }
}

/// How the log is written.
#[derive(Clone, Debug)]
pub(crate) struct Log {
    pub(crate) filter: String,
    pub(crate) json: bool,
}

impl Config {
    /// Checks every value, or says which key is wrong, where it was set and what would do.
    pub(crate) fn of(layers: &Layers) -> anyhow::Result<Config> {
        let shortest = layers.read("feeds.check_every.min", duration)?;
        let longest = layers.read("feeds.check_every.max", duration)?;
        let cadence = Cadence::new(shortest, longest).context("`feeds.check_every`")?;
        let feeds = Feeds { cadence, concurrency: layers.read("feeds.concurrency", positive)? };
        Ok(Config {
            database: layers.text("database").to_owned(),
            listen: layers.read("listen", address)?,
            base_url: layers.read("base_url", optional_url)?,
            name: layers.read("name", name)?,
            language: layers.read("language", language)?,
            zone: layers.read("time_zone", zone)?,
            public: layers.read("public", boolean)?,
            public_full_text: layers.read("public_full_text", boolean)?,
            feeds,
            fetch: Fetch {
                contact: layers.text("fetch.contact").to_owned(),
                allow_networks: list(layers.text("fetch.allow_networks")),
                timeout: layers.read("fetch.timeout", duration)?,
                body_bytes: layers
                    .read("fetch.max_megabytes", positive::<usize>)?
                    .saturating_mul(1_000_000),
                pages: layers.read("fetch.pages", boolean)?,
            },
            stories: Stories {
                join_hours: layers.read("stories.join_hours", positive)?,
                keep_days: layers.read("stories.keep_days", positive)?,
                window_articles: layers.read("stories.window_articles", positive)?,
                join_probability: layers.read("stories.join_percent", percent)?,
                fit_probability: layers.read("stories.merge_percent", percent)?,
            },
            sentence_model: SentenceModelConfig::of(layers)?,
            pictures: pictures(layers)?,
            push_contact: layers.read("push.contact", push_contact)?,
            tag_aliases: lines(layers.text("tags.aliases")),
            features_off: layers.read("features.off", features)?,
            assistant: AssistantConfig::of(layers)?,
            metrics_token: layers.read("metrics.token_file", secret_file)?,
            proxy: proxy(layers)?,
            identity: IdentityConfig::of(layers)?,
            mail: MailConfig::of(layers)?,
            log: Log {
                filter: layers.text("log.filter").to_owned(),
                json: layers.read("log.json", boolean)?,
            },
        })
    }
}

/// RFC 8292, 2.1: a claim names its sender by one of these.
fn push_contact(text: &str) -> anyhow::Result<Option<String>> {
    let known = text.strip_prefix("mailto:").is_some_and(|address| address.contains('@'))
        || text.starts_with("https://");
    if !known && !text.is_empty() {
        bail!("write `mailto:you@example.org`, or an address on HTTPS");
    }
    Ok(Some(text.to_owned()).filter(|text| !text.is_empty()))
}

fn pictures(layers: &Layers) -> anyhow::Result<Option<PictureShelf>> {
    let megabytes = layers.read("pictures.max_megabytes", whole)?;
    let folder = PathBuf::from(layers.text("pictures.folder"));
    let shelf = PictureShelf { folder, most_bytes: megabytes.saturating_mul(1_000_000) };
    Ok((megabytes > 0).then_some(shelf))
}

fn proxy(layers: &Layers) -> anyhow::Result<Option<TrustedProxy>> {
    let header = layers.text("sign_in.proxy_header");
    if header.is_empty() {
        return Ok(None);
    }
    let addresses = list(layers.text("sign_in.proxies"));
    let proxy = TrustedProxy::new(header, &addresses).map_err(anyhow::Error::msg);
    proxy.context("`sign_in.proxy_header` with `sign_in.proxies`").map(Some)
}

/// What `dateline config show` prints: every key, its value, and who set it.
pub(crate) fn show(layers: &Layers) -> String {
    let mut out = String::new();
    for key in keys::KEYS {
        let (value, source) = layers.value(key.name);
        let secret = key.name == "assistant.key" && !value.is_empty();
        let value = if secret { "…".to_owned() } else { without_password(value) };
        let _ = writeln!(out, "{} = {value:?}  # {source}", key.name);
    }
    out
}

/// What is shown ends up in bug reports.
fn without_password(value: &str) -> String {
    match url::Url::parse(value) {
        Ok(mut url) if url.password().is_some() => {
            let _ = url.set_password(Some("…")); // a URL with a password can have another
            url.to_string()
        }
        _ => value.to_owned(),
    }
}

/// The reference page, `docs/configuration.md`.
pub(crate) fn reference() -> String {
    keys::reference()
}

fn duration(text: &str) -> anyhow::Result<Duration> {
    let span: jiff::SignedDuration =
        text.parse().ok().context("write a length of time such as \"15m\" or \"24h\"")?;
    match Duration::try_from(span) {
        Ok(length) if !length.is_zero() => Ok(length),
        _ => bail!("use a length of time above zero"),
    }
}

fn positive<T: std::str::FromStr + PartialOrd + From<u8>>(text: &str) -> anyhow::Result<T> {
    match text.parse::<T>() {
        Ok(number) if number >= T::from(1) => Ok(number),
        _ => bail!("use a whole number above zero"),
    }
}

fn whole(text: &str) -> anyhow::Result<u64> {
    text.parse().ok().context("use a whole number, 0 for none")
}

/// As a share of one.
fn percent(text: &str) -> anyhow::Result<f32> {
    match text.parse::<u8>() {
        Ok(number) if (1..=100).contains(&number) => Ok(f32::from(number) / 100.0),
        _ => bail!("use a whole number from 1 to 100"),
    }
}

fn boolean(text: &str) -> anyhow::Result<bool> {
    text.parse().ok().context("use true or false")
}

fn address(text: &str) -> anyhow::Result<SocketAddr> {
    text.parse().ok().context("use an address and a port such as \"127.0.0.1:8080\"")
}

fn name(text: &str) -> anyhow::Result<String> {
    let name = text.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        bail!("use one to {LONGEST_NAME} characters");
    }
    Ok(name.to_owned())
}

fn language(text: &str) -> anyhow::Result<Speech> {
    let spoken = Speech::all().map(Speech::tag).collect::<Vec<_>>().join(", ");
    Speech::of_tag(text).with_context(|| format!("use one of {spoken}"))
}

fn zone(text: &str) -> anyhow::Result<TimeZone> {
    if text.is_empty() {
        return Ok(TimeZone::try_system().unwrap_or(TimeZone::UTC));
    }
    TimeZone::get(text).ok().context("use the name of a zone such as \"Europe/Paris\" or \"UTC\"")
}

fn optional_url(text: &str) -> anyhow::Result<Option<url::Url>> {
    if text.is_empty() {
        return Ok(None);
    }
    let url = url::Url::parse(text).ok().filter(|url| ["http", "https"].contains(&url.scheme()));
    Ok(Some(
        url.context("use the address that readers type, such as \"https://news.example.org\"")?,
    ))
}

fn list(text: &str) -> Vec<String> {
    text.split([',', ' ']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Lines that hold spaces: parted by commas, semicolons or line ends.
fn lines(text: &str) -> Vec<String> {
    let lines = text.split([',', ';', '\n']).map(str::trim);
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Names of features, each one that there is.
fn features(text: &str) -> anyhow::Result<Vec<String>> {
    let names = list(text);
    for name in &names {
        if name != "all" && dateline_understand::feature(name).is_none() {
            bail!("there is no feature `{name}`; `dateline config reference` lists them");
        }
    }
    Ok(names)
}

/// A secret stands in a file of its own, so that it is in no process list and no configuration.
fn secret_file(path: &str) -> anyhow::Result<Option<String>> {
    if path.is_empty() {
        return Ok(None);
    }
    let secret = std::fs::read_to_string(PathBuf::from(path))
        .with_context(|| format!("cannot read the file {path}"))?;
    if secret.trim().is_empty() {
        bail!("the file {path} is empty; write the token into it");
    }
    Ok(Some(secret.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, environment: &[(&str, &str)], expected: &str) {
        let environment = environment.iter().map(|(name, value)| ((*name).into(), (*value).into()));
        let outcome = Layers::new(Some(("dateline.toml", file)), environment, &[])
            .and_then(|layers| Config::of(&layers));
        let shown = match outcome {
            Ok(config) => format!("{} {}s", config.database, config.fetch.timeout.as_secs()),
            Err(error) => format!("{error:#}"),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn the_file_lies_over_the_defaults_and_the_environment_over_the_file() {
        check("", &[], "sqlite:dateline.db 30s");
        check("database = \"sqlite:a.db\"", &[], "sqlite:a.db 30s");
        check("[fetch]\ntimeout = \"1m\"", &[], "sqlite:dateline.db 60s");
        check(
            "[fetch]\ntimeout = \"1m\"",
            &[("DATELINE_FETCH__TIMEOUT", "2m"), ("HOME", "/")],
            "sqlite:dateline.db 120s",
        );
    }

    #[test]
    fn mistakes_say_where_and_what_would_do() {
        check(
            "databse = \"x\"",
            &[],
            "unknown key `databse` in dateline.toml; did you mean `database`?",
        );
        check(
            "",
            &[("DATELINE_LISTN", "x")],
            "unknown key `listn` in the environment (DATELINE_LISTN); did you mean `listen`?",
        );
        check(
            "[feeds.check_every]\nmin = \"soon\"",
            &[],
            "`feeds.check_every.min` is \"soon\" in dateline.toml: write a length of time such as \
             \"15m\" or \"24h\"",
        );
        check(
            "[feeds.check_every]\nmin = \"48h\"",
            &[],
            "`feeds.check_every`: the shortest wait (172800s) is longer than the longest (86400s); swap them",
        );
    }

    #[test]
    fn an_assistant_needs_a_model_and_features_have_names() {
        check(
            "[assistant]\nurl = \"http://localhost:11434/v1\"",
            &[],
            "`assistant.url` is set and `assistant.model` is not; name the model",
        );
        check(
            "[sentence_model]\nurl = \"http://localhost:11434/v1\"",
            &[],
            "`sentence_model.url` is set and `sentence_model.model` is not; name the model",
        );
        check(
            "[push]\ncontact = \"ada\"",
            &[],
            "`push.contact` is \"ada\" in dateline.toml: write `mailto:you@example.org`, or an address on \
             HTTPS",
        );
        check(
            "[features]\noff = [\"ask\", \"horoscope\"]",
            &[],
            "`features.off` is \"ask,horoscope\" in dateline.toml: there is no feature `horoscope`; \
             `dateline config reference` lists them",
        );
    }

    #[test]
    fn a_proxy_is_named_by_header_and_address() {
        check(
            "[sign_in]\nproxy_header = \"Remote-User\"\nproxies = [\"127.0.0.1\"]",
            &[],
            "sqlite:dateline.db 30s",
        );
        check(
            "[sign_in]\nproxy_header = \"Remote-User\"\nproxies = [\"0.0.0.0/0\"]",
            &[],
            "`sign_in.proxy_header` with `sign_in.proxies`: `0.0.0.0/0` is so wide that strangers are in it; \
             name the proxy",
        );
        check(
            "[sign_in]\nproxy_header = \"Remote-User\"",
            &[],
            "`sign_in.proxy_header` with `sign_in.proxies`: name the proxy's address too, or anybody could be anyone",
        );
    }

    #[test]
    fn mail_needs_a_sender_and_a_name_goes_with_its_password() {
        let server = "[mail]\nserver = \"smtps://mail.example.org\"\n";
        check(
            server,
            &[],
            "`mail.server` is set and `mail.from` is not; write the address that mail comes from",
        );
        let from = format!("{server}from = \"paper@example.org\"\n");
        check(&from, &[], "sqlite:dateline.db 30s");
        check(
            &format!("{from}user = \"paper\""),
            &[],
            "`mail.user` and `mail.password_file` go together; set both or neither",
        );
        check(
            "[mail]\nserver = \"mail\"",
            &[],
            "`mail.server` is \"mail\" in dateline.toml: use an address such as \"smtps://mail.example.org\"",
        );
    }

    #[test]
    fn the_key_is_not_shown() {
        let environment = [("DATELINE_ASSISTANT__KEY".to_owned(), "hush".to_owned())];
        let layers = Layers::new(None, environment.into_iter(), &[]).expect("a known key");
        let shown = show(&layers);
        assert!(shown.contains("assistant.key = \"…\"") && !shown.contains("hush"), "{shown}");
        assert!(!format!("{:?}", Config::of(&layers).expect("it is well")).contains("hush"));
    }

    #[test]
    fn the_reference_page_is_the_table_of_keys() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/configuration.md");
        let written = std::fs::read_to_string(page).unwrap_or_default();
        assert_eq!(written, reference(), "run `dateline config reference > docs/configuration.md`");
    }
}
