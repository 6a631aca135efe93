//! Expressions, typed and resolved: no names, no spellings, numbers in base units.

use crate::date::Date;
use crate::date::Time;
use crate::exact::Exact;
use crate::model::account::AccountId;
use crate::model::batch::BatchValue;
use crate::model::calendar::Calendar;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::part::PartId;
use crate::rounding::Rounding;
use crate::source::Span;
use crate::syntax::tree::Comparison;
use crate::unit::Unit;

/// A derived value by position in file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LetId(pub u32);

/// A parameter by position in file order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParameterId(pub u32);

/// A derived value (令).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Let {
    /// Its name.
    pub name: String,
    /// Its value; it never needs itself, directly or through others.
    pub value: Expr,
    /// The unit of its value, for showing it; `None` where it is not a number.
    pub unit: Option<Unit>,
    /// Its declaration.
    pub span: Span,
}

/// A dated constant (参数).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Constant values with their first days, in order; the first may hold from the beginning.
    pub values: Vec<(Option<Date>, Expr)>,
    /// Its declaration.
    pub span: Span,
}

impl Parameter {
    /// The value on a day: the last whose first day is not after it. Before the first, the first value.
    pub fn on(&self, date: Option<Date>) -> Option<&Expr> {
        let holds = |from: &Option<Date>| match (from, date) {
            (Some(from), Some(date)) => *from <= date,
            _ => true,
        };
        let current = self.values.iter().rev().find(|(from, _)| holds(from));
        current.or(self.values.first()).map(|(_, value)| value)
    }
}

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// A number in base units, with the unit in which the author wrote it.
    Number(Exact, Unit),
    /// 是 or 否.
    Truth(bool),
    /// A level or choice: its position and its name.
    Option(u16, String),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A text.
    Text(String),
    /// 评定日.
    AssessmentDate,
    /// A fact.
    Fact(FactId),
    /// A field of the row at hand.
    Field(FieldId),
    /// A derived value of the row at hand, by position (declared in the record, then in the 逐).
    RowLet(u32),
    /// A field or derived value of the row around the row at hand, whose list holds the list at hand; and its name.
    Outer(Box<Expr>, String),
    /// A derived value.
    Let(LetId),
    /// A parameter.
    Parameter(ParameterId),
    /// 非.
    Not(Box<Expr>),
    /// 且.
    All(Vec<Expr>),
    /// 或.
    Any(Vec<Expr>),
    /// Terms, `true` where subtracted.
    Sum(Vec<(bool, Expr)>),
    /// Factors, `true` where dividing.
    Product(Vec<(bool, Expr)>),
    /// A comparison: numbers, levels (a better level is greater), choices, dates, times, texts, truths.
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// x 在 { … }.
    OneOf(Box<Expr>, Vec<Expr>),
    /// x 在 a 至 b, both in.
    Within(Box<Expr>, Box<Expr>, Box<Expr>),
    /// What the calendar says of days.
    Calendar(Box<Calendar>),
    /// 清单 有 甲: whether an item is there, by position and name.
    Item(FactId, u16, String),
    /// x 在 清单: the values that are items, each with the position of its item.
    Listed(Box<Expr>, FactId, Vec<(Expr, u16)>),
    /// 计数(清单), or 缺项数(清单) (`true`): how many of the items are there, or missing.
    ItemCount(FactId, bool),
    /// x 适用.
    Applies(Box<Expr>),
    /// A fold over the rows of a record list.
    Fold(Box<Fold>),
    /// A value among the units that are scored together: 名次, or a fold over 同批.
    Batch(Box<BatchValue>),
    /// A fold over parts of the standard; only in a verdict.
    PartFold(Box<PartFold>),
    /// 最大(a, b, …) (`true`) or 最小.
    Extremum(bool, Vec<Expr>),
    /// 绝对值.
    Absolute(Box<Expr>),
    /// 取整.
    Round(Box<Expr>, Rounding, Exact),
    /// 若 … 则 … 否则 ….
    If(Vec<(Expr, Expr)>, Box<Expr>),
    /// 按 … 分档 as a value.
    Bands(Box<Bands<Expr>>),
    /// e 无则 v: `None` for 不适用.
    OrElse(Box<Expr>, Option<Box<Expr>>),
    /// A number of the assessment; only in a verdict.
    Outcome(OutcomeNumber),
    /// The amount of an account; only in a verdict and in a later account.
    Account(AccountId),
    /// 有否决; only in a verdict.
    Vetoed,
    /// 合格, of the part at hand in a [`PartFold`].
    Met,
    /// 条 3.1 得分: an outcome of one part, which is scored before it is looked at.
    OfPart(PartId, Box<Expr>),
    /// The grade of a verdict of the whole, by position: it is decided before the verdict that looks at it.
    Grade(u16),
    /// The grade of the verdict of a part, which is scored before: the first rule that holds gives it.
    Graded(PartId, Vec<(u16, Option<Expr>)>),
}

