//! Undoes the compression of an answer, within a limit.
//!
//! Servers say one thing and send another: `gzip` over plain text, gzip without a word or twice over,
//! raw deflate for zlib. [`decode`] believes the bytes before the header. The limit counts what
//! comes out, so a bomb stops at the limit, however small it came in.

use std::io::{self, BufRead, Read};

/// Encodings over encodings beyond this are a bomb, not thrift.
const MOST_LAYERS: usize = 2;

/// How far we look to tell plain text from compressed bytes.
const PLAIN_PROBE: usize = 512;

/// RFC 9659: a zstd window on the web is at most 8 MB. Without this cap a header of a few bytes
/// makes the decoder reserve 128 MB.
const ZSTD_WINDOW_LOG: u32 = 23;

/// What we tell servers that we understand.
pub(crate) const ACCEPTED_ENCODINGS: &str = "gzip, br, zstd, deflate";

/// Why bytes could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DecodeError {
    /// More came out than the limit.
    TooLarge,
    /// Broken off, or not what the header says and nothing that we can guess. What came out before
    /// is inside.
    Garbled(Vec<u8>),
}

impl DecodeError {
    fn nothing() -> DecodeError {
        DecodeError::Garbled(Vec::new())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Coding {
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

/// The bytes that were meant, at most `limit` of them. `header` is `Content-Encoding` as sent.
pub(crate) fn decode(raw: Vec<u8>, header: &str, limit: usize) -> Result<Vec<u8>, DecodeError> {
    let codings: Vec<Coding> = header.split(',').rev().filter_map(coding).collect();
    if codings.len() > MOST_LAYERS {
        return Err(DecodeError::nothing());
    }
    let mut bytes = raw;
    for &coding in &codings {
        match decode_one(coding, &bytes, limit) {
            Ok(decoded) => bytes = decoded,
            Err(DecodeError::Garbled(_)) if looks_plain(&bytes) => {}
            Err(error) => return Err(error),
        }
    }
    // A `feed.xml.gz`, or a server that compresses and does not say so, or does it once more than
    // it says.
    if codings.len() < MOST_LAYERS && is_gzip(&bytes) {
        bytes = decode_one(Coding::Gzip, &bytes, limit)?;
    }
    if bytes.len() > limit { Err(DecodeError::TooLarge) } else { Ok(bytes) }
}

/// The coding that a name in the header means; none for `identity` and for words that are no
/// encoding at all (`utf-8` is a common one).
fn coding(name: &str) -> Option<Coding> {
    match name.trim().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => Some(Coding::Gzip),
        "deflate" => Some(Coding::Deflate),
        "br" => Some(Coding::Brotli),
        "zstd" => Some(Coding::Zstd),
        _ => None,
    }
}

fn decode_one(coding: Coding, bytes: &[u8], limit: usize) -> Result<Vec<u8>, DecodeError> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    match coding {
        Coding::Gzip => gunzip(bytes, limit),
        Coding::Deflate => match read_all(flate2::bufread::ZlibDecoder::new(bytes), limit) {
            Err(DecodeError::Garbled(out)) if out.is_empty() => {
                read_all(flate2::bufread::DeflateDecoder::new(bytes), limit)
            }
            done => done,
        },
        Coding::Brotli => read_all(brotli_decompressor::Decompressor::new(bytes, 4096), limit),
        Coding::Zstd => {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(bytes)
                .map_err(|_| DecodeError::nothing())?;
            decoder.window_log_max(ZSTD_WINDOW_LOG).map_err(|_| DecodeError::nothing())?;
            read_all(decoder, limit)
        }
    }
}

/// All members of a gzip file. What follows the last member is ignored, as every browser does.
fn gunzip(bytes: &[u8], limit: usize) -> Result<Vec<u8>, DecodeError> {
    let mut rest = bytes;
    let mut out = Vec::new();
    loop {
        let mut member = flate2::bufread::GzDecoder::new(rest);
        match read_all(&mut member, limit - out.len()) {
            Ok(mut more) => out.append(&mut more),
            Err(DecodeError::Garbled(mut more)) => {
                out.append(&mut more);
                return Err(DecodeError::Garbled(out));
            }
            Err(error) => return Err(error),
        }
        rest = member.into_inner();
        if !is_gzip(rest.fill_buf().unwrap_or_default()) {
            return Ok(out);
        }
    }
}

fn read_all(decoder: impl Read, limit: usize) -> Result<Vec<u8>, DecodeError> {
    let mut out = Vec::new();
    let one_more = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read: io::Result<usize> = decoder.take(one_more).read_to_end(&mut out);
    match read {
        _ if out.len() > limit => Err(DecodeError::TooLarge),
        Ok(_) => Ok(out),
        Err(_) => Err(DecodeError::Garbled(out)),
    }
}

fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 0x08])
}

