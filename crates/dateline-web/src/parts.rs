//! Pieces that several pages show: the frame around a page, cards and lines of articles.
//!
//! Everything here is plain data made by plain functions from model values and a [`Lens`]; the
//! templates read the fields and decide nothing.

use std::fmt::Display;

use dateline_model::{ArticleSummary, FrontStory, Image, Millis, Reader, Role, SafeHtml, When};
use jiff::tz::TimeZone;

use crate::address;
use crate::assets;
use crate::image::{Pictures, Signer, Source};
use crate::linked_data::About;
use crate::look::Look;
use crate::moment::{self, Clock, Stamp};
use crate::speech::{Message, Number, Speech};

/// How a page looks at things: when, where, in which words, and with whose pictures.
#[derive(Clone, Copy)]
pub(crate) struct Lens<'a> {
    pub(crate) now: Millis,
    pub(crate) zone: &'a TimeZone,
    pub(crate) signer: &'a Signer,
    pub(crate) speech: Speech,
}

impl Lens<'_> {
    /// What times are told by.
    pub(crate) fn clock(&self) -> Clock<'_> {
        Clock { zone: self.zone, speech: self.speech }
    }

    pub(crate) fn stamp(&self, when: When) -> Stamp {
        self.clock().stamp(when, self.now)
    }
}

/// HTML that came out of our sanitiser, for a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Markup(pub(crate) SafeHtml);

impl Display for Markup {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.0.as_str())
    }
}

impl askama::filters::HtmlSafe for Markup {}

/// The frame around every page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shell {
    /// The paper's name.
    pub(crate) name: String,
    /// The page's title, without the paper's name.
    pub(crate) title: String,
    /// "Monday, 23 November 2026".
    pub(crate) day: String,
    /// Who is reading.
    pub(crate) reader: Option<Reader>,
    /// Notices that they have not read.
    pub(crate) unread: u32,
    /// The reader's sections.
    pub(crate) sections: Vec<NavLink>,
    /// This page's path, to come back to after signing in.
    pub(crate) path: String,
    /// The same page as a feed, without the ending.
    pub(crate) feed: Option<FeedLink>,
    /// What a public page tells machines of itself.
    pub(crate) about: Option<About>,
    /// Where search engines should send people instead.
    pub(crate) canonical: Option<String>,
    /// What the search field holds.
    pub(crate) query: String,
    /// The newest article this page could know of; the script asks for what came after it.
    pub(crate) newest: Option<i64>,
    /// How the reader wants the page to look.
    pub(crate) look: Look,
    /// The language of the page, but for what is a publisher's.
    pub(crate) speech: Speech,
    /// Articles of what the reader follows that they have not seen.
    pub(crate) unseen: usize,
    /// Without script, look again after this many seconds: for a page that waits for articles.
    pub(crate) look_again: Option<u32>,
}

impl Shell {
    pub(crate) fn is_owner(&self) -> bool {
        self.reader.as_ref().is_some_and(|reader| reader.role == Role::Owner)
    }

    pub(crate) fn is_front(&self) -> bool {
        self.path == "/"
    }

    /// The address of the script, in the page's language.
    pub(crate) fn script(&self) -> &'static str {
        assets::script(self.speech)
    }

    /// The address of the script for passkeys.
    pub(crate) fn passkeys_script(&self) -> &'static str {
        assets::passkeys_script(self.speech)
    }

    /// The address of the script for AI features.
    pub(crate) fn features_script(&self) -> &'static str {
        assets::features_script(self.speech)
    }

    /// How a link is written in a comment.
    pub(crate) fn link_example(&self) -> String {
        format!("[{}](https://…)", self.say("talk-how-words"))
    }

    /// See [`Speech::say`]; templates call it.
    pub(crate) fn say(&self, name: &str) -> &'static str {
        self.speech.say(name)
    }

    /// See [`Speech::count`].
    pub(crate) fn count(&self, name: &str, n: impl Number) -> String {
        self.speech.count(name, n)
    }

    /// See [`Speech::count_of`].
    pub(crate) fn count_of(&self, name: &str, n: impl Number, all: impl Number) -> String {
        self.speech.count_of(name, n, all)
    }

    /// See [`Speech::with`].
    pub(crate) fn with(&self, name: &str, key: &'static str, value: impl Display) -> String {
        self.speech.with(name, key, value)
    }
}

