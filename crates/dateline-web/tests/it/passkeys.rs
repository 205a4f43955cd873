//! Passkeys, with an authenticator in software: made by who may, used once for each challenge, in the
//! browser that was asked, and never another's.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dateline_model::Role;
use http::StatusCode;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};

use crate::paper::{Answer, PASSWORD, TestPaper, Visitor, paper};

const BEGIN: &str = "/settings/passkeys/new";
const ADD: &str = "/settings/passkeys";
const SIGN_IN: &str = "/sign-in/passkey";

/// An authenticator with one passkey.
pub(crate) struct Device {
    key: EcdsaKeyPair,
    credential: Vec<u8>,
    user: String,
    counter: u32,
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA256, bytes).as_ref().to_vec()
}

/// The value of a page's attribute.
fn attribute(page: &Answer, name: &str) -> String {
    let rest = page.text.split(&format!("{name}=\"")).nth(1).expect("the page has it");
    rest.split('"').next().unwrap_or_default().to_owned()
}

fn client(kind: &str, challenge: &str) -> String {
    format!(
        "{{\"type\":\"webauthn.{kind}\",\"challenge\":\"{challenge}\",\
         \"origin\":\"https://paper.example\",\"crossOrigin\":false}}"
    )
}

impl Device {
    fn new(credential: &[u8]) -> Device {
        let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
        let document = EcdsaKeyPair::generate_pkcs8(kind, &random).expect("randomness");
        let key = EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).expect("a key");
        Device { key, credential: credential.to_vec(), user: String::new(), counter: 0 }
    }

    fn data(&self, more: u8) -> Vec<u8> {
        [&sha256(b"paper.example")[..], &[5 | more], &self.counter.to_be_bytes()].concat()
    }

    /// What it makes for the page that asks for a passkey.
    fn make(&mut self, page: &Answer) -> Vec<(&'static str, String)> {
        self.user = attribute(page, "data-user");
        let point = self.key.public_key().as_ref();
        let (x, y) = (point.get(1..33).expect("x"), point.get(33..65).expect("y"));
        let length = u16::try_from(self.credential.len()).expect("short").to_be_bytes();
        let start = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20";
        let data = [
            &self.data(0x40)[..],
            &[0; 16],
            &length,
            &self.credential,
            start,
            x,
            b"\x22\x58\x20",
            y,
        ]
        .concat();
        let client = client("create", &attribute(page, "data-challenge"));
        vec![
            ("name", "Phone".to_owned()),
            ("client", encode(client.as_bytes())),
            ("data", encode(&data)),
        ]
    }

    /// What it answers to a sign-in page.
    fn answer(&mut self, page: &Answer) -> Vec<(&'static str, String)> {
        self.counter += 1;
        let client = client("get", &attribute(page, "data-challenge"));
        let data = self.data(0);
        let message = [&data[..], &sha256(client.as_bytes())].concat();
        let signature = self.key.sign(&SystemRandom::new(), &message).expect("signed");
        vec![
            ("credential", encode(&self.credential)),
            ("client", encode(client.as_bytes())),
            ("data", encode(&data)),
            ("signature", encode(signature.as_ref())),
            ("user", self.user.clone()),
            ("next", "/saved".to_owned()),
        ]
    }
}

async fn post(visitor: &Visitor<'_>, path: &str, form: &[(&'static str, String)]) -> Answer {
    let form: Vec<(&str, &str)> =
        form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    visitor.post(path, &form).await
}

/// The visitor with a passkey on a device.
pub(crate) async fn equip(visitor: &Visitor<'_>, credential: &[u8]) -> Device {
    let mut device = Device::new(credential);
    let page = visitor.post(BEGIN, &[("name", "Phone")]).await;
    let made = post(visitor, ADD, &device.make(&page)).await;
    assert_eq!(made.header("location"), "/settings/account#passkeys");
    device
}

/// A browser on the sign-in page, with the cookie that came with it.
async fn at_sign_in(paper: &TestPaper) -> (Visitor<'_>, Answer) {
    let mut stranger = paper.stranger();
    let page = stranger.get("/sign-in").await;
    let cookie = page.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-dateline_passkey="), "{cookie}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("Secure"), "{cookie}");
    stranger.cookie = cookie.split(';').next().map(str::to_owned);
    (stranger, page)
}

