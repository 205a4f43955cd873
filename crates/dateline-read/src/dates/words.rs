//! What the words of a date mean: months in some twenty languages, zones, halves of the day.
//!
//! A word that means two things in two languages is in no table unless one meaning never stands in
//! a date. All words are in lower case, without accents and without the dots of abbreviations.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The twelve months, without accents ([`super::lex::normalised`]). Where a language writes them as
/// another does, they are listed once.
const MONTHS: [&str; 12] = [
    "january jan janvier janv januar janner janeiro enero ene gennaio gen januari januara \
     januarja januaris janvaris januarie ianuarie ian jaanuar gener xaneiro sausio sijecnja \
     sijecanj stycznia styczen sty leden ledna ocak oca tammikuuta tammikuu tammi \
     января январь янв січня січень січ януари јануар ιανουαριου ιανουαριος ιαν \
     يناير جانفي ژانويه ינואר בינואר जनवरी มกราคม",
    "february feb febr fevrier fevr fev februar feber febrero febbraio fevereiro februari februara \
     februarja februaris februarie veebruar febrer febreiro vasario veljace veljaca lutego luty lut \
     unor unora subat sub helmikuuta helmikuu helmi \
     февраля февраль февр фев лютого лютии лют февруари фебруар φεβρουαριου φεβρουαριος φεβ \
     فبراير فيفري شباط فوريه פברואר בפברואר फरवरी กุมภาพันธ์",
    "march mar mars marz maerz mrz marzo marco maart mrt marts marec marca marzec brezna brezen marcius marc martie mart mac maret maaliskuuta maaliskuu maalis kovo ozujka ozujak \
     марта март мар березня березень бер μαρτιου μαρτιος μαρ \
     مارس اذار מרץ מרס במרץ במרס मार्च มีนาคม",
    "april apr avril avr abril abr aprile aprilis aprila aprill aprilie balandzio travnja travanj \
     kwietnia kwiecien kwi duben dubna nisan nis huhtikuuta huhtikuu huhti \
     апреля апрель апр април квітня квітень квіт кві απριλιου απριλιος απρ \
     ابريل افريل نيسان اوريل אפריל באפריל अप्रैल เมษายน",
    "may mai mayo maggio mag maio mei maj maja maijs majus maig geguzes svibnja svibanj kveten \
     kvetna mayis toukokuuta toukokuu touko мая маи мај травня травень трав μαιου μαιος μαι \
     مايو ماي ايار مه מאי במאי मई พฤษภาคม",
    "june jun juin juni junio giugno giu junho juna junija junij junijs junius juny juuni \
     iunie iun xuno birzelio lipnja lipanj czerwca czerwiec cze cerven cervna haziran haz \
     kesakuuta kesakuu kesa июня июнь июн юни јун червня червень черв ιουνιου ιουνιος ιουν \
     يونيو جوان حزيران ژوئن יוני ביוני जून มิถุนายน",
    "july jul juillet juil juill juli julio luglio lug julho julija julij julijs jula juliol julius \
     iulie iul juuli xullo liepos srpnja srpanj lipca lipiec cervenec cervence temmuz tem \
     heinakuuta heinakuu heina julai июля июль июл юли јул липня липень лип ιουλιου ιουλιος \
     ιουλ يوليو جويلية تموز ژوئيه יולי ביולי जुलाई กรกฎาคม",
    "august aug aout agosto ago augustus augusti augusta augusts augusztus agost rugpjucio avgusta \
     avgust kolovoza kolovoz sierpnia sierpien sie srpen srpna agustos agu elokuuta elokuu elo \
     agustus agust ogos августа август авг серпня серпень серп αυγουστου αυγουστος αυγ \
     اغسطس اوت اب אוגוסט באוגוסט अगस्त สิงหาคม",
    "september sep sept septembre septiembre settembre set setembre setembro septembra septembris \
     szeptember szept septembrie rugsejo rujna rujan wrzesnia wrzesien wrz zari eylul eyl \
     syyskuuta syyskuu syys сентября сентябрь сент сен септември септембар вересня вересень вер \
     σεπτεμβριου σεπτεμβριος σεπ σεπτ سبتمبر ايلول سپتامبر ספטמבר בספטמבר सितंबर \
     सितम्बर กันยายน",
    "october oct octobre oktober okt octubre ottobre ott outubro out oktobra oktobris oktoober \
     octombrie spalio pazdziernika pazdziernik paz rijen rijna ekim eki lokakuuta lokakuu loka \
     октября октябрь окт октомври октобар жовтня жовтень жовт οκτωβριου οκτωβριος οκτ \
     اكتوبر اكتبر אוקטובר באוקטובר अक्टूबर अक्तूबर ตุลาคม",
    "november nov novembre noviembre novembro novembra novembris noiembrie noie lapkricio \
     studenoga studenog studeni kasim kas marraskuuta marraskuu marras \
     ноября ноябрь нояб ноя ноември новембар листопада листопад νοεμβριου νοεμβριος νοε \
     نوفمبر نوامبر נובמבר בנובמבר नवंबर नवम्बर พฤศจิกายน",
    "december dec decembre dezember dez diciembre dic dicembre dezembro decembro decembra \
     decembris decembrie detsember desembre desember des disember gruodzio prosinca grudnia \
     grudzien gru prosinec prosince aralik ara joulukuuta joulukuu joulu \
     декабря декабрь дек декември децембар грудня грудень груд δεκεμβριου δεκεμβριος δεκ \
     ديسمبر دسامبر דצמבר בדצמבר दिसंबर दिसम्बर ธันวาคม",
];

