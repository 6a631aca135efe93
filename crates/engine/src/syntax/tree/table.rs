//! Rows of cases: 列 and 行 in an example.

use crate::source::Span;
use crate::syntax::tree::Expectation;
use crate::syntax::tree::Given;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Subject;

/// 列 绿化覆盖率 | 期望 条 9, with a case in each 行 below it.
#[derive(Clone, Debug)]
pub struct Table {
    /// What stands in the cells, from left to right.
    pub columns: Vec<Column>,
    /// The cases, in file order.
    pub rows: Vec<TableRow>,
    /// From 列 to the last column.
    pub span: Span,
}

/// What the cells of a column hold.
#[derive(Clone, Debug)]
pub enum Column {
    /// Values of a fact.
    Fact(Spelled),
    /// 评定日: days of the assessment.
    AssessmentDate(Spelled),
    /// 期望 条 9: what must come out for a subject.
    Expected(Subject, Span),
}

impl Column {
    /// Its place.
    pub fn span(&self) -> Span {
        match self {
            Self::Fact(name) | Self::AssessmentDate(name) => name.span,
            Self::Expected(_, span) => *span,
        }
    }
}

/// 行 36% | 合格 "恰好": a case.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// Its cells: one for each column.
    pub cells: Vec<Cell>,
    /// What it shows.
    pub label: Option<Spelled>,
    /// From 行 to its last word.
    pub span: Span,
}

/// A cell of a row.
#[derive(Clone, Debug)]
pub enum Cell {
    /// The fact of the column with its value.
    Given(Given),
    /// 未查: nothing is given.
    NotObserved(Span),
    /// The subject of the column with what must come out.
    Expected(Expectation),
    /// `-`: nothing is expected.
    Nothing(Span),
}
