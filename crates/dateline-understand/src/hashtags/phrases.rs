//! Nouns, and phrases of two or three words that come again.
//!
//! There is no tagger of parts of speech. A noun is told by its company instead: somewhere in this
//! text an article or preposition stands before it, and nowhere a pronoun or "to". German says it
//! with a capital. What only stands inside a longer candidate is dropped with it.
//!
//! Words are compared by their keys, and each different key has a number.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::candidates::{Candidate, Sort, homeland, is_role};
use super::common::is_common;
use super::grammar::{self, Part};
use crate::entities::Names;
use crate::hash::{Numbers, Seeded};
use crate::known::{Known, List, known};
use crate::text::{Kind, Text, Token, lower_case, one_of};
use crate::words::{self, key, stop_word};

/// The longest phrase, in words.
const LONGEST_PHRASE: usize = 3;

/// The prepositions that may follow a phrase's first word, and that none does.
const JOINTS: [&str; 4] = ["", "de", "di", "d'"];

/// What is known of one word or phrase.
#[derive(Default)]
struct Seen<'a> {
    /// The numbers of its words' keys.
    keys: [usize; LONGEST_PHRASE],
    words: usize,
    /// The place in [`JOINTS`] of the preposition after its first word.
    joint: usize,
    /// As written, with how often: nearly all words have one form.
    form: Option<(&'a str, u32)>,
    other_forms: Vec<(&'a str, u32)>,
    count: u32,
    /// Number of the first sentence that has it.
    first: usize,
    /// The token with which it first begins.
    at: usize,
    /// Stood after an article or preposition.
    noun: u32,
    /// Stood after a pronoun, an auxiliary or "to".
    verb: u32,
    /// Closed its phrase: what follows is a mark or a little word.
    head: u32,
    /// Stood inside a longer phrase that comes again.
    inside: u32,
}

/// A phrase by that without its last word, the place in [`JOINTS`] of the preposition between them, and
/// the number of the last word's key: all in one number, which is hashed at once.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct WithWord(u64);

impl WithWord {
    /// A text has fewer words than thirty bits count.
    fn new(phrase: usize, joint: usize, key: usize) -> WithWord {
        WithWord((phrase as u64) << 34 | (joint as u64) << 32 | key as u64)
    }

    fn parts(self) -> (usize, usize, usize) {
        let bits = |from: u32, count: u32| {
            usize::try_from(self.0 >> from & ((1 << count) - 1)).unwrap_or_default()
        };
        (bits(34, 30), bits(32, 2), bits(0, 32))
    }
}

/// The numbers of phrases by how they are made.
type Longer = HashMap<WithWord, usize, Seeded>;

/// Where one occurrence of a word or phrase stands.
#[derive(Clone, Copy)]
struct Place {
    /// Its first and its last token.
    at: usize,
    end: usize,
    /// Number of its sentence.
    sentence: usize,
    /// Which of those that were seen it is.
    phrase: usize,
}

/// The nouns and phrases of a text that could be followed.
pub(super) fn find(text: &Text<'_>, names: &Names) -> Vec<Candidate> {
    let (content, keys) = content(text, names);
    let seen = seen(text, &content, keys.len());
    let tokens = if text.language == "de" { text.tokens.as_slice() } else { &[] };
    let forms: HashSet<&str, Seeded> = tokens.iter().map(|token| token.text).collect();
    let candidate = |seen: &Seen<'_>| {
        let key = seen.key(&keys);
        is_worthy(text, seen, &key).then(|| made(text, key, seen, &forms))
    };
    seen.iter().filter(|seen| seen.is_noun_or_phrase()).filter_map(candidate).collect()
}

/// The different keys of a text's words, one after the other.
struct Keys {
    written: String,
    /// Where each ends.
    ends: Vec<usize>,
    numbers: Numbers,
}

impl Keys {
    /// Of a text with so many words at most.
    fn of(words: usize) -> Keys {
        let (written, ends) = (String::with_capacity(words * 8), Vec::with_capacity(words));
        Keys { written, ends, numbers: Numbers::for_at_most(words) }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    /// The key with a number.
    fn get(&self, number: usize) -> &str {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(&0);
        let end = self.ends.get(number).unwrap_or(&0);
        self.written.get(*start..*end).unwrap_or_default()
    }

    /// The number of a key.
    fn number(&mut self, key: &str) -> usize {
        self.numbers.find(key, |number| self.get(number) == key).unwrap_or_else(|slot| {
            self.written.push_str(key);
            self.ends.push(self.written.len());
            self.numbers.put(slot, self.ends.len() - 1);
            self.ends.len() - 1
        })
    }
}

/// What is known of a word of the text in the form in which it came last.
#[derive(Clone, Copy)]
struct Matter<'a> {
    form: &'a str,
    plain: bool,
    /// The number of its key, where it carries matter.
    key: Option<usize>,
}

