//! Where well-known services keep the feeds of their pages.
//!
//! Each rule is certain: it turns the address of a page into the address of its feed by the
//! service's own documentation, so nothing is guessed and one request tells. Services that name
//! their feeds in their pages need no rule here. Pure.

use url::Url;

/// First parts of GitHub's paths that are no person and no organisation.
const GITHUB_OWN: &[&str] = &[
    "about",
    "apps",
    "collections",
    "customer-stories",
    "enterprise",
    "explore",
    "features",
    "login",
    "marketplace",
    "notifications",
    "orgs",
    "pricing",
    "search",
    "settings",
    "sponsors",
    "topics",
    "trending",
];

/// Feeds of the page at `url`, likeliest wish first; none when its host is not known.
pub(crate) fn service_feeds(url: &Url) -> Vec<Url> {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let parts: Vec<&str> =
        url.path_segments().into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let paths = match host {
        "youtube.com" | "m.youtube.com" | "music.youtube.com" => youtube(url, &parts),
        "reddit.com" | "old.reddit.com" | "new.reddit.com" => reddit(url, &parts),
        "github.com" => github(&parts),
        "codeberg.org" | "gitea.com" => forgejo(&parts),
        "medium.com" => medium(&parts),
        _ if host == "gitlab.com" || host.starts_with("gitlab.") => gitlab(url, &parts),
        _ => small_rule(host, &parts),
    };
    paths.iter().filter_map(|path| url.join(path).ok()).collect()
}

/// Whether this is the name of a feed already.
fn is_rss(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("rss"))
}

/// A channel or playlist by its id. `@names` are not here: only the page knows their channel.
fn youtube(url: &Url, parts: &[&str]) -> Vec<String> {
    let feed = "/feeds/videos.xml";
    let query = match parts {
        ["channel", id, ..] => Some(("channel_id", (*id).to_owned())),
        ["user", name, ..] => Some(("user", (*name).to_owned())),
        _ => url
            .query_pairs()
            .find(|(name, _)| name == "list")
            .map(|(_, list)| ("playlist_id", list.into_owned())),
    };
    let is_id = |id: &str| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let query = query.filter(|(_, id)| is_id(id));
    query.map(|(name, id)| format!("{feed}?{name}={id}")).into_iter().collect()
}

/// Every listing of Reddit is a feed under the same path with `.rss` at its end; the query (`t=week`)
/// stays.
fn reddit(url: &Url, parts: &[&str]) -> Vec<String> {
    let path = match parts {
        [.., last] if is_rss(last) => return Vec::new(),
        ["u", rest @ ..] if !rest.is_empty() => format!("/user/{}", rest.join("/")),
        ["r" | "user", _, ..] => format!("/{}", parts.join("/")),
        [] => String::new(),
        _ => return Vec::new(),
    };
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    vec![format!("{path}/.rss{query}")]
}

fn github(parts: &[&str]) -> Vec<String> {
    match parts {
        [owner, ..] if GITHUB_OWN.contains(owner) => Vec::new(),
        [owner] => vec![format!("/{owner}.atom")],
        [owner, repository, "commits" | "tree", branch @ ..] if !branch.is_empty() => {
            vec![format!("/{owner}/{repository}/commits/{}.atom", branch.join("/"))]
        }
        [owner, repository, "tags", ..] => vec![format!("/{owner}/{repository}/tags.atom")],
        [owner, repository, "commits"] => vec![format!("/{owner}/{repository}/commits.atom")],
        [owner, repository, "wiki", ..] => vec![format!("/{owner}/{repository}/wiki.atom")],
        [owner, repository, ..] => ["releases", "tags", "commits"]
            .map(|kind| format!("/{owner}/{repository}/{kind}.atom"))
            .to_vec(),
        [] => Vec::new(),
    }
}

/// Forgejo and Gitea write a feed beside every page of people, projects and releases.
fn forgejo(parts: &[&str]) -> Vec<String> {
    match parts {
        [] | ["explore" | "user" | "org", ..] => Vec::new(),
        [owner] => vec![format!("/{owner}.rss")],
        [owner, repository, "tags", ..] => vec![format!("/{owner}/{repository}/tags.rss")],
        [owner, repository, ..] => vec![
            format!("/{owner}/{repository}/releases.rss"),
            format!("/{owner}/{repository}.rss"),
        ],
    }
}

