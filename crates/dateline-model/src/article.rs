//! What a person reads.
//!
//! A [`Draft`] is an article as it was read from a page or a feed; an [`Article`] is a draft that
//! the paper published: it has an id, a feed and a story. Drafts are never edited: a page that
//! changed gives a new version.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, FeedId, Millis, PublisherId, SafeHtml, StoryId, Study, When};

/// An article as read, before the paper knows it. Its serde form is `dateline read`'s answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The headline, without the site's name.
    pub headline: String,
    /// The paragraph under the headline, when it is not the first of the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// The writers' names, one each, without roles.
    pub byline: Vec<String>,
    /// The publisher's name for itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// First publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<When>,
    /// Last change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<When>,
    /// BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Where it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where the publisher says it lives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical_url: Option<String>,
    /// The picture that stands for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_image: Option<Image>,
    /// Videos and audio.
    pub media: Vec<Media>,
    /// The publisher's own tags.
    pub tags: Vec<String>,
    /// The publisher's section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The relative age that the page printed, when that is all it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age: Option<Age>,
    /// The updates of a live page, in the page's order; empty for other kinds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
    /// The body, sanitised, links absolute.
    pub html: SafeHtml,
    /// The body as plain paragraphs parted by blank lines, from the same blocks as `html`.
    pub text: String,
    /// What sort of page it was.
    pub kind: ArticleKind,
    /// What went wrong or is missing, in words.
    pub problems: Vec<String>,
}

/// What sort of page an article was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ArticleKind {
    /// One text about one matter.
    #[default]
    Article,
    /// A live blog: many dated updates.
    Live,
    /// Mainly a video.
    Video,
    /// Mainly pictures.
    Gallery,
    /// A list of links to other pages.
    List,
    /// No article at all.
    None,
}

/// A picture on the publisher's server; shown only through the signed proxy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Image {
    /// Absolute address.
    pub url: String,
    /// Width in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Height in pixels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// Caption or alternative text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
}

/// A video or a piece of audio that belongs to an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Media {
    /// Video or audio.
    pub kind: MediaKind,
    /// Absolute address of the file or player.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Length in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_seconds: Option<u32>,
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Video or audio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaKind {
    /// Moving pictures.
    Video,
    /// Sound.
    Audio,
}

/// One update of a live page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Update {
    /// When it was written, where the page tells the moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<When>,
    /// The time of day as the page prints it: `19:42`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Its own headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// Paragraphs parted by blank lines.
    pub text: String,
}

/// A relative age as printed on a page, counted from when the page was captured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Age {
    /// As printed: "13 hours ago".
    pub text: String,
    /// In seconds.
    pub seconds: u64,
}

/// A published article, whole: what the article page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// Its id.
    pub id: ArticleId,
    /// The feed that brought it.
    pub feed: FeedId,
    /// Who published it.
    pub publisher: PublisherId,
    /// The publisher's name as the paper shows it.
    pub publisher_name: String,
    /// The story it belongs to.
    pub story: StoryId,
    /// The article whose text it repeats.
    pub copy_of: Option<ArticleId>,
    /// 1 for the first version.
    pub version: u32,
    /// When readers could first see it in this paper.
    pub first_seen: Millis,
    /// The earlier of publication and first sight: what lists are ordered by.
    pub sort_at: Millis,
    /// Why it stands in its story.
    pub because: Vec<crate::Reason>,
    /// The text and its metadata.
    pub draft: Draft,
    /// What was understood.
    pub study: Study,
}

/// An article as one line of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleSummary {
    /// Its id.
    pub id: ArticleId,
    /// The story it belongs to.
    pub story: StoryId,
    /// The article whose text it repeats.
    pub copy_of: Option<ArticleId>,
    /// The feed that brought it.
    pub feed: FeedId,
    /// Who published it.
    pub publisher: PublisherId,
    /// The publisher's name as the paper shows it.
    pub publisher_name: String,
    /// The headline.
    pub headline: String,
    /// Two lines: the standfirst or the beginning of the text.
    pub summary: String,
    /// Publication as the publisher gave it.
    pub published: Option<When>,
    /// The earlier of publication and first sight: what lists are ordered by.
    pub sort_at: Millis,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The picture that stands for it.
    pub lead_image: Option<Image>,
    /// What sort of page it was.
    pub kind: ArticleKind,
    /// The length of its first video or audio, in seconds.
    pub duration_seconds: Option<u32>,
    /// Where the original lives.
    pub url: Option<String>,
}
