//! The facts of a block of units as columns of the width of a plan, and what comes of them.

use weiheng::evaluation::columns::ColumnTally;
use weiheng::evaluation::columns::FactColumns;
use weiheng::evaluation::columns::Lane;
use weiheng::evaluation::columns::evaluate_columns;
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

pub(crate) use of_any_width;

impl Facts {
    /// Columns of so many units, all zero.
    pub(crate) fn blank(plan: &ColumnPlan, rows: usize) -> Self {
        match plan.width {
            Width::Two => Self::Two(FactColumns::blank(plan, rows)),
            Width::Four => Self::Four(FactColumns::blank(plan, rows)),
            Width::Eight => Self::Eight(FactColumns::blank(plan, rows)),
        }
    }

    /// Makes them columns of so many units.
    pub(crate) fn resize(&mut self, rows: usize) {
        of_any_width!(Self, self, columns => columns.resize(rows));
    }

    /// Writes the value of a fact, in steps of its scale; `false` where its column cannot hold it.
    #[inline]
    pub(crate) fn put(&mut self, places: &Places, row: usize, value: i64) -> bool {
        of_any_width!(Self, self, columns => put(columns, places, row, value))
    }

    /// Scores every unit.
    pub(crate) fn score(&self, plan: &ColumnPlan) -> Tallies {
        match self {
            Self::Two(facts) => Tallies::Two(scored(plan, facts)),
            Self::Four(facts) => Tallies::Four(scored(plan, facts)),
            Self::Eight(facts) => Tallies::Eight(scored(plan, facts)),
        }
    }
}

/// Writes the value of a fact into columns.
#[inline(always)]
pub(crate) fn put<T: Lane>(columns: &mut FactColumns<T>, places: &Places, row: usize, value: i64) -> bool {
    let narrow =
        places.narrow.as_ref().is_none_or(|(at, fact)| enter(fact, columns.fact_mut(*at), row, value));
    narrow && places.wide.as_ref().is_none_or(|(at, fact)| enter(fact, columns.wide_mut(*at), row, value))
}

#[inline(always)]
fn enter<V: TryFrom<i64>>(fact: &ColumnFact, column: &mut [V], row: usize, value: i64) -> bool {
    let held = fact.held(value).and_then(|value| V::try_from(value).ok());
    match (held, column.get_mut(row)) {
        (Some(value), Some(place)) => {
            *place = value;
            true
        }
        _ => false,
    }
}

fn scored<T: Lane>(plan: &ColumnPlan, facts: &FactColumns<T>) -> ColumnTally<T> {
    let mut tally = ColumnTally::default();
    evaluate_columns(plan, facts, &mut tally);
    tally
}

impl Tallies {
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
