//! Small named texts: keys, the instance's secrets, switches.

use crate::db::params;
use crate::{Error, Result, Store};

impl Store {
    /// The value of a setting.
    pub async fn setting(&self, name: &str) -> Result<Option<String>> {
        let name = name.to_owned();
        self.db
            .read(move |session| {
                let row =
                    session.row("select value from settings where name = $1", params![&name])?;
                row.map(|mut row| row.take("value")).transpose()
            })
            .await
    }

    /// Sets a setting.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        let (name, value) = (name.to_owned(), value.to_owned());
        self.db
            .write(move |session| {
                session.run(
                    "insert into settings (name, value) values ($1, $2)
                     on conflict (name) do update set value = excluded.value",
                    params![&name, &value],
                )
            })
            .await
            .map(drop)
    }

    /// Sets a setting unless it has a value, and returns the one it has now. Several processes
    /// that start at once agree on one secret this way.
    pub async fn set_setting_if_absent(&self, name: &str, value: &str) -> Result<String> {
        let (name, value) = (name.to_owned(), value.to_owned());
        self.db
            .write(move |session| {
                session.run(
                    "insert into settings (name, value) values ($1, $2)
                     on conflict (name) do nothing",
                    params![&name, &value],
                )?;
                let row =
                    session.row("select value from settings where name = $1", params![&name])?;
                row.ok_or(Error::NotFound)?.take("value")
            })
            .await
    }
}
