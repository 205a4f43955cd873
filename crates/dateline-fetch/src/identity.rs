//! The way to an identity provider that signs readers in: `OpenID Connect`.
//!
//! The authorization code flow of `OpenID Connect` Core 1.0 (3.1) with proof of the key that began it
//! (PKCE, RFC 7636, S256). What the provider says comes straight from its own server over TLS, which
//! stands in for checking the token's signature (Core 3.1.3.7, item 6); issuer, audience, expiry and
//! nonce are checked. So the provider must be on HTTPS, or on this very machine.
//!
//! As with the assistant, the guard does not judge this address: the owner alone names it, it may
//! be on their own network, and no redirect is followed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dateline_model::Secret;
use http::header;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use url::Url;

use crate::chat::client_of_owner;
use crate::response::site;
use crate::{Error, trouble};

/// The most that is read of one answer; real ones have a few thousand bytes.
const MOST_BYTES: usize = 200_000;

/// The longest time for one request: somebody is waiting to be signed in.
const LIMIT: Duration = Duration::from_secs(10);

/// How long what it says of itself is believed; each sign-in asks twice.
const KEPT: Duration = Duration::from_mins(10);

/// How far the provider's clock may be from ours, in seconds.
const SKEW: i64 = 120;

/// The longest name that is taken from a provider.
const LONGEST_NAME: usize = 200;

/// Which provider, and who we are to it.
#[derive(Clone, Debug)]
pub struct IdentitySettings {
    /// Its address, as it stands in its own tokens.
    pub issuer: Url,
    /// The name under which it knows this paper.
    pub client: String,
    /// The secret that goes with that name; a public client has none.
    pub secret: Option<Secret>,
    /// What we call ourselves.
    pub user_agent: String,
}

/// What one sign-in is known by until it is done. Each is random and used once.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Comes back with the reader.
    pub state: String,
    /// Comes back in the provider's token.
    pub nonce: String,
    /// Proves that who asks for the token is who sent the reader there.
    pub verifier: String,
    /// Our address to which the reader comes back.
    pub back: String,
}

/// Whom the provider signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The number under which it knows them; the same for ever.
    pub subject: String,
    /// What they are called there, if it says.
    pub name: Option<String>,
}

/// The client of one provider. Cheap to clone.
#[derive(Clone, Debug)]
pub struct IdentityProvider {
    http: reqwest::Client,
    settings: IdentitySettings,
    /// How it works, as it said some minutes ago.
    found: Arc<Mutex<Option<(Instant, Discovery)>>>,
}

#[derive(Clone, Debug, Deserialize)]
struct Discovery {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

#[derive(Deserialize)]
struct Token {
    id_token: String,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    #[serde(default)]
    azp: Option<String>,
    exp: f64,
    #[serde(default)]
    nonce: Option<String>,
    #[serde(default)]
    preferred_username: Option<String>,
    #[serde(default)]
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl IdentityProvider {
    /// Builds the client; nothing is sent.
    ///
    /// # Errors
    /// [`Error::NotAnAddress`] when the address is neither on HTTPS nor on this machine,
    /// [`Error::Setup`] when the HTTP library does not start.
    pub fn new(settings: IdentitySettings) -> Result<IdentityProvider, Error> {
        if !is_safe(&settings.issuer) {
            return Err(Error::NotAnAddress { text: settings.issuer.to_string() });
        }
        let http = client_of_owner(&settings.issuer, &settings.user_agent)?;
        Ok(IdentityProvider { http, settings, found: Arc::default() })
    }

    /// Its address, as it stands in its tokens.
    pub fn issuer(&self) -> &str {
        self.settings.issuer.as_str().trim_end_matches('/')
    }

    /// Where to send the reader.
    ///
    /// # Errors
    /// When the provider cannot be asked how it works, or says what it may not.
    pub async fn way(&self, attempt: &Attempt) -> Result<Url, Error> {
        let mut way = self.endpoint(&self.discover().await?.authorization_endpoint)?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(attempt.verifier.as_bytes()));
        way.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client)
            .append_pair("redirect_uri", &attempt.back)
            .append_pair("scope", "openid profile")
            .append_pair("state", &attempt.state)
            .append_pair("nonce", &attempt.nonce)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256");
        Ok(way)
    }

