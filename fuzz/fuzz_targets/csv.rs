//! Any bytes as a table of observations, in whatever encoding they seem to be.

#![no_main]

use libfuzzer_sys::fuzz_target;
use weiheng::SourceId;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(decoded) = weiheng_tabular::decode(bytes) {
        weiheng_tabular::csv::read(SourceId(0), &decoded.text);
    }
});
