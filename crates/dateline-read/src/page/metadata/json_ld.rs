//! What the page says of itself in schema.org terms.
//!
//! Pages nest their article in `@graph`, in arrays, under `mainEntity`, beside breadcrumbs and
//! related items, and break their own JSON with raw newlines and trailing commas. We gather every
//! object of an article type and take the one that is about this page.
//!
//! The one rule: an object that is not about this page (a related item) is no witness at all.

use std::collections::HashSet;

use dateline_model::{Image, Media, MediaKind, Update};
use serde_json::{Map, Value};

use super::Facts;
use crate::markup::resolved_html;
use crate::page::media::seconds_of;
use crate::page::tree::collapse;

/// Objects looked at per page: a home page lists hundreds, an article's own is among the first.
const MAX_OBJECTS: usize = 4_000;

/// Updates of one live page; the longest tell a day in several hundred.
const MAX_UPDATES: usize = 1_000;

type Object = Map<String, Value>;

/// Reads the page's linked data. `title` is what the page is called elsewhere.
pub(super) fn read(payloads: &[&str], title: Option<&str>, url: Option<&str>) -> Facts {
    let documents: Vec<Value> = payloads.iter().filter_map(|text| parse(text)).collect();
    let objects = gather(&documents);
    let about = |object: &&Object| rank(object, title, url);
    // An update of a live page looks like an article, and is one of its parts.
    let updates: HashSet<*const Object> = objects
        .iter()
        .flat_map(|object| each(object.get("liveBlogUpdate")))
        .filter_map(|update| update.as_object().map(std::ptr::from_ref))
        .collect();
    let is_whole = |object: &&Object| {
        is_article(object) && !updates.contains(&std::ptr::from_ref::<Object>(object))
    };
    let mut facts = match objects.iter().copied().filter(is_whole).max_by_key(about) {
        Some(article) => article_facts(article, &objects),
        None => Facts::default(),
    };
    for video in
        objects.iter().filter(|object| has_type(object, &["VideoObject", "AudioObject"])).take(8)
    {
        facts.media.extend(media(video));
    }
    let page_node = objects.iter().find(|object| has_type(object, &["WebPage", "ItemPage"]));
    if let Some(page) = page_node {
        facts.language = facts.language.or_else(|| text(page, "inLanguage"));
        facts.published = facts.published.or_else(|| text(page, "datePublished"));
    }
    facts
}

/// Parses JSON as pages write it.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim();
    let text = text.strip_prefix("<!--").unwrap_or(text);
    let text = text.strip_suffix("-->").unwrap_or(text);
    let text = text.trim().trim_start_matches("//<![CDATA[").trim_start_matches("/*<![CDATA[*/");
    let text =
        text.trim_end_matches("//]]>").trim_end_matches("/*]]>*/").trim().trim_end_matches(';');
    let as_written = serde_json::from_str(text).ok();
    let mended = as_written.or_else(|| serde_json::from_str(&repair(text)).ok());
    // Some programs escape what they write into a script, as if it were text.
    let escaped = || text.contains("&quot;").then(|| repair(&resolved_html(text)));
    mended.or_else(|| serde_json::from_str(&escaped()?).ok())
}

