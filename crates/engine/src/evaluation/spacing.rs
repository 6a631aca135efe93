//! 最大间隔: the most days from one day to the next among the rows that count.

use crate::evaluation::fold::Entry;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::exact::Exact;

/// The fewest days between which there is a gap.
const FEWEST: usize = 2;

/// The longest gap; no value for fewer than two days.
pub(crate) fn longest(entries: &[Entry]) -> Possible {
    let candidates: Vec<&Entry> = entries.iter().filter(|entry| entry.may_count()).collect();
    if candidates.len() < FEWEST {
        return Possible::without_value(Cause::NoValue);
    }
    let sure: Vec<Interval> =
        candidates.iter().filter(|entry| entry.counts()).map(|entry| entry.value.interval()).collect();
    let days: Option<Vec<Exact>> = sure.iter().map(|day| day.as_point()).collect();
    let interval = match days {
        Some(days) if days.len() == candidates.len() => between_neighbours(days).map(Interval::point),
        _ => {
            let all: Vec<Interval> = candidates.iter().map(|entry| entry.value.interval()).collect();
            within(&sure, &all)
        }
    };
    let Some(interval) = interval else { return Possible::without_value(Cause::TooLarge) };
    let doubt = candidates
        .iter()
        .fold(Doubt::NONE, |doubt, entry| doubt.and(entry.passes.doubt).and(entry.doubt_of_value()));
    let absent = candidates.iter().any(|entry| entry.passes.absent || entry.value.absent);
    let absent = absent || sure.len() < FEWEST;
    Possible { shape: Shape::Number(interval), inapplicable: false, absent, doubt }.settled()
}

fn between_neighbours(mut days: Vec<Exact>) -> Option<Exact> {
    days.sort();
    let gaps = days.iter().zip(days.iter().skip(1)).map(|(day, next)| next.minus(*day));
    gaps.collect::<Option<Vec<Exact>>>()?.into_iter().reduce(Exact::max)
}

/// No gap is longer than all days together; the days that surely count span so much that, cut by every other, some
/// gap is left. `None` where a span is too large for exact arithmetic.
fn within(sure: &[Interval], all: &[Interval]) -> Option<Interval> {
    let first = all.iter().map(|day| day.low).collect::<Option<Vec<Exact>>>();
    let last = all.iter().map(|day| day.high).collect::<Option<Vec<Exact>>>();
    let high = match first.zip(last) {
        Some((first, last)) => {
            let (first, last) = (first.into_iter().reduce(Exact::min)?, last.into_iter().reduce(Exact::max)?);
            Some(last.minus(first)?)
        }
        None => None,
    };
    let early = sure.iter().filter_map(|day| day.high).reduce(Exact::min);
    let late = sure.iter().filter_map(|day| day.low).reduce(Exact::max);
    let gaps = Exact::from(i64::try_from(all.len().saturating_sub(1)).ok()?);
    let low = match early.zip(late) {
        Some((early, late)) if late > early => Exact::new(late.minus(early)?.over(gaps)?.ceil(), 1)?,
        _ => Exact::ZERO,
    };
    Some(Interval { low: Some(low), high })
}
