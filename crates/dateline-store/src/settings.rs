//! Small named texts: keys, the instance's secrets, switches.

use crate::{Error, Result, Store};

impl Store {
    /// The value of a setting.
    pub async fn setting(&self, name: &str) -> Result<Option<String>> {
        Err(Error::missing())
    }

    /// Sets a setting.
    pub async fn set_setting(&self, name: &str, value: &str) -> Result<()> {
        Err(Error::missing())
    }

    /// Sets a setting unless it has a value, and returns the one it has now. Several processes
    /// that start at once agree on one secret this way.
    pub async fn set_setting_if_absent(&self, name: &str, value: &str) -> Result<String> {
        Err(Error::missing())
    }
}
