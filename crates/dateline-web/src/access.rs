//! Who may call a route, and whether the call comes from our own pages.
//!
//! Every route of `routes.rs` says who may call it, and [`guard`] stands before each: a handler
//! only runs for somebody who may. Not even a forgotten check in a handler opens a door.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use dateline_model::{Reader, ReaderId, Role};
use http::request::Parts;
use http::{HeaderMap, Method, header};

use crate::apps::Api;
use crate::doors::Claim;
use crate::error::Error;
use crate::look::Look;
use crate::pages::passkeys;
use crate::paper::Site;
use crate::session;
use crate::speech::{self, Speech};

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Anyone,
    /// A publisher's hub, which was given this unguessable address. It is no browser, so its posts
    /// name no origin; they bear a signature instead.
    Hub,
    /// A reader's app, which shows a password of its own in a way that no browser has by itself
    /// (`apps.rs`): no session counts, and its posts name no origin. The handler looks who it is.
    Program,
    /// Readers with an account; strangers too when the paper is public.
    Visitor,
    /// Whoever may read whole texts: readers with an account, and strangers too when the public
    /// paper shows them everything.
    Whole,
    /// Readers with an account.
    Member,
    /// Who keeps conversations worth reading.
    Moderator,
    /// Who runs the paper.
    Owner,
}

impl Access {
    fn least_role(self) -> Option<Role> {
        match self {
            Access::Anyone | Access::Hub | Access::Program | Access::Visitor | Access::Whole => {
                None
            }
            Access::Member => Some(Role::Member),
            Access::Moderator => Some(Role::Moderator),
            Access::Owner => Some(Role::Owner),
        }
    }
}

/// Who is asking, and for what; put into the request by [`guard`].
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) reader: Option<Reader>,
    /// They may read whole texts and what was understood of them.
    pub(crate) whole_texts: bool,
    /// The session's token as the cookie holds it.
    pub(crate) token: Option<String>,
    /// Our proxy says with this very request who they are.
    pub(crate) vouched: bool,
    /// How they want pages to look.
    pub(crate) look: Look,
    /// The language that they are answered in.
    pub(crate) speech: Speech,
    /// The path and query that were asked for.
    pub(crate) path: String,
    /// Roughly which browser asks; told of changes alone.
    pub(crate) browser: String,
    /// The token that challenges for passkeys are bound to.
    pub(crate) passkey_browser: Option<String>,
}

impl Caller {
    /// The reader's id.
    ///
    /// # Errors
    /// Sends a stranger to sign in; behind `Access::Member` there are none.
    pub(crate) fn member(&self) -> Result<ReaderId, Error> {
        let reader = self.reader.as_ref().ok_or_else(|| Error::SignIn(self.path.clone()))?;
        Ok(reader.id)
    }

    /// The reader who asks.
    ///
    /// # Errors
    /// Sends a stranger to sign in; behind `Access::Member` there are none.
    pub(crate) fn person(&self) -> Result<&Reader, Error> {
        self.reader.as_ref().ok_or_else(|| Error::SignIn(self.path.clone()))
    }

    pub(crate) fn id(&self) -> Option<ReaderId> {
        self.reader.as_ref().map(|reader| reader.id)
    }

