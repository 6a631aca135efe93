//! 加倍, 减半, 乘.

use num_traits::Zero;
use weiheng::model::act::Verb;
use weiheng::model::factor::Factor;
use weiheng::model::part::Part;

use crate::act::Place;
use crate::done::Done;
use crate::number::Number;
use crate::number::whole;
use crate::oracle::Oracle;
use crate::outcome::Outcome;

impl Place<'_> {
    /// Amounts of some verbs, multiplied; by one where the condition fails, or where it or the number is not
    /// applicable. Nothing stays nothing.
    pub(crate) fn multiplied(&self, factor: &Factor, verbs: &[Verb], mut done: Done) -> Done {
        if done.inapplicable == Some(true) {
            return done;
        }
        let by = self.by(factor);
        for verb in verbs {
            let amount = done.of(*verb);
            if amount.as_ref().is_none_or(|amount| !amount.is_zero()) {
                *amount = amount.take().zip(by.clone()).map(|(amount, by)| amount * by);
            }
        }
        done
    }

    fn by(&self, factor: &Factor) -> Option<Number> {
        let once = || Some(whole(1));
        let by = || match self.number(&factor.by) {
            Outcome::NotApplicable => once(),
            by => by.known(),
        };
        match factor.when.as_ref().map_or(Outcome::Known(true), |when| self.truth(when)) {
            Outcome::Known(true) => by(),
            Outcome::Known(false) | Outcome::NotApplicable => once(),
            Outcome::NoValue => by().filter(|by| *by == whole(1)),
        }
    }
}

impl Oracle<'_> {
    /// The factors of a part: those of the parts above first.
    pub(crate) fn factors<'p>(&'p self, part: &'p Part) -> Vec<&'p Factor> {
        let above = part.parent.map(|parent| self.factors(self.get(parent))).unwrap_or_default();
        above.into_iter().chain(&part.factors).collect()
    }
}
