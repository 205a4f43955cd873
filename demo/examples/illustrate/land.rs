//! Pictures of towns, hills and works.

use crate::Scene;
use crate::canvas::{Canvas, Colour, Dice, HEIGHT, WIDTH, mix, rgb};
use crate::pieces::{
    DAWN, EARTH, GREEN, NIGHT, SLATE, TEAL, birds, cloud, hills, house, peaks, person, sky, water,
};

const W: f32 = WIDTH as f32;
const H: f32 = HEIGHT as f32;
const WHITE: Colour = rgb(0xff_ffff);

pub(crate) const SCENES: &[Scene] = &[
    ("quake-tower", quake_tower),
    ("quake-street", quake_street),
    ("reservoir", reservoir),
    ("mountain-road", mountain_road),
    ("stadium", stadium),
    ("tunnel", tunnel),
    ("solar-field", solar_field),
    ("desalination", desalination),
    ("salt-pans", salt_pans),
    ("capsule", capsule),
    ("factory", factory),
    ("rooftops", rooftops),
    ("courthouse", courthouse),
    ("tram", tram),
];

fn quake_tower() -> Canvas {
    let p = EARTH;
    let mut c = sky(p, 430.0);
    peaks(&mut c, 430.0, &[(180.0, 210.0), (470.0, 150.0), (980.0, 190.0)], p.far, p.pale);
    hills(&mut c, 430.0, 26.0, 5, mix(p.far, p.mid, 0.5));
    let tower = [
        (560.0, 600.0),
        (560.0, 240.0),
        (590.0, 205.0),
        (612.0, 232.0),
        (640.0, 186.0),
        (668.0, 226.0),
        (700.0, 212.0),
        (700.0, 600.0),
    ];
    c.shape(&tower, p.pale);
    c.rect(660.0, 236.0, 40.0, 364.0, mix(p.pale, p.mid, 0.4));
    c.oval((620.0, 310.0), (26.0, 34.0), p.near);
    c.rect(594.0, 310.0, 52.0, 44.0, p.near);
    c.oval((620.0, 346.0), (13.0, 15.0), p.warm);
    c.path(&[(586.0, 400.0), (606.0, 440.0), (592.0, 470.0), (616.0, 520.0)], 4.0, p.near);
    let mut dice = Dice(8);
    for at in 0..11_u8 {
        let x = f32::from(at) * 118.0 - 40.0;
        let tall = dice.throw(70.0, 130.0);
        let tone = if at % 2 == 0 { p.glow } else { mix(p.pale, p.far, 0.5) };
        house(&mut c, (x, 640.0), (100.0, tall), tone, p.warm);
    }
    c.rect(0.0, 630.0, W, 50.0, p.near);
    for _ in 0..60 {
        let (x, y) = (dice.throw(480.0, 800.0), dice.throw(596.0, 640.0));
        let s = dice.throw(6.0, 20.0);
        let tone = if s > 13.0 { p.mid } else { p.far };
        c.shape(
            &[(x, y), (x + s, y - s * 0.6), (x + s * 1.6, y + s * 0.3), (x + s * 0.5, y + s)],
            tone,
        );
    }
    c
}

