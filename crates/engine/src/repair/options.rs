//! What can be done in one block of matters, and at what price.

use std::cmp::Ordering;

use crate::exact::Exact;
use crate::model::fact::FactId;
use crate::observation::Reading;
use crate::repair::matter::State;
use crate::repair::measure::Effect;
use crate::repair::search::Objective;
use crate::repair::search::Search;

/// The most ways of one block that are looked at.
const MOST: usize = 600;
/// The most ways of one block that are looked at for the bound.
const MOST_FOR_BOUND: usize = 128;

/// One way to deal with the matters of a block.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// The matters that change, with what becomes of each.
    pub(super) states: Vec<(usize, State)>,
    pub(super) price: Exact,
    /// How much nearer each bar comes, at the very best.
    pub(super) gains: Vec<Exact>,
}

/// The ways of a block up to a price.
#[derive(Clone, Debug, Default)]
pub(super) struct Ways {
    /// The cheapest first; the first is to do nothing.
    pub(super) ways: Vec<Way>,
    /// The price of the cheapest that is too dear.
    pub(super) dearer: Option<Exact>,
    /// Whether there are more than were looked at.
    pub(super) cut_off: bool,
}

/// The least price for each further stretch of gain, at the very best: the steepest first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) block: usize,
    pub(super) price: Exact,
    pub(super) gain: Exact,
}

impl Search<'_> {
    /// Every way to deal with a block for at most a price.
    pub(super) fn ways(&mut self, block: &[usize], most: Option<Exact>) -> Ways {
        match self.objective {
            Objective::Points => self.ways_by_points(block, most),
            Objective::Count | Objective::Cost => self.ways_open(block, most, MOST),
        }
    }

    /// Sets of matters that are left open, by size. Of rows that say the same only the first ones are taken.
    fn ways_open(&mut self, block: &[usize], most: Option<Exact>, limit: usize) -> Ways {
        let mut found = Ways { ways: vec![self.nothing()], ..Ways::default() };
        let mut layer: Vec<Vec<usize>> = vec![Vec::new()];
        while !layer.is_empty() {
            let mut next = Vec::new();
            for set in &layer {
                let after =
                    set.last().and_then(|last| block.iter().position(|at| at == last)).map_or(0, |at| at + 1);
                for at in block.iter().skip(after) {
                    let grown: Vec<usize> = set.iter().copied().chain([*at]).collect();
                    let price = self.price_of(&grown);
                    if !self.is_first_of_its_kind(block, &grown) {
                        continue;
                    }
                    if most.is_some_and(|most| price > most) {
                        found.dearer = Some(found.dearer.map_or(price, |known| known.min(price)));
                        continue;
                    }
                    if found.ways.len() >= limit || self.trial.is_spent() {
                        found.cut_off = true;
                        found.ways.sort_by_key(|way| way.price);
                        return found;
                    }
                    let states: Vec<(usize, State)> = grown.iter().map(|at| (*at, State::Open)).collect();
                    let gains = self.effect(&states).gains;
                    found.ways.push(Way { states, price, gains });
                    next.push(grown);
                }
            }
            layer = next;
        }
        found.ways.sort_by_key(|way| way.price);
        found
    }

    /// Every combination of targets, with the points that it moves as its price.
    fn ways_by_points(&mut self, block: &[usize], most: Option<Exact>) -> Ways {
        let mut found = Ways { ways: vec![self.nothing()], ..Ways::default() };
        let mut layer: Vec<Vec<(usize, State)>> = vec![Vec::new()];
        for at in block {
            let count = self.trial.matter(*at).map_or(0, |matter| matter.targets.len());
            let mut next = layer.clone();
            for states in &layer {
                for target in 0..count {
                    if found.ways.len() >= MOST || self.trial.is_spent() {
                        found.cut_off = true;
                        found.ways.sort_by_key(|way| way.price);
                        return found;
                    }
                    let grown: Vec<(usize, State)> =
                        states.iter().copied().chain([(*at, State::To(target))]).collect();
                    let Effect { moved: price, gains, .. } = self.effect(&grown);
                    if self.has_a_setback(&grown) {
                        next.push(grown);
                        continue;
                    }
                    if most.is_none_or(|most| price <= most) {
                        found.ways.push(Way { states: grown.clone(), price, gains });
                    } else {
                        found.dearer = Some(found.dearer.map_or(price, |known| known.min(price)));
                    }
                    next.push(grown);
                }
            }
            layer = next;
        }
        found.ways.sort_by_key(|way| way.price);
        found
    }

    /// Whether a change among some makes things worse beside the others: no repair, though it moves the score back.
    fn has_a_setback(&mut self, changed: &[(usize, State)]) -> bool {
        let with = self.effect(changed).standing;
        (0..changed.len()).any(|at| {
            let mut without = changed.to_vec();
            without.remove(at);
            let without = self.effect(&without).standing;
            with.compare(&without, self.trial.more_is_better) == Ordering::Less
        })
    }

    fn nothing(&self) -> Way {
        Way { states: Vec::new(), price: Exact::ZERO, gains: vec![Exact::ZERO; self.bars.len()] }
    }

    /// Whether a set takes the first ones of rows that say the same.
    fn is_first_of_its_kind(&self, block: &[usize], set: &[usize]) -> bool {
        let says = |at: usize| self.trial.says(at);
        let Some(last) = set.last() else { return true };
        let Some(own) = says(*last) else { return true };
        let before = block.iter().take_while(|at| *at != last);
        let same = |at: &&usize| says(**at).is_some_and(|other: (FactId, Vec<Reading>)| other == own);
        before.filter(same).last().is_none_or(|twin| set.contains(twin))
    }

    /// What each bar can gain from a block for how much: the upper hull of what its sets come to.
    pub(super) fn stretches(&mut self, at: usize, block: &[usize]) -> Vec<Vec<Stretch>> {
        let ways = match self.objective {
            Objective::Points => self.ways_by_points(block, None),
            Objective::Count | Objective::Cost => self.ways_open(block, None, MOST_FOR_BOUND),
        };
        let all: Vec<(usize, State)> = block.iter().map(|at| (*at, State::Open)).collect();
        let everything = self.effect(&all).gains;
        let seen = ways.ways.iter().map(|way| way.states.len()).max().unwrap_or_default();
        // Sets that were not looked at are as large as the largest that were, and do at most what all does.
        let unseen = ways.cut_off.then(|| match self.objective {
            Objective::Points => Exact::ZERO,
            Objective::Count | Objective::Cost => self.cheapest(block, seen.max(1)),
        });
        let of_bar = |bar: usize| {
            let mut points: Vec<(Exact, Exact)> = ways
                .ways
                .iter()
                .map(|way| (way.price, way.gains.get(bar).copied().unwrap_or(Exact::ZERO)))
                .chain(unseen.map(|price| (price, everything.get(bar).copied().unwrap_or(Exact::ZERO))))
                .collect();
            points.sort();
            hull(&points).into_iter().map(|(price, gain)| Stretch { block: at, price, gain }).collect()
        };
        (0..self.bars.len()).map(of_bar).collect()
    }

    /// The price of the cheapest so many matters of a block.
    fn cheapest(&self, block: &[usize], count: usize) -> Exact {
        let mut prices: Vec<Exact> = block.iter().map(|at| self.price(*at)).collect();
        prices.sort();
        sum(prices.into_iter().take(count))
    }

    fn price_of(&self, matters: &[usize]) -> Exact {
        sum(matters.iter().map(|at| self.price(*at)))
    }
}

