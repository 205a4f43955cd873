//! Words and numbers for articles that nobody wrote.

/// A number in syllables: a word of a language that has any number of them.
pub(crate) fn spell(mut number: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu",
        "za",
    ];
    let mut word = String::new();
    loop {
        let at = usize::try_from(number % 16).unwrap_or_default();
        word.push_str(SYLLABLES.get(at).copied().unwrap_or_default());
        number /= 16;
        if number == 0 {
            return word + "n";
        }
    }
}

/// Splitmix: the same stream each time.
#[derive(Default)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// A number below `limit`, the small ones as often as Zipf found common words to be.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub(crate) fn common(&mut self, limit: u64) -> u64 {
        let share = self.next() as f64 / u64::MAX as f64;
        let rank = (limit as f64).powf(share) - 1.0;
        (rank as u64).min(limit - 1)
    }
}
