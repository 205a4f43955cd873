//! A paper for tests: a real store in a temporary folder, a fixed clock, and visitors who call the
//! router as browsers do.

use std::collections::HashSet;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use dateline_model::{
    ArticleId, Draft, FeedId, Image, Media, MediaKind, Millis, Placement, ReaderId, Related, Role,
    SafeHtml, StoryId, When,
};
use dateline_store::{
    Claim, NewEntry, NewFeed, NewSession, NewSubscription, Outcome, PLACING, Publication,
    SearchWords, Store, Studied, TagKey, Visit,
};
use dateline_understand::{
    Background, Subject, hashtag_key, is_trivial_change, search_marks, search_words, study,
};
use dateline_web::{Paper, PictureShelf, TrustedProxy, WebSettings};
use http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt as _;

use crate::news::{NEWS, Piece};
use crate::newsroom::FakeNewsroom;

/// 2026-11-23T12:00:00Z.
pub(crate) const NOW: Millis = Millis(1_795_435_200_000);

/// The password of every reader of a test paper, and its hash, worked out once.
pub(crate) const PASSWORD: &str = "correct horse battery";

pub(crate) fn now() -> Millis {
    NOW
}

/// A paper with the news day in it.
pub(crate) struct TestPaper {
    pub(crate) store: Store,
    pub(crate) newsroom: Arc<FakeNewsroom>,
    pub(crate) articles: Vec<ArticleId>,
    pub(crate) router: Router,
    _folder: tempfile::TempDir,
}

/// What a stranger sees of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sees {
    Nothing,
    Beginnings,
    All,
}

/// A private paper with the news day in it.
pub(crate) async fn paper() -> TestPaper {
    paper_where(Sees::Nothing).await
}

/// A paper with the news day in it.
pub(crate) async fn paper_where(strangers: Sees) -> TestPaper {
    publish(empty(strangers).await, NEWS).await
}

/// A private paper whose readers a proxy in 10.0.0.0/24 signs in.
pub(crate) async fn behind_proxy() -> TestPaper {
    let proxy = TrustedProxy::new("Remote-User", &["10.0.0.0/24".to_owned()]);
    publish(built(Sees::Nothing, proxy.ok()).await, NEWS).await
}

/// A paper with no owner, no feeds, nothing.
pub(crate) async fn empty(strangers: Sees) -> TestPaper {
    built(strangers, None).await
}

async fn built(strangers: Sees, proxy: Option<TrustedProxy>) -> TestPaper {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = format!("sqlite:{}", folder.path().join("paper.db").display());
    let store = Store::open(&database).await.expect("a new database opens");
    let newsroom = Arc::new(FakeNewsroom::default());
    let base = url::Url::parse("https://paper.example").expect("an address");
    let settings = WebSettings {
        public: strangers != Sees::Nothing,
        public_full_text: strangers == Sees::All,
        metrics_token: Some("metrics-token".to_owned()),
        proxy,
        pictures: Some(PictureShelf {
            folder: folder.path().join("pictures"),
            most_bytes: 1_000_000,
        }),
        ..WebSettings::at(base)
    };
    let paper = Paper {
        store: store.clone(),
        newsroom: Arc::<FakeNewsroom>::clone(&newsroom),
        settings,
        clock: now,
        metrics: || "dateline_up 1\n".to_owned(),
    };
    let router = dateline_web::router(paper).await.expect("the router is made");
    TestPaper { store, newsroom, articles: Vec::new(), router, _folder: folder }
}

