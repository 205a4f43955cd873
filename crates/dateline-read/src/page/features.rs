//! What there is to know of a block before deciding whether it belongs to the article.
//!
//! Each block gets one row of numbers: its own text, the families above it ([`marks`]), where it
//! stands, what stands around it, and whether other witnesses (headline, description, linked data)
//! know its words. The learned table was trained on these rows.
//!
//! The one rule: columns are never reordered or reused without training again.

use memchr::memmem::{self, Finder};

use super::blocks::{Block, Kind};
use super::hash::{self, Map, Set};
use super::letters::{Counts, squeeze, squeeze_words, triples, words};
use super::marks::{self, FAMILIES, Family, Marks};
use super::phrases;
use super::tree::{NodeId, Tree};

/// Ancestors looked at; what stands further above is the whole page.
const REACH: usize = 20;
/// Children of an element among which twins are counted.
const MOST_TWINS: usize = 200;
/// A paragraph worth counting as running text.
const GOOD_CHARS: usize = 60;

/// What is known of the article from elsewhere.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known<'a> {
    pub headline: &'a str,
    pub description: &'a str,
    pub body: Option<&'a str>,
}

/// Asks `answer` about each block that has words, by its row; rows of menus are empty.
pub(super) fn ask<T>(
    tree: &Tree,
    blocks: &[Block],
    known: Known<'_>,
    answer: impl Fn(Vec<f32>) -> T,
) -> Vec<T> {
    let page = Page::new(tree, blocks, known);
    (0..page.lines.len()).map(|at| answer(page.row(at))).collect()
}

/// A block that has words, with what its text alone tells.
struct Line<'t> {
    block: &'t Block,
    is_menu: bool,
    squeezed: String,
    word_hashes: Vec<u64>,
    words: f32,
    chars: f32,
    link_share: f32,
    good: f32,
    signature: u64,
    wide_signature: u64,
    family: [u8; FAMILIES],
    hints: [u8; phrases::FAMILIES],
    /// The nearest ancestors, the holder first.
    path: Vec<NodeId>,
    /// Hashes of every three words in a row.
    triples: Vec<u64>,
    /// Pictures and players just before and just after.
    pictures: (f32, f32),
}

#[derive(Clone, Copy, Default)]
struct Sum {
    good: f32,
    chars: f32,
    linked: f32,
    count: f32,
}

/// Sums over the page that the rows refer to.
struct Page<'t> {
    tree: &'t Tree,
    lines: Vec<Line<'t>>,
    /// Sums below each node, by node index.
    below: Vec<Sum>,
    direct: Map<NodeId, f32>,
    twins: Map<NodeId, f32>,
    most_direct: f32,
    signatures: Map<u64, Sum>,
    total: Sum,
    main: NodeId,
    /// First and last line inside `main`, and its characters before each line.
    main_span: (usize, usize),
    before: Vec<f32>,
    title_at: Option<usize>,
    seen_before: Vec<f32>,
    known_body: Set<u64>,
    known: Known<'t>,
    headline: Finder<'static>,
    description: Finder<'static>,
    gram_counts: Map<u64, u32>,
    title_words: Vec<u64>,
    /// Main headings before each line.
    titles_before: Vec<f32>,
    /// The median length of good paragraphs.
    typical_chars: f32,
    /// Lines since a heading of furniture, by line.
    since_heading: Vec<(f32, u8)>,
}

#[allow(clippy::cast_precision_loss, reason = "counts on a page are small")]
fn number(count: usize) -> f32 {
    count as f32
}

