//! Many units at once: columns of facts in, columns of results out.
//!
//! It is the same arithmetic as that of the quick steps ([`quick`](crate::evaluation::quick)), with the units of a
//! stretch side by side and no branch between them. What does not fit a column has been kept out by the caller
//! ([`ColumnFact::held`](crate::plan::columns::ColumnFact::held)).

mod condition;
mod facts;
mod items;
mod kernel;
mod lane;

use std::ops::Range;

pub use facts::FactColumns;
pub use items::Item;
pub use items::Items;
pub use lane::Lane;

use crate::evaluation::columns::kernel::Entry;
use crate::evaluation::columns::kernel::First;
use crate::evaluation::columns::kernel::Further;
use crate::plan::columns::ColumnPart;
use crate::plan::columns::ColumnPlan;
use crate::plan::columns::ColumnStep;
use crate::plan::columns::Holds;
use crate::plan::columns::StepKind;

/// Results of many units.
#[derive(Clone, Debug, Default)]
pub struct ColumnTally<T> {
    /// What each part moves or scores, in steps of the plan, by position of the part.
    pub parts: Vec<Vec<T>>,
    /// 1 where a unit is vetoed.
    pub vetoed: Vec<u8>,
    /// The totals, rounded; the column of the first part has them unrounded.
    pub total: Vec<T>,
    /// The grade of each verdict, by position.
    pub verdicts: Vec<Vec<u8>>,
}

/// So many rows are taken through all parts before the next: their columns stay near the processor.
const STRETCH: usize = 4096;

/// The results of many units, in the memory of the last ones.
pub fn evaluate_columns<T: Lane>(plan: &ColumnPlan, facts: &FactColumns<T>, tally: &mut ColumnTally<T>) {
    score(plan, facts, 0..facts.rows(), (tally, 0));
}

/// Adds the results of the first units of some columns to those that are there.
///
/// So facts can be written into the same few columns again and again.
pub fn evaluate_more<T: Lane>(
    plan: &ColumnPlan,
    facts: &FactColumns<T>,
    units: usize,
    tally: &mut ColumnTally<T>,
) {
    let first = tally.total.len();
    score(plan, facts, 0..units.min(facts.rows()), (tally, first));
}

fn score<T: Lane>(
    plan: &ColumnPlan,
    facts: &FactColumns<T>,
    units: Range<usize>,
    (tally, first): (&mut ColumnTally<T>, usize),
) {
    tally.open(plan, first, units.len());
    let (mut units, mut first) = (units, first);
    while !units.is_empty() {
        let rows = units.len().min(STRETCH);
        Stretch { plan, facts, units: units.start..units.start + rows, results: first..first + rows }
            .score(tally);
        (units.start, first) = (units.start + rows, first + rows);
    }
}

impl<T: Lane> ColumnTally<T> {
    /// Makes room for the results of so many units behind others; what else is there is written over.
    fn open(&mut self, plan: &ColumnPlan, first: usize, units: usize) {
        let rows = first + units;
        self.parts.resize_with(plan.parts.len(), Vec::new);
        self.parts.iter_mut().for_each(|column| column.resize(rows, T::default()));
        self.verdicts.resize_with(plan.verdicts.len(), Vec::new);
        self.verdicts.iter_mut().for_each(|column| column.resize(rows, 0));
        self.total.resize(rows, T::default());
        self.vetoed.truncate(first);
        self.vetoed.resize(rows, 0);
    }

    /// Reserves memory for the results of so many more units.
    pub fn reserve(&mut self, plan: &ColumnPlan, units: usize) {
        self.parts.resize_with(plan.parts.len(), Vec::new);
        self.parts.iter_mut().for_each(|column| column.reserve(units));
        self.verdicts.resize_with(plan.verdicts.len(), Vec::new);
        self.verdicts.iter_mut().for_each(|column| column.reserve(units));
        self.total.reserve(units);
        self.vetoed.reserve(units);
    }
}

/// A stretch of rows.
struct Stretch<'a, T> {
    plan: &'a ColumnPlan,
    facts: &'a FactColumns<T>,
    /// Where its facts stand, and where its results.
    units: Range<usize>,
    results: Range<usize>,
}

