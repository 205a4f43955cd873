//! Who said what: each speaker's words, verbatim, where they stand.

use super::Request;
use super::answer::{Answer, SpeakerQuotes, Statement, or_nothing};

/// Quotations of one speaker beyond these are the speech itself.
const MOST_QUOTES: usize = 20;

pub(super) fn answer(request: &Request<'_>) -> Answer {
    let mut speakers: Vec<SpeakerQuotes> = Vec::new();
    for article in request.articles {
        for quote in &article.study.quotes {
            let Some(statement) = Statement::verbatim(article, quote.span) else { continue };
            let known = speakers.iter().position(|entry| entry.speaker == quote.speaker);
            let at = known.unwrap_or(speakers.len());
            if known.is_none() {
                speakers.push(SpeakerQuotes { speaker: quote.speaker.clone(), quotes: Vec::new() });
            }
            let Some(entry) = speakers.get_mut(at) else { continue };
            if entry.quotes.len() < MOST_QUOTES
                && entry.quotes.iter().all(|known| known.text() != statement.text())
            {
                entry.quotes.push(statement);
            }
        }
    }
    speakers.sort_by_key(|entry| entry.speaker.is_none());
    or_nothing(speakers, Answer::Quotes, "nobody is quoted in this text")
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    #[test]
    fn by_speaker() {
        let bridge = fixtures::bridge(1);
        let answer = answer(&Request::about(&[&bridge]));
        let Answer::Quotes(speakers) = answer else { panic!("{answer:?}") };
        let speaker = speakers.first().and_then(|entry| entry.speaker.as_deref());
        assert_eq!(speaker, Some("Ida Brandt"));
    }

    #[test]
    fn silence_is_said() {
        let quiet = fixtures::article(1, "Rain", "It rained in Marlow on Tuesday.");
        assert!(matches!(answer(&Request::about(&[&quiet])), Answer::Nothing { .. }));
    }
}
