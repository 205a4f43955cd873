//! Votes, flags, decisions and their log, answers to them, bans, and what is learned from it all.

use dateline_model::{Millis, Standing};
use dateline_store::{Ban, Sanction, Verdict};

use crate::support::{NOON, for_each_store};
use crate::talk::{Table, added, says, sees, table};

fn against_ada(table: &Table, reason: &str) -> Sanction {
    Sanction { reader: table.ada, by: table.bob, comment: None, reason: reason.to_owned() }
}

#[tokio::test]
async fn readers_vote_once_for_comments_of_others() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let id = added(&store, &says(table.article, table.ada, "First")).await;
        assert!(!store.vote(id, table.ada, true, NOON).await.expect("asked"), "not for oneself");
        assert!(!store.flag(id, table.ada, "spam", NOON).await.expect("asked"));
        for _ in 0..2 {
            assert!(store.vote(id, table.bob, true, NOON).await.expect("asked"));
            assert!(store.flag(id, table.bob, "unkind", NOON).await.expect("asked"));
        }
        let votes =
            || async { store.comment(id, sees(None)).await.expect("asked").expect("there").votes };
        assert_eq!(votes().await, 1);
        let marks = store.marks(table.bob, table.story).await.expect("asked");
        assert!(marks.voted.contains(&id) && marks.flagged.contains(&id));
        assert!(store.marks(table.ada, table.story).await.expect("asked").voted.is_empty());
        let own = store.own_marks(table.bob, 10).await.expect("asked");
        let flags: Vec<_> = own.iter().map(|mark| (mark.comment, mark.flag.as_deref())).collect();
        assert_eq!(flags, [(id, None), (id, Some("unkind"))]);
        assert!(store.own_marks(table.ada, 10).await.expect("asked").is_empty());
        assert!(store.vote(id, table.bob, false, NOON).await.expect("asked"));
        assert_eq!(votes().await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_held_or_flagged_waits_until_it_is_decided() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let flagged = added(&store, &says(table.article, table.ada, "First")).await;
        store.flag(flagged, table.bob, "unkind", NOON.plus(1)).await.expect("flagged");
        let mut comment = says(table.article, table.ada, "Second");
        comment.held = "it says “second”".to_owned();
        let held = added(&store, &comment).await;
        added(&store, &says(table.article, table.ada, "Third")).await;
        let waiting = store.waiting_comments(10).await.expect("asked");
        let told: Vec<_> = waiting
            .iter()
            .map(|w| (w.comment.id, w.comment.text.as_str(), w.flags.len()))
            .collect();
        assert_eq!(told, [(flagged, "First", 1), (held, "Second", 0)]);
        assert_eq!(store.waiting_count().await.expect("asked"), 2);
        assert!(store.keep_comment(flagged, table.bob, NOON.plus(2)).await.expect("asked"));
        let why = store.remove_comment(held, table.bob, "an advertisement", NOON.plus(3)).await;
        let line = why.expect("asked").expect("it stood");
        assert!(!store.keep_comment(held, table.bob, NOON).await.expect("asked"), "it is gone");
        assert_eq!(store.waiting_count().await.expect("asked"), 0);
        assert!(store.waiting_comments(10).await.expect("asked").is_empty());
        store.flag(flagged, table.bob, "unkind", NOON.plus(4)).await.expect("asked");
        assert_eq!(store.waiting_count().await.expect("asked"), 0, "one flag each");
        let log = store.moderation_log(None, 10).await.expect("asked");
        let told: Vec<_> = log.iter().map(|l| (l.kind.as_str(), l.reason.as_str())).collect();
        assert_eq!(told, [("remove", "an advertisement"), ("keep", "")]);
        let one = store.log_line(line).await.expect("asked").expect("there");
        assert_eq!((one.text.as_str(), one.moderator_name.as_str()), ("Second", "Bob"));
        assert_eq!((one.reader_name.as_str(), one.headline.as_str()), ("Ada", "Quake"));
        let older = store.moderation_log(Some(line), 10).await.expect("asked");
        assert_eq!(older.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_author_of_a_removed_comment_answers_once() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let id = added(&store, &says(table.article, table.ada, "Blunt")).await;
        let line = store.remove_comment(id, table.bob, "unkind", NOON).await.expect("asked");
        let line = line.expect("it stood");
        assert!(!store.appeal(line, table.bob, "Mine", NOON).await.expect("asked"));
        assert!(store.appeal(line, table.ada, "It is true", NOON).await.expect("asked"));
        assert!(!store.appeal(line, table.ada, "And again", NOON).await.expect("asked"));
        let open = store.open_appeals(10).await.expect("asked");
        assert_eq!(open.first().map(|l| (l.id, l.appeal.as_str())), Some((line, "It is true")));
        assert_eq!(store.waiting_count().await.expect("asked"), 1);
        let verdict = Verdict { by: table.bob, restore: true, reason: "fair".to_owned() };
        let settled = store.settle_appeal(line, &verdict, NOON.plus(5)).await;
        assert!(settled.expect("asked"));
        assert!(!store.settle_appeal(line, &verdict, NOON).await.expect("asked"));
        assert!(store.open_appeals(10).await.expect("asked").is_empty());
        let back = store.comment(id, sees(None)).await.expect("asked").expect("there");
        assert_eq!((back.text.as_str(), back.standing), ("Blunt", Standing::Stands));
        let told = store.notices(table.ada, NOON, 10).await.expect("asked");
        let kinds: Vec<_> = told.iter().map(|notice| notice.kind.as_str()).collect();
        assert_eq!(kinds, ["restored", "removed"]);
    })
    .await;
}

