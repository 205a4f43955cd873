//! People, places, organisations: the names in a text, and where each is mentioned.
//!
//! A name is a run of capitalised words. Titles are cut off in front ("Industry Minister Melanie
//! Joly" names Melanie Joly), short forms join the full one ("Joly"), and a word that is
//! capitalised only because it opens a sentence is no name. In German, where every noun has a
//! capital, one word alone must be known or stand in capitals throughout.

pub(crate) mod lexicon;

use std::collections::HashMap;

use dateline_model::{Entity, EntityKind};

use crate::dates::is_calendar_word;
use crate::function_words::is_function_word;
use crate::text::{Kind, Stretch, Text};

/// More names than this are a list, not a report.
const MOST_ENTITIES: usize = 120;
/// The longest name, in words.
const LONGEST_NAME: usize = 7;

/// One name at one place.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) stretch: Stretch,
    /// Index of the entity it belongs to.
    pub(crate) entity: usize,
}

/// What goes by one name.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) kind: EntityKind,
    pub(crate) mentions: Vec<Stretch>,
}

/// The names of a text.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) entities: Vec<Named>,
    /// All mentions, in the order of the text.
    pub(crate) mentions: Vec<Mention>,
}

impl Names {
    /// The entity that a mention inside this stretch belongs to; the last one when there are more.
    pub(crate) fn within(&self, stretch: Stretch) -> Option<&Named> {
        let mention = self.mentions.iter().rev().find(|mention| stretch.holds(mention.stretch))?;
        self.entities.get(mention.entity)
    }
}

/// A run of capitalised words before it is known what it names.
struct Run {
    first: usize,
    last: usize,
    /// Stood after a title.
    titled: bool,
    /// Opens its sentence, so that the capital proves nothing.
    opening: bool,
}

/// Finds the names of `text`.
pub(crate) fn find(text: &Text<'_>) -> Names {
    let runs = runs(text);
    let sure = sure_words(text, &runs);
    let mut names = Names::default();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for run in runs {
        if run.opening && !opens_with_a_name(text, &run, &sure) {
            continue;
        }
        let stretch = text.reach(run.first, run.last);
        let name = clean(text.slice(stretch));
        let key = lexicon::alias(&name).unwrap_or(&name).to_owned();
        let entity = match by_name.get(&key) {
            Some(entity) => *entity,
            None if names.entities.len() >= MOST_ENTITIES => continue,
            None => {
                let kind = kind_of(text, &run, &name);
                names.entities.push(Named { name, kind, mentions: Vec::new() });
                by_name.insert(key, names.entities.len() - 1);
                names.entities.len() - 1
            }
        };
        names.mentions.push(Mention { stretch, entity });
    }
    join_short_names(&mut names);
    for mention in &names.mentions {
        if let Some(entity) = names.entities.get_mut(mention.entity) {
            entity.mentions.push(mention.stretch);
        }
    }
    names
}

/// The answer's form of the names, most mentioned first.
pub(crate) fn entities(text: &Text<'_>, names: &Names) -> Vec<Entity> {
    let mut found: Vec<&Named> =
        names.entities.iter().filter(|named| !named.mentions.is_empty()).collect();
    found.sort_by_key(|named| std::cmp::Reverse(named.mentions.len()));
    let pair = |stretch: &Stretch| {
        let span = text.span(*stretch);
        (span.start, span.end)
    };
    let entity = |named: &&Named| Entity {
        name: named.name.clone(),
        kind: named.kind,
        mentions: named.mentions.iter().map(pair).collect(),
    };
    found.iter().map(entity).collect()
}

