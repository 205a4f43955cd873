//! CSS selectors over a page's tree, for the rules that an owner gives a site.
//!
//! The part of Selectors Level 4 that such rules use: names, `#id`, `.class`, `[attribute]` with
//! the six comparisons, descendants and children, lists parted by commas. Everything else is refused
//! with a word about what would do.
//!
//! The one rule: matching is linear in the page. Each element knows which beginnings of the
//! selector end at it and above it (a finite automaton over the path), so nothing is tried twice.

use super::tree::{NodeId, Tree};

/// Bytes of one selector; the longest that people write are a tenth of it.
const LONGEST: usize = 500;
/// Compounds of one selector, so that its states fit a word.
const MOST_COMPOUNDS: usize = 16;
/// Alternatives parted by commas.
const MOST_ALTERNATIVES: usize = 20;

/// A selector that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Selector {
    alternatives: Vec<Path>,
}

/// Compounds from the outermost to the element itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Path {
    steps: Vec<(Relation, Compound)>,
}

/// How a compound stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
    /// Anywhere below.
    Below,
    /// Directly below.
    Child,
}

/// What one element must be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Compound {
    name: Option<String>,
    conditions: Vec<Condition>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Condition {
    Class(String),
    Has(String),
    Compares(String, Comparison, String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Is,
    HasWord,
    HasPrefix,
    Starts,
    Ends,
    Contains,
}

impl Selector {
    /// Reads a selector, or says what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Selector, String> {
        let wrong = |why: &str| format!("the selector `{}` {why}", shortened(text));
        if text.len() > LONGEST {
            return Err(wrong("is longer than 500 bytes; give a shorter one"));
        }
        let mut parser = Parser { rest: text.trim() };
        let mut alternatives = vec![parser.path().map_err(|why| wrong(&why))?];
        while parser.eat(',') {
            if alternatives.len() == MOST_ALTERNATIVES {
                return Err(wrong("has more than 20 alternatives; give several selectors"));
            }
            alternatives.push(parser.path().map_err(|why| wrong(&why))?);
        }
        if parser.rest.is_empty() {
            return Ok(Selector { alternatives });
        }
        Err(wrong(&format!(
            "cannot be understood from `{}` on; use names, #id, .class, [attribute=\"value\"], spaces and >",
            shortened(parser.rest)
        )))
    }

    /// The elements that it selects, in document order.
    pub(super) fn select(&self, tree: &Tree) -> Vec<NodeId> {
        let mut selected: Vec<NodeId> =
            self.alternatives.iter().flat_map(|path| path.select(tree)).collect();
        selected.sort_unstable();
        selected.dedup();
        selected
    }
}

impl Path {
    fn select(&self, tree: &Tree) -> Vec<NodeId> {
        let Some(last) = self.steps.len().checked_sub(1) else { return Vec::new() };
        // For each node: the beginnings that end at it, and those that end at it or above it.
        let mut ending = vec![0_u32; tree.len()];
        let mut above = vec![0_u32; tree.len()];
        let mut selected = Vec::new();
        for node in tree.descendants(Tree::ROOT) {
            let index = Tree::index(node);
            let (at_parent, over_parent) = tree.parent(node).map_or((0, 0), |parent| {
                let parent = Tree::index(parent);
                (ending.get(parent).copied().unwrap_or(0), above.get(parent).copied().unwrap_or(0))
            });
            let mut here = 0_u32;
            if !tree.name(node).is_empty() {
                for (at, (relation, compound)) in self.steps.iter().enumerate() {
                    let before = match relation {
                        Relation::Below => over_parent,
                        Relation::Child => at_parent,
                    };
                    let reached = at == 0 || before & (1 << (at - 1)) != 0;
                    if reached && compound.matches(tree, node) {
                        here |= 1 << at;
                    }
                }
            }
            if let (Some(end), Some(up)) = (ending.get_mut(index), above.get_mut(index)) {
                (*end, *up) = (here, here | over_parent);
            }
            if here & (1 << last) != 0 {
                selected.push(node);
            }
        }
        selected
    }
}

impl Compound {
    fn matches(&self, tree: &Tree, node: NodeId) -> bool {
        self.name.as_ref().is_none_or(|name| tree.name(node) == name)
            && self.conditions.iter().all(|condition| condition.holds(tree, node))
    }
}

impl Condition {
    fn holds(&self, tree: &Tree, node: NodeId) -> bool {
        match self {
            Condition::Class(class) => tree
                .attribute(node, "class")
                .is_some_and(|list| list.split_ascii_whitespace().any(|one| one == class)),
            Condition::Has(name) => tree.has_attribute(node, name),
            Condition::Compares(name, comparison, wanted) => tree
                .attribute(node, name)
                .is_some_and(|found| !wanted.is_empty() && comparison.holds(found, wanted)),
        }
    }
}

impl Comparison {
    fn holds(self, found: &str, wanted: &str) -> bool {
        match self {
            Comparison::Is => found == wanted,
            Comparison::HasWord => found.split_ascii_whitespace().any(|word| word == wanted),
            Comparison::HasPrefix => found
                .strip_prefix(wanted)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('-')),
            Comparison::Starts => found.starts_with(wanted),
            Comparison::Ends => found.ends_with(wanted),
            Comparison::Contains => found.contains(wanted),
        }
    }
}

/// What is left to read of a selector.
struct Parser<'t> {
    rest: &'t str,
}

