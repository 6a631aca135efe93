//! How a value enters the column of its fact, where that is plain: without a word, a unit or a mark to understand.
//!
//! What is plain is read as the row-wise way reads it ([`weiheng::Readings::bind`]). Everything else takes that way.

use weiheng::Date;
use weiheng::Exact;
use weiheng::model::fact::Fact;
use weiheng::model::fact::FactId;
use weiheng::model::fact::Kind;
use weiheng::model::fact::NumberKind;
use weiheng::plan::columns::ColumnFact;
use weiheng::plan::columns::ColumnPlan;

/// The way of one fact into the columns of one standard.
#[derive(Clone, Debug)]
pub(crate) struct Door {
    fact: FactId,
    admits: Admits,
    places: Places,
}

/// Where a fact stands in the columns of a plan.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places {
    /// Among [`ColumnPlan::facts`].
    pub(crate) narrow: Option<(usize, ColumnFact)>,
    /// Among [`ColumnPlan::wide`].
    pub(crate) wide: Option<(usize, ColumnFact)>,
}

/// Which values are plain.
#[derive(Clone, Debug)]
enum Admits {
    Truths,
    Numbers(Numbers),
    Names(Vec<String>),
    Days,
    Nothing,
}

impl Door {
    /// The way of a fact into the columns of a plan.
    pub(crate) fn new(plan: &ColumnPlan, id: FactId, fact: &Fact) -> Self {
        let admits = match &fact.kind {
            Kind::YesNo => Admits::Truths,
            Kind::Number(kind) => {
                Numbers::new(kind, fact.kind.scale()).map_or(Admits::Nothing, Admits::Numbers)
            }
            Kind::Level(names) | Kind::Choice(names) => Admits::Names(names.clone()),
            Kind::Date => Admits::Days,
            Kind::Judged(_) | Kind::Time | Kind::Items(_) | Kind::Text | Kind::Records(_) => Admits::Nothing,
        };
        Self { fact: id, admits, places: Places::of(plan, id) }
    }

    /// The same with every value left to the row-wise way.
    pub(crate) fn closed(self) -> Self {
        Self { admits: Admits::Nothing, ..self }
    }

    /// The fact.
    pub(crate) fn fact(&self) -> FactId {
        self.fact
    }

    /// Where the fact stands.
    #[inline]
    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    /// A truth value.
    #[inline]
    pub(crate) fn truth(&self, truth: bool) -> Option<i64> {
        matches!(self.admits, Admits::Truths).then_some(i64::from(truth))
    }

    /// The number `digits / 10^decimals`.
    #[inline]
    pub(crate) fn number(&self, digits: i64, decimals: usize) -> Option<i64> {
        match &self.admits {
            Admits::Numbers(numbers) => numbers.steps(digits, decimals),
            // 0 and 1 stand for 否 and 是.
            Admits::Truths if decimals == 0 && (0..=1).contains(&digits) => Some(digits),
            _ => None,
        }
    }

    /// Whether whole numbers from `least` to `most` are the steps that they stand for, all of them plain.
    pub(crate) fn holds_as_written(&self, least: i32, most: i32) -> bool {
        match &self.admits {
            Admits::Numbers(numbers) => {
                numbers.factors.first() == Some(&(1, 1))
                    && numbers.multiple == 1
                    && numbers.low <= i64::from(least)
                    && i64::from(most) <= numbers.high
            }
            _ => false,
        }
    }

    /// A word.
    pub(crate) fn word(&self, word: &str) -> Option<i64> {
        match &self.admits {
            Admits::Truths => match word {
                "是" | "true" | "√" | "有" | "TRUE" | "True" => Some(1),
                "否" | "false" | "×" | "无" | "FALSE" | "False" => Some(0),
                _ => None,
            },
            Admits::Names(names) => {
                names.iter().position(|name| name == word).and_then(|at| i64::try_from(at).ok())
            }
            Admits::Days => Date::parse(word).map(|day| i64::from(day.day_number())),
            Admits::Numbers(_) | Admits::Nothing => None,
        }
    }

    /// A day, by its number.
    pub(crate) fn day(&self, number: i32) -> Option<i64> {
        matches!(self.admits, Admits::Days).then_some(i64::from(number))
    }
}

impl Places {
    fn of(plan: &ColumnPlan, id: FactId) -> Self {
        let find = |facts: &[ColumnFact]| {
            let at = facts.iter().position(|fact| fact.fact == id)?;
            Some((at, *facts.get(at)?))
        };
        Self { narrow: find(&plan.facts), wide: find(&plan.wide) }
    }

    /// Whether any statement looks at the fact.
    #[inline]
    pub(crate) fn is_looked_at(&self) -> bool {
        self.narrow.is_some() || self.wide.is_some()
    }
}

/// Decimals that a plain number may have.
const DECIMALS: usize = 10;

/// The numbers of a kind, counted in steps of its scale.
#[derive(Clone, Debug)]
struct Numbers {
    /// By decimals: what the digits are multiplied with and divided by.
    factors: [(i64, i64); DECIMALS],
    low: i64,
    high: i64,
    /// Every number is a multiple of so many steps.
    multiple: i64,
}

impl Numbers {
    fn new(kind: &NumberKind, scale: Option<i64>) -> Option<Self> {
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

    #[inline]
    fn steps(&self, digits: i64, decimals: usize) -> Option<i64> {
        let (over, under) = *self.factors.get(decimals)?;
        let product = digits.checked_mul(over)?;
        let steps = if under == 1 { product } else { product / under };
        let is_whole = under == 1 || product % under == 0;
        let fits = is_whole && self.low <= steps && steps <= self.high;
        (fits && (self.multiple == 1 || steps % self.multiple == 0)).then_some(steps)
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
