//! Where readers get mail: an address counts once its owner has followed the link that went there.
//!
//! An address may serve several accounts, so nobody learns from it that another has it. What is asked
//! for by a name or an address leads to addresses that were shown to be their readers', never to
//! what somebody typed.

use dateline_model::{Millis, Reader, ReaderId};

use crate::db::{Row, params};
use crate::links::{NewLink, make};
use crate::people::{name_key, reader_row};
use crate::{Error, Result, Store};

/// Accounts that one address may lead to: a household has a few.
const MOST_ACCOUNTS: u32 = 5;

/// Where a reader gets mail, and in which language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The address.
    pub address: String,
    /// The language's tag.
    pub language: String,
}

impl Store {
    /// Where a reader gets mail, if they said so and showed that it is theirs.
    pub async fn mailbox(&self, reader: ReaderId) -> Result<Option<Mailbox>> {
        self.db
            .read(move |session| {
                let row = session.row(
                    "select mail, mail_language from readers where id = $1 and mail <> ''",
                    params![reader],
                )?;
                row.map(|mut row| mailbox_row(&mut row)).transpose()
            })
            .await
    }

    /// The address that waits for its reader to follow the link that went there.
    pub async fn waiting_mail(&self, reader: ReaderId, now: Millis) -> Result<Option<String>> {
        self.db
            .read(move |session| {
                let row = session.row(
                    "select note from one_time_links
                     where reader = $1 and kind = 'mail' and expires_at > $2
                     order by id desc limit 1",
                    params![reader, now],
                )?;
                row.map(|mut row| row.take("note")).transpose()
            })
            .await
    }

    /// Keeps a link by which a reader shows that the address in its note is theirs; the one before it
    /// is dead.
    pub async fn offer_mail(&self, link: &NewLink, now: Millis) -> Result<()> {
        let (link, reader) = (link.clone(), link.made_by);
        self.db
            .write(move |session| {
                session.run(
                    "delete from one_time_links where reader = $1 and kind = 'mail'",
                    params![reader],
                )?;
                make(session, "mail", Some(reader), &link, now)
            })
            .await
    }

    /// The address that a link shows to be a reader's.
    pub async fn offered_mail(&self, digest: &[u8], now: Millis) -> Result<Option<String>> {
        let digest = digest.to_vec();
        self.db
            .read(move |session| {
                let row = session.row(
                    "select note from one_time_links
                     where digest = $1 and kind = 'mail' and expires_at > $2",
                    params![&digest, now],
                )?;
                row.map(|mut row| row.take("note")).transpose()
            })
            .await
    }

    /// Takes a link up: the address in its note is the reader's from now on. Links for a new password
    /// that went to the address before are dead. Answers with the reader and that address.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the link cannot be taken up.
    pub async fn confirm_mail(
        &self,
        digest: &[u8],
        language: &str,
        now: Millis,
    ) -> Result<(ReaderId, Option<Mailbox>)> {
        let (digest, language) = (digest.to_vec(), language.to_owned());
        self.db
            .write(move |session| {
                let row = session.row(
                    "delete from one_time_links
                     where digest = $1 and kind = 'mail' and expires_at > $2
                     returning reader, note",
                    params![&digest, now],
                )?;
                let mut row = row.ok_or(Error::NotFound)?;
                let (reader, address): (ReaderId, String) =
                    (row.take("reader")?, row.take("note")?);
                let before = session.row(
                    "select mail, mail_language from readers where id = $1 and mail <> ''",
                    params![reader],
                )?;
                session.run(
                    "update readers set mail = $2, mail_key = $3, mail_language = $4 where id = $1",
                    params![reader, &address, address.to_lowercase(), &language],
                )?;
                session.run(DROP_MAILED_RESETS, params![reader])?;
                Ok((reader, before.map(|mut row| mailbox_row(&mut row)).transpose()?))
            })
            .await
    }

    /// Forgets where a reader gets mail, and whatever waits there.
    pub async fn forget_mail(&self, reader: ReaderId) -> Result<()> {
        self.db
            .write(move |session| {
                session.run(
                    "update readers set mail = '', mail_key = '', mail_language = ''
                     where id = $1",
                    params![reader],
                )?;
                session.run(DROP_MAILED_RESETS, params![reader])?;
                session
                    .run(
                        "delete from one_time_links where reader = $1 and kind = 'mail'",
                        params![reader],
                    )
                    .map(drop)
            })
            .await
    }

    /// The readers of this name or address who can be written to.
    pub async fn reachable(&self, name_or_address: &str) -> Result<Vec<(Reader, Mailbox)>> {
        let key = name_key(name_or_address);
        self.db
            .read(move |session| {
                let mut rows = session.rows(REACHABLE, params![&key, MOST_ACCOUNTS])?;
                let pair = |row: &mut Row| Ok((reader_row(row)?, mailbox_row(row)?));
                rows.iter_mut().map(pair).collect()
            })
            .await
    }

    /// Keeps a link for a new password that goes out by mail. Those before it live on until one is
    /// used, so that nobody kills another's link by asking for more.
    pub async fn mail_reset(&self, link: &NewLink, now: Millis) -> Result<()> {
        let (link, reader) = (link.clone(), link.made_by);
        self.db.write(move |session| make(session, "reset", Some(reader), &link, now)).await
    }
}

/// Two look-ups rather than one with `or`, in the index's own words, so that each is by an index.
const REACHABLE: &str = "select id, name, role, created_at, mail, mail_language from readers
     where name_key = $1 and mail_key <> '' and left_at is null
     union
     select id, name, role, created_at, mail, mail_language from readers
     where mail_key = $1 and mail_key <> '' and left_at is null
     order by id limit $2";

/// A link that went out by mail is the reader's own; others are from the paper's owner.
const DROP_MAILED_RESETS: &str =
    "delete from one_time_links where reader = $1 and made_by = $1 and kind = 'reset'";

fn mailbox_row(row: &mut Row) -> Result<Mailbox> {
    Ok(Mailbox { address: row.take("mail")?, language: row.take("mail_language")? })
}
