//! A text cut up once, for every part of the study: tokens, sentences, paragraphs.
//!
//! Everything here counts bytes of the source, so that slices cost nothing; [`Text::span`] turns
//! a stretch into the code points that a [`Span`] holds. The rule to know: a stretch always starts
//! and ends on a token's edge, so `source[stretch]` is verbatim and never cuts a character.

mod vocabulary;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use dateline_model::Span;

use crate::hash::Quick;
use crate::known::{Known, List};
use crate::words::{CutKind, cuts, dense};
use crate::{dates, function_words, sentences};
use vocabulary::Vocabulary;

/// Bytes between two entries of the ruler. 64 keeps the ruler at a sixteenth of the text.
const RULER_STEP: usize = 64;

/// A text that is longer than this many bytes is studied up to here: no report is, and whoever
/// sends more wants our time, not our tags.
pub(crate) const LONGEST_TEXT: usize = 400_000;

/// A part of the source, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Stretch {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with the marks that belong to them.
    Word,
    /// Begins with a digit: `1989`, `235.5`, `30th`, `5bn`.
    Number,
    /// Of a script that is written without spaces: one letter of Chinese and Japanese, one word of
    /// Thai, Lao, Khmer and Burmese.
    Dense,
    /// Anything else, one character each.
    Mark,
}

/// A word, a number or a mark, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Token<'a> {
    pub(crate) text: &'a str,
    pub(crate) lower: Cow<'a, str>,
    pub(crate) start: usize,
    pub(crate) kind: Kind,
    /// The number of its word in lower case, in the order in which a text's words first come.
    pub(crate) word: usize,
}

/// A sentence and the tokens it holds: `first..last`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SentenceAt {
    pub(crate) stretch: Stretch,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// The text, cut up.
pub(crate) struct Text<'a> {
    pub(crate) source: &'a str,
    pub(crate) language: &'a str,
    pub(crate) tokens: Vec<Token<'a>>,
    pub(crate) sentences: Vec<SentenceAt>,
    pub(crate) paragraphs: Vec<Stretch>,
    ruler: Vec<usize>,
    vocabulary: Vocabulary,
    /// The bits of the language among little words and calendars: see [`Known`].
    little: u64,
    calendar: u16,
}

impl Stretch {
    pub(crate) fn new(start: usize, end: usize) -> Stretch {
        Stretch { start, end }
    }

    pub(crate) fn overlaps(self, other: Stretch) -> bool {
        self.start < other.end && other.start < self.end
    }

    pub(crate) fn holds(self, other: Stretch) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl Token<'_> {
    #[inline]
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it begins with a capital letter.
    #[inline]
    pub(crate) fn capital(&self) -> bool {
        self.kind == Kind::Word
            && match self.text.as_bytes().first() {
                Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
                _ => self.text.chars().next().is_some_and(char::is_uppercase),
            }
    }

    /// Whether it is this mark.
    pub(crate) fn is(&self, mark: &str) -> bool {
        self.kind == Kind::Mark && self.text == mark
    }
}

