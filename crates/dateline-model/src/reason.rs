//! Why something stands where it stands: findings that a reader can check on the page.
//!
//! A reason is kept, and printed by the filters, as an English sentence; that sentence is read back
//! into what it says, so that pages can say it in the reader's language.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Reason {
    /// An article opens a story.
    OpensStory,
    /// So many hundredths of it stand word for word in the text of a publisher; in an earlier text
    /// where that has no name.
    StandsIn(u32, String),
    /// So many hundredths of the text of a publisher stand in it.
    Holds(u32, String),
    /// It names these, parted by commas.
    Names(String),
    /// So many words are shared.
    Words(u32),
    /// So many rare words are shared.
    RareWords(u32),
    /// So many hours lie between.
    Hours(u32),
    /// So many days lie between.
    Days(u32),
    /// It gives this figure.
    Says(String),
    /// It gives this day.
    SaysWhen(String),
    /// It tells of something not told before.
    NewAct,
    /// It is named so often.
    Named(u32),
    /// It stands in the headline.
    InHeadline,
    /// The publisher tags the article so.
    GivenTag,
    /// Two stories were one until more was known.
    WereOne,
    /// In words of its own.
    Other(String),
}

/// The sentence of a reason: what stands before and after what it counts or names.
struct Sentence(&'static str, &'static str);

const OPENS_STORY: &str = "opens a story: nothing before it shares enough names and rare words";
const NEW_ACT: &str = "tells of something not told before";
const IN_HEADLINE: &str = "in the headline";
const GIVEN_TAG: &str = "the publisher's own tag";
const WERE_ONE: &str = "both were one story until more was known";
const STANDS_IN: Sentence = Sentence(" % of its text stands word for word in ", "");
const HOLDS: Sentence = Sentence(" % of ", " stands word for word in it");
const TEXT_OF: &str = "the text of ";
const EARLIER_TEXT: &str = "an earlier text";
const NAMES: &str = "names ";
const SAYS_WHEN: &str = "says when: ";
const SAYS: &str = "says ";

/// One, several, and what is counted.
const WORDS: [&str; 2] = [" word shared", " words shared"];
const RARE_WORDS: [&str; 2] = [" rare word shared", " rare words shared"];
const HOURS: [&str; 2] = [" hour apart", " hours apart"];
const DAYS: [&str; 2] = [" day apart", " days apart"];
const LESS_THAN_AN_HOUR: &str = "less than an hour apart";
const NAMED_ONCE: &str = "named once";
const NAMED: Sentence = Sentence("named ", " times");

impl Reason {
    /// So long between two articles.
    pub fn apart(hours: i64) -> Reason {
        let count = |number: i64| u32::try_from(number.max(0)).unwrap_or(u32::MAX);
        if hours < 48 { Reason::Hours(count(hours)) } else { Reason::Days(count(hours / 24)) }
    }

    fn read(said: &str) -> Option<Reason> {
        Some(match said {
            OPENS_STORY => Reason::OpensStory,
            NEW_ACT => Reason::NewAct,
            IN_HEADLINE => Reason::InHeadline,
            GIVEN_TAG => Reason::GivenTag,
            WERE_ONE => Reason::WereOne,
            LESS_THAN_AN_HOUR => Reason::Hours(0),
            NAMED_ONCE => Reason::Named(1),
            _ => return Reason::with_words(said).or_else(|| Reason::with_count(said)),
        })
    }

    fn with_words(said: &str) -> Option<Reason> {
        let after = |head: &str| said.strip_prefix(head).map(str::to_owned);
        if let Some((share, text)) = said.split_once(STANDS_IN.0) {
            return Some(Reason::StandsIn(share.parse().ok()?, publisher(text)?));
        }
        if let Some((share, text)) = said.split_once(HOLDS.0)
            && let Some(text) = text.strip_suffix(HOLDS.1)
        {
            return Some(Reason::Holds(share.parse().ok()?, publisher(text)?));
        }
        let says =
            || after(SAYS_WHEN).map(Reason::SaysWhen).or_else(|| after(SAYS).map(Reason::Says));
        after(NAMES).map(Reason::Names).or_else(says)
    }

