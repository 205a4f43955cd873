//! Atom 0.3 and 1.0.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    dateline_fuzz::feed("<feed xmlns='http://www.w3.org/2005/Atom'><entry>", bytes);
});
