//! Front pages in the making: what is in the running for each reader's, worked out once and not per
//! request, and the page as all strangers see it.
//!
//! It holds until something is published and no longer than some seconds. Whoever changes anything sees
//! what they changed: their own is forgotten after each of their posts.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dateline_model::{Millis, Reader, ReaderId, Role, SectionId};
use dateline_store::{FrontPage, FrontQuery, Result, Running, Store};

/// How old what is kept may be: other machines that serve the paper change subscriptions too.
const KEEP_MS: i64 = 5 * Millis::SECOND;

/// So many are kept before those that no longer hold are looked for.
const TIDY_ABOVE: usize = 100;

/// Stories shown of each section.
const PER_SECTION: usize = 4;

/// What is kept, by reader; none is the strangers'.
#[derive(Debug, Default)]
pub(crate) struct Fronts {
    kept: Mutex<HashMap<Option<ReaderId>, Kept>>,
    /// Grows with each change that a reader makes: what was looked up before it is not kept.
    changes: AtomicU64,
}

#[derive(Clone, Debug)]
struct Kept {
    at: Millis,
    newest_change: i64,
    sections: Vec<SectionId>,
    running: Arc<Running>,
    /// What strangers see is the same for all of them.
    page: Option<Arc<FrontPage>>,
}

impl Fronts {
    /// The front page that `query` asks for, with these sections of `editor`.
    pub(crate) async fn page(
        &self,
        store: &Store,
        query: &FrontQuery,
        editor: Option<ReaderId>,
        sections: &[SectionId],
    ) -> Result<Arc<FrontPage>> {
        let changes = self.changes.load(Ordering::SeqCst);
        let newest_change = store.newest_change().await?;
        let now = query.now;
        let holds = |kept: &Kept| {
            kept.newest_change == newest_change
                && (0..KEEP_MS).contains(&(now.0 - kept.at.0))
                && kept.sections == sections
        };
        let kept = self.lock().get(&query.reader).filter(|kept| holds(kept)).cloned();
        if let Some(page) = kept.as_ref().and_then(|kept| kept.page.clone()) {
            return Ok(page);
        }
        if let Some(kept) = kept {
            return Ok(Arc::new(store.front_page(query, &kept.running, PER_SECTION).await?));
        }
        let running = Arc::new(store.running(query, editor, sections).await?);
        let page = Arc::new(store.front_page(query, &running, PER_SECTION).await?);
        let kept = Kept {
            at: now,
            newest_change,
            sections: sections.to_vec(),
            running,
            page: query.reader.is_none().then(|| Arc::clone(&page)),
        };
        let mut all = self.lock();
        if all.len() > TIDY_ABOVE {
            all.retain(|_, kept| (0..KEEP_MS).contains(&(now.0 - kept.at.0)));
        }
        if self.changes.load(Ordering::SeqCst) == changes {
            all.insert(query.reader, kept);
        }
        Ok(page)
    }

    /// Forgets what a reader's change may have touched: their own, and of those who correct stories
    /// and keep the sections that strangers see, everybody's.
    pub(crate) fn forget(&self, reader: &Reader) {
        self.changes.fetch_add(1, Ordering::SeqCst);
        let mut all = self.lock();
        all.remove(&Some(reader.id));
        if reader.role >= Role::Moderator {
            all.clear();
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Option<ReaderId>, Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
