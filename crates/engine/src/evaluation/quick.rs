//! The quick steps: the same lines as the acts, from scaled integers.

use crate::evaluation::ledger::Ledger;
use crate::evaluation::results::PlainResult;
use crate::evaluation::results::Results;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::LineKind;
use crate::model::act::ActId;
use crate::model::act::Verb;
use crate::model::part::PartId;
use crate::observation::Readings;
use crate::plan::program::Step;
use crate::plan::quick::Formula;
use crate::plan::quick::LARGEST;
use crate::plan::quick::POINTS;
use crate::plan::quick::Quick;
use crate::plan::quick::QuickKind;
use crate::plan::quick::QuickSteps;
use crate::plan::quick::Test;

/// What the steps of a part came to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Moved {
    pub(crate) lost: i64,
    pub(crate) earned: i64,
    /// Whether it vetoes; nothing of it is open.
    pub(crate) veto: Chance,
}

/// Takes the steps of a part, or of all the parts below one; `None`, with no line written, where a fact is not
/// plainly known or a number is too large.
pub(crate) fn run(
    steps: &[Step],
    readings: &Readings,
    lines: &mut Ledger,
    results: &mut Results,
) -> Option<Moved> {
    let mark = lines.len();
    let mut all = Moved::default();
    let mut own = Moved::default();
    for Step { part, last, quick } in steps {
        let Some((act, amount)) = due(quick, readings) else {
            lines.truncate(mark);
            return None;
        };
        if amount != 0 {
            own.enter(*part, quick, act, amount, lines);
        }
        if *last {
            results.set_plain(*part, own.result());
            all.add(own);
            own = Moved::default();
        }
    }
    Some(all)
}

impl Moved {
    /// Writes what a step moves, and what its cap gives back.
    #[inline]
    fn enter(&mut self, part: PartId, step: &Quick, act: ActId, amount: i64, lines: &mut Ledger) {
        if matches!(step.kind, QuickKind::Veto(_)) {
            lines.push_steps(part, Some(act), LineKind::Outcome, 0);
            self.veto = Chance::Surely;
            return;
        }
        let (kind, sign, sum) = match step.verb {
            Verb::Deduct => (LineKind::Deduct, -1, &mut self.lost),
            Verb::Earn | Verb::Bonus | Verb::Book(_) => (LineKind::Earn, 1, &mut self.earned),
        };
        lines.push_steps(part, Some(act), kind, amount * sign);
        let mut left = amount;
        if let Some((capped_by, most)) = step.cap.filter(|(_, most)| *most < amount) {
            left = most;
            lines.push_steps(part, Some(capped_by), LineKind::Cap, (most - amount) * sign);
        }
        *sum += left;
    }

    /// Adds what another part came to.
    #[inline]
    pub(crate) fn add(&mut self, other: Self) {
        self.lost += other.lost;
        self.earned += other.earned;
        self.veto = self.veto.or(other.veto);
    }

    /// The result of a part without points.
    #[inline]
    pub(crate) fn result(self) -> PlainResult {
        let finding = match self.veto {
            Chance::Surely => Finding::Vetoed,
            _ if self.lost > 0 => Finding::Reduced,
            _ => Finding::Met,
        };
        PlainResult { finding, veto: self.veto, points: None }
    }
}

/// The act of a step and what it moves, up to [`LARGEST`]; of a veto, whether it holds.
#[inline]
fn due(step: &Quick, readings: &Readings) -> Option<(ActId, i64)> {
    let value = readings.plain(step.fact)?;
    let (act, amount) = match &step.kind {
        QuickKind::When(test, amount) => (step.act, if test.holds(value) { *amount } else { 0 }),
        QuickKind::Veto(test) => (step.act, i64::from(test.holds(value))),
        QuickKind::Each(price) => (step.act, value.checked_mul(*price)?),
        QuickKind::Steps(steps) => (step.act, steps.amount(value)?),
        QuickKind::Bands(bands) => {
            let band = bands.iter().find(|band| band.low <= value && value <= band.high)?;
            (band.act, band.amount)
        }
        QuickKind::Formula(formula) => (step.act, formula.amount(readings)?),
    };
    (0..=LARGEST).contains(&amount).then_some((act, amount))
}

impl Test {
    /// Whether a number passes.
    #[inline]
    pub(crate) fn holds(self, value: i64) -> bool {
        self.low <= value && value <= self.high
    }
}

impl QuickSteps {
    #[inline]
    fn amount(&self, value: i64) -> Option<i64> {
        let distance = if self.below {
            self.threshold.checked_sub(value)?
        } else {
            value.checked_sub(self.threshold)?
        };
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