async fn publish(mut paper: TestPaper, pieces: &[Piece]) -> TestPaper {
    let store = &paper.store;
    let feed = NewFeed {
        url: "https://news.example/feed".to_owned(),
        title: Some("All the news".to_owned()),
        ..NewFeed::default()
    };
    let feed = store.add_feed(&feed, NOW).await.expect("a feed is added");
    let owner =
        store.create_reader("olive", &hash().await, Role::Owner, NOW).await.expect("an owner");
    let section = Some("World".to_owned());
    let wanted = NewSubscription { reader: owner, feed, section, title: None };
    store.subscribe(&wanted, NOW).await.expect("a subscription");
    bring_in(store, feed, pieces).await;
    let fence = store.lease(PLACING, "test", NOW, 60_000).await.expect("a lease").expect("free");
    for piece in pieces {
        let article = save(store, feed, piece, NOW).await;
        paper.articles.push(article);
        let publication = publication(article, piece, &paper.articles);
        store.publish(fence, &[publication], NOW).await.expect("it is published");
    }
    paper
}

impl TestPaper {
    /// One more article, published so many milliseconds after the fixed present.
    pub(crate) async fn add_at(&self, piece: &Piece, later_ms: i64) -> ArticleId {
        let store = &self.store;
        let first = *self.articles.first().expect("an article");
        let feed = store.article(first).await.expect("asked").expect("it is there").feed;
        store.make_due(feed, NOW).await.expect("the feed is there");
        visit(store, feed, &[entry_of(self.articles.len(), "1")]).await;
        let article = save(store, feed, piece, NOW).await;
        let fence = store.lease(PLACING, "test", NOW, 60_000).await.expect("asked").expect("ours");
        let publication = publication(article, piece, &self.articles);
        store.publish(fence, &[publication], NOW.plus(later_ms)).await.expect("it is published");
        article
    }

    /// The article at `at` was edited at its publisher's: the piece as it stands now.
    pub(crate) async fn edit(&self, at: usize, piece: &Piece) {
        self.edit_at(at, piece, 0).await;
    }

    /// The same, seen so many milliseconds after the fixed present.
    pub(crate) async fn edit_at(&self, at: usize, piece: &Piece, later_ms: i64) {
        let store = &self.store;
        let id = *self.articles.get(at).expect("an article");
        let feed = store.article(id).await.expect("asked").expect("it is there").feed;
        store.make_due(feed, NOW).await.expect("the feed is there");
        let entry = entry_of(at, &format!("{:?}", piece.paragraphs));
        visit(store, feed, &[entry]).await;
        let article = save(store, feed, piece, NOW.plus(later_ms)).await;
        assert_eq!(article, id, "the entry is the article's");
        let fence = store.lease(PLACING, "test", NOW, 60_000).await.expect("asked").expect("ours");
        let publication = publication(article, piece, &self.articles);
        store.publish(fence, &[publication], NOW).await.expect("it is published");
    }
}

async fn bring_in(store: &Store, feed: FeedId, pieces: &[Piece]) {
    let entries: Vec<NewEntry> = (0..pieces.len()).map(|at| entry_of(at, "1")).collect();
    visit(store, feed, &entries).await;
}

fn entry_of(at: usize, content_hash: &str) -> NewEntry {
    NewEntry {
        identity: format!("entry-{at}"),
        content_hash: content_hash.to_owned(),
        payload: "{}".to_owned(),
        ..NewEntry::default()
    }
}

async fn visit(store: &Store, feed: FeedId, entries: &[NewEntry]) {
    let claim = Claim { holder: "test".to_owned(), now: NOW, lease_ms: 60_000, limit: 10 };
    let due = store.claim_due_feeds(&claim, false).await.expect("feeds are due");
    let outcome = Outcome::Fetched {
        etag: None,
        last_modified: None,
        title: None,
        site_url: None,
        wishes: None,
    };
    let fence = due.first().expect("the feed is due").fence;
    let visit = Visit::new(feed, fence, NOW, NOW.plus(Millis::HOUR), outcome);
    let visit = Visit { bytes: 12_345, ..visit };
    store.record_visit(&visit, entries).await.expect("the visit is kept");
}

