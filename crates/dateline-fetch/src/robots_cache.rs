//! robots.txt of the sites that we visit, each asked for once a day.
//!
//! [`RobotsCache::rules`] gives the rules for an address, from memory or from the site. What a
//! missing or broken file means is RFC 9309, 2.3.1: no file, no wishes; a site in trouble keeps the
//! wishes that it last told, and without any is not visited until it is well, or until a month has
//! passed: by then it has no file and an odd way to say so.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::sync::OnceCell;
use tokio::time::Instant;
use url::Url;

use crate::{Accept, Client, Error, Request, Rules, response};

/// RFC 9309, 2.4: a copy is not used for longer than a day.
const KEPT: Duration = Duration::from_hours(24);

/// A site in trouble is asked again after this.
const KEPT_IN_TROUBLE: Duration = Duration::from_mins(15);

/// RFC 9309, 2.3.1.4: "a reasonably long period of time (for example, 30 days)" of trouble means
/// that there is no file.
const LONGEST_TROUBLE: Duration = Duration::from_hours(30 * 24);

/// A file beyond this is no robots.txt, and a site without one has no wishes.
const MOST_BYTES: usize = 2 << 20;

/// Sites remembered; beyond them the oldest go. At a few kilobytes each this is some megabytes.
const MOST_SITES: usize = 2000;

/// What sites ask of our robot. Cheap to clone; clones share the memory.
#[derive(Clone, Debug)]
pub struct RobotsCache {
    client: Client,
    robot: Arc<str>,
    sites: Arc<Mutex<Sites>>,
}

/// By origin, by whether a person named it, and by whether its owner says that it is at home.
type Sites = HashMap<(String, bool, bool), Site>;

#[derive(Clone, Debug)]
struct Site {
    asked_at: Instant,
    /// Filled by the first who asks; the others wait for it.
    answer: Arc<OnceCell<Answer>>,
    /// What was known before this was asked.
    before: Before,
}

/// What a site said when it was last well, and since when it is not.
#[derive(Clone, Debug, Default)]
struct Before {
    rules: Option<Arc<Rules>>,
    in_trouble_since: Option<Instant>,
}

#[derive(Debug)]
struct Answer {
    rules: Arc<Rules>,
    kept: Duration,
    in_trouble: bool,
}

impl RobotsCache {
    /// A cache for the robot of this name, the first word of the user agent: `Dateline`.
    #[must_use]
    pub fn new(client: Client, robot: &str) -> RobotsCache {
        RobotsCache { client, robot: robot.into(), sites: Arc::default() }
    }

    /// What the site that this request is for asks of us. robots.txt is asked for under the same
    /// guard as the page: whoever named the page named it too.
    pub async fn rules(&self, page: &Request) -> Arc<Rules> {
        let site = self.site(page);
        let answer = site.answer.get_or_init(|| self.ask(page, &site)).await;
        Arc::clone(&answer.rules)
    }

    /// The pause between two requests that the site asks for, if it lets this one be made.
    ///
    /// # Errors
    /// [`Error::Unwelcome`] when its robots.txt objects, or cannot be had.
    pub async fn permit(&self, page: &Request) -> Result<Duration, Error> {
        let rules = self.rules(page).await;
        match rules.objection(&page.url) {
            Some(why) => Err(Error::Unwelcome { site: response::site(&page.url), why }),
            None => Ok(rules.crawl_delay.unwrap_or_default()),
        }
    }

    /// Whether the site that a redirect of this request leads to lets us follow it there.
    pub(crate) fn permit_hop(
        &self,
        request: &Request,
        target: &Url,
    ) -> BoxFuture<'_, Result<(), Error>> {
        let hop = request.led_to(target);
        // In a box, for asking for robots.txt may meet redirects itself.
        Box::pin(async move { self.permit(&hop).await.map(drop) })
    }

    async fn ask(&self, page: &Request, site: &Site) -> Answer {
        let well = |rules| Answer { rules: Arc::new(rules), kept: KEPT, in_trouble: false };
        let Ok(address) = page.url.join("/robots.txt") else {
            return well(Rules::nothing_allowed());
        };
        let mut request = Request::new(address, Accept::Any);
        request.named_by.clone_from(&page.named_by);
        request.max_bytes = Some(MOST_BYTES);
        request.settings.proxy.clone_from(&page.settings.proxy);
        request.settings.allow_private_network = page.settings.allow_private_network;
        match self.client.get(&request).await {
            Ok(answer) => well(Rules::parse(&answer.body, &self.robot)),
            Err(error) if is_in_trouble(&error) => {
                Answer { rules: site.rules_in_trouble(), kept: KEPT_IN_TROUBLE, in_trouble: true }
            }
            Err(_) => well(Rules::default()),
        }
    }

    /// The site's place in the memory: a fresh one where there is none or it is too old.
    fn site(&self, page: &Request) -> Site {
        let now = Instant::now();
        let mut sites = self.sites();
        // What the guard refuses to one it may allow to another.
        let named = page.host_named_by_a_person() == page.url.host();
        let at_home = named && page.settings.allow_private_network && page.named_by.is_none();
        let key = (page.url.origin().ascii_serialization(), named, at_home);
        let known = sites.get(&key);
        if let Some(fresh) = known.filter(|site| !site.is_stale(now)) {
            return fresh.clone();
        }
        let before = known.map(Site::after).unwrap_or_default();
        let fresh = Site { asked_at: now, answer: Arc::default(), before };
        if sites.len() >= MOST_SITES {
            forget_old(&mut sites, now);
        }
        sites.insert(key, fresh.clone());
        fresh
    }

    fn sites(&self) -> MutexGuard<'_, Sites> {
        // No panic can leave the map half changed, so a poisoned lock is as good as any.
        self.sites.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Site {
    fn is_stale(&self, now: Instant) -> bool {
        let kept = self.answer.get().map_or(KEPT, |answer| answer.kept);
        now.duration_since(self.asked_at) > kept
    }

    /// What the next one to ask should know.
    fn after(&self) -> Before {
        match self.answer.get() {
            Some(answer) if !answer.in_trouble => {
                Before { rules: Some(Arc::clone(&answer.rules)), in_trouble_since: None }
            }
            _ => Before {
                in_trouble_since: self.before.in_trouble_since.or(Some(self.asked_at)),
                ..self.before.clone()
            },
        }
    }

    /// The wishes of a site that cannot tell them now.
    fn rules_in_trouble(&self) -> Arc<Rules> {
        let since = self.before.in_trouble_since.unwrap_or(self.asked_at);
        match &self.before.rules {
            _ if since.elapsed() > LONGEST_TROUBLE => Arc::default(),
            Some(rules) => Arc::clone(rules),
            None => Arc::new(Rules::unknown()),
        }
    }
}

/// The site did not say what it wants, and may tomorrow.
fn is_in_trouble(error: &Error) -> bool {
    matches!(
        error,
        Error::RetryLater { .. }
            | Error::Timeout { .. }
            | Error::Unreachable { .. }
            | Error::Refused { .. }
    )
}

/// Makes room: all that is stale, and the older half when that is not enough.
fn forget_old(sites: &mut Sites, now: Instant) {
    sites.retain(|_, site| !site.is_stale(now));
    if sites.len() >= MOST_SITES {
        let mut ages: Vec<Instant> = sites.values().map(|site| site.asked_at).collect();
        let middle = ages.len() / 2;
        let (_, median, _) = ages.select_nth_unstable(middle);
        let median = *median;
        sites.retain(|_, site| site.asked_at > median);
    }
}
