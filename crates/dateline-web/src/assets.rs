//! The stylesheet, the scripts, the typefaces and the icons: embedded, compressed once, named by
//! their hash.
//!
//! An asset's address holds the hash of its content, so a browser may keep it for ever. The one
//! exception is the worker, which must stand at a fixed address and holds the others' addresses.

use std::borrow::Cow;
use std::io::Write;
use std::sync::LazyLock;

use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

use crate::speech::{Message, Speech};

/// A year: the longest that caches honour. The address changes with the content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

const STYLESHEET: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

struct Asset {
    path: String,
    name: String,
    media_type: &'static str,
    plain: Bytes,
    /// None for what is compressed already.
    gzip: Option<Bytes>,
}

/// Where each asset stands.
struct Assets {
    css: Asset,
    /// The stylesheet and the script of recordings.
    media: [Asset; 2],
    push: Asset,
    /// In each language.
    scripts: Vec<Scripts>,
    icon: Asset,
    icon_192: Asset,
    icon_512: Asset,
    fonts: Vec<Asset>,
}

/// What speaks a language.
struct Scripts {
    speech: Speech,
    paper: Asset,
    features: Asset,
    passkeys: Asset,
    worker: String,
}

/// The messages that each script says.
pub(crate) const PAPER_WORDS: [&str; 28] = [
    "just-now",
    "save-article",
    "saved-take-off",
    "mark-as-read",
    "mark-as-unread",
    "swiped-save-on",
    "swiped-save-off",
    "swiped-read-on",
    "swiped-read-off",
    "front-take-back",
    "error-bad",
    "quote-in-comment",
    "key-next",
    "key-before",
    "key-open",
    "read-the-original",
    "key-read",
    "key-save",
    "search",
    "look-density",
    "saved",
    "queue",
    "following",
    "feeds",
    "key-these",
    "keys",
    "keys-on",
    "close",
];
pub(crate) const FEATURES_WORDS: [&str; 10] = [
    "answer-trouble",
    "listen-no-voice",
    "listen-pause",
    "listen-play",
    "listen-sentence",
    "listen-toolbar",
    "listen-speed",
    "listen-back",
    "next",
    "close",
];

pub(crate) const PASSKEYS_WORDS: [&str; 2] = ["passkey-have", "passkey-no"];

/// The typefaces (SIL Open Font License, see `assets/fonts/`): Source Serif 4 for texts, Newsreader
/// for headlines, parted by script so that a browser loads only what a page needs.
const FONTS: [(&str, &[u8]); 7] = [
    ("headline-latin", include_bytes!("../assets/fonts/headline-latin.woff2")),
    ("headline-latin-ext", include_bytes!("../assets/fonts/headline-latin-ext.woff2")),
    ("text-latin", include_bytes!("../assets/fonts/text-latin.woff2")),
    ("text-latin-italic", include_bytes!("../assets/fonts/text-latin-italic.woff2")),
    ("text-latin-ext", include_bytes!("../assets/fonts/text-latin-ext.woff2")),
    ("text-cyrillic", include_bytes!("../assets/fonts/text-cyrillic.woff2")),
    ("text-greek", include_bytes!("../assets/fonts/text-greek.woff2")),
];

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let picture = |stem, ending, media_type, bytes: &'static [u8]| {
        asset(stem, ending, media_type, Cow::Borrowed(bytes))
    };
    let fonts: Vec<Asset> =
        FONTS.iter().map(|(stem, bytes)| picture(stem, "woff2", "font/woff2", bytes)).collect();
    let mut css = squeezed(include_str!("../assets/paper.css"));
    for ((stem, _), font) in FONTS.iter().zip(&fonts) {
        css = css.replace(&format!("url({stem})"), &format!("url({})", font.path));
    }
    let css = asset("paper", "css", STYLESHEET, Cow::Owned(css.into_bytes()));
    let media_css = squeezed(include_str!("../assets/media.css")).into_bytes();
    let media_js = include_bytes!("../assets/media.js");
    let media = [
        asset("media", "css", STYLESHEET, Cow::Owned(media_css)),
        asset("media", "js", JAVASCRIPT, Cow::Borrowed(media_js)),
    ];
    let push = include_bytes!("../assets/push.js");
    let png = "image/png";
    let icon_192 = picture("icon-192", "png", png, include_bytes!("../assets/icon-192.png"));
    let scripts = Speech::all().map(|speech| scripts(speech, &css, &icon_192)).collect();
    Assets {
        css,
        media,
        push: asset("push", "js", JAVASCRIPT, Cow::Borrowed(push)),
        scripts,
        icon: picture("icon", "svg", "image/svg+xml", include_bytes!("../assets/icon.svg")),
        icon_192,
        icon_512: picture("icon-512", "png", png, include_bytes!("../assets/icon-512.png")),
        fonts,
    }
});

/// The scripts in one language. The worker keeps those, and changes when they do.
fn scripts(speech: Speech, css: &Asset, icon: &Asset) -> Scripts {
    let script = |stem: &str, text: &str, names: &[&'static str]| {
        // Comments are for who reads the source, each on lines of its own.
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let text = code.flat_map(|line| [line, "\n"]).collect::<String>();
        let text = text.replacen("\"WORDS\"", &words(names, speech), 1);
        asset(stem, "js", JAVASCRIPT, Cow::Owned(text.into_bytes()))
    };
    let paper = script("paper", include_str!("../assets/paper.js"), &PAPER_WORDS);
    let features = script("features", include_str!("../assets/features.js"), &FEATURES_WORDS);
    let passkeys = script("passkeys", include_str!("../assets/passkeys.js"), &PASSKEYS_WORDS);
    let version = format!("{}{}{}", css.name, paper.name, features.name);
    let version = crate::secret::hex(&crate::secret::digest(version.as_bytes()));
    let worker = include_str!("../assets/worker.js")
        .replace("VERSION", version.get(..12).unwrap_or_default())
        .replace("ICON", &icon.path)
        .replace("\"CSS\"", &format!("\"{}\"", css.path))
        .replace("\"SCRIPT\"", &format!("\"{}\"", paper.path))
        .replace("\"FEATURES\"", &format!("\"{}\"", features.path));
    Scripts { speech, paper, features, passkeys, worker }
}

