//! The few answer headers that decide when we come back.
//!
//! Times are told in seconds or as a date; a date is turned into a wait with the server's own
//! clock where it sends one, so that a wrong clock on either side does no harm. Pure: `now` is an
//! argument.

use std::time::{Duration, SystemTime};

use http::header::{CACHE_CONTROL, DATE, EXPIRES, HeaderMap, HeaderName, RETRY_AFTER};

/// A validator longer than this is no validator; it would only fill the database.
const LONGEST_VALIDATOR: usize = 1024;

/// How long the server asks us to stay away (`Retry-After`, in seconds or as a date).
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = text(headers, &RETRY_AFTER)?;
    match text.parse::<u64>() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => wait_until(text, headers, now),
    }
}

/// How long the answer stays fresh: `Cache-Control: max-age`, else `Expires`.
pub(crate) fn max_age(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let told = headers.get_all(CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
    let mut directives = told.flat_map(|line| line.split(','));
    let seconds = directives.find_map(|directive| {
        let (name, value) = directive.split_once('=')?;
        let value = value.trim().trim_matches('"');
        name.trim().eq_ignore_ascii_case("max-age").then(|| value.parse().ok())?
    });
    match seconds {
        Some(seconds) => Some(Duration::from_secs(seconds)),
        None => wait_until(text(headers, &EXPIRES)?, headers, now),
    }
}

/// A validator exactly as sent; none when it is absent or absurd.
pub(crate) fn validator(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    text(headers, name)
        .filter(|value| !value.is_empty() && value.len() <= LONGEST_VALIDATOR)
        .map(str::to_owned)
}

/// A header's value when it is plain ASCII.
pub(crate) fn text<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn wait_until(date: &str, headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let until = httpdate::parse_http_date(date).ok()?;
    let server_now = text(headers, &DATE).and_then(|date| httpdate::parse_http_date(date).ok());
    Some(until.duration_since(server_now.unwrap_or(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = lines.iter().map(|(name, value)| {
            (HeaderName::from_static(name), http::HeaderValue::from_static(value))
        });
        pairs.collect()
    }

    /// 2026-06-14 20:00:00 UTC.
    fn now() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_hours(494_852)
    }

    #[track_caller]
    fn check_retry(lines: &[(&'static str, &'static str)], seconds: Option<u64>) {
        assert_eq!(retry_after(&headers(lines), now()), seconds.map(Duration::from_secs));
    }

    #[track_caller]
    fn check_age(lines: &[(&'static str, &'static str)], seconds: Option<u64>) {
        assert_eq!(max_age(&headers(lines), now()), seconds.map(Duration::from_secs), "{lines:?}");
    }

    #[test]
    fn reads_retry_after() {
        check_retry(&[], None);
        check_retry(&[("retry-after", "120")], Some(120));
        check_retry(&[("retry-after", "Sun, 14 Jun 2026 20:30:00 GMT")], Some(1800));
        check_retry(&[("retry-after", "Sun, 14 Jun 2026 19:30:00 GMT")], Some(0));
        check_retry(
            &[
                ("retry-after", "Sun, 14 Jun 2026 20:30:00 GMT"),
                ("date", "Sun, 14 Jun 2026 20:29:00 GMT"),
            ],
            Some(60),
        );
        check_retry(&[("retry-after", "soon")], None);
        check_retry(&[("retry-after", "-5")], None);
    }

    #[test]
    fn reads_freshness() {
        check_age(&[("cache-control", "public, Max-Age=\"600\"")], Some(600));
        check_age(&[("cache-control", "s-maxage=9, no-cache")], None);
        check_age(
            &[("cache-control", "max-age=60"), ("expires", "Sun, 14 Jun 2026 21:00:00 GMT")],
            Some(60),
        );
        check_age(&[("expires", "Sun, 14 Jun 2026 21:00:00 GMT")], Some(3600));
        check_age(&[("expires", "0")], None);
        check_age(&[("cache-control", "max-age=99999999999999999999")], None);
    }

    #[test]
    fn keeps_validators_verbatim() {
        let kept = headers(&[("etag", "W/\"a b\"")]);
        assert_eq!(validator(&kept, &http::header::ETAG).as_deref(), Some("W/\"a b\""));
        assert_eq!(validator(&headers(&[("etag", "")]), &http::header::ETAG), None);
    }
}
