//! Plain numbers of a kind, counted in steps of its scale.

use weiheng::Exact;
use weiheng::model::fact::NumberKind;

/// Decimals that a plain number may have.
const DECIMALS: usize = 10;

/// The numbers of a kind, counted in steps of its scale.
#[derive(Clone, Debug)]
pub(crate) struct Numbers {
    /// By decimals: what the digits are multiplied with and divided by.
    factors: [(i64, i64); DECIMALS],
    low: i64,
    high: i64,
    /// Every number is a multiple of so many steps.
    multiple: i64,
}

impl Numbers {
    /// Those of a kind; `None` where its numbers cannot be counted so.
    pub(crate) fn new(kind: &NumberKind, scale: Option<i64>) -> Option<Self> {
        let scale = Exact::from(scale?);
        let whole = |value: i128| i64::try_from(value).ok();
        let mut factors = [(0, 1); DECIMALS];
        let mut ten = 1;
        for factor in &mut factors {
            let (over, under) = kind.unit.factor().times(scale)?.over(Exact::from(ten))?.fraction();
            *factor = (whole(over)?, whole(under)?);
            ten *= 10;
        }
        let low = kind.low.map_or(Some(i64::MIN), |low| whole(low.times(scale)?.ceil()))?;
        let high = kind.high.map_or(Some(i64::MAX), |high| whole(high.times(scale)?.floor()))?;
        let multiple = match kind.precision {
            Some(precision) => precision.times(scale)?.to_scaled(1).filter(|steps| *steps > 0)?,
            None => 1,
        };
        Some(Self { factors, low, high, multiple })
    }

    /// Whether digits from `least` to `most`, so many of them decimals, are the steps that they stand for, all of them
    /// plain.
    pub(crate) fn holds_as_written(&self, decimals: usize, least: i32, most: i32) -> bool {
        self.factors.get(decimals) == Some(&(1, 1))
            && self.multiple == 1
            && self.low <= i64::from(least)
            && i64::from(most) <= self.high
    }

    /// What digits of up to eight places with so many decimals are multiplied with to be steps, where that is all.
    pub(crate) fn factor(&self, decimals: usize) -> Option<i64> {
        let (over, under) = *self.factors.get(decimals)?;
        (under == 1 && over.abs() <= 1_000_000_000).then_some(over)
    }

    /// Whether the kind has a number of so many steps.
    #[inline(always)]
    pub(crate) fn has(&self, steps: i64) -> bool {
        (self.low <= steps) & (steps <= self.high) && (self.multiple == 1 || steps % self.multiple == 0)
    }

    /// The number `digits / 10^decimals` in steps, where the kind has it.
    #[inline]
    pub(crate) fn steps(&self, digits: i64, decimals: usize) -> Option<i64> {
        let (over, under) = *self.factors.get(decimals)?;
        let product = digits.checked_mul(over)?;
        let steps = if under == 1 { product } else { product / under };
        let is_whole = under == 1 || product % under == 0;
        (is_whole && self.has(steps)).then_some(steps)
    }
}

#[cfg(test)]
mod tests {
    use weiheng::Exact;
    use weiheng::Unit;
    use weiheng::model::fact::NumberClass;
    use weiheng::model::fact::NumberKind;

    use super::Numbers;

    fn kind(unit: &str, precision: Option<(i128, i128)>) -> NumberKind {
        NumberKind {
            class: NumberClass::Ratio,
            unit: Unit::parse(unit).expect("a unit"),
            precision: precision.and_then(|(over, under)| Exact::new(over, under)),
            low: Some(Exact::ZERO),
            high: Some(Exact::ONE),
        }
    }

    #[test]
    fn numbers_are_counted_in_steps() {
        let percent = Numbers::new(&kind("%", Some((1, 1000))), Some(1000)).expect("numbers");
        let cases =
            [((875, 1), Some(875)), ((87, 0), Some(870)), ((8_750, 2), Some(875)), ((8_755, 2), None)];
        for ((digits, decimals), steps) in
            cases.into_iter().chain([((1001, 1), None), ((-1, 0), None), ((1, 12), None)])
        {
            assert_eq!(percent.steps(digits, decimals), steps, "{digits} / 10^{decimals}");
        }
    }
}
