//! Placing: from an arriving article to its original, its story, and what is related.
//!
//! Everything here only asks the window; nothing is remembered.

use dateline_model::{ArticleId, Earlier, Millis, Placement, Reason, Related, StoryId};

use super::features::{self, Meeting, Weighed, compare_rivals, describe, vector_likeness};
use super::reasons::{self, Telling};
use super::window::{Arrival, Candidate, Remembered, Window};
use crate::agencies::is_agency;
use crate::copies::{Overlap, Sample, overlap};
use crate::hash::hash_text;
use crate::related::{self, Matters, Prospect};
use crate::sketch::{Case, Term};

/// A story goes on from an earlier one when they share as much as this, and some time lies between.
const LEAST_EARLIER: f64 = 0.2;
const EARLIER_HOURS: i64 = 12;

/// So many names and numbers, or one in the headline, that a story did not hold are news of it.
const LEAST_ADDED: u32 = 2;

/// So many of a story's newest articles are asked whether they held a word before.
const MOST_TOLD: usize = 1_024;

/// The newest texts compared for one shingle: a line that a publisher prints under each of its
/// articles is in very many.
const MOST_HOLDERS: usize = 32;

/// Of the articles that share words, those that share most are held against it as copies: one that
/// is a copy shares nearly all.
const MOST_LIKE_COPIES: usize = 12;

/// Where an article stands.
struct Place {
    story: StoryId,
    copy_of: Option<ArticleId>,
    because: Vec<Reason>,
    fits_too: Option<StoryId>,
}

/// A related article, with its story and how long before it came.
struct Relation {
    related: Related,
    story: StoryId,
    hours: i64,
}

impl Window {
    /// Where an article belongs, and why. Changes nothing.
    pub fn place(&self, arrival: &Arrival<'_>) -> Placement {
        self.place_weighed(arrival, &self.weigh(arrival.sketch))
    }

    pub(super) fn place_weighed(&self, arrival: &Arrival<'_>, weighed: &Weighed) -> Placement {
        let near = self.near(weighed);
        let original = self.original(arrival, &near);
        let copied = original.and_then(|(slot, overlap)| self.join_original(slot, overlap));
        let place = copied.unwrap_or_else(|| self.join_story(arrival, weighed, &near));
        let reprinted = place.copy_of.filter(|_| self.takes_over(arrival, &place));
        let Place { story, copy_of, because, fits_too } = place;
        let copy_of = copy_of.filter(|_| reprinted.is_none());
        let relations = self.related(arrival, weighed, &near, story);
        let opens = story.0 == arrival.article.0;
        Placement {
            story,
            copy_of,
            because,
            adds: copy_of.is_none() && self.adds(arrival, weighed, story),
            earlier: earlier(&relations).filter(|_| opens),
            related: relations.into_iter().map(|relation| relation.related).collect(),
            fits_too,
            reprinted,
        }
    }

    /// What is related to a new version of an article that stands in `story` already, and whether
    /// the version adds something to the story.
    pub fn revisit(&self, arrival: &Arrival<'_>, story: StoryId) -> (Vec<Related>, bool) {
        let weighed = self.weigh(arrival.sketch);
        let relations = self.related(arrival, &weighed, &self.near(&weighed), story);
        let related = relations.into_iter().map(|relation| relation.related).collect();
        (related, self.adds(arrival, &weighed, story))
    }

    /// Whether an article holds names or numbers that its story does not, as far back as anyone
    /// remembers. One that is not known holds nothing, so whatever opens it adds to it.
    fn adds(&self, arrival: &Arrival<'_>, weighed: &Weighed, story: StoryId) -> bool {
        let Some(story) = self.stories.get(&story) else { return true };
        let telling = |terms: &[Term]| {
            let telling = terms.iter().filter(|term| {
                term.case == Case::Number || self.frequencies.is_name(term.hash, term.case)
            });
            telling.fold(0, |places, term| {
                places | weighed.words().place(term.hash).map_or(0, features::bit)
            })
        };
        let (title, body) = (telling(&arrival.sketch.title), telling(&arrival.sketch.body));
        let adds = |held: u128| title & !held != 0 || (body & !held).count_ones() >= LEAST_ADDED;
        let finder = weighed.finder_of(title | body);
        let mut held = 0;
        for (_, other) in self.articles_of(story).take(MOST_TOLD) {
            held |= weighed.places_in(other.settled.words(), &finder);
            if !adds(held) {
                return false;
            }
        }
        adds(held)
    }

