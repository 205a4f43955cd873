//! In which language a text is written, as an ISO 639-1 code.
//!
//! Most scripts tell the language by themselves. For the others three witnesses are heard: little
//! words, telling letters, and a table of common words and groups of letters (`groups.rs`).

mod groups;
mod passages;
mod table;

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

/// What tells a language that the classifier does not know: the languages, how much each occurrence
/// says, and letters, groups and endings that its own sixteen hardly have. A space is the edge of a
/// word.
const TELLING: &[(&str, f32, &str)] = &[
    ("pt", 3.0, "ã/õ/ção /ções "),
    ("pt", 1.2, " ao / do / da / em / no / na /ê/nh/lh/ou /â/eir"),
    ("es", 3.0, "ñ/¿/¡/ción /ciones "),
    ("es", 1.0, " el / los / las / y /ió /ll/ie/ue/ez "),
    ("fr", 1.2, "eau/aux /eux /è/ê/œ/ou/ l'/ d'/ées /oi/ée /que / et /ent /ez /aire /é "),
    ("it", 1.2, "zion/gli/ità /tto/cch/zz/ò /ù /i /ella/ di / il /ato /ano /nte /one "),
    ("de", 3.0, "ß/ü"),
    ("de", 1.0, "sch/ung /keit/cht/ä/ö/ei/pf/tz/ und / der / die /ter /en /er "),
    ("nl", 1.0, "ij/aa/oo/ee/heid/ui/oe/cht/ van / het / een / ge/eu/en "),
    ("sv", 1.0, "å/ä/ö/ar /ade /erna /arna /för/ och /ör "),
    ("en", 1.0, "th/ing /ght/wh/ck/ough/ea/ow/ed / the / of / and / in /y "),
    ("tr", 3.0, "ğ/ı/ş"),
    ("tr", 1.2, "ü/lar/ler/dı /di /yor/ndan /nın /mak /mek "),
    ("vi", 2.0, "ơ/ư/ạ/ả/ấ/ầ/ẩ/ậ/ắ/ặ/ẹ/ế/ề/ể/ệ/ị/ọ/ố/ồ/ổ/ộ/ớ/ờ/ợ/ụ/ủ/ứ/ừ/ữ/ự/đ"),
    ("pl", 3.0, "ł/ą/ę/ż/ź/ś"),
    ("pl hr", 1.5, "ć"),
    ("pl", 1.0, "rz/sz/cz/ych /ego /ów /wie/owa/nie /ła /ło "),
    ("cs", 3.0, "ř/ě/ů"),
    ("cs", 1.0, "ový /ou /ých /ní /ého /ení /ie /ce "),
    ("sk", 3.0, "ľ/ĺ/ŕ/ô/ť"),
    ("sk", 1.2, "ovej /ného /nosť/ie /ých /ov /dvoch/ej /tvá/ala /ali "),
    ("cs sk", 1.2, "á/ý/ní/vl/í/ch "),
    ("cs sk sl hr", 1.5, "č/š/ž"),
    ("lt lv", 1.5, "č/š/ž"),
    ("hu", 3.0, "ő/ű"),
    ("hu", 1.0, "sz/gy/ban /ben /nak /nek /ött/tás/ság/ség/et /ot /tt /ó /és /ek "),
    ("ro", 3.0, "ă/ț/ș"),
    ("ro", 1.0, "ul /ului /ilor /ești /ții /iei /î/ea "),
    ("da no", 3.0, "ø/æ"),
    ("da no", 1.5, "å"),
    ("da", 1.2, "else /eri /ede /erne /øj/hed /mænd/af/oner /ken /vd/ige "),
    ("no", 1.2, "else/ene /het /ei/øy/sj/ger /tte/jon/kk/nn /mn/tene /teren "),
    ("is", 3.0, "ð/þ"),
    ("is", 1.0, "ur /inn /um /ar /leysi/ó/ð/ir /æ"),
    (
        "fi",
        1.2,
        "yy/ää/öö/uu/ssa /ssä /lla /llä /lta /sta /stä /iin /ään /een /uks/vat /yö/uo/tyi/kka/tta/llit/iit/nsa /tus /sä /si ",
    ),
    ("et", 3.0, "õ"),
    (
        "et",
        1.2,
        "öö/ää/ii/aa/sid /tud /mise/ste /ldu/ast /gab /des /ati/ut /us /uks/tus /ss/ul/eb ",
    ),
    ("lv", 3.0, "ā/ē/ī/ķ/ļ/ņ/ģ/ū"),
    ("lv", 0.8, "ija /ums /iem /as /ās /ību/is "),
    ("lt", 3.0, "ė/ų/į"),
    ("lt", 1.0, "as /is /us /os /ių /uo/ius /jų /imas /ą /ai /ė "),
    ("hr", 3.0, "đ"),
    ("hr", 1.2, "ije/lj/nja/nju/ova/ima /anj/vl/nov/skih /og /lo /uj/eno /ka / s "),
    (
        "sl",
        1.0,
        "ega /anje/nje /ost /il /ala /ijo /ovn/vl/nov /je /ek /ti /dva /ilo /ki /eh /nih /ja /ski /šč/tev/ev /prv/dn/ih ",
    ),
    ("ca", 3.0, "l·l/ŀl"),
    ("ca", 0.9, "ció /à/è/ò/ny/ig /tat /ts /ncs /amb /ons /mps /ot /uja / un / d'/ls /pla /juny"),
    ("id ms", 1.2, " me/ ber/ ter/kan /ang/nya / di/ pe/ng/ak "),
    ("id", 0.6, "usai/asi /bisa/karena/umum/isi "),
    ("sw", 1.6, " wa/ ya/ ku/ mw/ waw/wak/ali/eni /isha/ia /ng'/mb/ vy/ ki/ata"),
    ("sq", 3.0, "ë"),
    ("sq", 1.0, "sh/xh/dhe/që"),
    ("eu", 2.0, "tz/tx/ko /aren/ak "),
    ("gl", 1.5, "ción /x/ou /eiro"),
    ("tl", 1.5, "ng / mga/ na/ay "),
    ("ga", 2.0, "bh/mh/fh/aíoch/acht/aigh"),
    ("af", 1.5, " ŉ /ê/wys/asie /ë"),
    ("uk be", 5.0, "і"),
    ("uk", 4.0, "ї/є/ґ"),
    ("be", 6.0, "ў"),
    ("be", 1.5, "ы/э/ё/дз"),
    ("ru", 2.5, "ы/э/ё"),
    ("ru", 1.0, "ь/ый /ий /ого /ение/ть /ой /ии /в /с /ов "),
    ("ru", 1.2, "я"),
    ("bg", 2.5, "ъ"),
    ("bg", 1.0, "ите /ата /ото /ят /ният / след "),
    ("sr", 6.0, "ђ/ћ"),
    ("sr mk", 3.0, "љ/њ/џ/ј"),
    ("mk", 6.0, "ѓ/ќ/ѕ"),
    ("mk", 1.0, "ите /ата /ото /от "),
    ("fa", 1.5, "پ/چ/ژ/گ/ی/ک"),
    ("ur", 3.0, "ٹ/ڈ/ڑ/ں/ے/ہ"),
    ("ur", 1.0, "پ/چ/گ/ی/ک"),
    ("ar", 1.0, "ة/ي/ك/ال/أ/إ/ى"),
    ("ne", 1.0, "को /मा /छ /हरू"),
    ("mr", 1.0, "ची /चा /चे /ळ/आणि/त्या"),
];

