//! Any text as a file of overrides, as a table and as JSON.

#![no_main]

use libfuzzer_sys::fuzz_target;
use weiheng::SourceId;
use weiheng_tabular::overrides;

fuzz_target!(|text: &str| {
    overrides::read("a.csv", SourceId(0), text);
    overrides::read("a.json", SourceId(0), text);
});
