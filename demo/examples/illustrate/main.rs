//! Draws the pictures of the news day: `cargo run --release -p dateline-demo --example illustrate`.
//!
//! Quiet, flat illustrations, every one a function of a canvas, written to `day/images`. Give names
//! to draw only those. The pictures are kept in the repository so that nobody needs to run this.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pixels are small numbers"
)]
#![allow(clippy::many_single_char_names, reason = "x and y are what they are")]

mod canvas;
mod land;
mod pieces;
mod sea;
mod things;

use std::path::Path;
use std::{env, fs, io};

use canvas::Canvas;

/// A picture's name and what draws it.
type Scene = (&'static str, fn() -> Canvas);

fn main() -> io::Result<()> {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("day/images");
    fs::create_dir_all(&folder)?;
    for (name, draw) in sea::SCENES.iter().chain(land::SCENES).chain(things::SCENES) {
        if wanted.is_empty() || wanted.iter().any(|one| one == name) {
            fs::write(folder.join(format!("{name}.png")), draw().png()?)?;
        }
    }
    Ok(())
}
