//! A text cut up once, for every part of the study: tokens, sentences, paragraphs.
//!
//! Everything here counts bytes of the source, so that slices cost nothing; [`Text::span`] turns
//! a stretch into the code points that a [`Span`] holds. The rule to know: a stretch always starts
//! and ends on a token's edge, so `source[stretch]` is verbatim and never cuts a character.

use std::borrow::Cow;

use dateline_model::Span;

use crate::sentences;

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
    /// One letter of a script that is written without spaces.
    Han,
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
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it begins with a capital letter.
    pub(crate) fn capital(&self) -> bool {
        self.kind == Kind::Word && self.text.chars().next().is_some_and(char::is_uppercase)
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
        let tokens = tokens(source, language);
        let paragraphs = sentences::paragraphs(source);
        let mut text = Text {
            source,
            language,
            tokens,
            sentences: Vec::new(),
            paragraphs,
            ruler: ruler(source),
        };
        text.sentences = text.place_sentences();
        text
    }

    /// The words of a stretch.
    pub(crate) fn slice(&self, stretch: Stretch) -> &'a str {
        self.source.get(stretch.start..stretch.end).unwrap_or_default()
    }

    /// A stretch in code points.
    pub(crate) fn span(&self, stretch: Stretch) -> Span {
        Span { start: self.code_points(stretch.start), end: self.code_points(stretch.end) }
    }

    /// The token at `index`, lower case; empty beyond the ends.
    pub(crate) fn lower(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| &token.lower)
    }

    /// The text from the start of token `first` to the end of token `last`.
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

/// Languages whose little words lean on the next one with an apostrophe: l'Iran, dell'acqua.
const ELIDING: [&str; 4] = ["fr", "it", "ca", "pt"];

/// Languages that part the thousands of a number by a space, which is often a plain one.
const SPACED_NUMBERS: [&str; 16] = [
    "fr", "ru", "uk", "pl", "cs", "sk", "sv", "no", "da", "fi", "et", "lv", "lt", "bg", "hu", "es",
];

fn tokens<'a>(source: &'a str, language: &str) -> Vec<Token<'a>> {
    let eliding = ELIDING.contains(&language);
    let spaced = SPACED_NUMBERS.contains(&language);
    let mut tokens = Vec::with_capacity(source.len() / 5);
    let mut at = 0;
    while let Some(first) = source.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = &source[at..];
        let (kind, length) = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if unspaced(first) {
            (Kind::Han, first.len_utf8())
        } else if first.is_numeric() {
            (Kind::Number, number_length(rest, spaced))
        } else if first.is_alphabetic() {
            (Kind::Word, word_length(rest, eliding))
        } else if possessive(source, at) {
            (Kind::Word, first.len_utf8() + 1)
        } else {
            (Kind::Mark, first.len_utf8())
        };
        let text = &rest[..length];
        tokens.push(Token { text, lower: lower(text), start: at, kind });
        at += length;
    }
    tokens
}

fn lower(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_uppercase) {
        Cow::Owned(text.to_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Words to look for another among. Most that are asked for are none of them, and one bit turns those
/// away: every word of an article is asked for in some fifty lists.
pub(crate) struct WordList {
    words: &'static str,
    looks: [u64; 4],
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
        WordList { words, looks }
    }

    /// Whether the word is one of them.
    pub(crate) fn holds(&self, word: &str) -> bool {
        self.may_hold(word) && is_listed(self.words, word)
    }

    /// What stands after the word's `=`.
    pub(crate) fn value(&self, word: &str) -> Option<&'static str> {
        let value = |entry: &'static str| entry.strip_prefix(word)?.strip_prefix('=');
        if self.may_hold(word) { self.words.split(' ').find_map(value) } else { None }
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

/// Scripts that are written without spaces between words.
pub(crate) fn unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}' | '\u{0e01}'..='\u{0eff}'
        | '\u{1780}'..='\u{17ff}' | '\u{1000}'..='\u{109f}')
}