/// Words that stand in dates and say nothing; weekdays in other languages are skipped by place.
const SILENT: &str = "t st nd rd th er º ª at on of the de del di le la den der am um uhr kl klo klokken a as \
    ore alle o clock om uur г год года року р в о ngay nam luc pukul gada godz saat hrs hs v d m \
    published updated posted modified \
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri \
    sat sun";

/// Years of the eras in which East Asia counts, as years before the era's first.
const ERAS: &[(&str, u64)] = &[
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
    ("民國", 1911),
    ("民国", 1911),
    ("中華民國", 1911),
];

/// Zones and their minutes east of Greenwich. `CST` and `IST` are what RFC 822 and most feeds mean
/// by them.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("wet", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("ast", -240),
    ("adt", -180),
    ("nst", -210),
    ("ndt", -150),
    ("brt", -180),
    ("brst", -120),
    ("art", -180),
    ("clt", -240),
    ("clst", -180),
    ("cot", -300),
    ("pet", -300),
    ("bst", 60),
    ("west", 60),
    ("cet", 60),
    ("mez", 60),
    ("met", 60),
    ("wat", 60),
    ("cest", 120),
    ("mesz", 120),
    ("mest", 120),
    ("eet", 120),
    ("sast", 120),
    ("cat", 120),
    ("eest", 180),
    ("msk", 180),
    ("eat", 180),
    ("trt", 180),
    ("idt", 180),
    ("irst", 210),
    ("msd", 240),
    ("gst", 240),
    ("pkt", 300),
    ("ist", 330),
    ("npt", 345),
    ("wib", 420),
    ("ict", 420),
    ("sgt", 480),
    ("hkt", 480),
    ("myt", 480),
    ("pht", 480),
    ("wita", 480),
    ("awst", 480),
    ("jst", 540),
    ("kst", 540),
    ("wit", 540),
    ("acst", 570),
    ("acdt", 630),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
];

/// Zones that follow the season, with the place whose clock they mean.
const PLACES: &[(&str, &str)] = &[
    ("et", "America/New_York"),
    ("ct", "America/Chicago"),
    ("mt", "America/Denver"),
    ("pt", "America/Los_Angeles"),
];

