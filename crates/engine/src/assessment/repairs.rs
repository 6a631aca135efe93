//! What can be put right in a unit: one fact, one item of a list or one row, and what that alone would gain.

use serde::Deserialize;
use serde::Serialize;

use crate::assessment::Range;
use crate::assessment::VerdictOutcome;
use crate::words::Words;

/// What each repair alone would gain, the greatest gain first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repairs {
    /// The repairs that gain anything.
    pub found: Vec<Repair>,
    /// How many facts, items and rows were not tried, since there are too many.
    pub untried: u32,
}

/// One repair, and what came out when the unit was scored again with it alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The fact.
    pub fact: String,
    /// The item, where the fact is a 清单.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The row, where the fact is a 名录.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowName>,
    /// What changes. Of a row each field that does; nothing where the row goes.
    pub changes: Vec<Change>,
    /// How much higher the score is, before rounding, in the worst and in the best completion of what is missing.
    pub points: Option<Range>,
    /// The parts that veto, fail or withhold no more, by position in [`Assessment::parts`](super::Assessment::parts).
    pub lifted: Vec<u32>,
    /// The main verdict afterwards, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<VerdictOutcome>,
    /// The parts whose own result changes, by position.
    pub parts: Vec<u32>,
    /// The departments responsible for them.
    pub departments: Vec<String>,
}

/// A row of a 名录.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowName {
    /// Its number, from 1.
    pub number: u32,
    /// What it is called by: its key or its first text.
    pub name: Option<String>,
}

/// One value that becomes another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field, of a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What was observed.
    pub from: Words,
    /// What it must become.
    pub to: Words,
}