    /// The stories that an article may belong to, with what describes each. What training reads;
    /// [`Window::place`] decides by it.
    pub fn candidates(&self, arrival: &Arrival<'_>) -> Vec<Candidate> {
        let weighed = self.weigh(arrival.sketch);
        self.describe_stories(arrival, &weighed, &self.near(&weighed))
    }

    /// The article whose text this one repeats, and by how much: an agency's before others', else
    /// the earliest. Looked for among those that share a shingle that few texts have, and those
    /// that share most words.
    fn original(&self, arrival: &Arrival<'_>, near: &[u32]) -> Option<(u32, Overlap)> {
        let sample = Sample::of(&arrival.sketch.shingles);
        if sample.hashes().is_empty() {
            return None;
        }
        let mut slots: Vec<u32> = Vec::new();
        for &hash in &arrival.sketch.shingles {
            self.shingles.add_newest(hash, MOST_HOLDERS, &mut slots);
        }
        slots.extend(near.iter().take(MOST_LIKE_COPIES));
        slots.sort_unstable();
        slots.dedup();
        slots
            .into_iter()
            .filter_map(|slot| {
                let found = overlap(&sample, &self.get(slot)?.settled.sample());
                found.is_copy().then_some((slot, found))
            })
            .min_by_key(|&(slot, _)| {
                self.get(slot).map(|a| (!self.is_agency(a), a.published, slot))
            })
    }

    fn is_agency(&self, article: &Remembered) -> bool {
        self.publishers.get(&article.publisher).is_some_and(|name| is_agency(name))
    }

    /// Whoever comes first is no copy: an agency's own text before the papers that printed it, else
    /// what was published earlier, though it reached us later. So the order of arrival is no matter.
    fn takes_over(&self, arrival: &Arrival<'_>, place: &Place) -> bool {
        let Some(original) = place.copy_of.and_then(|original| self.find(original)) else {
            return false;
        };
        (!is_agency(arrival.publisher), arrival.published)
            < (!self.is_agency(original), original.published)
    }

    fn join_original(&self, slot: u32, overlap: Overlap) -> Option<Place> {
        let found = self.get(slot)?;
        let publisher = self.publishers.get(&found.publisher).map_or("", String::as_str);
        Some(Place {
            story: found.story,
            copy_of: Some(found.original),
            because: reasons::is_a_copy(overlap, publisher),
            fits_too: None,
        })
    }

    fn join_story(&self, arrival: &Arrival<'_>, weighed: &Weighed, near: &[u32]) -> Place {
        let mut candidates = self.describe_stories(arrival, weighed, near);
        let likely = |all: &[Candidate]| {
            let found = all.iter().enumerate();
            let best = found.max_by(|a, b| a.1.probability.total_cmp(&b.1.probability));
            best.map(|(at, candidate)| (at, candidate.probability))
        };
        let Some((best, _)) =
            likely(&candidates).filter(|(_, probable)| *probable >= self.settings.join_probability)
        else {
            return Place {
                story: StoryId(arrival.article.0),
                copy_of: None,
                because: vec![Reason::OpensStory],
                fits_too: None,
            };
        };
        let best = candidates.swap_remove(best);
        // Where would it go if that story were not there? Headlines alone are no evidence: those of
        // one topic fit each other too well.
        self.judge(&mut candidates);
        let second =
            likely(&candidates).filter(|(_, probable)| *probable >= self.settings.fit_probability);
        Place {
            story: best.story,
            copy_of: None,
            because: self.because(
                arrival,
                &Telling::of(arrival.sketch, weighed),
                best.nearest,
                near,
            ),
            fits_too: second
                .and_then(|(at, _)| candidates.get(at))
                .filter(|other| other.bodies && best.bodies)
                .map(|other| other.story),
        }
    }

    fn because(
        &self,
        arrival: &Arrival<'_>,
        telling: &Telling<'_>,
        other: ArticleId,
        near: &[u32],
    ) -> Vec<Reason> {
        let other = near.iter().filter_map(|&slot| self.get(slot)).find(|a| a.article == other);
        other.map_or_else(Vec::new, |other| {
            let settled = &other.settled;
            let headlines = telling.by_headline() || settled.full().0.is_empty();
            let words = if headlines { settled.title() } else { settled.full() };
            telling.shared(words, hours_between(arrival.published, other.published))
        })
    }

