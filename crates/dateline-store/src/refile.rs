//! Filing articles anew in the search index: what they are found by changes as we learn to read
//! better, and what was published before must be found by it too.
//!
//! Helping by helping from the newest article down, in the background. How far it has come is kept,
//! so that it can be broken off anywhere.

use dateline_model::{ArticleId, Draft, Study};

use crate::body::{Body, unpack};
use crate::db::{Document, params};
use crate::publish::{SearchWords, file};
use crate::search::indexed_words;
use crate::{Result, Store};

/// A published article, to be filed.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The article.
    pub article: ArticleId,
    /// What it says.
    pub draft: Draft,
    /// What was understood of it.
    pub study: Study,
}

impl Store {
    /// The newest published articles below an id, newest first. One that is damaged is left out.
    pub async fn filed_below(&self, below: ArticleId, limit: u32) -> Result<Vec<Filed>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select a.id, b.body from articles a join bodies b on b.article = a.id
                     where a.id < $1 and a.story is not null order by a.id desc limit $2",
                    params![below, limit],
                )?;
                let mut all = Vec::with_capacity(rows.len());
                for row in &mut rows {
                    let article = row.take("id")?;
                    match unpack::<Body>(&row.take::<Vec<u8>>("body")?) {
                        Ok(Body { draft, study }) => all.push(Filed { article, draft, study }),
                        Err(error) => {
                            tracing::error!(%error, article.id = %article, "it is damaged");
                        }
                    }
                }
                Ok(all)
            })
            .await
    }

    /// Files articles under these words, in place of any that they had.
    pub async fn refile(&self, articles: &[(ArticleId, SearchWords)]) -> Result<()> {
        let document = |(article, words): &(ArticleId, SearchWords)| Document {
            article: article.0,
            words: indexed_words(words),
        };
        let mut documents: Vec<Document> = articles.iter().map(document).collect();
        self.db
            .write(move |session| {
                file(session, &mut documents)?;
                session.index_words(&documents)
            })
            .await
    }
}
