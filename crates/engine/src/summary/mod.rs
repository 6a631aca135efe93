//! Many units by one standard: their places, who reached which grade, and what most of them lose points for.
//!
//! A summary is made of assessments, one at a time, and keeps of each only what it says of it. It is the shape of
//! the JSON result ([`Summary::VERSION`]).

mod from_assessments;
mod loss;
mod place;

use serde::Deserialize;
use serde::Serialize;

use crate::assessment::AccountFinding;
use crate::assessment::Finding;
use crate::assessment::Range;
use crate::assessment::StandardName;
use crate::assessment::VerdictOutcome;
use crate::date::Date;
use crate::exact::Exact;
use crate::words::Words;

pub use from_assessments::Summaries;

/// The summary of the units that were assessed by one standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The version of this shape.
    pub version: u32,
    /// The standard.
    pub standard: StandardName,
    /// The full points.
    pub full: Option<Exact>,
    /// The chapters, of which every unit has a score; the sections where a standard has no chapters.
    pub chapters: Vec<ChapterName>,
    /// The units, the highest score first.
    pub units: Vec<UnitSummary>,
    /// Who came to which outcome, the verdicts in their order and the best outcomes first.
    pub outcomes: Vec<OutcomeCount>,
    /// The clauses that cost anybody anything, those of the most units first.
    pub deductions: Vec<ClauseLoss>,
    /// The same by department; a clause of several departments counts for each.
    pub departments: Vec<DepartmentLoss>,
    /// What was left out because it could not be read.
    pub left_out: Vec<LeftOut>,
}

impl Summary {
    /// The version of the shape, raised when a field changes its meaning or goes.
    pub const VERSION: u32 = 1;
}

/// A chapter, as the head of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChapterName {
    /// Its number or name.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its points.
    pub points: Option<Exact>,
}

/// A unit in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitSummary {
    /// Its position among the assessments, from 1.
    pub position: u32,
    /// Its name.
    pub unit: Option<String>,
    /// Its assessment date.
    pub date: Option<Date>,
    /// Its place by score, where it has one.
    pub place: Option<Place>,
    /// Its score.
    pub score: Option<Range>,
    /// Its verdicts.
    pub verdicts: Vec<NamedOutcome>,
    /// Its accounts.
    pub accounts: Vec<AccountTotal>,
    /// The chapters, in the order of [`Summary::chapters`].
    pub chapters: Vec<ChapterScore>,
    /// How many clauses are 不评, 否决 or 不合格.
    pub failed: u32,
    /// How many clauses are 未查 or 待定.
    pub open: u32,
}

/// A place by score: units with the same score have the same place, and the next has one more than all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The best that is possible while observations are missing.
    pub best: u32,
    /// The worst.
    pub worst: u32,
}

/// What a verdict came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedOutcome {
    /// The name of a verdict beside the main one.
    pub name: Option<String>,
    /// What was decided.
    pub outcome: VerdictOutcome,
}

/// What an account came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountTotal {
    /// Its name.
    pub name: String,
    /// The unit of its amount.
    pub unit: String,
    /// Its amount.
    pub amount: Option<Range>,
    /// How firm the amount is.
    pub finding: AccountFinding,
}

/// What a chapter came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChapterScore {
    /// Its points, as they count for this unit.
    pub points: Option<Exact>,
    /// Its score.
    pub score: Option<Range>,
    /// Its finding.
    pub finding: Finding,
}

/// The units that came to one outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeCount {
    /// The name of a verdict beside the main one.
    pub name: Option<String>,
    /// What was decided.
    pub outcome: VerdictOutcome,
    /// Their positions among the assessments, in the order of [`Summary::units`].
    pub units: Vec<u32>,
}

/// What a clause cost all units together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseLoss {
    /// Its number or name.
    pub id: String,
    /// Its label.
    pub label: String,
    /// ★.
    pub starred: bool,
    /// The departments responsible.
    pub departments: Vec<String>,
    /// How many units it cost points, or failed.
    pub units: u32,
    /// How many of them are 不评, 否决 or 不合格 there.
    pub failed: u32,
    /// To how many units it applied and was observed.
    pub of: u32,
    /// The points it cost them in the least and in the greatest case; an end without bound is absent.
    pub lost: Range,
}

/// What the clauses of a department cost all units together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentLoss {
    /// The department.
    pub name: String,
    /// How many of its clauses cost anybody anything.
    pub clauses: u32,
    /// How many units lost anything there.
    pub units: u32,
    /// How often: the sum of the units of its clauses.
    pub times: u32,
    /// The points its clauses cost.
    pub lost: Range,
}

/// A file that could not be read, and is in no count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Its name.
    pub file: String,
    /// What is wrong with it, each with its place.
    pub problems: Vec<Words>,
}