    pub(crate) fn may_moderate(&self) -> bool {
        self.reader.as_ref().is_some_and(|reader| reader.role >= Role::Moderator)
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Caller, Error> {
        parts.extensions.get().cloned().ok_or(Error::Forbidden("forbidden-nobody"))
    }
}

/// Lets a call through to its route, or not.
pub(crate) async fn guard(
    State((site, access)): State<(Arc<Site>, Access)>,
    request: Request,
    next: Next,
) -> Result<Response, Error> {
    let (mut parts, body) = request.into_parts();
    let safe = matches!(parts.method, Method::GET | Method::HEAD);
    let from_browser = !matches!(access, Access::Hub | Access::Program);
    if !safe && from_browser && !from_own_page(&parts.headers, &site.settings.base_url) {
        return Err(Error::ForeignOrigin);
    }
    let caller = match identify(&site, access, &parts).await {
        Err(error) if access == Access::Program => {
            return Ok(Api::at(parts.uri.path()).told(&error, site.settings.language));
        }
        identified => identified?,
    };
    let by_script = !safe && is_scripted(&parts.headers);
    admit(&caller, access, site.settings.public, safe).map_err(|error| match error {
        Error::SignIn(_) if by_script => Error::SignedOut,
        other => other,
    })?;
    parts.extensions.insert(caller.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    if let Some(reader) = caller.reader.as_ref().filter(|_| !safe) {
        site.fronts.forget(reader);
    }
    Ok(response)
}

/// Who is asking: by their session, by what our proxy says, by what a program shows.
async fn identify(site: &Site, access: Access, parts: &Parts) -> Result<Caller, Error> {
    let safe = matches!(parts.method, Method::GET | Method::HEAD);
    let by_program = access == Access::Program;
    let mut token =
        session::token_of(&parts.headers, &site.settings.base_url).filter(|_| !by_program);
    let mut reader = match &token {
        Some(token) => session::reader(site, token).await?,
        None => None,
    };
    let claim = if by_program { Claim::of_program(site, parts) } else { Claim::of(site, parts) };
    // Whom the proxy names now is reading, whoever was signed in here before.
    let by_proxy = matches!(claim, Claim::Vouched(_));
    if reader.is_none() || by_proxy {
        let known = reader.take().map(|reader| reader.id);
        reader = claim.reader(site).await?;
        token = token.filter(|_| known.is_some() && reader.as_ref().map(|one| one.id) == known);
    }
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let whole_texts = reader.is_some() || (site.settings.public && site.settings.public_full_text);
    let look = Look::of(&parts.headers);
    let speech = speech::heard(&parts.headers, look, site.settings.language);
    let browser = if safe { String::new() } else { session::browser_of(&parts.headers) };
    let passkey_browser = passkeys::browser_of(&parts.headers, &site.settings.base_url);
    let vouched = by_proxy && reader.is_some();
    Ok(Caller { reader, whole_texts, token, vouched, look, speech, path, browser, passkey_browser })
}

fn admit(caller: &Caller, access: Access, public: bool, safe: bool) -> Result<(), Error> {
    let role = caller.reader.as_ref().map(|reader| reader.role);
    let open = match access {
        Access::Anyone | Access::Hub | Access::Program => true,
        Access::Visitor => public,
        Access::Whole => caller.whole_texts,
        Access::Member | Access::Moderator | Access::Owner => false,
    };
    let enough = role.is_some_and(|role| access.least_role().is_none_or(|least| role >= least));
    if open || enough {
        return Ok(());
    }
    if role.is_some() {
        let owner = access == Access::Owner;
        let whom = if owner { "forbidden-owner" } else { "forbidden-moderators" };
        return Err(Error::Forbidden(whom));
    }
    // After signing in one comes back to a page, never to a change.
    Err(Error::SignIn(if safe { caller.path.clone() } else { "/".to_owned() }))
}

/// Whether a script sent it, and not a form: browsers say so, and no page can say otherwise.
fn is_scripted(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-mode").is_some_and(|mode| mode != "navigate")
}

/// Whether a browser says that the request came from a page of ours. `Sec-Fetch-Site` cannot be
/// set by a page; where it is missing (plain HTTP on a home network) the `Origin` must be the
/// configured one or name the host that was called. Neither there: no browser of today, refused.
fn from_own_page(headers: &HeaderMap, base_url: &url::Url) -> bool {
    let text = |name| headers.get(name).and_then(|value: &http::HeaderValue| value.to_str().ok());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let Some(origin) = text(header::ORIGIN) else { return false };
    if origin == base_url.origin().ascii_serialization() {
        return true;
    }
    let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    authority.is_some() && authority == text(header::HOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &[(&'static str, &str)], expected: bool) {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().expect("a header value"));
        }
        let base = url::Url::parse("https://paper.example").expect("an address");
        assert_eq!(from_own_page(&map, &base), expected, "{headers:?}");
    }

    #[test]
    fn changes_come_from_own_pages_alone() {
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("sec-fetch-site", "cross-site"), ("origin", "https://paper.example")], false);
        check(&[("sec-fetch-site", "same-site")], false);
        check(&[("sec-fetch-site", "none")], false);
        check(&[("origin", "https://paper.example")], true);
        check(&[("origin", "http://192.168.1.5:8080"), ("host", "192.168.1.5:8080")], true);
        check(&[("origin", "https://evil.example"), ("host", "paper.example")], false);
        check(&[("origin", "null"), ("host", "paper.example")], false);
        check(&[("host", "paper.example")], false);
        check(&[], false);
    }

    #[test]
    fn roles_open_what_they_should() {
        let caller = |role: Option<Role>| Caller {
            reader: role.map(|role| Reader {
                id: ReaderId(1),
                name: "ada".to_owned(),
                role,
                created_at: dateline_model::Millis(0),
            }),
            whole_texts: role.is_some(),
            token: None,
            vouched: false,
            look: Look::default(),
            speech: Speech::default(),
            path: "/saved".to_owned(),
            browser: String::new(),
            passkey_browser: None,
        };
        let opens = |role, access, public| admit(&caller(role), access, public, true).is_ok();
        assert!(opens(None, Access::Anyone, false));
        assert!(!opens(None, Access::Visitor, false));
        assert!(opens(None, Access::Visitor, true));
        assert!(!opens(None, Access::Whole, true));
        assert!(opens(Some(Role::Member), Access::Whole, false));
        assert!(!opens(None, Access::Member, true));
        assert!(opens(Some(Role::Member), Access::Visitor, false));
        assert!(opens(Some(Role::Member), Access::Member, false));
        assert!(!opens(Some(Role::Member), Access::Moderator, true));
        assert!(!opens(Some(Role::Moderator), Access::Owner, true));
        assert!(opens(Some(Role::Owner), Access::Moderator, false));
    }
}
