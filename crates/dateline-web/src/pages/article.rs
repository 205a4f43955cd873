//! The article page, in the order of reading: head, brief, body, media, hashtags, features, the
//! story elsewhere, comments, related articles.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{
    Article, ArticleId, ArticleSummary, Entity, EntityKind, Media, Reason, RelatedArticle, Span,
    Story, Study, When,
};
use dateline_store::{Playback, ReadingState};
use serde::Deserialize;

use crate::access::Caller;
use crate::address;
use crate::body::{self, Body, Marks};
use crate::error::{Error, Result};
use crate::linked_data;
use crate::moment::Stamp;
use crate::pages::features::{self, Toolbox};
use crate::pages::story::{CoverageLine, coverage_lines};
use crate::pages::talk::{self, Here, Order, Sort, Talk};
use crate::pages::{lens, shell};
use crate::paper::Site;
use crate::parts::{self, Card, Coverage, Lens, Picture, Shell, Tongue};
use crate::player::{self, Around, Player};
use crate::reasons;
use crate::respond;
use crate::speech::{Message, Speech};

/// Paragraphs that a stranger sees of a public paper's article.
const EXCERPT_PARAGRAPHS: usize = 2;

/// Lines of the story's other coverage; the story's page has them all.
const MOST_COVERAGE: usize = 12;

/// Related articles shown.
const MOST_RELATED: usize = 6;

/// Hashtags shown.
const MOST_TAGS: usize = 12;

/// People, places and organisations shown.
const MOST_NAMES: usize = 12;

/// Videos and audio shown.
const MOST_MEDIA: usize = 12;

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage {
    shell: Shell,
    id: ArticleId,
    headline: String,
    tongue: Tongue,
    standfirst: Option<String>,
    byline: String,
    publisher: String,
    publisher_href: String,
    when: Stamp,
    modified: Option<Stamp>,
    version: u32,
    /// The page of its edits, for those who may read whole texts.
    edits: Option<String>,
    minutes: u32,
    original: Option<String>,
    feed_href: String,
    /// What went wrong in reading it, for those who read it whole.
    problems: Vec<String>,
    unread: bool,
    saved: bool,
    story: Option<Coverage>,
    brief: Vec<Said>,
    lead_picture: Option<Picture>,
    text: Text,
    /// Below the beginning of a text: where the rest is.
    excerpt_note: String,
    media: Vec<Player>,
    around: Around,
    tags: Vec<TagLink>,
    names: Vec<TagLink>,
    toolbox: Toolbox,
    coverage: Vec<CoverageLine>,
    talk: Talk,
    related: Vec<Card>,
}

/// A sentence of the brief and its place in the body, when it has one.
struct Said {
    text: String,
    href: Option<String>,
}

struct TagLink {
    label: String,
    href: String,
    because: String,
}

/// How much of the text is shown.
enum Text {
    Whole(Body),
    Excerpt(Vec<String>),
    Absent,
}

/// A sentence that another page cites: `?cite=START-END`.
#[derive(Deserialize)]
pub(crate) struct Cite {
    cite: Option<String>,
}

impl Cite {
    fn span(&self) -> Option<Span> {
        let (start, end) = self.cite.as_deref()?.split_once('-')?;
        let span = Span { start: start.parse().ok()?, end: end.parse().ok()? };
        (span.start < span.end).then_some(span)
    }
}

/// What the page shows, as the store gave it.
struct Found {
    article: Article,
    story: Option<Story>,
    coverage: Vec<ArticleSummary>,
    talk: Talk,
    related: Vec<RelatedArticle>,
    reading: ReadingState,
    playback: Vec<Playback>,
    toolbox: Toolbox,
}

/// `GET /a/{id}`: to the address with the headline.
pub(crate) async fn short(State(site): State<Arc<Site>>, Path(id): Path<i64>) -> Result<Response> {
    let article = find(&site, id).await?;
    let path = address::article(article.id, &article.draft.headline);
    Ok(Redirect::permanent(&path).into_response())
}

