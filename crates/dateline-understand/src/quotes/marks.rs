//! What stands between quotation marks, in every style of marks.
//!
//! Marks are matched inside one paragraph. A quotation that is still open at its end goes on in the
//! next paragraph only when that one opens with the same mark again, as printers do; each paragraph
//! then gives a piece of its own. The ASCII single quote is also an apostrophe: it opens only where
//! no letter stands before it, and closes where that leaves a sensible reading (see
//! [`single_close`]).

use crate::text::{Stretch, Text, bytes_of};

/// Words between marks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quoted {
    /// The words, without the marks.
    pub(crate) inner: Stretch,
    /// With the marks.
    pub(crate) outer: Stretch,
    /// The paragraph it stands in.
    pub(crate) paragraph: usize,
    /// Goes on in the next paragraph.
    pub(crate) goes_on: bool,
}

/// Finds what is quoted, in order; quotations inside quotations are part of the outer one.
pub(crate) fn find(text: &Text<'_>) -> Vec<Quoted> {
    let mut found = Vec::new();
    for (index, paragraph) in text.paragraphs.iter().enumerate() {
        let next = text.paragraphs.get(index + 1).map(|next| text.slice(*next));
        of_paragraph(text, index, *paragraph, next.unwrap_or_default(), &mut found);
    }
    found
}

fn of_paragraph(
    text: &Text<'_>,
    index: usize,
    paragraph: Stretch,
    next: &str,
    found: &mut Vec<Quoted>,
) {
    let words = text.slice(paragraph);
    // A mark that nothing closes from here on is not looked for again: a paragraph of ten thousand
    // opening marks must cost one reading, not ten thousand.
    let mut never_closed = String::new();
    let mut from = 0;
    while let Some((at, mark)) = next_mark(words, from) {
        let after = at + mark.len_utf8();
        let opened = opens(words, at, mark, text.language);
        let closed =
            if opened && !never_closed.contains(mark) { close(words, after, mark) } else { None };
        if opened && closed.is_none() && !never_closed.contains(mark) {
            never_closed.push(mark);
        }
        let (end, outer_end, goes_on) = match closed {
            Some((end, length)) => (end, end + length, false),
            None if opened && runs_on(at, mark, next) => {
                (words.len(), words.len(), next.starts_with(mark))
            }
            None => {
                from = after;
                continue;
            }
        };
        let inner = trim(words, after, end);
        if inner.start < inner.end {
            let shift = |part: Stretch| {
                Stretch::new(part.start + paragraph.start, part.end + paragraph.start)
            };
            found.push(Quoted {
                inner: shift(inner),
                outer: shift(Stretch::new(at, outer_end)),
                paragraph: index,
                goes_on,
            });
        }
        from = outer_end.max(after);
    }
}

/// The bytes with which the marks that may open a quotation begin.
static BEGINNINGS: [bool; 256] = bytes_of(&[b'"', b'\'', 0xc2, 0xe2, 0xe3]);

/// The next mark from a byte on that may open a quotation. Most paragraphs have none, so their bytes
/// are looked at for those with which a mark begins.
fn next_mark(words: &str, from: usize) -> Option<(usize, char)> {
    let mut at = from;
    loop {
        let rest = words.as_bytes().get(at..)?;
        at += rest.iter().position(|byte| BEGINNINGS[usize::from(*byte)])?;
        let letter = words.get(at..)?.chars().next()?;
        if matches!(letter, '“' | '„' | '「' | '『' | '«' | '‹' | '"' | '‘' | '\'' | '»' | '”')
        {
            return Some((at, letter));
        }
        at += letter.len_utf8();
    }
}

/// An open quotation may run to the paragraph's end: when it is taken up again by the next one, or
/// when it fills the paragraph and the closing mark was forgotten.
fn runs_on(at: usize, mark: char, next: &str) -> bool {
    mark != '\'' && (next.starts_with(mark) || (at == 0 && matches!(mark, '“' | '"' | '«' | '„')))
}

fn trim(words: &str, start: usize, end: usize) -> Stretch {
    let part = words.get(start..end).unwrap_or_default();
    let lead = part.len() - part.trim_start().len();
    Stretch::new(start + lead, start + lead + part.trim().len())
}

fn opens(words: &str, at: usize, mark: char, language: &str) -> bool {
    let before = words[..at].chars().next_back();
    let after = words[at + mark.len_utf8()..].chars().next();
    let free =
        before.is_none_or(|letter| letter.is_whitespace() || "([—–-/:“„«\"‘".contains(letter));
    let followed = after.is_some_and(|letter| !letter.is_whitespace());
    match mark {
        '“' | '„' | '「' | '『' | '«' | '‹' => followed || mark == '«',
        '"' => followed && before.is_none_or(|letter| !letter.is_alphanumeric()),
        '‘' => free && followed,
        '\'' => {
            free && after
                .is_some_and(|letter| letter.is_alphabetic() || "[…$£€“\"".contains(letter))
                && !clipped(&words[at + 1..])
        }
        '»' => free && followed && matches!(language, "de" | "da" | "sl" | "hr" | "hu"),
        '”' => free && before.is_none() && followed,
        _ => false,
    }
}

