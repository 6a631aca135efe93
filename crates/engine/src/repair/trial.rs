//! Scoring a unit again with some matters changed or left open.

use std::ops::Range;

use crate::evaluation::evaluate_into;
use crate::evaluation::tally::Tally;
use crate::model::Standard;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::observation::Reading;
use crate::observation::Readings;
use crate::observation::Value;
use crate::plan::Plan;
use crate::repair::bar;
use crate::repair::matter::Matter;
use crate::repair::matter::State;
use crate::repair::matter::Target;
use crate::repair::matter::Within;
use crate::repair::standing::Standing;

/// The most rows of one list of which each may be there or not; with more of them open the list is taken as unseen.
const MOST_OPEN: usize = 5;
/// The most ways in which open rows of several lists may be there or not.
const MOST_WAYS: usize = 64;

/// So many rows take as long to evaluate as a standard without any.
const ROWS_OF_AN_EVALUATION: usize = 64;

/// A unit that is scored again and again.
pub(super) struct Trial<'a> {
    pub(super) standard: &'a Standard,
    pub(super) plan: &'a Plan,
    observed: &'a Readings,
    /// By fact, so that those of one fact stand together.
    pub(super) matters: Vec<Matter>,
    work: Readings,
    tally: Tally,
    spent: u64,
    budget: u64,
    /// What one evaluation spends: the more rows there are the more.
    weight: u64,
    evaluations: u64,
    /// Whether more points are better.
    pub(super) more_is_better: bool,
}

impl<'a> Trial<'a> {
    /// A unit with what may be changed in it; after `budget` evaluations it is spent, or after fewer where there are
    /// many rows to evaluate each time.
    pub(super) fn new(
        standard: &'a Standard,
        plan: &'a Plan,
        observed: &'a Readings,
        mut matters: Vec<Matter>,
        budget: u64,
    ) -> Self {
        matters.sort_by_key(|matter| matter.site);
        Self {
            standard,
            plan,
            observed,
            matters,
            work: observed.clone(),
            tally: Tally::default(),
            spent: 0,
            budget,
            weight: weight(observed),
            evaluations: 0,
            more_is_better: bar::more_is_better(standard, plan),
        }
    }

    /// Nothing changed.
    pub(super) fn as_is(&self) -> Vec<State> {
        vec![State::AsIs; self.matters.len()]
    }

    pub(super) fn matter(&self, at: usize) -> Option<&Matter> {
        self.matters.get(at)
    }

    /// Another target of a matter; its state.
    pub(super) fn target(&mut self, at: usize, target: Target) -> State {
        let Some(matter) = self.matters.get_mut(at) else { return State::AsIs };
        let known = matter.targets.iter().position(|known| *known == target);
        State::To(known.unwrap_or_else(|| {
            matter.targets.push(target);
            matter.targets.len() - 1
        }))
    }

    /// Whether as many evaluations were made as were allowed.
    pub(super) fn is_spent(&self) -> bool {
        self.spent >= self.budget
    }

    /// How many evaluations of the whole unit are left.
    pub(super) fn left(&self) -> u64 {
        self.budget.saturating_sub(self.spent) / self.weight
    }

    /// How many evaluations were made.
    pub(super) fn evaluations(&self) -> u64 {
        self.evaluations
    }

    fn spend(&mut self, weight: u64) {
        self.spent = self.spent.saturating_add(weight);
        self.evaluations = self.evaluations.saturating_add(1);
    }

    /// Allows some evaluations more than were made.
    pub(super) fn allow_more(&mut self, evaluations: u64) {
        self.budget = self.spent.saturating_add(evaluations);
    }

