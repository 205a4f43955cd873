//! What a browser and an authenticator say when a passkey is made or used, and whether to believe it:
//! W3C Web Authentication, Level 3, sections 7.1 and 7.2, without attestation.
//!
//! All of it is hostile until it is checked, and pure: bytes in, a verdict out. What only the store
//! knows (whose passkey it is, whether its counter rose, whether a challenge was answered before) is
//! `pages/passkeys.rs`' work. No attestation is asked for, so no statement of a maker is read: any
//! authenticator will do that checks who is there.

mod challenge;
mod cose;

use serde::Deserialize;

pub(crate) use challenge::{Challenger, Purpose};
pub(crate) use cose::ALGORITHMS;
use cose::PublicKey;

use crate::secret;

/// The most bytes of what a browser says it was asked; real ones have some 200.
const MOST_CLIENT_DATA: usize = 4_096;

/// The most bytes of what an authenticator says; an RSA key takes some 600.
const MOST_AUTHENTICATOR_DATA: usize = 4_096;

/// The most bytes of a credential's id (Level 3, 4).
pub(crate) const MOST_CREDENTIAL: usize = 1_023;

/// Flags of what an authenticator says (Level 3, 6.1).
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const BACKUP_ELIGIBLE: u8 = 0x08;
const BACKED_UP: u8 = 0x10;
const ATTESTED: u8 = 0x40;
const EXTENDED: u8 = 0x80;

/// Where passkeys of this paper belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    /// The host that they are made for.
    pub(crate) id: String,
    /// The origin of its pages.
    origin: String,
}

/// Why something is not believed; for the log alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    #[error("it is not well formed")]
    Malformed,
    #[error("it answers another kind of question")]
    Kind,
    #[error("it comes from another origin")]
    Origin,
    #[error("it is for another party")]
    Party,
    #[error("nobody was there, or nobody was asked who they are")]
    Unverified,
    #[error("its key is of no kind that is taken")]
    Key,
    #[error("the signature is wrong")]
    Signature,
}

/// A passkey that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) credential: Vec<u8>,
    pub(crate) public_key: Vec<u8>,
    pub(crate) counter: u32,
}

/// What a browser was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ceremony {
    Create,
    Get,
}

#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
    #[serde(default, rename = "topOrigin")]
    top_origin: Option<String>,
}

struct AuthenticatorData<'a> {
    flags: u8,
    counter: u32,
    rest: &'a [u8],
}

impl Party {
    /// The party of a paper at this address; none where browsers make no passkeys: without HTTPS, or
    /// where there is no name but an address in numbers. Whoever reads on the same machine does so at
    /// `localhost`.
    pub(crate) fn of(base_url: &url::Url) -> Option<Party> {
        let here = match base_url.host()? {
            url::Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
            url::Host::Ipv4(address) => address.is_loopback(),
            url::Host::Ipv6(address) => address.is_loopback(),
        };
        let mut base = base_url.clone();
        if here && base.domain().is_none() {
            base.set_host(Some("localhost")).ok()?;
        }
        let secure = base.scheme() == "https" || here;
        let id = base.domain().filter(|_| secure)?.to_owned();
        Some(Party { id, origin: base.origin().ascii_serialization() })
    }

    /// The challenge that a browser answers, when it answers one of our pages.
    pub(crate) fn challenge(&self, client: &[u8], ceremony: Ceremony) -> Result<String, Fault> {
        if client.len() > MOST_CLIENT_DATA {
            return Err(Fault::Malformed);
        }
        let client: ClientData = serde_json::from_slice(client).map_err(|_| Fault::Malformed)?;
        let kind = match ceremony {
            Ceremony::Create => "webauthn.create",
            Ceremony::Get => "webauthn.get",
        };
        if client.kind != kind {
            return Err(Fault::Kind);
        }
        if client.origin != self.origin || client.cross_origin || client.top_origin.is_some() {
            return Err(Fault::Origin);
        }
        Ok(client.challenge)
    }

    /// The passkey that an authenticator says it made.
    pub(crate) fn made(&self, data: &[u8]) -> Result<Made, Fault> {
        let data = self.read(data)?;
        if data.flags & ATTESTED == 0 {
            return Err(Fault::Malformed);
        }
        // Which model it is comes first: nobody asks.
        let (_model, rest) = data.rest.split_at_checked(16).ok_or(Fault::Malformed)?;
        let (length, rest) = rest.split_first_chunk::<2>().ok_or(Fault::Malformed)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (credential, rest) = rest.split_at_checked(length).ok_or(Fault::Malformed)?;
        if credential.is_empty() || credential.len() > MOST_CREDENTIAL {
            return Err(Fault::Malformed);
        }
        let (_, after) = PublicKey::read(rest)?;
        let (key, _) = rest.split_at(rest.len() - after.len());
        if data.flags & EXTENDED == 0 && !after.is_empty() {
            return Err(Fault::Malformed);
        }
        let (credential, public_key) = (credential.to_vec(), key.to_vec());
        Ok(Made { credential, public_key, counter: data.counter })
    }

    /// Whether the holder of this key signed; answers with how often they have.
    pub(crate) fn signed(
        &self,
        public_key: &[u8],
        client: &[u8],
        data: &[u8],
        signature: &[u8],
    ) -> Result<u32, Fault> {
        let read = self.read(data)?;
        if read.flags & (ATTESTED | EXTENDED) == 0 && !read.rest.is_empty() {
            return Err(Fault::Malformed);
        }
        let (key, _) = PublicKey::read(public_key)?;
        let message = [data, &secret::digest(client)].concat();
        if !key.verifies(&message, signature) {
            return Err(Fault::Signature);
        }
        Ok(read.counter)
    }

    /// What an authenticator says, when it says it to us, of somebody whom it asked who they are.
    fn read<'a>(&self, data: &'a [u8]) -> Result<AuthenticatorData<'a>, Fault> {
        if data.len() > MOST_AUTHENTICATOR_DATA {
            return Err(Fault::Malformed);
        }
        let (party, rest) = data.split_first_chunk::<32>().ok_or(Fault::Malformed)?;
        let (flags, rest) = rest.split_first().ok_or(Fault::Malformed)?;
        let (counter, rest) = rest.split_first_chunk::<4>().ok_or(Fault::Malformed)?;
        if !secret::same(party, &secret::digest(self.id.as_bytes())) {
            return Err(Fault::Party);
        }
        if flags & (PRESENT | VERIFIED) != PRESENT | VERIFIED {
            return Err(Fault::Unverified);
        }
        if flags & BACKED_UP != 0 && flags & BACKUP_ELIGIBLE == 0 {
            return Err(Fault::Malformed);
        }
        Ok(AuthenticatorData { flags: *flags, counter: u32::from_be_bytes(*counter), rest })
    }
}

#[cfg(test)]
mod tests;
