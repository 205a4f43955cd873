//! What the web needs to serve a paper, and the door to the outside world.
//!
//! [`Paper`] is put together by the binary. This crate makes no request of its own: whatever lies
//! beyond the store is asked of the [`Newsroom`], which the binary implements with the one guarded
//! HTTP client.

use std::sync::Arc;

use dateline_model::{Draft, FeedSettings, Millis, SafeHtml, SiteRule};
use dateline_store::{FeedKind, Store};
use dateline_understand::Prompt;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use jiff::tz::TimeZone;

use crate::apps::Totals;
use crate::doors::TrustedProxy;
use crate::fronts::Fronts;
use crate::image::{Darkroom, PictureShelf, Signer};
use crate::limits::Limits;
use crate::parts::Shell;
use crate::password::Hasher;
use crate::recent::Recent;
use crate::speech::{Message, Speech};
use crate::taste::Tastes;
use crate::webauthn::Challenger;

/// Everything that [`crate::router`] needs.
#[derive(Clone)]
pub struct Paper {
    /// Where the paper is kept.
    pub store: Store,
    /// The outside world.
    pub newsroom: Arc<dyn Newsroom>,
    /// How the paper is served.
    pub settings: WebSettings,
    /// The clock; a fixed one in tests.
    pub clock: fn() -> Millis,
    /// The text of `/metrics`.
    pub metrics: fn() -> String,
}

/// How the paper is served.
#[derive(Clone, Debug)]
pub struct WebSettings {
    /// The paper's name, in its masthead.
    pub name: String,
    /// The address that readers type: scheme, host and port. Absolute addresses start with it.
    pub base_url: url::Url,
    /// Strangers may read headlines, briefs, excerpts and comments.
    pub public: bool,
    /// Strangers of a public paper may read whole texts too: for publishers who allow it.
    pub public_full_text: bool,
    /// The time zone that absolute times are shown in.
    pub zone: TimeZone,
    /// The language that the paper speaks with whoever asks for none that it knows.
    pub language: Speech,
    /// Names of AI features that nobody is offered; `all` for all of them.
    pub features_off: Vec<String>,
    /// Who asks for `/metrics` must bear this token; without one there is no such page.
    pub metrics_token: Option<String>,
    /// Where pictures are kept; none: they are fetched each time.
    pub pictures: Option<PictureShelf>,
    /// The reverse proxy that says who is reading; none: nobody but the paper itself does.
    pub proxy: Option<TrustedProxy>,
}

impl WebSettings {
    /// A private paper at this address, in English, times in UTC, no metrics.
    pub fn at(base_url: url::Url) -> WebSettings {
        WebSettings {
            name: "Dateline".to_owned(),
            base_url,
            public: false,
            public_full_text: false,
            zone: TimeZone::UTC,
            language: Speech::default(),
            features_off: Vec::new(),
            metrics_token: None,
            pictures: None,
            proxy: None,
        }
    }
}

