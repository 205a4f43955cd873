//! Named leases: work that only one process does at a time, such as placing.

use dateline_model::Millis;

use crate::db::params;
use crate::{Result, Store};

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
        let (name, holder) = (name.to_owned(), holder.to_owned());
        self.db
            .write(move |session| {
                let row = session.row(
                    "insert into leases (name, holder, fence, ends_at) values ($1, $2, 1, $4)
                     on conflict (name) do update set
                       holder = excluded.holder,
                       ends_at = excluded.ends_at,
                       fence = leases.fence + case
                         when leases.holder = excluded.holder and leases.ends_at > $3 then 0
                         else 1 end
                     where leases.holder = excluded.holder or leases.ends_at <= $3
                     returning fence",
                    params![&name, &holder, now, now.plus(lease_ms)],
                )?;
                row.map(|mut row| row.take("fence")).transpose()
            })
            .await
    }

    /// Gives a lease back, for a graceful stop.
    pub async fn release_lease(&self, name: &str, holder: &str) -> Result<()> {
        let (name, holder) = (name.to_owned(), holder.to_owned());
        self.db
            .write(move |session| {
                session.run(
                    "update leases set ends_at = 0 where name = $1 and holder = $2",
                    params![&name, &holder],
                )
            })
            .await
            .map(drop)
    }
}
