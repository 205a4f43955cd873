//! The AI features as pages: `/a/{id}/{slug}/ai/{feature}`, `/s/{id}/{slug}/ai/{feature}`.
//!
//! The list of features is `dateline_understand::FEATURES`; buttons and addresses follow from it.
//! Each answer is worked out when asked, off the async threads, from texts that are already
//! studied: it costs less than keeping it would. Every statement shows where it stands; one whose
//! source is not at hand is left out.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dateline_model::{Article, ArticleId, ArticleSummary, Citation, Span};
use dateline_understand::{
    Answer, CitedFigure, DatedCitation, FEATURES, Feature, Request, SpeakerQuotes,
};
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::pages::{article, shell, story};
use crate::paper::Site;
use crate::parts::{self, Shell, Tongue};
use crate::{address, moment, respond};

/// The longest question, in characters.
const LONGEST_QUESTION: usize = 300;

#[derive(Template)]
#[template(path = "feature.html")]
struct FeaturePage {
    shell: Shell,
    back: String,
    subject: &'static str,
    headline: String,
    tongue: Tongue,
    ask: Option<String>,
    question: String,
    answer: Option<AnswerView>,
}

/// A feature's button.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) href: String,
}

/// An answer as the page shows it.
struct AnswerView {
    title: &'static str,
    tongue: Tongue,
    content: Content,
}

enum Content {
    Sentences(Vec<Said>),
    Timeline(Vec<Dated>),
    Quotes(Vec<Speaker>),
    Figures(Vec<FigureLine>),
    Nothing(String),
}

struct Said {
    text: String,
    cite: Cite,
}

/// A sentence under the day it tells of.
pub(crate) struct Dated {
    pub(crate) date: String,
    pub(crate) date_words: String,
    pub(crate) text: String,
    pub(crate) tongue: Tongue,
    pub(crate) cite: Cite,
}

struct Speaker {
    name: String,
    quotes: Vec<Said>,
}

struct FigureLine {
    value: String,
    of: String,
    cite: Cite,
}

/// Where a statement stands.
#[derive(Clone, Debug)]
pub(crate) struct Cite {
    pub(crate) href: String,
    pub(crate) publisher: String,
}

/// The articles that an answer may cite.
pub(crate) struct Sources {
    articles: HashMap<ArticleId, Source>,
}

struct Source {
    headline: String,
    publisher: String,
    language: Option<String>,
}

impl Sources {
    pub(crate) fn of_summaries(summaries: &[ArticleSummary]) -> Sources {
        let source = |one: &ArticleSummary| {
            let source = Source {
                headline: one.headline.clone(),
                publisher: one.publisher_name.clone(),
                language: one.language.clone(),
            };
            (one.id, source)
        };
        Sources { articles: summaries.iter().map(source).collect() }
    }

    pub(crate) fn of_articles(articles: &[Article]) -> Sources {
        let source = |one: &Article| {
            let source = Source {
                headline: one.draft.headline.clone(),
                publisher: one.publisher_name.clone(),
                language: one.draft.language.clone(),
            };
            (one.id, source)
        };
        Sources { articles: articles.iter().map(source).collect() }
    }

    /// A link to the sentence, when its article is known.
    pub(crate) fn cite(&self, article: ArticleId, span: Span) -> Option<Cite> {
        let source = self.articles.get(&article)?;
        Some(Cite {
            href: address::sentence(article, &source.headline, span),
            publisher: source.publisher.clone(),
        })
    }

    pub(crate) fn tongue(&self, article: ArticleId) -> Tongue {
        parts::tongue(self.articles.get(&article).and_then(|source| source.language.as_deref()))
    }
}

impl Dated {
    pub(crate) fn new(date: &str, citation: &Citation, sources: &Sources) -> Option<Dated> {
        Some(Dated {
            date: date.to_owned(),
            date_words: moment::date_words(date),
            text: citation.text.clone(),
            tongue: sources.tongue(citation.article),
            cite: sources.cite(citation.article, citation.span)?,
        })
    }
}

/// The buttons of the features that need no question, for an article's or a story's path.
pub(crate) fn tools(path: &str) -> Vec<Tool> {
    let tool = |feature: &Feature| Tool {
        name: feature.name,
        label: feature.label,
        href: format!("{path}/ai/{}", feature.name),
    };
    FEATURES.iter().filter(|feature| !feature.needs_question).map(tool).collect()
}

/// Where the question form leads.
pub(crate) fn ask(path: &str) -> Option<String> {
    let feature = FEATURES.iter().find(|feature| feature.needs_question)?;
    Some(format!("{path}/ai/{}", feature.name))
}

/// What a reader asks.
#[derive(Deserialize)]
pub(crate) struct Question {
    q: Option<String>,
}

