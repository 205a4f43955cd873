//! Where words, numbers and marks begin and end: the one cut behind search, grouping and study.
//!
//! Written by hand rather than taken from Unicode's word boundaries, because newspapers need other
//! ones: "10,000" is one number, "Canada's" names Canada, "l'équipe" is its noun. The study reads the
//! [`cuts`] themselves; search and grouping read [`pieces`], which are parts of cuts and never reach
//! over an edge of one. Nothing here allocates.

use unicode_normalization::char::is_combining_mark;

/// What a cut is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CutKind {
    /// Letters, with the marks that belong to them.
    Word,
    /// Begins with a digit: `1989`, `235.5`, `30th`, `5bn`.
    Number,
    /// A run of a script that is written without spaces.
    Dense,
    /// Anything else, one character each.
    Mark,
}

/// A word, a number, a run or a mark, and its byte offset in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut<'a> {
    pub(crate) text: &'a str,
    pub(crate) start: usize,
    pub(crate) kind: CutKind,
}

/// One word as search and grouping know it, before it is folded to its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// As written.
    pub surface: &'a str,
    /// Byte offset in the text.
    pub start: usize,
}

/// What a character does to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// A character of a script that is written without spaces.
    Dense,
    /// Belongs to the character before it: accents, joiners, soft hyphens.
    Mark,
    Space,
    Other,
}

/// Of the characters of which most newspapers are made.
static ASCII: [Class; 128] = {
    let mut classes = [Class::Other; 128];
    let mut at: u8 = 0;
    while at < 128 {
        classes[at as usize] = match at {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t'..=b'\r' => Class::Space,
            _ => Class::Other,
        };
        at += 1;
    }
    classes
};

/// Bytes of ASCII that part words in every language: all marks and spaces but the apostrophe.
static PARTS: [bool; 256] = {
    let mut parts = [false; 256];
    let mut at: u8 = 0;
    while at < 128 {
        parts[at as usize] = !at.is_ascii_alphanumeric() && at != b'\'';
        at += 1;
    }
    parts
};

fn parts(byte: u8) -> bool {
    PARTS[usize::from(byte)]
}

/// Languages whose little words lean on the next one with an apostrophe: l'Iran, dell'acqua.
const ELIDING: [&str; 4] = ["fr", "it", "ca", "pt"];

/// Languages that part the thousands of a number by a space, which is often a plain one.
const SPACED_NUMBERS: [&str; 16] = [
    "fr", "ru", "uk", "pl", "cs", "sk", "sv", "no", "da", "fi", "et", "lv", "lt", "bg", "hu", "es",
];

/// No count in the news is longer than this with its spaces.
const LONGEST_GROUPED: usize = 31;

/// The cuts of a text that is written in `language` (ISO 639-1, empty when it may be any).
pub(crate) fn cuts<'a>(text: &'a str, language: &str) -> impl Iterator<Item = Cut<'a>> {
    Cuts {
        text,
        at: 0,
        eliding: ELIDING.contains(&language),
        spaced: SPACED_NUMBERS.contains(&language),
    }
}

/// The words of a text in order, as written. They are the same in every language, because a query
/// of two words has none: "l'équipe" gives its noun, "Tokyo2020" is two words, and a run of Chinese
/// is overlapping pairs.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let cuts = Cuts { text, at: 0, eliding: false, spaced: false };
    Pieces { text, cuts, at: 0, end: 0 }
}

struct Cuts<'a> {
    text: &'a str,
    at: usize,
    eliding: bool,
    spaced: bool,
}

impl<'a> Iterator for Cuts<'a> {
    type Item = Cut<'a>;

    fn next(&mut self) -> Option<Cut<'a>> {
        loop {
            self.skip(|byte| byte.is_ascii_whitespace());
            let start = self.at;
            let rest = self.text.get(start..)?;
            // Most words, and most marks.
            if let Some(length) = plain_word(rest.as_bytes(), true) {
                self.at += length;
                return Some(Cut { text: rest.get(..length)?, start, kind: CutKind::Word });
            }
            let first = rest.chars().next()?;
            if first.is_ascii_graphic() && parts(rest.as_bytes()[0]) {
                self.at += 1;
                return Some(Cut { text: rest.get(..1)?, start, kind: CutKind::Mark });
            }
            let (kind, length) = match class(first) {
                Class::Space => {
                    self.at += first.len_utf8();
                    continue;
                }
                Class::Letter => (CutKind::Word, word_length(rest, self.eliding)),
                Class::Digit => (CutKind::Number, number_length(rest, self.spaced)),
                Class::Dense => (CutKind::Dense, dense_length(rest)),
                Class::Mark | Class::Other if possessive(self.text, start) => {
                    (CutKind::Word, first.len_utf8() + 1)
                }
                Class::Mark | Class::Other => (CutKind::Mark, first.len_utf8()),
            };
            self.at += length;
            return Some(Cut { text: rest.get(..length)?, start, kind });
        }
    }
}

