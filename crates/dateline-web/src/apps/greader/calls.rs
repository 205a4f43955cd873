//! Each call of the API.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use dateline_model::{Reader, ReaderId};
use dateline_store::{Item, ItemQuery, Listed, Subscription};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use serde_json::{Value, json};

use super::pass;
use super::shapes::{self, Contents};
use super::words::Stream;
use crate::access::Caller;
use crate::apps::asked::{Asked, moment};
use crate::apps::following::{self, Way};
use crate::apps::items::{self, Mark};
use crate::apps::{Api, LARGEST_CALL, MOST_WHOLE as MOST_ASKED, plain};
use crate::doors;
use crate::error::{Error, Result};
use crate::pages::feeds::roll;
use crate::paper::Site;
use crate::secret;

/// Items of one answer by name, and whole.
const MOST_REFS: u32 = 10_000;
const MOST_WHOLE: u32 = 200;

/// Characters of a call's token. Older apps count them.
const TOKEN_LENGTH: usize = 57;

/// A call as it came.
struct Call {
    site: Arc<Site>,
    caller: Caller,
    asked: Asked,
    /// It may change something.
    is_post: bool,
    body: Bytes,
}

/// `/api/greader.php`: so that whoever tries the address in a browser sees that it is one.
pub(crate) async fn greet() -> &'static str {
    "The Google Reader API of this paper. Give this address to an app, with your name and a password for a program.\n"
}

/// `/api/greader.php/{call}`: where apps for `FreshRSS` look.
pub(crate) async fn api(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(path): Path<String>,
    request: Request,
) -> Response {
    answer(site, caller, &path, request).await
}

/// `/reader/{call}`: where apps for Google Reader itself look.
pub(crate) async fn reader(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(path): Path<String>,
    request: Request,
) -> Response {
    answer(site, caller, &format!("reader/{path}"), request).await
}

/// `/accounts/{call}`.
pub(crate) async fn accounts(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(path): Path<String>,
    request: Request,
) -> Response {
    answer(site, caller, &format!("accounts/{path}"), request).await
}

async fn answer(site: Arc<Site>, caller: Caller, path: &str, request: Request) -> Response {
    let is_post = request.method() == Method::POST;
    let query = request.uri().query().unwrap_or_default().to_owned();
    let Ok(body) = axum::body::to_bytes(request.into_body(), LARGEST_CALL).await else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE, "the call is too large\n".to_owned());
    };
    let is_list = path.trim_end_matches('/').ends_with("subscription/import");
    let form = if is_list { Bytes::new() } else { body.clone() };
    let Some(asked) = Asked::of(&query, &form) else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE, "too many values in one call\n".to_owned());
    };
    let call = Call { site, caller, asked, is_post, body };
    // Some apps end each call with a slash; a feed's address may end with one of its own.
    let answered = match path.trim_start_matches('/') {
        "accounts/ClientLogin" | "accounts/ClientLogin/" => call.sign_in().await,
        path => match (path.strip_prefix("reader/api/0/"), &call.caller.reader) {
            (None, _) => Err(Error::NotFound("missing-page")),
            (Some(_), None) => return refused(),
            (Some(name), Some(reader)) => call.of(reader, name).await,
        },
    };
    answered.unwrap_or_else(|error| Api::Reader.told(&error, call.caller.speech))
}

/// Neither name and password nor token are right. Apps ask for a new token by these headers.
fn refused() -> Response {
    let mut response = plain(StatusCode::UNAUTHORIZED, "Unauthorized\n".to_owned());
    for name in ["google-bad-token", "x-reader-google-bad-token"] {
        let value = HeaderValue::from_static("true");
        response.headers_mut().insert(HeaderName::from_static(name), value);
    }
    response
}

fn json_of(value: Value) -> Response {
    Json(value).into_response()
}

fn ok() -> Response {
    "OK".into_response()
}

