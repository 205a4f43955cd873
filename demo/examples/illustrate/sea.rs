//! Pictures with water in them.

use crate::Scene;
use crate::canvas::{Canvas, Colour, Dice, HEIGHT, WIDTH, mix, rgb};
use crate::pieces::{
    DAWN, EARTH, GREEN, NIGHT, SLATE, TEAL, birds, boat, cloud, crane, ferry, hills, house,
    lighthouse, person, sky, swell, water,
};

const W: f32 = WIDTH as f32;
const H: f32 = HEIGHT as f32;
const WHITE: Colour = rgb(0xff_ffff);

pub(crate) const SCENES: &[Scene] = &[
    ("ferry-fog", ferry_fog),
    ("lifeboat-night", lifeboat_night),
    ("tugs", tugs),
    ("two-ships", two_ships),
    ("sea-wall", sea_wall),
    ("cranes", cranes),
    ("containers", containers),
    ("herring-boats", herring_boats),
    ("storm", storm),
    ("lighthouse", lighthouse_day),
    ("mudflats", mudflats),
    ("harbor-sandbags", sandbags),
    ("tea-boat", tea_boat),
    ("corniche", corniche),
    ("reef", reef),
];

fn ferry_fog() -> Canvas {
    let p = DAWN;
    let mut c = sky(p, 380.0);
    c.disc((930.0, 170.0), 62.0, mix(p.glow, WHITE, 0.5));
    hills(&mut c, 372.0, 22.0, 4, mix(p.far, p.sky, 0.55));
    water(&mut c, 400.0, mix(p.far, p.sky, 0.3), p.mid);
    c.oval((610.0, 506.0), (560.0, 34.0), rgb(0xd9_c3a0));
    c.oval((560.0, 500.0), (440.0, 20.0), rgb(0xe8_d6b6));
    for (y, height, part) in [(300.0, 26.0, 0.4), (352.0, 16.0, 0.55)] {
        c.oval((380.0 + y, y), (760.0, height), mix(p.sky, WHITE, part));
    }
    ferry(&mut c, (230.0, 500.0), 660.0, [p.near, p.pale, p.warm]);
    c.oval((260.0, 436.0), (330.0, 9.0), mix(p.sky, WHITE, 0.55));
    c.oval((960.0, 470.0), (360.0, 11.0), mix(p.sky, WHITE, 0.4));
    boat(&mut c, (120.0, 590.0), 120.0, p.warm, p.pale);
    boat(&mut c, (930.0, 612.0), 150.0, p.near, p.pale);
    c
}

fn lifeboat_night() -> Canvas {
    let p = NIGHT;
    let mut c = sky(p, 400.0);
    let mut dice = Dice(11);
    for _ in 0..40 {
        c.disc((dice.throw(0.0, W), dice.throw(0.0, 270.0)), dice.throw(0.8, 2.2), p.pale);
    }
    c.shape(&[(640.0, 440.0), (1200.0, 210.0), (1200.0, 400.0)], mix(p.glow, p.pale, 0.22));
    ferry(&mut c, (820.0, 404.0), 340.0, [p.near, mix(p.far, p.pale, 0.35), p.warm]);
    swell(&mut c, 410.0, 26.0, 300.0, p.far);
    swell(&mut c, 470.0, 44.0, 420.0, p.mid);
    let hull = [(330.0, 430.0), (690.0, 412.0), (640.0, 500.0), (390.0, 506.0)];
    c.shape(&hull, p.warm);
    c.shape(&[(330.0, 430.0), (690.0, 412.0), (686.0, 424.0), (336.0, 444.0)], p.pale);
    c.shape(&[(430.0, 426.0), (450.0, 366.0), (580.0, 360.0), (612.0, 418.0)], p.pale);
    c.rect(462.0, 380.0, 44.0, 24.0, p.near);
    c.rect(520.0, 378.0, 44.0, 24.0, p.near);
    c.line((560.0, 362.0), (560.0, 300.0), 4.0, p.pale);
    c.disc((640.0, 440.0), 9.0, WHITE);
    swell(&mut c, 540.0, 70.0, 520.0, mix(p.mid, p.near, 0.4));
    swell(&mut c, 630.0, 50.0, 640.0, p.near);
    c
}

