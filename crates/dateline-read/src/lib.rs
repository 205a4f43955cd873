//! dateline-read