fn sum(amounts: impl Iterator<Item = Exact>) -> Exact {
    amounts.fold(Exact::ZERO, |sum, amount| sum.plus(amount).unwrap_or(sum))
}

/// The stretches of the upper hull of points (price, gain), from nothing on: each with its price and gain.
fn hull(points: &[(Exact, Exact)]) -> Vec<(Exact, Exact)> {
    let mut corners: Vec<(Exact, Exact)> = vec![(Exact::ZERO, Exact::ZERO)];
    for (price, gain) in points {
        if corners.last().is_some_and(|(_, best)| gain <= best) {
            continue;
        }
        while let [.., (p0, g0), (p1, g1)] = corners.as_slice() {
            if steeper((*p0, *g0), (*price, *gain), (*p1, *g1)) {
                corners.pop()
            } else {
                break;
            };
        }
        if corners.last().is_some_and(|(last, _)| last == price) && corners.len() > 1 {
            corners.pop();
        }
        corners.push((*price, *gain));
    }
    let stretch = |pair: &[(Exact, Exact)]| match pair {
        [(p0, g0), (p1, g1)] => Some((p1.minus(*p0)?, g1.minus(*g0)?)),
        _ => None,
    };
    corners.windows(2).filter_map(stretch).collect()
}

/// Whether from a corner a point is reached at least as steeply as another.
fn steeper(from: (Exact, Exact), to: (Exact, Exact), other: (Exact, Exact)) -> bool {
    let product = |a: (Exact, Exact), b: (Exact, Exact)| a.1.minus(from.1)?.times(b.0.minus(from.0)?);
    match (product(to, other), product(other, to)) {
        (Some(one), Some(two)) => one >= two,
        _ => false,
    }
}
