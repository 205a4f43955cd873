//! What servers do to a body before they send it, and what they say about it.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

/// How a body is encoded, and whether the server says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coding {
    /// As it is.
    #[default]
    Plain,
    /// `gzip`.
    Gzip,
    /// `deflate`, as the standard has it (with zlib's wrapping).
    Deflate,
    /// `deflate`, as some servers have it (without).
    RawDeflate,
    /// `br`.
    Brotli,
    /// `zstd`.
    Zstd,
    /// Says `gzip` and sends plain text.
    Lie,
    /// Says nothing and sends gzip.
    Silent,
    /// Says `gzip` and breaks off in the middle of it.
    Broken,
}

impl Coding {
    /// The `Content-Encoding` header, if there is one.
    #[must_use]
    pub fn header(self) -> Option<&'static str> {
        match self {
            Coding::Plain | Coding::Silent => None,
            Coding::Gzip | Coding::Lie | Coding::Broken => Some("gzip"),
            Coding::Deflate | Coding::RawDeflate => Some("deflate"),
            Coding::Brotli => Some("br"),
            Coding::Zstd => Some("zstd"),
        }
    }

    /// The bytes that are sent.
    pub(crate) fn encode(self, body: &[u8]) -> Vec<u8> {
        let encoded = match self {
            Coding::Plain | Coding::Lie => Ok(body.to_vec()),
            Coding::Gzip | Coding::Silent => gzip(body),
            Coding::Broken => gzip(body).map(|mut bytes| {
                bytes.truncate(bytes.len() / 2);
                bytes
            }),
            Coding::Deflate => {
                let mut out = ZlibEncoder::new(Vec::new(), Compression::fast());
                out.write_all(body).and_then(|()| out.finish())
            }
            Coding::RawDeflate => {
                let mut out = DeflateEncoder::new(Vec::new(), Compression::fast());
                out.write_all(body).and_then(|()| out.finish())
            }
            Coding::Brotli => Ok(brotli(body)),
            Coding::Zstd => zstd::encode_all(body, 1),
        };
        encoded.unwrap_or_default()
    }
}

fn gzip(body: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(body)?;
    out.finish()
}

/// Brotli without compression (RFC 7932, 9.2): a window of 16 bits, then stored blocks of up to
/// 65,536 bytes, then an empty last one. Enough to be decoded, and no encoder is needed.
fn brotli(body: &[u8]) -> Vec<u8> {
    // The window takes one bit (0), so each first header starts at bit 1 and the rest at bit 0.
    let mut out = Vec::with_capacity(body.len() + 8);
    for (number, block) in body.chunks(1 << 16).enumerate() {
        let length = u32::try_from(block.len() - 1).unwrap_or(0);
        // ISLAST 0, MNIBBLES 00 (four nibbles), the length less one, ISUNCOMPRESSED 1.
        let bits = (length << 3) | (1 << 19);
        let bits = if number == 0 { bits << 1 } else { bits };
        out.extend(&bits.to_le_bytes()[..3]);
        out.extend(block);
    }
    // Nothing stored at all still needs its window: bit 0, then ISLAST and ISLASTEMPTY.
    out.push(if body.is_empty() { 0b110 } else { 0b11 });
    out
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_sent_is_what_is_said() {
        let body = b"tide ".repeat(40_000);
        let mut text = Vec::new();
        let gzip = Coding::Gzip.encode(&body);
        flate2::read::GzDecoder::new(gzip.as_slice()).read_to_end(&mut text).expect("gzip");
        assert_eq!(text, body);
        assert_eq!(Coding::Silent.encode(&body), gzip);
        assert_eq!(Coding::Lie.encode(&body), body);
        assert_eq!(zstd::decode_all(Coding::Zstd.encode(&body).as_slice()).expect("zstd"), body);
        assert!(Coding::Broken.encode(&body).len() < gzip.len());
    }

    #[test]
    fn stored_brotli_has_the_headers_of_the_standard() {
        assert_eq!(brotli(b""), [0b110]);
        // Bits, lowest first: window 0, last 0, nibbles 00, length-1 (16 bits), stored 1.
        assert_eq!(brotli(b"ab"), [0b0001_0000, 0, 0b1_0000, b'a', b'b', 0b11]);
    }
}