    /// What the unit scores. With rows open it is scored once for every way in which they may be there or not.
    pub(super) fn each(&mut self, states: &[State], look: &mut dyn FnMut(&Tally)) {
        let mut lists: Vec<(FactId, Vec<Reading>)> = Vec::new();
        let mut ways: usize = 1;
        for (fact, matters) in self.changed(states) {
            let room = MOST_WAYS.checked_div(ways).unwrap_or(1);
            let readings = self.readings(fact, matters, states, room);
            ways = ways.saturating_mul(readings.len());
            lists.push((fact, readings));
        }
        for way in 0..ways {
            let mut rest = way;
            for (fact, readings) in &lists {
                if let Some(reading) = readings.get(rest % readings.len().max(1)) {
                    self.put(*fact, reading.clone());
                }
                rest /= readings.len().max(1);
            }
            self.spend(self.weight);
            evaluate_into(self.plan, &self.work, &mut self.tally);
            look(&self.tally);
        }
        for (fact, _) in &lists {
            self.put(*fact, self.observed.reading(*fact).clone());
        }
    }

    /// How the unit stands with one row as the only one of its list.
    pub(super) fn alone(&mut self, list: FactId, row: Vec<Reading>) -> Standing {
        let states = self.as_is();
        self.with_rows(&states, list, vec![row])
    }

    /// How the unit stands with some rows as all those of a list, whatever is assumed of that list otherwise.
    pub(super) fn with_rows(&mut self, states: &[State], list: FactId, rows: Vec<Vec<Reading>>) -> Standing {
        let changed = self.changed(states).into_iter().filter(|(fact, _)| *fact != list);
        let changed: Vec<(FactId, Range<usize>)> = changed.collect();
        for (fact, matters) in &changed {
            let reading = self.readings(*fact, matters.clone(), states, 1).pop();
            self.put(*fact, reading.unwrap_or_default());
        }
        self.put(list, Reading::Rows(rows));
        self.spend(1);
        evaluate_into(self.plan, &self.work, &mut self.tally);
        for fact in changed.iter().map(|(fact, _)| *fact).chain([list]) {
            self.put(fact, self.observed.reading(fact).clone());
        }
        Standing::of(self.standard, &self.tally)
    }

    /// The facts of which something is assumed, each with its matters.
    fn changed(&self, states: &[State]) -> Vec<(FactId, Range<usize>)> {
        let mut found: Vec<(FactId, Range<usize>)> = Vec::new();
        let changed = states.iter().zip(&self.matters).filter(|(state, _)| **state != State::AsIs);
        for fact in changed.map(|(_, matter)| matter.site.fact) {
            if found.last().is_none_or(|(last, _)| *last != fact) {
                let start = self.matters.partition_point(|matter| matter.site.fact < fact);
                let end = self.matters.partition_point(|matter| matter.site.fact <= fact);
                found.push((fact, start..end));
            }
        }
        found
    }

    /// What was observed of the fact of a matter.
    pub(super) fn observed_reading(&self, at: usize) -> Option<&Reading> {
        self.matters.get(at).map(|matter| self.observed.reading(matter.site.fact))
    }

    /// What was observed of the row of a matter.
    pub(super) fn observed_row(&self, at: usize) -> Option<&[Reading]> {
        match (self.matters.get(at)?.site.within, self.observed_reading(at)?) {
            (Within::Row(row), Reading::Rows(rows)) => rows.get(row).map(Vec::as_slice),
            _ => None,
        }
    }

    /// What the row of a matter says to the standard, and its list.
    pub(super) fn says(&self, at: usize) -> Option<(FactId, Vec<Reading>)> {
        let matter = self.matters.get(at)?;
        Some((matter.site.fact, matter.says.clone()?))
    }

    fn put(&mut self, fact: FactId, reading: Reading) {
        if let Some(slot) = self.plan.slots.get(fact.0 as usize) {
            self.work.replace(fact, &slot.kind, reading);
        }
    }