impl<'t> Parser<'t> {
    fn path(&mut self) -> Result<Path, String> {
        self.space();
        let mut path = Path::default();
        let mut relation = Relation::Below;
        loop {
            if path.steps.len() == MOST_COMPOUNDS {
                return Err("has more than 16 parts; give a shorter one".to_owned());
            }
            path.steps.push((relation, self.compound()?));
            let spaced = self.space();
            relation = if self.eat('>') {
                self.space();
                Relation::Child
            } else if spaced && !self.rest.is_empty() && !self.rest.starts_with(',') {
                Relation::Below
            } else {
                return Ok(path);
            };
        }
    }

    fn compound(&mut self) -> Result<Compound, String> {
        let mut compound = Compound::default();
        let any = self.eat('*');
        if !any {
            compound.name = self.word().map(str::to_ascii_lowercase);
        }
        loop {
            let condition = if self.eat('.') {
                Condition::Class(self.wanted_word("a class after the dot")?)
            } else if self.eat('#') {
                let id = self.wanted_word("an id after the #")?;
                Condition::Compares("id".to_owned(), Comparison::Is, id)
            } else if self.eat('[') {
                self.attribute()?
            } else {
                break;
            };
            compound.conditions.push(condition);
        }
        if !any && compound.name.is_none() && compound.conditions.is_empty() {
            return Err("lacks a name, #id, .class or [attribute]".to_owned());
        }
        Ok(compound)
    }

    /// What stands between brackets.
    fn attribute(&mut self) -> Result<Condition, String> {
        self.space();
        let name = self.wanted_word("the attribute's name after the [")?.to_ascii_lowercase();
        self.space();
        let comparison = [
            ("~=", Comparison::HasWord),
            ("|=", Comparison::HasPrefix),
            ("^=", Comparison::Starts),
            ("$=", Comparison::Ends),
            ("*=", Comparison::Contains),
            ("=", Comparison::Is),
        ]
        .into_iter()
        .find_map(|(sign, comparison)| {
            self.rest = self.rest.strip_prefix(sign)?;
            Some(comparison)
        });
        let condition = match comparison {
            None => Condition::Has(name),
            Some(comparison) => Condition::Compares(name, comparison, self.value()?),
        };
        self.space();
        if self.eat(']') { Ok(condition) } else { Err("lacks a closing ]".to_owned()) }
    }

    fn value(&mut self) -> Result<String, String> {
        self.space();
        for quote in ['"', '\''] {
            if self.eat(quote) {
                let (value, rest) =
                    self.rest.split_once(quote).ok_or("lacks a closing quotation mark")?;
                self.rest = rest;
                return Ok(value.to_owned());
            }
        }
        self.wanted_word("a value after the =")
    }

    fn wanted_word(&mut self, what: &str) -> Result<String, String> {
        self.word().map(str::to_owned).ok_or_else(|| format!("lacks {what}"))
    }

    fn word(&mut self) -> Option<&'t str> {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii();
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then_some(word)
    }

    fn eat(&mut self, sign: char) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn space(&mut self) -> bool {
        let rest = self.rest.trim_start();
        let moved = rest.len() != self.rest.len();
        self.rest = rest;
        moved
    }
}

/// As much of a text as a message can show.
fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::super::tree;
    use super::*;

    const PAGE: &str = "<body><div id=top class='a b'><p class=x lang=en-GB>1</p><section>\
        <p class='x y' data-type='promo box'>2</p><div><p>3</p></div></section></div><p>4</p>";

    #[track_caller]
    fn check(selector: &str, expected: &str) {
        let tree = tree::parse(PAGE);
        let answer = match Selector::parse(selector) {
            Ok(selector) => {
                let texts = selector.select(&tree).into_iter().map(|node| tree.text_of(node));
                texts.collect::<Vec<_>>().join("|")
            }
            Err(why) => why,
        };
        assert_eq!(answer, expected, "{selector}");
    }

    #[test]
    fn selects_by_name_class_id_and_attribute() {
        check("p", "1|2|3|4");
        check("P.x", "1|2");
        check(".x.y", "2");
        check("#top", "1 2 3");
        check("div#top.a.b > p", "1");
        check("[data-type]", "2");
        check("p[data-type~=promo]", "2");
        check("p[data-type=\"promo box\"]", "2");
        check("[data-type^='promo']", "2");
        check("[data-type$=box]", "2");
        check("[data-type*='o b']", "2");
        check("[lang|=en]", "1");
        check("[lang|=e]", "");
        check("[data-type*='']", "");
    }

    #[test]
    fn selects_along_the_path() {
        check("div p", "1|2|3");
        check("div > p", "1|3");
        check("section > div p", "3");
        check("#top section p.x", "2");
        check("body div div p", "3");
        check("p, section", "1|2 3|2|3|4");
        check("* > section", "2 3");
        check("p p", "");
    }

    #[test]
    fn says_what_is_wrong() {
        check("", "the selector `` lacks a name, #id, .class or [attribute]");
        check("p.", "the selector `p.` lacks a class after the dot");
        check("p[a", "the selector `p[a` lacks a closing ]");
        check("p[a='b]", "the selector `p[a='b]` lacks a closing quotation mark");
        check(
            "p:first-child",
            "the selector `p:first-child` cannot be understood from `:first-child` on; use names, #id, .class, [attribute=\"value\"], spaces and >",
        );
        check("p >", "the selector `p >` lacks a name, #id, .class or [attribute]");
        assert!(Selector::parse(&"a ".repeat(17)).is_err_and(|why| why.contains("16 parts")));
        assert!(Selector::parse(&"a".repeat(501)).is_err_and(|why| why.contains("500 bytes")));
    }
}
