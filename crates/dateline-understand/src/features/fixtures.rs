//! Articles for the features' tests, written for them.

use dateline_model::{Article, ArticleId, Draft, FeedId, Millis, PublisherId, StoryId};

use crate::{Background, Subject, study};

/// A published article with its study.
pub(crate) fn article(id: i64, headline: &str, text: &str) -> Article {
    let published = "2026-03-05".parse().ok();
    let subject = Subject { headline, text, published, ..Subject::default() };
    Article {
        id: ArticleId(id),
        feed: FeedId(1),
        publisher: PublisherId(1),
        publisher_name: "The Harbour Post".to_owned(),
        story: StoryId(1),
        copy_of: None,
        version: 1,
        first_seen: Millis(id),
        sort_at: Millis(id),
        because: Vec::new(),
        study: study(&subject, &Background::default()),
        draft: Draft {
            headline: headline.to_owned(),
            text: text.to_owned(),
            published,
            ..Draft::default()
        },
    }
}

/// One report of a bridge that closed.
pub(crate) fn bridge(id: i64) -> Article {
    article(
        id,
        "Marlow closes its old bridge after cracks are found",
        "Engineers closed the Old Bridge in Marlow on Tuesday after finding cracks in two of its pillars.\n\n\
         “The bridge is not safe for buses,” said Mayor Ida Brandt, who promised repairs before summer.\n\n\
         Some 12,000 people cross the bridge every day, and the ferry can carry only 900 of them.\n\n\
         The bridge was built in 1911 and last repaired in May 2019.",
    )
}
