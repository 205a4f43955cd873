//! The stylesheet, the script and the icon: embedded, compressed once, named by their hash.
//!
//! An asset's address holds the hash of its content, so a browser may keep it for ever.

use std::io::Write;
use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

/// A year: the longest that caches honour. The address changes with the content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

struct Asset {
    path: String,
    name: String,
    media_type: &'static str,
    plain: &'static [u8],
    gzip: Vec<u8>,
}

static ASSETS: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    [
        asset("paper", "css", "text/css; charset=utf-8", include_bytes!("../assets/paper.css")),
        asset(
            "paper",
            "js",
            "text/javascript; charset=utf-8",
            include_bytes!("../assets/paper.js"),
        ),
        asset(
            "features",
            "js",
            "text/javascript; charset=utf-8",
            include_bytes!("../assets/features.js"),
        ),
        asset("icon", "svg", "image/svg+xml", include_bytes!("../assets/icon.svg")),
    ]
});

fn asset(stem: &str, ending: &str, media_type: &'static str, plain: &'static [u8]) -> Asset {
    let hash = crate::secret::digest(plain);
    let short = crate::secret::hex(hash.get(..6).unwrap_or_default());
    let name = format!("{stem}.{short}.{ending}");
    Asset { path: format!("/assets/{name}"), name, media_type, plain, gzip: compress(plain) }
}

fn compress(plain: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    // Writing to memory cannot fail; an empty answer would be noticed at once.
    let _ = out.write_all(plain);
    out.finish().unwrap_or_default()
}

/// The stylesheet's address.
pub(crate) fn stylesheet() -> &'static str {
    let [css, ..] = &*ASSETS;
    &css.path
}

/// The address of the script for AI features.
pub(crate) fn features_script() -> &'static str {
    let [_, _, js, _] = &*ASSETS;
    &js.path
}

/// The script's address.
pub(crate) fn script() -> &'static str {
    let [_, js, ..] = &*ASSETS;
    &js.path
}

/// The icon's address.
pub(crate) fn icon() -> &'static str {
    let [.., svg] = &*ASSETS;
    &svg.path
}

/// `GET /assets/{name}`.
pub(crate) async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let zipped = accepts.is_some_and(|list| list.contains("gzip"));
    let mut response = if zipped {
        Body::from(asset.gzip.as_slice()).into_response()
    } else {
        Body::from(asset.plain).into_response()
    };
    let out = response.headers_mut();
    if zipped {
        out.insert(header::CONTENT_ENCODING, header::HeaderValue::from_static("gzip"));
    }
    out.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(asset.media_type));
    out.insert(header::CACHE_CONTROL, header::HeaderValue::from_static(FOR_EVER));
    out.insert(header::VARY, header::HeaderValue::from_static("accept-encoding"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_are_small() {
        for asset in ASSETS.iter() {
            let most = if asset.name.ends_with("css") { 30_000 } else { 15_000 };
            assert!(asset.plain.len() <= most, "{} is {} bytes", asset.name, asset.plain.len());
            assert!(asset.gzip.len() < asset.plain.len());
        }
    }
}