    /// Whom it signed in, for the code with which the reader came back. `now` is in seconds since
    /// 1970.
    ///
    /// # Errors
    /// When the provider cannot be asked, or its token is not for this paper and this moment.
    pub async fn identify(
        &self,
        code: &str,
        attempt: &Attempt,
        now: i64,
    ) -> Result<Identity, Error> {
        let found = self.discover().await?;
        let client = self.settings.client.as_str();
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &attempt.back),
            ("code_verifier", &attempt.verifier),
        ];
        let methods = &found.token_endpoint_auth_methods_supported;
        let in_form = |method: &str| method == "client_secret_post";
        let basic = methods.is_empty() || methods.iter().any(|one| one == "client_secret_basic");
        let posted = !basic && methods.iter().any(|one| in_form(one));
        let mut post = self.http.post(self.endpoint(&found.token_endpoint)?);
        match &self.settings.secret {
            Some(secret) if posted => {
                form.extend([("client_id", client), ("client_secret", secret.reveal())]);
            }
            Some(secret) => post = post.basic_auth(escape(client), Some(escape(secret.reveal()))),
            None => form.push(("client_id", client)),
        }
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let form = "application/x-www-form-urlencoded";
        let token: Token = self.ask(post.header(header::CONTENT_TYPE, form).body(body)).await?;
        self.check(&token.id_token, &attempt.nonce, now)
    }

    async fn discover(&self) -> Result<Discovery, Error> {
        let mut kept = self.found.lock().await;
        if let Some((_, found)) = kept.as_ref().filter(|(at, _)| at.elapsed() < KEPT) {
            return Ok(found.clone());
        }
        let address = format!("{}/.well-known/openid-configuration", self.issuer());
        let found: Discovery = self.ask(self.http.get(address)).await?;
        if found.issuer.trim_end_matches('/') != self.issuer() {
            return Err(self.unusable("it calls itself by another address than `sign_in.issuer`"));
        }
        *kept = Some((Instant::now(), found.clone()));
        Ok(found)
    }

    fn endpoint(&self, address: &str) -> Result<Url, Error> {
        // Only a provider on this machine may send us to this machine.
        let here = is_here(&self.settings.issuer);
        let fits = |url: &Url| is_safe(url) && (here || !is_here(url));
        let url = Url::parse(address).ok().filter(fits);
        url.ok_or_else(|| self.unusable("it names an address that is not on HTTPS"))
    }

    async fn ask<T: DeserializeOwned>(&self, request: reqwest::RequestBuilder) -> Result<T, Error> {
        let broken = |error| trouble::trouble(self.host(), &error, LIMIT);
        let request = request.timeout(LIMIT).header(header::ACCEPT, "application/json");
        let mut answer = request.send().await.map_err(broken)?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(broken)? {
            body.extend_from_slice(&chunk);
            if body.len() > MOST_BYTES {
                return Err(Error::TooLarge { site: self.host(), limit_bytes: MOST_BYTES });
            }
        }
        if !answer.status().is_success() {
            return Err(self.unusable(&format!("status {}", answer.status().as_u16())));
        }
        serde_json::from_slice(&body).map_err(|_| self.unusable("it does not speak OpenID Connect"))
    }

    /// What a token says, once it is for us, for this attempt and for now.
    fn check(&self, token: &str, nonce: &str, now: i64) -> Result<Identity, Error> {
        let claims = token.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
        let claims = claims.and_then(|json| serde_json::from_slice::<Claims>(&json).ok());
        let claims = claims.ok_or_else(|| self.unusable("its token cannot be read"))?;
        let client = &self.settings.client;
        let ours = match &claims.aud {
            Audience::One(one) => one == client,
            Audience::Several(all) => {
                all.contains(client) && (all.len() == 1 || claims.azp.as_ref() == Some(client))
            }
        };
        #[allow(clippy::cast_precision_loss, reason = "seconds of this age")]
        let expired = claims.exp + SKEW as f64 <= now as f64;
        let wrong = if claims.iss.trim_end_matches('/') != self.issuer() {
            "its token comes from somebody else"
        } else if !ours {
            "its token is for another site"
        } else if expired {
            "its token is no longer valid; is one of the clocks wrong?"
        } else if claims.nonce.as_deref() != Some(nonce) {
            "its token belongs to another attempt"
        } else if claims.sub.is_empty() || claims.sub.len() > 255 {
            "its token names nobody"
        } else {
            let name = claims.preferred_username.or(claims.name);
            let name = name.map(|name| name.trim().chars().take(LONGEST_NAME).collect::<String>());
            return Ok(Identity {
                issuer: self.issuer().to_owned(),
                subject: claims.sub,
                name: name.filter(|name| !name.is_empty()),
            });
        };
        Err(self.unusable(wrong))
    }

    fn host(&self) -> String {
        site(&self.settings.issuer)
    }

    fn unusable(&self, why: &str) -> Error {
        Error::BadResponse { site: self.host(), why: why.to_owned() }
    }
}

