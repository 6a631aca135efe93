//! weiheng beside other engines, and beside programs written by hand for one rubric: the same units, the same
//! results, one run.

#[allow(dead_code, reason = "it is shared with a benchmark that also checks with it")]
#[path = "../../by_hand/mod.rs"]
mod by_hand;
pub mod clock;
pub mod contender;
pub mod engines;
pub mod exactness;
pub mod instructions;
pub mod limits;
pub mod measure;
pub mod memory;
pub mod ours;
pub mod process;
pub mod programs;
pub mod python;
pub mod report;
pub mod rows;
pub mod workload;
