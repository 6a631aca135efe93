//! Arithmetic of plainly known facts on a stack of fractions. `None` where a fact is not plainly known, a divisor
//! is zero or a number does not fit: the general way decides then.

use std::cmp::Ordering;

use crate::observation::PlainFacts;
use crate::plan::arithmetic::Arithmetic;
use crate::plan::arithmetic::Condition;
use crate::plan::arithmetic::DEEPEST;
use crate::plan::arithmetic::Operation;
use crate::rounding::Rounding;

/// A fraction, its denominator positive; not always in lowest terms.
#[derive(Clone, Copy, Default)]
pub(crate) struct Fraction {
    over: i64,
    under: i64,
}

impl Arithmetic {
    /// The number that the operations come to.
    pub(crate) fn value(&self, facts: PlainFacts<'_>) -> Option<Fraction> {
        let mut stack = Stack::default();
        for operation in &self.0 {
            let number = match *operation {
                Operation::Number(over, under) => Fraction { over, under },
                Operation::Fact(fact, under) => Fraction { over: facts.plain(fact)?, under },
                Operation::Absolute => stack.take()?.absolute()?,
                Operation::Round(rounding, over, under) => stack.take()?.rounded(rounding, over, under)?,
                joining => {
                    let right = stack.take()?;
                    stack.take()?.joined(joining, right)?
                }
            };
            stack.put(number)?;
        }
        stack.take()
    }
}

/// As many numbers as arithmetic needs at once.
#[derive(Default)]
struct Stack {
    numbers: [Fraction; DEEPEST],
    height: usize,
}

impl Stack {
    #[inline]
    fn put(&mut self, number: Fraction) -> Option<()> {
        *self.numbers.get_mut(self.height)? = number;
        self.height += 1;
        Some(())
    }

    #[inline]
    fn take(&mut self) -> Option<Fraction> {
        self.height = self.height.checked_sub(1)?;
        self.numbers.get(self.height).copied()
    }
}

impl Condition {
    /// Whether it holds.
    pub(crate) fn holds(&self, facts: PlainFacts<'_>) -> Option<bool> {
        match self {
            Self::Compare(comparison, left, right) => {
                Some(comparison.holds(left.value(facts)?.cmp(right.value(facts)?)))
            }
            Self::Flag(fact) => facts.plain(*fact).map(|value| value != 0),
            Self::Not(inner) => inner.holds(facts).map(|truth| !truth),
            // Every part is asked: one that is not plainly known takes the general way.
            Self::All(parts) => parts.iter().try_fold(true, |all, part| Some(all & part.holds(facts)?)),
            Self::Any(parts) => parts.iter().try_fold(false, |any, part| Some(any | part.holds(facts)?)),
        }
    }
}

impl Fraction {
    fn absolute(self) -> Option<Self> {
        Some(Self { over: self.over.checked_abs()?, ..self })
    }

    /// The number as a multiple of `1 / scale`, where it is one.
    pub(crate) fn to_scaled(self, scale: i64) -> Option<i64> {
        let product = self.over.checked_mul(scale)?;
        (product % self.under == 0).then(|| product / self.under)
    }

    #[inline]
    fn joined(self, operation: Operation, other: Self) -> Option<Self> {
        let (a, b) = (self, other);
        Some(match operation {
            Operation::Plus => a.plus(b)?,
            Operation::Minus => a.plus(Self { over: b.over.checked_neg()?, ..b })?,
            Operation::Times => {
                Self { over: a.over.checked_mul(b.over)?, under: a.under.checked_mul(b.under)? }
            }
            Operation::Over if b.over > 0 => {
                Self { over: a.over.checked_mul(b.under)?, under: a.under.checked_mul(b.over)? }
            }
            Operation::Larger => {
                if a.cmp(b).is_ge() {
                    a
                } else {
                    b
                }
            }
            Operation::Smaller => {
                if a.cmp(b).is_le() {
                    a
                } else {
                    b
                }
            }
            _ => return None,
        })
    }

    fn plus(self, other: Self) -> Option<Self> {
        if self.under == other.under {
            return Some(Self { over: self.over.checked_add(other.over)?, ..self });
        }
        let (left, right) = (self.over.checked_mul(other.under)?, other.over.checked_mul(self.under)?);
        Some(Self { over: left.checked_add(right)?, under: self.under.checked_mul(other.under)? })
    }

    /// The multiple of `over / under` next to it.
    fn rounded(self, rounding: Rounding, over: i64, under: i64) -> Option<Self> {
        let (dividend, divisor) = (self.over.checked_mul(under)?, self.under.checked_mul(over)?);
        let floor = dividend.checked_div_euclid(divisor)?;
        let rest = dividend.checked_rem_euclid(divisor)?;
        let half = rest.checked_mul(2)?.cmp(&divisor);
        let up = match rounding {
            Rounding::Up => rest > 0,
            Rounding::Down => false,
            Rounding::HalfUp => half.is_gt() || (half.is_eq() && dividend > 0),
            Rounding::HalfEven => half.is_gt() || (half.is_eq() && floor % 2 != 0),
        };
        Some(Self { over: floor.checked_add(i64::from(up))?.checked_mul(over)?, under })
    }

    fn cmp(self, other: Self) -> Ordering {
        let wide = |a: i64, b: i64| i128::from(a) * i128::from(b);
        wide(self.over, other.under).cmp(&wide(other.over, self.under))
    }
}