/// Projects may lie in groups within groups; `-` parts them from the page within the project.
fn gitlab(url: &Url, parts: &[&str]) -> Vec<String> {
    let inside = parts.iter().position(|part| *part == "-").unwrap_or(parts.len());
    let (project, page) = parts.split_at(inside);
    match (project, page) {
        ([] | ["explore" | "users" | "help", ..], _) => Vec::new(),
        ([one], _) => vec![format!("/{one}.atom")],
        (_, ["-", "tags", ..]) => vec![format!("{}?format=atom", url.path())],
        (_, ["-", "commits" | "tree", branch @ ..]) if !branch.is_empty() => {
            vec![format!("/{}/-/commits/{}?format=atom", project.join("/"), branch.join("/"))]
        }
        _ => {
            let project = project.join("/");
            vec![format!("/{project}/-/releases.atom"), format!("/{project}.atom")]
        }
    }
}

fn medium(parts: &[&str]) -> Vec<String> {
    match parts {
        [] | ["feed" | "m" | "me", ..] => Vec::new(),
        ["tag", tag, ..] => vec![format!("/feed/tag/{tag}")],
        [name, ..] => vec![format!("/feed/{name}")],
    }
}

/// Services with one rule.
fn small_rule(host: &str, parts: &[&str]) -> Vec<String> {
    let path = match (host, parts) {
        ("bsky.app", ["profile", name, ..]) => format!("/profile/{name}/rss"),
        ("news.ycombinator.com" | "lobste.rs", []) => "/rss".to_owned(),
        ("pypi.org", ["project", name, ..]) => format!("/rss/project/{name}/releases.xml"),
        ("dev.to", [name, ..]) => format!("/feed/{name}"),
        ("stackoverflow.com", ["questions", "tagged", tag, ..]) => format!("/feeds/tag/{tag}"),
        (host, _) if host.ends_with(".medium.com") || host.ends_with(".substack.com") => {
            "/feed".to_owned()
        }
        (host, _) if host.ends_with(".tumblr.com") => "/rss".to_owned(),
        (host, _) if host.contains(".blogspot.") => "/feeds/posts/default".to_owned(),
        (_, parts) => return fediverse(parts),
    };
    vec![path]
}

