//! Words that were read not long ago: half of those of a text came up before.

use super::beginning;

/// Of all lengths of text: more differ in few reports.
const MOST: usize = 1_024;

/// What was made of each of the words read last. It has one place for all that begin alike enough; two
/// that take turns there are read each time, and that is all that choosing words for it can achieve.
pub(crate) struct Recent<'a, T>(Vec<(&'a str, T)>);

impl<'a, T: Clone> Recent<'a, T> {
    /// For a text; `nothing` stands where no word was read.
    pub(crate) fn of(text: &str, nothing: T) -> Recent<'a, T> {
        let places = (text.len() / 8).next_power_of_two().clamp(8, MOST);
        Recent(vec![("", nothing); places])
    }

    /// The place where a word would be found; another one may stand there.
    #[allow(clippy::cast_possible_truncation)] // the lowest bits are meant
    pub(crate) fn place(&mut self, surface: &str) -> &mut (&'a str, T) {
        let mixed = beginning(surface).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let spread = mixed.rotate_left(MOST.ilog2()) as usize ^ surface.len();
        let place = spread & (self.0.len() - 1);
        &mut self.0[place]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_were_left() {
        let text = "one two three four five six seven eight nine ten";
        let mut recent = Recent::of(text, 0);
        let mut found = 0;
        for word in text.split(' ').chain(text.split(' ')) {
            let place = recent.place(word);
            found += usize::from(*place == (word, word.len()));
            *place = (word, word.len());
        }
        assert!((1..=10).contains(&found), "{found}");
    }
}
