//! The cheapest set of matters that makes a unit pass: branch and bound over blocks, by a rising limit.
//!
//! A set is left out only where it cannot be cheaper than what is there, or where the unit cannot pass although
//! everything of the set were as good as it could be. Both are asked of the ranges of the evaluation, with the matters
//! of the set left open: what no value can do, none of the listed ones can.

use std::collections::BTreeMap;

use crate::evaluation::tally::Chance;
use crate::exact::Exact;
use crate::model::part::PartId;
use crate::repair::bar::Bar;
use crate::repair::bar::bars;
use crate::repair::blocks::blocks;
use crate::repair::matter::State;
use crate::repair::measure::Effect;
use crate::repair::options::Stretch;
use crate::repair::options::Way;
use crate::repair::trial::Trial;

/// What is to be least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Objective {
    Count,
    Points,
    Cost,
}

/// The most sets of the same price that are named.
const MOST_TIES: usize = 20;

/// A set that makes the unit pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Solution {
    pub(super) states: Vec<(usize, State)>,
    pub(super) price: Exact,
}

/// What a search came to.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Sets of the least price that was found.
    pub(super) solutions: Vec<Solution>,
    /// Whether there are more of this price than are named.
    pub(super) more: bool,
    /// Nothing cheaper than this makes it pass.
    pub(super) bound: Exact,
    /// Whether the bound is the price.
    pub(super) is_least: bool,
    /// Whether that holds for any values, and not only for those that were listed.
    pub(super) for_any_value: bool,
    /// Whether everything was looked at.
    pub(super) exhausted: bool,
    /// By how much the total must move whatever is done.
    pub(super) floor: Exact,
}

pub(super) struct Search<'a> {
    pub(super) trial: Trial<'a>,
    pub(super) objective: Objective,
    /// By matter.
    pub(super) prices: Vec<Exact>,
    pub(super) bars: Vec<Bar>,
    /// How far each bar is, and what it is measured from.
    pub(super) missing: Vec<Exact>,
    pub(super) base: Vec<Exact>,
    pub(super) total: Option<Exact>,
    /// In the order in which they are decided.
    pub(super) blocks: Vec<Vec<usize>>,
    /// For each bar the stretches of all blocks, the steepest first.
    stretches: Vec<Vec<Stretch>>,
    /// The least that the blocks from each on surely cost.
    necessary: Vec<Exact>,
    pub(super) known: BTreeMap<Vec<(usize, State)>, Effect>,
    level: Level,
    found: Found,
    /// The cheapest set that its ranges let pass and no listed values do.
    gap: Option<Exact>,
}

/// One pass through the sets up to a limit.
#[derive(Clone, Debug)]
struct Level {
    limit: Exact,
    ways: Vec<Vec<Way>>,
    /// The cheapest way of each block that is too dear for the limit.
    dearer: Vec<Option<Exact>>,
    /// The cheapest bound beyond the limit.
    next: Option<Exact>,
    /// Whether something was not looked at.
    cut_off: bool,
}

impl Level {
    fn up_to(limit: Exact) -> Self {
        Self { limit, ways: Vec::new(), dearer: Vec::new(), next: None, cut_off: false }
    }
}

impl Found {
    const NOTHING: Self = Self {
        solutions: Vec::new(),
        more: false,
        bound: Exact::ZERO,
        is_least: false,
        for_any_value: false,
        exhausted: false,
        floor: Exact::ZERO,
    };
}

impl<'a> Search<'a> {
    /// A search among the `repairs` of a trial, by position.
    pub(super) fn new(trial: Trial<'a>, objective: Objective, prices: Vec<Exact>, repairs: &[usize]) -> Self {
        let blocks = blocks(trial.standard, trial.plan, &trial.matters, repairs);
        let bars = bars(trial.standard, trial.plan);
        let mut search = Self {
            trial,
            objective,
            prices,
            bars,
            missing: Vec::new(),
            base: Vec::new(),
            total: None,
            blocks,
            stretches: Vec::new(),
            necessary: Vec::new(),
            known: BTreeMap::new(),
            level: Level::up_to(Exact::ZERO),
            found: Found::NOTHING,
            gap: None,
        };
        search.measure_bars();
        search.order_blocks();
        search
    }

