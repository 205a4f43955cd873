//! Pictures of single things and rooms.

use crate::Scene;
use crate::canvas::{Canvas, Colour, Dice, HEIGHT, WIDTH, mix, rgb};
use crate::pieces::{DAWN, EARTH, GREEN, NIGHT, SLATE, TEAL, hills, house, person, sky, swell};

const W: f32 = WIDTH as f32;
const H: f32 = HEIGHT as f32;
const WHITE: Colour = rgb(0xff_ffff);

pub(crate) const SCENES: &[Scene] = &[
    ("ballot", ballot),
    ("laboratory", laboratory),
    ("asteroid", asteroid),
    ("amber-gull", amber_gull),
    ("cinema", cinema),
    ("chess", chess),
    ("eels", eels),
    ("fish-market", fish_market),
    ("library-cat", library_cat),
    ("herring-fair", herring_fair),
];

fn ballot() -> Canvas {
    let p = EARTH;
    let mut c = Canvas::new(p.sky);
    c.rect(0.0, 0.0, W, 250.0, p.glow);
    c.rect(0.0, 520.0, W, 160.0, p.mid);
    c.shape(&[(400.0, 330.0), (470.0, 270.0), (820.0, 270.0), (770.0, 330.0)], p.pale);
    c.rect(400.0, 330.0, 370.0, 260.0, mix(p.pale, p.far, 0.25));
    c.shape(
        &[(770.0, 330.0), (820.0, 270.0), (820.0, 520.0), (770.0, 590.0)],
        mix(p.pale, p.far, 0.7),
    );
    c.shape(&[(500.0, 306.0), (520.0, 292.0), (720.0, 292.0), (706.0, 306.0)], p.near);
    c.shape(&[(540.0, 302.0), (560.0, 130.0), (690.0, 144.0), (670.0, 302.0)], WHITE);
    for line in 0..3_u8 {
        let y = 176.0 + f32::from(line) * 34.0;
        c.rect(586.0, y, 70.0, 8.0, p.far);
        c.rect(560.0, y - 4.0, 15.0, 15.0, p.far);
    }
    c.path(&[(558.0, 212.0), (566.0, 221.0), (582.0, 200.0)], 5.0, p.warm);
    c.rect(500.0, 430.0, 170.0, 60.0, p.warm);
    c.rect(524.0, 456.0, 122.0, 8.0, p.pale);
    let mut dice = Dice(142);
    for _ in 0..26 {
        let (x, y, tilt) =
            (dice.throw(30.0, 1100.0), dice.throw(560.0, 650.0), dice.throw(-14.0, 14.0));
        c.shape(
            &[(x, y), (x + 74.0, y + tilt), (x + 70.0, y + tilt + 40.0), (x - 4.0, y + 40.0)],
            mix(WHITE, p.far, dice.throw(0.0, 0.3)),
        );
    }
    c
}

fn laboratory() -> Canvas {
    let p = TEAL;
    let mut c = Canvas::new(p.sky);
    c.disc((600.0, 330.0), 290.0, p.glow);
    c.rect(0.0, 540.0, W, 140.0, p.near);
    c.shape(
        &[
            (560.0, 170.0),
            (640.0, 170.0),
            (640.0, 300.0),
            (770.0, 530.0),
            (430.0, 530.0),
            (560.0, 300.0),
        ],
        WHITE,
    );
    c.shape(&[(517.0, 376.0), (683.0, 376.0), (766.0, 524.0), (434.0, 524.0)], p.warm);
    c.rect(545.0, 154.0, 110.0, 22.0, p.mid);
    for (x, y, s) in
        [(560.0, 440.0, 17.0), (620.0, 470.0, 12.0), (660.0, 430.0, 9.0), (540.0, 490.0, 10.0)]
    {
        c.disc((x, y), s, mix(p.warm, WHITE, 0.5));
    }
    for at in 0..4_u8 {
        let x = 130.0 + f32::from(at) * 70.0;
        let tones = [p.warm, p.mid, rgb(0xb9_5673), p.far];
        c.rect(x, 330.0, 44.0, 190.0, WHITE);
        c.oval((x + 22.0, 520.0), (22.0, 22.0), tones[usize::from(at)]);
        c.rect(x, 410.0, 44.0, 112.0, tones[usize::from(at)]);
    }
    c.rect(110.0, 400.0, 290.0, 18.0, p.near);
    c.rect(110.0, 500.0, 290.0, 42.0, p.near);
    c.line((880.0, 520.0), (1080.0, 240.0), 34.0, WHITE);
    c.line((900.0, 492.0), (1000.0, 352.0), 26.0, p.mid);
    c.line((1080.0, 240.0), (1120.0, 184.0), 15.0, p.near);
    c.line((880.0, 520.0), (846.0, 566.0), 5.0, p.far);
    c.line((1094.0, 160.0), (1150.0, 202.0), 12.0, p.near);
    c
}

