//! The units of a worked case.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::diagnostic::suggestion::nearest;
use crate::model::example::ExampleUnit;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::examples::check_given;
use crate::model::from_syntax::examples::expectations;
use crate::model::from_syntax::problem;
use crate::model::verdict::Verdict;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Given;
use crate::syntax::tree::UnitLine;
use crate::syntax::tree::UnitSays;

/// The units of an example by first mention; one without a name where it names none.
pub(super) fn of<'t>(
    cx: &mut Check<'t>,
    verdicts: &[Verdict],
    example: &'t tree::Example,
) -> Vec<ExampleUnit> {
    let shared: BTreeMap<&str, Span> =
        example.given.iter().map(|given| (given.fact.text.as_str(), given.fact.span)).collect();
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    let mut units: Vec<ExampleUnit> = Vec::new();
    for line in &example.units {
        let at = *named.entry(&line.unit.text).or_insert(units.len());
        if at == units.len() {
            units.push(ExampleUnit { name: Some(line.unit.text.clone()), ..ExampleUnit::default() });
        }
        let Some(unit) = units.get_mut(at) else { continue };
        match &line.says {
            UnitSays::Given(given) => unit.given.extend(own(cx, &shared, given)),
            UnitSays::Expected(expected) => unit.expected.extend(expectations(cx, verdicts, expected)),
        }
    }
    check_observed(cx, example);
    if units.is_empty() { vec![ExampleUnit::default()] } else { units }
}

/// What is given to one unit alone.
fn own(cx: &mut Check<'_>, shared: &BTreeMap<&str, Span>, given: &[Given]) -> Vec<Given> {
    for given in given {
        check_given(cx, given);
        if let Some(shared) = shared.get(given.fact.text.as_str()) {
            cx.report(problem::units::given_twice(&given.fact, *shared));
        }
    }
    given.to_vec()
}

/// Reports units of which something is expected but nothing observed.
fn check_observed(cx: &mut Check<'_>, example: &tree::Example) {
    let is_given = |line: &&UnitLine| matches!(line.says, UnitSays::Given(_));
    let observed: BTreeSet<&str> =
        example.units.iter().filter(is_given).map(|line| line.unit.text.as_str()).collect();
    for unit in
        example.units.iter().map(|line| &line.unit).filter(|unit| !observed.contains(unit.text.as_str()))
    {
        let near = nearest(&unit.text, observed.iter().copied());
        cx.report(problem::units::only_expected(unit, near));
    }
}
