//! Runs of capitalised words, from which names are made.
//!
//! A capital at the start of a sentence proves nothing, nor does one in a line that is all
//! capitals, and in German every noun has one. One inside a headline of small letters proves as much
//! as one inside a sentence. What is cut here: titles and words for nations in
//! front of a name, contractions, and openings that are no part of it.

use std::borrow::Cow;

use super::{german, lexicon};
use crate::known::List;
use crate::language;
use crate::text::{Kind, SentenceAt, Text, Token, is_listed, one_of};

/// Marks before the first word of a sentence; a row of more is looked at once, not for each name.
const MOST_OPENING_MARKS: usize = 12;

/// The longest name, in tokens.
const LONGEST_NAME: usize = 14;

/// A run of capitalised words before it is known what it names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// Stood after a title.
    pub(crate) titled: bool,
    /// Opens its sentence, so that the capital proves nothing.
    opening: bool,
}

/// The runs that are names, in order.
pub(crate) fn find(text: &Text<'_>, headline: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    for sentence in &text.sentences {
        if shouts(text, sentence.first, sentence.last) {
            continue;
        }
        let mut at = sentence.first;
        while at < sentence.last {
            // A run begins with a capital, whatever else it takes.
            if !text.tokens.get(at).is_some_and(Token::capital) {
                at += 1;
                continue;
            }
            let end = run_end(text, at, sentence.last);
            if end == at {
                at += 1;
                continue;
            }
            let opening = opens(text, sentence.first, at);
            runs.extend(trimmed(text, at, end - 1, opening));
            at = end;
        }
    }
    let mut seen = Seen::new(text, &runs);
    seen.headline(text, &Text::new(headline, text.language));
    runs.into_iter().filter_map(|run| seen.name(text, run)).collect()
}

/// Whether most words of a sentence have capitals, as in a headline: its capitals prove nothing.
fn shouts(text: &Text<'_>, first: usize, last: usize) -> bool {
    if text.language == "de" {
        return false;
    }
    let words = text.tokens[first..last].iter().filter(|token| token.kind == Kind::Word);
    let (mut all, mut capital) = (0, 0);
    for word in words.filter(|word| !text.is_little(word)) {
        all += 1;
        capital += usize::from(word.capital());
    }
    all >= 6 && capital * 10 >= all * 9
}

/// Whether only marks stand between the sentence's start, or a mark that opens speech, and `at`.
fn opens(text: &Text<'_>, first: usize, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.tokens.get(before));
    (at - first <= MOST_OPENING_MARKS
        && text.tokens[first..at].iter().all(|token| token.kind == Kind::Mark))
        || before.is_some_and(|token| {
            matches!(token.text, "“" | "\"" | "'" | "‘" | "«" | "„" | "「" | ":" | "•" | "–" | "—")
        })
}

/// Whether a sentence, or speech in it, opens at `at`.
fn opens_at(text: &Text<'_>, at: usize) -> bool {
    let token = text.tokens.get(at);
    let first =
        token.and_then(|token| text.sentence_at(token.start)).map_or(at, |sentence| sentence.first);
    opens(text, first, at)
}

/// Where the run of capitalised words that starts at `at` ends; `at` when none starts.
fn run_end(text: &Text<'_>, at: usize, last: usize) -> usize {
    let mut end = at;
    let mut next = at;
    while next < last && next - at < LONGEST_NAME {
        let named =
            |index: usize| text.tokens.get(index).is_some_and(|token| in_a_name(text, token));
        // "Just Stop Oil": a little word with a capital inside a sentence belongs to the name after it.
        let little = || {
            next == at
                && text.language == "en"
                && text.tokens.get(at).is_some_and(|token| token.capital() && token.text.len() > 2)
                && !opens_at(text, at)
        };
        if !(named(next) || little() && named(next + 1)) {
            break;
        }
        end = next + 1;
        next = end + joint(text, end, last);
    }
    end
}

fn in_a_name(text: &Text<'_>, token: &Token<'_>) -> bool {
    let contraction = || {
        token.lower.len() < 7 && token.lower.contains(['\'', '’']) && !token.lower.starts_with("o'")
    };
    token.capital()
        && !text.is_calendar_word(token)
        && (!text.is_little(token) || acronym(token.text))
        && !contraction()
}