impl Call {
    /// `accounts/ClientLogin`.
    async fn sign_in(&self) -> Result<Response> {
        let (Some(name), Some(password)) = (self.asked.one("Email"), self.asked.one("Passwd"))
        else {
            return Ok(refused());
        };
        if doors::by_program(&self.site, name, password).await?.is_none() {
            return Ok(refused());
        }
        let auth = pass(name, password);
        Ok(match self.asked.one("output") {
            Some("json") => json_of(json!({"SID": auth, "LSID": "null", "Auth": auth})),
            _ => format!("SID={auth}\nLSID=null\nAuth={auth}\n").into_response(),
        })
    }

    async fn of(&self, reader: &Reader, name: &str) -> Result<Response> {
        let (site, id) = (&self.site, reader.id);
        let stream = name.strip_prefix("stream/contents");
        Ok(match stream.map_or_else(|| name.trim_end_matches('/'), |_| name) {
            "token" => token(reader).into_response(),
            "user-info" => json_of(json!({
                "userId": id.to_string(), "userName": reader.name,
                "userProfileId": id.to_string(), "userEmail": "",
            })),
            "tag/list" => json_of(shapes::tags(&site.store.sections(id).await?)),
            "subscription/list" => {
                json_of(shapes::subscriptions(&site.store.subscriptions(id).await?))
            }
            "subscription/export" => self.export(id).await?,
            "unread-count" => {
                let unread = site.store.unread(id, site.now()).await?;
                json_of(shapes::unread(&unread, &site.store.subscriptions(id).await?))
            }
            "stream/items/ids" => self.refs(id).await?,
            "stream/items/contents" => self.contents_of(id).await?,
            "preference/list" => json_of(json!({"prefs": []})),
            "preference/stream/list" => json_of(json!({"streamprefs": {}})),
            "friend/list" => json_of(json!({"friends": []})),
            "edit-tag"
            | "mark-all-as-read"
            | "subscription/quickadd"
            | "subscription/edit"
            | "subscription/import"
            | "rename-tag"
            | "disable-tag" => {
                if !self.is_post {
                    let told = "a change is a POST\n".to_owned();
                    return Ok(plain(StatusCode::METHOD_NOT_ALLOWED, told));
                }
                if !self.token_fits(reader) {
                    return Ok(refused());
                }
                self.change(reader, name.trim_end_matches('/')).await?
            }
            _ => match stream {
                Some(stream) => self.contents(id, stream.trim_start_matches('/')).await?,
                None => return Err(Error::NotFound("missing-page")),
            },
        })
    }

    /// The header already says who asks, and no browser sends it by itself: an app may leave the
    /// token out, as several do.
    fn token_fits(&self, reader: &Reader) -> bool {
        self.asked.one("T").is_none_or(|given| given == "x" || given == token(reader))
    }

    async fn change(&self, reader: &Reader, name: &str) -> Result<Response> {
        match name {
            "edit-tag" => self.mark(reader.id).await,
            "mark-all-as-read" => self.mark_all(reader.id).await,
            "subscription/quickadd" => self.quick_add(reader.id).await,
            "subscription/edit" => self.edit(reader.id).await,
            "subscription/import" => self.import(reader).await,
            _ => self.rename(reader.id, name == "rename-tag").await,
        }
    }

    /// `subscription/import`: an OPML list as the body.
    async fn import(&self, reader: &Reader) -> Result<Response> {
        let (site, list) = (&self.site, self.site.newsroom.read_opml(&self.body));
        let brought = roll::import_list(&site.store, reader, list, site.now()).await?;
        site.newsroom.wake();
        let told = match brought.left_out.len() {
            0 => "OK".to_owned(),
            _ => format!("OK, but for:\n{}\n", brought.left_out.join("\n")),
        };
        Ok(told.into_response())
    }

    /// The stream of this name; a feed's by its number.
    async fn stream(&self, reader: ReaderId, name: &str) -> Result<Stream> {
        let nothing = Error::NotFound("missing-thing");
        match Stream::of(name).ok_or(nothing)? {
            Stream::FeedAt(url) => {
                let followed = self.site.store.subscriptions(reader).await?;
                let found = followed.iter().find(|one| one.feed.url == url);
                found.map(|one| Stream::Feed(one.feed.id)).ok_or(Error::NotFound("missing-feed"))
            }
            stream => Ok(stream),
        }
    }