fn asteroid() -> Canvas {
    let p = NIGHT;
    let mut c = sky(p, H);
    let mut dice = Dice(430);
    for _ in 0..120 {
        c.disc((dice.throw(0.0, W), dice.throw(0.0, H)), dice.throw(0.8, 2.6), p.pale);
    }
    let lump = |part: f32, shift: f32| -> Vec<(f32, f32)> {
        (0..72_u8)
            .map(|step| {
                let angle = f32::from(step) * std::f32::consts::TAU / 72.0;
                let wobble = 1.0 + 0.07 * (angle * 3.0 + 1.0).sin() + 0.05 * (angle * 7.0).sin();
                (
                    640.0 + shift + angle.cos() * 330.0 * wobble * part,
                    350.0 + angle.sin() * 240.0 * wobble * part,
                )
            })
            .collect()
    };
    c.shape(&lump(1.0, 0.0), rgb(0x4d_4a52));
    c.shape(&lump(0.9, -26.0), rgb(0x7d_756f));
    c.shape(&lump(0.72, -60.0), rgb(0xa0_958a));
    for (x, y, s) in [
        (470.0, 300.0, 52.0),
        (640.0, 240.0, 34.0),
        (720.0, 420.0, 64.0),
        (540.0, 450.0, 38.0),
        (830.0, 300.0, 30.0),
        (610.0, 345.0, 20.0),
    ] {
        c.oval((x, y), (s, s * 0.72), rgb(0x5e_5851));
        c.oval((x + s * 0.14, y + s * 0.12), (s * 0.8, s * 0.54), rgb(0x8a_8078));
    }
    c.rect(196.0, 150.0, 44.0, 44.0, p.pale);
    c.rect(96.0, 158.0, 92.0, 28.0, rgb(0x4a_78a8));
    c.rect(248.0, 158.0, 92.0, 28.0, rgb(0x4a_78a8));
    c.line((218.0, 194.0), (300.0, 262.0), 5.0, p.warm);
    c
}

fn amber_gull() -> Canvas {
    let p = EARTH;
    let mut c = Canvas::new(rgb(0x33_2a33));
    c.disc((600.0, 330.0), 300.0, rgb(0x4c_3c40));
    c.disc((600.0, 320.0), 215.0, rgb(0x6b_5048));
    c.rect(430.0, 520.0, 340.0, 160.0, p.pale);
    c.rect(400.0, 500.0, 400.0, 28.0, WHITE);
    c.rect(640.0, 528.0, 130.0, 150.0, mix(p.pale, p.far, 0.5));
    let amber = rgb(0xdf_922b);
    let body = [
        (430.0, 380.0),
        (500.0, 320.0),
        (600.0, 292.0),
        (660.0, 250.0),
        (690.0, 216.0),
        (734.0, 206.0),
        (764.0, 230.0),
        (760.0, 268.0),
        (730.0, 330.0),
        (690.0, 420.0),
        (620.0, 468.0),
        (540.0, 466.0),
        (480.0, 430.0),
    ];
    c.shape(&body, amber);
    c.shape(&[(758.0, 228.0), (806.0, 250.0), (760.0, 262.0)], rgb(0xf6_cf7a));
    c.shape(
        &[(410.0, 410.0), (520.0, 340.0), (640.0, 340.0), (610.0, 400.0), (520.0, 430.0)],
        rgb(0xb8_6a18),
    );
    c.shape(
        &[(450.0, 396.0), (530.0, 352.0), (610.0, 352.0), (580.0, 390.0), (510.0, 410.0)],
        rgb(0xc9_7d22),
    );
    c.path(&[(640.0, 300.0), (690.0, 260.0), (716.0, 228.0)], 9.0, rgb(0xf2_bd63));
    c.disc((732.0, 234.0), 7.0, rgb(0x33_2a33));
    for x in [570.0, 620.0] {
        c.line((x, 462.0), (x, 502.0), 10.0, rgb(0xb8_6a18));
    }
    c.path(&[(560.0, 366.0), (576.0, 376.0), (590.0, 372.0)], 3.0, p.pale);
    c
}

