//! The address guard: which addresses we agree to talk to.
//!
//! Every request passes here twice. [`Guard::check_url`] judges what the address itself shows:
//! scheme, port, and a host that is already an IP address, for no resolver ever sees those.
//! [`Guard::check_addresses`] judges what a name led to, and the connection then goes to exactly
//! those addresses (`resolve.rs`), so a name server that changes its mind gains nothing.
//!
//! The rule: each hop of a redirect is a new request and passes both again. An exception for a
//! network at home serves the host that a person named and no other: a public site that links or
//! redirects there meets a guard that is [`Guard::strict`].

use std::net::IpAddr;

use url::{Host, Url};

use crate::Network;
use crate::address::{is_at_home, special_range};

/// Ports that speak other protocols than the web: browsers refuse the same ("bad port" in the Fetch
/// standard), since a crafted request can act as a mail or a chat there. Sorted.
const FOREIGN_PORTS: &[u16] = &[
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
];

/// Longer addresses are an attack or a mistake; browsers and servers give up far earlier.
const LONGEST_URL: usize = 8 * 1024;

/// Decides which addresses may be fetched.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    allowed: Vec<Network>,
    reach: Reach,
}

/// Which exceptions count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Reach {
    /// The owner's list.
    #[default]
    Allowed,
    /// The owner's list, and what homes have.
    Home,
    /// None.
    Public,
}

/// Why an address is refused, in words for a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not the web.
    #[error("only http and https addresses can be fetched, not `{0}:`")]
    Scheme(String),
    /// Nobody to ask.
    #[error("the address names no host")]
    NoHost,
    /// Longer than any honest address.
    #[error("the address is longer than {LONGEST_URL} characters")]
    TooLong,
    /// A port of another protocol.
    #[error("port {0} belongs to another protocol than the web")]
    Port(u16),
    /// The host is, or leads to, an address that is not public.
    #[error(
        "{address} is not on the public internet ({range}); if you trust it, add it to `fetch.allow_networks`"
    )]
    Address {
        /// The address.
        address: IpAddr,
        /// What sort of range holds it.
        range: &'static str,
    },
    /// The address is allowed for those who name it, and somebody else did.
    #[error("{0} is not on the public internet, and only a feed of that very host may lead there")]
    Elsewhere(IpAddr),
}

impl Guard {
    /// A guard that lets through the public internet and these exceptions.
    #[must_use]
    pub fn new(allowed: Vec<Network>) -> Guard {
        Guard { allowed, reach: Reach::Allowed }
    }

    /// The same guard for a feed that its owner says is in a private network.
    pub(crate) fn home(&self) -> Guard {
        Guard { allowed: self.allowed.clone(), reach: Reach::Home }
    }

    /// The same guard for addresses that no person named: without the exceptions.
    pub(crate) fn strict(&self) -> Guard {
        Guard { allowed: self.allowed.clone(), reach: Reach::Public }
    }

    /// Judges what an address shows by itself, and gives it back as it may be requested: without
    /// user name, password and fragment.
    pub fn check_url(&self, url: &Url) -> Result<Url, Refusal> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refusal::Scheme(url.scheme().to_owned()));
        }
        if url.as_str().len() > LONGEST_URL {
            return Err(Refusal::TooLong);
        }
        let port = url.port_or_known_default().unwrap_or_default();
        if FOREIGN_PORTS.binary_search(&port).is_ok() {
            return Err(Refusal::Port(port));
        }
        match url.host().ok_or(Refusal::NoHost)? {
            Host::Domain(name) if name.trim_matches('.').is_empty() => return Err(Refusal::NoHost),
            Host::Domain(_) => {}
            Host::Ipv4(v4) => self.check_addresses(&v4.to_string(), &[v4.into()])?,
            Host::Ipv6(v6) => self.check_addresses(&v6.to_string(), &[v6.into()])?,
        }
        Ok(without_secrets(url))
    }

    /// Judges the addresses that a name led to. One bad address condemns all: a name that mixes
    /// public and private ones is a trick or a mistake.
    pub fn check_addresses(&self, host: &str, addresses: &[IpAddr]) -> Result<(), Refusal> {
        for &address in addresses {
            let Some(range) = special_range(address) else { continue };
            let allowed = self.allowed.iter().any(|network| network.covers(host, address));
            match self.reach {
                Reach::Allowed | Reach::Home if allowed => {}
                Reach::Home if is_at_home(address) => {}
                Reach::Public if allowed => return Err(Refusal::Elsewhere(address)),
                _ => return Err(Refusal::Address { address, range }),
            }
        }
        Ok(())
    }
}

