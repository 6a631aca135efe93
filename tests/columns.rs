//! Columns against rows, and rows against their meaning: every unit that columns score has the numbers of its own tally,
//! every unit that they do not score has a reason to, and every tally is that of the acts themselves.

#[path = "columns/census.rs"]
mod census;
#[path = "columns/edges.rs"]
mod edges;
#[path = "columns/units.rs"]
mod units;

use std::cell::RefCell;

use spec::draws;
use spec::generator::choices::Choices;
use spec::generator::plain::Plain;
use weiheng::Tally;
use weiheng::plan::columns::Width;

use crate::census::Census;
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

/// In the memory of other units and standards, quick steps give what the acts themselves give, line by line.
#[test]
fn quick_steps_agree_with_the_acts() {
    let tally = RefCell::new(Tally::default());
    draws::held(400, [600, 900], |standard, units| {
        let drawn = Plain::draw(&mut Choices::new(standard));
        let units = drawn.units(20, &mut Choices::new(units));
        Units::of(&drawn.text, &units)?.compare_with_acts(&mut tally.borrow_mut())
    });
}

/// Standards of plain shapes agree, and so many of them are taken that each kind of step, part and condition is.
#[test]
fn columns_agree_with_rows() {
    let found = RefCell::new((Census::default(), 0));
    draws::held(800, [600, 900], |standard, units| {
        let drawn = Plain::draw(&mut Choices::new(standard));
        let units = drawn.units(30, &mut Choices::new(units));
        let units = Units::of(&drawn.text, &units)?;
        let scored = units.compare().map_err(|what| format!("{what}\n{}", drawn.text))?;
        let (census, units_scored) = &mut *found.borrow_mut();
        census.enter(units.columns().as_ref());
        *units_scored += scored;
        Ok(())
    });
    let (census, scored) = found.into_inner();
    println!("{} of {} standards, {scored} units in columns", census.taken, census.drawn);
    assert!(census.taken * 2 > census.drawn, "only {} of {} are taken", census.taken, census.drawn);
    assert!(scored > census.drawn * 10, "only {scored} units were scored in columns");
    assert_eq!(census.rare(5), [], "kinds that hardly occur");
}
