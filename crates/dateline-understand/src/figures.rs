//! Numbers with what they measure.
//!
//! A figure is a number with a unit, a currency, or a noun that it counts. Years, times and the
//! numbers inside names are no figures. Values are plain decimals made by shifting the point, so
//! that "US$235.5 billion" is exactly 235500000000.

mod links;

use dateline_model::Figure;

use crate::dates::Dated;
use crate::text::{Kind, Stretch, Text, WordList, one_of};

/// More figures than any report holds; beyond it the text is a table.
const MOST_FIGURES: usize = 80;
/// Words of what was counted.
const LONGEST_OF: usize = 4;

/// Signs and codes of currencies, as ISO 4217.
static CURRENCIES: WordList = WordList::new(
    "$=USD US$=USD €=EUR £=GBP ¥=JPY ₹=INR ₽=RUB ₩=KRW C$=CAD CA$=CAD A$=AUD AU$=AUD NZ$=NZD HK$=HKD S$=SGD R$=BRL \
    USD=USD EUR=EUR GBP=GBP CHF=CHF JPY=JPY CNY=CNY RMB=CNY INR=INR",
);
/// Words after a number that name a currency.
static CURRENCY_WORDS: WordList = WordList::new(
    "dollar=USD dollars=USD euro=EUR euros=EUR pound=GBP pounds=GBP yen=JPY yuan=CNY rupees=INR rupee=INR rubles=RUB \
    roubles=RUB francs=CHF franken=CHF dólares=USD рублей=RUB евро=EUR долларов=USD €=EUR $=USD £=GBP",
);
/// Powers of ten.
static SCALES: WordList = WordList::new(
    "hundred=2 thousand=3 million=6 millions=6 m=6 mn=6 billion=9 bn=9 trillion=12 tn=12 crore=7 lakh=5 k=3 \
    tausend=3 million=6 millionen=6 mio=6 milliarde=9 milliarden=9 mrd=9 billionen=12 mille=3 milliard=9 milliards=9 mil=3 millón=6 millones=6 \
    milhão=6 milhões=6 bilhão=9 bilhões=9 mila=3 milione=6 milioni=6 miliardo=9 miliardi=9 duizend=3 miljoen=6 miljard=9 \
    тысяч=3 тыс=3 млн=6 миллионов=6 млрд=9 миллиардов=9 万=4 亿=8 億=8",
);
/// Units as we print them.
static UNITS: WordList = WordList::new(
    "%=percent percent=percent prozent=percent pct=percent процентов=percent procent=percent ％=percent km=km kilometer=km kilometers=km kilometres=km \
    kilomètres=km kilómetros=km mile=mi miles=mi m=m meter=m meters=m metres=m mètres=m metros=m feet=ft foot=ft kg=kg kilogram=kg kilograms=kg kilos=kg \
    ton=t tons=t tonnes=t hectares=ha acres=acre mph=mph °C=celsius degrees=degree barrels=barrel gigawatts=GW megawatts=MW GW=GW MW=MW",
);

/// Words after a number that make it a time or an age.
const TIMES: &str = "year years month months week weeks day days hour hours minute minutes second seconds a.m p.m am pm o'clock \
    uhr jahre jahren jahr tage tagen monate wochen stunden minuten ans années jours mois heures años días meses horas anos dias \
    anni giorni ore jaar dagen uur лет года год дней";

/// The figures of a text, in order.
pub(crate) fn find(text: &Text<'_>, dates: &[Dated]) -> Vec<Figure> {
    let mut found: Vec<links::Placed> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() && found.len() < MOST_FIGURES {
        let in_a_date = |stretch: Stretch| {
            let index = dates.partition_point(|date| date.stretch.end <= stretch.start);
            dates.get(index).is_some_and(|date| date.stretch.overlaps(stretch))
        };
        let number = text.tokens.get(at).is_some_and(|token| token.kind == Kind::Number);
        let read = if number {
            range(text, at).or_else(|| figure(text, at))
        } else {
            links::factor(text, at)
        };
        match read.filter(|(_, stretch, _)| !in_a_date(*stretch)) {
            Some((figure, stretch, end)) => {
                found.push((figure, stretch));
                at = end;
            }
            None => at += 1,
        }
    }
    links::link(text, &mut found, dates);
    found.into_iter().map(|(figure, _)| figure).collect()
}

