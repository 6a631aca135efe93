//! The workload of the benchmarks: units of the rubric in `benches/workload/`, as many as are wanted.
//!
//! Every unit is drawn from the seed and its own number alone, so the first thousand units of a million are those of
//! a thousand, and any stretch of them can be made by itself. How they are drawn is said at [`Draw`].
//!
//! ```
//! use weiheng_workload::{Draw, Rubric, SEED};
//! let rubric = Rubric::built_in();
//! let draw = Draw::new(&rubric, SEED);
//! let mut csv = Vec::new();
//! weiheng_workload::csv::write(&draw, 0..2, &mut csv)?;
//! let text = String::from_utf8_lossy(&csv);
//! assert!(text.starts_with("unit,b01,b02,"));
//! assert_eq!(text.lines().count(), 3);
//! # Ok::<(), std::io::Error>(())
//! ```

mod column;
pub mod csv;
mod draw;
pub mod ndjson;
pub mod parquet;
mod random;
mod rubric;
mod written;

pub use column::Column;
pub use column::Values;
pub use draw::Draw;
pub use random::SplitMix64;
pub use rubric::Kind;
pub use rubric::Rubric;
pub use rubric::Rule;

/// The seed of everything that is measured.
pub const SEED: u64 = 2026;