    /// The cheapest sets, as far as the evaluations last.
    pub(super) fn run(mut self) -> (Found, Trial<'a>) {
        let Some(first) = self.lower(0, &vec![Exact::ZERO; self.bars.len()]) else {
            self.found.exhausted = self.objective != Objective::Points;
            return (self.found, self.trial);
        };
        let whole = self.bars.iter().zip(&self.missing).filter(|(bar, _)| bar.part == PartId(0));
        self.found.floor = whole.map(|(_, missing)| *missing).fold(Exact::ZERO, Exact::max);
        self.level.limit = first;
        self.found.bound = first;
        while self.pass() {}
        (self.found, self.trial)
    }

    /// One pass; whether another is needed.
    fn pass(&mut self) -> bool {
        let limit = self.level.limit;
        self.level = Level::up_to(limit);
        for block in self.blocks.clone() {
            let ways = self.ways(&block, Some(limit));
            self.level.cut_off |= ways.cut_off;
            self.level.ways.push(ways.ways);
            self.level.dearer.push(ways.dearer);
        }
        self.descend(0, &mut Vec::new(), Exact::ZERO, &vec![Exact::ZERO; self.bars.len()]);
        let best = self.found.solutions.first().map(|best| best.price);
        // What was cut off costs no less than the bound.
        if self.level.cut_off && best.is_none_or(|best| best > self.found.bound) {
            return false;
        }
        if let Some(best) = best {
            self.found.bound = best;
            self.found.is_least = true;
            self.found.for_any_value = self.gap.is_none_or(|gap| gap >= best);
            return false;
        }
        let Some(next) = self.level.next else {
            // By points, ways that make something worse are left out.
            self.found.exhausted = self.objective != Objective::Points;
            return false;
        };
        self.found.bound = next;
        let further = limit.over(Exact::from(32)).and_then(|part| limit.plus(part)).unwrap_or(next);
        self.level.limit = if self.objective == Objective::Count { next } else { next.max(further) };
        true
    }

    /// Decides the blocks from one on.
    fn descend(&mut self, depth: usize, taken: &mut Vec<(usize, State)>, price: Exact, gained: &[Exact]) {
        if self.trial.is_spent() {
            self.level.cut_off = true;
            return;
        }
        let Some(rest) = self.lower(depth, gained) else { return };
        let bound = price.plus(rest).unwrap_or(price);
        if bound > self.level.limit {
            self.level.next = Some(self.level.next.map_or(bound, |next| next.min(bound)));
            return;
        }
        let is_worse = |best: &Solution| bound > best.price || (bound == best.price && self.found.more);
        if self.found.solutions.first().is_some_and(is_worse) {
            return;
        }
        let Some(count) = self.level.ways.get(depth).map(Vec::len) else {
            self.leaf(taken, price);
            return;
        };
        for at in 0..count {
            let Some(way) = self.level.ways.get(depth).and_then(|ways| ways.get(at)).cloned() else { break };
            let Some(sum) = price.plus(way.price) else { continue };
            let gained: Vec<Exact> = gained
                .iter()
                .zip(&way.gains)
                .map(|(sofar, gain)| sofar.plus(*gain).unwrap_or(*sofar))
                .collect();
            let mark = taken.len();
            taken.extend(way.states);
            self.descend(depth + 1, taken, sum, &gained);
            taken.truncate(mark);
        }
        // What a block could do for more comes in a later pass.
        let dearer = self.level.dearer.get(depth).copied().flatten();
        if let Some(beyond) = dearer.and_then(|dearer| price.plus(dearer)) {
            self.level.next = Some(self.level.next.map_or(beyond, |next| next.min(beyond)));
        }
    }

    fn leaf(&mut self, taken: &[(usize, State)], price: Exact) {
        let mut states = self.trial.as_is();
        put(&mut states, taken);
        let passes = self.trial.passes(&states);
        if passes == Chance::Never {
            return;
        }
        let solved = match self.objective {
            Objective::Points => Some(taken.to_vec()),
            Objective::Count | Objective::Cost => {
                let matters: Vec<usize> = taken.iter().map(|(at, _)| *at).collect();
                self.trial.assign(&matters)
            }
        };
        let Some(states) = solved else {
            self.level.cut_off |= self.trial.is_spent();
            self.gap = Some(self.gap.map_or(price, |gap| gap.min(price)));
            return;
        };
        let solution = Solution { states, price };
        let best = self.found.solutions.first().map(|best| best.price);
        if best.is_none_or(|best| price < best) {
            self.found.solutions = vec![solution];
            self.found.more = false;
        } else if best == Some(price) && !self.found.solutions.contains(&solution) {
            if self.found.solutions.len() < MOST_TIES {
                self.found.solutions.push(solution);
            } else {
                self.found.more = true;
            }
        }
    }

