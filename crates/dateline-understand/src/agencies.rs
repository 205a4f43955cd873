//! News agencies: whose text a reprint is, whoever printed it first.
//!
//! An agency sells its text to many papers, and its own page is often slower than theirs. The
//! original is the agency's, not the earliest.

/// Names as agencies sign themselves, in lower case, and the one by which readers know them. A name
/// may go on after them ("Reuters UK").
const AGENCIES: [(&str, &str); 26] = [
    ("reuters", "Reuters"),
    ("associated press", "AP"),
    ("the associated press", "AP"),
    ("ap news", "AP"),
    ("agence france-presse", "AFP"),
    ("afp", "AFP"),
    ("deutsche presse-agentur", "dpa"),
    ("dpa", "dpa"),
    ("press association", "PA Media"),
    ("pa media", "PA Media"),
    ("united press international", "UPI"),
    ("upi", "UPI"),
    ("agencia efe", "EFE"),
    ("efe", "EFE"),
    ("europa press", "Europa Press"),
    ("ansa", "ANSA"),
    ("lusa", "Lusa"),
    ("apa", "APA"),
    ("tass", "TASS"),
    ("interfax", "Interfax"),
    ("xinhua", "Xinhua"),
    ("kyodo", "Kyodo"),
    ("jiji press", "Jiji Press"),
    ("yonhap", "Yonhap"),
    ("anadolu", "Anadolu"),
    ("the canadian press", "The Canadian Press"),
];

/// Names of so many letters and fewer are people's too.
const SHORT_NAME: usize = 4;

/// A slug stands in front of the report: "LONDON, Nov 27 (Reuters) - ".
const SLUG_BYTES: usize = 160;

/// The publisher is a news agency.
pub(crate) fn is_agency(publisher: &str) -> bool {
    agency(publisher).is_some()
}

/// The agency that a name is of, as it signs itself and as readers know it. "Reuters UK" is Reuters;
/// "Interfax-Ukraine" is somebody else.
fn agency(name: &str) -> Option<(&'static str, &'static str)> {
    let name = name.trim().to_lowercase();
    AGENCIES.into_iter().find(|(agency, _)| {
        let rest = name.strip_prefix(agency);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    })
}

/// The agency that a byline names. The short names are people's too ("Efe Yılmaz", "Lusa Pereira"):
/// they stand alone, or as no person writes a name.
fn signed(name: &str) -> Option<&'static str> {
    let name = name.trim();
    let (signs, known) = if name == "AP" { ("ap", "AP") } else { agency(name)? };
    let as_a_person =
        known.starts_with(char::is_uppercase) && known.chars().any(char::is_lowercase);
    let sure = signs.len() > SHORT_NAME
        || name.len() == signs.len()
        || (name.starts_with(known) && !as_a_person);
    sure.then_some(known)
}

/// The agency that a report of another publisher is credited to: by its byline, or by the slug in
/// front of its first sentence.
pub(crate) fn credited(publisher: &str, byline: &[String], text: &str) -> Option<&'static str> {
    if is_agency(publisher) {
        return None;
    }
    let mut bylines = byline.iter().flat_map(|name| name.split([',', '/', '|']));
    bylines.find_map(signed).or_else(|| {
        let head = text.get(..text.floor_char_boundary(SLUG_BYTES))?;
        let (before, rest) = head.split_once('(')?;
        let (name, after) = rest.split_once(')')?;
        let opens = !before.contains(['.', '!', '?', '\n']);
        let dash = after.trim_start().starts_with(['-', '–', '—', ':']);
        (opens && dash).then(|| signed(name)).flatten()
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

    #[track_caller]
    fn check_credit(publisher: &str, byline: &[&str], text: &str, expected: Option<&str>) {
        let byline: Vec<String> = byline.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(credited(publisher, &byline, text), expected, "{byline:?} {text}");
    }

    #[test]
    fn bylines_and_slugs_credit_an_agency() {
        check_credit("The Tern", &["Reuters"], "", Some("Reuters"));
        check_credit("The Tern", &["Ada Orr", "Deutsche Presse-Agentur"], "", Some("dpa"));
        check_credit("The Tern", &["AFP/Ada Orr"], "", Some("AFP"));
        check_credit("The Tern", &["AP"], "", Some("AP"));
        check_credit("The Tern", &["Lusa"], "", Some("Lusa"));
        check_credit("The Tern", &["ANSA Roma"], "", Some("ANSA"));
        check_credit("The Tern", &["dpa Hamburg"], "", Some("dpa"));
        check_credit("The Tern", &[], "LONDON, Nov 27 (Reuters) - A ferry ran.", Some("Reuters"));
        check_credit("The Tern", &[], "Marlow (AP) — Cracks.", Some("AP"));
    }

    #[test]
    fn a_name_or_a_mention_is_no_credit() {
        check_credit("Reuters", &["Reuters"], "", None);
        check_credit("The Tern", &["Ap Hendriks", "Effie Tass"], "", None);
        check_credit("The Tern", &["Efe Yılmaz", "Lusa Pereira", "Tass Khan", "Apa Orr"], "", None);
        check_credit("The Tern", &["Interfax-Ukraine"], "", None);
        check_credit("The Tern", &[], "The broker (Reuters) said so. Then more.", None);
        check_credit("The Tern", &[], "It sank. Marlow (Reuters) - so it said.", None);
        check_credit("The Tern", &[], "", None);
    }
}