/// Messages as JSON; a script puts its own numbers in place of `{n}` and `{all}`.
fn words(names: &[&'static str], speech: Speech) -> String {
    let told = |name: &&'static str| {
        let message = Message::new(name).text("n", "{n}").text("all", "{all}");
        ((*name).to_owned(), serde_json::Value::String(speech.tell(&message)))
    };
    serde_json::Value::Object(names.iter().map(told).collect()).to_string()
}

impl Assets {
    fn all(&self) -> impl Iterator<Item = &Asset> {
        let Assets { css, media, push, scripts, icon, icon_192, icon_512, fonts } = self;
        let spoken = scripts
            .iter()
            .flat_map(|scripts| [&scripts.paper, &scripts.features, &scripts.passkeys]);
        [css, push, icon, icon_192, icon_512].into_iter().chain(media).chain(spoken).chain(fonts)
    }
}

fn asset(stem: &str, ending: &str, media_type: &'static str, plain: Cow<'static, [u8]>) -> Asset {
    let hash = crate::secret::digest(&plain);
    let short = crate::secret::hex(hash.get(..6).unwrap_or_default());
    let name = format!("{stem}.{short}.{ending}");
    let is_text = !matches!(ending, "woff2" | "png");
    let gzip = is_text.then(|| compress(&plain).into());
    let plain = match plain {
        Cow::Borrowed(bytes) => Bytes::from_static(bytes),
        Cow::Owned(bytes) => bytes.into(),
    };
    Asset { path: format!("/assets/{name}"), name, media_type, plain, gzip }
}

fn compress(plain: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    // Writing to memory cannot fail; an empty answer would be noticed at once.
    let _ = out.write_all(plain);
    out.finish().unwrap_or_default()
}

/// A stylesheet without its comments, its indentation and the spaces after signs. Ours have none of
/// these in strings.
fn squeezed(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    let joined = lines.collect::<Vec<_>>().join("\n");
    let signs = [
        (": ", ":"),
        ("; ", ";"),
        (", ", ","),
        (" {", "{"),
        ("{ ", "{"),
        (";}", "}"),
        (" }", "}"),
        (",\n", ","),
        (";\n", ";"),
        ("{\n", "{"),
        ("}\n", "}"),
    ];
    signs.iter().fold(joined, |css, (wide, tight)| css.replace(wide, tight))
}

/// The stylesheet's address.
pub(crate) fn stylesheet() -> &'static str {
    &ASSETS.css.path
}

/// The addresses of the stylesheet and the script for recordings.
pub(crate) fn media() -> [&'static str; 2] {
    let [css, script] = &ASSETS.media;
    [&css.path, &script.path]
}

/// The address of the script for notifications.
pub(crate) fn push_script() -> &'static str {
    &ASSETS.push.path
}

/// The address of the script for AI features.
pub(crate) fn features_script(speech: Speech) -> &'static str {
    scripts_in(speech).map_or("", |scripts| &scripts.features.path)
}

/// The address of the script for passkeys.
pub(crate) fn passkeys_script(speech: Speech) -> &'static str {
    scripts_in(speech).map_or("", |scripts| &scripts.passkeys.path)
}

/// The script's address.
pub(crate) fn script(speech: Speech) -> &'static str {
    scripts_in(speech).map_or("", |scripts| &scripts.paper.path)
}

fn scripts_in(speech: Speech) -> Option<&'static Scripts> {
    ASSETS.scripts.iter().find(|scripts| scripts.speech == speech)
}

/// The icon's address.
pub(crate) fn icon() -> &'static str {
    &ASSETS.icon.path
}

/// The address of the icon for phones.
pub(crate) fn icon_192() -> &'static str {
    &ASSETS.icon_192.path
}

/// The address of the large icon.
pub(crate) fn icon_512() -> &'static str {
    &ASSETS.icon_512.path
}

/// The text of the worker.
pub(crate) fn worker(speech: Speech) -> &'static str {
    scripts_in(speech).map_or("", |scripts| &scripts.worker)
}

/// `GET /assets/{name}`.
pub(crate) async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.all().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let zipped = asset.gzip.as_ref().filter(|_| accepts.is_some_and(|list| list.contains("gzip")));
    let mut response = Body::from(zipped.unwrap_or(&asset.plain).clone()).into_response();
    let out = response.headers_mut();
    if zipped.is_some() {
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
        for asset in ASSETS.all().filter(|asset| asset.gzip.is_some()) {
            let most = if asset.name.ends_with("css") { 30_000 } else { 15_000 };
            assert!(asset.plain.len() <= most, "{} is {} bytes", asset.name, asset.plain.len());
        }
    }

    #[test]
    fn every_typeface_is_named_by_the_stylesheet() {
        let css = String::from_utf8_lossy(&ASSETS.css.plain);
        for font in &ASSETS.fonts {
            assert!(css.contains(&format!("url({})", font.path)), "{}", font.name);
        }
        assert!(!css.contains("/*") && !worker(Speech::default()).contains("VERSION"));
    }
}