fn tugs() -> Canvas {
    let p = DAWN;
    let mut c = sky(p, 360.0);
    cloud(&mut c, (300.0, 130.0), 190.0, p.pale);
    cloud(&mut c, (900.0, 90.0), 140.0, p.pale);
    hills(&mut c, 360.0, 30.0, 9, p.far);
    water(&mut c, 390.0, p.far, p.near);
    ferry(&mut c, (480.0, 480.0), 620.0, [rgb(0x24_3c48), p.pale, p.warm]);
    c.line((490.0, 420.0), (330.0, 520.0), 3.0, p.near);
    c.line((490.0, 420.0), (210.0, 470.0), 2.0, p.near);
    for (x, y, s) in [(60.0, 486.0, 170.0), (150.0, 566.0, 230.0)] {
        boat(&mut c, (x, y), s, p.warm, p.pale);
        c.rect(x + s * 0.66, y - s * 0.62, s * 0.1, s * 0.2, p.near);
        c.oval((x + s * 0.74, y - s * 0.74), (s * 0.1, s * 0.07), p.sky);
        c.oval((x + s * 0.9, y - s * 0.86), (s * 0.17, s * 0.09), p.sky);
    }
    birds(&mut c, 5, 6, p.near);
    c
}

fn two_ships() -> Canvas {
    let p = TEAL;
    let mut c = sky(p, 340.0);
    c.disc((600.0, 250.0), 90.0, mix(p.glow, p.warm, 0.35));
    hills(&mut c, 345.0, 28.0, 3, p.far);
    water(&mut c, 365.0, mix(p.far, p.glow, 0.3), p.mid);
    ferry(&mut c, (90.0, 452.0), 470.0, [rgb(0x2c_4f8a), p.pale, rgb(0x2c_4f8a)]);
    c.oval((330.0, 458.0), (250.0, 6.0), p.pale);
    ferry(&mut c, (560.0, 560.0), 620.0, [p.near, p.pale, p.warm]);
    c.oval((860.0, 566.0), (330.0, 8.0), p.pale);
    birds(&mut c, 8, 7, p.near);
    c
}

fn sea_wall() -> Canvas {
    let p = SLATE;
    let mut c = sky(p, 420.0);
    cloud(&mut c, (240.0, 110.0), 220.0, p.far);
    cloud(&mut c, (760.0, 160.0), 260.0, mix(p.far, p.sky, 0.4));
    swell(&mut c, 430.0, 30.0, 260.0, p.far);
    swell(&mut c, 490.0, 60.0, 380.0, p.mid);
    let mut dice = Dice(21);
    for _ in 0..70 {
        let (x, height) = (dice.throw(560.0, 800.0), dice.throw(0.0, 1.0));
        let y = 470.0 - 320.0 * height * (1.0 - (x - 690.0).abs() / 130.0).max(0.0);
        c.disc((x, y), dice.throw(5.0, 26.0) * (1.15 - height), p.pale);
    }
    c.shape(&[(640.0, H), (690.0, 380.0), (860.0, 380.0), (860.0, H)], p.near);
    c.rect(850.0, 420.0, 350.0, 255.0, mix(p.near, p.mid, 0.35));
    for course in 0..6_u8 {
        let y = 420.0 + f32::from(course) * 46.0;
        c.line((672.0, y), (860.0, y), 2.0, p.mid);
    }
    for at in 0..4_u8 {
        let x = 880.0 + f32::from(at) * 84.0;
        let tone = if at % 2 == 0 { p.pale } else { p.glow };
        house(&mut c, (x, 425.0), (64.0, 84.0 + f32::from(at % 3) * 18.0), tone, p.warm);
    }
    swell(&mut c, 600.0, 60.0, 620.0, mix(p.mid, p.near, 0.5));
    c
}

fn cranes() -> Canvas {
    let p = SLATE;
    let mut c = sky(p, 460.0);
    c.disc((260.0, 250.0), 80.0, mix(p.warm, p.glow, 0.45));
    hills(&mut c, 455.0, 16.0, 2, p.far);
    for (x, size, part) in [(250.0, 260.0, 0.55), (480.0, 300.0, 0.3), (760.0, 390.0, 0.0)] {
        crane(&mut c, (x, 500.0), size, mix(rgb(0x2f_5d8a), p.far, part));
    }
    c.rect(0.0, 496.0, W, 40.0, p.near);
    water(&mut c, 536.0, p.mid, p.near);
    let mut dice = Dice(3);
    for at in 0..14_u8 {
        let x = 560.0 + f32::from(at % 7) * 62.0;
        let y = 470.0 - f32::from(at / 7) * 27.0;
        let tones = [p.warm, p.mid, p.pale, p.far];
        let tone = tones[dice.throw(0.0, 3.99) as usize];
        c.rect(x, y, 58.0, 25.0, tone);
    }
    birds(&mut c, 2, 5, p.near);
    c
}

