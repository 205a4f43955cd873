//! Bytes to meaning: feeds to entries, pages to articles, HTML to safe HTML.
//!
//! Everything here is pure and total: bytes in, values out, problems listed, nothing refused that
//! can be repaired. Untrusted input has its limits next to the code that meets it.
//!
//! Invariant: no clock, no network, no files, no threads.

mod comment;
mod dates;
mod decode;
mod draft;
mod feed;
mod feed_links;
mod identity;
mod markup;
pub mod opml;
mod page;
mod sanitise;
mod standfirst;

pub use comment::comment_html;
pub use dates::{DateHints, DayMonthOrder, day_month_order, read_date};
pub use decode::{Decoded, decode};
pub use draft::draft_of_entry;
pub use feed::{
    FeedSource, LARGEST_FEED_BYTES, NotAFeed, read_feed, sanitise_entry, sanitise_feed,
};
pub use feed_links::{FeedLink, canonical_link, feed_links, sitemap_links};
pub use identity::{Identity, content_hash, identities};
pub use page::{
    FieldSource, PageBlock, PageRules, PageSource, WeighedBlock, explain_page, page_blocks,
    read_page, read_page_bytes, read_page_bytes_with, read_page_with, read_text, watch_page,
    weigh_blocks,
};
pub use sanitise::{plain_text, sanitise};
pub use standfirst::part_standfirst;
