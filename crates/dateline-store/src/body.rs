//! Large values as the database keeps them: JSON, compressed.
//!
//! An article's text stands in its draft three times over (HTML, text, quotes), so compression
//! pays well. On values of 3 to 20 KB zstd's level 1 leaves 1 to 4 % more than level 3, for six
//! tenths of its time.

use std::cell::RefCell;

use dateline_model::{Draft, Study};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zstd::bulk::{Compressor, Decompressor};

use crate::{Error, Result, recent};

const LEVEL: i32 = 1;

/// No value of ours is larger; a length beyond it is damage, and is not believed.
const LARGEST_BYTES: usize = 64 * 1024 * 1024;

/// Bytes before the compressed ones that hold the length of the original.
const LENGTH_BYTES: usize = 4;

thread_local! {
    // Setting up a compressor costs as much as compressing an article.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// An article's text and what was understood of it, as read from the database.
#[derive(Deserialize)]
pub(crate) struct Body {
    pub(crate) draft: Draft,
    pub(crate) study: Study,
}

/// An article's text and what was understood of it, on the way to the database.
#[derive(Serialize)]
pub(crate) struct BodyRef<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) study: &'a Study,
}

/// The value whose JSON was packed.
pub(crate) fn unpack<T: DeserializeOwned>(packed: &[u8]) -> Result<T> {
    serde_json::from_slice(&unpack_bytes(packed)?).map_err(Error::unavailable)
}

/// Packs bytes that this process is about to unpack with [`unpack_new`].
pub(crate) fn pack_new(bytes: Vec<u8>) -> Result<Vec<u8>> {
    let packed = pack_bytes(&bytes)?;
    recent::keep(&packed, bytes);
    Ok(packed)
}

/// Unpacks what [`pack_new`] made, most likely a moment ago.
pub(crate) fn unpack_new(packed: &[u8]) -> Result<Vec<u8>> {
    recent::take(packed).map_or_else(|| unpack_bytes(packed), Ok)
}

/// Packs bytes.
pub(crate) fn pack_bytes(bytes: &[u8]) -> Result<Vec<u8>> {
    let length = u32::try_from(bytes.len()).map_err(Error::unavailable)?;
    COMPRESSOR.with_borrow_mut(|kept| {
        let compressor = match kept {
            Some(compressor) => compressor,
            None => kept.insert(Compressor::new(LEVEL).map_err(Error::unavailable)?),
        };
        let packed = compressor.compress(bytes).map_err(Error::unavailable)?;
        Ok([length.to_le_bytes().as_slice(), &packed].concat())
    })
}

/// Unpacks what [`pack_bytes`] made.
pub(crate) fn unpack_bytes(packed: &[u8]) -> Result<Vec<u8>> {
    let Some((length, packed)) = packed.split_first_chunk::<LENGTH_BYTES>() else {
        return Err(Error::unavailable("a packed value is cut short"));
    };
    let length = u32::from_le_bytes(*length) as usize;
    if length > LARGEST_BYTES {
        return Err(Error::unavailable("a packed value claims to be larger than any we wrote"));
    }
    DECOMPRESSOR.with_borrow_mut(|kept| {
        let decompressor = match kept {
            Some(decompressor) => decompressor,
            None => kept.insert(Decompressor::new().map_err(Error::unavailable)?),
        };
        decompressor.decompress(packed, length).map_err(Error::unavailable)
    })
}

/// A unit enum's word (`member`, `video`), as its serde form has it.
pub(crate) fn word(value: &impl Serialize) -> Result<String> {
    match serde_json::to_value(value).map_err(Error::unavailable)? {
        serde_json::Value::String(word) => Ok(word),
        other => Err(Error::unavailable(format!("{other} is not a word"))),
    }
}

/// The unit enum that [`word`] named.
pub(crate) fn from_word<T: DeserializeOwned>(word: String) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(Error::unavailable)
}

/// JSON text of a small value that stands in a column of its own.
pub(crate) fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::unavailable)
}

/// The value of a column that [`json`] wrote.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(Error::unavailable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        for text in ["", "a", &"once upon a time ".repeat(1_000)] {
            let packed = pack_bytes(text.as_bytes()).expect("packs");
            assert_eq!(unpack_bytes(&packed).expect("unpacks"), text.as_bytes());
        }
    }

    #[test]
    fn damage_is_an_error_not_a_panic() {
        let packed = pack_bytes(b"once upon a time").expect("packs");
        assert!(unpack_bytes(&packed[..3]).is_err());
        assert!(unpack_bytes(&packed[..9]).is_err());
        assert!(unpack_bytes(&[0xff; 40]).is_err());
    }
}
