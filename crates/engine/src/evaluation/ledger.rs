//! The ledger as it is kept: most amounts are whole steps of the plan's scale and take one word each; the others
//! stand beside in full. The lines of a unit of which everything is plainly known are drawn up when they are asked for.

use std::fmt;
use std::sync::Arc;
use std::sync::OnceLock;

use crate::evaluation::plain::Plain;
use crate::evaluation::plain_unit;
use crate::evaluation::quick::Due;
use crate::evaluation::quick::Moved;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::model::act::ActId;
use crate::model::part::PartId;
use crate::observation::PlainFacts;
use crate::plan::plain::PlainPlan;

/// The lines of one unit, in the order in which they acted.
#[derive(Clone, Default)]
pub struct Ledger {
    scale: i64,
    /// The unit whose lines come first, where they are still to be drawn up.
    plain: Undrawn,
    entries: Vec<Entry>,
    in_full: Vec<Ends>,
    /// Memory of the quick steps; no part of the ledger.
    pub(crate) scratch: Vec<Due>,
}

/// A unit whose lines are still to be drawn up, from its facts, of which everything is plainly known.
#[derive(Clone, Default)]
struct Undrawn {
    plan: Option<Arc<PlainPlan>>,
    facts: Vec<i64>,
    lines: OnceLock<Vec<Entry>>,
}

#[derive(Clone, Copy)]
struct Entry {
    part: PartId,
    act: Option<ActId>,
    kind: LineKind,
    /// Whether `amount` is a position in `in_full`, and not steps.
    in_full: bool,
    amount: i64,
}

impl Ledger {
    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.drawn_up().len() + self.entries.len()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every line, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Line> + '_ {
        self.drawn_up().iter().chain(&self.entries).map(|entry| self.line(*entry))
    }

    /// Empties it for a plan of this scale.
    pub(crate) fn open(&mut self, scale: i64) {
        self.scale = scale;
        self.plain.plan = None;
        self.entries.clear();
        self.in_full.clear();
    }

    /// Begins it with the lines of a unit.
    pub(crate) fn begin(&mut self, plan: &Arc<PlainPlan>, facts: PlainFacts<'_>) {
        self.plain.plan = Some(Arc::clone(plan));
        self.plain.facts.clear();
        self.plain.facts.extend_from_slice(facts.0);
        self.plain.lines.take();
    }

    fn drawn_up(&self) -> &[Entry] {
        match &self.plain.plan {
            Some(plan) => self.plain.lines.get_or_init(|| drawn_up(plan, PlainFacts(&self.plain.facts))),
            None => &[],
        }
    }

    /// Writes a line.
    pub(crate) fn push(&mut self, line: Line) {
        let Line { part, act, kind, amount } = line;
        let at = i64::try_from(self.in_full.len()).unwrap_or(i64::MAX);
        self.in_full.push(amount);
        self.entries.push(Entry { part, act, kind, in_full: true, amount: at });
    }

    /// Writes a line of one amount in steps of the scale.
    #[inline]
    pub(crate) fn push_steps(&mut self, part: PartId, act: Option<ActId>, kind: LineKind, steps: i64) {
        self.entries.push(Entry { part, act, kind, in_full: false, amount: steps });
    }

    /// Writes what balances a part, if it is anything.
    #[inline]
    pub(crate) fn balance(&mut self, part: PartId, kind: LineKind, steps: i64) {
        if steps != 0 {
            self.push_steps(part, None, kind, steps);
        }
    }

    /// Takes back every line but the first `length`.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.entries.truncate(length);
    }

    fn line(&self, entry: Entry) -> Line {
        let Entry { part, act, kind, .. } = entry;
        let amount = if entry.in_full {
            let at = usize::try_from(entry.amount).unwrap_or(usize::MAX);
            self.in_full.get(at).copied().unwrap_or(Ends::ZERO)
        } else {
            Ends::point(Exact::scaled(entry.amount, self.scale))
        };
        Line { part, act, kind, amount }
    }
}

/// The lines of a unit: those of steps, and what balances each part with a score after those of its steps.
fn drawn_up(plan: &PlainPlan, facts: PlainFacts<'_>) -> Vec<Entry> {
    let (mut lines, mut amounts) = (Ledger::default(), vec![0; plan.lean.len()]);
    // It has been scored: its steps have amounts.
    let _sum = plain_unit::take(&plan.lean, facts, &mut amounts);
    let mut below = vec![Plain::default(); plan.scores.len()];
    let mut acted = 0;
    for (at, scored) in plan.scores.iter().enumerate() {
        let steps = acted..scored.all.end;
        let due =
            plan.steps.get(steps.clone()).into_iter().flatten().zip(amounts.get(steps).into_iter().flatten());
        for (step, amount) in due.filter(|(_, amount)| **amount != 0) {
            Moved::default().enter(step.part, &step.quick, step.quick.act(facts), *amount, &mut lines);
        }
        acted = scored.all.end;
        let balance = |kind, steps| lines.balance(scored.id, kind, steps);
        plain_unit::settle(plan, at, facts, (&mut amounts, &mut below), balance);
    }
    lines.entries
}

impl Extend<Line> for Ledger {
    fn extend<T: IntoIterator<Item = Line>>(&mut self, lines: T) {
        lines.into_iter().for_each(|line| self.push(line));
    }
}

impl PartialEq for Ledger {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Ledger {}

impl fmt::Debug for Ledger {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}
