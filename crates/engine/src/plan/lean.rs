//! Quick steps with all worked out beforehand that does not hang on the unit: what is left has neither a branch on what
//! differs from unit to unit nor a check but one, whether the number is in the range for which the rest was worked out.

use crate::model::fact::FactId;
use crate::plan::quick::LARGEST;
use crate::plan::quick::Quick;
use crate::plan::quick::QuickBand;
use crate::plan::quick::QuickKind;
use crate::plan::quick::QuickSteps;
use crate::plan::quick::Test;
use crate::plan::ratio::Ratio;
use crate::plan::ratio::Term;

/// A quick step for the numbers of a range.
#[derive(Clone, Debug)]
pub(crate) struct Lean {
    /// The fact that it looks at.
    pub(crate) fact: FactId,
    /// The least number of the range, and how far the greatest lies from it.
    pub(crate) least: i64,
    pub(crate) span: u64,
    pub(crate) kind: LeanKind,
    /// The most that it may move: what its cap says, and nothing for a veto.
    pub(crate) cap: i64,
}

/// What it moves.
#[derive(Clone, Debug)]
pub(crate) enum LeanKind {
    /// An amount where the test holds.
    When(Test, i64),
    /// A price for each one.
    Each(i64),
    /// A price for each step from a threshold.
    Steps(LeanSteps),
    /// The amount of the first stretch, and what each further one adds to it from its start on.
    Bands(i64, Box<[(i64, i64)]>),
    /// A rounded quotient.
    Ratio(Box<Ratio<Term>>),
    /// What has no such form.
    Other(Box<Quick>),
}

/// Steps from a threshold: the distance is `(number - threshold) * way`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LeanSteps {
    pub(crate) threshold: i64,
    pub(crate) way: i64,
    /// What is added to a distance so that a started step counts.
    pub(crate) started: i64,
    /// `distance * multiplier / 2^63` is the number of steps.
    pub(crate) multiplier: u64,
    pub(crate) price: i64,
}

/// Numbers up to here are subtracted from one another without a look.
const FARTHEST: i64 = 1 << 61;

impl Lean {
    /// A quick step in this form, for as many numbers as it can be.
    pub(crate) fn new(quick: &Quick) -> Self {
        let any = (i64::MIN + 1, i64::MAX); // the least number stands for what is not plainly known
        let lean = match &quick.kind {
            QuickKind::When(test, amount) => Some((any, LeanKind::When(*test, *amount))),
            QuickKind::Veto(test) => Some((any, LeanKind::When(*test, 1))),
            QuickKind::Each(price) => {
                let most = LARGEST.checked_div(*price).unwrap_or(FARTHEST);
                Some(((0, most), LeanKind::Each(*price)))
            }
            QuickKind::Steps(steps) => LeanSteps::of(*steps),
            QuickKind::Bands(bands) => stretches(bands),
            QuickKind::Formula(formula) => {
                formula.ratio.clone().map(|ratio| (any, LeanKind::Ratio(Box::new(ratio))))
            }
        };
        let ((least, most), kind) = lean.unwrap_or_else(|| (any, LeanKind::Other(Box::new(quick.clone()))));
        let cap = match quick.kind {
            QuickKind::Veto(_) => 0,
            _ => quick.cap.map_or(i64::MAX, |(_, most)| most),
        };
        Self { fact: quick.fact, least, span: most.wrapping_sub(least).cast_unsigned(), kind, cap }
    }
}

impl LeanSteps {
    /// Steps up to the distance to which the multiplier divides exactly and the amount is not too large.
    ///
    /// With `m = 2^63 / d + 1`, `x m / 2^63` is `x / d` and a rest below `1 / d` as long as `x (m d - 2^63) < 2^63`.
    fn of(steps: QuickSteps) -> Option<((i64, i64), LeanKind)> {
        let QuickSteps { below, threshold, step, up, price } = steps;
        let fits = step > 0 && (-FARTHEST..=FARTHEST).contains(&threshold) && (0..=LARGEST).contains(&price);
        fits.then_some(())?;
        let multiplier = (1_u64 << 63) / step.cast_unsigned() + 1;
        let exact = i64::MAX / step - step;
        let affordable = (LARGEST / price.max(1)).saturating_sub(1).saturating_mul(step);
        let far = exact.min(affordable).min(FARTHEST);
        (far >= 0).then_some(())?;
        let range = if below { (threshold - far, FARTHEST) } else { (-FARTHEST, threshold + far) };
        let (way, started) = (if below { -1 } else { 1 }, if up { step - 1 } else { 0 });
        Some((range, LeanKind::Steps(Self { threshold, way, started, multiplier, price })))
    }
}

/// Bands that follow one another without a gap.
fn stretches(bands: &[QuickBand]) -> Option<((i64, i64), LeanKind)> {
    let mut bands: Vec<&QuickBand> = bands.iter().collect();
    bands.sort_by_key(|band| band.low);
    let (first, further) = bands.split_first()?;
    let (mut end, mut amount) = (first.high, first.amount);
    let mut adds = Vec::with_capacity(further.len());
    for band in further {
        (end.checked_add(1)? == band.low).then_some(())?;
        adds.push((band.low, band.amount - amount));
        (end, amount) = (band.high, band.amount);
    }
    let fits = bands.iter().all(|band| (0..=LARGEST).contains(&band.amount));
    let least = first.low.max(i64::MIN + 1);
    fits.then(|| ((least, end), LeanKind::Bands(first.amount, adds.into())))
}
