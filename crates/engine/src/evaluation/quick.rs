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
use crate::observation::PlainFacts;
use crate::observation::Readings;
use crate::plan::program::Step;
use crate::plan::quick::Formula;
use crate::plan::quick::LARGEST;
use crate::plan::quick::POINTS;
use crate::plan::quick::Quick;
use crate::plan::quick::QuickBand;
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

/// A step that moves something, by position, and how much.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Due {
    at: u32,
    amount: i64,
}

/// Takes the steps of a part, or of all the parts below one; `None`, with nothing written, where a fact is not plainly
/// known or a number is too large.
pub(crate) fn run(
    steps: &[Step],
    facts: PlainFacts<'_>,
    lines: &mut Ledger,
    results: &mut Results,
) -> Option<Moved> {
    let mut scratch = std::mem::take(&mut lines.scratch);
    let due = due(steps, facts, &mut scratch);
    let moved = due.map(|due| {
        let mut moved = Moved::default();
        for Due { at, amount } in due {
            if let Some(Step { part, quick }) = steps.get(*at as usize) {
                let result = moved.enter(*part, quick, quick.act(facts), *amount, lines);
                results.worsen(*part, result);
            }
        }
        moved
    });
    lines.scratch = scratch;
    moved
}

/// The steps that move something, in order. There is no branch on what differs from unit to unit: every amount is
/// written down, and the next one in its place where it is nothing.
fn due<'s>(steps: &[Step], facts: PlainFacts<'_>, scratch: &'s mut Vec<Due>) -> Option<&'s [Due]> {
    if scratch.len() < steps.len() {
        scratch.resize(steps.len(), Due { at: 0, amount: 0 });
    }
    let mut count = 0;
    for (at, Step { quick, .. }) in (0..).zip(steps) {
        let amount = quick.amount(facts)?;
        if let Some(place) = scratch.get_mut(count) {
            *place = Due { at, amount };
        }
        count += usize::from(amount != 0);
    }
    scratch.get(..count)
}

impl Moved {
    /// Writes what a step moves, and what its cap gives back; returns what its part comes to by it.
    #[inline]
    pub(crate) fn enter(
        &mut self,
        part: PartId,
        step: &Quick,
        act: ActId,
        amount: i64,
        lines: &mut Ledger,
    ) -> PlainResult {
        if matches!(step.kind, QuickKind::Veto(_)) {
            lines.push_steps(part, Some(act), LineKind::Outcome, 0);
            self.veto = Chance::Surely;
            return Self { veto: Chance::Surely, ..Self::default() }.result();
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
        let lost = if kind == LineKind::Deduct { left } else { 0 };
        Self { lost, ..Self::default() }.result()
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

impl Quick {
    /// What it moves, up to [`LARGEST`]; of a veto, whether it holds.
    #[inline]
    pub(crate) fn amount(&self, facts: PlainFacts<'_>) -> Option<i64> {
        let value = facts.plain(self.fact)?;
        let amount = match &self.kind {
            QuickKind::When(test, amount) => i64::from(test.holds(value)) * amount,
            QuickKind::Veto(test) => i64::from(test.holds(value)),
            QuickKind::Each(price) => value.checked_mul(*price)?,
            QuickKind::Steps(steps) => steps.amount(value)?,
            QuickKind::Bands(bands) => bands.get(first_of(bands, value))?.amount,
            QuickKind::Formula(formula) => formula.amount(facts)?,
        };
        (0..=LARGEST).contains(&amount).then_some(amount)
    }

    /// The act that moves it.
    #[inline]
    pub(crate) fn act(&self, facts: PlainFacts<'_>) -> ActId {
        match &self.kind {
            QuickKind::Bands(bands) => {
                let value = facts.plain(self.fact).unwrap_or(Readings::NOT_PLAIN);
                bands.get(first_of(bands, value)).map_or(self.act, |band| band.act)
            }
            _ => self.act,
        }
    }
}

/// The position of the first stretch that holds the value; beyond the last where none does.
#[inline]
fn first_of(bands: &[QuickBand], value: i64) -> usize {
    let from_last = bands.iter().enumerate().rev();
    from_last.fold(bands.len(), |first, (at, band)| if band.holds(value) { at } else { first })
}

impl QuickBand {
    #[inline]
    fn holds(&self, value: i64) -> bool {
        (self.low <= value) & (value <= self.high)
    }
}

impl Test {
    /// Whether a number passes.
    #[inline]
    pub(crate) fn holds(self, value: i64) -> bool {
        (self.low <= value) & (value <= self.high)
    }
}

impl QuickSteps {
    #[inline]
    fn amount(&self, value: i64) -> Option<i64> {
        let (from, to) = if self.below { (value, self.threshold) } else { (self.threshold, value) };
        let started = if self.up { self.step - 1 } else { 0 };
        let distance = to.checked_sub(from)?.max(0);
        let count = distance.checked_add(started)?.checked_div(self.step)?;
        count.checked_mul(self.price)
    }
}

impl Formula {
    #[inline]
    fn amount(&self, facts: PlainFacts<'_>) -> Option<i64> {
        let ratio = self.ratio.as_ref().and_then(|ratio| ratio.amount_of(facts));
        ratio.or_else(|| self.calculated(facts))
    }

    #[inline(never)]
    fn calculated(&self, facts: PlainFacts<'_>) -> Option<i64> {
        if let Some(condition) = &self.when
            && !condition.holds(facts)?
        {
            return Some(0);
        }
        self.amount.value(facts)?.to_scaled(POINTS)
    }
}
