//! Everything a browser sees: pages, feeds out, assets, and the server under them.
//!
//! A page is a pure function of its view struct (`pages/`, `templates/`); a handler asks the store
//! and fills the view. All addresses stand in [`ROUTES`] with who may call them, and `access.rs`
//! stands before each. This crate asks nothing of the world outside but through the [`Newsroom`],
//! which the binary implements.
//!
//! The rule to know: HTML comes from askama templates and from `SafeHtml`, and from nowhere else.

mod access;
mod address;
mod apps;
mod assets;
mod body;
mod cookie;
mod doors;
mod error;
mod fronts;
mod image;
mod letters;
mod limits;
mod linked_data;
mod look;
mod markup;
mod moment;
mod pages;
mod paper;
mod parts;
mod password;
mod player;
mod push;
mod query_notes;
mod quoting;
mod reasons;
mod recent;
mod respond;
mod routes;
mod secret;
mod serve;
mod session;
mod speech;
mod syndicate;
mod talk_rules;
mod taste;
mod webauthn;

pub use access::Access;
pub use doors::{Peer, TrustedProxy};
pub use image::PictureShelf;
pub use pages::features::articles_for;
pub use pages::feeds::roll::{Imported, export_list, import_list};
pub use pages::welcome::welcome_token;
pub use paper::{
    AssistantInfo, AssistantPiece, FoundFeed, HubNews, HubReply, Identified, IdentityAttempt,
    IdentityInfo, ImageTrouble, KeptBlock, KeptPage, KeptReading, Mail, MailInfo, Newsroom,
    OpmlFeed, OpmlList, Paper, ProxiedImage, PushTarget, StarterFeed, WebSettings,
};
pub use password::{hash_password, new_password};
pub use push::{PushNews, PushPaper, push_news};
pub use routes::{ROUTES, Route, router};
pub use secret::{token, token_digest};
pub use serve::serve;
pub use speech::Speech;
