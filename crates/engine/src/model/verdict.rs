//! Verdicts (评定): ordered grades and the conditions under which each is given.

use crate::model::expression::Expr;
use crate::model::part::PartId;
use crate::source::Span;

/// A verdict.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Verdict {
    /// Its name; `None` for the main verdict.
    pub name: Option<String>,
    /// The part whose verdict it is: the standard, or the part in which it stands.
    pub part: PartId,
    /// The grades, best first.
    pub grades: Vec<String>,
    /// The position of the lowest grade that passes.
    pub passing: u16,
    /// The rules in order; the first that holds decides, and the last always holds.
    pub rules: Vec<Rule>,
    /// Its heading.
    pub span: Span,
}

impl Verdict {
    /// The name of a grade; beyond the worst stands that no grade is given.
    pub fn grade(&self, position: u16) -> &str {
        self.grades.get(usize::from(position)).map_or("不评", String::as_str)
    }
}

/// One line of a verdict.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The position of the grade.
    pub grade: u16,
    /// When; `None` for 否则.
    pub when: Option<Expr>,
    /// The line.
    pub span: Span,
}
