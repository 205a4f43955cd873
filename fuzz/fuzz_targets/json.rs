//! JSON Feed 1.0 and 1.1.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    dateline_fuzz::feed("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":", bytes);
});