fn cinema() -> Canvas {
    let p = NIGHT;
    let mut c = Canvas::new(rgb(0x2a_1626));
    c.rect(190.0, 60.0, 820.0, 360.0, p.pale);
    c.disc((760.0, 190.0), 58.0, rgb(0xe9_b27a));
    c.shape(
        &[
            (190.0, 420.0),
            (190.0, 330.0),
            (420.0, 260.0),
            (640.0, 330.0),
            (830.0, 280.0),
            (1010.0, 340.0),
            (1010.0, 420.0),
        ],
        rgb(0xc9_b8a4),
    );
    for (x, s) in [(430.0, 64.0), (510.0, 76.0), (590.0, 70.0)] {
        person(&mut c, (x, 410.0), s, rgb(0x5a_3f4c));
    }
    for side in [-1.0_f32, 1.0] {
        for fold in 0..4_u8 {
            let x = 600.0 + side * (420.0 + f32::from(fold) * 52.0);
            let tone = if fold % 2 == 0 { rgb(0x8f_2d3c) } else { rgb(0x74_2231) };
            c.shape(
                &[(x - 30.0, 0.0), (x + 30.0, 0.0), (x + 36.0, 470.0), (x - 36.0, 470.0)],
                tone,
            );
        }
    }
    c.rect(0.0, 0.0, W, 44.0, rgb(0x74_2231));
    for row in 0..3_u8 {
        let (y, s) = (500.0 + f32::from(row) * 76.0, 44.0 + f32::from(row) * 13.0);
        for seat in 0..14_u8 {
            let x = 600.0 + (f32::from(seat) - 6.5) * s * 2.1 + f32::from(row % 2) * s;
            let tone = mix(rgb(0x12_0a14), rgb(0x4a_2033), 0.5 - f32::from(row) * 0.2);
            if (seat + row) % 3 != 0 {
                c.disc((x, y - s * 0.5), s * 0.36, mix(tone, rgb(0x00_0000), 0.3));
            }
            c.rect(x - s * 0.8, y - s * 0.2, s * 1.6, 240.0, tone);
            c.oval((x, y - s * 0.2), (s * 0.8, s * 0.3), tone);
        }
    }
    c
}

fn chess() -> Canvas {
    let p = SLATE;
    let mut c = Canvas::new(p.glow);
    c.rect(0.0, 0.0, W, 330.0, mix(p.far, p.glow, 0.5));
    let edge = |at: f32, y: f32| 600.0 + (at - 4.0) * (120.0 + (y - 330.0) * 0.42);
    for row in 0..6_u8 {
        let (top, low) =
            (330.0 + f32::from(row * row) * 10.0, 330.0 + f32::from((row + 1) * (row + 1)) * 10.0);
        for column in 0..12_u8 {
            let at = f32::from(column) - 2.0;
            let tone = if (row + column) % 2 == 0 { p.near } else { p.pale };
            c.shape(
                &[
                    (edge(at, top), top),
                    (edge(at + 1.0, top), top),
                    (edge(at + 1.0, low), low),
                    (edge(at, low), low),
                ],
                tone,
            );
        }
    }
    let queen = |c: &mut Canvas, x: f32, y: f32, s: f32, tone: Colour, shade: Colour| {
        let place = |dx: f32, dy: f32| (x + dx * s, y - dy * s);
        c.oval(place(0.0, 0.0), (52.0 * s, 15.0 * s), shade);
        c.rect(x - 52.0 * s, y - 26.0 * s, 104.0 * s, 26.0 * s, tone);
        c.shape(
            &[place(-40.0, 26.0), place(40.0, 26.0), place(17.0, 150.0), place(-17.0, 150.0)],
            tone,
        );
        c.shape(
            &[place(8.0, 26.0), place(40.0, 26.0), place(17.0, 150.0), place(8.0, 150.0)],
            shade,
        );
        c.oval(place(0.0, 152.0), (36.0 * s, 11.0 * s), tone);
        c.shape(
            &[
                place(-24.0, 160.0),
                place(-44.0, 220.0),
                place(-20.0, 196.0),
                place(0.0, 228.0),
                place(20.0, 196.0),
                place(44.0, 220.0),
                place(24.0, 160.0),
            ],
            tone,
        );
        for (dx, dy) in [(-44.0, 224.0), (0.0, 234.0), (44.0, 224.0)] {
            c.disc(place(dx, dy), 8.0 * s, tone);
        }
    };
    queen(&mut c, 820.0, 470.0, 1.1, p.near, rgb(0x1c_232f));
    queen(&mut c, 430.0, 590.0, 1.8, WHITE, p.far);
    c
}

