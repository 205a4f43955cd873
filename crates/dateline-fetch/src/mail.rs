//! The way to the mail server that the owner named: letters out, none in.
//!
//! SMTP over TLS from the first byte (`smtps://`), or after a STARTTLS that the server must offer
//! (`smtp+starttls://`). Without either (`smtp://`) the server must be on this very machine, for a letter
//! may hold a link that opens an account.
//!
//! What stands in a header came from people: it is one line, and written by the library, which encodes
//! whatever is no plain word.

use std::net::IpAddr;
use std::time::Duration;

use dateline_model::Secret;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use url::Url;

/// The longest time for one step of a conversation with the server.
const PATIENCE: Duration = Duration::from_secs(20);

/// The longest time for a whole letter: a server may answer each step just in time.
const LIMIT: Duration = Duration::from_mins(2);

type Smtp = AsyncSmtpTransport<Tokio1Executor>;

/// Which server, and who we are to it.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// `smtps://HOST:465`, `smtp+starttls://HOST:587`, or `smtp://127.0.0.1:25`.
    pub server: Url,
    /// The name to sign in with; empty: the server asks for none.
    pub user: String,
    /// The password that goes with it.
    pub password: Option<Secret>,
    /// The address that letters come from, perhaps with a name: `The Paper <paper@example.org>`.
    pub from: String,
}

/// One letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The address that it goes to.
    pub to: String,
    /// What it is about, in one line.
    pub subject: String,
    /// What it says, in plain text.
    pub text: String,
}

/// Why no letter can go out, or one did not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The server's address is none that we may use.
    #[error(
        "use smtps://HOST or smtp+starttls://HOST, with a port if it is another than usual; \
         smtp://HOST is for a server on this machine alone"
    )]
    Server,
    /// An address cannot be one.
    #[error("`{0}` is no mail address; write one such as paper@example.org")]
    Address(String),
    /// The library does not start.
    #[error("mail cannot be set up: {0}")]
    Setup(String),
    /// The server will not have it, now or later.
    #[error("the mail server refused it: {0}")]
    Refused(String),
    /// It may go out later.
    #[error("the mail server cannot be reached or is busy: {0}")]
    Later(String),
}

/// The way to one mail server. Cheap to clone; each letter is a conversation of its own.
#[derive(Clone, Debug)]
pub struct Mailer {
    transport: Smtp,
    from: Mailbox,
}

impl Mailer {
    /// Builds the way; nothing is sent.
    ///
    /// # Errors
    /// [`MailError::Server`] and [`MailError::Address`] say what to write instead.
    pub fn new(settings: &MailSettings) -> Result<Mailer, MailError> {
        let MailSettings { server, user, password, from } = settings;
        let host = server.host_str().ok_or(MailError::Server)?.trim_matches(['[', ']']);
        let bare = ["", "/"].contains(&server.path()) && server.username().is_empty();
        let builder = match server.scheme() {
            _ if !bare => return Err(MailError::Server),
            "smtps" => Smtp::relay(host),
            "smtp+starttls" => Smtp::starttls_relay(host),
            "smtp" if is_here(host) => Ok(Smtp::builder_dangerous(host)),
            _ => return Err(MailError::Server),
        };
        let mut builder = builder.map_err(|error| MailError::Setup(error.to_string()))?;
        if let Some(port) = server.port() {
            builder = builder.port(port);
        }
        if !user.is_empty() {
            let password = password.as_ref().map_or("", Secret::reveal);
            builder = builder.credentials(Credentials::new(user.clone(), password.to_owned()));
        }
        let from = from.parse().map_err(|_| MailError::Address(from.clone()))?;
        Ok(Mailer { transport: builder.timeout(Some(PATIENCE)).build(), from })
    }