fn quake_street() -> Canvas {
    let p = EARTH;
    let mut c = sky(p, 330.0);
    peaks(&mut c, 330.0, &[(600.0, 150.0)], p.far, p.pale);
    for (at, part) in [0.0_f32, 0.3, 0.55, 0.75].into_iter().enumerate() {
        let (left, right) = (430.0 * part, W - 430.0 * part);
        let (next, top) = (430.0 * (part + 0.26).min(0.95), 60.0 + 230.0 * part);
        let foot = 640.0 - 250.0 * part;
        let tone = if at % 2 == 0 { p.pale } else { p.glow };
        let low = 640.0 - 250.0 * (part + 0.26).min(0.95);
        c.shape(&[(left, foot), (left, top), (next, top + 50.0), (next, low)], tone);
        c.shape(
            &[(right, foot), (right, top + 40.0), (W - next, top + 70.0), (W - next, low)],
            mix(tone, p.mid, 0.3),
        );
        c.shape(
            &[
                (left - 6.0, top),
                (left + 20.0, top - 34.0),
                (next + 8.0, top + 30.0),
                (next, top + 52.0),
            ],
            p.warm,
        );
        let middle = left.midpoint(next);
        c.rect(middle - 15.0, top + 110.0 - 40.0 * part, 30.0, 50.0 - 20.0 * part, p.near);
    }
    c.shape(
        &[(0.0, H), (0.0, 640.0), (560.0, 390.0), (640.0, 390.0), (W, 640.0), (W, H)],
        rgb(0xc7_a587),
    );
    let mut dice = Dice(15);
    for _ in 0..130 {
        let x = dice.throw(690.0, 1160.0);
        let y =
            640.0 - dice.throw(0.0, 1.0) * 150.0 * (1.0 - ((x - 930.0) / 260.0).powi(2)).max(0.0);
        let s = dice.throw(8.0, 30.0);
        let tones = [p.mid, p.far, p.warm, p.near];
        let tone = tones[dice.throw(0.0, 3.99) as usize];
        c.shape(
            &[(x, y), (x + s, y - s * 0.5), (x + s * 1.7, y + s * 0.3), (x + s * 0.4, y + s * 0.8)],
            tone,
        );
    }
    for at in 0..6_u8 {
        let x = 300.0 + f32::from(at) * 78.0;
        let coat = if at % 2 == 0 { rgb(0xd9_8a2b) } else { p.near };
        person(&mut c, (x, 640.0 - f32::from(at % 3) * 12.0), 132.0, coat);
    }
    c
}

fn reservoir() -> Canvas {
    let p = GREEN;
    let mut c = sky(p, 320.0);
    c.disc((930.0, 150.0), 64.0, p.warm);
    peaks(&mut c, 360.0, &[(240.0, 140.0), (700.0, 180.0)], p.far, mix(p.far, p.pale, 0.5));
    hills(&mut c, 350.0, 40.0, 3, p.mid);
    for ring in 0..6_u8 {
        let part = f32::from(ring) / 5.0;
        let tone = mix(rgb(0xd8_c59a), rgb(0xb8_9a68), part);
        c.oval((520.0, 560.0), (760.0 - 70.0 * part * 4.0, 190.0 - 16.0 * part * 4.0), tone);
    }
    c.oval((520.0, 570.0), (420.0, 108.0), rgb(0x5f_9aa0));
    c.oval((500.0, 564.0), (300.0, 60.0), rgb(0x7f_b4b6));
    c.shape(&[(880.0, 300.0), (1200.0, 260.0), (1200.0, H), (1010.0, H)], p.pale);
    c.shape(&[(880.0, 300.0), (1200.0, 260.0), (1200.0, 290.0), (890.0, 326.0)], p.near);
    for at in 0..4_u8 {
        let x = 980.0 + f32::from(at) * 62.0;
        c.line((x, 330.0), (x + 30.0, H), 5.0, mix(p.pale, p.mid, 0.5));
    }
    c
}