fn eels() -> Canvas {
    let p = NIGHT;
    let mut c = sky(p, 420.0);
    let mut dice = Dice(3_140);
    for _ in 0..110 {
        let (x, y) = (dice.throw(0.0, W), dice.throw(0.0, 460.0));
        c.line((x, y), (x - 10.0, y + 34.0), 1.4, p.glow);
    }
    hills(&mut c, 420.0, 24.0, 18, p.far);
    c.rect(760.0, 250.0, 240.0, 200.0, p.mid);
    c.shape(&[(745.0, 250.0), (880.0, 160.0), (1015.0, 250.0)], p.near);
    c.rect(690.0, 150.0, 90.0, 300.0, p.mid);
    c.shape(&[(680.0, 150.0), (735.0, 40.0), (790.0, 150.0)], p.near);
    for x in [800.0, 866.0, 932.0] {
        c.rect(x, 310.0, 30.0, 70.0, p.warm);
        c.oval((x + 15.0, 310.0), (15.0, 20.0), p.warm);
    }
    c.rect(716.0, 370.0, 40.0, 80.0, p.near);
    hills(&mut c, 470.0, 14.0, 28, rgb(0x24_3f3d));
    for at in 0..15_u8 {
        let (x, y) = (
            60.0 + f32::from(at % 5) * 200.0 + dice.throw(0.0, 90.0),
            510.0 + f32::from(at / 5) * 54.0 + dice.throw(0.0, 24.0),
        );
        let tone = mix(p.glow, p.pale, dice.throw(0.25, 0.7));
        let wave: Vec<(f32, f32)> = (0..14_u8)
            .map(|step| (x + f32::from(step) * 9.0, y + (f32::from(step) * 0.75).sin() * 9.0))
            .collect();
        c.path(&wave, 8.0, tone);
    }
    person(&mut c, (560.0, 520.0), 150.0, p.near);
    c.disc((604.0, 452.0), 13.0, rgb(0xd9_4a3a));
    c
}

fn fish_market() -> Canvas {
    let p = DAWN;
    let mut c = Canvas::new(p.sky);
    for stripe in 0..10_u8 {
        let tone = if stripe % 2 == 0 { p.warm } else { p.pale };
        let x = f32::from(stripe) * 120.0;
        c.rect(x, 0.0, 120.0, 120.0, tone);
        c.oval((x + 60.0, 120.0), (60.0, 34.0), tone);
    }
    c.shape(&[(60.0, 360.0), (1140.0, 360.0), (1200.0, 600.0), (0.0, 600.0)], WHITE);
    c.rect(0.0, 600.0, W, 80.0, p.near);
    let mut dice = Dice(312);
    for _ in 0..70 {
        let (x, y) = (dice.throw(60.0, 1140.0), dice.throw(372.0, 596.0));
        c.shape(
            &[(x, y), (x + 17.0, y - 8.0), (x + 28.0, y + 6.0), (x + 9.0, y + 13.0)],
            mix(p.sky, WHITE, 0.4),
        );
    }
    for at in 0..6_u8 {
        let (x, y) = (
            150.0 + f32::from(at % 3) * 330.0 + f32::from(at / 3) * 90.0,
            420.0 + f32::from(at / 3) * 104.0,
        );
        c.oval((x + 110.0, y), (120.0, 37.0), p.mid);
        c.oval((x + 106.0, y + 11.0), (106.0, 22.0), p.far);
        c.shape(&[(x + 214.0, y), (x + 274.0, y - 38.0), (x + 274.0, y + 38.0)], p.mid);
        c.disc((x + 32.0, y - 7.0), 7.0, p.near);
        c.path(&[(x + 66.0, y - 28.0), (x + 74.0, y), (x + 64.0, y + 26.0)], 3.0, p.near);
    }
    c.rect(520.0, 190.0, 160.0, 110.0, p.near);
    c.rect(548.0, 222.0, 104.0, 9.0, p.pale);
    c.rect(548.0, 250.0, 70.0, 9.0, p.pale);
    c.line((600.0, 300.0), (600.0, 366.0), 8.0, p.near);
    c
}

