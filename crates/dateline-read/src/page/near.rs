//! The players and pictures near the article's words, wherever the words were found.
//!
//! The one rule: from the headline, or a little above it, to the last word chosen, and nothing that
//! is furniture.

use dateline_model::{Image, Media};

use super::blocks::{Block, Kind};
use super::body::is_furniture;
use super::links::Base;
use super::media;
use super::render::picture_source;
use super::tree::{NodeId, Tree};

/// Blocks above the headline in which a player or a picture may stand.
const ABOVE_HEADLINE: usize = 4;
/// The same above the first words, on pages whose headline is not found.
const ABOVE_WORDS: usize = 12;
/// A headline further above the words than this belongs to something else.
const LONGEST_WAY: usize = 40;
/// Videos and audio of one article.
const MAX_MEDIA: usize = 20;
/// A lead picture is at least so large, where its size is told.
const SMALLEST_LEAD: (u32, u32) = (200, 120);
/// Words in the address, name or classes of pictures that show nothing of the article.
const NO_LEAD: [&str; 10] = [
    "logo",
    "icon",
    "avatar",
    "gravatar",
    "sprite",
    "spacer",
    "pixel",
    "emoji",
    "badge",
    "placeholder",
];

/// What is near the article's words.
pub(super) struct Near<'p> {
    tree: &'p Tree,
    base: &'p Base,
    blocks: &'p [Block],
    /// Word blocks begin here.
    first_words: usize,
}

impl<'p> Near<'p> {
    /// The part of `blocks` around those that were `chosen`.
    pub(super) fn new(
        tree: &'p Tree,
        base: &'p Base,
        blocks: &'p [Block],
        chosen: &[usize],
        headline: &str,
    ) -> Near<'p> {
        let worded = |at: &usize| blocks.get(*at).is_some_and(|block| block.chars > 0);
        let first = chosen.iter().copied().find(worded).unwrap_or(0);
        let end = chosen.last().map_or(0, |last| last + 1);
        let above = first.saturating_sub(LONGEST_WAY)..first;
        let is_headline = |block: &Block| {
            block.kind == Kind::Heading(1) || (block.chars > 0 && block.text == headline)
        };
        let title = above.rev().find(|at| blocks.get(*at).is_some_and(is_headline));
        let start = match title {
            Some(title) => title.saturating_sub(ABOVE_HEADLINE),
            None => first.saturating_sub(ABOVE_WORDS),
        };
        let blocks = blocks.get(start..end.max(start)).unwrap_or(&[]);
        Near { tree, base, blocks, first_words: first.saturating_sub(start) }
    }

    /// The players, and what `told` of them elsewhere.
    pub(super) fn media(&self, told: impl Iterator<Item = Media>) -> Vec<Media> {
        let shown = self.players().filter_map(|(_, node)| media::player(self.tree, node));
        let mut all: Vec<Media> = Vec::new();
        for media in told.chain(shown) {
            let url = media.url.as_deref().and_then(|url| self.base.absolute(url));
            add(&mut all, Media { url, ..media });
        }
        all
    }

    /// Whether a player stands above the words.
    pub(super) fn opens_with_player(&self) -> bool {
        self.players()
            .any(|(at, node)| at <= self.first_words && media::player(self.tree, node).is_some())
    }

    fn players(&self) -> impl Iterator<Item = (usize, NodeId)> {
        let frames = self.blocks.iter().enumerate().filter(|(_, block)| block.kind == Kind::Frame);
        frames
            .filter(|(_, block)| !is_furniture(self.tree, block))
            .map(|(at, block)| (at, block.node))
            .take(MAX_MEDIA)
    }

    /// The first picture that is large enough to stand for the article.
    pub(super) fn lead_picture(&self) -> Option<Image> {
        self.blocks.iter().enumerate().find_map(|(at, block)| match block.kind {
            Kind::Picture => self.picture(block, self.blocks.get(at + 1)),
            Kind::Frame => {
                let url = self.base.absolute(self.tree.attribute(block.node, "poster")?)?;
                (!is_furniture(self.tree, block)).then(|| Image { url, ..Image::default() })
            }
            _ => None,
        })
    }

    fn picture(&self, block: &Block, next: Option<&Block>) -> Option<Image> {
        let told = |key: &str| self.tree.attribute(block.node, key);
        let size = |key: &str| told(key).and_then(|size| size.trim_end_matches("px").parse().ok());
        let (width, height): (Option<u32>, Option<u32>) = (size("width"), size("height"));
        let is_small = width.is_some_and(|width| width < SMALLEST_LEAD.0)
            || height.is_some_and(|height| height < SMALLEST_LEAD.1);
        let url = picture_source(self.tree, block.node, self.base)?;
        let names = [url.as_str(), told("class").unwrap_or(""), told("id").unwrap_or("")]
            .join(" ")
            .to_lowercase();
        let is_drawing = [".svg", ".gif"].iter().any(|ending| names.contains(ending));
        let is_label = NO_LEAD.iter().any(|word| names.contains(word));
        if is_small || is_drawing || is_label || is_furniture(self.tree, block) {
            return None;
        }
        let under = next.filter(|next| next.kind == Kind::Caption).map(|next| next.text.clone());
        let alt = told("alt").filter(|alt| !alt.trim().is_empty()).map(str::to_owned);
        Some(Image { url, width, height, caption: under.or(alt) })
    }
}

