//! Who stands behind feeds and articles.
//!
//! A publisher is known by name, whatever its spelling of case and signs: a site may serve its
//! feeds, its pages and its mobile pages from different hosts.

use dateline_model::PublisherId;

use crate::db::{Session, params};
use crate::{Error, Result};

/// Longer names are cut: the name comes from a page, and its key must fit an index.
const LONGEST_NAME_CHARACTERS: usize = 100;

/// The publisher of that name, made when there is none.
pub(crate) fn publisher_named(
    session: &Session<'_>,
    name: &str,
    host: Option<&str>,
) -> Result<PublisherId> {
    let name: String = name.trim().chars().take(LONGEST_NAME_CHARACTERS).collect();
    let key = name_key(&name);
    let find = "select id from publishers where key = $1";
    if let Some(mut row) = session.row(find, params![&key])? {
        return row.take("id");
    }
    session.run(
        "insert into publishers (key, name, host) values ($1, $2, $3)
         on conflict (key) do nothing",
        params![&key, &name, host],
    )?;
    session.row(find, params![&key])?.ok_or(Error::NotFound)?.take("id")
}

/// The host of an address, without `www.`; empty when there is none. The port belongs to it.
pub(crate) fn host_of(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = after_scheme.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Letters and digits in lower case; the name itself where it has none.
fn name_key(name: &str) -> String {
    let key: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    if key.is_empty() { name.to_owned() } else { key.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_publisher_however_it_is_spelled() {
        for name in ["The Post", "THE POST", "the-post", "The Post."] {
            assert_eq!(name_key(name), "thepost");
        }
        assert_eq!(name_key("???"), "???");
        assert_eq!(name_key("Новая газета"), "новаягазета");
    }

    #[test]
    fn hosts() {
        assert_eq!(host_of("https://www.example.org/feed?x#y"), "example.org");
        assert_eq!(host_of("http://user@127.0.0.1:8081/a"), "127.0.0.1:8081");
        assert_eq!(host_of("example.org"), "example.org");
        assert_eq!(host_of(""), "");
    }
}
