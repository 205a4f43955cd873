//! Microsoft's Channel Definition Format.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    dateline_fuzz::feed("<CHANNEL HREF='/'><ITEM HREF='/1'>", bytes);
});
