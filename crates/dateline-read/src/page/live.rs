//! Live pages: whether a page is one, and its updates, each with its time.
//!
//! The one rule: an update begins where a line begins with a time of day, and the times run one way.

use dateline_model::Update;

use super::blocks::{Block, Kind};

/// Updates of one page.
const MAX_UPDATES: usize = 1_000;
/// A live page has so many updates that begin with a time of day.
const UPDATES: usize = 4;
/// Midnight, or an update that was pinned, breaks the order once in so many.
const UPDATES_PER_BREAK: usize = 6;
/// So many updates hold at least so many characters each.
const UPDATE_CHARS: usize = 60;

/// Whether the body is a row of updates, each under its time of day, in the order of time. The times
/// may stand in lines of their own that are no text.
pub(super) fn has_updates(body: &[&Block], all: &[Block]) -> bool {
    let times: Vec<u32> = around(body, all).iter().filter_map(begins_update).collect();
    let chars: usize = body.iter().map(|block| block.chars).sum();
    let turns = times.windows(2).filter(|pair| matches!(pair, [a, b] if a > b)).count();
    let breaks = turns.min(times.len().saturating_sub(1 + turns));
    let is_ordered = breaks <= times.len() / UPDATES_PER_BREAK;
    times.len() >= UPDATES && is_ordered && chars > times.len() * UPDATE_CHARS
}

/// The page's blocks from just above the body to its end.
fn around<'b>(body: &[&Block], all: &'b [Block]) -> &'b [Block] {
    let place = |block: Option<&&Block>| {
        block.and_then(|block| all.iter().position(|other| other.node == block.node))
    };
    match (place(body.first()), place(body.last())) {
        (Some(first), Some(last)) => all.get(first.saturating_sub(1)..=last).unwrap_or(&[]),
        _ => &[],
    }
}

/// The minute of the day under which an update begins with this block.
fn begins_update(block: &Block) -> Option<u32> {
    let is_line = matches!(block.kind, Kind::Heading(_) | Kind::Paragraph);
    time_of_day(&block.text).filter(|_| is_line)
}

/// The updates that linked data tells, if it tells any; else those of the page.
pub(super) fn updates(told: &[Update], body: &[&Block], all: &[Block]) -> Vec<Update> {
    if !told.is_empty() {
        return told.to_vec();
    }
    let is_body = |block: &Block| body.iter().any(|own| std::ptr::eq(*own, block));
    let mut updates: Vec<Update> = Vec::new();
    for block in around(body, all) {
        if begins_update(block).is_some() && updates.len() < MAX_UPDATES {
            updates.push(opened_by(block));
            continue;
        }
        let Some(update) = updates.last_mut().filter(|_| is_body(block) && block.chars > 0) else {
            continue;
        };
        if matches!(block.kind, Kind::Heading(_))
            && update.text.is_empty()
            && update.headline.is_none()
        {
            update.headline = Some(block.text.clone());
            continue;
        }
        if !update.text.is_empty() {
            update.text.push_str("\n\n");
        }
        update.text.push_str(&block.text);
    }
    updates
}

/// The update that a line such as `19:42 – All ashore` opens. What stands after the time is a
/// headline in a heading, text elsewhere.
fn opened_by(block: &Block) -> Update {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | ':');
    let end = time_end(&block.text);
    let (time, rest) = block.text.split_at_checked(end).unwrap_or((&block.text, ""));
    let rest = rest.trim_start_matches(is_mark).to_owned();
    let is_headline = matches!(block.kind, Kind::Heading(_)) && !rest.is_empty();
    let (headline, text) = if is_headline { (Some(rest), String::new()) } else { (None, rest) };
    Update { at: None, time: Some(time.trim_end_matches(is_mark).to_owned()), headline, text }
}

/// Where the time of day at the line's beginning ends, its `pm`, `Uhr` or `h` included.
fn time_end(line: &str) -> usize {
    let digits = line.find([':', '.']).map_or(0, |mark| mark + 3);
    let rest = line.get(digits..).unwrap_or("");
    let after = rest.trim_start();
    let lower = after.to_lowercase();
    let word = ["a.m.", "p.m.", "a.m", "p.m", "am", "pm", "uhr", "h"].into_iter().find(|word| {
        let next = lower.strip_prefix(word).map(|rest| rest.chars().next());
        next.is_some_and(|next| next.is_none_or(|c| !c.is_alphanumeric()))
    });
    digits + word.map_or(0, |word| rest.len() - after.len() + word.len())
}

