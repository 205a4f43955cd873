//! What an element's name, class and id say about what it holds.
//!
//! Publishers call their parts alike: `related-links`, `newsletter__box`, `ArticleBody`. The words
//! are sorted into some twenty families; a block is described by how near above it each family
//! stands.
//!
//! The one rule: words are compared whole. `ad` is a family word, the `ad` of `headline` is not.

use std::sync::LazyLock;

use super::hash::Map;
use super::tree::{NodeId, Tree};

/// How many families there are.
pub(super) const FAMILIES: usize = 32;

/// A set of families.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(pub u32);

/// A family of words or of tags. The numbers are columns of the learned table: never reorder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Family {
    Text,
    Related,
    Meta,
    Social,
    Newsletter,
    Caption,
    Comments,
    Navigation,
    Notice,
    Side,
    Advert,
    Tags,
    Headline,
    Unseen,
    Player,
    Quote,
    List,
    Live,
    Embed,
    After,
    Story,
    AsideTag,
    FooterTag,
    NavTag,
    HeaderTag,
    FigureTag,
    FormTag,
    ArticleTag,
    MainTag,
    BodyProperty,
    ListTag,
    TableTag,
}

use Family::{
    Advert, After, Caption, Comments, Embed, Headline, List, Live, Meta, Navigation, Newsletter,
    Notice, Player, Quote, Related, Side, Social, Story, Tags, Text, Unseen,
};

/// Words of class names and ids by family; each word is in one.
const WORDS: &[(Family, &str)] = &[
    (
        Newsletter,
        "abo account barrier campaign contribute contribution cta donate donation email gate \
         gated inscribe inscription join login mailing marketing member membership newsletter \
         newsletters offer optin paywall piano premium prompt register registration regwall \
         sign signup subscribe subscriber subscribers subscription support upsell",
    ),
    (
        Headline,
        "abstract bajada blurb chapeau chapo crosshead deck dek desc description entradilla \
         excerpt heading headline hed hgroup hl intro lede sottotitolo standfirst subhead \
         subheading subheadline subtitle summary tagline teasertext title titre titulo \
         vorspann",
    ),
    (
        Unseen,
        "accessibility fallback hidden hide invisible none noprint noscript offscreen only \
         screenreader sr visually",
    ),
    (
        Advert,
        "ad adbox adcontainer ads adslot adunit advert advertisement advertising adverts \
         adwrapper affiliate anzeige buy commerce commercial coupon coupons deal deals dfp \
         ecommerce gpt merchant price prices product products promoted pub publicidad reklame \
         retailer shop shopping sponsor sponsored werbung",
    ),
    (
        Social,
        "addthis addtoany bookmark facebook flipboard follow like likes linkedin pinterest \
         poll print rating ratings reaction reactions save share sharebar sharedaddy shares \
         sharing sns social sociallinks twitter vote whatsapp",
    ),
    (After, "after afterpost below belowcontent bottom close end ending endnote foot outro tail"),
    (
        Notice,
        "alert banner bottombar cmp colophon consent cookie cookies correction corrections \
         dialog disclaimer disclosure editor editors error feedback footer gdpr legal \
         legalese message modal msg note notes notice notification onetrust overlay policy \
         popup privacy terms toast tooltip trust warning",
    ),
    (
        Related,
        "also articles card cards carousel crosslink crosslinks discover essential explore \
         feature infinite inline inlinelink latest mehr more mostread next onward outbrain \
         popular prev previous promo promos read readmore recent recirc recirculacion \
         recirculation recommend recommendation recommendations recommended relacionadas \
         relacionados related revcontent similar stories suggested suggestions swiper taboola \
         tease teaser teasers trending upnext verwandt voir zergnet",
    ),
    (Story, "article articulo artikel blog chapter entry hentry news nota noticia post story"),
    (
        Text,
        "articlebody body bodycopy bodytext cms contenido content contenu copy corps cuerpo \
         dropcap inhalt maintext markdown para paragraph prose richtext storybody text \
         textblock texte texto wysiwyg",
    ),
    (
        Side,
        "aside box breakout callout column complementary fact factbox factoid facts infobox \
         inset leftcol module panel rail rightcol secondary side sidebar sidecol tertiary \
         widget widgets",
    ),
    (
        Meta,
        "attribution auteur author authorbox authors autor autoren avatar bio biog biography \
         byl byline contributor contributors credit credits date dateline dates duration info \
         infos meta metadata profile pubdate publish published reading readtime reporter time \
         timestamp updated vcard writer",
    ),
    (
        Player,
        "audio brightcove clip episode episodes jw jwplayer listen player playlist podcast \
         podcasts transcript video videos vod youtube",
    ),
    (
        Caption,
        "bild bildunterschrift caption captions copyright figcaption figure foto gallery \
         image images img lead legend leyenda lightbox media photo photos picture slide \
         slideshow thumb thumbnail wp",
    ),
    (Quote, "blockquote bq cita citation pull pullquote quotation quote quotes zitat"),
    (
        Live,
        "blogpost entries feed live liveblog livefeed liveticker posts ticker timeline update \
         updates",
    ),
    (
        Navigation,
        "branding breadcrumb breadcrumbs drawer dropdown flyout hamburger header logo \
         masthead megamenu menu nav navbar navigation pager pagination search sitemap skip \
         submenu subnav tab tabs toc toolbar topbar",
    ),
    (
        List,
        "bullet bullets cell grid item items li link linklist links list listing lists result \
         results row rows tile tiles ul",
    ),
    (
        Tags,
        "categories category chip chips etiquetas eyebrow flag keyword keywords kicker label \
         labels pill pills rubric rubrik schlagworte section subjects sujet tag tagged tags \
         taxonomy temas themen topic topics",
    ),
    (
        Embed,
        "chart datawrapper embed embedded embeds iframe infographic instagram interactive map \
         oembed tiktok tweet widgetembed",
    ),
    (
        Comments,
        "comentarios comment commentaires commenting commentlist comments conversation coral \
         discussion disqus kommentar kommentare livefyre openweb replies reply respond",
    ),
];