    /// The least that the blocks from one on must still cost; `None` where they cannot do it.
    fn lower(&self, depth: usize, gained: &[Exact]) -> Option<Exact> {
        let mut least = self.necessary.get(depth).copied().unwrap_or(Exact::ZERO);
        for ((missing, gained), stretches) in self.missing.iter().zip(gained).zip(&self.stretches) {
            let mut rest = missing.minus(*gained)?;
            let mut price = Exact::ZERO;
            for stretch in stretches.iter().filter(|stretch| stretch.block >= depth) {
                if rest.sign() <= 0 {
                    break;
                }
                let part = if rest < stretch.gain {
                    stretch.price.times(rest).and_then(|part| part.over(stretch.gain)).unwrap_or(Exact::ZERO)
                } else {
                    stretch.price
                };
                price = price.plus(part).unwrap_or(price);
                rest = rest.minus(stretch.gain)?;
            }
            if rest.sign() > 0 {
                return None;
            }
            least = least.max(price);
        }
        Some(if self.objective == Objective::Count { Exact::new(least.ceil(), 1)? } else { least })
    }

    /// The price of a matter.
    pub(super) fn price(&self, at: usize) -> Exact {
        match self.objective {
            Objective::Count => Exact::ONE,
            Objective::Points => Exact::ZERO,
            Objective::Cost => self.prices.get(at).copied().unwrap_or(Exact::ZERO),
        }
    }

    /// What surely must be touched comes first, then what does the most for its price.
    fn order_blocks(&mut self) {
        let blocks = std::mem::take(&mut self.blocks);
        let every: Vec<usize> = blocks.iter().flatten().copied().collect();
        let mut ranked = Vec::new();
        for block in blocks {
            let mut states = self.trial.as_is();
            let open: Vec<(usize, State)> =
                every.iter().filter(|at| !block.contains(at)).map(|at| (*at, State::Open)).collect();
            put(&mut states, &open);
            let needed = !self.trial.is_spent() && self.trial.passes(&states) == Chance::Never;
            let least = block.iter().map(|at| self.price(*at)).min().unwrap_or(Exact::ZERO);
            let stretches = self.stretches(0, &block);
            let steepest = stretches.iter().filter_map(|stretches| stretches.first()).map(slope).max();
            ranked.push((needed, steepest, least, block, stretches));
        }
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.cmp(&a.1)).then(a.3.cmp(&b.3)));
        let mut stretches: Vec<Vec<Stretch>> = vec![Vec::new(); self.bars.len()];
        let mut least = Vec::new();
        for (at, (needed, _, price, block, own)) in ranked.into_iter().enumerate() {
            for (all, own) in stretches.iter_mut().zip(own) {
                all.extend(own.into_iter().map(|stretch| Stretch { block: at, ..stretch }));
            }
            least.push(if needed { price } else { Exact::ZERO });
            self.blocks.push(block);
        }
        for bar in &mut stretches {
            bar.sort_by_key(|stretch| std::cmp::Reverse(slope(stretch)));
        }
        self.stretches = stretches;
        let mut sum = Exact::ZERO;
        let mut suffix: Vec<Exact> = least
            .iter()
            .rev()
            .map(|price| {
                sum = sum.plus(*price).unwrap_or(sum);
                sum
            })
            .collect();
        suffix.reverse();
        self.necessary = suffix;
    }
}

/// Sets the states of some matters.
pub(super) fn put(states: &mut [State], changed: &[(usize, State)]) {
    for (at, state) in changed {
        if let Some(place) = states.get_mut(*at) {
            *place = *state;
        }
    }
}

/// Gain for its price; what costs nothing is beyond every other.
fn slope(stretch: &Stretch) -> (bool, Exact) {
    (stretch.price.is_zero(), stretch.gain.over(stretch.price).unwrap_or(stretch.gain))
}
