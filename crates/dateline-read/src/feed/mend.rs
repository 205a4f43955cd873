//! JSON that breaks off, or breaks the rules a little, made whole.
//!
//! Writers put raw line breaks into strings, commas after the last value, and notices after the
//! end; connections break off. One pass keeps what can be kept: a file that breaks off is cut back
//! to its last whole value, and what is open is closed.

/// Objects and lists inside one another; deeper ones are not read anyway.
const DEEPEST: usize = 120;

/// `text` as JSON that parses, if it was meant to be JSON at all.
pub(super) fn mended(text: &str) -> String {
    let mut mending = Mending { out: String::with_capacity(text.len()), ..Mending::default() };
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if mending.within {
            mending.in_string(letter, &mut letters);
        } else if !mending.between(letter) {
            return mending.out;
        }
    }
    mending.out.truncate(mending.whole);
    mending.out.extend(mending.open.iter().rev());
    mending.out
}

#[derive(Default)]
struct Mending {
    out: String,
    /// What closes the objects and lists that are open.
    open: Vec<char>,
    /// Within a string.
    within: bool,
    /// A comma that waits for a value after it.
    comma: bool,
    /// How much of `out` ends with a whole value, or with an opening.
    whole: usize,
}

impl Mending {
    fn in_string(&mut self, letter: char, letters: &mut std::str::Chars<'_>) {
        match letter {
            '"' => {
                self.within = false;
                self.out.push('"');
            }
            '\\' => match letters.next() {
                Some(next @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => {
                    self.out.extend(['\\', next]);
                }
                Some(next) if !next.is_control() => self.out.push(next),
                _ => {}
            },
            '\n' => self.out.push_str("\\n"),
            '\t' => self.out.push_str("\\t"),
            _ if letter.is_control() => {}
            _ => self.out.push(letter),
        }
    }

    /// Takes a letter between strings; false when the document is complete.
    fn between(&mut self, letter: char) -> bool {
        match letter {
            ',' => {
                self.whole = self.out.len();
                self.comma = true;
                return true;
            }
            '}' | ']' => {
                self.comma = false;
                if self.open.last() == Some(&letter) {
                    self.open.pop();
                    self.out.push(letter);
                    self.whole = self.out.len();
                }
                return !self.open.is_empty();
            }
            _ if letter.is_whitespace() || letter.is_control() => return true,
            _ => {}
        }
        if std::mem::take(&mut self.comma) {
            self.out.push(',');
        }
        self.out.push(letter);
        match letter {
            '{' | '[' if self.open.len() >= DEEPEST => return false,
            '{' => self.open.push('}'),
            '[' => self.open.push(']'),
            '"' => self.within = true,
            _ => {}
        }
        if matches!(letter, '{' | '[') {
            self.whole = self.out.len();
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(mended(text), expected);
        assert!(serde_json::from_str::<serde_json::Value>(expected).is_ok(), "{expected}");
    }

    #[test]
    fn what_broke_off_is_cut_back_and_closed() {
        check(r#"{"a":[{"b":1},{"c":2,"d":"long te"#, r#"{"a":[{"b":1},{"c":2}]}"#);
        check(r#"{"a":[{"b":1},{"c""#, r#"{"a":[{"b":1},{}]}"#);
        check(r#"{"a":[{"b":tru"#, r#"{"a":[{}]}"#);
        check(r#"{"a":[1,"#, r#"{"a":[1]}"#);
        check(r#"{"a":"\"#, r"{}");
    }

    #[test]
    fn small_faults_are_mended() {
        check(r#"{"a":[1,2,],}"#, r#"{"a":[1,2]}"#);
        check("{\"a\":\"b\nc\td\u{1}\"} <!-- cached -->", r#"{"a":"b\nc\td"}"#);
        check(r#"{"a":"it\'s \"so\" \u00e9"}"#, r#"{"a":"it's \"so\" \u00e9"}"#);
        check(r#"{"a":1]}"#, r#"{"a":1}"#);
    }
}
