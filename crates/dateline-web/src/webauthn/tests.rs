//! An authenticator in software, and all that could be wrong with what it says.

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};

use super::*;

/// An RSA key's modulus, and what it signed of [`client`] and [`data`] at counter 1: nothing in the tree
/// makes RSA keys.
const MODULUS: &str = "\
    bc61f6872e199716d548b5dae07f98b3f517d826b2b94ab04b035e63e27c6836a72fa6976eabbcace230d55539e491ee\
    c112a839a456ca3baad22cd93d68e0c6aa61f593d2143c1e612f023072d8d8a47d3f8ebf3548d2b3c3304c07f0b26faf\
    62c8f3b4feacdf92a10e561aa6965967e7a0735859bfb67176901b1f9d5b57a7cacbe541d84c2f398a8426e39e2fa82c\
    e8da453fd70dc8e03d7c203944fc2ed8d296e9cf7f84ce31ebe770117bbfa0517fece2140f995edc34034b363c5067eb\
    784b4f49a9280d13c529ac57bdd522fbddb87c92e0c2063b7841ee4f940c6a93ada58900223e6843923c66535b1c423d\
    3f029ff88a392f6276ff1b565782fd7d";
const RSA_SIGNATURE: &str = "\
    a51e5d971dcb60c9952617fac2cab435e1e1afb53bd3d740f7e865375d285807c2d7ea4ba995c8c3bfb55d52297a7d6b\
    f1d986f01bab6556a2b34d2235a261ac27330f06610840e8aa99c563f19ba860e12e1be48354118eb31309b5a5f5d92d\
    3b7fc5a1034bef40f9db0adfe134ad5a994967ad402a06b526eb90a0198aea7adbf5aaa26f06e85bd4e11b151512f4e1\
    9797fba9b3965492c7450fb9500f86e82f1bf8256a630e0fa42300853e09cc095a5abe5a1aba6edb768fa53f662e71c0\
    43d1fa250332b81a55ea99af874370801f17430ff5e120317f555ae15c70309abd7980aad6484ca5ed24fae5b261378b\
    7a82a38f61a5bef139881bfe7239b9c0";

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().filter_map(|c| c.to_digit(16)?.try_into().ok()).collect();
    digits.chunks(2).filter_map(|two| Some((two.first()? << 4) | two.last()?)).collect()
}

fn party() -> Party {
    Party::of(&url::Url::parse("http://127.0.0.1:8080").expect("an address")).expect("a party")
}

fn client(kind: &str, origin: &str, more: &str) -> Vec<u8> {
    let start = format!("{{\"type\":\"{kind}\",\"challenge\":\"abc\",\"origin\":\"{origin}\"");
    format!("{start},\"crossOrigin\":false{more}}}").into_bytes()
}

fn asked() -> Vec<u8> {
    client("webauthn.get", "http://localhost:8080", "")
}

/// What an authenticator says, up to what was made.
fn data(id: &str, flags: u8, counter: u32) -> Vec<u8> {
    [&secret::digest(id.as_bytes())[..], &[flags], &counter.to_be_bytes()].concat()
}

/// The same with a passkey that was made.
fn made(flags: u8, credential: &[u8], key: &[u8]) -> Vec<u8> {
    let length = u16::try_from(credential.len()).expect("short").to_be_bytes();
    [&data("localhost", flags, 7), &[0; 16][..], &length, credential, key].concat()
}

const GOOD: u8 = PRESENT | VERIFIED;

fn es256() -> (EcdsaKeyPair, Vec<u8>) {
    let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
    let document = EcdsaKeyPair::generate_pkcs8(kind, &random).expect("randomness");
    let pair = EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).expect("a key");
    let point = pair.public_key().as_ref();
    let (x, y) = (point.get(1..33).expect("x"), point.get(33..65).expect("y"));
    let key = [b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20", x, b"\x22\x58\x20", y].concat();
    (pair, key)
}

#[test]
fn each_algorithm_is_known() {
    let message = [data("localhost", GOOD, 1), secret::digest(&asked()).to_vec()].concat();
    let (pair, es256) = es256();
    let signature = pair.sign(&SystemRandom::new(), &message).expect("signed").as_ref().to_vec();
    let document = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).expect("randomness");
    let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).expect("a key");
    let x = pair.public_key().as_ref();
    let eddsa = [b"\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20", x].concat();
    let n = bytes(MODULUS);
    let start = b"\xa4\x01\x03\x03\x39\x01\x00\x20\x59\x01\x00";
    let rs256 = [&start[..], &n, b"\x21\x43\x01\x00\x01"].concat();
    let keys = [
        (es256, signature),
        (eddsa, pair.sign(&message).as_ref().to_vec()),
        (rs256, bytes(RSA_SIGNATURE)),
    ];
    for (at, (key, signature)) in keys.iter().enumerate() {
        let credential = party().made(&made(GOOD | ATTESTED, b"id", key)).expect("it is well");
        assert_eq!((credential.public_key.as_slice(), credential.counter), (key.as_slice(), 7));
        let said = data("localhost", GOOD, 1);
        let signed = |client: &[u8], said: &[u8], signature: &[u8]| {
            party().signed(key, client, said, signature)
        };
        assert_eq!(signed(&asked(), &said, signature), Ok(1), "{at}");
        let later = data("localhost", GOOD, 2);
        assert_eq!(signed(&asked(), &later, signature), Err(Fault::Signature), "{at}");
        let other = client("webauthn.get", "http://localhost:8081", "");
        assert_eq!(signed(&other, &said, signature), Err(Fault::Signature), "{at}");
        for wrong in [&b""[..], b"x", &[0; 64], &[0; 10_000]] {
            assert_eq!(signed(&asked(), &said, wrong), Err(Fault::Signature), "{at}");
        }
        let (another, _) = &keys[(at + 1) % keys.len()];
        let crossed = party().signed(another, &asked(), &said, signature);
        assert_eq!(crossed, Err(Fault::Signature), "{at}");
    }
}

