//! Spellings from every corner, one a line, with the one right answer.
//!
//! [`MOMENT`] lines mean Sunday 14 June 2026, 20:30 UTC; [`DAY`] lines that day without a time;
//! [`OTHERS`] say their answer; [`NONE`] lines cannot be known, and any answer would be a guess.

use super::{DateHints, DayMonthOrder, read_date};

#[track_caller]
fn check(text: &str, hints: &DateHints, expected: Option<&str>) {
    let found = read_date(text, hints).map(|when| when.to_string());
    assert_eq!(found.as_deref(), expected, "{text}");
}

const MOMENT: &[&str] = &[
    // RFC 822, 2822, 5322 and what programs make of them.
    "Sun, 14 Jun 2026 20:30:00 GMT",
    "Sun, 14 Jun 2026 20:30 GMT",
    "sun, 14 jun 2026 20:30:00 gmt",
    "SUN, 14 JUN 2026 20:30:00 GMT",
    "Sun 14 Jun 2026 20:30:00 GMT",
    "Sun., 14 Jun. 2026 20:30:00 GMT",
    "Sunday 14 June 2026 20:30:00 GMT",
    "  Sun,  14  Jun  2026  20:30:00  GMT ",
    "Sun, 14 Jun 2026 20:30:00 UTC",
    "Sun, 14 Jun 2026 20:30:00 Z",
    "Sun, 14 Jun 2026 20:30:00",
    "14 Jun 2026 20:30:00 +0000",
    "Sun, 14 Jun 2026 20:30:00 +00:00",
    "Sun, 14 Jun 2026 20:30:00 -0000",
    "Sun, 14 Jun 2026 20:30:00 +000",
    "Sun, 14 Jun 2026 20:30:00 GMT+0000",
    "Sun, 14 Jun 2026 20:30:00 GMT+00:00",
    "Sun, 14 Jun 2026 20:30:00 +0000 GMT",
    "Sun, 14 Jun 126 20:30:00 GMT",
    "Sun, 14 Jun 2026 16:30:00 -0400",
    "Sun, 14 Jun 2026 16:30:00 -04:00",
    "Sun, 14 Jun 2026 16:30:00 EDT",
    "Sun, 14 Jun 2026 15:30:00 EST",
    "Sun, 14 Jun 2026 13:30:00 PDT",
    "Sun, 14 Jun 2026 16:30:00 (EDT)",
    "Sun, 14 Jun 2026 15:30:00 CDT",
    "Sun, 14 Jun 2026 14:30:00 MDT",
    "Sun, 14 Jun 2026 21:30:00 BST",
    "Sun, 14 Jun 2026 21:30:00 WEST",
    "Sun, 14 Jun 2026 22:30:00 MESZ",
    "Sun, 14 Jun 2026 23:30:00 EEST",
    "Sun, 14 Jun 2026 23:30:00 MSK",
    "Mon, 15 Jun 2026 06:30:00 AEST",
    "Mon, 15 Jun 2026 08:30:00 NZST",
    "Mon, 15 Jun 2026 03:30:00 WIB",
    "Mon, 15 Jun 2026 02:15:00 +0545",
    "Sun, 14 Jun 2026 11:00:00 -0930",
    "Sun, 14 Jun 2026 22:30:00 +0200 (Central European Summer Time)",
    "Sun Jun 14 2026 22:30:00 GMT+0200 (CEST)",
    "Sun Jun 14 22:30:00 CEST 2026",
    "Sun Jun 14 20:30:00 +0000 2026",
    "Jun 14 20:30:00 2026 GMT",
    "Mon, 14 Jun 2026 20:30:00 GMT",
    // ISO 8601 and its relatives.
    "2026-06-14T20:30Z",
    "2026-06-14t20:30:00z",
    "2026-06-14T20:30:00.5Z",
    "2026-06-14T20:30:00+0000",
    "2026-06-14T20:30:00+00",
    "2026-06-14T20:30:00-00:00",
    "2026-06-14T20:30:00UTC",
    "2026-06-14T20:30:00 Z",
    "2026-06-14T20:30:00 +00:00",
    "2026-06-14 20:30:00Z",
    "2026-06-14 20:30:00 +0000 UTC",
    "2026-06-14 20:30:00 -0000",
    "2026-6-14 20:30",
    "2026-06-14T22:30:00 +0200",
    "2026-06-14T23:30:00+03",
    "2026-06-14T13:30-0700",
    "2026-06-14T22:30+02:00[Europe/Berlin]",
    "2026-06-14T16:30:00 America/New_York",
    "2026-06-14 22:30 (UTC+02:00)",
    "2026-06-14 22:30 UTC+2",
    "2026-06-14 22:30 UTC +02:00",
    "2026-06-14 22:30:00 GMT+2",
    "20260614T2030Z",
    "20260614T203000Z",
    "20260614T203000",
    "20260614T223000+0200",
    "20260614 203000",
    "20260614 20:30",
    "2026-165T20:30:00Z",
    "2026165T203000Z",
    "2026-W24-7T20:30:00Z",
    "2026W247T203000Z",
    "2026/06/14 20:30:00 +0000",
    "2026/6/14 20:30",
    "2026.06.14 20:30:00",
    "2026-06-14, 20:30",
    "2026-06-14 at 20:30",
    "２０２６－０６－１４ ２０：３０",
    // Programs' own.
    "1781469000.0",
    "1781469000000000",
    "1781469000000000000",
    "/Date(1781469000000)/",
    "/Date(1781469000000+0200)/",
    "14/Jun/2026:20:30:00 +0000",
    "Jun 14 2026 08:30PM",
    "Jun 14 2026 8:30PM UTC",
    "14-Jun-2026 20:30:00",
    "14-JUN-26 08:30:00 PM",
    "6/14/2026 8:30:00 PM",
    "06/14/2026, 8:30 PM",
    "6/14/26 8:30 PM",
    "14/6/2026 20:30",
    "14.06.2026 20:30:00",
    "14-06-2026 20:30",
    "20:30 14.06.2026",
    "20:30, 14 June 2026",
    // People's own.
    "June 14, 2026 8:30 PM",
    "June 14, 2026, 8:30 p.m.",
    "June 14, 2026 @ 8:30 pm",
    "June 14th, 2026 at 8:30 PM UTC",
    "June 14, 2026 1:30 PM PT",
    "June 14, 2026 4:30 p.m. ET",
    "14 June 2026 9:30pm BST",
    "14 June 2026 | 20:30",
    "14 June 2026 - 20:30",
    "14 June 2026 20h30",
    "14 juin 2026 à 20h30",
    "14 juin 2026 à 20 h 30",
    "Publié le 14/06/2026 à 20:30",
    "14. Juni 2026, 20:30 Uhr",
    "14. Juni 2026 um 20.30 Uhr",
    "14.06.2026 - 20:30 Uhr",
    "14 de junio de 2026 20:30",
    "14/06/2026 20:30 hs",
    "14 giugno 2026 alle 20:30",
    "14 giugno 2026 ore 20:30",
    "14 de junho de 2026 às 20h30",
    "14 juni 2026 om 20:30 uur",
    "14 juni 2026 kl. 20.30",
    "14. juni 2026 klokken 20:30",
    "14.6.2026 klo 20.30",
    "14 czerwca 2026, godz. 20:30",
    "14. června 2026 v 20:30",
    "2026. június 14. 20:30",
    "14 июня 2026, 20:30",
    "14 июня 2026 в 20:30",
    "14 Haziran 2026 20:30",
    "14 Haziran 2026 saat 20:30",
    "14 Ιουνίου 2026, 8:30 μμ",
    "14 tháng 6, 2026 20:30",
    "2026年6月14日20时30分",
    "2026年6月14日 20時30分00秒",
    "2026年06月14日（日）20:30",
    "2026年6月14日 下午8:30",
    "2026年6月14日 午後8時30分",
    "令和8年6月14日 20時30分",
    "2026. 6. 14. 오후 8:30",
    "2026.06.14 오후 8:30",
    "2026년 06월 14일 20:30",
    "١٤ يونيو ٢٠٢٦ ٢٠:٣٠",
];

