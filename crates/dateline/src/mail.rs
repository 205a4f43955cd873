//! The owner's mail server: from configuration to the web's wishes.
//!
//! A letter waits in memory alone, for it may hold a link that opens an account, and of such links
//! the database keeps digests. What waits when the process ends is lost; whoever misses it asks again.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use dateline_fetch::{Letter, MailError, MailSettings, Mailer};
use dateline_model::Millis;
use dateline_web::{Mail, MailInfo};
use tokio::sync::Semaphore;

use crate::config::MailConfig;

/// Letters that wait at once; each costs little, and nobody needs more.
const MOST_WAITING: usize = 200;

/// Letters on their way at once: mail servers count connections.
const AT_ONCE: usize = 2;

/// How long to wait before each further try. A link in a letter works for an hour.
const WAITS: [Duration; 3] =
    [Duration::from_secs(10), Duration::from_mins(1), Duration::from_mins(5)];

/// Sends letters. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    mailer: Mailer,
    server: String,
    waiting: Arc<Semaphore>,
    going: Arc<Semaphore>,
    past: Arc<Mutex<Past>>,
    waits: [Duration; 3],
    clock: fn() -> Millis,
}

/// What came of the last letters.
#[derive(Debug, Default)]
struct Past {
    sent: Option<Millis>,
    trouble: Option<(Millis, String)>,
}

impl Post {
    /// The post of a configuration; none when no server is set.
    pub(crate) fn of(
        config: Option<&MailConfig>,
        clock: fn() -> Millis,
    ) -> anyhow::Result<Option<Post>> {
        let Some(config) = config else { return Ok(None) };
        let mailer = Mailer::new(&MailSettings {
            server: config.server.clone(),
            user: config.user.clone(),
            password: config.password.clone(),
            from: config.from.clone(),
        });
        let key = |error: &MailError| match error {
            MailError::Address(_) => "`mail.from`",
            _ => "`mail.server`",
        };
        let mailer = mailer.map_err(|error| anyhow::anyhow!("{}: {error}", key(&error)))?;
        Ok(Some(Post {
            mailer,
            server: config.server.host_str().unwrap_or_default().to_owned(),
            waiting: Arc::new(Semaphore::new(MOST_WAITING)),
            going: Arc::new(Semaphore::new(AT_ONCE)),
            past: Arc::default(),
            waits: WAITS,
            clock,
        }))
    }

    pub(crate) fn info(&self) -> MailInfo {
        let past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        MailInfo {
            server: self.server.clone(),
            from: self.mailer.from(),
            sent: past.sent,
            trouble: past.trouble.clone(),
        }
    }

    /// Sends a letter in its own time, and tries again some times.
    pub(crate) fn post(&self, mail: Mail) {
        let Ok(place) = Arc::clone(&self.waiting).try_acquire_owned() else {
            tracing::warn!("a letter was dropped, for {MOST_WAITING} are waiting");
            return;
        };
        let post = self.clone();
        tokio::spawn(async move {
            let mut waits = post.waits.iter();
            while let Err(MailError::Later(_)) = post.try_once(&mail).await {
                let Some(wait) = waits.next() else { break };
                tokio::time::sleep(*wait).await;
            }
            drop(place);
        });
    }

    /// Sends a letter now, and says what came of it.
    pub(crate) async fn send(&self, mail: &Mail) -> Result<(), String> {
        self.try_once(mail).await.map_err(|error| error.to_string())
    }

    async fn try_once(&self, mail: &Mail) -> Result<(), MailError> {
        let letter =
            Letter { to: mail.to.clone(), subject: mail.subject.clone(), text: mail.text.clone() };
        let turn = self.going.acquire().await;
        let outcome = self.mailer.send(&letter).await;
        drop(turn);
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        match &outcome {
            Ok(()) => *past = Past { sent: Some((self.clock)()), trouble: None },
            Err(error) => {
                // Servers like to repeat whom a letter was for; that is nobody's business but the reader's.
                let why = error.to_string().replace(&mail.to, "…");
                tracing::warn!(error = why, "a letter did not go out");
                past.trouble = Some(((self.clock)(), why));
            }
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;

    fn config(server: &str) -> MailConfig {
        MailConfig {
            server: server.parse().expect("an address"),
            user: String::new(),
            password: None,
            from: "paper@paper.example".to_owned(),
        }
    }

    /// A server that says this to whom a letter is for, one answer for each conversation and the last
    /// for all that follow.
    async fn serve(verdicts: &'static [&'static str]) -> Post {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it is bound");
        tokio::spawn(async move {
            let mut verdicts =
                verdicts.iter().chain(std::iter::repeat(verdicts.last().expect("one")));
            while let Ok((socket, _)) = listener.accept().await {
                converse(socket, verdicts.next().expect("without end")).await;
            }
        });
        let post = Post::of(Some(&config(&format!("smtp://{address}"))), || Millis(7));
        let post = post.expect("it is well").expect("it is set");
        Post { waits: [Duration::from_millis(1); 3], ..post }
    }

    async fn converse(socket: TcpStream, verdict: &str) {
        let (read, mut write) = socket.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut answer = "220 mail.example".to_owned();
        while write.write_all(format!("{answer}\r\n").as_bytes()).await.is_ok() {
            let Ok(Some(line)) = lines.next_line().await else { return };
            answer = match line.split(' ').next().unwrap_or_default() {
                "RCPT" => verdict.to_owned(),
                "DATA" => {
                    let end = "354 go on\r\n";
                    let _ = write.write_all(end.as_bytes()).await; // noticed at the next line
                    while lines.next_line().await.is_ok_and(|line| line.is_some_and(|l| l != ".")) {
                    }
                    "250 taken".to_owned()
                }
                "QUIT" => return,
                _ => "250 well".to_owned(),
            };
        }
    }

    fn letter() -> Mail {
        let text = "https://paper.example/reset?token=abc".to_owned();
        Mail { to: "ada@example.org".to_owned(), subject: "Hello".to_owned(), text }
    }

    /// What came of a letter, once it is done with.
    async fn done(post: &Post) -> MailInfo {
        post.post(letter());
        while post.waiting.available_permits() < MOST_WAITING {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        post.info()
    }

    #[tokio::test]
    async fn a_busy_server_is_asked_again_and_a_refusal_is_not() {
        let info = done(&serve(&["451 later", "451 later", "250 well"]).await).await;
        assert_eq!((info.sent, info.trouble), (Some(Millis(7)), None));
        let info = done(&serve(&["451 later"]).await).await;
        assert!(info.sent.is_none() && info.trouble.is_some_and(|(_, why)| why.contains("later")));
        let info = done(&serve(&["550 no ada@example.org here", "250 well"]).await).await;
        let (_, why) = info.trouble.expect("it was refused");
        assert!(why.ends_with("no … here") && info.sent.is_none(), "{why}");
    }

    #[tokio::test]
    async fn mistakes_say_which_key_and_what_would_do() {
        let error = Post::of(Some(&config("smtp://mail.example")), || Millis(0));
        let error = error.expect_err("in the clear").to_string();
        assert!(error.starts_with("`mail.server`: use smtps://HOST"), "{error}");
        let wrong = MailConfig { from: "paper".to_owned(), ..config("smtps://mail.example") };
        let error = Post::of(Some(&wrong), || Millis(0)).expect_err("no address").to_string();
        assert!(error.starts_with("`mail.from`: `paper` is no mail address"), "{error}");
        assert!(Post::of(None, || Millis(0)).expect("nothing is wrong").is_none());
    }
}
