//! Up to three sentences of the text that stand for it.
//!
//! Reports say the most important thing first, so the lead is hard to beat: position weighs most,
//! then how many of the text's frequent words and of the headline's a sentence holds. A sentence
//! must stand alone: it may not open with a pronoun or "but", nor cut a quotation in two.

use dateline_model::{Passage, Sentence};

use crate::known::List;
use crate::quotes::cues;
use crate::quotes::marks::Quoted;
use crate::text::{Kind, SentenceAt, Text, Token, one_of};
use crate::words::spelled;

/// How many sentences a brief has.
pub(crate) const BRIEF_SENTENCES: usize = 3;
/// Sentences beyond these are background.
const SENTENCES_READ: usize = 30;
/// Shorter ones say too little, longer ones are no brief.
const WORDS: std::ops::RangeInclusive<usize> = 6..=60;
/// Two sentences that share more of their words than this say the same.
const MOST_SHARED: f64 = 0.6;

/// The brief of a text, in its own language: sentences in another one are quotations.
pub(crate) fn of(
    text: &Text<'_>,
    headline: &str,
    quoted: &[Quoted],
    passages: &[Passage],
) -> Vec<Sentence> {
    let foreign = |sentence: &SentenceAt| {
        let span = text.span(sentence.stretch);
        passages.iter().any(|passage| passage.span.holds(span))
    };
    let weights = weights(text, headline);
    let mut candidates: Vec<(f64, &SentenceAt)> = text
        .sentences
        .iter()
        .take(SENTENCES_READ)
        .enumerate()
        .filter(|(_, sentence)| stands_alone(text, sentence, quoted) && !foreign(sentence))
        .map(|(index, sentence)| (score(text, &weights, sentence, index), sentence))
        .collect();
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut chosen: Vec<&SentenceAt> = Vec::new();
    for (_, sentence) in candidates {
        if chosen.len() < BRIEF_SENTENCES
            && chosen.iter().all(|other| shared(text, other, sentence) < MOST_SHARED)
        {
            chosen.push(sentence);
        }
    }
    chosen.sort_by_key(|sentence| sentence.first);
    chosen.iter().map(|sentence| verbatim(text, sentence)).collect()
}

/// A sentence as it stands.
pub(crate) fn verbatim(text: &Text<'_>, sentence: &SentenceAt) -> Sentence {
    Sentence { text: text.slice(sentence.stretch).to_owned(), span: text.span(sentence.stretch) }
}

/// Slots for pairs of letters in a headline, of which it has some sixty.
const PAIRS: usize = 1024;

/// How telling each word is, by its number: how often it comes, and more when the headline has it.
fn weights(text: &Text<'_>, headline: &str) -> Vec<f64> {
    let headline = headline.to_lowercase();
    let mut words = vec![(0.0, ""); text.different_words()];
    for token in content(text, 0, text.tokens.len()) {
        if let Some((times, word)) = words.get_mut(token.word) {
            *times += 1.0;
            *word = &*token.lower;
        }
    }
    // Most words begin with two letters that the headline has nowhere together.
    let slot = |first: u8, second: u8| (usize::from(first) * 37 + usize::from(second)) % PAIRS;
    let mut pairs = [false; PAIRS];
    for (first, second) in headline.bytes().zip(headline.bytes().skip(1)) {
        pairs[slot(first, second)] = true;
    }
    let may_hold = |word: &str| match word.as_bytes() {
        [first, second, ..] => pairs[slot(*first, *second)],
        _ => true,
    };
    let told = |word: &str| {
        let held = may_hold(word) && headline.contains(word);
        if held { 1.5 } else { 0.0 }
    };
    words.iter().map(|(times, word)| f64::sqrt(*times) + told(word)).collect()
}

/// The words of a stretch that carry matter.
fn content<'a>(
    text: &'a Text<'a>,
    first: usize,
    last: usize,
) -> impl Iterator<Item = &'a Token<'a>> {
    text.tokens[first..last]
        .iter()
        .filter(|token| matches!(token.kind, Kind::Word | Kind::Dense) && !text.is_little(token))
}

fn score(text: &Text<'_>, weights: &[f64], sentence: &SentenceAt, index: usize) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for token in content(text, sentence.first, sentence.last) {
        sum += weights.get(token.word).copied().unwrap_or_default();
        count += 1.0;
    }
    let matter = if count > 0.0 { sum / f64::sqrt(count) } else { 0.0 };
    let position = 1.0 / (1.0 + f64::from(u32::try_from(index).unwrap_or(u32::MAX)) / 3.0);
    matter * (0.3 + position)
}

