//! Any bytes as an .xlsx or .ods. Those of an .xls are left to the tests: a panic in the library that reads them is
//! caught there, and would stop a fuzzer.

#![no_main]

use libfuzzer_sys::fuzz_target;
use weiheng::SourceId;
use weiheng_tabular::workbook;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK")
        && let Some(Ok(source)) = workbook::render("a.xlsx", bytes)
    {
        workbook::read(SourceId(0), &source);
    }
});