/// How many tokens at `at` join the capitalised words around them: "of", "-", "von der".
fn joint(text: &Text<'_>, at: usize, last: usize) -> usize {
    let capital = |index: usize| index < last && text.tokens.get(index).is_some_and(Token::capital);
    let Some(token) = text.tokens.get(at) else { return 0 };
    let initial = || {
        let before = at.checked_sub(1).and_then(|before| text.tokens.get(before));
        before.is_some_and(|before| before.text.chars().count() == 1 && text.touches_next(at - 1))
    };
    let german = text.language == "de";
    let joined = match token.text {
        // "Nahost-Krieg" is a noun; "Jean-Luc" is a name.
        "-" | "‑" => {
            let given = || at.checked_sub(1).is_some_and(|before| text.is(before, List::GivenName));
            text.touches_next(at) && text.touches_next(at - 1) && (!german || given())
        }
        "&" => true,
        "." => initial(),
        // "Ursula von der Leyen", but not "Molt von der Technischen Hochschule".
        "von" if german => text.lower(at + 1) == "der" && capital(at + 2) && !capital(at + 3),
        // "Bank of England", but not "Olalla Prim of the Merino brigade".
        "of" if text.language == "en" => {
            let Some(before) = at.checked_sub(1) else { return 0 };
            if !(text.is(before, List::Organisation)
                || language::is_common_word(text.lower(before), "en"))
            {
                return 0;
            }
            return if text.lower(at + 1) == "the" && capital(at + 2) {
                2
            } else {
                usize::from(capital(at + 1))
            };
        }
        "de" | "du" | "del" | "della" | "di" | "da" | "do" | "dos" | "van" | "von" | "bin"
        | "ibn" | "al" | "el" | "la" | "y" | "ter" => !german,
        _ => false,
    };
    match (joined, token.text) {
        (true, "von") if german => 2,
        (true, "de" | "van")
            if matches!(text.lower(at + 1), "la" | "las" | "los" | "der" | "den")
                && capital(at + 2) =>
        {
            2
        }
        (true, _) => usize::from(capital(at + 1)),
        _ => 0,
    }
}

/// Two to five letters, all capitals.
pub(crate) fn acronym(word: &str) -> bool {
    let length = word.chars().count();
    (2..=5).contains(&length)
        && word.chars().all(|letter| letter.is_uppercase() || letter.is_numeric())
}

/// The run without titles and words for nations in front; none when nothing is left.
fn trimmed(text: &Text<'_>, first: usize, last: usize, opening: bool) -> Option<Run> {
    let body = text.is(last, List::Organisation);
    let title = (first..=last)
        .rev()
        .find(|at| text.is(*at, List::Title))
        .filter(|at| !body || *at > first)
        .filter(|at| !(lexicon::is_royal(text.lower(*at)) && at + 1 == last));
    let mut start = title.map_or(first, |at| at + 1);
    while text.tokens.get(start).is_some_and(|token| token.kind == Kind::Mark) {
        start += 1;
    }
    let titled = start > first && title.is_some() || follows_title(text, first);
    // "Minister of Fisheries": the title is gone, and its "of" with it.
    let links = match text.language {
        "en" => "of the",
        "fr" | "es" | "pt" | "it" => "de du des del della di da do",
        _ => "",
    };
    while start < last && start > first && is_listed(links, text.lower(start)) {
        start += 1;
    }
    while start <= last
        && text.tokens.get(start).is_some_and(|token| lexicon::homeland(token.text).is_some())
    {
        let whole = text.slice(text.reach(start, last));
        if lexicon::place(whole).is_some()
            || lexicon::alias(whole).is_some()
            || (body && start < last)
        {
            break;
        }
        start += 1;
        start += usize::from(text.lower(start) == "-" && start < last);
    }
    start = without_role(text, start, last);
    let (start, last) =
        if text.language == "de" { german::name_within(text, start, last) } else { (start, last) };
    let long = text.slice(text.reach(start, last)).chars().nth(1).is_some();
    (start <= last && long).then_some(Run {
        first: start,
        last,
        titled,
        opening: opening && start == first,
    })
}

fn follows_title(text: &Text<'_>, first: usize) -> bool {
    let title = |steps: usize| first.checked_sub(steps).is_some_and(|at| text.is(at, List::Title));
    let stop = || first.checked_sub(1).is_some_and(|at| text.lower(at) == ".");
    title(1) || (stop() && title(2))
}

/// "Frenchman Corentin Moutet", "Sängerin Nina Chuba": past what somebody is, to the name.
fn without_role(text: &Text<'_>, first: usize, last: usize) -> usize {
    let given = (first + 1..last).find(|at| text.is(*at, List::GivenName));
    let joined = |at: usize| text.lower(at - 1).contains(['-', '‑', '&']);
    given.filter(|at| !text.is(first, List::GivenName) && !joined(*at)).unwrap_or(first)
}

/// How often each word of a text, by its number, stands with a capital inside a sentence, without
/// one, and at the end of a longer name.
struct Seen {
    words: Vec<Times>,
}

#[derive(Clone, Copy, Default)]
struct Times {
    capital: usize,
    lower: usize,
    last_name: usize,
}