/// For each token that carries matter the number of its key, and the keys.
fn content(text: &Text<'_>, names: &Names) -> (Vec<Option<usize>>, Keys) {
    let inside = in_names(text, names);
    // A word has another key for each of its forms, but hardly ever.
    let mut keys = Keys::of(text.tokens.len());
    let mut of_word: Vec<Option<Matter<'_>>> = vec![None; text.different_words()];
    let mut key = String::new();
    let mut number = |token: &Token<'_>| {
        words::key_into(&mut key, token.text);
        keys.number(&key)
    };
    let mut content = Vec::with_capacity(text.tokens.len());
    for (token, inside) in text.tokens.iter().zip(inside) {
        if inside || token.kind != Kind::Word {
            content.push(None);
            continue;
        }
        // Capitals and small letters of ASCII differ in nothing, but where they tell a people.
        let plain = token.text.is_ascii() && !text.known(token).is(List::People);
        let known = of_word.get(token.word).copied().flatten();
        let same = |known: &Matter<'_>| plain && known.plain || known.form == token.text;
        let matter = known.filter(same).unwrap_or_else(|| {
            let key = carries_matter(text, token).then(|| number(token));
            Matter { form: token.text, plain, key }
        });
        if let Some(known) = of_word.get_mut(token.word) {
            *known = Some(matter);
        }
        content.push(matter.key);
    }
    (content, keys)
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

/// Whether a word could be part of a tag.
fn carries_matter(text: &Text<'_>, token: &Token<'_>) -> bool {
    !text.is_little(token)
        && !text.known(token).is(List::Furniture)
        && token.text.chars().nth(2).is_some()
        && !token.lower.contains(['\'', '’'])
        && homeland(text, token).is_none()
        && (!text.is_calendar_word(token)
            || grammar::topic(text.language, &key(token.text)).is_some())
}

/// Every word that carries matter by the number of its key, then each run of two and of three of
/// them that comes again, with how they stand.
fn seen<'a>(text: &Text<'a>, content: &[Option<usize>], keys: usize) -> Vec<Seen<'a>> {
    let mut seen: Vec<Seen<'_>> = (0..keys).map(|key| Seen::default().longer(key, 0)).collect();
    let mut longer = Longer::default();
    let mut places: Vec<Place> = Vec::with_capacity(content.len());
    for (sentence, held) in text.sentences.iter().enumerate() {
        let words = (held.first..held.last).filter_map(|at| Some((at, content.get(at).copied()??)));
        places.extend(words.map(|(at, phrase)| Place { at, end: at, sentence, phrase }));
    }
    for place in &places {
        seen[place.phrase].count += 1;
    }
    let mut companies = vec![None; text.different_words()];
    for words in 1..=LONGEST_PHRASE {
        if words > 1 {
            lengthen(text, content, &mut places, &mut seen, &mut longer);
        }
        for place in &places {
            let company = company(text, place, &mut companies);
            seen[place.phrase].note(text, place, company);
        }
    }
    mark_inside(&mut seen, &longer);
    seen
}

