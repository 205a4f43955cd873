//! Filing articles anew in the search index: what they are found by changes as we learn to read
//! better, and what was published before must be found by it too.
//!
//! Helping by helping from the newest article down, in the background. How far it has come is kept,
//! so that it can be broken off anywhere.

use std::collections::{HashMap, HashSet};

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
    /// Which version of it.
    pub version: u32,
    /// What it says.
    pub draft: Draft,
    /// What was understood of it.
    pub study: Study,
}

impl Store {
    /// The newest published articles below an id, newest first, and the last id that was looked at.
    /// An article that is damaged is left out.
    pub async fn filed_below(
        &self,
        below: ArticleId,
        limit: u32,
    ) -> Result<(Vec<Filed>, Option<ArticleId>)> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select a.id, a.version, b.body from articles a join bodies b on b.article = a.id
                     where a.id < $1 and a.story is not null order by a.id desc limit $2",
                    params![below, limit],
                )?;
                let mut all = Vec::with_capacity(rows.len());
                let mut last = None;
                for row in &mut rows {
                    let (article, version) = (row.take("id")?, row.take("version")?);
                    last = Some(article);
                    match unpack::<Body>(&row.take::<Vec<u8>>("body")?) {
                        Ok(Body { draft, study }) => all.push(Filed { article, version, draft, study }),
                        Err(error) => {
                            tracing::error!(%error, article.id = %article, "it is damaged");
                        }
                    }
                }
                Ok((all, last))
            })
            .await
    }

    /// Files articles under these words, in place of any that they had; those of which there is
    /// another version by now stay as they are.
    pub async fn refile(&self, articles: &[(ArticleId, u32, SearchWords)]) -> Result<()> {
        let document = |(article, _, words): &(ArticleId, u32, SearchWords)| Document {
            article: article.0,
            words: indexed_words(words),
        };
        let mut documents: Vec<Document> = articles.iter().map(document).collect();
        let versions: HashMap<i64, u32> =
            articles.iter().map(|(article, version, _)| (article.0, *version)).collect();
        self.db
            .write(move |session| {
                let ids: Vec<i64> = documents.iter().map(|document| document.article).collect();
                let mut rows = session.rows(
                    "select id, version from articles where id in $1[] for update",
                    params![ids],
                )?;
                let mut same: HashSet<i64> = HashSet::new();
                for row in &mut rows {
                    let (id, version): (i64, u32) = (row.take("id")?, row.take("version")?);
                    if versions.get(&id) == Some(&version) {
                        same.insert(id);
                    }
                }
                documents.retain(|document| same.contains(&document.article));
                file(session, &mut documents)?;
                session.index_words(&documents)
            })
            .await
    }
}
