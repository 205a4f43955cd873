//! A conversation as a page shows it: threads, their order, and what its reader may do.
//!
//! A story has one conversation; the pages of its articles show the same. Threads fold (each is a
//! `details`), so that it works without script. What may not be seen has no words here any more;
//! where it has answers it leaves a stone, where it has none it leaves nothing, unless its author
//! or a moderator took it away.

use std::collections::{HashMap, HashSet};

use dateline_model::{ArticleId, Comment, CommentId, Millis, Standing, StoryId, When};
use dateline_store::{Marks, Rules, Viewer};
use serde::Deserialize;

use crate::access::Caller;
use crate::address;
use crate::error::Result;
use crate::moment::Stamp;
use crate::pages::lens;
use crate::paper::Site;
use crate::parts::{Lens, Markup, Shell};
use crate::speech::Message;
use crate::talk_rules::{self, TalkRules};

/// How deep a thread is indented; deeper answers stand at this depth.
const DEEPEST: u32 = 6;

/// Comments shown at once: threads beyond it are left out.
const MOST_SHOWN: usize = 1_000;

/// How long after writing a comment its author may change it.
pub(crate) const EDIT_WITHIN_MS: i64 = 15 * 60 * Millis::SECOND;

/// Why a comment may be flagged, as forms send it, and the message that tells it.
pub(crate) const REASONS: [(&str, &str); 5] = [
    ("off-topic", "reason-off-topic"),
    ("unkind", "reason-unkind"),
    ("spam", "reason-spam"),
    ("duplicate", "reason-duplicate"),
    ("incorrect", "reason-incorrect"),
];

/// The order of threads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Sort {
    /// As they were begun.
    #[default]
    Threaded,
    /// The latest first.
    Newest,
    /// Those first that most readers found worth reading.
    Best,
}

/// How a page asks for an order.
#[derive(Deserialize)]
pub(crate) struct Order {
    sort: Option<String>,
}

impl Order {
    pub(crate) fn sort(&self) -> Sort {
        match self.sort.as_deref() {
            Some("newest") => Sort::Newest,
            Some("best") => Sort::Best,
            _ => Sort::Threaded,
        }
    }
}

/// A conversation, for `talk.html`.
pub(crate) struct Talk {
    pub(crate) comments: Vec<CommentView>,
    /// Threads to close after the last comment.
    pub(crate) closing: u32,
    /// Comments that can be read.
    pub(crate) count: usize,
    /// Where a new comment is sent.
    pub(crate) action: String,
    pub(crate) story: StoryId,
    /// The page that it stands on.
    pub(crate) path: String,
    pub(crate) feed: String,
    pub(crate) orders: [OrderLink; 3],
    pub(crate) rules: Rules,
    /// There is an article's text to quote.
    pub(crate) quotable: bool,
    pub(crate) part: Part,
}

/// The part that somebody can take in a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Strangers read.
    Reads,
    /// New members write, slowly.
    Begins,
    /// Members write and flag.
    Takes,
    /// Moderators keep order.
    Moderates,
}

impl Talk {
    pub(crate) fn signed_in(&self) -> bool {
        self.part != Part::Reads
    }

    /// The reader is new here.
    pub(crate) fn begins(&self) -> bool {
        self.part == Part::Begins
    }

    pub(crate) fn moderating(&self) -> bool {
        self.part == Part::Moderates
    }

    /// The reader may write.
    pub(crate) fn open(&self) -> bool {
        self.moderating() || (self.signed_in() && !self.rules.locked)
    }

    pub(crate) fn slow_minutes(&self) -> u32 {
        self.rules.slow_seconds.div_ceil(60)
    }
}

/// One of the orders.
pub(crate) struct OrderLink {
    pub(crate) name: &'static str,
    pub(crate) href: String,
    pub(crate) here: bool,
}

/// A comment as the page shows it.
#[derive(Clone, Debug)]
pub(crate) struct CommentView {
    pub(crate) id: CommentId,
    pub(crate) depth: u32,
    /// Threads to close before this one begins.
    pub(crate) closing: u32,
    pub(crate) author: String,
    pub(crate) when: Stamp,
    pub(crate) edited: bool,
    pub(crate) html: Markup,
    /// As it was written, for the form that changes it.
    pub(crate) text: String,
    pub(crate) quote: Option<QuoteView>,
    /// Where it stands, when that is not this page.
    pub(crate) place: Option<PlaceView>,
    /// Why it waits for a moderator.
    pub(crate) held: String,
    pub(crate) votes: u32,
    pub(crate) voted: bool,
    pub(crate) flagged: bool,
    pub(crate) by: By,
    /// What stands in its place, when it is gone.
    pub(crate) gone: &'static str,
    /// Answers below it, on all levels.
    pub(crate) answers: u32,
}

