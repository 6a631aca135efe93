//! The least that makes a unit pass.

use serde::Deserialize;
use serde::Serialize;

use crate::assessment::Assessment;
use crate::assessment::Range;
use crate::assessment::Repair;
use crate::assessment::VerdictOutcome;
use crate::exact::Exact;
use crate::words::Words;

/// The least that makes a unit pass, and how far that is proved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// The version of this shape.
    pub version: u32,
    /// What is least.
    pub by: By,
    /// What was found.
    pub state: RemedyState,
    /// How far it is proved that nothing less does it.
    pub proof: Proof,
    /// What the set comes to: repairs, points or cost; absent where there is none.
    pub amount: Option<Exact>,
    /// Whatever makes the unit pass comes to at least this.
    pub bound: Option<Exact>,
    /// The repairs, each with what it alone would gain.
    pub repairs: Vec<Repair>,
    /// Other sets that come to the same; rows that say the same stand for one another.
    pub ties: Vec<Vec<Repair>>,
    /// Whether there are more such sets than are told.
    pub more_ties: bool,
    /// What must still be observed, and as what, for the unit to pass: one way in which it can.
    pub observe: Vec<Repair>,
    /// Whether the unit surely passes then. Otherwise it may.
    pub certain: bool,
    /// The main verdict afterwards.
    pub verdict: Option<VerdictOutcome>,
    /// The score afterwards, before rounding.
    pub score: Option<Range>,
    /// Why it cannot pass, where it cannot.
    pub obstacles: Vec<Words>,
    /// How often the unit was scored.
    pub evaluations: u64,
    /// The unit as it was observed; parts are positions in it.
    pub assessment: Assessment,
}

impl Remedy {
    /// The version of the shape, raised when a field changes its meaning or goes.
    pub const VERSION: u32 = 1;
}

/// What is to be least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The number of repairs.
    Count,
    /// By how many points the score moves.
    Points,
    /// What the repairs cost.
    Cost,
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyState {
    /// The unit passes as it is.
    Passes,
    /// A set that makes it pass.
    Found,
    /// No repair makes it pass.
    Impossible,
    /// No set was found, and none is ruled out.
    NotFound,
}

/// How far it is proved that nothing less makes the unit pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// For any values.
    AnyValue,
    /// For the values at the ends of the stretches on which the standard looks at the facts.
    ListedValues,
    /// Only that it comes to at least the bound.
    Bound,
}
