//! Everything that is understood of one article, in one pass over its text.
//!
//! [`study`] cuts the text up once and hands the same tokens to every part. It is pure, needs no
//! clock and no network, and never fails: an empty text gives an empty study.

use std::collections::HashMap;

use dateline_model::{Passage, Span, Study, When};

use crate::hashtags::Aliases;
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

/// What the instance knows of tags: how common they are in its own articles, and which of them its
/// owner takes for one. The default knows nothing and works.
///
/// It learns what was tagged, so that what every article is about (the country, the town) weighs
/// less than what few are. It holds a bounded number of tags: the rarest go first.
#[derive(Clone, Debug, Default)]
pub struct Background {
    articles: u32,
    counts: HashMap<String, u32>,
    aliases: Aliases,
}

/// Tags that the background remembers; at some forty bytes each this stays under ten megabytes.
const MOST_KNOWN: usize = 100_000;
/// Fewer articles than these say nothing about what is common.
const ENOUGH_ARTICLES: u32 = 100;

impl Background {
    /// A background with the owner's table of tags that are one.
    #[must_use]
    pub fn with_aliases(aliases: Aliases) -> Background {
        Background { aliases, ..Background::default() }
    }

    pub(crate) fn aliases(&self) -> &Aliases {
        &self.aliases
    }

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
    let day = subject.published.map(When::day);
    let names = entities::find(&text, subject.headline);
    let quoted = quotes::marks::find(&text);
    let said = quotes::find(&text, &names, &quoted);
    let mut found = dates::find(&text, day);
    let mut figures = figures::find(&text, &found);
    let passages: Vec<Passage> =
        language::passages(&text).iter().map(|passage| passage.told(&text)).collect();
    for language in languages(&passages) {
        let other = Text::new(subject.text, language);
        let inside = |span: Span| {
            let holds = |one: &Passage| one.language == language && one.span.holds(span);
            passages.iter().any(holds)
        };
        let theirs = dates::find(&other, day);
        let counted = figures::find(&other, &theirs);
        replace(&mut found, theirs, |one| text.span(one.stretch), inside);
        replace(&mut figures, counted, |one| one.span, inside);
    }
    Study {
        language: language.to_owned(),
        hashtags: hashtags::of(&text, &names, subject, background),
        entities: entities::entities(&text, &names),
        quotes: quotes::quotes(&text, &said),
        dates: dates::mentions(&text, &found),
        timeline: timeline::of(&text, &found, day),
        figures,
        brief: brief::of(&text, subject.headline, &quoted, &passages),
        passages,
    }
}

/// More languages than these are no report.
const MOST_LANGUAGES: usize = 3;

/// The languages of the passages, each once.
fn languages(passages: &[Passage]) -> Vec<&str> {
    let mut languages: Vec<&str> = Vec::new();
    for passage in passages {
        if languages.len() < MOST_LANGUAGES && !languages.contains(&&*passage.language) {
            languages.push(&passage.language);
        }
    }
    languages
}

/// Puts what was read in another language in the place of what stands inside its passages. Quotations
/// are not read again: who spoke is told in the language of the text.
fn replace<T>(
    all: &mut Vec<T>,
    theirs: Vec<T>,
    span: impl Fn(&T) -> Span,
    inside: impl Fn(Span) -> bool,
) {
    all.retain(|one| !inside(span(one)));
    all.extend(theirs.into_iter().filter(|one| inside(span(one))));
    all.sort_by_key(|one| span(one));
}
/// Every candidate for a hashtag with the signs that weigh it, for fitting the weights.
pub fn tag_signs(subject: &Subject<'_>, background: &Background) -> Vec<(String, Vec<f64>)> {
    let text = Text::new(subject.text, language_of(subject));
    let names = entities::find(&text, subject.headline);
    hashtags::signs_of(&text, &names, subject, background)
}

