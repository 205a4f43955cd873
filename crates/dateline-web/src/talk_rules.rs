//! What moderators decided about conversations in general: who is new, and what waits for them.
//!
//! Kept as one setting. What is held is never lost and never silently dropped: its author sees it
//! and why it waits, moderators see it in their queue.

use dateline_model::{Millis, Reader, Role};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::paper::Site;
use crate::speech::Speech;

/// The setting.
const SETTING: &str = "talk_rules";

/// How long a new member waits between two comments.
const NEWCOMER_WAIT_MS: i64 = 2 * 60 * Millis::SECOND;

/// From this on a comment reads so much like removed ones that it waits.
const SPAM_FROM: f64 = 0.95;

/// Two of the reasons, as they are kept.
const NEW_LINKS: &str = "a new member links to a site";
const LIKE_REMOVED: &str = "it reads like comments that were removed";

/// The rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct TalkRules {
    /// Members are new for so many days.
    pub(crate) newcomer_days: u32,
    /// And until so many comments of theirs stand.
    pub(crate) newcomer_comments: u32,
    /// Comments with one of these words or phrases wait.
    pub(crate) words: Vec<String>,
    /// Comments that link to one of these sites wait.
    pub(crate) hosts: Vec<String>,
    /// Comments of new members wait when they link anywhere.
    pub(crate) newcomer_links: bool,
}

impl Default for TalkRules {
    fn default() -> TalkRules {
        TalkRules {
            newcomer_days: 7,
            newcomer_comments: 5,
            words: Vec::new(),
            hosts: Vec::new(),
            newcomer_links: true,
        }
    }
}

impl TalkRules {
    /// The rules as they are now.
    pub(crate) async fn of(site: &Site) -> Result<TalkRules> {
        let kept = site.store.setting(SETTING).await?;
        Ok(kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    /// Keeps them.
    pub(crate) async fn keep(&self, site: &Site) -> Result<()> {
        let json = serde_json::to_string(self).unwrap_or_default();
        Ok(site.store.set_setting(SETTING, &json).await?)
    }

    /// Whether a reader is new: they are slowed, and may not flag.
    pub(crate) async fn is_new(&self, site: &Site, reader: &Reader) -> Result<bool> {
        if reader.role >= Role::Moderator {
            return Ok(false);
        }
        let age = i64::from(self.newcomer_days).saturating_mul(Millis::DAY);
        if reader.created_at.plus(age) > site.now() {
            return Ok(true);
        }
        Ok(site.store.standing_comments(reader.id).await? < self.newcomer_comments)
    }

    /// Why a comment waits for a moderator; empty: it does not. Moderators' own never do.
    pub(crate) async fn hold(&self, site: &Site, by: &Reader, text: &str) -> Result<String> {
        if by.role >= Role::Moderator {
            return Ok(String::new());
        }
        let new = self.is_new(site, by).await?;
        if let Some(why) = self.holds(text, new) {
            return Ok(why);
        }
        let score = site.store.spam_score(text).await?;
        Ok(match score {
            Some(score) if score >= SPAM_FROM => LIKE_REMOVED.to_owned(),
            _ => String::new(),
        })
    }

    fn holds(&self, text: &str, new: bool) -> Option<String> {
        let lower = text.to_lowercase();
        let words = padded(&lower);
        if let Some(word) = self.words.iter().find(|word| words.contains(&padded(word))) {
            return Some(format!("it says “{word}”"));
        }
        if let Some(host) = self.hosts.iter().find(|host| lower.contains(host.as_str())) {
            return Some(format!("it links to {host}"));
        }
        let links = ["http://", "https://", "www."].iter().any(|mark| lower.contains(mark));
        (new && self.newcomer_links && links).then(|| NEW_LINKS.to_owned())
    }
}

/// Why a comment waits, as [`TalkRules::hold`] kept it, in a reader's language. What none of the
/// rules says today stays as it was kept.
pub(crate) fn held_words(kept: &str, speech: Speech) -> String {
    let within = |before: &str, after: &str| kept.strip_prefix(before)?.strip_suffix(after);
    if let Some(word) = within("it says “", "”") {
        return speech.with("held-word", "what", word);
    }
    if let Some(host) = within("it links to ", "") {
        return speech.with("held-host", "what", host);
    }
    match kept {
        NEW_LINKS => speech.say("held-new").to_owned(),
        LIKE_REMOVED => speech.say("held-spam").to_owned(),
        other => other.to_owned(),
    }
}

/// How long a reader waits between two comments.
pub(crate) fn wait_ms(new: bool) -> i64 {
    if new { NEWCOMER_WAIT_MS } else { 0 }
}

/// The words of a text, each between spaces.
fn padded(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut out = String::from(" ");
    for word in words {
        out.push_str(word);
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, new: bool, expected: Option<&str>) {
        let rules = TalkRules {
            words: vec!["Casino".to_owned(), "free money".to_owned()],
            hosts: vec!["spam.example".to_owned()],
            ..TalkRules::default()
        };
        let held = rules.holds(text, new);
        assert_eq!(held.as_deref(), expected, "{text}");
        let german = Speech::of_tag("de").expect("German");
        for (kept, words) in held.iter().zip(expected) {
            assert_eq!(held_words(kept, Speech::default()), *words);
            assert_ne!(held_words(kept, german), *words, "told in German");
        }
    }

    #[test]
    fn words_and_links_wait() {
        check("Best CASINO in town!", false, Some("it says “Casino”"));
        check("casinos are another word", false, None);
        check("FREE\nmoney.", false, Some("it says “free money”"));
        check("see https://Spam.example/x", false, Some("it links to spam.example"));
        check("see https://vell.example/", false, None);
        check("see https://vell.example/", true, Some("a new member links to a site"));
        check("nothing to see", true, None);
    }
}