impl<'a> Cuts<'a> {
    /// Passes bytes that begin nothing.
    #[inline]
    fn skip(&mut self, nothing: impl Fn(u8) -> bool) {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(|byte| nothing(*byte)) {
            self.at += 1;
        }
    }

    /// The next piece where it is a [`plain_word`], which is the whole of its cut, and nothing before
    /// it elides it: it has two letters, or what stands there is no apostrophe of any kind.
    #[inline]
    fn plain_piece(&mut self) -> Option<Piece<'a>> {
        self.skip(parts);
        let (bytes, start) = (self.text.as_bytes(), self.at);
        let length = plain_word(bytes.get(start..)?, false)?;
        if length == 1 {
            let before = start.checked_sub(1).and_then(|at| bytes.get(at));
            before.is_none_or(|&byte| byte.is_ascii() && byte != b'\'').then_some(())?;
        }
        self.at += length;
        Some(Piece { surface: self.text.get(start..self.at)?, start })
    }
}

struct Pieces<'a> {
    text: &'a str,
    cuts: Cuts<'a>,
    /// What is left of the cut that is being parted.
    at: usize,
    end: usize,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.at >= self.end
            && let Some(piece) = self.cuts.plain_piece()
        {
            return Some(piece);
        }
        self.part_cuts()
    }
}

impl<'a> Pieces<'a> {
    /// The next piece by all rules. Apart, so that most pieces pay for none of it.
    #[inline(never)]
    fn part_cuts(&mut self) -> Option<Piece<'a>> {
        loop {
            if self.at >= self.end {
                let cut = self.cuts.find(|cut| cut.kind != CutKind::Mark)?;
                (self.at, self.end) = (cut.start, cut.start + cut.text.len());
            }
            let rest = self.text.get(self.at..self.end)?;
            let first = rest.chars().next()?;
            let start = self.at;
            let (length, step) = match class(first) {
                _ if paired(first) => pair(rest),
                Class::Letter => same(letters(rest)),
                Class::Digit => same(digits(rest)),
                _ => {
                    self.at += first.len_utf8();
                    continue;
                }
            };
            self.at += step;
            let surface = rest.get(..length)?;
            if !self.is_elided(start, surface) {
                return Some(Piece { surface, start });
            }
        }
    }

    /// One letter next to an apostrophe: the "l" of "l'équipe", the "s" of "China's".
    fn is_elided(&self, start: usize, surface: &str) -> bool {
        let mut letters = surface.chars();
        if !letters.next().is_some_and(char::is_alphabetic) || letters.next().is_some() {
            return false;
        }
        let before = self.text.get(..start).and_then(|text| text.chars().next_back());
        let after = self.text.get(self.at..).and_then(|text| text.chars().next());
        before.is_some_and(|mark| apostrophe(mark) || mark == '‘') || after.is_some_and(apostrophe)
    }
}

fn same(length: usize) -> (usize, usize) {
    (length, length)
}

/// The length in bytes of a word's letters. Digits end it when it has three letters or more:
/// "Tokyo2020" is two words and "G7" is one.
fn letters(rest: &str) -> usize {
    if let Some(length) = plain_word(rest.as_bytes(), false) {
        return length;
    }
    let mut count = 0;
    for (at, c) in rest.char_indices() {
        match class(c) {
            Class::Letter if !paired(c) => count += 1,
            Class::Mark => {}
            Class::Digit if count < 3 => {}
            _ => return at,
        }
    }
    rest.len()
}