impl<'t> Page<'t> {
    fn new(tree: &'t Tree, blocks: &'t [Block], known: Known<'t>) -> Page<'t> {
        let mut elements: Map<NodeId, Element> = Map::default();
        let mut lines: Vec<Line<'t>> = Vec::new();
        let mut pictures = 0.0;
        for block in blocks {
            if block.chars == 0 {
                pictures += 1.0;
                if let Some(line) = lines.last_mut() {
                    line.pictures.1 = pictures;
                }
                continue;
            }
            let mut line = Line::new(tree, block, &mut elements);
            line.pictures.0 = pictures;
            pictures = 0.0;
            lines.push(line);
        }
        let mut page = Page {
            tree,
            below: vec![Sum::default(); tree.len()],
            direct: Map::default(),
            twins: Map::default(),
            most_direct: 1.0,
            signatures: Map::default(),
            total: Sum::default(),
            main: Tree::ROOT,
            main_span: (0, lines.len()),
            before: Vec::new(),
            title_at: None,
            seen_before: Vec::new(),
            known_body: known
                .body
                .map(|body| triples(&words(&body.to_lowercase())).into_iter().collect())
                .unwrap_or_default(),
            known,
            headline: Finder::new(&squeeze(known.headline)).into_owned(),
            description: Finder::new(&squeeze(known.description)).into_owned(),
            since_heading: Vec::new(),
            gram_counts: Map::default(),
            title_words: known
                .headline
                .to_lowercase()
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| word.len() > 3)
                .map(hash::of)
                .collect(),
            titles_before: Vec::new(),
            typical_chars: 200.0,
            lines,
        };
        page.add_up();
        page.count_twins(&elements);
        page.find_main();
        page.find_repeats();
        page.find_headings();
        page
    }

    fn add_up(&mut self) {
        for line in &self.lines {
            let sum = Sum {
                good: line.good,
                chars: line.chars,
                linked: line.link_share * line.chars,
                count: 1.0,
            };
            self.total.add(sum);
            self.before.push(self.total.chars);
            self.signatures.entry(line.signature).or_default().add(sum);
            self.signatures.entry(line.wide_signature).or_default().add(sum);
            for node in std::iter::once(line.block.node).chain(self.tree.ancestors(line.block.node))
            {
                if let Some(below) = self.below.get_mut(Tree::index(node)) {
                    below.add(sum);
                }
            }
            if let Some(parent) = self.tree.parent(line.block.node) {
                *self.direct.entry(parent).or_default() += line.good;
            }
        }
        self.most_direct = self.direct.values().copied().fold(1.0, f32::max);
    }

    fn sum_below(&self, node: NodeId) -> Sum {
        self.below.get(Tree::index(node)).copied().unwrap_or_default()
    }