/// `GET /a/{id}/{slug}`.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path((id, slug)): Path<(i64, String)>,
    Query(cite): Query<Cite>,
    Query(order): Query<Order>,
) -> Result<Response> {
    let article = find(&site, id).await?;
    if slug != address::slug(&article.draft.headline) {
        let path = address::article(article.id, &article.draft.headline);
        return Ok(Redirect::to(&path).into_response());
    }
    let found = gather(&site, &caller, article, order.sort()).await?;
    let mut shell = shell(&site, &caller, &found.article.draft.headline).await?;
    shell.canonical = found.article.draft.url.clone().filter(|url| address::is_web(url));
    if site.settings.public {
        let Article { draft, publisher_name, .. } = &found.article;
        let url = site.absolute(&address::article(found.article.id, &draft.headline));
        let pictures = site.signer.of(found.article.feed);
        let image = draft.lead_image.as_ref().and_then(|image| parts::picture(image, pictures));
        let image = image.map(|picture| site.absolute(&picture.source.src));
        shell.about = Some(linked_data::about(draft, publisher_name, url, image));
    }
    let mut page = view(shell, found, &cite, &caller, lens(&site, &caller));
    let on_click = player::on_click(page.media.iter_mut());
    let mut response = respond::page(&page)?;
    response.extensions_mut().insert(on_click);
    Ok(response)
}

pub(crate) async fn find(site: &Site, id: i64) -> Result<Article> {
    site.store.article(ArticleId(id)).await?.ok_or(Error::NotFound("missing-article"))
}

async fn gather(site: &Site, caller: &Caller, article: Article, sort: Sort) -> Result<Found> {
    let kept = &site.store;
    let reading = async {
        match caller.id() {
            Some(reader) => kept.reading_state(reader, article.id).await,
            None => Ok(ReadingState::default()),
        }
    };
    let playback = async {
        match caller.id().filter(|_| !article.draft.media.is_empty()) {
            Some(reader) => kept.playback(reader, article.id).await,
            None => Ok(Vec::new()),
        }
    };
    let path = address::article(article.id, &article.draft.headline);
    let (story, coverage, related, reading, playback) = tokio::try_join!(
        kept.story(article.story),
        kept.coverage(article.story),
        kept.related(article.id),
        reading,
        playback,
    )?;
    let toolbox = features::toolbox(site, caller, &path).await?;
    let here = Here { story: article.story, article: Some(article.id), path, sort };
    let talk = talk::of(site, caller, here).await?;
    Ok(Found { article, story, coverage, talk, related, reading, playback, toolbox })
}

/// Fills the page. Strangers get the beginning of the text, members all of it.
fn view(shell: Shell, found: Found, cite: &Cite, caller: &Caller, lens: Lens<'_>) -> ArticlePage {
    let Found { article, story, coverage, talk, related, reading, playback, toolbox } = found;
    let path = address::article(article.id, &article.draft.headline);
    let draft = &article.draft;
    let member = caller.whole_texts;
    let text = text(&article, cite, caller, lens);
    let language = draft.language.as_deref().or(Some(&article.study.language));
    let original = draft.url.clone().filter(|url| address::is_web(url));
    let reader = caller.id();
    let media = recordings(&article).map(|(player, _)| match reader {
        Some(_) => player.of_member(article.id, &playback),
        None => player,
    });
    ArticlePage {
        id: article.id,
        feed_href: format!("{path}/feed"),
        problems: if member { draft.problems.clone() } else { Vec::new() },
        headline: draft.headline.clone(),
        tongue: parts::tongue(language),
        standfirst: draft.standfirst.clone(),
        byline: names(&draft.byline, lens.speech),
        publisher: article.publisher_name.clone(),
        publisher_href: address::publisher(article.publisher),
        when: lens.stamp(When::shown(draft.published, article.sort_at)),
        modified: draft.modified.filter(|at| Some(*at) != draft.published).map(|at| lens.stamp(at)),
        version: article.version,
        edits: member.then(|| format!("{path}/versions")),
        minutes: dateline_understand::reading_minutes(&draft.text, &article.study.language),
        unread: reading.read_at.is_none(),
        saved: reading.saved_at.is_some(),
        story: story.as_ref().and_then(several),
        brief: brief(&article.study, &text),
        lead_picture: lead_picture(&article, &text, lens),
        media: media.take(MOST_MEDIA).collect(),
        around: around(&article, lens),
        tags: tags(&article.study, lens.speech),
        names: named(&article.study, lens.speech),
        toolbox,
        coverage: elsewhere(&coverage, article.id, lens),
        talk,
        related: related.iter().take(MOST_RELATED).map(|one| related_card(one, lens)).collect(),
        excerpt_note: excerpt_note(&shell, &article),
        shell,
        original,
        text,
    }
}

