//! `dateline search` and `dateline ask`: the paper at the terminal.

use anyhow::{Context, bail};
use dateline_model::{Article, Citation, Millis};
use dateline_store::{SearchQuery, Store};
use dateline_understand::{Answer, Request, feature, query_words};

use crate::cli::{Ask, Search};
use crate::config::Config;

/// Articles looked at for each word of a question.
const ASKED_ARTICLES: u32 = 20;

pub(super) async fn search(search: Search, config: Config) -> anyhow::Result<()> {
    let store = super::paper::open_existing(&config).await?;
    let words = query_words(&search.words.join(" "));
    let query = SearchQuery { words, limit: 20 };
    let found = store.search(&query, super::paper::now()).await?;
    if found.is_empty() {
        println!("nothing in the paper has all of these words");
    }
    for article in found {
        println!("{}  {} ({})", article.sort_at, article.headline, article.publisher_name);
        println!("    {}", article.url.as_deref().unwrap_or("no address"));
    }
    Ok(())
}

pub(super) async fn ask(ask: Ask, config: Config) -> anyhow::Result<()> {
    let store = super::paper::open_existing(&config).await?;
    let now = super::paper::now();
    let found = asked(&store, &ask.question, now).await?;
    let articles: Vec<&Article> = found.iter().collect();
    let feature = feature("ask").context("the feature `ask` is always there")?;
    let request = Request { articles: &articles, question: Some(&ask.question) };
    match (feature.answer)(&request) {
        Answer::Sentences(sentences) => {
            for (number, said) in sentences.iter().enumerate() {
                println!("{} [{}]", said.text, number + 1);
            }
            println!();
            for (number, said) in sentences.iter().enumerate() {
                println!("[{}] {}", number + 1, source(&found, said));
            }
        }
        Answer::Nothing { because } => println!("{because}"),
        _ => bail!("the feature `ask` gave another kind of answer"),
    }
    Ok(())
}

/// The articles that hold the question's rarest words: a question is not a search, so words that
/// no article holds are left out one by one.
async fn asked(store: &Store, question: &str, now: Millis) -> anyhow::Result<Vec<Article>> {
    let mut articles: Vec<Article> = Vec::new();
    for word in query_words(question) {
        let query = SearchQuery { words: vec![word], limit: ASKED_ARTICLES };
        for summary in store.search(&query, now).await? {
            let known = articles.iter().any(|article| article.id == summary.id);
            if !known && let Some(article) = store.article(summary.id).await? {
                articles.push(article);
            }
        }
    }
    Ok(articles)
}

/// Where a sentence stands: publisher, headline, address.
fn source(articles: &[Article], said: &Citation) -> String {
    let Some(article) = articles.iter().find(|article| article.id == said.article) else {
        return String::new();
    };
    let url = article.draft.url.as_deref().unwrap_or("no address");
    format!("{}: {} <{url}>", article.publisher_name, article.draft.headline)
}