/// Numbers of the assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeNumber {
    /// 总分, before rounding (全数值比较).
    Total,
    /// 得分 of the part at hand (of the standard outside a fold).
    Score,
    /// 得分率 of the part at hand: score over applicable points.
    ScoreRate,
}

/// A fold over rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// How.
    pub kind: FoldKind,
    /// The record list.
    pub list: FactId,
    /// Over all its rows, or those of the group at hand.
    pub rows: RowSet,
    /// 按: over the groups of rows with one value of a field, and not over the rows themselves.
    pub by: Option<FieldId>,
    /// The value of a row; `None` for 计数 占比 任一 全部 连续 最长连续.
    pub value: Option<Expr>,
    /// Which rows; for 占比 任一 全部 连续 最长连续 the condition itself.
    pub filter: Option<Expr>,
}

/// Which rows of a list a fold goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowSet {
    /// All of them.
    All,
    /// 本组: those of the group at hand.
    Group,
}

/// The kinds of folds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// 计数.
    Count,
    /// 合计.
    Sum,
    /// 平均.
    Mean,
    /// 最大.
    Max,
    /// 最小.
    Min,
    /// 占比.
    Share,
    /// 任一.
    AnyOf,
    /// 全部.
    AllOf,
    /// 唯一: the value of the one row.
    Only,
    /// 去极值平均: without one highest and one lowest.
    TrimmedMean,
    /// 最大间隔.
    LongestGap,
    /// 首个, in the order of the key.
    First,
    /// 末个.
    Last,
    /// 连续: runs of so many rows.
    Runs(u32),
    /// 最长连续: the rows of the longest run.
    LongestRun,
    /// 递增, 递减, 不增, 不减: how each next value compares with the one before.
    Trend(Comparison),
}

impl FoldKind {
    /// Whether it looks at the rows in the order of the list's key.
    pub fn is_ordered(self) -> bool {
        matches!(self, Self::First | Self::Last | Self::Runs(_) | Self::LongestRun | Self::Trend(_))
    }

    /// Whether it comes to yes or no.
    pub fn is_truth(self) -> bool {
        matches!(self, Self::AnyOf | Self::AllOf | Self::Trend(_))
    }

    /// Whether it takes the value of one row as it is, whatever kind it is of.
    pub fn picks(self) -> bool {
        matches!(self, Self::Only | Self::First | Self::Last)
    }
}

/// A fold over parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartFold {
    /// How.
    pub kind: FoldKind,
    /// Which parts.
    pub over: PartSet,
    /// The value of a part (得分, 得分率); `None` for 计数 占比 任一 全部.
    pub value: Option<Expr>,
    /// The condition on a part.
    pub filter: Option<Expr>,
}

/// Which parts a fold goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartSet {
    /// 章.
    Chapters,
    /// 条.
    Clauses,
    /// ★: starred clauses.
    Starred,
}

/// A band table: for one or two keys, rows that are complete and disjoint at the keys' precision, or end in an
/// unconditional row (否则).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands<T> {
    /// The keys.
    pub keys: Vec<Expr>,
    /// The rows in order; the first that matches holds.
    pub rows: Vec<BandRow<T>>,
}

/// A row of a band table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BandRow<T> {
    /// For each key the patterns of which one must match; no patterns at all: 否则.
    pub patterns: Vec<Vec<Pattern>>,
    /// What holds.
    pub then: T,
    /// The row's text, for showing it.
    pub span: Span,
}

/// What a key may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// A stretch of numbers (dates and times as day and minute numbers); `true` where the end itself is in.
    Range(Option<(Exact, bool)>, Option<(Exact, bool)>),
    /// A level or choice by position.
    Option(u16),
    /// 是 or 否.
    Truth(bool),
    /// A text.
    Text(String),
    /// Anything.
    Any,
}
