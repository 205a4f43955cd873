//! What a feature is asked about: an article, a story, the whole paper; with the texts it reads.

use dateline_model::{Article, ArticleId, ArticleSummary, Query};
use dateline_store::{SearchQuery, Store};
use dateline_understand::{Feature, Request, query_words, stop_word};

use crate::access::Caller;
use crate::address;
use crate::error::Result;
use crate::pages::{article, story};
use crate::paper::Site;
use crate::parts::{self, Tongue};

/// Articles looked at for each name or word that is looked up.
const FOUND_EACH: u32 = 40;
/// Articles read whole for a question to the whole paper.
const MOST_ASKED: usize = 24;
/// Articles of the rest of the paper that are read whole for names.
const MOST_ELSEWHERE: usize = 24;
/// Names or words that are looked up; each costs the database a search.
const MOST_LOOKED_UP: usize = 12;

/// What was asked about.
#[derive(Clone, Copy, Debug)]
pub(super) enum About {
    Article(i64),
    Story(i64),
    Paper,
}

/// The same with its texts.
pub(super) struct Subject {
    /// For the cache: `a/12`, `s/12`, `paper`.
    pub(super) key: String,
    /// Its own page; none for the whole paper.
    pub(super) back: Option<String>,
    /// What the link back to it says.
    pub(super) back_words: &'static str,
    pub(super) headline: String,
    pub(super) tongue: Tongue,
    /// In time order.
    pub(super) articles: Vec<Article>,
    /// Other articles of the paper, for features that look something up.
    pub(super) elsewhere: Vec<Article>,
}

impl Subject {
    /// The address of a feature's page about it.
    pub(super) fn action(&self, feature: &Feature) -> String {
        match &self.back {
            Some(path) => format!("{path}/ai/{}", feature.name),
            None => format!("/{}", feature.name),
        }
    }

    /// Every article that an answer may cite.
    pub(super) fn all(&self) -> Vec<&Article> {
        self.articles.iter().chain(&self.elsewhere).collect()
    }
}

/// Reads what a feature needs for its answer.
pub(super) async fn gather(
    site: &Site,
    caller: &Caller,
    (feature, about): (&Feature, About),
    said: Option<&str>,
) -> Result<Subject> {
    let mut subject = match about {
        About::Article(id) => of_article(site, id).await?,
        About::Story(id) => of_story(site, id).await?,
        About::Paper => of_paper(site, caller, said).await?,
    };
    if let Some(looks_up) = feature.looks_up {
        let articles: Vec<&Article> = subject.articles.iter().collect();
        let names = looks_up(&Request { said, ..Request::about(&articles) });
        let known: Vec<ArticleId> = articles.iter().map(|article| article.id).collect();
        subject.elsewhere = elsewhere(site, names, &known).await?;
    }
    Ok(subject)
}

async fn of_article(site: &Site, id: i64) -> Result<Subject> {
    let article = article::find(site, id).await?;
    Ok(Subject {
        key: format!("a/{id}"),
        back: Some(address::article(article.id, &article.draft.headline)),
        back_words: "back-to-article",
        headline: article.draft.headline.clone(),
        tongue: parts::tongue(article.draft.language.as_deref()),
        articles: vec![article],
        elsewhere: Vec::new(),
    })
}

async fn of_story(site: &Site, id: i64) -> Result<Subject> {
    let story = story::find(site, id).await?;
    let articles = site.store.story_articles(story.id, story::MOST_READ).await?;
    Ok(Subject {
        key: format!("s/{id}"),
        back: Some(address::story(story.id, &story.headline)),
        back_words: "back-to-story",
        headline: story.headline,
        tongue: parts::tongue(None),
        articles,
        elsewhere: Vec::new(),
    })
}

async fn of_paper(site: &Site, caller: &Caller, said: Option<&str>) -> Result<Subject> {
    let articles = match said {
        Some(question) => articles_for(&site.store, question, site.now()).await?,
        None => Vec::new(),
    };
    Ok(Subject {
        key: "paper".to_owned(),
        back: None,
        back_words: "",
        headline: site.settings.name.clone(),
        tongue: parts::tongue(Some(caller.speech.tag())),
        articles,
        elsewhere: Vec::new(),
    })
}

/// The articles that may answer a question: those that hold most of its words, rarer words counting
/// more; a question is no search, and no article need hold all of them. In time order.
///
/// # Errors
/// When the store cannot answer.
pub async fn articles_for(
    store: &Store,
    question: &str,
    now: dateline_model::Millis,
) -> dateline_store::Result<Vec<Article>> {
    let mut found: Vec<(f64, ArticleId)> = Vec::new();
    let words = query_words(question).into_iter().filter(|word| !stop_word(word));
    for word in words.take(MOST_LOOKED_UP) {
        let summaries = holding(store, vec![word], now).await?;
        let rarity =
            1.0 / f64::from(u32::try_from(summaries.len()).unwrap_or(u32::MAX).max(1)).sqrt();
        for summary in summaries {
            match found.iter_mut().find(|(_, id)| *id == summary.id) {
                Some((weight, _)) => *weight += rarity,
                None => found.push((rarity, summary.id)),
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    let ids = found.into_iter().map(|(_, id)| id).take(MOST_ASKED);
    let mut articles = Vec::new();
    for id in ids {
        articles.extend(store.article(id).await?);
    }
    articles.sort_by_key(|article| (article.sort_at, article.id));
    Ok(articles)
}

/// The best articles that hold all of these words.
async fn holding(
    store: &Store,
    words: Vec<String>,
    now: dateline_model::Millis,
) -> dateline_store::Result<Vec<ArticleSummary>> {
    let query = Query::of_words(words);
    let query = SearchQuery { query, limit: FOUND_EACH, ..SearchQuery::default() };
    Ok(store.search(&query, now).await?.articles)
}

async fn elsewhere(site: &Site, names: Vec<String>, known: &[ArticleId]) -> Result<Vec<Article>> {
    let mut ids: Vec<ArticleId> = Vec::new();
    // In turns, so that no name takes all the room.
    let mut lists = Vec::new();
    for name in names.into_iter().take(MOST_LOOKED_UP) {
        lists.push(holding(&site.store, query_words(&name), site.now()).await?);
    }
    let longest = lists.iter().map(Vec::len).max().unwrap_or_default();
    for turn in 0..longest {
        for one in lists.iter().filter_map(|list| list.get(turn)) {
            if !known.contains(&one.id) && !ids.contains(&one.id) && one.copy_of.is_none() {
                ids.push(one.id);
            }
        }
    }
    let mut articles = Vec::new();
    for id in ids.into_iter().take(MOST_ELSEWHERE) {
        articles.extend(site.store.article(id).await?);
    }
    Ok(articles)
}
