//! Where sentences begin and end.
//!
//! A paragraph is never joined to the next one. Inside it a sentence ends at a full stop, question
//! or exclamation mark of any script, unless the stop belongs to an abbreviation, an initial, a
//! number or a name, or what follows goes on in lower case. Marks that close a quotation stay with
//! the sentence they close.

use dateline_model::Span;

use crate::text::{Stretch, Text, bytes_of, lower_case, one_of};
use crate::words::spelled;

/// The sentences of `text`, in code points. `language` is ISO 639-1 and may be empty.
pub fn sentences(text: &str, language: &str) -> Vec<Span> {
    let text = Text::new(text, language);
    text.sentences.iter().map(|sentence| text.span(sentence.stretch)).collect()
}

/// Paragraphs: parted by blank lines or, in a text that has none, by line ends.
pub(crate) fn paragraphs(source: &str) -> Vec<Stretch> {
    let spaced = source.trim().contains("\n\n");
    let mut paragraphs: Vec<Stretch> = Vec::new();
    let mut open = false;
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let words = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if words.is_empty() {
            open = false;
            continue;
        }
        let end = start + words.len();
        match paragraphs.last_mut() {
            Some(last) if open => last.end = end,
            _ => paragraphs.push(Stretch::new(start, end)),
        }
        open = spaced && !words.ends_with(['.', '!', '?', '…', ':', '”', '"', '»', '。']);
    }
    paragraphs
}

/// The sentences of one paragraph.
pub(crate) fn of_paragraph(source: &str, paragraph: Stretch, language: &str) -> Vec<Stretch> {
    let text = source.get(paragraph.start..paragraph.end).unwrap_or_default();
    let mut found = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some((at, mark)) = next_stop(text, from) {
        let end = at + mark.len_utf8() + closing_length(&text[at + mark.len_utf8()..]);
        if is_break(text, start, at, end, language) {
            found.push(trimmed(text, start, end));
            start = end;
        }
        from = end;
    }
    if text.get(start..).is_some_and(|rest| rest.chars().any(char::is_alphanumeric)) {
        found.push(trimmed(text, start, text.len()));
    } else if let Some(last) = found.last_mut() {
        last.end = text.trim_end().len().max(last.end);
    }
    if matches!(language, "th" | "lo") {
        found = found.into_iter().flat_map(|sentence| parted_by_spaces(text, sentence)).collect();
    }
    let shift =
        |part: Stretch| Stretch::new(part.start + paragraph.start, part.end + paragraph.start);
    found.into_iter().map(shift).collect()
}

/// The bytes with which the marks of [`ends_sentence`] begin.
static STOPS: [bool; 256] =
    bytes_of(&[b'.', b'!', b'?', 0xd6, 0xd8, 0xdb, 0xe0, 0xe1, 0xe2, 0xe3, 0xef]);

/// The next mark from a byte on that may end a sentence. Few bytes begin one, so that letters are not
/// looked at one by one.
fn next_stop(text: &str, from: usize) -> Option<(usize, char)> {
    let mut at = from;
    loop {
        at += text.as_bytes().get(at..)?.iter().position(|byte| STOPS[usize::from(*byte)])?;
        let letter = text.get(at..)?.chars().next()?;
        if ends_sentence(letter) {
            return Some((at, letter));
        }
        at += letter.len_utf8();
    }
}

/// Letters before a space ends a Thai sentence, and letters that must follow it.
const LONG_ENOUGH: usize = 40;

/// Thai and Lao end a sentence with a space, and part clauses, numbers and foreign names by spaces
/// too: one between their own letters, far from both ends and outside quotation marks and brackets,
/// parts what can be read by itself.
fn parted_by_spaces(text: &str, sentence: Stretch) -> Vec<Stretch> {
    let mut parts = Vec::new();
    let (mut start, mut letters, mut depth) = (sentence.start, 0, 0_usize);
    let words = &text[sentence.start..sentence.end];
    let mut left = words.chars().count();
    let mut before = ' ';
    for (at, letter) in words.char_indices() {
        left -= 1;
        match letter {
            '“' | '‘' | '«' | '(' | '[' => depth += 1,
            '”' | '’' | '»' | ')' | ']' => depth = depth.saturating_sub(1),
            '"' => depth = usize::from(depth == 0),
            ' ' if depth == 0 && letters >= LONG_ENOUGH && left >= LONG_ENOUGH => {
                let at = sentence.start + at;
                let after = text[at + 1..].chars().next().unwrap_or(' ');
                if spelled(before) && spelled(after) {
                    parts.push(trimmed(text, start, at));
                    (start, letters) = (at + 1, 0);
                }
            }
            _ => {}
        }
        letters += 1;
        before = letter;
    }
    parts.push(trimmed(text, start, sentence.end));
    parts
}

fn trimmed(text: &str, start: usize, end: usize) -> Stretch {
    let part = &text[start..end];
    let lead = part.len() - part.trim_start().len();
    Stretch::new(start + lead, start + lead + part.trim().len())
}

fn ends_sentence(mark: char) -> bool {
    matches!(
        mark,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '｡' | '؟' | '۔' | '։' | '।' | '።' | '។'
    )
}

/// Further stops and closing marks right after a stop.
fn closing_length(rest: &str) -> usize {
    let mut length = 0;
    for (at, mark) in rest.char_indices() {
        let next = rest[at + mark.len_utf8()..].chars().next();
        let ends = matches!(mark, '”' | '’' | '»' | '」' | '』' | ')' | ']' | '）' | '】' | '›')
            || ends_sentence(mark)
            || (matches!(mark, '"' | '\'' | '“' | '‘') && next.is_none_or(char::is_whitespace));
        if !ends {
            break;
        }
        length = at + mark.len_utf8();
    }
    length
}