async fn save(store: &Store, feed: FeedId, piece: &Piece, now: Millis) -> ArticleId {
    let claim = Claim { holder: "test".to_owned(), now: NOW, lease_ms: 60_000, limit: 1 };
    let jobs = store.claim_jobs(&["bring_in"], &claim).await.expect("jobs");
    let job = jobs.first().expect("one job for each piece");
    let entry = payload_entry(&job.payload);
    let draft = draft(piece);
    let subject = Subject {
        headline: &draft.headline,
        text: &draft.text,
        published: draft.published,
        language: draft.language.as_deref(),
        publisher: draft.publisher.as_deref(),
        publisher_tags: &draft.tags,
    };
    let study = study(&subject, &Background::default());
    let studied = Studied {
        entry,
        feed,
        draft,
        study,
        sketch: Vec::new(),
        whole: true,
        reread: false,
        feed_is_full: None,
        says_the_same: is_trivial_change,
    };
    store.save_studied(job, &studied, now).await.expect("it is saved").article
}

/// The number in a job's payload.
fn payload_entry(payload: &str) -> dateline_model::EntryId {
    let digits: String = payload.chars().filter(char::is_ascii_digit).collect();
    digits.parse().expect("a job to bring in an entry names it")
}

fn draft(piece: &Piece) -> Draft {
    let paragraph = |text: &&str| format!("<p>{}</p>", escape(text));
    let video = |(url, seconds): (&str, u32)| Media {
        kind: MediaKind::Video,
        url: Some(url.to_owned()),
        duration_seconds: Some(seconds),
        title: Some("The crane".to_owned()),
    };
    let image = |url: &str| Image {
        url: url.to_owned(),
        width: Some(1200),
        height: Some(800),
        caption: Some("A view".to_owned()),
    };
    Draft {
        headline: piece.headline.to_owned(),
        standfirst: piece.standfirst.map(str::to_owned),
        byline: piece.byline.iter().map(|name| (*name).to_owned()).collect(),
        publisher: Some(piece.publisher.to_owned()),
        published: Some(When::At(NOW.plus(-piece.age_minutes * Millis::MINUTE))),
        language: Some(piece.language.to_owned()),
        url: Some(format!("https://news.example/{}", piece.age_minutes)),
        lead_image: piece.image.map(image),
        media: piece.video.map(video).into_iter().collect(),
        html: SafeHtml::vouched_for(piece.paragraphs.iter().map(paragraph).collect()),
        text: piece.paragraphs.join("\n\n"),
        ..Draft::default()
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn publication(article: ArticleId, piece: &Piece, before: &[ArticleId]) -> Publication {
    let draft = draft(piece);
    let known = |at: usize| *before.get(at).expect("an earlier piece");
    let story = piece.joins.map_or(StoryId(article.0), |(at, _)| StoryId(known(at).0));
    let copy_of = piece.joins.and_then(|(at, copy)| copy.then(|| known(at)));
    let related = piece.related.iter().map(|at| Related {
        article: known(*at),
        score: 0.5,
        because: vec!["names Veldmere".to_owned().into()],
    });
    let tag = |label: &str| TagKey { key: hashtag_key(label), label: label.to_owned() };
    Publication {
        article,
        placement: Placement {
            story,
            copy_of,
            because: vec!["names Veldmere".to_owned().into()],
            related: related.collect(),
            adds: true,
            earlier: None,
            fits_too: None,
            reprinted: None,
        },
        story_brief: Vec::new(),
        hashtags: vec![tag("#Veldmere")],
        words: SearchWords {
            headline: search_words(&draft.headline),
            body: search_words(&draft.text),
            marks: search_marks(&draft, &dateline_model::Study::default()),
        },
    }
}

async fn hash() -> String {
    static HASH: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
    HASH.get_or_init(|| dateline_web::hash_password(PASSWORD)).await.clone()
}

/// Somebody with a browser.
pub(crate) struct Visitor<'a> {
    paper: &'a TestPaper,
    pub(crate) cookie: Option<String>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl TestPaper {
    /// Somebody without an account.
    pub(crate) fn stranger(&self) -> Visitor<'_> {
        Visitor { paper: self, cookie: None }
    }

    /// The owner, signed in.
    pub(crate) async fn owner(&self) -> Visitor<'_> {
        let (owner, _) =
            self.store.credentials("olive").await.expect("the store answers").expect("an owner");
        self.session_of(owner.id).await
    }

    /// A new reader of this name, signed in.
    pub(crate) async fn reader(&self, name: &str, role: Role) -> Visitor<'_> {
        let id =
            self.store.create_reader(name, &hash().await, role, NOW).await.expect("a new reader");
        self.session_of(id).await
    }

    /// Makes nobody new: tests of other things write and flag at once.
    pub(crate) async fn welcoming(self) -> TestPaper {
        let rules = "{\"newcomer_days\":0,\"newcomer_comments\":0}";
        self.store.set_setting("talk_rules", rules).await.expect("the store answers");
        self
    }

    pub(crate) async fn session_of(&self, reader: ReaderId) -> Visitor<'_> {
        self.session_since(reader, NOW).await
    }

    /// A session that the reader of this name began an hour ago.
    pub(crate) async fn old_session_of(&self, name: &str) -> Visitor<'_> {
        let (reader, _) = self.store.credentials(name).await.expect("asked").expect("there");
        self.session_since(reader.id, NOW.plus(-Millis::HOUR)).await
    }

    async fn session_since(&self, reader: ReaderId, began: Millis) -> Visitor<'_> {
        let token = dateline_web::token();
        let digest = dateline_web::token_digest(&token);
        let ends = NOW.plus(Millis::DAY);
        let new = NewSession {
            reader,
            token_hash: digest.to_vec(),
            browser: "Firefox on Linux".to_owned(),
            expires_at: ends,
        };
        self.store.create_session(&new, began).await.expect("a session");
        Visitor { paper: self, cookie: Some(format!("__Host-dateline={token}")) }
    }

    /// The path of an article of the news day.
    pub(crate) async fn path(&self, at: usize) -> String {
        let id = self.articles.get(at).expect("an article of the news day");
        self.owner().await.get(&format!("/a/{id}")).await.header("location").to_owned()
    }
}

