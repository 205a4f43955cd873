//! An AVIF file without what stands beside its picture.
//!
//! Decoding AVIF would need a library in C, so its pixels go on as they came. What a camera or an
//! editor put beside them (place, names, serial numbers) are items and boxes of their own: their bytes
//! are overwritten where they stand, so that nothing moves and every offset stays right.
//!
//! Sources: ISO/IEC 14496-12 (boxes, `iinf`, `iloc`), ISO/IEC 23008-12 (`Exif` and `mime` items), AV1
//! Image File Format. A file that cannot be read to the end is none that is passed on.

use std::collections::HashSet;
use std::ops::Range;

/// Items that are the picture or say how its parts make it.
const PICTURE_ITEMS: [&[u8; 4]; 5] = [b"av01", b"grid", b"iden", b"iovl", b"tmap"];

/// Boxes of a file, and of a moving picture in it, that make the picture; every other is blanked.
const PICTURE_BOXES: [&[u8; 4]; 4] = [b"ftyp", b"meta", b"mdat", b"moov"];
const MOVIE_BOXES: [&[u8; 4]; 3] = [b"mvhd", b"trak", b"iods"];
const TRACK_BOXES: [&[u8; 4]; 5] = [b"tkhd", b"edts", b"tref", b"mdia", b"trgr"];

/// More items, or stretches of them, than any camera writes.
const MOST_ITEMS: usize = 4_096;

/// The file with everything blanked that is not the picture; none when it is damaged.
pub(super) fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.to_vec();
    for one in boxes(bytes, 0..bytes.len())? {
        match &one.kind {
            b"meta" => blank_items(bytes, &mut out, &one)?,
            b"moov" => blank_movie(bytes, &mut out, &one)?,
            kind if !PICTURE_BOXES.contains(&kind) => blank_box(&mut out, &one)?,
            _ => {}
        }
    }
    Some(out)
}

/// A box: its kind and where it and its content stand.
struct Part {
    kind: [u8; 4],
    start: usize,
    content: Range<usize>,
}

/// The boxes in a range; none when one reaches beyond it.
fn boxes(bytes: &[u8], range: Range<usize>) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let mut input = Input { bytes, at, end: range.end };
        let size = input.number(4)?;
        let kind = input.four()?;
        let size = match size {
            0 => range.end - at,
            1 => input.number(8)?,
            size => size,
        };
        let end = at.checked_add(size)?;
        if end > range.end || end < input.at {
            return None;
        }
        parts.push(Part { kind, start: at, content: input.at..end });
        at = end;
    }
    Some(parts)
}

/// Makes a box free space.
fn blank_box(out: &mut [u8], part: &Part) -> Option<()> {
    out.get_mut(part.start + 4..part.start + 8)?.copy_from_slice(b"free");
    out.get_mut(part.content.clone())?.fill(0);
    Some(())
}

fn blank_movie(bytes: &[u8], out: &mut [u8], movie: &Part) -> Option<()> {
    for part in boxes(bytes, movie.content.clone())? {
        if &part.kind == b"trak" {
            for inner in boxes(bytes, part.content.clone())? {
                if !TRACK_BOXES.contains(&&inner.kind) {
                    blank_box(out, &inner)?;
                }
            }
        } else if !MOVIE_BOXES.contains(&&part.kind) {
            blank_box(out, &part)?;
        }
    }
    Some(())
}

/// Blanks the bytes of every item that is no picture.
fn blank_items(bytes: &[u8], out: &mut [u8], meta: &Part) -> Option<()> {
    // A version and flags stand before the boxes.
    let inner = boxes(bytes, meta.content.start.checked_add(4)?..meta.content.end)?;
    for part in inner.iter().filter(|part| matches!(&part.kind, b"uuid" | b"xml " | b"bxml")) {
        blank_box(out, part)?;
    }
    let find = |kind: &[u8; 4]| inner.iter().find(|part| &part.kind == kind);
    let Some(infos) = find(b"iinf") else { return Some(()) };
    let beside = items_beside(bytes, out, infos)?;
    if beside.is_empty() {
        return Some(());
    }
    let data = find(b"idat").map_or(0..0, |part| part.content.clone());
    // Stretches that lie over each other are no camera's, and would be blanked again and again.
    let mut blanked = 0;
    for (item, place) in places(bytes, find(b"iloc")?, &data)? {
        if beside.contains(&item) {
            blanked += place.len();
            if blanked > bytes.len() {
                return None;
            }
            out.get_mut(place)?.fill(0);
        }
    }
    Some(())
}

