//! What could be a tag: names, nouns, phrases of two or three words.
//!
//! There is no tagger of parts of speech. A noun is told by its company instead: somewhere in this
//! text an article or preposition stands before it, and nowhere a pronoun or "to". German says it
//! with a capital. What only stands inside a longer candidate is dropped with it.

use std::collections::{HashMap, HashSet};

use dateline_model::EntityKind;

use super::common::{is_common, is_counting, is_furniture};
use super::forms;
use super::grammar::{self, Part};
use super::runs;
use crate::entities::{Names, lexicon, name_key};
use crate::function_words::is_function_word;
use crate::hash::{Hashed, hash_text, mix, upper};
use crate::known::List;
use crate::text::{Kind, Stretch, Text, Token, is_listed, one_of};
use crate::words::{key, stop_word};

/// The longest phrase, in words.
const LONGEST_PHRASE: usize = 3;

/// What a candidate is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sort {
    Name(EntityKind),
    Phrase,
    Noun,
}

/// Something that could be a tag.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// As compared: its words' keys.
    pub(super) key: String,
    /// As written, in its commonest form.
    pub(super) label: String,
    pub(super) sort: Sort,
    /// How often the text has it.
    pub(super) count: u32,
    /// Number of the first sentence that has it.
    pub(super) first: usize,
}

/// The candidates of a text.
pub(super) fn find(text: &Text<'_>, names: &Names) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = named(text, names);
    found.extend(pairs(text, names, &found));
    if runs::LANGUAGES.contains(&text.language) {
        found.extend(runs::find(text));
    } else {
        found.extend(phrases(text, names));
    }
    forms::joined(text, found)
}

fn named(text: &Text<'_>, names: &Names) -> Vec<Candidate> {
    let peoples = peoples(text);
    let candidate = |named: &crate::entities::Named| {
        let people_of = lexicon::place(&named.name).and_then(|place| peoples.get(place));
        let first = named.mentions.first()?;
        let furniture = named.key.split(' ').all(|word| is_furniture(word) || stop_word(word));
        let nations = named.name.split('-').count() == 2
            && named.name.split('-').all(|part| lexicon::place(part).is_some());
        let label = best_label(text, &named.name, &named.mentions);
        let people = lexicon::homeland(&named.name).is_some();
        let chance = only_a_word(text, named) || is_role(&named.name);
        (!furniture && !nations && !people && !chance).then(|| Candidate {
            key: named.key.clone(),
            label,
            sort: Sort::Name(named.kind),
            // "Canadian" speaks of Canada, but half as plainly.
            count: u32::try_from(named.mentions.len()).unwrap_or(u32::MAX)
                + people_of.copied().unwrap_or_default() / 2,
            first: sentence_number(text, *first),
        })
    };
    names.entities.iter().filter_map(candidate).collect()
}

/// How often the words for each country's people come.
fn peoples(text: &Text<'_>) -> HashMap<&'static str, u32> {
    let mut peoples = HashMap::new();
    for country in text.tokens.iter().filter_map(|token| homeland(text, token)) {
        *peoples.entry(country).or_default() += 1;
    }
    peoples
}

/// The place whose people a token names.
fn homeland(text: &Text<'_>, token: &Token<'_>) -> Option<&'static str> {
    if text.known(token).is(List::People) { lexicon::homeland(token.text) } else { None }
}

/// Whether a name is no more than a word that has its capital from a heading or a list.
fn only_a_word(text: &Text<'_>, named: &crate::entities::Named) -> bool {
    let word = named.name.to_lowercase();
    let other = named.kind == EntityKind::Other;
    let plain = other && !named.name.contains([' ', '-']);
    let counts = word.split([' ', '-']).next().is_some_and(is_counting);
    (other && counts)
        || plain
            && (is_common(&word)
                || is_function_word(&word, text.language)
                || (text.language == "en" && grammar::english_part(&word).is_some()))
}