/// Takes the next word in at each place where the phrase with it comes again. It begins and ends with
/// what comes again, so that most places need not be counted; and most of those that are come once.
fn lengthen(
    text: &Text<'_>,
    content: &[Option<usize>],
    places: &mut Vec<Place>,
    seen: &mut Vec<Seen<'_>>,
    longer: &mut Longer,
) {
    let builds = matches!(text.language, "es" | "fr" | "it" | "pt" | "ca" | "gl");
    let mut with_word = Vec::with_capacity(places.len());
    let mut twice = Twice::of(places.len());
    places.retain_mut(|place| {
        let again = |phrase: usize| seen[phrase].count > 1;
        let next = next_word(text, content, place, builds).filter(|_| again(place.phrase));
        let Some((joint, end, key)) = next.filter(|(_, _, key)| again(*key)) else { return false };
        let phrase = WithWord::new(place.phrase, joint, key);
        twice.note(phrase);
        with_word.push(phrase);
        place.end = end;
        true
    });
    let mut numbers = Longer::default();
    let mut counted: Vec<(WithWord, u32)> = Vec::new();
    let mut phrases = with_word.into_iter();
    places.retain_mut(|place| {
        let Some(phrase) = phrases.next().filter(|phrase| twice.may_hold(*phrase)) else {
            return false;
        };
        place.phrase = *numbers.entry(phrase).or_insert(counted.len());
        match counted.get_mut(place.phrase) {
            Some((_, count)) => *count += 1,
            None => counted.push((phrase, 1)),
        }
        true
    });
    let numbered = |(phrase, count): (WithWord, u32)| {
        let (shorter, joint, key) = phrase.parts();
        (count > 1).then(|| {
            let number = seen.len();
            seen.push(Seen { count, ..seen[shorter].longer(key, joint) });
            longer.insert(phrase, number);
            number
        })
    };
    let numbered: Vec<Option<usize>> = counted.into_iter().map(numbered).collect();
    places.retain_mut(|place| match numbered[place.phrase] {
        Some(number) => {
            place.phrase = number;
            true
        }
        None => false,
    });
}

/// What came twice, and maybe others: a counter for all whose numbers, mixed, begin alike. Nearly all
/// phrases come once and need not be counted exactly.
struct Twice {
    counters: Vec<u8>,
    /// How far a mixed number is moved to be the place of a counter.
    shift: u32,
}

impl Twice {
    /// For so many.
    fn of(most: usize) -> Twice {
        let count = (most * 4).next_power_of_two().max(64);
        Twice { counters: vec![0; count], shift: u64::BITS - count.ilog2() }
    }

    fn place(&self, phrase: WithWord) -> usize {
        let mixed = phrase.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift;
        usize::try_from(mixed).unwrap_or_default()
    }

    fn note(&mut self, phrase: WithWord) {
        let place = self.place(phrase);
        if let Some(counter) = self.counters.get_mut(place) {
            *counter = counter.saturating_add(1);
        }
    }

    fn may_hold(&self, phrase: WithWord) -> bool {
        self.counters.get(self.place(phrase)).is_some_and(|counter| *counter > 1)
    }
}

/// The word that follows a phrase in its sentence: the place in [`JOINTS`] of the preposition before
/// it, where the language builds nouns so, its token and the number of its key.
fn next_word(
    text: &Text<'_>,
    content: &[Option<usize>],
    place: &Place,
    builds: bool,
) -> Option<(usize, usize, usize)> {
    let last = text.sentences.get(place.sentence)?.last;
    let next = place.end + 1;
    let joint = if builds && place.at == place.end { noun_of_noun(text, next) } else { 0 };
    let end = next + usize::from(joint > 0);
    let key = content.get(end).copied().flatten().filter(|_| end < last)?;
    Some((joint, end, key))
}

/// "violencia de género": one preposition after a phrase's first word.
fn noun_of_noun(text: &Text<'_>, at: usize) -> usize {
    let word = text.lower(at);
    JOINTS.iter().position(|joint| *joint == word).unwrap_or_default()
}

/// What the word before another says of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Company {
    /// A noun follows.
    Noun,
    /// A verb follows.
    Verb,
    /// It says nothing.
    None,
}

/// What the word before a place says; `known` is what was found of each word, by its number.
fn company(text: &Text<'_>, place: &Place, known: &mut [Option<Company>]) -> Company {
    let before = place.at.checked_sub(1).and_then(|before| text.tokens.get(before));
    let Some(before) = before.filter(|_| text.language != "de") else { return Company::None };
    let find = || {
        if after_verb_sign(&before.lower) {
            Company::Verb
        } else if leads_a_noun(text, before) {
            Company::Noun
        } else {
            Company::None
        }
    };
    known.get_mut(before.word).map_or_else(find, |known| *known.get_or_insert_with(find))
}