/// The address as it may be requested and remembered: no user name, password or fragment.
pub(crate) fn without_secrets(url: &Url) -> Url {
    let mut bare = url.clone();
    bare.set_fragment(None);
    // These fail only for a URL without a host, which has neither.
    let _ = bare.set_username("");
    let _ = bare.set_password(None);
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: Result<&str, &str>) {
        let url = Url::parse(url).expect("a URL");
        let verdict = Guard::default().check_url(&url);
        let verdict = verdict.map(String::from).map_err(|why| why.to_string());
        assert_eq!(verdict, expected.map(str::to_owned).map_err(str::to_owned), "{url}");
    }

    #[test]
    fn lets_the_public_web_through_without_secrets() {
        check("https://me:pw@example.com/feed?a=b#c", Ok("https://example.com/feed?a=b"));
        check("http://1.1.1.1:8080/", Ok("http://1.1.1.1:8080/"));
        check("http://[2606:4700::1111]/", Ok("http://[2606:4700::1111]/"));
    }

    #[test]
    fn says_why_it_refuses() {
        check(
            "file:///etc/passwd",
            Err("only http and https addresses can be fetched, not `file:`"),
        );
        check(
            "javascript:alert(1)",
            Err("only http and https addresses can be fetched, not `javascript:`"),
        );
        check("http://example.com:25/", Err("port 25 belongs to another protocol than the web"));
        check("http://./", Err("the address names no host"));
        check(
            "http://0x7f.1/",
            Err(
                "127.0.0.1 is not on the public internet (this host); if you trust it, add it to `fetch.allow_networks`",
            ),
        );
        let long = format!("http://example.com/{}", "a".repeat(LONGEST_URL));
        check(&long, Err("the address is longer than 8192 characters"));
    }

    #[test]
    fn foreign_ports_are_sorted_for_the_search() {
        assert!(FOREIGN_PORTS.is_sorted());
    }

    #[test]
    fn one_bad_address_condemns_all() {
        let mixed = ["1.1.1.1".parse().expect("public"), "10.0.0.1".parse().expect("private")];
        assert!(Guard::default().check_addresses("mixed.example", &mixed).is_err());
        let home = Guard::new(vec!["10.0.0.0/8".parse().expect("a network")]);
        assert!(home.check_addresses("mixed.example", &mixed).is_ok());
        let verdict = home.strict().check_addresses("mixed.example", &mixed);
        assert!(matches!(verdict, Err(Refusal::Elsewhere(_))));
    }

    #[track_caller]
    fn check_home(address: &str, passes: bool) {
        let parsed = [address.parse().expect("an address")];
        let verdict = Guard::default().home().check_addresses("nas.example", &parsed);
        assert_eq!(verdict.is_ok(), passes, "{address}");
    }

    #[test]
    fn a_feed_at_home_reaches_what_homes_have_and_no_cloud_s_keys() {
        for address in
            ["10.0.0.1", "192.168.1.7", "172.31.0.1", "127.0.0.1", "::1", "fd12::7", "100.64.0.1"]
        {
            check_home(address, true);
        }
        check_home("1.1.1.1", true);
        for address in [
            "169.254.169.254",
            "::ffff:169.254.169.254",
            "168.63.129.16",
            "100.100.100.200",
            "fd00:ec2::254",
            "fd20:ce::254",
            "fe80::1",
            "0.0.0.0",
            "::",
            "224.0.0.1",
            "192.0.2.1",
            "2002:7f00:1::",
            "64:ff9b::10.0.0.1",
        ] {
            check_home(address, false);
        }
    }
}
