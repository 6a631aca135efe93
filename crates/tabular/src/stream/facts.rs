//! The facts of a block of units as columns of the width of a plan, and what comes of them.

use weiheng::evaluation::columns::ColumnTally;
use weiheng::evaluation::columns::FactColumns;
use weiheng::evaluation::columns::Lane;
use weiheng::evaluation::columns::evaluate_more;
use weiheng::plan::columns::Beyond;
use weiheng::plan::columns::ColumnFact;
use weiheng::plan::columns::ColumnPlan;
use weiheng::plan::columns::Width;

use crate::stream::door::Places;

/// Columns of facts, of the narrowest integers that the plan allows.
#[derive(Clone, Debug)]
pub(crate) enum Facts {
    Two(FactColumns<i16>),
    Four(FactColumns<i32>),
    Eight(FactColumns<i64>),
}

/// Columns of results of the same width.
#[derive(Clone, Debug)]
pub(crate) enum Tallies {
    Two(ColumnTally<i16>),
    Four(ColumnTally<i32>),
    Eight(ColumnTally<i64>),
}

/// Does the same with columns of any width.
macro_rules! of_any_width {
    ($kind:ident, $value:expr, $columns:ident => $work:expr) => {
        match $value {
            $kind::Two($columns) => $work,
            $kind::Four($columns) => $work,
            $kind::Eight($columns) => $work,
        }
    };
}

impl Facts {
    /// Columns of so many units, all zero.
    pub(crate) fn blank(plan: &ColumnPlan, rows: usize) -> Self {
        match plan.width {
            Width::Two => Self::Two(FactColumns::blank(plan, rows)),
            Width::Four => Self::Four(FactColumns::blank(plan, rows)),
            Width::Eight => Self::Eight(FactColumns::blank(plan, rows)),
        }
    }

    /// Writes the values of a fact for as many units as there are steps, from a row on; where its column cannot hold
    /// one, its unit is no longer plain.
    pub(crate) fn enter<S: Lane>(&mut self, places: &Places, first: usize, steps: &[S], plain: &mut [bool]) {
        of_any_width!(Self, self, columns => {
            if let Some((at, fact)) = places.narrow {
                enter(fact, columns.fact_mut(at), first, (steps, &mut *plain));
            }
            if let Some((at, fact)) = places.wide {
                enter(fact, columns.wide_mut(at), first, (steps, plain));
            }
        });
    }

    /// Scores the first units and adds what they come to.
    pub(crate) fn score(&self, plan: &ColumnPlan, units: usize, tallies: &mut Tallies) {
        match (self, tallies) {
            (Self::Two(facts), Tallies::Two(tally)) => evaluate_more(plan, facts, units, tally),
            (Self::Four(facts), Tallies::Four(tally)) => evaluate_more(plan, facts, units, tally),
            (Self::Eight(facts), Tallies::Eight(tally)) => evaluate_more(plan, facts, units, tally),
            // Both are made of one plan.
            _ => {}
        }
    }
}

fn enter<S: Lane, T: Lane>(
    fact: ColumnFact,
    column: &mut [T],
    first: usize,
    (steps, plain): (&[S], &mut [bool]),
) {
    let saturates = fact.beyond == Beyond::Saturates;
    let (low, high) = (S::nearest(fact.low), S::nearest(fact.high));
    // Numbers that all lie before a range, or behind it, cannot be held to it.
    let reaches = Into::<i64>::into(low) >= fact.low && Into::<i64>::into(high) <= fact.high;
    let column = column.get_mut(first..).unwrap_or_default();
    for ((place, value), plain) in column.iter_mut().zip(steps).zip(plain) {
        let held = (*value).max(low).min(high);
        *plain &= reaches & (saturates | (held == *value));
        *place = T::narrowed(held.into());
    }
}

impl Tallies {
    /// Nothing yet, with room for so many units.
    pub(crate) fn new(plan: &ColumnPlan, units: usize) -> Self {
        let mut tallies = match plan.width {
            Width::Two => Self::Two(ColumnTally::default()),
            Width::Four => Self::Four(ColumnTally::default()),
            Width::Eight => Self::Eight(ColumnTally::default()),
        };
        of_any_width!(Self, &mut tallies, tally => tally.reserve(plan, units));
        tallies
    }

    /// What the column of a part holds, in steps of the plan.
    pub(crate) fn part(&self, at: usize, row: usize) -> Option<i64> {
        of_any_width!(Self, self, tally => Some(Into::<i64>::into(*tally.parts.get(at)?.get(row)?)))
    }

    /// A total, rounded.
    pub(crate) fn total(&self, row: usize) -> Option<i64> {
        of_any_width!(Self, self, tally => Some(Into::<i64>::into(*tally.total.get(row)?)))
    }

    /// The grade of a verdict.
    pub(crate) fn grade(&self, verdict: usize, row: usize) -> Option<u8> {
        of_any_width!(Self, self, tally => tally.verdicts.get(verdict)?.get(row).copied())
    }

    /// Whether a unit is vetoed.
    pub(crate) fn is_vetoed(&self, row: usize) -> bool {
        of_any_width!(Self, self, tally => tally.vetoed.get(row).is_some_and(|vetoed| *vetoed != 0))
    }
}
