//! Tables from files to files: every form gives what the others give, whatever the parts are.

use std::fs;
use std::fs::File;

use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use weiheng::Exact;
use weiheng_cli::Exit;
use weiheng_workload::Draw;
use weiheng_workload::Rubric;
use weiheng_workload::csv;
use weiheng_workload::ndjson;
use weiheng_workload::parquet as parquet_form;
use weiheng_workload::parquet::Tenths;

use crate::harness::Folder;
use crate::harness::run;

const RUBRIC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../benches/workload/rubric.wh");

/// More than one part of 8 MB.
const UNITS: u64 = 20_000;

#[test]
fn every_form_gives_the_same_results() {
    let folder = Folder::new("batch");
    let draw = Draw::new(&Rubric::built_in(), 1);
    let [mut rows, mut lines, mut groups] = [Vec::new(), Vec::new(), Vec::new()];
    csv::write(&draw, 0..UNITS, &mut rows).expect("a table");
    ndjson::write(&draw, 0..UNITS, &mut lines).expect("lines");
    parquet_form::write(&draw, 0..UNITS, Tenths::Decimal, &mut groups).expect("row groups");
    let mut results = Vec::new();
    for (name, bytes) in [("单元.csv", rows), ("单元.ndjson", lines), ("单元.parquet", groups)] {
        let units = folder.bytes(name, &bytes);
        let output = folder.path(&format!("{name}.结果.csv"));
        let done = run(&["batch", RUBRIC, &units, "-o", &output], "");
        assert_eq!((done.exit, done.stderr.as_str()), (Exit::Passed, "评了 20000 个单元\n"));
        results.push(fs::read_to_string(&output).expect("results"));
        // As Parquet, in as many row groups as there were parts.
        let output = folder.path(&format!("{name}.结果.parquet"));
        assert_eq!(run(&["batch", RUBRIC, &units, "-o", &output], "").exit, Exit::Passed);
        assert_eq!(totals(&output), totals_of(results.last().expect("results")));
    }
    assert_eq!(results[0].lines().count(), 20_001);
    assert!(results.iter().all(|result| *result == results[0]));
}

/// The units and totals in a Parquet file of results.
fn totals(path: &str) -> Vec<(String, String)> {
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(File::open(path).expect("a file")).expect("Parquet");
    let mut all = Vec::new();
    for batch in builder.build().expect("a reader") {
        let batch = batch.expect("a batch");
        let units = arrow_array::cast::AsArray::as_string::<i32>(batch.column(0));
        let totals =
            arrow_array::cast::AsArray::as_primitive::<arrow_array::types::Decimal128Type>(batch.column(1));
        let one = 10_i64.pow(u32::try_from(totals.scale()).expect("decimals"));
        all.extend(units.iter().zip(totals.iter()).map(|(unit, total)| {
            let steps = i64::try_from(total.expect("a total")).expect("a small number");
            (unit.unwrap_or_default().to_owned(), Exact::scaled(steps, one).to_string())
        }));
    }
    all
}

fn totals_of(csv: &str) -> Vec<(String, String)> {
    let row = |line: &str| {
        let mut cells = line.split(',').map(str::to_owned);
        Some((cells.next()?, cells.next()?))
    };
    csv.lines().skip(1).filter_map(row).collect()
}
