//! One unit scored against several standards: the answer of each, and where they differ over the same fact.
//!
//! Each standard is scored by itself, as if the others were not there. What is compared is the facts that were recorded
//! once and are read by several: the statements that look at such a fact, with what came of them.

mod from_tallies;
mod stances;
mod statements;

pub use from_tallies::Scored;

use serde::Deserialize;
use serde::Serialize;

use crate::assessment::Assessment;
use crate::assessment::Finding;
use crate::assessment::Range;
use crate::words::Words;

/// The assessments of one unit against several standards, side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The version of this shape.
    pub version: u32,
    /// The unit, where it was named.
    pub unit: Option<String>,
    /// The assessment by each standard, in the order in which they were named.
    pub assessments: Vec<Assessment>,
    /// How many facts were recorded at which statements of two or more of the standards look.
    pub shared: u32,
    /// Those of them of which the standards come to different results, in the order of the first standard that reads
    /// them.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// The version of the shape, raised when a field changes its meaning or goes.
    pub const VERSION: u32 = 1;
}

/// A fact of which the standards come to different results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Its name.
    pub fact: String,
    /// What each part that looks at it makes of it, standard by standard.
    pub stances: Vec<Stance>,
}

/// What a part of a standard makes of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stance {
    /// The position of the standard in [`Comparison::assessments`].
    pub standard: u32,
    /// The position of the part in [`Assessment::parts`].
    pub part: u32,
    /// The fact as this standard reads it.
    pub value: Words,
    /// What came of it: the worst of its statements.
    pub result: Finding,
    /// The statements of the part that look at the fact, in file order; none where the part or the fact does not
    /// apply.
    pub statements: Vec<Statement>,
}

/// A statement that looks at a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The condition or the arithmetic with its values; for what did not come about, what would have had to hold.
    pub words: Words,
    /// What came of it.
    pub result: Finding,
    /// What it moved, where it moved points.
    pub amount: Option<Range>,
    /// The reason that the clause file gives.
    pub note: Option<String>,
    /// The line of the clause file.
    pub line: u32,
    /// The clause file, where it is not the standard's own but one that it builds on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}
