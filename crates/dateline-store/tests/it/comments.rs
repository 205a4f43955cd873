//! Conversations: answers keep their place, and what is gone is gone.

use dateline_model::{
    ArticleId, Comment, CommentId, Millis, Quoted, SafeHtml, Span, Standing, StoryId,
};
use dateline_store::{Added, Error, NewWords};

use crate::support::{NOON, bring, for_each_store, piece};
use crate::talk::{added, says, sees, table};

fn words(text: &str) -> NewWords {
    NewWords { text: text.to_owned(), html: SafeHtml::default(), held: String::new(), since: NOON }
}

#[tokio::test]
async fn a_conversation_is_read_oldest_first() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let first = added(&store, &says(table.article, table.ada, "First")).await;
        let mut answer = says(table.article, table.bob, "Indeed");
        answer.parent = Some(first);
        answer.html = SafeHtml::vouched_for("<p>Indeed</p>".to_owned());
        let span = Span { start: 0, end: 5 };
        answer.quote = Some(Quoted { text: "Quake".to_owned(), span });
        let second = added(&store, &answer).await;
        let talk = store.conversation(table.story, sees(None)).await.expect("asked");
        let told: Vec<_> = talk
            .iter()
            .map(|c| (c.id, c.parent, c.author_name.as_str(), c.text.as_str()))
            .collect();
        assert_eq!(told, [(first, None, "Ada", "First"), (second, Some(first), "Bob", "Indeed")]);
        let one = store.comment(second, sees(None)).await.expect("asked").expect("there");
        assert_eq!((one.article, one.author, one.created_at), (table.article, table.bob, NOON));
        assert_eq!((one.html.as_str(), one.quote), ("<p>Indeed</p>", answer.quote));
        assert_eq!((one.headline.as_str(), one.standing), ("Quake", Standing::Stands));
        assert_eq!(store.comment(CommentId(99), sees(None)).await.expect("asked"), None);
        let own = store.comments_of(table.bob, 10).await.expect("asked");
        assert_eq!(own.iter().map(|c| c.id).collect::<Vec<_>>(), [second]);
    })
    .await;
}

#[tokio::test]
async fn a_story_has_one_conversation_which_stays_together_when_stories_are_joined() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let strike = bring(&store, &piece(table.feed, "Strike")).await;
        let on_quake = added(&store, &says(table.article, table.ada, "On the quake")).await;
        let mut on_story = says(table.article, table.bob, "On the story");
        on_story.on_story = true;
        let on_story = added(&store, &on_story).await;
        let on_strike = added(&store, &says(strike, table.ada, "On the strike")).await;
        let by = dateline_store::Correcting { moderator: table.ada, now: NOON };
        store.lock_conversation(table.story, true, table.ada, NOON).await.expect("locked");
        let left = store.merge_stories(table.story, StoryId(strike.0), by).await.expect("merged");
        let talk = store.conversation(left, sees(None)).await.expect("asked");
        let ids: Vec<_> = talk.iter().map(|c| (c.id, c.on_story)).collect();
        assert_eq!(ids, [(on_quake, false), (on_story, true), (on_strike, false)]);
        let rules = store.conversation_rules(left, None).await.expect("asked");
        assert!(rules.locked, "a lock holds on");
        store.lock_conversation(left, false, table.ada, NOON).await.expect("unlocked");
        let mut answer = says(table.article, table.bob, "Across");
        answer.parent = Some(on_strike);
        let answer = added(&store, &answer).await;
        let answer = store.comment(answer, sees(None)).await.expect("asked").expect("there");
        assert_eq!(answer.article, strike, "an answer stands where its question does");
    })
    .await;
}

#[tokio::test]
async fn a_comment_stands_under_an_article_and_answers_one_of_its_story() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let other = bring(&store, &piece(table.feed, "Strike")).await;
        let nowhere = store.add_comment(&says(ArticleId(99), table.ada, "Hello"), NOON).await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
        let first = added(&store, &says(table.article, table.ada, "First")).await;
        let mut astray = says(other, table.ada, "Astray");
        astray.parent = Some(first);
        assert!(matches!(store.add_comment(&astray, NOON).await, Err(Error::NotFound)));
        store.delete_comment(first, table.ada, NOON).await.expect("deleted");
        let mut late = says(table.article, table.bob, "Late");
        late.parent = Some(first);
        assert!(matches!(store.add_comment(&late, NOON).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn the_same_is_not_said_twice_and_not_too_fast() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let first = added(&store, &says(table.article, table.ada, "First")).await;
        let again = store.add_comment(&says(table.article, table.ada, "First"), NOON).await;
        assert_eq!(again.expect("asked"), Added::Twice(first));
        let mut next = says(table.article, table.ada, "Second");
        next.wait_ms = 1_000;
        let soon = store.add_comment(&next, NOON.plus(400)).await.expect("asked");
        assert_eq!(soon, Added::TooSoon(600));
        let later = store.add_comment(&next, NOON.plus(1_000)).await.expect("asked");
        assert!(matches!(later, Added::As(_)));
        let tomorrow = NOON.plus(Millis::DAY + 2_000);
        let again = store.add_comment(&says(table.article, table.ada, "First"), tomorrow).await;
        assert!(matches!(again.expect("asked"), Added::As(_)));
    })
    .await;
}

