//! A way out: a guard and the connections that it let through.
//!
//! The client has two, one with the owner's exceptions and one without. They share nothing: a
//! connection that was made by an exception must not serve a request that has none.

use std::sync::{Arc, Once};
use std::time::Duration;

use crate::request::user_agent_value;
use crate::resolve::GuardedResolver;
use crate::{Error, Guard, Lookup, Settings};

/// Idle connections are kept this long: enough for the next page of the same site, short enough
/// that ten thousand feeds do not hold ten thousand sockets.
const KEEP_IDLE: Duration = Duration::from_secs(15);

/// More headers than any honest answer has.
const MOST_HEADERS: usize = 200;

/// One guard, and the HTTP library's client behind it.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub(crate) http: reqwest::Client,
    pub(crate) guard: Arc<Guard>,
}

impl Way {
    /// No proxy from the environment: it would connect for us, past the guard. No redirects, no
    /// cookies, no Referer. Malformed header lines are forgiven: publishers do send them.
    pub(crate) fn new(settings: &Settings, guard: Guard, lookup: Lookup) -> Result<Way, Error> {
        install_crypto();
        let guard = Arc::new(guard);
        let limits = settings.limits;
        let header_bytes = u32::try_from(limits.header_bytes).unwrap_or(u32::MAX);
        let http = reqwest::Client::builder()
            .user_agent(user_agent_value(&settings.user_agent)?)
            .dns_resolver(GuardedResolver { guard: Arc::clone(&guard), lookup })
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .connect_timeout(limits.connect_timeout)
            .pool_idle_timeout(KEEP_IDLE)
            .http1_max_headers(MOST_HEADERS)
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .http2_max_header_list_size(header_bytes)
            .build()
            .map_err(|error| Error::Setup { why: setup_words(&error) })?;
        Ok(Way { http, guard })
    }
}

/// Our choice of cryptography, once for the process; a second call finds it there.
fn install_crypto() {
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
