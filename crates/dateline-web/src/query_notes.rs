//! Remarks on what was searched for, in the reader's language.

use dateline_model::QueryNote;

use crate::speech::{Message, Speech};

/// The remark as a sentence.
pub(crate) fn told(note: &QueryNote, speech: Speech) -> String {
    speech.tell(&message(note))
}

fn message(note: &QueryNote) -> Message {
    let about = |name, value: &str| Message::new(name).text("value", value);
    match note {
        QueryNote::NothingAfter(operator) => about("query-nothing-after", operator),
        QueryNote::NoWord(value) => about("query-no-word", value),
        QueryNote::NoLanguage(value) => about("query-no-language", value),
        QueryNote::NoState(value) => about("query-no-state", value),
        QueryNote::NoHolding(value) => about("query-no-holding", value),
        QueryNote::NoDate(value) => about("query-no-date", value),
        QueryNote::NoPublisher(name) => about("query-no-publisher", name),
        QueryNote::NoSection(name) => about("query-no-section", name),
        QueryNote::LargePattern(text) => about("query-large-pattern", text),
        QueryNote::BrokenPattern(text, why) => {
            about("query-broken-pattern", text).text("why", why.as_str())
        }
        QueryNote::PhraseIn(count) => Message::new("query-phrase-in").number("n", *count),
        QueryNote::Newest(count) => Message::new("query-newest").number("n", *count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, note: &QueryNote, expected: &str) {
        assert_eq!(told(note, Speech::of_tag(tag).expect("a language")), expected);
    }

    #[test]
    fn remarks_are_told_in_the_readers_language() {
        let state = QueryNote::NoState("red".into());
        check("en", &state, "“is:red” is not known; there are is:unread, is:saved and is:story.");
        check("de", &QueryNote::NoPublisher("mond".into()), "Hier heißt kein Medium „mond“.");
        let newest = QueryNote::Newest(2_000);
        check(
            "fr",
            &newest,
            "Seuls les 2\u{202f}000 articles les plus récents qui pouvaient convenir ont été examinés.",
        );
    }
}
