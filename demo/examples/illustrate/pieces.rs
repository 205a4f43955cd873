//! What several pictures share: skies, seas, hills, ships, houses, people.

use crate::canvas::{Canvas, Colour, Dice, HEIGHT, Point, WIDTH, mix, rgb};

const W: f32 = WIDTH as f32;
const H: f32 = HEIGHT as f32;

/// The colours of one picture, from far to near.
#[derive(Clone, Copy)]
pub(crate) struct Palette {
    pub(crate) sky: Colour,
    pub(crate) glow: Colour,
    pub(crate) far: Colour,
    pub(crate) mid: Colour,
    pub(crate) near: Colour,
    pub(crate) warm: Colour,
    pub(crate) pale: Colour,
}

pub(crate) const DAWN: Palette = Palette {
    sky: rgb(0xd9_e4e6),
    glow: rgb(0xf5_dcc3),
    far: rgb(0xa9_c0c6),
    mid: rgb(0x6f_929d),
    near: rgb(0x2c_4a58),
    warm: rgb(0xd9_7b4f),
    pale: rgb(0xfb_f4ea),
};
pub(crate) const NIGHT: Palette = Palette {
    sky: rgb(0x1d_2c45),
    glow: rgb(0x3d_5878),
    far: rgb(0x2f_4664),
    mid: rgb(0x22_3652),
    near: rgb(0x10_1a2c),
    warm: rgb(0xe8_a24b),
    pale: rgb(0xf1_e6cf),
};
pub(crate) const EARTH: Palette = Palette {
    sky: rgb(0xf3_e3cc),
    glow: rgb(0xf0_c9a0),
    far: rgb(0xd3_b08f),
    mid: rgb(0xb0_7d5b),
    near: rgb(0x5c_3a2e),
    warm: rgb(0xc2_5a35),
    pale: rgb(0xfd_f6e9),
};
pub(crate) const GREEN: Palette = Palette {
    sky: rgb(0xe3_ead9),
    glow: rgb(0xf6_ecc9),
    far: rgb(0xb4_c7a4),
    mid: rgb(0x7c_9a76),
    near: rgb(0x2f_4a3c),
    warm: rgb(0xd5_9a3c),
    pale: rgb(0xfa_f7e8),
};
pub(crate) const SLATE: Palette = Palette {
    sky: rgb(0xd7_dce2),
    glow: rgb(0xea_e6df),
    far: rgb(0xb0_bac6),
    mid: rgb(0x7b_8797),
    near: rgb(0x2f_3948),
    warm: rgb(0xb8_4a3e),
    pale: rgb(0xf5_f3ee),
};
pub(crate) const TEAL: Palette = Palette {
    sky: rgb(0xcf_e6e2),
    glow: rgb(0xf2_ead2),
    far: rgb(0x93_c3bf),
    mid: rgb(0x4a_9390),
    near: rgb(0x17_4a50),
    warm: rgb(0xe0_8e45),
    pale: rgb(0xf8_f5e9),
};

/// A sky in seven bands, lighter towards the horizon at `y`.
pub(crate) fn sky(colours: Palette, horizon: f32) -> Canvas {
    let mut canvas = Canvas::new(colours.sky);
    for band in 0..7_u8 {
        let part = f32::from(band) / 6.0;
        let top = horizon * part * 0.92;
        canvas.rect(0.0, top, W, H - top, mix(colours.sky, colours.glow, part));
    }
    canvas
}

/// Water from `top` down in bands, with short strokes for its light.
pub(crate) fn water(canvas: &mut Canvas, top: f32, from: Colour, to: Colour) {
    let mut dice = Dice(u64::from(from[0]) + 7);
    for band in 0..5_u8 {
        let part = f32::from(band) / 4.0;
        let y = top + (H - top) * part * part;
        canvas.rect(0.0, y, W, H - y, mix(from, to, part));
    }
    for _ in 0..46 {
        let y = dice.throw(top + 8.0, H);
        let depth = (y - top) / (H - top);
        let (x, length) = (dice.throw(-60.0, W), 20.0 + 110.0 * depth);
        let colour = mix(mix(from, to, depth.sqrt()), rgb(0xff_ffff), 0.22);
        canvas.line((x, y), (x + length, y), 1.5 + 2.5 * depth, colour);
    }
}

