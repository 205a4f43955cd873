//! Passwords: argon2id, off the async threads, a few at a time.
//!
//! Hashing takes 19 MiB and some tens of milliseconds by design, so a flood of sign-ins must queue
//! for it and not starve the readers. An unknown name costs as much as a wrong password.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use tokio::sync::Semaphore;

use crate::speech::Message;

/// The salt's length that RFC 9106 recommends.
const SALT_BYTES: usize = 16;

/// Hashes computed at once.
const AT_ONCE: usize = 2;

/// The fewest characters of a password; NIST SP 800-63B's least.
pub(crate) const SHORTEST: usize = 8;

/// The most bytes of a password: more is an attempt to make us work.
pub(crate) const LONGEST_BYTES: usize = 1_000;

/// What is compared when nobody has the name.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody has this password"));

/// The one door to argon2.
pub(crate) struct Hasher {
    turns: Semaphore,
}

impl Default for Hasher {
    fn default() -> Hasher {
        Hasher { turns: Semaphore::new(AT_ONCE) }
    }
}

impl Hasher {
    /// The hash of a new password.
    pub(crate) async fn hash(&self, password: String) -> String {
        self.run(move || hash(&password)).await
    }

    /// Whether the password is the one behind `known`; takes as long when there is none.
    pub(crate) async fn verify(&self, password: String, known: Option<String>) -> bool {
        self.run(move || {
            let exists = known.is_some();
            let against = known.as_deref().unwrap_or(&NOBODY);
            verify(&password, against) && exists
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        let _turn = self.turns.acquire().await.expect("the semaphore is never closed");
        tokio::task::spawn_blocking(work).await.expect("hashing does not panic")
    }
}

/// Why a new password is not accepted, if it is not.
pub(crate) fn complaint(password: &str) -> Option<Message> {
    if password.chars().count() < SHORTEST {
        return Some(Message::new("bad-password-short").number("n", SHORTEST));
    }
    (password.len() > LONGEST_BYTES).then(|| "bad-password-long".into())
}

/// An argon2id hash with a salt of its own, in the PHC form that the store keeps: for accounts that
/// are not made on a page.
pub async fn hash_password(password: &str) -> String {
    Hasher::default().hash(password.to_owned()).await
}

/// A password that nobody can guess and anybody can type: 20 letters and digits in groups of five,
/// about 100 bits.
pub fn new_password() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    let random = crate::secret::random();
    let letters: Vec<char> = random
        .iter()
        .take(20)
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)).copied().map(char::from))
        .collect();
    let groups: Vec<String> = letters.chunks(5).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

fn hash(password: &str) -> String {
    let random = crate::secret::random();
    let salt =
        SaltString::encode_b64(&random[..SALT_BYTES]).expect("a salt of this length is valid");
    Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .expect("the default parameters are valid")
        .to_string()
}

fn verify(password: &str, known: &str) -> bool {
    PasswordHash::new(known)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn knows_the_right_password_alone() {
        let hasher = Hasher::default();
        let hash = hasher.hash("correct horse".to_owned()).await;
        assert!(hash.starts_with("$argon2id$"));
        assert!(hasher.verify("correct horse".to_owned(), Some(hash.clone())).await);
        assert!(!hasher.verify("wrong horse".to_owned(), Some(hash)).await);
        assert!(!hasher.verify("nobody has this password".to_owned(), None).await);
        assert!(!hasher.verify("x".to_owned(), Some("not a hash".to_owned())).await);
    }

    #[test]
    fn new_passwords_can_be_typed_and_not_guessed() {
        let password = new_password();
        assert_eq!(password.len(), 23);
        assert!(complaint(&password).is_none());
        assert_ne!(password, new_password());
    }

    #[test]
    fn short_passwords_are_refused() {
        assert!(complaint("1234567").is_some());
        assert!(complaint("12345678").is_none());
        assert!(complaint(&"x".repeat(1_001)).is_some());
    }
}
