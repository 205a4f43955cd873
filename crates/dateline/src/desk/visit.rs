//! One visit to one feed, or watched page: asked, read, and turned into what is to be recorded.
//!
//! A visit tells new and changed entries from known ones by their identity. Whatever goes wrong
//! becomes a sentence on the feeds page and a later visit; one feed's trouble never reaches another.
//! `rounds.rs` decides which visits are made at once and records what comes of them.

use std::time::Duration;

use dateline_fetch::{Accept, ComeBack, Error, Request, Response, Url};
use dateline_model::{FeedDocument, Millis};
use dateline_store::{DueFeed, FeedKind, NewEntry, Outcome, Visit};
use tokio::time::Instant;

use super::manners::{Holds, Wishes, by_https, hold, validators};
use super::news::{Arrived, News, Unread, read_news};
use super::{Desk, request};

/// A publisher that needs longer is slow: the next visit is made apart from the others.
const SLOW: Duration = Duration::from_secs(2);

/// What is recorded of a visit.
pub(super) type Report = (Visit, Vec<NewEntry>);

/// What came back from the publisher.
enum Answer {
    /// A good answer.
    Good(Box<Response>),
    /// None, and why.
    Trouble(Error),
    /// It was not the time; then is.
    NotNow(Duration),
}

impl Desk {
    /// Makes one visit, or finds that it is not the time for it.
    ///
    /// # Errors
    /// When the database does not say what it knows of the entries.
    pub(super) async fn visit(&self, due: &DueFeed, holds: &Holds) -> anyhow::Result<Report> {
        let at = (self.clock)();
        let wishes = Wishes::kept(due);
        let held = Url::parse(&due.feed.url).ok().and_then(|url| holds.until(&url, at));
        if let Some(until) = held.or_else(|| wishes.not_before(due, at, chance)) {
            return Ok((put_off(due, at, until), Vec::new()));
        }
        let start = Instant::now();
        let answer = self.ask(due, at).await;
        let slow = start.elapsed() > SLOW;
        let at = (self.clock)();
        let good = if let Answer::Good(response) = &answer { Some(response) } else { None };
        let final_url = good.map(|response| response.final_url.to_string());
        let bytes = good.map_or(0, |response| response.body.len() as u64);
        let (visit, entries) = match answer {
            Answer::NotNow(wait) => return Ok((put_off(due, at, later(at, wait)), Vec::new())),
            Answer::Trouble(error) => (self.failed(due, &wishes, &error, at), Vec::new()),
            Answer::Good(response) if response.not_modified => {
                (self.unchanged(due, &wishes, &response, at), Vec::new())
            }
            Answer::Good(response) => self.fetched(due, &wishes, *response, at).await?,
        };
        Ok((Visit { final_url, bytes, slow: Some(slow), ..visit }, entries))
    }

    async fn ask(&self, due: &DueFeed, at: Millis) -> Answer {
        let request = match request_of(due, at) {
            Ok(request) => request,
            Err(error) => return Answer::Trouble(error),
        };
        let pause = match due.feed.kind {
            FeedKind::Feed => Duration::ZERO,
            // Nobody published it for programs to read, so what its site asks of robots holds.
            FeedKind::Page => match self.robots.permit(&request).await {
                Ok(pause) => pause,
                Err(error) => return Answer::Trouble(error),
            },
        };
        let _pass = match self.gate.enter_now(&request.url, pause) {
            Ok(pass) => pass,
            Err(ComeBack(wait)) => return Answer::NotNow(wait),
        };
        let answer = match due.feed.kind {
            FeedKind::Feed => self.client.get(&request).await,
            FeedKind::Page => self.client.get_as_robot(&request, &self.robots).await,
        };
        match answer {
            Ok(response) => Answer::Good(Box::new(response)),
            Err(error) => match by_https(&request.url, &error) {
                Some(secure) => self.ask_by_https(request, secure, error).await,
                None => Answer::Trouble(error),
            },
        }
    }

    /// The publisher may have shut its http port; an answer by https counts as a move there.
    async fn ask_by_https(&self, mut request: Request, secure: Url, error: Error) -> Answer {
        request.url.clone_from(&secure);
        match self.client.get(&request).await {
            Ok(mut response) => {
                response.moved_permanently_to.get_or_insert(secure);
                Answer::Good(Box::new(response))
            }
            Err(_) => Answer::Trouble(error),
        }
    }

    fn failed(&self, due: &DueFeed, wishes: &Wishes, error: &Error, at: Millis) -> Visit {
        let next = self.next_visit(&wishes.lesson_of_failure(due, error), at);
        let gone = matches!(error, Error::Gone { .. });
        let outcome = Outcome::Failed { trouble: error.to_string(), gone };
        let mut visit = Visit::new(due.feed.id, due.fence, at, next, outcome);
        if let Ok(url) = Url::parse(&due.feed.url) {
            visit.hold = hold(&url, error, at);
            if let Some(wait) = error.retry_after() {
                self.gate.hold(&url, wait);
            }
        }
        visit
    }

