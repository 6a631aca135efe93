//! The answer for one unit: findings, the itemised ledger, score and verdict, each with its reasons.
//!
//! An assessment stands alone: it can be stored, sent and printed without the standard at hand. It is the shape of
//! the JSON result ([`Assessment::VERSION`]); exact numbers are strings.

mod above_words;
mod accounts;
pub(crate) mod acts;
mod basis;
mod batch_words;
pub(crate) mod canonical;
mod days;
mod factor_words;
mod fold_words;
pub(crate) mod from_tally;
pub(crate) mod line_words;
mod observed_words;
mod origins;
pub(crate) mod outcomes;
mod overridden;
mod part_words;
pub(crate) mod reasons;
mod receipt;
mod repairs;
mod requirements;
mod row_words;
mod seal;
pub(crate) mod speech;
mod state_words;
pub(crate) mod value;

use serde::Deserialize;
use serde::Serialize;

pub use crate::assessment::canonical::canonical;
pub use crate::assessment::canonical::digest;
pub use crate::assessment::outcomes::outcomes;
pub use crate::assessment::overridden::OverrideOrigin;
pub use crate::assessment::overridden::OverrideResult;
pub use crate::assessment::overridden::OverrideState;
pub use crate::assessment::receipt::BatchDigest;
pub use crate::assessment::receipt::FileDigest;
pub use crate::assessment::receipt::Receipt;
pub use crate::assessment::receipt::StandardDigest;
pub use crate::assessment::repairs::Change;
pub use crate::assessment::repairs::Repair;
pub use crate::assessment::repairs::Repairs;
pub use crate::assessment::repairs::RowName;
pub use crate::assessment::seal::Inputs;
pub use crate::assessment::state_words::finding_words;
pub use crate::assessment::state_words::line_words;

use crate::date::Date;
pub use crate::evaluation::tally::AccountFinding;
pub use crate::evaluation::tally::Finding;
pub use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::origin::Origin;
use crate::words::Words;

/// The assessment of one unit against one standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// The version of this shape.
    pub version: u32,
    /// The standard.
    pub standard: StandardName,
    /// The unit, where it was named.
    pub unit: Option<String>,
    /// The assessment date, where one was given.
    pub date: Option<Date>,
    /// The score after rounding; absent where the standard has no points or nothing applies.
    pub score: Option<Range>,
    /// The score before rounding, which verdicts are compared with.
    pub unrounded: Option<Range>,
    /// The full points.
    pub full: Option<Exact>,
    /// The verdicts, the main one first; empty where the standard declares none.
    pub verdicts: Vec<VerdictResult>,
    /// How sure the sources are on which the result rests.
    #[serde(default)]
    pub basis: Basis,
    /// Every part in file order with its finding: the standard first.
    pub parts: Vec<PartResult>,
    /// Every line that moved the score, in the order in which it acted. For each part, its start and its lines add
    /// up to its score; the lines of all parts and the starts of all clauses add up to the total.
    pub ledger: Vec<Line>,
    /// The accounts (账) beside the points, in file order; empty where the standard declares none.
    #[serde(default)]
    pub accounts: Vec<AccountResult>,
    /// What each repair alone would gain, where it was asked for ([`crate::repair::gains`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repairs: Option<Repairs>,
    /// The overrides (复核) of the unit, those that no longer count included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<OverrideResult>,
    /// From what the result was made, and its sum; absent where the caller did not say what it read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
}

impl Assessment {
    /// The version of the shape, raised when a field changes its meaning or goes.
    pub const VERSION: u32 = 1;
}

/// On what a result rests: the clauses (条) by how sure their printed sources are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Every clause that is not 不适用.
    pub clauses: Statuses,
    /// Those of them that are 不评, 否决 or 不合格.
    pub failed: Statuses,
}

/// How many clauses have sources of which status; the least sure of several counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statuses {
    /// 核实: read in the source.
    pub verified: u32,
    /// 推算: derived from sources.
    pub derived: u32,
    /// 待核: not verified.
    pub unverified: u32,
    /// 自拟: composed by the author of the clause file.
    pub own: u32,
    /// Without any source.
    pub none: u32,
}

/// One account and what was booked to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountResult {
    /// Its name.
    pub name: String,
    /// The unit of every amount of it.
    pub unit: String,
    /// Its amount; absent where what it is worked out from does not apply.
    pub amount: Option<Range>,
    /// How firm the amount is.
    pub finding: AccountFinding,
    /// What is missing or undetermined.
    pub reasons: Vec<Words>,
    /// Every line that moved it, in the order in which it acted: they add up to the amount at every end that is
    /// bounded.
    pub ledger: Vec<AccountLine>,
}

/// One line of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountLine {
    /// The position of its part in [`Assessment::parts`]; 0 for what the account itself does.
    pub part: u32,
    /// booked, computed, cap, floor or joint.
    pub kind: LineKind,
    /// What it adds to the amount in the least and in the greatest case.
    pub amount: Range,
    /// The line of the clause file.
    pub line: u32,
    /// The arithmetic, or the condition that held, in words.
    pub words: Words,
    /// The reason that the clause file gives.
    pub note: Option<String>,
}

/// Which standard was applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardName {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its level (级别).
    pub tier: Option<String>,
}

