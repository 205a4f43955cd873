//! The day as a reader program meets it: over HTTP, as XML, and as a newspaper.

mod http;
mod texts;
