//! Where each field of an article comes from: `dateline read --explain`.
//!
//! Fields are compared with what each witness said, in the order in which witnesses are trusted;
//! the first that said the same is the source. So an explanation needs nothing from the reading
//! itself, and reading pays nothing for it.
//!
//! The one rule: a field that no witness said is called computed, never ascribed.

use dateline_model::{ArticleKind, Draft};

use super::caps::Payload;
use super::letters::squeeze;
use super::links::Base;
use super::metadata::{Facts, Witnesses};
use super::{metadata, state, url_date};

/// A field of a draft and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSource {
    /// The field's name in the draft.
    pub field: &'static str,
    /// Its source, in words.
    pub source: &'static str,
}

const LINKED: &str = "linked data";
const META: &str = "meta elements";
const TITLE: &str = "the title element";
const HEADING: &str = "the main heading";
const MARKED: &str = "marked elements of the page";
const LINES: &str = "the lines beside the headline";
const ADDRESS: &str = "the page's address";
const SHOWN: &str = "the page as it is shown";
const COMPUTED: &str = "computed from several";

/// The sources of the fields that `draft` has.
pub(super) fn sources(
    draft: &Draft,
    witnesses: &Witnesses,
    payloads: &[Payload<'_>],
    base: &Base,
) -> Vec<FieldSource> {
    let Witnesses { linked, meta, .. } = witnesses;
    let of = |said: fn(&Facts) -> Option<&String>, found: Option<&str>| {
        let same = |facts: &Facts| said(facts).map(|said| squeeze(said)) == found.map(squeeze);
        found.map(|_| first(&[(LINKED, same(linked)), (META, same(meta))], COMPUTED))
    };
    let image = draft.lead_image.as_ref().map(|image| {
        let same = |facts: &Facts| {
            facts.image.as_ref().and_then(|told| base.absolute(&told.url)).as_ref()
                == Some(&image.url)
        };
        first(&[(LINKED, same(linked)), (META, same(meta))], SHOWN)
    });
    let same_tags = |facts: &Facts| draft.tags.iter().all(|tag| facts.tags.contains(tag));
    let fields = [
        ("headline", headline(&draft.headline, witnesses)),
        ("standfirst", of(|facts| facts.standfirst.as_ref(), draft.standfirst.as_deref())),
        ("byline", byline(&draft.byline, witnesses)),
        ("publisher", of(|facts| facts.publisher.as_ref(), draft.publisher.as_deref())),
        ("published", published(draft, witnesses)),
        ("modified", modified(draft, witnesses)),
        ("language", of(|facts| facts.language.as_ref(), draft.language.as_deref())),
        ("canonical_url", canonical(draft, witnesses, base)),
        ("lead_image", image),
        ("media", media(draft, witnesses)),
        (
            "tags",
            (!draft.tags.is_empty())
                .then(|| first(&[(LINKED, same_tags(linked)), (META, same_tags(meta))], SHOWN)),
        ),
        ("section", of(|facts| facts.section.as_ref(), draft.section.as_deref())),
        ("age", draft.age.as_ref().map(|_| LINES)),
        ("text", text(draft, witnesses, payloads)),
        ("kind", Some(kind(draft, witnesses))),
    ];
    let known = fields.into_iter();
    known.filter_map(|(field, source)| Some(FieldSource { field, source: source? })).collect()
}

/// The first source that holds, or `otherwise`.
fn first(tried: &[(&'static str, bool)], otherwise: &'static str) -> &'static str {
    tried.iter().find(|(_, holds)| *holds).map_or(otherwise, |(source, _)| source)
}

fn headline(found: &str, witnesses: &Witnesses) -> Option<&'static str> {
    let Witnesses { linked, meta, visible, .. } = witnesses;
    let found = squeeze(found);
    let is = |said: &String| squeeze(said) == found;
    let holds = |said: Option<&String>| said.is_some_and(|said| squeeze(said).contains(&found));
    let tried = [
        (HEADING, visible.headlines.iter().any(is)),
        (LINKED, linked.headline.as_ref().is_some_and(is)),
        (META, meta.headline.as_ref().is_some_and(is)),
        (TITLE, meta.title.as_ref().is_some_and(is)),
        (
            "the main heading, cut",
            visible.headlines.iter().any(|said| squeeze(said).contains(&found)),
        ),
        ("linked data, cut", holds(linked.headline.as_ref())),
        ("meta elements, cut", holds(meta.headline.as_ref())),
        ("the title element, cut", holds(meta.title.as_ref())),
    ];
    (!found.is_empty()).then(|| first(&tried, COMPUTED))
}

fn byline(found: &[String], witnesses: &Witnesses) -> Option<&'static str> {
    let name = squeeze(found.first()?);
    let says = |lines: &[String]| lines.iter().any(|line| squeeze(line).contains(&name));
    let tried = [
        (LINKED, says(&witnesses.linked.byline)),
        (META, says(&witnesses.meta.byline)),
        (MARKED, says(&witnesses.visible.byline)),
        (LINES, says(witnesses.said.byline.as_slice())),
    ];
    Some(first(&tried, COMPUTED))
}

