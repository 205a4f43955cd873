//! The picture proxy: `/img/{signature}/{address}`.
//!
//! A reader's browser never meets a publisher's server. Only addresses that this paper put on a
//! page are fetched, which the signature proves; only pictures are passed on, which their first
//! bytes prove; and should a browser open one as a document, nothing in it runs.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use hmac::{Hmac, Mac};
use http::{HeaderValue, StatusCode, header};
use sha2::Sha256;

use crate::paper::{ImageTrouble, Site};
use crate::secret;

/// Bytes kept of the signature: 128 bits.
const SIGNATURE_BYTES: usize = 16;

/// The longest address that is signed; longer ones are data in disguise.
const LONGEST_ADDRESS: usize = 2_000;

/// The largest picture passed on, whatever the newsroom allowed.
const LARGEST_PICTURE: usize = 12 << 20;

/// Pictures change with their address; a month saves most requests.
const KEEP: &str = "private, max-age=2592000, immutable";

/// What a proxied picture may do when opened as a page: nothing.
const POLICY: &str = "default-src 'none'; sandbox";

/// Signs the addresses of pictures.
#[derive(Clone)]
pub(crate) struct Signer {
    key: [u8; 32],
}

impl Signer {
    pub(crate) fn new(key: [u8; 32]) -> Signer {
        Signer { key }
    }

    /// The proxy's path for a picture on the web; none for any other address.
    pub(crate) fn path(&self, address: &str) -> Option<String> {
        let fits = address.len() <= LONGEST_ADDRESS && crate::address::is_web(address);
        fits.then(|| {
            let signature = secret::encode(&self.sign(address));
            format!("/img/{signature}/{}", secret::encode(address.as_bytes()))
        })
    }

    fn sign(&self, address: &str) -> Vec<u8> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes a key of any length");
        mac.update(address.as_bytes());
        let mut signature = mac.finalize().into_bytes().to_vec();
        signature.truncate(SIGNATURE_BYTES);
        signature
    }

    /// The address, when this paper signed it.
    fn verify(&self, signature: &str, encoded: &str) -> Option<String> {
        let address = String::from_utf8(secret::decode(encoded)?).ok()?;
        secret::same(&self.sign(&address), &secret::decode(signature)?).then_some(address)
    }
}

/// `GET /img/{signature}/{address}`.
pub(crate) async fn serve(
    State(site): State<Arc<Site>>,
    Path((signature, encoded)): Path<(String, String)>,
) -> Response {
    let Some(address) = site.signer.verify(&signature, &encoded) else {
        return refusal(StatusCode::FORBIDDEN);
    };
    match site.newsroom.image(&address).await {
        Ok(image) => picture(image.bytes),
        Err(ImageTrouble::Refused) => refusal(StatusCode::FORBIDDEN),
        Err(ImageTrouble::Missing) => refusal(StatusCode::NOT_FOUND),
        Err(ImageTrouble::TooLarge) => refusal(StatusCode::PAYLOAD_TOO_LARGE),
        Err(ImageTrouble::Unreachable) => refusal(StatusCode::BAD_GATEWAY),
    }
}

fn picture(bytes: bytes::Bytes) -> Response {
    if bytes.len() > LARGEST_PICTURE {
        return refusal(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let Some(media_type) = picture_type(&bytes) else {
        return refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    };
    let mut response = bytes.into_response();
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

/// What the first bytes say it is. SVG is a document, and not among them.
fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    let brand = bytes.get(4..12);
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ if brand == Some(b"ftypavif") || brand == Some(b"ftypavis") => Some("image/avif"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_signed_is_fetched() {
        let signer = Signer::new([1; 32]);
        let path = signer.path("https://a.example/x.jpg").expect("a web address");
        let (signature, encoded) =
            path.strip_prefix("/img/").and_then(|rest| rest.split_once('/')).expect("two parts");
        assert_eq!(signer.verify(signature, encoded).as_deref(), Some("https://a.example/x.jpg"));
        let other = secret::encode(b"https://b.example/x.jpg");
        assert_eq!(signer.verify(signature, &other), None);
        assert_eq!(signer.verify("", encoded), None);
        assert_eq!(Signer::new([2; 32]).verify(signature, encoded), None);
    }

    #[test]
    fn only_the_web_is_signed() {
        let signer = Signer::new([1; 32]);
        let long = format!("https://a.example/{}", "x".repeat(LONGEST_ADDRESS));
        for hostile in ["data:image/png;base64,AA", "file:///etc/passwd", "x.png", &long] {
            assert_eq!(signer.path(hostile), None);
        }
    }

    #[test]
    fn tells_pictures_from_documents() {
        assert_eq!(picture_type(b"\x89PNG\r\n\x1a\nrest"), Some("image/png"));
        assert_eq!(picture_type(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(picture_type(b"GIF89a"), Some("image/gif"));
        assert_eq!(picture_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(picture_type(b"\0\0\0\x20ftypavif"), Some("image/avif"));
        for document in [&b"<svg onload=x>"[..], b"%PDF-1.7", b"<html>", b"", b"GIF8"] {
            assert_eq!(picture_type(document), None);
        }
    }
}
