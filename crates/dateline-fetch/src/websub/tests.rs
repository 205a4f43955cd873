//! Each rule of the protocol, by the example of the text where it has one.

use bytes::Bytes;
use dateline_model::{FeedHead, Millis, Secret};

use super::*;

fn url(text: &str) -> Url {
    Url::parse(text).expect("a URL")
}

fn response(links: &[&str]) -> Response {
    let line = |link: &&str| ("link".to_owned(), (*link).to_owned());
    Response {
        status: 200,
        asked_url: url("https://news.example/feed"),
        final_url: url("https://news.example/a/feed"),
        moved_permanently_to: None,
        headers: links.iter().map(line).collect(),
        content_type: None,
        etag: None,
        last_modified: None,
        retry_after: None,
        max_age: None,
        body: Bytes::new(),
        not_modified: false,
        cut_short: false,
    }
}

fn feed(hubs: &[&str], own: Option<&str>) -> FeedHead {
    FeedHead {
        hubs: hubs.iter().map(ToString::to_string).collect(),
        self_url: own.map(str::to_owned),
        ..FeedHead::default()
    }
}

#[track_caller]
fn check_offer(links: &[&str], feed: &FeedHead, expected: Option<(&[&str], &str)>) {
    let offer = hub_offer(&response(links), feed);
    let told = offer.as_ref().map(|offer| {
        let hubs: Vec<&str> = offer.hubs.iter().map(Url::as_str).collect();
        (hubs, offer.topic.as_str())
    });
    assert_eq!(told, expected.map(|(hubs, topic)| (hubs.to_vec(), topic)), "{links:?}");
}

#[test]
fn headers_are_believed_before_the_feed() {
    let own = feed(&["https://inner.example/"], Some("https://news.example/inner"));
    check_offer(
        &["<https://hub.example/>; rel=hub, </feed>; rel=\"self\""],
        &own,
        Some((&["https://hub.example/"], "https://news.example/feed")),
    );
    check_offer(&[], &own, Some((&["https://inner.example/"], "https://news.example/inner")));
    check_offer(
        &["<https://hub.example/>; rel=hub"],
        &feed(&[], None),
        Some((&["https://hub.example/"], "https://news.example/a/feed")),
    );
    check_offer(&["</feed>; rel=self"], &feed(&[], None), None);
    check_offer(&["<javascript:x>; rel=hub"], &feed(&["file:///etc/passwd"], None), None);
    check_offer(
        &[],
        &feed(&["/hub"], Some("mailto:a@b.example")),
        Some((&["https://news.example/hub"], "https://news.example/a/feed")),
    );
}

#[test]
fn a_hub_cannot_reach_a_paper_at_home() {
    for base in [
        "http://localhost:8080/",
        "http://paper.localhost/",
        "http://nas/",
        "http://192.168.1.7/",
        "https://[::1]/",
        "https://[fd00::1]/",
    ] {
        assert!(unreachable_for_hubs(&url(base)).is_some(), "{base}");
    }
    assert_eq!(unreachable_for_hubs(&url("https://paper.example/")), None);
    assert_eq!(unreachable_for_hubs(&url("http://1.1.1.1:8080/")), None);
    assert_eq!(
        unreachable_for_hubs(&url("http://127.0.0.1:8080/")).as_deref(),
        Some(
            "publishers cannot reach 127.0.0.1:8080, so their hubs cannot tell of news at once; \
             feeds are visited instead. Set `base_url` to an address on the public internet to \
             change that"
        )
    );
}

fn ask(hub: &str, mode: HubMode, secret: &str) -> HubRequest {
    HubRequest {
        hub: url(hub),
        named_by: url("https://news.example/feed"),
        topic: url("https://news.example/feed?a=1&b=2#c"),
        callback: url("https://paper.example/websub/abc"),
        secret: Secret::new(secret),
        mode,
    }
}

#[track_caller]
fn check_form(ask: &HubRequest, expected: &str) {
    assert_eq!(ask.form(), expected);
    assert_eq!(ask.sends_secret(), expected.contains("secret"));
}

#[test]
fn a_secret_goes_to_https_hubs_alone() {
    let start = "hub.mode=subscribe&hub.topic=https%3A%2F%2Fnews.example%2Ffeed%3Fa%3D1%26b%3D2%23c\
                 &hub.callback=https%3A%2F%2Fpaper.example%2Fwebsub%2Fabc&hub.lease_seconds=864000";
    check_form(
        &ask("https://hub.example/", HubMode::Subscribe, "s&x=y"),
        &format!("{start}&hub.secret=s%26x%3Dy"),
    );
    check_form(&ask("http://hub.example/", HubMode::Subscribe, "s"), start);
    check_form(&ask("https://hub.example/", HubMode::Subscribe, &"s".repeat(200)), start);
    check_form(
        &ask("https://hub.example/", HubMode::Unsubscribe, "s"),
        &start.replace("=subscribe", "=unsubscribe").replace("&hub.lease_seconds=864000", ""),
    );
}

