//! Ways out: a guard each, and the connections that it let through.
//!
//! [`Ways`] has one for hosts that a person named, one for all others, and, made when first needed,
//! one for feeds at home and one for each proxy. They share nothing: a connection that was made by
//! an exception must not serve a request that has none.
//!
//! A proxy that the owner named may be anywhere, also at home. What it is asked for is still
//! checked: addresses as always, and names by a lookup of our own before the proxy's. With
//! `socks5://` the proxy is given the address that we checked. With `http://` and `socks5h://` it
//! asks its own name server, so there the check is as good as both servers' agreement.

use std::fmt;
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::time::Duration;

use dateline_model::Secret;
use url::{Host, Url};

use crate::resolve::{GuardedResolver, ResolveError, vetted_addresses};
use crate::response::site;
use crate::{Error, Guard, Limits, Lookup, Request, Settings};

/// Idle connections are kept this long: enough for the next page of the same site, short enough
/// that ten thousand feeds do not hold ten thousand sockets.
const KEEP_IDLE: Duration = Duration::from_secs(15);

/// More headers than any honest answer has.
const MOST_HEADERS: usize = 200;

/// Ways kept beside the two usual ones. An owner with more proxies than this pays a new handshake
/// now and then.
const MOST_MADE: usize = 16;

/// Which exceptions a request may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    /// The owner's list of networks.
    Named,
    /// None.
    Others,
    /// The owner's list, and the networks that homes have.
    Home,
}

/// What tells one way from another.
type Key = (Door, Option<Secret>);

/// All ways out of one client.
pub(crate) struct Ways {
    builder: Builder,
    named: Way,
    others: Way,
    /// Latest used last.
    made: Mutex<Vec<(Key, Way)>>,
}

/// One guard, and the HTTP library's client behind it.
#[derive(Clone)]
pub(crate) struct Way {
    pub(crate) http: reqwest::Client,
    pub(crate) guard: Arc<Guard>,
    lookup: Lookup,
    by_proxy: bool,
}

impl Ways {
    pub(crate) fn new(settings: &Settings, lookup: Lookup) -> Result<Ways, Error> {
        install_crypto();
        let guard = Guard::new(settings.allowed_networks.clone());
        let certificates = settings.trusted_certificates.iter();
        let trusted: Result<Vec<_>, _> =
            certificates.map(|der| reqwest::Certificate::from_der(der)).collect();
        let trusted = trusted.map_err(|error| Error::Setup { why: setup_words(&error) })?;
        let builder = Builder { limits: settings.limits, trusted, guard, lookup };
        let named = builder.way(&(Door::Named, None))?;
        let others = if settings.allowed_networks.is_empty() {
            named.clone()
        } else {
            builder.way(&(Door::Others, None))?
        };
        Ok(Ways { builder, named, others, made: Mutex::default() })
    }

    /// The guard for hosts that a person names.
    pub(crate) fn guard(&self) -> &Guard {
        &self.builder.guard
    }

    /// The way for one hop of a request.
    pub(crate) fn for_hop(&self, request: &Request, url: &Url) -> Result<Way, Error> {
        let named = request.host_named_by_a_person() == url.host();
        let at_home = request.settings.allow_private_network && request.named_by.is_none();
        let door = match (named, at_home) {
            (true, true) => Door::Home,
            (true, false) => Door::Named,
            (false, _) => Door::Others,
        };
        match (door, &request.settings.proxy) {
            (Door::Named, None) => Ok(self.named.clone()),
            (Door::Others, None) => Ok(self.others.clone()),
            (door, proxy) => self.made((door, proxy.clone())),
        }
    }

    fn made(&self, key: Key) -> Result<Way, Error> {
        // No panic can leave the list half changed, so a poisoned lock is as good as any.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let known = made.iter().position(|(known, _)| *known == key);
        let way = match known {
            Some(place) => made.remove(place).1,
            None => self.builder.way(&key)?,
        };
        if made.len() >= MOST_MADE {
            made.remove(0);
        }
        made.push((key, way.clone()));
        Ok(way)
    }
}

impl fmt::Debug for Ways {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Ways").field("guard", &self.builder.guard).finish_non_exhaustive()
    }
}