impl Question {
    fn text(self) -> String {
        self.q.unwrap_or_default().trim().chars().take(LONGEST_QUESTION).collect()
    }
}

/// `GET /a/{id}/{slug}/ai/{feature}`.
pub(crate) async fn of_article(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path((id, _, name)): Path<(i64, String, String)>,
    Query(question): Query<Question>,
) -> Result<Response> {
    let feature = find(&name)?;
    let article = article::find(&site, id).await?;
    let about = About {
        back: address::article(article.id, &article.draft.headline),
        subject: "the article",
        headline: article.draft.headline.clone(),
        tongue: parts::tongue(article.draft.language.as_deref()),
        articles: vec![article],
    };
    show(&site, &caller, feature, about, question.text()).await
}

/// `GET /s/{id}/{slug}/ai/{feature}`.
pub(crate) async fn of_story(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path((id, _, name)): Path<(i64, String, String)>,
    Query(question): Query<Question>,
) -> Result<Response> {
    let feature = find(&name)?;
    let story = story::find(&site, id).await?;
    let articles = site.store.story_articles(story.id, story::MOST_READ).await?;
    let about = About {
        back: address::story(story.id, &story.headline),
        subject: "the story",
        headline: story.headline,
        tongue: parts::tongue(None),
        articles,
    };
    show(&site, &caller, feature, about, question.text()).await
}

fn find(name: &str) -> Result<&'static Feature> {
    dateline_understand::feature(name).ok_or(Error::NotFound("feature"))
}

/// What a feature is asked about.
struct About {
    back: String,
    subject: &'static str,
    headline: String,
    tongue: Tongue,
    articles: Vec<Article>,
}

async fn show(
    site: &Site,
    caller: &Caller,
    feature: &'static Feature,
    about: About,
    question: String,
) -> Result<Response> {
    let key = caller.id().map_or_else(|| "strangers".to_owned(), |id| id.to_string());
    let asks = !feature.needs_question || !question.is_empty();
    let answer = if asks {
        site.limits.take(Door::Ask, &key, site.now()).map_err(Error::TooMany)?;
        let sources = Sources::of_articles(&about.articles);
        let found = work(feature, about.articles, question.clone()).await?;
        let content = content(found, &sources);
        Some(AnswerView { title: feature.label, tongue: about.tongue.clone(), content })
    } else {
        None
    };
    let title = format!("{}: {}", feature.label, about.headline);
    respond::page(&FeaturePage {
        shell: shell(site, caller, &title).await?,
        ask: feature.needs_question.then(|| format!("{}/ai/{}", about.back, feature.name)),
        back: about.back,
        subject: about.subject,
        headline: about.headline,
        tongue: about.tongue,
        question,
        answer,
    })
}

/// Runs a feature where it keeps nobody waiting. One that panics fails its own page alone.
async fn work(
    feature: &'static Feature,
    articles: Vec<Article>,
    question: String,
) -> Result<Answer> {
    let answer = tokio::task::spawn_blocking(move || {
        let all: Vec<&Article> = articles.iter().collect();
        let question = Some(question.as_str()).filter(|question| !question.is_empty());
        (feature.answer)(&Request { articles: &all, question })
    });
    answer.await.map_err(|error| {
        tracing::error!(feature = feature.name, %error, "a feature failed");
        Error::Broken
    })
}

fn content(answer: Answer, sources: &Sources) -> Content {
    match answer {
        Answer::Sentences(list) => {
            Content::Sentences(list.iter().filter_map(|one| said(one, sources)).collect())
        }
        Answer::Timeline(list) => {
            let dated = |one: &DatedCitation| Dated::new(&one.date, &one.citation, sources);
            Content::Timeline(list.iter().filter_map(dated).collect())
        }
        Answer::Quotes(list) => {
            Content::Quotes(list.into_iter().map(|one| speaker(one, sources)).collect())
        }
        Answer::Figures(list) => {
            Content::Figures(list.into_iter().filter_map(|one| figure(one, sources)).collect())
        }
        Answer::Nothing { because } => Content::Nothing(crate::error::sentence(&because)),
    }
}

fn said(citation: &Citation, sources: &Sources) -> Option<Said> {
    let cite = sources.cite(citation.article, citation.span)?;
    Some(Said { text: citation.text.clone(), cite })
}

fn speaker(quotes: SpeakerQuotes, sources: &Sources) -> Speaker {
    Speaker {
        name: quotes.speaker.unwrap_or_else(|| "Not named".to_owned()),
        quotes: quotes.quotes.iter().filter_map(|quote| said(quote, sources)).collect(),
    }
}

fn figure(figure: CitedFigure, sources: &Sources) -> Option<FigureLine> {
    Some(FigureLine {
        cite: sources.cite(figure.citation.article, figure.citation.span)?,
        of: figure.of.unwrap_or(figure.citation.text),
        value: figure.figure,
    })
}
