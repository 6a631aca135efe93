//! A standard made ready for evaluation on one date: facts by slot, parts in order, parameters settled, and the
//! common shapes of clauses as steps over scaled integers.
//!
//! The expressions and acts are the model's own: they hold positions and numbers, no names. A plan is immutable and
//! can be shared between threads.

pub mod arithmetic;
pub mod columns;
mod from_model;
pub(crate) mod lean;
pub(crate) mod plain;
pub mod program;
pub mod quick;
pub mod ratio;
mod show;

use crate::date::Date;
use crate::exact::Exact;
use crate::model::Gaps;
use crate::model::account::AccountId;
use crate::model::act::Act;
use crate::model::act::Limit;
use crate::model::batch::BatchValue;
use crate::model::expression::Expr;
use crate::model::expression::Let;
use crate::model::expression::PartSet;
use crate::model::fact::FactId;
use crate::model::fact::Inside;
use crate::model::fact::Kind;
use crate::model::factor::Factor;
use crate::model::holding::Bounds;
use crate::model::holding::RollUp;
use crate::model::part::PartId;
use crate::plan::columns::ColumnVerdict;
use crate::plan::program::Program;
use crate::rounding::Rounding;
use crate::syntax::tree::Whole;

/// A standard ready for evaluation.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Plan {
    /// The assessment date for which parameters were settled.
    pub date: Option<Date>,
    /// The facts and the lists inside others, by position.
    pub slots: Vec<Slot>,
    /// Derived values, by position.
    pub lets: Vec<Let>,
    /// The values of the parameters on the date, by position.
    pub parameters: Vec<Expr>,
    /// Parts, by position; children come after their parents.
    pub parts: Vec<PlannedPart>,
    /// The acts of parts as quick steps.
    pub program: Program,
    /// 累降.
    pub demotions_add_up: bool,
    /// The accounts, by position.
    pub accounts: Vec<PlannedAccount>,
    /// Whether an act anywhere acts above its part.
    pub acts_above: bool,
    /// The rules of the verdicts.
    pub verdicts: Vec<PlannedVerdict>,
    /// Their positions in an order in which each comes after those at whose grades it looks.
    pub verdict_order: Vec<u16>,
    /// The chapters, clauses and starred clauses, over which verdicts fold.
    pub sets: PartSets,
    /// Values among units that are scored together, by position.
    pub batch: Vec<BatchValue>,
    /// 缺项.
    pub gaps: Gaps,
    /// 取整.
    pub rounding: Option<(Rounding, Exact)>,
    /// Points are counted in steps of `1 / scale` by the quick steps.
    pub scale: i64,
}

impl Plan {
    /// The parts of a set, in order.
    pub fn parts_of(&self, set: PartSet) -> &[PartId] {
        match set {
            PartSet::Chapters => &self.sets.chapters,
            PartSet::Clauses => &self.sets.clauses,
            PartSet::Starred => &self.sets.starred,
        }
    }
}

/// Parts by what they are, each in file order.
#[derive(Clone, Debug, Default)]
pub struct PartSets {
    /// 章.
    pub chapters: Vec<PartId>,
    /// 条.
    pub clauses: Vec<PartId>,
    /// ★.
    pub starred: Vec<PartId>,
}

/// A fact as evaluation sees it.
#[derive(Clone, Debug)]
pub struct Slot {
    /// What it may be.
    pub kind: Kind,
    /// 可不适用.
    pub may_be_inapplicable: bool,
    /// 外部.
    pub external: bool,
    /// Numbers of this fact are counted in steps of `1 / scale` by the quick steps.
    pub scale: i64,
    /// The list of whose rows it is a field, where it is one inside another.
    pub inside: Option<Inside>,
}

/// A part as evaluation sees it.
#[derive(Clone, Debug)]
pub struct PlannedPart {
    /// Its points.
    pub points: Option<Exact>,
    /// 折算自.
    pub scaled_from: Option<Exact>,
    /// Between what its score is held.
    pub bounds: Bounds,
    /// 取.
    pub roll_up: Option<RollUp>,
    /// 权重; zero where it has none.
    pub weight: Exact,
    /// 缺项 for the part itself: the policy above it.
    pub leaves_by: Gaps,
    /// 缺项 for what stands below it.
    pub inside: Gaps,
    /// Whether it says 缺项 折算 itself, below the standard: its score is scaled to its points.
    pub rescales: bool,
    /// The parts directly below.
    pub children: Vec<PartId>,
    /// Whether a part below has points, so that this one sums instead of starting from its own.
    pub sums: bool,
    /// Whether it starts from nothing.
    pub earns: bool,
    /// 适用.
    pub applies: Option<Expr>,
    /// What acts in it.
    pub acts: Vec<Act>,
    /// The factors on lines of their own, those of the parts above first.
    pub factors: Vec<Factor>,
    /// The verdicts that decide whether it is met, by position: those of a part without points in which nothing acts.
    pub graded: Vec<u16>,
    /// Whether one of its acts aims at a grade.
    pub aims: bool,
    /// What it is to 不得分 于 ….
    pub whole: Option<Whole>,
    /// The facts that its own statements look at.
    pub facts: Vec<FactId>,
    /// Those of them on which its own result hangs: not those at which only a verdict of it looks that decides nothing.
    pub deciding: Vec<FactId>,
    /// The accounts to which its own acts book.
    pub accounts: Vec<AccountId>,
    /// Those of its facts that are lists of items of which a condition or count speaks.
    pub tested: Vec<FactId>,
    /// Its points in steps of the plan's scale.
    pub steps: Option<i64>,
    /// Whether it only sums or holds the parts below: no acts and no condition of its own.
    pub is_bare: bool,
}

impl PlannedPart {
    /// The points among which its acts and the parts below move.
    pub fn table(&self) -> Option<Exact> {
        self.scaled_from.or(self.points)
    }
}

/// An account as evaluation sees it.
#[derive(Clone, Debug)]
pub struct PlannedAccount {
    /// 可负.
    pub signed: bool,
    /// 至多 and 至少, acting left to right on its amount.
    pub limits: Vec<Limit>,
    /// What it is worked out from, where nothing is booked to it.
    pub computed: Option<Expr>,
}

/// A verdict as evaluation sees it.
#[derive(Clone, Debug)]
pub struct PlannedVerdict {
    /// The part whose verdict it is: the standard, or a part below.
    pub part: PartId,
    /// How many grades there are.
    pub grades: u16,
    /// The position of the lowest grade that passes.
    pub passing: u16,
    /// Grade and condition, in order.
    pub rules: Vec<(u16, Option<Expr>)>,
    /// The same over results in steps of the plan, for units of which everything is plainly known; `None` where a
    /// condition is of another shape.
    pub plain: Option<ColumnVerdict>,
}