fn mountain_road() -> Canvas {
    let p = SLATE;
    let mut c = sky(p, 420.0);
    cloud(&mut c, (300.0, 120.0), 240.0, mix(p.mid, p.sky, 0.4));
    peaks(&mut c, 460.0, &[(300.0, 130.0), (650.0, 80.0), (1010.0, 150.0)], p.mid, p.pale);
    hills(&mut c, 430.0, 46.0, 14, rgb(0x8b_9a78));
    hills(&mut c, 520.0, 40.0, 22, rgb(0x68_7d5f));
    let road = [
        (1120.0, 380.0),
        (760.0, 402.0),
        (1010.0, 448.0),
        (420.0, 480.0),
        (900.0, 556.0),
        (160.0, 640.0),
    ];
    for pair in road.windows(2) {
        let wide = 10.0 + (pair[1].1 - 380.0) * 0.11;
        c.line(pair[0], pair[1], wide, p.pale);
        c.disc(pair[1], wide / 2.0, p.pale);
    }
    let (x, y) = (560.0, 588.0);
    for wheel in [x, x + 88.0] {
        c.disc((wheel, y), 33.0, p.near);
        c.disc((wheel, y), 27.0, p.pale);
    }
    c.path(&[(x, y), (x + 34.0, y - 50.0), (x + 76.0, y - 48.0), (x + 88.0, y)], 6.0, p.warm);
    c.path(&[(x + 34.0, y - 50.0), (x + 46.0, y - 4.0), (x + 76.0, y - 48.0)], 6.0, p.warm);
    c.path(
        &[(x + 30.0, y - 62.0), (x + 54.0, y - 112.0), (x + 86.0, y - 66.0)],
        18.0,
        rgb(0xcf_9a35),
    );
    c.path(&[(x + 30.0, y - 60.0), (x + 58.0, y - 36.0), (x + 46.0, y - 4.0)], 14.0, p.near);
    c.disc((x + 74.0, y - 128.0), 17.0, p.near);
    let mut dice = Dice(77);
    for _ in 0..80 {
        c.disc((dice.throw(0.0, W), dice.throw(0.0, H)), dice.throw(1.5, 4.0), WHITE);
    }
    c
}

fn stadium() -> Canvas {
    let p = NIGHT;
    let mut c = sky(p, 330.0);
    for (x, lean) in [(150.0, 40.0), (1050.0, -40.0)] {
        let lamp = (x + lean, 70.0);
        c.shape(
            &[
                (lamp.0 - 60.0, 90.0),
                (lamp.0 + 60.0, 90.0),
                (lamp.0 + 6.0 * lean + 330.0, 660.0),
                (lamp.0 + 6.0 * lean - 330.0, 660.0),
            ],
            mix(p.glow, p.sky, 0.55),
        );
        c.line((x, 380.0), lamp, 9.0, p.near);
        c.rect(lamp.0 - 60.0, 40.0, 120.0, 50.0, p.near);
        for bulb in 0..8_u8 {
            let at =
                (lamp.0 - 45.0 + f32::from(bulb % 4) * 30.0, 54.0 + f32::from(bulb / 4) * 22.0);
            c.disc(at, 8.5, p.pale);
        }
    }
    c.shape(
        &[
            (0.0, 300.0),
            (330.0, 220.0),
            (870.0, 220.0),
            (1200.0, 300.0),
            (1200.0, 480.0),
            (0.0, 480.0),
        ],
        p.near,
    );
    let mut dice = Dice(38_412);
    for _ in 0..620 {
        let (x, part) = (dice.throw(0.0, W), dice.throw(0.0, 1.0));
        let top = 232.0 + ((x - 600.0).abs() - 270.0).max(0.0) * 0.24;
        let tones = [p.warm, p.pale, p.glow, rgb(0xb8_4a3e)];
        c.disc((x, top + part * (440.0 - top)), 4.4, tones[dice.throw(0.0, 3.99) as usize]);
    }
    c.shape(&[(0.0, 470.0), (1200.0, 470.0), (1200.0, H), (0.0, H)], rgb(0x3f_7a55));
    for stripe in 0..4_u8 {
        let (a, b) = (f32::from(stripe) * 300.0, f32::from(stripe) * 300.0 + 150.0);
        let lean = |x: f32| 600.0 + (x - 600.0) * 1.9;
        c.shape(&[(a, 470.0), (b, 470.0), (lean(b), H), (lean(a), H)], rgb(0x37_6d4b));
    }
    c.line((0.0, 500.0), (W, 500.0), 4.0, p.pale);
    c.path(&[(430.0, 500.0), (380.0, 600.0), (820.0, 600.0), (770.0, 500.0)], 4.0, p.pale);
    c.path(&[(490.0, 500.0), (490.0, 410.0), (710.0, 410.0), (710.0, 500.0)], 8.0, p.pale);
    c.disc((640.0, 628.0), 20.0, p.pale);
    c.disc((636.0, 624.0), 7.0, p.near);
    c
}

