//! The quick steps: the same lines as the acts, from scaled integers.

use crate::evaluation::ledger::Ledger;
use crate::evaluation::tally::LineKind;
use crate::model::part::PartId;
use crate::observation::Readings;
use crate::plan::Plan;
use crate::plan::quick::Formula;
use crate::plan::quick::LARGEST;
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
#[inline]
pub(crate) fn run(
    plan: &Plan,
    steps: &[Quick],
    part: PartId,
    readings: &Readings,
    lines: &mut Ledger,
) -> Option<Moved> {
    let mark = lines.len();
    let moved = Run { plan, readings, part, lines }.all(steps);
    if moved.is_none() {
        lines.truncate(mark);
    }
    moved
}

struct Run<'a> {
    plan: &'a Plan,
    readings: &'a Readings,
    part: PartId,
    lines: &'a mut Ledger,
}

impl Run<'_> {
    #[inline]
    fn all(&mut self, steps: &[Quick]) -> Option<Moved> {
        let mut moved = Moved::default();
        for step in steps {
            let (act, amount) = match &step.kind {
                QuickKind::When(test, amount) => (step.act, if self.holds(*test)? { *amount } else { 0 }),
                QuickKind::Each(fact, price) => {
                    (step.act, self.readings.plain(*fact)?.max(0).checked_mul(*price)?)
                }
                QuickKind::Steps(steps) => (step.act, self.steps(steps)?),
                QuickKind::Bands(fact, bands) => {
                    let value = self.readings.plain(*fact)?;
                    let band = bands.iter().find(|band| band.low <= value && value <= band.high)?;
                    (band.act, band.amount)
                }
                QuickKind::Formula(formula) => (step.act, self.formula(formula)?),
                QuickKind::Veto(test) => {
                    if self.holds(*test)? {
                        self.lines.push_steps(self.part, Some(step.act), LineKind::Outcome, 0);
                        moved.veto = true;
                    }
                    continue;
                }
            };
            if amount == 0 {
                continue;
            }
            let (kind, sum) = match step.verb {
                Verb::Deduct => (LineKind::Deduct, &mut moved.lost),
                _ => (LineKind::Earn, &mut moved.earned),
            };
            let sign = if step.verb == Verb::Deduct { -1 } else { 1 };
            self.lines.push_steps(self.part, Some(act), kind, amount.checked_mul(sign)?);
            let mut left = amount;
            if let Some((capped_by, most)) = step.cap.filter(|(_, most)| amount > *most) {
                self.lines.push_steps(self.part, Some(capped_by), LineKind::Cap, (most - amount) * sign);
                left = most;
            }
            *sum = sum.checked_add(left).filter(|sum| (-LARGEST..=LARGEST).contains(sum))?;
        }
        Some(moved)
    }

    fn holds(&self, test: Test) -> Option<bool> {
        let value = self.readings.plain(test.fact)?;
        Some(test.low <= value && value <= test.high)
    }

    fn steps(&self, steps: &QuickSteps) -> Option<i64> {
        let value = self.readings.plain(steps.fact)?;
        let distance = if steps.below {
            steps.threshold.checked_sub(value)?
        } else {
            value.checked_sub(steps.threshold)?
        };
        if distance <= 0 {
            return Some(0);
        }
        let count = distance / steps.step + i64::from(steps.up && distance % steps.step != 0);
        count.checked_mul(steps.price)
    }

    #[inline(never)]
    fn formula(&self, formula: &Formula) -> Option<i64> {
        if let Some(condition) = &formula.when
            && !condition.holds(self.readings)?
        {
            return Some(0);
        }
        // An amount below nothing is held by more than a floor: the acts themselves do that.
        formula.amount.value(self.readings)?.to_scaled(self.plan.scale).filter(|amount| *amount >= 0)
    }
}