    fn describe_stories(
        &self,
        arrival: &Arrival<'_>,
        weighed: &Weighed,
        near: &[u32],
    ) -> Vec<Candidate> {
        let mut by_story: Vec<(StoryId, Vec<(u32, Meeting)>)> = Vec::new();
        for &slot in near {
            let Some(found) = self.get(slot) else { continue };
            if hours_between(arrival.published, found.published) > self.settings.join_hours {
                continue;
            }
            let met = (slot, weighed.meet(&found.settled));
            match by_story.iter_mut().find(|(story, _)| *story == found.story) {
                Some((_, articles)) => articles.push(met),
                None => by_story.push((found.story, vec![met])),
            }
        }
        let stories = by_story.iter();
        let mut candidates: Vec<Candidate> = stories
            .filter_map(|(story, met)| self.candidate(arrival, weighed, *story, met))
            .collect();
        self.judge(&mut candidates);
        candidates
    }

    /// Describes one story by what its articles, those that share most words first, have in common
    /// with the arriving one.
    fn candidate(
        &self,
        arrival: &Arrival<'_>,
        weighed: &Weighed,
        story: StoryId,
        met: &[(u32, Meeting)],
    ) -> Option<Candidate> {
        let known = self.stories.get(&story)?;
        let alike = self.alike(weighed, known, met);
        let span = self.span(known, arrival.published);
        let language = self.language_known(weighed.language).unwrap_or_default();
        Some(Candidate {
            story,
            nearest: self.get(met.first()?.0)?.article,
            features: describe(weighed, alike, met, span, self.usual),
            bodies: alike.bodies,
            across: known.languages & language == 0,
            vectors: vector_likeness(met).is_some(),
            probability: 0.0,
        })
    }

    /// Works out how probable each of these stories is, when there are no others.
    fn judge(&self, candidates: &mut [Candidate]) {
        compare_rivals(&mut candidates.iter_mut().map(|c| &mut c.features).collect::<Vec<_>>());
        for candidate in candidates {
            candidate.probability = self.settings.weights.probability(candidate);
        }
    }

    fn related(
        &self,
        arrival: &Arrival<'_>,
        weighed: &Weighed,
        near: &[u32],
        story: StoryId,
    ) -> Vec<Relation> {
        let matters = Matters::of(arrival.sketch, weighed, &self.frequencies);
        let prospects = near
            .iter()
            .filter_map(|&slot| self.get(slot))
            .filter(|found| found.story != story && found.article != arrival.article)
            .filter(|found| !found.is_copy())
            .map(|found| Prospect {
                article: found.article,
                story: found.story,
                publisher: found.publisher,
                likeness: matters.shared_with(&found.settled),
                days: days_between(arrival.published, found.published),
            })
            .collect();
        let chosen = related::choose(prospects, hash_text(arrival.publisher));
        if chosen.is_empty() {
            return Vec::new();
        }
        let telling = Telling::of(arrival.sketch, weighed);
        let line = |(article, score)| {
            let found =
                near.iter().filter_map(|&slot| self.get(slot)).find(|a| a.article == article)?;
            let because = self.because(arrival, &telling, article, near);
            Some(Relation {
                related: related::related(article, score, because),
                story: found.story,
                hours: (arrival.published.0.saturating_sub(found.published.0)) / Millis::HOUR,
            })
        };
        chosen.into_iter().filter_map(line).collect()
    }
}

/// The story that a new one goes on from: the best related one, when it is of some time before.
fn earlier(relations: &[Relation]) -> Option<Earlier> {
    let first = relations.first()?;
    let goes_on = first.related.score >= LEAST_EARLIER && first.hours >= EARLIER_HOURS;
    goes_on.then(|| Earlier { story: first.story, because: first.related.because.clone() })
}

pub(super) fn hours_between(a: Millis, b: Millis) -> i64 {
    i64::try_from(a.0.abs_diff(b.0)).unwrap_or(i64::MAX) / Millis::HOUR
}

#[allow(clippy::cast_precision_loss)] // days: exact enough
fn days_between(a: Millis, b: Millis) -> f32 {
    hours_between(a, b) as f32 / 24.0
}