impl<'a> Seen<'a> {
    /// What has one word more, not seen yet.
    fn longer(&self, key: usize, joint: usize) -> Seen<'a> {
        let mut longer = Seen { keys: self.keys, words: self.words + 1, ..Seen::default() };
        longer.keys[self.words] = key;
        longer.joint = if self.words == 1 { joint } else { self.joint };
        longer
    }

    /// The keys of its words, parted by spaces.
    fn key(&self, keys: &Keys) -> String {
        let mut key = String::new();
        for (at, number) in self.keys.iter().take(self.words).enumerate() {
            if at > 0 {
                key.push(' ');
            }
            if at == 1 && self.joint > 0 {
                key.push_str(JOINTS[self.joint]);
                key.push(' ');
            }
            key.push_str(keys.get(*number));
        }
        key
    }

    /// All forms with how often they come, in the order in which they first do.
    fn forms(&self) -> impl Iterator<Item = (&'a str, u32)> {
        self.form.iter().chain(&self.other_forms).copied()
    }

    /// Takes one more occurrence into account.
    fn note(&mut self, text: &Text<'a>, place: &Place, company: Company) {
        let form = text.slice(text.reach(place.at, place.end));
        match &mut self.form {
            None => {
                (self.form, self.first, self.at) = (Some((form, 1)), place.sentence, place.at);
            }
            Some((first, count)) if *first == form => *count += 1,
            Some(_) => match self.other_forms.iter_mut().find(|(other, _)| *other == form) {
                Some((_, count)) => *count += 1,
                None => self.other_forms.push((form, 1)),
            },
        }
        if text.language == "de" {
            let capital = text.tokens.get(place.end).is_some_and(Token::capital);
            self.noun += u32::from(capital);
            self.verb += u32::from(!capital);
        } else if company == Company::Verb {
            self.verb += 1;
        } else if company == Company::Noun {
            self.noun += 1;
            self.head += u32::from(closes(text, place.end + 1));
        }
    }

    /// Whether its company allows it to be a tag: most words end here.
    fn is_noun_or_phrase(&self) -> bool {
        let fits = if self.words == 1 { self.noun > 0 } else { self.count > 1 && self.verb == 0 };
        fits && self.inside * 5 < self.count * 4
    }
}

/// Whether a word stands before nouns. In Romance languages only an article does: "en solitario" and
/// "à bord" are adverbs.
fn leads_a_noun(text: &Text<'_>, before: &Token<'_>) -> bool {
    let word = &*before.lower;
    match text.language {
        "es" => {
            one_of!("el la los las un una unos unas del al su sus este esta estos estas", word)
        }
        "fr" => {
            one_of!("le la les l' un une des du cet cette ces son sa ses leur leurs d'", word)
        }
        "pt" => one_of!(
            "o a os as um uma uns umas do da dos das no na nos nas ao à seu sua este esta",
            word
        ),
        "it" => one_of!(
            "il lo la i gli le l' un uno una del della dei delle degli dell' nel nella al alla sul sulla dal dalla suo sua",
            word
        ),
        _ => text.is_little(before) || matches!(word, "'s" | "’s"),
    }
}

/// Whether a phrase ends before the token at `at`: a stop or a little word stands there.
fn closes(text: &Text<'_>, at: usize) -> bool {
    text.tokens
        .get(at)
        .is_none_or(|next| text.is_little(next) || one_of!(". , ; : ! ? ) — – 's ’s", next.text))
}

/// Words after which a verb stands and never a noun.
fn after_verb_sign(before: &str) -> bool {
    one_of!(
        "to will would can could should must may might he she they we i you who not don't didn't is are was were been be have has had se ha han ont est sont è sono não no ne wird il elle on",
        before,
    )
}

