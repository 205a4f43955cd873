//! A public key as authenticators write it (COSE, RFC 9052 and 9053, in the CBOR of CTAP 2), and
//! whether something was signed with its other half.
//!
//! As much CBOR as such a key needs: one map of numbers and byte strings, each of a length that is said.
//! Nothing here nests, so nothing can be too deep.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
    UnparsedPublicKey,
};

use super::Fault;

/// What is taken, the best first: ES256, `EdDSA`, RS256. Every authenticator knows one of them.
pub(crate) const ALGORITHMS: [i64; 3] = [ES256, EDDSA, RS256];

const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

/// Labels of a key's map: its type and algorithm, and what depends on the type.
const TYPE: i64 = 1;
const ALGORITHM: i64 = 3;
const CURVE_OR_MODULUS: i64 = -1;
const X_OR_EXPONENT: i64 = -2;
const Y: i64 = -3;

/// The most entries of a key's map; real ones have four or five.
const MOST_ENTRIES: u64 = 8;

/// A key of one of the [`ALGORITHMS`].
#[derive(Debug, PartialEq, Eq)]
pub(super) enum PublicKey<'a> {
    /// A point of P-256, not compressed.
    Es256([u8; 65]),
    Eddsa(&'a [u8]),
    Rs256 {
        modulus: &'a [u8],
        exponent: &'a [u8],
    },
}

#[derive(Clone, Copy)]
enum Value<'a> {
    Number(i64),
    Bytes(&'a [u8]),
}

/// A map's labels and values.
type Entries<'a> = Vec<(i64, Value<'a>)>;

impl<'a> PublicKey<'a> {
    /// The key that begins here, and what comes after it.
    pub(super) fn read(bytes: &'a [u8]) -> Result<(PublicKey<'a>, &'a [u8]), Fault> {
        let (entries, rest) = map(bytes).ok_or(Fault::Malformed)?;
        let number = |label| match find(&entries, label) {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        };
        let bytes = |label| match find(&entries, label) {
            Some(Value::Bytes(bytes)) => Some(bytes),
            _ => None,
        };
        let key = match (number(TYPE), number(ALGORITHM), number(CURVE_OR_MODULUS)) {
            (Some(2), Some(ES256), Some(1)) => {
                point(bytes(X_OR_EXPONENT), bytes(Y)).map(PublicKey::Es256)
            }
            (Some(1), Some(EDDSA), Some(6)) => {
                bytes(X_OR_EXPONENT).filter(|x| x.len() == 32).map(PublicKey::Eddsa)
            }
            (Some(3), Some(RS256), None) => bytes(CURVE_OR_MODULUS)
                .zip(bytes(X_OR_EXPONENT))
                .map(|(modulus, exponent)| PublicKey::Rs256 { modulus, exponent }),
            _ => None,
        };
        key.map(|key| (key, rest)).ok_or(Fault::Key)
    }

    /// Whether its holder signed the message.
    pub(super) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        let verdict = match self {
            PublicKey::Es256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            PublicKey::Eddsa(x) => UnparsedPublicKey::new(&ED25519, x).verify(message, signature),
            PublicKey::Rs256 { modulus, exponent } => {
                let key = RsaPublicKeyComponents { n: modulus, e: exponent };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
        };
        verdict.is_ok()
    }
}

fn point(x: Option<&[u8]>, y: Option<&[u8]>) -> Option<[u8; 65]> {
    let (x, y): ([u8; 32], [u8; 32]) = (x?.try_into().ok()?, y?.try_into().ok()?);
    let mut point = [4; 65];
    let (_, coordinates) = point.split_first_mut()?;
    let (first, second) = coordinates.split_at_mut(32);
    first.copy_from_slice(&x);
    second.copy_from_slice(&y);
    Some(point)
}

fn find<'a>(entries: &[(i64, Value<'a>)], label: i64) -> Option<Value<'a>> {
    entries.iter().find(|(one, _)| *one == label).map(|(_, value)| *value)
}

/// The entries of the map that begins here, and what comes after it. A label stands once.
fn map(bytes: &[u8]) -> Option<(Entries<'_>, &[u8])> {
    let (5, count, mut rest) = head(bytes)? else { return None };
    if count > MOST_ENTRIES {
        return None;
    }
    let mut entries = Entries::new();
    for _ in 0..count {
        let (Value::Number(label), after) = value(rest)? else { return None };
        let (value, after) = value(after)?;
        if find(&entries, label).is_some() {
            return None;
        }
        entries.push((label, value));
        rest = after;
    }
    Some((entries, rest))
}

/// A number or a byte string, and what comes after it.
fn value(bytes: &[u8]) -> Option<(Value<'_>, &[u8])> {
    let (kind, argument, rest) = head(bytes)?;
    match kind {
        0 => Some((Value::Number(i64::try_from(argument).ok()?), rest)),
        1 => Some((Value::Number(-1 - i64::try_from(argument).ok()?), rest)),
        2 => {
            let (bytes, rest) = rest.split_at_checked(usize::try_from(argument).ok()?)?;
            Some((Value::Bytes(bytes), rest))
        }
        _ => None,
    }
}

/// The kind and the argument of an item, and what comes after them. No key needs an argument of more
/// than two bytes.
fn head(bytes: &[u8]) -> Option<(u8, u64, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    let kind = first >> 5;
    match first & 31 {
        small @ 0..=23 => Some((kind, u64::from(small), rest)),
        24 => rest.split_first().map(|(byte, rest)| (kind, u64::from(*byte), rest)),
        25 => rest
            .split_first_chunk::<2>()
            .map(|(two, rest)| (kind, u64::from(u16::from_be_bytes(*two)), rest)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Fault) {
        assert_eq!(PublicKey::read(bytes), Err(expected), "{bytes:02x?}");
    }

    #[test]
    fn what_is_no_key_is_refused_at_once() {
        check(b"", Fault::Malformed);
        check(b"\xa0", Fault::Key);
        // A map without end, one of a thousand entries, one in which a label stands twice.
        check(b"\xbf\x01\x02\xff", Fault::Malformed);
        check(b"\xb9\x03\xe8\x01\x02", Fault::Malformed);
        check(b"\xa2\x01\x02\x01\x02", Fault::Malformed);
        // A byte string that says it is longer than all there is; arrays, tags, texts, floats.
        check(b"\xa1\x01\x59\xff\xff\x00", Fault::Malformed);
        check(b"\xa1\x01\x5b\xff\xff\xff\xff\xff\xff\xff\xff", Fault::Malformed);
        for item in [&b"\x81\x01"[..], b"\xc1\x01", b"\x61a", b"\xf9\x00\x00", b"\xa0"] {
            check(&[b"\xa1\x01", item].concat(), Fault::Malformed);
        }
        // P-256 with half a point, and a key of another algorithm (ES384).
        check(b"\xa4\x01\x02\x03\x26\x20\x01\x21\x41\x00", Fault::Key);
        check(b"\xa3\x01\x02\x03\x26\x20\x01", Fault::Key);
        check(b"\xa3\x01\x02\x03\x38\x22\x20\x02", Fault::Key);
    }
}
