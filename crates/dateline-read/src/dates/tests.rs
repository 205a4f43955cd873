//! One line a spelling. The instant is always Sunday 14 June 2026, 20:30 UTC.

use super::*;

#[track_caller]
fn check(text: &str, expected: &str) {
    let found = read_date(text, &DateHints::default()).map(|when| when.to_string());
    assert_eq!(found.as_deref(), Some(expected), "{text}");
}

#[track_caller]
fn check_moment(text: &str) {
    check(text, "2026-06-14T20:30:00Z");
}

#[track_caller]
fn check_day(text: &str) {
    check(text, "2026-06-14");
}

#[track_caller]
fn check_none(text: &str) {
    assert_eq!(read_date(text, &DateHints::default()), None, "{text}");
}

#[test]
fn rfc_822_and_its_errors() {
    check_moment("Sun, 14 Jun 2026 20:30:00 +0000");
    check_moment("Sun, 14 Jun 2026 20:30:00 GMT");
    check_moment("Sun, 14 Jun 26 20:30:00 Z");
    check_moment("14 Jun 2026 20:30 UT");
    check_moment("Sunday, 14 June 2026 16:30:00 EDT");
    check_moment("Sun,14 Jun 2026 22:30:00 +02:00");
    check_moment("Sun, 14 Jun 2026 22:30:00 +2");
    check_moment("Sun, 14 Jun 2026 22:30:00 GMT+2");
    check_moment("Sun, 14 Jun 2026 22:30:00 UTC+02:00");
    check_moment("Sun, 14 Jun 2026 22:30:00 CEST");
    check_moment("Mon, 15 Jun 2026 05:30:00 JST");
    check_moment("Mon, 15 Jun 2026 02:00:00 IST");
    check_moment("Sun, 14 Jun 2026 8:30:00 PM +0000");
    check_moment("Sun, Jun 14 2026 20:30:00 GMT");
    check_moment("Sun, 14-Jun-2026 20:30:00 GMT");
    check_moment("Sun Jun 14 20:30:00 2026");
    check_moment("Sun Jun 14 20:30:00 UTC 2026");
    check_moment("Sun, 14 Jun 2026 20:30:00 -0000");
    check_moment("Sun, 14 Jun 2026 22:30:00 +0200 (CEST)");
    check_moment("Sun Jun 14 2026 20:30:00 GMT+0000 (Coordinated Universal Time)");
}

#[test]
fn iso_8601() {
    check_moment("2026-06-14T20:30:00Z");
    check_moment("2026-06-14T20:30:00.000Z");
    check("2026-06-14T20:30:00.123456Z", "2026-06-14T20:30:00.123Z");
    check_moment("2026-06-14T22:30:00+02:00");
    check_moment("2026-06-14t15:30-0500");
    check_moment("2026-06-14 20:30:00 UTC");
    check_moment("2026-06-14 20:30");
    check_moment("20260614T203000Z");
    check_moment("20260614203000");
    check_moment("202606142030");
    check_moment("2026-06-14T22:30:00+02:00[Europe/Paris]");
    check_day("2026-06-14");
    check_day("20260614");
    check_day("2026-W24-7");
    check_day("2026W247");
    check_day("2026-165");
    check_day("2026165");
    check("2026-06-14T24:00:00Z", "2026-06-15T00:00:00Z");
}

#[test]
fn clocks_and_zones_of_people() {
    check_moment("June 14, 2026 8:30 p.m. UTC");
    check_moment("June 14, 2026 at 4:30 PM ET");
    check_moment("2026/06/14 20:30:00");
    check_moment("14/06/2026 20h30");
    check_moment("06/14/2026 8:30 PM");
    check_moment("14.06.2026, 20:30 Uhr");
    check_moment("14.06.2026 20.30 Uhr");
    check_moment("14.6.2026 20.30");
    check_moment("Sun, 14 Jun 2026 20.30.00 GMT");
    check_moment("Sun, 14 Jun 2026 20:30:00 0000");
    check_moment("2026-06-14 22:30 Europe/Paris");
    check_moment("1781469000");
    check_moment("1781469000000");
    check_day("June 14th, 2026");
    check_day("14 of June 2026");
    check_day("Published: 14 June 2026");
}

#[test]
fn months_in_many_languages() {
    check_moment("dim., 14 juin 2026 22:30:00 +0200");
    check_moment("So, 14 Jun 2026 22:30:00 +0200");
    check_moment("Вс, 14 июн 2026 20:30:00 +0000");
    check("mar. 16 juin 2026", "2026-06-16");
    check("mar, 17 mar 2026", "2026-03-17");
    check("mar, 17 mars 2026", "2026-03-17");
    check_day("14 de junio de 2026");
    check_day("14 giugno 2026");
    check_day("14 de junho de 2026");
    check_day("14 czerwca 2026");
    check_day("14. června 2026");
    check_day("14 июня 2026 г.");
    check_day("14 червня 2026 р.");
    check_day("14 Haziran 2026");
    check_day("14. kesäkuuta 2026");
    check_day("2026. június 14.");
    check_day("14 Ιουνίου 2026");
    check_day("14 يونيو 2026");
    check_day("14 tháng 6 năm 2026");
    check_day("2026年6月14日");
    check_day("2026年6月14日(日)");
    check_moment("2026年6月14日 20:30");
    check_moment("2026년 6월 14일 오후 8시 30분");
}

#[test]
fn what_cannot_be_known_is_none() {
    check_none("");
    check_none("yesterday");
    check_none("06/07/2026");
    check_none("03-12-11");
    check_none("14.06.26");
    check_none("June 2026");
    check_none("2026-06");
    check_none("2026-13-45");
    check_none("31 Feb 2026");
    check_none("0000-00-00 00:00:00");
    check_none("Mon, 30 Nov -0001 00:00:00 +0000");
    check_none("Thu, 01 Jan 1970 00:00:00 +0000");
    check_none("Sun, 14 Jun 2026 20:30:00 XYZ");
    check_none("Sun, 14 Jun 2026 20:30:00 +9900");
    check_none("14 listopada 2026");
    check_none("14 June 2026 and 15 June 2026");
    check_none("version 2.0.1");
    check_day("Sun, 14 Jun 2026 24:30:00 +0000");
}

#[test]
fn hints_settle_the_ambiguous() {
    let order = day_month_order(["14/06/2026", "06/07/2026", "nonsense"]);
    assert_eq!(order, Some(DayMonthOrder::DayFirst));
    assert_eq!(day_month_order(["14/06/2026", "06/14/2026"]), None);
    assert_eq!(day_month_order(["26.06.14"]), None);
    let hints = DateHints { order, ..DateHints::default() };
    let found = read_date("06/07/2026", &hints).map(|when| when.to_string());
    assert_eq!(found.as_deref(), Some("2026-07-06"));
    let hints = DateHints { language: Some("pl".into()), ..DateHints::default() };
    let found = read_date("14 listopada 2026", &hints).map(|when| when.to_string());
    assert_eq!(found.as_deref(), Some("2026-11-14"));
}
