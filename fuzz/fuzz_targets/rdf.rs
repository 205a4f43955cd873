//! RSS 0.90 and 1.0 in RDF.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    dateline_fuzz::feed("<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel/><item rdf:about='a'>", bytes);
});
