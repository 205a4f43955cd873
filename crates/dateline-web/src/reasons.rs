//! Reasons in the reader's language.

use dateline_model::Reason;

use crate::speech::{Message, Speech};

/// All reasons in one line.
pub(crate) fn told(reasons: &[Reason], speech: Speech) -> String {
    let told: Vec<String> = reasons.iter().map(|one| speech.tell(&message(one))).collect();
    speech.phrases(&told)
}

fn message(reason: &Reason) -> Message {
    let counted = |name, count: &u32| Message::new(name).number("n", i64::from(*count));
    let shared = |name, earlier, share: &u32, of: &str| match of {
        "" => Message::new(earlier).number("share", i64::from(*share)),
        of => Message::new(name).number("share", i64::from(*share)).text("publisher", of),
    };
    match reason {
        Reason::OpensStory => Message::new("reason-opens-story"),
        Reason::StandsIn(share, of) => {
            shared("reason-stands-in", "reason-stands-in-earlier", share, of)
        }
        Reason::Holds(share, of) => shared("reason-holds", "reason-holds-earlier", share, of),
        Reason::Names(names) => Message::new("reason-names").text("names", names),
        Reason::Words(count) => counted("reason-words", count),
        Reason::RareWords(count) => counted("reason-rare-words", count),
        Reason::Hours(0) => Message::new("reason-within-an-hour"),
        Reason::Hours(count) => counted("reason-hours", count),
        Reason::Days(count) => counted("reason-days", count),
        Reason::Says(figure) => Message::new("reason-says").text("figure", figure),
        Reason::SaysWhen(day) => Message::new("reason-says-when").text("day", day),
        Reason::NewAct => Message::new("reason-new-act"),
        Reason::Named(times) => counted("article-named-times", times),
        Reason::InHeadline => Message::new("reason-in-headline"),
        Reason::GivenTag => Message::new("reason-given-tag"),
        Reason::WereOne => Message::new("reason-were-one"),
        Reason::Other(said) => Message::Said(said.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, reasons: &[Reason], expected: &str) {
        assert_eq!(told(reasons, Speech::of_tag(tag).expect("a language")), expected);
    }

    #[test]
    fn reasons_are_told_in_the_readers_language() {
        let joly = [Reason::Names("Joly".into()), Reason::RareWords(9), Reason::Hours(2)];
        check("en", &joly, "names Joly; 9 rare words shared; 2 hours apart");
        check("de", &joly, "nennt Joly; 9 gemeinsame seltene Wörter; 2 Stunden auseinander");
        check("fr", &[Reason::Hours(0)], "à moins d’une heure d’écart");
        check("zh", &[Reason::Holds(70, "The Tern".into())], "The Tern 文本的 70% 逐字见于其中");
        check("ar", &[Reason::Days(2)], "بفارق يومين");
        check("es", &[Reason::Other("the same text".into())], "the same text");
    }
}