#[track_caller]
fn check_answer(mode: HubMode, query: &str, expected: &HubAnswer) {
    let pending = Pending { mode, topic: url("https://news.example/feed") };
    let pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).collect();
    let answer = pending.answer(pairs.iter().map(|(name, value)| (&**name, &**value)));
    assert_eq!(answer, *expected, "{query}");
}

#[test]
fn only_what_we_asked_for_is_confirmed() {
    let ours = "hub.topic=https%3A%2F%2Fnews.example%2Ffeed&hub.challenge=x%20y";
    let confirm = |lease| HubAnswer::Confirm {
        challenge: "x y".to_owned(),
        lease: Duration::from_secs(lease),
    };
    let subscribe = |rest: &str| format!("hub.mode=subscribe&{ours}{rest}");
    check_answer(HubMode::Subscribe, &subscribe("&hub.lease_seconds=86400"), &confirm(86_400));
    check_answer(HubMode::Subscribe, &subscribe(""), &confirm(864_000));
    check_answer(HubMode::Subscribe, &subscribe("&hub.lease_seconds=1"), &confirm(3600));
    check_answer(
        HubMode::Subscribe,
        &subscribe("&hub.lease_seconds=999999999999"),
        &confirm(2_592_000),
    );
    check_answer(HubMode::Subscribe, &subscribe("&hub.lease_seconds=-1"), &confirm(864_000));
    check_answer(HubMode::Unsubscribe, &format!("hub.mode=unsubscribe&{ours}"), &confirm(864_000));

    check_answer(HubMode::Unsubscribe, &subscribe(""), &HubAnswer::NotOurs);
    check_answer(HubMode::Subscribe, ours, &HubAnswer::NotOurs);
    for query in [
        "",
        "hub.mode=subscribe&hub.challenge=x",
        "hub.mode=subscribe&hub.topic=https://news.example/other&hub.challenge=x",
        "hub.mode=subscribe&hub.topic=https://news.example/feed",
        "hub.mode=subscribe&hub.topic=https://news.example/feed&hub.challenge=",
        "hub.mode=publish&hub.topic=https://news.example/feed&hub.challenge=x",
    ] {
        check_answer(HubMode::Subscribe, query, &HubAnswer::NotOurs);
    }
    let long = format!(
        "hub.mode=subscribe&hub.topic=https://news.example/feed&hub.challenge={}",
        "x".repeat(LONGEST_CHALLENGE + 1)
    );
    check_answer(HubMode::Subscribe, &long, &HubAnswer::NotOurs);
}

#[test]
fn a_hub_may_say_no() {
    let denied = "hub.mode=denied&hub.topic=https://news.example/feed";
    check_answer(HubMode::Subscribe, denied, &HubAnswer::Denied { reason: None });
    check_answer(
        HubMode::Subscribe,
        &format!("{denied}&hub.reason=too%0Amany"),
        &HubAnswer::Denied { reason: Some("toomany".to_owned()) },
    );
    check_answer(
        HubMode::Subscribe,
        "hub.mode=denied&hub.topic=https://news.example/other",
        &HubAnswer::NotOurs,
    );
}

#[test]
fn a_lease_is_renewed_before_it_ends() {
    let day = Duration::from_hours(24);
    assert_eq!(renew_at(Millis(1000), day), Millis(1000 + 69_120_000));
    assert_eq!(renew_at(Millis(0), Duration::ZERO), Millis(2_880_000));
    assert_eq!(renew_at(Millis(0), Duration::MAX), Millis(2_073_600_000));
    assert_eq!(renew_at(Millis(i64::MAX), day), Millis(i64::MAX));
}

#[track_caller]
fn check_signature(header: &str, expected: bool) {
    // RFC 2202, 3, and RFC 4231, 4.3: test case 2 of each.
    let secret = Secret::new("Jefe");
    assert_eq!(is_signed(header, &secret, b"what do ya want for nothing?"), expected, "{header}");
}

#[test]
fn signatures_are_checked_by_the_method_that_they_name() {
    check_signature("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", true);
    check_signature("SHA1=EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79", true);
    check_signature(
        "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        true,
    );
    check_signature(
        "sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e\
         8e2240ca5e69e2c78b3239ecfab21649",
        true,
    );
    check_signature(
        "sha512=164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554\
         9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
        true,
    );
    for header in [
        "",
        "sha1",
        "sha1=",
        "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c78",
        "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c",
        "sha256=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
        "md5=750c783e6ab0b503eaa86e310a5db738",
        "sha1=éé",
        "sha1=+f",
        "=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    ] {
        check_signature(header, false);
    }
    let other = Secret::new("jefe");
    assert!(!is_signed("sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", &other, b"x"));
}

#[track_caller]
fn check_status(status: u16, expected: &str) {
    let status = StatusCode::from_u16(status).expect("a status");
    let told = judge_hub(&url("https://hub.example/"), status);
    assert_eq!(told.map_or_else(|error| error.to_string(), |()| "good".to_owned()), expected);
}

#[test]
fn a_hub_s_status_is_told_in_words() {
    check_status(202, "good");
    check_status(204, "good");
    check_status(
        400,
        "hub.example gave an answer that cannot be used: the hub declined the subscription (400)",
    );
    check_status(503, "hub.example is in trouble (status 503); it is tried again later");
}
