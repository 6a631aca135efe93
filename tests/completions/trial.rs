//! One clause file: hidden units against their completions.

use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::strategy::Strategy;
use proptest::strategy::ValueTree;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;
use spec::batch::Batch;
use spec::generator::choices::Choices;
use spec::number::Number;
use spec::number::whole;
use spec::oracle::Guess;
use spec::oracle::Oracle;
use spec::result::Outcomes;
use spec::shelf::library;
use spec::soundness;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::observation::Observations;

use crate::completions::observable::Observable;
use crate::completions::observable::observables;
use crate::completions::unit;
use crate::completions::unit::Recorded;

/// Units of each standard.
const UNITS: usize = 24;
/// Completions of each unit: all, where there are no more than these.
const COMPLETIONS: usize = 96;
/// Numbers to draw from.
const DRAWS: usize = 200_000;

/// Nothing where every completion lies in the ranges; otherwise the first that does not.
pub(crate) fn held(path: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let source = Source::new(path.display().to_string(), &text);
    let (loaded, effective) = weiheng::effective(&source, SourceId(0), &mut library(path));
    let standard = loaded.value.ok_or("the standard has errors")?;
    // With the numbers of what it builds on.
    let text = effective.map_or(text, |effective| effective.show_origin());
    let facts = observables(&standard, &text);
    let draws = draws()?;
    let mut choices = Choices::new(&draws);
    // Units that are scored together are drawn together.
    let together = if standard.batch.is_empty() { 1 } else { 3 };
    for _ in 0..UNITS {
        let percent = choices.one(&[10, 30, 60, 100]);
        let seen: Vec<Vec<Recorded>> = (0..together)
            .map(|_| {
                let unit = unit::whole(&facts, &mut choices);
                unit::hidden(&facts, &unit, percent, &mut choices)
            })
            .collect();
        let tallies = tallies(&standard, &readings(&standard, &facts, &seen)?);
        for completion in completions(&facts, &seen, &mut choices) {
            let share = whole(choices.between(0, 4)) / whole(4);
            let outcomes = outcomes(&standard, &readings(&standard, &facts, &completion)?, &share);
            for (tally, outcomes) in tallies.iter().zip(&outcomes) {
                let surprises = soundness::surprises(&standard, tally, outcomes);
                if !surprises.is_empty() {
                    let (seen, completion) = (json(&facts, &seen), json(&facts, &completion));
                    return Err(format!("{}\nseen {seen}\ncompleted {completion}", surprises.join("\n")));
                }
            }
        }
    }
    Ok(())
}

/// Completions of one unit, or of all that are scored together.
fn completions(
    facts: &[Observable],
    seen: &[Vec<Recorded>],
    choices: &mut Choices<'_>,
) -> Vec<Vec<Vec<Recorded>>> {
    match seen {
        [alone] => {
            unit::completions(facts, alone, COMPLETIONS, choices).into_iter().map(|unit| vec![unit]).collect()
        }
        _ => (0..COMPLETIONS)
            .map(|_| seen.iter().map(|unit| unit::completed(facts, unit, choices)).collect())
            .collect(),
    }
}

fn tallies(standard: &Standard, units: &[Readings]) -> Vec<Tally> {
    let plan = Plan::from_model(standard, standard.in_force);
    let units: Vec<(&Plan, &Readings)> = units.iter().map(|unit| (&plan, unit)).collect();
    weiheng::evaluate_batch(&units)
}

fn outcomes(standard: &Standard, units: &[Readings], share: &Number) -> Vec<Outcomes> {
    let dated: Vec<_> = units.iter().map(|unit| (unit, standard.in_force)).collect();
    let of = |(at, unit): (usize, &Readings)| {
        let guess = Guess { truth: None, number: None, share: share.clone() };
        let oracle = Oracle::new(standard, unit, standard.in_force).guessing(guess);
        match units.len() {
            1 => oracle.outcomes(),
            _ => oracle.among(Batch { units: &dated, at }).outcomes(),
        }
    };
    units.iter().enumerate().map(of).collect()
}

fn json(facts: &[Observable], units: &[Vec<Recorded>]) -> String {
    units.iter().map(|unit| unit::json(facts, unit)).collect::<Vec<_>>().join(" ")
}

fn readings(
    standard: &Standard,
    facts: &[Observable],
    units: &[Vec<Recorded>],
) -> Result<Vec<Readings>, String> {
    units.iter().map(|unit| reading(standard, facts, unit)).collect()
}

fn reading(standard: &Standard, facts: &[Observable], recorded: &[Recorded]) -> Result<Readings, String> {
    let text = unit::json(facts, recorded);
    let units = Observations::from_json(SourceId(1), &text).value.ok_or("no JSON")?;
    let bound = units.first().map(|unit| Readings::bind(standard, unit)).ok_or("no unit")?;
    bound.value.ok_or_else(|| format!("cannot be read: {text}"))
}

/// The same numbers every time.
fn draws() -> Result<Vec<u16>, String> {
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let numbers = vec(any::<u16>(), DRAWS).new_tree(&mut runner).map_err(|error| error.to_string())?;
    Ok(numbers.current())
}