fn containers() -> Canvas {
    let p = SLATE;
    let mut c = sky(p, 300.0);
    let tones = [p.warm, rgb(0x2f_5d8a), rgb(0xd9_a441), p.mid, rgb(0x5c_8570), p.near];
    let mut dice = Dice(17);
    for row in 0..5_u8 {
        let y = 560.0 - f32::from(row) * 92.0;
        let stagger = dice.throw(0.0, 90.0);
        for column in 0..7_u8 {
            if row == 4 && dice.throw(0.0, 1.0) < 0.5 {
                continue;
            }
            let x = -90.0 + stagger + f32::from(column) * 206.0;
            let tone = tones[dice.throw(0.0, 5.99) as usize];
            c.rect(x, y, 200.0, 88.0, tone);
            for rib in 1..10_u8 {
                let rib = x + f32::from(rib) * 20.0;
                c.line((rib, y + 8.0), (rib, y + 80.0), 3.0, mix(tone, p.near, 0.22));
            }
        }
    }
    c.rect(0.0, 646.0, W, 30.0, p.near);
    person(&mut c, (610.0, 652.0), 64.0, p.pale);
    c
}

fn herring_boats() -> Canvas {
    let p = TEAL;
    let mut c = sky(p, 360.0);
    cloud(&mut c, (860.0, 120.0), 190.0, p.pale);
    hills(&mut c, 350.0, 40.0, 12, p.far);
    water(&mut c, 385.0, p.far, p.near);
    let warm = [p.warm, p.near, rgb(0x8a_3355), p.pale, rgb(0x2c_4f8a)];
    let places = [
        (90.0, 430.0, 130.0),
        (330.0, 450.0, 170.0),
        (820.0, 440.0, 150.0),
        (560.0, 510.0, 260.0),
        (120.0, 580.0, 330.0),
    ];
    for (at, (x, y, s)) in places.into_iter().enumerate() {
        boat(&mut c, (x, y), s, warm[at % 5], p.pale);
        c.oval((x + s / 2.0, y + 4.0), (s * 0.5, s * 0.025), mix(p.near, p.mid, 0.4));
    }
    birds(&mut c, 31, 9, p.near);
    c
}

fn storm() -> Canvas {
    let p = SLATE;
    let mut c = sky(p, 420.0);
    for (x, y, s, part) in [
        (200.0, 90.0, 300.0, 0.3),
        (700.0, 60.0, 340.0, 0.55),
        (1060.0, 140.0, 260.0, 0.4),
        (420.0, 180.0, 240.0, 0.15),
    ] {
        cloud(&mut c, (x, y), s, mix(p.far, p.near, part));
    }
    let mut dice = Dice(6);
    for _ in 0..90 {
        let (x, y) = (dice.throw(-40.0, W), dice.throw(140.0, 460.0));
        c.line((x, y), (x - 26.0, y + 62.0), 1.6, mix(p.sky, p.mid, 0.55));
    }
    c.shape(&[(760.0, 500.0), (820.0, 420.0), (960.0, 400.0), (1080.0, 500.0)], p.near);
    lighthouse(&mut c, (900.0, 412.0), 260.0, [p.pale, p.warm, rgb(0xf6_d879)]);
    c.shape(&[(890.0, 178.0), (0.0, 90.0), (0.0, 200.0)], mix(p.sky, rgb(0xf6_d879), 0.42));
    swell(&mut c, 490.0, 70.0, 330.0, p.mid);
    swell(&mut c, 560.0, 90.0, 470.0, mix(p.mid, p.near, 0.5));
    swell(&mut c, 650.0, 70.0, 610.0, p.near);
    c
}

