//! Whether an edit says that it corrects something.
//!
//! Papers mark corrections with a handful of set phrases. Only those count: an edit that quietly
//! changes a figure is shown as what it is, and nobody is told that it was a mistake.

use crate::diff::Change;
use crate::words::words;

/// What heads a line that corrects something, in lower case; a colon follows. Elsewhere these words
/// are news: the market's correction.
const HEADS: [&str; 20] = [
    "correction",
    "corrections",
    "clarification",
    "korrektur",
    "berichtigung",
    "richtigstellung",
    "rectificatif",
    "correctif",
    "rectificación",
    "corrección",
    "fe de errores",
    "correção",
    "retificação",
    "rettifica",
    "errata corrige",
    "correctie",
    "rectificatie",
    "поправка",
    "исправление",
    "تصحيح",
];

/// A head stands no further from its colon than a date takes: "Correction (14 June): …".
const LONGEST_HEAD: usize = 40;

/// Whole phrases, as words that follow each other.
const PHRASES: [&str; 16] = [
    "an earlier version of this",
    "a previous version of this",
    "this article has been corrected",
    "this article was corrected",
    "this article has been amended",
    "this article was amended",
    "this story has been corrected",
    "this story was corrected",
    "we regret the error",
    "in einer früheren version dieses",
    "in einer früheren fassung dieses",
    "une version précédente de cet article",
    "una versión anterior de este",
    "uma versão anterior deste",
    "una versione precedente di questo",
    "een eerdere versie van dit artikel",
];

/// In scripts without spaces, what stands at the head of a correction.
const UNSPACED: [&str; 4] = ["更正：", "更正:", "勘误", "訂正"];

/// Some words that were added say that the text corrects something.
pub fn is_correction(changes: &[Change<'_>]) -> bool {
    changes.iter().any(|change| matches!(change, Change::Added(text) if announces(text)))
}

fn announces(added: &str) -> bool {
    let said: Vec<String> = words(added).map(|word| word.key).collect();
    let holds = |phrase: &str| {
        let wanted: Vec<String> = words(phrase).map(|word| word.key).collect();
        said.windows(wanted.len()).any(|run| run == wanted.as_slice())
    };
    added.lines().any(|line| is_headed(line.trim()))
        || PHRASES.iter().any(|phrase| holds(phrase))
        || UNSPACED.iter().any(|head| added.contains(head))
}

/// "Correction: …", "CORRECTION (14 June): …".
fn is_headed(line: &str) -> bool {
    let Some((head, _)) = line.split_once(':') else { return false };
    let head = head.to_lowercase();
    head.chars().count() <= LONGEST_HEAD
        && HEADS.iter().any(|known| {
            let rest = head.strip_prefix(known);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::word_diff;

    #[track_caller]
    fn check(added: &str, expected: bool) {
        let old = "Four people died on Monday.";
        let new = format!("{old}\n\n{added}");
        assert_eq!(is_correction(&word_diff(old, &new)), expected, "{added}");
    }

    #[test]
    fn set_phrases_mark_a_correction() {
        check("Correction: the bridge is in Vell.", true);
        check("An earlier version of this article misstated the toll.", true);
        check("This article was amended on 14 June.", true);
        check("CORRECTION (14 June): four people died.", true);
        check("Korrektur: Die Brücke steht in Vell.", true);
        check("更正：桥在维尔。", true);
        check("Поправка: мост стоит в Велле.", true);
    }

    #[test]
    fn other_edits_are_no_corrections() {
        check("Seven people were hurt.", false);
        check("The minister asked for an earlier vote.", false);
        check("Correctional officers: who they are.", false);
        check("The law was amended; analysts saw a correction of the market.", false);
    }

    #[test]
    fn a_correction_that_stood_there_before_is_no_news() {
        let old = "Correction: the bridge is in Vell.";
        assert!(!is_correction(&word_diff(old, &format!("{old} More follows."))));
    }
}
