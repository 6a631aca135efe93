//! How far the bars are, and what changes do to them.

use crate::evaluation::tally::Tally;
use crate::exact::Exact;
use crate::model::part::PartId;
use crate::repair::bar::Bar;
use crate::repair::matter::State;
use crate::repair::search::Search;
use crate::repair::search::put;
use crate::repair::standing::Standing;

/// What some changes do.
#[derive(Clone, Debug)]
pub(super) struct Effect {
    /// By how much the total moves, either way.
    pub(super) moved: Exact,
    /// How much nearer each bar comes, at the very best.
    pub(super) gains: Vec<Exact>,
    pub(super) standing: Standing,
}

impl Search<'_> {
    /// Measures how far each bar is; one that cannot be measured is left out.
    pub(super) fn measure_bars(&mut self) {
        let as_is = self.trial.as_is();
        let bars = std::mem::take(&mut self.bars);
        let measured = self.measured(&as_is, &bars);
        let everything: Vec<State> =
            self.trial
                .matters
                .iter()
                .enumerate()
                .map(|(at, _)| {
                    if self.blocks.iter().any(|block| block.contains(&at)) {
                        State::Open
                    } else {
                        State::AsIs
                    }
                })
                .collect();
        let best = self.measured(&everything, &bars);
        for ((bar, now), best) in bars.into_iter().zip(measured).zip(best) {
            let (Some((now, height)), Some((_, then))) = (now, best) else { continue };
            if height != then {
                continue;
            }
            let Some(missing) = height.minus(now) else { continue };
            self.bars.push(bar);
            self.missing.push(missing);
            self.base.push(now);
        }
        let mut total = None;
        self.trial.each(&as_is, &mut |tally| total = tally.unrounded.map(|total| total.high));
        self.total = total;
    }

    /// What each bar comes to at the very best, and where it lies; both turned round where it may not be passed.
    fn measured(&mut self, states: &[State], bars: &[Bar]) -> Vec<Option<(Exact, Exact)>> {
        let mut best: Vec<Option<Option<(Exact, Exact)>>> = vec![None; bars.len()];
        self.trial.each(states, &mut |tally| {
            for (bar, best) in bars.iter().zip(&mut best) {
                let now = measure(bar, tally);
                *best = Some(match *best {
                    None => now,
                    Some(sofar) => sofar.zip(now).map(|((a, height), (b, _))| (a.max(b), height)),
                });
            }
        });
        best.into_iter().map(Option::flatten).collect()
    }

    /// What some changes do.
    pub(super) fn effect(&mut self, changed: &[(usize, State)]) -> Effect {
        if let Some(known) = self.known.get(changed) {
            return known.clone();
        }
        let mut states = self.trial.as_is();
        put(&mut states, changed);
        let bars = self.bars.clone();
        let mut best: Vec<Option<Exact>> = vec![None; bars.len()];
        let mut total = None;
        let mut standing: Option<Standing> = None;
        let standard = self.trial.standard;
        self.trial.each(&states, &mut |tally| {
            let now = Standing::of(standard, tally);
            standing = Some(standing.take().map_or(now.clone(), |sofar| sofar.or(now)));
            for (bar, best) in bars.iter().zip(&mut best) {
                let now = measure(bar, tally).map(|(now, _)| now);
                *best = best.zip(now).map(|(a, b)| a.max(b)).or(now);
            }
            total = tally.unrounded.map(|total| total.high);
        });
        let gains = best.iter().zip(&self.base).map(|(best, base)| {
            let gain = best.and_then(|best| best.minus(*base)).unwrap_or(Exact::ZERO);
            gain.max(Exact::ZERO)
        });
        let gains: Vec<Exact> = gains.collect();
        let moved = total.zip(self.total).and_then(|(is, was)| is.minus(was)).unwrap_or(Exact::ZERO);
        let standing = standing.unwrap_or(Standing::NOTHING);
        let known = Effect { moved: moved.max(moved.negated()), gains, standing };
        self.known.insert(changed.to_vec(), known.clone());
        known
    }
}

/// What a bar comes to at the very best, and its height; `None` where its part may have no score.
fn measure(bar: &Bar, tally: &Tally) -> Option<(Exact, Exact)> {
    let part = tally.parts.get(bar.part)?;
    if part.may_be_inapplicable || part.applicable.low != part.applicable.high {
        return None;
    }
    let height = if bar.of_points { bar.height.times(part.applicable.high)? } else { bar.height };
    let score = if bar.part == PartId(0) && !bar.of_points { tally.unrounded? } else { part.score? };
    Some(if bar.at_least { (score.high, height) } else { (score.low.negated(), height.negated()) })
}
