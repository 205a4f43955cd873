//! Names to addresses, with the guard in between.
//!
//! The HTTP library asks [`GuardedResolver`] for the addresses of a name and connects to what it is
//! given and nothing else. One lookup serves both the check and the connection, so there is no
//! second answer for a hostile name server to change. An address that is written as an IP never
//! comes here; `guard.rs` sees it in the URL.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use futures_util::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::{Guard, Refusal};

/// More addresses than any honest name has; the rest are not tried.
const MOST_ADDRESSES: usize = 32;

/// Asks for the addresses of a host name. The system's resolver, unless a test scripts one.
pub type Lookup = Arc<dyn Fn(String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> + Send + Sync>;

/// Resolves names to addresses that the guard has vetted.
pub(crate) struct GuardedResolver {
    pub(crate) guard: Arc<Guard>,
    pub(crate) lookup: Lookup,
    /// The host of a proxy that the owner named, wherever it is.
    pub(crate) exempt: Option<String>,
}

/// Why a name gave no address to connect to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ResolveError {
    /// It leads where we do not go.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It leads nowhere.
    #[error("its name is not known")]
    Unknown(#[source] io::Error),
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = Arc::clone(&self.guard);
        let lookup = Arc::clone(&self.lookup);
        let host = name.as_str().to_owned();
        let exempt = self.exempt.as_ref().is_some_and(|proxy| proxy.eq_ignore_ascii_case(&host));
        Box::pin(async move {
            let addresses = if exempt {
                addresses_of(&lookup, host).await?
            } else {
                vetted_addresses(&guard, &lookup, host).await?
            };
            let sockets: Vec<_> =
                addresses.into_iter().map(|address| SocketAddr::new(address, 0)).collect();
            Ok(Box::new(sockets.into_iter()) as Addrs)
        })
    }
}

impl fmt::Debug for GuardedResolver {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("GuardedResolver").field("guard", &self.guard).finish_non_exhaustive()
    }
}

/// Where a name leads, if the guard lets us go to all of it.
pub(crate) async fn vetted_addresses(
    guard: &Guard,
    lookup: &Lookup,
    host: String,
) -> Result<Vec<IpAddr>, ResolveError> {
    let mut addresses = addresses_of(lookup, host.clone()).await?;
    guard.check_addresses(&host, &addresses)?;
    addresses.truncate(MOST_ADDRESSES);
    Ok(addresses)
}

async fn addresses_of(lookup: &Lookup, host: String) -> Result<Vec<IpAddr>, ResolveError> {
    if is_localhost(&host) {
        return Ok(vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]);
    }
    let addresses = lookup(host).await.map_err(ResolveError::Unknown)?;
    if addresses.is_empty() {
        return Err(ResolveError::Unknown(io::ErrorKind::NotFound.into()));
    }
    Ok(addresses)
}

/// `localhost` and all names under it are this host (RFC 6761, 6.3). DNS is not asked: it could
/// answer otherwise.
pub(crate) fn is_localhost(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    host == "localhost" || host.ends_with(".localhost")
}

/// The resolver of the operating system.
pub(crate) fn system_lookup() -> Lookup {
    Arc::new(|host| {
        Box::pin(async move {
            let found = tokio::net::lookup_host((host.as_str(), 0)).await?;
            Ok(found.map(|socket| socket.ip()).collect())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripted(answer: &'static [&'static str]) -> Lookup {
        Arc::new(move |_| {
            let addresses = answer.iter().map(|a| a.parse().expect("an address")).collect();
            Box::pin(async move { Ok(addresses) })
        })
    }

    #[track_caller]
    fn check(host: &str, answer: &'static [&'static str], expected: &str) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let result =
            runtime.block_on(vetted_addresses(&Guard::default(), &scripted(answer), host.into()));
        let told = match result {
            Ok(addresses) => format!("{addresses:?}"),
            Err(ResolveError::Refused(Refusal::Address { address, .. })) => format!("no {address}"),
            Err(error) => error.to_string(),
        };
        assert_eq!(told, expected, "{host}");
    }

    #[test]
    fn gives_only_vetted_addresses() {
        check("a.example", &["1.1.1.1", "2606:4700::1"], "[1.1.1.1, 2606:4700::1]");
        check("a.example", &["1.1.1.1", "127.0.0.1"], "no 127.0.0.1");
        check("a.example", &["::ffff:10.0.0.1"], "no ::ffff:10.0.0.1");
        check("a.example", &[], "its name is not known");
    }

    #[test]
    fn localhost_is_this_host_whatever_dns_says() {
        for host in ["localhost", "LOCALHOST", "localhost.", "a.b.localhost", "a.localhost."] {
            check(host, &["1.1.1.1"], "no 127.0.0.1");
        }
        check("notlocalhost", &["1.1.1.1"], "[1.1.1.1]");
    }
}
