//! Accounts: making them, their passwords and roles, and what stays when one goes.
//!
//! Passwords arrive hashed. An account that is deleted takes all with it that it kept; what it said
//! becomes a stone under the one account that stands for everybody who left.

use dateline_model::{Millis, Reader, ReaderId, Role};

use crate::body::{from_word, word};
use crate::db::{Row, Session, params};
use crate::{Error, Result, Store};

impl Store {
    /// The instance has an owner.
    pub async fn owner_exists(&self) -> Result<bool> {
        self.db
            .read(|session| {
                session
                    .row("select id from readers where role = 'owner' limit 1", params![])
                    .map(|row| row.is_some())
            })
            .await
    }

    /// The instance's owner: the first, when there are several.
    pub async fn owner(&self) -> Result<Option<Reader>> {
        self.db
            .read(|session| {
                let row = session.row(
                    "select id, name, role, created_at from readers where role = 'owner' \
                     order by id limit 1",
                    params![],
                )?;
                row.map(|mut row| reader_row(&mut row)).transpose()
            })
            .await
    }

    /// Makes an account.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the name is taken, in any spelling of upper and lower case.
    pub async fn create_reader(
        &self,
        name: &str,
        password_hash: &str,
        role: Role,
        now: Millis,
    ) -> Result<ReaderId> {
        let (name, hash) = (name.trim().to_owned(), password_hash.to_owned());
        self.db.write(move |session| create(session, &name, &hash, role, now)).await
    }

    /// One reader.
    pub async fn reader(&self, id: ReaderId) -> Result<Option<Reader>> {
        self.db
            .read(move |session| {
                let row = session.row(
                    "select id, name, role, created_at from readers
                     where id = $1 and left_at is null",
                    params![id],
                )?;
                row.map(|mut row| reader_row(&mut row)).transpose()
            })
            .await
    }

    /// The reader of that name, with the password's hash.
    pub async fn credentials(&self, name: &str) -> Result<Option<(Reader, String)>> {
        let key = name_key(name);
        self.db
            .read(move |session| {
                let row = session.row(
                    "select id, name, role, created_at, password_hash from readers
                     where name_key = $1 and left_at is null",
                    params![&key],
                )?;
                row.map(|mut row| Ok((reader_row(&mut row)?, row.take("password_hash")?)))
                    .transpose()
            })
            .await
    }

    /// Gives a reader another password, and ends all sessions but the one to keep. Nothing else that
    /// a former password opened stays open.
    pub async fn set_password(
        &self,
        reader: ReaderId,
        password_hash: &str,
        keep: Option<&[u8]>,
    ) -> Result<()> {
        let (hash, keep) = (password_hash.to_owned(), keep.unwrap_or_default().to_vec());
        self.db
            .write(move |session| {
                session.run(
                    "update readers set password_hash = $2 where id = $1",
                    params![reader, &hash],
                )?;
                session.run(
                    "delete from one_time_links where reader = $1 and kind in ('reset', 'mail')",
                    params![reader],
                )?;
                session.run("delete from app_passwords where reader = $1", params![reader])?;
                session.run(
                    "delete from sessions where reader = $1 and token_hash <> $2",
                    params![reader, &keep],
                )
            })
            .await
            .map(drop)
    }

    /// The hash of a reader's password.
    pub async fn password_hash(&self, reader: ReaderId) -> Result<Option<String>> {
        self.db
            .read(move |session| {
                let row = session.row(
                    "select password_hash from readers where id = $1 and left_at is null",
                    params![reader],
                )?;
                row.map(|mut row| row.take("password_hash")).transpose()
            })
            .await
    }

    /// Everybody with an account, in the order they came.
    pub async fn readers(&self, now: Millis, limit: u32) -> Result<Vec<ReaderRow>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select r.id, r.name, r.role, r.created_at, r.banned_until, r.ban_reason,
                       i.name as invited_by,
                       (select count(*) from comments c where c.author = r.id
                         and c.deleted_at is null and c.removed_at is null) as comments,
                       (select count(*) from moderation_log l where l.reader = r.id
                         and l.kind in ('remove', 'warn')) as complaints,
                       (select max(s.last_used_at) from sessions s where s.reader = r.id) as seen
                     from readers r left join readers i on i.id = r.invited_by
                     where r.left_at is null order by r.id limit $1",
                    params![limit],
                )?;
                rows.iter_mut().map(|row| member_row(row, now)).collect()
            })
            .await
    }

    /// Gives a reader a role.
    ///
    /// # Errors
    /// [`Error::NotFound`] without such a reader, [`Error::Conflict`] when it would leave the paper
    /// without an owner.
    pub async fn set_role(&self, reader: ReaderId, role: Role) -> Result<()> {
        let role_word = word(&role)?;
        self.db
            .write(move |session| {
                if role != Role::Owner {
                    not_the_last_owner(session, reader)?;
                }
                let changed = session.run(
                    "update readers set role = $2 where id = $1 and left_at is null",
                    params![reader, &role_word],
                )?;
                if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
            })
            .await
    }

    /// Deletes an account with all that it kept. Comments leave a stone under nobody's name.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it is the last owner's.
    pub async fn delete_account(&self, reader: ReaderId, now: Millis) -> Result<()> {
        self.db.write(move |session| delete_account(session, reader, now)).await
    }
}

