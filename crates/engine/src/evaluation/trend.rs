//! 递增, 递减, 不增, 不减: how each next value compares with the one before.

use crate::evaluation::expression::compare;
use crate::evaluation::expression::junction;
use crate::evaluation::fold::Entry;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::possible::Truths;
use crate::syntax::tree::Comparison;

/// Whether each next value of rows that come one after the other compares so; fewer than two have no trend.
pub(crate) fn follows(rows: &[&Entry], comparison: Comparison) -> Possible {
    let rows: Vec<&Entry> = rows.iter().copied().filter(|row| row.may_count()).collect();
    if rows.len() < 2 {
        return Possible::without_value(Cause::NoValue);
    }
    let sure: Vec<&Entry> = rows.iter().copied().filter(|row| row.counts()).collect();
    let pairs = sure.iter().zip(sure.iter().skip(1));
    let chain = junction(pairs.map(|(before, after)| compare(comparison, &after.value, &before.value)), true);
    if sure.len() == rows.len() {
        return chain;
    }
    // Rows that may count can break a chain of others, and never mend it.
    let truths = Truths { yes: chain.truths().yes, no: true };
    let open = |doubt: Doubt, row: &&Entry| doubt.and(row.passes.doubt).and(row.doubt_of_value());
    let doubt = rows.iter().fold(Doubt::NONE, open);
    let absent =
        chain.absent || sure.len() < 2 || rows.iter().any(|row| row.passes.absent || row.value.absent);
    Possible { shape: Shape::Truth(truths), inapplicable: false, absent, doubt }.settled()
}
