//! A name server of our own, and how the client fares with one that lies.
//!
//! The server answers real DNS packets over UDP; the lookup asks it for both kinds of address and
//! follows aliases, as a system's resolver does. The names are allowed where the test needs a
//! connection, since every address on loopback is special.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use dateline_fetch::{Client, Error, Lookup};
use tokio::net::UdpSocket;

use crate::world::{Canary, get, settings, url};

const A: u16 = 1;
const CNAME: u16 = 5;
const AAAA: u16 = 28;

/// One record of an answer. All have a time to live of zero.
#[derive(Clone)]
enum Record {
    V4(Ipv4Addr),
    V6(Ipv6Addr),
    Alias(&'static str),
}

use Record::{Alias, V4, V6};

/// What the server says of a name: the records of its first, second, … and last answer.
type Zone = HashMap<&'static str, Vec<Vec<Record>>>;

/// A running name server.
struct NameServer {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<(String, u16)>>>,
}

impl NameServer {
    async fn new(zone: Zone) -> NameServer {
        let socket = UdpSocket::bind("127.0.0.1:0").await.expect("a free port");
        let address = socket.local_addr().expect("it is bound");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&asked);
        tokio::spawn(async move {
            let mut packet = [0; 512];
            while let Ok((length, from)) = socket.recv_from(&mut packet).await {
                let (name, kind) = question(&packet[..length]);
                let before = {
                    let mut list = list.lock().expect("no test panics here");
                    list.push((name.clone(), kind));
                    list.iter().filter(|(known, asked)| *known == name && *asked == kind).count()
                };
                let answers = zone.get(name.as_str()).map_or(&[][..], Vec::as_slice);
                let records = answers.get(before - 1).or(answers.last()).cloned();
                let reply = answer(&packet[..length], kind, &records.unwrap_or_default());
                let _ = socket.send_to(&reply, from).await;
            }
        });
        NameServer { address, asked }
    }

    /// How often it was asked for a kind of record.
    fn asked(&self, kind: u16) -> usize {
        let list = self.asked.lock().expect("no test panics here");
        list.iter().filter(|(_, asked)| *asked == kind).count()
    }

    /// A client that asks this server and no other.
    fn client(&self, allowed: &[&str]) -> Client {
        let mut settings = settings();
        settings.allowed_networks =
            allowed.iter().map(|name| name.parse().expect("a host")).collect();
        Client::with_lookup(&settings, resolver(self.address)).expect("a client")
    }
}

/// The first question of a packet.
fn question(packet: &[u8]) -> (String, u16) {
    let (name, end) = name_at(packet, 12);
    (name, u16::from_be_bytes([packet[end], packet[end + 1]]))
}

/// A name and where it ends; a pointer (two bytes) ends it.
fn name_at(packet: &[u8], mut at: usize) -> (String, usize) {
    let mut labels: Vec<String> = Vec::new();
    loop {
        let length = usize::from(packet[at]);
        match length {
            0 => return (labels.join("."), at + 1),
            1..64 => {
                labels.push(String::from_utf8_lossy(&packet[at + 1..=at + length]).into_owned());
                at += length + 1;
            }
            _ => {
                let to = usize::from(u16::from_be_bytes([packet[at] & 0x3f, packet[at + 1]]));
                labels.push(name_at(packet, to).0);
                return (labels.join("."), at + 2);
            }
        }
    }
}

fn written(name: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for label in name.split('.') {
        out.push(u8::try_from(label.len()).expect("a short label"));
        out.extend_from_slice(label.as_bytes());
    }
    out.push(0);
    out
}

/// The reply to a query: the records of its kind, and aliases whatever was asked.
fn answer(query: &[u8], kind: u16, records: &[Record]) -> Vec<u8> {
    let (_, end) = name_at(query, 12);
    let fitting: Vec<(u16, Vec<u8>)> = records
        .iter()
        .filter_map(|record| match record {
            V4(v4) if kind == A => Some((A, v4.octets().to_vec())),
            V6(v6) if kind == AAAA => Some((AAAA, v6.octets().to_vec())),
            Alias(name) => Some((CNAME, written(name))),
            V4(_) | V6(_) => None,
        })
        .collect();
    let count = u16::try_from(fitting.len()).expect("few records").to_be_bytes();
    let mut out = [&query[..2], &[0x81, 0x80, 0, 1], &count, &[0; 4]].concat();
    out.extend_from_slice(&query[12..end + 4]);
    for (kind, value) in fitting {
        let length = u16::try_from(value.len()).expect("a short value").to_be_bytes();
        out.extend_from_slice(&[0xc0, 12]);
        out.extend_from_slice(&kind.to_be_bytes());
        out.extend_from_slice(&[0, 1, 0, 0, 0, 0]);
        out.extend_from_slice(&length);
        out.extend_from_slice(&value);
    }
    out
}

