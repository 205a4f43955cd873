//! Named leases: work that only one process does at a time, such as placing.

use dateline_model::Millis;

use crate::{Error, Result, Store};

impl Store {
    /// Takes or renews a lease; none while another process holds it. The fence grows with every
    /// change of hands, so that work done under an old one can be refused.
    pub async fn lease(
        &self,
        name: &str,
        holder: &str,
        now: Millis,
        lease_ms: i64,
    ) -> Result<Option<i64>> {
        Err(Error::missing())
    }

    /// Gives a lease back, for a graceful stop.
    pub async fn release_lease(&self, name: &str, holder: &str) -> Result<()> {
        Err(Error::missing())
    }
}