/// Who wrote a comment, as its reader sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// Somebody else.
    Another,
    /// The caller.
    Caller,
    /// The caller, so lately that they may change it.
    CallerLately,
}

impl CommentView {
    pub(crate) fn own(&self) -> bool {
        self.by != By::Another
    }

    pub(crate) fn editable(&self) -> bool {
        self.by == By::CallerLately && self.gone.is_empty()
    }
}

/// A sentence of the article that a comment is about.
#[derive(Clone, Debug)]
pub(crate) struct QuoteView {
    pub(crate) text: String,
    pub(crate) href: String,
}

/// The article that a thread is about.
#[derive(Clone, Debug)]
pub(crate) struct PlaceView {
    pub(crate) headline: String,
    pub(crate) publisher: String,
    pub(crate) href: String,
}

impl PlaceView {
    /// "On HEADLINE, PUBLISHER".
    pub(crate) fn told(&self, shell: &Shell) -> String {
        let words = Message::new("talk-on").text("headline", &self.headline);
        shell.speech.tell(&words.text("publisher", &self.publisher))
    }
}

/// The page that a conversation is shown on.
pub(crate) struct Here {
    pub(crate) story: StoryId,
    /// The article, unless it is the story's own page.
    pub(crate) article: Option<ArticleId>,
    pub(crate) path: String,
    pub(crate) sort: Sort,
}

/// Who looks.
pub(crate) fn viewer(site: &Site, caller: &Caller) -> Viewer {
    Viewer { reader: caller.id(), moderates: caller.may_moderate(), now: site.now() }
}

/// A story's conversation for this page and this caller.
pub(crate) async fn of(site: &Site, caller: &Caller, here: Here) -> Result<Talk> {
    let kept = &site.store;
    let (mut comments, rules) = tokio::try_join!(
        kept.conversation(here.story, viewer(site, caller)),
        kept.conversation_rules(here.story, caller.id()),
    )?;
    for comment in &mut comments {
        if comment.html.as_str().is_empty() && !comment.text.is_empty() {
            comment.html = site.newsroom.comment_html(&comment.text);
        }
    }
    let (marks, new) = match &caller.reader {
        Some(reader) if !comments.is_empty() => {
            let rules = TalkRules::of(site).await?;
            (kept.marks(reader.id, here.story).await?, rules.is_new(site, reader).await?)
        }
        _ => (Marks::default(), false),
    };
    let eyes = Eyes { caller, marks: &marks, here: &here, lens: lens(site, caller) };
    Ok(talk(&comments, &eyes, rules, new))
}

/// What a comment is looked at with.
struct Eyes<'a> {
    caller: &'a Caller,
    marks: &'a Marks,
    here: &'a Here,
    lens: Lens<'a>,
}

fn talk(comments: &[Comment], eyes: &Eyes<'_>, rules: Rules, new: bool) -> Talk {
    let here = eyes.here;
    let shown = threads(comments, eyes);
    let action = match here.article {
        Some(article) => format!("/a/{article}/comments"),
        None => format!("/s/{}/comments", here.story),
    };
    let speech = eyes.lens.speech;
    let order = |name, sort, query| OrderLink {
        name: speech.say(name),
        href: format!("{}{query}#comments", here.path),
        here: here.sort == sort,
    };
    Talk {
        closing: shown.last().map_or(0, |last| last.depth + 1),
        count: shown.iter().filter(|one| one.gone.is_empty()).count(),
        comments: shown,
        action,
        story: here.story,
        path: here.path.clone(),
        feed: format!("/s/{}/comments.atom", here.story),
        orders: [
            order("talk-threads", Sort::Threaded, ""),
            order("talk-newest", Sort::Newest, "?sort=newest"),
            order("talk-best", Sort::Best, "?sort=best"),
        ],
        rules,
        quotable: here.article.is_some() && eyes.caller.whole_texts,
        part: match (&eyes.caller.reader, new) {
            (None, _) => Part::Reads,
            (Some(_), _) if eyes.caller.may_moderate() => Part::Moderates,
            (Some(_), true) => Part::Begins,
            (Some(_), false) => Part::Takes,
        },
    }
}