/// One line, one space between words.
fn clean(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn runs(text: &Text<'_>) -> Vec<Run> {
    let mut runs = Vec::new();
    for sentence in &text.sentences {
        if shouts(text, sentence.first, sentence.last) {
            continue;
        }
        let mut at = sentence.first;
        while at < sentence.last {
            let end = run_end(text, at, sentence.last);
            if end == at {
                at += 1;
                continue;
            }
            let opening = opens(text, sentence.first, at);
            runs.extend(cut_titles(text, at, end - 1, opening));
            at = end;
        }
    }
    runs
}

/// Whether most words of a sentence have capitals, as in a headline: its capitals prove nothing.
fn shouts(text: &Text<'_>, first: usize, last: usize) -> bool {
    let words = text.tokens[first..last].iter().filter(|token| token.kind == Kind::Word);
    let (mut all, mut capital) = (0, 0);
    for word in words.filter(|word| !is_function_word(&word.lower, text.language)) {
        all += 1;
        capital += usize::from(word.capital());
    }
    text.language != "de" && all >= 6 && capital * 10 >= all * 9
}

/// Whether only marks stand between the sentence's start and `at`.
fn opens(text: &Text<'_>, first: usize, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.tokens.get(before));
    at == first
        || text.tokens[first..at].iter().all(|token| token.kind == Kind::Mark)
        || before.is_some_and(|token| {
            matches!(token.text, "“" | "\"" | "'" | "‘" | "«" | "„" | "「" | ":" | "•")
        })
}

/// Where the run of capitalised words that starts at `at` ends; `at` when none starts.
fn run_end(text: &Text<'_>, at: usize, last: usize) -> usize {
    let mut end = at;
    let mut next = at;
    while next < last && next - at < LONGEST_NAME * 2 {
        let Some(token) = text.tokens.get(next) else { break };
        let little =
            is_function_word(&token.lower, text.language) && token.text.chars().count() < 6;
        let calendar = is_calendar_word(text.language, &token.lower);
        if token.capital() && !calendar && !(little && !acronym(token.text)) {
            end = next + 1;
            next = end + usize::from(joins(text, end, last));
            continue;
        }
        break;
    }
    end
}

/// Whether the token at `at` joins the capitalised words around it.
fn joins(text: &Text<'_>, at: usize, last: usize) -> bool {
    let Some(token) = text.tokens.get(at) else { return false };
    let next_capital =
        at + 1 < last && text.tokens.get(at + 1).is_some_and(super::text::Token::capital);
    if !next_capital {
        return false;
    }
    let touching = text.touches_next(at);
    let initial = text
        .tokens
        .get(at - 1)
        .is_some_and(|before| before.text.chars().count() == 1 && text.touches_next(at - 1));
    match token.text {
        "-" | "‑" | "&" => touching || token.text == "&",
        "." => initial,
        "of" | "de" | "du" | "von" | "van" | "der" | "den" | "del" | "della" | "di" | "da"
        | "do" | "dos" | "bin" | "ibn" | "al" | "el" | "la" | "y" | "ter" | "zu" => true,
        _ => false,
    }
}

fn acronym(word: &str) -> bool {
    word.chars().count() >= 2
        && word.chars().all(|letter| letter.is_uppercase() || letter.is_numeric())
}

/// The runs that remain when titles and words for nations are cut off a longer one.
fn cut_titles(text: &Text<'_>, first: usize, last: usize, opening: bool) -> Option<Run> {
    let title = (first..=last).rev().find(|at| {
        lexicon::is_title(text.lower(*at))
            && !(*at == first && last > first && lexicon::is_organisation_word(text.lower(last)))
    });
    let mut start = title.map_or(first, |at| at + 1);
    while text.tokens.get(start).is_some_and(|token| token.is(".") || token.is("-")) {
        start += 1;
    }
    if start > last {
        return None;
    }
    let mut titled = title.is_some()
        || first.checked_sub(1).is_some_and(|before| lexicon::is_title(text.lower(before)));
    titled |=
        first >= 2 && text.lower(first - 1) == "." && lexicon::is_title(text.lower(first - 2));
    let only = text.tokens.get(start)?;
    if lexicon::homeland(only.text).is_some() {
        if start == last
            || lexicon::place(text.slice(text.reach(start, last))).is_none()
                && !names_body(text, start, last)
        {
            start += 1;
        }
        if start > last {
            return None;
        }
    }
    Some(Run { first: start, last, titled, opening: opening && start == first })
}

fn names_body(text: &Text<'_>, first: usize, last: usize) -> bool {
    (first..=last).any(|at| lexicon::is_organisation_word(text.lower(at)))
}

/// Words that stand with a capital inside a sentence, and words that also stand without one.
struct Sure<'a> {
    capital: HashMap<&'a str, usize>,
    lower: HashMap<&'a str, usize>,
}