#[tokio::test]
async fn a_passkey_signs_its_reader_in_once_for_each_challenge() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let mut device = equip(&mia, b"mia's").await;
    let (browser, page) = at_sign_in(&paper).await;
    let answer = device.answer(&page);
    let (other, other_page) = at_sign_in(&paper).await;
    let stolen = post(&other, SIGN_IN, &answer).await;
    assert_eq!(stolen.status, StatusCode::UNAUTHORIZED, "it was another browser's challenge");
    let bare = post(&paper.stranger(), SIGN_IN, &answer).await;
    assert_eq!(bare.status, StatusCode::UNAUTHORIZED);
    let signed = post(&browser, SIGN_IN, &answer).await;
    assert_eq!((signed.status, signed.header("location")), (StatusCode::SEE_OTHER, "/saved"));
    assert!(signed.header("set-cookie").starts_with("__Host-dateline="));
    let again = post(&browser, SIGN_IN, &answer).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED, "it was answered");
    assert!(again.text.contains("This passkey did not sign you in"));
    // A copy from before that last time.
    device.counter = 0;
    let copied = post(&other, SIGN_IN, &device.answer(&other_page)).await;
    assert_eq!(copied.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_is_not_the_passkeys_own_word_is_refused() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let ben = paper.reader("ben", Role::Member).await;
    let mut device = equip(&mia, b"mia's").await;
    let bens = equip(&ben, b"ben's").await;
    let spoil: [(&str, String); 8] = [
        ("credential", encode(b"nobody's")),
        ("credential", encode(b"ben's")),
        ("credential", encode(&[7; 2_000])),
        ("user", bens.user.clone()),
        ("user", String::new()),
        ("signature", encode(b"x")),
        ("data", encode(b"")),
        ("client", "not base64!".to_owned()),
    ];
    for (field, value) in spoil {
        let (browser, page) = at_sign_in(&paper).await;
        let mut answer = device.answer(&page);
        answer.retain(|(name, _)| *name != field);
        answer.push((field, value.clone()));
        let refused = post(&browser, SIGN_IN, &answer).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{field} {value}");
        assert!(!refused.header("set-cookie").contains("__Host-dateline="), "{field}");
    }
    paper.owner().await.post("/readers/2/ban", &[("reason", "rude")]).await;
    let (browser, page) = at_sign_in(&paper).await;
    let banned = post(&browser, SIGN_IN, &device.answer(&page)).await;
    assert!(banned.text.contains("banned"), "who proves to be somebody learns of the ban");
}

#[tokio::test]
async fn a_passkey_is_made_by_who_may_and_is_one_readers() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let ben = paper.reader("ben", Role::Member).await;
    let old = paper.old_session_of("mia").await;
    let refused = old.post(BEGIN, &[("name", "Phone")]).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let refused = old.post(BEGIN, &[("name", "Phone"), ("password", "guess")]).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let page = old.post(BEGIN, &[("name", "Phone"), ("password", PASSWORD)]).await;
    let mut device = Device::new(b"mia's");
    let made = device.make(&page);
    for other in [&mia, &ben] {
        let planted = post(other, ADD, &made).await;
        assert_eq!(planted.status, StatusCode::BAD_REQUEST, "it was another session's challenge");
    }
    assert_eq!(post(&old, ADD, &made).await.status, StatusCode::SEE_OTHER);
    assert_eq!(post(&old, ADD, &made).await.status, StatusCode::BAD_REQUEST, "it was answered");
    let page = ben.post(BEGIN, &[("name", "Phone")]).await;
    assert_ne!(attribute(&page, "data-user"), device.user);
    let taken = post(&ben, ADD, &device.make(&page)).await;
    assert_eq!(taken.status, StatusCode::BAD_REQUEST, "its id is mia's");
    // A challenge for signing in makes none, and one for making signs nobody in.
    let (browser, _) = at_sign_in(&paper).await;
    let mut wrong = Device::new(b"wrong");
    assert_eq!(
        post(&browser, SIGN_IN, &wrong.answer(&page)).await.status,
        StatusCode::UNAUTHORIZED
    );
    let account = old.get("/settings/account").await.text;
    assert!(account.contains("<bdi>Phone</bdi>") && account.contains("passkey-proof"));
    assert_eq!(old.post("/settings/passkeys/1/remove", &[]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(mia.post("/settings/passkeys/1/remove", &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nobody_elses_failures_lock_a_reader_out() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let mut device = equip(&mia, b"mia's").await;
    let bare = device.answer(&paper.stranger().get("/sign-in").await);
    let mut last = StatusCode::OK;
    for _ in 0..61 {
        last = post(&paper.stranger(), SIGN_IN, &bare).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let (browser, page) = at_sign_in(&paper).await;
    let inside = post(&browser, SIGN_IN, &device.answer(&page)).await;
    assert_eq!(inside.status, StatusCode::SEE_OTHER);
}