#[tokio::test]
async fn a_conversation_is_locked_slowed_and_muted() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let story = table.story;
        let first = added(&store, &says(table.article, table.ada, "First")).await;
        store.slow_conversation(story, 60, table.bob, NOON).await.expect("slowed");
        let second = says(table.article, table.ada, "Second");
        let soon = store.add_comment(&second, NOON.plus(1)).await.expect("asked");
        assert_eq!(soon, Added::TooSoon(59_999));
        store.lock_conversation(story, true, table.bob, NOON).await.expect("locked");
        let shut = store.add_comment(&second, NOON.plus(Millis::DAY)).await.expect("asked");
        assert_eq!(shut, Added::Locked);
        let mut order = says(table.article, table.bob, "Be kind");
        order.moderates = true;
        assert!(matches!(store.add_comment(&order, NOON).await.expect("asked"), Added::As(_)));
        store.mute_conversation(table.ada, story, true).await.expect("muted");
        let rules = store.conversation_rules(story, Some(table.ada)).await.expect("asked");
        assert_eq!((rules.locked, rules.slow_seconds, rules.muted), (true, 60, true));
        order.text = "Ada, be kind".to_owned();
        order.parent = Some(first);
        added(&store, &order).await;
        assert_eq!(store.unread_notices(table.ada, NOON).await.expect("asked"), 0, "muted");
        store.mute_conversation(table.ada, story, false).await.expect("heard again");
        store.lock_conversation(story, false, table.bob, NOON).await.expect("unlocked");
        store.slow_conversation(story, 0, table.bob, NOON).await.expect("at its pace");
        let rules = store.conversation_rules(story, Some(table.ada)).await.expect("asked");
        assert_eq!(rules, dateline_store::Rules::default());
        let log = store.moderation_log(None, 10).await.expect("asked");
        let kinds: Vec<_> = log.iter().map(|line| line.kind.as_str()).collect();
        assert_eq!(kinds, ["slow", "unlock", "lock", "slow"]);
        assert!(log.iter().all(|line| line.headline == "Quake"));
    })
    .await;
}

#[tokio::test]
async fn only_its_author_changes_or_deletes_a_comment_and_changes_end_in_time() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let (ada, bob) = (table.ada, table.bob);
        let id = added(&store, &says(table.article, ada, "First")).await;
        let (soon, mine) = (NOON.plus(1), words("Mine"));
        assert!(!store.edit_comment(id, bob, &mine, soon).await.expect("asked"));
        let late = NewWords { since: soon, ..mine.clone() };
        assert!(!store.edit_comment(id, ada, &late, soon).await.expect("asked"), "too late");
        assert!(!store.delete_comment(id, bob, NOON).await.expect("asked"));
        assert!(store.edit_comment(id, ada, &words("Better"), soon).await.expect("asked"));
        let one = store.comment(id, sees(None)).await.expect("asked").expect("there");
        assert_eq!(
            (one.text.as_str(), one.edited_at, one.standing),
            ("Better", Some(soon), Standing::Stands)
        );
        assert!(store.delete_comment(id, ada, NOON).await.expect("asked"));
        let stone = store.comment(id, sees(Some(ada))).await.expect("asked").expect("a stone");
        assert_eq!((stone.text.as_str(), stone.standing), ("", Standing::Deleted));
        assert!(!store.edit_comment(id, ada, &mine, soon).await.expect("asked"));
        assert_eq!(store.remove_comment(id, bob, "rude", NOON).await.expect("asked"), None);
    })
    .await;
}

#[tokio::test]
async fn what_is_held_is_for_its_author_and_moderators() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let first = added(&store, &says(table.article, table.bob, "First")).await;
        let mut held = says(table.article, table.ada, "Casino");
        held.held = "it says “casino”".to_owned();
        held.parent = Some(first);
        let id = added(&store, &held).await;
        let text = async |viewer| -> Comment {
            store.comment(id, viewer).await.expect("asked").expect("there")
        };
        let standing = Standing::Held("it says “casino”".to_owned());
        assert_eq!(
            (text(sees(None)).await.text, text(sees(None)).await.standing),
            (String::new(), standing)
        );
        assert_eq!(text(sees(Some(table.bob))).await.text, "");
        assert_eq!(text(sees(Some(table.ada))).await.text, "Casino");
        let mut moderator = sees(Some(table.bob));
        moderator.moderates = true;
        assert_eq!(text(moderator).await.text, "Casino");
        assert_eq!(store.unread_notices(table.bob, NOON).await.expect("asked"), 0);
        assert_eq!(store.standing_comments(table.ada).await.expect("asked"), 0);
        assert!(store.keep_comment(id, table.bob, NOON).await.expect("asked"));
        assert_eq!(text(sees(None)).await.text, "Casino");
        assert_eq!(store.unread_notices(table.bob, NOON).await.expect("asked"), 1, "told now");
        assert_eq!(store.standing_comments(table.ada).await.expect("asked"), 1);
        let better = NewWords { held: "it says “casino”".to_owned(), ..words("Casino!") };
        assert!(store.edit_comment(id, table.ada, &better, NOON).await.expect("asked"));
        assert_eq!(text(sees(None)).await.text, "", "held again");
    })
    .await;
}

#[tokio::test]
async fn a_removed_comment_leaves_a_stone_and_is_not_counted() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let (article, bob) = (table.article, table.bob);
        let id = added(&store, &says(article, table.ada, "Rude")).await;
        added(&store, &says(article, bob, "Polite")).await;
        assert_eq!(store.comment_counts(&[article]).await.expect("asked").get(&article), Some(&2));
        assert!(store.remove_comment(id, bob, "rude", NOON).await.expect("asked").is_some());
        assert!(
            store.remove_comment(id, bob, "rude", NOON).await.expect("asked").is_none(),
            "once"
        );
        let stone =
            store.comment(id, sees(Some(table.ada))).await.expect("asked").expect("a stone");
        assert_eq!((stone.text.as_str(), stone.standing), ("", Standing::Removed));
        let counts = store.comment_counts(&[article, ArticleId(99)]).await.expect("asked");
        assert_eq!(counts.into_iter().collect::<Vec<_>>(), [(article, 1)]);
    })
    .await;
}
