//! RSS 0.9x and 2.0.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    dateline_fuzz::feed("<rss version='2.0'><channel><item>", bytes);
});
