//! What one step does to a stretch of rows: loops without branches over slices of equal length.

use crate::evaluation::columns::lane::Divisor;
use crate::evaluation::columns::lane::Lane;
use crate::evaluation::ratio::rounded;
use crate::plan::columns::ColumnSteps;
use crate::plan::quick::Test;
use crate::plan::ratio::Linear;
use crate::plan::ratio::Ratio;
use crate::rounding::Rounding;

/// How an amount enters a column: as the first, or beside those before it.
pub(crate) trait Entry {
    /// The number after an amount.
    fn enter<T: Lane>(before: T, amount: T) -> T;
}

/// The first amount of a column.
pub(crate) struct First;
/// A further amount.
pub(crate) struct Further;

impl Entry for First {
    #[inline(always)]
    fn enter<T: Lane>(_: T, amount: T) -> T {
        amount
    }
}

impl Entry for Further {
    #[inline(always)]
    fn enter<T: Lane>(before: T, amount: T) -> T {
        before.plus(amount)
    }
}

#[inline(always)]
fn each<T: Lane, E: Entry>(values: &[T], column: &mut [T], cap: T, amount: impl Fn(T) -> T) {
    for (place, value) in column.iter_mut().zip(values) {
        *place = E::enter(*place, amount(*value).min(cap));
    }
}

/// A fixed amount where the test holds.
pub(crate) fn when<T: Lane, E: Entry>(values: &[T], column: &mut [T], cap: T, test: Test, amount: T) {
    let amount = amount.min(cap);
    let (low, high) = (T::nearest(test.low), T::nearest(test.high));
    let none = T::default();
    if low == T::LEAST {
        each::<T, E>(values, column, cap, |value| if value <= high { amount } else { none });
    } else if high == T::MOST {
        each::<T, E>(values, column, cap, |value| if value >= low { amount } else { none });
    } else {
        each::<T, E>(
            values,
            column,
            cap,
            |value| {
                if (value >= low) & (value <= high) { amount } else { none }
            },
        );
    }
}

/// A price for each one counted.
pub(crate) fn price<T: Lane, E: Entry>(values: &[T], column: &mut [T], cap: T, price: T) {
    each::<T, E>(values, column, cap, |value| value.times(price));
}

/// A price for each step from a threshold.
pub(crate) fn steps<T: Lane, E: Entry>(values: &[T], column: &mut [T], cap: T, steps: &ColumnSteps) {
    let (none, threshold) = (T::default(), T::nearest(steps.threshold));
    let price = T::nearest(steps.price);
    let started = if steps.up { steps.step - 1 } else { 0 };
    let divisor = Divisor::new(steps.step, steps.furthest.saturating_add(started), T::WIDTH);
    let started = T::nearest(started);
    let below = |value: T| threshold.minus(value).max(none);
    let above = |value: T| value.minus(threshold).max(none);
    match (steps.below, steps.step == 1) {
        (true, true) => each::<T, E>(values, column, cap, |value| below(value).times(price)),
        (false, true) => each::<T, E>(values, column, cap, |value| above(value).times(price)),
        (true, false) => {
            each::<T, E>(values, column, cap, |value| below(value).plus(started).over(divisor).times(price))
        }
        (false, false) => {
            each::<T, E>(values, column, cap, |value| above(value).plus(started).over(divisor).times(price))
        }
    }
}

/// The amount of the stretch in which the value lies. The first amount is entered, and where a further stretch has
/// begun, the difference to the one before.
pub(crate) fn bands<T: Lane, E: Entry>(values: &[T], column: &mut [T], cap: T, first: T, further: &[(T, T)]) {
    let none = T::default();
    let amounts = further.iter().map(|(_, amount)| (*amount).min(cap));
    let mut before = first.min(cap);
    let opening = before;
    match further {
        [] => each::<T, E>(values, column, T::MOST, |_| opening),
        [(start, amount), rest @ ..] => {
            let next = (*amount).min(cap);
            each::<T, E>(values, column, T::MOST, |value| if value >= *start { next } else { opening });
            before = next;
            for ((start, _), amount) in rest.iter().zip(amounts.skip(1)) {
                let difference = amount.minus(before);
                before = amount;
                each::<T, Further>(
                    values,
                    column,
                    T::MOST,
                    |value| {
                        if value >= *start { difference } else { none }
                    },
                );
            }
        }
    }
}

/// A rounded quotient. `facts` are the columns of which the sums are formed.
pub(crate) fn ratio<T: Lane, E: Entry>(facts: &[&[i32]], column: &mut [T], cap: i64, ratio: &Ratio<usize>) {
    let (mut over, mut under) = ([0; SUMS], [0; SUMS]);
    for (from, places) in (0..).step_by(SUMS).zip(column.chunks_mut(SUMS)) {
        sum(&ratio.over, facts, from, &mut over);
        sum(&ratio.under, facts, from, &mut under);
        for ((place, over), under) in places.iter_mut().zip(&over).zip(&under) {
            *place = E::enter(*place, T::nearest(ratio.priced(*over, *under).min(cap)));
        }
    }
}

/// So many sums are formed at a time.
const SUMS: usize = 256;

fn sum(form: &Linear<usize>, facts: &[&[i32]], from: usize, sums: &mut [i64; SUMS]) {
    sums.fill(form.constant);
    for (at, times) in &form.terms {
        let column = facts.get(*at).and_then(|column| column.get(from..)).unwrap_or_default();
        for (sum, value) in sums.iter_mut().zip(column) {
            *sum = sum.wrapping_add(i64::from(*value).wrapping_mul(*times));
        }
    }
}

/// Whether a test of a fact holds, as 1, beside what held before.
pub(crate) fn veto<T: Lane>(values: &[T], vetoed: &mut [u8], test: Test) {
    let (low, high) = (T::nearest(test.low), T::nearest(test.high));
    for (place, value) in vetoed.iter_mut().zip(values) {
        *place |= u8::from((*value >= low) & (*value <= high));
    }
}

/// The score that is left of points, not below zero.
pub(crate) fn left<T: Lane>(column: &mut [T], points: T) {
    column.iter_mut().for_each(|place| *place = points.minus((*place).min(points)));
}

/// A score held between nothing and the points.
pub(crate) fn held<T: Lane>(column: &mut [T], points: T) {
    column.iter_mut().for_each(|place| *place = (*place).min(points).max(T::default()));
}

/// Hands a column up.
pub(crate) fn handed<T: Lane, E: Entry>(column: &[T], above: &mut [T]) {
    each::<T, E>(column, above, T::MOST, |value| value);
}

/// Rounds totals to multiples of so many steps.
pub(crate) fn total<T: Lane>(column: &[T], total: &mut [T], rounding: Option<(Rounding, i64)>) {
    let Some((rounding, step)) = rounding else {
        total.copy_from_slice(column);
        return;
    };
    for (place, value) in total.iter_mut().zip(column) {
        let value: i64 = (*value).into();
        *place = T::nearest(rounded(value, step, rounding).saturating_mul(step));
    }
}
