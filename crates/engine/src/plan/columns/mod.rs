//! What a plan says over columns: many units at once, each fact a column of whole numbers, each part a column of what
//! it moves or scores.
//!
//! Only a plan of which every part has quick steps or merely adds up is there over columns, and only for units of
//! which every fact that it looks at is plainly known and lies within the range of its [`ColumnFact`]. All other
//! units, and all other plans, take the row-wise way. Both ways give the same numbers: property tests hold them
//! together.
//!
//! Points are counted in the coarsest steps in which every amount is whole, so that the columns can be of the
//! narrowest integers that surely hold every sum ([`Width`]).

pub(crate) mod facts;
mod from_plan;
mod steps;
pub(crate) mod verdict;

use crate::model::fact::FactId;
use crate::plan::quick::Test;
use crate::plan::ratio::Ratio;
use crate::rounding::Rounding;

/// A plan over columns.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnPlan {
    /// Points are counted in steps of `1 / scale`.
    pub scale: i64,
    /// The narrowest integers that hold every fact, amount and sum.
    pub width: Width,
    /// The facts that are looked at as integers of that width; steps name them by position.
    pub facts: Vec<ColumnFact>,
    /// The facts of which ratios are formed, as integers of 32 bits; ratios name them by position.
    pub wide: Vec<ColumnFact>,
    /// The parts in the order of the plan, parents before children.
    pub parts: Vec<ColumnPart>,
    /// The tests of which one that holds is a veto.
    pub vetoes: Vec<(usize, Test)>,
    /// How the total is rounded, and to how many steps; `None` where every total is a multiple as it is.
    pub rounding: Option<(Rounding, i64)>,
    /// The verdicts, as in the plan.
    pub verdicts: Vec<ColumnVerdict>,
}

/// Integers of so many bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    /// 16 bits.
    Two,
    /// 32 bits.
    Four,
    /// 64 bits.
    Eight,
}

/// A fact as a column of whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnFact {
    /// The fact.
    pub fact: FactId,
    /// Its numbers are counted in steps of `1 / scale`.
    pub scale: i64,
    /// The least number that is told apart from those below it.
    pub low: i64,
    /// The greatest number that is told apart from those above it.
    pub high: i64,
    /// What becomes of the numbers beyond.
    pub beyond: Beyond,
}

/// What becomes of a number outside the range of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beyond {
    /// It counts as the end of the range: no statement tells the two apart.
    Saturates,
    /// Its unit takes the row-wise way.
    Escapes,
}

impl ColumnFact {
    /// A number as the column holds it; `None` where its unit takes the row-wise way.
    ///
    /// ```
    /// use weiheng::model::fact::FactId;
    /// use weiheng::plan::columns::{Beyond, ColumnFact};
    /// let capped = ColumnFact { fact: FactId(0), scale: 1, low: 0, high: 15, beyond: Beyond::Saturates };
    /// assert_eq!((capped.held(7), capped.held(400)), (Some(7), Some(15)));
    /// let ratio = ColumnFact { beyond: Beyond::Escapes, ..capped };
    /// assert_eq!(ratio.held(400), None);
    /// ```
    #[inline]
    pub fn held(&self, value: i64) -> Option<i64> {
        let held = value.clamp(self.low, self.high);
        (held == value || self.beyond == Beyond::Saturates).then_some(held)
    }
}

/// A part over columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnPart {
    /// The position of the part above; `None` for the standard.
    pub above: Option<usize>,
    /// Its own steps; none where the parts below move for it.
    pub steps: Vec<ColumnStep>,
    /// What its column holds.
    pub holds: Holds,
}

/// What the column of a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// What it takes in the part above.
    Lost,
    /// What it earns in the part above.
    Gained,
    /// Its score: its points less what is lost, not below zero.
    Left(i64),
    /// Its score: what is earned, at most its points.
    Earned(i64),
    /// Its score: the sum of the scores below it, at most its points where it has any.
    Sum(Option<i64>),
}

/// What one act takes or earns, never below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnStep {
    /// How it comes about.
    pub kind: StepKind,
    /// 至多.
    pub cap: Option<i64>,
}

/// How an amount comes about. Facts are positions in [`ColumnPlan::facts`], of ratios in [`ColumnPlan::wide`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A fixed amount where the test holds.
    When(usize, Test, i64),
    /// A price for each one counted.
    Each(usize, i64),
    /// A price for each step from a threshold.
    Steps(usize, ColumnSteps),
    /// The amount of the first stretch, and where each further one begins, with its amount.
    Bands(usize, i64, Box<[(i64, i64)]>),
    /// A quotient, rounded.
    Ratio(Box<Ratio<usize>>),
}

/// Steps from a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnSteps {
    /// Below the threshold or above it.
    pub below: bool,
    /// The threshold.
    pub threshold: i64,
    /// One step.
    pub step: i64,
    /// Whether a started step counts whole; else it does not count.
    pub up: bool,
    /// The price of one step.
    pub price: i64,
    /// The greatest distance from the threshold that the column can hold.
    pub furthest: i64,
}

/// A verdict over columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnVerdict {
    /// Grade and condition, in order; the first that holds decides.
    pub rules: Vec<(u8, ColumnCondition)>,
}

/// A condition on results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnCondition {
    /// 否则.
    Always,
    /// 有否决.
    Vetoed,
    /// The column of a part lies in a stretch.
    Part(usize, Test),
    /// Not so.
    Not(Box<ColumnCondition>),
    /// All of these.
    All(Box<[ColumnCondition]>),
    /// Any of these.
    Any(Box<[ColumnCondition]>),
}
