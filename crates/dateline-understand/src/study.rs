//! Everything that is understood of one article, in one pass over its text.
//!
//! [`study`] cuts the text up once and hands the same tokens to every part. It is pure, needs no
//! clock and no network, and never fails: an empty text gives an empty study.

use dateline_model::{Study, When};

use crate::text::Text;
use crate::{brief, dates, entities, figures, hashtags, language, quotes, timeline};

/// What is studied.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject<'a> {
    /// The headline.
    pub headline: &'a str,
    /// The body; all offsets of the answer count its code points.
    pub text: &'a str,
    /// When it was published; without it no relative date gets a value.
    pub published: Option<When>,
    /// The language as the publisher says, BCP 47; it is checked against the text.
    pub language: Option<&'a str>,
    /// Who published it: never a hashtag of its own article.
    pub publisher: Option<&'a str>,
    /// The publisher's own tags: evidence for ours.
    pub publisher_tags: &'a [String],
}

/// How common words are in the instance's own articles. The default knows none and works.
#[derive(Clone, Debug, Default)]
pub struct Background {}

/// Words a day reads in a minute of an alphabet, and letters of a script without spaces.
const WORDS_A_MINUTE: u32 = 220;
const LETTERS_A_MINUTE: u32 = 450;

/// Studies one article.
pub fn study(subject: &Subject<'_>, _background: &Background) -> Study {
    let language = language_of(subject);
    let text = Text::new(subject.text, language);
    let names = entities::find(&text);
    let quoted = quotes::marks::find(&text);
    let said = quotes::find(&text, &names);
    let found = dates::find(&text, subject.published.map(When::day));
    Study {
        language: language.to_owned(),
        hashtags: hashtags::of(&text, subject.headline, &names),
        entities: entities::entities(&text, &names),
        quotes: quotes::quotes(&text, &said),
        dates: dates::mentions(&text, &found),
        timeline: timeline::of(&text, &found),
        figures: figures::find(&text, &found),
        brief: brief::of(&text, subject.headline, &quoted),
    }
}

/// The language of the text; the publisher's word decides when the text is too short to tell.
fn language_of(subject: &Subject<'_>) -> &'static str {
    language::language_of(subject.text)
        .or_else(|| language::language_of(subject.headline))
        .unwrap_or_default()
}

/// Minutes that a reader needs, at least one.
pub fn reading_minutes(text: &str, language: &str) -> u32 {
    let unspaced = matches!(language, "zh" | "ja" | "th" | "km" | "lo" | "my");
    let (amount, speed) = if unspaced {
        (text.chars().filter(|letter| letter.is_alphanumeric()).count(), LETTERS_A_MINUTE)
    } else {
        (text.split_whitespace().count(), WORDS_A_MINUTE)
    };
    u32::try_from(amount).unwrap_or(u32::MAX).div_ceil(speed).max(1)
}
