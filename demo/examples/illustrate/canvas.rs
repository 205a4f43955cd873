//! A canvas of flat shapes and its PNG.
//!
//! Coordinates are those of the finished picture, 1200 by 675. Shapes are drawn three times as
//! large and averaged, which smooths their edges; the result has few colours, so an indexed PNG of
//! it is small. Nothing is random but [`Dice`], which is seeded: two runs give the same bytes.

use std::collections::HashMap;
use std::io::{self, Write};

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// Width of the finished picture.
pub(crate) const WIDTH: usize = 1200;
/// Height of the finished picture.
pub(crate) const HEIGHT: usize = 675;
/// Samples a pixel in each direction.
const FINE: usize = 3;

/// Red, green, blue.
pub(crate) type Colour = [u8; 3];
/// A corner of a shape.
pub(crate) type Point = (f32, f32);

/// Where shapes are drawn, later ones over earlier ones.
pub(crate) struct Canvas {
    samples: Vec<Colour>,
}

/// `0xd8e2dc` as a colour.
pub(crate) const fn rgb(code: u32) -> Colour {
    let [_, red, green, blue] = code.to_be_bytes();
    [red, green, blue]
}

/// The colour `part` of the way from one to the other.
pub(crate) fn mix(from: Colour, to: Colour, part: f32) -> Colour {
    std::array::from_fn(|at| {
        let (from, to) = (f32::from(from[at]), f32::from(to[at]));
        (from + (to - from) * part).round() as u8
    })
}

impl Canvas {
    pub(crate) fn new(paper: Colour) -> Canvas {
        Canvas { samples: vec![paper; WIDTH * HEIGHT * FINE * FINE] }
    }

    /// Fills a polygon by the even-odd rule.
    pub(crate) fn shape(&mut self, corners: &[Point], colour: Colour) {
        let fine = FINE as f32;
        let ys = corners.iter().map(|corner| corner.1 * fine);
        let top = ys.clone().fold(f32::MAX, f32::min).floor().max(0.0) as usize;
        let bottom = (ys.fold(0.0, f32::max).ceil() as usize).min(HEIGHT * FINE);
        for row in top..bottom {
            let y = row as f32 + 0.5;
            let mut crossings: Vec<f32> = Vec::new();
            for (at, &(x1, y1)) in corners.iter().enumerate() {
                let (x2, y2) = corners[(at + 1) % corners.len()];
                let (y1, y2) = (y1 * fine, y2 * fine);
                if (y1 <= y) != (y2 <= y) {
                    crossings.push(fine * (x1 + (x2 - x1) * (y - y1) / (y2 - y1)));
                }
            }
            crossings.sort_by(f32::total_cmp);
            for pair in crossings.chunks_exact(2) {
                self.span(row, pair[0], pair[1], colour);
            }
        }
    }

    fn span(&mut self, row: usize, from: f32, to: f32, colour: Colour) {
        let width = WIDTH * FINE;
        let from = (from.round().max(0.0) as usize).min(width);
        let to = (to.round().max(0.0) as usize).min(width).max(from);
        self.samples[row * width + from..row * width + to].fill(colour);
    }

