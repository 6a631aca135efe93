//! Statements that act: 扣, 若, 每, 逐 and the others.

use crate::source::Span;
use crate::syntax::tree::BandRow;
use crate::syntax::tree::Expr;
use crate::syntax::tree::Range;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Statement;

/// A statement that acts.
#[derive(Clone, Debug)]
pub struct Act {
    /// What it does.
    pub kind: ActKind,
    /// Trailing words, in order: 至多 10分, 至少 1分.
    pub trailing: Vec<Trailing>,
    /// The quoted reason.
    pub note: Option<Spelled>,
    /// Where it stands.
    pub span: Span,
}

/// What an act does.
#[derive(Clone, Debug)]
pub enum ActKind {
    /// 扣, 得, 加 or 记 an amount.
    Amount(Verb, Expr),
    /// 得满分.
    FullPoints,
    /// 不得分.
    NoPoints,
    /// 否决.
    Veto,
    /// 不合格: the clause is not met (for clauses without points).
    Fail,
    /// 要求 c [否则 act]: without 否则, 不合格.
    Require(Expr, Option<Box<Act>>),
    /// 不得分 于 本章, 降一级, 至多评为 良, 不评: what acts above the clause.
    Above(Above),
    /// 待定 [a 至 b].
    Pending(Option<Range>),
    /// { … }.
    Group(Vec<Act>),
    /// 择重 { … }: only the heaviest.
    Heaviest(Vec<Act>),
    /// 若 c act 否则 若 d act 否则 act.
    Chain(Vec<Branch>, Option<Box<Act>>),
    /// 按 x 分档 { … }.
    Bands(Vec<Expr>, Vec<BandRow<Act>>),
    /// 每 [n unit] x [若 c] [零头 …] act.
    Each(Each),
    /// 若 x 低于 t 每 s [零头 …] act.
    Steps(Steps),
    /// 缺 s 每项 act / 有 s 每项 act.
    Items(ItemsAct),
    /// 逐 R [若 c] 取 fold { … }.
    Rows(RowsAct),
}

/// What acts above the clause.
#[derive(Clone, Debug)]
pub enum Above {
    /// 不得分 于 本章, 不得分 于 全部.
    NoPoints(Whole),
    /// What it does to a grade, and of which verdict beside the main one.
    Grade(GradeWord, Option<Spelled>),
}

/// What 不得分 于 … takes the points of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// 本章: the chapter that holds the clause.
    Chapter,
    /// 全部: the standard.
    Standard,
}

/// What is said of a grade.
#[derive(Clone, Debug)]
pub enum GradeWord {
    /// 降一级, 降 2级.
    Demote(u16),
    /// 降到最低.
    Lowest,
    /// 至多评为 良.
    AtMost(Spelled),
    /// 不评.
    None,
}

/// Whether an amount is lost, earned, added, or booked to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verb {
    /// 扣.
    Deduct,
    /// 得.
    Earn,
    /// 加.
    Bonus,
    /// 记, with the account.
    Book(Spelled),
}

/// A condition with what it brings about.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The condition.
    pub when: Expr,
    /// What happens where it holds.
    pub then: Act,
}

/// A word after a statement that changes its amount.
#[derive(Clone, Debug)]
pub enum Trailing {
    /// 至多 a.
    AtMost(Expr),
    /// 至少 a.
    AtLeast(Expr),
    /// 加倍, 减半, 乘 n.
    Factor(Factor),
}

/// What multiplies amounts: `加倍 若 c`, `乘 1.5`.
#[derive(Clone, Debug)]
pub struct Factor {
    /// By how much.
    pub by: FactorBy,
    /// When; `None`: always.
    pub when: Option<Expr>,
    /// The quoted reason of one on a line of its own.
    pub note: Option<Spelled>,
    /// Where it stands.
    pub span: Span,
}

/// By how much a factor multiplies.
#[derive(Clone, Debug)]
pub enum FactorBy {
    /// 加倍.
    Two,
    /// 减半.
    Half,
    /// 乘 n.
    Times(Expr),
}

/// What becomes of an incomplete step (零头).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartStep {
    /// 进一: a started step counts whole.
    Up,
    /// 舍去: it does not count.
    Down,
    /// 按比例: it counts by its share.
    ProRata,
}

/// 每 [n unit] x [若 c] [零头 …] act.
#[derive(Clone, Debug)]
pub struct Each {
    /// The size of one step, where written.
    pub size: Option<Expr>,
    /// What is counted: a count, a quantity or a record list.
    pub measure: Expr,
    /// Which rows of a list count.
    pub filter: Option<Expr>,
    /// What becomes of a part of a step.
    pub part: Option<PartStep>,
    /// What each costs.
    pub then: Box<Act>,
}

/// 若 x 低于 t 每 s [零头 …] act.
#[derive(Clone, Debug)]
pub struct Steps {
    /// What is measured.
    pub measure: Expr,
    /// 低于 (`true`) or 高于.
    pub below: bool,
    /// The threshold.
    pub threshold: Expr,
    /// The size of a step.
    pub step: Expr,
    /// What becomes of a part of a step.
    pub part: Option<PartStep>,
    /// What each step costs.
    pub then: Box<Act>,
}

/// 缺/有 items 每项 amount.
#[derive(Clone, Debug)]
pub struct ItemsAct {
    /// 缺 (`true`) or 有.
    pub missing: bool,
    /// One 清单, or yes/no facts in braces.
    pub of: ItemsOf,
    /// The verb of the amounts.
    pub verb: Verb,
    /// One price for all, or one for each item.
    pub price: ItemsPrice,
}

/// The items of a 缺/有 statement.
#[derive(Clone, Debug)]
pub enum ItemsOf {
    /// The name of a 清单.
    List(Spelled),
    /// { a, b }: yes/no facts.
    Facts(Vec<Spelled>, Span),
}

/// What items cost.
#[derive(Clone, Debug)]
pub enum ItemsPrice {
    /// Each the same.
    Each(Expr),
    /// { 计划 1分, 总结 2分 }.
    Named(Vec<(Spelled, Expr)>),
}

/// 逐 R [若 c] 取 fold { … }.
#[derive(Clone, Debug)]
pub struct RowsAct {
    /// The record list.
    pub list: Spelled,
    /// 按 key: the rows are folded in groups, which add up.
    pub by: Option<Spelled>,
    /// Which rows.
    pub filter: Option<Expr>,
    /// How the rows' amounts become one.
    pub fold: RowFold,
    /// Derived values and acts of each row.
    pub body: Vec<Statement>,
}

/// How amounts of rows become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowFold {
    /// 合计.
    Sum,
    /// 平均.
    Mean,
    /// 最差: the row that loses most (or earns least).
    Worst,
    /// 最好.
    Best,
    /// 最重: the largest loss, and apart from it the largest gain.
    Heaviest,
}