/// "10 to 12 percent", "5-10 million euros": two numbers that share what stands after the second.
fn range(text: &Text<'_>, at: usize) -> Option<(Figure, Stretch, usize)> {
    let plain = |index: usize| {
        text.tokens.get(index).is_some_and(|token| {
            token.kind == Kind::Number
                && token.lower.bytes().all(|byte| !byte.is_ascii_alphabetic())
        })
    };
    let joined = one_of!("to - – bis à a al al tot до", text.lower(at + 1));
    if !(plain(at) && joined && text.tokens.get(at + 2)?.kind == Kind::Number)
        || in_a_name(text, at)
    {
        return None;
    }
    let before = at.checked_sub(1).map_or("", |before| text.lower(before));
    let (mut figure, second, end) = measured(text, at + 2)?;
    let power = power_after(text, at + 2);
    let low = decimal(text.lower(at), power, text.language)?;
    if one_of!("from von de desde da van с от", before) {
        figure.was = Some(low);
        return Some((figure, second, end));
    }
    let (first, currency) = currency_before(text, at);
    let stretch = Stretch::new(text.tokens.get(first)?.start, second.end);
    text.slice(stretch).clone_into(&mut figure.text);
    figure.span = text.span(stretch);
    figure.to = Some(std::mem::replace(&mut figure.value, low));
    figure.unit = figure.unit.or_else(|| currency.map(str::to_owned));
    Some((figure, stretch, end))
}

/// The power of ten that a number's own suffix or the word after it names.
fn power_after(text: &Text<'_>, at: usize) -> usize {
    let (_, suffix) = split_suffix(text.lower(at));
    let scale = if suffix.is_empty() { text.lower(at + 1) } else { suffix };
    SCALES.value(scale).and_then(|power| power.parse().ok()).unwrap_or_default()
}

fn figure(text: &Text<'_>, at: usize) -> Option<(Figure, Stretch, usize)> {
    if in_a_name(text, at) { None } else { measured(text, at) }
}

/// A number with its scale, its unit and what it counts.
fn measured(text: &Text<'_>, at: usize) -> Option<(Figure, Stretch, usize)> {
    let token = text.tokens.get(at).filter(|token| token.kind == Kind::Number)?;
    let (digits, suffix) = split_suffix(&token.lower);
    let mut end = at + 1;
    let (first, currency) = currency_before(text, at);
    let mut power = 0;
    let mut unit = currency;
    let scale = if suffix.is_empty() { text.lower(end) } else { suffix };
    // "5m" is five metres or five millions: money and people are counted in millions.
    if let Some(scale) = SCALES.value(scale).filter(|_| scale != "m" || currency.is_some()) {
        power = scale.parse().unwrap_or_default();
        end += usize::from(suffix.is_empty());
        end += usize::from(
            text.lower(end) == "." && matches!(text.lower(end - 1), "mio" | "mrd" | "млн" | "млрд"),
        );
    } else if !suffix.is_empty() {
        unit = Some(UNITS.value(suffix)?);
    }
    if unit.is_none() {
        (unit, end) = unit_after(text, end);
    }
    let (of, counted) = counted(text, end, unit.is_none());
    if unit.is_none() && !counted {
        return None;
    }
    let stretch = text.reach(first, end - 1);
    let value = decimal(digits, power, text.language)?;
    let figure = Figure {
        text: text.slice(stretch).to_owned(),
        value,
        unit: unit.map(str::to_owned),
        of: of.map(|of| text.slice(of).to_owned()),
        span: text.span(stretch),
        ..Figure::default()
    };
    Some((figure, stretch, end))
}

