//! Random units of a standard, as far as a form can hold them: a row of which nothing is recorded is no row, and a
//! list of items of which none was looked at was not looked at.

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::strategy::Strategy;
use proptest::strategy::ValueTree;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;
use spec::generator::choices::Choices;
use weiheng::Standard;
use weiheng::model::fact::Fact;
use weiheng::model::fact::Kind;

use crate::completions::observable;
use crate::completions::observable::Observable;
use crate::completions::observable::Shape;
use crate::completions::unit;
use crate::completions::unit::Recorded;

/// What may be recorded of the facts of a standard: a few values of each, and the ends of their ranges.
pub(super) fn observables(standard: &Standard) -> Vec<Observable> {
    let mut text = String::from("0 3 7.5 12 35.55 95 2024-05-01 7:30");
    let mut waiting: Vec<&Fact> = standard.facts.iter().collect();
    while let Some(fact) = waiting.pop() {
        match &fact.kind {
            Kind::Number(kind) => {
                let ends = [kind.low, kind.high].into_iter().flatten();
                let recorded = ends.filter_map(|end| end.over(kind.unit.factor()));
                recorded.for_each(|end| text.push_str(&format!(" {end}")));
            }
            Kind::Judged(judged) => {
                judged.bands.iter().for_each(|band| text.push_str(&format!(" {} {}", band.low, band.high)));
            }
            Kind::Records(records) => waiting.extend(&records.fields),
            _ => {}
        }
    }
    observable::observables(standard, &text)
}

/// So many units, some whole, some hidden in part.
pub(super) fn drawn(facts: &[Observable], count: usize) -> Vec<Vec<Recorded>> {
    let draws = draws();
    let mut choices = Choices::new(&draws);
    (0..count)
        .map(|_| {
            let percent = choices.one(&[0, 10, 30, 60]);
            let whole = unit::whole(facts, &mut choices);
            expressible(facts, &unit::hidden(facts, &whole, percent, &mut choices))
        })
        .collect()
}

fn expressible(facts: &[Observable], row: &[Recorded]) -> Vec<Recorded> {
    facts.iter().zip(row).map(|(fact, recorded)| held(fact, recorded)).collect()
}

fn held(fact: &Observable, recorded: &Recorded) -> Recorded {
    match (recorded, &fact.shape) {
        (Recorded::Items(items), _) if items.iter().all(Option::is_none) => Recorded::Unseen,
        (Recorded::Rows(rows), Shape::Rows(shape)) if !rows.is_empty() => {
            let rows = rows.iter().map(|row| expressible(&shape.fields, row));
            let filled: Vec<Vec<Recorded>> =
                rows.filter(|row| row.iter().any(|field| !matches!(field, Recorded::Unseen))).collect();
            if filled.is_empty() { Recorded::Unseen } else { Recorded::Rows(filled) }
        }
        _ => recorded.clone(),
    }
}

/// The same numbers every time.
fn draws() -> Vec<u16> {
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    vec(any::<u16>(), 400_000).new_tree(&mut runner).expect("numbers").current()
}