impl<'a> Text<'a> {
    /// Cuts up `source`, which is written in `language` (ISO 639-1, empty when unknown).
    pub(crate) fn new(source: &'a str, language: &'a str) -> Text<'a> {
        let source = &source[..source.floor_char_boundary(LONGEST_TEXT)];
        let mut tokens = tokens(source, language);
        let vocabulary = Vocabulary::of(source, &mut tokens);
        let mut text = Text {
            source,
            language,
            tokens,
            sentences: Vec::new(),
            paragraphs: sentences::paragraphs(source),
            ruler: ruler(source),
            vocabulary,
            little: function_words::bit(language),
            calendar: dates::calendar_bit(language),
        };
        text.sentences = text.place_sentences();
        text
    }

    /// The words of a stretch.
    #[inline]
    pub(crate) fn slice(&self, stretch: Stretch) -> &'a str {
        self.source.get(stretch.start..stretch.end).unwrap_or_default()
    }

    /// A stretch in code points.
    pub(crate) fn span(&self, stretch: Stretch) -> Span {
        Span { start: self.code_points(stretch.start), end: self.code_points(stretch.end) }
    }

    /// The token at `index`, lower case; empty beyond the ends.
    #[inline]
    pub(crate) fn lower(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &token.lower)
    }

    /// What our lists say of a token's word.
    #[inline]
    pub(crate) fn known(&self, token: &Token<'_>) -> &'static Known {
        self.vocabulary.known(token.word)
    }

    /// Whether the word of the token at `index` is one of a list.
    #[inline]
    pub(crate) fn is(&self, index: usize, list: List) -> bool {
        self.tokens.get(index).is_some_and(|token| self.known(token).is(list))
    }

    /// Whether a token is a little word of the text's language.
    #[inline]
    pub(crate) fn is_little(&self, token: &Token<'_>) -> bool {
        self.known(token).little & self.little != 0
    }

    /// Whether a token names a month or a day of the week in the text's language.
    #[inline]
    pub(crate) fn is_calendar_word(&self, token: &Token<'_>) -> bool {
        self.known(token).calendar & self.calendar != 0
    }

    /// How many different words there are, marks among them.
    pub(crate) fn different_words(&self) -> usize {
        self.vocabulary.len()
    }

    /// The number of a lower-case word; none when the text has it not.
    pub(crate) fn number_of(&self, word: &str) -> Option<usize> {
        self.vocabulary.number(&self.tokens, word)
    }

    /// The text from the start of token `first` to the end of token `last`.
    #[inline]
    pub(crate) fn reach(&self, first: usize, last: usize) -> Stretch {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(first), Some(last)) => Stretch::new(first.start, last.end()),
            _ => Stretch::default(),
        }
    }

    /// The index of the first token that starts at `byte` or after it.
    pub(crate) fn token_from(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.start < byte)
    }

    /// The sentence that holds this byte.
    pub(crate) fn sentence_at(&self, byte: usize) -> Option<&SentenceAt> {
        let index = self.sentences.partition_point(|sentence| sentence.stretch.end <= byte);
        self.sentences.get(index).filter(|sentence| sentence.stretch.start <= byte)
    }

    /// Whether nothing stands between two neighbouring tokens.
    pub(crate) fn touches_next(&self, index: usize) -> bool {
        match (self.tokens.get(index), self.tokens.get(index + 1)) {
            (Some(token), Some(next)) => token.end() == next.start,
            _ => false,
        }
    }

    fn code_points(&self, byte: usize) -> u32 {
        let block = byte / RULER_STEP;
        let known = self.ruler.get(block).copied().unwrap_or_default();
        let from = self.source.floor_char_boundary(block * RULER_STEP);
        let rest = self.source.get(from..byte).map_or(0, |rest| rest.chars().count());
        u32::try_from(known + rest).unwrap_or(u32::MAX)
    }

    fn place_sentences(&self) -> Vec<SentenceAt> {
        let mut placed = Vec::new();
        for stretch in &self.paragraphs {
            for sentence in sentences::of_paragraph(self.source, *stretch, self.language) {
                let first = self.token_from(sentence.start);
                let last = self.token_from(sentence.end);
                placed.push(SentenceAt { stretch: sentence, first, last });
            }
        }
        placed
    }
}

/// Code points before each block of bytes; a character that lies across an edge counts before it.
fn ruler(source: &str) -> Vec<usize> {
    let mut ruler = Vec::with_capacity(source.len() / RULER_STEP + 1);
    let (mut count, mut from) = (0, 0);
    ruler.push(0);
    while from + RULER_STEP <= source.len() {
        let block = ruler.len() * RULER_STEP;
        let (start, end) = (source.floor_char_boundary(from), source.floor_char_boundary(block));
        count += source.get(start..end).map_or(0, |part| part.chars().count());
        ruler.push(count);
        from = block;
    }
    ruler
}

