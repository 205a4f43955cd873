//! Words that were read not long ago: half of those of a text came up before.

use super::Piece;

/// Of all lengths of text: more differ in few reports.
const MOST: usize = 1_024;

/// What was made of each of the words of a text read last. It has one place for all that begin alike
/// enough; two that take turns there are read each time, and that is all that choosing words for it can
/// achieve.
pub(crate) struct Recent<'a, T> {
    text: &'a str,
    words: Vec<(&'a str, T)>,
}

impl<'a, T: Clone> Recent<'a, T> {
    /// For a text; `nothing` stands where no word was read.
    pub(crate) fn of(text: &'a str, nothing: T) -> Recent<'a, T> {
        let places = (text.len() / 8).next_power_of_two().clamp(8, MOST);
        Recent { text, words: vec![("", nothing); places] }
    }

    /// The place where a word of the text would be found; another one may stand there.
    #[allow(clippy::cast_possible_truncation)] // the highest bits are meant
    pub(crate) fn place(&mut self, piece: &Piece<'a>) -> &mut (&'a str, T) {
        let rest = self.text.as_bytes().get(piece.start..).unwrap_or_default();
        let length = piece.surface.len();
        let head = match rest.first_chunk() {
            // Without what follows it in the text.
            Some(eight) if length < 8 => u64::from_le_bytes(*eight) & ((1 << (8 * length)) - 1),
            Some(eight) => u64::from_le_bytes(*eight),
            None => 0,
        };
        let mixed = (head ^ length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let place = (mixed >> (u64::BITS - MOST.ilog2())) as usize & (self.words.len() - 1);
        &mut self.words[place]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::pieces;

    #[test]
    fn words_are_found_where_they_were_left() {
        let text = "one two three four five six seven eight nine ten ".repeat(2);
        let mut recent = Recent::of(&text, 0);
        let mut found = 0;
        for piece in pieces(&text) {
            let place = recent.place(&piece);
            let left = (piece.surface, piece.surface.len());
            found += usize::from(*place == left);
            *place = left;
        }
        assert!((1..=10).contains(&found), "{found}");
    }
}