    async fn query(&self, reader: ReaderId, name: &str, most: u32) -> Result<ItemQuery> {
        let stream = self.stream(reader, name).await?;
        self.asked.query(&stream, most).ok_or(Error::NotFound("missing-thing"))
    }

    /// The items of a query, and the last of them when more follow.
    async fn walk(
        &self,
        reader: ReaderId,
        query: &ItemQuery,
    ) -> Result<(Vec<Listed>, Option<Item>)> {
        let wanted = query.limit.max(1);
        let one_more = ItemQuery { limit: wanted.saturating_add(1), ..query.clone() };
        let mut items = self.site.store.items(reader, &one_more, self.site.now()).await?;
        let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
        let more = items.len() > wanted;
        items.truncate(wanted);
        let last = items.last().map(|listed| listed.item).filter(|_| more);
        Ok((items, last))
    }

    /// `stream/items/ids`.
    async fn refs(&self, reader: ReaderId) -> Result<Response> {
        let query = self.query(reader, self.stream_asked(), MOST_REFS - 1).await?;
        let (items, more) = self.walk(reader, &query).await?;
        Ok(json_of(shapes::refs(&items, more)))
    }

    fn stream_asked(&self) -> &str {
        self.asked.one("s").unwrap_or("user/-/state/com.google/reading-list")
    }

    /// `stream/contents/{stream}`.
    async fn contents(&self, reader: ReaderId, stream: &str) -> Result<Response> {
        let name = if stream.is_empty() { self.stream_asked() } else { stream };
        let query = self.query(reader, name, MOST_WHOLE).await?;
        let (items, more) = self.walk(reader, &query).await?;
        let ids: Vec<_> = items.iter().map(|listed| listed.item.article).collect();
        self.whole(reader, name, &ids, more).await
    }

    /// `stream/items/contents`.
    async fn contents_of(&self, reader: ReaderId) -> Result<Response> {
        let items = self.asked.items();
        if items.len() > MOST_ASKED {
            return Ok(plain(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too many items in one call\n".to_owned(),
            ));
        }
        self.whole(reader, self.stream_asked(), &items, None).await
    }

    async fn whole(
        &self,
        reader: ReaderId,
        stream: &str,
        ids: &[dateline_model::ArticleId],
        more: Option<Item>,
    ) -> Result<Response> {
        let items = self.site.store.whole_items(reader, ids).await?;
        let followed = self.site.store.subscriptions(reader).await?;
        let contents = Contents { stream, items: &items, more };
        Ok(json_of(contents.written(&self.site, &followed)))
    }

    /// `subscription/export`.
    async fn export(&self, reader: ReaderId) -> Result<Response> {
        let followed = self.site.store.subscriptions(reader).await?;
        let opml = self.site.newsroom.write_opml(&roll::export_list(followed));
        Ok(([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], opml).into_response())
    }

    /// `edit-tag`: what is added and removed is read and starred; labels of items are not kept.
    async fn mark(&self, reader: ReaderId) -> Result<Response> {
        let items = self.asked.items();
        let changes = self.asked.all("a").map(|tag| (tag, true));
        let changes = changes.chain(self.asked.all("r").map(|tag| (tag, false)));
        let (mut read, mut saved) = (None, None);
        for (tag, added) in changes {
            match Stream::of(tag) {
                Some(Stream::Read) => read = Some(added),
                Some(Stream::Unread) => read = Some(!added),
                Some(Stream::Saved) => saved = Some(added),
                _ => {}
            }
        }
        for mark in read.map(Mark::Read).into_iter().chain(saved.map(Mark::Saved)) {
            items::mark(&self.site, reader, &items, mark).await?;
        }
        Ok(ok())
    }