/// The outside world, as the binary offers it. Texts in errors are shown to readers as they are.
pub trait Newsroom: Send + Sync + 'static {
    /// Finds the feeds of a site, or the feed at an address.
    fn discover(&self, address: &str) -> BoxFuture<'_, Result<Vec<FoundFeed>, String>>;
    /// Fetches a picture. `named_by` is the feed whose article shows it.
    fn image(&self, url: &str, named_by: &str)
    -> BoxFuture<'_, Result<ProxiedImage, ImageTrouble>>;
    /// Fetches a page as text, to be kept with a report. `named_by` is the feed that named it.
    fn page(&self, url: &str, named_by: &str) -> BoxFuture<'_, Result<KeptPage, String>>;
    /// Reads a kept page by its site's rule, and says what each block was taken for.
    fn read_kept(&self, page: KeptPage, rule: SiteRule) -> BoxFuture<'_, KeptReading>;
    /// What in a site's rule cannot be used, and why.
    fn check_rule(&self, rule: &SiteRule) -> Vec<String>;
    /// An entry's stored JSON as the article that the feed alone makes of it.
    fn feed_article(&self, entry: &str) -> Option<Draft>;
    /// A comment's markup as HTML that may be shown.
    fn comment_html(&self, text: &str) -> SafeHtml;
    /// Reads a list of subscriptions.
    fn read_opml(&self, opml: &[u8]) -> OpmlList;
    /// Writes a list of subscriptions.
    fn write_opml(&self, feeds: &[OpmlFeed]) -> String;
    /// A hub (`WebSub`) asks at the address that ends in `token` whether we meant it; the pairs are
    /// its question. The error was logged.
    fn hub_asks(
        &self,
        token: &str,
        question: Vec<(String, String)>,
    ) -> BoxFuture<'_, Result<HubReply, ()>>;
    /// A hub brings a feed. The error was logged.
    fn hub_brings(&self, token: &str, news: HubNews) -> BoxFuture<'_, Result<HubReply, ()>>;
    /// Why hubs cannot tell us of news at once, in plain words; none when they can.
    fn hub_trouble(&self) -> Option<String>;
    /// Feeds for a reader who has none.
    fn starter_list(&self) -> Vec<StarterFeed>;
    /// There is something to do: a feed was added or made due.
    fn wake(&self);
    /// The assistant that the owner set; none by default.
    fn assistant(&self) -> Option<AssistantInfo> {
        None
    }
    /// The identity provider that the owner named; none by default.
    fn identity_provider(&self) -> Option<IdentityInfo> {
        None
    }
    /// Where the provider signs readers in. The error was logged.
    fn identity_way(&self, _: IdentityAttempt) -> BoxFuture<'_, Result<String, ()>> {
        Box::pin(async { Err(()) })
    }
    /// Whom the provider signed in, for the code with which they came back. The error was logged.
    fn identify(&self, _code: &str, _: IdentityAttempt) -> BoxFuture<'_, Result<Identified, ()>> {
        Box::pin(async { Err(()) })
    }
    /// The mail server that the owner named, and what came of the last letters; none by default.
    fn mail(&self) -> Option<MailInfo> {
        None
    }
    /// Sends a letter in its own time; what fails is logged and tried again.
    fn post_mail(&self, _: Mail) {}
    /// Sends a letter now. The error is for the owner.
    fn send_mail(&self, _: Mail) -> BoxFuture<'_, Result<(), String>> {
        Box::pin(async { Err(String::new()) })
    }
    /// The key under which browsers let themselves be notified; none where the owner did not set it up.
    fn push_key(&self) -> Option<String> {
        None
    }
    /// Whether a browser can be notified there at all.
    ///
    /// # Errors
    /// Why not.
    fn check_push(&self, _: &PushTarget) -> Result<(), String> {
        Ok(())
    }
    /// Sends a prompt to the assistant. Dropping the stream ends its work.
    fn write(&self, _: Prompt) -> BoxStream<'static, Result<AssistantPiece, String>> {
        Box::pin(futures_util::stream::empty())
    }
}

/// A letter to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The address that it goes to.
    pub to: String,
    /// What it is about, in one line.
    pub subject: String,
    /// What it says, in plain text.
    pub text: String,
}

/// The mail server, as the owner's desk tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailInfo {
    /// Its host.
    pub server: String,
    /// The address that mail comes from.
    pub from: String,
    /// When a letter last went out, since this process began.
    pub sent: Option<Millis>,
    /// What went wrong since, and when.
    pub trouble: Option<(Millis, String)>,
}

/// Where a browser is notified, as it says itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushTarget {
    /// Where its push service takes messages.
    pub endpoint: String,
    /// Its public key.
    pub public_key: Vec<u8>,
    /// The secret that it shares with us.
    pub secret: Vec<u8>,
}

/// The identity provider, as the page tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityInfo {
    /// What readers call it.
    pub name: String,
    /// Its address, by which accounts are connected with it.
    pub issuer: String,
    /// Whoever it signs in gets an account.
    pub makes_accounts: bool,
}

/// What one sign-in by the provider is known by until it is done.
#[derive(Clone, Debug)]
pub struct IdentityAttempt {
    /// Comes back with the reader.
    pub state: String,
    /// Comes back in the provider's token.
    pub nonce: String,
    /// Proves that who asks is who began.
    pub verifier: String,
    /// Our address to which the reader comes back.
    pub back: String,
}

/// Whom the provider signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identified {
    /// The provider's address.
    pub issuer: String,
    /// The number under which it knows them.
    pub subject: String,
    /// What they are called there.
    pub name: Option<String>,
}

/// The assistant, as the page tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssistantInfo {
    /// The model's name.
    pub model: String,
    /// The host that texts are sent to.
    pub host: String,
    /// Tokens that one reader may spend in a day.
    pub reader_tokens: i64,
    /// Tokens that all readers together may spend in a day.
    pub instance_tokens: i64,
}

impl AssistantInfo {
    /// A message that names the model and the host.
    pub(crate) fn told(&self, name: &'static str, shell: &Shell) -> String {
        let words = Message::new(name).text("model", &self.model).text("host", &self.host);
        shell.speech.tell(&words)
    }
}

/// What arrives of an assistant's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssistantPiece {
    /// The next words.
    Words(String),
    /// What prompt and answer took together, in tokens.
    Tokens(u32),
}

/// What a hub brings.
#[derive(Clone, Debug)]
pub struct HubNews {
    /// `X-Hub-Signature`.
    pub signature: Option<String>,
    /// `Content-Type`.
    pub content_type: Option<String>,
    /// The feed.
    pub body: bytes::Bytes,
}

/// What to answer a hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HubReply {
    /// Yes, by saying its own words.
    Echo(String),
    /// We have heard it.
    Heard,
    /// We never asked for this.
    NotOurs,
    /// We want no more of it.
    Gone,
}

