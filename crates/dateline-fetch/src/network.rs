//! Networks that the owner trusts although they are not public.
//!
//! A paper at home may read a feed of its own router's neighbour; the demo reads itself. Each such
//! exception is a [`Network`]: a range, one address, or the name of a host. The rule: an exception
//! is narrow. Text that would open everything is refused with advice.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use crate::address::{in_v4, in_v6};

/// The widest IPv4 exception: one of the classic networks such as `10.0.0.0/8`.
const WIDEST_V4: u32 = 8;

/// The widest IPv6 exception: all unique local addresses, `fc00::/7`.
const WIDEST_V6: u32 = 7;

/// One exception from the address guard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// Every address whose first `prefix` bits are those of `base`.
    // Invariant: prefix is at most the length of the address.
    Range { base: IpAddr, prefix: u32 },
    /// Every address that this host name leads to, in lower case, without a final dot.
    Host(String),
}

/// Why a text is no [`Network`]. Shown to the owner as it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// Neither a range nor an address nor a host name.
    #[error(
        "`{0}` is not a network; write a range such as `192.168.1.0/24`, one address or a host name"
    )]
    Unreadable(String),
    /// More bits than the address has.
    #[error("`{0}` has too long a prefix; use at most /32 for IPv4 and /128 for IPv6")]
    PrefixTooLong(String),
    /// So wide that the guard would be off.
    #[error("`{0}` would open far more than one network; name the range that you use at home")]
    TooWide(String),
}

impl Network {
    /// Whether this exception covers an address that `host` led to.
    #[must_use]
    pub fn covers(&self, host: &str, address: IpAddr) -> bool {
        match (&self.0, address.to_canonical()) {
            (Kind::Range { base: IpAddr::V4(base), prefix }, IpAddr::V4(v4)) => {
                in_v4(v4, *base, *prefix)
            }
            (Kind::Range { base: IpAddr::V6(base), prefix }, IpAddr::V6(v6)) => {
                in_v6(v6, *base, *prefix)
            }
            (Kind::Host(name), _) => name.eq_ignore_ascii_case(host.trim_end_matches('.')),
            (Kind::Range { .. }, _) => false,
        }
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Network, NetworkError> {
        let text = text.trim();
        let unreadable = || NetworkError::Unreadable(text.to_owned());
        let unbracketed = text.trim_start_matches('[').trim_end_matches(']');
        if let Ok(address) = unbracketed.parse::<IpAddr>() {
            let base = address.to_canonical();
            return Ok(Network(Kind::Range { base, prefix: length(base) }));
        }
        let Some((base, prefix)) = text.split_once('/') else {
            return host(text).map(|name| Network(Kind::Host(name))).ok_or_else(unreadable);
        };
        let base: IpAddr = base.parse().map_err(|_| unreadable())?;
        let prefix: u32 = prefix.parse().map_err(|_| unreadable())?;
        let widest = if base.is_ipv4() { WIDEST_V4 } else { WIDEST_V6 };
        if prefix > length(base) {
            return Err(NetworkError::PrefixTooLong(text.to_owned()));
        }
        if prefix < widest {
            return Err(NetworkError::TooWide(text.to_owned()));
        }
        Ok(Network(Kind::Range { base, prefix }))
    }
}

impl fmt::Display for Network {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Range { base, prefix } if *prefix == length(*base) => base.fmt(out),
            Kind::Range { base, prefix } => write!(out, "{base}/{prefix}"),
            Kind::Host(name) => name.fmt(out),
        }
    }
}

fn length(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// A host name as the url crate writes it, or none when it is not one.
fn host(text: &str) -> Option<String> {
    match url::Host::parse(text).ok()? {
        url::Host::Domain(name) if !name.contains('*') => {
            Some(name.trim_end_matches('.').to_ascii_lowercase()).filter(|name| !name.is_empty())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(network: &str, host: &str, address: &str, covered: bool) {
        let parsed: Network = network.parse().expect("a network");
        let address = address.parse().expect("an address");
        assert_eq!(parsed.covers(host, address), covered, "{network} {host} {address}");
    }

    #[track_caller]
    fn check_error(text: &str, expected: &str) {
        let error = text.parse::<Network>().expect_err("not a network");
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn covers_what_it_names_and_no_more() {
        check("127.0.0.0/8", "x", "127.9.9.9", true);
        check("127.0.0.0/8", "x", "::ffff:127.0.0.1", true);
        check("127.0.0.0/8", "x", "128.0.0.1", false);
        check("127.0.0.0/8", "x", "::1", false);
        check("192.168.1.7", "x", "192.168.1.7", true);
        check("192.168.1.7", "x", "192.168.1.8", false);
        check("::1", "x", "::1", true);
        check("[::1]", "x", "::2", false);
        check("fd00::/8", "x", "fd12::1", true);
        check("nas.home", "NAS.home.", "192.168.1.7", true);
        check("nas.home", "evil.nas.home", "192.168.1.7", false);
    }

    #[test]
    fn prints_what_it_read() {
        for text in ["127.0.0.0/8", "192.168.1.7", "::1", "fc00::/7", "nas.home"] {
            assert_eq!(text.parse::<Network>().expect("a network").to_string(), text);
        }
    }

    #[test]
    fn says_how_to_mend_a_mistake() {
        check_error(
            "10.0.0.0/",
            "`10.0.0.0/` is not a network; write a range such as `192.168.1.0/24`, one address or a host name",
        );
        check_error(
            "10.0.0.0/40",
            "`10.0.0.0/40` has too long a prefix; use at most /32 for IPv4 and /128 for IPv6",
        );
        check_error(
            "0.0.0.0/0",
            "`0.0.0.0/0` would open far more than one network; name the range that you use at home",
        );
        for text in ["", "*", "*.home", "::/0", "http://nas", "10.0.0.0-10.0.0.9", "2130706433/8"] {
            assert!(text.parse::<Network>().is_err(), "{text}");
        }
    }
}
