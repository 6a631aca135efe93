//! Amounts and conditions of exact arithmetic as short programs for a stack of fractions of 64-bit integers.

use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::plan::quick::Shapes;
use crate::rounding::Rounding;
use crate::syntax::tree::Comparison;
use crate::unit::Unit;

/// How many numbers the stack holds.
pub const DEEPEST: usize = 8;

/// A number, from what stands before its operations on the stack.
#[derive(Clone, Debug)]
pub struct Arithmetic(pub Box<[Operation]>);

/// One operation on the stack.
#[derive(Clone, Copy, Debug)]
pub enum Operation {
    /// Puts a fraction on top.
    Number(i64, i64),
    /// Puts a fact on top, counted in steps of one part in so many.
    Fact(FactId, i64),
    /// The sum of the two on top.
    Plus,
    /// The difference of the two on top.
    Minus,
    /// The product of the two on top.
    Times,
    /// The quotient of the two on top.
    Over,
    /// The larger of the two on top.
    Larger,
    /// The smaller of the two on top.
    Smaller,
    /// The number on top without its sign.
    Absolute,
    /// The number on top as a multiple of a fraction.
    Round(Rounding, i64, i64),
}

/// What decides whether an amount is due.
#[derive(Clone, Debug)]
pub enum Condition {
    /// A comparison of two numbers.
    Compare(Comparison, Arithmetic, Arithmetic),
    /// A fact that is yes.
    Flag(FactId),
    /// Not so.
    Not(Box<Condition>),
    /// All of these.
    All(Box<[Condition]>),
    /// Any of these.
    Any(Box<[Condition]>),
}

impl Shapes<'_> {
    /// An expression as arithmetic, where it is nothing else. Derived values are followed once, not through one
    /// another, so that the work stays in proportion to the text.
    pub(crate) fn arithmetic(&self, expression: &Expr) -> Option<Arithmetic> {
        let mut operations = Vec::new();
        let depth = self.operations(expression, true, &mut operations)?;
        (depth <= DEEPEST).then(|| Arithmetic(operations.into()))
    }

    /// A condition over arithmetic and facts that are yes or no, where it is nothing else.
    pub(crate) fn condition(&self, expression: &Expr) -> Option<Condition> {
        let all =
            |parts: &[Expr]| parts.iter().map(|part| self.condition(part)).collect::<Option<Box<[_]>>>();
        Some(match expression {
            Expr::Compare(comparison, left, right) => {
                Condition::Compare(*comparison, self.arithmetic(left)?, self.arithmetic(right)?)
            }
            Expr::Fact(fact) if matches!(self.slots.get(fact.0 as usize)?.kind, Kind::YesNo) => {
                Condition::Flag(*fact)
            }
            Expr::Not(inner) => Condition::Not(Box::new(self.condition(inner)?)),
            Expr::All(parts) => Condition::All(all(parts)?),
            Expr::Any(parts) => Condition::Any(all(parts)?),
            _ => return None,
        })
    }

    /// Writes the operations of an expression; how many numbers they need on the stack.
    fn operations(&self, expression: &Expr, follow: bool, written: &mut Vec<Operation>) -> Option<usize> {
        match expression {
            Expr::Number(value, _) => self.put(*value, written),
            Expr::Parameter(id) => match self.parameters.get(id.0 as usize)? {
                Expr::Number(value, _) => self.put(*value, written),
                _ => None,
            },
            Expr::Fact(fact) => {
                let slot = self.slots.get(fact.0 as usize)?;
                matches!(slot.kind, Kind::Number(_) | Kind::Judged(_)).then_some(())?;
                written.push(Operation::Fact(*fact, slot.scale));
                Some(1)
            }
            Expr::Let(id) if follow => self.operations(&self.lets.get(id.0 as usize)?.value, false, written),
            Expr::Sum(terms) => {
                self.series(terms, Exact::ZERO, (Operation::Plus, Operation::Minus), follow, written)
            }
            Expr::Product(factors) => {
                self.series(factors, Exact::ONE, (Operation::Times, Operation::Over), follow, written)
            }
            Expr::Round(inner, rounding, step) => {
                let depth = self.operations(inner, follow, written)?;
                let (over, under) = step.to_fraction().filter(|(over, _)| *over > 0)?;
                written.push(Operation::Round(*rounding, over, under));
                Some(depth)
            }
            Expr::Absolute(inner) => {
                let depth = self.operations(inner, follow, written)?;
                written.push(Operation::Absolute);
                Some(depth)
            }
            Expr::Extremum(largest, parts) => {
                let choose = if *largest { Operation::Larger } else { Operation::Smaller };
                let parts = parts.iter().map(|part| (part, choose));
                self.joined(parts, follow, written)
            }
            _ => None,
        }
    }

    fn put(&self, value: Exact, written: &mut Vec<Operation>) -> Option<usize> {
        let (over, under) = value.to_fraction()?;
        written.push(Operation::Number(over, under));
        Some(1)
    }

    /// Terms or factors from the left; the first stands for itself unless it is turned.
    fn series(
        &self,
        parts: &[(bool, Expr)],
        neutral: Exact,
        (plain, turned): (Operation, Operation),
        follow: bool,
        written: &mut Vec<Operation>,
    ) -> Option<usize> {
        let neutral = Expr::Number(neutral, Unit::none());
        let first = parts.first().filter(|(is_turned, _)| *is_turned).map(|_| (&neutral, plain));
        let parts = parts.iter().map(|(is_turned, part)| (part, if *is_turned { turned } else { plain }));
        self.joined(first.into_iter().chain(parts), follow, written)
    }

    /// Numbers, each but the first followed by the operation that joins it to those before.
    fn joined<'e>(
        &self,
        parts: impl Iterator<Item = (&'e Expr, Operation)>,
        follow: bool,
        written: &mut Vec<Operation>,
    ) -> Option<usize> {
        let mut deepest = 0;
        for (position, (part, operation)) in parts.enumerate() {
            let below = usize::from(position > 0);
            deepest = deepest.max(below + self.operations(part, follow, written)?);
            if position > 0 {
                written.push(operation);
            }
        }
        (deepest > 0).then_some(deepest)
    }
}