impl Visitor<'_> {
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path).body(Body::empty()).expect("a request")).await
    }

    /// A form sent from one of the paper's own pages.
    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin");
        self.send(with_form(request, form)).await
    }

    /// The same over a connection from this address.
    pub(crate) async fn post_over(
        &self,
        address: &str,
        path: &str,
        form: &[(&str, &str)],
    ) -> Answer {
        let peer = dateline_web::Peer(address.parse().expect("an address"));
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin");
        self.send(with_form(request.extension(peer), form)).await
    }

    /// A form sent with these headers instead of those of an own page.
    pub(crate) async fn post_from(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.request(Method::POST, path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(with_form(request, &[("text", "hello")])).await
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        request
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.paper.router.clone().oneshot(request).await.expect("it never fails");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a whole body");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, bytes: bytes.to_vec(), text }
    }
}

fn with_form(request: http::request::Builder, form: &[(&str, &str)]) -> Request<Body> {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    request
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .expect("a request")
}

/// Asserts that the texts stand in the page in this order.
#[track_caller]
pub(crate) fn assert_order(page: &str, texts: &[&str]) {
    let mut from = 0;
    for text in texts {
        let found = page.get(from..).and_then(|rest| rest.find(text));
        let at = found.unwrap_or_else(|| panic!("`{text}` is not there, or not in its place"));
        from += at + text.len();
    }
}

/// The `action` of forms and the `href` of links, by what they begin with.
pub(crate) fn links<'a>(page: &'a str, prefix: &str) -> Vec<&'a str> {
    let attributes = page.split("href=\"").skip(1).chain(page.split("action=\"").skip(1));
    let values = attributes.filter_map(|rest| rest.split('"').next());
    let mut seen = HashSet::new();
    values.filter(|value| value.starts_with(prefix) && seen.insert(*value)).collect()
}