    fn unchanged(&self, due: &DueFeed, wishes: &Wishes, response: &Response, at: Millis) -> Visit {
        let next = spared(due, self.next_visit(&wishes.lesson_of(due, response), at), at);
        let visit = Visit::new(due.feed.id, due.fence, at, next, Outcome::Unchanged);
        Visit { moved_to: self.moved_to(due, response), ..visit }
    }

    /// Reads what came, off the asynchronous threads, and picks out what is new.
    async fn fetched(
        &self,
        due: &DueFeed,
        wishes: &Wishes,
        response: Response,
        at: Millis,
    ) -> anyhow::Result<Report> {
        let arrived = Arrived {
            url: response.final_url.to_string(),
            headers: response.headers.clone(),
            body: response.body.clone(),
            kind: due.feed.kind,
            at,
        };
        // Reading takes many times a feed's size in memory, so no more are read than cores.
        let core = self.cores.acquire().await;
        let read = read_news(&self.store, due.feed.id, arrived).await?;
        drop(core);
        let News { document, entries } = match read {
            Ok(news) => news,
            Err(unread) => return Ok((self.unreadable(due, wishes, &unread, at), Vec::new())),
        };
        if due.feed.kind == FeedKind::Feed {
            self.hubs.note_offer(due, &response, &document.feed).await;
        }
        Ok((self.good(due, document, &response, at), entries))
    }

    /// What a full answer that could be read leaves with its feed.
    fn good(
        &self,
        due: &DueFeed,
        document: FeedDocument,
        response: &Response,
        at: Millis,
    ) -> Visit {
        let wishes = Wishes::of(&document, response, at);
        let next = spared(due, self.next_visit(&wishes.lesson_of(due, response), at), at);
        let outcome = Outcome::Fetched {
            etag: response.etag.clone(),
            last_modified: response.last_modified.clone(),
            title: document.feed.title.map(|title| dateline_read::plain_text(&title.value)),
            site_url: document.feed.link,
            wishes: wishes.to_text(),
        };
        let visit = Visit::new(due.feed.id, due.fence, at, next, outcome);
        Visit { moved_to: self.moved_to(due, response), ..visit }
    }

    /// The address to remember, if it may be asked for by itself.
    fn moved_to(&self, due: &DueFeed, response: &Response) -> Option<String> {
        let target = response.moved_permanently_to.as_ref()?;
        let named_by = due.named_by.as_deref().unwrap_or(&due.feed.url);
        let request = Request {
            named_by: Url::parse(named_by).ok(),
            ..Request::new(target.clone(), Accept::Feed)
        };
        let vetted = self.client.check(&request);
        if let Err(error) = &vetted {
            tracing::info!(feed.id = due.feed.id.0, %error, "a redirect is followed but not kept");
        }
        vetted.ok().map(String::from)
    }

    /// What came is no feed, or not any more. A page in its place is for a person to mend, like an
    /// answer of "not here", so it is asked for as seldom.
    fn unreadable(&self, due: &DueFeed, wishes: &Wishes, unread: &Unread, at: Millis) -> Visit {
        let failures = due.feed.failures.saturating_add(1);
        let unwanted = matches!(unread, Unread::Page(_));
        let lesson = dateline_fetch::Visit { failures, unwanted, ..wishes.lesson(due) };
        let trouble = unread.in_words(due.feed.last_success_at.is_some());
        let outcome = Outcome::Failed { trouble, gone: false };
        let next = self.next_visit(&lesson, at);
        Visit::new(due.feed.id, due.fence, at, next, outcome)
    }

    fn next_visit(&self, lesson: &dateline_fetch::Visit, at: Millis) -> Millis {
        self.config.feeds.cadence.next_visit(lesson, at, chance())
    }
}

fn request_of(due: &DueFeed, at: Millis) -> Result<Request, Error> {
    let accept = match due.feed.kind {
        FeedKind::Feed => Accept::Feed,
        FeedKind::Page => Accept::Page,
    };
    let mut request = request(&due.feed.url, accept)?;
    (request.etag, request.last_modified) = validators(due, at);
    // A redirect that was kept gains no rights that the person's own address did not have.
    request.named_by = due.named_by.as_deref().and_then(|url| Url::parse(url).ok());
    request.subscribers = Some(due.subscribers);
    request.apply(&due.feed.settings);
    Ok(request)
}

/// No visit was made; the next is.
pub(super) fn put_off(due: &DueFeed, at: Millis, until: Millis) -> Visit {
    Visit::new(due.feed.id, due.fence, at, until, Outcome::PutOff)
}

fn later(at: Millis, wait: Duration) -> Millis {
    at.plus(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX))
}

/// While a hub tells us of news, a visit a day is enough to notice one that has fallen silent; unless
/// the owner wants it otherwise.
fn spared(due: &DueFeed, next: Millis, at: Millis) -> Millis {
    let wished = due.feed.settings.interval_minutes.is_some();
    match due.told_until {
        Some(until) if until > next && !wished => next.max(at.plus(Millis::DAY)),
        _ => next,
    }
}

/// A number from 0 to 1, so that feeds added together drift apart.
fn chance() -> f64 {
    let mut bytes = [0_u8; 4];
    // Without randomness feeds that were added together stay together: no harm done.
    let _ = getrandom::fill(&mut bytes);
    f64::from(u32::from_ne_bytes(bytes)) / f64::from(u32::MAX)
}
