//! Ids are newtypes, so that an article can never be asked for by a feed's number.
//!
//! They are positive 63-bit integers handed out in sequence by the database, so none ever reaches
//! sixteen decimal digits: client APIs cannot tell such a number from sixteen hexadecimal ones.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(out)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map($name)
            }
        }
    )*};
}

ids! {
    /// An article, in all its versions.
    ArticleId,
    /// One reader's remark on an article or story.
    CommentId,
    /// One item as a feed gave it.
    EntryId,
    /// A subscription address.
    FeedId,
    /// A piece of queued work.
    JobId,
    /// An entry of the moderation log.
    LogId,
    /// Who stands behind one or more feeds.
    PublisherId,
    /// A person with an account.
    ReaderId,
    /// What a reader says is wrong with how a page was read.
    ReportId,
    /// A reader's folder of feeds.
    SectionId,
    /// The event that several articles cover: the id of the article that opened it.
    StoryId,
}
