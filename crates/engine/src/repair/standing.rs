//! How a unit stands: whether it passes, and what keeps it from passing.

use std::cmp::Ordering;

use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::PartTally;
use crate::evaluation::tally::Tally;
use crate::model::Standard;
use crate::repair::matter::State;
use crate::repair::trial::Trial;

/// What matters of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// Whether it passes.
    pub(super) passes: Chance,
    /// The worst grade of the main verdict that is possible, by position.
    pub(super) grade: u16,
    /// How many parts surely veto, fail or withhold.
    pub(super) troubles: usize,
    /// The total before rounding.
    pub(super) total: Option<Ends>,
}

impl Standing {
    /// The standing of a tally.
    pub(super) fn of(standard: &Standard, tally: &Tally) -> Self {
        Self {
            passes: passes(standard, tally),
            grade: tally
                .verdicts
                .first()
                .filter(|_| standard.leading_verdict().is_some())
                .and_then(|verdict| verdict.grades.last().copied())
                .unwrap_or_default(),
            troubles: tally.parts.iter().filter(is_in_trouble).count(),
            total: tally.unrounded,
        }
    }

    /// Which of two is better; more points are, unless a standard passes what has few.
    pub(super) fn compare(&self, other: &Self, more_is_better: bool) -> Ordering {
        let points = || match (self.total, other.total) {
            (Some(a), Some(b)) if more_is_better => a.low.cmp(&b.low).then(a.high.cmp(&b.high)),
            (Some(a), Some(b)) => b.high.cmp(&a.high).then(b.low.cmp(&a.low)),
            _ => Ordering::Equal,
        };
        let verdict = self.passes.cmp(&other.passes).then(other.grade.cmp(&self.grade));
        verdict.then(other.troubles.cmp(&self.troubles)).then_with(points)
    }

    /// Of no result.
    pub(super) const NOTHING: Self = Self { passes: Chance::Never, grade: 0, troubles: 0, total: None };

    pub(super) fn or(self, other: Self) -> Self {
        let passes = if self.passes == other.passes { self.passes } else { Chance::Maybe };
        let total = match (self.total, other.total) {
            (Some(a), Some(b)) => Some(Ends { low: a.low.min(b.low), high: a.high.max(b.high) }),
            (one, other) => one.or(other),
        };
        Self {
            passes,
            grade: self.grade.max(other.grade),
            troubles: self.troubles.min(other.troubles),
            total,
        }
    }
}

impl Trial<'_> {
    /// How the unit stands.
    pub(super) fn standing(&mut self, states: &[State]) -> Standing {
        let standard = self.standard;
        let mut joined: Option<Standing> = None;
        self.each(states, &mut |tally| {
            let standing = Standing::of(standard, tally);
            joined = Some(match joined.take() {
                Some(sofar) => sofar.or(standing),
                None => standing,
            });
        });
        joined.unwrap_or(Standing::NOTHING)
    }

    /// Whether the unit passes.
    pub(super) fn passes(&mut self, states: &[State]) -> Chance {
        self.standing(states).passes
    }
}

/// Whether a part surely vetoes, fails or withholds.
pub(super) fn is_in_trouble(part: &PartTally) -> bool {
    matches!(part.finding, Finding::Withheld | Finding::Vetoed | Finding::Failed)
}

/// Whether the main verdict passes; without one, whether nothing vetoes, fails or is open.
fn passes(standard: &Standard, tally: &Tally) -> Chance {
    let Some(verdict) = standard.leading_verdict() else { return without_verdict(tally) };
    let grades = tally.verdicts.first().map(|verdict| verdict.grades.as_slice()).unwrap_or_default();
    let passing = grades.iter().filter(|grade| **grade <= verdict.passing).count();
    match passing {
        0 => Chance::Never,
        all if all == grades.len() => Chance::Surely,
        _ => Chance::Maybe,
    }
}

fn without_verdict(tally: &Tally) -> Chance {
    if tally.parts.iter().any(|part| is_in_trouble(&part)) {
        return Chance::Never;
    }
    let open = |part: PartTally| {
        let chances = [part.veto, part.failure, part.withheld];
        chances.contains(&Chance::Maybe)
            || matches!(part.finding, Finding::Undetermined | Finding::NotObserved)
    };
    let unknown = tally.unrounded.is_some_and(|total| total.low != total.high);
    let anything = tally.parts.iter().next().is_some_and(|root| root.finding != Finding::NotApplicable);
    if unknown || !anything || tally.parts.iter().any(open) { Chance::Maybe } else { Chance::Surely }
}