/// An interval of exact numbers, both ends in; one number where both ends are equal. An absent end is unbounded, as
/// where something is added or booked for each row of a list that was not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// What the worst completion of the missing observations would give.
    pub low: Option<Exact>,
    /// What the best completion would give.
    pub high: Option<Exact>,
}

impl Range {
    /// One number.
    pub fn point(value: Exact) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// The number, where it is one.
    pub fn as_point(self) -> Option<Exact> {
        self.low.filter(|_| self.low == self.high)
    }
}

/// One verdict and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictResult {
    /// The name of a verdict beside the main one.
    pub name: Option<String>,
    /// What was decided.
    pub outcome: VerdictOutcome,
    /// Why: the rule that decided, and what held or failed.
    pub reasons: Vec<Words>,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum VerdictOutcome {
    /// One grade, whatever is still missing.
    Decided {
        /// The grade.
        grade: String,
        /// Whether it passes.
        passed: bool,
    },
    /// Several grades are possible while observations are missing.
    Open {
        /// The grades, best first.
        grades: Vec<String>,
    },
    /// The text or the observations leave it undetermined, whatever is still to be observed.
    Undetermined {
        /// The grades that are possible, best first.
        grades: Vec<String>,
    },
    /// Nothing applies to this unit.
    NotApplicable,
}

/// The result of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartResult {
    /// standard, chapter, section, clause or item.
    pub rank: RankName,
    /// Its number or name.
    pub id: String,
    /// How deep it lies: 0 for the standard.
    pub depth: u32,
    /// Its label.
    pub label: String,
    /// ★.
    pub starred: bool,
    /// Its points.
    pub points: Option<Exact>,
    /// Its score with its bonuses, before rounding; absent for a part without points whose lines go to the part
    /// above, and where it does not apply. For the standard itself this is [`Assessment::unrounded`].
    pub score: Option<Range>,
    /// What a clause starts from: its points, or nothing where it earns. Absent for parts that sum others.
    pub start: Option<Exact>,
    /// Its finding.
    pub finding: Finding,
    /// Why, for findings that a ledger line does not explain: what is missing, what is undetermined, what failed.
    pub reasons: Vec<Words>,
    /// The printed sources with their status.
    pub sources: Vec<SourceName>,
    /// How sure it is, as the least sure of its sources, or of those above it where it names none: `verified`,
    /// `derived`, `unverified`, `own`; `None` without any source.
    #[serde(default)]
    pub status: Option<String>,
    /// The departments responsible.
    pub departments: Vec<String>,
    /// The verdicts that stand in it, each with its grade.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<VerdictResult>,
    /// Its requirements (要求), each with what it came to: those that hold are the proof of a pass.
    pub requirements: Vec<Requirement>,
    /// The facts it used, with their values.
    pub facts: Vec<FactUsed>,
    /// Whether one of them is overridden: its finding is what follows from the overrides, not from what was recorded.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overridden: bool,
}

/// One requirement of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// The condition with the values that it was asked of.
    pub words: Words,
    /// Whether it holds.
    pub state: RequirementState,
    /// Whether failing it vetoes (否则 否决).
    pub vetoes: bool,
    /// The reason that the clause file gives.
    pub note: Option<String>,
    /// The line of the clause file.
    pub line: u32,
    /// The clause file, where it is not the standard's own but one that it builds on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// Whether a requirement holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequirementState {
    /// It holds.
    Met,
    /// It does not.
    Unmet,
    /// It is not applicable.
    NotApplicable,
    /// What is missing or undetermined decides it.
    Open,
}

/// The rank of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankName {
    /// 标准.
    Standard,
    /// 章.
    Chapter,
    /// 节.
    Section,
    /// 条.
    Clause,
    /// 款.
    Item,
}

/// A printed source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceName {
    /// The title and the place in it.
    pub title: String,
    /// The place, such as 第10条.
    pub place: Option<String>,
    /// verified, derived, unverified or own.
    pub status: Option<String>,
}

/// A fact with what it was when it was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactUsed {
    /// Its name.
    pub name: String,
    /// Its value as a person writes it (`87.4%`, `3处`, `是`), or its state.
    pub value: Words,
    /// known, not_applicable, not_observed, taken_as, disputed, band or misjudged.
    pub state: String,
    /// What the standard took for what was not observed of it (未查 视为): nobody recorded this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_as: Option<Words>,
    /// What was recorded, where the value is another by an override (复核).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<Words>,
    /// Where it was read: byte offsets in the observation file. Of a workbook they are offsets in its rendition.
    pub place: Option<(u32, u32)>,
    /// Where it was read, as a person finds it; filled in by [`Assessment::with_origins`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Of a fact of which several files say different things: each value, who says so, and where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sayings: Vec<Saying>,
}

/// One of several values that disagree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saying {
    /// The value as a person writes it.
    pub value: Words,
    /// Who inspected, where that is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspector: Option<String>,
    /// Where it was read.
    pub origin: Origin,
}

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The position of its part in [`Assessment::parts`].
    pub part: u32,
    /// What it is.
    pub kind: LineKind,
    /// What it adds to the score in the worst and in the best completion; negative for a deduction.
    pub amount: Range,
    /// The line of the clause file; absent for lines that no statement makes.
    pub line: Option<u32>,
    /// The clause file, where it is not the standard's own but one that it builds on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The arithmetic, or the condition that held, in words.
    pub words: Words,
    /// The reason that the clause file gives.
    pub note: Option<String>,
}