/// The tokens of a text as they are written; lower case and numbers come from its [`Vocabulary`].
fn tokens<'a>(source: &'a str, language: &str) -> Vec<Token<'a>> {
    let mut tokens = Vec::with_capacity(source.len() / 5);
    let token =
        |text, start, kind| Token { text, lower: Cow::Borrowed(text), start, kind, word: 0 };
    for cut in cuts(source, language) {
        let kind = match cut.kind {
            CutKind::Word => Kind::Word,
            CutKind::Number => Kind::Number,
            CutKind::Mark => Kind::Mark,
            CutKind::Dense => {
                let units = dense::units(cut.text).into_iter();
                tokens.extend(units.map(|(at, text)| token(text, cut.start + at, Kind::Dense)));
                continue;
            }
        };
        tokens.push(token(cut.text, cut.start, kind));
    }
    tokens
}

/// A text in lower case, borrowed where it is already.
pub(crate) fn lower_case(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    if text.chars().any(char::is_uppercase) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// A table of the bytes with which some marks begin: a text is searched for marks byte by byte, and
/// asks of each no more than this.
pub(crate) const fn bytes_of(marks: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < marks.len() {
        table[marks[at] as usize] = true;
        at += 1;
    }
    table
}

/// Words to look for another among. Most that are asked for are none of them, and one bit turns those
/// away: every word of an article is asked for in some fifty lists.
pub(crate) struct WordList {
    words: &'static str,
    looks: [u64; 4],
    /// Each word and what stands after its `=`, made when a word first looks like one of them.
    table: OnceLock<HashMap<&'static str, &'static str, Quick>>,
}

impl WordList {
    /// The words, parted by single spaces. A word may have a value after `=`.
    pub(crate) const fn new(words: &'static str) -> WordList {
        let bytes = words.as_bytes();
        let mut looks = [0; 4];
        let (mut start, mut at) = (0, 0);
        while at <= bytes.len() {
            let ends = at == bytes.len() || bytes[at] == b' ' || bytes[at] == b'=';
            if ends && at > start {
                let look = look(bytes[start], bytes[at - 1], at - start);
                looks[look / 64] |= 1 << (look % 64);
            }
            if ends {
                start = at + 1;
            }
            at += 1;
        }
        WordList { words, looks, table: OnceLock::new() }
    }

    /// Whether the word is one of them.
    pub(crate) fn holds(&self, word: &str) -> bool {
        self.may_hold(word) && self.table().contains_key(word)
    }

    /// What stands after the word's `=`.
    pub(crate) fn value(&self, word: &str) -> Option<&'static str> {
        if self.may_hold(word) { self.table().get(word).copied() } else { None }
    }

    fn table(&self) -> &HashMap<&'static str, &'static str, Quick> {
        self.table.get_or_init(|| {
            let mut table = HashMap::default();
            for word in self.words.split(' ') {
                let (word, value) = word.split_once('=').unwrap_or((word, ""));
                table.entry(word).or_insert(value);
            }
            table
        })
    }

    fn may_hold(&self, word: &str) -> bool {
        let (Some(first), Some(last)) = (word.as_bytes().first(), word.as_bytes().last()) else {
            return false;
        };
        let look = look(*first, *last, word.len());
        self.looks.get(look / 64).is_some_and(|looks| looks & (1 << (look % 64)) != 0)
    }
}

/// What is seen of a word at a glance, below 256.
const fn look(first: u8, last: u8, length: usize) -> usize {
    (first as usize * 37 + last as usize * 11 + length * 101) % 256
}

/// Whether a word is one of those in a list, literal or constant, which single spaces part.
macro_rules! one_of {
    ($words:expr, $word:expr $(,)?) => {{
        static WORDS: $crate::text::WordList = $crate::text::WordList::new($words);
        WORDS.holds($word)
    }};
}
pub(crate) use one_of;

/// The same for a list that is chosen at run time.
pub(crate) fn is_listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split(' ').any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points() {
        let source = format!("{} é end", "“ñandú” ".repeat(40));
        let text = Text::new(&source, "es");
        let points: Vec<char> = source.chars().collect();
        for token in &text.tokens {
            let span = text.span(Stretch::new(token.start, token.end()));
            let slice: String = points[span.start as usize..span.end as usize].iter().collect();
            assert_eq!(slice, token.text);
        }
    }
}
