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
            let mut waits = WAITS.iter();
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
                // Neither the address nor a word of the letter goes into the log.
                tracing::warn!(%error, "a letter did not go out");
                past.trouble = Some(((self.clock)(), error.to_string()));
            }
        }
        outcome
    }
}