/// Escapes raw control characters inside strings and drops trailing commas.
fn repair(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        match c {
            _ if escaped => {
                escaped = false;
                out.push(c);
            }
            '\\' if quoted => {
                escaped = true;
                out.push(c);
            }
            '"' => {
                quoted = !quoted;
                out.push(c);
            }
            '\n' if quoted => out.push_str("\\n"),
            '\t' if quoted => out.push_str("\\t"),
            c if quoted && c.is_control() => out.push(' '),
            ']' | '}' if !quoted => {
                out.truncate(out.trim_end().trim_end_matches(',').len());
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

/// Every object of the documents, outer ones first.
fn gather(documents: &[Value]) -> Vec<&Object> {
    let mut queue: std::collections::VecDeque<&Value> = documents.iter().collect();
    let mut objects = Vec::new();
    while let Some(value) = queue.pop_front() {
        if objects.len() >= MAX_OBJECTS {
            break;
        }
        match value {
            Value::Array(items) => queue.extend(items),
            Value::Object(object) => {
                objects.push(object);
                queue.extend(object.values().filter(|value| value.is_array() || value.is_object()));
            }
            _ => {}
        }
    }
    objects
}

fn types(object: &Object) -> impl Iterator<Item = &str> {
    match object.get("@type") {
        Some(Value::Array(items)) => items.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    }
    .iter()
    .filter_map(Value::as_str)
    .map(|name| name.rsplit(['/', ':']).next().unwrap_or(name))
}

fn has_type(object: &Object, names: &[&str]) -> bool {
    types(object).any(|name| names.contains(&name))
}

fn is_article(object: &Object) -> bool {
    types(object).any(|name| {
        name.ends_with("Article")
            || name.ends_with("BlogPosting")
            || matches!(
                name,
                "Report"
                    | "Review"
                    | "CriticReview"
                    | "Recipe"
                    | "VideoObject"
                    | "PodcastEpisode"
                    | "NewsVideo"
            )
    })
}

/// How surely the object is about this page.
fn rank(object: &Object, title: Option<&str>, url: Option<&str>) -> u32 {
    let mut rank = 0;
    if !has_type(object, &["VideoObject", "Review", "Recipe"]) {
        rank += 4;
    }
    let headline = text(object, "headline").or_else(|| text(object, "name"));
    if let (Some(headline), Some(title)) = (&headline, title) {
        rank += if same_words(headline, title) { 8 } else { 0 };
    }
    let address = ["url", "@id", "mainEntityOfPage"]
        .iter()
        .filter_map(|key| address(object.get(*key)?))
        .find(|a| !a.is_empty());
    if let (Some(address), Some(url)) = (address, url) {
        let path = |address: &str| {
            address.split(['?', '#']).next().unwrap_or("").trim_end_matches('/').to_owned()
        };
        rank += if path(&address) == path(url) { 4 } else { 0 };
    }
    rank + u32::from(object.contains_key("datePublished"))
        + 2 * u32::from(object.contains_key("articleBody"))
}

fn same_words(a: &str, b: &str) -> bool {
    let squeeze = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let (a, b) = (squeeze(a), squeeze(b));
    !a.is_empty() && !b.is_empty() && (a.starts_with(&b) || b.starts_with(&a))
}

fn article_facts(article: &Object, objects: &[&Object]) -> Facts {
    let linked = |value: &Value| -> Option<Object> { resolve(value, objects).cloned() };
    let mut facts = Facts {
        headline: text(article, "headline").or_else(|| text(article, "name")),
        standfirst: text(article, "description"),
        published: text(article, "datePublished")
            .or_else(|| text(article, "dateCreated"))
            .or_else(|| text(article, "uploadDate")),
        modified: text(article, "dateModified"),
        section: text(article, "articleSection"),
        language: text(article, "inLanguage"),
        canonical: address(article.get("url").unwrap_or(&Value::Null)),
        body: body(article),
        updates: each(article.get("liveBlogUpdate")).filter_map(update).take(MAX_UPDATES).collect(),
        is_live: has_type(article, &["LiveBlogPosting"]),
        is_video: has_type(article, &["VideoObject", "NewsVideo"]),
        paywalled: article.get("isAccessibleForFree").is_some_and(is_false),
        ..Facts::default()
    };
    for key in ["author", "creator"] {
        if facts.byline.is_empty() {
            facts.byline =
                each(article.get(key)).filter_map(|value| person(value, &linked)).collect();
        }
    }
    facts.publisher = each(article.get("publisher")).find_map(|value| name(value, &linked));
    facts.image = each(article.get("image")).find_map(|value| image(value, &linked));
    facts.tags = each(article.get("keywords"))
        .filter_map(|value| name(value, &linked))
        .flat_map(|text| split_tags(&text))
        .collect();
    facts
}

/// The object that a `{"@id": …}` stands for, or the object itself.
fn resolve<'a>(value: &'a Value, objects: &[&'a Object]) -> Option<&'a Object> {
    let object = value.as_object()?;
    let id = object.get("@id").and_then(Value::as_str);
    match id {
        Some(id) if !object.contains_key("name") && !object.contains_key("url") => {
            objects.iter().copied().find(|other| {
                other.len() > 1
                    && other.get("@id").and_then(Value::as_str) == Some(id)
                    && other.contains_key("@type")
            })
        }
        _ => Some(object),
    }
}

/// The items of an array, or the one value.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    }
    .iter()
}

fn text(object: &Object, key: &str) -> Option<String> {
    each(object.get(key)).find_map(|value| match value {
        Value::String(text) => Some(clean(text)).filter(|text| !text.is_empty()),
        Value::Object(inner) => {
            inner.get("@value").or_else(|| inner.get("name")).and_then(Value::as_str).map(clean)
        }
        _ => None,
    })
}

/// Text without tags and entities that pages leave in their JSON.
fn clean(text: &str) -> String {
    if text.contains('<') || text.contains('&') {
        return super::plain(text);
    }
    collapse(text)
}

fn name(value: &Value, linked: &impl Fn(&Value) -> Option<Object>) -> Option<String> {
    match value {
        Value::String(text) => {
            Some(clean(text)).filter(|text| !text.is_empty() && !text.starts_with("http"))
        }
        Value::Object(_) => text(&linked(value)?, "name"),
        _ => None,
    }
}

/// An author who is a person, or anything whose name is given.
fn person(value: &Value, linked: &impl Fn(&Value) -> Option<Object>) -> Option<String> {
    name(value, linked)
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Object(object) => ["@id", "url"]
            .iter()
            .find_map(|key| object.get(*key)?.as_str())
            .map(|text| text.trim().to_owned()),
        _ => None,
    }
}

fn image(value: &Value, linked: &impl Fn(&Value) -> Option<Object>) -> Option<Image> {
    match value {
        Value::String(url) => Some(Image { url: url.trim().to_owned(), ..Image::default() }),
        Value::Object(_) => {
            let object = linked(value)?;
            let url = ["url", "contentUrl"].iter().find_map(|key| text(&object, key))?;
            Some(Image {
                url,
                width: number(&object, "width"),
                height: number(&object, "height"),
                caption: text(&object, "caption"),
            })
        }
        _ => None,
    }
}

fn number(object: &Object, key: &str) -> Option<u32> {
    match object.get(key)? {
        Value::Number(number) => u32::try_from(number.as_u64()?).ok(),
        Value::String(text) => text.trim_end_matches("px").trim().parse().ok(),
        Value::Object(inner) => u32::try_from(inner.get("value")?.as_u64()?).ok(),
        _ => None,
    }
}

fn media(object: &Object) -> Option<Media> {
    let url = ["contentUrl", "embedUrl", "url"].iter().find_map(|key| text(object, key));
    let duration_seconds = text(object, "duration").as_deref().and_then(seconds_of);
    let kind = if has_type(object, &["AudioObject"]) { MediaKind::Audio } else { MediaKind::Video };
    let title = text(object, "name").or_else(|| text(object, "headline"));
    (url.is_some() || duration_seconds.is_some()).then_some(Media {
        kind,
        url,
        duration_seconds,
        title,
    })
}

/// An update of a live page that says something.
fn update(value: &Value) -> Option<Update> {
    let object = value.as_object()?;
    let told = object.get("articleBody").or_else(|| object.get("description"));
    let told = told.and_then(Value::as_str).map(super::paragraphs).unwrap_or_default();
    let headline = text(object, "headline").or_else(|| text(object, "name"));
    let at = text(object, "datePublished").or_else(|| text(object, "dateModified"));
    let at = at.as_deref().and_then(super::when);
    (headline.is_some() || !told.is_empty()).then_some(Update {
        at,
        time: None,
        headline,
        text: told,
    })
}

/// The text as the publisher wrote it; paragraphs as they come.
fn body(article: &Object) -> Option<String> {
    let body = article.get("articleBody").or_else(|| article.get("text"))?.as_str()?;
    (body.len() > 200).then(|| body.to_owned())
}

fn is_false(value: &Value) -> bool {
    match value {
        Value::Bool(free) => !free,
        Value::String(text) => text.eq_ignore_ascii_case("false"),
        _ => false,
    }
}

fn split_tags(text: &str) -> Vec<String> {
    text.split([',', ';']).map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, headline: Option<&str>, byline: &[&str]) {
        let facts = read(&[json], Some("Fire in Vell"), Some("https://vell.example/fire"));
        assert_eq!(facts.headline.as_deref(), headline);
        assert_eq!(facts.byline, byline);
    }

    #[test]
    fn finds_the_article_wherever_it_is() {
        check(
            r#"{"@type":"NewsArticle","headline":"Fire in Vell","author":{"name":"Ada Orr"}}"#,
            Some("Fire in Vell"),
            &["Ada Orr"],
        );
        check(
            r#"{"@graph":[{"@type":"WebSite"},{"@type":["Article","X"],"headline":"A","author":[{"@id":"a1"}]},{"@id":"a1","@type":"Person","name":"Bo Li"}]}"#,
            Some("A"),
            &["Bo Li"],
        );
    }

    #[test]
    fn prefers_the_object_about_this_page() {
        check(
            r#"[{"@type":"NewsArticle","headline":"Related"},{"@type":"NewsArticle","headline":"Fire in Vell: three hurt"}]"#,
            Some("Fire in Vell: three hurt"),
            &[],
        );
    }

    #[test]
    fn broken_json_is_mended() {
        check(
            "{\"@type\":\"NewsArticle\",\"headline\":\"Fire\n in Vell\",\"author\":[\"Ada Orr\",],}",
            Some("Fire in Vell"),
            &["Ada Orr"],
        );
        check(
            "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Fire in Vell&quot;}",
            Some("Fire in Vell"),
            &[],
        );
        check("nonsense", None, &[]);
        check(&"[".repeat(100_000), None, &[]);
    }
}
