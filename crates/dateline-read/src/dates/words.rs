//! What the words of a date mean: months in some twenty languages, zones, halves of the day.
//!
//! A word that means two things in two languages is in no table unless one meaning never stands in
//! a date. All words are in lower case, without the dots of abbreviations.

/// The twelve months. Where a language writes them as another does, they are listed once.
const MONTHS: [&str; 12] = [
    "january jan janvier janv januar jänner jän enero ene gennaio gen janeiro januari \
     января январь янв січня січень січ stycznia styczeń sty leden ledna január \
     ianuarie ian ιανουαρίου ιανουάριος ιαν ocak oca tammikuuta tammikuu tammi يناير",
    "february feb febr février fevrier févr fevr fév februar febrero febbraio fevereiro \
     fev februari февраля февраль февр фев лютого лютий лют lutego luty lut únor února \
     február februarie φεβρουαρίου φεβρουάριος φεβ şubat subat şub helmikuuta helmikuu \
     helmi فبراير",
    "march mar mars märz maerz mrz mär marzo março marco maart mrt марта март мар \
     березня березень бер marca marzec březen března március márc martie μαρτίου \
     μάρτιος μαρ mart maaliskuuta maaliskuu maalis مارس maret",
    "april apr avril avr abril abr aprile апреля апрель апр квітня квітень квіт кві \
     kwietnia kwiecień kwi duben dubna apríl április ápr aprilie απριλίου απρίλιος απρ \
     nisan nis huhtikuuta huhtikuu huhti أبريل ابريل",
    "may mai mayo maggio mag maio mei мая май травня травень трав maja maj květen \
     května máj május μαΐου μαϊου μάιος μαΐ μαϊ mayıs mayis toukokuuta toukokuu touko \
     مايو",
    "june jun juin juni junio giugno giu junho июня июнь июн червня червень черв \
     czerwca czerwiec cze červen června jún június iunie iun ιουνίου ιούνιος ιουν \
     haziran haz kesäkuuta kesäkuu kesä يونيو",
    "july jul juillet juil juill juli julio luglio lug julho июля июль июл липня липень \
     лип lipca lipiec lip červenec července júl július iulie iul ιουλίου ιούλιος ιουλ \
     temmuz tem heinäkuuta heinäkuu heinä يوليو",
    "august aug août aout agosto ago augustus augusti августа август авг серпня серпень \
     серп sierpnia sierpień sie srpen srpna augusztus αυγούστου αύγουστος αυγ ağustos \
     agustos ağu elokuuta elokuu elo أغسطس اغسطس agustus",
    "september sep sept septembre septiembre settembre set setembro сентября сентябрь \
     сент сен вересня вересень вер września wrzesień wrz září szeptember szept \
     septembrie σεπτεμβρίου σεπτέμβριος σεπ σεπτ eylül eylul eyl syyskuuta syyskuu syys \
     سبتمبر",
    "october oct octobre oktober okt octubre ottobre ott outubro out октября октябрь \
     окт жовтня жовтень жовт października październik paź říjen října október octombrie \
     οκτωβρίου οκτώβριος οκτ ekim eki lokakuuta lokakuu loka أكتوبر اكتوبر",
    "november nov novembre noviembre novembro ноября ноябрь нояб ноя листопада листопад \
     noiembrie νοεμβρίου νοέμβριος νοε kasım kasim kas marraskuuta marraskuu marras \
     نوفمبر",
    "december dec décembre decembre déc dezember dez diciembre dic dicembre dezembro \
     декабря декабрь дек грудня грудень груд grudnia grudzień gru prosinec prosince \
     decembrie δεκεμβρίου δεκέμβριος δεκ aralık aralik ara joulukuuta joulukuu joulu \
     ديسمبر desember des",
];

/// Words that stand in dates and say nothing; weekdays in other languages are skipped by place.
const SILENT: &str = "t st nd rd th er º ª at on of the de del di le la den der am um uhr kl klo à às as \
    ore alle o clock г года год р року в о ngày năm lúc pukul published updated posted \
    modified monday tuesday wednesday thursday friday saturday sunday mon tue tues wed \
    thu thur thurs fri sat sun";

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

/// The month that a word names. `language` decides words that two languages disagree on.
pub(super) fn month(word: &str, language: Option<&str>) -> Option<i8> {
    if matches!(word, "listopada" | "listopad") {
        // November in Polish and Czech, October in Croatian.
        return match language?.get(..2)? {
            "pl" | "cs" => Some(11),
            "hr" | "bs" => Some(10),
            _ => None,
        };
    }
    let english =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if let Some(at) = english.iter().position(|name| *name == word) {
        return i8::try_from(at + 1).ok();
    }
    MONTHS.iter().zip(1..).find(|(names, _)| holds(names, word)).map(|(_, month)| month)
}

/// True for the one month name that is also a weekday: `mar.` is Tuesday from Paris to Madrid.
pub(super) fn is_weekday_too(word: &str) -> bool {
    word == "mar"
}

/// True for words that may stand anywhere in a date.
pub(super) fn is_silent(word: &str) -> bool {
    holds(SILENT, word)
}

fn holds(words: &str, word: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

/// Minutes east of Greenwich of a named zone.
pub(super) fn zone_minutes(word: &str) -> Option<i32> {
    ZONES.iter().find(|(name, _)| *name == word).map(|(_, minutes)| *minutes)
}

/// The place whose clock a zone means.
pub(super) fn zone_place(word: &str) -> Option<&str> {
    if word.contains('/') {
        return Some(word);
    }
    PLACES.iter().find(|(name, _)| *name == word).map(|(_, place)| *place)
}

/// `true` for words that mean after noon, `false` for before noon.
pub(super) fn after_noon(word: &str) -> Option<bool> {
    match word {
        "am" | "πμ" | "上午" | "午前" | "오전" | "sa" | "öö" => Some(false),
        "pm" | "μμ" | "下午" | "午後" | "오후" | "ch" | "ös" => Some(true),
        _ => None,
    }
}
