//! The workload of `benches/workload/` comes out to the last digit: totals, chapters, items and verdicts of 300
//! units.

use std::collections::BTreeMap;
use std::path::Path;

use weiheng::Exact;
use weiheng::Observations;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::model::part::PartId;
use weiheng::syntax::tree::Rank;

#[test]
fn every_unit_of_the_workload_is_exact() {
    let standard = standard();
    let plan = Plan::from_model(&standard, None);
    let units = Observations::from_json(SourceId(1), &read("units.ndjson"));
    assert!(units.diagnostics.is_empty(), "{:?}", units.diagnostics);
    let expected = read("expected.csv");
    let mut rows = expected.lines().skip(1);
    let mut count = 0;
    for unit in units.value.unwrap() {
        let readings = Readings::bind(&standard, &unit).value.unwrap();
        let tally = weiheng::evaluate(&plan, &readings);
        assert_eq!(written(&standard, &unit, &tally), rows.next().unwrap());
        count += 1;
    }
    assert_eq!((count, rows.next()), (300, None));
}

#[test]
fn every_rule_of_the_workload_is_a_quick_step() {
    let plan = Plan::from_model(&standard(), None);
    let mut parts = (0..).map(PartId).zip(&plan.parts);
    assert!(parts.all(|(id, part)| part.acts.is_empty() || plan.program.of(id).is_some()));
}

/// A tally as a row of `expected.csv`: unit, total, pass, chapters, items.
fn written(standard: &Standard, unit: &Observations, tally: &Tally) -> String {
    let total = tally.total.unwrap();
    assert_eq!(total.low, total.high);
    let passed = tally.verdicts[0].grades == [0];
    let scored = standard.parts.iter().zip(tally.parts.iter()).filter(|(part, _)| part.rank == Rank::Chapter);
    let chapters: Vec<String> =
        scored.filter_map(|(_, tally)| tally.score).map(|score| tenths(score.low)).collect();
    let name = unit.unit.as_deref().unwrap_or_default();
    format!("{name},{},{passed},{},{}", tenths(total.low), chapters.join(" "), items(standard, tally))
}

fn items(standard: &Standard, tally: &Tally) -> String {
    let mut lost: BTreeMap<PartId, Exact> = BTreeMap::new();
    for line in tally.lines.iter() {
        if standard.part(line.part).unwrap().rank == Rank::Clause {
            let sum = lost.entry(line.part).or_insert(Exact::ZERO);
            *sum = sum.minus(line.amount.low).unwrap();
        }
    }
    let items = lost.into_iter().filter(|(_, lost)| !lost.is_zero());
    let items = items.map(|(id, lost)| format!("{}:{}", standard.part(id).unwrap().id, tenths(lost)));
    items.collect::<Vec<_>>().join(" ")
}

/// With exactly one decimal, as the file writes numbers.
fn tenths(value: Exact) -> String {
    let tenths = value.to_scaled(10).unwrap();
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn standard() -> Standard {
    let loaded = weiheng::load(&Source::new("rubric.wh", read("rubric.wh")), SourceId(0));
    loaded.value.unwrap()
}

fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../benches/workload");
    std::fs::read_to_string(folder.join(name)).unwrap()
}
