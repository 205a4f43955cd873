//! Which language a request is to be answered in.

use http::{HeaderMap, header};

use super::Speech;
use crate::look::Look;

/// Wishes of a browser that are looked at; people speak fewer.
const MOST_WISHES: usize = 20;

/// What the reader chose, else what the browser asks for, else the paper's `usual` language.
pub(crate) fn heard(headers: &HeaderMap, look: Look, usual: Speech) -> Speech {
    look.language().or_else(|| wished(headers)).unwrap_or(usual)
}

/// The language of `Accept-Language` that is wished for most and that the paper speaks.
fn wished(headers: &HeaderMap) -> Option<Speech> {
    let line = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut wishes: Vec<(u32, Speech)> =
        line.split(',').take(MOST_WISHES).filter_map(wish).collect();
    // A stable order: of two that are wished for alike, the first.
    wishes.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    wishes.first().map(|(_, speech)| *speech)
}

/// `fr-CA;q=0.8` with its weight in thousandths.
fn wish(text: &str) -> Option<(u32, Speech)> {
    let (tag, rest) = text.split_once(';').unwrap_or((text, ""));
    let weight = match rest.trim().strip_prefix("q=") {
        Some(weight) => weight.parse::<f32>().ok()?.clamp(0.0, 1.0),
        None => 1.0,
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Between 0 and 1,000.
    let weight = (weight * 1_000.0) as u32;
    Some((weight, Speech::of_tag(tag)?)).filter(|(weight, _)| *weight > 0)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[track_caller]
    fn check(cookie: &str, wishes: &str, expected: &str) {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_str(cookie).expect("a header"));
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_str(wishes).expect("a header"));
        let usual = Speech::of_tag("de").expect("German");
        assert_eq!(heard(&headers, Look::of(&headers), usual).tag(), expected, "{wishes}");
    }

    #[test]
    fn the_readers_choice_goes_before_the_browsers_and_the_papers() {
        check("", "", "de");
        check("", "nl, *;q=0.1", "de");
        check("", "fr", "fr");
        check("", "fr-CA, fr;q=0.9, en;q=0.8", "fr");
        check("", "en;q=0.3, zh-Hant-TW;q=0.7, nl", "zh");
        check("", "en;q=0, es;q=0.1", "es");
        check("", "en;q=NaN, ar", "ar");
        let chosen = "dateline_look=system.m.normal.paper.paper.off.ar";
        check(chosen, "fr", "ar");
        check("dateline_look=system.m.normal.paper.paper.off.xx", "fr", "fr");
        check("dateline_look=dark", "fr", "fr");
    }
}
