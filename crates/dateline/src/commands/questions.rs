//! `dateline search` and `dateline ask`: the paper at the terminal.

use anyhow::{Context, bail};
use dateline_model::{Article, Citation};
use dateline_store::SearchQuery;
use dateline_understand::{Answer, Calendar, Request, feature, read_query};
use dateline_web::articles_for;

use crate::cli::{Ask, Search};
use crate::config::Config;

pub(super) async fn search(search: Search, config: Config) -> anyhow::Result<()> {
    let store = super::paper::open_existing(&config).await?;
    let now = super::paper::now();
    let calendar = Calendar { now, zone: &config.zone };
    let query = read_query(&search.words.join(" "), calendar);
    for problem in &query.problems {
        eprintln!("{problem}");
    }
    // The owner's sections: who may read the database owns the paper.
    let editor = store.owner().await?.map(|owner| owner.id);
    let query = SearchQuery { query, reader: editor, editor, limit: 20 };
    let found = store.search(&query, now).await?;
    for note in &found.notes {
        eprintln!("{note}");
    }
    if found.articles.is_empty() {
        println!("nothing in the paper meets all of this");
    }
    for article in found.articles {
        println!("{}  {} ({})", article.sort_at, article.headline, article.publisher_name);
        println!("    {}", article.url.as_deref().unwrap_or("no address"));
    }
    Ok(())
}

pub(super) async fn ask(ask: Ask, config: Config) -> anyhow::Result<()> {
    let store = super::paper::open_existing(&config).await?;
    let found = articles_for(&store, &ask.question, super::paper::now()).await?;
    let articles: Vec<&Article> = found.iter().collect();
    let feature = feature("ask").context("the feature `ask` is always there")?;
    let answer = feature.local.context("this machine answers questions")?;
    match answer(&Request { said: Some(&ask.question), ..Request::about(&articles) }) {
        Answer::Sentences(sentences) => {
            for (number, said) in sentences.iter().enumerate() {
                println!("{} [{}]", said.text(), number + 1);
            }
            println!();
            for (number, said) in sentences.iter().enumerate() {
                let sources = said.citations().iter().map(|citation| source(&found, citation));
                println!("[{}] {}", number + 1, sources.collect::<Vec<_>>().join("; "));
            }
        }
        Answer::Nothing { because } => println!("{because}"),
        _ => bail!("the feature `ask` gave another kind of answer"),
    }
    Ok(())
}

/// Where a sentence stands: publisher, headline, address.
fn source(articles: &[Article], said: &Citation) -> String {
    let Some(article) = articles.iter().find(|article| article.id == said.article) else {
        return String::new();
    };
    let url = article.draft.url.as_deref().unwrap_or("no address");
    format!("{}: {} <{url}>", article.publisher_name, article.draft.headline)
}