impl Seen {
    fn new(text: &Text<'_>, runs: &[Run]) -> Seen {
        let mut seen = Seen { words: vec![Times::default(); text.different_words()] };
        for run in runs {
            let from = run.first + usize::from(run.opening);
            for token in text.tokens.get(from..=run.last).unwrap_or_default() {
                seen.note(token.word, |times| &mut times.capital);
            }
            if let Some(last) = text.tokens.get(run.last).filter(|_| run.last > run.first) {
                seen.note(last.word, |times| &mut times.last_name);
            }
        }
        // What is borrowed is as it was written.
        let same = |token: &Token<'_>| {
            matches!(token.lower, Cow::Borrowed(_)) || token.text == token.lower
        };
        let plain =
            |token: &&Token<'_>| token.kind == Kind::Word && !token.capital() && same(token);
        for token in text.tokens.iter().filter(plain) {
            seen.note(token.word, |times| &mut times.lower);
        }
        seen
    }

    fn note(&mut self, word: usize, count: impl FnOnce(&mut Times) -> &mut usize) {
        if let Some(times) = self.words.get_mut(word) {
            *count(times) += 1;
        }
    }

    /// How the word of the token at `at` stands in the text.
    fn at(&self, text: &Text<'_>, at: usize) -> Times {
        let word = text.tokens.get(at).map_or(usize::MAX, |token| token.word);
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Whether a lower-case word ends longer names.
    fn is_last_name(&self, text: &Text<'_>, word: &str) -> bool {
        let times = text.number_of(word).and_then(|number| self.words.get(number));
        times.is_some_and(|times| times.last_name > 0)
    }

    /// Takes a headline into account, unless it writes all its words with capitals.
    fn headline(&mut self, text: &Text<'_>, headline: &Text<'_>) {
        let inside = headline.sentences.iter().flat_map(|&SentenceAt { first, last, .. }| {
            (first..last).filter(move |&at| !opens(headline, first, at))
        });
        let words = inside
            .filter_map(|at| headline.tokens.get(at))
            .filter(|token| token.kind == Kind::Word && !headline.is_little(token));
        let all: Vec<&Token<'_>> = words.collect();
        let capital = all.iter().filter(|token| token.capital()).count();
        if capital * 3 > all.len() * 2 {
            return;
        }
        let named = all.iter().filter(|token| in_a_name(headline, token));
        for word in named.filter_map(|token| text.number_of(&token.lower)) {
            self.note(word, |times| &mut times.capital);
        }
    }

    /// The run as a name: perhaps without a first word that only opens its sentence, or none.
    fn name(&self, text: &Text<'_>, mut run: Run) -> Option<Run> {
        let known =
            |run: Run| lexicon::alias(text.slice(text.reach(run.first, run.last))).is_some();
        if run.opening && run.last > run.first && !known(run) && self.only_opens(text, run) {
            run.first += 1;
            while run.first < run.last
                && text.tokens.get(run.first).is_some_and(|token| token.kind == Kind::Mark)
            {
                run.first += 1;
            }
            run.opening = false;
        }
        // "Trumps Charakter" names Trump.
        let stem = text.lower(run.first).strip_suffix('s').unwrap_or_default();
        if text.language == "de" && run.last == run.first + 1 && self.is_last_name(text, stem) {
            run.last = run.first;
        }
        if run.last > run.first || known(run) || run.titled {
            return Some(run);
        }
        let word = text.lower(run.first);
        let shape = text.tokens.get(run.first)?.text;
        let Times { capital, lower, last_name } = self.at(text, run.first);
        let named = last_name > 0 || self.is_last_name(text, word.trim_end_matches('s'));
        let sure = match text.language {
            "de" => acronym(shape) || named,
            _ if run.opening => {
                acronym(shape)
                    || named
                    || capital > lower
                    || (lower == 0 && speaks(text.lower(run.first + 1)))
            }
            _ => capital > lower,
        };
        sure.then_some(run)
    }

    /// Whether the run's first word has its capital from its place alone.
    fn only_opens(&self, text: &Text<'_>, run: Run) -> bool {
        let (first, last) = (self.at(text, run.first), self.at(text, run.last));
        if first.capital > 0 || text.is(run.first, List::GivenName) {
            return false;
        }
        // "Later Joly said" where "Melanie Joly" stands elsewhere.
        let known_rest = run.first + 1 == run.last && last.last_name > 1 && last.capital > 1;
        known_rest
            || first.lower > 0
            || text.language == "de"
            || is_common_opening(text.lower(run.first))
    }
}

/// Words that open sentences and are never names.
fn is_common_opening(word: &str) -> bool {
    (word.len() > 4 && (word.ends_with("ing") || word.ends_with("ly") || word.ends_with("ed")))
        || one_of!(
            "former though despite unlike fellow many most another other several two three four five whether according some nearly last next this since meanwhile today yesterday even still perhaps",
            word,
        )
}

/// Verbs that only somebody can be the subject of.
fn speaks(word: &str) -> bool {
    matches!(word, "said" | "says" | "told" | "added" | "wrote" | "tweeted")
}
