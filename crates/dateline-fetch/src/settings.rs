//! How the client presents itself, where it may go and how much it takes.
//!
//! Read from the owner's configuration once, at the start.

use std::time::Duration;

use crate::Network;

/// How the client presents itself, where it may go and how much it takes.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Name, version and contact: `Dateline/0.1 (+https://paper.example)`.
    pub user_agent: String,
    /// Networks that are not public and yet may be asked.
    pub allowed_networks: Vec<Network>,
    /// Certificates (DER) of authorities to trust besides the system's: those of a home or a company.
    pub trusted_certificates: Vec<Vec<u8>>,
    /// How much is taken from one server at once.
    pub limits: Limits,
}

/// How much is taken from one server at once.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a body, as sent and again as decoded.
    pub body_bytes: usize,
    /// Bytes of all headers together.
    pub header_bytes: usize,
    /// Redirects that are followed.
    pub redirects: usize,
    /// Until the connection stands.
    pub connect_timeout: Duration,
    /// Until the last byte of the body, redirects included.
    pub total_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            body_bytes: 15_000_000,
            header_bytes: 64_000,
            redirects: 5,
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(30),
        }
    }
}

impl Settings {
    /// The public internet only, with the usual limits.
    #[must_use]
    pub fn new(user_agent: &str) -> Settings {
        Settings {
            user_agent: user_agent.to_owned(),
            allowed_networks: Vec::new(),
            trusted_certificates: Vec::new(),
            limits: Limits::default(),
        }
    }
}
