//! The ways in besides a session: a proxy that vouches for a reader, and passwords for programs.
//!
//! A proxy is believed only when the connection itself comes from one of the addresses that the
//! owner named; what a request says of its own origin counts for nothing. A password for a program
//! opens the paper's feeds, read only, and what apps ask for (`apps.rs`): it is no way to a page.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dateline_model::Reader;
use http::header::{AUTHORIZATION, HeaderName};
use http::request::Parts;
use http::{HeaderMap, Method};

use crate::apps::{Api, Shown};
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::paper::Site;
use crate::secret;

/// The address at the other end of the connection; the server puts it into every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl Peer {
    /// The network that it is in, as far as addresses are given out together: the first 24 bits of
    /// IPv4, 56 of IPv6.
    fn network(self) -> IpAddr {
        match self.0.to_canonical() {
            IpAddr::V4(address) => Ipv4Addr::from_bits(address.to_bits() >> 8 << 8).into(),
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 72 << 72).into(),
        }
    }

    /// On this machine or a network at home, where a reverse proxy stands before all strangers.
    fn is_near(self) -> bool {
        match self.0.to_canonical() {
            IpAddr::V4(address) => {
                // 100.64.0.0/10 is what overlay networks such as Tailscale give out.
                let [first, second, ..] = address.octets();
                let overlay = first == 100 && second & 0xC0 == 64;
                address.is_loopback() || address.is_private() || address.is_link_local() || overlay
            }
            IpAddr::V6(address) => {
                address.is_loopback()
                    || address.is_unique_local()
                    || address.is_unicast_link_local()
            }
        }
    }
}

/// The network that a stranger asks from; none where all may come by a proxy, so that nothing tells them
/// apart.
pub(crate) fn network_of(site: &Site, peer: Option<Peer>) -> Option<String> {
    let proxy = site.settings.proxy.as_ref();
    let far = |peer: &Peer| !peer.is_near() && !proxy.is_some_and(|proxy| proxy.is_at(*peer));
    peer.filter(far).map(|peer| peer.network().to_string())
}

/// A reverse proxy that signs readers in and says so in a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedProxy {
    // Invariant: no network here is the whole internet.
    header: HeaderName,
    networks: Vec<Network>,
}

/// Addresses that begin alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    base: IpAddr,
    prefix: u32,
}

impl TrustedProxy {
    /// The header, and the proxies' addresses or networks (`127.0.0.1`, `10.0.0.0/24`).
    ///
    /// # Errors
    /// When the name is no header's, there is no address, or a network is so wide that anybody could
    /// be in it.
    pub fn new(header: &str, addresses: &[String]) -> std::result::Result<TrustedProxy, String> {
        let name = header.parse().map_err(|_| format!("`{header}` cannot be a header's name"))?;
        if addresses.is_empty() {
            return Err("name the proxy's address too, or anybody could be anyone".to_owned());
        }
        let networks = addresses.iter().map(|text| Network::read(text)).collect::<Result2<_>>()?;
        Ok(TrustedProxy { header: name, networks })
    }

    /// Whether a connection comes from the proxy.
    fn is_at(&self, Peer(address): Peer) -> bool {
        self.networks.iter().any(|network| network.holds(address.to_canonical()))
    }

    /// Who the proxy says is reading, when it is the proxy that says so.
    fn name<'a>(&self, peer: Option<Peer>, headers: &'a HeaderMap) -> Option<&'a str> {
        if !self.is_at(peer?) {
            return None;
        }
        // Two such headers: one of them is not the proxy's.
        let mut values = headers.get_all(&self.header).iter();
        let only = values.next().filter(|_| values.next().is_none())?;
        only.to_str().ok().map(str::trim).filter(|name| !name.is_empty())
    }
}

type Result2<T> = std::result::Result<T, String>;

impl Network {
    fn read(text: &str) -> Result2<Network> {
        let wrong = || format!("`{text}` is no address and no network such as `10.0.0.0/24`");
        let (base, prefix) = match text.split_once('/') {
            Some((base, prefix)) => (base, Some(prefix.parse::<u32>().map_err(|_| wrong())?)),
            None => (text, None),
        };
        let base: IpAddr = base.parse().map_err(|_| wrong())?;
        let (longest, least) = if base.is_ipv4() { (32, 8) } else { (128, 16) };
        let prefix = prefix.unwrap_or(longest);
        if prefix > longest {
            return Err(wrong());
        }
        if prefix < least {
            return Err(format!("`{text}` is so wide that strangers are in it; name the proxy"));
        }
        Ok(Network { base, prefix })
    }

