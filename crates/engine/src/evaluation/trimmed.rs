//! 去极值平均: the mean without one highest and one lowest value.

use crate::evaluation::fold::Entry;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::exact::Exact;

/// The fewest values of which something is left.
const FEWEST: usize = 3;

/// The trimmed mean of what counts. It grows with every value, so that its ends are those of the ends.
pub(crate) fn mean(entries: &[Entry]) -> Possible {
    let candidates: Vec<&Entry> = entries.iter().filter(|entry| entry.may_count()).collect();
    if candidates.len() < FEWEST {
        return Possible::without_value(Cause::NoValue);
    }
    let values: Vec<Interval> = candidates.iter().map(|entry| entry.value.interval()).collect();
    let sure = candidates.iter().filter(|entry| entry.counts()).count();
    let interval = if sure == values.len() {
        trimmed(&values)
    } else {
        // Which rows count is open: a mean lies between the least and the greatest of them.
        values.iter().copied().reduce(Interval::hull)
    };
    let Some(interval) = interval else { return Possible::without_value(Cause::TooLarge) };
    let doubt = candidates
        .iter()
        .fold(Doubt::NONE, |doubt, entry| doubt.and(entry.passes.doubt).and(entry.doubt_of_value()));
    let absent = candidates.iter().any(|entry| entry.passes.absent || entry.value.absent);
    Possible { shape: Shape::Number(interval), inapplicable: false, absent: absent || sure < FEWEST, doubt }
        .settled()
}

fn trimmed(values: &[Interval]) -> Option<Interval> {
    // An end that is not bounded is beyond every number.
    let mut lows: Vec<Option<Exact>> = values.iter().map(|value| value.low).collect();
    let mut highs: Vec<Option<Exact>> = values.iter().map(|value| value.high).collect();
    lows.sort();
    highs.sort_by_key(|high| (high.is_none(), *high));
    Some(Interval { low: middle(&lows)?, high: middle(&highs)? })
}

/// The mean of all but the first and the last; outer `None` where it is too large, inner where it has no bound.
#[expect(clippy::option_option, reason = "outer: too large; inner: unbounded")]
fn middle(sorted: &[Option<Exact>]) -> Option<Option<Exact>> {
    let kept = sorted.get(1..sorted.len().saturating_sub(1)).unwrap_or_default();
    let Some(kept) = kept.iter().copied().collect::<Option<Vec<Exact>>>() else { return Some(None) };
    let count = Exact::from(i64::try_from(kept.len()).ok()?);
    let sum = kept.into_iter().try_fold(Exact::ZERO, Exact::plus)?;
    sum.over(count).map(Some)
}
