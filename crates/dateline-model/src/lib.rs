//! The nouns of the paper, and nothing else.
//!
//! Every other crate speaks in these types: what a feed said ([`FeedDocument`], [`Entry`]), what a
//! person reads ([`Draft`], [`Article`]), what was understood ([`Study`]), where it belongs
//! ([`Placement`], [`Story`]), and the people ([`Reader`], [`Section`], [`Comment`]). The types do
//! no I/O and read no clock; their serde form is exactly the one that the filters
//! (`dateline read|feed|study|group`) print, with unknown values absent.
//!
//! Invariant: this crate imports nothing of ours.

mod article;
mod feed;
mod html;
mod ids;
mod people;
mod query;
mod query_note;
mod reason;
mod settings;
mod site;
mod story;
mod study;
mod time;

pub use article::{
    Age, Article, ArticleKind, ArticleSummary, Draft, Image, Media, MediaKind, Update,
};
pub use feed::{
    Category, Chapter, Credit, Enclosure, Entry, FeedDocument, FeedHead, FeedImage, Generator,
    Link, Location, Person, SourceFeed, TextConstruct, Thumbnail, Transcript,
};
pub use html::SafeHtml;
pub use ids::{
    ArticleId, CommentId, EntryId, FeedId, JobId, LogId, PublisherId, ReaderId, ReportId,
    SectionId, StoryId,
};
pub use people::{Comment, Quoted, Reader, Role, Section, Standing};
pub use query::{Holding, Mark, Query, Term, Wanted, marks_between, marks_of_day};
pub use query_note::QueryNote;
pub use reason::Reason;
pub use settings::{
    FeedSettings, LONGEST_INTERVAL, PageChoice, SHORTEST_INTERVAL, Secret, SettingsError,
};
pub use site::SiteRule;
pub use story::{Earlier, FrontStory, Placement, Related, RelatedArticle, Story};
pub use study::{
    Citation, DateMention, Entity, EntityKind, Figure, Hashtag, Passage, Quote, Sentence, Span,
    Study, TimelineItem,
};
pub use time::{Millis, When};
