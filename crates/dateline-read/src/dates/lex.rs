//! A date's text cut into numbers, words and marks.

/// One piece of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Digits: their value and how many they are.
    Number { value: u64, digits: usize },
    /// Letters, in lower case; an IANA zone name such as `europe/paris` is one word.
    Word(&'a str),
    /// Anything else, one character; the counters of Chinese, Japanese and Korean too.
    Mark(char),
}

/// A token, and whether it follows the one before it without a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lexeme<'a> {
    pub(super) token: Token<'a>,
    pub(super) glued: bool,
}

/// More pieces than any date has.
const MOST_TOKENS: usize = 40;

/// The longest run of digits that is one number: microseconds since 1970.
const MOST_DIGITS: usize = 18;

/// Lower case, with one sort of digit, space and dash, and `a.m.` and `p.m.` without their dots.
pub(super) fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'A'..='Z' => out.push(letter.to_ascii_lowercase()),
            _ if letter.is_ascii() => out.push(letter),
            '\u{0660}'..='\u{0669}' => push_digit(&mut out, letter, '\u{0660}'),
            '\u{06F0}'..='\u{06F9}' => push_digit(&mut out, letter, '\u{06F0}'),
            '\u{FF10}'..='\u{FF19}' => push_digit(&mut out, letter, '\u{FF10}'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '\u{FF0F}' => out.push('/'),
            '\u{FF1A}' => out.push(':'),
            '\u{FF08}' => out.push('('),
            '\u{FF09}' => out.push(')'),
            // Marks without width, and the dot that "İ" leaves behind in lower case.
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{FEFF}' | '\u{0307}' => {}
            _ if letter.is_whitespace() => out.push(' '),
            _ => out.extend(letter.to_lowercase()),
        }
    }
    if out.contains("m.") || out.contains("m ") {
        for (dotted, plain) in [("a.m.", "am"), ("p.m.", "pm"), ("a. m.", "am"), ("p. m.", "pm")] {
            if out.contains(dotted) {
                out = out.replace(dotted, plain);
            }
        }
    }
    out
}

fn push_digit(out: &mut String, digit: char, zero: char) {
    let value = u32::from(digit) - u32::from(zero);
    out.extend(char::from_digit(value, 10));
}

/// The pieces of a normalised text; what comes after the first forty is left out.
pub(super) fn lex(text: &str) -> Vec<Lexeme<'_>> {
    let mut found = Vec::with_capacity(16);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let spaceless = rest.trim_start();
        let glued = spaceless.len() == rest.len();
        rest = spaceless;
        if rest.is_empty() || found.len() == MOST_TOKENS {
            break;
        }
        let first = if glued { first } else { rest.chars().next().unwrap_or(first) };
        let length = length_of(rest, first);
        let (piece, after) = rest.split_at(length);
        let token = if first.is_ascii_digit() {
            Token::Number { value: piece.parse().unwrap_or(u64::MAX), digits: length }
        } else if is_letter(first) {
            Token::Word(piece)
        } else {
            Token::Mark(first)
        };
        found.push(Lexeme { token, glued });
        rest = after;
    }
    found
}

/// The length of the piece that starts `rest`.
fn length_of(rest: &str, first: char) -> usize {
    let run = |wanted: fn(char) -> bool| rest.find(|letter| !wanted(letter)).unwrap_or(rest.len());
    if first.is_ascii_digit() {
        return run(|letter| letter.is_ascii_digit()).min(MOST_DIGITS);
    }
    if !is_letter(first) {
        return first.len_utf8();
    }
    let word = run(is_letter);
    if rest.get(word..).is_some_and(|after| after.starts_with('/')) {
        let zone = run(|letter| letter.is_ascii_alphabetic() || matches!(letter, '/' | '_' | '-'));
        if rest.get(..zone).is_some_and(|name| jiff::tz::TimeZone::get(name).is_ok()) {
            return zone;
        }
    }
    word
}

/// The counters of East Asian dates stand alone, so that `6月14日` is four pieces.
fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() && !"年月日時时点點分秒년월일시분초".contains(letter)
}
