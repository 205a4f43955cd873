//! What the placer remembers of a text: about a kilobyte, whatever its length.
//!
//! A sketch holds the words of the headline, the words that carry the body, the names to show in a
//! reason, and a sample of five-word shingles that finds copies. It is made once, when an article
//! is studied, and kept with it; after a restart the window is rebuilt from sketches alone.
//!
//! The rule to know: hashes and layout are stored. Whoever changes either raises [`VERSION`], and
//! sketches of another version are made again from the text.

use std::collections::HashMap;

use crate::hash::{Hashed, SPARE_BITS, hash_text, mix, upper};
use crate::lexicon::hash_meaning_of;
use crate::meaning::Meaning;
use crate::numbers::telling_number;
use crate::words::{Recent, key_into, pieces, stops};

/// Raised when hashes or layout change.
const VERSION: u8 = 1;

/// Words of a headline beyond this many are a paragraph in the wrong place.
pub(crate) const MOST_TITLE_TERMS: usize = 24;

/// Enough for the opening of a report and the names below it.
pub(crate) const MOST_BODY_TERMS: usize = 64;

/// Names kept to be shown, and the bytes they may take together.
const MOST_NAMES: usize = 16;
const MOST_NAME_BYTES: usize = 160;

/// The size of the shingle sample: the smallest hashes of all. Eighty of a thousand are enough to
/// tell 0.65 from 0.3, and short texts are kept whole.
pub(crate) const MOST_SHINGLES: usize = 80;

/// Words in a shingle. Five do not repeat by chance between texts of different hands.
const SHINGLE_WORDS: usize = 5;

/// No more words than this are read of one text: books arrive too.
const MOST_WORDS_READ: usize = 20_000;

/// The body's opening, where a report says who did what.
const OPENING_WORDS: usize = 80;

/// Names and numbers are kept before other words.
const NAME_WEIGHT: f32 = 1.5;

/// A word as the placer compares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// Of the key, 24 bits; sorted by it within a sketch.
    pub(crate) hash: u32,
    /// How it was written.
    pub(crate) case: Case,
    /// How much the text leans on it, 1 to 63.
    pub(crate) salience: u8,
}

/// How a word was written, as far as that tells a name from another word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Lower case, or a script without case.
    Plain,
    /// Capitalised where every word would be: at the head of a sentence or in a headline in title
    /// case.
    Unclear,
    /// Capitalised where another word would not be.
    Name,
    /// A number that is no year and has two digits or more.
    Number,
}

/// What the placer remembers of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// ISO 639-1 code, or two zero bytes.
    pub(crate) language: [u8; 2],
    /// Words of the body.
    pub(crate) length: u32,
    /// Of the headline, sorted by hash.
    pub(crate) title: Vec<Term>,
    /// Of the body, sorted by hash.
    pub(crate) body: Vec<Term>,
    /// Capitalised words and runs of them, as written, the headline's first.
    pub(crate) names: Vec<String>,
    /// The smallest hashes of the text's five-word shingles, sorted.
    pub(crate) shingles: Vec<u32>,
    /// What a sentence model makes of it, where the owner has set one.
    pub(crate) meaning: Option<Meaning>,
}

impl Sketch {
    /// The sketch of a text.
    pub fn of(headline: &str, text: &str, language: &str) -> Sketch {
        let headline = without_site_name(headline);
        let mut gathered = Gathered::default();
        let title_case = is_title_case(headline);
        gathered.read(headline, title_case, usize::MAX);
        let title = gathered.take_terms(MOST_TITLE_TERMS);
        let hashes = gathered.read(text, false, MOST_WORDS_READ);
        let body = gathered.take_terms(MOST_BODY_TERMS);
        Sketch {
            language: language_bytes(language),
            length: u32::try_from(hashes.len()).unwrap_or(u32::MAX),
            title,
            body,
            names: gathered.names,
            shingles: shingles(&hashes),
            meaning: None,
        }
    }

    /// With the vector that a sentence model of this name gave for the text.
    #[must_use]
    pub fn with_vector(self, model: &str, vector: &[f32]) -> Sketch {
        Sketch { meaning: Meaning::of(model, vector), ..self }
    }

