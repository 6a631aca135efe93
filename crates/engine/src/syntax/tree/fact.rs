//! What is recorded, and values with a name: 观测, 参数, 令.

use crate::date::Date;
use crate::source::Span;
use crate::syntax::tree::Expr;
use crate::syntax::tree::GivenValue;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Statement;

/// A named constant with the days from which its values hold.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// 改: it must be there already.
    pub amends: bool,
    /// Its name.
    pub name: Spelled,
    /// Values in the order written, each with its first day (`None`: from the beginning).
    pub values: Vec<(Expr, Option<Date>)>,
}

/// A declared fact, or a field of a record.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub name: Spelled,
    /// Its kind.
    pub kind: Kind,
    /// 可不适用.
    pub may_be_inapplicable: bool,
    /// 外部.
    pub external: bool,
    /// 未查 视为 v: what it counts as where it was not observed.
    pub taken_as: Option<GivenValue>,
    /// What to tell the inspector: a quoted text after the declaration.
    pub hint: Option<Spelled>,
    /// The whole declaration.
    pub span: Span,
}

/// The kind of a fact, as written after the colon. Each variant shows its spelling, field by field.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the spelling above each variant names its fields")]
pub enum Kind {
    /// 是否.
    YesNo,
    /// 计数 处 [a 至 b].
    Count { unit: Option<Spelled>, range: Option<Range> },
    /// 数值 小时/天 [精确到 p] [a 至 b].
    Quantity { unit: Option<Spelled>, precision: Option<Expr>, range: Option<Range> },
    /// 百分比, or 比率 with its scale (% ‰ /10万).
    Ratio { scale: Option<Spelled>, precision: Option<Expr>, range: Option<Range> },
    /// 等级 { A > B > C }, best first.
    Level(Vec<Spelled>),
    /// 选项 { 甲, 乙 }.
    Choice(Vec<Spelled>),
    /// 清单 { 计划, 总结 }.
    Items(Vec<Spelled>),
    /// 日期.
    Date,
    /// 时刻.
    Time,
    /// 文字.
    Text,
    /// 评 [折 10分制] 0 至 8分 [精确到 p], or 评 { 很好 18 至 20 ; … }.
    Judged { out_of: Option<Expr>, bands: Vec<JudgedBand>, precision: Option<Expr> },
    /// 名录 [应有 n] [按 key] { fields }.
    Records { expected: Option<Expr>, key: Option<Spelled>, fields: Vec<Statement> },
}

/// `a 至 b`, both ends in.
#[derive(Clone, Debug)]
pub struct Range {
    /// The lower end.
    pub low: Expr,
    /// The upper end.
    pub high: Expr,
}

/// One band of a judged fact; `name` is absent in the plain form `评 0 至 8分`.
#[derive(Clone, Debug)]
pub struct JudgedBand {
    /// The band's name.
    pub name: Option<Spelled>,
    /// The numbers an inspector may give in it.
    pub range: Range,
}

/// 令 name = value.
#[derive(Clone, Debug)]
pub struct Let {
    /// Its name.
    pub name: Spelled,
    /// What it stands for.
    pub value: Expr,
}