    /// The smallest element with more than half of the good text.
    fn find_main(&mut self) {
        let mut at = Tree::ROOT;
        loop {
            let here = self.sum_below(at).good;
            let heavy =
                self.tree.children(at).find(|child| self.sum_below(*child).good > here * 0.6);
            match heavy {
                Some(child) if here > 0.0 => at = child,
                _ => break,
            }
        }
        self.main = at;
        let inside = |line: &Line<'_>| {
            line.block.node == at || self.tree.ancestors(line.block.node).any(|node| node == at)
        };
        let first = self.lines.iter().position(inside).unwrap_or(0);
        let last = self.lines.iter().rposition(inside).unwrap_or(0);
        self.main_span = (first, last);
    }

    fn find_repeats(&mut self) {
        let mut seen = Set::default();
        for line in &self.lines {
            let key = hash::of(&line.squeezed);
            self.seen_before.push(f32::from(u8::from(!seen.insert(key))));
        }
        self.gram_counts.reserve(self.lines.iter().map(|line| line.triples.len()).sum());
        for gram in self.lines.iter().flat_map(|line| &line.triples) {
            *self.gram_counts.entry(*gram).or_default() += 1;
        }
        let mut titles = 0.0;
        for line in &self.lines {
            self.titles_before.push(titles);
            titles += f32::from(u8::from(line.block.kind == Kind::Heading(1)));
        }
        let mut lengths: Vec<f32> =
            self.lines.iter().map(|line| line.good).filter(|good| *good > 0.0).collect();
        lengths.sort_by(f32::total_cmp);
        self.typical_chars = lengths.get(lengths.len() / 2).copied().unwrap_or(200.0);
        self.title_at = self.lines.iter().position(|line| {
            matches!(line.block.kind, Kind::Heading(_))
                && !self.headline.needle().is_empty()
                && line.squeezed.as_bytes() == self.headline.needle()
        });
        if self.title_at.is_none() {
            self.title_at = self.lines.iter().position(|line| line.block.kind == Kind::Heading(1));
        }
    }

    fn find_headings(&mut self) {
        let mut since = (99.0, 0);
        for line in &self.lines {
            let is_label = matches!(line.block.kind, Kind::Heading(_)) || line.words <= 6.0;
            let families = line.hints.iter().enumerate().filter(|(_, hint)| **hint == 2);
            let family = families.map(|(at, _)| at).next();
            since.0 += 1.0;
            if let Some(family) = family.filter(|_| is_label) {
                since = (0.0, u8::try_from(family).unwrap_or(0) + 1);
            }
            self.since_heading.push(since);
        }
    }

    fn row(&self, at: usize) -> Vec<f32> {
        let mut row = Vec::new();
        let Some(line) = self.lines.get(at).filter(|line| !line.is_menu) else { return row };
        row.reserve_exact(160);
        self.own(line, &mut row);
        row.extend(line.family.iter().map(|distance| f32::from(*distance)));
        row.extend(line.hints.iter().map(|hint| f32::from(*hint)));
        self.place(at, line, &mut row);
        self.company(line, &mut row);
        self.neighbours(at, line, &mut row);
        self.witnesses(at, line, &mut row);
        row
    }

    /// The block's text and tag.
    fn own(&self, line: &Line<'_>, row: &mut Vec<f32>) {
        let block = line.block;
        let (kind, level) = match block.kind {
            Kind::Paragraph => (0.0, 0.0),
            Kind::Heading(level) => (1.0, f32::from(level)),
            Kind::Item { ordered } => (2.0, f32::from(u8::from(ordered))),
            Kind::Quote => (3.0, 0.0),
            Kind::Code => (4.0, 0.0),
            Kind::Caption => (5.0, 0.0),
            _ => (6.0, 0.0),
        };
        let tag = match self.tree.name(block.node) {
            "p" => 0.0,
            "div" => 1.0,
            "li" => 2.0,
            "td" | "th" | "tr" => 3.0,
            "section" | "article" | "body" | "main" => 4.0,
            _ => 5.0,
        };
        let text = block.text.as_str();
        let count = Counts::of(text);
        let ends = text.trim_end_matches(['"', '”', '’', '»', ')', '“', '\'']);
        row.extend([
            kind,
            level,
            tag,
            line.chars,
            line.words,
            line.link_share,
            number(block.stressed) / line.chars.max(1.0),
            f32::from(u8::from(block.hidden)),
            line.chars / line.words.max(1.0),
            number(count.stops),
            number(count.commas) / line.words.max(1.0),
            number(count.capitals) / line.chars.max(1.0),
            number(count.digits) / line.chars.max(1.0),
            f32::from(u8::from(ends.ends_with(['.', '!', '?', '。', '！', '？', '…', '।']))),
            f32::from(u8::from(ends.ends_with(':'))),
            f32::from(u8::from(text.starts_with(['"', '“', '„', '«', '‘', '–', '—']))),
            f32::from(u8::from(text.chars().next().is_some_and(char::is_lowercase))),
            number(count.dividers),
            f32::from(u8::from(text.contains('@'))),
            f32::from(u8::from(
                text.contains("http") || text.contains("www.") || text.contains(".com"),
            )),
            number(block.text.matches('\n').count()),
        ]);
    }

    /// Where the block stands on the page and in its main part.
    fn place(&self, at: usize, line: &Line<'_>, row: &mut Vec<f32>) {
        let lines = number(self.lines.len()).max(1.0);
        let before = self.before.get(at).copied().unwrap_or(0.0);
        let in_main = line.block.node == self.main
            || self.tree.ancestors(line.block.node).any(|node| node == self.main);
        let depth = f32::from(self.tree.depth(line.block.node));
        let main_depth = f32::from(self.tree.depth(self.main));
        let (first, last) = self.main_span;
        let main_lines = number(last.saturating_sub(first) + 1);
        let title = self.title_at.map_or(-50.0, |title| number(at) - number(title));
        let (since, family) = self.since_heading.get(at).copied().unwrap_or((99.0, 0));
        let main_good = self.sum_below(self.main).good;
        row.extend([
            number(at) / lines,
            before / self.total.chars.max(1.0),
            f32::from(u8::from(in_main)),
            if in_main { depth - main_depth } else { -1.0 },
            number(at) - number(first),
            number(last) - number(at),
            (number(at) - number(first)) / main_lines,
            title,
            since.min(30.0),
            f32::from(family),
            main_good / self.total.good.max(1.0),
            self.total.good,
            lines,
            depth,
        ]);
    }

    /// What the elements around the block hold.
    fn company(&self, line: &Line<'_>, row: &mut Vec<f32>) {
        let parent = self.tree.parent(line.block.node).unwrap_or(Tree::ROOT);
        let direct = self.direct.get(&parent).copied().unwrap_or(0.0);
        row.extend([direct / self.most_direct, direct / self.total.good.max(1.0)]);
        for up in [1, 2, 3, 4, 6] {
            let sum = line.path.get(up).map_or(self.total, |node| self.sum_below(*node));
            row.extend([
                sum.good / self.total.good.max(1.0),
                sum.linked / sum.chars.max(1.0),
                sum.count,
            ]);
        }
        for signature in [line.signature, line.wide_signature] {
            let sum = self.signatures.get(&signature).copied().unwrap_or_default();
            row.extend([
                sum.good / self.total.good.max(1.0),
                sum.linked / sum.chars.max(1.0),
                sum.count,
                sum.chars / sum.count.max(1.0),
            ]);
        }
        let (mut most, mut share, mut height) = (0.0_f32, 1.0, 0.0);
        for (up, node) in line.path.iter().enumerate().skip(1) {
            let twins = self.twins.get(node).copied().unwrap_or(0.0);
            if twins > most {
                let sum = self.sum_below(*node);
                (most, share, height) = (twins, sum.good / self.total.good.max(1.0), number(up));
            }
        }
        row.extend([most, share, height]);
    }

    /// Siblings of the same tag and class, for elements that are not paragraphs: cards, comments.
    fn count_twins(&mut self, elements: &Map<NodeId, Element>) {
        let mut families: Map<NodeId, Map<u64, f32>> = Map::default();
        for (node, element) in elements.iter().filter(|(node, _)| is_card(self.tree, **node)) {
            let Some(parent) = self.tree.parent(*node) else { continue };
            let family = families.entry(parent).or_insert_with(|| count_looks(self.tree, parent));
            self.twins.insert(*node, family.get(&element.looks).copied().unwrap_or(0.0));
        }
    }

    /// The lines before and after.
    fn neighbours(&self, at: usize, line: &Line<'_>, row: &mut Vec<f32>) {
        for step in [-1_isize, 1, -2, 2, -3, 3] {
            match at.checked_add_signed(step).and_then(|other| self.lines.get(other)) {
                Some(other) => row.extend([
                    other.chars,
                    other.link_share,
                    f32::from(u8::from(other.signature == line.signature)),
                    f32::from(u8::from(
                        self.tree.parent(other.block.node) == self.tree.parent(line.block.node),
                    )),
                    f32::from(u8::from(matches!(other.block.kind, Kind::Heading(_)))),
                ]),
                None => row.extend([0.0, -1.0, 0.0, 0.0, 0.0]),
            }
        }
        let window = |from: usize, to: usize| -> f32 {
            self.lines
                .get(from..to.min(self.lines.len()))
                .unwrap_or(&[])
                .iter()
                .map(|line| line.good)
                .sum()
        };
        row.extend([
            window(at.saturating_sub(5), at),
            window(at + 1, at + 6),
            window(at.saturating_sub(20), at),
            window(at + 1, at + 21),
        ]);
    }

    /// What headline, description and linked data say of these words.
    fn witnesses(&self, at: usize, line: &Line<'_>, row: &mut Vec<f32>) {
        let squeezed = &line.squeezed;
        let in_headline = overlap(squeezed, &self.headline);
        let in_description = overlap(squeezed, &self.description);
        let grams = &line.triples;
        let elsewhere = number(
            grams
                .iter()
                .filter(|gram| self.gram_counts.get(*gram).is_some_and(|count| *count > 1))
                .count(),
        ) / number(grams.len()).max(1.0);
        let title_words =
            self.title_words.iter().filter(|word| line.word_hashes.contains(word)).count();
        let told = if self.known_body.is_empty() {
            -1.0
        } else if grams.is_empty() {
            f32::from(u8::from(
                self.known.body.is_some_and(|body| body.contains(line.block.text.as_str())),
            ))
        } else {
            number(grams.iter().filter(|gram| self.known_body.contains(*gram)).count())
                / number(grams.len())
        };
        let repeated = self.seen_before.get(at).copied().unwrap_or(0.0);
        row.extend([
            f32::from(u8::from(in_headline)),
            f32::from(u8::from(in_description)),
            told,
            repeated,
        ]);
        row.extend([
            line.pictures.0,
            line.pictures.1,
            elsewhere,
            number(title_words) / number(self.title_words.len()).max(1.0),
            self.titles_before.get(at).copied().unwrap_or(0.0),
            line.chars / self.typical_chars,
        ]);
    }
}

