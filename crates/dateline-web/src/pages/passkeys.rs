//! Passkeys: signing in without a name or a password, and a reader's list of them.
//!
//! A page carries a challenge; the script has the browser answer it and sends the answer in a form.
//! Making a passkey is asked for first, with the password or just after signing in, so the challenge for
//! one is itself the proof that its session may. Why an answer is not believed goes to the log; the
//! reader is told to try again.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use dateline_model::{Reader, ReaderId, When};
use dateline_store::{NewPasskey, PasskeyRow};
use http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;

use crate::access::Caller;
use crate::doors::{self, Peer};
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::moment::Stamp;
use crate::pages::security::{self, Proof};
use crate::pages::{account, lens, mail, shell};
use crate::paper::Site;
use crate::parts::{Lens, Shell};
use crate::speech::Message;
use crate::webauthn::{ALGORITHMS, Ceremony, Fault, MOST_CREDENTIAL, Party, Purpose};
use crate::{address, cookie, respond, secret, session};

/// Passkeys that one reader may have.
const MOST_PASSKEYS: usize = 20;

/// The longest name of one, in characters.
const LONGEST_NAME: usize = 40;

/// The cookie by which a browser is known that was given a challenge, and for how long. On HTTPS it
/// bears the prefix that ties it to this very host.
const COOKIE: &str = "dateline_passkey";
const TIED_COOKIE: &str = "__Host-dateline_passkey";
const KEPT_SECONDS: i64 = 24 * 60 * 60;

/// The letter that says that there is a passkey more.
const ADDED: (&str, &str) = ("mail-passkey-subject", "mail-passkey-text");

/// The letter that says that there is one less.
const REMOVED: (&str, &str) = ("mail-changed-subject", "mail-unpasskey-text");

/// What the script needs to ask a browser for a passkey.
pub(crate) struct Offer {
    pub(crate) challenge: String,
    pub(crate) party: String,
    /// The cookie that binds the challenge, for a browser that has none.
    cookie: Option<HeaderValue>,
}

/// The token by which a browser is known.
pub(crate) fn browser_of(headers: &HeaderMap, base_url: &url::Url) -> Option<String> {
    let name = if base_url.scheme() == "https" { TIED_COOKIE } else { COOKIE };
    cookie::value(headers, name, |value| value.len() == 43).map(str::to_owned)
}

/// A challenge for signing in; none where there can be no passkeys.
pub(crate) fn offer(site: &Site, caller: &Caller) -> Option<Offer> {
    let party = Party::of(&site.settings.base_url)?.id;
    let known = caller.passkey_browser.clone();
    let fresh = known.is_none();
    let browser = known.unwrap_or_else(secret::token);
    let cookie = fresh.then(|| kept(&site.settings.base_url, &browser));
    let challenge = site.challenger.issue(Purpose::SignIn, &browser, site.now());
    Some(Offer { challenge, party, cookie })
}

fn kept(base_url: &url::Url, browser: &str) -> HeaderValue {
    if base_url.scheme() == "https" {
        cookie::kept_on_https(TIED_COOKIE, browser, KEPT_SECONDS)
    } else {
        cookie::kept(COOKIE, browser, KEPT_SECONDS)
    }
}

/// A page with the cookie that binds its challenge.
pub(crate) fn bound(mut page: Response, offer: Option<Offer>) -> Response {
    if let Some(cookie) = offer.and_then(|offer| offer.cookie) {
        page.headers_mut().append(header::SET_COOKIE, cookie);
    }
    page
}

/// What a browser and an authenticator answered, in base64.
#[derive(Deserialize)]
pub(crate) struct Answer {
    credential: String,
    client: String,
    data: String,
    signature: String,
    user: String,
    next: Option<String>,
}

/// `POST /sign-in/passkey`.
pub(crate) async fn sign_in(
    State(site): State<Arc<Site>>,
    caller: Caller,
    peer: Option<Extension<Peer>>,
    Form(answer): Form<Answer>,
) -> Result<Response> {
    let next = address::own_path(answer.next.as_deref().unwrap_or("/")).to_owned();
    let refuse = async |words: Message| {
        let words = caller.speech.tell(&words);
        account::refuse(&site, &caller, (next.clone(), String::new()), words).await
    };
    let reader = match judge(&site, &caller, &answer).await {
        Ok(reader) => reader,
        Err(Doubt::Store(error)) => return Err(error.into()),
        Err(why) => {
            // Only who fails is slowed: nobody else's failures lock a reader out.
            let network = doors::network_of(&site, peer.map(|Extension(peer)| peer));
            let network = network.unwrap_or_default();
            site.limits.take(Door::Passkey, &network, site.now()).map_err(Error::TooMany)?;
            tracing::info!(%why, "a passkey was refused");
            return refuse("passkey-refused".into()).await;
        }
    };
    if let Some(ban) = site.store.ban_of(reader, site.now()).await? {
        return refuse(account::banned(&site, &caller, &ban)).await;
    }
    let cookie = session::begin(&site, reader, &caller).await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&next)).into_response())
}

