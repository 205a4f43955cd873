//! A publisher's picture to one that fits its place, with nothing in it but the picture.
//!
//! Pictures are decoded and written anew: what a camera or an editor put beside the pixels (place,
//! names, serial numbers) is gone, a moving picture stands still, and twelve megapixels for a
//! thumbnail stay here. Photographs become JPEG, pictures with transparency PNG.
//!
//! The one rule: only what the first bytes prove to be a picture is touched, within limits on
//! pixels and memory that are checked before anything is decoded.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::avif;

/// The longest side that is decoded; cameras reach 9,000.
const LONGEST_SIDE: u32 = 12_000;

/// Memory for decoding one picture: 40 megapixels.
const MOST_MEMORY: u64 = 160 << 20;

/// JPEG quality at which photographs of news show no faults at half the bytes.
const QUALITY: u8 = 80;

/// Why a picture is not passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It is no picture, or of a kind that is a document: SVG, PDF, HTML.
    NoPicture,
    /// It has more pixels than are decoded.
    TooLarge,
}

/// What the first bytes say it is. SVG is a document, and not among them.
pub(super) fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    let brand = bytes.get(4..12);
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ if brand == Some(b"ftypavif") || brand == Some(b"ftypavis") => Some("image/avif"),
        _ => None,
    }
}

/// The picture, at most `width` pixels wide.
///
/// AVIF keeps its size: decoding it would need a library in C (see `avif.rs`).
pub(super) fn shrink(bytes: &[u8], width: u32) -> Result<Vec<u8>, Unfit> {
    let format = match picture_type(bytes).ok_or(Unfit::NoPicture)? {
        "image/png" => ImageFormat::Png,
        "image/jpeg" => ImageFormat::Jpeg,
        "image/gif" => ImageFormat::Gif,
        "image/webp" => ImageFormat::WebP,
        _ => return avif::bare(bytes).ok_or(Unfit::NoPicture),
    };
    let picture = decode(bytes, format)?;
    let picture = if picture.width() > width {
        let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width());
        picture.thumbnail_exact(width, u32::try_from(height).unwrap_or(u32::MAX).max(1))
    } else {
        picture
    };
    encode(&picture)
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, Unfit> {
    let unfit = |error: image::ImageError| match error {
        image::ImageError::Limits(_) => Unfit::TooLarge,
        _ => Unfit::NoPicture,
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unfit)?;
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(Unfit::TooLarge);
    }
    // The pixels are turned as the camera's note says, because the note does not go along.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unfit)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn encode(picture: &DynamicImage) -> Result<Vec<u8>, Unfit> {
    let mut out = Vec::new();
    let clear = picture.color().has_alpha() && has_clear_pixels(picture);
    let written = if clear {
        let encoder =
            PngEncoder::new_with_quality(&mut out, CompressionType::Fast, PngFilter::Adaptive);
        DynamicImage::ImageRgba8(picture.to_rgba8()).write_with_encoder(encoder)
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
        DynamicImage::ImageRgb8(picture.to_rgb8()).write_with_encoder(encoder)
    };
    written.map(|()| out).map_err(|_| Unfit::NoPicture)
}

fn has_clear_pixels(picture: &DynamicImage) -> bool {
    picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A picture of one colour, written by the library that will read it.
    pub(in crate::image) fn sample(
        format: ImageFormat,
        width: u32,
        height: u32,
        clear: u8,
    ) -> Vec<u8> {
        let pixels = image::RgbaImage::from_pixel(width, height, image::Rgba([200, 30, 30, clear]));
        let picture = DynamicImage::ImageRgba8(pixels);
        let picture = match format {
            ImageFormat::Jpeg => DynamicImage::ImageRgb8(picture.to_rgb8()),
            _ => picture,
        };
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, format).expect("a format that can be written");
        out.into_inner()
    }

    fn size(bytes: &[u8]) -> (u32, u32) {
        let format = image::guess_format(bytes).expect("a picture");
        let picture = image::load_from_memory_with_format(bytes, format).expect("a picture");
        (picture.width(), picture.height())
    }

    #[track_caller]
    fn check(format: ImageFormat, clear: u8, expected: &str) {
        let small = shrink(&sample(format, 800, 600, clear), 320).expect("it shrinks");
        assert_eq!((size(&small), picture_type(&small)), ((320, 240), Some(expected)));
    }

    #[test]
    fn pictures_fit_their_place() {
        check(ImageFormat::Jpeg, 255, "image/jpeg");
        check(ImageFormat::Png, 255, "image/jpeg");
        check(ImageFormat::Png, 90, "image/png");
        check(ImageFormat::WebP, 255, "image/jpeg");
        check(ImageFormat::Gif, 255, "image/jpeg");
    }

    #[test]
    fn small_pictures_are_not_blown_up() {
        let small =
            shrink(&sample(ImageFormat::Jpeg, 90, 60, 255), 320).expect("it is written anew");
        assert_eq!(size(&small), (90, 60));
        let thin = shrink(&sample(ImageFormat::Png, 900, 1, 255), 320).expect("it shrinks");
        assert_eq!(size(&thin), (320, 1));
    }

    #[test]
    fn nothing_goes_along_but_the_picture() {
        use image::ImageEncoder as _;
        let mut photo = Vec::new();
        let mut encoder = JpegEncoder::new(&mut photo);
        // A directory with one entry: turned by ninety degrees; then a word that must not travel.
        let mut note =
            b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
        note.extend_from_slice(b"Harbour Street 12");
        encoder.set_exif_metadata(note).expect("a note");
        let pixels = [90; 40 * 20 * 3];
        encoder.write_image(&pixels, 40, 20, image::ExtendedColorType::Rgb8).expect("written");
        assert!(memchr::memmem::find(&photo, b"Harbour Street").is_some());
        let small = shrink(&photo, 320).expect("it is written anew");
        assert!(memchr::memmem::find(&small, b"Harbour Street").is_none());
        assert_eq!(size(&small), (20, 40), "and it stands upright without the note");
    }

    #[test]
    fn tells_pictures_from_documents() {
        assert_eq!(picture_type(b"\x89PNG\r\n\x1a\nrest"), Some("image/png"));
        assert_eq!(picture_type(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(picture_type(b"GIF89a"), Some("image/gif"));
        assert_eq!(picture_type(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(picture_type(b"\0\0\0\x20ftypavif"), Some("image/avif"));
        for document in [&b"<svg onload=x>"[..], b"%PDF-1.7", b"<html>", b"", b"GIF8"] {
            assert_eq!(picture_type(document), None);
            assert_eq!(shrink(document, 320), Err(Unfit::NoPicture));
        }
    }

    #[test]
    fn bombs_and_damage_are_refused() {
        let mut bomb = sample(ImageFormat::Png, 8, 8, 255);
        // The header's width and height: 60,000 each.
        bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        assert!(shrink(&bomb, 320).is_err());
        for end in [12, 40] {
            assert!(shrink(&sample(ImageFormat::Png, 80, 80, 255)[..end], 320).is_err());
        }
        assert_eq!(shrink(b"\0\0\0\x40ftypavif............", 320), Err(Unfit::NoPicture));
        assert!(shrink(&super::super::avif::tests::sample(), 320).is_ok());
    }
}
