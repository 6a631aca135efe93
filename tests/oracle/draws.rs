//! Checks on many lists of numbers.
//!
//! An ordinary run draws the same lists every time, so that it fails for a change and never by chance. One that asks
//! for a number of cases in `WEIHENG_CASES` draws so many anew.

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::test_runner::Config;
use proptest::test_runner::RngAlgorithm;
use proptest::test_runner::TestCaseError;
use proptest::test_runner::TestRng;
use proptest::test_runner::TestRunner;

/// How many cases the caller asks for.
pub fn asked() -> Option<u32> {
    std::env::var("WEIHENG_CASES").ok()?.parse().ok()
}

/// Runs a check on two lists of so many numbers each, as often as asked for or so many times, and shrinks one that
/// fails.
pub fn held(cases: u32, lengths: [usize; 2], check: impl Fn(&[u16], &[u16]) -> Result<(), String>) {
    let cases = asked().unwrap_or(cases);
    let config = Config { cases, max_shrink_iters: 1_000, failure_persistence: None, ..Config::default() };
    let mut runner = match asked() {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let [first, second] = lengths.map(|length| vec(any::<u16>(), length));
    let result =
        runner.run(&(first, second), |(first, second)| check(&first, &second).map_err(TestCaseError::fail));
    if let Err(error) = result {
        panic!("{}", error.to_string().split("minimal failing input").next().unwrap_or_default());
    }
}
