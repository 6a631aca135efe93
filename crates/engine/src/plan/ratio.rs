//! Formulas as rounded quotients of sums of facts.
//!
//! The operations of a formula are gone through once with a quotient of two sums on the stack instead of a number.
//! What is no such quotient, as a product of two facts, stays arithmetic on a stack of fractions.

use std::collections::BTreeMap;

use crate::model::fact::FactId;
use crate::plan::arithmetic::Arithmetic;
use crate::plan::arithmetic::Condition;
use crate::plan::arithmetic::Operation;
use crate::plan::columns::facts::declared;
use crate::plan::quick::POINTS;
use crate::plan::quick::Shapes;
use crate::rounding::Rounding;
use crate::syntax::tree::Comparison;

/// The largest number of a fact in a ratio.
pub const WIDEST: i64 = i32::MAX as i64;
/// The largest sum that a ratio forms: far enough from the end of 64 bits for doubling and rounding.
const LARGEST: i128 = 1 << 61;

/// `price x round(over / under)`, and nothing where the dividend is below zero. The divisor is above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratio<F> {
    /// The dividend.
    pub over: Linear<F>,
    /// The divisor.
    pub under: Linear<F>,
    /// How the quotient becomes whole.
    pub rounding: Rounding,
    /// What one counts.
    pub price: i64,
}

/// A sum of facts, each so many times, and a constant. It fits 64 bits whatever the facts are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linear<F> {
    /// Each fact, and how many times.
    pub terms: Box<[(F, i64)]>,
    /// The constant.
    pub constant: i64,
}

/// A fact of a ratio, for which numbers from its least to [`WIDEST`] will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The fact.
    pub fact: FactId,
    /// The least number that its declaration allows.
    pub least: i64,
}

impl<F> Ratio<F> {
    /// The same of other facts, at another price; `None` where one of them has none.
    pub(crate) fn of<G>(&self, price: i64, mut fact: impl FnMut(&F) -> Option<G>) -> Option<Ratio<G>> {
        Some(Ratio {
            over: self.over.of(&mut fact)?,
            under: self.under.of(&mut fact)?,
            rounding: self.rounding,
            price,
        })
    }
}

impl<F> Linear<F> {
    fn of<G>(&self, mut fact: impl FnMut(&F) -> Option<G>) -> Option<Linear<G>> {
        let terms = self.terms.iter().map(|(one, times)| Some((fact(one)?, *times)));
        Some(Linear { terms: terms.collect::<Option<_>>()?, constant: self.constant })
    }
}

impl Shapes<'_> {
    /// A formula as a ratio; `None` where it has another shape, or where its condition does not make it positive.
    pub(crate) fn ratio(&self, when: &Condition, written: &Arithmetic) -> Option<Ratio<Term>> {
        let Condition::Compare(comparison, left, right) = when else { return None };
        let (last, before) = written.0.split_last()?;
        let Operation::Round(rounding, step_over, step_under) = *last else { return None };
        let points = step_over.checked_mul(POINTS)?;
        let price = (points % step_under == 0).then(|| points / step_under)?;
        let difference = quotient(&left.0)?.minus(&quotient(&right.0)?)?;
        let amount = quotient(before)?;
        let mut amount = amount.times(&Quotient::number(step_under.into(), step_over.into()))?;
        let above_zero = difference.under.is_positive(self)? && amount.under.is_positive(self)?;
        let due = above_zero && follows(&difference.over, *comparison, &amount.over)?;
        due.then_some(())?;
        // A fact that cancels out is looked at all the same: where it does not apply, nothing does.
        for operation in left.0.iter().chain(&right.0).chain(&written.0) {
            if let Operation::Fact(fact, _) = operation {
                amount.over.terms.entry(*fact).or_insert(0);
            }
        }
        Some(Ratio { over: amount.over.placed(self)?, under: amount.under.placed(self)?, rounding, price })
    }

    /// The least number that the declaration of a fact allows.
    fn least(&self, fact: FactId) -> Option<i64> {
        let slot = self.slots.get(fact.0 as usize)?;
        let (least, _) = declared(&slot.kind, slot.scale)?;
        least.filter(|least| (-WIDEST..=WIDEST).contains(least))
    }
}

/// Whether a sum is positive wherever another compares so with zero, and nowhere else: the one is a multiple of the
/// other.
fn follows(known: &Sum, comparison: Comparison, sum: &Sum) -> Option<bool> {
    let wanted_sign = match comparison {
        Comparison::Less => -1,
        Comparison::Greater => 1,
        _ => return None,
    };
    let (fact, times) = known.terms.first_key_value()?;
    let factor = *sum.terms.get(fact)?;
    let same = |a: i128, b: i128| Some(a.checked_mul(factor)? == b.checked_mul(*times)?);
    let mut multiple = known.terms.len() == sum.terms.len() && same(known.constant, sum.constant)?;
    for (fact, times) in &known.terms {
        multiple &= same(*times, sum.terms.get(fact).copied().unwrap_or(0))?;
    }
    Some(multiple && factor.signum() * times.signum() == wanted_sign)
}

