//! 平均: the mean of rows of which some may drop out.

use crate::evaluation::interval::Interval;
use crate::exact::Exact;

/// The mean of what surely counts and of what may; of that, at each end, the rows that move it furthest. `None` where
/// exact numbers do not reach.
pub(crate) fn of(sure: &[Interval], unsure: &[Interval]) -> Option<Interval> {
    let lows = |values: &[Interval]| values.iter().map(|value| value.low).collect();
    let highs = |values: &[Interval]| values.iter().map(|value| value.high.map(Exact::negated)).collect();
    let low = least(lows(sure), lows(unsure))?;
    let high = least(highs(sure), highs(unsure))?.map(Exact::negated);
    Some(Interval { low, high })
}

/// The least mean; outer `None` where it is too large, inner where it has no bound.
#[expect(clippy::option_option, reason = "outer: too large; inner: unbounded")]
fn least(sure: Option<Vec<Exact>>, unsure: Option<Vec<Exact>>) -> Option<Option<Exact>> {
    let (Some(sure), Some(mut unsure)) = (sure, unsure) else { return Some(None) };
    unsure.sort_unstable();
    let mut count = i64::try_from(sure.len()).ok()?;
    let mut sum = sure.into_iter().try_fold(Exact::ZERO, Exact::plus)?;
    for value in unsure {
        if count > 0 && value.times(Exact::from(count))? >= sum {
            break;
        }
        sum = sum.plus(value)?;
        count += 1;
    }
    sum.over(Exact::from(count)).map(Some)
}
