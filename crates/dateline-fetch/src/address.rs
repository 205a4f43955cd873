//! Which internet addresses belong to the public web.
//!
//! A feed names addresses for us to fetch, and whoever writes a feed may name our own router, our
//! database or the cloud's key server. [`special_range`] says which addresses are none of the
//! public's business, and why. It is pure; `guard.rs` decides with it.
//!
//! The rule for IPv6 is the safe way round: only `2000::/3` is public, less the carve-outs below.
//! An address that carries an IPv4 address inside (mapped, NAT64) is judged by that one.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Special ranges of IPv4: the IANA special-purpose registry, whole, and one cloud address that
/// lies in public space but answers only to virtual machines.
const SPECIAL_V4: &[(Ipv4Addr, u32, &str)] = &[
    (Ipv4Addr::UNSPECIFIED, 8, "this host"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "a private network"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "a provider's inner network"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "this host"),
    (Ipv4Addr::new(168, 63, 129, 16), 32, "a cloud's control address"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "a link-local address"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "a private network"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "reserved for protocols"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "reserved for documentation"),
    (Ipv4Addr::new(192, 31, 196, 0), 24, "reserved for name servers"),
    (Ipv4Addr::new(192, 52, 193, 0), 24, "reserved for multicast relays"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "reserved for 6to4 relays"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "a private network"),
    (Ipv4Addr::new(192, 175, 48, 0), 24, "reserved for name servers"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "reserved for measurements"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "reserved for documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "reserved for documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "a multicast address"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "reserved"),
];

/// Special ranges of IPv6. The first that holds an address names it; what none of them holds and
/// what is outside [`PUBLIC_V6`] is reserved.
const SPECIAL_V6: &[(Ipv6Addr, u32, &str)] = &[
    (Ipv6Addr::UNSPECIFIED, 128, "this host"),
    (Ipv6Addr::LOCALHOST, 128, "this host"),
    (Ipv6Addr::UNSPECIFIED, 96, "an IPv4 address in an obsolete form"),
    (
        Ipv6Addr::from_segments([0, 0, 0, 0, 0xffff, 0, 0, 0]),
        96,
        "an IPv4 address in an obsolete form",
    ),
    (Ipv6Addr::from_segments([0x64, 0xff9b, 1, 0, 0, 0, 0, 0]), 48, "a translator's inner network"),
    (Ipv6Addr::from_segments([0x100, 0, 0, 0, 0, 0, 0, 0]), 64, "a black hole"),
    (Ipv6Addr::from_segments([0x2001, 0, 0, 0, 0, 0, 0, 0]), 32, "a Teredo tunnel"),
    (Ipv6Addr::from_segments([0x2001, 0, 0, 0, 0, 0, 0, 0]), 23, "reserved for protocols"),
    (Ipv6Addr::from_segments([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0]), 32, "reserved for documentation"),
    (Ipv6Addr::from_segments([0x2002, 0, 0, 0, 0, 0, 0, 0]), 16, "a 6to4 tunnel"),
    (
        Ipv6Addr::from_segments([0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0]),
        48,
        "reserved for name servers",
    ),
    (Ipv6Addr::from_segments([0x3fff, 0, 0, 0, 0, 0, 0, 0]), 20, "reserved for documentation"),
    (Ipv6Addr::from_segments([0x5f00, 0, 0, 0, 0, 0, 0, 0]), 16, "reserved for segment routing"),
    (Ipv6Addr::from_segments([0xfc00, 0, 0, 0, 0, 0, 0, 0]), 7, "a private network"),
    (Ipv6Addr::from_segments([0xfe80, 0, 0, 0, 0, 0, 0, 0]), 10, "a link-local address"),
    (Ipv6Addr::from_segments([0xfec0, 0, 0, 0, 0, 0, 0, 0]), 10, "a private network"),
    (Ipv6Addr::from_segments([0xff00, 0, 0, 0, 0, 0, 0, 0]), 8, "a multicast address"),
];

/// All that IANA ever gave out to the public.
const PUBLIC_V6: (Ipv6Addr, u32) = (Ipv6Addr::from_segments([0x2000, 0, 0, 0, 0, 0, 0, 0]), 3);

/// What RFC 6052 translators put before an IPv4 address, for sites that have no IPv6.
const NAT64: (Ipv6Addr, u32) = (Ipv6Addr::from_segments([0x64, 0xff9b, 0, 0, 0, 0, 0, 0]), 96);

/// What sort of special range holds this address; none for a public one.
#[must_use]
pub fn special_range(address: IpAddr) -> Option<&'static str> {
    match judged_as(address) {
        IpAddr::V4(v4) => find(SPECIAL_V4, |base, prefix| in_v4(v4, base, prefix)),
        IpAddr::V6(v6) => find(SPECIAL_V6, |base, prefix| in_v6(v6, base, prefix))
            .or_else(|| (!in_v6(v6, PUBLIC_V6.0, PUBLIC_V6.1)).then_some("reserved")),
    }
}

