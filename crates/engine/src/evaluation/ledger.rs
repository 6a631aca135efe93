//! The ledger as it is kept: most amounts are whole steps of the plan's scale and take one word each; the others
//! stand beside in full.

use std::fmt;

use crate::evaluation::quick::Due;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::model::act::ActId;
use crate::model::part::PartId;

/// The lines of one unit, in the order in which they acted.
#[derive(Clone, Default)]
pub struct Ledger {
    scale: i64,
    entries: Vec<Entry>,
    in_full: Vec<Ends>,
    /// Memory of the quick steps; no part of the ledger.
    pub(crate) scratch: Vec<Due>,
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
        self.entries.len()
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every line, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Line> + '_ {
        self.entries.iter().map(|entry| self.line(*entry))
    }

    /// Empties it for a plan of this scale.
    pub(crate) fn open(&mut self, scale: i64) {
        self.scale = scale;
        self.entries.clear();
        self.in_full.clear();
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
