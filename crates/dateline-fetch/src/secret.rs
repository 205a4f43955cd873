//! What is told to one server alone.

use std::fmt;

/// A key or password that the owner wrote down. It does not print.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// A secret as it stands in a file or the environment.
    pub fn new(secret: &str) -> Secret {
        Secret(secret.trim().to_owned())
    }

    pub(crate) fn told(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_does_not_print() {
        assert_eq!(format!("{:?}", Secret::new(" hush\n")), "Secret(…)");
        assert_eq!(Secret::new(" hush\n").told(), "hush");
    }
}
