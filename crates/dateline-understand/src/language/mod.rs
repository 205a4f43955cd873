//! In which language a text is written, as an ISO 639-1 code.
//!
//! Most scripts tell the language by themselves. For the others three witnesses are heard: little
//! words, telling letters (`telling.rs`), and a table of common words and groups of letters (`groups.rs`).

mod groups;
mod passages;
mod table;
mod telling;

use crate::function_words;
pub use table::build as language_table;

/// Reading more than this changes no verdict.
const ENOUGH_BYTES: usize = 400;

/// The language of `text`, or none when there is too little to tell.
pub fn language_of(text: &str) -> Option<&'static str> {
    language_with_hint(text, "")
}

/// The same, where somebody says (ISO 639-1) which language it is: believed when the text does not
/// speak against it.
pub(crate) fn language_with_hint(text: &str, hint: &str) -> Option<&'static str> {
    let text = &text[..text.floor_char_boundary(ENOUGH_BYTES)];
    let script = main_script(text)?;
    match script {
        Script::One(code) => Some(code),
        Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari => {
            among(text, script, hint)
        }
    }
}

pub(crate) use groups::commonness;
pub(crate) use passages::passages;

/// Whether a lower-case word is among the commonest of a language.
pub(crate) fn is_common_word(word: &str, code: &str) -> bool {
    groups::commonness(word, code) > 0
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
    let mut plain = 0;
    for letter in text.chars() {
        // The letters of ASCII, which are most, are counted where the first of them is.
        if letter.is_ascii() && plain > 0 {
            plain += usize::from(letter.is_ascii_alphabetic());
            continue;
        }
        let Some(script) = script_of(letter) else { continue };
        if letter.is_ascii() {
            plain = 1;
        }
        let weight = if matches!(script, Script::One("zh" | "ja" | "ko")) { 2 } else { 1 };
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += weight,
            None => counts.push((script, weight)),
        }
    }
    if let Some((_, latin)) = counts.iter_mut().find(|(script, _)| *script == Script::Latin) {
        *latin += plain.saturating_sub(1);
    }
    let count = |wanted| counts.iter().find(|(script, _)| *script == wanted).map_or(0, |(_, n)| *n);
    let (script, most) = counts.iter().max_by_key(|(_, count)| *count).copied()?;
    let kana = count(Script::One("ja"));
    if script == Script::One("zh") && kana * 10 > most {
        return Some(Script::One("ja"));
    }
    (most >= 2).then_some(script)
}

/// What one little word says when a single language has it.
const LITTLE_WORD: f32 = 2.5;

/// What the publisher's own word weighs: more than any doubt, less than a page of another language.
const HINT: f32 = 12.0;

/// Languages whose neighbours have little words and telling letters of their own: where these say so,
/// it is the language. A text that speaks for Turkish may be Azerbaijani, which the table alone knows.
const TOLD_BY_WORDS: [&str; 6] = ["en", "de", "fr", "es", "pt", "ru"];

/// A language is beyond doubt with so many times what the next one has, and so much more.
const CLEAR_SHARE: f32 = 2.0;
const CLEAR_LEAD: f32 = 30.0;

fn among(text: &str, script: Script, hint: &str) -> Option<&'static str> {
    let mut scores: Vec<(&'static str, f32)> = Vec::new();
    let spaced = spaced(text);
    for word in spaced.split(' ').filter(|word| !word.is_empty()) {
        let owners =
            function_words::languages_of(word).filter(|code| script_of_language(code) == script);
        let weight = LITTLE_WORD / shares(owners.clone().count());
        for code in owners {
            add(&mut scores, code, weight);
        }
    }
    for (codes, said) in telling::found(&spaced) {
        if script_of_language(&codes[..2]) == script {
            codes.split(' ').for_each(|code| add(&mut scores, code, said));
        }
    }
    if let Some(code) = beyond_doubt(&scores) {
        return Some(code);
    }
    for (code, said) in groups::scores(&spaced, |code| script_of_language(code) == script) {
        add(&mut scores, code, said);
    }
    if let Some((_, score)) = scores.iter_mut().find(|(code, _)| *code == hint) {
        *score += HINT;
    }
    let default = if script == Script::Cyrillic { Some("ru") } else { None };
    scores
        .into_iter()
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(code, _)| code)
        .filter(|code| !code.is_empty())
        .or(default)
}

