//! What each repair alone would gain: the unit is scored again with it, so that caps and vetoes count.

use std::cmp::Ordering;

use crate::assessment::Range;
use crate::assessment::Repair;
use crate::assessment::Repairs;
use crate::assessment::VerdictOutcome;
use crate::assessment::from_tally::range;
use crate::assessment::outcomes;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::PartTally;
use crate::evaluation::tally::Tally;
use crate::model::Standard;
use crate::model::fact::FactId;
use crate::model::part::PartId;
use crate::observation::Reading;
use crate::observation::Readings;
use crate::plan::Plan;
use crate::repair::Keep;
use crate::repair::matter::Site;
use crate::repair::matter::State;
use crate::repair::matter::Target;
use crate::repair::matters::Matters;
use crate::repair::standing::Standing;
use crate::repair::standing::is_in_trouble;
use crate::repair::trial::Trial;
use crate::repair::words;

/// How often a unit is scored again at most, if it has no rows.
const BUDGET: u64 = 20_000;

/// What each repair of a unit alone would gain, but for what is to be kept. A unit that is scored among others is
/// taken alone: what it is among them stays open.
pub(super) fn gains(standard: &Standard, plan: &Plan, readings: &Readings, keep: &Keep) -> Repairs {
    let matters = Matters::new(standard, plan, readings, keep);
    let observed = matters.observed();
    let mut trial = Trial::new(standard, plan, readings, observed, BUDGET);
    trial.mend_rows(&matters);
    let more_is_better = trial.more_is_better;
    let states = trial.as_is();
    let mut base: Option<Tally> = None;
    trial.each(&states, &mut |tally| base = Some(tally.clone()));
    let base = base.unwrap_or_default();
    let mut gains = Gains {
        trial,
        before: Standing::of(standard, &base),
        base,
        states,
        more_is_better,
        known: Vec::new(),
    };
    let mut repairs = Repairs::default();
    let mut found = Vec::new();
    for at in 0..gains.states.len() {
        match gains.of(at) {
            Some(Gain::Found(state, standing)) => found.push((at, state, standing)),
            Some(Gain::None) => {}
            None => repairs.untried = repairs.untried.saturating_add(1),
        }
    }
    found.sort_by(|(a, _, left), (b, _, right)| gains.compare(right, left).then(a.cmp(b)));
    repairs.found =
        found.into_iter().filter_map(|(at, state, _)| gains.repair(readings, at, state)).collect();
    repairs
}

struct Gains<'a> {
    trial: Trial<'a>,
    base: Tally,
    before: Standing,
    states: Vec<State>,
    more_is_better: bool,
    /// Rows that say the same come to the same.
    known: Vec<(FactId, Vec<Reading>, Option<Target>, Gain)>,
}

#[derive(Clone)]
enum Gain {
    None,
    Found(State, Standing),
}

impl Gains<'_> {
    /// The best that a matter alone can do, by the smallest change; `None` where no evaluations are left.
    fn of(&mut self, at: usize) -> Option<Gain> {
        if let Some(known) = self.known_row(at) {
            return Some(known);
        }
        if self.trial.is_spent() {
            return None;
        }
        let count = self.trial.matter(at)?.targets.len();
        let mut best: Option<(usize, Standing)> = None;
        for target in 0..count {
            let standing = self.with(at, State::To(target));
            let known = best.as_ref().map_or(&self.before, |(_, best)| best);
            if self.compare(&standing, known) == Ordering::Greater {
                best = Some((target, standing));
            }
        }
        let gain = match best {
            None => Gain::None,
            Some((target, standing)) => {
                let more_is_better = self.more_is_better;
                let enough = |found: &Standing| found.compare(&standing, more_is_better) != Ordering::Less;
                let state = self.trial.milder(&mut self.states, at, target, &mut |trial, states| {
                    enough(&trial.standing(states))
                });
                Gain::Found(state, standing)
            }
        };
        self.remember_row(at, &gain);
        Some(gain)
    }

    fn with(&mut self, at: usize, state: State) -> Standing {
        if let Some(place) = self.states.get_mut(at) {
            *place = state;
        }
        let standing = self.trial.standing(&self.states);
        if let Some(place) = self.states.get_mut(at) {
            *place = State::AsIs;
        }
        standing
    }

    fn compare(&self, one: &Standing, other: &Standing) -> Ordering {
        one.compare(other, self.more_is_better)
    }

    fn known_row(&mut self, at: usize) -> Option<Gain> {
        let (fact, says) = self.trial.says(at)?;
        let (_, _, target, gain) = self.known.iter().find(|(list, row, ..)| *list == fact && *row == says)?;
        Some(match (gain.clone(), target.clone()) {
            (Gain::Found(_, standing), Some(target)) => Gain::Found(self.trial.target(at, target), standing),
            (gain, _) => gain,
        })
    }

    fn remember_row(&mut self, at: usize, gain: &Gain) {
        let Some((fact, says)) = self.trial.says(at) else { return };
        let target = match gain {
            Gain::Found(State::To(target), _) => {
                self.trial.matter(at).and_then(|matter| matter.targets.get(*target).cloned())
            }
            _ => None,
        };
        self.known.push((fact, says, target, gain.clone()));
    }

    /// One repair in words, scored once more.
    fn repair(&mut self, readings: &Readings, at: usize, state: State) -> Option<Repair> {
        let State::To(target) = state else { return None };
        let matter = self.trial.matter(at)?;
        let (site, target) = (matter.site, matter.targets.get(target)?.clone());
        let mut states = self.states.clone();
        *states.get_mut(at)? = state;
        let mut after: Option<Tally> = None;
        self.trial.each(&states, &mut |tally| after = Some(tally.clone()));
        let standard = self.trial.standard;
        Some(told(Told { standard, readings, site, target: &target, before: &self.base, after: &after? }))
    }
}

