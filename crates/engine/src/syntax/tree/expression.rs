//! Expressions and what they are made of.

use std::cmp::Ordering;

use crate::calendar::Period;
use crate::calendar::Season;
use crate::date::Date;
use crate::date::Time;
use crate::rounding::Rounding;
use crate::source::Span;
use crate::syntax::tree::BandRow;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;

/// An expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// `16小时/天`, `1.2亿`, `38%`.
    Number(Number),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// 是 or 否.
    Truth(bool),
    /// "…".
    Text(String),
    /// A name.
    Name(String),
    /// 总分, 得分率, 满分, 得分, 有否决, 合格, 评定日.
    Special(Special),
    /// 条 3.1 得分, 章 三 得分率, 条 3.1 合格: the result of one part.
    PartResult(Rank, Spelled, Special),
    /// R 按 key, the rows of a list in groups; only as the first argument of a fold.
    Grouped(Spelled, Spelled),
    /// 非 c.
    Not(Box<Expr>),
    /// -x.
    Negative(Box<Expr>),
    /// a 且 b 且 …
    All(Vec<Expr>),
    /// a 或 b 或 …
    Any(Vec<Expr>),
    /// a + b - …: each term with `true` where it is subtracted.
    Sum(Vec<(bool, Expr)>),
    /// a × b ÷ …: each factor with `true` where it divides.
    Product(Vec<(bool, Expr)>),
    /// a < b.
    Compare(Comparison, Box<Expr>, Box<Expr>),
    /// x 在 { a, b }.
    OneOf(Box<Expr>, Vec<Expr>),
    /// x 在 a 至 b: both ends in.
    Within(Box<Expr>, Box<Expr>, Box<Expr>),
    /// x 在 近 6个月 含对应日, in a stretch of days.
    During(Box<Expr>, Window),
    /// x 在 清单: whether it is one of the items that are there.
    Listed(Box<Expr>, Spelled),
    /// 清单 有 甲, 清单 缺 甲 (`true`).
    Item(Box<Expr>, Spelled, bool),
    /// x 适用.
    Applies(Box<Expr>),
    /// A fold or function with its arguments.
    Call(Function, Vec<Expr>),
    /// 名次(x, 同 y, 并列 同名次).
    Rank(Box<Ranking>),
    /// 同批 同 y: the units that are scored together; only as what a fold goes over.
    Batch(Vec<Expr>),
    /// 取整(x, 进一 到 step).
    Round(Box<Expr>, Rounding, Option<Box<Expr>>),
    /// 若 c 则 v 否则 w, with any number of 否则 若.
    If(Vec<(Expr, Expr)>, Box<Expr>),
    /// 按 x 分档 { … } as a value.
    Bands(Vec<Expr>, Vec<BandRow<Expr>>),
    /// e 无则 v: what stands where e has no value.
    OrElse(Box<Expr>, NoValue),
}

/// The rank of a unit among those that are scored together.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// What they are ranked by.
    pub of: Expr,
    /// Only among units of which these are the same.
    pub same: Vec<Expr>,
    /// What ranks those that come out the same (再按), one after the other.
    pub then: Vec<TieKey>,
    /// What becomes of ties.
    pub ties: Option<Ties>,
    /// Whether the smallest comes first.
    pub ascending: bool,
}

/// A further key of a rank (再按 y 由低到高).
#[derive(Clone, Debug)]
pub struct TieKey {
    /// What they are ranked by.
    pub of: Expr,
    /// Whether the smallest comes first; `None` where it is not said.
    pub ascending: Option<bool>,
}

/// What ranks units have that come out the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ties {
    /// 同名次: one rank, and the next ones stay empty (1, 1, 3).
    Shared,
    /// 紧排: one rank, and the next one follows (1, 1, 2).
    Dense,
    /// 待定: the text does not say.
    Open,
}

