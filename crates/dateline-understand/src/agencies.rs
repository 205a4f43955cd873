//! News agencies: whose text a reprint is, whoever printed it first.
//!
//! An agency sells its text to many papers, and its own page is often slower than theirs. The
//! original is the agency's, not the earliest.

/// Names as agencies sign themselves, in lower case; a name may go on after them ("Reuters UK").
const AGENCIES: [&str; 26] = [
    "reuters",
    "associated press",
    "the associated press",
    "ap news",
    "agence france-presse",
    "afp",
    "deutsche presse-agentur",
    "dpa",
    "press association",
    "pa media",
    "united press international",
    "upi",
    "agencia efe",
    "efe",
    "europa press",
    "ansa",
    "lusa",
    "apa",
    "tass",
    "interfax",
    "xinhua",
    "kyodo",
    "jiji press",
    "yonhap",
    "anadolu",
    "the canadian press",
];

/// The publisher is a news agency.
pub(crate) fn is_agency(publisher: &str) -> bool {
    let name = publisher.trim().to_lowercase();
    AGENCIES.iter().any(|agency| {
        let rest = name.strip_prefix(agency);
        rest.is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(publisher: &str, expected: bool) {
        assert_eq!(is_agency(publisher), expected, "{publisher}");
    }

    #[test]
    fn agencies_are_known_by_name() {
        check("Reuters", true);
        check("REUTERS UK", true);
        check("Associated Press", true);
        check("dpa", true);
        check("The Harbour Post", false);
        check("Apalachicola Times", false);
        check("", false);
    }
}