    fn holds(self, address: IpAddr) -> bool {
        match (self.base, address) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                let rest = 32 - self.prefix;
                u64::from(base.to_bits()) >> rest == u64::from(address.to_bits()) >> rest
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                let rest = 128 - self.prefix;
                base.to_bits() >> rest == address.to_bits() >> rest
            }
            _ => false,
        }
    }
}

/// What a request without a session says of who sent it.
pub(crate) enum Claim {
    /// Nothing.
    None,
    /// Our proxy names them.
    Vouched(String),
    /// A program asks with a name and a password.
    Program(String, String),
    /// A program asks with a password alone, from this network.
    Token(String, Option<String>),
}

impl Claim {
    /// What an app shows with its calls.
    pub(crate) fn of_program(site: &Site, parts: &Parts) -> Claim {
        let peer = parts.extensions.get::<Peer>().copied();
        match Api::at(parts.uri.path()).shown(&parts.headers) {
            Some(Shown::Pair(name, password)) => Claim::Program(name, password),
            Some(Shown::Password(password)) => Claim::Token(password, network_of(site, peer)),
            None => Claim::None,
        }
    }

    pub(crate) fn of(site: &Site, parts: &Parts) -> Claim {
        let headers = &parts.headers;
        let peer = parts.extensions.get::<Peer>().copied();
        let proxy = site.settings.proxy.as_ref();
        if let Some(name) = proxy.and_then(|proxy| proxy.name(peer, headers)) {
            return Claim::Vouched(name.to_owned());
        }
        let path = parts.uri.path();
        let feed = [".atom", ".json", ".opml"].iter().any(|end| path.ends_with(end))
            && !path.starts_with("/settings/");
        match basic(headers).filter(|_| feed && parts.method == Method::GET) {
            Some((name, password)) => Claim::Program(name, password),
            None => Claim::None,
        }
    }

    /// The reader, when the claim holds.
    pub(crate) async fn reader(self, site: &Site) -> Result<Option<Reader>> {
        match self {
            Claim::None => Ok(None),
            Claim::Vouched(name) => by_proxy(site, &name).await,
            Claim::Program(name, password) => by_program(site, &name, &password).await,
            Claim::Token(password, network) => by_token(site, &password, network).await,
        }
    }
}

/// The name and password of HTTP Basic.
pub(crate) fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok())?;
    let bytes = STANDARD.decode(value.strip_prefix("Basic ")?.trim()).ok()?;
    let pair = String::from_utf8(bytes).ok()?;
    let (name, password) = pair.split_once(':')?;
    Some((name.to_owned(), password.to_owned()))
}

/// The reader whom the proxy signed in: the account is there, and not banned.
async fn by_proxy(site: &Site, name: &str) -> Result<Option<Reader>> {
    let Some((reader, _)) = site.store.credentials(name).await? else { return Ok(None) };
    let banned = site.store.ban_of(reader.id, site.now()).await?;
    Ok(banned.is_none().then_some(reader))
}

/// The reader whose name and password for a program these are.
pub(crate) async fn by_program(site: &Site, name: &str, password: &str) -> Result<Option<Reader>> {
    let key = name.trim().to_lowercase();
    let digest = secret::token_digest(password);
    let reader = site.store.app_password_reader(&digest, site.now()).await?;
    let reader = reader.filter(|reader| reader.name.to_lowercase() == key);
    known_or_slowed(site, reader, &key)
}

/// The reader whose password for a program this is.
async fn by_token(site: &Site, password: &str, network: Option<String>) -> Result<Option<Reader>> {
    let digest = secret::token_digest(password);
    let reader = site.store.app_password_reader(&digest, site.now()).await?;
    known_or_slowed(site, reader, &nameless(network))
}

/// The reader whose name and password for a program this key of the Fever API was made of.
pub(crate) async fn by_fever_key(
    site: &Site,
    key: &str,
    peer: Option<Peer>,
) -> Result<Option<Reader>> {
    let digest = secret::token_digest(&key.trim().to_ascii_lowercase());
    let reader = site.store.fever_reader(&digest, site.now()).await?;
    known_or_slowed(site, reader, &nameless(network_of(site, peer)))
}