/// A stretch of days.
#[derive(Clone, Debug)]
pub enum Window {
    /// 近 6个月 到 x 含对应日.
    Last {
        /// How far back.
        length: Box<Expr>,
        /// The last day; 评定日 where nothing is written.
        until: Option<Box<Expr>>,
        /// 含对应日 (`true`) or 不含对应日; an author must choose.
        inclusive: Option<bool>,
    },
    /// 本年, 本季度, 本月: the period of 评定日.
    This(Period),
    /// 同年(x), 同季度(x), 同月(x): the period of a day.
    Same(Period, Box<Expr>),
    /// 每年 3月15日 至 11月15日.
    Yearly(Season),
}

/// What stands where a value does not exist.
#[derive(Clone, Debug)]
pub enum NoValue {
    /// 不适用.
    NotApplicable(Span),
    /// A value.
    Value(Box<Expr>),
}

/// A number as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its digits in ASCII, separators removed: `0.5`.
    pub digits: String,
    /// 万 or 亿 after the digits: the power of ten (0, 4 or 8).
    pub magnitude: u32,
    /// The unit as written, `%` included.
    pub unit: Option<Spelled>,
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// `<`, 低于, 不足.
    Less,
    /// `<=`, 不超过.
    AtMost,
    /// `>`, 高于, 超过.
    Greater,
    /// `>=`, 不低于.
    AtLeast,
    /// 为.
    Is,
    /// 不为.
    IsNot,
}

impl Comparison {
    /// Whether it holds between two values that stand in this order.
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::AtLeast => order.is_ge(),
            Self::Is => order.is_eq(),
            Self::IsNot => order.is_ne(),
        }
    }
}

/// Words with a meaning of their own in expressions; 「」 makes them names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Special {
    /// 总分.
    Total,
    /// 得分.
    Score,
    /// 得分率.
    ScoreRate,
    /// 满分: the points of this part.
    FullPoints,
    /// 有否决.
    Vetoed,
    /// 合格: of a clause, that it is met.
    Met,
    /// 评定日.
    AssessmentDate,
    /// 章 inside a fold: every chapter.
    Chapters,
    /// 条 inside a fold: every clause.
    Clauses,
    /// ★ inside a fold: every starred clause.
    Starred,
    /// 本组 inside a fold: the rows of the group at hand.
    Group,
}

/// Folds and functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Function {
    /// 计数(R[, c]): rows that pass; 计数(清单): items that are there.
    Count,
    /// 合计(R, x[, c]).
    Sum,
    /// 平均(R, x[, c]).
    Mean,
    /// 最大(R, x[, c]) or 最大(a, b, …).
    Max,
    /// 最小(R, x[, c]) or 最小(a, b, …).
    Min,
    /// 占比(R, c): the share of rows that pass.
    Share,
    /// 任一(R, c).
    AnyOf,
    /// 全部(R, c).
    AllOf,
    /// 绝对值(x).
    Absolute,
    /// 满年(a, b): whole years from a to b.
    FullYears,
    /// 满月(a, b).
    FullMonths,
    /// 天数(a, b).
    Days,
    /// 年(d).
    Year,
    /// 月(d).
    Month,
    /// 日(d).
    Day,
    /// 缺项数(清单): how many items are missing.
    MissingCount,
    /// 唯一(R, x[, c]): the value of x in the one row that passes.
    Only,
    /// 去极值平均(R, x[, c]): the mean without one highest and one lowest.
    TrimmedMean,
    /// 最大间隔(R, d[, c]): the most days from one d to the next.
    LongestGap,
    /// 首个(R, x[, c]): the value of x in the first row that passes, in the order of the key.
    First,
    /// 末个(R, x[, c]).
    Last,
    /// 连续(R, c, n): how many times c holds n rows in a row.
    Runs,
    /// 最长连续(R, c).
    LongestRun,
    /// 递增(R, x[, c]): each next value is greater.
    Rising,
    /// 递减(R, x[, c]).
    Falling,
    /// 不增(R, x[, c]): each next value is smaller or the same.
    NotRising,
    /// 不减(R, x[, c]).
    NotFalling,
}