/// A link of the navigation.
#[derive(Clone, Debug)]
pub(crate) struct NavLink {
    pub(crate) name: String,
    pub(crate) href: String,
    /// It leads to the page that is being shown.
    pub(crate) here: bool,
}

/// Addresses of a list as a feed.
#[derive(Clone, Debug)]
pub(crate) struct FeedLink {
    pub(crate) atom: String,
    pub(crate) json: String,
}

/// A language tag and the direction it is written in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tongue {
    pub(crate) lang: String,
    pub(crate) dir: &'static str,
}

/// The tongue of a text; without a tag the browser goes by the letters.
pub(crate) fn tongue(language: Option<&str>) -> Tongue {
    let lang = language.unwrap_or_default();
    let first = lang.split('-').next().unwrap_or_default();
    let dir = match first {
        "" => "auto",
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
        _ => "ltr",
    };
    Tongue { lang: lang.to_owned(), dir }
}

/// A picture through our proxy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) source: Source,
    pub(crate) alt: String,
    pub(crate) width: Option<u32>,
    pub(crate) height: Option<u32>,
}

pub(crate) fn picture(image: &Image, pictures: Pictures<'_>) -> Option<Picture> {
    Some(Picture {
        source: pictures.source(&image.url)?,
        alt: image.caption.clone().unwrap_or_default(),
        width: image.width.filter(|pixels| *pixels > 0),
        height: image.height.filter(|pixels| *pixels > 0),
    })
}

/// An article in a list, or a story by its leading article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Card {
    /// The article, or the story's leading one.
    pub(crate) article: i64,
    /// An address that stays the same whatever becomes of the headline.
    pub(crate) lasting: String,
    pub(crate) href: String,
    pub(crate) headline: String,
    pub(crate) tongue: Tongue,
    pub(crate) summary: String,
    pub(crate) picture: Option<Picture>,
    /// "The Harbour Times, La Gaceta and 3 more".
    pub(crate) publishers: String,
    pub(crate) when: Stamp,
    /// The whole story, when several publishers cover it.
    pub(crate) coverage: Option<Coverage>,
    /// The length of its video or audio.
    pub(crate) length: Option<String>,
    /// The reader has read it.
    pub(crate) seen: bool,
    /// Whether the article is on the reader's shelf; none where that was not asked.
    pub(crate) saved: Option<bool>,
    /// Why it stands here, for related articles.
    pub(crate) because: String,
    /// Why a story stands where it stands on the front page.
    pub(crate) why: Vec<String>,
    /// Something was added to the story since the reader last read some of it.
    pub(crate) news: bool,
    /// The reader's filter that marks it.
    pub(crate) highlight: Option<String>,
    /// What the list it stands in is ordered by.
    pub(crate) at: Millis,
    /// Where the original lives.
    pub(crate) original: Option<String>,
}

/// How widely a story is covered.
#[derive(Clone, Debug)]
pub(crate) struct Coverage {
    pub(crate) href: String,
    pub(crate) publishers: u32,
    /// The first two of them.
    pub(crate) names: String,
}

/// An article as a card.
pub(crate) fn card(summary: &ArticleSummary, lens: Lens<'_>) -> Card {
    Card {
        article: summary.id.0,
        lasting: format!("/a/{}", summary.id),
        href: address::article(summary.id, &summary.headline),
        headline: summary.headline.clone(),
        tongue: tongue(summary.language.as_deref()),
        summary: summary.summary.clone(),
        picture: summary
            .lead_image
            .as_ref()
            .and_then(|image| picture(image, lens.signer.of(summary.feed))),
        publishers: summary.publisher_name.clone(),
        when: lens.stamp(When::shown(summary.published, summary.sort_at)),
        length: summary.duration_seconds.map(moment::length),
        at: summary.sort_at,
        original: summary.url.clone().filter(|url| address::is_web(url)),
        ..Card::default()
    }
}

/// A story as a card.
pub(crate) fn story_card(front: &FrontStory, lens: Lens<'_>) -> Card {
    let story = &front.story;
    let several = story.publisher_count > 1;
    Card {
        lasting: format!("/s/{}", story.id),
        publishers: names(&front.publishers, story.publisher_count, lens.speech),
        coverage: several.then(|| Coverage {
            href: address::story(story.id, &story.headline),
            publishers: story.publisher_count,
            names: lens.speech.list(front.publishers.get(..2).unwrap_or(&front.publishers)),
        }),
        when: lens.stamp(When::At(story.last_at)),
        seen: front.read_at.is_some() && !front.news,
        news: front.news,
        why: why(front, lens),
        ..card(&front.lead, lens)
    }
}