const DAY: &[&str] = &[
    "2026-06-14",
    "2026/06/14",
    "2026.06.14",
    "2026-6-14",
    "2026.6.14.",
    "20260614",
    "2026-W24-7",
    "2026-w24-7",
    "2026-165",
    "Sun, 14 Jun 2026",
    "14 Jun 2026",
    "14-Jun-2026",
    "14-Jun-26",
    "14/Jun/2026",
    "14Jun2026",
    "14 June, 2026",
    "14th June 2026",
    "14th of June, 2026",
    "the 14th of June 2026",
    "June 14, 2026",
    "June 14 2026",
    "Jun 14, '26",
    "Sunday, June 14, 2026",
    "2026 June 14",
    "2026-Jun-14",
    "14.06.2026",
    "14.6.2026",
    "14. 6. 2026",
    "14/06/2026",
    "06/14/2026",
    "6/14/2026",
    "14-06-2026",
    "Date: 14 June 2026",
    "Last updated: 14 June 2026",
    "14 มิถุนายน 2569",
    "14 มิถุนายน 2026",
    "१४ जून २०२६",
    "14 जून 2026",
    "14 ביוני 2026",
    "14 حزيران 2026",
    "14 ژوئن 2026",
    "2026 m. birželio 14 d.",
    "2026. gada 14. jūnijs",
    "14. juuni 2026",
    "14. júní 2026",
    "14 de juny de 2026",
    "14 de xuño de 2026",
    "14. jún 2026",
    "14. junij 2026",
    "14. lipnja 2026.",
    "14 јун 2026",
    "14 юни 2026 г.",
    "14 Jun 2026",
    "14 iunie 2026",
    "14 Juni 2026",
    "Ngày 14 tháng 6 năm 2026",
    "民國115年6月14日",
    "民国115年6月14日",
    "令和8年6月14日",
    "2026年6月14日 星期日",
    "2026년 6월 14일 일요일",
];

