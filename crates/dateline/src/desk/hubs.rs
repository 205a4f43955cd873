//! Asking the hubs whose turn it is: to tell us of news, to go on doing so, or to be silent.

use std::sync::Arc;
use std::time::Duration;

use dateline_store::Claim;

use super::{Desk, Stop};

/// Hubs asked at once.
const AT_ONCE: u32 = 8;

/// Claims and asks until told to stop.
pub(super) async fn run(desk: Arc<Desk>, mut stop: Stop) {
    while !*stop.borrow() {
        let claim = Claim {
            holder: desk.holder.clone(),
            now: (desk.clock)(),
            lease_ms: desk.lease_ms(),
            limit: AT_ONCE,
        };
        match desk.hubs.ask_due(&claim).await {
            Ok(0) => desk.rest(&desk.bell.hubs, &mut stop).await,
            Ok(_) => {}
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "cannot ask hubs; trying again");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}
