//! Some set that makes a unit pass, where the search for the least came to none: everything is put right, and what is
//! not needed is taken back.

use std::cmp::Ordering;
use std::cmp::Reverse;

use crate::evaluation::tally::Chance;
use crate::exact::Exact;
use crate::model::fact::FactId;
use crate::observation::Reading;
use crate::repair::matter::State;
use crate::repair::matter::Target;
use crate::repair::matter::Within;
use crate::repair::mending::hopeful;
use crate::repair::search::put;
use crate::repair::standing::Standing;
use crate::repair::trial::Trial;

/// Matters that come to the same: a fact, an item, or the rows of a list that say the same.
struct Alike {
    says: Option<(FactId, Vec<Reading>)>,
    matters: Vec<usize>,
    /// What taking one of them back loses for its price, where that is known.
    worth: Option<Exact>,
}

impl Trial<'_> {
    /// A set that makes the unit pass: everything is put right, and what is not needed is taken back, what is worth the
    /// least for its price first. Nothing is claimed of it but that it passes.
    pub(super) fn some_set(&mut self, matters: &[usize], prices: &[Exact]) -> Option<Vec<(usize, State)>> {
        let mut states = self.as_is();
        put(&mut states, &matters.iter().map(|at| (*at, State::Open)).collect::<Vec<_>>());
        let is_row = |trial: &Self, at: usize| {
            trial.matter(at).is_some_and(|matter| matches!(matter.site.within, Within::Row(_)))
        };
        // Among open rows of a list nothing can be told of one: each is judged as the only one.
        let (rows, others): (Vec<usize>, Vec<usize>) = matters.iter().partition(|at| is_row(self, **at));
        for alike in self.alike(&rows) {
            let best = self.best_row(*alike.matters.first()?, &states)?;
            for at in &alike.matters {
                let state = best.clone().map_or(State::AsIs, |target| self.target(*at, target));
                put(&mut states, &[(*at, state)]);
            }
        }
        for at in others {
            let best = self.best(at, &mut states)?;
            put(&mut states, &[(at, best)]);
        }
        let enough = self.passes(&states);
        if enough == Chance::Never {
            return None;
        }
        let changed = |at: &usize| states.get(*at).is_some_and(|state| *state != State::AsIs);
        let changed: Vec<usize> = matters.iter().copied().filter(changed).collect();
        for alike in self.by_worth(&changed, &states, prices) {
            self.take_back(&alike.matters, &mut states, enough);
        }
        let kept = changed.into_iter().map(|at| (at, states.get(at).copied().unwrap_or_default()));
        Some(kept.filter(|(_, state)| *state != State::AsIs).collect())
    }

    /// Matters by what they come to, in their order.
    fn alike(&self, matters: &[usize]) -> Vec<Alike> {
        let mut found: Vec<Alike> = Vec::new();
        for at in matters {
            let says = self.says(*at);
            match found.iter_mut().find(|alike| says.is_some() && alike.says == says) {
                Some(alike) => alike.matters.push(*at),
                None => found.push(Alike { says, matters: vec![*at], worth: None }),
            }
        }
        found
    }

    /// The same, what is worth the least for its price first.
    fn by_worth(&mut self, changed: &[usize], states: &[State], prices: &[Exact]) -> Vec<Alike> {
        let high = |standing: &Standing| standing.total.map(|total| total.high);
        let with = high(&self.standing(states));
        let mut found = self.alike(changed);
        // To take things back in a poor order is better than not at all.
        let lasts = self.left() >= u64::try_from(found.len()).unwrap_or(u64::MAX).saturating_mul(2);
        for alike in found.iter_mut().filter(|_| lasts) {
            let Some(first) = alike.matters.first() else { continue };
            let mut fewer = states.to_vec();
            put(&mut fewer, &[(*first, State::AsIs)]);
            let without = high(&self.standing(&fewer));
            let lost = with.zip(without).and_then(|(with, without)| with.minus(without));
            let lost = lost.map(|lost| lost.max(lost.negated()));
            alike.worth = lost.zip(prices.get(*first)).and_then(|(lost, price)| lost.over(*price));
        }
        let price = |alike: &Alike| alike.matters.first().and_then(|at| prices.get(*at)).copied();
        // What costs nothing has no worth for its price, and is taken back last.
        found.sort_by_key(|alike| (alike.worth.is_none(), alike.worth, Reverse(price(alike))));
        found
    }

    /// Takes back as many of some matters that come to the same as are not needed.
    fn take_back(&mut self, alike: &[usize], states: &mut [State], enough: Chance) {
        let kept: Vec<State> = alike.iter().map(|at| states.get(*at).copied().unwrap_or_default()).collect();
        let with_back = |states: &mut [State], back: usize| {
            for (nth, (at, state)) in alike.iter().zip(&kept).enumerate() {
                put(states, &[(*at, if nth < back { State::AsIs } else { *state })]);
            }
        };
        // So many are not needed; so many are too many.
        let (mut back, mut too_many) = (0, alike.len() + 1);
        while too_many - back > 1 && !self.is_spent() {
            // All of them first, for most are single.
            let tried = if too_many > alike.len() { alike.len() } else { back + (too_many - back) / 2 };
            with_back(states, tried);
            if self.passes(states) >= enough { back = tried } else { too_many = tried }
        }
        with_back(states, back);
    }

    /// The target of a row that promises the most when it is the only one of its list, with everything else as given;
    /// `None` within where nothing promises more than what was observed.
    fn best_row(&mut self, at: usize, states: &[State]) -> Option<Option<Target>> {
        let matter = self.matter(at)?;
        let (list, targets) = (matter.site.fact, matter.targets.clone());
        let row = self.observed_row(at)?.to_vec();
        let more_is_better = self.more_is_better;
        let mut best = (None, self.with_rows(states, list, vec![row.clone()]));
        for target in targets {
            if self.is_spent() {
                return None;
            }
            let rows = match &target {
                Target::Removed => Vec::new(),
                Target::Fields(fields) => {
                    let mut row = row.clone();
                    for (field, value) in fields {
                        row.get_mut(*field)?.clone_from(value);
                    }
                    vec![row]
                }
                Target::Value(_) | Target::Item(_) => continue,
            };
            let standing = self.with_rows(states, list, rows);
            if more_promising(&standing, &best.1, more_is_better) {
                best = (Some(target), standing);
            }
        }
        Some(best.0)
    }

    /// The state of a matter that promises the most; as it is where nothing promises more.
    fn best(&mut self, at: usize, states: &mut [State]) -> Option<State> {
        let count = self.matter(at)?.targets.len();
        let more_is_better = self.more_is_better;
        let mut best: Option<(State, Standing)> = None;
        for state in std::iter::once(State::AsIs).chain((0..count).map(State::To)) {
            if self.is_spent() {
                return None;
            }
            put(states, &[(at, state)]);
            let standing = self.standing(states);
            if best.as_ref().is_none_or(|(_, best)| more_promising(&standing, best, more_is_better)) {
                best = Some((state, standing));
            }
        }
        best.map(|(state, _)| state)
    }
}

fn more_promising(one: &Standing, other: &Standing, more_is_better: bool) -> bool {
    let may = |standing: &Standing| standing.passes != Chance::Never;
    may(one).cmp(&may(other)).then(hopeful(one, other, more_is_better)) == Ordering::Greater
}
