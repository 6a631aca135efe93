//! The plan against the oracle, on generated standards and observations.
//!
//! `WEIHENG_CASES=1000000 cargo test --release -p spec --test equivalence` asks for that many pairs of a standard and
//! a unit instead of the few thousand of an ordinary run. An ordinary run draws the same pairs every time, so that it
//! fails for a change and never by chance; a run that asks for a number draws anew.

use proptest::collection::vec;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::test_runner::Config;
use proptest::test_runner::FileFailurePersistence;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestCaseError;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;
use spec::batches::Batches;
use spec::case::Case;
use spec::draws::asked;
use spec::generator::choices::Choices;
use spec::generator::unit;
use weiheng::Exact;
use weiheng::Visits;
use weiheng::assessment::Range;

/// Units of each generated standard.
const UNITS: u32 = 5;

#[test]
fn the_plan_agrees_with_the_oracle() {
    let pairs = asked().unwrap_or(2_500);
    let often = pairs > 100_000;
    held(pairs / UNITS, |standard, units| {
        let mut choices = Choices::new(units);
        let case = Case::draw(standard, &mut choices)?;
        for _ in 0..2 {
            case.complete(&mut choices)?;
        }
        for _ in 0..2 {
            case.incomplete(if often { 2 } else { 3 }, &mut choices)?;
        }
        if often && choices.chance(75) { Ok(()) } else { case.tight(&mut choices) }
    });
}

/// Ranks, quotas and means of units that are scored together.
#[test]
fn the_plan_agrees_with_the_oracle_on_batches() {
    let pairs = asked().unwrap_or(2_500);
    held(pairs / UNITS, |standard, units| {
        let case = Batches::draw(&mut Choices::new(standard))?;
        let mut choices = Choices::new(units);
        for _ in 0..2 {
            case.complete(&mut choices)?;
            case.incomplete(&mut choices)?;
        }
        Ok(())
    });
}

/// Two visits of a unit: the changes of the ledger lines add up to the change of the score, whatever was seen.
#[test]
fn the_differences_of_two_visits_add_up() {
    held(asked().unwrap_or(1_500) / UNITS, |standard, units| {
        let mut choices = Choices::new(units);
        let case = Case::draw(standard, &mut choices)?;
        let mut visits = Vec::new();
        for _ in 0..UNITS {
            let unseen = choices.one(&[0, 0, 25, 80]);
            let unit = unit::draw(&case.sample.facts, unseen, &mut choices);
            visits.push(weiheng::assess(&case.standard, &case.plan, &case.readings(&unit)?));
        }
        visits.windows(2).try_for_each(|pair| adds_up(&Visits::of(&pair[0], &pair[1])))
    });
}

/// Whether what moved adds up, at every end at which the score has a bound.
fn adds_up(visits: &Visits) -> Result<(), String> {
    let Some(change) = visits.change else { return Ok(()) };
    let ends: [fn(&Range) -> Option<Exact>; 2] = [|range| range.low, |range| range.high];
    let unbounded = ends.iter().any(|end| visits.lines.iter().any(|line| end(&line.change).is_none()));
    if visits.open.is_some() != unbounded {
        return Err(format!("lines without a bound are told where there are none, or not told: {visits:#?}"));
    }
    for end in ends {
        let Some(moved) = end(&change) else { continue };
        let lines = visits.lines.iter().filter_map(|line| end(&line.change));
        let open = visits.open.as_ref().and_then(end);
        let sum = lines.chain(open).try_fold(Exact::ZERO, Exact::plus);
        if sum != Some(moved) {
            return Err(format!("lines add up to {sum:?}, the score changed by {moved}: {visits:#?}"));
        }
    }
    Ok(())
}

/// Runs a check on many lists of numbers, and shrinks one that fails.
fn held(cases: u32, check: impl Fn(&[u16], &[u16]) -> Result<(), String>) {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/equivalence.proptest-regressions");
    let config = Config {
        cases,
        max_shrink_iters: 2_000,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(file))),
        ..Config::default()
    };
    let lists = (0_usize..900, vec(any::<u16>(), 900), vec(any::<u16>(), 400));
    let lists = lists.prop_map(|(length, standard, units)| (standard[..length].to_vec(), units));
    let mut runner = match asked() {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let result =
        runner.run(&lists, |(standard, units)| check(&standard, &units).map_err(TestCaseError::fail));
    if let Err(error) = result {
        panic!("{}", error.to_string().split("minimal failing input").next().unwrap_or_default());
    }
}
