//! Pictures, sound and moving pictures that come with entries.

use std::borrow::Cow;

use dateline_model::{Category, Credit, Enclosure, FeedImage, Link, Thumbnail};

use super::MOST_OF_A_KIND;
use super::gather::{Context, Gathered, add_all, add_category, add_link};
use super::person::person_in;
use super::podcast::explicit;
use super::text::{Usual, text};
use super::tree::NodeId;

/// Takes in an element of Media RSS. Groups and contents hold the same elements as entries do.
pub(super) fn take(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let attribute = |name: &str| tree.attribute(id, name).map(Cow::into_owned);
    let value = tree.text(id);
    match &*tree.node(id).name {
        "group" => take_children(context, id, into),
        "content" => {
            take_content(context, id, into);
            take_children(context, id, into);
        }
        "title" => into.title.offer(3, text(tree, id, Usual::Plain)),
        "description" => into.summary.offer(2, text(tree, id, Usual::Plain)),
        "copyright" => into.rights.offer(2, text(tree, id, Usual::Plain)),
        "thumbnail" => {
            let url = attribute("url").unwrap_or_else(|| value.to_string());
            if let Some(url) = context.absolute(id, &url) {
                let pixels = |name| attribute(name).and_then(|size| size.parse().ok());
                add_thumbnail(
                    into,
                    Thumbnail { url, width: pixels("width"), height: pixels("height") },
                );
            }
        }
        "category" => {
            let scheme = attribute("scheme")
                .or_else(|| Some("http://search.yahoo.com/mrss/category_schema".to_string()));
            add_category(
                into,
                Category { term: value.to_string(), scheme, label: attribute("label") },
            );
        }
        "keywords" => {
            for term in value.split(',').map(str::trim) {
                add_category(into, Category { term: term.to_string(), ..Category::default() });
            }
        }
        "credit" => {
            let role = attribute("role");
            if role.as_deref().is_some_and(|role| role.eq_ignore_ascii_case("author")) {
                add_all(&mut into.authors, (!value.is_empty()).then(|| person_in(value)));
            } else {
                add_credit(into, value, role, None, None);
            }
        }
        "rating" => into.explicit = into.explicit.or_else(|| explicit(value)),
        _ => {}
    }
}

fn take_children(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    for child in context.tree.children(id) {
        if context.tree.node(child).space == super::space::Space::Media {
            take(context, child, into);
        }
    }
}

fn take_content(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let attribute = |name: &str| tree.attribute(id, name).map(Cow::into_owned);
    let Some(url) = attribute("url").and_then(|url| context.absolute(id, &url)) else { return };
    let media_type = attribute("type");
    let medium = attribute("medium");
    let is = |kind: &str| {
        medium.as_deref() == Some(kind)
            || media_type.as_deref().is_some_and(|media_type| media_type.starts_with(kind))
    };
    let pixels = |name| attribute(name).and_then(|size| size.parse().ok());
    if is("image") || (media_type.is_none() && medium.is_none() && is_image_address(&url)) {
        add_thumbnail(into, Thumbnail { url, width: pixels("width"), height: pixels("height") });
    } else {
        add_enclosure(
            into,
            Enclosure {
                url,
                length_bytes: attribute("filesize").and_then(|size| size.parse().ok()),
                duration_seconds: attribute("duration").and_then(|duration| seconds(&duration)),
                media_type,
                title: None,
            },
        );
    }
}

fn is_image_address(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"].iter().any(|end| path.ends_with(end))
}

pub(super) fn add_thumbnail(into: &mut Gathered, thumbnail: Thumbnail) {
    let known = into.thumbnails.iter().any(|known| known.url == thumbnail.url);
    if !known && into.thumbnails.len() < MOST_OF_A_KIND {
        into.thumbnails.push(thumbnail);
    }
}

/// Adds someone who took part, unless they are there in that role.
pub(super) fn add_credit(
    into: &mut Gathered,
    name: &str,
    role: Option<String>,
    url: Option<String>,
    image: Option<String>,
) {
    let role = role.map(|role| role.to_ascii_lowercase());
    let known = into.credits.iter().any(|known| known.name == name && known.role == role);
    if !name.is_empty() && !known && into.credits.len() < MOST_OF_A_KIND {
        into.credits.push(Credit { name: name.to_string(), role, url, image });
    }
}

/// RSS's `<enclosure>`.
pub(super) fn take_enclosure(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let attribute = |name: &str| tree.attribute(id, name).map(Cow::into_owned);
    let url = attribute("url").or_else(|| attribute("href"));
    let Some(url) = url.and_then(|url| context.absolute(id, &url)) else { return };
    let length = attribute("length").map(|length| length.replace([',', ' ', '.'], ""));
    let length_bytes = length.and_then(|length| length.parse().ok());
    let media_type = attribute("type");
    add_link(
        into,
        Link {
            rel: "enclosure".into(),
            url: url.clone(),
            media_type: media_type.clone(),
            length_bytes,
            ..Link::default()
        },
    );
    add_enclosure(into, Enclosure { url, media_type, length_bytes, ..Enclosure::default() });
}

pub(super) fn add_enclosure(into: &mut Gathered, enclosure: Enclosure) {
    if into.enclosures.len() >= MOST_OF_A_KIND {
        return;
    }
    match into.enclosures.iter_mut().find(|known| known.url == enclosure.url) {
        Some(known) => {
            known.media_type = known.media_type.take().or(enclosure.media_type);
            known.length_bytes = known.length_bytes.or(enclosure.length_bytes);
            known.duration_seconds = known.duration_seconds.or(enclosure.duration_seconds);
        }
        None => into.enclosures.push(enclosure),
    }
}

/// A picture: RSS's with its elements, iTunes' with an attribute, or a bare address.
pub(super) fn take_image(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let child = |name: &str| {
        let found = tree.children(id).find(|child| tree.node(*child).name == name)?;
        Some(tree.text(found).to_string()).filter(|text| !text.is_empty())
    };
    let attribute = |name: &str| tree.attribute(id, name).map(Cow::into_owned);
    let own = || Some(tree.text(id).to_string()).filter(|text| !text.is_empty());
    let url = child("url")
        .or_else(|| child("href"))
        .or_else(|| attribute("href"))
        .or_else(|| attribute("url"))
        .or_else(|| attribute("resource"))
        .or_else(own)
        .and_then(|url| context.absolute(id, &url));
    let image = FeedImage {
        url: url.unwrap_or_default(),
        title: child("title"),
        link: child("link").and_then(|link| context.absolute(id, &link)),
        description: child("description"),
    };
    let rank = if image.url.is_empty() { 1 } else { 5 };
    into.image.offer(rank, (image != FeedImage::default()).then_some(image));
}

/// `3723`, `62:03` and `1:02:03` in seconds.
pub(super) fn seconds(text: &str) -> Option<u32> {
    let whole = text.trim().split('.').next()?;
    whole
        .split(':')
        .try_fold(0_u32, |sum, part| sum.checked_mul(60)?.checked_add(part.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        assert_eq!(seconds("3723"), Some(3_723));
        assert_eq!(seconds("1:02:03"), Some(3_723));
        assert_eq!(seconds("62:03.5"), Some(3_723));
        assert_eq!(seconds("an hour"), None);
        assert_eq!(seconds("9999999:9999999:9999999"), None);
    }
}
