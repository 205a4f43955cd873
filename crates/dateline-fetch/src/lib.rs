//! The one guarded, polite HTTP client.
//!
//! Every byte that the paper asks of the outside goes through [`Client`]: feeds, pages, images,
//! robots.txt. It refuses addresses that are not public ([`Guard`]), follows redirects by hand,
//! limits bytes and time, and says what went wrong in words for a reader ([`Error`]).
//!
//! Around it stand the manners: when to come back ([`Cadence`]), how close together requests to one
//! publisher may be ([`HostGate`]), what a publisher asks of robots ([`RobotsCache`]), where a site's
//! feeds are ([`whereabouts`]), how a hub tells of news at once ([`hub_offer`]), and how a browser is
//! told ([`PushAddress`]).
//!
//! Beside it stand the ways to the assistant, the sentence model and the identity provider that the
//! owner may have set ([`Chat`], [`SentenceModel`], [`IdentityProvider`]): an address each, named by the
//! owner alone.
//!
//! Invariant: no other crate builds an HTTP client.

mod accept;
mod address;
mod cadence;
mod chat;
mod client;
mod decode;
mod discovery;
mod error;
mod guard;
mod headers;
mod host_gate;
mod identity;
mod link_header;
mod mail;
mod network;
mod push;
mod request;
mod resolve;
mod response;
mod robots;
mod robots_cache;
mod sentence_model;
mod services;
mod settings;
mod trouble;
mod way;
mod websub;

pub use accept::Accept;
pub use address::special_range;
pub use cadence::{Cadence, CadenceError, Rhythm, Visit, next_permitted};
pub use chat::{Chat, ChatPiece, ChatRequest, ChatSettings};
pub use client::Client;
pub use discovery::{Whereabouts, is_comment_feed, parse_address, whereabouts};
pub use error::Error;
pub use guard::{Guard, Refusal};
pub use host_gate::{ComeBack, HostGate, Pass, public_site, publisher_key};
pub use identity::{Attempt, Identity, IdentityProvider, IdentitySettings};
pub use link_header::HeaderLink;
pub use mail::{Letter, MailError, MailSettings, Mailer};
pub use network::{Network, NetworkError};
pub use push::{PushAddress, PushSender, VapidKey};
pub use request::Request;
pub use resolve::Lookup;
pub use response::Response;
pub use robots::Rules;
pub use robots_cache::RobotsCache;
pub use sentence_model::{SentenceModel, SentenceModelSettings};
pub use settings::{Limits, Settings};
pub use url::Url;
pub use websub::{
    ASKED_LEASE, HubAnswer, HubMode, HubOffer, HubRequest, Pending, hub_offer, is_signed, renew_at,
    unreachable_for_hubs,
};
