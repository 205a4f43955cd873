//! dateline-store