    /// The stored form.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        out.extend(self.language);
        out.extend(self.length.to_le_bytes());
        for terms in [&self.title, &self.body] {
            out.push(small(terms.len()));
            for term in terms {
                out.extend((term.hash << SPARE_BITS).to_le_bytes());
                out.push((term.case as u8) << 6 | term.salience.min(63));
            }
        }
        out.push(small(self.shingles.len()));
        out.extend(self.shingles.iter().flat_map(|hash| hash.to_le_bytes()));
        out.push(small(self.names.len()));
        for name in &self.names {
            out.push(small(name.len()));
            out.extend(name.bytes());
        }
        if let Some(meaning) = &self.meaning {
            meaning.write(&mut out);
        }
        out
    }

    /// A sketch from its stored form; none when it is damaged or of another version, and must be
    /// made again from the text.
    pub fn from_bytes(bytes: &[u8]) -> Option<Sketch> {
        let mut input = Input(bytes);
        if input.byte()? != VERSION {
            return None;
        }
        let language = [input.byte()?, input.byte()?];
        let length = input.word()?;
        let title = input.terms()?;
        let body = input.terms()?;
        let count = input.byte()?;
        let shingles = (0..count).map(|_| input.word()).collect::<Option<_>>()?;
        let count = input.byte()?;
        let names = (0..count).map(|_| input.text()).collect::<Option<_>>()?;
        let meaning = if input.0.is_empty() { None } else { Some(Meaning::read(input.0)?) };
        Some(Sketch { language, length, title, body, names, shingles, meaning })
    }
}

/// What `Gathered::read` found so far of one text or headline.
#[derive(Default)]
struct Gathered {
    terms: Vec<Leaning>,
    /// Where each stands among them, by its hash.
    places: HashMap<u32, usize, Hashed>,
    names: Vec<String>,
    name_bytes: usize,
}

/// A term on its way: how it was written, and how much the text leans on it so far.
struct Leaning {
    hash: u32,
    case: Case,
    sum: f32,
}

/// What there is to know of a word without looking at what stands around it.
#[derive(Clone, Copy, Default)]
struct Reading {
    /// Of its key.
    hash: u32,
    /// It begins with a digit.
    number: bool,
    /// The place of its term; none for stop words and numbers.
    term: Option<usize>,
}

impl Gathered {
    /// Reads words into terms and names; answers the hashes of all words in order.
    fn read(&mut self, text: &str, title_case: bool, most: usize) -> Vec<u32> {
        let mut hashes = Vec::with_capacity(text.len().min(most) / 6);
        self.places.reserve(text.len() / 24);
        let mut recent = Recent::of(text, Reading::default());
        let mut run: Option<Run> = None;
        let mut key = String::new();
        for (position, piece) in pieces(text).take(most).enumerate() {
            let known = recent.place(&piece);
            if known.0 != piece.surface {
                key_into(&mut key, piece.surface);
                if key.is_empty() {
                    continue;
                }
                *known = (piece.surface, self.reading(&key));
            }
            let Reading { hash, number, term } = known.1;
            hashes.push(hash);
            let end = piece.start + piece.surface.len();
            let heads = || title_case || heads_a_sentence(text, piece.start);
            let case = if number { Case::Number } else { case_of(piece.surface, heads) };
            let capital = matches!(case, Case::Name | Case::Unclear);
            let tells = if number {
                key_into(&mut key, piece.surface);
                self.add_number(&key, text.get(end..).unwrap_or_default(), weight(position))
            } else {
                let extra = if case == Case::Name { NAME_WEIGHT } else { 1.0 };
                term.map(|term| self.lean(term, case, extra * weight(position))).is_some()
            };
            if !tells && (!capital || case == Case::Unclear) {
                self.keep_name(text, run.take());
                continue;
            }
            run = match run {
                Some(run) if capital && text.get(run.end..piece.start) == Some(" ") => {
                    Some(Run { end, tells: run.tells || tells, ..run })
                }
                earlier => {
                    self.keep_name(text, earlier);
                    capital.then_some(Run { start: piece.start, end, tells })
                }
            };
        }
        self.keep_name(text, run);
        hashes
    }

    /// What a word is, with a term for it if it tells something.
    fn reading(&mut self, key: &str) -> Reading {
        let hash = hash_text(key);
        let number = key.starts_with(|c: char| c.is_ascii_digit());
        let term = !number && !stops(hash, key);
        let term = term.then(|| self.term(hash_meaning_of(key, hash)));
        Reading { hash, number, term }
    }