/// A repair with what was and what comes out.
pub(super) struct Told<'a> {
    pub(super) standard: &'a Standard,
    pub(super) readings: &'a Readings,
    pub(super) site: Site,
    pub(super) target: &'a Target,
    pub(super) before: &'a Tally,
    pub(super) after: &'a Tally,
}

/// A repair in words.
pub(super) fn told(told: Told<'_>) -> Repair {
    let Told { standard, readings, site, target, before, after } = told;
    let names = words::named(standard, readings, site);
    let pairs = || (0_u32..).zip(before.parts.iter().zip(after.parts.iter()));
    let acting = |at: u32| standard.part(PartId(at)).is_some_and(|part| !part.acts.is_empty());
    let parts = pairs().filter(|(at, (was, is))| acting(*at) && result(was) != result(is)).map(|(at, _)| at);
    let parts: Vec<u32> = parts.collect();
    let lifted = pairs().filter(|(at, (was, is))| acting(*at) && is_in_trouble(was) && !is_in_trouble(is));
    Repair {
        fact: names.fact,
        item: names.item,
        row: names.row,
        changes: words::changes(standard, readings, site, target),
        points: before.unrounded.zip(after.unrounded).map(|(was, is)| rise(was, is)),
        lifted: lifted.map(|(at, _)| at).collect(),
        verdict: verdict(standard, before, after),
        departments: departments(standard, &parts),
        parts,
    }
}

/// Who is responsible for some parts, each once.
pub(super) fn departments(standard: &Standard, parts: &[u32]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for department in parts.iter().flat_map(|at| departments_of(standard, PartId(*at))) {
        if !found.contains(department) {
            found.push(department.clone());
        }
    }
    found
}

/// The departments of a part, or of the nearest part above that names any.
fn departments_of(standard: &Standard, id: PartId) -> &[String] {
    let path = std::iter::successors(standard.part(id), |part| standard.part(part.parent?));
    path.map(|part| part.departments.as_slice()).find(|named| !named.is_empty()).unwrap_or_default()
}

fn result(part: &PartTally) -> impl PartialEq {
    (part.finding, part.score, part.bonus, part.veto, part.failure, part.withheld)
}

/// How much higher both ends are; nothing is said of an end that nothing bounds.
pub(super) fn rise(was: Ends, is: Ends) -> Range {
    let bounded = |was: Range, is: Range| Range {
        low: was.low.zip(is.low).and_then(|(was, is)| is.minus(was)),
        high: was.high.zip(is.high).and_then(|(was, is)| is.minus(was)),
    };
    bounded(range(was), range(is))
}

fn verdict(standard: &Standard, before: &Tally, after: &Tally) -> Option<VerdictOutcome> {
    let verdict = standard.leading_verdict()?;
    let outcome = |tally: &Tally| tally.verdicts.first().map(|it| outcomes::outcome(verdict, it));
    let (was, is) = (outcome(before), outcome(after));
    is.filter(|is| was.as_ref() != Some(is))
}