/// A reader as the owner sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderRow {
    /// The reader.
    pub reader: Reader,
    /// The ban that holds now.
    pub ban: Option<Ban>,
    /// Who invited them.
    pub invited_by: Option<String>,
    /// Comments of theirs that stand.
    pub comments: u32,
    /// Comments of theirs that were removed, and warnings.
    pub complaints: u32,
    /// When they were last here, as far as their sessions tell.
    pub seen: Option<Millis>,
}

/// For how long somebody is shut out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ban {
    /// Until when; [`Ban::FOR_GOOD`] for good.
    pub until: Millis,
    /// Why, as everybody reads it.
    pub reason: String,
}

impl Ban {
    /// The end of a ban without one.
    pub const FOR_GOOD: Millis = Millis(i64::MAX);

    pub(crate) fn of(row: &mut Row, now: Millis) -> Result<Option<Ban>> {
        let ban = Ban { until: row.take("banned_until")?, reason: row.take("ban_reason")? };
        Ok((ban.until > now).then_some(ban))
    }
}

fn not_the_last_owner(session: &Session<'_>, reader: ReaderId) -> Result<()> {
    let row = session.row(
        "select id from readers where id = $1 and role = 'owner' and not exists (
           select id from readers where role = 'owner' and id <> $1)",
        params![reader],
    )?;
    if row.is_some() {
        return Err(Error::Conflict("the place of the last owner".to_owned()));
    }
    Ok(())
}

/// The key of the account that stands for those who left: no name can be this.
const NOBODY_KEY: &str = "\u{1}";

fn delete_account(session: &Session<'_>, reader: ReaderId, now: Millis) -> Result<()> {
    not_the_last_owner(session, reader)?;
    session.run(
        "insert into readers (name, name_key, password_hash, role, created_at, left_at)
         values ('', $1, '', 'member', $2, $2) on conflict (name_key) do nothing",
        params![NOBODY_KEY, now],
    )?;
    let row = session.row("select id from readers where name_key = $1", params![NOBODY_KEY])?;
    let nobody: ReaderId = row.ok_or(Error::NotFound)?.take("id")?;
    session.run(
        "update comments set author = $2, text = '', html = '', quote = '', held = '',
           deleted_at = coalesce(deleted_at, $3) where author = $1",
        params![reader, nobody, now],
    )?;
    session.run(
        "update moderation_log set reader = $2, text = '', appeal = '',
           appeal_settled_at = coalesce(appeal_settled_at, $3) where reader = $1",
        params![reader, nobody, now],
    )?;
    session.run(
        "update moderation_log set moderator = $2 where moderator = $1",
        params![reader, nobody],
    )?;
    session.run(
        "update feeds set due_at = null where not exists (
           select feed from subscriptions where feed = feeds.id and reader <> $1)",
        params![reader],
    )?;
    // Subscriptions name sections, so they go before them.
    session.run("delete from subscriptions where reader = $1", params![reader])?;
    session.run("delete from readers where id = $1", params![reader]).map(drop)
}

/// Makes an account, within a transaction of another matter.
pub(crate) fn create(
    session: &Session<'_>,
    name: &str,
    password_hash: &str,
    role: Role,
    now: Millis,
) -> Result<ReaderId> {
    let row = session.row(
        "insert into readers (name, name_key, password_hash, role, created_at)
         values ($1, $2, $3, $4, $5) on conflict (name_key) do nothing returning id",
        params![name, name_key(name), password_hash, &word(&role)?, now],
    )?;
    row.ok_or_else(|| Error::Conflict(format!("the name {name}")))?.take("id")
}

/// Names that differ in case alone are one name: nobody shall pass for another.
pub(crate) fn name_key(name: &str) -> String {
    name.trim().to_lowercase()
}

fn member_row(row: &mut Row, now: Millis) -> Result<ReaderRow> {
    Ok(ReaderRow {
        reader: reader_row(row)?,
        ban: Ban::of(row, now)?,
        invited_by: row.take("invited_by")?,
        comments: row.take("comments")?,
        complaints: row.take("complaints")?,
        seen: row.take("seen")?,
    })
}

pub(crate) fn reader_row(row: &mut Row) -> Result<Reader> {
    Ok(Reader {
        id: row.take("id")?,
        name: row.take("name")?,
        role: from_word(row.take("role")?)?,
        created_at: row.take("created_at")?,
    })
}
