//! What a page says of itself to machines: Open Graph for previews in chats, schema.org linked data
//! for everybody else. Only of a public paper; a private one tells strangers nothing.

use std::fmt;

use askama::filters::HtmlSafe;
use dateline_model::Draft;
use serde_json::json;

/// Linked data as it stands in a page. Never ends the element that it stands in: `<` is written as
/// its escape.
#[derive(Clone, Debug)]
pub(crate) struct LinkedData(String);

impl fmt::Display for LinkedData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for LinkedData {}

/// What the head of a public page tells.
#[derive(Clone, Debug)]
pub(crate) struct About {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) url: String,
    pub(crate) image: Option<String>,
    pub(crate) data: LinkedData,
}

/// Of an article: it is its publisher's, and said to be so.
pub(crate) fn about(draft: &Draft, publisher: &str, url: String, image: Option<String>) -> About {
    let summary: String =
        draft.standfirst.as_deref().unwrap_or(&draft.text).chars().take(200).collect();
    let people: Vec<_> =
        draft.byline.iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    let data = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": draft.headline,
        "description": summary,
        "inLanguage": draft.language,
        "datePublished": draft.published.map(|when| when.to_string()),
        "dateModified": draft.modified.map(|when| when.to_string()),
        "author": people,
        "publisher": { "@type": "Organization", "name": publisher },
        "mainEntityOfPage": draft.url,
        "isAccessibleForFree": true,
        "url": url,
    });
    let data = LinkedData(data.to_string().replace('<', "\\u003c"));
    About { title: draft.headline.clone(), summary, url, image, data }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_never_ends_its_element() {
        let draft = Draft { headline: "</script><script>x".to_owned(), ..Draft::default() };
        let data = about(&draft, "P", "https://a.example/a/1".to_owned(), None).data.to_string();
        assert!(!data.contains('<'));
        let read: serde_json::Value = serde_json::from_str(&data).expect("still JSON");
        assert_eq!(read["headline"], "</script><script>x");
    }
}
