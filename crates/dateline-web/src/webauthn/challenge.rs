//! Challenges: random, for one purpose and one browser, for some minutes.
//!
//! A challenge says itself until when it is good, under a seal that only the paper can set; so nothing
//! is written until somebody answers one, and no page costs the store anything. That it is answered once
//! is the store's work (`Store::spend_challenge`).

use dateline_model::Millis;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::secret;

/// How long there is to answer one.
const LASTS_MS: i64 = 5 * 60 * Millis::SECOND;

/// What a challenge is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    SignIn,
    Add,
    /// Connecting an account with an identity provider, which is no passkey but begins alike.
    Connect,
}

/// Makes and knows challenges.
pub(crate) struct Challenger {
    key: [u8; 32],
}

/// When it ends, 16 random bytes, and the seal.
const LENGTH: usize = 8 + 16 + 32;

impl Challenger {
    pub(crate) fn new(key: [u8; 32]) -> Challenger {
        Challenger { key }
    }

    /// A challenge for whoever holds `browser`, as browsers write it.
    pub(crate) fn issue(&self, purpose: Purpose, browser: &str, now: Millis) -> String {
        let mut bytes = now.plus(LASTS_MS).0.to_be_bytes().to_vec();
        bytes.extend(secret::random().iter().take(16));
        let seal = self.seal(purpose, browser, &bytes).finalize().into_bytes();
        bytes.extend(seal);
        secret::encode(&bytes)
    }

    /// When a challenge of ours ends, if it is for this purpose and this browser and has not.
    pub(crate) fn check(
        &self,
        challenge: &str,
        purpose: Purpose,
        browser: &str,
        now: Millis,
    ) -> Option<Millis> {
        let bytes = secret::decode(challenge).filter(|bytes| bytes.len() == LENGTH)?;
        let (said, seal) = bytes.split_at_checked(LENGTH - 32)?;
        self.seal(purpose, browser, said).verify_slice(seal).ok()?;
        let ends = Millis(i64::from_be_bytes(*said.first_chunk::<8>()?));
        (now < ends).then_some(ends)
    }

    fn seal(&self, purpose: Purpose, browser: &str, said: &[u8]) -> Hmac<Sha256> {
        let mut seal = Hmac::<Sha256>::new_from_slice(&self.key).expect("a key of any length does");
        let purpose: &[u8] = match purpose {
            Purpose::SignIn => b"passkey sign-in\0",
            Purpose::Add => b"passkey add\0",
            Purpose::Connect => b"identity connect\0",
        };
        seal.update(purpose);
        // What was said has one length, so nothing can move from here into the browser's token.
        seal.update(said);
        seal.update(browser.as_bytes());
        seal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(1_000_000);

    #[test]
    fn a_challenge_is_for_one_purpose_one_browser_and_some_minutes() {
        let challenger = Challenger::new([7; 32]);
        let challenge = challenger.issue(Purpose::SignIn, "browser", NOW);
        let check = |purpose, browser, now| challenger.check(&challenge, purpose, browser, now);
        let ends = NOW.plus(LASTS_MS);
        assert_eq!(check(Purpose::SignIn, "browser", NOW), Some(ends));
        assert_eq!(check(Purpose::SignIn, "browser", ends), None);
        assert_eq!(check(Purpose::Add, "browser", NOW), None);
        assert_eq!(check(Purpose::SignIn, "another", NOW), None);
        assert_eq!(check(Purpose::SignIn, "", NOW), None);
        assert_ne!(challenge, challenger.issue(Purpose::SignIn, "browser", NOW));
        let other = Challenger::new([8; 32]);
        assert_eq!(other.check(&challenge, Purpose::SignIn, "browser", NOW), None);
    }

    #[test]
    fn whoever_makes_one_up_is_found_out() {
        let challenger = Challenger::new([7; 32]);
        let good = challenger.issue(Purpose::Add, "browser", NOW);
        let bytes = secret::decode(&good).expect("base64");
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            *bytes.get_mut(at).expect("within") ^= 1;
            let forged = secret::encode(&bytes);
            assert_eq!(challenger.check(&forged, Purpose::Add, "browser", NOW), None, "{at}");
        }
        for forged in ["", "x", "AAAA", &good[1..], &format!("{good}AAAA")] {
            assert_eq!(challenger.check(forged, Purpose::Add, "browser", NOW), None);
        }
    }
}