fn tunnel() -> Canvas {
    let p = SLATE;
    let mut c = Canvas::new(p.near);
    for ring in 0..9_u8 {
        let part = f32::from(ring) / 8.0;
        let radius = 620.0 * (1.0 - part * 0.86);
        let tone = mix(mix(p.near, p.mid, 0.25), p.glow, part * part);
        c.disc(
            (600.0, 400.0 - 40.0 * part),
            radius,
            if ring % 2 == 0 { tone } else { mix(tone, p.near, 0.25) },
        );
    }
    c.disc((600.0, 360.0), 84.0, p.pale);
    c.shape(&[(0.0, H), (540.0, 420.0), (660.0, 420.0), (W, H)], mix(p.near, p.mid, 0.2));
    for (near, far) in [(250.0, 568.0), (950.0, 632.0)] {
        c.shape(
            &[(near - 16.0, H), (far - 2.0, 420.0), (far + 2.0, 420.0), (near + 16.0, H)],
            p.far,
        );
    }
    c.rect(520.0, 300.0, 160.0, 150.0, p.warm);
    c.oval((600.0, 302.0), (80.0, 36.0), p.warm);
    c.rect(538.0, 312.0, 124.0, 52.0, p.near);
    c.rect(520.0, 400.0, 160.0, 10.0, p.pale);
    for x in [545.0, 655.0] {
        c.disc((x, 428.0), 12.0, rgb(0xfd_f0b8));
    }
    c
}

fn solar_field() -> Canvas {
    let p = EARTH;
    let mut c = sky(p, 270.0);
    c.disc((880.0, 140.0), 76.0, rgb(0xf0_b04a));
    hills(&mut c, 275.0, 18.0, 7, p.far);
    c.rect(0.0, 285.0, W, 400.0, rgb(0xdf_c296));
    for row in 0..6_u8 {
        let y = 300.0 + f32::from(row * row) * 11.0 + f32::from(row) * 12.0;
        let s = 0.35 + f32::from(row) * 0.26;
        for column in 0..12_u8 {
            let x = 600.0 + (f32::from(column) - 6.0) * 205.0 * s;
            let panel = [
                (x, y),
                (x + 170.0 * s, y),
                (x + 190.0 * s, y + 62.0 * s),
                (x + 20.0 * s, y + 62.0 * s),
            ];
            c.shape(&panel, rgb(0x2d_4a6b));
            c.line(
                (x + 10.0 * s, y + 31.0 * s),
                (x + 180.0 * s, y + 31.0 * s),
                2.0 * s,
                rgb(0x7f_9cb8),
            );
            c.line((x + 85.0 * s, y), (x + 105.0 * s, y + 62.0 * s), 2.0 * s, rgb(0x7f_9cb8));
        }
    }
    c
}

fn desalination() -> Canvas {
    let p = TEAL;
    let mut c = sky(p, 330.0);
    c.disc((220.0, 150.0), 70.0, p.warm);
    hills(&mut c, 320.0, 24.0, 6, rgb(0xe0_c79a));
    for (x, tall) in [(330.0, 120.0), (470.0, 150.0), (620.0, 120.0)] {
        c.rect(x, 430.0 - tall, 116.0, tall, p.pale);
        c.oval((x + 58.0, 430.0 - tall), (58.0, 17.0), mix(p.pale, p.far, 0.4));
        c.rect(x + 84.0, 440.0 - tall, 32.0, tall - 10.0, mix(p.pale, p.far, 0.5));
    }
    c.rect(790.0, 300.0, 330.0, 130.0, p.near);
    for window in 0..7_u8 {
        c.rect(812.0 + f32::from(window) * 43.0, 330.0, 25.0, 56.0, p.far);
    }
    c.rect(0.0, 428.0, W, 40.0, rgb(0xd8_bb8b));
    water(&mut c, 466.0, p.far, p.near);
    for (at, tone) in [p.warm, p.pale, p.mid].into_iter().enumerate() {
        let y = 396.0 + at as f32 * 30.0;
        let turn = 300.0 - at as f32 * 60.0;
        c.path(&[(800.0, y), (turn, y), (turn, 640.0)], 17.0, tone);
    }
    birds(&mut c, 12, 5, p.near);
    c
}