/// Whether every word is what somebody is, "Prime Minister", and not who.
fn is_role(name: &str) -> bool {
    name.split([' ', '-']).all(|word| {
        let word = word.to_lowercase();
        lexicon::is_title(&word)
            || one_of!("prime chief executive vice deputy first foreign", &word)
            || [
                "präsident",
                "präsidentin",
                "kanzler",
                "kanzlerin",
                "minister",
                "ministerin",
                "sekretär",
            ]
            .iter()
            .any(|end| word.ends_with(end))
    })
}

/// The well-known name in English; elsewhere the text's own. Capitals that only shout are taken
/// down.
fn best_label(text: &Text<'_>, name: &str, mentions: &[Stretch]) -> String {
    if let Some(known) = lexicon::alias(name).filter(|_| text.language == "en") {
        return known.to_owned();
    }
    let same = name_key(name);
    let forms = || {
        mentions.iter().map(|mention| text.slice(*mention)).filter(|form| name_key(form) == same)
    };
    // The shortest form has no genitive; two letters are "US" for USA. A dateline shouts.
    let shouts = |form: &str| form.contains(' ') && !form.chars().any(char::is_lowercase);
    let plain = forms().filter(|form| form.len() > 2).min_by_key(|form| (shouts(form), form.len()));
    let plain = plain.or_else(|| forms().next()).unwrap_or(name);
    let shouted = |word: &str| word.chars().count() > 5 && word.chars().all(char::is_uppercase);
    let long = shouts(plain);
    let quiet = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().collect();
        if shouted(word) || (long && word.chars().all(char::is_uppercase)) {
            first + &letters.as_str().to_lowercase()
        } else {
            word.to_owned()
        }
    };
    let mut words: Vec<String> = plain.split_whitespace().map(quiet).collect();
    if text.language == "de"
        && let [first, _, ..] = words.as_mut_slice()
        && lexicon_adjective(first)
    {
        *first = grammar::german_adjective_base(first);
    }
    match (text.language, words.as_slice()) {
        ("de", [party]) => grammar::german_party(party).to_owned(),
        _ => words.join(" "),
    }
}

fn lexicon_adjective(word: &str) -> bool {
    crate::entities::is_german_adjective(&word.to_lowercase())
}

fn sentence_number(text: &Text<'_>, stretch: Stretch) -> usize {
    text.sentences.partition_point(|sentence| sentence.stretch.end <= stretch.start)
}

/// "China-Canada relations": two places and what is between them.
fn pairs(text: &Text<'_>, names: &Names, found: &[Candidate]) -> Vec<Candidate> {
    let mut pairs: Vec<Candidate> = Vec::new();
    for mention in &names.mentions {
        let name = text.slice(mention.stretch);
        let Some((one, other)) = name.split_once('-').filter(|(one, other)| {
            lexicon::place(one).is_some() && lexicon::place(other).is_some()
        }) else {
            continue;
        };
        let noun = text.token_from(mention.stretch.end);
        let Some(token) = text
            .tokens
            .get(noun)
            .filter(|token| token.kind == Kind::Word && !token.capital() && token.text.len() > 3)
            .filter(|token| text.language != "en" || grammar::english_part(token.text).is_none())
        else {
            continue;
        };
        let label = format!("{name} {}", token.text);
        let key = name_key(&label);
        let times = |place: &str| {
            found.iter().find(|one| one.key == name_key(place)).map_or(0, |one| one.count)
        };
        let count = 1 + times(one).min(times(other));
        if pairs.iter().all(|pair| pair.key != key) {
            pairs.push(Candidate {
                key,
                label,
                sort: Sort::Phrase,
                count,
                first: sentence_number(text, mention.stretch),
            });
        }
    }
    pairs
}

/// What is known of one word or phrase.
#[derive(Default)]
struct Seen<'a> {
    forms: Vec<(&'a str, u32)>,
    count: u32,
    first: usize,
    words: usize,
    /// Stood after an article or preposition.
    noun: u32,
    /// Stood after a pronoun, an auxiliary or "to".
    verb: u32,
    /// Closed its phrase: what follows is a mark or a little word.
    head: u32,
    /// Stood inside a longer phrase that comes again.
    inside: u32,
}