/// The minute of the day that a line begins with: `19:42`, `7.42pm`, `7:42 p.m.`.
pub(super) fn time_of_day(line: &str) -> Option<u32> {
    let (hour, rest) = line.split_once([':', '.'])?;
    let minute = rest.get(..2)?;
    let after = rest.get(2..)?.trim_start().to_lowercase();
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_told =
        ["am", "pm", "a.m", "p.m", "h", "uhr", "-", "–"].iter().any(|end| after.starts_with(end));
    let ends =
        after.starts_with(|c: char| c.is_alphabetic() || matches!(c, '-' | '–' | '—' | '|' | '('));
    let is_time =
        is_told || after.is_empty() || (ends && line.as_bytes().get(hour.len()) == Some(&b':'));
    if !is_time || !(1..=2).contains(&hour.len()) || !all_digits(hour) || !all_digits(minute) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let is_later = (after.starts_with("pm") || after.starts_with("p.m")) && hour < 12;
    (hour < 24 && minute < 60).then_some(hour * 60 + minute + if is_later { 720 } else { 0 })
}

#[cfg(test)]
mod tests {
    use dateline_model::Draft;

    use super::*;
    use crate::page::{PageSource, read_page};

    #[track_caller]
    fn check(line: &str, minute: Option<u32>) {
        assert_eq!(time_of_day(line), minute, "{line}");
    }

    fn draft(page: &str) -> Draft {
        read_page(page, &PageSource::default()).into_iter().next().expect("a draft")
    }

    const WORDS: &str = "The river rose above the old bridge on Monday, and the people of Vell went \
        to higher ground, where the school had opened its doors to all of them.";

    #[test]
    fn each_update_has_its_time() {
        let note = |line: &str| format!("{line}<p>{WORDS}</p><p>{WORDS}</p>");
        let page = [
            "<h2>7.42pm – All ashore</h2>",
            "<h2>19:10</h2><h3>Rain</h3>",
            "<p>18:58 Uhr</p>",
            "<h2>18:05 | Snow</h2>",
        ];
        let draft = draft(&format!("<h1>River</h1>{}", page.map(note).concat()));
        let heads: Vec<_> = draft
            .updates
            .iter()
            .map(|update| (update.time.as_deref(), update.headline.as_deref()))
            .collect();
        assert_eq!(
            heads,
            [
                (Some("7.42pm"), Some("All ashore")),
                (Some("19:10"), Some("Rain")),
                (Some("18:58 Uhr"), None),
                (Some("18:05"), Some("Snow")),
            ]
        );
        assert!(draft.updates.iter().all(|update| update.text == format!("{WORDS}\n\n{WORDS}")));
    }

    #[test]
    fn linked_data_tells_them_with_their_moments() {
        let draft = draft(&format!(
            "<script type='application/ld+json'>{{\"@type\":\"LiveBlogPosting\",\"headline\":\"River\",\
             \"liveBlogUpdate\":[{{\"@type\":\"BlogPosting\",\"headline\":\"Rain\",\
             \"datePublished\":\"2026-06-14T19:42:00+02:00\",\"articleBody\":\"It rains.\"}},{{}}]}}</script>\
             <h1>River</h1><p>{WORDS}</p>"
        ));
        let [update] = draft.updates.as_slice() else { panic!("one update: {:?}", draft.updates) };
        assert_eq!(
            update.at.map(|at| at.to_string()).as_deref(),
            Some("2026-06-14T19:42:00+02:00")
        );
        assert_eq!((update.headline.as_deref(), update.text.as_str()), (Some("Rain"), "It rains."));
    }

    #[test]
    fn reads_the_time_that_an_update_begins_with() {
        check("19:42 – All ashore", Some(1_182));
        check("7.42pm All ashore", Some(1_182));
        check("7:42 p.m.", Some(1_182));
        check("0:05", Some(5));
        for line in ["2.50 metres", "19:42:10", "24:00", "3.141", "Monday: 12", "1:2", "10.55%"] {
            check(line, None);
        }
    }
}
