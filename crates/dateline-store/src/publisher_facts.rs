//! What the owner knows of publishers: country, owner, language, whether a state runs them.
//!
//! Facts that anyone can check, entered by hand or imported; there is no score.

use dateline_model::PublisherId;

use crate::db::{Row, Session, params};
use crate::{Result, Store};

/// Longer entries are cut: they stand in one line of a page.
const LONGEST_CHARACTERS: usize = 80;

/// Publishers listed on one page; more than any home paper reads.
const MOST_LISTED: u32 = 5_000;

/// What is known of one publisher; what is empty is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublisherFacts {
    /// The publisher.
    pub publisher: PublisherId,
    /// Its name.
    pub name: String,
    /// Where it is at home.
    pub country: String,
    /// Who owns it.
    pub owner: String,
    /// What it is written in.
    pub language: String,
    /// A state runs it, or does not.
    pub state_run: Option<bool>,
}

impl Default for PublisherFacts {
    fn default() -> PublisherFacts {
        PublisherFacts {
            publisher: PublisherId(0),
            name: String::new(),
            country: String::new(),
            owner: String::new(),
            language: String::new(),
            state_run: None,
        }
    }
}

impl Store {
    /// All publishers with what is known of them, by name.
    pub async fn publisher_facts(&self) -> Result<Vec<PublisherFacts>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select p.id, p.name, f.country, f.owner, f.language, f.state_run
                     from publishers p left join publisher_facts f on f.publisher = p.id
                     order by lower(p.name), p.id limit $1",
                    params![MOST_LISTED],
                )?;
                rows.iter_mut().map(facts_row).collect()
            })
            .await
    }

    /// Keeps what is known of publishers, in place of what was; unknown publishers are passed
    /// over. The names are not looked at. Answers how many were kept.
    pub async fn set_publisher_facts(&self, facts: &[PublisherFacts]) -> Result<u64> {
        let facts = facts.to_vec();
        self.db.write(move |session| facts.iter().map(|one| keep(session, one)).sum()).await
    }
}

fn keep(session: &Session<'_>, facts: &PublisherFacts) -> Result<u64> {
    session.run(
        "insert into publisher_facts (publisher, country, owner, language, state_run)
         select id, cast($2 as text), cast($3 as text), cast($4 as text), cast($5 as text)
         from publishers where id = $1
         on conflict (publisher) do update set country = excluded.country,
           owner = excluded.owner, language = excluded.language, state_run = excluded.state_run",
        params![
            facts.publisher,
            cut(&facts.country),
            cut(&facts.owner),
            cut(&facts.language),
            match facts.state_run {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            }
        ],
    )
}

fn cut(text: &str) -> String {
    text.trim().chars().take(LONGEST_CHARACTERS).collect()
}

fn facts_row(row: &mut Row) -> Result<PublisherFacts> {
    let mut text = |column: &str| -> Result<String> {
        Ok(row.take::<Option<String>>(column)?.unwrap_or_default())
    };
    let (country, owner, language) = (text("country")?, text("owner")?, text("language")?);
    let state_run = match text("state_run")?.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    Ok(PublisherFacts {
        publisher: row.take("id")?,
        name: row.take("name")?,
        country,
        owner,
        language,
        state_run,
    })
}
