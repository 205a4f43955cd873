//! Two readers at one article, for tests of what they say.

use dateline_model::{ArticleId, CommentId, FeedId, ReaderId, SafeHtml, StoryId};
use dateline_store::{Added, NewComment, Store, Viewer};

use crate::support::{NOON, add_feed, add_reader, bring, piece};

/// Who and what there is.
pub(crate) struct Table {
    pub(crate) feed: FeedId,
    pub(crate) article: ArticleId,
    pub(crate) story: StoryId,
    pub(crate) ada: ReaderId,
    pub(crate) bob: ReaderId,
}

/// One article, two readers.
pub(crate) async fn table(store: &Store) -> Table {
    let feed = add_feed(store, "post").await;
    let article = bring(store, &piece(feed, "Quake")).await;
    let ada = add_reader(store, "Ada", &[]).await;
    let bob = add_reader(store, "Bob", &[]).await;
    Table { feed, article, story: StoryId(article.0), ada, bob }
}

/// A comment that nothing holds back.
pub(crate) fn says(article: ArticleId, author: ReaderId, text: &str) -> NewComment {
    NewComment {
        article,
        on_story: false,
        parent: None,
        author,
        text: text.to_owned(),
        html: SafeHtml::default(),
        quote: None,
        held: String::new(),
        moderates: false,
        wait_ms: 0,
    }
}

/// Adds a comment at noon.
pub(crate) async fn added(store: &Store, comment: &NewComment) -> CommentId {
    match store.add_comment(comment, NOON).await.expect("asked") {
        Added::As(id) => id,
        refused => panic!("{refused:?}"),
    }
}

/// A reader who looks at noon.
pub(crate) fn sees(reader: Option<ReaderId>) -> Viewer {
    Viewer { reader, moderates: false, now: NOON }
}