/// Counts how often each word and pair stands inside a phrase that comes more than once.
fn mark_inside(seen: &mut [Seen<'_>], longer: &Longer) {
    for at in 0..seen.len() {
        let Seen { keys, words, joint, count, .. } = seen[at];
        if words == 1 || count == 1 {
            continue;
        }
        let pairs = if words == 2 { &[] } else { &keys[usize::from(joint > 0)..] };
        let pairs =
            pairs.windows(2).filter_map(|pair| longer.get(&WithWord::new(pair[0], 0, pair[1])));
        for part in keys.iter().take(words).chain(pairs) {
            seen[*part].inside = seen[*part].inside.max(count);
        }
    }
}

/// Common adjectives that make terms of nouns: "public service", "international law".
const CLASSIFYING: &str =
    "public private national international local global social special open free";

/// Whether a word or phrase could be followed as a tag.
fn is_worthy(text: &Text<'_>, seen: &Seen<'_>, key: &str) -> bool {
    let Some((form, _)) = seen.form else { return false };
    if seen.words == 1 {
        let topic = || grammar::topic(text.language, key).is_some();
        return (is_telling_noun(text, seen, key) || topic()) && !is_role(form);
    }
    let words: Vec<Cow<'_, str>> = form.split_whitespace().map(lower_case).collect();
    // "climate change", "weight loss": what comes again with a telling first word is a term.
    let classifies = |word: &str| one_of!(CLASSIFYING, word);
    let common = |word: &str| is_common_word(text, known(word), word, &words::key(word));
    let edge = words.first().is_some_and(|word| common(word) && !classifies(word))
        || words.last().is_some_and(|word| stop_word(&words::key(word)));
    let verbal = |word: &Cow<'_, str>| {
        text.language == "en"
            && (word.ends_with("ly") || word.ends_with("ed") || word.ends_with("ing"))
    };
    let part = |word: Option<&Cow<'_, str>>| {
        word.filter(|_| text.language == "en").and_then(|word| grammar::english_part(word))
    };
    let led = matches!(part(words.first()), Some(Part::Verb | Part::Adverb));
    !led && part(words.last()).is_none() && !edge && !words.iter().any(verbal)
}

/// Whether a word is a noun that says what the text is about.
fn is_telling_noun(text: &Text<'_>, seen: &Seen<'_>, key: &str) -> bool {
    let Some((form, _)) = seen.form else { return false };
    // Adjectives lean on the noun beside them: after them in Germanic languages, before in Romance.
    let noun = match text.language {
        "de" => true,
        "es" | "fr" | "it" | "pt" | "ca" => seen.noun * 2 >= seen.count,
        _ => seen.head * 3 >= seen.count,
    };
    if !noun || seen.noun <= seen.verb || form.chars().nth(3).is_none() {
        return false;
    }
    let Some(token) = text.tokens.get(seen.at) else { return false };
    let word = &*token.lower;
    let seldom_noun = || is_english_adjective(word) || grammar::english_part(word).is_some();
    !(is_common_word(text, text.known(token), word, key) || text.language == "en" && seldom_noun())
}

/// Whether a lower-case word is too common to tell anything.
fn is_common_word(text: &Text<'_>, known: &Known, word: &str, key: &str) -> bool {
    known.is(List::Common)
        || known.is(List::Counting)
        || stop_word(key)
        || text.language == "de" && is_common_in_a_case(word)
}

/// Whether a German noun is a common one with the ending of a case: "Angeboten", "Landes".
fn is_common_in_a_case(word: &str) -> bool {
    ["n", "en", "s", "es"].iter().any(|ending| word.strip_suffix(ending).is_some_and(is_common))
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

fn made(text: &Text<'_>, key: String, seen: &Seen<'_>, forms: &HashSet<&str, Seeded>) -> Candidate {
    let common = seen.forms().max_by_key(|(form, count)| (*count, form.len()));
    let shortest = seen
        .forms()
        .filter(|(_, count)| count * RARE_FORM >= seen.count)
        .min_by_key(|(form, count)| (form.chars().count(), std::cmp::Reverse(*count)));
    let inflecting = one_of!(INFLECTING, text.language);
    let form = if inflecting { shortest.or(common) } else { common }.map_or("", |(form, _)| form);
    let by_topic = one_of!("de ru", text.language);
    let topic = by_topic.then(|| grammar::topic(text.language, &key)).flatten();
    let label = match topic {
        Some(topic) => topic.to_owned(),
        _ if text.language == "de" => german_label(form, forms),
        _ if one_of!("no da sv", text.language) => grammar::nordic_base(form, text.language),
        _ => form.to_owned(),
    };
    let sort = if seen.words > 1 { Sort::Phrase } else { Sort::Noun };
    Candidate { key, label, sort, count: seen.count, first: seen.first }
}

/// A German noun in its base form; before it an adjective in that of the nominative.
fn german_label(form: &str, forms: &HashSet<&str, Seeded>) -> String {
    let (before, noun) = form.rsplit_once(' ').map_or(("", form), |(before, noun)| (before, noun));
    let noun = grammar::german_base(noun, |stem| forms.contains(stem));
    if before.is_empty() {
        noun
    } else {
        format!("{} {noun}", grammar::german_adjective_base(before))
    }
}
