//! In which language a text is written, as an ISO 639-1 code.
//!
//! Most scripts tell the language by themselves. For the Latin ones two witnesses are heard: a
//! classifier of letter groups (`whichlang`, sixteen languages) and our own lists of little words
//! and telling letters, which also know the languages that it does not.

use crate::function_words;

/// Reading more than this changes no verdict.
const ENOUGH_BYTES: usize = 2_000;

/// The language of `text`, or none when there is too little to tell.
pub fn language_of(text: &str) -> Option<&'static str> {
    let text = &text[..text.floor_char_boundary(ENOUGH_BYTES)];
    let script = main_script(text)?;
    match script {
        Script::One(code) => Some(code),
        Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari => {
            among(text, script)
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Script {
    One(&'static str),
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
}

fn script_of(letter: char) -> Option<Script> {
    Some(match letter {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::One("el"),
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{530}'..='\u{58f}' => Script::One("hy"),
        '\u{590}'..='\u{5ff}' => Script::One("he"),
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Script::Arabic,
        '\u{900}'..='\u{97f}' => Script::Devanagari,
        '\u{980}'..='\u{9ff}' => Script::One("bn"),
        '\u{a00}'..='\u{a7f}' => Script::One("pa"),
        '\u{a80}'..='\u{aff}' => Script::One("gu"),
        '\u{b00}'..='\u{b7f}' => Script::One("or"),
        '\u{b80}'..='\u{bff}' => Script::One("ta"),
        '\u{c00}'..='\u{c7f}' => Script::One("te"),
        '\u{c80}'..='\u{cff}' => Script::One("kn"),
        '\u{d00}'..='\u{d7f}' => Script::One("ml"),
        '\u{d80}'..='\u{dff}' => Script::One("si"),
        '\u{e00}'..='\u{e7f}' => Script::One("th"),
        '\u{e80}'..='\u{eff}' => Script::One("lo"),
        '\u{1000}'..='\u{109f}' => Script::One("my"),
        '\u{10a0}'..='\u{10ff}' => Script::One("ka"),
        '\u{1200}'..='\u{137f}' => Script::One("am"),
        '\u{1780}'..='\u{17ff}' => Script::One("km"),
        '\u{3040}'..='\u{30ff}' => Script::One("ja"),
        '\u{3400}'..='\u{9fff}' => Script::One("zh"),
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => Script::One("ko"),
        _ => return None,
    })
}

/// The script that most letters belong to; a few kana make Han letters Japanese, and a letter of
/// a dense script weighs as much as two of an alphabet.
fn main_script(text: &str) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in text.chars().filter_map(script_of) {
        let weight = if matches!(script, Script::One("zh" | "ja" | "ko")) { 2 } else { 1 };
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += weight,
            None => counts.push((script, weight)),
        }
    }
    let count = |wanted| counts.iter().find(|(script, _)| *script == wanted).map_or(0, |(_, n)| *n);
    let (script, most) = counts.iter().max_by_key(|(_, count)| *count).copied()?;
    let kana = count(Script::One("ja"));
    if script == Script::One("zh") && kana * 10 > most {
        return Some(Script::One("ja"));
    }
    (most >= 2).then_some(script)
}

/// Letters and letter groups that few languages of a script use: group, languages, weight.
const TELLING: &[(&str, &str, f32)] = &[("ł", "pl", 3.0)];

fn among(text: &str, script: Script) -> Option<&'static str> {
    let mut scores: Vec<(&'static str, f32)> = Vec::new();
    let lower = text.to_lowercase();
    for word in lower.split(|letter: char| !letter.is_alphabetic() && letter != '\'') {
        let owners: Vec<_> = function_words::languages_of(word).collect();
        let weight = 2.0 / (owners.len().max(1) as f32);
        owners.iter().for_each(|code| add(&mut scores, code, weight));
    }
    for (group, codes, weight) in TELLING {
        let times = lower.matches(group).count().min(20) as f32;
        codes.split(' ').for_each(|code| add(&mut scores, code, times * weight));
    }
    if script == Script::Latin {
        add(&mut scores, whichlang_code(text), 2.0);
    }
    scores.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(code, _)| code)
}

fn add(scores: &mut Vec<(&'static str, f32)>, code: &'static str, weight: f32) {
    match scores.iter_mut().find(|(known, _)| *known == code) {
        Some((_, score)) => *score += weight,
        None => scores.push((code, weight)),
    }
}

fn whichlang_code(text: &str) -> &'static str {
    use whichlang::Lang;
    match whichlang::detect_language(text) {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}