    /// The address that letters come from.
    pub fn from(&self) -> String {
        self.from.email.to_string()
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// [`MailError::Later`] when trying again may help, another when it will not.
    pub async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let message = self.message(letter)?;
        let sent = tokio::time::timeout(LIMIT, self.transport.send(message)).await;
        let Ok(sent) = sent else { return Err(MailError::Later("it took too long".to_owned())) };
        sent.map(drop).map_err(|error| {
            let why = whole(&error);
            let lasting = error.is_permanent() || error.is_client();
            if lasting { MailError::Refused(why) } else { MailError::Later(why) }
        })
    }

    fn message(&self, letter: &Letter) -> Result<Message, MailError> {
        let to: Address = letter.to.parse().map_err(|_| MailError::Address(letter.to.clone()))?;
        // Answered by a person or not at all: no holiday notice comes back (RFC 3834).
        let auto = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(&letter.subject))
            .message_id(None)
            .raw_header(HeaderValue::new(auto, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())
            .map_err(|error| MailError::Setup(error.to_string()))
    }
}

/// Whether a host is this very machine. The address of a mail server is read as a plain name, whatever
/// stands in it.
fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A text without whatever could begin another line.
fn one_line(text: &str) -> String {
    text.split(|letter: char| letter.is_control() || letter == '\u{2028}' || letter == '\u{2029}')
        .filter(|piece| !piece.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// An error with its causes.
fn whole(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        let words = deeper.to_string();
        if !text.contains(&words) {
            text = format!("{text}: {words}");
        }
        cause = deeper.source();
    }
    one_line(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailer(server: &str, from: &str) -> Result<Mailer, MailError> {
        Mailer::new(&MailSettings {
            server: Url::parse(server).expect("an address"),
            user: String::new(),
            password: None,
            from: from.to_owned(),
        })
    }

    #[tokio::test]
    async fn a_letter_goes_by_tls_or_stays_on_this_machine() {
        for good in [
            "smtps://mail.example",
            "smtps://mail.example:465/",
            "smtp+starttls://mail.example:587",
            "smtp://127.0.0.1:25",
            "smtp://[::1]:2525",
            "smtp://localhost",
        ] {
            assert!(mailer(good, "paper@example.org").is_ok(), "{good}");
        }
        for bad in [
            "smtp://mail.example",
            "smtp://192.168.1.5:25",
            "smtp://localhost.evil.example",
            "https://mail.example",
            "smtps:mail.example",
            "smtps://mail.example/path",
            "smtps://user:hush@mail.example",
        ] {
            let error = mailer(bad, "paper@example.org").expect_err(bad);
            assert_eq!(error, MailError::Server, "{bad}");
        }
        let error = mailer("smtps://mail.example", "paper").expect_err("no address");
        assert_eq!(error, MailError::Address("paper".to_owned()));
    }

    #[tokio::test]
    async fn nothing_that_people_wrote_begins_a_header() {
        let mailer = mailer("smtps://mail.example", "The Päper <paper@example.org>");
        let mailer = mailer.expect("it is well");
        let letter = |to: &str, subject: &str| Letter {
            to: to.to_owned(),
            subject: subject.to_owned(),
            text: "Bcc: all@example.org\r\n.\r\nMore".to_owned(),
        };
        let hostile = letter("ada@example.org", "Hi\r\nBcc: eve@example.org\n\nx\u{2028}y");
        let written = mailer.message(&hostile).expect("it is written").formatted();
        let written = String::from_utf8(written).expect("ASCII");
        let (head, _) = written.split_once("\r\n\r\n").expect("a head");
        assert!(head.contains("Subject: Hi Bcc: eve@example.org x y"), "{head}");
        assert!(!head.contains("\nBcc") && head.contains("\r\nTo: ada@example.org\r\n"), "{head}");
        assert!(head.contains("\r\nAuto-Submitted: auto-generated"), "{head}");
        for bad in
            ["ada@example.org\r\nBcc: eve@example.org", "ada@example.org, eve@example.org", ""]
        {
            let error = mailer.message(&letter(bad, "Hi")).expect_err(bad);
            assert_eq!(error, MailError::Address(bad.to_owned()));
        }
    }
}