/// "'em", "'til", "'cause": an apostrophe for letters left out.
fn clipped(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    matches!(&*word.to_lowercase(), "em" | "til" | "cause" | "tis" | "twas" | "n" | "bout")
}

/// Where the quotation that `mark` opened ends, and the length of its closing mark.
fn close(words: &str, from: usize, mark: char) -> Option<(usize, usize)> {
    let closing: &[char] = match mark {
        '“' => &['”', '"'],
        '„' => &['“', '”', '"'],
        '"' => &['"', '”'],
        '”' => &['”'],
        '「' => &['」'],
        '『' => &['』'],
        '«' => &['»'],
        '»' => &['«'],
        '‹' => &['›'],
        _ => return single_close(words, from),
    };
    let rest = words.get(from..)?;
    let mut depth = 0;
    for (at, letter) in rest.char_indices() {
        if letter == mark && matches!(mark, '“' | '«' | '「') {
            depth += 1;
        } else if closing.contains(&letter) {
            if depth == 0 || letter == '"' {
                return Some((from + at, letter.len_utf8()));
            }
            depth -= 1;
        }
    }
    // An inner mark that was never closed must not swallow the outer one's end.
    rest.rfind(closing)
        .filter(|_| depth > 0)
        .map(|at| (from + at, rest[at..].chars().next().map_or(1, char::len_utf8)))
}

/// The end of a quotation in single marks. A mark after a letter and before a space may also be the
/// possessive of a plural ("workers' rights"); such a one closes only when no better one follows
/// before the next quotation opens.
fn single_close(words: &str, from: usize) -> Option<(usize, usize)> {
    let mut fallback = None;
    let rest = words.get(from..)?;
    let marks = rest.char_indices().filter(|(_, letter)| matches!(letter, '\'' | '’' | '‘'));
    for (at, letter) in marks {
        let before = rest[..at].chars().next_back();
        let after = rest[at + letter.len_utf8()..].chars().next();
        let free_after = after.is_none_or(|next| !next.is_alphanumeric());
        match letter {
            '\'' | '’' if free_after && before.is_some_and(|letter| !letter.is_whitespace()) => {
                let possessive =
                    matches!(before, Some('s' | 'S')) && after.is_some_and(char::is_whitespace);
                let found = (from + at, letter.len_utf8());
                if !possessive {
                    return Some(found);
                }
                fallback = fallback.or(Some(found));
            }
            '\'' | '‘' if before.is_some_and(char::is_whitespace) && fallback.is_some() => {
                return fallback;
            }
            _ => {}
        }
    }
    fallback
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, source: &str, expected: &[&str]) {
        let text = Text::new(source, language);
        let found: Vec<_> = find(&text).iter().map(|quoted| text.slice(quoted.inner)).collect();
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn all_styles_of_marks() {
        check(
            "en",
            "“One,” he said. \"Two,\" she said. ‘Three,’ they said.",
            &["One,", "Two,", "Three,"],
        );
        check("de", "„Eins“, sagte er. »Zwei«, sagte sie.", &["Eins", "Zwei"]);
        check("fr", "Il a dit : « C’est l’heure. »", &["C’est l’heure."]);
        check("zh", "他说：“好。”她说：「不好。」", &["好。", "不好。"]);
    }

    #[test]
    fn ascii_single_quotes_are_also_apostrophes() {
        check(
            "en",
            "'It's China's turn,' it said of the workers' rights.",
            &["It's China's turn,"],
        );
        check("en", "The workers' rights and the players' union's '90s.", &[]);
        check("en", "It was 'injurious' to the country's security.", &["injurious"]);
        check("en", "'The workers' rights are key,' he said.", &["The workers' rights are key,"]);
        check("en", "Its 'wrong practices' are 'key', he said.", &["wrong practices", "key"]);
        check("en", "claims ‘damages' trade", &["damages"]);
    }

    #[test]
    fn over_several_paragraphs() {
        check("en", "“One goes on.\n\n“Two ends,” he said.", &["One goes on.", "Two ends,"]);
        check("en", "A stray \" mark here.", &[]);
    }

    #[test]
    fn quotations_inside_quotations() {
        check("en", "“He said ‘go’ to me,” she said.", &["He said ‘go’ to me,"]);
        check("en", "'This is \"it\" now,' he said.", &["This is \"it\" now,"]);
    }
}