/// By what guesses are counted where no name comes with them; no reader's name has a slash first.
fn nameless(network: Option<String>) -> String {
    format!("/{}", network.unwrap_or_default())
}

/// Only who guesses is slowed: nobody else's guesses shut a program out.
fn known_or_slowed(site: &Site, reader: Option<Reader>, key: &str) -> Result<Option<Reader>> {
    if reader.is_none() {
        site.limits.take(Door::Program, key, site.now()).map_err(Error::TooMany)?;
    }
    Ok(reader)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(addresses: &[&str]) -> Result2<TrustedProxy> {
        let addresses: Vec<String> = addresses.iter().map(|&text| text.to_owned()).collect();
        TrustedProxy::new("Remote-User", &addresses)
    }

    #[track_caller]
    fn check(addresses: &[&str], peer: &str, named: bool) {
        let proxy = proxy(addresses).expect("a proxy");
        let mut headers = HeaderMap::new();
        headers.insert("remote-user", "ada".parse().expect("a header"));
        let peer = Peer(peer.parse().expect("an address"));
        assert_eq!(proxy.name(Some(peer), &headers).is_some(), named, "{addresses:?} {peer:?}");
    }

    #[test]
    fn a_proxy_is_known_by_its_address_alone() {
        check(&["127.0.0.1"], "127.0.0.1", true);
        check(&["127.0.0.1"], "::ffff:127.0.0.1", true);
        check(&["127.0.0.1"], "127.0.0.2", false);
        check(&["10.1.0.0/16", "::1"], "10.1.200.3", true);
        check(&["10.1.0.0/16", "::1"], "::1", true);
        check(&["10.1.0.0/16"], "10.2.0.1", false);
        check(&["fd00::/16"], "fd00::7", true);
        check(&["fd00::/16"], "fe80::7", false);
    }

    #[test]
    fn neighbours_are_one_network() {
        let network = |address: &str| Peer(address.parse().expect("an address")).network();
        assert_eq!(network("203.0.113.9"), network("::ffff:203.0.113.200"));
        assert_ne!(network("203.0.113.9"), network("203.0.114.9"));
        assert_eq!(network("2001:db8:1:2ff::1"), network("2001:db8:1:200:9::1"));
        assert_ne!(network("2001:db8:1:200::1"), network("2001:db8:1:300::1"));
    }

    #[test]
    fn who_is_near_may_be_a_proxy() {
        let near = |address: &str| Peer(address.parse().expect("an address")).is_near();
        for address in ["127.0.0.1", "::1", "::ffff:10.0.0.2", "172.17.0.1", "192.168.1.2"] {
            assert!(near(address), "{address}");
        }
        for address in ["169.254.1.1", "100.100.1.1", "fd00::7", "fe80::7"] {
            assert!(near(address), "{address}");
        }
        for address in
            ["203.0.113.9", "100.128.1.1", "172.32.0.1", "2001:db8::1", "::ffff:203.0.113.9"]
        {
            assert!(!near(address), "{address}");
        }
    }

    #[test]
    fn a_name_counts_when_there_is_one() {
        let proxy = proxy(&["127.0.0.1"]).expect("a proxy");
        let peer = Some(Peer("127.0.0.1".parse().expect("an address")));
        let mut headers = HeaderMap::new();
        assert_eq!(proxy.name(peer, &headers), None);
        headers.append("remote-user", "ada".parse().expect("a header"));
        assert_eq!(proxy.name(None, &headers), None, "nobody knows where it came from");
        assert_eq!(proxy.name(peer, &headers), Some("ada"));
        headers.append("remote-user", "eve".parse().expect("a header"));
        assert_eq!(proxy.name(peer, &headers), None);
    }

    #[test]
    fn the_whole_internet_is_no_proxy() {
        for wide in ["0.0.0.0/0", "::/0", "128.0.0.0/1", "2000::/3"] {
            assert!(proxy(&[wide]).is_err_and(|why| why.contains("so wide")), "{wide}");
        }
        for nonsense in ["", "localhost", "10.0.0.0/33", "10.0.0.0/x"] {
            assert!(proxy(&[nonsense]).is_err(), "{nonsense}");
        }
        assert!(proxy(&[]).is_err());
        assert!(TrustedProxy::new("remote user", &["::1".to_owned()]).is_err());
    }
}