/// The numbers of the items that are no picture. Their entries get a kind that nobody reads, because
/// some decoders refuse a camera's note that is empty; what entries say beside their kind is blanked.
fn items_beside(bytes: &[u8], out: &mut [u8], infos: &Part) -> Option<HashSet<usize>> {
    let mut input = Input { bytes, at: infos.content.start, end: infos.content.end };
    let version = input.number(4)? >> 24;
    input.number(if version == 0 { 2 } else { 4 })?;
    let mut beside = HashSet::new();
    for entry in boxes(bytes, input.at..infos.content.end)? {
        let mut input = Input { bytes, at: entry.content.start, end: entry.content.end };
        let version = input.number(4)? >> 24;
        let item = input.number(if version < 3 { 2 } else { 4 })?;
        input.number(2)?;
        // Entries older than the second version are of files that were never AVIF.
        let kind = if version < 2 { return None } else { input.four()? };
        if !PICTURE_ITEMS.contains(&&kind) {
            beside.insert(item);
            out.get_mut(input.at - 4..input.at)?.copy_from_slice(b"skip");
        }
        let words = out.get_mut(input.at..entry.content.end)?;
        words.iter_mut().filter(|letter| **letter != 0).for_each(|letter| *letter = b' ');
    }
    Some(beside)
}

/// Where the bytes of each item stand in the file.
fn places(bytes: &[u8], list: &Part, data: &Range<usize>) -> Option<Vec<(usize, Range<usize>)>> {
    let mut input = Input { bytes, at: list.content.start, end: list.content.end };
    let version = input.number(4)? >> 24;
    let sizes = input.number(2)?;
    let [offset, length, base, index] = [12, 8, 4, 0].map(|shift| sizes >> shift & 15);
    let index = if version == 0 { 0 } else { index };
    let count = input.number(if version < 2 { 2 } else { 4 })?;
    let mut places = Vec::new();
    for _ in 0..count {
        let item = input.number(if version < 2 { 2 } else { 4 })?;
        let method = if version == 0 { 0 } else { input.number(2)? & 15 };
        input.number(2)?;
        let base = input.number(base)?;
        for _ in 0..input.number(2)? {
            input.number(index)?;
            let from = base.checked_add(input.number(offset)?)?;
            let length = input.number(length)?;
            let from = match method {
                0 => from,
                1 => data.start.checked_add(from)?,
                _ => return None,
            };
            // No length means the whole of the file: no item beside a picture is that.
            let end = from.checked_add(length).filter(|end| length > 0 && *end <= bytes.len())?;
            places.push((item, from..end));
            if places.len() > MOST_ITEMS {
                return None;
            }
        }
    }
    Some(places)
}

/// Numbers, big end first, up to an end.
struct Input<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