/// What a row of operations comes to.
fn quotient(operations: &[Operation]) -> Option<Quotient> {
    let mut stack: Vec<Quotient> = Vec::new();
    for operation in operations {
        let top = match *operation {
            Operation::Number(over, under) => Quotient::number(over.into(), under.into()),
            Operation::Fact(fact, scale) => Quotient::fact(fact, scale.into()),
            Operation::Plus | Operation::Minus | Operation::Times | Operation::Over => {
                let (right, left) = (stack.pop()?, stack.pop()?);
                match *operation {
                    Operation::Plus => left.plus(&right)?,
                    Operation::Minus => left.minus(&right)?,
                    Operation::Times => left.times(&right)?,
                    _ => left.times(&Quotient { over: right.under, under: right.over })?,
                }
            }
            _ => return None,
        };
        stack.push(top.reduced());
    }
    stack.pop().filter(|_| stack.is_empty())
}

#[derive(Clone, Debug)]
struct Quotient {
    over: Sum,
    under: Sum,
}

/// A sum of facts, each so many times, and a constant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Sum {
    terms: BTreeMap<FactId, i128>,
    constant: i128,
}

impl Quotient {
    fn number(over: i128, under: i128) -> Self {
        Self { over: Sum::constant(over), under: Sum::constant(under) }
    }

    fn fact(fact: FactId, scale: i128) -> Self {
        let over = Sum { terms: BTreeMap::from([(fact, 1)]), constant: 0 };
        Self { over, under: Sum::constant(scale) }
    }

    fn plus(&self, other: &Self) -> Option<Self> {
        if self.under == other.under {
            return Some(Self { over: self.over.plus(&other.over)?, under: self.under.clone() });
        }
        let over = self.over.times(&other.under)?.plus(&other.over.times(&self.under)?)?;
        Some(Self { over, under: self.under.times(&other.under)? })
    }

    fn minus(&self, other: &Self) -> Option<Self> {
        let turned = Self { over: other.over.times(&Sum::constant(-1))?, under: other.under.clone() };
        self.plus(&turned)
    }

    fn times(&self, other: &Self) -> Option<Self> {
        Some(Self { over: self.over.times(&other.over)?, under: self.under.times(&other.under)? })
    }

    /// The same without what divides everything, so that the numbers stay small.
    fn reduced(self) -> Self {
        let common = self.over.divisor(self.under.divisor(0));
        if common <= 1 {
            self
        } else {
            Self { over: self.over.divided(common), under: self.under.divided(common) }
        }
    }
}

impl Sum {
    fn constant(constant: i128) -> Self {
        Self { constant, ..Self::default() }
    }

    fn plus(&self, other: &Self) -> Option<Self> {
        let mut sum = self.clone();
        sum.constant = sum.constant.checked_add(other.constant)?;
        for (fact, times) in &other.terms {
            let term = sum.terms.entry(*fact).or_default();
            *term = term.checked_add(*times)?;
        }
        sum.terms.retain(|_, times| *times != 0);
        Some(sum)
    }

    /// The product, where one of the two is a constant.
    fn times(&self, other: &Self) -> Option<Self> {
        let (sum, factor) = if other.terms.is_empty() {
            (self, other.constant)
        } else if self.terms.is_empty() {
            (other, self.constant)
        } else {
            return None;
        };
        let mut product = Self::constant(sum.constant.checked_mul(factor)?);
        for (fact, times) in &sum.terms {
            product.terms.insert(*fact, times.checked_mul(factor)?);
        }
        product.terms.retain(|_, times| *times != 0);
        Some(product)
    }

    fn numbers(&self) -> impl Iterator<Item = i128> + '_ {
        self.terms.values().copied().chain([self.constant])
    }

    fn divisor(&self, with: i128) -> i128 {
        self.numbers().fold(with, greatest_common_divisor)
    }

    fn divided(mut self, by: i128) -> Self {
        self.constant /= by;
        self.terms.values_mut().for_each(|times| *times /= by);
        self
    }

    /// Whether it is above zero whatever its facts are; `None` where one of them may be any number.
    fn is_positive(&self, shapes: &Shapes<'_>) -> Option<bool> {
        let mut least = self.constant;
        for (fact, times) in &self.terms {
            if *times < 0 {
                return Some(false);
            }
            least = least.checked_add(times.checked_mul(shapes.least(*fact)?.into())?)?;
        }
        Some(least > 0)
    }

    /// The sum in 64 bits.
    fn placed(&self, shapes: &Shapes<'_>) -> Option<Linear<Term>> {
        let mut largest = self.constant.checked_abs()?;
        let mut terms = Vec::new();
        for (fact, times) in &self.terms {
            let term = Term { fact: *fact, least: shapes.least(*fact)? };
            largest = largest.checked_add(times.checked_abs()?.checked_mul(WIDEST.into())?)?;
            terms.push((term, i64::try_from(*times).ok()?));
        }
        (largest < LARGEST).then_some(())?;
        Some(Linear { terms: terms.into(), constant: i64::try_from(self.constant).ok()? })
    }
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a).unwrap_or(1)
}
