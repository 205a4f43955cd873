//! Connection troubles in words for a reader.
//!
//! The HTTP library wraps the cause several times over; [`trouble`] digs it out and says what stood
//! in the way. The guard's own refusals come back through here too, since the library asks our
//! resolver.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use rustls::CertificateError;

use crate::Error;
use crate::resolve::ResolveError;

/// The library's error as ours.
pub(crate) fn trouble(site: String, error: &reqwest::Error, connect: Duration) -> Error {
    if let Some(ResolveError::Refused(why)) = find(error) {
        return Error::Refused { site, why: why.clone() };
    }
    if error.is_timeout() {
        return Error::Timeout { site, limit: connect };
    }
    if let Some(ResolveError::Unknown(_)) = find(error) {
        let why = "no such name is known; check the address and this computer's connection";
        return Error::Unreachable { site, why: why.to_owned() };
    }
    if let Some(tls) = find::<rustls::Error>(error) {
        return Error::Unreachable { site, why: tls_words(tls) };
    }
    if let Some(why) = find::<io::Error>(error).and_then(io_words) {
        return Error::Unreachable { site, why: why.to_owned() };
    }
    let why = deepest(error);
    if error.is_connect() {
        Error::Unreachable { site, why }
    } else {
        Error::BadResponse { site, why }
    }
}

/// What the innermost cause says: the outer ones only say that there was one.
pub(crate) fn deepest(error: Cause<'_>) -> String {
    causes(error).last().map(ToString::to_string).unwrap_or_default()
}

type Cause<'e> = &'e (dyn StdError + 'static);

/// The error and what caused it, outermost first. An I/O error may hold another error without
/// calling it its source.
fn causes(error: Cause<'_>) -> impl Iterator<Item = Cause<'_>> {
    std::iter::successors(Some(error), |&error| {
        match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner as Cause<'_>),
            None => error.source(),
        }
    })
}

/// The innermost cause of a type.
fn find<T: StdError + 'static>(error: Cause<'_>) -> Option<&T> {
    causes(error).filter_map(|cause| cause.downcast_ref()).last()
}

fn tls_words(error: &rustls::Error) -> String {
    match error {
        rustls::Error::InvalidCertificate(
            CertificateError::Expired | CertificateError::ExpiredContext { .. },
        ) => "its certificate has expired; its owner must renew it".to_owned(),
        rustls::Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => "its certificate is for another name; check the address".to_owned(),
        rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer) => {
            "its certificate is signed by nobody that this computer trusts".to_owned()
        }
        rustls::Error::InvalidMessage(_) => "it does not speak https; try http://".to_owned(),
        other => format!("the encrypted connection failed ({other})"),
    }
}

fn io_words(error: &io::Error) -> Option<&'static str> {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Some("nothing answers there; the server may be down"),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => Some("it closed the connection in the middle"),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
            Some("no way leads there; check this computer's connection")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(error: rustls::Error, expected: &str) {
        let wrapped = io::Error::other(error);
        let found = find::<rustls::Error>(&wrapped).expect("it is inside");
        assert_eq!(tls_words(found), expected);
    }

    #[test]
    fn certificates_are_explained() {
        check(
            rustls::Error::InvalidCertificate(CertificateError::Expired),
            "its certificate has expired; its owner must renew it",
        );
        check(
            rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer),
            "its certificate is signed by nobody that this computer trusts",
        );
        check(
            rustls::Error::HandshakeNotComplete,
            "the encrypted connection failed (handshake not complete)",
        );
    }

    #[test]
    fn the_innermost_cause_is_told() {
        let inner = io::Error::new(io::ErrorKind::ConnectionRefused, "inner words");
        assert_eq!(deepest(&inner), "inner words");
        assert_eq!(io_words(&inner), Some("nothing answers there; the server may be down"));
    }
}