/// What the front page went by, in words: the same numbers as `dateline_store` ranks by.
fn why(front: &FrontStory, lens: Lens<'_>) -> Vec<String> {
    let (story, speech) = (&front.story, lens.speech);
    let mut why = Vec::new();
    if story.publisher_count > 1 {
        why.push(speech.count("why-publishers", story.publisher_count));
    }
    if story.pace > 1 {
        why.push(speech.count("why-pace", story.pace));
    }
    let latest = lens.stamp(When::At(story.news_at)).relative;
    why.push(speech.with("why-latest", "ago", latest));
    match front.read_at {
        Some(_) if front.news => why.push(speech.say("why-added").to_owned()),
        Some(_) => why.push(speech.say("why-read").to_owned()),
        None => {}
    }
    why
}

/// "A", "A and B", "A, B and 3 more".
pub(crate) fn names(names: &[String], count: u32, speech: Speech) -> String {
    let count = usize::try_from(count).unwrap_or(usize::MAX).max(names.len());
    let more = |names: &[String], shown: usize| {
        let more = Message::new("names-more").text("a", speech.list(names));
        speech.tell(&more.number("n", count - shown))
    };
    match names {
        [] => String::new(),
        [one] if count == 1 => one.clone(),
        [_] => more(names, 1),
        [one, two] if count == 2 => {
            speech.tell(&Message::new("names-two").text("a", one).text("b", two))
        }
        [one, two, ..] => more(&[one.clone(), two.clone()], 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_names() {
        let three = ["A".to_owned(), "B".to_owned(), "C".to_owned()];
        let check = |count: usize, all: u32, expected: &str| {
            let some = three.get(..count).unwrap_or_default();
            assert_eq!(names(some, all, Speech::default()), expected);
        };
        check(0, 0, "");
        check(1, 1, "A");
        check(1, 3, "A and 2 more");
        check(2, 2, "A and B");
        check(3, 3, "A, B and 1 more");
        check(3, 9, "A, B and 7 more");
    }

    #[test]
    fn a_story_says_why_it_stands_where_it_stands() {
        let signer = Signer::new([0; 32]);
        let speech = Speech::default();
        let lens = Lens { now: Millis(0), zone: &TimeZone::UTC, signer: &signer, speech };
        let check = |publishers: u32, pace: u32, read: bool, news: bool, expected: &[&str]| {
            let front = fixture(publishers, pace, read, news);
            assert_eq!(why(&front, lens), expected);
        };
        let latest = "latest news just now";
        check(1, 1, false, false, &[latest]);
        check(
            3,
            2,
            true,
            true,
            &[
                "3 publishers have texts of their own on it",
                "2 of them within six hours",
                latest,
                "something was added since you read it",
            ],
        );
        check(1, 1, true, false, &[latest, "you have read it, so it stands further back"]);
    }

    fn fixture(publishers: u32, pace: u32, read: bool, news: bool) -> FrontStory {
        use dateline_model::{ArticleId, ArticleKind, FeedId, PublisherId, Story, StoryId};
        FrontStory {
            story: Story {
                id: StoryId(1),
                headline: String::new(),
                first_at: Millis(0),
                last_at: Millis(0),
                news_at: Millis(0),
                pace,
                earlier: None,
                article_count: publishers,
                publisher_count: publishers,
                brief: Vec::new(),
            },
            lead: ArticleSummary {
                id: ArticleId(1),
                story: StoryId(1),
                copy_of: None,
                feed: FeedId(1),
                publisher: PublisherId(1),
                publisher_name: String::new(),
                headline: String::new(),
                summary: String::new(),
                published: None,
                sort_at: Millis(0),
                language: None,
                lead_image: None,
                kind: ArticleKind::Article,
                duration_seconds: None,
                url: None,
            },
            publishers: Vec::new(),
            read_at: read.then_some(Millis(0)),
            news,
        }
    }

    #[test]
    fn knows_which_way_to_write() {
        assert_eq!(tongue(Some("ar-EG")).dir, "rtl");
        assert_eq!(tongue(Some("en")).dir, "ltr");
        assert_eq!(tongue(None), Tongue { lang: String::new(), dir: "auto" });
    }
}
