//! Verdicts over columns of results.

use crate::evaluation::columns::lane::Lane;
use crate::plan::columns::ColumnCondition;
use crate::plan::columns::ColumnVerdict;

/// The results of a stretch of rows.
pub(crate) struct Results<'a, T> {
    pub(crate) parts: &'a [&'a [T]],
    pub(crate) vetoed: &'a [u8],
}

impl<T: Lane> Results<'_, T> {
    /// Writes the grade of the first rule that holds in each row. The last always does.
    pub(crate) fn decide(&self, verdict: &ColumnVerdict, grades: &mut [u8]) {
        let mut truths = Vec::new();
        for (grade, when) in verdict.rules.iter().rev() {
            self.holds(when, &mut truths);
            for (place, truth) in grades.iter_mut().zip(&truths) {
                *place = if *truth != 0 { *grade } else { *place };
            }
        }
    }

    /// Writes for each row whether the condition holds, as 1 or 0.
    fn holds(&self, condition: &ColumnCondition, truths: &mut Vec<u8>) {
        truths.clear();
        match condition {
            ColumnCondition::Always => truths.resize(self.vetoed.len(), 1),
            ColumnCondition::Vetoed => truths.extend_from_slice(self.vetoed),
            ColumnCondition::Part(at, test) => {
                let (low, high) = (T::nearest(test.low), T::nearest(test.high));
                let column = self.parts.get(*at).copied().unwrap_or_default();
                truths.extend(column.iter().map(|value| u8::from((*value >= low) & (*value <= high))));
            }
            ColumnCondition::Not(inner) => {
                self.holds(inner, truths);
                truths.iter_mut().for_each(|truth| *truth ^= 1);
            }
            ColumnCondition::All(conditions) => self.joined(conditions, 1, |all, one| all & one, truths),
            ColumnCondition::Any(conditions) => self.joined(conditions, 0, |any, one| any | one, truths),
        }
    }

    fn joined(
        &self,
        conditions: &[ColumnCondition],
        neutral: u8,
        join: impl Fn(u8, u8) -> u8,
        truths: &mut Vec<u8>,
    ) {
        truths.resize(self.vetoed.len(), neutral);
        let mut one = Vec::new();
        for condition in conditions {
            self.holds(condition, &mut one);
            truths.iter_mut().zip(&one).for_each(|(place, truth)| *place = join(*place, *truth));
        }
    }
}
