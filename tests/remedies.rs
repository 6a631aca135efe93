//! What `repair` claims, held against generated standards and units: a remedy that is told passes when it is written
//! into the observations, no part of it does, nothing smaller does whatever the values, and where no repair is said to
//! help none that is drawn does.

mod remedies {
    pub(crate) mod change;
    pub(crate) mod claims;
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

fn held(check: impl Fn(&Case, &mut Choices<'_>) -> Result<(), String>) {
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
        let mut choices = Choices::new(&units);
        let case = Case::draw(&standard, &mut choices).map_err(TestCaseError::fail)?;
        for _ in 0..2 {
            check(&case, &mut choices).map_err(TestCaseError::fail)?;
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{}", error.to_string().split("minimal failing input").next().unwrap_or_default());
    }
}
