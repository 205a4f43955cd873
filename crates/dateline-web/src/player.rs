//! Recordings as a page shows them: videos and audio that load when asked, and not before.
//!
//! A file gets the browser's own player, told to load nothing by itself; a video of a host that we
//! allow gets a frame on a click; all else is a link to the publisher's. A page's policy names the
//! origins of its players and no more ([`on_click`]).

use dateline_model::{ArticleId, Media, MediaKind};
use dateline_store::Playback;

use crate::address;
use crate::moment;
use crate::parts::Shell;
use crate::respond::OnClick;
use crate::speech::Message;

/// Origins of files that one page names, and characters of a host: proxies limit headers.
const MOST_ORIGINS: usize = 20;
const LONGEST_HOST: usize = 100;

/// A video or audio that loads when asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Player {
    /// `video`, `audio` or `frame`; empty when it can only be watched at the publisher's.
    pub(crate) play: &'static str,
    pub(crate) noun: &'static str,
    /// What is loaded; a file from the position reached on.
    pub(crate) src: String,
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) length: Option<String>,
    /// What it belongs to: a member's player tells the paper how far it got.
    pub(crate) own: Option<Own>,
}

/// A recording as one reader's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Own {
    pub(crate) article: ArticleId,
    /// What it is known by.
    pub(crate) url: String,
    pub(crate) queued: bool,
    /// The messages of the button that changes this: now, and once it was pressed.
    pub(crate) button: [&'static str; 2],
    /// The position reached, in seconds and as a clock shows it.
    pub(crate) at_seconds: u32,
    pub(crate) at: String,
}

/// What stands around a player, for the page and for the keys of a phone's locked screen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Around {
    pub(crate) headline: String,
    pub(crate) publisher: String,
    /// A picture through our proxy.
    pub(crate) picture: Option<String>,
}

impl Player {
    /// What it is called for who hears it.
    pub(crate) fn label(&self, shell: &Shell) -> String {
        shell.speech.tell(&self.named(shell.say(self.noun_message())))
    }

    /// What its button says to who hears it.
    pub(crate) fn asked(&self, shell: &Shell) -> String {
        let video = self.noun == "video";
        let play = if video { "article-play-video" } else { "article-play-audio" };
        shell.speech.tell(&self.named(shell.say(play)))
    }

    /// "Video" or "Audio".
    pub(crate) fn noun_message(&self) -> &'static str {
        if self.noun == "video" { "article-video" } else { "article-audio" }
    }

    fn named(&self, label: &'static str) -> Message {
        if self.title.is_empty() {
            return Message::Said(label.to_owned());
        }
        Message::new("colon").text("label", label).text("text", &self.title)
    }
}

/// A recording as its player, unless it has no address that may be linked.
pub(crate) fn player(media: &Media, article_url: Option<&str>) -> Option<Player> {
    let href = media.url.as_deref().or(article_url).filter(|url| address::is_web(url))?;
    let noun = if media.kind == MediaKind::Video { "video" } else { "audio" };
    let own = media.url.as_deref().filter(|url| address::is_web(url));
    let (play, src) = own.and_then(|url| source(url, media.kind)).unwrap_or_default();
    Some(Player {
        play,
        noun,
        src,
        href: href.to_owned(),
        title: media.title.clone().unwrap_or_default(),
        length: media.duration_seconds.map(moment::length),
        own: None,
    })
}

impl Player {
    /// The same as a member's own, who got as far in it as `playback` says.
    pub(crate) fn of_member(self, article: ArticleId, playback: &[Playback]) -> Player {
        let known = playback.iter().find(|one| one.media.url.as_ref() == Some(&self.href));
        let at_seconds = known.map_or(0, |known| known.at_seconds);
        let queued = known.is_some_and(|known| known.place.is_some());
        let later = if self.noun == "video" { "later-watch" } else { "later-listen" };
        let own = Own {
            article,
            url: self.href.clone(),
            queued,
            button: if queued { ["later-take-off", later] } else { [later, "later-take-off"] },
            at_seconds,
            at: moment::length(at_seconds),
        };
        let src = if at_seconds > 0 && matches!(self.play, "video" | "audio") {
            // Browsers begin there by themselves: Media Fragments URI 1.0, 4.2.
            format!("{}#t={at_seconds}", self.src)
        } else {
            self.src
        };
        Player { src, own: Some(own), ..self }
    }
}

