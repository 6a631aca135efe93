//! Values for matters that are to change, so that the unit passes; and what must still be observed for that.

use std::cmp::Ordering;

use crate::evaluation::tally::Chance;
use crate::repair::matter::State;
use crate::repair::search::put;
use crate::repair::standing::Standing;
use crate::repair::trial::Trial;

/// Sets of at most so many matters are looked at in all their parts.
const MOST_PARTS: usize = 9;

impl Trial<'_> {
    /// A target for every matter of a set, the smallest changes first, so that the unit passes, or may pass as far as
    /// what was not observed allows; `None` where no listed values do it.
    pub(super) fn assign(&mut self, matters: &[usize]) -> Option<Vec<(usize, State)>> {
        let mut states = self.as_is();
        put(&mut states, &matters.iter().map(|at| (*at, State::Open)).collect::<Vec<_>>());
        self.assign_from(matters, &mut states)
            .then(|| matters.iter().map(|at| (*at, states.get(*at).copied().unwrap_or_default())).collect())
    }

    fn assign_from(&mut self, matters: &[usize], states: &mut Vec<State>) -> bool {
        let Some((at, rest)) = matters.split_first() else { return true };
        let count = self.matter(*at).map_or(0, |matter| matter.targets.len());
        for target in 0..count {
            if self.is_spent() {
                break;
            }
            put(states, &[(*at, State::To(target))]);
            if self.passes(states) != Chance::Never && self.assign_from(rest, states) {
                return true;
            }
        }
        put(states, &[(*at, State::Open)]);
        false
    }

    /// The same set with every number no further from what was observed than is needed.
    pub(super) fn mildest(&mut self, solution: &[(usize, State)]) -> Vec<(usize, State)> {
        let mut states = self.as_is();
        put(&mut states, solution);
        let enough = self.passes(&states);
        let mut mild = Vec::new();
        for (at, state) in solution {
            let milder = match state {
                State::To(target) if !self.is_spent() => {
                    self.milder(&mut states, *at, *target, &mut |trial, states| {
                        trial.passes(states) >= enough
                    })
                }
                _ => *state,
            };
            put(&mut states, &[(*at, milder)]);
            mild.push((*at, milder));
        }
        mild
    }

    /// The set without what is not needed: no smaller part of it makes the unit pass as surely.
    pub(super) fn irreducible(&mut self, solution: Vec<(usize, State)>) -> Vec<(usize, State)> {
        let mut states = self.as_is();
        put(&mut states, &solution);
        let enough = self.passes(&states);
        let mut needed = solution;
        if needed.len() <= MOST_PARTS {
            return self.smallest_part(&needed, enough).unwrap_or(needed);
        }
        let mut at = 0;
        while at < needed.len() && !self.is_spent() {
            let mut fewer = needed.clone();
            fewer.remove(at);
            let mut states = self.as_is();
            put(&mut states, &fewer);
            if self.passes(&states) >= enough { needed = fewer } else { at += 1 }
        }
        needed
    }

    /// The smallest part of a set that is enough, but for the whole.
    fn smallest_part(&mut self, set: &[(usize, State)], enough: Chance) -> Option<Vec<(usize, State)>> {
        let all = 1_u32.checked_shl(u32::try_from(set.len()).ok()?)?;
        let mut masks: Vec<u32> = (0..all.saturating_sub(1)).collect();
        masks.sort_by_key(|mask| (mask.count_ones(), *mask));
        for mask in masks {
            if self.is_spent() {
                return None;
            }
            let part = set.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1);
            let part: Vec<(usize, State)> = part.map(|(_, one)| *one).collect();
            let mut states = self.as_is();
            put(&mut states, &part);
            if self.passes(&states) >= enough {
                return Some(part);
            }
        }
        None
    }

    /// What must be observed, and as what, so that the unit passes, and whether it surely does then.
    pub(super) fn observe(
        &mut self,
        solution: &[(usize, State)],
        unobserved: &[usize],
    ) -> (Vec<(usize, State)>, bool) {
        let mut states = self.as_is();
        put(&mut states, solution);
        for at in unobserved {
            if self.passes(&states) == Chance::Surely {
                break;
            }
            let Some(best) = self.surest(*at, &mut states) else { break };
            put(&mut states, &[(*at, best)]);
        }
        let reached = self.passes(&states);
        if reached == Chance::Never {
            return (Vec::new(), false);
        }
        for at in unobserved.iter().filter(|_| reached == Chance::Surely) {
            let kept = states.get(*at).copied().unwrap_or_default();
            put(&mut states, &[(*at, State::AsIs)]);
            if kept != State::AsIs && (self.is_spent() || self.passes(&states) < reached) {
                put(&mut states, &[(*at, kept)]);
            }
        }
        let needed = unobserved.iter().map(|at| (*at, states.get(*at).copied().unwrap_or_default()));
        (needed.filter(|(_, state)| *state != State::AsIs).collect(), reached == Chance::Surely)
    }

    /// The value of what was not observed that leaves the best standing.
    fn surest(&mut self, at: usize, states: &mut [State]) -> Option<State> {
        let count = self.matter(at)?.targets.len();
        let more_is_better = self.more_is_better;
        let mut best: Option<(State, Standing)> = None;
        for state in (0..count).map(State::To) {
            if self.is_spent() {
                return None;
            }
            put(states, &[(at, state)]);
            let standing = self.standing(states);
            let better = best.as_ref().is_none_or(|(_, best)| {
                let may = |it: &Standing| it.passes != Chance::Never;
                let order = may(&standing).cmp(&may(best)).then(standing.compare(best, more_is_better));
                order == Ordering::Greater
            });
            if better {
                best = Some((state, standing));
            }
        }
        put(states, &[(at, State::AsIs)]);
        // What no listed value lets pass stays open.
        let best = best.filter(|(_, standing)| standing.passes != Chance::Never);
        Some(best.map_or(State::AsIs, |(state, _)| state))
    }
}
