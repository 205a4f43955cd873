//! People, places, organisations: the names in a text, and where each is mentioned.
//!
//! A name is a run of capitalised words (`runs.rs`). Short forms join the full one ("Joly" is
//! "Melanie Joly"), and the several names of a thing are one (`lexicon.rs`). Beijing stays Beijing:
//! a city that speaks for its government is named as the text names it.

mod german;
mod inflected;
pub(crate) mod lexicon;
pub(crate) mod runs;

use std::collections::HashMap;

use dateline_model::{Entity, EntityKind};

use crate::hash::Seeded;
use crate::known::List;
use crate::text::{Stretch, Text, one_of};
use crate::words::{key_into, pieces};
pub(crate) use german::is_adjective as is_german_adjective;
use runs::{Run, acronym};

/// More names than this are a list, not a report.
const MOST_ENTITIES: usize = 150;

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
    /// The words of the name, as compared.
    pub(crate) key: String,
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
        let after = self.mentions.partition_point(|mention| mention.stretch.start < stretch.end);
        let mention = self
            .mentions
            .get(..after)?
            .iter()
            .rev()
            .find(|mention| stretch.holds(mention.stretch))?;
        self.entities.get(mention.entity)
    }
}

/// Finds the names of `text`; how its headline writes them is evidence too.
pub(crate) fn find(text: &Text<'_>, headline: &str) -> Names {
    let mut names = Names::default();
    let mut by_key: HashMap<String, usize, Seeded> = HashMap::default();
    let mut by_form: HashMap<&str, usize, Seeded> = HashMap::default();
    for run in runs::find(text, headline) {
        let stretch = text.reach(run.first, run.last);
        let form = text.slice(stretch);
        if let Some(entity) = by_form.get(form) {
            names.mentions.push(Mention { stretch, entity: *entity });
            continue;
        }
        let name = clean(form);
        let key = name_key(&name);
        let entity = match by_key.get(&key) {
            Some(entity) => *entity,
            None if names.entities.len() >= MOST_ENTITIES => continue,
            None => {
                let kind = kind_of(text, &run, &name);
                names.entities.push(Named { name, key: key.clone(), kind, mentions: Vec::new() });
                by_key.insert(key, names.entities.len() - 1);
                names.entities.len() - 1
            }
        };
        by_form.insert(form, entity);
        names.mentions.push(Mention { stretch, entity });
    }
    inflected::join(text.language, &mut names);
    join_short_names(&mut names);
    if text.language == "de" {
        drop_chance_pairs(&mut names);
    }
    for mention in &names.mentions {
        if let Some(entity) = names.entities.get_mut(mention.entity) {
            entity.mentions.push(mention.stretch);
        }
    }
    names
}

/// The form by which names are compared: that of the best-known name, its words' keys.
pub(crate) fn name_key(name: &str) -> String {
    let known = lexicon::alias(name).unwrap_or(name);
    let (mut keys, mut key) = (String::with_capacity(known.len()), String::new());
    for piece in pieces(known) {
        key_into(&mut key, piece.surface);
        if !(key.is_empty() || keys.is_empty()) {
            keys.push(' ');
        }
        keys.push_str(&key);
    }
    keys
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
        stands_for: lexicon::stands_for(&named.name).map(str::to_owned),
        mentions: named.mentions.iter().map(pair).collect(),
    };
    found.iter().map(entity).collect()
}

