//! Makes `models/languages.bin` from lists of words and letter groups on standard input; see
//! `models/README.md`.

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let lines = io::read_to_string(io::stdin())?;
    io::stdout().write_all(&dateline_understand::language_table(lines.lines()))
}