const OTHERS: &[(&str, &str)] = &[
    ("Thu, 31 Dec 2026 23:59:60 GMT", "2026-12-31T23:59:59Z"),
    ("2026-06-14T24:00:00Z", "2026-06-15T00:00:00Z"),
    ("June 14, 2026 12:00 AM UTC", "2026-06-14T00:00:00Z"),
    ("June 14, 2026 12:00 PM UTC", "2026-06-14T12:00:00Z"),
    ("June 14, 2026 12:30 a.m.", "2026-06-14T00:30:00Z"),
    ("June 14, 2026 8 PM", "2026-06-14T20:00:00Z"),
    ("14 June 2026 20h", "2026-06-14T20:00:00Z"),
    ("2026-06-14T20Z", "2026-06-14T20:00:00Z"),
    ("2026-06-14T20:30:15,250Z", "2026-06-14T20:30:15.25Z"),
    ("January 14, 2026 4:30 PM ET", "2026-01-14T21:30:00Z"),
    ("14 Jan 2026 20:30 Europe/Paris", "2026-01-14T19:30:00Z"),
    ("Fri, 29 Feb 2008 10:00:00 GMT", "2008-02-29T10:00:00Z"),
    ("Sat, 01 Jan 00 00:00:00 GMT", "2000-01-01T00:00:00Z"),
    ("Sat, 01 Jan 99 00:00:00 GMT", "1999-01-01T00:00:00Z"),
    ("2020-W53-7", "2021-01-03"),
    ("2026-001", "2026-01-01"),
    ("2024-366", "2024-12-31"),
    ("12.12.2026", "2026-12-12"),
    ("06.07.2026", "2026-07-06"),
    ("11/11/2026", "2026-11-11"),
    ("2026-06-07", "2026-06-07"),
    ("2026/07/06", "2026-07-06"),
    ("1er janvier 2026", "2026-01-01"),
    ("1º de maio de 2026", "2026-05-01"),
    ("mar. 3 mars 2026", "2026-03-03"),
    ("Di, 3 Mär 2026", "2026-03-03"),
    ("sob., 3 paź 2026", "2026-10-03"),
    ("dom, 1 mar 2026", "2026-03-01"),
    ("平成31年4月30日", "2019-04-30"),
    ("Sun, 14 Jun 2026 24:30:00 GMT", "2026-06-14"),
];

const NONE: &[&str] = &[
    "-",
    "n/a",
    "today",
    "now",
    "null",
    "0",
    "2026",
    "20:30",
    "June",
    "14 June",
    "June 14",
    "June 2026",
    "2026-06",
    "Q2 2026",
    "Week 24, 2026",
    "2026-W24",
    "2026-W54-1",
    "2026-366",
    "06/07/2026",
    "6/7/26",
    "01-02-2026",
    "01-02-03",
    "14/06/26",
    "26/06/14",
    "1/2/3",
    "1.2.3",
    "31.04.2026",
    "2026-02-29",
    "30 Feb 2026",
    "0 June 2026",
    "32 June 2026",
    "2026-13-01",
    "2026-00-14",
    "14-15 June 2026",
    "June 14-15, 2026",
    "14 June - 16 June 2026",
    "2026-06-14 to 2026-06-16",
    "14 June or July 2026",
    "14 June 2026 2027",
    "2026-06-14T25:00:00Z",
    "2026-06-14T20:61:00Z",
    "2026-06-14T20:30:00+25:00",
    "2026-06-14T20:30:00+99:99",
    "Sun, 14 Jun 2026 20:30:00 QQQ",
    "Sun, 14 Jun 2026 20:30:00 Mars/Olympus",
    "June 14, 2026 13:30 AM",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "1970-01-01",
    "0001-01-01T00:00:00Z",
    "0000-00-00",
    "9999-12-31T23:59:59Z",
    "Wed, 31 Dec 1969 23:59:59 GMT",
    "24 خرداد 1405",
    "1 Muharram 1448",
    "5 days ago",
    "1234567",
    "178146900",
    "192.168.14.6",
    "+1 (202) 555-0114",
    "14 listopada 2026",
    "lip 14, 2026",
    "{{ item.date }}",
    "%Y-%m-%d",
    "Invalid Date",
    "NaN-NaN-NaN",
    "2026-06-14T20:30:00Z2026-06-15T20:30:00Z",
];

