//! What clauses take or earn, unit by unit: the itemised list beside columns of results.

use crate::evaluation::columns::ColumnTally;
use crate::evaluation::columns::Lane;
use crate::model::part::PartId;
use crate::plan::columns::ColumnPart;
use crate::plan::columns::ColumnPlan;
use crate::plan::columns::Holds;

/// The items of many units, one unit after the other: every part with acts of its own that moved something.
#[derive(Clone, Debug, Default)]
pub struct Items<T> {
    all: Vec<Item<T>>,
    /// Where the items of each unit end.
    ends: Vec<usize>,
}

/// What one part takes or earns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Item<T> {
    /// The part.
    pub part: PartId,
    /// The points that it moves, in steps of the plan, never below zero: those that it loses, or where it starts from
    /// nothing, those that it has earned. What parts without points hand up to it is among them.
    pub amount: T,
}

/// So many units are gone through together: their results stay near the processor.
const STRETCH: usize = 64;

impl<T: Lane> Items<T> {
    /// Gathers the items of scored units, in the memory of the last ones.
    pub fn gather(&mut self, plan: &ColumnPlan, tally: &ColumnTally<T>) {
        let leaves: Vec<Leaf<'_, T>> =
            plan.parts.iter().zip(&tally.parts).zip(0..).filter_map(Leaf::of).collect();
        self.all.clear();
        self.ends.clear();
        let rows = tally.total.len();
        let mut from = 0;
        while from < rows {
            let to = rows.min(from + STRETCH);
            self.stretch(&leaves, from, to);
            from = to;
        }
    }

    /// The items of a unit, in the order of the parts.
    pub fn of(&self, row: usize) -> &[Item<T>] {
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(row).and_then(|end| self.all.get(start..*end)).unwrap_or_default()
    }

    fn stretch(&mut self, leaves: &[Leaf<'_, T>], from: usize, to: usize) {
        let mut end = self.all.len();
        self.all.resize(end + (to - from) * leaves.len(), Item::default());
        for row in from..to {
            for leaf in leaves {
                // Written without asking, and kept if it is something: no branch between items.
                let amount = leaf.amount(row);
                if let Some(place) = self.all.get_mut(end) {
                    *place = Item { part: leaf.part, amount };
                }
                end += usize::from(amount != T::default());
            }
            self.ends.push(end);
        }
        self.all.truncate(end);
    }
}

/// A part with acts of its own.
struct Leaf<'a, T> {
    part: PartId,
    column: &'a [T],
    /// The amount is `base + times x`.
    base: T,
    times: T,
}

impl<'a, T: Lane> Leaf<'a, T> {
    fn of(((part, column), id): ((&ColumnPart, &'a Vec<T>), u32)) -> Option<Self> {
        let (base, times) = match part.holds {
            Holds::Left(points) => (T::nearest(points), T::nearest(-1)),
            Holds::Lost | Holds::Gained | Holds::Earned(_) | Holds::Sum(_) => (T::default(), T::nearest(1)),
        };
        (!part.steps.is_empty()).then_some(Self { part: PartId(id), column, base, times })
    }

    #[inline]
    fn amount(&self, row: usize) -> T {
        self.column.get(row).map_or(T::default(), |value| self.base.plus(self.times.times(*value)))
    }
}
