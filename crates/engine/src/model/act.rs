//! What statements do to points and to the outcome.

use crate::exact::Exact;
use crate::model::expression::Bands;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::RowLet;
use crate::model::factor::Factor;
use crate::source::Span;
use crate::syntax::tree::PartStep;
use crate::syntax::tree::RowFold;
use crate::syntax::tree::Verb;

/// An act of one standard, by position in file order (outer before inner).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActId(pub u32);

/// An act.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Act {
    /// Its id.
    pub id: ActId,
    /// What it does.
    pub kind: ActKind,
    /// 至多, 至少 and factors, acting left to right on its amount.
    pub limits: Vec<Limit>,
    /// The quoted reason.
    pub note: Option<String>,
    /// Its text.
    pub span: Span,
}

/// A limit on the amount of an act in points, or a factor of it.
#[derive(Clone, Debug)]
pub enum Limit {
    /// 至多.
    AtMost(Expr),
    /// 至少.
    AtLeast(Expr),
    /// 加倍, 减半, 乘.
    Times(Factor),
}

/// What an act does.
#[derive(Clone, Debug)]
pub enum ActKind {
    /// 扣, 得, 加 an amount of points.
    Amount(Verb, Expr),
    /// 得满分.
    FullPoints,
    /// 不得分.
    NoPoints,
    /// 否决.
    Veto,
    /// 不合格.
    Fail,
    /// 要求 c, otherwise the act.
    Require(Expr, Box<Act>),
    /// 待定, between two amounts lost (0 to the points of the part unless written).
    Pending(Option<(Exact, Exact)>),
    /// { … }.
    Group(Vec<Act>),
    /// 择重 { … }.
    Heaviest(Vec<Act>),
    /// The first branch that holds, else the last.
    Chain(Vec<(Expr, Act)>, Option<Box<Act>>),
    /// 按 … 分档.
    Bands(Bands<Act>),
    /// 每.
    Each(Each),
    /// 低于/高于 … 每.
    Steps(Steps),
    /// 缺/有.
    Items(Items),
    /// 逐.
    Rows(Rows),
}

/// `每 [size] measure [若 filter]`: the act's amount for each.
#[derive(Clone, Debug)]
pub struct Each {
    /// What is counted.
    pub measure: Measure,
    /// One step, in base units of the measure; 1 for counts.
    pub size: Exact,
    /// What becomes of a part of a step; `None` where the precision leaves none.
    pub part: Option<PartStep>,
    /// What each costs or earns.
    pub then: Box<Act>,
}

/// What a 每 counts.
#[derive(Clone, Debug)]
pub enum Measure {
    /// A number.
    Number(Expr),
    /// The rows of a list that pass; the act may use their fields.
    Rows(FactId, Option<Expr>),
}

/// Steps from a threshold.
#[derive(Clone, Debug)]
pub struct Steps {
    /// What is measured.
    pub measure: Expr,
    /// Whether the steps count below the threshold (else above).
    pub below: bool,
    /// The threshold.
    pub threshold: Expr,
    /// One step, in base units.
    pub step: Exact,
    /// What becomes of a part of a step; `None` where the precision leaves none.
    pub part: Option<PartStep>,
    /// What each step costs or earns.
    pub then: Box<Act>,
}

/// 缺/有 … 每项.
#[derive(Clone, Debug)]
pub struct Items {
    /// 缺 (`true`) or 有.
    pub missing: bool,
    /// The items.
    pub of: ItemsOf,
    /// 扣, 得 or 加.
    pub verb: Verb,
    /// The price of each item, in the order of the items; `None` for an item that costs nothing.
    pub prices: Vec<Option<Expr>>,
}

/// The items of a 缺/有.
#[derive(Clone, Debug)]
pub enum ItemsOf {
    /// A 清单.
    List(FactId),
    /// Yes/no facts.
    Facts(Vec<FactId>),
}

/// 逐.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The record list.
    pub list: FactId,
    /// 按: the rows become one in each group of rows with one value of a field, and the groups add up.
    pub by: Option<FieldId>,
    /// Which rows.
    pub filter: Option<Expr>,
    /// How the rows become one.
    pub fold: RowFold,
    /// Derived values of a row beyond the record's own.
    pub lets: Vec<RowLet>,
    /// What acts in each row.
    pub acts: Vec<Act>,
    /// Whether rows earn from nothing instead of losing from the points.
    pub earns: bool,
}