/// Text holds no control bytes but white space; half a kilobyte of compressed bytes always does.
pub(crate) fn looks_plain(bytes: &[u8]) -> bool {
    let probe = &bytes[..bytes.len().min(PLAIN_PROBE)];
    probe.iter().all(|byte| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const LIMIT: usize = 64 * 1024;
    const TEXT: &[u8] =
        b"<rss version=\"2.0\"><channel><title>Hill Gazette</title></channel></rss>";

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(Vec::new(), Compression::best());
        out.write_all(bytes).expect("memory");
        out.finish().expect("memory")
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut out = ZlibEncoder::new(Vec::new(), Compression::best());
        out.write_all(bytes).expect("memory");
        out.finish().expect("memory")
    }

    fn raw_deflate(bytes: &[u8]) -> Vec<u8> {
        let mut out = DeflateEncoder::new(Vec::new(), Compression::best());
        out.write_all(bytes).expect("memory");
        out.finish().expect("memory")
    }

    fn zstd_of(bytes: &[u8]) -> Vec<u8> {
        zstd::encode_all(bytes, 3).expect("memory")
    }

    /// `TEXT` in one uncompressed brotli block, written by hand: we carry no encoder.
    fn brotli() -> Vec<u8> {
        // WBITS=16 (0), ISLAST=0, MNIBBLES=4 (00), MLEN-1 in 16 bits, ISUNCOMPRESSED=1.
        let length = u32::try_from(TEXT.len() - 1).expect("short");
        let bits: u32 = (length << 4) | (1 << 20);
        // The last byte is ISLAST=1, ISLASTEMPTY=1.
        [&bits.to_le_bytes()[..3], TEXT, &[0x03]].concat()
    }

    #[track_caller]
    fn check(raw: Vec<u8>, header: &str) {
        assert_eq!(decode(raw, header, LIMIT).as_deref(), Ok(TEXT), "{header}");
    }

    #[test]
    fn undoes_every_encoding() {
        check(TEXT.to_vec(), "");
        check(gzip(TEXT), "gzip");
        check(gzip(TEXT), "X-GZIP");
        check(zlib(TEXT), "deflate");
        check(brotli(), "br");
        check(zstd_of(TEXT), "zstd");
        check(gzip(&zstd_of(TEXT)), "zstd, gzip");
        check([gzip(&TEXT[..9]), gzip(&TEXT[9..])].concat(), "gzip");
        assert_eq!(decode(Vec::new(), "gzip", LIMIT), Ok(Vec::new()));
    }

    #[test]
    fn believes_the_bytes_before_the_header() {
        check(TEXT.to_vec(), "gzip");
        check(TEXT.to_vec(), "deflate");
        check(TEXT.to_vec(), "zstd");
        check(TEXT.to_vec(), "br");
        check(TEXT.to_vec(), "identity");
        check(TEXT.to_vec(), "utf-8");
        check(gzip(TEXT), "");
        check(raw_deflate(TEXT), "deflate");
        check([gzip(TEXT), b"\0\0trailing".to_vec()].concat(), "gzip");
        check(gzip(&gzip(TEXT)), "gzip");
        check(gzip(&brotli()), "br, gzip");
    }

    #[track_caller]
    fn check_garbled(raw: Vec<u8>, header: &str) -> Vec<u8> {
        match decode(raw, header, LIMIT) {
            Err(DecodeError::Garbled(out)) => out,
            other => panic!("{header}: {other:?}"),
        }
    }

    #[test]
    fn gives_up_on_garbage() {
        assert_eq!(check_garbled(zstd_of(TEXT), "gzip"), b"");
        assert_eq!(check_garbled(gzip(&gzip(&gzip(TEXT))), "gzip, gzip, gzip"), b"");
    }

    #[test]
    fn what_came_before_a_break_is_kept() {
        let text = TEXT.repeat(100);
        for (raw, header) in
            [(gzip(&text), "gzip"), (zlib(&text), "deflate"), (raw_deflate(&text), "deflate")]
        {
            let half = check_garbled(raw[..raw.len() - 12].to_vec(), header);
            assert!(half.len() > 70 && text.starts_with(&half), "{header}: {}", half.len());
        }
        let cut = check_garbled(brotli()[..40].to_vec(), "br");
        assert!(TEXT.starts_with(&cut));
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let zeros = vec![b' '; 8 << 20];
        for (raw, header) in
            [(gzip(&zeros), "gzip"), (zlib(&zeros), "deflate"), (zstd_of(&zeros), "zstd")]
        {
            assert_eq!(decode(raw, header, LIMIT), Err(DecodeError::TooLarge), "{header}");
        }
        assert_eq!(decode(gzip(&zeros), "", LIMIT), Err(DecodeError::TooLarge));
        assert_eq!(decode(gzip(&gzip(&zeros)), "gzip, gzip", LIMIT), Err(DecodeError::TooLarge));
        let many = gzip(&[b' '; 1000]).repeat(100);
        assert_eq!(decode(many, "gzip", LIMIT), Err(DecodeError::TooLarge));
        assert_eq!(decode(zeros, "", LIMIT), Err(DecodeError::TooLarge));
    }

    #[test]
    fn a_zstd_header_cannot_reserve_memory() {
        // Magic, a frame header without content size, and a window descriptor of 128 MB.
        let greedy = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x88, 0x01, 0x00, 0x00];
        assert_eq!(decode(greedy, "zstd", LIMIT), Err(DecodeError::nothing()));
    }
}