fn salt_pans() -> Canvas {
    let p = DAWN;
    let mut c = sky(p, 270.0);
    c.disc((700.0, 230.0), 74.0, mix(p.warm, p.glow, 0.3));
    hills(&mut c, 275.0, 20.0, 10, p.far);
    c.rect(0.0, 285.0, W, 400.0, rgb(0xb9_a58c));
    for row in 0..5_u8 {
        let (top, low) =
            (292.0 + f32::from(row * row) * 19.0, 284.0 + f32::from((row + 1) * (row + 1)) * 19.0);
        for column in 0..8_u8 {
            let edge = |at: u8, y: f32| {
                600.0 + (f32::from(at) - 4.0) * 210.0 * (0.6 + (y - 290.0) / 330.0)
            };
            let corners = [
                (edge(column, top) + 5.0, top),
                (edge(column + 1, top) - 5.0, top),
                (edge(column + 1, low) - 9.0, low),
                (edge(column, low) + 9.0, low),
            ];
            let tones = [p.sky, p.glow, mix(p.far, p.sky, 0.5), mix(p.glow, rgb(0xd9_8a8a), 0.35)];
            c.shape(&corners, tones[usize::from((row * 3 + column) % 4)]);
        }
    }
    for (x, y, s) in [(220.0, 520.0, 90.0), (340.0, 540.0, 110.0), (960.0, 500.0, 80.0)] {
        c.shape(&[(x - s, y), (x, y - s * 0.9), (x + s, y)], WHITE);
        c.shape(&[(x, y), (x, y - s * 0.9), (x + s, y)], p.sky);
    }
    for (x, coat) in [(610.0, p.warm), (690.0, p.near), (770.0, p.mid)] {
        person(&mut c, (x, 600.0), 130.0, coat);
    }
    c
}

fn capsule() -> Canvas {
    let p = DAWN;
    let mut c = sky(p, 480.0);
    cloud(&mut c, (240.0, 300.0), 150.0, p.pale);
    hills(&mut c, 490.0, 26.0, 20, p.far);
    c.rect(0.0, 500.0, W, 200.0, rgb(0xf3_efe6));
    let mut dice = Dice(61);
    for _ in 0..40 {
        let (x, y) = (dice.throw(0.0, W), dice.throw(516.0, H));
        c.path(&[(x, y), (x + 40.0, y - 6.0), (x + 70.0, y + 4.0)], 1.6, p.far);
    }
    let top = (660.0, 160.0);
    for gore in 0..6_u8 {
        let (left, right) = (460.0 + f32::from(gore) * 66.7, 460.0 + f32::from(gore + 1) * 66.7);
        let drop = |x: f32| 190.0 + ((x - 660.0) / 200.0).powi(2) * 60.0;
        let tone = if gore % 2 == 0 { p.warm } else { p.pale };
        c.shape(
            &[
                (left, drop(left)),
                (left + (top.0 - left) * 0.5, 100.0 + (left - 660.0).abs() * 0.16),
                (top.0, 74.0),
                (right + (top.0 - right) * 0.5, 100.0 + (right - 660.0).abs() * 0.16),
                (right, drop(right)),
            ],
            tone,
        );
        c.line((left, drop(left)), (660.0, 392.0), 1.8, p.near);
    }
    c.line((860.0, 250.0), (660.0, 392.0), 1.8, p.near);
    c.shape(&[(624.0, 392.0), (696.0, 392.0), (722.0, 452.0), (598.0, 452.0)], p.near);
    c.oval((660.0, 453.0), (62.0, 14.0), p.mid);
    c.oval((690.0, 590.0), (110.0, 9.0), mix(p.far, WHITE, 0.4));
    c
}

