//! What the owner decided about a site's pages, and what a page offers to decide about.
//!
//! The reader judges by what pages have in common; a few sites are unlike all others. Their owner
//! says which elements are the article and which never are ([`PageRules`]), best by choosing among
//! the page's own blocks ([`page_blocks`]), each with the selector that would name it.
//!
//! The one rule: a rule that fits nothing on a page changes nothing there, so a site that is
//! rebuilt falls back to the reader's own judgement.

use std::collections::HashSet;

use dateline_model::SiteRule;

use super::blocks::{Block, Kind};
use super::selector::Selector;
use super::tree::{NodeId, Tree};
use super::{Page, PageSource, body, caps, metadata};

/// Selectors of one kind that a site may have.
const MOST_SELECTORS: usize = 50;
/// Elements above a block that are looked at for a name.
const NAME_REACH: usize = 8;
/// An element that holds more than this share of the article is not something to drop.
const MOST_DROPPED: f64 = 0.5;
/// An element that holds less than this share of the article is not all of it.
const LEAST_KEPT: f64 = 0.5;
/// A class as long as this was made by a program and lives until the next build.
const LONGEST_CLASS: usize = 40;

/// A site's rule, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageRules {
    keep: Vec<Selector>,
    drop: Vec<Selector>,
}

impl PageRules {
    /// Understands a rule; the second value says what in it cannot be used, and why.
    pub fn new(rule: &SiteRule) -> (PageRules, Vec<String>) {
        let mut problems = Vec::new();
        let mut understood = |texts: &[String]| {
            if texts.len() > MOST_SELECTORS {
                problems.push(format!("only the first {MOST_SELECTORS} selectors are used"));
            }
            let parsed = texts.iter().take(MOST_SELECTORS).map(|text| Selector::parse(text));
            parsed.filter_map(|one| one.map_err(|why| problems.push(why)).ok()).collect()
        };
        let rules = PageRules { keep: understood(&rule.keep), drop: understood(&rule.drop) };
        (rules, problems)
    }

    /// Takes what never belongs to an article out of the page.
    pub(super) fn drop_from(&self, tree: &mut Tree) {
        for selector in &self.drop {
            for node in selector.select(tree) {
                tree.detach(node);
            }
        }
    }

    /// The blocks of what is the article; none when no rule fits anything with words.
    pub(super) fn kept(&self, tree: &Tree, blocks: &[Block]) -> Option<Vec<usize>> {
        let nodes: HashSet<NodeId> =
            self.keep.iter().flat_map(|selector| selector.select(tree)).collect();
        let belongs = |block: &Block| {
            let path = std::iter::once(block.node).chain(tree.ancestors(block.node));
            let wanted = block.chars > 0 || !body::is_furniture(tree, block);
            wanted && path.into_iter().any(|node| nodes.contains(&node))
        };
        let kept: Vec<usize> =
            (0..blocks.len()).filter(|at| blocks.get(*at).is_some_and(belongs)).collect();
        let worded = kept.iter().any(|at| blocks.get(*at).is_some_and(|block| block.chars > 0));
        worded.then_some(kept)
    }
}

/// A block with words as the page holds it, for the owner to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBlock {
    /// Its text.
    pub text: String,
    /// It was taken for a part of the article.
    pub taken: bool,
    /// What would name it: of a block that was taken, to drop it; of one that was not, to keep it
    /// together with the article. None where no lasting name is found.
    pub selector: Option<String>,
}

/// The page's blocks with words, with what would name them in a rule.
pub fn page_blocks(html: &str, source: &PageSource<'_>, rules: &PageRules) -> Vec<PageBlock> {
    let page = Page::new(&mut caps::tame(html), source, Some(rules));
    let draft = metadata::choose(&page.witnesses, source, &page.base);
    let chosen: HashSet<usize> = page.choose(&draft, Some(rules)).into_iter().collect();
    let whole: usize = chosen.iter().filter_map(|at| page.blocks.get(*at)).map(|b| b.chars).sum();
    let name = |block: &Block, taken: bool| {
        let path = std::iter::once(block.node).chain(page.tree.ancestors(block.node));
        path.take(NAME_REACH).find_map(|node| {
            let selector = name_of(&page.tree, node)?;
            let share = share_under(&page, &selector, &chosen, whole);
            let fits = if taken { share <= MOST_DROPPED } else { share >= LEAST_KEPT };
            fits.then_some(selector)
        })
    };
    let worded = page.blocks.iter().enumerate();
    let worded = worded.filter(|(_, block)| block.chars > 0 && block.kind != Kind::Picture);
    worded
        .map(|(at, block)| PageBlock {
            text: block.text.clone(),
            taken: chosen.contains(&at),
            selector: name(block, chosen.contains(&at)),
        })
        .collect()
}