/// The length in bytes of a number with its separators and what letters follow: "10,000", "100m".
/// Times and thousands parted by spaces are several: a query has no language that parts them so.
fn digits(rest: &str) -> usize {
    let inside = |c: char| match class(c) {
        Class::Letter => !paired(c),
        Class::Digit | Class::Mark => true,
        Class::Dense | Class::Space | Class::Other => matches!(c, '.' | ','),
    };
    rest.char_indices().find(|(_, c)| !inside(*c)).map_or(rest.len(), |(at, _)| at)
}

/// The length in bytes of the pair at the head of a run, and how far to move on: to the pair's
/// second character, or past the run after its last pair. One that stands alone is a word.
fn pair(rest: &str) -> (usize, usize) {
    let run = || rest.char_indices().take_while(|&(_, c)| paired(c) || class(c) == Class::Mark);
    let mut heads = run().filter(|&(_, c)| paired(c)).map(|(at, _)| at).skip(1);
    if let (Some(second), Some(third)) = (heads.next(), heads.next()) {
        return (third, second);
    }
    same(run().last().map_or(0, |(at, c)| at + c.len_utf8()))
}

fn class(c: char) -> Class {
    if let Some(class) = ASCII.get(c as usize) {
        return *class;
    }
    match c {
        // The letters of Western and Central Europe, and of Cyrillic.
        '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{24f}'
        | '\u{400}'..='\u{481}'
        | '\u{48a}'..='\u{52f}' => Class::Letter,
        // Dashes, quotation marks, the ellipsis.
        '\u{2010}'..='\u{2027}' => Class::Other,
        _ => class_by_tables(c),
    }
}

/// What Unicode says of a character.
fn class_by_tables(c: char) -> Class {
    if unspaced(c) {
        Class::Dense
    } else if c.is_alphabetic() {
        Class::Letter
    } else if c.is_numeric() {
        Class::Digit
    } else if matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}') || is_combining_mark(c) {
        Class::Mark
    } else if c.is_whitespace() {
        Class::Space
    } else {
        Class::Other
    }
}

/// Letters of scripts that are written without spaces between words, with the marks on them.
pub(crate) fn unspaced(c: char) -> bool {
    // Most letters that are asked for are of an alphabet.
    c >= '\u{e00}'
        && (spelled(c)
            || matches!(c,
        '\u{3005}'..='\u{3007}' // the marks that repeat or stand for a letter
        | '\u{3041}'..='\u{30ff}' // Hiragana, Katakana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' // Han
        | '\u{f900}'..='\u{faff}' // Han, compatibility
        | '\u{ff66}'..='\u{ff9f}' // Katakana, half width
        | '\u{20000}'..='\u{3134f}'))
        && (c.is_alphabetic() || is_combining_mark(c))
}