/// What one little word says when a single language has it.
const LITTLE_WORD: f32 = 2.5;

/// What the publisher's own word weighs: more than any doubt, less than a page of another language.
const HINT: f32 = 12.0;

fn among(text: &str, script: Script, hint: &str) -> Option<&'static str> {
    let mut scores: Vec<(&'static str, f32)> = Vec::new();
    let spaced = spaced(text);
    for word in spaced.split(' ').filter(|word| !word.is_empty()) {
        let owners: Vec<_> = function_words::languages_of(word)
            .filter(|code| script_of_language(code) == script)
            .collect();
        let count = owners.len();
        for code in owners {
            add(&mut scores, code, LITTLE_WORD / shares(count));
        }
    }
    let pairs = Pairs::of(&spaced);
    for (codes, weight, groups) in
        TELLING.iter().filter(|(codes, _, _)| script_of_language(&codes[..2]) == script)
    {
        let counts = groups.split('/').filter(|group| pairs.may_hold(group));
        let found: usize = counts.map(|group| spaced.matches(group).count()).sum();
        let said = f32::from(u8::try_from(found).unwrap_or(u8::MAX)) * weight;
        codes.split(' ').filter(|_| said > 0.0).for_each(|code| add(&mut scores, code, said));
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

/// Which two bytes stand beside each other in a text: most groups of letters have a pair that it has
/// not, and need not be looked for.
struct Pairs([u64; 1024]);

impl Pairs {
    fn of(text: &str) -> Pairs {
        let mut seen = [0; 1024];
        for pair in text.as_bytes().windows(2) {
            if let [one, other] = pair
                && let Some(word) = seen.get_mut(usize::from(*one) * 4 + usize::from(other / 64))
            {
                *word |= 1_u64 << (other % 64);
            }
        }
        Pairs(seen)
    }

    fn may_hold(&self, group: &str) -> bool {
        group.as_bytes().windows(2).all(|pair| match pair {
            [one, other] => self
                .0
                .get(usize::from(*one) * 4 + usize::from(other / 64))
                .is_some_and(|word| word & (1 << (other % 64)) != 0),
            _ => true,
        })
    }
}

/// A word that several languages have says less about each.
fn shares(owners: usize) -> f32 {
    f32::from(u8::try_from(owners).unwrap_or(u8::MAX)).sqrt()
}

/// Lower case, words parted and enclosed by single spaces, so that groups can name edges.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 2);
    spaced.push(' ');
    for letter in text.chars().flat_map(char::to_lowercase) {
        let kept =
            letter.is_alphabetic() || matches!(letter, '\'' | '’' | '·' | '\u{307}' | '¿' | '¡');
        match (kept, letter) {
            (true, '’') => spaced.push('\''),
            (true, letter) => spaced.push(letter),
            (false, _) if spaced.ends_with(' ') => {}
            (false, _) => spaced.push(' '),
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
    match scores.iter_mut().find(|(known, _)| *known == code) {
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
