//! Telling the browsers whose turn it is.

use std::sync::Arc;
use std::time::Duration;

use dateline_store::Claim;
use tokio::sync::Notify;

use super::{Desk, Stop};
use crate::push::Pusher;

/// Browsers told at once.
const AT_ONCE: u32 = 8;

/// Claims and tells until told to stop.
pub(super) async fn run(desk: Arc<Desk>, mut stop: Stop) {
    let Desk { config, store, client, clock, .. } = &*desk;
    let pusher = match Pusher::of(config, store, client, *clock).await {
        Ok(Some(pusher)) => pusher,
        Ok(None) => return super::stopped(&mut stop).await,
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "no browser can be told");
            return super::stopped(&mut stop).await;
        }
    };
    while !*stop.borrow() {
        let claim = Claim {
            holder: desk.holder.clone(),
            now: (desk.clock)(),
            lease_ms: desk.lease_ms(),
            limit: AT_ONCE,
        };
        match pusher.tell_due(&claim).await {
            Ok(0) => desk.rest(&Notify::new(), &mut stop).await,
            Ok(_) => {}
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "cannot tell browsers; trying again");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}