/// A ridge of soft hills across the picture, its crest near `y`.
pub(crate) fn hills(canvas: &mut Canvas, y: f32, height: f32, seed: u64, colour: Colour) {
    let mut dice = Dice(seed);
    let (one, two, three) = (dice.throw(0.0, 6.0), dice.throw(0.0, 6.0), dice.throw(0.0, 6.0));
    let mut corners = vec![(0.0, H)];
    for step in 0..=120_u8 {
        let x = f32::from(step) * 10.0;
        let wave = (x / 190.0 + one).sin() * 0.5
            + (x / 83.0 + two).sin() * 0.3
            + (x / 410.0 + three).sin() * 0.7;
        corners.push((x, y - wave * height));
    }
    corners.push((W, H));
    canvas.shape(&corners, colour);
}

/// Sharp mountains with pale tops.
pub(crate) fn peaks(canvas: &mut Canvas, base: f32, tops: &[Point], colour: Colour, snow: Colour) {
    for &(x, top) in tops {
        let half = (base - top) * 0.9;
        canvas.shape(&[(x - half, base), (x, top), (x + half, base)], colour);
        let cap = (base - top) * 0.24;
        let (left, right) = (x - cap * 0.9, x + cap * 0.9);
        let rim = [(left, top + cap), (x - cap * 0.2, top + cap * 0.75), (x, top + cap * 1.15)];
        let corners = [rim[0], (x, top), (right, top + cap), (x + cap * 0.35, top + cap * 0.8)];
        canvas.shape(&[corners[0], corners[1], corners[2], corners[3], rim[2], rim[1]], snow);
    }
}

/// A long low cloud of rounded pieces.
pub(crate) fn cloud(canvas: &mut Canvas, at: Point, size: f32, colour: Colour) {
    let (x, y) = at;
    canvas.oval((x, y), (size * 1.5, size * 0.24), colour);
    canvas.oval((x - size * 0.4, y - size * 0.16), (size * 0.6, size * 0.28), colour);
    canvas.oval((x + size * 0.45, y - size * 0.12), (size * 0.5, size * 0.24), colour);
}

/// A ferry seen from the side; `at` is the bow end of its waterline, `size` its length.
pub(crate) fn ferry(canvas: &mut Canvas, at: Point, size: f32, colours: [Colour; 3]) {
    let (x, y) = at;
    let [hull, house, funnel] = colours;
    let s = size / 100.0;
    let hull_shape =
        [(x, y - 13.0 * s), (x + 100.0 * s, y - 10.0 * s), (x + 96.0 * s, y), (x + 9.0 * s, y)];
    canvas.shape(&hull_shape, hull);
    canvas.rect(x + 16.0 * s, y - 19.0 * s, 74.0 * s, 8.0 * s, house);
    canvas.rect(x + 22.0 * s, y - 25.0 * s, 58.0 * s, 6.0 * s, house);
    canvas.rect(x + 27.0 * s, y - 30.0 * s, 16.0 * s, 5.0 * s, house);
    let stack = [(62.0, 25.0), (72.0, 25.0), (74.0, 36.0), (65.0, 36.0)];
    canvas.shape(&stack.map(|(dx, dy)| (x + dx * s, y - dy * s)), funnel);
    for window in 0..11_u8 {
        let left = x + (20.0 + f32::from(window) * 6.1) * s;
        canvas.rect(left, y - 17.0 * s, 3.0 * s, 2.6 * s, mix(hull, house, 0.35));
    }
    canvas.line((x + 35.0 * s, y - 30.0 * s), (x + 35.0 * s, y - 40.0 * s), 0.9 * s, hull);
}

/// A small fishing boat with a mast and a wheelhouse.
pub(crate) fn boat(canvas: &mut Canvas, at: Point, size: f32, hull: Colour, house: Colour) {
    let (x, y) = at;
    let s = size / 10.0;
    let corners = [(0.0, 2.4), (10.0, 2.8), (9.0, 0.0), (1.6, 0.0)];
    canvas.shape(&corners.map(|(dx, dy)| (x + dx * s, y - dy * s)), hull);
    canvas.rect(x + 5.6 * s, y - 4.6 * s, 2.4 * s, 2.2 * s, house);
    canvas.line((x + 4.4 * s, y - 2.0 * s), (x + 4.4 * s, y - 9.0 * s), 0.22 * s, hull);
    canvas.line((x + 4.4 * s, y - 8.6 * s), (x + 0.4 * s, y - 2.4 * s), 0.1 * s, hull);
    canvas.line((x + 4.4 * s, y - 8.6 * s), (x + 9.8 * s, y - 2.7 * s), 0.1 * s, hull);
}