impl<T: Lane> Stretch<'_, T> {
    fn score(&self, tally: &mut ColumnTally<T>) {
        for (at, test) in &self.plan.vetoes {
            if let Some(vetoed) = tally.vetoed.get_mut(self.results.clone()) {
                kernel::veto(self.values(*at), vetoed, *test);
            }
        }
        // Children come after their parents, so from the last to the first every sum is complete. The first that
        // enters a column opens it.
        let mut opened = vec![false; self.plan.parts.len()];
        for (at, part) in self.plan.parts.iter().enumerate().rev() {
            let Some((above, [column, ..])) = tally.parts.split_at_mut_checked(at) else { continue };
            let column = self.of_mut(column);
            self.part(part, column, opened.get(at).copied().unwrap_or(false));
            let handed =
                part.above.and_then(|above_at| Some((above.get_mut(above_at)?, opened.get_mut(above_at)?)));
            if let Some((above, open)) = handed {
                let above = self.of_mut(above);
                if std::mem::replace(open, true) {
                    kernel::handed::<T, Further>(column, above);
                } else {
                    kernel::handed::<T, First>(column, above);
                }
            }
        }
        self.conclude(tally);
    }

    /// Enters the steps of a part and turns what they move into what its column holds.
    fn part(&self, part: &ColumnPart, column: &mut [T], open: bool) {
        let mut open = open;
        for step in &part.steps {
            if std::mem::replace(&mut open, true) {
                self.step::<Further>(step, column);
            } else {
                self.step::<First>(step, column);
            }
        }
        if !open {
            column.fill(T::default());
        }
        match part.holds {
            Holds::Lost | Holds::Gained | Holds::Sum(None) => {}
            Holds::Left(points) => kernel::left(column, T::nearest(points)),
            Holds::Earned(points) | Holds::Sum(Some(points)) => kernel::held(column, T::nearest(points)),
        }
    }

    fn step<E: Entry>(&self, step: &ColumnStep, column: &mut [T]) {
        let cap = step.cap.map_or(T::MOST, T::nearest);
        match &step.kind {
            StepKind::When(at, test, amount) => {
                kernel::when::<T, E>(self.values(*at), column, cap, *test, T::nearest(*amount));
            }
            StepKind::Each(at, price) => {
                kernel::price::<T, E>(self.values(*at), column, cap, T::nearest(*price));
            }
            StepKind::Steps(at, steps) => kernel::steps::<T, E>(self.values(*at), column, cap, steps),
            StepKind::Bands(at, first, further) => {
                let further: Vec<(T, T)> =
                    further.iter().map(|(start, amount)| (T::nearest(*start), T::nearest(*amount))).collect();
                kernel::bands::<T, E>(self.values(*at), column, cap, T::nearest(*first), &further);
            }
            StepKind::Ratio(ratio) => {
                let facts = self.facts.wide().iter();
                let facts: Vec<&[i32]> =
                    facts.map(|column| column.get(self.units.clone()).unwrap_or_default()).collect();
                kernel::ratio::<T, E>(&facts, column, step.cap.unwrap_or(i64::MAX), ratio);
            }
        }
    }

    /// The total and the verdicts of scored parts.
    fn conclude(&self, tally: &mut ColumnTally<T>) {
        let Some(total) = tally.total.get_mut(self.results.clone()) else { return };
        if let Some(root) = tally.parts.first() {
            kernel::total(self.of(root), total, self.plan.rounding);
        }
        let parts: Vec<&[T]> = tally.parts.iter().map(|column| self.of(column)).collect();
        let results = condition::Results { parts: &parts, vetoed: self.of(&tally.vetoed) };
        for (verdict, grades) in self.plan.verdicts.iter().zip(&mut tally.verdicts) {
            results.decide(verdict, self.of_mut(grades));
        }
    }

    fn values(&self, at: usize) -> &[T] {
        self.facts.fact(at).get(self.units.clone()).unwrap_or_default()
    }

    fn of<'c, V>(&self, column: &'c [V]) -> &'c [V] {
        column.get(self.results.clone()).unwrap_or_default()
    }

    fn of_mut<'c, V>(&self, column: &'c mut [V]) -> &'c mut [V] {
        column.get_mut(self.results.clone()).unwrap_or_default()
    }
}