fn phrases(text: &Text<'_>, names: &Names) -> Vec<Candidate> {
    let inside = in_names(text, names);
    let content: Vec<Option<String>> =
        (0..text.tokens.len()).map(|at| content_word(text, at, &inside)).collect();
    // A phrase of several words must come again, and most do not: those are only counted.
    let mut times: HashMap<u32, u32, Hashed> = HashMap::default();
    each_phrase(text, &content, |place| {
        if place.words > 1 {
            *times.entry(place.hash).or_default() += 1;
        }
    });
    let mut seen: HashMap<String, Seen<'_>> = HashMap::new();
    each_phrase(text, &content, |place| {
        if place.words == 1 || times.get(&place.hash).is_some_and(|times| *times > 1) {
            note(text, &mut seen, place.key(text, &content), place);
        }
    });
    mark_inside(&mut seen);
    let forms: HashSet<&str> = text.tokens.iter().map(|token| token.text).collect();
    let candidate = |(key, seen): (String, Seen<'_>)| {
        worthy(text, &seen).then(|| made(text, key, &seen, &forms))
    };
    seen.into_iter().filter_map(candidate).collect()
}

/// Visits each run of words that carry matter, up to [`LONGEST_PHRASE`] of them, inside a sentence.
fn each_phrase(text: &Text<'_>, content: &[Option<String>], mut visit: impl FnMut(&Place)) {
    let hashes: Vec<Option<u32>> =
        content.iter().map(|word| word.as_deref().map(hash_text)).collect();
    let joined = |hash: u32, next: u32| upper(mix(u64::from(hash) << 32 | u64::from(next)));
    for (number, sentence) in text.sentences.iter().enumerate() {
        for at in sentence.first..sentence.last {
            let (mut end, mut hash) = (at, 0);
            for words in 1..=LONGEST_PHRASE {
                let word = hashes.get(end).filter(|_| end < sentence.last);
                let Some(word) = word.copied().flatten() else { break };
                hash = joined(hash, word);
                visit(&Place { at, end, words, number, hash });
                end += 1;
                if words == 1 && noun_of_noun(text, end) {
                    hash = joined(hash, hash_text(text.lower(end)));
                    end += 1;
                }
            }
        }
    }
}

/// For each token, whether it stands in a name.
fn in_names(text: &Text<'_>, names: &Names) -> Vec<bool> {
    let mut inside = vec![false; text.tokens.len()];
    for mention in &names.mentions {
        let (first, last) =
            (text.token_from(mention.stretch.start), text.token_from(mention.stretch.end));
        if let Some(range) = inside.get_mut(first..last) {
            range.fill(true);
        }
    }
    inside
}

/// "violencia de género": one preposition inside a phrase, in the languages that build so.
fn noun_of_noun(text: &Text<'_>, at: usize) -> bool {
    matches!(text.language, "es" | "fr" | "it" | "pt" | "ca" | "gl")
        && matches!(text.lower(at), "de" | "di" | "d'")
}

/// The key of a word that carries matter.
fn content_word(text: &Text<'_>, at: usize, named: &[bool]) -> Option<String> {
    let token = text.tokens.get(at).filter(|token| token.kind == Kind::Word)?;
    let name = named.get(at).copied().unwrap_or(false) || homeland(text, token).is_some();
    let short = token.text.chars().count() < 3;
    if name
        || short
        || token.lower.contains(['\'', '’'])
        || text.is_little(token)
        || (text.is_calendar_word(token) && !is_topic(text.language, token.text))
        || text.known(token).is(List::Furniture)
    {
        return None;
    }
    Some(key(token.text))
}

/// Where one occurrence of a phrase stands.
struct Place {
    /// Its first and its last token.
    at: usize,
    end: usize,
    words: usize,
    /// Number of its sentence.
    number: usize,
    /// Of the keys of its words.
    hash: u32,
}

impl Place {
    /// The keys of its words, parted by spaces.
    fn key(&self, text: &Text<'_>, content: &[Option<String>]) -> String {
        let mut key = String::new();
        for at in self.at..=self.end {
            if at > self.at {
                key.push(' ');
            }
            let word = content.get(at).and_then(Option::as_deref);
            key.push_str(word.unwrap_or_else(|| text.lower(at)));
        }
        key
    }
}