impl Sum {
    fn add(&mut self, other: Sum) {
        self.good += other.good;
        self.chars += other.chars;
        self.linked += other.linked;
        self.count += other.count;
    }
}

/// Whether the words hold what is known, or are part of it.
fn overlap(words: &str, known: &Finder<'_>) -> bool {
    let (words, needle) = (words.as_bytes(), known.needle());
    let is_longer = words.len() >= needle.len();
    let found = if is_longer { known.find(words) } else { memmem::find(needle, words) };
    !needle.is_empty() && found.is_some()
}

/// Links in a menu are nothing else: a third of a page's blocks need no further thought.
const MENU_LINK_SHARE: f32 = 0.9;

/// What is known of an element on the way up from a block.
#[derive(Clone, Copy)]
struct Element {
    marks: Marks,
    /// Hash of its name and class.
    looks: u64,
}

impl Element {
    fn new(tree: &Tree, node: NodeId) -> Element {
        Element { marks: marks::of(tree, node), looks: looks_of(tree, node) }
    }
}

fn looks_of(tree: &Tree, node: NodeId) -> u64 {
    hash::of((tree.name(node), tree.attribute(node, "class")))
}

/// An element of a kind that may be one of many alike.
fn is_card(tree: &Tree, node: NodeId) -> bool {
    matches!(tree.name(node), "div" | "li" | "article" | "section" | "a")
        && tree.attribute(node, "class").is_some()
}