/// Whose passkey answered, if the answer is to be believed.
async fn judge(
    site: &Site,
    caller: &Caller,
    answer: &Answer,
) -> std::result::Result<ReaderId, Doubt> {
    let sent = Sent::read(answer).ok_or(Fault::Malformed)?;
    let party = Party::of(&site.settings.base_url).ok_or(Fault::Party)?;
    let challenge = party.challenge(&sent.client, Ceremony::Get)?;
    let (browser, now) = (caller.passkey_browser.as_deref().ok_or(Doubt::Challenge)?, site.now());
    let ends = site.challenger.check(&challenge, Purpose::SignIn, browser, now);
    let ends = ends.ok_or(Doubt::Challenge)?;
    let known = site.store.passkey(&sent.credential).await?;
    let passkey = known.filter(|known| known.handle == sent.user).ok_or(Doubt::Unknown)?;
    let Sent { client, data, signature, .. } = &sent;
    let counter = party.signed(&passkey.public_key, client, data, signature)?;
    let digest = secret::token_digest(&challenge);
    if !site.store.spend_challenge(&digest, ends, now).await? {
        return Err(Doubt::Challenge);
    }
    if !site.store.use_passkey(passkey.id, counter, now).await? {
        return Err(Doubt::Copied);
    }
    Ok(passkey.reader)
}

/// Why an answer is not believed.
#[derive(Debug, thiserror::Error)]
enum Doubt {
    #[error("{0}")]
    Fault(#[from] Fault),
    #[error("the challenge is over, was answered before, or was another browser's")]
    Challenge,
    #[error("nobody here has it")]
    Unknown,
    #[error("its counter did not rise, so there may be a copy of it")]
    Copied,
    #[error("the store failed")]
    Store(#[from] dateline_store::Error),
}

/// An answer in bytes.
struct Sent {
    credential: Vec<u8>,
    client: Vec<u8>,
    data: Vec<u8>,
    signature: Vec<u8>,
    user: Vec<u8>,
}

impl Sent {
    fn read(answer: &Answer) -> Option<Sent> {
        Some(Sent {
            credential: secret::decode(&answer.credential)
                .filter(|id| id.len() <= MOST_CREDENTIAL)?,
            client: secret::decode(&answer.client)?,
            data: secret::decode(&answer.data)?,
            signature: secret::decode(&answer.signature)?,
            user: secret::decode(&answer.user)?,
        })
    }
}

/// A reader's passkeys, as their page tells of them.
pub(crate) struct PasskeyPart {
    pub(crate) lines: Vec<PasskeyLine>,
}

pub(crate) struct PasskeyLine {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) made: Stamp,
    pub(crate) used: Option<Stamp>,
}

/// None where there can be no passkeys.
pub(crate) async fn part(site: &Site, caller: &Caller) -> Result<Option<PasskeyPart>> {
    let rows = site.store.passkeys(caller.member()?).await?;
    if rows.is_empty() && Party::of(&site.settings.base_url).is_none() {
        return Ok(None);
    }
    let view = lens(site, caller);
    Ok(Some(PasskeyPart { lines: rows.into_iter().map(|row| line(row, view)).collect() }))
}

fn line(row: PasskeyRow, lens: Lens<'_>) -> PasskeyLine {
    PasskeyLine {
        id: row.id,
        name: row.name,
        made: lens.stamp(When::At(row.created_at)),
        used: row.last_used_at.map(|at| lens.stamp(When::At(at))),
    }
}

#[derive(Template)]
#[template(path = "passkey.html")]
struct PasskeyPage {
    shell: Shell,
    challenge: String,
    party: String,
    /// What authenticators call the reader.
    user: String,
    reader: String,
    name: String,
    /// The passkeys that there are: one is enough for an authenticator.
    known: String,
    algorithms: String,
}

/// What a new passkey is called.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    name: String,
    #[serde(flatten)]
    proof: Proof,
}