    fn with_count(said: &str) -> Option<Reason> {
        if let Some(times) = said.strip_prefix(NAMED.0).and_then(|rest| rest.strip_suffix(NAMED.1))
        {
            return times.parse().ok().map(Reason::Named);
        }
        let (number, _) = said.split_once(' ')?;
        let rest = said.get(number.len()..)?;
        let count = number.parse().ok()?;
        Some(match rest {
            rest if WORDS.contains(&rest) => Reason::Words(count),
            rest if RARE_WORDS.contains(&rest) => Reason::RareWords(count),
            rest if HOURS.contains(&rest) => Reason::Hours(count),
            rest if DAYS.contains(&rest) => Reason::Days(count),
            _ => return None,
        })
    }
}

/// Whose text it is; empty for "an earlier text".
fn publisher(text: &str) -> Option<String> {
    if text == EARLIER_TEXT {
        Some(String::new())
    } else {
        text.strip_prefix(TEXT_OF).map(str::to_owned)
    }
}

impl From<String> for Reason {
    fn from(said: String) -> Reason {
        Reason::read(&said).unwrap_or(Reason::Other(said))
    }
}

impl From<Reason> for String {
    fn from(reason: Reason) -> String {
        reason.to_string()
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |publisher: &str| match publisher {
            "" => EARLIER_TEXT.to_owned(),
            name => format!("{TEXT_OF}{name}"),
        };
        let counted = |out: &mut fmt::Formatter<'_>, count: u32, [one, several]: [&str; 2]| {
            write!(out, "{count}{}", if count == 1 { one } else { several })
        };
        match self {
            Reason::OpensStory => out.write_str(OPENS_STORY),
            Reason::StandsIn(share, of) => write!(out, "{share}{}{}", STANDS_IN.0, text(of)),
            Reason::Holds(share, of) => write!(out, "{share}{}{}{}", HOLDS.0, text(of), HOLDS.1),
            Reason::Names(names) => write!(out, "{NAMES}{names}"),
            Reason::Words(count) => counted(out, *count, WORDS),
            Reason::RareWords(count) => counted(out, *count, RARE_WORDS),
            Reason::Hours(0) => out.write_str(LESS_THAN_AN_HOUR),
            Reason::Hours(count) => counted(out, *count, HOURS),
            Reason::Days(count) => counted(out, *count, DAYS),
            Reason::Says(figure) => write!(out, "{SAYS}{figure}"),
            Reason::SaysWhen(day) => write!(out, "{SAYS_WHEN}{day}"),
            Reason::NewAct => out.write_str(NEW_ACT),
            Reason::Named(1) => out.write_str(NAMED_ONCE),
            Reason::Named(times) => write!(out, "{}{times}{}", NAMED.0, NAMED.1),
            Reason::InHeadline => out.write_str(IN_HEADLINE),
            Reason::GivenTag => out.write_str(GIVEN_TAG),
            Reason::WereOne => out.write_str(WERE_ONE),
            Reason::Other(said) => out.write_str(said),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reason: &Reason, said: &str) {
        assert_eq!(reason.to_string(), said);
        assert_eq!(&Reason::from(said.to_owned()), reason);
    }

    #[test]
    fn every_reason_is_read_back_from_its_sentence() {
        check(&Reason::OpensStory, OPENS_STORY);
        check(
            &Reason::StandsIn(99, "The Tern".into()),
            "99 % of its text stands word for word in the text of The Tern",
        );
        check(
            &Reason::Holds(70, String::new()),
            "70 % of an earlier text stands word for word in it",
        );
        check(&Reason::Names("Joly, Hikvision".into()), "names Joly, Hikvision");
        check(&Reason::Words(1), "1 word shared");
        check(&Reason::RareWords(9), "9 rare words shared");
        check(&Reason::apart(0), "less than an hour apart");
        check(&Reason::apart(1), "1 hour apart");
        check(&Reason::apart(47), "47 hours apart");
        check(&Reason::apart(49), "2 days apart");
        check(&Reason::Says("17 dead".into()), "says 17 dead");
        check(&Reason::SaysWhen("Monday".into()), "says when: Monday");
        check(&Reason::NewAct, NEW_ACT);
        check(&Reason::Named(1), "named once");
        check(&Reason::Named(3), "named 3 times");
        check(&Reason::InHeadline, "in the headline");
        check(&Reason::GivenTag, "the publisher's own tag");
        check(&Reason::WereOne, "both were one story until more was known");
    }

    #[test]
    fn what_is_none_of_these_stays_as_it_was_said() {
        for said in ["", "the same text", "many % of its text", "1 apple apart", "named often"] {
            check(&Reason::Other(said.into()), said);
        }
    }
}
