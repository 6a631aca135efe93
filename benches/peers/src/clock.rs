//! The only clock.

use std::time::Duration;
use std::time::Instant;

/// How long some work takes.
pub fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
