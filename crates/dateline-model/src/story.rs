//! The event that several articles cover, and why an article belongs to it.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, ArticleSummary, Citation, Millis, Reason, StoryId};

/// Where an article belongs, decided from what came before it alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// The story: an earlier one, or a new one that bears the article's own number.
    pub story: StoryId,
    /// The earlier article whose text this one repeats.
    pub copy_of: Option<ArticleId>,
    /// The reasons, for a person to read: "names Hikvision, Joly".
    pub because: Vec<Reason>,
    /// Articles of other stories on the same matters, best first.
    pub related: Vec<Related>,
    /// It holds a name or a number that its story did not hold before.
    pub adds: bool,
    /// When it opens a story: an earlier one on the same matter.
    pub earlier: Option<Earlier>,
    /// Another story that it fits as well: evidence that both are one.
    pub fits_too: Option<StoryId>,
    /// What was held to be the original of this one's text and is a copy of it.
    pub reprinted: Option<ArticleId>,
}

impl Placement {
    /// In a story, with nothing more known of it; it adds to the story.
    pub fn within(story: StoryId) -> Placement {
        Placement {
            story,
            copy_of: None,
            because: Vec::new(),
            related: Vec::new(),
            adds: true,
            earlier: None,
            fits_too: None,
            reprinted: None,
        }
    }
}

/// The story that another one goes on from: the same matter, some time before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Earlier {
    /// The earlier story.
    pub story: StoryId,
    /// The reasons, for a person to read.
    pub because: Vec<Reason>,
}

/// An earlier article on the same matters, from another story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Related {
    /// The other article.
    pub article: ArticleId,
    /// 0 to 1.
    pub score: f64,
    /// The reasons, for a person to read.
    pub because: Vec<Reason>,
}

/// A story as the database keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// Its id: that of the article that opened it.
    pub id: StoryId,
    /// The headline of its leading article.
    pub headline: String,
    /// When its first article was published.
    pub first_at: Millis,
    /// When its latest article was published.
    pub last_at: Millis,
    /// When the latest article that added something was published: what front pages go by.
    pub news_at: Millis,
    /// Publishers with a text of their own in the six hours before the latest one.
    pub pace: u32,
    /// The story that this one goes on from.
    pub earlier: Option<Earlier>,
    /// Articles, copies included.
    pub article_count: u32,
    /// Distinct publishers with a text of their own: copies do not count.
    pub publisher_count: u32,
    /// What happened, each sentence cited.
    pub brief: Vec<Citation>,
}

/// A story on the front page or in a list of stories.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontStory {
    /// The story.
    pub story: Story,
    /// The article it is shown by.
    pub lead: ArticleSummary,
    /// Names of its publishers, first to publish first, at most six.
    pub publishers: Vec<String>,
    /// When the asking reader last read some of it.
    pub read_at: Option<Millis>,
    /// Something was added to it since the asking reader last read some of it.
    pub news: bool,
}

/// A related article with what its line shows.
#[derive(Clone, Debug, PartialEq)]
pub struct RelatedArticle {
    /// The line.
    pub summary: ArticleSummary,
    /// Why it is related.
    pub because: Vec<Reason>,
}
