//! People who read, and what they write.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, CommentId, Millis, ReaderId, SafeHtml, SectionId, Span};

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
    /// Keeps conversations worth reading, and invites readers.
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
    /// The article it stands under; for a remark on a story, the article that names the story.
    pub article: ArticleId,
    /// It is about the story, not about that article alone.
    pub on_story: bool,
    /// The headline of its article.
    pub headline: String,
    /// Who published that article.
    pub publisher_name: String,
    /// The comment it answers.
    pub parent: Option<CommentId>,
    /// Who wrote it.
    pub author: ReaderId,
    /// The author's name.
    pub author_name: String,
    /// As it was written; empty unless it can be seen.
    pub text: String,
    /// The text as HTML; empty when it was never made, as for comments from before there was any.
    pub html: SafeHtml,
    /// The sentence of the article that it is about.
    pub quote: Option<Quoted>,
    /// When it was written.
    pub created_at: Millis,
    /// When its author last changed it.
    pub edited_at: Option<Millis>,
    /// Whether it can be seen.
    pub standing: Standing,
    /// How many readers found it worth reading.
    pub votes: u32,
}

/// Words of an article that a comment quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    /// The words.
    pub text: String,
    /// Their place in the article's text when they were quoted.
    pub span: Span,
}

/// What has become of a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Everybody sees it.
    Stands,
    /// It waits for a moderator, for this reason; its author and moderators alone see it.
    Held(String),
    /// Deleted by its author: a stone stays so that answers keep their place.
    Deleted,
    /// Removed by a moderator or the owner.
    Removed,
    /// Its author is banned.
    Banned,
}