#[tokio::test]
async fn answers_are_told_until_they_are_read_or_gone() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let first = added(&store, &says(table.article, table.ada, "First")).await;
        let mut answer = says(table.article, table.bob, "Indeed");
        answer.parent = Some(first);
        let answer = added(&store, &answer).await;
        let told = store.notices(table.ada, NOON, 10).await.expect("asked");
        let [notice] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((notice.kind.as_str(), notice.comment), ("answer", Some(answer)));
        assert_eq!((notice.author_name.as_str(), notice.text.as_str()), ("Bob", "Indeed"));
        assert_eq!((notice.headline.as_str(), notice.unread), ("Quake", true));
        assert_eq!(store.unread_notices(table.ada, NOON).await.expect("asked"), 1);
        assert_eq!(store.unread_notices(table.bob, NOON).await.expect("asked"), 0);
        store.mark_notices_read(table.ada, NOON).await.expect("read");
        assert_eq!(store.unread_notices(table.ada, NOON).await.expect("asked"), 0);
        store.delete_comment(answer, table.bob, NOON).await.expect("deleted");
        assert!(store.notices(table.ada, NOON, 10).await.expect("asked").is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_ban_silences_and_shuts_out_while_it_holds() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let id = added(&store, &says(table.article, table.ada, "First")).await;
        crate::people::open_session(&store, table.ada, b"one").await;
        let until = NOON.plus(Millis::DAY);
        store.ban(&against_ada(&table, "unkind"), until, NOON).await.expect("banned");
        assert_eq!(store.session(b"one", NOON).await.expect("asked"), None);
        let ban = Ban { until, reason: "unkind".to_owned() };
        assert_eq!(store.ban_of(table.ada, NOON).await.expect("asked"), Some(ban));
        assert_eq!(store.ban_of(table.ada, until).await.expect("asked"), None, "it ends");
        let seen = async |viewer| {
            let comment = store.comment(id, viewer).await.expect("asked").expect("there");
            (comment.text, comment.standing)
        };
        assert_eq!(seen(sees(None)).await, (String::new(), Standing::Banned));
        let mut later = sees(None);
        later.now = until;
        assert_eq!(seen(later).await.0, "First");
        crate::people::open_session(&store, table.ada, b"two").await;
        assert_eq!(store.session(b"two", NOON).await.expect("asked"), None, "not even a new one");
        store.unban(&against_ada(&table, "mended"), NOON).await.expect("unbanned");
        store.unban(&against_ada(&table, "again"), NOON).await.expect("nothing to do");
        assert!(store.session(b"two", NOON).await.expect("asked").is_some());
        assert_eq!(seen(sees(None)).await.0, "First");
        store.warn(&against_ada(&table, "be kind"), NOON).await.expect("warned");
        let told = store.notices(table.ada, NOON, 10).await.expect("asked");
        assert_eq!(
            told.first().map(|n| (n.kind.as_str(), n.words.as_str())),
            Some(("warned", "be kind"))
        );
        store.ban(&against_ada(&table, "enough"), Ban::FOR_GOOD, NOON).await.expect("banned");
        let log = store.moderation_log(None, 10).await.expect("asked");
        let kinds: Vec<_> = log.iter().map(|line| line.kind.as_str()).collect();
        assert_eq!(kinds, ["ban", "warn", "unban", "ban"]);
    })
    .await;
}

#[tokio::test]
async fn decisions_teach_what_reads_like_spam() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        assert_eq!(store.spam_score("casino bonus").await.expect("asked"), None);
        for number in 0..10 {
            let spam = format!("casino bonus number {number}");
            let id = added(&store, &says(table.article, table.ada, &spam)).await;
            store.remove_comment(id, table.bob, "spam", NOON).await.expect("removed");
            let fine = format!("the harbour was rebuilt in year {number}");
            let id = added(&store, &says(table.article, table.bob, &fine)).await;
            store.keep_comment(id, table.bob, NOON).await.expect("kept");
        }
        let score = async |text| store.spam_score(text).await.expect("asked").expect("it knows");
        assert!(score("a casino bonus for you").await > 0.95);
        assert!(score("when was the harbour rebuilt").await < 0.05);
        assert!((score("никогда").await - 0.5).abs() < 0.01, "words never seen say nothing");
    })
    .await;
}