    /// What a fact may be with some of its matters changed: one reading, or one for every way in which its open rows
    /// are there or not.
    fn readings(&self, fact: FactId, matters: Range<usize>, states: &[State], room: usize) -> Vec<Reading> {
        let changed = matters.filter_map(|at| {
            let state = states.get(at).copied().filter(|state| *state != State::AsIs)?;
            Some((self.matters.get(at)?, state))
        });
        let changed: Vec<(&Matter, State)> = changed.collect();
        let observed = self.observed.reading(fact);
        if let Reading::Rows(rows) = observed {
            return self.rows(rows, &changed, room);
        }
        let kind = self.plan.slots.get(fact.0 as usize).map(|slot| &slot.kind);
        let mut reading = match (observed, kind) {
            (Reading::NotObserved, Some(Kind::Items(names))) => Reading::Items(vec![None; names.len()]),
            _ => observed.clone(),
        };
        for (matter, state) in changed {
            match (state, matter.site.within) {
                (State::Open, Within::Item(at)) => set_item(&mut reading, at, None),
                (State::Open, _) => reading = self.open(fact),
                (State::To(target), within) => match (matter.targets.get(target), within) {
                    (Some(Target::Value(value)), _) => reading = value.clone(),
                    (Some(Target::Item(there)), Within::Item(at)) => set_item(&mut reading, at, Some(*there)),
                    _ => {}
                },
                (State::AsIs, _) => {}
            }
        }
        vec![reading]
    }

    /// Anything that a fact could be. One that applies still does.
    fn open(&self, fact: FactId) -> Reading {
        let Some(slot) = self.plan.slots.get(fact.0 as usize).filter(|slot| slot.may_be_inapplicable) else {
            return Reading::NotObserved;
        };
        match &slot.kind {
            Kind::YesNo => Reading::Disputed(vec![Value::Truth(true), Value::Truth(false)]),
            Kind::Level(names) | Kind::Choice(names) => {
                Reading::Disputed((0_u16..).take(names.len()).map(Value::Option).collect())
            }
            Kind::Number(number) => match (number.low, number.high) {
                (Some(low), Some(high)) => Reading::Band(low, high),
                _ => Reading::NotObserved,
            },
            _ => Reading::NotObserved,
        }
    }

    fn rows(&self, rows: &[Vec<Reading>], changed: &[(&Matter, State)], room: usize) -> Vec<Reading> {
        let open = changed.iter().filter(|(_, state)| *state == State::Open).count();
        let ways = u32::try_from(open).ok().and_then(|open| 1_usize.checked_shl(open)).unwrap_or(usize::MAX);
        if open > MOST_OPEN || ways > room {
            return vec![Reading::NotObserved];
        }
        let way = |way: usize| {
            let mut rows: Vec<Option<Vec<Reading>>> = rows.iter().cloned().map(Some).collect();
            let mut mask = way;
            for (matter, state) in changed {
                let Within::Row(at) = matter.site.within else { continue };
                let Some(row) = rows.get_mut(at) else { continue };
                match (state, row.as_mut()) {
                    (State::Open, Some(fields)) => {
                        if mask & 1 == 1 {
                            *row = None;
                        } else {
                            fields.iter_mut().for_each(|field| *field = Reading::NotObserved);
                        }
                        mask >>= 1;
                    }
                    (State::To(target), Some(fields)) => match matter.targets.get(*target) {
                        Some(Target::Removed) => *row = None,
                        Some(Target::Fields(changes)) => {
                            for (field, value) in changes {
                                if let Some(place) = fields.get_mut(*field) {
                                    place.clone_from(value);
                                }
                            }
                        }
                        _ => {}
                    },
                    _ => {}
                }
            }
            Reading::Rows(rows.into_iter().flatten().collect())
        };
        (0..ways).map(way).collect()
    }
}

/// One, and one more for every so many rows.
fn weight(observed: &Readings) -> u64 {
    let rows = observed.readings.iter().map(|reading| match reading {
        Reading::Rows(rows) => rows.len(),
        _ => 0,
    });
    let rows = rows.fold(0, usize::saturating_add);
    1 + u64::try_from(rows / ROWS_OF_AN_EVALUATION).unwrap_or(u64::MAX / 2)
}

fn set_item(reading: &mut Reading, at: usize, there: Option<bool>) {
    if let Reading::Items(items) = reading
        && let Some(item) = items.get_mut(at)
    {
        *item = there;
    }
}
