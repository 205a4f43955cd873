//! What changed between two versions of a text, word by word.
//!
//! [`word_diff`] gives runs that were kept, added or removed, for a page that shows edits;
//! [`is_trivial_change`] tells an edit from a counter that ticked. Both look at words with the space
//! after them, so the kept and added runs together are the new text and the kept and removed ones
//! the old, to the last byte.
//!
//! The rule to know: the work is bounded. Texts that differ in more than [`MOST_EDITS`] words are
//! shown as one removal and one addition between what they share at both ends.

use std::collections::HashSet;

use crate::words::words;

/// Edits followed by the exact search; its cost is this times the length. Beyond it a reader wants
/// the new text, not a patchwork.
const MOST_EDITS: usize = 1_000;

/// More numbers than these are a table that was brought up to date.
const TRIVIAL_NUMBERS: usize = 3;

/// One run of a diff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// In both versions.
    Kept(&'a str),
    /// In the new version alone.
    Added(&'a str),
    /// In the old version alone.
    Removed(&'a str),
}

/// The runs that lead from the old text to the new one, in reading order; what was removed stands
/// before what was added in its place.
pub fn word_diff<'a>(old: &'a str, new: &'a str) -> Vec<Change<'a>> {
    let (a, b) = (tokens(old), tokens(new));
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(x, y)| x == y).count();
    let middle =
        |tokens: &[&'a str]| tokens.get(head..tokens.len() - tail).unwrap_or_default().to_vec();
    let (a_middle, b_middle) = (middle(&a), middle(&b));
    let mut steps = vec![Step::Keep; head];
    steps.extend(shortest_edit(&a_middle, &b_middle));
    steps.extend(vec![Step::Keep; tail]);
    runs(old, new, &a, &b, &steps)
}

/// The new version says nothing that the old one did not: only spaces, case, punctuation, or a few
/// numbers differ, as in "updated 5 minutes ago" or "1,204 comments".
pub fn is_trivial_change(old: &str, new: &str) -> bool {
    let mut changed_numbers = 0;
    for change in word_diff(old, new) {
        let (Change::Added(text) | Change::Removed(text)) = change else {
            continue;
        };
        for word in words(text) {
            if !word.key.starts_with(|c: char| c.is_ascii_digit()) {
                return same_words(old, new);
            }
            changed_numbers += 1;
        }
    }
    // Each number that changed was removed and added.
    changed_numbers == 0 || (changed_numbers <= 2 * TRIVIAL_NUMBERS && !changes_a_figure(old, new))
}

/// Case and punctuation aside, the texts are the same.
fn same_words(old: &str, new: &str) -> bool {
    words(old).map(|word| word.key).eq(words(new).map(|word| word.key))
}

/// Numbers that changed stand in running text, where they are news: the toll rose. A line that has
/// few words besides and is no sentence is a counter or a clock, where it stands beside others: a
/// headline is neither.
fn changes_a_figure(old: &str, new: &str) -> bool {
    let known: HashSet<&str> = old.lines().collect();
    let tells = |line: &str| {
        words(line).count() > COUNTER_WORDS
            || line.trim_end().ends_with(['.', '!', '?', '。', '”', '"', '»'])
    };
    known.len() < 2 || new.lines().filter(|line| !known.contains(line)).any(tells)
}

/// The longest line that is taken for a counter or a clock: "Last updated 14 June 2026 at 18:05".
const COUNTER_WORDS: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Keep,
    Remove,
    Add,
}

/// Words with the white space that follows them; leading space is a token of its own.
fn tokens(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// Myers's greedy search for the shortest edit: `furthest[k]` is how far into `a` a path on
/// diagonal `k` comes with so many edits, and the history of those tells the way back.
fn shortest_edit(a: &[&str], b: &[&str]) -> Vec<Step> {
    let most = (a.len() + b.len()).min(MOST_EDITS);
    let mut furthest = vec![0_usize; 2 * most + 2];
    let mut history: Vec<Vec<usize>> = Vec::new();
    for edits in 0..=most {
        history.push(furthest.clone());
        for k in (0..=2 * edits).step_by(2) {
            // Diagonal k stands for k - edits; `at` is its place in the array.
            let at = most + k - edits;
            let (left, right) = neighbours(&furthest, at);
            let mut x = if k == 0 || (k != 2 * edits && left < right) { right } else { left + 1 };
            let mut y = (x + most).saturating_sub(at);
            while x < a.len() && y < b.len() && a.get(x) == b.get(y) {
                (x, y) = (x + 1, y + 1);
            }
            if let Some(place) = furthest.get_mut(at) {
                *place = x;
            }
            if x >= a.len() && y >= b.len() {
                return walk_back(&history, most, a.len(), b.len());
            }
        }
    }
    let mut all = vec![Step::Remove; a.len()];
    all.extend(vec![Step::Add; b.len()]);
    all
}

/// How far the paths below and above a diagonal come.
fn neighbours(furthest: &[usize], at: usize) -> (usize, usize) {
    let value = |at: usize| furthest.get(at).copied().unwrap_or_default();
    (at.checked_sub(1).map_or(0, value), value(at + 1))
}

fn walk_back(history: &[Vec<usize>], most: usize, a: usize, b: usize) -> Vec<Step> {
    let (mut x, mut y) = (a, b);
    let mut steps = Vec::new();
    for (edits, furthest) in history.iter().enumerate().rev() {
        let at = (most + x).saturating_sub(y);
        let (left, right) = neighbours(furthest, at);
        let (lowest, highest) = (most - edits, most + edits);
        let down = at == lowest || (at != highest && left < right);
        let before_x = if edits == 0 {
            0
        } else if down {
            right
        } else {
            left
        };
        let before_at = if down { at + 1 } else { at.saturating_sub(1) };
        let before_y = if edits == 0 { 0 } else { (before_x + most).saturating_sub(before_at) };
        while x > before_x && y > before_y {
            steps.push(Step::Keep);
            (x, y) = (x - 1, y - 1);
        }
        if edits > 0 {
            steps.push(if down { Step::Add } else { Step::Remove });
        }
        (x, y) = (before_x, before_y);
    }
    steps.reverse();
    steps
}

/// Neighbouring steps of one kind as runs of the text, removals before additions.
fn runs<'a>(old: &'a str, new: &'a str, a: &[&str], b: &[&str], steps: &[Step]) -> Vec<Change<'a>> {
    let mut found = Vec::new();
    let (mut in_old, mut in_new) = (Run::of(old), Run::of(new));
    let (mut a, mut b) = (a.iter(), b.iter());
    for group in steps.chunk_by(|x, y| (*x == Step::Keep) == (*y == Step::Keep)) {
        for step in group {
            if *step != Step::Add {
                in_old.grow(a.next());
            }
            if *step != Step::Remove {
                in_new.grow(b.next());
            }
        }
        let (removed, added) = (in_old.cut(), in_new.cut());
        if group.first() == Some(&Step::Keep) {
            found.push(Change::Kept(added));
            continue;
        }
        found.extend(
            [Change::Removed(removed), Change::Added(added)]
                .into_iter()
                .filter(|change| !matches!(change, Change::Removed("") | Change::Added(""))),
        );
    }
    found
}

/// A run that grows along a text.
struct Run<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Run<'a> {
    fn of(text: &'a str) -> Run<'a> {
        Run { text, start: 0, end: 0 }
    }

    fn grow(&mut self, token: Option<&&str>) {
        self.end += token.map_or(0, |token| token.len());
    }

    fn cut(&mut self) -> &'a str {
        let run = self.text.get(self.start..self.end).unwrap_or_default();
        self.start = self.end;
        run
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        let shown: String = word_diff(old, new)
            .iter()
            .map(|change| match change {
                Change::Kept(text) => (*text).to_owned(),
                Change::Added(text) => format!("[+{text}]"),
                Change::Removed(text) => format!("[-{text}]"),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn shows_words_that_were_kept_added_and_removed() {
        check("one two three", "one two three", "one two three");
        check("the toll is four now", "the toll is seven now", "the toll is [-four ][+seven ]now");
        check("a b c", "a c", "a [-b ]c");
        check("a c", "a b c", "a [+b ]c");
        check("", "new", "[+new]");
        check("a x b y c", "a b z c", "a [-x ]b [-y ][+z ]c");
    }

    #[test]
    fn edits_without_end_are_one_removal_and_one_addition() {
        let old = "a ".repeat(5_000);
        let new = "b ".repeat(5_000);
        assert_eq!(word_diff(&old, &new), [Change::Removed(&old), Change::Added(&new)]);
    }

    #[test]
    fn a_counter_is_trivial_and_a_toll_is_not() {
        let body = "Four people died when the bridge over the Arda fell on Monday evening.";
        let with = |line: &str| format!("{body}\n\n{line}");
        assert!(is_trivial_change(&with("1,204 comments"), &with("1,388 comments")));
        assert!(is_trivial_change(&with("Updated 18:05"), &with("Updated 19:40")));
        assert!(is_trivial_change(body, &body.replace("died when", "died  when")));
        assert!(is_trivial_change(body, &body.replace("Four", "FOUR")));
        assert!(!is_trivial_change(body, &body.replace("Four", "Seven")));
        let in_figures = body.replace("Four", "14");
        assert!(!is_trivial_change(&in_figures, &in_figures.replace("14", "17")));
        let headline = "At least 4 dead in Marlow";
        assert!(!is_trivial_change(headline, &headline.replace('4', "40")));
        assert!(!is_trivial_change(&with("14 were hurt."), &with("17 were hurt.")));
    }

    proptest::proptest! {
        #[test]
        fn runs_put_both_versions_together_again(old in "[ab \n]{0,40}", new in "[ab \n]{0,40}") {
            let diff = word_diff(&old, &new);
            let side = |removed: bool| -> String {
                diff.iter().map(|change| match change {
                    Change::Kept(text) => text,
                    Change::Removed(text) if removed => text,
                    Change::Added(text) if !removed => text,
                    Change::Added(_) | Change::Removed(_) => "",
                }).collect()
            };
            assert_eq!(side(true), old);
            assert_eq!(side(false), new);
        }
    }
}