fn note<'a>(text: &Text<'a>, seen: &mut HashMap<String, Seen<'a>>, key: String, place: &Place) {
    let form = text.slice(text.reach(place.at, place.end));
    let new = || Seen { first: place.number, words: place.words, ..Seen::default() };
    seen.entry(key).or_insert_with(new).note(text, form, place);
}

impl<'a> Seen<'a> {
    /// Takes one more occurrence into account.
    fn note(&mut self, text: &Text<'a>, form: &'a str, place: &Place) {
        self.count += 1;
        match self.forms.iter_mut().find(|(other, _)| *other == form) {
            Some((_, count)) => *count += 1,
            None => self.forms.push((form, 1)),
        }
        let closed = closes(text, place.end + 1);
        let before = place.at.checked_sub(1).map_or("", |before| text.lower(before));
        let capital = text.tokens.get(place.end).is_some_and(crate::text::Token::capital);
        if text.language == "de" {
            self.noun += u32::from(capital);
            self.verb += u32::from(!capital);
        } else if after_verb_sign(before) {
            self.verb += 1;
        } else if leads_a_noun(text, before) {
            self.noun += 1;
            self.head += u32::from(closed);
        }
    }
}

/// Whether a word stands before nouns. In Romance languages only an article does: "en solitario" and
/// "à bord" are adverbs.
fn leads_a_noun(text: &Text<'_>, before: &str) -> bool {
    let articles = match text.language {
        "es" => "el la los las un una unos unas del al su sus este esta estos estas",
        "fr" => "le la les l' un une des du cet cette ces son sa ses leur leurs d'",
        "pt" => "o a os as um uma uns umas do da dos das no na nos nas ao à seu sua este esta",
        "it" => {
            "il lo la i gli le l' un uno una del della dei delle degli dell' nel nella al alla sul sulla dal dalla suo sua"
        }
        _ => return is_function_word(before, text.language) || matches!(before, "'s" | "’s"),
    };
    is_listed(articles, before)
}

/// Whether a phrase ends before the token at `at`: a stop or a little word stands there.
fn closes(text: &Text<'_>, at: usize) -> bool {
    text.tokens
        .get(at)
        .is_none_or(|next| one_of!(". , ; : ! ? ) — – 's ’s", next.text) || text.is_little(next))
}

/// Words after which a verb stands and never a noun.
fn after_verb_sign(before: &str) -> bool {
    one_of!(
        "to will would can could should must may might he she they we i you who not don't didn't is are was were been be have has had se ha han ont est sont è sono não no ne wird il elle on",
        before,
    )
}

/// Counts how often a word stands inside a phrase that comes more than once.
fn mark_inside(seen: &mut HashMap<String, Seen<'_>>) {
    let again: Vec<(String, u32)> = seen
        .iter()
        .filter(|(_, seen)| seen.words > 1 && seen.count > 1)
        .map(|(key, seen)| (key.clone(), seen.count))
        .collect();
    for (phrase, count) in again {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let mut inner: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        inner.extend(
            parts.windows(2).filter(|pair| pair.len() < parts.len()).map(|pair| pair.join(" ")),
        );
        for part in inner {
            if let Some(part) = seen.get_mut(&part) {
                part.inside = part.inside.max(count);
            }
        }
    }
}

/// Common adjectives that make terms of nouns: "public service", "international law".
const CLASSIFYING: &str =
    "public private national international local global social special open free";

