//! A reader's sections: the folders that they keep their feeds in.
//!
//! A section is made with its first feed and goes with its last (`subscriptions.rs`); apps also make,
//! rename and end them by themselves, and one that they made is on no page before it has a feed.

use dateline_model::{ReaderId, Section, SectionId};

use crate::db::{Row, Session, params};
use crate::subscriptions::section_named;
use crate::{Error, Result, Store};

impl Store {
    /// A reader's sections, in the order in which they were made.
    pub async fn sections(&self, reader: ReaderId) -> Result<Vec<Section>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select id, name from sections where reader = $1 order by id",
                    params![reader],
                )?;
                rows.iter_mut().map(section_row).collect()
            })
            .await
    }

    /// A reader's sections with a feed in them: those without are for apps that mean to fill them.
    pub async fn filled_sections(&self, reader: ReaderId) -> Result<Vec<Section>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select id, name from sections s where reader = $1 and exists
                       (select 1 from subscriptions u where u.section = s.id) order by id",
                    params![reader],
                )?;
                rows.iter_mut().map(section_row).collect()
            })
            .await
    }

    /// Makes a section without a feed in it. One that has the name already is taken instead.
    pub async fn create_section(&self, reader: ReaderId, name: &str) -> Result<SectionId> {
        let name = name.to_owned();
        self.db.write(move |session| section_named(session, reader, &name)).await
    }

    /// Gives a reader's section another name.
    ///
    /// # Errors
    /// [`Error::Conflict`] when another section of theirs has it, [`Error::NotFound`] when they have
    /// no such section.
    pub async fn rename_section(
        &self,
        reader: ReaderId,
        section: SectionId,
        name: &str,
    ) -> Result<()> {
        let name = name.to_owned();
        self.db.write(move |session| rename(session, reader, section, &name)).await
    }

    /// Ends a section. Its feeds stay followed, outside of any. Answers `false` when it is none of
    /// theirs.
    pub async fn delete_section(&self, reader: ReaderId, section: SectionId) -> Result<bool> {
        self.db
            .write(move |session| {
                session.run(
                    "update subscriptions set section = null where reader = $1 and section = $2",
                    params![reader, section],
                )?;
                session.run(
                    "delete from sections where reader = $1 and id = $2",
                    params![reader, section],
                )
            })
            .await
            .map(|gone| gone > 0)
    }
}

fn rename(session: &Session<'_>, reader: ReaderId, section: SectionId, name: &str) -> Result<()> {
    let taken = session.row(
        "select id from sections where reader = $1 and name = $2 and id <> $3",
        params![reader, name, section],
    )?;
    if taken.is_some() {
        return Err(Error::Conflict(format!("the name {name}")));
    }
    let renamed = session.run(
        "update sections set name = $3 where reader = $1 and id = $2",
        params![reader, section, name],
    )?;
    if renamed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

fn section_row(row: &mut Row) -> Result<Section> {
    Ok(Section { id: row.take("id")?, name: row.take("name")? })
}
