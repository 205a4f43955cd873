//! Letters to a real mail server on loopback: what it is told, what is refused, that nothing is sent
//! in the clear to a server that promised otherwise.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dateline_fetch::{Letter, MailError, MailSettings, Mailer, Url};
use dateline_model::Secret;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use crate::world::listen;

/// What a server was told, line by line.
type Heard = Arc<Mutex<Vec<String>>>;

/// A mail server that answers `RCPT` with `verdict` and offers no TLS.
async fn serve(verdict: &'static str) -> (SocketAddr, Heard) {
    let (listener, address) = listen().await;
    let heard = Heard::default();
    let all = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(converse(socket, verdict, Arc::clone(&all)));
        }
    });
    (address, heard)
}

async fn converse(socket: TcpStream, verdict: &'static str, heard: Heard) {
    let (read, mut write) = socket.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut answer = "220 mail.example\r\n".to_owned();
    let mut in_letter = false;
    loop {
        if write.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
        let Ok(Some(line)) = lines.next_line().await else { return };
        heard.lock().expect("no panic").push(line.clone());
        let verb = line.split(' ').next().unwrap_or_default().to_ascii_uppercase();
        answer = match verb.as_str() {
            "." if in_letter => {
                in_letter = false;
                "250 taken\r\n".to_owned()
            }
            _ if in_letter => String::new(),
            "EHLO" => "250-mail.example\r\n250 AUTH PLAIN\r\n".to_owned(),
            "AUTH" => "235 welcome\r\n".to_owned(),
            "RCPT" => format!("{verdict}\r\n"),
            "DATA" => {
                in_letter = true;
                "354 go on\r\n".to_owned()
            }
            "QUIT" => "221 bye\r\n".to_owned(),
            _ => "250 well\r\n".to_owned(),
        };
    }
}

fn mailer(server: &str, user: &str) -> Mailer {
    Mailer::new(&MailSettings {
        server: Url::parse(server).expect("an address"),
        user: user.to_owned(),
        password: Some(Secret::new("hush")),
        from: "Dateline <paper@paper.example>".to_owned(),
    })
    .expect("it is well")
}

fn letter() -> Letter {
    Letter {
        to: "ada@example.org".to_owned(),
        subject: "Ein neues Paßwort".to_owned(),
        text: "Hallo\n.\nhttps://paper.example/reset?token=abc\n".to_owned(),
    }
}

#[tokio::test]
async fn a_letter_arrives_whole() {
    let (address, heard) = serve("250 well").await;
    mailer(&format!("smtp://{address}"), "paper").send(&letter()).await.expect("it arrives");
    let heard = heard.lock().expect("no panic").join("\n");
    let sign_in = format!("AUTH PLAIN {}", STANDARD.encode("\0paper\0hush"));
    for line in [
        sign_in.as_str(),
        "MAIL FROM:<paper@paper.example>",
        "RCPT TO:<ada@example.org>",
        "From: Dateline <paper@paper.example>",
        "To: ada@example.org",
        "Auto-Submitted: auto-generated",
        "Hallo",
        "..",
        "https://paper.example/reset?token=abc",
    ] {
        assert!(heard.lines().any(|one| one.starts_with(line)), "{line} in\n{heard}");
    }
    assert!(
        heard.contains("Subject: =?utf-8?") || heard.contains("Subject: Ein neues =?utf-8?"),
        "{heard}"
    );
}

#[tokio::test]
async fn a_refusal_is_told_from_a_busy_server() {
    let (address, _) = serve("550 no such mailbox").await;
    let error = mailer(&format!("smtp://{address}"), "").send(&letter()).await;
    let MailError::Refused(why) = error.expect_err("refused") else { panic!("it lasts") };
    assert!(why.contains("no such mailbox"), "{why}");
    let (address, _) = serve("451 later").await;
    let error = mailer(&format!("smtp://{address}"), "").send(&letter()).await;
    assert!(matches!(error, Err(MailError::Later(_))), "{error:?}");
    let (listener, gone) = listen().await;
    drop(listener);
    let error = mailer(&format!("smtp://{gone}"), "").send(&letter()).await;
    assert!(matches!(error, Err(MailError::Later(_))), "{error:?}");
}

#[tokio::test]
async fn a_server_that_cannot_keep_a_secret_is_told_none() {
    for scheme in ["smtp+starttls", "smtps"] {
        let (address, heard) = serve("250 well").await;
        let mailer = mailer(&format!("{scheme}://{address}"), "paper");
        let error = mailer.send(&letter()).await;
        assert!(error.is_err(), "{scheme}: {error:?}");
        let heard = heard.lock().expect("no panic").join("\n");
        assert!(!heard.contains("AUTH") && !heard.contains("RCPT"), "{scheme}: {heard}");
    }
}
