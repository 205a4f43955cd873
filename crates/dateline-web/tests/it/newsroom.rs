//! A newsroom that plays the outside world: one site with a feed, pictures by their name, an
//! assistant that follows a script.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use dateline_model::{Draft, SafeHtml, SiteRule};
use dateline_understand::Prompt;
use dateline_web::{
    AssistantInfo, AssistantPiece, FoundFeed, HubNews, HubReply, Identified, IdentityAttempt,
    IdentityInfo, ImageTrouble, KeptBlock, KeptPage, KeptReading, Mail, MailInfo, Newsroom,
    OpmlFeed, OpmlList, ProxiedImage, PushTarget, StarterFeed,
};
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;

use crate::paper::NOW;

/// A photograph wider than any page shows.
fn photograph() -> Vec<u8> {
    let pixels = image::RgbImage::from_pixel(2_000, 1_000, image::Rgb([30, 90, 160]));
    let mut out = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut out, image::ImageFormat::Jpeg).expect("a photograph");
    out.into_inner()
}

/// A newsroom without a world: one site with a feed, pictures by their name.
#[derive(Default)]
pub(crate) struct FakeNewsroom {
    pub(crate) woken: AtomicUsize,
    pub(crate) asked_for_pictures: AtomicUsize,
    pub(crate) brought: Mutex<Vec<HubNews>>,
    /// What the assistant says to every prompt; none: there is no assistant.
    pub(crate) script: Mutex<Option<Script>>,
    /// What it was told.
    pub(crate) prompts: Mutex<Vec<Prompt>>,
    /// Letters that went out; none: no mail server is set.
    pub(crate) letters: Mutex<Option<Vec<Mail>>>,
    /// Whom the identity provider signs in; none: there is no provider.
    pub(crate) identified: Mutex<Option<String>>,
}

/// An assistant's answer, piece by piece.
pub(crate) type Script = Vec<Result<AssistantPiece, String>>;