/// A feed that was found at an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundFeed {
    /// Its address.
    pub url: String,
    /// Its name for itself.
    pub title: String,
    /// How many entries it holds.
    pub entries: usize,
    /// When its newest entry was published.
    pub newest: Option<Millis>,
    /// Its first headlines, in plain text.
    pub headlines: Vec<String>,
    /// It is no feed but a page that lists headlines, and is to be read as one from now on.
    pub watched: bool,
}

/// A list of subscriptions as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpmlList {
    /// What can be followed, in the list's order.
    pub feeds: Vec<OpmlFeed>,
    /// What cannot, each with its line and reason, for a person to read.
    pub problems: Vec<String>,
}

/// One line of a list of subscriptions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpmlFeed {
    /// The line of the file that it was read from, from 1.
    pub line: usize,
    /// Its address.
    pub url: String,
    /// The reader's name for it.
    pub title: Option<String>,
    /// The folder it stands in.
    pub section: Option<String>,
    /// What is read at its address.
    pub kind: FeedKind,
    /// How it is fetched, as far as a list may say so.
    pub settings: FeedSettings,
}

/// One feed of the starter list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarterFeed {
    /// Its address.
    pub url: String,
    /// Its name.
    pub title: String,
    /// The section it goes to.
    pub section: String,
    /// What it is, in half a line.
    pub about: String,
}

/// A page as it was when somebody reported it.
#[derive(Clone, Debug)]
pub struct KeptPage {
    /// Where it was in the end.
    pub url: String,
    /// Its source, decoded.
    pub html: String,
}

/// What a kept page reads like.
#[derive(Clone, Debug, Default)]
pub struct KeptReading {
    /// The article's text.
    pub text: String,
    /// The page's blocks with words.
    pub blocks: Vec<KeptBlock>,
    /// What went wrong, in words.
    pub problems: Vec<String>,
}

/// A block of a kept page.
#[derive(Clone, Debug)]
pub struct KeptBlock {
    /// Its text.
    pub text: String,
    /// It was taken for a part of the article.
    pub taken: bool,
    /// What would name it in a rule.
    pub selector: Option<String>,
}

/// A picture as fetched. The type is the server's claim; the web looks at the bytes.
#[derive(Clone, Debug)]
pub struct ProxiedImage {
    /// What the server said it is.
    pub content_type: String,
    /// The picture.
    pub bytes: bytes::Bytes,
}

/// Why a picture cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageTrouble {
    /// The address is one that the guard refuses.
    Refused,
    /// The server has no such picture.
    Missing,
    /// It is larger than we pass on.
    TooLarge,
    /// It is none.
    NoPicture,
    /// The server cannot be reached now.
    Unreachable,
}

/// A paper being served: what every handler gets.
pub(crate) struct Site {
    pub(crate) store: Store,
    pub(crate) newsroom: Arc<dyn Newsroom>,
    pub(crate) settings: WebSettings,
    pub(crate) metrics: fn() -> String,
    pub(crate) signer: Signer,
    pub(crate) challenger: Challenger,
    pub(crate) darkroom: Darkroom,
    pub(crate) limits: Limits,
    pub(crate) recent: Recent,
    pub(crate) fronts: Fronts,
    pub(crate) totals: Totals,
    pub(crate) tastes: Tastes,
    pub(crate) hasher: Hasher,
    clock: fn() -> Millis,
}

impl Site {
    /// Opens a paper for readers. Each key, for pictures and for challenges, is made at the first start and kept
    /// in the store, so that all processes of one paper share it.
    pub(crate) async fn open(paper: Paper) -> Result<Site, dateline_store::Error> {
        let fresh = crate::secret::hex(&crate::secret::random());
        let kept = paper.store.set_setting_if_absent("image_key", &fresh).await?;
        let fresh = crate::secret::hex(&crate::secret::random());
        let sealed = paper.store.set_setting_if_absent("challenge_key", &fresh).await?;
        Ok(Site {
            store: paper.store,
            newsroom: paper.newsroom,
            darkroom: Darkroom::new(paper.settings.pictures.as_ref()),
            settings: paper.settings,
            metrics: paper.metrics,
            signer: Signer::new(crate::secret::digest(kept.as_bytes())),
            challenger: Challenger::new(crate::secret::digest(sealed.as_bytes())),
            limits: Limits::default(),
            recent: Recent::default(),
            fronts: Fronts::default(),
            totals: Totals::default(),
            tastes: Tastes::default(),
            hasher: Hasher::default(),
            clock: paper.clock,
        })
    }

    /// Now.
    pub(crate) fn now(&self) -> Millis {
        (self.clock)()
    }

    /// A whole address for a path of ours.
    pub(crate) fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.settings.base_url.as_str().trim_end_matches('/'))
    }
}
