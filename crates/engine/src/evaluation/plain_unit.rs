//! Units of which everything is plainly known, by a plan of nothing but quick steps: one loop over all steps, with no
//! branch on what differs from unit to unit, and a sum for each part with a score.

use std::ops::Range;

use crate::evaluation::plain::Plain;
use crate::evaluation::quick::Moved;
use crate::evaluation::results::PlainResult;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::LineKind;
use crate::evaluation::tally::Tally;
use crate::model::act::Verb;
use crate::observation::PlainFacts;
use crate::observation::Readings;
use crate::plan::Plan;
use crate::plan::lean::Lean;
use crate::plan::lean::LeanKind;
use crate::plan::lean::LeanSteps;
use crate::plan::plain::PlainPlan;
use crate::plan::quick::LARGEST;
use crate::plan::quick::QuickKind;

/// Scores the parts of such a unit; `false`, with nothing written, where it is none.
pub(crate) fn score(plan: &Plan, readings: &Readings, tally: &mut Tally) -> bool {
    let scale = plan.scale;
    let Some(plan) = &plan.program.plain else { return false };
    let facts = readings.plain_facts();
    let is_plain = tally.parts.begin(scale, plan, facts);
    if is_plain {
        tally.lines.begin(plan, facts);
    }
    is_plain
}

/// Takes steps: what each moves before its cap is written down. The sum of what is left; `None` where a fact is not
/// plainly known or a number is too large.
#[inline]
pub(crate) fn take(steps: &[Lean], facts: PlainFacts<'_>, amounts: &mut [i64]) -> Option<i64> {
    let (mut fits, mut sum) = (true, 0_i64);
    for (lean, place) in steps.iter().zip(amounts) {
        let value = facts.0.get(lean.fact.0 as usize).copied().unwrap_or(Readings::NOT_PLAIN);
        fits &= value.wrapping_sub(lean.least).cast_unsigned() <= lean.span;
        let amount = match &lean.kind {
            LeanKind::When(test, amount) => i64::from(test.holds(value)) * amount,
            LeanKind::Each(price) => value.wrapping_mul(*price),
            LeanKind::Steps(steps) => steps.amount(value),
            LeanKind::Bands(first, further) => further.iter().fold(*first, |amount, (start, more)| {
                amount.wrapping_add(i64::from(value >= *start).wrapping_mul(*more))
            }),
            LeanKind::Ratio(ratio) => ratio.amount_of(facts).filter(|amount| *amount <= LARGEST)?,
            LeanKind::Other(quick) => quick.amount(facts)?,
        };
        *place = amount;
        // Amounts are of forty bits, and steps are not so many.
        sum = sum.wrapping_add(amount.min(lean.cap));
    }
    fits.then_some(sum)
}

impl LeanSteps {
    #[inline(always)]
    fn amount(&self, value: i64) -> i64 {
        let distance = value.wrapping_sub(self.threshold).wrapping_mul(self.way).max(0);
        let distance = distance.wrapping_add(self.started).cast_unsigned();
        let steps = (u128::from(distance).wrapping_mul(u128::from(self.multiplier)) >> 63) as i64;
        steps.wrapping_mul(self.price)
    }
}

/// Scores a part from its steps and what was handed up from below, and hands on what it comes to itself. The parts
/// below have been scored, and their steps taken.
#[inline]
pub(crate) fn settle(
    plan: &PlainPlan,
    at: usize,
    facts: PlainFacts<'_>,
    (amounts, below): (&mut [i64], &mut [Plain]),
    balance: impl FnMut(LineKind, i64),
) -> Option<PlainResult> {
    let scored = plan.scores.get(at)?;
    let steps = scored.steps.clone();
    let sum = take(plan.lean.get(steps.clone())?, facts, amounts.get_mut(steps)?)?;
    let mut plain = below.get(at).copied()?;
    let holds = |at: &usize| amounts.get(*at).is_some_and(|amount| *amount != 0);
    let veto = if scored.vetoes.iter().any(holds) { Chance::Surely } else { Chance::Never };
    let (lost, earned) = if scored.earns { (0, sum) } else { (sum, 0) };
    plain.moved.add(Moved { lost, earned, veto });
    let (result, handed) = plain.settle(scored.terms, balance);
    if let Some(above) = scored.above.and_then(|above| below.get_mut(above)) {
        above.add(handed);
    }
    Some(result)
}

/// The result of a part without a score, from its steps.
pub(crate) fn without_score(plan: &PlainPlan, steps: Range<usize>, amounts: &[i64]) -> PlainResult {
    let mut moved = Moved::default();
    let own = plan.steps.get(steps.clone()).unwrap_or_default().iter();
    let own = own.zip(plan.lean.get(steps.clone()).unwrap_or_default());
    for ((step, Lean { cap, .. }), amount) in own.zip(amounts.get(steps).unwrap_or_default()) {
        match (&step.quick.kind, step.quick.verb) {
            (QuickKind::Veto(_), _) if *amount != 0 => moved.veto = Chance::Surely,
            (_, Verb::Deduct) => moved.lost += *amount.min(cap),
            _ => moved.earned += *amount.min(cap),
        }
    }
    moved.result()
}