/// "Boeing 737", "F-16", "COVID-19", "No. 10": the number belongs to a name.
fn in_a_name(text: &Text<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| text.tokens.get(before)) else {
        return false;
    };
    let tied =
        matches!(before.text, "-" | "/" | "#" | ":" | "." | "№") && text.touches_next(at - 1);
    tied || (before.capital()
        && !one_of!("US C A HK R S NZ USD EUR CHF GBP", before.text)
        && text.language != "de"
        && text.sentence_at(before.start).is_none_or(|sentence| sentence.first != at - 1))
}

fn split_suffix(word: &str) -> (&str, &str) {
    let end = word.find(|letter: char| letter.is_alphabetic()).unwrap_or(word.len());
    word.split_at(end)
}

/// The currency that stands right before a number, and the token where it starts.
fn currency_before(text: &Text<'_>, at: usize) -> (usize, Option<&'static str>) {
    let Some(sign) = at.checked_sub(1).and_then(|before| text.tokens.get(before)) else {
        return (at, None);
    };
    let Some(plain) = CURRENCIES.value(sign.text) else { return (at, None) };
    if let Some(before) = at
        .checked_sub(2)
        .filter(|before| text.touches_next(*before))
        .and_then(|before| text.tokens.get(before))
        && let Some(code) = CURRENCIES.value(&format!("{}{}", before.text, sign.text))
    {
        return (at - 2, Some(code));
    }
    (at - 1, Some(plain))
}

/// The unit after a number, and the token after it.
fn unit_after(text: &Text<'_>, end: usize) -> (Option<&'static str>, usize) {
    let word = text.tokens.get(end).map_or("", |token| token.text);
    let lower = text.lower(end);
    match (lower, text.lower(end + 1)) {
        ("per", "cent" | "cento") | ("pour", "cent") | ("por", "ciento" | "cento") => {
            (Some("percent"), end + 2)
        }
        ("percentage", "points" | "point") => (Some("percentage point"), end + 2),
        ("square", "kilometers" | "kilometres") => (Some("km2"), end + 2),
        ("square", "miles") => (Some("mi2"), end + 2),
        _ => match UNITS
            .value(word)
            .or_else(|| UNITS.value(lower))
            .or_else(|| CURRENCY_WORDS.value(lower))
        {
            Some(unit) => (Some(unit), end + 1),
            None => (None, end),
        },
    }
}

/// What was counted: the words after the number, past an "of". The flag says whether a noun stands
/// there at all.
fn counted(text: &Text<'_>, at: usize, bare: bool) -> (Option<Stretch>, bool) {
    let of = matches!(text.lower(at), "of" | "der" | "des" | "de" | "di" | "van");
    if !(of || bare) {
        return (None, false);
    }
    let mut first = at + usize::from(of);
    first += usize::from(of && one_of!("the all its their les los las", text.lower(first)));
    let noun = |index: usize| {
        text.tokens.get(index).is_some_and(|token| {
            token.kind == Kind::Dense || (token.kind == Kind::Word && !text.is_little(token))
        })
    };
    let longest = if text.tokens.get(first).is_some_and(|token| token.kind == Kind::Dense) {
        2
    } else {
        LONGEST_OF
    };
    let mut last = None;
    for index in (first..first + longest).take_while(|index| noun(*index)) {
        last = Some(index);
        if text.language == "en" && is_plural(text.lower(index)) {
            break;
        }
    }
    // Times and ages are no figures.
    let time = one_of!(TIMES, text.lower(first));
    let enough = !time && last.is_some_and(|last| text.lower(last).chars().count() > 1);
    (last.map(|last| text.reach(first, last)), enough)
}

