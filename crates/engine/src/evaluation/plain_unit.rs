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
use crate::plan::plain::PlainPlan;
use crate::plan::plain::Scored;
use crate::plan::quick::QuickKind;

/// Scores the parts of such a unit; `false`, with nothing written, where it is none.
pub(crate) fn score(plan: &Plan, readings: &Readings, tally: &mut Tally) -> bool {
    let scale = plan.scale;
    let Some(plan) = &plan.plain else { return false };
    let facts = readings.plain_facts();
    let is_plain = tally.parts.begin(scale, plan, facts);
    if is_plain {
        tally.lines.begin(plan, facts);
    }
    is_plain
}

/// What every step moves, before its cap; `None` where a fact is not plainly known or a number is too large.
pub(crate) fn amounts(plan: &PlainPlan, facts: PlainFacts<'_>, amounts: &mut Vec<i64>) -> Option<()> {
    amounts.resize(plan.steps.len(), 0);
    for (step, place) in plan.steps.iter().zip(amounts) {
        *place = step.quick.amount(facts)?;
    }
    Some(())
}

/// Scores a part from its steps and what was handed up from below, and hands on what it comes to itself.
#[inline]
pub(crate) fn settle(
    plan: &PlainPlan,
    at: usize,
    amounts: &[i64],
    below: &mut [Plain],
    balance: impl FnMut(LineKind, i64),
) -> Option<PlainResult> {
    let scored = plan.scores.get(at)?;
    let mut plain = below.get(at).copied()?;
    plain.moved = moved(plan, scored, amounts);
    let (result, handed) = plain.settle(scored.terms, balance);
    if let Some(above) = scored.above.and_then(|above| below.get_mut(above)) {
        above.add(handed);
    }
    Some(result)
}

/// What the steps of a part come to.
fn moved(plan: &PlainPlan, scored: &Scored, amounts: &[i64]) -> Moved {
    let steps = scored.steps.clone();
    let caps = plan.caps.get(steps.clone()).unwrap_or_default();
    let sum =
        amounts.get(steps).unwrap_or_default().iter().zip(caps).map(|(amount, cap)| *amount.min(cap)).sum();
    let vetoes = plan.vetoes.iter().filter(|at| scored.all.contains(at));
    let is_vetoed =
        vetoes.fold(false, |vetoed, at| vetoed | amounts.get(*at).is_some_and(|amount| *amount != 0));
    Moved {
        lost: if scored.earns { 0 } else { sum },
        earned: if scored.earns { sum } else { 0 },
        veto: if is_vetoed { Chance::Surely } else { Chance::Never },
    }
}

/// The result of a part without a score, from its steps.
pub(crate) fn without_score(plan: &PlainPlan, steps: Range<usize>, amounts: &[i64]) -> PlainResult {
    let mut moved = Moved::default();
    let caps = plan.caps.get(steps.clone()).unwrap_or_default();
    let own = plan.steps.get(steps.clone()).unwrap_or_default().iter().zip(caps);
    for ((step, cap), amount) in own.zip(amounts.get(steps).unwrap_or_default()) {
        match (&step.quick.kind, step.quick.verb) {
            (QuickKind::Veto(_), _) if *amount != 0 => moved.veto = Chance::Surely,
            (_, Verb::Deduct) => moved.lost += amount.min(cap),
            _ => moved.earned += amount.min(cap),
        }
    }
    moved.result()
}
