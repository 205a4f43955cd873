//! People as feeds write them: `me@example.com (Jane Doe)`, `Jane Doe <me@example.com>`, or three
//! elements.

use dateline_model::Person;

use super::tree::{NodeId, Tree};
use crate::sanitise::cut;

/// People of one entry; longer lists are a collaboration's and say nothing more.
const MOST_PEOPLE: usize = 100;

/// A person's line; what is longer is no name.
const LONGEST_BYTES: usize = 1_000;

/// The person that an element names, in child elements or in its text.
pub(super) fn person(tree: &Tree<'_>, id: NodeId) -> Option<Person> {
    let mut person = person_in(tree.text(id));
    for child in tree.children(id) {
        let text = tree.text(child);
        if text.is_empty() {
            continue;
        }
        match &*tree.node(child).name {
            "name" => person.name = Some(text.to_string()),
            "email" => person.email = Some(text.trim_start_matches("mailto:").to_string()),
            "uri" | "url" | "homepage" => person.url = tree.absolute(child, text),
            _ => {}
        }
    }
    (person != Person::default()).then_some(person)
}

/// The person that a line of text names.
pub(super) fn person_in(text: &str) -> Person {
    let text = cut(text.trim(), LONGEST_BYTES);
    let inside = |letter: char| letter.is_whitespace() || "()<>[],;:\"".contains(letter);
    let email = text.split(inside).find(|word| is_email(word));
    let Some(email) = email else {
        return Person { name: named(text), ..Person::default() };
    };
    let name = text.replacen(email, " ", 1).replace("mailto:", " ");
    Person { name: named(&name), email: Some(email.to_string()), url: None }
}

fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
}

/// A name without the brackets that held it or its address.
fn named(text: &str) -> Option<String> {
    let text = text.replace("()", " ").replace("<>", " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = words.join(" ");
    let name = name.replace("( )", "").replace("< >", "");
    let name =
        name.trim_matches(|letter: char| letter.is_whitespace() || ",;:\"<>".contains(letter));
    let name = match name.strip_prefix('(').and_then(|name| name.strip_suffix(')')) {
        Some(inside) if !inside.contains(['(', ')']) => inside.trim(),
        _ => name,
    };
    (!name.is_empty()).then(|| name.to_string())
}

/// Adds a person, or what is new of one who is there already.
pub(super) fn add(people: &mut Vec<Person>, person: Person) {
    let same = |known: &&mut Person| {
        (person.name.is_some() && known.name == person.name)
            || (person.email.is_some() && known.email == person.email)
    };
    if let Some(known) = people.iter_mut().find(same) {
        known.name = known.name.take().or(person.name);
        known.email = known.email.take().or(person.email);
        known.url = known.url.take().or(person.url);
    } else if people.len() < MOST_PEOPLE {
        people.push(person);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, name: Option<&str>, email: Option<&str>) {
        let found = person_in(text);
        assert_eq!((found.name.as_deref(), found.email.as_deref()), (name, email), "{text}");
    }

    #[test]
    fn lines() {
        check("Jane Doe", Some("Jane Doe"), None);
        check("me@e.example", None, Some("me@e.example"));
        check("me@e.example (Jane Doe)", Some("Jane Doe"), Some("me@e.example"));
        check("Jane Doe <me@e.example>", Some("Jane Doe"), Some("me@e.example"));
        check("Jane Doe (me@e.example)", Some("Jane Doe"), Some("me@e.example"));
        check("mailto:me@e.example", None, Some("me@e.example"));
        check("Jane (Reuters)", Some("Jane (Reuters)"), None);
        check("", None, None);
    }
}