fn lighthouse_day() -> Canvas {
    let p = DAWN;
    let mut c = sky(p, 430.0);
    c.disc((280.0, 210.0), 70.0, p.pale);
    cloud(&mut c, (900.0, 130.0), 200.0, p.pale);
    water(&mut c, 430.0, p.far, p.near);
    let rock = [(520.0, 560.0), (600.0, 470.0), (700.0, 440.0), (830.0, 455.0), (960.0, 560.0)];
    c.shape(&rock, p.near);
    lighthouse(&mut c, (740.0, 450.0), 360.0, [p.pale, p.warm, rgb(0xf6_d879)]);
    house(&mut c, (820.0, 462.0), (70.0, 44.0), p.pale, p.near);
    c.oval((740.0, 562.0), (260.0, 9.0), p.pale);
    boat(&mut c, (170.0, 560.0), 150.0, p.near, p.pale);
    birds(&mut c, 19, 8, p.near);
    c
}

fn mudflats() -> Canvas {
    let p = GREEN;
    let mut c = sky(p, 300.0);
    c.disc((850.0, 190.0), 66.0, mix(p.glow, p.warm, 0.4));
    hills(&mut c, 300.0, 12.0, 8, p.far);
    for band in 0..9_u8 {
        let part = f32::from(band) / 8.0;
        let y = 310.0 + 365.0 * part * part;
        c.rect(0.0, y, W, H - y, mix(rgb(0xcf_c3a4), rgb(0x6d_5f4c), part));
    }
    let mut dice = Dice(14);
    for _ in 0..9 {
        let y = dice.throw(330.0, 640.0);
        let depth = (y - 300.0) / 375.0;
        let (x, wide) = (dice.throw(0.0, W), 90.0 + 300.0 * depth);
        c.oval((x, y), (wide, 4.0 + 13.0 * depth), mix(p.sky, p.far, 0.4));
    }
    for at in 0..9_u8 {
        let part = f32::from(at) / 8.0;
        let (x, y) = (160.0 + 560.0 * part, 620.0 - 280.0 * part.sqrt());
        c.line((x, y), (x, y - 90.0 * (1.1 - part)), 7.0 * (1.15 - part), p.near);
    }
    person(&mut c, (930.0, 560.0), 120.0, p.near);
    birds(&mut c, 23, 12, p.near);
    c
}

fn sandbags() -> Canvas {
    let p = SLATE;
    let mut c = sky(p, 420.0);
    cloud(&mut c, (260.0, 90.0), 260.0, p.mid);
    cloud(&mut c, (900.0, 130.0), 300.0, mix(p.mid, p.near, 0.3));
    let walls = [rgb(0xc9_b79c), p.pale, rgb(0xa9_bcc0), rgb(0xd3_a98c)];
    for (at, wall) in walls.into_iter().enumerate() {
        let x = 70.0 + at as f32 * 280.0;
        house(&mut c, (x, 520.0), (220.0, 210.0 + 24.0 * (at % 2) as f32), wall, p.near);
        for plank in 0..3_u8 {
            let y = 400.0 + f32::from(plank) * 22.0;
            c.line((x + 30.0, y), (x + 190.0, y + 8.0), 15.0, rgb(0xb9_8a5a));
        }
    }
    c.rect(0.0, 520.0, W, 160.0, mix(p.near, p.mid, 0.3));
    for row in 0..3_u8 {
        for at in 0..14_u8 {
            let x = f32::from(at) * 92.0 + f32::from(row % 2) * 46.0 - 20.0;
            let tone = if (at + row) % 3 == 0 { rgb(0xc8_b48c) } else { rgb(0xd8_c6a1) };
            c.oval((x, 610.0 - f32::from(row) * 34.0), (50.0, 20.0), tone);
        }
    }
    water(&mut c, 628.0, p.mid, p.near);
    c
}

fn tea_boat() -> Canvas {
    let p = EARTH;
    let mut c = sky(p, 380.0);
    c.disc((250.0, 210.0), 74.0, mix(p.glow, p.warm, 0.5));
    hills(&mut c, 330.0, 46.0, 6, mix(p.far, p.sky, 0.4));
    hills(&mut c, 370.0, 30.0, 16, p.far);
    water(&mut c, 395.0, mix(p.far, p.glow, 0.5), p.mid);
    c.shape(&[(330.0, 500.0), (930.0, 500.0), (860.0, 570.0), (400.0, 570.0)], p.near);
    c.rect(420.0, 400.0, 420.0, 100.0, p.pale);
    for window in 0..6_u8 {
        c.rect(440.0 + f32::from(window) * 66.0, 420.0, 46.0, 50.0, p.warm);
        person(&mut c, (463.0 + f32::from(window) * 66.0, 478.0), 48.0, p.near);
    }
    c.shape(&[(390.0, 404.0), (440.0, 350.0), (820.0, 350.0), (870.0, 404.0)], p.mid);
    c.path(&[(600.0, 340.0), (616.0, 300.0), (594.0, 264.0), (614.0, 226.0)], 9.0, p.pale);
    c.path(&[(650.0, 340.0), (664.0, 310.0), (646.0, 282.0)], 7.0, p.pale);
    c.oval((630.0, 574.0), (300.0, 8.0), p.pale);
    c
}

