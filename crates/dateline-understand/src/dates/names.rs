//! Names of months and days, and the words for yesterday, by language.
//!
//! One line a language; a word counts when it starts with one of the forms given, so that "марта"
//! and "märzes" need no line of their own where the stem is telling.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::hash::Quick;

use jiff::civil::Weekday;

/// A language's calendar words, each list in calendar order, forms of one name parted by `/`.
pub(crate) struct Calendar {
    pub(super) months: &'static str,
    pub(super) weekdays: &'static str,
    /// The day before yesterday, yesterday, today, tomorrow, the day after tomorrow.
    pub(crate) days: &'static str,
    /// Words for last, this, next.
    pub(crate) ways: [&'static str; 3],
    /// Words for day, week, month, year.
    pub(crate) units: [&'static str; 4],
    /// Words before or after a count that make it past: "vor", "il y a", "hace", "ago".
    pub(crate) ago: &'static str,
}

pub(super) const EN: Calendar = Calendar {
    months: "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct november/nov december/dec",
    weekdays: "monday/mon tuesday/tues/tue wednesday/wed thursday/thurs/thu friday/fri saturday/sat sunday/sun",
    days: "- yesterday today tomorrow -",
    ways: ["last", "this", "next"],
    units: ["day", "week", "month", "year"],
    ago: "ago",
};
const DE: Calendar = Calendar {
    months: "januar/jänner/jan februar/feber/feb märz april/apr mai juni/jun juli/jul august/aug september/sept/sep oktober/okt november/nov dezember/dez",
    weekdays: "montag/montags/montagabend/montagmorgen/montagnachmittag/montagvormittag dienstag/dienstags/dienstagabend/dienstagmorgen/dienstagnachmittag/dienstagvormittag mittwoch/mittwochs/mittwochabend/mittwochmorgen/mittwochnachmittag donnerstag/donnerstags/donnerstagabend/donnerstagmorgen/donnerstagnachmittag freitag/freitags/freitagabend/freitagmorgen/freitagnachmittag samstag/sonnabend/samstagabend/samstagmorgen/samstagnachmittag sonntag/sonntags/sonntagabend/sonntagmorgen/sonntagnachmittag",
    days: "vorgestern gestern heute morgen übermorgen",
    ways: [
        "letzten/letzte/letztes/letzter/vergangenen/vergangene/vergangenes/vergangener/vorigen/vorige/voriges",
        "diesen/diese/dieses/dieser/diesem",
        "nächsten/nächste/nächstes/nächster/kommenden/kommende/kommendes/kommender",
    ],
    units: [
        "tag/tage/tagen",
        "woche/wochen",
        "monat/monate/monaten/monats",
        "jahr/jahre/jahren/jahres",
    ],
    ago: "vor",
};
const FR: Calendar = Calendar {
    months: "janvier/janv février/févr mars avril mai juin juillet/juil août/aout septembre/sept octobre/oct novembre/nov décembre/déc",
    weekdays: "lundi mardi mercredi jeudi vendredi samedi dimanche",
    days: "avant-hier hier aujourd'hui/aujourd’hui demain après-demain",
    ways: ["dernier/dernière/passé/passée", "ce/cette/cet", "prochain/prochaine"],
    units: ["jour/jours", "semaine/semaines", "mois", "an/ans/année/années"],
    ago: "il y a",
};
const ES: Calendar = Calendar {
    months: "enero/ene febrero/feb marzo/mar abril/abr mayo junio/jun julio/jul agosto/ago septiembre/setiembre/sept octubre/oct noviembre/nov diciembre/dic",
    weekdays: "lunes martes miércoles jueves viernes sábado domingo",
    days: "anteayer ayer hoy mañana -",
    ways: ["pasado/pasada/último/última", "este/esta", "próximo/próxima/siguiente"],
    units: ["día/días", "semana/semanas", "mes/meses", "año/años"],
    ago: "hace",
};
const PT: Calendar = Calendar {
    months: "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out novembro/nov dezembro/dez",
    weekdays: "segunda-feira/segunda terça-feira/terça quarta-feira/quarta quinta-feira/quinta sexta-feira/sexta sábado domingo",
    days: "anteontem ontem hoje amanhã -",
    ways: ["passado/passada/último/última", "este/esta/neste/nesta", "próximo/próxima"],
    units: ["dia/dias", "semana/semanas", "mês/meses", "ano/anos"],
    ago: "há",
};
const IT: Calendar = Calendar {
    months: "gennaio/gen febbraio/feb marzo aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set ottobre/ott novembre/nov dicembre/dic",
    weekdays: "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    days: "- ieri oggi domani dopodomani",
    ways: ["scorso/scorsa/passato/passata", "questo/questa/quest'", "prossimo/prossima"],
    units: ["giorno/giorni", "settimana/settimane", "mese/mesi", "anno/anni"],
    ago: "fa",
};
const NL: Calendar = Calendar {
    months: "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sept oktober/okt november/nov december/dec",
    weekdays: "maandag/maandagavond/maandagochtend/maandagmiddag dinsdag/dinsdagavond/dinsdagochtend/dinsdagmiddag woensdag/woensdagavond/woensdagochtend/woensdagmiddag donderdag/donderdagavond/donderdagochtend/donderdagmiddag vrijdag/vrijdagavond/vrijdagochtend/vrijdagmiddag zaterdag/zaterdagavond/zaterdagochtend/zaterdagmiddag zondag/zondagavond/zondagochtend/zondagmiddag",
    days: "eergisteren gisteren vandaag morgen overmorgen",
    ways: ["vorige/afgelopen/vorig", "deze/dit", "volgende/komende/volgend"],
    units: ["dag/dagen", "week/weken", "maand/maanden", "jaar/jaren"],
    ago: "geleden",
};
const RU: Calendar = Calendar {
    months: "января/январь/январе февраля/февраль/феврале марта/март/марте апреля/апрель/апреле мая/май/мае июня/июнь/июне июля/июль/июле августа/август/августе сентября/сентябрь/сентябре октября/октябрь/октябре ноября/ноябрь/ноябре декабря/декабрь/декабре",
    weekdays: "понедельник/понедельника вторник/вторника среду/среда/среды четверг/четверга пятницу/пятница/пятницы субботу/суббота/субботы воскресенье/воскресенья",
    days: "позавчера вчера сегодня завтра послезавтра",
    ways: [
        "прошлый/прошлую/прошлого/прошлом/прошлой/прошлое/минувший/минувшую",
        "этот/эту/этого/этом/этой/это",
        "следующий/следующую/следующего/следующем/следующей/следующее/будущий/будущем",
    ],
    units: [
        "день/дня/дней",
        "неделя/неделю/недели/недель/неделе",
        "месяц/месяца/месяцев/месяце",
        "год/года/лет/году",
    ],
    ago: "назад",
};
const AR: Calendar = Calendar {
    months: "يناير فبراير مارس أبريل/إبريل مايو يونيو/يونيه يوليو/يوليوز أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    weekdays: "الاثنين/الإثنين الثلاثاء الأربعاء/الاربعاء الخميس الجمعة السبت الأحد/الاحد",
    days: "- أمس/الأمس اليوم غدا/غدًا -",
    ways: ["الماضي/الماضية", "هذا/هذه", "المقبل/المقبلة/القادم/القادمة"],
    units: [
        "يوم/أيام/يوما",
        "أسبوع/الأسبوع/أسابيع",
        "شهر/الشهر/أشهر",
        "عام/العام/سنة/سنوات/السنة/أعوام",
    ],
    ago: "قبل",
};

/// The languages whose calendars we know.
const LANGUAGES: [&str; 9] = ["en", "de", "fr", "es", "pt", "it", "nl", "ru", "ar"];

/// The calendar of a language; none when we have none.
pub(crate) fn calendar(language: &str) -> Option<&'static Calendar> {
    Some(match language {
        "en" => &EN,
        "de" => &DE,
        "fr" => &FR,
        "es" => &ES,
        "pt" => &PT,
        "it" => &IT,
        "nl" => &NL,
        "ru" => &RU,
        "ar" => &AR,
        _ => return None,
    })
}

/// The place of a word in a list whose names have several forms.
pub(crate) fn place(list: &str, word: &str) -> Option<i8> {
    if word.len() < 2 {
        return None;
    }
    let at = list.split(' ').position(|name| has_form(name, word))?;
    i8::try_from(at).ok()
}

/// Every word that a calendar has for days, ways and units: most words are none of them, and one
/// look-up says so.
static RELATIVE: LazyLock<HashSet<&'static str, Quick>> = LazyLock::new(|| {
    LANGUAGES
        .iter()
        .filter_map(|language| calendar(language))
        .flat_map(|calendar| calendar.ways.iter().chain(&calendar.units).chain([&calendar.days]))
        .flat_map(|forms| forms.split(['/', ' ']))
        .collect()
});