    /// `mark-all-as-read`: what was first seen before `ts`, so that nothing is that came meanwhile.
    async fn mark_all(&self, reader: ReaderId) -> Result<Response> {
        let stream = self.stream(reader, self.stream_asked()).await?;
        let now = self.site.now();
        let until = self.asked.one("ts").and_then(moment).unwrap_or(now);
        let query = Asked::default().query(&stream, 0).ok_or(Error::NotFound("missing-thing"))?;
        let query = ItemQuery { until: Some(until.plus(1)), ..query };
        self.site.store.mark_items_read(reader, &query, now).await?;
        Ok(ok())
    }

    /// `subscription/quickadd`.
    async fn quick_add(&self, reader: ReaderId) -> Result<Response> {
        let given = self.asked.one("quickadd").unwrap_or_default();
        let address = given.strip_prefix("feed/").unwrap_or(given).trim();
        let found = match following::find(&self.site, reader, address).await? {
            Ok(found) => found,
            Err(why) => {
                return Ok(json_of(json!({"numResults": 0, "query": given, "error": why})));
            }
        };
        let feed = following::follow(&self.site, reader, &found.url, "").await?;
        Ok(json_of(json!({
            "numResults": 1, "query": given,
            "streamId": format!("feed/{feed}"), "streamName": found.title,
        })))
    }

    /// `subscription/edit`.
    async fn edit(&self, reader: ReaderId) -> Result<Response> {
        let (store, now) = (&self.site.store, self.site.now());
        let way = self.way_asked();
        for name in self.asked.all("s") {
            if let (Some("subscribe"), Some(Stream::FeedAt(url))) =
                (self.asked.one("ac"), Stream::of(name))
            {
                match following::find(&self.site, reader, &url).await? {
                    Ok(found) => {
                        let section = way.clone().section(None).unwrap_or_default();
                        following::follow(&self.site, reader, &found.url, &section).await?;
                    }
                    Err(why) => return Ok(plain(StatusCode::BAD_REQUEST, format!("{why}\n"))),
                }
                continue;
            }
            let Stream::Feed(feed) = self.stream(reader, name).await? else {
                return Err(Error::NotFound("missing-feed"));
            };
            let known = following::own(&self.site, reader, feed).await?;
            if self.asked.one("ac") == Some("unsubscribe") {
                store.unsubscribe(reader, feed, now).await?;
            } else {
                let change = (way.clone(), self.asked.one("t"));
                following::change(&self.site, reader, &known, change).await?;
            }
        }
        Ok(ok())
    }

    /// Which way a feed is to go.
    fn way_asked(&self) -> Way {
        let name = |tag| match Stream::of(tag) {
            Some(Stream::Section(name)) => Some(name),
            _ => None,
        };
        let added = self.asked.all("a").find_map(name);
        let removed = self.asked.all("r").find_map(name).is_some();
        match added {
            Some(name) => Way::Into(name),
            None if removed => Way::Out,
            None => Way::Stays,
        }
    }

    /// `rename-tag` and `disable-tag`: the feeds of a section go to another, or to none.
    async fn rename(&self, reader: ReaderId, renames: bool) -> Result<Response> {
        // Some apps give the label alone, as `t`.
        let from = match (self.asked.one("s").and_then(Stream::of), self.asked.one("t")) {
            (Some(Stream::Section(name)), _) => name,
            (None, Some(name)) => name.to_owned(),
            _ => return Err(Error::NotFound("missing-thing")),
        };
        let to = match self.asked.one("dest").and_then(Stream::of) {
            Some(Stream::Section(name)) if renames => Some(name),
            _ if renames => return Err(Error::NotFound("missing-thing")),
            _ => None,
        };
        let followed = self.site.store.subscriptions(reader).await?;
        let inside = |one: &&Subscription| one.section.as_ref().is_some_and(|s| s.name == from);
        let way = to.map_or(Way::Out, Way::Into);
        for one in followed.iter().filter(inside) {
            following::change(&self.site, reader, one, (way.clone(), None)).await?;
        }
        Ok(ok())
    }
}

/// The token of a reader's changes. It guards nothing that the header does not, and so is made of
/// what both know.
fn token(reader: &Reader) -> String {
    let digest = secret::hex(&secret::digest(format!("changes of {}", reader.id).as_bytes()));
    digest.chars().take(TOKEN_LENGTH).collect()
}