    /// Counts a number by its value, or as it is written where that tells nothing; whether it does
    /// tell something.
    fn add_number(&mut self, key: &str, after: &str, weight: f32) -> bool {
        let hash = hash_text(key);
        if let Some(number) = telling_number(key, after) {
            let term = self.term(hash_text(&number) >> SPARE_BITS);
            self.lean(term, Case::Number, NAME_WEIGHT * weight);
        } else if !stops(hash, key) {
            let term = self.term(hash_meaning_of(key, hash));
            self.lean(term, Case::Plain, weight);
        } else {
            return false;
        }
        true
    }

    /// The place of the term of this hash.
    fn term(&mut self, hash: u32) -> usize {
        let next = self.terms.len();
        let place = *self.places.entry(hash).or_insert(next);
        if place == next {
            self.terms.push(Leaning { hash, case: Case::Unclear, sum: 0.0 });
        }
        place
    }

    /// The text leans on a term, written so.
    fn lean(&mut self, term: usize, case: Case, weight: f32) {
        let Some(known) = self.terms.get_mut(term) else { return };
        known.sum += weight;
        if rank(case) > rank(known.case) {
            known.case = case;
        }
    }

    fn keep_name(&mut self, text: &str, run: Option<Run>) {
        if let Some(name) = run.filter(|run| run.tells).and_then(|run| text.get(run.start..run.end))
        {
            self.keep(name);
        }
    }

    fn keep(&mut self, name: &str) {
        let fits = self.names.len() < MOST_NAMES && self.name_bytes + name.len() <= MOST_NAME_BYTES;
        if fits && !self.names.iter().any(|known| known == name) {
            self.name_bytes += name.len();
            self.names.push(name.to_owned());
        }
    }

    /// The weightiest terms, sorted by hash.
    fn take_terms(&mut self, most: usize) -> Vec<Term> {
        self.places.clear();
        let mut found = std::mem::take(&mut self.terms);
        if found.len() > most {
            found.select_nth_unstable_by(most, |a, b| {
                b.sum.total_cmp(&a.sum).then(a.hash.cmp(&b.hash))
            });
            found.truncate(most);
        }
        found.sort_unstable_by_key(|term| term.hash);
        let term = |found: Leaning| Term {
            hash: found.hash,
            case: found.case,
            salience: salience(found.sum),
        };
        found.into_iter().map(term).collect()
    }
}

/// Capitalised words that follow each other.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    /// Some word of it is no stop word.
    tells: bool,
}

fn weight(position: usize) -> f32 {
    if position < OPENING_WORDS { 2.0 } else { 1.0 }
}

/// A clear name beats an unclear one; lower case proves that a word is none.
fn rank(case: Case) -> u8 {
    match case {
        Case::Unclear => 0,
        Case::Plain => 1,
        Case::Number => 2,
        Case::Name => 3,
    }
}

/// The logarithm of a weight in sixteenths, so that it fits six bits.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 63 by the clamp
fn salience(sum: f32) -> u8 {
    (8.0 * (1.0 + sum.ln())).clamp(1.0, 63.0) as u8
}

fn case_of(surface: &str, heads: impl Fn() -> bool) -> Case {
    match surface.chars().next() {
        Some(first) if first.is_uppercase() && heads() => Case::Unclear,
        Some(first) if first.is_uppercase() => Case::Name,
        _ => Case::Plain,
    }
}

/// Nothing but quotation marks and spaces parts the word from the end of a sentence.
fn heads_a_sentence(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let open = |c: char| matches!(c, ' ' | '"' | '\'' | '“' | '„' | '«' | '‘' | '(' | '¿' | '¡');
    before
        .trim_end_matches(open)
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '|' | '-' | '–' | '—' | '\n' | '…'))
}

/// Most of the longer words are capitalised, so capitals tell nothing.
fn is_title_case(headline: &str) -> bool {
    let (mut capital, mut all) = (0, 0);
    for piece in pieces(headline).filter(|piece| piece.surface.chars().count() >= 4) {
        all += 1;
        capital += usize::from(piece.surface.chars().next().is_some_and(char::is_uppercase));
    }
    capital * 10 >= all * 7
}

/// A headline without " | The Daily Planet" behind it.
fn without_site_name(headline: &str) -> &str {
    let mut rest = headline;
    for mark in [" | ", " - ", " – ", " — ", " » ", " \" "] {
        if let Some(at) = rest.rfind(mark) {
            let (kept, site) = (rest.get(..at).unwrap_or(rest), rest.get(at + mark.len()..));
            let short = site.is_some_and(|site| pieces(site).count() <= 5);
            if short && pieces(kept).count() >= 5 {
                rest = kept;
            }
        }
    }
    rest
}

