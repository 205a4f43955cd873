//! Random tokens, their digests, and comparing them without a clock giving them away.
//!
//! A token is shown once (in a cookie or a link) and only its digest is kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// 32 bytes that nobody can guess.
///
/// # Panics
/// When the operating system has no randomness to give: there is no safe way to go on.
pub(crate) fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A new token, as it stands in a cookie or a link.
pub fn token() -> String {
    encode(&random())
}

/// SHA-256.
pub(crate) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// What the store keeps of a token.
pub fn token_digest(token: &str) -> [u8; 32] {
    digest(token.as_bytes())
}

/// Base64 for addresses.
pub(crate) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes behind [`encode`].
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |value: u8| DIGITS.get(usize::from(value)).copied().unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Equality that takes as long for a near miss as for a wild one.
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    subtle::ConstantTimeEq::ct_eq(one, other).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_round_trip() {
        assert_ne!(token(), token());
        assert_eq!(decode(&encode(&[1, 2, 255])), Some(vec![1, 2, 255]));
        assert_eq!(decode("not base64!"), None);
        assert_eq!(hex(&[0, 171, 255]), "00abff");
        assert!(same(b"a", b"a") && !same(b"a", b"b") && !same(b"a", b"ab"));
    }
}