static FAMILY_OF: LazyLock<Map<&'static [u8], Family>> = LazyLock::new(|| {
    let pairs = |(family, words): &(Family, &'static str)| {
        words.split_whitespace().map(|word| (word.as_bytes(), *family)).collect::<Vec<_>>()
    };
    WORDS.iter().flat_map(pairs).collect()
});

/// Longer class lists are a style sheet written out, and say nothing after the first words.
const MOST_WORDS: usize = 40;

impl Marks {
    /// Whether the family is in the set.
    pub(super) fn has(self, family: Family) -> bool {
        self.0 & (1 << family as u8) != 0
    }

    fn add(&mut self, family: Family) {
        self.0 |= 1 << family as u8;
    }
}

/// The families that the element itself belongs to.
pub(super) fn of(tree: &Tree, node: NodeId) -> Marks {
    let mut marks = Marks::default();
    match tree.name(node) {
        "aside" => marks.add(Family::AsideTag),
        "footer" => marks.add(Family::FooterTag),
        "nav" => marks.add(Family::NavTag),
        "header" => marks.add(Family::HeaderTag),
        "figure" | "figcaption" | "picture" => marks.add(Family::FigureTag),
        "form" | "fieldset" | "label" => marks.add(Family::FormTag),
        "article" => marks.add(Family::ArticleTag),
        "main" => marks.add(Family::MainTag),
        "ul" | "ol" | "dl" => marks.add(Family::ListTag),
        "table" => marks.add(Family::TableTag),
        _ => {}
    }
    for key in [
        "class",
        "id",
        "role",
        "data-component",
        "data-testid",
        "data-qa",
        "data-type",
        "data-component-name",
    ] {
        if let Some(names) = tree.attribute(node, key) {
            read_words(names, &mut marks);
        }
    }
    if let Some(property) = tree.attribute(node, "itemprop") {
        match property {
            "articleBody" | "text" => marks.add(Family::BodyProperty),
            "author" | "datePublished" | "dateModified" => marks.add(Meta),
            "caption" | "copyrightHolder" => marks.add(Caption),
            "headline" | "alternativeHeadline" => marks.add(Headline),
            "comment" => marks.add(Comments),
            _ => {}
        }
    }
    marks
}

/// Adds the families of all words in `names`: `article-body__Text` has three.
fn read_words(names: &str, marks: &mut Marks) {
    let mut word = [0_u8; 16];
    let mut length = 0;
    let mut words = 0;
    let mut was_lower = false;
    for byte in names.bytes().chain(Some(b' ')) {
        let begins = !byte.is_ascii_alphabetic() || (byte.is_ascii_uppercase() && was_lower);
        was_lower = byte.is_ascii_lowercase();
        if begins && length > 0 {
            if let Some(word) = word.get(..length) {
                add_word(word, marks);
            }
            words += 1;
            length = 0;
            if words >= MOST_WORDS {
                return;
            }
        }
        if byte.is_ascii_alphabetic() {
            if let Some(place) = word.get_mut(length) {
                *place = byte.to_ascii_lowercase();
            }
            length += 1;
        }
    }
}

fn add_word(word: &[u8], marks: &mut Marks) {
    if let Some(family) = FAMILY_OF.get(word) {
        marks.add(*family);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tree::parse;

    #[track_caller]
    fn check(class: &str, families: &[Family]) {
        let tree = parse(&format!("<p class='{class}'>x"));
        let node = tree
            .descendants(Tree::ROOT)
            .find(|node| tree.name(*node) == "p")
            .expect("the paragraph above");
        let mut expected = Marks::default();
        for family in families {
            expected.add(*family);
        }
        assert_eq!(of(&tree, node), expected, "{class}");
    }

    #[test]
    fn words_are_cut_and_compared_whole() {
        check("article-body__Text", &[Story, Text]);
        check("relatedLinks", &[Related, List]);
        check("headline", &[Headline]);
        check("shadow", &[]);
        check("averyveryverylongwordindeed", &[]);
    }

    #[test]
    fn each_word_is_in_one_family() {
        let words: usize = WORDS.iter().map(|(_, words)| words.split_whitespace().count()).sum();
        assert_eq!(FAMILY_OF.len(), words);
    }
}