impl Input<'_> {
    fn number(&mut self, size: usize) -> Option<usize> {
        let end = self.at.checked_add(size).filter(|end| *end <= self.end && size <= 8)?;
        let bytes = self.bytes.get(self.at..end)?;
        self.at = end;
        let number = bytes.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        usize::try_from(number).ok()
    }

    fn four(&mut self) -> Option<[u8; 4]> {
        let four = self.bytes.get(self.at..self.end)?.first_chunk().copied()?;
        self.at += 4;
        Some(four)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn part(kind: &[u8], content: &[u8]) -> Vec<u8> {
        let size = u32::try_from(content.len() + 8).expect("small").to_be_bytes();
        [&size[..], kind, content].concat()
    }

    fn entry(item: u8, kind: &[u8], rest: &[u8]) -> Vec<u8> {
        part(b"infe", &[&[2, 0, 0, 0, 0, item, 0, 0][..], kind, rest].concat())
    }

    /// A file with a picture, a camera's note in `mdat` and another in `idat`.
    pub(in crate::image) fn sample() -> Vec<u8> {
        let head = part(b"ftyp", b"avif\0\0\0\0avifmif1");
        let infos = [
            &[0, 0, 0, 0, 0, 3][..],
            &entry(1, b"av01", b"Harbour\0"),
            &entry(2, b"Exif", b"\0"),
            &entry(3, b"mime", b"\0application/rdf+xml\0"),
        ]
        .concat();
        let place = |item: u8, method: u8, from: u16, length: u8| {
            let from = from.to_be_bytes();
            [0, item, 0, method, 0, 0, 0, 1, from[0], from[1], length]
        };
        let meta = |start: u16| {
            let list = [
                // Version 1; offsets of two bytes, lengths of one; three items.
                &[1, 0, 0, 0, 0x21, 0, 0, 3][..],
                &place(1, 0, start, 6),
                &place(2, 0, start + 6, 14),
                &place(3, 1, 0, 14),
            ]
            .concat();
            let inner = [
                part(b"hdlr", &[0; 24]),
                part(b"iinf", &infos),
                part(b"iloc", &list),
                part(b"idat", b"Harbour Street"),
            ]
            .concat();
            part(b"meta", &[&[0; 4][..], &inner].concat())
        };
        let own = part(b"uuid", b"Harbour Street 12");
        let start = head.len() + meta(0).len() + own.len() + 8;
        let start = u16::try_from(start).expect("small");
        let data = part(b"mdat", b"pixelsHarbour Street");
        [head, meta(start), own, data].concat()
    }

    #[test]
    fn nothing_goes_along_but_the_picture() {
        let file = sample();
        let bare = bare(&file).expect("a file that can be read");
        assert_eq!(bare.len(), file.len());
        assert!(memchr::memmem::find(&bare, b"pixels").is_some());
        assert!(memchr::memmem::find(&bare, b"Harbour").is_none());
        assert!(memchr::memmem::find(&bare, b"Exif").is_none());
        assert!(memchr::memmem::find(&bare, b"rdf").is_none());
        assert_eq!(super::bare(&bare).as_deref(), Some(&*bare), "once is enough");
    }

    #[test]
    fn words_in_a_box_of_their_own_go_too() {
        let head = part(b"ftyp", b"avif\0\0\0\0avifmif1");
        let inner = [part(b"hdlr", &[0; 24]), part(b"xml ", b"\0\0\0\0Harbour Street")].concat();
        let file = [head, part(b"meta", &[&[0; 4][..], &inner].concat())].concat();
        let bare = bare(&file).expect("a file that can be read");
        assert!(memchr::memmem::find(&bare, b"Harbour").is_none());
    }

    #[test]
    fn stretches_over_each_other_cost_nothing() {
        let infos = [&[0, 0, 0, 0, 0, 1][..], &entry(1, b"Exif", b"\0")].concat();
        // One item of a thousand stretches, each the whole file but a few bytes.
        let count = 1_000_u16.to_be_bytes();
        let mut list = vec![0, 0, 0, 0, 0x02, 0, 0, 1, 0, 1, 0, 0, count[0], count[1]];
        list.extend([0x10, 0].repeat(1_000));
        let inner = [part(b"iinf", &infos), part(b"iloc", &list)].concat();
        let file = [
            part(b"ftyp", b"avif\0\0\0\0avifmif1"),
            part(b"meta", &[&[0; 4][..], &inner].concat()),
            part(b"mdat", &[0; 4_096]),
        ]
        .concat();
        assert_eq!(bare(&file), None);
    }

    #[test]
    fn a_damaged_file_is_none() {
        let file = sample();
        for end in 1..file.len() {
            if let Some(bare) = bare(&file[..end]) {
                assert!(memchr::memmem::find(&bare, b"Harbour").is_none(), "cut at {end}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_answered(at in 0_usize..400, byte in 0_u8..=255) {
            let mut file = sample();
            if let Some(place) = file.get_mut(at) {
                *place = byte;
            }
            let _ = bare(&file);
        }
    }
}
