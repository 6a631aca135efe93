//! 连续, 最长连续: rows one after the other for which a condition holds.
//!
//! Both grow with every row that passes, and a row that drops out stands between one that passes and one that does
//! not; so the ends come from taking every open row the one way or the other.

use crate::evaluation::fold::Entry;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::exact::Exact;

/// What becomes of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Passes,
    DropsOut,
    Fails,
}

/// 连续: how many runs of a length there are; after each the count starts anew.
pub(crate) fn count(rows: &[&Entry], length: u32) -> Possible {
    number(rows, |steps| {
        let (mut runs, mut current) = (0_i64, 0_u32);
        for step in steps {
            current = after(current, step);
            if current == length {
                (runs, current) = (runs + 1, 0);
            }
        }
        runs
    })
}

/// 最长连续: how many rows the longest run has.
pub(crate) fn longest(rows: &[&Entry]) -> Possible {
    number(rows, |steps| {
        let (mut longest, mut current) = (0_u32, 0_u32);
        for step in steps {
            current = after(current, step);
            longest = longest.max(current);
        }
        i64::from(longest)
    })
}

/// How many runs there may be, whatever the order.
pub(crate) fn count_in_any_order(rows: &[&Entry], length: u32) -> Interval {
    let may = rows.iter().filter(|row| row.passes.truths().yes).count();
    let runs = i64::try_from(may).unwrap_or(i64::MAX) / i64::from(length.max(1));
    Interval::between(Exact::ZERO, Exact::from(runs))
}

fn number(rows: &[&Entry], of: impl Fn(&mut dyn Iterator<Item = Step>) -> i64) -> Possible {
    let end = |order: [Step; 3]| {
        let mut steps = rows.iter().map(|row| taken(row, order));
        Exact::from(of(&mut steps))
    };
    let low = end([Step::Fails, Step::DropsOut, Step::Passes]);
    let high = end([Step::Passes, Step::DropsOut, Step::Fails]);
    let doubt = rows.iter().fold(Doubt::NONE, |doubt, row| doubt.and(row.passes.doubt));
    Possible {
        shape: Shape::Number(Interval::between(low, high)),
        inapplicable: false,
        absent: rows.iter().any(|row| row.passes.absent),
        doubt,
    }
    .settled()
}

/// The first of the steps that a row may take.
fn taken(row: &Entry, order: [Step; 3]) -> Step {
    let truths = row.passes.truths();
    let may = |step: &Step| match step {
        Step::Passes => truths.yes,
        Step::Fails => truths.no,
        Step::DropsOut => row.passes.inapplicable,
    };
    order.into_iter().find(may).unwrap_or(Step::DropsOut)
}

fn after(current: u32, step: Step) -> u32 {
    match step {
        Step::Passes => current.saturating_add(1),
        Step::DropsOut => current,
        Step::Fails => 0,
    }
}