/// The recordings of an article that can be linked, with what the publisher said of each.
pub(crate) fn recordings(article: &Article) -> impl Iterator<Item = (Player, &Media)> {
    let original = article.draft.url.as_deref().filter(|url| address::is_web(url));
    article
        .draft
        .media
        .iter()
        .filter_map(move |media| Some((player::player(media, original)?, media)))
}

fn around(article: &Article, lens: Lens<'_>) -> Around {
    let lead = article.draft.lead_image.as_ref();
    let picture = lead.and_then(|image| parts::picture(image, lens.signer.of(article.feed)));
    Around {
        headline: article.draft.headline.clone(),
        publisher: article.publisher_name.clone(),
        picture: picture.map(|picture| picture.source.src),
    }
}

fn text(article: &Article, cite: &Cite, caller: &Caller, lens: Lens<'_>) -> Text {
    let draft = &article.draft;
    if !caller.whole_texts {
        let paragraphs = draft.text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
        let excerpt: Vec<_> = paragraphs.take(EXCERPT_PARAGRAPHS).map(str::to_owned).collect();
        return if excerpt.is_empty() { Text::Absent } else { Text::Excerpt(excerpt) };
    }
    let cited = cited(&article.study, cite);
    let marks = Marks { cited: &cited, passages: &article.study.passages };
    let body = body::show(&draft.html, &draft.text, marks, lens.signer.of(article.feed));
    if body.is_empty() { Text::Absent } else { Text::Whole(body) }
}

/// Every sentence that something on this page or on a feature's page leads to.
fn cited(study: &Study, cite: &Cite) -> Vec<Span> {
    let mut spans: Vec<Span> = cite.span().into_iter().collect();
    spans.extend(study.brief.iter().map(|sentence| sentence.span));
    spans.extend(study.timeline.iter().map(|item| item.span));
    spans.extend(study.quotes.iter().map(|quote| quote.span));
    spans.extend(study.figures.iter().map(|figure| figure.span));
    spans
}

fn brief(study: &Study, text: &Text) -> Vec<Said> {
    let href = |span: Span| match text {
        Text::Whole(body) if body.has(span) => Some(format!("#{}", address::anchor(span))),
        _ => None,
    };
    let said = |sentence: &dateline_model::Sentence| Said {
        text: sentence.text.clone(),
        href: href(sentence.span),
    };
    study.brief.iter().map(said).collect()
}

/// The lead picture, unless the body shows it too.
fn lead_picture(article: &Article, text: &Text, lens: Lens<'_>) -> Option<Picture> {
    let image = article.draft.lead_image.as_ref()?;
    let shown = matches!(text, Text::Whole(body) if body.shows(&image.url));
    if shown { None } else { parts::picture(image, lens.signer.of(article.feed)) }
}

fn tags(study: &Study, speech: Speech) -> Vec<TagLink> {
    let found = |because: &str| -> Vec<Reason> {
        because.split(", ").map(|one| Reason::from(one.to_owned())).collect()
    };
    let link = |tag: &dateline_model::Hashtag| TagLink {
        label: tag.tag.clone(),
        href: address::tag(&dateline_understand::hashtag_key(&tag.tag)),
        because: reasons::told(&found(&tag.because), speech),
    };
    study.hashtags.iter().take(MOST_TAGS).map(link).collect()
}