/// Whether a phrase could be followed as a tag.
fn worthy(text: &Text<'_>, seen: &Seen<'_>) -> bool {
    let Some((form, _)) = seen.forms.first() else { return false };
    let alone = seen.words == 1;
    if alone && seen.noun == 0 || !alone && (seen.count < 2 || seen.verb > 0) {
        return false;
    }
    if seen.inside * 5 >= seen.count * 4 {
        return false;
    }
    let words: Vec<String> = form.split_whitespace().map(str::to_lowercase).collect();
    let common = |word: &String| {
        is_common(word)
            || stop_word(&key(word))
            || is_counting(word)
            || text.language == "de" && is_common_in_a_case(word)
    };
    if alone {
        // Adjectives lean on the noun beside them: after them in Germanic languages, before in Romance.
        let noun = match text.language {
            "de" => true,
            "es" | "fr" | "it" | "pt" | "ca" => seen.noun * 2 >= seen.count,
            _ => seen.head * 3 >= seen.count,
        };
        let english = text.language == "en";
        let adverb = english && words.iter().any(|word| is_english_adjective(word));
        let other = english && words.iter().any(|word| grammar::english_part(word).is_some());
        let topic = is_topic(text.language, form);
        return (topic || noun && !adverb && !other)
            && !is_role(form)
            && (topic || !words.iter().any(common))
            && (seen.noun > seen.verb || topic)
            && (form.chars().count() > 3 || topic);
    }
    // "climate change", "weight loss": what comes again with a telling first word is a term.
    let classifies = |word: &String| one_of!(CLASSIFYING, word);
    let edge = words.first().is_some_and(|word| common(word) && !classifies(word))
        || words.last().is_some_and(|word| stop_word(&key(word)));
    let verbal = |word: &String| {
        text.language == "en"
            && (word.ends_with("ly") || word.ends_with("ed") || word.ends_with("ing"))
    };
    let part = |word: Option<&String>| {
        word.filter(|_| text.language == "en").and_then(|word| grammar::english_part(word))
    };
    let led = matches!(part(words.first()), Some(Part::Verb | Part::Adverb));
    !led && part(words.last()).is_none() && !edge && !words.iter().any(verbal)
}

/// Whether a German noun is a common one with the ending of a case: "Angeboten", "Landes".
fn is_common_in_a_case(word: &str) -> bool {
    ["n", "en", "s", "es"].iter().any(|ending| word.strip_suffix(ending).is_some_and(is_common))
}

/// Whether a word names a matter that readers follow.
fn is_topic(language: &str, form: &str) -> bool {
    grammar::topic(language, &key(form)).is_some()
}

/// Endings of adjectives, adverbs and participles that nouns hardly have.
fn is_english_adjective(word: &str) -> bool {
    ["ly", "ed", "ous", "ful", "less", "able", "ible", "ish", "est"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// Languages whose nouns change with their case, so that the shortest form is mostly the base.
const INFLECTING: &str = "cs sk pl ru uk be bg mk sr hr sl lt lv et fi hu sv da no is tr ro";
/// A form that is rarer than one in so many is a slip or another word.
const RARE_FORM: u32 = 6;

fn made(text: &Text<'_>, key: String, seen: &Seen<'_>, forms: &HashSet<&str>) -> Candidate {
    let common = seen.forms.iter().max_by_key(|(form, count)| (*count, form.len()));
    let shortest = seen
        .forms
        .iter()
        .filter(|(_, count)| count * RARE_FORM >= seen.count)
        .min_by_key(|(form, count)| (form.chars().count(), std::cmp::Reverse(*count)));
    let inflecting = one_of!(INFLECTING, text.language);
    let form = if inflecting { shortest.or(common) } else { common }.map_or("", |(form, _)| form);
    let label = match grammar::topic(text.language, &key) {
        Some(topic) if one_of!("de ru", text.language) => topic.to_owned(),
        _ if text.language == "de" => german_label(form, forms),
        _ if one_of!("no da sv", text.language) => grammar::nordic_base(form, text.language),
        _ => form.to_owned(),
    };
    let sort = if seen.words > 1 { Sort::Phrase } else { Sort::Noun };
    Candidate { key, label, sort, count: seen.count, first: seen.first }
}

/// A German noun in its base form; before it an adjective in that of the nominative.
fn german_label(form: &str, forms: &HashSet<&str>) -> String {
    let (before, noun) = form.rsplit_once(' ').map_or(("", form), |(before, noun)| (before, noun));
    let noun = grammar::german_base(noun, |stem| forms.contains(stem));
    if before.is_empty() {
        noun
    } else {
        format!("{} {noun}", grammar::german_adjective_base(before))
    }
}
