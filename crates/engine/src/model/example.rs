//! Examples (例): worked cases that a standard carries with it.

use crate::exact::Exact;
use crate::model::account::AccountId;
use crate::model::expression::Expr;
use crate::model::expression::LetId;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree::Given;

/// A worked case.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// What is observed of every unit, as written; it is read like any other observation.
    pub given: Vec<Given>,
    /// What must come out for every unit.
    pub expected: Vec<Expectation>,
    /// The units that are scored together, by first mention; one without a name where the case names none.
    pub units: Vec<ExampleUnit>,
    /// Its heading.
    pub span: Span,
}

/// A unit of a worked case, beside what is said of every unit.
#[derive(Clone, Debug, Default)]
pub struct ExampleUnit {
    /// Its name, where the case names its units.
    pub name: Option<String>,
    /// What is observed of it alone.
    pub given: Vec<Given>,
    /// What must come out for it alone.
    pub expected: Vec<Expectation>,
}

impl Example {
    /// Everything that is observed of a unit.
    pub fn given_of<'a>(&'a self, unit: &'a ExampleUnit) -> impl Iterator<Item = &'a Given> {
        self.given.iter().chain(&unit.given)
    }

    /// Everything that must come out for a unit.
    pub fn expected_of<'a>(&'a self, unit: &'a ExampleUnit) -> impl Iterator<Item = &'a Expectation> {
        self.expected.iter().chain(&unit.expected)
    }
}

/// One thing that must come out.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// What is looked at.
    pub subject: Subject,
    /// What it must be.
    pub expected: Expected,
    /// Its text.
    pub span: Span,
}

/// What an expectation looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The part's score or finding; the standard itself for 总分.
    Part(PartId),
    /// A verdict, by its position.
    Verdict(usize),
    /// A derived value.
    Value(LetId),
    /// An account.
    Account(AccountId),
}

/// What it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Points lost, at least and at most.
    Loses(Exact, Exact),
    /// The score, at least and at most.
    Scores(Exact, Exact),
    /// What a part books to an account, at least and at most.
    Books(AccountId, Exact, Exact),
    /// An account's amount, at least and at most; `None` where nothing bounds it above.
    Amounts(Exact, Option<Exact>),
    /// A finding.
    Finding(FindingWord),
    /// The bonus, at least and at most.
    Adds(Exact, Exact),
    /// The grades that are possible, by position, best first.
    Grades(Vec<u16>),
    /// A derived value, at least and at most: fixed values.
    Value(Expr, Expr),
}

/// The findings by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingWord {
    /// 合格.
    Met,
    /// 扣分.
    Reduced,
    /// 零分.
    Zero,
    /// 不合格.
    Failed,
    /// 否决.
    Vetoed,
    /// 不评.
    Withheld,
    /// 不适用.
    NotApplicable,
    /// 未查.
    NotObserved,
    /// 待定.
    Undetermined,
}