/// What to load: a file, or the frame of a video host that we allow.
fn source(url: &str, kind: MediaKind) -> Option<(&'static str, String)> {
    const FILES: [&str; 9] = ["mp4", "webm", "ogv", "m4v", "mp3", "m4a", "ogg", "opus", "wav"];
    let mut parsed = url::Url::parse(url).ok()?;
    let ending = parsed.path().rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if FILES.contains(&ending.as_str()) {
        origin(&parsed)?;
        let play = if kind == MediaKind::Video { "video" } else { "audio" };
        parsed.set_fragment(None);
        return Some((play, parsed.into()));
    }
    let host = parsed.host_str()?.trim_start_matches("www.");
    let query = |name: &str| {
        parsed.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    let last = || parsed.path_segments()?.next_back().map(str::to_owned);
    let video = match host {
        "youtube.com" | "m.youtube.com" | "youtube-nocookie.com" => query("v").or_else(last),
        "youtu.be" => last(),
        "vimeo.com" | "player.vimeo.com" => {
            return frame(&last()?, "https://player.vimeo.com/video/");
        }
        _ => None,
    };
    frame(&video?, "https://www.youtube-nocookie.com/embed/")
}

/// The frame's address, when the video's name is one that cannot lead elsewhere.
fn frame(video: &str, prefix: &str) -> Option<(&'static str, String)> {
    let plain = video.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    (plain && !video.is_empty()).then(|| ("frame", format!("{prefix}{video}")))
}

/// Where players may load from when asked; the page's policy allows those and no more.
/// What is beyond the limit can only be watched at the publisher's.
pub(crate) fn on_click<'a>(players: impl Iterator<Item = &'a mut Player>) -> OnClick {
    let mut allowed = OnClick::default();
    for player in players {
        let list = if player.play == "frame" { &mut allowed.frames } else { &mut allowed.media };
        let named = url::Url::parse(&player.src).ok().as_ref().and_then(origin);
        match named {
            Some(origin) if list.contains(&origin) => {}
            Some(origin) if list.len() < MOST_ORIGINS => list.push(origin),
            _ => (player.play, player.src) = ("", String::new()),
        }
    }
    allowed
}

/// The origin as a policy names it; none when its host is not a plain one. A host may hold `;`, `,`,
/// `*` and `'` (URL standard, 3.1), which would say something else in a policy, and one in brackets
/// cannot be said there (CSP 3, 2.3.1).
fn origin(url: &url::Url) -> Option<String> {
    let host = url.host_str()?;
    let plain = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'.'
    };
    let fits = host.len() <= LONGEST_HOST && host.bytes().all(plain);
    (fits && matches!(url.scheme(), "http" | "https")).then(|| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn video(url: &str) -> Media {
        Media {
            kind: MediaKind::Video,
            url: Some(url.to_owned()),
            duration_seconds: Some(37),
            title: None,
        }
    }

    #[track_caller]
    fn check(url: &str, play: &str, src: &str) {
        let player = player(&video(url), None).expect("a web address");
        assert_eq!((player.play, player.src.as_str()), (play, src));
        assert_eq!(player.length.as_deref(), Some("0:37"));
    }

    #[test]
    fn loads_files_and_allowed_hosts_alone() {
        let embed = "https://www.youtube-nocookie.com/embed/ab-1_Z";
        check("https://a.example/v/clip.MP4?x=1#t=9", "video", "https://a.example/v/clip.MP4?x=1");
        check("https://www.youtube.com/watch?v=ab-1_Z", "frame", embed);
        check("https://youtu.be/ab-1_Z", "frame", embed);
        check("https://vimeo.com/123", "frame", "https://player.vimeo.com/video/123");
        check("https://www.youtube.com/watch?v=../../x", "", "");
        check("https://player.example/embed/1", "", "");
        assert_eq!(player(&video("javascript:alert(1)"), None), None);
    }

    #[test]
    fn a_member_goes_on_where_they_stopped() {
        let src = |url: &str, at_seconds| {
            let media = video(url);
            let player = player(&media, None).expect("a web address");
            let article = ArticleId(7);
            let known = Playback { id: 1, article, media, at_seconds, place: Some(1) };
            player.of_member(article, &[known]).src
        };
        assert_eq!(src("https://a.example/1.mp4", 75), "https://a.example/1.mp4#t=75");
        assert_eq!(src("https://a.example/1.mp4", 0), "https://a.example/1.mp4");
        assert_eq!(src("https://vimeo.com/1", 75), "https://player.vimeo.com/video/1");
    }

    #[test]
    fn a_click_may_load_from_the_players_alone() {
        let urls = ["https://a.example/1.mp4", "https://a.example/2.mp4", "https://vimeo.com/1"];
        let mut players: Vec<Player> =
            urls.iter().filter_map(|url| player(&video(url), None)).collect();
        let allowed = on_click(players.iter_mut());
        assert_eq!(allowed.media, ["https://a.example"]);
        assert_eq!(allowed.frames, ["https://player.vimeo.com"]);
    }

    #[test]
    fn a_host_says_nothing_in_the_policy_but_its_name() {
        for host in ["a;script-src-elem", "*", "*.example", "a,default-src", "'self'", "[::1]"] {
            check(&format!("https://{host}/x.mp3"), "", "");
        }
        check(&format!("https://{}.example/x.mp3", "a".repeat(100)), "", "");
        for host in ["a-1.example", "127.0.0.1:8080", "xn--bcher-kva.example"] {
            let url = format!("https://{host}/x.mp3");
            check(&url, "video", &url);
        }
    }

    #[test]
    fn a_page_names_so_many_origins_and_no_more() {
        let at = |n: usize| player(&video(&format!("https://{n}.example/1.mp3")), None);
        let mut players: Vec<Player> = (0..30).chain([0]).filter_map(at).collect();
        let allowed = on_click(players.iter_mut());
        assert_eq!(allowed.media.len(), MOST_ORIGINS);
        let playable: Vec<bool> = players.iter().map(|player| !player.play.is_empty()).collect();
        assert!(playable[19] && !playable[20] && !playable[29] && playable[30]);
        assert_eq!(players[20].href, "https://20.example/1.mp3", "it is a link");
    }
}
