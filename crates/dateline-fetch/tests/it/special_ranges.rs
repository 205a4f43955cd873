//! The guard's table against the registries, written down a second time from their own lists.
//!
//! IANA's special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates, as of
//! 2025), the multicast spaces, and what was withdrawn and may still be routed somewhere. One missing
//! line in one table was a vulnerability of others (CVE-2026-33693); here two tables would have to
//! miss the same line.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use dateline_fetch::{Guard, Url, special_range};

/// IPv4, with the registry's name for each.
const REGISTRY_V4: &str = "
    0.0.0.0/8           this network, RFC 791
    0.0.0.0/32          this host on this network, RFC 1122
    10.0.0.0/8          private use, RFC 1918
    100.64.0.0/10       shared address space, RFC 6598
    127.0.0.0/8         loopback, RFC 1122
    169.254.0.0/16      link local, RFC 3927
    172.16.0.0/12       private use, RFC 1918
    192.0.0.0/24        IETF protocol assignments, RFC 6890
    192.0.0.0/29        IPv4 service continuity prefix, RFC 7335
    192.0.0.8/32        IPv4 dummy address, RFC 7600
    192.0.0.9/32        port control protocol anycast, RFC 7723
    192.0.0.10/32       traversal using relays around NAT anycast, RFC 8155
    192.0.0.170/32      NAT64/DNS64 discovery, RFC 8880
    192.0.0.171/32      NAT64/DNS64 discovery, RFC 8880
    192.0.2.0/24        documentation, RFC 5737
    192.31.196.0/24     AS112-v4, RFC 7535
    192.52.193.0/24     AMT, RFC 7450
    192.88.99.0/24      deprecated 6to4 relay anycast, RFC 7526
    192.88.99.2/32      6a44 relay anycast, RFC 6751
    192.168.0.0/16      private use, RFC 1918
    192.175.48.0/24     direct delegation AS112 service, RFC 7534
    198.18.0.0/15       benchmarking, RFC 2544
    198.51.100.0/24     documentation, RFC 5737
    203.0.113.0/24      documentation, RFC 5737
    224.0.0.0/4         multicast, RFC 5771
    240.0.0.0/4         reserved, RFC 1112
    255.255.255.255/32  limited broadcast, RFC 919
";

/// IPv6. Mapped and translated addresses are not here: they are judged by what is inside.
const REGISTRY_V6: &str = "
    ::1/128             loopback, RFC 4291
    ::/128              unspecified, RFC 4291
    ::/96               deprecated IPv4-compatible, RFC 4291
    ::ffff:0:0:0/96     IPv4-translated, RFC 2765
    64:ff9b:1::/48      local-use translation, RFC 8215
    100::/64            discard only, RFC 6666
    100:0:0:1::/64      dummy prefix, RFC 9780
    2001::/23           IETF protocol assignments, RFC 2928
    2001::/32           Teredo, RFC 4380
    2001:1::1/128       port control protocol anycast, RFC 7723
    2001:1::2/128       traversal using relays around NAT anycast, RFC 8155
    2001:1::3/128       DNS-SD service registration anycast, RFC 9665
    2001:2::/48         benchmarking, RFC 5180
    2001:3::/32         AMT, RFC 7450
    2001:4:112::/48     AS112-v6, RFC 7535
    2001:10::/28        deprecated ORCHID, RFC 4843
    2001:20::/28        ORCHIDv2, RFC 7343
    2001:30::/28        drone remote ID, RFC 9374
    2001:db8::/32       documentation, RFC 3849
    2002::/16           6to4, RFC 3056
    2620:4f:8000::/48   direct delegation AS112 service, RFC 7534
    3fff::/20           documentation, RFC 9637
    5f00::/16           segment routing SIDs, RFC 9602
    fc00::/7            unique local, RFC 4193
    fe80::/10           link-local unicast, RFC 4291
    fec0::/10           deprecated site-local, RFC 3879
    ff00::/8            multicast, RFC 4291
";

fn rows<A: std::str::FromStr>(
    registry: &'static str,
) -> impl Iterator<Item = (A, u32, &'static str)>
where
    A::Err: std::fmt::Debug,
{
    registry.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| {
        let (range, name) = line.split_once(' ').expect("a range and a name");
        let (base, prefix) = range.split_once('/').expect("a prefix");
        (base.parse().expect("an address"), prefix.parse().expect("a length"), name.trim())
    })
}

/// First, last, and some between.
fn samples_v4(base: Ipv4Addr, prefix: u32) -> impl Iterator<Item = Ipv4Addr> {
    let last = u32::MAX.checked_shr(prefix).unwrap_or(0);
    [0, 1, 2, 3, 5, 7].into_iter().map(move |part| {
        let offset = u64::from(last) * part / 7;
        Ipv4Addr::from_bits(base.to_bits() | u32::try_from(offset).unwrap_or(last))
    })
}

fn samples_v6(base: Ipv6Addr, prefix: u32) -> impl Iterator<Item = Ipv6Addr> {
    let last = u128::MAX.checked_shr(prefix).unwrap_or(0);
    let offsets = [0, last / 7, last / 3, last / 2, last.saturating_sub(1), last];
    offsets.into_iter().map(move |offset| Ipv6Addr::from_bits(base.to_bits() | offset))
}

#[track_caller]
fn refused(address: IpAddr, name: &str) {
    assert!(special_range(address).is_some(), "{address}: {name}");
    let host = match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("[{v6}]"),
    };
    let url = Url::parse(&format!("http://{host}/")).expect("a URL");
    assert!(Guard::default().check_url(&url).is_err(), "{url}: {name}");
    let answer = Guard::default().check_addresses("name.example", &[address]);
    assert!(answer.is_err(), "a name that leads to {address}: {name}");
}

#[test]
fn every_range_of_the_registries_is_refused_from_end_to_end() {
    let mut checked = 0;
    for (base, prefix, name) in rows::<Ipv4Addr>(REGISTRY_V4) {
        for v4 in samples_v4(base, prefix) {
            let [a, b, c, d] = v4.octets().map(u16::from);
            let (high, low) = (a << 8 | b, c << 8 | d);
            refused(v4.into(), name);
            refused(v4.to_ipv6_mapped().into(), name);
            refused(v4.to_ipv6_compatible().into(), name);
            refused(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low).into(), name);
            refused(Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, high, low).into(), name);
            refused(Ipv6Addr::new(0, 0, 0, 0, 0xffff, 0, high, low).into(), name);
            refused(Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1).into(), name);
            refused(Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, !high, !low).into(), name);
            checked += 8;
        }
    }
    for (base, prefix, name) in rows::<Ipv6Addr>(REGISTRY_V6) {
        for v6 in samples_v6(base, prefix) {
            refused(v6.into(), name);
            checked += 1;
        }
    }
    assert!(checked > 1000, "{checked}");
}

/// The other way round: what lies between the ranges is the web, and stays open.
#[test]
fn what_no_registry_names_is_open() {
    let special: Vec<_> = rows::<Ipv4Addr>(REGISTRY_V4).collect();
    let mut seed = 0x2545_f491_u32;
    for _ in 0..100_000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let address = Ipv4Addr::from_bits(seed);
        let named = special.iter().any(|(base, prefix, _)| {
            let mask = u32::MAX.checked_shl(32 - prefix).unwrap_or(0);
            (base.to_bits() ^ seed) & mask == 0
        });
        let cloud = address == Ipv4Addr::new(168, 63, 129, 16);
        assert_eq!(special_range(address.into()).is_some(), named || cloud, "{address}");
    }
}
