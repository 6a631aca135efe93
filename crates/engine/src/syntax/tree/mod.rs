//! A clause file as written: kinds and places; names, units and numbers still as the author spelled them.
//!
//! A tree is whatever could be read. Whether a name exists, units agree or points add up is not known here.

mod act;
mod amendment;
mod band;
mod cases;
mod example;
mod expression;
mod fact;
mod header;
mod table;
mod verdict;

pub use act::Above;
pub use act::Act;
pub use act::ActKind;
pub use act::Branch;
pub use act::Each;
pub use act::Factor;
pub use act::FactorBy;
pub use act::GradeWord;
pub use act::ItemsAct;
pub use act::ItemsOf;
pub use act::ItemsPrice;
pub use act::PartStep;
pub use act::RowFold;
pub use act::RowsAct;
pub use act::Steps;
pub use act::Trailing;
pub use act::Verb;
pub use act::Whole;
pub use amendment::Change;
pub use amendment::Declared;
pub use amendment::Deletion;
pub use amendment::Destination;
pub use band::BandRow;
pub use band::Pattern;
pub use band::PatternKind;
pub use cases::Cases;
pub use example::Example;
pub use example::Expectation;
pub use example::Expected;
pub use example::Given;
pub use example::GivenValue;
pub use example::Subject;
pub use example::UnitLine;
pub use example::UnitSays;
pub use expression::Comparison;
pub use expression::Expr;
pub use expression::ExprKind;
pub use expression::Function;
pub use expression::NoValue;
pub use expression::Number;
pub use expression::Ranking;
pub use expression::Special;
pub use expression::TieKey;
pub use expression::Ties;
pub use expression::Window;
pub use fact::Fact;
pub use fact::JudgedBand;
pub use fact::Kind;
pub use fact::Let;
pub use fact::Parameter;
pub use fact::Range;
pub use header::Account;
pub use header::RollUp;
pub use header::RollUpFold;
pub use header::RollUpOf;
pub use header::Source;
pub use table::Cell;
pub use table::Column;
pub use table::Table;
pub use table::TableRow;
pub use verdict::Verdict;
pub use verdict::VerdictRule;

use crate::date::Date;
use crate::rounding::Rounding;
use crate::source::Span;

/// A whole file.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The parts that open the file: one standard in a legal file.
    pub parts: Vec<Part>,
    /// Every comment, in file order, `#` included, trailing blanks removed.
    pub comments: Vec<Comment>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Its text, from `#` to the end of the line.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Whether nothing else stands before it on its line.
    pub alone: bool,
    /// Whether an empty line follows.
    pub before_blank: bool,
    /// Whether it stands alone and further in than what follows: it belongs to what stands above.
    pub of_above: bool,
}

/// What a heading opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// 标准: the file.
    Standard,
    /// 章.
    Chapter,
    /// 节.
    Section,
    /// 条: the clause.
    Clause,
    /// 款: a part of a clause.
    Item,
}

/// A heading with everything below it, up to the next heading of its rank or a higher one.
#[derive(Clone, Debug)]
pub struct Part {
    /// What the heading opens.
    pub rank: Rank,
    /// Number or name after the keyword: `3.1`, `三`, `县城暗访`.
    pub id: Spelled,
    /// The quoted label.
    pub label: Option<Spelled>,
    /// The points of the heading: `20分`.
    pub points: Option<Expr>,
    /// 权重 30%: its share of the part above.
    pub weight: Option<Expr>,
    /// Whether the heading carries ★.
    pub starred: bool,
    /// The statements before the first heading below.
    pub body: Vec<Statement>,
    /// The parts below.
    pub children: Vec<Part>,
    /// The heading's own text.
    pub span: Span,
    /// How it changes the standard that the file builds on; `None` for a part of its own.
    pub change: Option<Change>,
}

/// A name or quoted text with its place; brackets and quotes removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// One statement.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What it says.
    pub kind: StatementKind,
    /// Where it stands, from its keyword to its last word.
    pub span: Span,
}

/// What a statement says.
#[derive(Clone, Debug)]
pub enum StatementKind {
    /// 编号 `cn.city.2014`.
    Id(Spelled),
    /// 承 `cn.city.2014`: the standard that this one builds on.
    Extends(Spelled),
    /// 级别 国家.
    Level(Spelled),
    /// 施行 2015-01-01.
    InForce(Date),
    /// 废止 2021-12-03.
    Until(Date),
    /// 满分 1000 (a number, or points).
    FullMarks(Expr),
    /// 取整 四舍五入 到 0.1分.
    Round(Rounding, Expr),
    /// 取整 不取整: the total stays as exact as it came out.
    Unrounded,
    /// 缺项 折算 (the policy as written).
    Gaps(Spelled),
    /// 来源 or 依据.
    Source(Source),
    /// 责任 城市管理部门, 住建局.
    Departments(Vec<Spelled>),
    /// 适用 若 c.
    Applies(Expr),
    /// 从零起: the clause starts from nothing.
    FromZero,
    /// 累降: several demotions of a grade add up.
    DemotionsAddUp,
    /// 可负 [到 -203分]: the score may go below zero, down to a floor where one is given.
    BelowZero(Option<Expr>),
    /// 可超: the score may go above the points.
    AboveFull,
    /// 折算自 650分: the points of the table below, scaled to those of the part.
    ScaledFrom(Expr),
    /// 取 平均 [得分|得分率]: how the parts below become one.
    RollUp(RollUp),
    /// 账 罚款 元.
    Account(Account),
    /// 参数 门槛 = 85% 自 2010-01-01 ; 90% 自 2015-01-01.
    Parameter(Parameter),
    /// 观测 a : 计数 处 (one statement for each name).
    Fact(Fact),
    /// 令 x = e.
    Let(Let),
    /// 评定 ….
    Verdict(Verdict),
    /// 删 观测 x 因 "…".
    Delete(Deletion),
    /// 例 "…" 设 … 期望 ….
    Example(Example),
    /// 加倍 若 c on a line of its own.
    Factor(Factor),
    /// Anything that acts on points or on the outcome.
    Act(Act),
}