fn shared(text: &Text<'_>, one: &SentenceAt, other: &SentenceAt) -> f64 {
    let words: Vec<usize> = content(text, one.first, one.last).map(|token| token.word).collect();
    let (mut both, mut all) = (0.0, 0.0);
    for token in content(text, other.first, other.last) {
        all += 1.0;
        both += f64::from(u8::from(words.contains(&token.word)));
    }
    if all > 0.0 { both / all } else { 1.0 }
}

/// Words that lean on an earlier sentence when they open one.
const DANGLING: &str = "he she it they his her its their this that these those such but and so yet however meanwhile also \
    then there instead therefore thus another other both similarly moreover furthermore additionally still what why how who \
    er sie es ihr sein dieser diese dieses dies das aber und doch jedoch dabei damit dazu deshalb daher zudem außerdem auch dort \
    il elle ils elles ce cette ces cela mais et or donc ainsi pourtant cependant aussi \
    él ella ellos esto esta este estos pero y sin así también además \
    ele ela eles isso isto mas e também além \
    lui lei essi questo questa ma e però inoltre anche \
    hij zij ze het dit dat deze maar en ook daarom \
    он она они это этот эта но и а также при \
    وهو وهي لكن كما";

/// Words that lean on an earlier sentence wherever they stand.
pub(crate) const LEANING: &str = "also meanwhile too auch ebenfalls aussi également también também anche inoltre ook eveneens также тоже أيضا";

/// Whether a sentence can be read by itself.
pub(crate) fn stands_alone(text: &Text<'_>, sentence: &SentenceAt, quoted: &[Quoted]) -> bool {
    let tokens = &text.tokens[sentence.first..sentence.last];
    let (mut words, mut letters, mut leans) = (0, 0, false);
    for token in tokens {
        words += usize::from(token.kind != Kind::Mark);
        letters += usize::from(token.kind == Kind::Dense && !token.text.starts_with(spelled));
        leans |= text.known(token).is(List::Leaning);
    }
    let length = words - letters + letters.div_ceil(2);
    if leans || !WORDS.contains(&length) {
        return false;
    }
    let opening = tokens
        .iter()
        .find(|token| token.kind != Kind::Mark)
        .is_some_and(|token| one_of!(DANGLING, &token.lower));
    let unmarked = matches!(text.language, "th" | "lo");
    let ends = unmarked
        || tokens.last().is_some_and(|token| {
            token.kind == Kind::Mark && token.text != ":" && token.text != "?"
        });
    ends && !opening
        && !pronoun_first(text, sentence)
        && !counts_of_them(text, sentence)
        && !cuts_a_quotation(sentence, quoted)
}

/// Whether a pronoun comes before any name that it could mean.
fn pronoun_first(text: &Text<'_>, sentence: &SentenceAt) -> bool {
    let tokens =
        text.tokens[sentence.first..sentence.last].iter().filter(|token| token.kind == Kind::Word);
    for (index, token) in tokens.enumerate() {
        if matches!(&*token.lower, "he" | "she" | "him" | "they")
            || (text.language != "en" && cues::is_pronoun(text.language, &token.lower))
        {
            return true;
        }
        if index > 0 && token.capital() {
            return false;
        }
    }
    false
}

/// "340 of them", where the sentence has not said of what: no plural stands before it.
fn counts_of_them(text: &Text<'_>, sentence: &SentenceAt) -> bool {
    let tokens = &text.tokens[sentence.first..sentence.last];
    let plural = |token: &crate::text::Token<'_>| {
        token.kind == Kind::Word
            && (matches!(&*token.lower, "people" | "men" | "women" | "children")
                || token.lower.len() > 3
                    && token.lower.ends_with('s')
                    && !token.lower.ends_with("ss"))
    };
    let of_them =
        |pair: &[Token<'_>]| matches!(pair, [of, them] if of.lower == "of" && them.lower == "them");
    let at = if text.language == "en" { tokens.windows(2).position(of_them) } else { None };
    at.is_some_and(|at| !tokens.iter().take(at).any(plural))
}

fn cuts_a_quotation(sentence: &SentenceAt, quoted: &[Quoted]) -> bool {
    quoted
        .iter()
        .any(|quote| quote.outer.overlaps(sentence.stretch) && !sentence.stretch.holds(quote.outer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, expected: bool) {
        let text = Text::new(sentence, "en");
        let first = text.sentences.first().expect("a sentence");
        assert_eq!(stands_alone(&text, first, &[]), expected, "{sentence}");
    }

    #[test]
    fn what_points_back_does_not_stand_alone() {
        check(
            "The lumber yard in Tollhaven had sold 340 of them by noon on Friday, it said.",
            false,
        );
        check("Nurses moved eleven patients, two of them children, to the school gym.", true);
        check("He had sold the old pier to the town council three years before the storm.", false);
        check("The town council also sold the old pier three years before the storm came.", false);
    }
}