/// Networks that homes and small offices have: a feed there may be asked for when its owner says so.
/// Link-local addresses are not among them: clouds keep their keys there.
const HOME_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    // Overlay networks hand these out to a person's own machines.
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
];

/// The same in IPv6.
const HOME_V6: &[(Ipv6Addr, u32)] =
    &[(Ipv6Addr::LOCALHOST, 128), (Ipv6Addr::from_segments([0xfc00, 0, 0, 0, 0, 0, 0, 0]), 7)];

/// Where clouds hand out keys to whoever asks, within ranges that homes have too: Alibaba, Amazon,
/// Google.
const CLOUD_KEYS: &[IpAddr] = &[
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)),
    IpAddr::V6(Ipv6Addr::from_segments([0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254])),
    IpAddr::V6(Ipv6Addr::from_segments([0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254])),
];

/// Whether this is an address as homes have them.
pub(crate) fn is_at_home(address: IpAddr) -> bool {
    let address = address.to_canonical();
    let at_home = match address {
        IpAddr::V4(v4) => HOME_V4.iter().any(|(base, prefix)| in_v4(v4, *base, *prefix)),
        IpAddr::V6(v6) => HOME_V6.iter().any(|(base, prefix)| in_v6(v6, *base, *prefix)),
    };
    at_home && !CLOUD_KEYS.contains(&address)
}

/// The address whose nature decides: the IPv4 address inside a mapped or NAT64 one, else itself.
fn judged_as(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) if in_v6(v6, NAT64.0, NAT64.1) => {
            let [.., a, b, c, d] = v6.octets();
            IpAddr::V4(Ipv4Addr::new(a, b, c, d))
        }
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

/// Whether the first `prefix` bits of both are the same.
pub(crate) fn in_v4(address: Ipv4Addr, base: Ipv4Addr, prefix: u32) -> bool {
    let mask = u32::MAX.checked_shl(32 - prefix.min(32)).unwrap_or(0);
    (address.to_bits() ^ base.to_bits()) & mask == 0
}

/// Whether the first `prefix` bits of both are the same.
pub(crate) fn in_v6(address: Ipv6Addr, base: Ipv6Addr, prefix: u32) -> bool {
    let mask = u128::MAX.checked_shl(128 - prefix.min(128)).unwrap_or(0);
    (address.to_bits() ^ base.to_bits()) & mask == 0
}

fn find<A: Copy>(
    table: &[(A, u32, &'static str)],
    holds: impl Fn(A, u32) -> bool,
) -> Option<&'static str> {
    table.iter().find(|(base, prefix, _)| holds(*base, *prefix)).map(|(_, _, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: Option<&str>) {
        let parsed: IpAddr = address.parse().expect("an address");
        assert_eq!(special_range(parsed), expected, "{address}");
    }

    #[test]
    fn the_public_web_is_open() {
        for address in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "93.184.216.34",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2606:4700::1111",
            "2a00:1450:4001::1",
            "::ffff:1.1.1.1",
            "64:ff9b::1.1.1.1",
        ] {
            check(address, None);
        }
    }

    #[test]
    fn every_special_range_is_closed_at_both_ends_and_in_the_middle() {
        for (base, prefix, name) in SPECIAL_V4 {
            let size = u32::MAX.checked_shr(*prefix).unwrap_or(0);
            for offset in [0, size / 2, size] {
                let address = Ipv4Addr::from_bits(base.to_bits() + offset);
                check(&address.to_string(), Some(name));
                check(&format!("::ffff:{address}"), Some(name));
                check(&format!("64:ff9b::{address}"), Some(name));
            }
        }
        for (base, prefix, _) in SPECIAL_V6 {
            let size = u128::MAX.checked_shr(*prefix).unwrap_or(0);
            for offset in [0, size / 2, size] {
                let address = Ipv6Addr::from_bits(base.to_bits() + offset);
                assert!(special_range(address.into()).is_some(), "{address}");
            }
        }
    }

    /// The same knowledge from another source: the standard library's own predicates.
    #[test]
    fn agrees_with_the_standard_library() {
        let mut seed = 0x9e37_79b9_u32;
        for _ in 0..200_000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let v4 = Ipv4Addr::from_bits(seed);
            let special = v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_multicast()
                || v4.is_broadcast()
                || v4.is_documentation()
                || v4.is_unspecified();
            assert!(!special || special_range(v4.into()).is_some(), "{v4}");
        }
    }

    #[test]
    fn ipv6_carriers_of_ipv4_are_not_a_way_in() {
        check("::ffff:127.0.0.1", Some("this host"));
        check("64:ff9b::169.254.169.254", Some("a link-local address"));
        check("64:ff9b:1::1.1.1.1", Some("a translator's inner network"));
        check("::127.0.0.1", Some("an IPv4 address in an obsolete form"));
        check("::ffff:0:127.0.0.1", Some("an IPv4 address in an obsolete form"));
        check("2002:7f00:1::", Some("a 6to4 tunnel"));
        check("2001::1", Some("a Teredo tunnel"));
        check("fd00:ec2::254", Some("a private network"));
        check("4000::1", Some("reserved"));
    }
}
