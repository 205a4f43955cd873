//! Absolute addresses, and only of the web.

use url::Url;

/// Longer addresses are programs, not places.
const LONGEST: usize = 4_096;

/// `link` as an absolute http or https address, seen from `base`.
pub(super) fn absolute(base: Option<&str>, link: &str) -> Option<String> {
    let link = link.trim();
    if link.is_empty() || link.len() > LONGEST {
        return None;
    }
    let url = match base.and_then(|base| Url::parse(base).ok()) {
        Some(base) => base.join(link).ok()?,
        None => Url::parse(link).ok()?,
    };
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(link: &str, expected: Option<&str>) {
        assert_eq!(absolute(Some("https://vell.example/a/b"), link).as_deref(), expected, "{link}");
    }

    #[test]
    fn keeps_addresses_of_the_web() {
        check("/x", Some("https://vell.example/x"));
        check("//cdn.example/i.png", Some("https://cdn.example/i.png"));
        check("http://other.example", Some("http://other.example/"));
    }

    #[test]
    fn refuses_all_others() {
        for link in [
            "",
            "javascript:alert(1)",
            "JaVaScript:x",
            "data:text/html,x",
            "mailto:a@b",
            "file:///etc/passwd",
        ] {
            check(link, None);
        }
    }
}
