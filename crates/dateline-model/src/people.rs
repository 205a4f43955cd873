//! People who read, and what they write.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, CommentId, Millis, ReaderId, SectionId};

/// A person with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    /// Id.
    pub id: ReaderId,
    /// The name they sign in and comment with.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Since when.
    pub created_at: Millis,
}

/// What a reader may do. Ordered: each role may do all that the ones before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads and comments.
    Member,
    /// Removes comments.
    Moderator,
    /// Runs the instance.
    Owner,
}

/// A reader's folder of feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Id.
    pub id: SectionId,
    /// Its name, unique for the reader.
    pub name: String,
}

/// One remark in a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Id.
    pub id: CommentId,
    /// The article it stands under.
    pub article: ArticleId,
    /// The comment it answers.
    pub parent: Option<CommentId>,
    /// Who wrote it.
    pub author: ReaderId,
    /// The author's name.
    pub author_name: String,
    /// Plain text; empty once deleted or removed.
    pub text: String,
    /// When it was written.
    pub created_at: Millis,
    /// When its author last changed it.
    pub edited_at: Option<Millis>,
    /// Deleted by its author: a stone stays so that answers keep their place.
    pub deleted: bool,
    /// Removed by a moderator or the owner.
    pub removed: bool,
}