/// Whom and what it names, those that it names most first.
fn named(study: &Study, speech: Speech) -> Vec<TagLink> {
    // A single word that is named once and is nobody known is too often no name at all.
    let sure = |entity: &&Entity| {
        entity.kind != EntityKind::Other || entity.mentions.len() > 1 || entity.name.contains(' ')
    };
    let mut all: Vec<&Entity> = study.entities.iter().filter(sure).collect();
    all.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len()));
    let link = |entity: &&Entity| TagLink {
        label: entity.name.clone(),
        href: address::name(&dateline_understand::hashtag_key(&entity.name)),
        because: speech.count("article-named-times", entity.mentions.len()),
    };
    all.iter().take(MOST_NAMES).map(link).collect()
}

fn several(story: &Story) -> Option<Coverage> {
    (story.publisher_count > 1).then(|| Coverage {
        href: address::story(story.id, &story.headline),
        publishers: story.publisher_count,
        names: String::new(),
    })
}

/// The coverage, when there is any besides this article.
fn elsewhere(coverage: &[ArticleSummary], here: ArticleId, lens: Lens<'_>) -> Vec<CoverageLine> {
    if coverage.iter().all(|one| one.id == here) {
        return Vec::new();
    }
    let mut lines = coverage_lines(coverage, Some(here), lens);
    lines.truncate(MOST_COVERAGE);
    lines
}

fn related_card(related: &RelatedArticle, lens: Lens<'_>) -> Card {
    Card {
        picture: None,
        because: reasons::told(&related.because, lens.speech),
        ..parts::card(&related.summary, lens)
    }
}

/// "Ada Lane", "Ada Lane and Ben Moss", "Ada Lane, Ben Moss and Cy Reed".
fn names(byline: &[String], speech: Speech) -> String {
    match byline {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let words = Message::new("names-two").text("a", speech.list(first)).text("b", last);
            speech.tell(&words)
        }
    }
}

/// Where the whole text is, for somebody who sees its beginning.
fn excerpt_note(shell: &Shell, article: &Article) -> String {
    let stranger = shell.reader.is_none();
    let note = if stranger { "article-excerpt-sign-in" } else { "article-excerpt" };
    shell.with(note, "name", &article.publisher_name)
}

/// What the form next to "Mark as read" sends.
#[derive(Deserialize)]
pub(crate) struct ReadForm {
    read: Option<bool>,
}

/// `POST /a/{id}/read`.
pub(crate) async fn mark_read(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(form): Form<ReadForm>,
) -> Result<Response> {
    let (article, reader) = (find(&site, id).await?, caller.member()?);
    if form.read.unwrap_or(true) {
        site.store.mark_read(reader, &[article.id], site.now()).await?;
    } else {
        site.store.mark_unread(reader, &[article.id]).await?;
    }
    Ok(Redirect::to(&address::article(article.id, &article.draft.headline)).into_response())
}

/// What the form next to "Save" sends.
#[derive(Deserialize)]
pub(crate) struct SaveForm {
    saved: Option<bool>,
}

/// `POST /a/{id}/save`.
pub(crate) async fn save(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(form): Form<SaveForm>,
) -> Result<Response> {
    let (article, reader) = (find(&site, id).await?, caller.member()?);
    site.store.set_saved(reader, article.id, form.saved.unwrap_or(true), site.now()).await?;
    Ok(Redirect::to(&address::article(article.id, &article.draft.headline)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_the_byline() {
        let all = ["Ada".to_owned(), "Ben".to_owned(), "Cy".to_owned()];
        let joined = |count| names(all.get(..count).unwrap_or_default(), Speech::default());
        assert_eq!([1, 2, 3].map(joined), ["Ada", "Ada and Ben", "Ada, Ben and Cy"]);
    }

    #[test]
    fn reads_a_cited_place_and_nothing_else() {
        let span = |cite: &str| Cite { cite: Some(cite.to_owned()) }.span();
        assert_eq!(span("12-40"), Some(Span { start: 12, end: 40 }));
        for nonsense in ["", "12", "40-12", "a-b", "-1-5", "1-99999999999"] {
            assert_eq!(span(nonsense), None, "{nonsense}");
        }
    }
}
