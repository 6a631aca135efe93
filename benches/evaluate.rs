//! One unit of the workload (100 rules, about 29 deductions), with its whole ledger: the plan, and the same rules
//! written by hand with `rust_decimal` and an owned list of deductions, side by side in one run.
//!
//! `cargo bench -p weiheng --bench evaluate`

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a benchmark, not the engine"
)]

mod by_hand;

use divan::Bencher;
use divan::black_box;
use weiheng::Assessment;
use weiheng::Observations;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::evaluation::columns::ColumnTally;
use weiheng::evaluation::columns::FactColumns;
use weiheng::evaluation::columns::Items;
use weiheng::evaluation::columns::evaluate_columns;
use weiheng::plan::columns::ColumnPlan;
use weiheng::plan::program::Program;

fn main() {
    divan::main();
}

/// The workload, read.
struct Workload {
    standard: Standard,
    plan: Plan,
    readings: Vec<Readings>,
}

impl Workload {
    fn read() -> Self {
        let standard =
            weiheng::load(&Source::new("rubric.wh", file("rubric.wh")), SourceId(0)).value.unwrap();
        let units = Observations::from_json(SourceId(1), &file("units.ndjson")).value.unwrap();
        let readings = units.iter().map(|unit| Readings::bind(&standard, unit).value.unwrap()).collect();
        Self { plan: Plan::from_model(&standard, None), standard, readings }
    }
}

impl Workload {
    /// A hundred times the units, in columns of 16 bits.
    fn columns(&self) -> (ColumnPlan, FactColumns<i16>) {
        let plan = ColumnPlan::from_plan(&self.plan).unwrap();
        let mut facts = FactColumns::of(&plan);
        for readings in (0..100).flat_map(|_| &self.readings) {
            assert!(facts.push(&plan, readings));
        }
        (plan, facts)
    }
}

fn file(name: &str) -> String {
    std::fs::read_to_string(format!("{}/../../benches/workload/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// All 300 units, in the memory of one tally.
#[divan::bench(name = "300 units: plan, reused tally")]
fn plan_reused(bencher: Bencher<'_, '_>) {
    let workload = Workload::read();
    let mut tally = Tally::default();
    bencher.bench_local(|| {
        for readings in &workload.readings {
            weiheng::evaluate_into(&workload.plan, black_box(readings), &mut tally);
            black_box(&tally);
        }
    });
}

/// All 300 units, a new tally for each.
#[divan::bench(name = "300 units: plan, owned tally")]
fn plan_owned(bencher: Bencher<'_, '_>) {
    let workload = Workload::read();
    bencher.bench_local(|| {
        for readings in &workload.readings {
            black_box(weiheng::evaluate(&workload.plan, black_box(readings)));
        }
    });
}

/// A hundred times the 300 units, side by side in columns of 16 bits.
#[divan::bench(name = "30000 units: columns")]
fn columns(bencher: Bencher<'_, '_>) {
    let workload = Workload::read();
    let (plan, facts) = workload.columns();
    let mut tally = ColumnTally::default();
    bencher.bench_local(|| {
        evaluate_columns(&plan, black_box(&facts), &mut tally);
        black_box(&tally);
    });
}

/// The same with a list of items for each unit.
#[divan::bench(name = "30000 units: columns and items")]
fn columns_and_items(bencher: Bencher<'_, '_>) {
    let workload = Workload::read();
    let (plan, facts) = workload.columns();
    let mut tally = ColumnTally::default();
    let mut items = Items::default();
    bencher.bench_local(|| {
        evaluate_columns(&plan, black_box(&facts), &mut tally);
        items.gather(&plan, &tally);
        black_box(&items);
    });
}

/// The meaning without quick steps: every act over intervals.
#[divan::bench(name = "300 units: plan without quick steps")]
fn plan_general(bencher: Bencher<'_, '_>) {
    let mut workload = Workload::read();
    workload.plan.program = Program::default();
    bencher.bench_local(|| {
        for readings in &workload.readings {
            black_box(weiheng::evaluate(&workload.plan, black_box(readings)));
        }
    });
}

/// With the words of every line, source and fact in both languages.
#[divan::bench(name = "300 units: assessment in words")]
fn assessment(bencher: Bencher<'_, '_>) {
    let workload = Workload::read();
    let tallies: Vec<Tally> =
        workload.readings.iter().map(|readings| weiheng::evaluate(&workload.plan, readings)).collect();
    bencher.bench_local(|| {
        for (readings, tally) in workload.readings.iter().zip(&tallies) {
            black_box(Assessment::from_tally(&workload.standard, &workload.plan, readings, tally));
        }
    });
}

/// The same rules by hand: `rust_decimal`, an owned result.
#[divan::bench(name = "300 units: by hand, rust_decimal")]
fn by_hand_decimal(bencher: Bencher<'_, '_>) {
    let rules = by_hand::rules(&file("rules.json"));
    let units = by_hand::units(&rules, &file("units.ndjson"));
    by_hand::check(&rules, &units, &file("expected.csv"));
    bencher.bench_local(|| {
        for unit in &units {
            black_box(by_hand::score(&rules, black_box(unit)));
        }
    });
}