#[test]
fn a_browser_answers_what_it_was_asked_on_our_page() {
    let challenge = |client: &[u8]| party().challenge(client, Ceremony::Get);
    assert_eq!(challenge(&asked()).as_deref(), Ok("abc"));
    let made = client("webauthn.create", "http://localhost:8080", "");
    assert_eq!(challenge(&made), Err(Fault::Kind));
    assert_eq!(party().challenge(&made, Ceremony::Create).as_deref(), Ok("abc"));
    for origin in ["http://localhost", "https://localhost:8080", "http://evil.example", "null", ""]
    {
        let elsewhere = client("webauthn.get", origin, "");
        assert_eq!(challenge(&elsewhere), Err(Fault::Origin), "{origin}");
    }
    let framed =
        client("webauthn.get", "http://localhost:8080", ",\"topOrigin\":\"https://a.example\"");
    assert_eq!(challenge(&framed), Err(Fault::Origin));
    let framed = String::from_utf8(asked()).expect("text").replace("false", "true");
    assert_eq!(challenge(framed.as_bytes()), Err(Fault::Origin));
    let long = client("webauthn.get", "http://localhost:8080", &" ".repeat(5_000));
    for wrong in [&b""[..], b"{}", b"[]", &[b'['; 4_000], b"\xff\xfe", &long] {
        assert_eq!(challenge(wrong), Err(Fault::Malformed));
    }
}

#[test]
fn an_authenticator_speaks_to_us_of_whom_it_asked() {
    let (_, key) = es256();
    let good = made(GOOD | ATTESTED, b"id", &key);
    assert!(party().made(&good).is_ok());
    let check = |said: &[u8], fault| assert_eq!(party().made(said), Err(fault), "{said:02x?}");
    for flags in [0, PRESENT, VERIFIED] {
        check(&made(flags | ATTESTED, b"id", &key), Fault::Unverified);
    }
    check(&made(GOOD, b"id", &key), Fault::Malformed);
    check(&made(GOOD | ATTESTED | BACKED_UP, b"id", &key), Fault::Malformed);
    check(&made(GOOD | ATTESTED, b"", &key), Fault::Malformed);
    check(&made(GOOD | ATTESTED, &[0; MOST_CREDENTIAL + 1], &key), Fault::Malformed);
    check(&made(GOOD | ATTESTED, b"id", &[&key[..], b"more"].concat()), Fault::Malformed);
    check(&made(GOOD | ATTESTED, b"id", &vec![0; 5_000]), Fault::Malformed);
    let mut elsewhere = good.clone();
    *elsewhere.first_mut().expect("a byte") ^= 1;
    check(&elsewhere, Fault::Party);
    for length in 0..good.len() {
        assert!(party().made(good.get(..length).expect("within")).is_err(), "{length}");
    }
    // Extensions come after the key, and none were asked for: what they say counts for nothing.
    let extended = [&made(GOOD | ATTESTED | EXTENDED, b"id", &key)[..], b"\xa0"].concat();
    assert_eq!(party().made(&extended).expect("it is well").public_key, key);
}

#[test]
fn passkeys_belong_to_a_name_on_https_or_to_this_machine() {
    #[track_caller]
    fn check(base: &str, expected: Option<(&str, &str)>) {
        let party = Party::of(&url::Url::parse(base).expect("an address"));
        let party = party.as_ref().map(|party| (party.id.as_str(), party.origin.as_str()));
        assert_eq!(party, expected, "{base}");
    }
    check("https://paper.example", Some(("paper.example", "https://paper.example")));
    check("https://paper.example:8443/", Some(("paper.example", "https://paper.example:8443")));
    check("http://127.0.0.1:8080", Some(("localhost", "http://localhost:8080")));
    check("http://[::1]:8080", Some(("localhost", "http://localhost:8080")));
    check("http://localhost:80", Some(("localhost", "http://localhost")));
    check("http://paper.example", None);
    check("https://192.168.1.5", None);
    check("http://192.168.1.5:8080", None);
}
