//! The picture proxy: `/img/{signature}/{width}/{address}`.
//!
//! A reader's browser never meets a publisher's server. Only addresses that this paper put on a
//! page are fetched, which the signature proves; only pictures are passed on, which their first
//! bytes prove; each is written anew for the width it is shown at ([`shrink`]) and kept on disk
//! ([`shelf`]), so that a publisher is asked once. Should a browser open one as a document, nothing
//! in it runs.
//!
//! An address is signed together with the feed whose article shows it: a feed may not lead us into
//! a network that the owner opened for another.

mod avif;
mod shelf;
mod shrink;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use dateline_model::{FeedId, Millis};
use hmac::{Hmac, Mac};
use http::{HeaderValue, StatusCode, header};
use sha2::Sha256;
use tokio::sync::Semaphore;

use crate::paper::{ImageTrouble, Site};
use crate::secret;
pub use shelf::PictureShelf;
use shelf::Shelf;
use shrink::Unfit;

/// Bytes kept of the signature: 128 bits.
const SIGNATURE_BYTES: usize = 16;

/// The longest address that is signed; longer ones are data in disguise.
const LONGEST_ADDRESS: usize = 2_000;

/// The largest picture that is looked at, whatever the newsroom allowed.
const LARGEST_PICTURE: usize = 12 << 20;

/// The widths that pictures are made in; a page offers all and the browser chooses.
pub(crate) const WIDTHS: [u32; 3] = [320, 640, 1280];

/// Pictures decoded at once: each may take 160 MB for a moment.
const MOST_AT_ONCE: usize = 2;

/// A picture that could not be had is not asked for again for so long.
const PATIENCE_MS: i64 = 10 * Millis::MINUTE;

/// Pictures that could not be had, remembered; beyond it all are forgotten.
const MOST_REMEMBERED: usize = 5_000;

/// Pictures change with their address; a month saves most requests.
const KEEP: &str = "private, max-age=2592000, immutable";

/// What a proxied picture may do when opened as a page: nothing.
const POLICY: &str = "default-src 'none'; sandbox";

/// Signs the addresses of pictures.
#[derive(Clone)]
pub(crate) struct Signer {
    key: [u8; 32],
}

/// The pictures of one feed's articles.
#[derive(Clone, Copy)]
pub(crate) struct Pictures<'a> {
    signer: &'a Signer,
    feed: FeedId,
}

/// A picture's addresses in the proxy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Source {
    /// The middle width.
    pub(crate) src: String,
    /// All widths, as `srcset` has them.
    pub(crate) srcset: String,
}

impl Signer {
    pub(crate) fn new(key: [u8; 32]) -> Signer {
        Signer { key }
    }

    /// Signs for one feed's articles.
    pub(crate) fn of(&self, feed: FeedId) -> Pictures<'_> {
        Pictures { signer: self, feed }
    }

    fn sign(&self, named: &str) -> Vec<u8> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes a key of any length");
        mac.update(named.as_bytes());
        let mut signature = mac.finalize().into_bytes().to_vec();
        signature.truncate(SIGNATURE_BYTES);
        signature
    }

    /// The address and the feed that named it, when this paper signed them.
    fn verify(&self, signature: &str, encoded: &str) -> Option<(FeedId, String)> {
        let named = String::from_utf8(secret::decode(encoded)?).ok()?;
        let (feed, address) = named.split_once(' ')?;
        let known = secret::same(&self.sign(&named), &secret::decode(signature)?);
        known.then_some(()).and_then(|()| Some((feed.parse().ok()?, address.to_owned())))
    }
}

impl Pictures<'_> {
    /// The proxy's addresses for a picture on the web; none for any other address.
    pub(crate) fn source(self, address: &str) -> Option<Source> {
        if address.len() > LONGEST_ADDRESS || !crate::address::is_web(address) {
            return None;
        }
        let named = format!("{} {address}", self.feed);
        let signature = secret::encode(&self.signer.sign(&named));
        let encoded = secret::encode(named.as_bytes());
        let path = |width: u32| format!("/img/{signature}/{width}/{encoded}");
        let offers = WIDTHS.map(|width| format!("{} {width}w", path(width)));
        Some(Source { src: path(WIDTHS[1]), srcset: offers.join(", ") })
    }
}

