//! Worked cases: 例, 设, 期望.

use crate::source::Span;
use crate::syntax::tree::Expr;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Table;

/// 例 "name" with what is observed and what must come out.
#[derive(Clone, Debug)]
pub struct Example {
    /// What the example shows.
    pub name: Spelled,
    /// 设 a = 3 ; b = 不适用.
    pub given: Vec<Given>,
    /// 期望 条 3.1 扣 6分 ; 结论 不通过.
    pub expected: Vec<Expectation>,
    /// 单元 东村 设 … and 单元 东村 期望 …, in file order.
    pub units: Vec<UnitLine>,
    /// 列 and 行: rows of cases.
    pub table: Option<Table>,
}

impl Example {
    /// Adds what is said of a unit, to its line above where that says the same sort of thing.
    pub fn say(&mut self, line: UnitLine) {
        match (self.units.last_mut(), line.says) {
            (Some(UnitLine { unit, says: UnitSays::Given(above), span }), UnitSays::Given(given))
                if unit.text == line.unit.text =>
            {
                above.extend(given);
                *span = span.to(line.span);
            }
            (
                Some(UnitLine { unit, says: UnitSays::Expected(above), span }),
                UnitSays::Expected(expected),
            ) if unit.text == line.unit.text => {
                above.extend(expected);
                *span = span.to(line.span);
            }
            (_, says) => self.units.push(UnitLine { says, ..line }),
        }
    }
}

/// What an example says of one of the units that are scored together.
#[derive(Clone, Debug)]
pub struct UnitLine {
    /// The unit.
    pub unit: Spelled,
    /// What is said of it.
    pub says: UnitSays,
    /// From 单元 to the last word.
    pub span: Span,
}

/// What a line of a unit says.
#[derive(Clone, Debug)]
pub enum UnitSays {
    /// 设: what is observed of it.
    Given(Vec<Given>),
    /// 期望: what must come out for it.
    Expected(Vec<Expectation>),
}

/// One observed value of an example.
#[derive(Clone, Debug)]
pub struct Given {
    /// The fact.
    pub fact: Spelled,
    /// Its value.
    pub value: GivenValue,
}

/// A value as an example writes it.
#[derive(Clone, Debug)]
pub enum GivenValue {
    /// A number, date, name, or 是/否.
    Value(Expr),
    /// 很好 17分: the band of a judged fact with the number given in it.
    Judged(Spelled, Expr, Span),
    /// 7分 争议 8分: what inspectors who disagree recorded.
    Disputed(Vec<GivenValue>, Span),
    /// The day of the assessment, of which 评定日 speaks: the one entry that is no fact.
    AssessmentDate(Expr),
    /// 不适用.
    NotApplicable(Span),
    /// { 计划, 总结 }: the items of a list that are there.
    Items(Vec<Spelled>, Span),
    /// [ { 占道 = 3 ; … } { … } ]: rows of a record list, in order.
    Rows(Vec<Vec<Given>>, Span),
}

/// One thing that must come out.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// What is looked at.
    pub subject: Subject,
    /// What it must be.
    pub expected: Expected,
    /// The whole expectation.
    pub span: Span,
}

/// What an expectation looks at.
#[derive(Clone, Debug)]
pub enum Subject {
    /// 总分.
    Total,
    /// 结论.
    Verdict,
    /// A verdict or an account by its name: 重点条款 具备, 罚款 200元.
    Named(Spelled),
    /// 条 3.1, 章 三.
    Part(Rank, Spelled),
}

/// What an expectation expects.
#[derive(Clone, Debug)]
pub enum Expected {
    /// 扣 6分, 扣 4分 至 6分: points lost, at least and at most where both are given.
    Loses(Expr, Option<Expr>),
    /// 得 6分, 10分 至 12分: the score. Of a value or an account: what it is.
    Scores(Expr, Option<Expr>),
    /// 记 罚款 50元: what a part books, at least and at most where both are given.
    Books(Spelled, Expr, Option<Expr>),
    /// 罚款 >= 100元: an account's amount, at least, where nothing bounds it above.
    AtLeast(Expr),
    /// 加 4分: the bonus.
    Adds(Expr, Option<Expr>),
    /// A finding: 条 3.1 不适用.
    Finding(Spelled),
    /// 结论 不通过, 结论 通过 或 不通过: the grades that are possible.
    Grades(Vec<Spelled>),
}
