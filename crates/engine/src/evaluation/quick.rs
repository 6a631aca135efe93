//! The quick steps: the same lines as the acts, from scaled integers.

use crate::evaluation::ledger::Ledger;
use crate::evaluation::tally::LineKind;
use crate::model::act::ActId;
use crate::model::part::PartId;
use crate::observation::Readings;
use crate::plan::quick::Formula;
use crate::plan::quick::LARGEST;
use crate::plan::quick::POINTS;
use crate::plan::quick::Quick;
use crate::plan::quick::QuickKind;
use crate::plan::quick::QuickSteps;
use crate::plan::quick::Test;
use crate::syntax::tree::Verb;

/// What the steps of a part came to.
#[derive(Clone, Copy, Default)]
pub(crate) struct Moved {
    pub(crate) lost: i64,
    pub(crate) earned: i64,
    pub(crate) veto: bool,
}

/// Takes the steps of a part; `None`, with no line written, where a fact is not plainly known or a number is too
/// large.
#[inline(always)]
pub(crate) fn run(steps: &[Quick], part: PartId, readings: &Readings, lines: &mut Ledger) -> Option<Moved> {
    let mark = lines.len();
    let mut moved = Moved::default();
    for step in steps {
        let Some((act, amount)) = due(step, readings) else {
            lines.truncate(mark);
            return None;
        };
        if amount == 0 {
            continue;
        }
        if matches!(step.kind, QuickKind::Veto(_)) {
            lines.push_steps(part, Some(act), LineKind::Outcome, 0);
            moved.veto = true;
            continue;
        }
        let most = step.cap.map_or(LARGEST, |(_, most)| most);
        let left = amount.min(most);
        let sign = if step.verb == Verb::Deduct { -1 } else { 1 };
        let kind = if step.verb == Verb::Deduct { LineKind::Deduct } else { LineKind::Earn };
        lines.push_steps(part, Some(act), kind, amount * sign);
        if let Some((capped_by, _)) = step.cap.filter(|_| left < amount) {
            lines.push_steps(part, Some(capped_by), LineKind::Cap, (left - amount) * sign);
        }
        let sum = if step.verb == Verb::Deduct { &mut moved.lost } else { &mut moved.earned };
        *sum += left;
    }
    Some(moved)
}

/// The act of a step and what it moves, up to [`LARGEST`]; of a veto, whether it holds.
#[inline(always)]
fn due(step: &Quick, readings: &Readings) -> Option<(ActId, i64)> {
    let (act, amount) = match &step.kind {
        QuickKind::When(test, amount) => (step.act, if test.holds(readings)? { *amount } else { 0 }),
        QuickKind::Veto(test) => (step.act, i64::from(test.holds(readings)?)),
        QuickKind::Each(fact, price) => (step.act, readings.plain(*fact)?.checked_mul(*price)?),
        QuickKind::Steps(steps) => (step.act, steps.amount(readings)?),
        QuickKind::Bands(fact, bands) => {
            let value = readings.plain(*fact)?;
            let band = bands.iter().find(|band| band.low <= value && value <= band.high)?;
            (band.act, band.amount)
        }
        QuickKind::Formula(formula) => (step.act, formula.amount(readings)?),
    };
    (0..=LARGEST).contains(&amount).then_some((act, amount))
}

impl Test {
    #[inline]
    fn holds(self, readings: &Readings) -> Option<bool> {
        let value = readings.plain(self.fact)?;
        Some(self.low <= value && value <= self.high)
    }
}

impl QuickSteps {
    #[inline]
    fn amount(&self, readings: &Readings) -> Option<i64> {
        let value = readings.plain(self.fact)?;
        let distance =
            if self.below { self.threshold.checked_sub(value)? } else { value.checked_sub(self.threshold)? };
        if distance <= 0 {
            return Some(0);
        }
        let count = distance / self.step + i64::from(self.up && distance % self.step != 0);
        count.checked_mul(self.price)
    }
}

impl Formula {
    #[inline(never)]
    fn amount(&self, readings: &Readings) -> Option<i64> {
        if let Some(condition) = &self.when
            && !condition.holds(readings)?
        {
            return Some(0);
        }
        self.amount.value(readings)?.to_scaled(POINTS)
    }
}
