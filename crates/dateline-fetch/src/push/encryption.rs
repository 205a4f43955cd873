//! A message that its browser alone can read: RFC 8291 over RFC 8188 (`aes128gcm`), in one record.

use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use ring::rand::{SecureRandom as _, SystemRandom};

/// An uncompressed point of P-256: `04`, then both coordinates.
const POINT_BYTES: usize = 65;

/// RFC 8291, 3.2.
const SECRET_BYTES: usize = 16;

/// The size of a record; a message is shorter, and so is one record.
const RECORD_BYTES: u32 = 4_096;

/// Ends the last record (RFC 8188, 2).
const LAST: u8 = 2;

/// Whether a browser's keys have the form of keys.
pub(super) fn are_keys(public_key: &[u8], secret: &[u8]) -> bool {
    let is_point = public_key.len() == POINT_BYTES && public_key.first() == Some(&4);
    is_point && secret.len() == SECRET_BYTES
}

/// Encrypts a text for the browser with these keys; none when they are no keys.
pub(super) fn encrypt(text: &[u8], public_key: &[u8], secret: &[u8]) -> Option<Vec<u8>> {
    if !are_keys(public_key, secret) {
        return None;
    }
    let random = SystemRandom::new();
    let own = EphemeralPrivateKey::generate(&ECDH_P256, &random).ok()?;
    let own_public = own.compute_public_key().ok()?;
    let mut salt = [0; 16];
    random.fill(&mut salt).ok()?;
    let parties = Parties { browser: public_key, own: own_public.as_ref(), secret };
    let peer = UnparsedPublicKey::new(&ECDH_P256, public_key);
    agree_ephemeral(own, &peer, |shared| parties.seal(shared, salt, text)).ok()?
}

/// Between whom a message goes.
struct Parties<'a> {
    browser: &'a [u8],
    own: &'a [u8],
    secret: &'a [u8],
}

impl Parties<'_> {
    /// RFC 8291, 3.4, from what both have agreed on to the whole body.
    fn seal(&self, shared: &[u8], salt: [u8; 16], text: &[u8]) -> Option<Vec<u8>> {
        let info = [b"WebPush: info\0".as_slice(), self.browser, self.own];
        let agreed = Salt::new(HKDF_SHA256, self.secret).extract(shared);
        let input: [u8; 32] = expand(&agreed, &info)?;
        let keys = Salt::new(HKDF_SHA256, &salt).extract(&input);
        let key: [u8; 16] = expand(&keys, &[b"Content-Encoding: aes128gcm\0"])?;
        let nonce: [u8; 12] = expand(&keys, &[b"Content-Encoding: nonce\0"])?;

        let mut record = [text, &[LAST]].concat();
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).ok()?);
        let nonce = Nonce::assume_unique_for_key(nonce);
        key.seal_in_place_append_tag(nonce, Aad::empty(), &mut record).ok()?;

        let id_bytes = u8::try_from(self.own.len()).ok()?;
        let size = RECORD_BYTES.to_be_bytes();
        Some([salt.as_slice(), &size, &[id_bytes], self.own, &record].concat())
    }
}

/// So many bytes.
struct Bytes(usize);

impl KeyType for Bytes {
    fn len(&self) -> usize {
        self.0
    }
}

fn expand<const N: usize>(keys: &Prk, info: &[&[u8]]) -> Option<[u8; N]> {
    let mut out = [0; N];
    keys.expand(info, Bytes(N)).ok()?.fill(&mut out).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).expect("base64url")
    }

    /// RFC 8291, 5 and appendix A.
    #[test]
    fn the_example_of_the_standard() {
        let browser = bytes(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        );
        let own = bytes(
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
        );
        let secret = bytes("BTBZMqHH6r4Tts7J_aSIgg");
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().expect("16 bytes");
        let shared = bytes("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs");
        let parties = Parties { browser: &browser, own: &own, secret: &secret };
        let text = b"When I grow up, I want to be a watermelon";
        let sealed = parties.seal(&shared, salt, text).expect("it is encrypted");
        assert_eq!(
            URL_SAFE_NO_PAD.encode(sealed),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc\
             InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLV\
             WGNWQexSgSxsj_Qulcy4a-fN"
        );
    }

    #[test]
    fn what_is_no_key_encrypts_nothing() {
        let point = [vec![4], vec![7; 64]].concat();
        assert_eq!(encrypt(b"x", &point, &[1; 16]), None, "it is on no curve");
        assert_eq!(encrypt(b"x", &[4; 64], &[1; 16]), None);
        assert_eq!(encrypt(b"x", &point, &[1; 15]), None);
    }
}
