//! A news day that we wrote, and the origin server that serves it on loopback.
//!
//! [`news_day`] builds the sites of a dozen invented publishers (pages, feeds, pictures, with times
//! relative to the start) and [`serve`] answers for all of them on one port, by `Host` header.
//! [`newsstand`] builds the same kind of origin from saved pages of real publishers.
//! The texts are plain files in `day/`; `demo/README.md` says how to add one.
//!
//! The one rule: what a page may not know (which event an article belongs to, whose text it
//! copies) is in [`truth`] and is never served.

mod calendar;
mod content;
mod feeds;
mod markup;
mod news_day;
pub mod newsstand;
mod origin;
mod page;
mod template;

pub use news_day::{NewsDay, PlainSite, Subscription, Truth, news_day, truth};
pub use origin::{Document, Origin, Revision, Site, serve};