fn published(draft: &Draft, witnesses: &Witnesses) -> Option<&'static str> {
    let found = draft.published?;
    let Witnesses { linked, meta, visible, said } = witnesses;
    let says = |text: Option<&String>| {
        text.and_then(|text| metadata::when(text)).map(dateline_model::When::sort_key)
            == Some(found.sort_key())
    };
    let by_url = draft.url.as_deref().and_then(url_date::day_in);
    let tried = [
        (LINKED, says(linked.published.as_ref())),
        (META, says(meta.published.as_ref())),
        (MARKED, says(visible.dated.as_ref()) || says(visible.published.as_ref())),
        (LINES, said.published == Some(found)),
        (ADDRESS, by_url == Some(found.day())),
    ];
    Some(first(&tried, COMPUTED))
}

fn modified(draft: &Draft, witnesses: &Witnesses) -> Option<&'static str> {
    let found = draft.modified;
    let says = |facts: &Facts| facts.modified.as_deref().and_then(metadata::when) == found;
    let tried = [(LINKED, says(&witnesses.linked)), (META, says(&witnesses.meta))];
    found.map(|_| first(&tried, MARKED))
}

fn canonical(draft: &Draft, witnesses: &Witnesses, base: &Base) -> Option<&'static str> {
    let found = draft.canonical_url.as_deref()?;
    let says = |facts: &Facts| {
        facts.canonical.as_deref().and_then(|url| base.absolute(url)).as_deref() == Some(found)
    };
    Some(first(&[(META, says(&witnesses.meta)), (LINKED, says(&witnesses.linked))], COMPUTED))
}

fn media(draft: &Draft, witnesses: &Witnesses) -> Option<&'static str> {
    draft.media.first()?;
    let Witnesses { linked, meta, .. } = witnesses;
    Some(first(&[(LINKED, !linked.media.is_empty()), (META, !meta.media.is_empty())], SHOWN))
}

fn text(draft: &Draft, witnesses: &Witnesses, payloads: &[Payload<'_>]) -> Option<&'static str> {
    let told = witnesses.linked.body.as_deref().map(metadata::paragraphs);
    let tried = [
        ("linked data (articleBody)", told.as_ref() == Some(&draft.text)),
        ("the state of the page's program", state::text(payloads).as_ref() == Some(&draft.text)),
    ];
    (!draft.text.is_empty()).then(|| first(&tried, SHOWN))
}

fn kind(draft: &Draft, witnesses: &Witnesses) -> &'static str {
    let told = match draft.kind {
        ArticleKind::Live => witnesses.linked.is_live,
        ArticleKind::Video => witnesses.linked.is_video,
        _ => false,
    };
    let meta = draft.kind == ArticleKind::Video && witnesses.meta.is_video;
    first(&[(LINKED, told), (META, meta)], SHOWN)
}

#[cfg(test)]
mod tests {
    use crate::page::{PageSource, explain_page};

    #[track_caller]
    fn check(page: &str, expected: &[(&str, &str)]) {
        let source =
            PageSource { url: Some("https://vell.example/2023/12/21/fire"), captured: None };
        let explained = explain_page(page, &source);
        let [(_, sources)] = explained.as_slice() else { panic!("one article") };
        for (field, source) in expected {
            let found = sources.iter().find(|found| found.field == *field);
            assert_eq!(found.map(|found| found.source), Some(*source), "{field} of {page}");
        }
    }

    #[test]
    fn each_field_names_its_witness() {
        let words =
            "<p>The river rose above the old bridge on Monday, and the people of Vell went \
            to higher ground, where the school had opened its doors to all of them.</p>"
                .repeat(3);
        check(
            &format!(
                "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Fire\",\
                 \"datePublished\":\"2023-12-22T03:00:00Z\",\"author\":\"Ada Orr\"}}</script>\
                 <meta property=og:site_name content='Vell Post'><html lang=en>\
                 <h1>Fire in Vell tonight</h1>{words}"
            ),
            &[
                ("headline", "the main heading"),
                ("byline", "linked data"),
                ("published", "linked data"),
                ("publisher", "meta elements"),
                ("language", "meta elements"),
                ("text", "the page as it is shown"),
                ("kind", "the page as it is shown"),
            ],
        );
        check(
            &format!(
                "<title>Fire in Vell | Vell Post</title><h2>Fire</h2><p>By Ada Orr</p>{words}"
            ),
            &[("headline", "the title element, cut"), ("published", "the page's address")],
        );
    }
}
