//! Quick steps as steps over columns.

use crate::plan::Plan;
use crate::plan::columns::ColumnStep;
use crate::plan::columns::ColumnSteps;
use crate::plan::columns::StepKind;
use crate::plan::columns::facts::Facts;
use crate::plan::columns::facts::Told;
use crate::plan::columns::facts::is_count;
use crate::plan::quick::Formula;
use crate::plan::quick::Quick;
use crate::plan::quick::QuickBand;
use crate::plan::quick::QuickKind;
use crate::plan::quick::QuickSteps;
use crate::plan::quick::Test;
use crate::plan::ratio::Term;
use crate::plan::ratio::WIDEST;

/// Translates the steps of one plan.
pub(crate) struct Steps<'a> {
    pub(crate) plan: &'a Plan,
    /// How many of the plan's steps make one step of the columns.
    pub(crate) coarse: i64,
    /// The full points, in steps of the columns: what counts beyond them takes the row-wise way.
    pub(crate) full: i64,
    pub(crate) facts: Facts,
    pub(crate) wide: Facts,
}

impl Steps<'_> {
    /// One step; `None` where it cannot be said over columns. A veto has no amount.
    pub(crate) fn step(&mut self, quick: &Quick) -> Option<ColumnStep> {
        let cap = quick.cap.map(|(_, most)| most / self.coarse);
        let kind = match &quick.kind {
            QuickKind::Veto(_) => return None,
            QuickKind::When(test, amount) => self.when(quick, *test, amount / self.coarse)?,
            QuickKind::Each(price) => self.each(quick, price / self.coarse, cap)?,
            QuickKind::Steps(steps) => self.steps(quick, steps, cap)?,
            QuickKind::Bands(bands) => self.bands(quick, bands)?,
            QuickKind::Formula(formula) => self.ratio(formula)?,
        };
        Some(ColumnStep { kind, cap })
    }

    /// The position of the fact of a test, whose truth changes only at the ends.
    pub(crate) fn tested(&mut self, quick: &Quick, test: Test) -> Option<usize> {
        let told = Told::apart(finite(test.low, -1), finite(test.high, 1));
        self.facts.place(self.plan, quick.fact, told.closed(test))
    }

    fn when(&mut self, quick: &Quick, test: Test, amount: i64) -> Option<StepKind> {
        Some(StepKind::When(self.tested(quick, test)?, test, amount))
    }

    /// Below zero there is nothing to count, and a product would give back what others took.
    fn each(&mut self, quick: &Quick, price: i64, cap: Option<i64>) -> Option<StepKind> {
        is_count(self.plan, quick.fact)?.then_some(())?;
        let told = match cap {
            _ if price == 0 => Told::apart(None, Some(0)),
            Some(most) => Told::apart(None, Some(prices_in(most, price))),
            None => Told::up_to(self.full.max(price) / price),
        };
        Some(StepKind::Each(self.facts.place(self.plan, quick.fact, told)?, price))
    }

    fn steps(&mut self, quick: &Quick, steps: &QuickSteps, cap: Option<i64>) -> Option<StepKind> {
        let QuickSteps { below, threshold, step, up, price } = *steps;
        let price = price / self.coarse;
        // So many steps cost the most that there is: no distance beyond is told apart.
        let most = cap.filter(|_| price > 0).map(|most| prices_in(most, price));
        let far = most.and_then(|count| count.checked_mul(step));
        let told = if below {
            Told::apart(far.and_then(|far| threshold.checked_sub(far)), Some(threshold))
        } else {
            Told::apart(Some(threshold), far.and_then(|far| threshold.checked_add(far)))
        };
        let at = self.facts.place(self.plan, quick.fact, told)?;
        Some(StepKind::Steps(at, ColumnSteps { below, threshold, step, up, price, furthest: 0 }))
    }

    /// Bands that follow one another without a gap over all that the fact can be.
    fn bands(&mut self, quick: &Quick, bands: &[QuickBand]) -> Option<StepKind> {
        let mut bands: Vec<&QuickBand> = bands.iter().collect();
        bands.sort_by_key(|band| band.low);
        let (first, further) = bands.split_first()?;
        let mut ends = first.high;
        for band in further {
            (ends.checked_add(1)? == band.low).then_some(())?;
            ends = band.high;
        }
        let starts: Vec<(i64, i64)> =
            further.iter().map(|band| (band.low, band.amount / self.coarse)).collect();
        let told = Told::apart(
            starts.first().map(|(low, _)| low - 1).or(Some(0)),
            starts.last().map(|(low, _)| *low).or(Some(0)),
        );
        let at = self.facts.place(self.plan, quick.fact, told)?;
        let held = self.facts.get(at)?;
        let covered =
            (first.low == i64::MIN || first.low <= held.low) && (ends == i64::MAX || held.high <= ends);
        covered.then_some(())?;
        Some(StepKind::Bands(at, first.amount / self.coarse, starts.into()))
    }

    fn ratio(&mut self, formula: &Formula) -> Option<StepKind> {
        let ratio = formula.ratio.as_ref()?;
        let (plan, wide) = (self.plan, &mut self.wide);
        let place = |term: &Term| wide.place(plan, term.fact, Told::up_to(WIDEST));
        Some(StepKind::Ratio(Box::new(ratio.of(ratio.price / self.coarse, place)?)))
    }
}

/// The number beyond an end, which is told apart from the end itself; `None` for no end.
fn finite(end: i64, outward: i64) -> Option<i64> {
    (end != i64::MIN && end != i64::MAX).then(|| end.checked_add(outward)).flatten()
}

impl Told {
    /// A test without one of its ends holds the same for everything beyond the other.
    fn closed(self, test: Test) -> Self {
        let (low, high) = (self.low, self.high);
        Self { low: low.or(finite(test.high, 0)), high: high.or(finite(test.low, 0)), ..self }
    }
}

/// How many prices it takes to come to an amount.
fn prices_in(amount: i64, price: i64) -> i64 {
    amount / price + i64::from(amount % price != 0)
}
