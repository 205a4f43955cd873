//! Threads, their order, and what may be done with whose comment.

use dateline_model::{Reader, ReaderId, Role, SafeHtml};
use jiff::tz::TimeZone;

use super::*;
use crate::image::Signer;
use crate::speech::Speech;

fn comment(id: i64, parent: Option<i64>) -> Comment {
    Comment {
        id: CommentId(id),
        article: ArticleId(1),
        on_story: false,
        headline: "Quake".to_owned(),
        publisher_name: "Post".to_owned(),
        parent: parent.map(CommentId),
        author: ReaderId(id),
        author_name: "ada".to_owned(),
        text: "text".to_owned(),
        html: SafeHtml::default(),
        quote: None,
        created_at: Millis(id),
        edited_at: None,
        standing: Standing::Stands,
        votes: 0,
    }
}

fn unseen(id: i64, parent: Option<i64>, standing: Standing) -> Comment {
    Comment { standing, text: String::new(), ..comment(id, parent) }
}

fn shown(comments: &[Comment], sort: Sort, now: Millis) -> Vec<CommentView> {
    let reader = Reader {
        id: ReaderId(2),
        name: "ben".to_owned(),
        role: Role::Member,
        created_at: Millis(0),
    };
    let caller = Caller {
        reader: Some(reader),
        whole_texts: true,
        token: None,
        vouched: false,
        look: crate::look::Look::default(),
        speech: Speech::default(),
        path: String::new(),
        browser: String::new(),
        passkey_browser: None,
    };
    let signer = Signer::new([0; 32]);
    let here = Here { story: StoryId(1), article: Some(ArticleId(1)), path: "/a/1".into(), sort };
    let marks = Marks::default();
    let lens = Lens { now, zone: &TimeZone::UTC, signer: &signer, speech: Speech::default() };
    threads(comments, &Eyes { caller: &caller, marks: &marks, here: &here, lens })
}

#[track_caller]
fn check(comments: &[Comment], sort: Sort, expected: &[(i64, u32, u32)]) {
    let order: Vec<_> = shown(comments, sort, Millis(99))
        .iter()
        .map(|one| (one.id.0, one.depth, one.closing))
        .collect();
    assert_eq!(order, expected);
}

#[test]
fn answers_stand_under_what_they_answer() {
    let talk = [comment(1, None), comment(2, None), comment(3, Some(1)), comment(4, Some(3))];
    check(&talk, Sort::Threaded, &[(1, 0, 0), (3, 1, 0), (4, 2, 0), (2, 0, 3)]);
    check(&talk, Sort::Newest, &[(2, 0, 0), (1, 0, 1), (3, 1, 0), (4, 2, 0)]);
    let answers: Vec<_> =
        shown(&talk, Sort::Threaded, Millis(99)).iter().map(|c| c.answers).collect();
    assert_eq!(answers, [2, 1, 0, 0]);
}

#[test]
fn the_best_stand_first_on_every_level() {
    let mut talk = [comment(1, None), comment(2, None), comment(3, Some(2)), comment(4, Some(2))];
    talk[1].votes = 3;
    talk[3].votes = 1;
    check(&talk, Sort::Best, &[(2, 0, 0), (4, 1, 0), (3, 1, 1), (1, 0, 2)]);
}

#[test]
fn what_may_not_be_seen_leaves_a_stone_under_answers_alone() {
    let banned = |id, parent| unseen(id, parent, Standing::Banned);
    let held = |id, parent| unseen(id, parent, Standing::Held("it says “x”".to_owned()));
    check(&[banned(1, None), held(2, None)], Sort::Threaded, &[]);
    let talk = [banned(1, None), held(2, Some(1)), comment(3, Some(2)), banned(4, Some(3))];
    check(&talk, Sort::Threaded, &[(1, 0, 0), (2, 1, 0), (3, 2, 0)]);
    check(&[unseen(1, None, Standing::Removed)], Sort::Threaded, &[(1, 0, 0)]);
}

#[test]
fn ones_own_can_be_changed_for_a_while() {
    let talk = [comment(1, None), comment(2, None)];
    let rights = |now| -> Vec<_> {
        shown(&talk, Sort::Threaded, now).iter().map(|one| (one.own(), one.editable())).collect()
    };
    assert_eq!(rights(Millis(99)), [(false, false), (true, true)]);
    assert_eq!(rights(Millis(EDIT_WITHIN_MS + 3)), [(false, false), (true, false)]);
}

#[test]
fn an_endless_thread_ends() {
    let talk: Vec<_> = (1..=2_000).map(|id| comment(id, (id > 1).then_some(id - 1))).collect();
    let shown = shown(&talk, Sort::Threaded, Millis(99));
    assert_eq!(shown.len(), MOST_SHOWN);
    assert_eq!(shown.last().map(|last| last.depth), Some(DEEPEST));
}