impl Newsroom for FakeNewsroom {
    fn discover(&self, address: &str) -> BoxFuture<'_, Result<Vec<FoundFeed>, String>> {
        let answer = if address.contains("harbour") {
            Ok(vec![FoundFeed {
                url: "https://harbour-post.example/feed".to_owned(),
                title: "The Harbour Post".to_owned(),
                entries: 12,
                newest: Some(NOW),
                ..FoundFeed::default()
            }])
        } else if address.contains("bare") {
            Ok(vec![FoundFeed {
                url: "https://bare.example/news".to_owned(),
                title: "The <Bare> Times".to_owned(),
                entries: 14,
                headlines: (1..=12).map(|number| format!("Headline {number}")).collect(),
                watched: true,
                ..FoundFeed::default()
            }])
        } else {
            Err(format!("no feed was found at {address}"))
        };
        Box::pin(async move { answer })
    }

    fn image(
        &self,
        url: &str,
        _named_by: &str,
    ) -> BoxFuture<'_, Result<ProxiedImage, ImageTrouble>> {
        self.asked_for_pictures.fetch_add(1, Ordering::Relaxed);
        let picture = |content_type: &str, bytes: &[u8]| {
            Ok(ProxiedImage {
                content_type: content_type.to_owned(),
                bytes: axum::body::Bytes::copy_from_slice(bytes),
            })
        };
        let answer = match url.rsplit('/').next().unwrap_or_default() {
            "quay.jpg" => picture("image/jpeg", &photograph()),
            "lie.png" => {
                picture("image/png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>")
            }
            "internal" => Err(ImageTrouble::Refused),
            "huge" => Err(ImageTrouble::TooLarge),
            _ => Err(ImageTrouble::Missing),
        };
        Box::pin(async move { answer })
    }

    fn page(&self, url: &str, _named_by: &str) -> BoxFuture<'_, Result<KeptPage, String>> {
        let answer = if url.contains("gone") {
            Err("the site cannot be reached".to_owned())
        } else {
            let html = "<p>The page as it was.</p>".to_owned();
            Ok(KeptPage { url: url.to_owned(), html })
        };
        Box::pin(async move { answer })
    }

    fn read_kept(&self, page: KeptPage, rule: SiteRule) -> BoxFuture<'_, KeptReading> {
        let block = |taken, selector: &str| KeptBlock {
            text: page.html.clone(),
            taken,
            selector: Some(selector.to_owned()),
        };
        let blocks = vec![block(true, "p.letter"), block(false, "div.more")];
        let text = format!("Read with {} kept and {} dropped", rule.keep.len(), rule.drop.len());
        Box::pin(async move { KeptReading { text, blocks, problems: Vec::new() } })
    }

    fn check_rule(&self, rule: &SiteRule) -> Vec<String> {
        let wrong = rule.keep.iter().chain(&rule.drop).filter(|selector| selector.contains(':'));
        wrong.map(|selector| format!("the selector `{selector}` cannot be understood")).collect()
    }

    fn feed_article(&self, entry: &str) -> Option<Draft> {
        let html = SafeHtml::vouched_for(format!("<p>As the feed had it: {}</p>", entry.len()));
        Some(Draft { headline: "From the feed".to_owned(), html, ..Draft::default() })
    }

    fn comment_html(&self, text: &str) -> SafeHtml {
        dateline_read::comment_html(text)
    }

    fn read_opml(&self, opml: &[u8]) -> OpmlList {
        let text = String::from_utf8_lossy(opml);
        let feeds = (1..).zip(text.lines()).filter(|(_, line)| line.contains("://"));
        let feeds = feeds.map(|(line, url)| OpmlFeed {
            line,
            url: url.to_owned(),
            section: Some("Imported".to_owned()),
            ..OpmlFeed::default()
        });
        let problems = vec!["one outline had no address".to_owned()];
        OpmlList { feeds: feeds.collect(), problems }
    }

    fn write_opml(&self, feeds: &[OpmlFeed]) -> String {
        feeds.iter().map(|feed| feed.url.clone() + "\n").collect()
    }

    fn hub_asks(
        &self,
        token: &str,
        question: Vec<(String, String)>,
    ) -> BoxFuture<'_, Result<HubReply, ()>> {
        let challenge = question.into_iter().find(|(name, _)| name == "hub.challenge");
        let reply = match challenge.filter(|_| token == "known") {
            Some((_, challenge)) => HubReply::Echo(challenge),
            None => HubReply::NotOurs,
        };
        Box::pin(async move { Ok(reply) })
    }

    fn hub_brings(&self, _: &str, news: HubNews) -> BoxFuture<'_, Result<HubReply, ()>> {
        self.brought.lock().expect("no panic").push(news);
        Box::pin(async move { Ok(HubReply::Heard) })
    }

    fn hub_trouble(&self) -> Option<String> {
        Some("hubs cannot reach this paper".to_owned())
    }

    fn starter_list(&self) -> Vec<StarterFeed> {
        let starter = |url: &str, title: &str| StarterFeed {
            url: url.to_owned(),
            title: title.to_owned(),
            section: "World".to_owned(),
            about: "News of the day".to_owned(),
        };
        vec![starter("https://a.example/feed", "A"), starter("https://b.example/feed", "B")]
    }

    fn wake(&self) {
        self.woken.fetch_add(1, Ordering::Relaxed);
    }

    fn push_key(&self) -> Option<String> {
        Some("key-of-the-paper".to_owned())
    }

    fn check_push(&self, target: &PushTarget) -> Result<(), String> {
        let inner = target.endpoint.contains("inner");
        if inner { Err("it is not on the public internet".to_owned()) } else { Ok(()) }
    }

    fn assistant(&self) -> Option<AssistantInfo> {
        let script = self.script.lock().expect("no test panics here");
        script.as_ref().map(|_| AssistantInfo {
            model: "parrot-1".to_owned(),
            host: "assistant.example".to_owned(),
            reader_tokens: 10_000,
            instance_tokens: 12_000,
        })
    }

    fn identity_provider(&self) -> Option<IdentityInfo> {
        let identified = self.identified.lock().expect("no test panics here");
        identified.as_ref().map(|_| IdentityInfo {
            name: "Harbour ID".to_owned(),
            issuer: "https://id.example".to_owned(),
            makes_accounts: false,
        })
    }

    fn identity_way(&self, attempt: IdentityAttempt) -> BoxFuture<'_, Result<String, ()>> {
        Box::pin(async move { Ok(format!("https://id.example/authorize?state={}", attempt.state)) })
    }

    fn identify(&self, _: &str, _: IdentityAttempt) -> BoxFuture<'_, Result<Identified, ()>> {
        let subject = self.identified.lock().expect("no test panics here").clone().ok_or(());
        let issuer = "https://id.example".to_owned();
        Box::pin(async move { Ok(Identified { issuer, subject: subject?, name: None }) })
    }

    fn mail(&self) -> Option<MailInfo> {
        self.letters.lock().expect("no test panics here").as_ref().map(|_| MailInfo {
            server: "mail.example".to_owned(),
            from: "paper@paper.example".to_owned(),
            sent: None,
            trouble: Some((NOW, "it was busy".to_owned())),
        })
    }

    fn post_mail(&self, mail: Mail) {
        self.letters.lock().expect("no test panics here").as_mut().expect("mail is set").push(mail);
    }

    fn send_mail(&self, mail: Mail) -> BoxFuture<'_, Result<(), String>> {
        let refused = mail.to.starts_with("nobody@");
        Box::pin(async move { if refused { Err("no such mailbox".to_owned()) } else { Ok(()) } })
    }

    fn write(&self, prompt: Prompt) -> BoxStream<'static, Result<AssistantPiece, String>> {
        self.prompts.lock().expect("no test panics here").push(prompt);
        let script = self.script.lock().expect("no test panics here").clone();
        Box::pin(futures_util::stream::iter(script.unwrap_or_default()))
    }
}
