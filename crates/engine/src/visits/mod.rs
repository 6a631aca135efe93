//! Two visits of one unit by one standard: what was repaired, what is new, and of what the change of the score is made.
//!
//! ([`comparison`](crate::comparison) is something else: one visit by several standards.)

mod from_assessments;
mod lines;
mod parts;
mod sum;

use serde::Deserialize;
use serde::Serialize;

use crate::assessment::AccountFinding;
use crate::assessment::Finding;
use crate::assessment::LineKind;
use crate::assessment::Range;
use crate::assessment::RankName;
use crate::assessment::StandardName;
use crate::assessment::VerdictOutcome;
use crate::date::Date;
use crate::words::Words;

/// Two visits of one unit, side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visits {
    /// The version of this shape.
    pub version: u32,
    /// The unit, where it was named.
    pub unit: Option<String>,
    /// The earlier visit.
    pub before: Visit,
    /// The later visit.
    pub after: Visit,
    /// What the score changed by at either end: the later less the earlier. An end is absent where nothing bounds it, the
    /// whole where one of the visits has no score.
    pub change: Option<Range>,
    /// The verdicts, the main one first.
    pub verdicts: Vec<VerdictChange>,
    /// The clauses that were repaired, are new, better, worse or still as bad, in file order.
    pub parts: Vec<PartChange>,
    /// Every start and every line of the ledger that moved the score otherwise. Their changes add up to the change of the
    /// score, to the last digit.
    pub lines: Vec<LineChange>,
    /// Where lines have no bound at an end at which the score has one: what they come to together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<Range>,
    /// The facts that are known otherwise.
    pub facts: Vec<FactChange>,
    /// The accounts beside the points.
    pub accounts: Vec<AccountChange>,
}

impl Visits {
    /// The version of the shape, raised when a field changes its meaning or goes.
    pub const VERSION: u32 = 1;
}

/// One visit in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The standard by which it was scored.
    pub standard: StandardName,
    /// The assessment date.
    pub date: Option<Date>,
    /// The score after rounding.
    pub score: Option<Range>,
    /// The first digits of the result's sum, where it has a receipt.
    pub receipt: Option<String>,
}

/// One verdict of two visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictChange {
    /// The name of a verdict beside the main one.
    pub name: Option<String>,
    /// What was decided first.
    pub before: Option<VerdictOutcome>,
    /// What was decided then.
    pub after: Option<VerdictOutcome>,
    /// Why first.
    pub reasons_before: Vec<Words>,
    /// Why then.
    pub reasons_after: Vec<Words>,
}

impl VerdictChange {
    /// Whether it was decided otherwise.
    pub fn is_other(&self) -> bool {
        self.before != self.after
    }
}

/// What a part is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartName {
    /// standard, chapter, section, clause or item.
    pub rank: RankName,
    /// Its number or name.
    pub id: String,
    /// Its label.
    pub label: String,
    /// ★.
    pub starred: bool,
}

/// What became of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartChange {
    /// The part.
    pub part: PartName,
    /// What became of it.
    pub trend: Trend,
    /// Its finding first; absent where there was no such part.
    pub before: Option<Finding>,
    /// Its finding then.
    pub after: Option<Finding>,
    /// Its score first.
    pub score_before: Option<Range>,
    /// Its score then.
    pub score_after: Option<Range>,
    /// Who is responsible.
    pub departments: Vec<String>,
}

/// What became of a part between two visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// 已整改: something was wrong, and it is met.
    Repaired,
    /// 新发现: something is wrong that was not.
    New,
    /// 好转: less is wrong.
    Better,
    /// 加重: more is wrong.
    Worse,
    /// 仍在: as much is wrong as before.
    Remaining,
    /// 查明合格: it was open, and it is met.
    Cleared,
    /// 未查清: it has become open.
    Open,
    /// 不再适用: it no longer applies.
    NoLongerApplicable,
}

/// One start, or the lines of one statement and kind, of two visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineChange {
    /// The part.
    pub part: PartName,
    /// What the lines are; absent for what a clause starts from.
    pub kind: Option<LineKind>,
    /// The line of the clause file; absent for lines that no statement makes.
    pub line: Option<u32>,
    /// The clause file, where it is not the standard's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What they added up to first; 0 where there were none.
    pub before: Range,
    /// What they add up to then.
    pub after: Range,
    /// The latter less the former.
    pub change: Range,
    /// The arithmetic first.
    pub words_before: Vec<Words>,
    /// The arithmetic then.
    pub words_after: Vec<Words>,
    /// The reason that the clause file gives.
    pub note: Option<String>,
}

/// A fact that is known otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactChange {
    /// Its name.
    pub name: String,
    /// What it was; absent where nothing looked at it.
    pub before: Option<Words>,
    /// What it is.
    pub after: Option<Words>,
    /// The numbers of the parts that look at it.
    pub parts: Vec<String>,
}

/// One account of two visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChange {
    /// Its name.
    pub name: String,
    /// The unit of its amounts.
    pub unit: String,
    /// Its amount first.
    pub before: Option<Range>,
    /// Its amount then.
    pub after: Option<Range>,
    /// The latter less the former.
    pub change: Option<Range>,
    /// How firm the amount is then.
    pub finding: AccountFinding,
}
