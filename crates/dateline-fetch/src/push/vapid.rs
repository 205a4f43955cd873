//! Who sends a message: a claim signed with the paper's own key (RFC 8292, `vapid`).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dateline_model::{Millis, Secret};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde::Serialize;
use url::Url;

use super::PushSender;

/// How long a claim holds: a day at most (RFC 8292, 2).
const HOLDS_MS: i64 = 12 * Millis::HOUR;

/// The key that browsers know this paper by. A browser that was subscribed under another hears
/// nothing, so it is made once and kept.
#[derive(Debug)]
pub struct VapidKey {
    pair: EcdsaKeyPair,
}

impl VapidKey {
    /// A new key, as it is kept. None when this machine gives no randomness.
    #[must_use]
    pub fn generate() -> Option<Secret> {
        let kept =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        Some(Secret::new(URL_SAFE_NO_PAD.encode(kept.ok()?.as_ref())))
    }

    /// A key that was kept; none when it is none.
    #[must_use]
    pub fn read(kept: &Secret) -> Option<VapidKey> {
        let pkcs8 = URL_SAFE_NO_PAD.decode(kept.reveal()).ok()?;
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, &pkcs8, &SystemRandom::new()).ok()?;
        Some(VapidKey { pair })
    }

    /// The public half, as a page gives it to the browser (`applicationServerKey`).
    #[must_use]
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.pair.public_key().as_ref())
    }
}

#[derive(Serialize)]
struct Claims<'a> {
    aud: String,
    exp: i64,
    sub: &'a str,
}

/// The value of `Authorization` for one endpoint.
pub(super) fn authorization(endpoint: &Url, sender: PushSender<'_>) -> Option<String> {
    let claims = Claims {
        aud: endpoint.origin().ascii_serialization(),
        exp: sender.now.plus(HOLDS_MS).0.div_euclid(1_000),
        sub: sender.contact,
    };
    let header = URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"ES256"}"#);
    let claims = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&claims).ok()?);
    let signed = format!("{header}.{claims}");
    let signature = sender.key.pair.sign(&SystemRandom::new(), signed.as_bytes()).ok()?;
    let signature = URL_SAFE_NO_PAD.encode(signature.as_ref());
    Some(format!("vapid t={signed}.{signature}, k={}", sender.key.public()))
}

#[cfg(test)]
mod tests {
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    use super::*;

    #[test]
    fn a_service_can_check_who_sends() {
        let kept = VapidKey::generate().expect("randomness");
        let key = VapidKey::read(&kept).expect("a key");
        let sender = PushSender { key: &key, contact: "mailto:ada@paper.example", now: Millis(0) };
        let endpoint = Url::parse("https://push.example:8443/send/abc").expect("an address");
        let value = authorization(&endpoint, sender).expect("signed");
        let (token, public) = value
            .strip_prefix("vapid t=")
            .and_then(|rest| rest.split_once(", k="))
            .expect("both parts");
        let (signed, signature) = token.rsplit_once('.').expect("a signature");
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base64url");
        let verifier = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes(public));
        assert!(verifier.verify(signed.as_bytes(), &bytes(signature)).is_ok());
        let claims: serde_json::Value =
            serde_json::from_slice(&bytes(signed.split('.').nth(1).expect("claims")))
                .expect("JSON");
        let wanted = serde_json::json!({
            "aud": "https://push.example:8443", "exp": 43_200, "sub": "mailto:ada@paper.example"
        });
        assert_eq!(claims, wanted);
        assert!(VapidKey::read(&Secret::new("none")).is_none());
    }
}
