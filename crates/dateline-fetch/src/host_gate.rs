//! How close together requests to one publisher may be.
//!
//! A paper that follows forty blogs on one server must not ask for all forty at once. Every request
//! to a publisher first passes its gate: [`HostGate::enter`] waits for a free place and for the
//! pause since the last start, and gives a [`Pass`] that holds the place until it is dropped.
//! [`HostGate::enter_now`] never waits: who finds the gate busy is given a moment to come back at, one
//! pause after the one before, so that a queue of hundreds stands in the database and not here.
//!
//! The rule: publishers are told apart by registrable domain (`a.example.com` and
//! `b.example.com` are one), so that a farm of names does not multiply the load.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;
use url::{Host, Url};

use crate::special_range;

/// Requests to one publisher at the same time.
const AT_ONCE: usize = 2;

/// A caller does not stand at a gate longer than this; it is told to come back.
const LONGEST_QUEUE: Duration = Duration::from_mins(1);

/// A publisher that asks for silence gets at most this.
const LONGEST_HOLD: Duration = Duration::from_hours(24);

/// Who is sent away comes back after this at the earliest.
const SHORTEST_RETURN: Duration = Duration::from_millis(50);

/// Names that lead nowhere on the public internet: RFC 6761, RFC 6762, RFC 8375, and what routers
/// make up.
const PRIVATE_ENDINGS: &[&str] =
    &["localhost", "local", "lan", "home", "internal", "intranet", "localdomain", "home.arpa"];

/// Publishers remembered before the idle ones are forgotten.
const MOST_LANES: usize = 4096;

/// Spaces out requests by publisher. Cheap to clone; clones are the same gate.
#[derive(Clone, Debug)]
pub struct HostGate {
    spacing: Duration,
    lanes: Arc<Mutex<HashMap<String, Lane>>>,
}

/// The right to one request; drop it when the answer is read.
#[derive(Debug)]
pub struct Pass {
    _place: Option<OwnedSemaphorePermit>,
}

/// The publisher wants peace for this long; come back then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComeBack(pub Duration);

#[derive(Clone, Debug)]
struct Lane {
    places: Arc<Semaphore>,
    next_start: Instant,
    /// Those who wait here are held until then.
    held_until: Instant,
    /// The last moment that was given to somebody who was sent away.
    last_return: Instant,
}

impl HostGate {
    /// A gate that lets requests to one publisher start `spacing` apart.
    #[must_use]
    pub fn new(spacing: Duration) -> HostGate {
        HostGate { spacing, lanes: Arc::default() }
    }

    /// Waits for its turn, `crawl_delay` apart if that is longer than the usual spacing. This very
    /// machine is never spaced out.
    pub async fn enter(&self, url: &Url, crawl_delay: Duration) -> Result<Pass, ComeBack> {
        if is_this_host(url) {
            return Ok(Pass { _place: None });
        }
        let key = publisher_key(url);
        let places = Arc::clone(&self.lane(&key).places);
        let Ok(place) = tokio::time::timeout(LONGEST_QUEUE, places.acquire_owned()).await else {
            return Err(ComeBack(LONGEST_QUEUE));
        };
        let start = self.take_turn(&key, self.spacing.max(crawl_delay))?;
        tokio::time::sleep_until(start).await;
        Ok(Pass { _place: place.ok() })
    }

    /// Passes if it is this publisher's turn, and says when to come back otherwise; the next one
    /// waits for `crawl_delay`. Holds are the caller's business here: one who can come back keeps
    /// them where a restart does not lose them.
    pub fn enter_now(&self, url: &Url, crawl_delay: Duration) -> Result<Pass, ComeBack> {
        if is_this_host(url) {
            return Ok(Pass { _place: None });
        }
        let key = publisher_key(url);
        let place = Arc::clone(&self.lane(&key).places).try_acquire_owned();
        let now = Instant::now();
        let mut lanes = self.lanes();
        let lane = lanes.entry(key).or_insert_with(Lane::new);
        match place {
            Ok(place) if lane.next_start <= now => {
                lane.next_start = now + self.spacing.max(crawl_delay);
                Ok(Pass { _place: Some(place) })
            }
            _ => {
                let in_turn = lane.next_start.max(lane.last_return + self.spacing);
                lane.last_return = in_turn.max(now + SHORTEST_RETURN);
                Err(ComeBack(lane.last_return - now))
            }
        }
    }