/// A house with a gable roof; `at` is its lower left corner.
pub(crate) fn house(canvas: &mut Canvas, at: Point, size: Point, wall: Colour, roof: Colour) {
    let ((x, y), (width, height)) = (at, size);
    canvas.rect(x, y - height, width, height, wall);
    let eaves = y - height;
    let ridge =
        [(x - 6.0, eaves), (x + width / 2.0, eaves - width * 0.42), (x + width + 6.0, eaves)];
    canvas.shape(&ridge, roof);
    let pane = mix(wall, roof, 0.55);
    for column in 0..2_u8 {
        let left = x + width * (0.2 + 0.4 * f32::from(column));
        canvas.rect(left, eaves + height * 0.22, width * 0.18, height * 0.24, pane);
    }
}

/// A standing figure; `at` is between its feet.
pub(crate) fn person(canvas: &mut Canvas, at: Point, height: f32, coat: Colour) {
    let (x, y) = at;
    let body = [(-0.15, 0.0), (-0.13, 0.72), (0.13, 0.72), (0.15, 0.0)];
    canvas.shape(&body.map(|(dx, dy)| (x + dx * height, y - dy * height)), coat);
    canvas.disc((x, y - height * 0.86), height * 0.12, coat);
}

/// A harbour crane; `at` is the foot of its left leg.
pub(crate) fn crane(canvas: &mut Canvas, at: Point, size: f32, colour: Colour) {
    let (x, y) = at;
    let s = size / 100.0;
    let place = |dx: f32, dy: f32| (x + dx * s, y - dy * s);
    for leg in [0.0, 22.0, 44.0] {
        canvas.line(place(leg, 0.0), place(leg * 0.6 + 9.0, 62.0), 3.0 * s, colour);
    }
    canvas.line(place(4.0, 30.0), place(40.0, 30.0), 2.4 * s, colour);
    canvas.line(place(-55.0, 64.0), place(70.0, 64.0), 4.4 * s, colour);
    canvas.line(place(22.0, 64.0), place(22.0, 92.0), 3.0 * s, colour);
    canvas.line(place(22.0, 91.0), place(-52.0, 65.0), 1.4 * s, colour);
    canvas.line(place(22.0, 91.0), place(68.0, 65.0), 1.4 * s, colour);
    canvas.line(place(-38.0, 64.0), place(-38.0, 34.0), 1.0 * s, colour);
    canvas.rect(x - 46.0 * s, y - 34.0 * s, 16.0 * s, 9.0 * s, colour);
}

/// A lighthouse on its rock; `at` is the middle of its foot.
pub(crate) fn lighthouse(canvas: &mut Canvas, at: Point, height: f32, colours: [Colour; 3]) {
    let (x, y) = at;
    let [stone, band, lamp] = colours;
    let half = |part: f32| height * (0.11 - 0.045 * part);
    for stripe in 0..5_u8 {
        let (low, high) = (f32::from(stripe) * 0.16, f32::from(stripe + 1) * 0.16);
        let corners =
            [(-half(low), low), (half(low), low), (half(high), high), (-half(high), high)];
        let colour = if stripe % 2 == 0 { stone } else { band };
        canvas.shape(&corners.map(|(dx, part)| (x + dx, y - part * height)), colour);
    }
    let top = y - height * 0.8;
    canvas.rect(x - height * 0.085, top - height * 0.02, height * 0.17, height * 0.025, band);
    canvas.rect(x - height * 0.05, top - height * 0.12, height * 0.1, height * 0.1, lamp);
    let roof = [(-0.07, 0.12), (0.0, 0.2), (0.07, 0.12)];
    canvas.shape(&roof.map(|(dx, dy)| (x + dx * height, top - dy * height)), band);
}

/// Birds far away.
pub(crate) fn birds(canvas: &mut Canvas, seed: u64, count: u8, colour: Colour) {
    let mut dice = Dice(seed);
    for _ in 0..count {
        let (x, y, s) = (dice.throw(80.0, 1120.0), dice.throw(50.0, 260.0), dice.throw(7.0, 15.0));
        canvas.path(&[(x - s, y - s * 0.5), (x - s * 0.3, y - s * 0.6), (x, y)], 2.2, colour);
        canvas.path(&[(x, y), (x + s * 0.3, y - s * 0.6), (x + s, y - s * 0.5)], 2.2, colour);
    }
}

/// A wavy line across the picture, as a filled crest from `y` down.
pub(crate) fn swell(canvas: &mut Canvas, y: f32, height: f32, length: f32, colour: Colour) {
    let mut corners = vec![(0.0, H)];
    for step in 0..=240_u8 {
        let x = f32::from(step) * 5.0;
        let from_crest = ((x / length + y * 0.07).fract() - 0.5).abs() * 2.0;
        corners.push((x, y - height * (1.0 - from_crest).powi(2)));
    }
    corners.push((W, H));
    canvas.shape(&corners, colour);
}