pub(crate) fn apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ')
}

/// Whether `'s` stands at `at`, right after a word: a token of its own, so that "Canada's" names
/// Canada.
fn possessive(source: &str, at: usize) -> bool {
    let mut rest = source[at..].chars();
    let before = source[..at].chars().next_back();
    rest.next().is_some_and(|letter| apostrophe(letter) || letter == '‘')
        && rest.next().is_some_and(|letter| letter == 's' || letter == 'S')
        && !rest.next().is_some_and(char::is_alphanumeric)
        && before.is_some_and(char::is_alphanumeric)
}

fn word_length(rest: &str, eliding: bool) -> usize {
    let mut letters = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((at, letter)) = letters.next() {
        let joined = letters.peek().map(|(_, next)| *next);
        if apostrophe(letter) {
            let before_letter = joined.is_some_and(char::is_alphabetic);
            if !before_letter || possessive(rest, at) {
                break;
            }
            if eliding && elides(&rest[..at]) {
                return at + letter.len_utf8();
            }
        } else if !part_of_word(letter) || unspaced(letter) {
            break;
        }
        end = at + letter.len_utf8();
    }
    end.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Whether letters before an apostrophe are a word of their own: "l'", "qu'", "dell'", not
/// "aujourd'hui".
fn elides(letters: &str) -> bool {
    letters.chars().count() <= 2
        || ["qu", "ll", "un", "st"].iter().any(|end| letters.ends_with(end))
}

/// Letters, digits, and the marks that are written onto letters.
fn part_of_word(letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(letter, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}'
            | '\u{900}'..='\u{dff}' | '\u{200d}' | '\u{ad}')
}

/// Digits with what may stand inside a number, and letters that lean on it (`30th`, `5bn`).
fn number_length(rest: &str, spaced: bool) -> usize {
    let mut end = 0;
    for (at, letter) in rest.char_indices() {
        if letter.is_alphanumeric() && !unspaced(letter) {
            end = at + letter.len_utf8();
            continue;
        }
        let after = &rest[at + letter.len_utf8()..];
        let digits = after.chars().take_while(char::is_ascii_digit).count();
        let inside = match letter {
            '.' | ',' | ':' => digits > 0,
            '\u{a0}' | '\u{202f}' | '\u{2009}' => digits == 3,
            // "60 000", but not "en 2026 150 personnes".
            ' ' => spaced && digits == 3 && are_groups(&rest[..at]),
            _ => false,
        };
        if !inside {
            break;
        }
    }
    end
}

/// Whether digits are the head of a number whose thousands are parted by plain spaces.
fn are_groups(head: &str) -> bool {
    let group = |(place, digits): (usize, &str)| {
        digits.bytes().all(|byte| byte.is_ascii_digit())
            && (digits.len() == 3 || place == 0 && (1..3).contains(&digits.len()))
    };
    head.split(' ').enumerate().all(group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, language: &str, expected: &[&str]) {
        let text = Text::new(source, language);
        let found: Vec<_> = text.tokens.iter().map(|token| token.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn cuts_words_numbers_and_marks() {
        check("Canada's US$235.5bn.", "en", &["Canada", "'s", "US", "$", "235.5bn", "."]);
        check("don’t, 'tis", "en", &["don’t", ",", "'", "tis"]);
        check("l'Iran et 10\u{a0}000", "fr", &["l'", "Iran", "et", "10\u{a0}000"]);
        check("10 000 000 de", "fr", &["10 000 000", "de"]);
        check("en 2026 150 et 1 200", "fr", &["en", "2026", "150", "et", "1 200"]);
        check("1 200", "en", &["1", "200"]);
        check("Swift‘s mom", "en", &["Swift", "‘s", "mom"]);
        check("北京2026年", "zh", &["北", "京", "2026", "年"]);
        check("the 1980s at 10:30, 3.", "en", &["the", "1980s", "at", "10:30", ",", "3", "."]);
    }

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
