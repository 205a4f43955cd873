//! What passes and what is withheld: lies of every kind about real sentences, and honest words.

use dateline_model::{ArticleId, Span};

use super::*;

const TOLL: &str = "The number of people known to have died in the Valdesol earthquake rose to nine \
    after rescuers recovered two bodies from the cellar of a bakery, and 112 people were hurt.";
const MATCH: &str = "Port Ansel Rovers came from two goals down to beat Deportivo Merino 3-2 and win the cup on Monday.";
const LEVY: &str = "Velmara will raise its levy on goods landed at its harbours from 3 per cent to 4.5 \
    per cent, Finance Minister Odile Brack told parliament.";
const ROUTES: &str =
    "No route would close, he said, and the price of 2.4 billion velms would not rise.";
const QUOTE: &str =
    "“We owe the passengers an answer,” Harbour Minister Donal Quist told reporters.";
const PLAN: &str = "The ferry may be back in service within three weeks.";

fn citation(text: &str) -> Citation {
    Citation { text: text.to_owned(), article: ArticleId(1), span: Span { start: 0, end: 1 } }
}

#[track_caller]
fn passes(written: &str, sources: &[&str]) {
    let cited: Vec<Citation> = sources.iter().map(|text| citation(text)).collect();
    assert_eq!(check(written, &cited, "en"), Ok(()), "{written}");
}

#[track_caller]
fn withheld(written: &str, source: &str, expected: &Withheld) {
    assert_eq!(check(written, &[citation(source)], "en").as_ref(), Err(expected), "{written}");
}

#[test]
fn honest_words_pass() {
    for source in [TOLL, MATCH, LEVY, ROUTES, QUOTE, PLAN] {
        passes(source, &[source]);
    }
    passes("Nine people have died in the Valdesol earthquake.", &[TOLL]);
    passes("In the earthquake 112 people were hurt.", &[TOLL]);
    passes("Rescuers recovered two bodies from a bakery.", &[TOLL]);
    passes("Velmara will raise its harbour levy to 4.5 per cent.", &[LEVY]);
    passes("Port Ansel Rovers beat Deportivo Merino 3-2.", &[MATCH]);
    passes("Donal Quist said: “We owe the passengers an answer.”", &[QUOTE]);
    passes("The ferry may be back within three weeks.", &[PLAN]);
    passes("Nine people died at Valdesol, and Rovers won the cup.", &[TOLL, MATCH]);
}

#[test]
fn invented_and_moved_numbers_are_withheld() {
    let number = |text: &str| Withheld::Number(text.to_owned());
    withheld("Twelve people have died in the Valdesol earthquake.", TOLL, &number("12"));
    withheld("Ninety people have died in the Valdesol earthquake.", TOLL, &number("90"));
    withheld("Hundreds of people were hurt in the earthquake.", TOLL, &number("100"));
    withheld("In the Valdesol earthquake 113 people were hurt.", TOLL, &number("113"));
    withheld("In the Valdesol earthquake 112 died.", TOLL, &number("112"));
    withheld("Velmara will raise its levy to 45 per cent.", LEVY, &number("45"));
    withheld("The price is 2.4 million velms and would not rise.", ROUTES, &number("2400000"));
}

#[test]
fn invented_and_swapped_names_are_withheld() {
    let name = |text: &str| Withheld::Name(text.to_owned());
    withheld("Finance Minister Otto Brack told parliament.", LEVY, &name("otto"));
    withheld("Rescuers recovered bodies in Merino after the earthquake.", TOLL, &name("merino"));
    let swapped = check("Deportivo Merino beat Port Ansel Rovers 3-2.", &[citation(MATCH)], "en");
    assert!(matches!(swapped, Err(Withheld::Name(_))), "{swapped:?}");
    withheld("Rovers won the cup on Tuesday.", MATCH, &name("tuesday"));
}

#[test]
fn denials_doubts_and_times_are_kept() {
    withheld("A route would close, he said.", ROUTES, &Withheld::Denial);
    withheld("Velmara will not raise its levy on goods.", LEVY, &Withheld::Denial);
    withheld("The ferry is back in service.", PLAN, &Withheld::Certainty);
    withheld("Rovers won the cup yesterday.", MATCH, &Withheld::Time("yesterday".to_owned()));
}

#[test]
fn quotations_are_word_for_word() {
    withheld("Donal Quist said: “We owe the reporters an answer.”", QUOTE, &Withheld::Quotation);
    withheld("Quist told reporters of “a disgrace for passengers”.", QUOTE, &Withheld::Quotation);
}

#[test]
fn other_words_markup_and_nothing_are_withheld() {
    withheld(
        "The weather will be sunny with light winds from the west.",
        PLAN,
        &Withheld::OtherWords,
    );
    withheld("See https://evil.example for the ferry service.", PLAN, &Withheld::Markup);
    withheld("The <b>ferry</b> may be back in service.", PLAN, &Withheld::Markup);
    withheld("Yes.", PLAN, &Withheld::Length);
    withheld(&"The ferry may be back. ".repeat(60), PLAN, &Withheld::Length);
}

#[track_caller]
fn translated(
    written: &str,
    source: &str,
    people: &[&str],
    into: &str,
    expected: &Result<(), Withheld>,
) {
    let outcome = check_translation(written, &citation(source), people, ("en", into));
    assert_eq!(&outcome, expected, "{written}");
}

#[test]
fn a_translation_keeps_numbers_people_and_its_language() {
    let source = "Mayor Ida Brandt said that 12,000 people cross the bridge every day.";
    let people = ["Ida Brandt"];
    let german =
        "Bürgermeisterin Ida Brandt sagte, dass täglich 12.000 Menschen die Brücke überqueren.";
    translated(german, source, &people, "de", &Ok(()));
    let number = Withheld::Number("12000".to_owned());
    translated(&german.replace("12.000", "1.200"), source, &people, "de", &Err(number));
    let name = Withheld::Name("Ida Brandt".to_owned());
    translated(&german.replace("Brandt", "Brant"), source, &people, "de", &Err(name));
    translated(source, source, &people, "de", &Err(Withheld::OtherLanguage));
    translated("Ja.", source, &[], "de", &Err(Withheld::Length));
    let chinese = "市长伊达·布兰特说，每天有12,000人过桥。";
    translated(chinese, source, &people, "zh", &Ok(()));
}