/// Adds a piece, or what is new of it when it is known.
fn add(all: &mut Vec<Media>, media: Media) {
    let agree = |known: &Media| match (&known.url, &media.url) {
        (Some(known), Some(url)) => known == url,
        _ => {
            known.duration_seconds == media.duration_seconds
                || known.duration_seconds.is_none()
                || media.duration_seconds.is_none()
        }
    };
    let is_something = media.url.is_some() || media.duration_seconds.is_some();
    let has_room = all.len() < MAX_MEDIA;
    match all.iter_mut().find(|known| known.kind == media.kind && agree(known)) {
        Some(known) => {
            known.url = known.url.take().or(media.url);
            known.duration_seconds = known.duration_seconds.or(media.duration_seconds);
            known.title = known.title.take().or(media.title);
        }
        None if is_something && has_room => all.push(media),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use dateline_model::MediaKind;

    use crate::page::{PageSource, read_page};

    const WORDS: &str = "<p>The river rose above the old bridge on Monday, and the people of Vell \
        went to higher ground, where the school had opened its doors to all of them.</p>";

    #[track_caller]
    fn check(page: &str, media: &[(MediaKind, &str, Option<u32>)], lead: Option<&str>) {
        let source = PageSource { url: Some("https://vell.example/river"), captured: None };
        let page = page.replace("WORDS", &WORDS.repeat(4));
        let draft = read_page(&page, &source).into_iter().next().expect("a draft");
        let found: Vec<_> = draft
            .media
            .iter()
            .map(|media| (media.kind, media.url.as_deref().unwrap_or(""), media.duration_seconds))
            .collect();
        assert_eq!(found, media, "{page}");
        assert_eq!(draft.lead_image.as_ref().map(|image| image.url.as_str()), lead, "{page}");
    }

    const VIDEO: (MediaKind, &str) = (MediaKind::Video, "https://vell.example/a.mp4");

    #[test]
    fn a_player_above_the_words_is_the_articles() {
        check(
            "<h1>River</h1><div><video poster=/p.jpg><source src=/a.mp4></video><p>Watch it <i>1:24</i></p></div>WORDS",
            &[(VIDEO.0, VIDEO.1, Some(84))],
            Some("https://vell.example/p.jpg"),
        );
        check("<h1>River</h1>WORDS<aside><video src=/b.mp4></video></aside>", &[], None);
    }

    #[test]
    fn what_meta_elements_and_players_say_is_one_piece() {
        check(
            "<meta property=og:video content=/a.mp4><meta property=video:duration content=84>\
             <h1>River</h1><video src=https://vell.example/a.mp4></video>WORDS",
            &[(VIDEO.0, VIDEO.1, Some(84))],
            None,
        );
    }

    #[test]
    fn the_first_large_picture_leads() {
        check(
            "<h1>River</h1><img src=/logo.png><img src=/i.png width=40><img src=/r.jpg width=600>WORDS",
            &[],
            Some("https://vell.example/r.jpg"),
        );
        check("<h1>River</h1>WORDS<footer><img src=/r.jpg></footer>", &[], None);
        check(
            "<meta property=og:image content=/o.jpg><h1>River</h1><img src=/r.jpg>WORDS",
            &[],
            Some("https://vell.example/o.jpg"),
        );
    }
}
