//! A stored result held against the same result made again: what went in and is no longer the same, and what came out
//! otherwise, to the last digit.

mod differences;
mod field_words;
mod from_results;
mod leaves;

use serde::Deserialize;
use serde::Serialize;

use crate::assessment::FileDigest;
use crate::date::Date;
use crate::digest::Digest;
use crate::words::Words;

/// What became of one stored result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The version of this shape.
    pub version: u32,
    /// The id of the standard.
    pub standard: String,
    /// The unit, where it was named.
    pub unit: Option<String>,
    /// The assessment date.
    pub date: Option<Date>,
    /// Whether the stored result is as it was written, was made of the same standard, readings and units, and came out
    /// again to the last digit. Another file with the same readings does not count against it.
    pub identical: bool,
    /// The sums of the result.
    pub result: ResultSums,
    /// The versions of weiheng. Another version is no difference by itself.
    pub weiheng: Versions,
    /// What went in: then and now.
    pub inputs: Vec<Input>,
    /// Where the stored result is not what came out again.
    pub differences: Vec<Difference>,
}

impl Verification {
    /// The version of the shape, raised when a field changes its meaning or goes.
    pub const VERSION: u32 = 1;

    /// Whether the stored result was changed after it was written.
    pub fn is_altered(&self) -> bool {
        self.result.stored != self.result.recorded
    }
}

/// The sums of one result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultSums {
    /// What its receipt says.
    pub recorded: Digest,
    /// That of what is stored.
    pub stored: Digest,
    /// That of what came out again.
    pub again: Digest,
}

/// The version that made a result, and the one that made it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// What its receipt says.
    pub recorded: String,
    /// This one.
    pub found: String,
}

/// One thing that went in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// What it is.
    pub kind: InputKind,
    /// What the receipt says; absent for what was not there then.
    pub recorded: Option<FileDigest>,
    /// What is there now; absent for what is no longer there.
    pub found: Option<FileDigest>,
    /// Whether both are one.
    pub same: bool,
}

/// What went in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    /// A clause file; the standard as a whole where its receipt contradicts itself.
    Standard,
    /// A file of observations.
    Observations,
    /// The file that says what the headings of the observations stand for.
    Mapping,
    /// The unit's readings.
    Readings,
    /// The readings of all units that were scored together.
    Batch,
    /// A file of overrides.
    Overrides,
}

impl InputKind {
    /// Whether a result is another one where this is. A file is not: what it says of the unit is in the readings and in
    /// the overrides of the result.
    pub fn decides(self) -> bool {
        matches!(self, Self::Standard | Self::Readings | Self::Batch)
    }
}

/// One place where the stored result is not what came out again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The part by number and label; absent for what belongs to the whole.
    pub part: Option<String>,
    /// What of it.
    pub what: Words,
    /// Where it stands in the JSON of the result: that which is stored, or for what is missing there, that of the other.
    pub path: String,
    /// What is stored; absent where nothing is.
    pub stored: Option<Words>,
    /// What came out again; absent where nothing did.
    pub again: Option<Words>,
}