/// Scripts that spell their words but do not part them: Thai, Lao, Myanmar, Khmer.
pub(crate) fn spelled(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Written without spaces, or (Hangul) with endings glued to every noun.
fn paired(c: char) -> bool {
    !c.is_ascii() && (unspaced(c) || matches!(c, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}'))
}

fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

/// Whether `'s` stands at `at`, right after a word: a cut of its own, so that "Canada's" names
/// Canada.
fn possessive(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars();
    let before = || text[..at].chars().next_back();
    rest.next().is_some_and(|letter| apostrophe(letter) || letter == '‘')
        && rest.next().is_some_and(|letter| letter == 's' || letter == 'S')
        && !rest.next().is_some_and(char::is_alphanumeric)
        && before().is_some_and(char::is_alphanumeric)
}

fn dense_length(rest: &str) -> usize {
    let ends = |c: char| !matches!(class(c), Class::Dense | Class::Mark);
    rest.find(ends).unwrap_or(rest.len())
}

/// The length of a word that some ASCII letters make up, with or without digits, where a space or
/// a mark that is no apostrophe ends it: most words, and the longer rules have nothing to say of them.
#[inline]
fn plain_word(bytes: &[u8], digits: bool) -> Option<usize> {
    let mut length = ascii_letters(bytes);
    if length == 0 {
        return None;
    }
    if digits && bytes.get(length).is_some_and(u8::is_ascii_digit) {
        let inside = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric());
        length = inside.unwrap_or(bytes.len());
    }
    bytes.get(length).is_none_or(|byte| parts(*byte)).then_some(length)
}

/// How many ASCII letters stand at the head, looked at by eight: that is most words at once.
#[inline]
fn ascii_letters(bytes: &[u8]) -> usize {
    let mut count = 0;
    while let Some((eight, _)) = bytes.get(count..).and_then(<[u8]>::split_first_chunk) {
        let letters = letters_of_eight(u64::from_le_bytes(*eight));
        count += letters;
        if letters < 8 {
            return count;
        }
    }
    let rest = bytes.get(count..).unwrap_or_default();
    count + rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// How many of eight bytes, the lowest first, are ASCII letters before the first that is none.
fn letters_of_eight(eight: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGHEST: u64 = 0x80 * EACH;
    let lower = eight | (0x20 * EACH);
    // Each byte's highest bit says the outcome. Sums of seven bits never reach the next byte.
    let low = lower & !HIGHEST;
    let from_a = low + (0x80 - 0x61) * EACH;
    let behind_z = low + (0x80 - 0x7b) * EACH;
    let others = !(from_a & !behind_z & !eight) & HIGHEST;
    others.trailing_zeros() as usize / 8
}

fn word_length(rest: &str, eliding: bool) -> usize {
    let mut letters = rest.char_indices().peekable();
    let mut end = 0;
    while let Some((at, letter)) = letters.next() {
        let joined = letters.peek().map(|(_, next)| *next);
        // One of the apostrophes is a letter to Unicode.
        if apostrophe(letter) {
            let before_letter = joined.is_some_and(char::is_alphabetic);
            if !before_letter || possessive(rest, at) {
                break;
            }
            if eliding && elides(&rest[..at]) {
                return at + letter.len_utf8();
            }
        } else if !matches!(class(letter), Class::Letter | Class::Digit | Class::Mark) {
            break;
        }
        end = at + letter.len_utf8();
    }
    end.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Whether letters before an apostrophe are a word of their own: "l'", "qu'", "dell'", not
/// "aujourd'hui".
fn elides(letters: &str) -> bool {
    letters.chars().nth(2).is_none()
        || ["qu", "ll", "un", "st"].iter().any(|end| letters.ends_with(end))
}

/// Digits with what may stand inside a number, and letters that lean on it (`30th`, `5bn`).
fn number_length(rest: &str, spaced: bool) -> usize {
    let mut end = 0;
    for (at, letter) in rest.char_indices() {
        if matches!(class(letter), Class::Letter | Class::Digit | Class::Mark) {
            end = at + letter.len_utf8();
            continue;
        }
        let after = rest[at + letter.len_utf8()..].chars();
        // Four are told from three, and more need not be counted.
        let digits = after.take(4).take_while(|next| class(*next) == Class::Digit).count();
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
    head.len() <= LONGEST_GROUPED && head.split(' ').enumerate().all(group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, language: &str, expected: &[&str]) {
        let found: Vec<_> = cuts(text, language).map(|cut| cut.text).collect();
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
        check("the 1980s at 10:30, 3.", "en", &["the", "1980s", "at", "10:30", ",", "3", "."]);
    }

    #[test]
    fn runs_without_spaces_are_one_cut() {
        check("北京2026年、佐々木", "zh", &["北京", "2026", "年", "、", "佐々木"]);
        check("ราคา ๒๕ ฿", "th", &["ราคา", "๒๕", "฿"]);
    }

    #[test]
    fn what_is_quickly_told_of_a_character_is_what_the_tables_say() {
        let mistaken = ('\u{80}'..=char::MAX).find(|&c| class(c) != class_by_tables(c));
        assert_eq!(mistaken, None);
    }

    #[test]
    fn letters_are_counted_by_eight_as_one_by_one() {
        for byte in 0..=u8::MAX {
            for at in 0..20 {
                let mut text = [b'x'; 22];
                text[at] = byte;
                let one_by_one = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                assert_eq!(ascii_letters(&text), one_by_one, "{byte} at {at}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn pieces_are_parts_of_cuts(text in "[a-z'’ 0-9.,:\u{a0}é北京ガ・ไทย한국\u{301}ʼ‘s]{0,40}") {
            let cuts: Vec<_> = cuts(&text, "").collect();
            for piece in pieces(&text) {
                let end = piece.start + piece.surface.len();
                let holds = |cut: &&Cut<'_>| cut.start <= piece.start && end <= cut.start + cut.text.len();
                proptest::prop_assert!(cuts.iter().any(|cut| holds(&cut)), "{piece:?} of {cuts:?}");
            }
        }
    }
}