/// `POST /settings/passkeys/new`: the page that makes one, for whoever may.
pub(crate) async fn begin(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(wanted): Form<Wanted>,
) -> Result<Response> {
    let reader = caller.person()?;
    let party = Party::of(&site.settings.base_url).ok_or(Error::NotFound("missing-page"))?;
    let name = named(&wanted.name)?;
    security::vouch(&site, &caller, wanted.proof).await?;
    let known = site.store.passkeys(reader.id).await?;
    if known.len() >= MOST_PASSKEYS {
        return Err(Error::Bad(Message::new("bad-most-passkeys").number("n", MOST_PASSKEYS)));
    }
    let handle = site.store.passkey_handle(reader.id, &secret::random()).await?;
    let known: Vec<String> = known.iter().map(|row| secret::encode(&row.credential)).collect();
    let algorithms: Vec<String> = ALGORITHMS.iter().map(i64::to_string).collect();
    respond::page(&PasskeyPage {
        shell: shell(&site, &caller, caller.speech.say("passkey-new")).await?,
        challenge: site.challenger.issue(Purpose::Add, &holder(reader, &caller), site.now()),
        party: party.id,
        user: secret::encode(&handle),
        reader: reader.name.clone(),
        name,
        known: known.join(" "),
        algorithms: algorithms.join(" "),
    })
}

/// Who may answer a challenge for a new passkey: this reader in this session.
fn holder(reader: &Reader, caller: &Caller) -> String {
    format!("{} {}", reader.id, caller.token.as_deref().unwrap_or_default())
}

fn named(given: &str) -> Result<String> {
    let name: String = given.trim().chars().take(LONGEST_NAME).collect();
    if name.is_empty() { Err(Error::Bad("bad-which-passkey".into())) } else { Ok(name) }
}

/// A passkey that was made.
#[derive(Deserialize)]
pub(crate) struct New {
    name: String,
    client: String,
    data: String,
}

/// `POST /settings/passkeys`.
pub(crate) async fn add(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(new): Form<New>,
) -> Result<Response> {
    let (reader, now) = (caller.person()?, site.now());
    site.limits.take(Door::Links, &reader.id.to_string(), now).map_err(Error::TooMany)?;
    let name = named(&new.name)?;
    let refused = || Error::Bad("passkey-not-made".into());
    let party = Party::of(&site.settings.base_url).ok_or(Error::NotFound("missing-page"))?;
    let client = secret::decode(&new.client).ok_or_else(refused)?;
    let data = secret::decode(&new.data).ok_or_else(refused)?;
    let challenge = party.challenge(&client, Ceremony::Create).map_err(|_| refused())?;
    let ends = site.challenger.check(&challenge, Purpose::Add, &holder(reader, &caller), now);
    let ends = ends.ok_or_else(refused)?;
    let made = party.made(&data).map_err(|_| refused())?;
    if site.store.passkeys(reader.id).await?.len() >= MOST_PASSKEYS {
        return Err(Error::Bad(Message::new("bad-most-passkeys").number("n", MOST_PASSKEYS)));
    }
    if !site.store.spend_challenge(&secret::token_digest(&challenge), ends, now).await? {
        return Err(refused());
    }
    let passkey = NewPasskey {
        reader: reader.id,
        credential: made.credential,
        public_key: made.public_key,
        counter: made.counter,
        name,
    };
    match site.store.add_passkey(&passkey, now).await {
        Err(dateline_store::Error::Conflict(_)) => return Err(refused()),
        other => other?,
    }
    mail::tell_changed(&site, reader, ADDED).await?;
    Ok(back())
}

fn back() -> Response {
    Redirect::to(&format!("{}#passkeys", security::PATH)).into_response()
}

/// Another name.
#[derive(Deserialize)]
pub(crate) struct Name {
    name: String,
}

/// `POST /settings/passkeys/{id}/rename`.
pub(crate) async fn rename(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(given): Form<Name>,
) -> Result<Response> {
    let name = named(&given.name)?;
    if !site.store.rename_passkey(caller.member()?, id, &name).await? {
        return Err(Error::NotFound("missing-passkey"));
    }
    Ok(back())
}

/// `POST /settings/passkeys/{id}/remove`: it may be the only way in, so it asks for proof as well.
pub(crate) async fn remove(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(proof): Form<Proof>,
) -> Result<Response> {
    let reader = caller.person()?;
    security::vouch(&site, &caller, proof).await?;
    if !site.store.remove_passkey(reader.id, id).await? {
        return Err(Error::NotFound("missing-passkey"));
    }
    mail::tell_changed(&site, reader, REMOVED).await?;
    Ok(back())
}