/// The pictures of a paper, made and kept.
#[derive(Debug)]
pub(crate) struct Darkroom {
    shelf: Option<Shelf>,
    hands: Semaphore,
    /// Pictures that somebody is making now: who else wants one waits for it.
    making: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
    /// Pictures that could not be had, and when that was found.
    missing: Mutex<HashMap<String, (ImageTrouble, Millis)>>,
}

impl Darkroom {
    pub(crate) fn new(shelf: Option<&PictureShelf>) -> Darkroom {
        Darkroom {
            shelf: shelf.and_then(Shelf::open),
            hands: Semaphore::new(MOST_AT_ONCE),
            making: Mutex::default(),
            missing: Mutex::default(),
        }
    }

    /// The picture at a width: from the shelf, or fetched, made and put there.
    async fn picture(
        &self,
        site: &Site,
        (feed, address): (FeedId, &str),
        width: u32,
    ) -> Result<Bytes, ImageTrouble> {
        let name = secret::hex(&secret::digest(format!("{width} {feed} {address}").as_bytes()));
        if let Some(picture) = self.on_shelf(&name).await {
            return Ok(picture);
        }
        if let Some(trouble) = self.known_trouble(&name, site.now()) {
            return Err(trouble);
        }
        let turn = Arc::clone(lock(&self.making).entry(name.clone()).or_default());
        let made = {
            let _turn = turn.lock().await;
            match self.on_shelf(&name).await {
                Some(picture) => Ok(picture),
                None => self.make(site, (feed, address), width).await,
            }
        };
        lock(&self.making).remove(&name);
        match &made {
            Ok(picture) => {
                if let Some(shelf) = &self.shelf {
                    shelf.put(&name, picture).await;
                }
            }
            Err(trouble) => self.remember(name, *trouble, site.now()),
        }
        made
    }

    async fn on_shelf(&self, name: &str) -> Option<Bytes> {
        self.shelf.as_ref()?.get(name).await
    }

    async fn make(
        &self,
        site: &Site,
        (feed, address): (FeedId, &str),
        width: u32,
    ) -> Result<Bytes, ImageTrouble> {
        let feed = site.store.feed(feed).await.map_err(|_| ImageTrouble::Unreachable)?;
        let named_by = feed.map(|feed| feed.url).ok_or(ImageTrouble::Refused)?;
        let fetched = site.newsroom.image(address, &named_by).await?.bytes;
        if fetched.len() > LARGEST_PICTURE {
            return Err(ImageTrouble::TooLarge);
        }
        let _hand = self.hands.acquire().await;
        let small = tokio::task::spawn_blocking(move || shrink::shrink(&fetched, width)).await;
        match small {
            Ok(Ok(small)) => Ok(Bytes::from(small)),
            Ok(Err(Unfit::TooLarge)) => Err(ImageTrouble::TooLarge),
            Ok(Err(Unfit::NoPicture)) => Err(ImageTrouble::NoPicture),
            Err(fault) => {
                tracing::error!(%fault, "a picture could not be made smaller");
                Err(ImageTrouble::NoPicture)
            }
        }
    }

    fn known_trouble(&self, name: &str, now: Millis) -> Option<ImageTrouble> {
        let missing = lock(&self.missing);
        let (trouble, since) = missing.get(name)?;
        (now.0.saturating_sub(since.0) < PATIENCE_MS).then_some(*trouble)
    }

