//! Where words begin and end, without allocation.
//!
//! Written by hand rather than taken from Unicode's word boundaries, because newspapers need other
//! ones: "Tokyo2020" is two words, "10,000" is one, "l'équipe" is its noun alone, and a run of
//! Chinese is overlapping pairs.

use unicode_normalization::char::is_combining_mark;

/// One stretch of text that is a word, before it is folded to its key.
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
    Other,
}

/// The words of a text in order, as written.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    Pieces { text, at: 0 }
}

struct Pieces<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            let rest = self.text.get(self.at..)?;
            let first = rest.chars().next()?;
            let start = self.at;
            let length = match class(first) {
                Class::Letter => letters(rest),
                Class::Digit => digits(rest),
                Class::Dense => {
                    let (pair, step) = dense_pair(rest);
                    self.at += step;
                    if let Some(surface) = rest.get(..pair) {
                        return Some(Piece { surface, start });
                    }
                    continue;
                }
                Class::Mark | Class::Other => {
                    self.at += first.len_utf8();
                    continue;
                }
            };
            self.at += length;
            let surface = rest.get(..length)?;
            if !self.is_elided(start, surface) {
                return Some(Piece { surface, start });
            }
        }
    }
}

impl Pieces<'_> {
    /// One letter next to an apostrophe: the "l" of "l'équipe", the "s" of "China's".
    fn is_elided(&self, start: usize, surface: &str) -> bool {
        let mut letters = surface.chars();
        if !letters.next().is_some_and(char::is_alphabetic) || letters.next().is_some() {
            return false;
        }
        let before = self.text.get(..start).and_then(|t| t.chars().next_back());
        let after = self.text.get(self.at..).and_then(|t| t.chars().next());
        before.is_some_and(is_apostrophe) || after.is_some_and(is_apostrophe)
    }
}

/// The length in bytes of a word of letters. Digits end it when it has three letters or more:
/// "Tokyo2020" is two words and "G7" is one.
fn letters(rest: &str) -> usize {
    let mut count = 0;
    for (at, c) in rest.char_indices() {
        match class(c) {
            Class::Letter => count += 1,
            Class::Mark => {}
            Class::Digit if count < 3 => {}
            Class::Digit | Class::Dense | Class::Other => return at,
        }
    }
    rest.len()
}

/// The length in bytes of a number with its separators and what letters follow: "10,000", "100m".
fn digits(rest: &str) -> usize {
    let mut characters = rest.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let continues = match class(c) {
            Class::Letter | Class::Digit | Class::Mark => true,
            _ if matches!(c, '.' | ',') => {
                characters.peek().is_some_and(|&(_, next)| class(next) == Class::Digit)
            }
            _ => false,
        };
        if !continues {
            return at;
        }
    }
    rest.len()
}

/// The length in bytes of the pair at the head of a dense run, and how far to move on: to the
/// pair's second character, or past the run after its last pair. One that stands alone is a word.
fn dense_pair(rest: &str) -> (usize, usize) {
    let run =
        || rest.char_indices().take_while(|&(_, c)| matches!(class(c), Class::Dense | Class::Mark));
    let mut heads = run().filter(|&(_, c)| class(c) == Class::Dense).map(|(at, _)| at).skip(1);
    if let (Some(second), Some(third)) = (heads.next(), heads.next()) {
        return (third, second);
    }
    let end = run().last().map_or(0, |(at, c)| at + c.len_utf8());
    (end, end)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

fn class(c: char) -> Class {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' => Class::Letter,
            '0'..='9' => Class::Digit,
            _ => Class::Other,
        };
    }
    if is_dense(c) {
        Class::Dense
    } else if c.is_alphabetic() {
        Class::Letter
    } else if c.is_numeric() {
        Class::Digit
    } else if matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}') || is_combining_mark(c) {
        Class::Mark
    } else {
        Class::Other
    }
}

/// Scripts written without spaces, or (Hangul) with endings glued to every noun.
fn is_dense(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Myanmar
        | '\u{1100}'..='\u{11ff}' // Hangul letters
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // Hiragana, Katakana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' // Han
        | '\u{ac00}'..='\u{d7af}' // Hangul
        | '\u{f900}'..='\u{faff}' // Han, compatibility
        | '\u{ff66}'..='\u{ff9f}' // Katakana, half width
        | '\u{20000}'..='\u{3134f}')
        && (c.is_alphabetic() || is_combining_mark(c))
        && !matches!(c, '\u{30fb}')
}
