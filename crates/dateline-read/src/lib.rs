//! Feed bytes to entries, page to article, sanitising: what comes in, read. Pure.

mod page;

pub use page::{PageSource, read_page, read_page_bytes, read_text};
