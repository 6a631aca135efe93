//! What `repair` claims, held against generated standards and units: a remedy that is told passes when it is written
//! into the observations, no part of it does, nothing smaller does whatever the values, and where no repair is said to
//! help none that is drawn does.

mod remedies {
    pub(crate) mod change;
    pub(crate) mod claims;
    pub(crate) mod exhaustive;
}

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestCaseError;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;
use spec::case::Case;
use spec::generator::choices::Choices;

use crate::remedies::claims;
use crate::remedies::exhaustive;

/// Standards of an ordinary run; each with several units.
const STANDARDS: u32 = 40;

#[test]
fn remedies_are_least_and_pass() {
    held(claims::remedy);
}

#[test]
fn gains_are_what_scoring_again_gives() {
    held(claims::gains);
}

#[test]
fn answers_to_questions_are_what_scoring_gives() {
    held(claims::agenda);
}

/// Small standards, of which every unit can be tried.
#[test]
fn remedies_agree_with_brute_force() {
    drawn(|_, choices| exhaustive::remedy(choices));
}

fn held(check: impl Fn(&Case, &mut Choices<'_>) -> Result<(), String>) {
    drawn(|standard, choices| {
        let case = Case::draw(standard, choices)?;
        (0..2).try_for_each(|_| check(&case, choices))
    });
}

/// Runs a check on lists of numbers from which standards and units are drawn.
fn drawn(check: impl Fn(&[u16], &mut Choices<'_>) -> Result<(), String>) {
    let asked = std::env::var("WEIHENG_CASES").ok().and_then(|text| text.parse().ok());
    let config = Config {
        cases: asked.unwrap_or(STANDARDS),
        max_shrink_iters: 30,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = match asked {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let lists = (vec(any::<u16>(), 900), vec(any::<u16>(), 2_000));
    let result = runner.run(&lists, |(standard, units)| {
        check(&standard, &mut Choices::new(&units)).map_err(TestCaseError::fail)
    });
    if let Err(error) = result {
        panic!("{}", error.to_string().split("minimal failing input").next().unwrap_or_default());
    }
}