/// Whether an English noun ends the phrase that is counted: what follows a plural is its verb.
fn is_plural(word: &str) -> bool {
    matches!(word, "people" | "men" | "women" | "children" | "police")
        || (word.ends_with('s') && !word.ends_with("ss"))
}

/// A plain decimal: digits, shifted by a power of ten.
fn decimal(digits: &str, power: usize, language: &str) -> Option<String> {
    let comma = one_of!("de fr es pt it nl ru pl cs sv da no fi tr id", language);
    let (point, group) = if comma { (',', '.') } else { ('.', ',') };
    // "1.5" in a German text, "1,500" and "2,5" in an English one: the last group tells.
    let groups = |mark: char| {
        digits.split(mark).skip(1).all(|part| part.len() == 3) && digits.contains(mark)
    };
    let plain: String = if groups(group) || !digits.contains(group) {
        digits.replace(group, "").replace(point, ".")
    } else {
        digits.replace(group, ".")
    };
    let plain: String =
        plain.chars().filter(|letter| letter.is_ascii_digit() || *letter == '.').collect();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    if whole.is_empty() || fraction.contains('.') || plain.len() > 20 {
        return None;
    }
    let padded = format!("{fraction:0<power$}");
    let (shifted, rest) = padded.split_at(power.min(padded.len()));
    let whole = format!("{whole}{shifted}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let rest = rest.trim_end_matches('0');
    Some(if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, source: &str, expected: &[(&str, &str, &str, &str)]) {
        let text = Text::new(source, language);
        let dates = crate::dates::find(&text, None);
        let figures = find(&text, &dates);
        let found: Vec<_> = figures
            .iter()
            .map(|figure| {
                let unit = figure.unit.as_deref().unwrap_or_default();
                (&*figure.text, &*figure.value, unit, figure.of.as_deref().unwrap_or_default())
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn money_shares_and_things() {
        check(
            "en",
            "from US$235.5 billion in 2010",
            &[("US$235.5 billion", "235500000000", "USD", "")],
        );
        check(
            "en",
            "92 per cent of Indonesian companies",
            &[("92 per cent", "92", "percent", "Indonesian companies")],
        );
        check("en", "killed 1,200 people on May 3, 2020", &[("1,200", "1200", "", "people")]);
        check(
            "en",
            "£5m and 9.2%",
            &[("£5m", "5000000", "GBP", ""), ("9.2%", "9.2", "percent", "")],
        );
        check("de", "3,5 Millionen Euro", &[("3,5 Millionen Euro", "3500000", "EUR", "")]);
        check("fr", "10\u{a0}000 manifestants", &[("10\u{a0}000", "10000", "", "manifestants")]);
    }

    fn only(source: &str) -> Vec<Figure> {
        let text = Text::new(source, "en");
        let dates = crate::dates::find(&text, None);
        find(&text, &dates)
    }

    #[test]
    fn ranges_and_pairs() {
        let found = only("It will cost 5 to 10 million euros.");
        assert_eq!((&*found[0].value, found[0].to.as_deref()), ("5000000", Some("10000000")));
        assert_eq!(found[0].text, "5 to 10 million euros");
        let found = only("Trade nearly tripled, from US$235.5bn in 2010 to US$696.7bn in 2023.");
        let [tripled, first, second] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((&*tripled.text, &*tripled.value), ("nearly tripled", "3"));
        assert_eq!(first.date.as_deref(), Some("2010"));
        assert_eq!((&*second.value, second.date.as_deref()), ("696700000000", Some("2023")));
        assert_eq!(second.was.as_deref(), Some("235500000000"));
        let found = only("Unemployment rose from 5 to 7 percent and prices fell by 2%.");
        assert_eq!((&*found[0].value, found[0].was.as_deref()), ("7", Some("5")));
        assert_eq!(found[1].change.as_deref(), Some("fell"));
    }

    #[test]
    fn names_times_and_years_are_no_figures() {
        check("en", "A Boeing 737 left at 10:30 in 2019 with F-16 jets.", &[]);
    }
}