/// What a reply holds.
fn read(reply: &[u8]) -> (Vec<IpAddr>, Option<String>) {
    let count = u16::from_be_bytes([reply[6], reply[7]]);
    let (_, end) = name_at(reply, 12);
    let (mut addresses, mut alias, mut at) = (Vec::new(), None, end + 4);
    for _ in 0..count {
        let (_, end) = name_at(reply, at);
        let kind = u16::from_be_bytes([reply[end], reply[end + 1]]);
        let length = usize::from(u16::from_be_bytes([reply[end + 8], reply[end + 9]]));
        let value = &reply[end + 10..end + 10 + length];
        match kind {
            A => addresses.push(<[u8; 4]>::try_from(value).expect("four bytes").into()),
            AAAA => addresses.push(<[u8; 16]>::try_from(value).expect("sixteen bytes").into()),
            _ => alias = Some(name_at(reply, end + 10).0),
        }
        at = end + 10 + length;
    }
    (addresses, alias)
}

/// A resolver that asks one server for both kinds of address, through a chain of aliases.
fn resolver(server: SocketAddr) -> Lookup {
    Arc::new(move |host| {
        Box::pin(async move {
            let mut all = Vec::new();
            for kind in [A, AAAA] {
                let mut name = host.clone();
                for _ in 0..8 {
                    let (addresses, alias) = read(&ask(server, &name, kind).await?);
                    all.extend(addresses);
                    match alias {
                        Some(alias) => name = alias,
                        None => break,
                    }
                }
            }
            if all.is_empty() { Err(io::ErrorKind::NotFound.into()) } else { Ok(all) }
        })
    })
}

async fn ask(server: SocketAddr, name: &str, kind: u16) -> io::Result<Vec<u8>> {
    let socket = UdpSocket::bind("127.0.0.1:0").await?;
    let mut query = vec![0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    query.extend(written(name));
    query.extend([kind.to_be_bytes(), [0, 1]].concat());
    socket.send_to(&query, server).await?;
    let mut reply = vec![0; 2048];
    let length = socket.recv(&mut reply).await?;
    reply.truncate(length);
    Ok(reply)
}

const HERE: Record = V4(Ipv4Addr::LOCALHOST);
/// An address of this host where no test listens.
const NOBODY: Record = V4(Ipv4Addr::new(127, 0, 0, 2));
const PUBLIC: Record = V4(Ipv4Addr::new(1, 1, 1, 1));

/// The answer that was checked is the answer that is used: there is no second question.
#[tokio::test]
async fn a_second_answer_is_never_asked_for() {
    let canary = Canary::new().await;
    let zone = Zone::from([("turn.example", vec![vec![NOBODY], vec![HERE]])]);
    let server = NameServer::new(zone).await;
    let client = server.client(&["turn.example"]);
    let target = url(&format!("http://turn.example:{}/", canary.address.port()));
    let error = get(&client, target).await.expect_err("nobody is there");
    assert!(matches!(error, Error::Unreachable { .. }), "{error}");
    assert_eq!((server.asked(A), server.asked(AAAA)), (1, 1), "one lookup for one connection");
    assert_eq!(canary.visits().await, 0);
}

/// Names that lead inside in part, by an alias, in the other kind of address or far down a list.
#[tokio::test]
async fn a_name_that_leads_inside_in_any_part_is_refused() {
    let canary = Canary::new().await;
    let many = [vec![PUBLIC; 40], vec![HERE]].concat();
    let zone = Zone::from([
        ("plain.example", vec![vec![HERE]]),
        ("mixed.example", vec![vec![PUBLIC, HERE]]),
        ("six.example", vec![vec![PUBLIC, V6(Ipv6Addr::LOCALHOST)]]),
        ("mapped.example", vec![vec![V6(Ipv4Addr::LOCALHOST.to_ipv6_mapped())]]),
        ("many.example", vec![many]),
        ("alias.example", vec![vec![Alias("next.example")]]),
        ("next.example", vec![vec![Alias("plain.example")]]),
        ("half.example", vec![vec![PUBLIC, Alias("plain.example")]]),
    ]);
    let server = NameServer::new(zone).await;
    let client = server.client(&[]);
    for name in ["plain", "mixed", "six", "mapped", "many", "alias", "half", "PLAIN"] {
        let target = url(&format!("http://{name}.example:{}/", canary.address.port()));
        let error = get(&client, target).await.expect_err(name);
        assert!(matches!(error, Error::Refused { .. }), "{name}: {error}");
    }
    assert_eq!(canary.visits().await, 0);
}

/// A name that was public on the first visit and leads inside on the next is refused then: no
/// verdict outlives its answer.
#[tokio::test]
async fn every_visit_asks_and_checks_again() {
    let canary = Canary::new().await;
    let zone = Zone::from([("later.example", vec![vec![NOBODY], vec![HERE]])]);
    let server = NameServer::new(zone).await;
    let mut settings = settings();
    settings.allowed_networks = vec!["127.0.0.2".parse().expect("an address")];
    let client = Client::with_lookup(&settings, resolver(server.address)).expect("a client");
    let target = url(&format!("http://later.example:{}/", canary.address.port()));
    let error = get(&client, target.clone()).await.expect_err("nobody is there");
    assert!(matches!(error, Error::Unreachable { .. }), "{error}");
    let error = get(&client, target).await.expect_err("now it leads inside");
    assert!(matches!(error, Error::Refused { .. }), "{error}");
    assert_eq!(server.asked(A), 2);
    assert_eq!(canary.visits().await, 0);
}