    fn remember(&self, name: String, trouble: ImageTrouble, now: Millis) {
        let mut missing = lock(&self.missing);
        if missing.len() >= MOST_REMEMBERED {
            missing.clear();
        }
        missing.insert(name, (trouble, now));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// `GET /img/{signature}/{width}/{address}`.
pub(crate) async fn serve(
    State(site): State<Arc<Site>>,
    Path((signature, width, encoded)): Path<(String, u32, String)>,
) -> Response {
    let Some((feed, address)) = site.signer.verify(&signature, &encoded) else {
        return refusal(StatusCode::FORBIDDEN);
    };
    if !WIDTHS.contains(&width) {
        return refusal(StatusCode::NOT_FOUND);
    }
    match site.darkroom.picture(&site, (feed, &address), width).await {
        Ok(picture) => show(picture),
        Err(ImageTrouble::Refused) => refusal(StatusCode::FORBIDDEN),
        Err(ImageTrouble::Missing) => refusal(StatusCode::NOT_FOUND),
        Err(ImageTrouble::TooLarge) => refusal(StatusCode::PAYLOAD_TOO_LARGE),
        Err(ImageTrouble::NoPicture) => refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE),
        Err(ImageTrouble::Unreachable) => refusal(StatusCode::BAD_GATEWAY),
    }
}

fn show(picture: Bytes) -> Response {
    let Some(media_type) = shrink::picture_type(&picture) else {
        return refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    };
    let mut response = picture.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEEP));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    response
}

/// What is shown of a picture that cannot be had: nothing. Browsers draw a broken frame for an empty
/// answer, but paint a picture whatever the status.
const NOTHING: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

fn refusal(status: StatusCode) -> Response {
    let mut response = (status, NOTHING).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/gif"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=300"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: FeedId = FeedId(7);

    /// Signature and encoded address of the middle width.
    fn parts(source: &Source) -> (String, String) {
        let rest = source.src.strip_prefix("/img/").expect("a path of the proxy");
        let (signature, rest) = rest.split_once('/').expect("a width");
        let (_, encoded) = rest.split_once('/').expect("an address");
        (signature.to_owned(), encoded.to_owned())
    }

    #[test]
    fn only_what_was_signed_is_fetched() {
        let signer = Signer::new([1; 32]);
        let source = signer.of(FEED).source("https://a.example/x.jpg").expect("a web address");
        let (signature, encoded) = parts(&source);
        let named = Some((FEED, "https://a.example/x.jpg".to_owned()));
        assert_eq!(signer.verify(&signature, &encoded), named);
        for other in ["7 https://b.example/x.jpg", "8 https://a.example/x.jpg", "x", ""] {
            assert_eq!(signer.verify(&signature, &secret::encode(other.as_bytes())), None);
        }
        assert_eq!(signer.verify("", &encoded), None);
        assert_eq!(Signer::new([2; 32]).verify(&signature, &encoded), None);
    }

    #[test]
    fn every_width_is_offered() {
        let source = Signer::new([1; 32]).of(FEED).source("https://a.example/x.jpg");
        let source = source.expect("a web address");
        assert_eq!(source.srcset.matches("w,").count() + 1, WIDTHS.len());
        assert!(source.src.contains("/640/") && source.srcset.contains("/1280/"));
    }

    #[test]
    fn only_the_web_is_signed() {
        let signer = Signer::new([1; 32]);
        let long = format!("https://a.example/{}", "x".repeat(LONGEST_ADDRESS));
        for hostile in ["data:image/png;base64,AA", "file:///etc/passwd", "x.png", &long] {
            assert_eq!(signer.of(FEED).source(hostile), None);
        }
    }

    #[test]
    fn a_picture_that_cannot_be_had_is_not_asked_for_at_once_again() {
        let room = Darkroom::new(None);
        room.remember("a".to_owned(), ImageTrouble::Missing, Millis(0));
        assert_eq!(room.known_trouble("a", Millis(1)), Some(ImageTrouble::Missing));
        assert_eq!(room.known_trouble("a", Millis(PATIENCE_MS)), None);
        assert_eq!(room.known_trouble("b", Millis(1)), None);
    }
}