/// Name and secret are written as in a form before they are encoded (RFC 6749, 2.3.1).
fn escape(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// On HTTPS, or on this machine, where nobody listens in between.
fn is_safe(url: &Url) -> bool {
    url.has_host() && (url.scheme() == "https" || url.scheme() == "http" && is_here(url))
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn provider() -> IdentityProvider {
        let settings = IdentitySettings {
            issuer: Url::parse("https://id.example/realms/home/").expect("an address"),
            client: "paper".to_owned(),
            secret: None,
            user_agent: "Dateline".to_owned(),
        };
        IdentityProvider::new(settings).expect("a client")
    }

    #[track_caller]
    fn check(claims: &str, expected: Result<Option<&str>, &str>) {
        let token = format!("e30.{}.", URL_SAFE_NO_PAD.encode(claims));
        match (provider().check(&token, "once", NOW), expected) {
            (Ok(identity), Ok(name)) => {
                assert_eq!(identity.subject, "7");
                assert_eq!(identity.name.as_deref(), name, "{claims}");
            }
            (Err(error), Err(why)) => assert!(error.to_string().contains(why), "{error}"),
            (found, _) => panic!("{claims}: {found:?}"),
        }
    }

    fn claims(change: &str, to: &str) -> String {
        let whole = "{\"iss\":\"https://id.example/realms/home\",\"sub\":\"7\",\"aud\":\"paper\",\
                     \"exp\":1800000060,\"nonce\":\"once\",\"name\":\"Ada L\"}";
        assert!(whole.contains(change), "{change}");
        whole.replacen(change, to, 1)
    }

    #[test]
    fn a_token_is_for_this_paper_and_this_moment() {
        check(&claims("x", "x"), Ok(Some("Ada L")));
        check(&claims("\"name\"", "\"preferred_username\""), Ok(Some("Ada L")));
        check(&claims(",\"name\":\"Ada L\"", ""), Ok(None));
        check(&claims("\"paper\"", "[\"paper\"]"), Ok(Some("Ada L")));
        check(&claims("\"paper\"", "[\"paper\",\"other\"],\"azp\":\"paper\""), Ok(Some("Ada L")));
        check(&claims("\"paper\"", "[\"paper\",\"other\"]"), Err("another site"));
        check(&claims("\"paper\"", "\"other\""), Err("another site"));
        check(&claims("id.example", "evil.example"), Err("somebody else"));
        check(&claims("1800000060", "1799990000"), Err("no longer valid"));
        check(&claims("\"once\"", "\"twice\""), Err("another attempt"));
        check(&claims(",\"nonce\":\"once\"", ""), Err("another attempt"));
        check(&claims("\"7\"", "\"\""), Err("names nobody"));
        check("[]", Err("cannot be read"));
    }

    #[test]
    fn a_provider_is_on_https_or_at_home() {
        for (address, safe) in [
            ("https://id.example", true),
            ("http://id.example", false),
            ("http://localhost:9000/", true),
            ("http://127.0.0.1/", true),
            ("http://192.168.1.2/", false),
            ("ftp://localhost/", false),
        ] {
            assert_eq!(is_safe(&Url::parse(address).expect("an address")), safe, "{address}");
        }
    }
}