static MONTH_OF: LazyLock<HashMap<&str, i8>> = LazyLock::new(|| {
    let mut months = HashMap::new();
    for (names, month) in MONTHS.iter().zip(1..) {
        for name in names.split(' ') {
            months.entry(name).or_insert(month);
        }
    }
    months
});

static SILENT_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| SILENT.split(' ').collect());

/// The month that a word names. `language` decides words that two languages disagree on.
pub(super) fn month(word: &str, language: Option<&str>) -> Option<i8> {
    if matches!(word, "listopada" | "listopad" | "listopadu" | "lip") {
        // November in Polish and Czech, October in Croatian; July in Polish, June in Croatian.
        return match (language?.get(..2)?, word) {
            ("pl", "lip") => Some(7),
            ("hr" | "bs", "lip") => Some(6),
            ("pl" | "cs", _) => Some(11),
            ("hr" | "bs", _) => Some(10),
            _ => None,
        };
    }
    let english =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if let Some(at) = english.iter().position(|name| *name == word) {
        return i8::try_from(at + 1).ok();
    }
    MONTH_OF.get(word).copied()
}

/// True for the one month name that is also a weekday: `mar.` is Tuesday from Paris to Madrid.
pub(super) fn is_weekday_too(word: &str) -> bool {
    word == "mar"
}

/// True for words that may stand anywhere in a date.
pub(super) fn is_silent(word: &str) -> bool {
    SILENT_WORDS.contains(word)
}

/// The zone that an abbreviation means to writers of one language, where it differs from what it
/// means to most.
const LOCAL_ZONES: &[(&str, &str, &str)] = &[
    ("zh", "cst", "Asia/Shanghai"),
    ("he", "ist", "Asia/Jerusalem"),
    ("en-ie", "ist", "Europe/Dublin"),
    ("ga", "ist", "Europe/Dublin"),
    ("ar", "ast", "Asia/Riyadh"),
    ("en-au", "est", "Australia/Brisbane"),
    ("en-au", "edt", "Etc/GMT-11"),
    ("en-au", "cst", "Australia/Darwin"),
];

/// Minutes east of Greenwich of a named zone.
pub(super) fn zone_minutes(word: &str) -> Option<i32> {
    ZONES.iter().find(|(name, _)| *name == word).map(|(_, minutes)| *minutes)
}

/// The place whose clock a zone means.
pub(super) fn zone_place<'a>(word: &'a str, language: Option<&str>) -> Option<&'a str> {
    if word.contains('/') {
        return Some(word);
    }
    let language = language.unwrap_or_default().to_ascii_lowercase();
    let local = LOCAL_ZONES
        .iter()
        .find(|(speakers, name, _)| *name == word && language.starts_with(speakers));
    local
        .map(|(.., place)| *place)
        .or_else(|| PLACES.iter().find(|(name, _)| *name == word).map(|(_, place)| *place))
}

/// Years before the first of an East Asian era.
pub(super) fn era(word: &str) -> Option<u64> {
    ERAS.iter().find(|(name, _)| *name == word).map(|(_, before)| *before)
}

/// True for the months of Thailand, which counts its years from the Buddha.
pub(super) fn is_thai(word: &str) -> bool {
    word.starts_with(|letter| ('\u{0E00}'..='\u{0E7F}').contains(&letter))
}

/// `true` for words that mean after noon, `false` for before noon.
pub(super) fn after_noon(word: &str) -> Option<bool> {
    match word {
        "am" | "πμ" | "上午" | "午前" | "오전" | "sa" | "oo" => Some(false),
        "pm" | "μμ" | "下午" | "午後" | "오후" | "ch" | "os" => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lex::normalised;
    use super::*;

    #[test]
    fn the_tables_are_written_as_the_text_will_be() {
        for words in MONTHS.iter().chain([&SILENT]) {
            for word in words.split(' ') {
                assert_eq!(normalised(word), word);
            }
        }
    }

    #[test]
    fn no_word_is_two_months() {
        let mut words: Vec<&str> = MONTHS.iter().flat_map(|names| names.split(' ')).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