/// Every word for days, ways and units.
pub(super) fn relative_words() -> impl Iterator<Item = &'static str> {
    RELATIVE.iter().copied()
}

/// The first word of what makes a count past: "vor", the "il" of "il y a".
pub(super) fn words_for_ago() -> impl Iterator<Item = &'static str> {
    let calendars = LANGUAGES.iter().filter_map(|language| calendar(language));
    calendars.filter_map(|calendar| calendar.ago.split(' ').next())
}

/// Whether a lower-case word may be one of days, ways or units of some calendar.
pub(crate) fn is_relative(word: &str) -> bool {
    RELATIVE.contains(word)
}

/// Whether `word` is one of the forms, which are parted by `/`.
pub(crate) fn has_form(forms: &str, word: &str) -> bool {
    forms.split('/').any(|form| form == word)
}

/// A language's names of months and days of the week, each with its place in the calendar.
type Places = HashMap<(&'static str, &'static str), i8, Quick>;

static MONTHS: LazyLock<Places> = LazyLock::new(|| places(|calendar| calendar.months));
static WEEKDAYS: LazyLock<Places> = LazyLock::new(|| places(|calendar| calendar.weekdays));

fn places(list: fn(&Calendar) -> &'static str) -> Places {
    let mut places = Places::default();
    for language in LANGUAGES {
        let names = calendar(language).map(list).unwrap_or_default();
        for (place, forms) in (0_i8..).zip(names.split(' ')) {
            places.extend(forms.split('/').map(|form| ((language, form), place)));
        }
    }
    places
}

/// The month that a lower-case word names.
pub(crate) fn month(language: &str, word: &str) -> Option<i8> {
    MONTHS.get(&(language, word)).map(|place| place + 1)
}

/// The day of the week that a lower-case word names.
pub(crate) fn weekday(language: &str, word: &str) -> Option<Weekday> {
    Weekday::from_monday_zero_offset(*WEEKDAYS.get(&(language, word))?).ok()
}

/// The bit of a language among those whose calendars we know; none for any other.
pub(crate) fn calendar_bit(language: &str) -> u16 {
    LANGUAGES.iter().position(|known| *known == language).map_or(0, |at| 1 << at)
}

/// Every word that names a month or a day of the week, with the bit of a language.
pub(crate) fn calendar_words() -> impl Iterator<Item = (&'static str, u16)> {
    let names = MONTHS.keys().chain(WEEKDAYS.keys());
    names.map(|(language, word)| (*word, calendar_bit(language)))
}
