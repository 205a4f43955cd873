//! Everything that is understood of one article, in one pass over its text.
//!
//! [`study`] cuts the text up once and hands the same tokens to every part. It is pure, needs no
//! clock and no network, and never fails: an empty text gives an empty study.

use std::collections::HashMap;

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

/// How common tags are in the instance's own articles. The default knows none and works.
///
/// It learns what was tagged, so that what every article is about (the country, the town) weighs
/// less than what few are. It holds a bounded number of tags: the rarest go first.
#[derive(Clone, Debug, Default)]
pub struct Background {
    articles: u32,
    counts: HashMap<String, u32>,
}

/// Tags that the background remembers; at some forty bytes each this stays under ten megabytes.
const MOST_KNOWN: usize = 100_000;
/// Fewer articles than these say nothing about what is common.
const ENOUGH_ARTICLES: u32 = 100;

impl Background {
    /// Counts the tags of one more article.
    pub fn learn(&mut self, study: &Study) {
        self.articles = self.articles.saturating_add(1);
        for hashtag in &study.hashtags {
            *self.counts.entry(entities::name_key(&hashtag.label)).or_default() += 1;
        }
        if self.counts.len() > MOST_KNOWN {
            self.counts.retain(|_, count| *count > 1);
        }
        if self.counts.len() > MOST_KNOWN {
            self.counts.clear();
        }
    }

    /// From 1 for what is new down to a half for what every tenth article has.
    pub(crate) fn rarity(&self, key: &str) -> f64 {
        if self.articles < ENOUGH_ARTICLES {
            return 1.0;
        }
        let count = self.counts.get(key).copied().unwrap_or_default();
        let share = f64::from(count) / f64::from(self.articles);
        1.0 / (1.0 + (10.0 * share).min(1.0))
    }
}

/// What a reader takes in a minute: words of an alphabet, and letters of a script without spaces.
const WORDS_A_MINUTE: u32 = 220;
const LETTERS_A_MINUTE: u32 = 450;

/// Studies one article.
pub fn study(subject: &Subject<'_>, background: &Background) -> Study {
    let language = language_of(subject);
    let text = Text::new(subject.text, language);
    let names = entities::find(&text);
    let quoted = quotes::marks::find(&text);
    let said = quotes::find(&text, &names);
    let found = dates::find(&text, subject.published.map(When::day));
    Study {
        language: language.to_owned(),
        hashtags: hashtags::of(&text, &names, subject, background),
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
