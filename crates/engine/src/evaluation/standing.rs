//! Where a unit stands by several keys: two rows of numbers and all between them in the order of rows, which looks at
//! a later number only where the earlier ones are the same.

use crate::evaluation::interval::End;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Possible;
use crate::model::batch::Rank;

/// A row of numbers, one for each key.
pub(crate) type Row = [End];

/// What the keys of a unit may come to, so that more comes first.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    low: Vec<End>,
    high: Vec<End>,
}

impl Standing {
    /// From what each of the keys of a unit is; a further key that may be none may be any number.
    pub(crate) fn of(rank: &Rank, by: &Possible, further: &[Possible]) -> Self {
        let first = directed(by.interval(), rank.ascending);
        let keys = rank.then.iter().zip(further);
        let further = keys.map(|(key, value)| directed(surely(value), key.ascending));
        let (low, high) =
            std::iter::once(first).chain(further).map(Interval::ends).map(<(End, End)>::from).unzip();
        Self { low, high }
    }

    /// The row that comes last of all that it may be.
    pub(crate) fn low(&self) -> &Row {
        &self.low
    }

    /// The row that comes first.
    pub(crate) fn high(&self) -> &Row {
        &self.high
    }

    /// The ends of the first key alone.
    pub(crate) fn first(&self) -> Option<(End, End)> {
        Some((*self.low.first()?, *self.high.first()?))
    }

    /// Whether it is one row.
    pub(crate) fn is_point(&self) -> bool {
        self.low == self.high
    }
}

fn surely(value: &Possible) -> Interval {
    if value.inapplicable || value.absent { Interval::ALL } else { value.interval() }
}

fn directed(interval: Interval, ascending: bool) -> Interval {
    if ascending { interval.negated() } else { interval }
}
