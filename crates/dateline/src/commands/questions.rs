//! `dateline search` and `dateline ask`: the paper at the terminal.

use anyhow::bail;
use dateline_model::{Article, Millis};
use dateline_store::{SearchQuery, Store};
use dateline_understand::{Answer, Request, features, query_words};

use crate::cli::{Ask, Search};
use crate::config::Config;

/// Articles that a question is put to.
const ASKED_ARTICLES: u32 = 20;

pub(super) async fn search(search: Search, config: Config) -> anyhow::Result<()> {
    let store = Store::open(&config.database).await?;
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
