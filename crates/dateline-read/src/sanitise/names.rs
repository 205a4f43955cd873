//! Sets of elements' names, asked for every tag of every text.
//!
//! Most tags are asked about sets that they are not in, so a name is looked for only among those
//! that begin with its letter.

/// Names of elements, in lower case.
pub(crate) struct Names {
    // Invariant: in the order of their first letters, which are a to z.
    names: &'static [&'static str],
    /// Where each letter's names begin; one more for the end of the last.
    from: [usize; 27],
}

impl Names {
    /// A set of names that are in the order of their first letters; others do not compile.
    pub(crate) const fn new(names: &'static [&'static str]) -> Names {
        let mut from = [0; 27];
        let (mut at, mut letter) = (0, 0_u8);
        while letter < 26 {
            while at < names.len() && names[at].as_bytes()[0] - b'a' == letter {
                at += 1;
            }
            letter += 1;
            from[letter as usize] = at;
        }
        assert!(at == names.len(), "the names are not in order");
        Names { names, from }
    }

    /// All of them.
    pub(crate) fn all(&self) -> &'static [&'static str] {
        self.names
    }

    /// The name as it stands in the set, whatever its case in a text.
    pub(crate) fn find(&self, name: &str) -> Option<&'static str> {
        let first = name.as_bytes().first()?.to_ascii_lowercase();
        let letter = usize::from(first.checked_sub(b'a')?);
        let names = self.names.get(*self.from.get(letter)?..*self.from.get(letter + 1)?)?;
        names.iter().find(|known| known.eq_ignore_ascii_case(name)).copied()
    }

    /// True for a name of the set, in any case.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static NAMES: Names = Names::new(&["a", "abbr", "b", "h2", "h3", "wbr"]);

    #[test]
    fn names_in_any_case() {
        for name in NAMES.all() {
            assert_eq!(NAMES.find(name), Some(*name));
            assert_eq!(NAMES.find(&name.to_ascii_uppercase()), Some(*name));
        }
        for name in ["", "h", "h1", "h22", "z", "ab", "é", "_a", "{", "`", "\u{212A}"] {
            assert!(!NAMES.has(name), "{name}");
        }
    }
}