fn corniche() -> Canvas {
    let p = TEAL;
    let mut c = sky(p, 350.0);
    c.disc((880.0, 300.0), 86.0, mix(p.warm, p.glow, 0.3));
    water(&mut c, 350.0, p.far, p.mid);
    c.rect(860.0, 356.0, 40.0, 5.0, p.glow);
    c.rect(830.0, 380.0, 100.0, 6.0, p.glow);
    c.rect(0.0, 540.0, W, 140.0, rgb(0xe2_cfa8));
    c.rect(0.0, 530.0, W, 14.0, p.pale);
    for x in [130.0, 1060.0] {
        c.path(&[(x, 560.0), (x + 14.0, 400.0), (x + 4.0, 230.0)], 17.0, rgb(0x8a_6a4a));
        for leaf in 0..9_u8 {
            let angle = f32::from(leaf) * 0.42 - 0.1;
            let tip = (x + 4.0 - angle.cos() * 120.0, 230.0 - angle.sin() * 66.0 + 34.0);
            c.shape(&[(x - 2.0, 222.0), tip, (x + 12.0, 238.0)], p.near);
        }
    }
    c.rect(450.0, 500.0, 300.0, 24.0, p.near);
    c.rect(474.0, 524.0, 30.0, 50.0, p.near);
    c.rect(696.0, 524.0, 30.0, 50.0, p.near);
    person(&mut c, (540.0, 512.0), 104.0, p.mid);
    person(&mut c, (650.0, 512.0), 108.0, p.warm);
    c
}

fn reef() -> Canvas {
    let p = TEAL;
    let mut c = Canvas::new(p.far);
    for band in 0..8_u8 {
        let part = f32::from(band) / 7.0;
        c.rect(0.0, H * part, W, H, mix(p.far, p.near, part * 0.85));
    }
    for x in [150.0, 420.0, 800.0] {
        c.shape(
            &[(x, 0.0), (x + 90.0, 0.0), (x + 10.0, 560.0), (x - 150.0, 560.0)],
            mix(p.far, p.mid, 0.35),
        );
    }
    hills(&mut c, 560.0, 40.0, 5, mix(p.near, p.mid, 0.35));
    let mut dice = Dice(42);
    for _ in 0..13 {
        let (x, tall) = (dice.throw(0.0, W), dice.throw(70.0, 190.0));
        let tone = if dice.throw(0.0, 1.0) < 0.5 { p.warm } else { rgb(0xb9_5673) };
        c.line((x, 640.0), (x, 640.0 - tall), 17.0, tone);
        c.path(
            &[(x, 640.0 - tall * 0.4), (x + 38.0, 640.0 - tall * 0.7), (x + 40.0, 640.0 - tall)],
            13.0,
            tone,
        );
        c.path(
            &[
                (x, 640.0 - tall * 0.3),
                (x - 34.0, 640.0 - tall * 0.6),
                (x - 32.0, 640.0 - tall * 0.9),
            ],
            13.0,
            tone,
        );
    }
    for at in 0..9_u8 {
        let (x, y) = (
            200.0 + f32::from(at % 5) * 130.0 + dice.throw(0.0, 60.0),
            170.0 + f32::from(at / 5) * 120.0 + dice.throw(0.0, 50.0),
        );
        c.oval((x, y), (38.0, 17.0), p.glow);
        c.shape(&[(x + 30.0, y), (x + 60.0, y - 18.0), (x + 60.0, y + 18.0)], p.glow);
        c.disc((x - 22.0, y - 3.0), 3.5, p.near);
    }
    hills(&mut c, 640.0, 20.0, 15, p.near);
    c
}
