//! What is drawn reads as units of the rubric, the same from every file, and fails as often as it should.

use std::collections::BTreeSet;
use std::fs::File;
use std::ops::Range;
use std::path::Path;

use ::parquet::file::reader::FileReader;
use ::parquet::file::serialized_reader::SerializedFileReader;
use ::parquet::record::RowAccessor;
use weiheng::Observations;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::model::part::PartId;
use weiheng::syntax::tree::Rank;
use weiheng_workload::Draw;
use weiheng_workload::Rubric;
use weiheng_workload::SEED;
use weiheng_workload::Values;
use weiheng_workload::csv;
use weiheng_workload::ndjson;
use weiheng_workload::parquet;
use weiheng_workload::parquet::Tenths;

const UNITS: u64 = 3000;

#[test]
fn nearly_three_of_ten_rules_deduct_and_nearly_four_of_ten_units_pass() {
    let standard = standard();
    let plan = Plan::from_model(&standard, None);
    let (mut items, mut passed) = (0, 0);
    for readings in readings(&standard, &from_ndjson(0..UNITS)) {
        let tally = weiheng::evaluate(&plan, &readings);
        let clauses = tally.lines.iter().map(|line| line.part);
        let clauses = clauses.filter(|part| standard.part(*part).unwrap().rank == Rank::Clause);
        items += clauses.collect::<BTreeSet<PartId>>().len(); // where a cap acts, a clause has two lines
        passed += usize::from(tally.verdicts[0].grades == [0]);
    }
    assert!((27_000..31_000).contains(&(items * 1000 / UNITS as usize)), "{items} items");
    assert!((35..=41).contains(&(passed * 100 / UNITS as usize)), "{passed} passed");
}

#[test]
fn csv_and_ndjson_say_the_same() {
    let standard = standard();
    let mut text = Vec::new();
    csv::write(&draw(), 0..300, &mut text).unwrap();
    let table = weiheng_tabular::csv::read(SourceId(1), &String::from_utf8(text).unwrap());
    assert!(table.diagnostics.is_empty(), "{:?}", table.diagnostics.iter().next());
    let shown = |units: &[Observations]| -> Vec<String> {
        readings(&standard, units).iter().map(|readings| readings.show(&standard)).collect()
    };
    let (left, right) = (shown(&table.value.unwrap()), shown(&from_ndjson(0..300)));
    assert_eq!(left.len(), 300);
    assert_eq!(left, right);
}

#[test]
fn parquet_holds_what_was_drawn() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("units.parquet");
    parquet::write(&draw(), 5..25, Tenths::Decimal, File::create(&path).unwrap()).unwrap();
    let reader = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
    let mut values = [0; 108];
    let mut rows = reader.get_row_iter(None).unwrap();
    for unit in 5..25 {
        let row = rows.next().unwrap().unwrap();
        draw().unit(unit, &mut values);
        for (at, (column, value)) in (1..).zip(draw().columns().iter().zip(values)) {
            let held = match column.values {
                Values::Truth => i16::from(row.get_bool(at).unwrap()).to_string(),
                Values::Count => row.get_int(at).unwrap().to_string(),
                Values::Tenths => tenths(row.get_decimal(at).unwrap().data()).to_string(),
            };
            assert_eq!(held, value.to_string(), "{} of unit {unit}", column.name);
        }
    }
    assert!(rows.next().is_none());
}

fn draw() -> Draw {
    Draw::new(&Rubric::built_in(), SEED)
}

/// A decimal is held as a big-endian integer.
fn tenths(bytes: &[u8]) -> i32 {
    i32::from_be_bytes(bytes.try_into().unwrap())
}

fn from_ndjson(units: Range<u64>) -> Vec<Observations> {
    let mut text = Vec::new();
    ndjson::write(&draw(), units, &mut text).unwrap();
    let read = Observations::from_json(SourceId(1), &String::from_utf8(text).unwrap());
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics.iter().next());
    read.value.unwrap()
}

fn readings(standard: &Standard, units: &[Observations]) -> Vec<Readings> {
    units.iter().map(|unit| Readings::bind(standard, unit).value.unwrap()).collect()
}

fn standard() -> Standard {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../workload/rubric.wh");
    let text = std::fs::read_to_string(path).unwrap();
    weiheng::load(&Source::new("rubric.wh", text), SourceId(0)).value.unwrap()
}
