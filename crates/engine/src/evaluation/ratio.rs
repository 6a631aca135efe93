//! What ratios come to: the same arithmetic for the facts of one unit and for columns of them.

use crate::observation::PlainFacts;
use crate::observation::Readings;
use crate::plan::ratio::Linear;
use crate::plan::ratio::Ratio;
use crate::plan::ratio::Term;
use crate::plan::ratio::WIDEST;
use crate::rounding::Rounding;

impl<F> Ratio<F> {
    /// The amount, never below zero. The facts are in the range for which the ratio was made.
    #[inline(always)]
    pub(crate) fn amount(&self, value: impl Fn(&F) -> i64) -> i64 {
        self.priced(self.over.sum(&value), self.under.sum(&value))
    }

    /// The amount of a dividend and a divisor.
    #[inline(always)]
    pub(crate) fn priced(&self, over: i64, under: i64) -> i64 {
        rounded(over.max(0), under, self.rounding).saturating_mul(self.price)
    }

    fn terms(&self) -> impl Iterator<Item = &F> {
        self.over.terms.iter().chain(&self.under.terms).map(|(term, _)| term)
    }
}

impl Ratio<Term> {
    /// The amount of one unit; `None` where a fact is not plainly known or beyond the range.
    #[inline]
    pub(crate) fn amount_of(&self, facts: PlainFacts<'_>) -> Option<i64> {
        let value = |term: &Term| facts.plain(term.fact).unwrap_or(Readings::NOT_PLAIN);
        let known = self.terms().all(|term| (term.least..=WIDEST).contains(&value(term)));
        known.then(|| self.amount(value))
    }
}

impl<F> Linear<F> {
    #[inline(always)]
    fn sum(&self, value: impl Fn(&F) -> i64) -> i64 {
        let add = |sum: i64, (fact, times): &(F, i64)| sum.wrapping_add(value(fact).wrapping_mul(*times));
        self.terms.iter().fold(self.constant, add)
    }
}

/// A quotient of a dividend that is not below zero and a divisor above it.
#[inline(always)]
pub(crate) fn rounded(over: i64, under: i64, rounding: Rounding) -> i64 {
    let (whole, rest) = (over / under.max(1), over % under.max(1));
    let up = match rounding {
        Rounding::Up => rest > 0,
        Rounding::Down => false,
        Rounding::HalfUp => rest.wrapping_mul(2) >= under,
        Rounding::HalfEven => {
            let twice = rest.wrapping_mul(2);
            twice > under || (twice == under && whole % 2 != 0)
        }
    };
    whole.wrapping_add(i64::from(up))
}
