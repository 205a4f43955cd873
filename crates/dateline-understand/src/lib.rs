//! dateline-understand
