//! Numbers made of numbers.

use num_traits::One;
use num_traits::Signed;
use num_traits::Zero;
use weiheng::model::expression::Expr;

use crate::number::Number;
use crate::number::number;
use crate::number::round;
use crate::outcome::Outcome;
use crate::outcome::every;
use crate::scope::Scope;

impl Scope<'_> {
    /// Sums, products, roundings, folds.
    pub(crate) fn computed(&self, expression: &Expr) -> Outcome<Number> {
        match expression {
            Expr::Sum(terms) => self.sum(terms),
            Expr::Product(factors) => self.product(factors),
            Expr::Absolute(inner) => self.number(inner).map(|value| value.abs()),
            Expr::Round(inner, how, step) => {
                self.number(inner).map(|value| round(&value, *how, &number(*step)))
            }
            Expr::Fold(fold) => self.fold(fold),
            Expr::PartFold(fold) => self.part_fold(fold),
            Expr::Batch(value) => self.among(value),
            other => panic!("{other:?} is no number"),
        }
    }

    fn sum(&self, terms: &[(bool, Expr)]) -> Outcome<Number> {
        let values = every(terms.iter().map(|(_, term)| self.number(term)));
        values.map(|values| {
            let signed =
                values.into_iter().zip(terms).map(|(value, (minus, _))| if *minus { -value } else { value });
            signed.fold(Number::zero(), |sum, value| sum + value)
        })
    }

    fn product(&self, factors: &[(bool, Expr)]) -> Outcome<Number> {
        let values = every(factors.iter().map(|(_, factor)| self.number(factor)));
        values.and_then(|values| {
            let mut product = Number::one();
            for (value, (divides, _)) in values.into_iter().zip(factors) {
                if *divides && value.is_zero() {
                    return Outcome::NoValue;
                }
                product = if *divides { product / value } else { product * value };
            }
            Outcome::Known(product)
        })
    }
}