/// How many of the first children look alike.
fn count_looks(tree: &Tree, parent: NodeId) -> Map<u64, f32> {
    let mut counts = Map::default();
    for child in tree.children(parent).take(MOST_TWINS).filter(|child| is_card(tree, *child)) {
        *counts.entry(looks_of(tree, child)).or_default() += 1.0;
    }
    counts
}

impl<'t> Line<'t> {
    fn new(tree: &Tree, block: &'t Block, elements: &mut Map<NodeId, Element>) -> Line<'t> {
        let mut path = Vec::with_capacity(REACH);
        path.extend(std::iter::once(block.node).chain(tree.ancestors(block.node)).take(REACH));
        let mut above =
            |node: &NodeId| *elements.entry(*node).or_insert_with(|| Element::new(tree, *node));
        let family = distances(path.iter().map(|node| above(node).marks));
        let looks: Vec<u64> = path.iter().take(3).map(|node| above(node).looks).collect();
        let chars = number(block.chars);
        let link_share = number(block.linked) / chars.max(1.0);
        let is_under =
            |tag: Family| family.get(tag as usize).is_some_and(|d| usize::from(*d) < REACH);
        let is_around = is_under(Family::FooterTag) || is_under(Family::NavTag);
        let is_menu = is_around && link_share > MENU_LINK_SHARE;
        let is_text =
            matches!(block.kind, Kind::Paragraph | Kind::Quote | Kind::Item { .. } | Kind::Code);
        let is_good = is_text && !is_around && block.chars >= GOOD_CHARS && link_share < 0.4;
        let lower = if is_menu { String::new() } else { block.text.to_lowercase() };
        let (squeezed, word_hashes) = squeeze_words(&lower);
        Line {
            block,
            is_menu,
            words: number(lower.split_whitespace().count()),
            hints: phrases::hints(&lower),
            squeezed,
            triples: triples(&word_hashes),
            word_hashes,
            chars,
            link_share,
            good: if is_good { chars } else { 0.0 },
            signature: hash::of(&looks),
            wide_signature: hash::of((looks.get(1), tree.name(block.node))),
            family,
            path,
            pictures: (0.0, 0.0),
        }
    }
}

/// How near above each family stands; [`REACH`] where it does not.
fn distances(path: impl Iterator<Item = Marks>) -> [u8; FAMILIES] {
    let mut family = [u8::try_from(REACH).unwrap_or(u8::MAX); FAMILIES];
    for (distance, marks) in (0_u8..).zip(path) {
        let mut left = marks.0;
        while left != 0 {
            if let Some(nearest) = family.get_mut(left.trailing_zeros() as usize) {
                *nearest = (*nearest).min(distance);
            }
            left &= left - 1;
        }
    }
    family
}
