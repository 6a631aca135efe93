//! Columns against rows: every unit that columns score has the numbers of its own tally, and every unit that they do
//! not score has a reason to.

#[path = "columns/edges.rs"]
mod edges;
#[path = "columns/units.rs"]
mod units;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestCaseError;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;
use spec::generator::choices::Choices;
use spec::generator::plain::Plain;
use weiheng::plan::columns::Width;

use crate::units::Units;

#[test]
fn the_workload_comes_out_the_same_in_16_bits() -> Result<(), String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../benches/workload/");
    let read =
        |name: &str| std::fs::read_to_string(format!("{folder}{name}")).map_err(|error| error.to_string());
    let units = Units::of(&read("rubric.wh")?, &read("units.ndjson")?)?;
    let columns = units.columns().ok_or("the workload is columnar")?;
    assert_eq!((columns.width, columns.scale), (Width::Two, 10));
    assert_eq!(units.compare()?, 300, "every unit is scored in columns");
    Ok(())
}

#[test]
fn columns_agree_with_rows() {
    let config = Config { cases: 400, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let scored = std::cell::Cell::new(0);
    let lists = (vec(any::<u16>(), 300), vec(any::<u16>(), 900));
    let result = runner.run(&lists, |(standard, units)| {
        let drawn = Plain::draw(&mut Choices::new(&standard));
        let units = drawn.units(40, &mut Choices::new(&units));
        let compared = Units::of(&drawn.text, &units).and_then(|units| units.compare());
        scored.set(scored.get() + compared.map_err(TestCaseError::fail)?);
        Ok(())
    });
    assert!(result.is_ok(), "{}", result.unwrap_err());
    assert!(scored.get() > 5_000, "only {} units were scored in columns", scored.get());
}
