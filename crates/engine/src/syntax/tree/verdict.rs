//! 评定 and its lines.

use crate::source::Span;
use crate::syntax::tree::Expr;
use crate::syntax::tree::Spelled;

/// `评定 [name] { best > … > worst } [及格 grade]`, with its rules in order.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// 改: it must be there already.
    pub amends: bool,
    /// The name of a verdict beside the main one.
    pub name: Option<Spelled>,
    /// The grades, best first.
    pub grades: Vec<Spelled>,
    /// The lowest grade that passes.
    pub passing: Option<Spelled>,
    /// `grade 若 c`, in order; `None` is 否则.
    pub rules: Vec<VerdictRule>,
}

/// One line of a verdict.
#[derive(Clone, Debug)]
pub struct VerdictRule {
    /// The grade that holds.
    pub grade: Spelled,
    /// When; `None` for 否则.
    pub when: Option<Expr>,
    /// The line.
    pub span: Span,
}
