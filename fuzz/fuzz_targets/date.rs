//! Dates: whatever is read prints as something that reads back as itself.

#![no_main]

use dateline_read::{DateHints, DayMonthOrder, day_month_order, read_date};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = day_month_order([text]);
    let orders = [None, Some(DayMonthOrder::DayFirst), Some(DayMonthOrder::MonthFirst)];
    let read = orders.map(|order| {
        let hints = DateHints { order, language: Some("fr".to_owned()) };
        let when = read_date(text, &hints)?;
        assert_eq!(read_date(&when.to_string(), &hints), Some(when), "{text}");
        Some(when)
    });
    // A hint may settle what is doubtful; it never changes what is not.
    if let [Some(sure), with_one, with_other] = read {
        assert_eq!([with_one, with_other], [Some(sure); 2], "{text}");
    }
});