impl Way {
    /// The guard's verdict on what the address shows, and behind a proxy on where its name leads.
    pub(crate) async fn vet(&self, url: &Url) -> Result<Url, Error> {
        let refused = |why| Error::Refused { site: site(url), why };
        let clean = self.guard.check_url(url).map_err(refused)?;
        if let Some(Host::Domain(name)) = url.host()
            && self.by_proxy
            && !is_onion(name)
        {
            self.vet_name(url, name).await?;
        }
        Ok(clean)
    }

    /// The same, and where its name leads: for an address about which another is asked first.
    pub(crate) async fn vet_ahead(&self, url: &Url) -> Result<(), Error> {
        self.vet(url).await?;
        match url.host() {
            Some(Host::Domain(name)) if !self.by_proxy => self.vet_name(url, name).await,
            _ => Ok(()),
        }
    }

    async fn vet_name(&self, url: &Url, name: &str) -> Result<(), Error> {
        match vetted_addresses(&self.guard, &self.lookup, name.to_owned()).await {
            Err(ResolveError::Refused(why)) => Err(Error::Refused { site: site(url), why }),
            // A name that only the proxy knows is what some have a proxy for.
            Err(ResolveError::Unknown(_)) | Ok(_) => Ok(()),
        }
    }
}

/// Names under `.onion` are never asked of a name server (RFC 7686); they lead into Tor alone.
fn is_onion(name: &str) -> bool {
    name.trim_end_matches('.').to_ascii_lowercase().ends_with(".onion")
}

/// What all ways have in common.
struct Builder {
    limits: Limits,
    trusted: Vec<reqwest::Certificate>,
    guard: Guard,
    lookup: Lookup,
}

impl Builder {
    /// No proxy from the environment: it would connect for us, past the guard. No redirects, no
    /// cookies, no Referer. Malformed header lines are forgiven: publishers do send them. No
    /// keep-alive probes: every request has a deadline, and no connection is kept for long.
    fn way(&self, (door, proxy): &Key) -> Result<Way, Error> {
        let guard = Arc::new(match door {
            Door::Named => self.guard.clone(),
            Door::Others => self.guard.strict(),
            Door::Home => self.guard.home(),
        });
        let proxy = proxy.as_ref().map(read_proxy).transpose()?;
        let resolver = GuardedResolver {
            guard: Arc::clone(&guard),
            lookup: Arc::clone(&self.lookup),
            exempt: proxy.as_ref().map(|(_, host)| host.clone()),
        };
        let by_proxy = proxy.is_some();
        let header_bytes = u32::try_from(self.limits.header_bytes).unwrap_or(u32::MAX);
        let mut builder = reqwest::Client::builder()
            .dns_resolver(resolver)
            .tls_certs_merge(self.trusted.iter().cloned())
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(self.limits.connect_timeout)
            .pool_idle_timeout(KEEP_IDLE)
            .tcp_keepalive(None)
            .tcp_keepalive_interval(None)
            .tcp_keepalive_retries(None)
            .tcp_user_timeout(None)
            .http1_max_headers(MOST_HEADERS)
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http2_max_header_list_size(header_bytes);
        if let Some((proxy, _)) = proxy {
            builder = builder.proxy(proxy);
        }
        let http = builder.build().map_err(|error| Error::Setup { why: setup_words(&error) })?;
        Ok(Way { http, guard, lookup: Arc::clone(&self.lookup), by_proxy })
    }
}

/// The owner's proxy and its host name.
fn read_proxy(text: &Secret) -> Result<(reqwest::Proxy, String), Error> {
    let read = Url::parse(text.reveal()).ok().filter(|url| {
        matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h") && url.has_host()
    });
    let host = read.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned();
    let proxy = read.and_then(|url| reqwest::Proxy::all(url).ok());
    // The words name no part of it: a password may be inside.
    proxy.map(|proxy| (proxy, host)).ok_or_else(|| Error::Setup {
        why: "this feed's proxy is no address; write it as http://host:8080 or socks5://host:1080"
            .to_owned(),
    })
}

/// Our choice of cryptography, once for the process; a second call finds it there.
pub(crate) fn install_crypto() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // It fails only when somebody installed one before us, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

fn setup_words(error: &reqwest::Error) -> String {
    format!(
        "{}; install the system's certificates (`ca-certificates` on Debian)",
        crate::trouble::deepest(error)
    )
}
