//! dateline-web