fn library_cat() -> Canvas {
    let p = GREEN;
    let mut c = Canvas::new(rgb(0x6d_4c3a));
    let mut dice = Dice(1_888);
    let tones = [p.warm, p.mid, p.pale, rgb(0x9a_3f38), rgb(0x35_5a78), p.far, p.near];
    for shelf in 0..3_u8 {
        let base = 210.0 + f32::from(shelf) * 205.0;
        let mut x = 16.0;
        while x < W {
            let (wide, tall) = (dice.throw(22.0, 52.0), dice.throw(110.0, 172.0));
            let tone = tones[dice.throw(0.0, 6.99) as usize];
            c.rect(x, base - tall, wide, tall, tone);
            c.rect(x + 4.0, base - tall + 22.0, wide - 8.0, 7.0, mix(tone, p.pale, 0.5));
            x += wide + dice.throw(1.0, 6.0);
        }
        c.rect(0.0, base, W, 24.0, rgb(0x4a_3126));
    }
    c.rect(430.0, 250.0, 370.0, 165.0, rgb(0x57_3b2d));
    let cat = rgb(0x1e_2320);
    c.oval((620.0, 352.0), (88.0, 64.0), cat);
    c.oval((566.0, 380.0), (60.0, 36.0), cat);
    c.disc((548.0, 292.0), 44.0, cat);
    c.shape(&[(508.0, 284.0), (512.0, 226.0), (546.0, 256.0)], cat);
    c.shape(&[(552.0, 254.0), (584.0, 226.0), (588.0, 284.0)], cat);
    c.path(&[(690.0, 390.0), (746.0, 398.0), (762.0, 360.0), (742.0, 336.0)], 19.0, cat);
    for x in [532.0, 564.0] {
        c.oval((x, 290.0), (8.0, 10.0), p.warm);
        c.oval((x, 290.0), (3.0, 9.0), cat);
    }
    c.shape(&[(543.0, 308.0), (553.0, 308.0), (548.0, 315.0)], p.pale);
    c
}

fn herring_fair() -> Canvas {
    let p = DAWN;
    let mut c = sky(p, 420.0);
    for (at, wall) in [p.far, p.pale, p.mid, p.glow, p.far].into_iter().enumerate() {
        let x = at as f32 * 250.0 - 20.0;
        house(&mut c, (x, 470.0), (220.0, 210.0 + 36.0 * (at % 2) as f32), wall, p.near);
    }
    for string in 0..3_u8 {
        let top = 70.0 + f32::from(string) * 46.0;
        let sag = |x: f32| top + 60.0 * (1.0 - ((x - 600.0) / 600.0).powi(2));
        for flag in 0..24_u8 {
            let x = f32::from(flag) * 51.0;
            let tones = [p.warm, p.pale, rgb(0x35_5a78)];
            let tone = tones[usize::from((flag + string) % 3)];
            c.shape(&[(x, sag(x)), (x + 34.0, sag(x + 34.0)), (x + 17.0, sag(x) + 36.0)], tone);
        }
    }
    c.rect(0.0, 470.0, W, 210.0, rgb(0xc4_b59c));
    for stall in 0..3_u8 {
        let x = 70.0 + f32::from(stall) * 390.0;
        for post in [x, x + 270.0] {
            c.line((post, 600.0), (post, 380.0), 8.0, p.near);
        }
        for stripe in 0..6_u8 {
            let left = x - 20.0 + f32::from(stripe) * 52.0;
            let tone = if stripe % 2 == 0 {
                [p.warm, rgb(0x35_5a78), rgb(0x5c_8570)][usize::from(stall)]
            } else {
                p.pale
            };
            c.rect(left, 350.0, 52.0, 44.0, tone);
            c.oval((left + 26.0, 394.0), (26.0, 15.0), tone);
        }
        c.rect(x - 8.0, 510.0, 290.0, 90.0, rgb(0x8a_6a4a));
        person(&mut c, (x + 136.0, 512.0), 96.0, p.near);
    }
    for (x, tall, coat) in [
        (370.0, 150.0, p.near),
        (420.0, 104.0, p.warm),
        (800.0, 156.0, p.mid),
        (1120.0, 146.0, p.near),
    ] {
        person(&mut c, (x, 650.0), tall, coat);
    }
    swell(&mut c, 668.0, 4.0, 200.0, p.near);
    c
}