    /// Nobody who waits passes to this publisher for this long: it sent `Retry-After`.
    pub fn hold(&self, url: &Url, wait: Duration) {
        let until = Instant::now() + wait.min(LONGEST_HOLD);
        let key = publisher_key(url);
        let mut lanes = self.lanes();
        let lane = lanes.entry(key).or_insert_with(Lane::new);
        lane.held_until = lane.held_until.max(until);
    }

    fn take_turn(&self, key: &str, spacing: Duration) -> Result<Instant, ComeBack> {
        let now = Instant::now();
        let mut lanes = self.lanes();
        let lane = lanes.entry(key.to_owned()).or_insert_with(Lane::new);
        let start = lane.next_start.max(lane.held_until).max(now);
        if start - now > LONGEST_QUEUE {
            return Err(ComeBack(start - now));
        }
        lane.next_start = start + spacing;
        Ok(start)
    }

    fn lane(&self, key: &str) -> Lane {
        let mut lanes = self.lanes();
        if lanes.len() >= MOST_LANES {
            let now = Instant::now();
            lanes.retain(|_, lane| lane.is_in_use(now));
        }
        lanes.entry(key.to_owned()).or_insert_with(Lane::new).clone()
    }

    fn lanes(&self) -> MutexGuard<'_, HashMap<String, Lane>> {
        // No panic can leave the map half changed, so a poisoned lock is as good as any.
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lane {
    fn new() -> Lane {
        let now = Instant::now();
        let places = Arc::new(Semaphore::new(AT_ONCE));
        Lane { places, next_start: now, held_until: now, last_return: now }
    }

    fn is_in_use(&self, now: Instant) -> bool {
        self.next_start.max(self.held_until).max(self.last_return) > now
            || Arc::strong_count(&self.places) > 1
    }
}

/// Whom an address belongs to: the registrable domain of a public name; the host itself where there
/// is none (an IP address, a name at home). Politeness and `Retry-After` count by this.
#[must_use]
pub fn publisher_key(url: &Url) -> String {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            psl::domain_str(&name).map_or_else(|| name.clone(), str::to_owned)
        }
        Some(host) => host.to_string(),
        None => String::new(),
    }
}

/// The registrable domain, or the address, of a host on the public internet; none for a host at home.
/// One who asks for patience out there speaks for all of its feeds; a bridge at home (`RSSHub`) passes
/// on what a single one of its sources said.
#[must_use]
pub fn public_site(url: &Url) -> Option<String> {
    let public = match url.host()? {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            let ends = |end: &&str| name.strip_suffix(*end).is_some_and(|rest| rest.ends_with('.'));
            name.contains('.') && !PRIVATE_ENDINGS.iter().any(ends)
        }
        Host::Ipv4(v4) => special_range(v4.into()).is_none(),
        Host::Ipv6(v6) => special_range(v6.into()).is_none(),
    };
    public.then(|| publisher_key(url))
}

