//! What letters say: plain text in the reader's language.
//!
//! A letter to an address that nobody has shown to be theirs holds no word that a stranger wrote, or
//! the paper would carry their words to whomever they like. Links start with the paper's own address
//! and never with what a request calls us. What Fluent puts around values in a text that runs from right
//! to left is left out: programs that make links of addresses would take it into them, and a link stands
//! on a line of its own.

use dateline_store::Mailbox;

use crate::paper::{Mail, Site};
use crate::speech::{ISOLATES, Message, Speech};

/// The longest address (RFC 5321, 4.5.3.1.3, less the angle brackets), and its part before the `@`.
const LONGEST_ADDRESS: usize = 254;
const LONGEST_LOCAL: usize = 64;

/// The language of a reader's letters.
pub(crate) fn speech_of(site: &Site, mailbox: &Mailbox) -> Speech {
    Speech::of_tag(&mailbox.language).unwrap_or(site.settings.language)
}

/// A letter: its subject and its text, each filled with the paper's name and these values.
pub(crate) fn letter(
    site: &Site,
    speech: Speech,
    to: &str,
    (subject, text): (&'static str, &'static str),
    values: &[(&'static str, &str)],
) -> Mail {
    let told = |name| {
        let message = Message::new(name).text("paper", &site.settings.name);
        let message = values.iter().fold(message, |words, (key, value)| words.text(key, *value));
        speech.tell(&message).replace(ISOLATES, "")
    };
    Mail { to: to.to_owned(), subject: told(subject), text: told(text) + "\n" }
}

/// An address as somebody typed it, when mail may go there: what mail servers everywhere take.
pub(crate) fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let (local, domain) = text.rsplit_once('@')?;
    let word = |part: &str| {
        let letter =
            |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
        !part.is_empty() && part.bytes().all(letter)
    };
    let label = |part: &str| {
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let edge = part.starts_with('-') || part.ends_with('-');
        (1..=63).contains(&part.len()) && !edge && part.bytes().all(letter)
    };
    let fits = text.len() <= LONGEST_ADDRESS
        && local.len() <= LONGEST_LOCAL
        && local.split('.').all(word)
        && domain.contains('.')
        && domain.split('.').all(label);
    fits.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_servers_take() {
        let long = format!("{}@example.org", "a".repeat(65));
        for good in
            ["ada@example.org", " a.b+c@mail.example-site.co ", "o'neill@xn--bcher-kva.example"]
        {
            assert_eq!(address(good).as_deref(), Some(good.trim()), "{good}");
        }
        for bad in [
            "",
            "ada",
            "@example.org",
            "ada@",
            "ada@localhost",
            "ada@example..org",
            "ada@-example.org",
            ".ada@example.org",
            "ada@example.org\r\nBcc: eve@example.org",
            "ada@example.org,eve@example.org",
            "<ada@example.org>",
            "\"ada smith\"@example.org",
            "ada@[127.0.0.1]",
            "äda@example.org",
            "ada@exämple.org",
            long.as_str(),
        ] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}
