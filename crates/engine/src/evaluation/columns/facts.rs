//! Facts of many units as columns.

use crate::evaluation::columns::lane::Lane;
use crate::observation::Readings;
use crate::plan::columns::ColumnFact;
use crate::plan::columns::ColumnPlan;

/// Facts of many units, all of one length, in the order of [`ColumnPlan::facts`] and [`ColumnPlan::wide`].
#[derive(Clone, Debug, Default)]
pub struct FactColumns<T> {
    rows: usize,
    facts: Vec<Vec<T>>,
    wide: Vec<Vec<i32>>,
}

impl<T: Lane> FactColumns<T> {
    /// No units yet.
    pub fn of(plan: &ColumnPlan) -> Self {
        Self {
            rows: 0,
            facts: plan.facts.iter().map(|_| Vec::new()).collect(),
            wide: plan.wide.iter().map(|_| Vec::new()).collect(),
        }
    }

    /// The columns of so many units, every number of them zero: to be written by [`fact_mut`](Self::fact_mut).
    pub fn blank(plan: &ColumnPlan, rows: usize) -> Self {
        Self {
            rows,
            facts: plan.facts.iter().map(|_| vec![T::default(); rows]).collect(),
            wide: plan.wide.iter().map(|_| vec![0; rows]).collect(),
        }
    }

    /// The column of a fact to write to, by position in [`ColumnPlan::facts`]. The numbers are to be
    /// [held](ColumnFact::held).
    #[inline]
    pub fn fact_mut(&mut self, at: usize) -> &mut [T] {
        self.facts.get_mut(at).map(Vec::as_mut_slice).unwrap_or_default()
    }

    /// The same for the facts of ratios, by position in [`ColumnPlan::wide`].
    #[inline]
    pub fn wide_mut(&mut self, at: usize) -> &mut [i32] {
        self.wide.get_mut(at).map(Vec::as_mut_slice).unwrap_or_default()
    }

    /// How many units there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Adds a unit; `false`, and nothing is added, where one of its facts is not plainly known or lies too far out.
    pub fn push(&mut self, plan: &ColumnPlan, readings: &Readings) -> bool {
        let whole = put(&plan.facts, readings, &mut self.facts) && put(&plan.wide, readings, &mut self.wide);
        if whole {
            self.rows += 1;
        } else {
            self.facts.iter_mut().for_each(|column| column.truncate(self.rows));
            self.wide.iter_mut().for_each(|column| column.truncate(self.rows));
        }
        whole
    }

    /// The column of a fact, by position in [`ColumnPlan::facts`].
    pub(crate) fn fact(&self, at: usize) -> &[T] {
        self.facts.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// The columns of the facts of ratios.
    pub(crate) fn wide(&self) -> &[Vec<i32>] {
        &self.wide
    }
}

/// Adds the facts of one unit to their columns, as far as they fit.
fn put<V: TryFrom<i64>>(facts: &[ColumnFact], readings: &Readings, columns: &mut [Vec<V>]) -> bool {
    facts.iter().zip(columns).all(|(fact, column)| {
        let held = readings.plain(fact.fact).and_then(|value| fact.held(value));
        let value = held.and_then(|value| V::try_from(value).ok());
        let fits = value.is_some();
        column.extend(value);
        fits
    })
}