#[test]
fn the_same_moment_in_every_spelling() {
    for text in MOMENT {
        let expected =
            if text.contains(":00.5Z") { "2026-06-14T20:30:00.5Z" } else { "2026-06-14T20:30:00Z" };
        check(text, &DateHints::default(), Some(expected));
    }
}

#[test]
fn the_same_day_in_every_spelling() {
    for text in DAY {
        check(text, &DateHints::default(), Some("2026-06-14"));
    }
}

#[test]
fn what_each_of_these_says() {
    for (text, expected) in OTHERS {
        check(text, &DateHints::default(), Some(expected));
    }
}

#[test]
fn none_of_these_is_a_date() {
    for text in NONE {
        check(text, &DateHints::default(), None);
    }
}

/// The twelve months of a language, as they stand in its dates.
const YEARS: &[&str] = &[
    "January February March April May June July August September October November December",
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "Jänner Feber Mär. Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene. feb. mar. abr. may. jun. jul. ago. sep. oct. nov. dic.",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "januar februar mars april mai juni juli august september oktober november desember",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta \
     syyskuuta lokakuuta marraskuuta joulukuuta",
    "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris \
     decembris",
    "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio \
     gruodžio",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października - grudnia",
    "ledna února března dubna května června července srpna září října - prosince",
    "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "január február marec apríl máj jún júl august september október november december",
    "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna - studenoga prosinca",
    "január február március április május június július augusztus szeptember október november \
     december",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie \
     decembrie",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου \
     Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
    "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
];

#[test]
fn every_month_of_every_language() {
    for year in YEARS {
        let months: Vec<&str> = year.split_whitespace().collect();
        assert_eq!(months.len(), 12, "{year}");
        for (month, number) in months.iter().zip(1..).filter(|(month, _)| **month != "-") {
            let expected = format!("2026-{number:02}-17");
            check(&format!("17 {month} 2026"), &DateHints::default(), Some(&expected));
            let upper = month.to_uppercase();
            check(&format!("17 {upper} 2026"), &DateHints::default(), Some(&expected));
        }
    }
}

#[test]
fn languages_settle_what_two_of_them_share() {
    let check_in = |language: &str, text: &str, expected: Option<&str>| {
        let language = Some(language.to_owned());
        check(text, &DateHints { language, order: None }, expected);
    };
    check_in("pl", "14 listopada 2026", Some("2026-11-14"));
    check_in("cs-CZ", "14. listopadu 2026", Some("2026-11-14"));
    check_in("hr", "14. listopada 2026.", Some("2026-10-14"));
    check_in("pl", "14 lip 2026", Some("2026-07-14"));
    check_in("hr", "14. lip 2026.", Some("2026-06-14"));
    check_in("zh-CN", "Sun Jun 14 20:30:00 CST 2026", Some("2026-06-14T12:30:00Z"));
    check_in("en-US", "Sun Jun 14 20:30:00 CDT 2026", Some("2026-06-15T01:30:00Z"));
    check_in("he", "Sun, 14 Jun 2026 20:30:00 IST", Some("2026-06-14T17:30:00Z"));
    check_in("en", "Sun, 14 Jun 2026 20:30:00 IST", Some("2026-06-14T15:00:00Z"));
    check_in("en-AU", "Sun, 14 Jun 2026 20:30:00 EST", Some("2026-06-14T10:30:00Z"));
}

#[test]
fn an_order_settles_the_ambiguous_and_nothing_else() {
    let with = |order, text: &str, expected| {
        check(text, &DateHints { order: Some(order), language: None }, Some(expected));
    };
    for (text, day_first, month_first) in [
        ("06/07/2026", "2026-07-06", "2026-06-07"),
        ("06/07/26", "2026-07-06", "2026-06-07"),
        ("6-7-2026 20:30", "2026-07-06T20:30:00Z", "2026-06-07T20:30:00Z"),
        ("2026-06-07", "2026-06-07", "2026-06-07"),
        ("06.07.2026", "2026-07-06", "2026-07-06"),
        ("14 June 2026", "2026-06-14", "2026-06-14"),
        // What can be read in one way only needs no order, and a wrong one does not change it.
        ("14/06/2026", "2026-06-14", "2026-06-14"),
        ("60/07/20", "2060-07-20", "2060-07-20"),
    ] {
        with(DayMonthOrder::DayFirst, text, day_first);
        with(DayMonthOrder::MonthFirst, text, month_first);
    }
}
