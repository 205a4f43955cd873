//! Every way to write a forbidden address that we know of.
//!
//! Numbers in decimal, octal and hex, one to four of them; seven ways to carry an IPv4 address in an
//! IPv6 one; around each, the tricks that make two parsers disagree: signs of other scripts,
//! percent-encoding, user names, backslashes, tabs, a final dot.

/// Addresses that stand for every special range.
const FORBIDDEN_V4: &[[u8; 4]] = &[
    [0, 0, 0, 0],
    [10, 0, 0, 1],
    [10, 255, 255, 255],
    [100, 64, 0, 1],
    [100, 100, 100, 200],
    [127, 0, 0, 1],
    [127, 255, 255, 254],
    [168, 63, 129, 16],
    [169, 254, 169, 254],
    [172, 16, 0, 1],
    [172, 31, 255, 255],
    [192, 0, 0, 192],
    [192, 0, 2, 1],
    [192, 88, 99, 1],
    [192, 168, 0, 1],
    [192, 168, 255, 255],
    [198, 18, 0, 1],
    [198, 51, 100, 1],
    [203, 0, 113, 1],
    [224, 0, 0, 1],
    [240, 0, 0, 1],
    [255, 255, 255, 255],
];

/// The same for addresses that only IPv6 has.
const FORBIDDEN_V6: &[&str] = &[
    "::",
    "::1",
    "0:0:0:0:0:0:0:1",
    "0000:0000:0000:0000:0000:0000:0000:0001",
    "fe80::1",
    "FE80::A",
    "fc00::1",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
    "100::1",
    "4000::1",
    "64:ff9b:1::1",
];

/// All spellings as whole addresses with this port.
pub(crate) fn forbidden(port: u16) -> impl Iterator<Item = String> {
    let v4 = FORBIDDEN_V4.iter().flat_map(|&address| hosts(address));
    let v6 = FORBIDDEN_V6.iter().flat_map(|text| [format!("[{text}]"), format!("[{text}%25eth0]")]);
    v4.chain(v6).flat_map(move |host| dressed(&host, port))
}

/// All spellings of this very host.
pub(crate) fn of_this_host(port: u16) -> impl Iterator<Item = String> {
    let v6 = ["[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "localhost", "a.LOCALHOST"].map(str::to_owned);
    hosts([127, 0, 0, 1]).into_iter().chain(v6).flat_map(move |host| dressed(&host, port))
}

fn hosts([a, b, c, d]: [u8; 4]) -> Vec<String> {
    let whole = u32::from_be_bytes([a, b, c, d]);
    let (last3, last2) = (whole & 0xff_ffff, whole & 0xffff);
    let mut out = Vec::new();
    for first in numbers(a.into()) {
        for last in numbers(d.into()) {
            out.push(format!("{first}.{b}.{c}.{last}"));
        }
        out.extend(numbers(last3).map(|last| format!("{first}.{last}")));
        out.extend(numbers(last2).map(|last| format!("{first}.{b}.{last}")));
    }
    out.extend(numbers(whole));
    let (high, low) = (whole >> 16, whole & 0xffff);
    for prefix in ["::ffff:", "0:0:0:0:0:FFFF:", "64:ff9b::", "64:ff9b:1::", "::", "::ffff:0:"] {
        out.push(format!("[{prefix}{a}.{b}.{c}.{d}]"));
        out.push(format!("[{prefix}{high:x}:{low:x}]"));
    }
    out.push(format!("[2002:{high:x}:{low:x}::1]"));
    out.push(format!("[2001:0:{high:x}:{low:x}::]"));
    out.push(format!("[2001::{:x}:{:x}]", !high & 0xffff, !low & 0xffff));
    out
}

fn numbers(value: u32) -> impl Iterator<Item = String> {
    [
        value.to_string(),
        format!("0{value:o}"),
        format!("000{value:o}"),
        format!("0x{value:x}"),
        format!("0X{value:X}"),
    ]
    .into_iter()
}

fn dressed(host: &str, port: u16) -> [String; 11] {
    let wide: String = host.replace('.', "\u{3002}");
    let half: String = host.replace('.', "\u{ff61}");
    let full: String = host.chars().map(full_width).collect();
    let dots = host.replace('.', "%2e");
    let digits: String = host.chars().map(percent_digit).collect();
    [
        format!("http://{host}:{port}/"),
        format!("HTTPS://user:pass@{host}:{port}/feed"),
        format!("http://example.com@{host}:{port}/"),
        format!("http://example.com%40x:80%2F@{host}:{port}/#@example.com"),
        format!("http://{host}.:{port}/"),
        format!("http://{wide}:{port}/"),
        format!("http://{half}:{port}/"),
        format!("http://{full}:{port}/"),
        format!("http://{digits}:{port}/"),
        format!("http:\\\\{dots}:{port}\\feed#@example.com"),
        format!(" h\tttp:/\n/{host}:{port:05}/../?x=http://example.com/"),
    ]
}

fn full_width(digit: char) -> char {
    match digit {
        '0'..='9' => char::from_u32(u32::from(digit) + 0xfee0).unwrap_or(digit),
        other => other,
    }
}

fn percent_digit(sign: char) -> String {
    if sign.is_ascii_digit() { format!("%{:02X}", u32::from(sign)) } else { sign.to_string() }
}