/// The language of the text; the publisher's word decides when the text is too short to tell.
fn language_of(subject: &Subject<'_>) -> &'static str {
    let hint = subject.language.unwrap_or_default();
    let hint = hint.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    language::language_with_hint(subject.text, &hint)
        .or_else(|| language::language_with_hint(subject.headline, &hint))
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

#[cfg(test)]
mod tests {
    use dateline_model::Span;
    use proptest::prelude::*;

    use super::*;

    /// Checks that every statement of a study stands word for word where it says it stands.
    fn check_verbatim(text: &str, study: &Study) {
        let letters: Vec<char> = text.chars().collect();
        let stands = |words: &str, span: Span| {
            let place = letters.get(span.start as usize..span.end as usize);
            let place: String = place.unwrap_or_default().iter().collect();
            assert_eq!(place, words, "{span:?}");
        };
        study.quotes.iter().for_each(|quote| stands(&quote.text, quote.span));
        study.dates.iter().for_each(|date| stands(&date.text, date.span));
        study.figures.iter().for_each(|figure| stands(&figure.text, figure.span));
        study.timeline.iter().for_each(|item| stands(&item.text, item.span));
        study.brief.iter().for_each(|sentence| stands(&sentence.text, sentence.span));
        assert!(study.dates.is_sorted_by_key(|date| date.span));
        for (start, end) in study.entities.iter().flat_map(|entity| &entity.mentions) {
            assert!(start < end && *end as usize <= letters.len());
        }
    }

    fn studied(text: &str) -> Study {
        let published = "2025-06-30".parse().ok();
        let subject =
            Subject { headline: "A headline of Marlow", text, published, ..Subject::default() };
        study(&subject, &Background::default())
    }

    #[test]
    fn an_empty_text_gives_an_empty_study() {
        assert_eq!(study(&Subject::default(), &Background::default()), Study::default());
    }

    #[test]
    fn hostile_texts_cost_no_more_than_others() {
        for piece in [
            "“", "'a ", "\"x", "(", "A a ", "« ", "1.", "May ", "a.", "Mr. ", "said ", "““a",
            "\n\n“", "字", "-A", "of A ",
        ] {
            let text = piece.repeat(60_000 / piece.len());
            check_verbatim(&text, &studied(&text));
        }
        let text = format!("{}{}", "(".repeat(30_000), "A a ".repeat(8_000));
        check_verbatim(&text, &studied(&text));
    }

    #[test]
    fn statements_in_several_scripts_are_verbatim() {
        for text in [
            "«Été», a déclaré Zoé Müller le 3 mai 2024 à 10\u{a0}000 personnes. 😀 “Ça va?”",
            "2026年2月21日，王毅说：“合作共赢。”东盟贸易增长9.2%，达到3308亿美元。",
            "قال الوزير أحمد علي يوم الجمعة إن التجارة نمت 12 في المئة في عام 2023.",
            "Он сказал: «Мы готовы», — 3 марта 2022 года, 5 млн рублей.",
        ] {
            check_verbatim(text, &studied(text));
        }
    }

    #[test]
    fn a_passage_in_another_language_is_read_in_it() {
        let text = "The minister of finance spoke to the members of both parties in the capital \
                    on Friday, and then she left the hall with her adviser. “No vamos a ceder el 3 de mayo de 2024 \
                    ante los que quieren 1.500 millones de euros.” It rose 2.5% on May 4, 2024.";
        let study = studied(text);
        let values: Vec<_> = study.dates.iter().filter_map(|date| date.value.as_deref()).collect();
        assert_eq!(values, ["2025-06-27", "2024-05-03", "2024-05-04"]);
        let figures: Vec<_> = study.figures.iter().map(|figure| &*figure.value).collect();
        assert_eq!(figures, ["1500000000", "2.5"]);
        assert!(matches!(&*study.passages, [only] if only.language == "es"));
        assert!(study.brief.iter().all(|sentence| !sentence.text.contains("vamos")));
        check_verbatim(text, &study);
    }

    #[test]
    fn the_publishers_language_decides_only_in_doubt() {
        let subject = Subject {
            text: "Vlada predstavila plan",
            language: Some("sl-SI"),
            ..Subject::default()
        };
        assert_eq!(study(&subject, &Background::default()).language, "sl");
    }

    #[test]
    fn what_every_article_has_is_common() {
        let mut background = Background::default();
        let one = studied("The port of Marlow closed. The port of Marlow opened.");
        assert!(!one.hashtags.is_empty());
        (0..200).for_each(|_| background.learn(&one));
        let known = &one.hashtags[0].label;
        assert!(background.rarity(&entities::name_key(known)) < background.rarity("harbour"));
    }

    #[test]
    fn minutes_to_read() {
        assert_eq!(reading_minutes("", "en"), 1);
        assert_eq!(reading_minutes(&"word ".repeat(660), "en"), 3);
        assert_eq!(reading_minutes(&"字".repeat(900), "zh"), 2);
    }

    /// Pieces of news, so that random texts hold quotes, dates, names and numbers in odd places.
    fn text() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "“",
            "”",
            "'",
            "\"",
            "‘",
            "’",
            "«",
            "»",
            "「",
            "」",
            " said ",
            "Joly",
            " Mr. ",
            "the ",
            "workers",
            "s ",
            ". ",
            ", ",
            ": ",
            "\n\n",
            "\n",
            " May 3, 2020 ",
            " last week",
            " two years ago",
            " the '90s ",
            "US$5bn",
            " 9.2%",
            " 1/2 ",
            "é",
            "😀",
            "北京",
            "2026年",
            " Friday",
            " he ",
            " according to ",
            "-",
            "—",
            " 10 p.m. ",
            "'s ",
            " of ",
            "Bank",
            " million ",
            "\u{a0}",
            "ß",
            "İ",
            "العام ",
        ]);
        prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn whatever_is_said_stands_in_the_text(text in text()) {
            check_verbatim(&text, &studied(&text));
        }

        #[test]
        fn any_text_can_be_studied(text in "\\PC{0,120}") {
            check_verbatim(&text, &studied(&text));
        }
    }
}