/// The smallest hashes of all runs of five words.
fn shingles(words: &[u32]) -> Vec<u32> {
    let mut hashes: Vec<u32> = words
        .windows(SHINGLE_WORDS)
        .map(|run| {
            let sum = run.iter().fold(0_u64, |sum, &word| {
                (sum ^ u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
            });
            upper(mix(sum))
        })
        .collect();
    smallest(&mut hashes);
    hashes
}

/// Keeps the smallest different hashes, sorted. Few of a long text's many need be sorted for that.
fn smallest(hashes: &mut Vec<u32>) {
    let enough = MOST_SHINGLES * 5 / 4;
    if hashes.len() > enough * 2 {
        let mut some = hashes.clone();
        some.select_nth_unstable(enough);
        some.truncate(enough);
        some.sort_unstable();
        some.dedup();
        if some.len() >= MOST_SHINGLES {
            *hashes = some;
        }
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(MOST_SHINGLES);
}

fn language_bytes(language: &str) -> [u8; 2] {
    match language.as_bytes() {
        [a, b] | [a, b, b'-' | b'_', ..] => [a.to_ascii_lowercase(), b.to_ascii_lowercase()],
        _ => [0, 0],
    }
}

fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// Bytes not yet read.
struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    fn word(&mut self) -> Option<u32> {
        let (first, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*first))
    }

    fn terms(&mut self) -> Option<Vec<Term>> {
        let count = self.byte()?;
        let term = |_| {
            let hash = self.word()? >> SPARE_BITS;
            let packed = self.byte()?;
            let case = match packed >> 6 {
                0 => Case::Plain,
                1 => Case::Unclear,
                2 => Case::Name,
                _ => Case::Number,
            };
            Some(Term { hash, case, salience: packed & 63 })
        };
        (0..count).map(term).collect()
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::from(self.byte()?);
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        String::from_utf8(text.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_names(headline: &str, text: &str, expected: &[&str]) {
        assert_eq!(Sketch::of(headline, text, "en").names, expected);
    }

    #[test]
    fn names_are_runs_of_capitalised_words() {
        check_names(
            "China claims damage",
            "The order came from Melanie Joly on Monday. Hikvision, a firm from Hangzhou, said so.",
            &["China", "Melanie Joly", "Hikvision", "Hangzhou"],
        );
    }

    #[test]
    fn a_site_name_behind_the_headline_is_no_word_of_it() {
        let with = Sketch::of("Storm closes the harbour of Port Ansel | The China Post", "", "en");
        let without = Sketch::of("Storm closes the harbour of Port Ansel", "", "en");
        assert_eq!(with.title, without.title);
    }

    #[test]
    fn the_longest_text_fits_about_a_kilobyte() {
        let words: Vec<String> = (0..30_000).map(|n| format!("Wort{n}x eins{n}")).collect();
        let text = words.join(" ");
        let bytes = Sketch::of(&text, &text, "de").to_bytes();
        assert!(bytes.len() <= 1_100, "{}", bytes.len());
    }

    #[test]
    fn damaged_bytes_make_no_sketch() {
        let sketch = Sketch::of("Ferry aground", "The Halina Rose lay on Skerry Bank.", "en");
        let bytes = sketch.to_bytes();
        assert_eq!(Sketch::from_bytes(&bytes), Some(sketch));
        for end in 0..bytes.len() {
            assert_eq!(Sketch::from_bytes(&bytes[..end]), None);
        }
        let mut other = bytes.clone();
        other[0] = VERSION + 1;
        assert_eq!(Sketch::from_bytes(&other), None);
    }

    #[test]
    fn the_vector_of_a_sentence_model_is_kept_with_it() {
        let sketch = Sketch::of("Ferry aground", "", "en").with_vector("m", &[0.5, -1.0, 0.25]);
        let bytes = sketch.to_bytes();
        assert_eq!(Sketch::from_bytes(&bytes), Some(sketch));
        assert_eq!(Sketch::from_bytes(&bytes[..bytes.len() - 1]), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_survives_storage(head in "\\PC{0,40}", text in "\\PC{0,300}") {
            let sketch = Sketch::of(&head, &text, "xx");
            assert_eq!(Sketch::from_bytes(&sketch.to_bytes()), Some(sketch));
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(0_u8.., 0..80)) {
            Sketch::from_bytes(&bytes);
        }
    }
}
