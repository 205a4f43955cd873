//! Whole texts find their events, copies their originals, and every decision says why.

use dateline_model::{ArticleId, Millis, Placement, StoryId};
use dateline_understand::{Arrival, Sketch, Window, WindowSettings};

/// An article of `fixtures/events.txt`: twelve invented events told by two or three papers, some of
/// them on the same topic in the same days.
struct Told {
    event: &'static str,
    publisher: &'static str,
    published: Millis,
    language: &'static str,
    headline: &'static str,
    text: &'static str,
}

/// In time order.
fn told() -> Vec<Told> {
    let mut all: Vec<Told> = include_str!("../../fixtures/events.txt")
        .split("\n\n")
        .map(|block| {
            let mut lines = block.lines();
            let mut head = lines.next().unwrap_or_default().split(" | ");
            let mut field = || head.next().expect("four fields in each head line");
            let (event, publisher, language, hours) = (field(), field(), field(), field());
            let hours: i64 = hours.parse().expect("hours are a number");
            Told {
                event,
                publisher,
                published: Millis(hours * Millis::HOUR),
                language,
                headline: lines.next().unwrap_or_default(),
                text: lines.next().unwrap_or_default(),
            }
        })
        .collect();
    all.sort_by_key(|told| told.published);
    all
}

/// Places articles one after the other, as the desk does.
fn place_all(articles: &[Told]) -> Vec<Placement> {
    let mut window = Window::new(WindowSettings::default());
    articles
        .iter()
        .zip(1..)
        .map(|(told, number)| {
            let sketch = Sketch::of(told.headline, told.text, told.language);
            let arrival = Arrival {
                article: ArticleId(number),
                publisher: told.publisher,
                published: told.published,
                sketch: &sketch,
            };
            let placement = window.place(&arrival);
            window.insert(&arrival, &placement);
            placement
        })
        .collect()
}

fn event_of(articles: &[Told], story: StoryId) -> &'static str {
    let at = usize::try_from(story.0 - 1).expect("numbers are positive");
    articles.get(at).map_or("", |told| told.event)
}

#[test]
fn different_events_never_share_a_story() {
    let articles = told();
    for (told, placement) in articles.iter().zip(place_all(&articles)) {
        let event = event_of(&articles, placement.story);
        assert_eq!(event, told.event, "{}: {:?}", told.headline, placement.because);
    }
}

#[test]
fn reports_of_one_event_meet_in_one_language() {
    let articles = told();
    let placements = place_all(&articles);
    let english = articles.iter().zip(&placements).filter(|(told, _)| told.language == "en");
    let alone: Vec<&str> = english
        .filter(|(told, placement)| {
            let others = articles.iter().zip(&placements);
            let same = |(other, p): (&Told, &Placement)| {
                other.event == told.event && p.story == placement.story
            };
            others.filter(|&(other, p)| same((other, p))).count() < 2
        })
        .map(|(told, _)| told.headline)
        .collect();
    assert_eq!(alone, Vec::<&str>::new());
}

#[test]
fn most_reports_in_other_languages_find_their_story() {
    let articles = told();
    let placements = place_all(&articles);
    let foreign =
        articles.iter().zip(&placements).zip(1..).filter(|((t, _), _)| t.language != "en");
    let (joined, alone): (Vec<_>, Vec<_>) =
        foreign.partition(|((_, placement), number)| placement.story != StoryId(*number));
    let alone: Vec<_> = alone.iter().map(|((told, _), _)| told.headline).collect();
    assert!(joined.len() >= 10, "{} joined; alone: {alone:?}", joined.len());
}

#[test]
fn every_decision_says_why() {
    let articles = told();
    for (told, placement) in articles.iter().zip(place_all(&articles)) {
        assert!(!placement.because.is_empty(), "{}", told.headline);
        assert!(placement.related.iter().all(|related| !related.because.is_empty()));
        assert!(placement.related.len() <= 6);
    }
}

#[test]
fn related_articles_are_of_other_stories() {
    let articles = told();
    let placements = place_all(&articles);
    for placement in &placements {
        for related in &placement.related {
            let at = usize::try_from(related.article.0 - 1).expect("numbers are positive");
            assert_ne!(placements.get(at).map(|p| p.story), Some(placement.story));
        }
    }
}

/// Whether a second headline goes into the story of the first, with these vectors.
fn meets(vectors: Option<[[f32; 3]; 2]>) -> bool {
    let mut window = Window::new(WindowSettings::default());
    let headlines =
        ["Ferry with 214 aboard runs aground at Skerry", "Skerry: all passengers are safe"];
    let mut stories = Vec::new();
    for (number, headline) in headlines.into_iter().enumerate() {
        let sketch = Sketch::of(headline, "", "en");
        let sketch = match vectors {
            Some(vectors) => sketch.with_vector("model", &vectors[number]),
            None => sketch,
        };
        let number = i64::try_from(number).expect("two") + 1;
        let arrival = Arrival {
            article: ArticleId(number),
            publisher: "The Tern",
            published: Millis(number * Millis::HOUR * 12),
            sketch: &sketch,
        };
        stories.push(window.take(&arrival).story);
    }
    stories[0] == stories[1]
}

#[test]
fn a_sentence_model_tells_what_words_do_not() {
    assert!(!meets(Some([[1.0, 0.0, 0.2], [0.0, 1.0, 0.1]])), "of two events, says the model");
    assert!(meets(Some([[1.0, 0.2, 0.2], [0.9, 0.2, 0.1]])), "of one");
    assert!(!meets(None), "one word is no evidence");
}