fn sure_words<'a>(text: &'a Text<'_>, runs: &[Run]) -> Sure<'a> {
    let mut sure = Sure { capital: HashMap::new(), lower: HashMap::new() };
    for run in runs.iter().filter(|run| !run.opening || run.last > run.first) {
        for token in
            text.tokens[run.first..=run.last].iter().filter(|token| token.kind == Kind::Word)
        {
            *sure.capital.entry(&*token.lower).or_default() += 1;
        }
    }
    for token in text.tokens.iter().filter(|token| token.kind == Kind::Word && !token.capital()) {
        *sure.lower.entry(token.text).or_default() += 1;
    }
    sure
}

/// Whether a run that opens a sentence is a name all the same.
fn opens_with_a_name(text: &Text<'_>, run: &Run, sure: &Sure<'_>) -> bool {
    let Some(first) = text.tokens.get(run.first) else { return false };
    if sure.lower.contains_key(&*first.lower) && !sure.capital.contains_key(&*first.lower) {
        return false;
    }
    let name = text.slice(text.reach(run.first, run.last));
    run.last > run.first
        || run.titled
        || sure.capital.contains_key(&*first.lower)
        || lexicon::alias(name).is_some()
        || acronym(first.text)
        || speaks(text.lower(run.last + 1))
}

/// Verbs that only somebody can be the subject of.
fn speaks(word: &str) -> bool {
    matches!(
        word,
        "said" | "says" | "told" | "added" | "wrote" | "has" | "had" | "was" | "is" | "'s" | "’s"
    )
}

fn kind_of(text: &Text<'_>, run: &Run, name: &str) -> EntityKind {
    if lexicon::place(name).is_some() {
        return EntityKind::Place;
    }
    if names_body(text, run.first, run.last) {
        return EntityKind::Organisation;
    }
    let words = name.split([' ', '-']).count();
    let personal = run.titled
        || (2..=4).contains(&words) && !name.contains('&') && speaks_nearby(text, run.last + 1);
    if personal {
        EntityKind::Person
    } else if acronym(name) {
        EntityKind::Organisation
    } else {
        EntityKind::Other
    }
}

/// Whether what follows a name is what a person does.
fn speaks_nearby(text: &Text<'_>, after: usize) -> bool {
    matches!(text.lower(after), "said" | "says" | "told" | "added" | "wrote" | "," | "who" | "(")
        || matches!(at_before(text, after), "said")
}

fn at_before<'a>(text: &'a Text<'_>, after: usize) -> &'a str {
    after.checked_sub(2).map_or("", |before| text.lower(before))
}

/// Gives the mentions of "Joly" to "Melanie Joly", when only one full name ends so.
fn join_short_names(names: &mut Names) {
    let full: Vec<(usize, String)> = names
        .entities
        .iter()
        .enumerate()
        .filter(|(_, named)| named.name.contains(' ') && !matches!(named.kind, EntityKind::Place))
        .filter_map(|(at, named)| Some((at, named.name.rsplit(' ').next()?.to_owned())))
        .collect();
    let mut moved: HashMap<usize, usize> = HashMap::new();
    for (at, named) in names.entities.iter().enumerate() {
        if named.name.contains(' ') || named.kind == EntityKind::Place {
            continue;
        }
        let mut owners = full.iter().filter(|(owner, last)| *owner != at && *last == named.name);
        if let (Some((owner, _)), None) = (owners.next(), owners.next()) {
            moved.insert(at, *owner);
        }
    }
    for mention in &mut names.mentions {
        if let Some(owner) = moved.get(&mention.entity) {
            mention.entity = *owner;
        }
    }
    for owner in moved.values() {
        if let Some(named) =
            names.entities.get_mut(*owner).filter(|named| named.kind == EntityKind::Other)
        {
            named.kind = EntityKind::Person;
        }
    }
}