fn factory() -> Canvas {
    let p = SLATE;
    let mut c = sky(p, 440.0);
    cloud(&mut c, (820.0, 110.0), 210.0, p.pale);
    for (x, lean) in [(130.0, 0.3_f32), (290.0, 1.1), (1090.0, 0.7)] {
        c.line((x, 450.0), (x, 190.0), 8.0, p.pale);
        for blade in 0..3_u8 {
            let angle = lean + f32::from(blade) * 2.094;
            let (dx, dy) = (angle.cos(), angle.sin());
            let tip = (x + dx * 105.0, 190.0 + dy * 105.0);
            c.shape(
                &[(x - dy * 8.0, 190.0 + dx * 8.0), tip, (x + dy * 3.0, 190.0 - dx * 3.0)],
                p.pale,
            );
        }
    }
    hills(&mut c, 450.0, 14.0, 4, rgb(0x9a_ad8f));
    for bay in 0..5_u8 {
        let x = 360.0 + f32::from(bay) * 130.0;
        c.shape(&[(x, 520.0), (x, 300.0), (x + 130.0, 360.0), (x + 130.0, 520.0)], p.near);
        c.shape(
            &[(x + 8.0, 318.0), (x + 8.0, 362.0), (x + 122.0, 408.0), (x + 122.0, 370.0)],
            p.far,
        );
    }
    c.rect(360.0, 420.0, 650.0, 130.0, mix(p.near, p.mid, 0.4));
    for at in 0..9_u8 {
        c.rect(386.0 + f32::from(at) * 68.0, 450.0, 44.0, 40.0, rgb(0xf3_d488));
    }
    c.rect(0.0, 548.0, W, 130.0, mix(p.near, p.mid, 0.15));
    for at in 0..6_u8 {
        let x = 120.0 + f32::from(at) * 170.0;
        c.rect(x, 582.0, 96.0, 56.0, p.warm);
        c.rect(x + 34.0, 570.0, 28.0, 12.0, p.pale);
        c.rect(x + 12.0, 600.0, 72.0, 8.0, p.pale);
    }
    c
}

fn rooftops() -> Canvas {
    let p = GREEN;
    let mut c = sky(p, 420.0);
    c.disc((980.0, 150.0), 62.0, p.warm);
    let mut dice = Dice(240);
    for at in 0..16_u8 {
        let (x, tall) = (f32::from(at) * 84.0 - 40.0, dice.throw(90.0, 210.0));
        house(&mut c, (x, 480.0), (74.0, tall), mix(p.far, p.pale, 0.3), p.mid);
    }
    c.shape(&[(0.0, 520.0), (W, 470.0), (W, H), (0.0, H)], rgb(0xa8_5f44));
    for row in 0..5_u8 {
        let y = 545.0 + f32::from(row) * 34.0;
        c.line((0.0, y), (W, y - 50.0), 2.5, rgb(0x8d_4c36));
    }
    for (at, tone) in [p.pale, p.warm, rgb(0x7f_a6ad), p.pale].into_iter().enumerate() {
        let (x, y) = (170.0 + at as f32 * 150.0, 520.0 - at as f32 * 6.0);
        for tier in 0..3_u8 {
            c.rect(
                x,
                y - f32::from(tier) * 44.0 - 40.0,
                96.0,
                41.0,
                mix(tone, p.near, 0.08 * f32::from(tier)),
            );
        }
        c.rect(x - 6.0, y - 138.0, 108.0, 12.0, p.near);
        c.rect(x + 34.0, y - 8.0, 28.0, 6.0, p.near);
    }
    person(&mut c, (880.0, 540.0), 210.0, WHITE);
    c.oval((880.0, 346.0), (52.0, 9.0), p.glow);
    for _ in 0..26 {
        c.disc((dice.throw(140.0, 860.0), dice.throw(260.0, 430.0)), 3.6, p.near);
    }
    c
}