/// One line, one space between words.
fn clean(name: &str) -> String {
    if !name.contains(char::is_whitespace) {
        return name.to_owned();
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kind_of(text: &Text<'_>, run: &Run, name: &str) -> EntityKind {
    if lexicon::place(name).is_some() {
        return EntityKind::Place;
    }
    if (run.first..=run.last).any(|at| text.is(at, List::Organisation)) {
        return EntityKind::Organisation;
    }
    let words = name.split([' ', '-']).count();
    let given = text.is(run.first, List::GivenName);
    let person = run.titled
        || ((2..=4).contains(&words) && !name.contains('&') && (given || acts(text, run)));
    if person {
        EntityKind::Person
    } else if acronym(name) {
        EntityKind::Organisation
    } else {
        EntityKind::Other
    }
}

/// Whether what stands around a name is what a person does.
fn acts(text: &Text<'_>, run: &Run) -> bool {
    let before = run.first.checked_sub(1).map_or("", |before| text.lower(before));
    one_of!("said says told added wrote who sagte sagt dijo disse", text.lower(run.last + 1))
        || matches!(before, "said" | "says" | "sagte" | "dijo" | "disse")
}

/// Gives the mentions of "Joly" to "Melanie Joly", when only one full name ends so, and those of
/// "Kamala" to a person when only one begins so.
fn join_short_names(names: &mut Names) {
    let mut owners: HashMap<&str, Option<usize>, Seeded> = HashMap::default();
    for (at, named) in names.entities.iter().enumerate() {
        let personal = matches!(named.kind, EntityKind::Person | EntityKind::Other);
        let last = named.key.rsplit_once(' ').filter(|_| personal).map(|(_, last)| last);
        let first = named.key.split_once(' ').filter(|_| named.kind == EntityKind::Person);
        for word in last.into_iter().chain(first.map(|(first, _)| first)) {
            let slot = owners.entry(word).or_insert(Some(at));
            *slot = slot.filter(|known| *known == at);
        }
    }
    let mut moved: HashMap<usize, usize, Seeded> = HashMap::default();
    for (at, named) in names.entities.iter().enumerate() {
        let short =
            !named.key.contains(' ') && named.kind != EntityKind::Place && !acronym(&named.name);
        if let Some(Some(owner)) = owners.get(&*named.key).filter(|_| short) {
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

/// Two German nouns beside each other once are no name: "Milliarden Euro", "Spitze Russlands".
fn drop_chance_pairs(names: &mut Names) {
    let mut counts = vec![0_u32; names.entities.len()];
    for mention in &names.mentions {
        if let Some(count) = counts.get_mut(mention.entity) {
            *count += 1;
        }
    }
    let entities = &names.entities;
    names.mentions.retain(|mention| {
        let chance = entities.get(mention.entity).is_some_and(|named| {
            let first = named.name.split(' ').next().unwrap_or_default().to_lowercase();
            let adjective = german::is_adjective(&first);
            named.kind == EntityKind::Other && named.key.contains(' ') && !adjective
        });
        !chance || counts.get(mention.entity).is_some_and(|count| *count > 1)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, source: &str, expected: &[(&str, EntityKind, usize)]) {
        let text = Text::new(source, language);
        let names = find(&text, "");
        let found: Vec<_> = names
            .entities
            .iter()
            .filter(|named| !named.mentions.is_empty())
            .map(|named| (&*named.name, named.kind, named.mentions.len()))
            .collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn check_headline(headline: &str, expected: &[&str]) {
        let text = "Ottoline, with gusts of 140 kilometres an hour, passes north of the town. \
                    Nurses moved patients to the school.";
        let names = find(&Text::new(text, "en"), headline);
        let found: Vec<&str> = names.entities.iter().map(|named| &*named.name).collect();
        assert_eq!(found, expected, "{headline}");
    }

    #[test]
    fn a_name_that_only_opens_sentences_is_told_by_its_headline() {
        check_headline("Harbour boards up as Ottoline nears", &["Ottoline"]);
        check_headline("Harbour Boards Up as Nurses and Ottoline Arrive", &[]);
        check_headline("Ottoline nears", &[]);
        check_headline("", &[]);
    }

    use EntityKind::{Organisation, Person, Place};

    #[test]
    fn short_names_join_the_full_one() {
        check(
            "en",
            "Canadian Industry Minister Melanie Joly spoke. Later Joly left for the U.S. on Friday.",
            &[("Melanie Joly", Person, 2), ("U.S", Place, 1)],
        );
    }

    #[test]
    fn one_place_under_several_names() {
        check(
            "en",
            "In the US and the United States, China's Commerce Ministry said.",
            &[("US", Place, 2), ("China", Place, 1), ("Commerce Ministry", Organisation, 1)],
        );
    }

    #[test]
    fn a_capital_at_the_start_proves_nothing() {
        check(
            "en",
            "Workers left. Former Chancellor Olaf Scholz stayed. Yesterday workers came.",
            &[("Olaf Scholz", Person, 1)],
        );
    }

    #[test]
    fn german_nouns_are_no_names() {
        check(
            "de",
            "Die Regierung und der Kanzler Friedrich Merz reden in Berlin. Merz kam.",
            &[("Friedrich Merz", Person, 2), ("Berlin", Place, 1)],
        );
    }
}