/// Mastodon and its kin live on hosts of any name, and are known by the form of their paths. A
/// person seen from another server is asked for at home.
fn fediverse(parts: &[&str]) -> Vec<String> {
    let name = match parts {
        [name, ..] => name.strip_prefix('@').or(match parts {
            ["users", name] => Some(name),
            _ => None,
        }),
        [] => None,
    };
    match (name.map(|name| name.split_once('@')), name, parts) {
        (Some(Some((name, home))), _, _) => vec![format!("https://{home}/@{name}.rss")],
        (_, Some(name), _) if !name.is_empty() && !is_rss(name) => {
            vec![format!("/@{name}.rss")]
        }
        (_, None, ["tags", tag]) => vec![format!("/tags/{tag}.rss")],
        // Lemmy's communities.
        (_, None, ["c", name]) => vec![format!("/feeds/c/{name}.xml?sort=New")],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `page` without `https://`; the feeds without it too.
    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let url = Url::parse(&format!("https://{page}")).expect("a URL");
        let feeds = service_feeds(&url);
        let told: Vec<&str> =
            feeds.iter().map(|url| url.as_str().trim_start_matches("https://")).collect();
        assert_eq!(told, expected, "{page}");
    }

    #[test]
    fn video_channels_and_lists() {
        let feed = "www.youtube.com/feeds/videos.xml";
        let channel = format!("{feed}?channel_id=UCabc_-1");
        check("www.youtube.com/channel/UCabc_-1", &[&channel]);
        check("www.youtube.com/channel/UCabc_-1/videos", &[&channel]);
        check("www.youtube.com/playlist?list=PL1", &[&format!("{feed}?playlist_id=PL1")]);
        check("www.youtube.com/watch?v=x&list=PL1", &[&format!("{feed}?playlist_id=PL1")]);
        check("www.youtube.com/user/ada", &[&format!("{feed}?user=ada")]);
        check("www.youtube.com/@ada", &[]);
        check("www.youtube.com/playlist?list=PL1%26x=y", &[]);
    }

    #[test]
    fn reddit_listings() {
        check("www.reddit.com/r/rust", &["www.reddit.com/r/rust/.rss"]);
        check("www.reddit.com/r/rust/top/?t=week", &["www.reddit.com/r/rust/top/.rss?t=week"]);
        check("old.reddit.com/r/rust+golang/", &["old.reddit.com/r/rust+golang/.rss"]);
        check("www.reddit.com/u/ada", &["www.reddit.com/user/ada/.rss"]);
        check("www.reddit.com/user/ada/m/many", &["www.reddit.com/user/ada/m/many/.rss"]);
        check("www.reddit.com/r/rust/.rss", &[]);
        check("www.reddit.com/settings", &[]);
    }

    #[test]
    fn forges() {
        let feeds = |kind: &str| format!("github.com/a/b/{kind}.atom");
        let three = [feeds("releases"), feeds("tags"), feeds("commits")];
        check("github.com/a/b/issues", &[&three[0], &three[1], &three[2]]);
        check("github.com/a/b/tree/x/y", &["github.com/a/b/commits/x/y.atom"]);
        check("github.com/a/b/commits", &["github.com/a/b/commits.atom"]);
        check("github.com/a/b/tags", &["github.com/a/b/tags.atom"]);
        check("github.com/a", &["github.com/a.atom"]);
        check("github.com/topics/rust", &[]);
        check(
            "gitlab.com/g/h/p/-/issues",
            &["gitlab.com/g/h/p/-/releases.atom", "gitlab.com/g/h/p.atom"],
        );
        check("gitlab.example/g/p/-/tags", &["gitlab.example/g/p/-/tags?format=atom"]);
        check("gitlab.com/g/p/-/tree/main", &["gitlab.com/g/p/-/commits/main?format=atom"]);
        check("codeberg.org/a/b", &["codeberg.org/a/b/releases.rss", "codeberg.org/a/b.rss"]);
        check("codeberg.org/a", &["codeberg.org/a.rss"]);
    }

    #[test]
    fn people_on_many_servers() {
        check("mastodon.example/@ada", &["mastodon.example/@ada.rss"]);
        check("mastodon.example/@ada/with_replies", &["mastodon.example/@ada.rss"]);
        check("mastodon.example/users/ada", &["mastodon.example/@ada.rss"]);
        check("mastodon.example/@ada@home.example", &["home.example/@ada.rss"]);
        check("mastodon.example/@ada.rss", &[]);
        check("mastodon.example/tags/rust", &["mastodon.example/tags/rust.rss"]);
        check("lemmy.example/c/rust", &["lemmy.example/feeds/c/rust.xml?sort=New"]);
        check("bsky.app/profile/ada.example", &["bsky.app/profile/ada.example/rss"]);
        check("bsky.app/profile/did:plc:abc/feed/x", &["bsky.app/profile/did:plc:abc/rss"]);
    }

    #[test]
    fn writers() {
        check("medium.com/@ada/a-post-1", &["medium.com/feed/@ada"]);
        check("medium.com/the-paper", &["medium.com/feed/the-paper"]);
        check("medium.com/tag/rust", &["medium.com/feed/tag/rust"]);
        check("ada.medium.com/x", &["ada.medium.com/feed"]);
        check("hill.substack.com/p/x", &["hill.substack.com/feed"]);
        check("hill.tumblr.com/", &["hill.tumblr.com/rss"]);
        check("hill.blogspot.com/2026/", &["hill.blogspot.com/feeds/posts/default"]);
        check("dev.to/ada", &["dev.to/feed/ada"]);
        check("pypi.org/project/x/", &["pypi.org/rss/project/x/releases.xml"]);
        check("stackoverflow.com/questions/tagged/rust", &["stackoverflow.com/feeds/tag/rust"]);
        check("example.com/blog", &[]);
    }
}
