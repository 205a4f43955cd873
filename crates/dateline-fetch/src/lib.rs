//! dateline-fetch