/// How much of the article stands in what the selector selects, from 0 to 1.
fn share_under(page: &Page, selector: &str, chosen: &HashSet<usize>, whole: usize) -> f64 {
    let Ok(selector) = Selector::parse(selector) else { return 0.0 };
    let nodes: HashSet<NodeId> = selector.select(&page.tree).into_iter().collect();
    let under = |block: &&Block| {
        std::iter::once(block.node)
            .chain(page.tree.ancestors(block.node))
            .any(|n| nodes.contains(&n))
    };
    let inside: usize = chosen
        .iter()
        .filter_map(|at| page.blocks.get(*at))
        .filter(under)
        .map(|block| block.chars)
        .sum();
    share(inside, whole)
}

fn share(part: usize, whole: usize) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if whole == 0 { 0.0 } else { count(part) / count(whole) }
}

/// A name for an element that other pages of the site are likely to share.
fn name_of(tree: &Tree, node: NodeId) -> Option<String> {
    let element = tree.name(node);
    if element.is_empty() || matches!(element, "html" | "body") {
        return None;
    }
    let lasting = |word: &&str| {
        word.len() <= LONGEST_CLASS
            && word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            && word.chars().any(|c| c.is_ascii_alphabetic())
            && word.chars().filter(char::is_ascii_digit).count() <= 2
    };
    let classes = tree.attribute(node, "class").into_iter().flat_map(str::split_ascii_whitespace);
    if let Some(class) = classes.into_iter().find(lasting) {
        return Some(format!("{element}.{class}"));
    }
    tree.attribute(node, "id").filter(|id| lasting(id)).map(|id| format!("{element}#{id}"))
}

#[cfg(test)]
mod tests {
    use super::super::{read_page, read_page_with};
    use super::*;

    const PAGE: &str = "<html><head><title>Harbour reopens</title></head><body>\
        <nav><a href=/1>Home</a></nav><article class=story><h1>Harbour reopens</h1>\
        <p>The harbour of Vell reopened on Monday after nine days, the port authority said, and the \
        first ferry left for the islands at noon with two hundred people on board.</p>\
        <div class='box box-99123 promo'><p>Read every weekday what moves the coast: our letter from \
        the harbour comes at six in the morning and costs nothing at all, ever.</p></div>\
        <p>Fishing boats had waited outside the breakwater since the storm, and their owners counted \
        what the days at anchor had cost them, which was more than the season had brought.</p></article>\
        <div class=more-text><p>The council will vote on the new wall in March, the mayor said, and she \
        expects it to pass with the votes of both parties on the coast.</p></div></body></html>";

    fn rules(keep: &[&str], drop: &[&str]) -> PageRules {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let (rules, problems) = PageRules::new(&SiteRule { keep: own(keep), drop: own(drop) });
        assert!(problems.is_empty(), "{problems:?}");
        rules
    }

    fn text(keep: &[&str], drop: &[&str]) -> String {
        let drafts = read_page_with(PAGE, &PageSource::default(), &rules(keep, drop));
        drafts.into_iter().next().expect("never empty").text
    }

    #[test]
    fn what_is_dropped_is_gone_and_what_is_kept_is_there() {
        let dropped = text(&[], &["div.promo"]);
        assert!(!dropped.contains("our letter") && dropped.contains("Fishing boats"));
        let kept = text(&["article.story > p", ".more-text"], &[]);
        assert!(kept.contains("first ferry") && kept.contains("council will vote"));
        assert!(!kept.contains("our letter"));
    }

    #[test]
    fn a_rule_that_fits_nothing_changes_nothing() {
        let own = read_page(PAGE, &PageSource::default());
        assert_eq!(text(&[".gone"], &["#never"]), own.first().expect("a draft").text);
    }

    #[test]
    fn offers_a_lasting_name_for_each_block() {
        let blocks = page_blocks(PAGE, &PageSource::default(), &rules(&[".story"], &[]));
        let of = |part: &str| {
            let block = blocks.iter().find(|block| block.text.contains(part)).expect("a block");
            (block.taken, block.selector.clone())
        };
        assert_eq!(of("our letter"), (true, Some("div.box".to_owned())));
        assert_eq!(of("council will vote"), (false, None));
        assert_eq!(of("first ferry"), (true, None));
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        let rule = SiteRule { keep: vec!["p:hover".to_owned()], drop: vec![".a".to_owned()] };
        let (rules, problems) = PageRules::new(&rule);
        assert_eq!((rules.keep.len(), rules.drop.len(), problems.len()), (0, 1, 1));
    }
}
