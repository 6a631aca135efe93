//! What to observe next.

use serde::Deserialize;
use serde::Serialize;

use crate::assessment::Assessment;
use crate::assessment::Range;
use crate::assessment::RowName;
use crate::assessment::VerdictOutcome;
use crate::words::Words;

/// What is still to be observed of a unit, what decides the most first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// The version of this shape.
    pub version: u32,
    /// Whether it is decided if the unit passes, whatever is still observed.
    pub decided: bool,
    /// What was not observed.
    pub questions: Vec<Question>,
    /// How many facts, items and rows were not tried, since there are too many.
    pub untried: u32,
    /// The unit as far as it was observed; parts are positions in it.
    pub assessment: Assessment,
}

impl Agenda {
    /// The version of the shape, raised when a field changes its meaning or goes.
    pub const VERSION: u32 = 1;
}

/// Something that was not observed: a fact, an item of a list, what is unseen of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The fact.
    pub fact: String,
    /// The item, where the fact is a 清单.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The row, where the fact is a 名录.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowName>,
    /// Whether its value decides if the unit passes, where that is open.
    pub decides: Decides,
    /// How much narrower the range of the score becomes, at the least and at the most; absent where a range is not
    /// bounded.
    pub narrows: Option<Range>,
    /// The best that may be observed, and what comes of it; absent for days and texts.
    pub best: Option<Answer>,
    /// The worst.
    pub worst: Option<Answer>,
    /// The parts that look at it, by position.
    pub parts: Vec<u32>,
    /// The departments responsible for them.
    pub departments: Vec<String>,
}

/// Whether a value decides if the unit passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decides {
    /// None of those that were tried does.
    Never,
    /// Some do.
    Sometimes,
    /// Each does.
    Always,
}

/// One value that may be observed, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The value; of a row each field.
    pub values: Vec<Words>,
    /// The score before rounding.
    pub score: Option<Range>,
    /// The main verdict.
    pub verdict: Option<VerdictOutcome>,
}