/// Comments as threads: each answer under what it answers.
fn threads(comments: &[Comment], eyes: &Eyes<'_>) -> Vec<CommentView> {
    let kept = worth_showing(comments);
    let counts = below(comments, &kept);
    let mut answers: HashMap<Option<CommentId>, Vec<&Comment>> = HashMap::new();
    for comment in comments.iter().filter(|comment| kept.contains(&comment.id)) {
        answers.entry(comment.parent).or_default().push(comment);
    }
    for (parent, list) in &mut answers {
        match eyes.here.sort {
            Sort::Newest if parent.is_none() => list.reverse(),
            Sort::Best => list.sort_by_key(|one| (std::cmp::Reverse(one.votes), one.id)),
            _ => {}
        }
    }
    let mut shown: Vec<CommentView> = Vec::new();
    let mut open: Vec<(&Comment, u32)> = Vec::new();
    let under = |parent, depth| {
        let list = answers.get(&parent).map(Vec::as_slice).unwrap_or_default();
        list.iter().rev().map(move |comment| (*comment, depth))
    };
    open.extend(under(None, 0));
    while let Some((comment, depth)) = open.pop() {
        if shown.len() == MOST_SHOWN {
            break;
        }
        let before = shown.last().map_or(0, |last| last.depth + 1);
        let mut next = view(comment, depth, eyes);
        next.closing = before.saturating_sub(depth);
        next.answers = counts.get(&comment.id).copied().unwrap_or_default();
        shown.push(next);
        open.extend(under(Some(comment.id), (depth + 1).min(DEEPEST)));
    }
    shown
}

/// How many answers stand below each comment, on all levels.
fn below(comments: &[Comment], kept: &HashSet<CommentId>) -> HashMap<CommentId, u32> {
    let mut counts: HashMap<CommentId, u32> = HashMap::new();
    // Answers come after what they answer, so the last is looked at first.
    for comment in comments.iter().rev().filter(|comment| kept.contains(&comment.id)) {
        let own = counts.get(&comment.id).copied().unwrap_or_default();
        if let Some(parent) = comment.parent {
            *counts.entry(parent).or_default() += own + 1;
        }
    }
    counts
}

/// All but what may not be seen and has no answer that can be.
fn worth_showing(comments: &[Comment]) -> HashSet<CommentId> {
    let mut kept = HashSet::new();
    // Answers come after what they answer, so the last is looked at first.
    for comment in comments.iter().rev() {
        let silent = comment.text.is_empty();
        let hidden = matches!(comment.standing, Standing::Held(_) | Standing::Banned);
        if kept.contains(&comment.id) || !(silent && hidden) {
            kept.insert(comment.id);
            kept.extend(comment.parent);
        }
    }
    kept
}

fn view(comment: &Comment, depth: u32, eyes: &Eyes<'_>) -> CommentView {
    let own = eyes.caller.id() == Some(comment.author);
    let speech = eyes.lens.speech;
    let (gone, held) = match &comment.standing {
        Standing::Stands => ("", ""),
        Standing::Removed => (speech.say("talk-removed"), ""),
        Standing::Deleted => (speech.say("talk-deleted"), ""),
        Standing::Banned => (speech.say("talk-banned"), ""),
        Standing::Held(_) if comment.text.is_empty() => (speech.say("talk-waits"), ""),
        Standing::Held(why) => ("", why.as_str()),
    };
    let fresh = comment.created_at.plus(EDIT_WITHIN_MS) >= eyes.lens.now;
    CommentView {
        id: comment.id,
        depth,
        closing: 0,
        author: match comment.author_name.as_str() {
            "" => speech.say("somebody-who-left").to_owned(),
            name => name.to_owned(),
        },
        when: eyes.lens.stamp(When::At(comment.created_at)),
        edited: comment.edited_at.is_some(),
        html: Markup(comment.html.clone()),
        text: if own { comment.text.clone() } else { String::new() },
        quote: quote(comment),
        place: place(comment, eyes.here).filter(|_| comment.parent.is_none()),
        held: talk_rules::held_words(held, speech),
        votes: comment.votes,
        voted: eyes.marks.voted.contains(&comment.id),
        flagged: eyes.marks.flagged.contains(&comment.id),
        by: match (own, fresh) {
            (false, _) => By::Another,
            (true, false) => By::Caller,
            (true, true) => By::CallerLately,
        },
        gone,
        answers: 0,
    }
}

fn quote(comment: &Comment) -> Option<QuoteView> {
    let quote = comment.quote.as_ref()?;
    let href = address::sentence(comment.article, &comment.headline, quote.span);
    Some(QuoteView { text: quote.text.clone(), href })
}

/// The article that a comment is about, when the page is not its own.
fn place(comment: &Comment, here: &Here) -> Option<PlaceView> {
    let elsewhere = here.article != Some(comment.article);
    (elsewhere && !comment.on_story).then(|| PlaceView {
        headline: comment.headline.clone(),
        publisher: comment.publisher_name.clone(),
        href: address::article(comment.article, &comment.headline),
    })
}

#[cfg(test)]
#[path = "talk/tests.rs"]
mod tests;