fn courthouse() -> Canvas {
    let p = SLATE;
    let mut c = sky(p, 520.0);
    cloud(&mut c, (220.0, 120.0), 180.0, p.pale);
    cloud(&mut c, (1010.0, 170.0), 150.0, p.pale);
    c.shape(&[(260.0, 250.0), (600.0, 110.0), (940.0, 250.0)], p.pale);
    c.shape(&[(350.0, 236.0), (600.0, 134.0), (850.0, 236.0)], p.glow);
    c.disc((600.0, 198.0), 25.0, p.warm);
    c.rect(260.0, 250.0, 680.0, 34.0, mix(p.pale, p.far, 0.4));
    c.rect(290.0, 284.0, 620.0, 250.0, p.mid);
    c.rect(555.0, 360.0, 90.0, 174.0, p.near);
    for column in 0..6_u8 {
        let x = 300.0 + f32::from(column) * 112.0;
        c.rect(x, 284.0, 40.0, 250.0, p.pale);
        c.rect(x + 26.0, 284.0, 14.0, 250.0, mix(p.pale, p.far, 0.6));
    }
    for step in 0..5_u8 {
        let step = f32::from(step);
        c.rect(
            250.0 - step * 34.0,
            534.0 + step * 24.0,
            700.0 + step * 68.0,
            24.0,
            mix(p.pale, p.mid, step * 0.16),
        );
    }
    c.rect(0.0, 650.0, W, 30.0, p.near);
    person(&mut c, (700.0, 632.0), 104.0, p.near);
    person(&mut c, (440.0, 650.0), 116.0, mix(p.near, p.warm, 0.4));
    c
}

fn tram() -> Canvas {
    let p = DAWN;
    let mut c = sky(p, 420.0);
    let walls = [p.far, p.pale, p.glow, p.mid, p.sky, p.far];
    for (at, wall) in walls.into_iter().enumerate() {
        let x = at as f32 * 210.0 - 30.0;
        house(&mut c, (x, 520.0), (190.0, 260.0 + 40.0 * (at % 2) as f32), wall, p.near);
    }
    c.rect(0.0, 510.0, W, 170.0, rgb(0x8f_9aa0));
    c.line((0.0, 190.0), (W, 170.0), 2.5, p.near);
    c.path(&[(640.0, 288.0), (690.0, 230.0), (640.0, 182.0)], 4.0, p.near);
    c.rect(390.0, 288.0, 560.0, 300.0, p.warm);
    c.rect(390.0, 288.0, 560.0, 34.0, p.pale);
    for window in 0..5_u8 {
        c.rect(412.0 + f32::from(window) * 106.0, 344.0, 88.0, 104.0, p.near);
    }
    c.rect(390.0, 470.0, 560.0, 14.0, p.pale);
    c.disc((670.0, 530.0), 24.0, p.pale);
    c.path(&[(676.0, 514.0), (660.0, 534.0), (684.0, 534.0)], 4.0, p.near);
    c.line((677.0, 514.0), (677.0, 546.0), 4.0, p.near);
    for wheel in [480.0, 580.0, 770.0, 870.0] {
        c.disc((wheel, 592.0), 25.0, p.near);
    }
    c.line((0.0, 618.0), (W, 618.0), 6.0, p.pale);
    for (x, tall) in [(120.0, 170.0), (190.0, 150.0), (270.0, 178.0)] {
        person(&mut c, (x, 600.0), tall, p.near);
        c.shape(
            &[(x - 62.0, 600.0 - tall), (x, 540.0 - tall), (x + 62.0, 600.0 - tall)],
            mix(p.near, p.warm, 0.35),
        );
    }
    c
}
