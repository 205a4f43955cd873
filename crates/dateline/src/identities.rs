//! The identity provider that the owner named: from configuration to the web's wishes.

use anyhow::Context;
use dateline_fetch::{Attempt, Identity, IdentityProvider, IdentitySettings};
use dateline_web::{Identified, IdentityAttempt, IdentityInfo};

use crate::config::IdentityConfig;

/// The way to the provider, and what it may do here.
#[derive(Clone, Debug)]
pub(crate) struct Identities {
    provider: IdentityProvider,
    name: String,
    makes_accounts: bool,
}

impl Identities {
    /// The provider of a configuration; none when no address is set.
    pub(crate) fn of(
        config: Option<&IdentityConfig>,
        user_agent: &str,
    ) -> anyhow::Result<Option<Identities>> {
        let Some(config) = config else { return Ok(None) };
        let settings = IdentitySettings {
            issuer: config.issuer.clone(),
            client: config.client.clone(),
            secret: config.secret.clone(),
            user_agent: user_agent.to_owned(),
        };
        let provider = IdentityProvider::new(settings)
            .context("`sign_in.issuer` must be on HTTPS, or on this machine")?;
        let (name, makes_accounts) = (config.name.clone(), config.makes_accounts);
        Ok(Some(Identities { provider, name, makes_accounts }))
    }

    pub(crate) fn info(&self) -> IdentityInfo {
        IdentityInfo {
            name: self.name.clone(),
            issuer: self.provider.issuer().to_owned(),
            makes_accounts: self.makes_accounts,
        }
    }

    pub(crate) async fn way(&self, attempt: IdentityAttempt) -> Result<String, ()> {
        let way = self.provider.way(&asked(attempt)).await;
        way.map(String::from).map_err(|error| logged(&error))
    }

    pub(crate) async fn identify(
        &self,
        code: &str,
        attempt: IdentityAttempt,
    ) -> Result<Identified, ()> {
        let now = jiff::Timestamp::now().as_second();
        let found = self.provider.identify(code, &asked(attempt), now).await;
        let Identity { issuer, subject, name } = found.map_err(|error| logged(&error))?;
        Ok(Identified { issuer, subject, name })
    }
}

/// The owner reads why in the log; the reader is told no more than they can do about it.
fn logged(error: &dateline_fetch::Error) {
    tracing::warn!(%error, "the identity provider signs nobody in");
}

fn asked(attempt: IdentityAttempt) -> Attempt {
    let IdentityAttempt { state, nonce, verifier, back } = attempt;
    Attempt { state, nonce, verifier, back }
}
