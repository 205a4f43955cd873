//! Lists of subscriptions.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for bytes in [bytes, &[b"<opml><body><outline text='a'>", bytes].concat()] {
        let _ = dateline_read::opml::read(bytes);
    }
});