    #[allow(clippy::too_many_arguments, reason = "the four numbers of a box are one thing")]
    pub(crate) fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        let (right, bottom) = (x + width, y + height);
        self.shape(&[(x, y), (right, y), (right, bottom), (x, bottom)], colour);
    }

    pub(crate) fn oval(&mut self, centre: Point, radii: Point, colour: Colour) {
        let corner = |step: u8| {
            let angle = f32::from(step) * std::f32::consts::TAU / 96.0;
            (centre.0 + radii.0 * angle.cos(), centre.1 + radii.1 * angle.sin())
        };
        self.shape(&(0..96).map(corner).collect::<Vec<_>>(), colour);
    }

    pub(crate) fn disc(&mut self, centre: Point, radius: f32, colour: Colour) {
        self.oval(centre, (radius, radius), colour);
    }

    pub(crate) fn line(&mut self, from: Point, to: Point, width: f32, colour: Colour) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy).max(0.01);
        let (nx, ny) = (-dy / length * width / 2.0, dx / length * width / 2.0);
        let corners = [
            (from.0 + nx, from.1 + ny),
            (to.0 + nx, to.1 + ny),
            (to.0 - nx, to.1 - ny),
            (from.0 - nx, from.1 - ny),
        ];
        self.shape(&corners, colour);
    }

    /// A line through several points.
    pub(crate) fn path(&mut self, points: &[Point], width: f32, colour: Colour) {
        for pair in points.windows(2) {
            self.line(pair[0], pair[1], width, colour);
            self.disc(pair[1], width / 2.0, colour);
        }
    }

    /// The picture as an indexed PNG.
    pub(crate) fn png(&self) -> io::Result<Vec<u8>> {
        let (palette, pixels) = index(&self.averaged());
        let mut rows = ZlibEncoder::new(Vec::new(), Compression::best());
        for row in pixels.chunks_exact(WIDTH) {
            rows.write_all(&[0])?;
            rows.write_all(row)?;
        }
        let mut header = Vec::new();
        header.extend_from_slice(&(WIDTH as u32).to_be_bytes());
        header.extend_from_slice(&(HEIGHT as u32).to_be_bytes());
        header.extend_from_slice(&[8, 3, 0, 0, 0]);
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        chunk(&mut png, *b"IHDR", &header);
        chunk(&mut png, *b"PLTE", &palette.concat());
        chunk(&mut png, *b"IDAT", &rows.finish()?);
        chunk(&mut png, *b"IEND", &[]);
        Ok(png)
    }

    fn averaged(&self) -> Vec<Colour> {
        let pixel = |at: usize| {
            let (left, top) = (at % WIDTH * FINE, at / WIDTH * FINE);
            let mut sums = [0_usize; 3];
            for sample in 0..FINE * FINE {
                let place = (top + sample / FINE) * WIDTH * FINE + left + sample % FINE;
                for (sum, part) in sums.iter_mut().zip(self.samples[place]) {
                    *sum += usize::from(part);
                }
            }
            sums.map(|sum| (sum / (FINE * FINE)) as u8)
        };
        (0..WIDTH * HEIGHT).map(pixel).collect()
    }
}

/// The 256 commonest colours, and each pixel's nearest among them.
fn index(pixels: &[Colour]) -> (Vec<Colour>, Vec<u8>) {
    let mut counts: HashMap<Colour, usize> = HashMap::new();
    for pixel in pixels {
        *counts.entry(*pixel).or_default() += 1;
    }
    let mut colours: Vec<(Colour, usize)> = counts.into_iter().collect();
    colours.sort_by_key(|&(colour, count)| (std::cmp::Reverse(count), colour));
    let palette: Vec<Colour> = colours.iter().take(256).map(|(colour, _)| *colour).collect();
    let nearest = |colour: Colour| {
        let distance = |other: &Colour| -> u32 {
            let parts = colour.iter().zip(other);
            parts.map(|(one, two)| u32::from(one.abs_diff(*two)).pow(2)).sum()
        };
        let best = palette.iter().enumerate().min_by_key(|(_, other)| distance(other));
        best.map_or(0, |(at, _)| at as u8)
    };
    let known: HashMap<Colour, u8> =
        colours.iter().map(|&(colour, _)| (colour, nearest(colour))).collect();
    let indexed = pixels.iter().map(|pixel| known[pixel]).collect();
    (palette, indexed)
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    let mut check = Crc::new();
    check.update(&name);
    check.update(data);
    png.extend_from_slice(&(data.len() as u32).to_be_bytes());
    png.extend_from_slice(&name);
    png.extend_from_slice(data);
    png.extend_from_slice(&check.sum().to_be_bytes());
}

/// Numbers that look thrown and are always the same.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number from `low` up to `high`.
    pub(crate) fn throw(&mut self, low: f32, high: f32) -> f32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = (self.0 >> 40) as f32 / 16_777_216.0;
        low + (high - low) * part
    }
}