/// The language for which little words and letters say so much more than for any other that nothing
/// could outweigh it: the table, which costs most, is not asked.
fn beyond_doubt(scores: &[(&'static str, f32)]) -> Option<&'static str> {
    let (code, most) = scores.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1))?;
    let next = scores.iter().filter(|(other, _)| *other != code).map(|(_, score)| *score);
    let next = next.fold(0.0, f32::max);
    let clear = most >= next * CLEAR_SHARE && most - next >= CLEAR_LEAD;
    (clear && TOLD_BY_WORDS.contains(&code)).then_some(code)
}

/// A word that several languages have says less about each.
fn shares(owners: usize) -> f32 {
    f32::from(u8::try_from(owners).unwrap_or(u8::MAX)).sqrt()
}

/// Lower case, words parted and enclosed by single spaces, so that groups can name edges.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 2);
    spaced.push(' ');
    let mut apart = true;
    let mut put = |letter: char| {
        let letter = match letter {
            'a'..='z' | '\'' | '·' | '\u{307}' | '¿' | '¡' => letter,
            '’' => '\'',
            _ if !letter.is_ascii() && letter.is_alphabetic() => letter,
            _ if apart => return,
            _ => ' ',
        };
        apart = letter == ' ';
        spaced.push(letter);
    };
    for letter in text.chars() {
        // The letters of ASCII, which are most, are not looked up.
        if letter.is_ascii() {
            put(letter.to_ascii_lowercase());
        } else {
            letter.to_lowercase().for_each(&mut put);
        }
    }
    spaced.push(' ');
    spaced
}

fn script_of_language(code: &str) -> Script {
    match code {
        "ru" | "uk" | "bg" | "sr" | "be" | "mk" => Script::Cyrillic,
        "ar" | "fa" | "ur" => Script::Arabic,
        "hi" | "mr" | "ne" => Script::Devanagari,
        _ => Script::Latin,
    }
}

fn add(scores: &mut Vec<(&'static str, f32)>, code: &'static str, weight: f32) {
    // Two letters are compared at once, as a text of any length would not be.
    let letters = code.as_bytes().first_chunk::<2>();
    match scores.iter_mut().find(|(known, _)| known.as_bytes().first_chunk() == letters) {
        Some((_, score)) => *score += weight,
        None => scores.push((code, weight)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: &str, text: &str) {
        assert_eq!(language_of(text), Some(expected), "{text}");
    }

    #[test]
    fn latin_alphabets() {
        check("en", "Thousands march through the capital over pension reform");
        check("de", "Tausende demonstrieren in der Hauptstadt gegen die Rentenreform");
        check("fr", "Des milliers de manifestants contre la réforme des retraites");
        check("es", "Miles de personas protestan contra la reforma de las pensiones");
        check("pt", "Milhares protestam na capital contra a reforma da previdência");
        check("it", "Migliaia in piazza contro la riforma delle pensioni");
        check("nl", "Duizenden betogers tegen de pensioenhervorming in de hoofdstad");
        check("sv", "Tusentals demonstrerade mot pensionsreformen i huvudstaden");
        check("da", "Tusindvis demonstrerer mod pensionsreform i hovedstaden");
        check("fi", "Tuhannet osoittivat mieltä eläkeuudistusta vastaan");
        check("pl", "Tysiące osób protestowało przeciwko reformie emerytalnej");
        check("cs", "Tisíce lidí protestovaly proti důchodové reformě");
        check("hu", "Ezrek tüntettek a nyugdíjreform ellen");
        check("ro", "Mii de oameni protestează față de reforma pensiilor");
        check("tr", "Binlerce kişi emeklilik reformunu protesto etti");
        check("vi", "Hàng nghìn người biểu tình phản đối cải cách lương hưu");
    }

    #[test]
    fn neighbours_that_the_table_alone_knows() {
        check(
            "az",
            "Bakıda minlərlə insan pensiya islahatına qarşı etiraz aksiyası keçirib, hökumət isə \
             qanun layihəsini parlamentə göndərdiyini bildirib. Polis bir neçə nəfəri saxlayıb.",
        );
        check(
            "cy",
            "Mae miloedd o bobl wedi gorymdeithio trwy'r brifddinas yn erbyn y newidiadau i \
             bensiynau, meddai'r heddlu ddydd Mawrth. Bydd y llywodraeth yn cyhoeddi cynllun newydd.",
        );
    }

    #[test]
    fn other_scripts() {
        check("ru", "Тысячи людей вышли на протест против пенсионной реформы");
        check("uk", "Тисячі людей протестували проти пенсійної реформи");
        check("el", "Χιλιάδες διαδήλωσαν κατά της μεταρρύθμισης");
        check("he", "אלפים הפגינו נגד הרפורמה בפנסיה");
        check("ar", "الآلاف يتظاهرون ضد إصلاح نظام التقاعد");
        check("fa", "هزاران نفر علیه اصلاحات بازنشستگی تظاهرات کردند");
        check("hi", "पेंशन सुधार के खिलाफ हजारों लोगों का प्रदर्शन");
        check("th", "ประชาชนหลายพันคนประท้วงการปฏิรูปบำนาญ");
        check("ko", "연금 개혁에 반대하는 수천 명 시위");
        check("ja", "年金改革に数千人が抗議デモ");
        check("zh", "数千人抗议养老金改革");
    }

    #[test]
    fn too_little_to_tell_and_a_hint() {
        assert_eq!(language_of("2026 – 14:30"), None);
        assert_eq!(language_of(""), None);
        assert_eq!(language_with_hint("Vlada predstavila plan", "sl"), Some("sl"));
        assert_eq!(
            language_with_hint("The government has presented its plan to the public", "de"),
            Some("en")
        );
    }
}
