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

/// Lower case, with one sort of digit, space and dash, no accents, and `a.m.` and `p.m.` without
/// their dots.
pub(super) fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'A'..='Z' => out.push(letter.to_ascii_lowercase()),
            _ if letter.is_ascii() => out.push(letter),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '\u{FF01}'..='\u{FF5E}' => {
                // Full-width forms stand 0xFEE0 above their ASCII.
                let plain = char::from_u32(u32::from(letter) - 0xFEE0);
                out.extend(plain.map(|plain| plain.to_ascii_lowercase()));
            }
            _ if is_invisible(letter) => {}
            _ if letter.is_whitespace() => out.push(' '),
            _ => match digit(letter) {
                Some(digit) => out.push(digit),
                None => out.extend(letter.to_lowercase().filter_map(without_accent)),
            },
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

/// Marks without width, accents that follow their letter, the vowel signs of Arabic.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{FEFF}' | '\u{AD}'
        | '\u{0300}'..='\u{036F}' | '\u{0640}' | '\u{064B}'..='\u{0655}' | '\u{093C}')
}

/// The digit that a letter of another script is.
fn digit(letter: char) -> Option<char> {
    const ZEROS: [char; 5] = ['\u{0660}', '\u{06F0}', '\u{0966}', '\u{09E6}', '\u{0E50}'];
    let value = ZEROS.iter().find_map(|zero| {
        let above = u32::from(letter).checked_sub(u32::from(*zero))?;
        (above < 10).then_some(above)
    });
    char::from_digit(value?, 10)
}

/// A small letter without its accent, so that `março`, `marc\u{327}o` and `marco` are one word;
/// nothing for a mark that lower case leaves behind.
fn without_accent(letter: char) -> Option<char> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'й' => 'и',
        'ё' => 'е',
        'أ' | 'إ' | 'آ' => 'ا',
        'ی' => 'ي',
        'ک' => 'ك',
        '\u{095E}' => '\u{092B}',
        '\u{0300}'..='\u{036F}' => return None,
        _ => letter,
    })
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

/// The counters of East Asian dates stand alone, so that `6月14日` is four pieces. The vowel signs of
/// Hindi and Thai are no letters to Unicode, and yet parts of words.
fn is_letter(letter: char) -> bool {
    let sign = matches!(letter, '\u{0900}'..='\u{0963}' | '\u{0E31}'..='\u{0E4E}');
    (sign || letter.is_alphabetic()) && !"年月日時时点點分秒년월일시분초".contains(letter)
}