fn is_this_host(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => crate::resolve::is_localhost(name),
        Some(Host::Ipv4(v4)) => v4.is_loopback(),
        Some(Host::Ipv6(v6)) => v6.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn url(text: &str) -> Url {
        Url::parse(text).expect("a URL")
    }

    #[track_caller]
    fn check_key(address: &str, expected: &str) {
        assert_eq!(publisher_key(&url(address)), expected);
    }

    /// The moments, in seconds, at which requests for these addresses start. Each ends at once.
    async fn starts(gate: &HostGate, addresses: &[&str], crawl_delay: Duration) -> Vec<u64> {
        let begin = Instant::now();
        let all = addresses.iter().map(|address| async {
            let pass = gate.enter(&url(address), crawl_delay).await;
            pass.map_or(u64::MAX, |_| begin.elapsed().as_secs())
        });
        futures_util::future::join_all(all).await
    }

    #[test]
    fn publishers_are_told_apart_by_what_they_registered() {
        check_key("https://a.news.example.co.uk/feed", "example.co.uk");
        check_key("https://B.Example.com./", "example.com");
        check_key("https://someone.github.io/", "someone.github.io");
        check_key("http://nas/", "nas");
        check_key("http://192.168.1.7:81/", "192.168.1.7");
        check_key("http://[fd00::1]/", "[fd00::1]");
    }

    #[tokio::test(start_paused = true)]
    async fn one_publisher_is_spaced_out_and_others_do_not_wait() {
        let gate = HostGate::new(SECOND);
        let addresses = [
            "http://a.example.com/",
            "http://b.example.com/",
            "http://example.com/",
            "http://x.org/",
        ];
        assert_eq!(starts(&gate, &addresses, Duration::ZERO).await, [0, 1, 2, 0]);
        assert_eq!(starts(&gate, &addresses[..2], 10 * SECOND).await, [1, 11]);
    }

    #[track_caller]
    fn check_site(address: &str, expected: Option<&str>) {
        assert_eq!(public_site(&url(address)).as_deref(), expected, "{address}");
    }

    #[test]
    fn hosts_at_home_speak_for_one_feed_alone() {
        check_site("https://a.news.example.co.uk/feed", Some("example.co.uk"));
        check_site("https://1.1.1.1/feed", Some("1.1.1.1"));
        for home in ["nas", "rss.lan", "a.localhost", "x.home.arpa.", "192.168.1.7", "[fd00::1]"] {
            check_site(&format!("http://{home}:1200/feed"), None);
        }
        check_site("https://thelocal/", None);
        check_site("https://thelocal.com/", Some("thelocal.com"));
    }

    #[tokio::test(start_paused = true)]
    async fn who_cannot_pass_now_is_given_a_moment_of_its_own() {
        let gate = HostGate::new(SECOND);
        let address = url("http://example.com/");
        let come = |pause| {
            gate.enter_now(&address, pause).map_or_else(|ComeBack(wait)| wait.as_secs(), |_| 0)
        };
        let waits = |count: u64| (0..count).map(|_| come(SECOND)).collect::<Vec<u64>>();
        assert_eq!(waits(4), [0, 1, 2, 3]);
        tokio::time::advance(2 * SECOND).await;
        assert_eq!(waits(2), [0, 2]);
        gate.hold(&address, Duration::from_hours(1));
        tokio::time::advance(SECOND).await;
        assert_eq!(waits(1), [0], "a hold is for those who wait");
        tokio::time::advance(SECOND).await;
        assert_eq!([come(9 * SECOND), come(SECOND)], [0, 9], "a site may ask for a longer pause");
    }

    #[tokio::test(start_paused = true)]
    async fn two_at_once_pass_now_and_no_more() {
        let gate = HostGate::new(Duration::ZERO);
        let address = url("http://example.com/");
        let enter = || gate.enter_now(&address, Duration::ZERO);
        let _two = (enter().expect("one"), enter().expect("two"));
        assert_eq!(enter().expect_err("no third"), ComeBack(SHORTEST_RETURN));
    }

    #[tokio::test(start_paused = true)]
    async fn this_host_is_never_spaced_out() {
        let gate = HostGate::new(SECOND);
        let addresses =
            ["http://127.0.0.1/", "http://127.0.0.1/", "http://[::1]/", "http://a.localhost/"];
        assert_eq!(starts(&gate, &addresses, Duration::ZERO).await, [0; 4]);
    }

    #[tokio::test(start_paused = true)]
    async fn two_at_once_and_no_more() {
        let gate = HostGate::new(Duration::ZERO);
        let address = url("http://example.com/");
        let first = gate.enter(&address, Duration::ZERO).await.expect("a place");
        let _second = gate.enter(&address, Duration::ZERO).await.expect("a place");
        let third = gate.enter(&address, Duration::ZERO);
        tokio::pin!(third);
        assert!(third.as_mut().now_or_never().is_none(), "no third place");
        drop(first);
        assert!(third.await.is_ok());
        let _third = gate.enter(&address, Duration::ZERO).await.expect("a place");
        let fourth = gate.enter(&address, Duration::ZERO).await;
        assert_eq!(fourth.expect_err("both places stay taken"), ComeBack(LONGEST_QUEUE));
    }

    #[tokio::test(start_paused = true)]
    async fn a_publisher_that_wants_peace_gets_it() {
        let gate = HostGate::new(SECOND);
        gate.hold(&url("http://a.example.com/"), Duration::from_mins(5));
        let refused = gate.enter(&url("http://b.example.com/"), Duration::ZERO).await;
        assert_eq!(refused.expect_err("it is held"), ComeBack(Duration::from_mins(5)));
        assert_eq!(starts(&gate, &["http://other.org/"], Duration::ZERO).await, [0]);
        tokio::time::advance(Duration::from_mins(5)).await;
        assert!(gate.enter(&url("http://b.example.com/"), Duration::ZERO).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn idle_publishers_are_forgotten() {
        let gate = HostGate::new(Duration::ZERO);
        for number in 0..MOST_LANES + 10 {
            let address = url(&format!("http://site{number}.com/"));
            assert!(gate.enter(&address, Duration::ZERO).await.is_ok());
            tokio::time::advance(Duration::from_millis(1)).await;
        }
        assert!(gate.lanes().len() <= MOST_LANES);
    }
}
