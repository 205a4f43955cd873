//! Absolute addresses, and only of the web.

use url::Url;

/// Longer addresses are programs, not places.
const LONGEST: usize = 4_096;

/// What a page's relative links are relative to.
#[derive(Clone, Debug, Default)]
pub(super) struct Base(Option<Url>);

impl Base {
    /// The page's address, moved by its `<base href>` if it has one.
    pub(super) fn new(page: Option<&str>, moved: Option<&str>) -> Base {
        let page = page.and_then(|page| Url::parse(page).ok());
        let moved = moved.and_then(|moved| Base(page.clone()).absolute(moved));
        Base(moved.and_then(|moved| Url::parse(&moved).ok()).or(page))
    }

    /// `link` as an absolute http or https address.
    pub(super) fn absolute(&self, link: &str) -> Option<String> {
        let link = link.trim();
        if link.is_empty() || link.len() > LONGEST {
            return None;
        }
        let url = match &self.0 {
            Some(base) => base.join(link).ok()?,
            None => Url::parse(link).ok()?,
        };
        (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(link: &str, expected: Option<&str>) {
        let base = Base::new(Some("https://vell.example/a/b"), None);
        assert_eq!(base.absolute(link).as_deref(), expected, "{link}");
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

    #[test]
    fn a_page_may_move_its_base() {
        let base = Base::new(Some("https://vell.example/a/b"), Some("/c/"));
        assert_eq!(base.absolute("d").as_deref(), Some("https://vell.example/c/d"));
        assert_eq!(Base::default().absolute("d"), None);
    }
}
