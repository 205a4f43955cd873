//! Links made absolute, and addresses left alone that are.

use url::Url;

/// The longest address that is kept; longer ones are data in disguise.
const LONGEST_BYTES: usize = 8 * 1_024;

/// The longest address that others are joined to: each of them grows by it.
const LONGEST_BASE_BYTES: usize = 2 * 1_024;

/// An absolute address for a link as written: verbatim when it is absolute, joined to `base` when
/// it is not, and as written when there is no base to join it to.
pub(super) fn absolute(link: &str, base: Option<&Url>) -> String {
    let link = link.trim();
    if link.len() > LONGEST_BYTES {
        return String::new();
    }
    if has_scheme(link) {
        return link.to_string();
    }
    match base.and_then(|base| base.join(link).ok()) {
        Some(joined) => joined.into(),
        None if link.starts_with("//") => format!("https:{link}"),
        None => link.to_string(),
    }
}

/// `link` as a URL, relative to `base` if it is.
pub(super) fn joined(link: &str, base: Option<&Url>) -> Option<Url> {
    match base {
        Some(base) => base.join(link).ok(),
        None => Url::parse(link).ok(),
    }
    .filter(|url| {
        let web = matches!(url.scheme(), "http" | "https");
        web && !url.cannot_be_a_base() && url.as_str().len() <= LONGEST_BASE_BYTES
    })
}

/// True for `http://…`, `mailto:…`, `tag:…`: a scheme and something after it.
pub(super) fn has_scheme(link: &str) -> bool {
    let Some((scheme, rest)) = link.split_once(':') else { return false };
    scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(link: &str, expected: &str) {
        let base = Url::parse("http://e.example/a/b.xml").expect("a literal");
        assert_eq!(absolute(link, Some(&base)), expected);
    }

    #[test]
    fn links() {
        check(" HTTP://X.example/~bob ", "HTTP://X.example/~bob");
        check("/1", "http://e.example/1");
        check("c?d", "http://e.example/a/c?d");
        check("//cdn.example/x", "http://cdn.example/x");
        check("mailto:a@b.example", "mailto:a@b.example");
        assert_eq!(absolute("/1", None), "/1");
    }
}