/// Whether the stop at `at`, which with its closing marks reaches to `end`, ends a sentence.
fn is_break(text: &str, start: usize, at: usize, end: usize, language: &str) -> bool {
    let stop = text[at..].chars().next().unwrap_or('.');
    let rest = &text[end..];
    if matches!(stop, '。' | '！' | '？' | '｡' | '।' | '۔' | '։' | '።' | '។') {
        return !rest.trim_start().starts_with(['」', '』', '，', '、']);
    }
    if rest.is_empty() {
        return true;
    }
    let spaced = rest.starts_with(char::is_whitespace);
    let next =
        rest.trim_start().trim_start_matches(['"', '\'', '“', '‘', '«', '„', '(', '[', '¿', '¡']);
    let next_letter = next.chars().next().unwrap_or(' ');
    if !spaced || next_letter.is_lowercase() || matches!(next_letter, ',' | ';' | '—' | '–') {
        return false;
    }
    stop != '.' || end - at > 1 || !is_abbreviation(&text[start..at], next_letter, language)
}

/// Words after which a full stop does not end a sentence, lower case, without the stop.
const ABBREVIATIONS: &str = "mr mrs ms dr prof st sr jr sen rep gov gen col lt sgt capt cmdr adm maj \
    rev hon pres supt det insp vs etc no nos vol fig approx dept est eds ed art inc ltd co corp bros \
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun \
    ave blvd rd mt ft ca cf al e.g i.e p pp par \
    hr hrn fr nr bzw ca evtl ggf usw u.a z.b d.h sog str tel abs art mio mrd dipl ing geb gest vgl jh \
    m mm mme mlle mmes me \
    sra srta dra ud uds ee uu av dña \
    sig sigg dott avv ing on \
    dhr mevr drs bijv blz ong enz jl \
    г гг им ул т тыс млн млрд руб проф акад";

/// Of those, the ones that end a sentence as often as not when a capital follows.
const OFTEN_LAST: &str = "etc inc ltd co corp jr sr no al usw enz руб млн млрд тыс г гг p st";

fn is_abbreviation(before: &str, next: char, language: &str) -> bool {
    let parts = |letter: char| {
        matches!(letter, '(' | '“' | '"' | '‘' | '«' | '„' | '-' | '–' | '—' | '/')
            || letter.is_whitespace()
    };
    let word = lower_case(before.rsplit(parts).next().unwrap_or_default());
    if word.is_empty() {
        return false;
    }
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let number = word.chars().all(|letter| letter.is_ascii_digit());
    if number {
        // "am 3. Mai", "a 3. kerület": ordinals where a full stop makes them; 1989. ends.
        return word.len() <= 2
            && matches!(
                language,
                "de" | "da"
                    | "no"
                    | "fi"
                    | "cs"
                    | "sk"
                    | "hu"
                    | "pl"
                    | "hr"
                    | "sr"
                    | "sl"
                    | "et"
                    | "lv"
            );
    }
    if single {
        return word != "i" || language != "en";
    }
    let dotted = || word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    if one_of!(OFTEN_LAST, &word) {
        return !next.is_uppercase();
    }
    // "in the U.S. The …" cannot be told from "the U.S. Senate" without grammar; the second is
    // far more common in news, and a sentence too long is better than a name cut in two.
    one_of!(ABBREVIATIONS, &word) || dotted()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, expected: &[&str]) {
        let joined = expected.join(" ");
        let points: Vec<char> = joined.chars().collect();
        let found: Vec<String> = sentences(&joined, language)
            .iter()
            .map(|span| points[span.start as usize..span.end as usize].iter().collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_that_end_nothing() {
        check(
            "en",
            &["Mr. Smith of the U.S. Senate paid $3.5 million to J. K. Rowling.", "He left."],
        );
        check("de", &["Am 3. Mai kam z.B. Dr. Braun.", "Danach nichts."]);
        check("fr", &["M. Macron a parlé.", "Rien d’autre."]);
        check("en", &["“Stop!” she said.", "“Why?”", "Nobody knew."]);
        check("en", &["It was Yahoo! that paid... nothing.", "The end"]);
    }

    #[test]
    fn scripts_without_spaces() {
        let spans = sentences("他说：“好。”然后走了。第二句！", "zh");
        assert_eq!(spans.len(), 3);
        assert_eq!(sentences("هذا خبر. هل هو صحيح؟ نعم", "ar").len(), 3);
    }

    #[test]
    fn thai_parts_its_sentences_by_spaces() {
        check(
            "th",
            &[
                "นายกรัฐมนตรีกล่าวเมื่อวันศุกร์ว่ารัฐบาลจะไม่ถอนร่างกฎหมายปฏิรูปบำนาญ",
                "ประชาชนหลายพันคนออกมาประท้วงบนถนนในเมืองหลวง (ตำรวจระบุว่ามีผู้ชุมนุมราว 12,000 คน และไม่มีเหตุรุนแรงใดเกิดขึ้น)",
            ],
        );
    }

    #[test]
    fn paragraphs_are_never_joined() {
        assert_eq!(sentences("A heading\n\nA sentence without a stop", "en").len(), 2);
        assert_eq!(sentences("A heading\nA sentence without a stop", "en").len(), 2);
        assert_eq!(sentences("a hard\nwrapped line.\n\nAnother", "en").len(), 2);
    }
}
