//! The one guarded, polite HTTP client.
//!
//! Every byte that the paper asks of the outside goes through [`Client`]: feeds, pages, images,
//! robots.txt. It refuses addresses that are not public ([`Guard`]), follows redirects by hand,
//! limits bytes and time, and says what went wrong in words for a reader ([`Error`]).
//!
//! Invariant: no other crate builds an HTTP client.

mod accept;
mod address;
mod client;
mod decode;
mod error;
mod guard;
mod headers;
mod network;
mod resolve;
mod response;
mod trouble;

pub use accept::Accept;
pub use address::special_range;
pub use client::{Client, Limits, Request, Settings};
pub use error::Error;
pub use guard::{Guard, Refusal};
pub use network::{Network, NetworkError};
pub use resolve::Lookup;
pub use response::Response;
pub use url::Url;
