//! Rows in the order of their list's key: 首个 末个 连续 最长连续 递增 递减 不增 不减.
//!
//! Keys that are alike or not known leave several orders open. While these are few, each is tried: an order that makes
//! no difference is no trouble; where it does, rows alike have no value, and a key that was not seen leaves open which
//! of the values it is.

use crate::evaluation::fold::Entry;
use crate::evaluation::interval::Interval;
use crate::evaluation::pick;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::possible::Truths;
use crate::evaluation::run;
use crate::evaluation::trend;
use crate::exact::Exact;
use crate::model::expression::FoldKind;
use crate::model::fact::FactId;

/// The most orders that are tried.
const MOST: usize = 64;

/// A row with its place in the order; `None` where that is not known.
struct Placed {
    key: Option<Exact>,
    entry: Entry,
}

/// The fold of rows of which every one has a key.
pub(crate) fn folded(kind: FoldKind, list: FactId, keys: &[Possible], entries: Vec<Entry>) -> Possible {
    let mut unknown = Doubt::NONE;
    let mut rows: Vec<Placed> = Vec::new();
    for (key, mut entry) in keys.iter().zip(entries) {
        // A row without a place drops out, like one without a value.
        entry.passes.inapplicable |= key.inapplicable;
        if key.is_inapplicable() || drops_out(kind, &entry) {
            continue;
        }
        let place = place(key);
        if place.is_none() || key.inapplicable {
            unknown = unknown.and(if key.doubt.any() { key.doubt } else { Doubt::UNSEEN });
        }
        rows.push(Placed { key: place.filter(|_| !key.inapplicable), entry });
    }
    rows.sort_by_key(|row| (row.key.is_none(), row.key));
    if matches!(kind, FoldKind::First | FoldKind::Last) {
        rows = reachable(kind, rows);
    }
    let Some(orders) = orders(&rows) else { return unordered(kind, list, &rows, unknown) };
    let results: Vec<Possible> = orders.iter().map(|order| in_order(kind, order)).collect();
    let alike = results.iter().all(|result| results.first() == Some(result));
    match results.first() {
        // What has no value in any order has none.
        Some(first) if !unknown.any() && results.iter().all(Possible::lacks_value) => first.clone(),
        Some(only) if results.len() == 1 || (alike && only.is_settled()) => {
            Possible { doubt: only.doubt.and(unknown), ..only.clone() }.settled()
        }
        _ => several(list, results, unknown),
    }
}

/// The fold of rows that come one after the other.
fn in_order(kind: FoldKind, rows: &[&Entry]) -> Possible {
    match kind {
        FoldKind::First => pick::first(rows.iter().copied()),
        FoldKind::Last => pick::first(rows.iter().rev().copied()),
        FoldKind::Runs(length) => run::count(rows, length),
        FoldKind::LongestRun => run::longest(rows),
        FoldKind::Trend(comparison) => trend::follows(rows, comparison),
        // No other fold looks at the order.
        _ => Possible::without_value(Cause::NoValue),
    }
}

/// Whether a row makes no difference wherever it stands.
fn drops_out(kind: FoldKind, entry: &Entry) -> bool {
    match kind {
        FoldKind::Runs(_) | FoldKind::LongestRun => entry.passes.is_inapplicable(),
        _ => !entry.may_count(),
    }
}

fn place(key: &Possible) -> Option<Exact> {
    match &key.shape {
        _ if key.doubt.any() => None,
        Shape::Number(interval) => interval.as_point(),
        // The best level comes last, as it is the greatest.
        Shape::Options(mask) if mask.count_ones() == 1 => {
            Some(Exact::from(-i64::from(mask.trailing_zeros())))
        }
        _ => None,
    }
}

/// For 首个 and 末个: the rows that no other surely comes before.
fn reachable(kind: FoldKind, rows: Vec<Placed>) -> Vec<Placed> {
    let counting = rows.iter().filter(|row| row.entry.counts()).filter_map(|row| row.key);
    let last = kind == FoldKind::Last;
    let end = if last { counting.max() } else { counting.min() };
    let reached = |row: &Placed| match (row.key, end) {
        (Some(key), Some(end)) => {
            if last {
                key >= end
            } else {
                key <= end
            }
        }
        _ => true,
    };
    rows.into_iter().filter(reached).collect()
}

/// Every order in which the rows may stand, rows alike that are known to do the same in one order only; `None` where
/// there are too many. The rows come sorted, those without a place at the end.
fn orders(rows: &[Placed]) -> Option<Vec<Vec<&Entry>>> {
    let mut orders: Vec<Vec<&Entry>> = vec![Vec::new()];
    let mut ways: usize = 1;
    for alike in rows.chunk_by(|a, b| a.key.is_some() && a.key == b.key) {
        let Some(first) = alike.first() else { continue };
        let entries: Vec<&Entry> = alike.iter().map(|row| &row.entry).collect();
        if first.key.is_some() && (entries.len() == 1 || same(&entries)) {
            orders.iter_mut().for_each(|order| order.extend(&entries));
            continue;
        }
        // Each of them may come anywhere from where this stretch begins.
        let begin = if first.key.is_some() { orders.first().map_or(0, Vec::len) } else { 0 };
        for entry in entries {
            let places = orders.first().map_or(0, Vec::len) - begin + 1;
            ways = ways.saturating_mul(places);
            if ways > MOST {
                return None;
            }
            let inserted = orders.iter().flat_map(|order| {
                (begin..=order.len()).map(move |at| {
                    let (before, after) = order.split_at(at);
                    before.iter().copied().chain([entry]).chain(after.iter().copied()).collect()
                })
            });
            orders = inserted.collect();
        }
    }
    Some(orders)
}

/// Whether it makes no difference which of the rows comes first.
fn same(entries: &[&Entry]) -> bool {
    let settled = |entry: &Entry| entry.passes.is_settled() && entry.value.is_settled();
    let alike = |pair: &[&Entry]| match pair {
        [a, b] => a.passes == b.passes && a.value == b.value,
        _ => true,
    };
    entries.iter().all(|entry| settled(entry)) && entries.windows(2).all(alike)
}

/// Any of several values, and perhaps none: rows whose places turn out alike have none where it matters.
fn several(list: FactId, results: Vec<Possible>, unknown: Doubt) -> Possible {
    let known = |result: &Possible| result.is_settled() || result.lacks_value();
    if !unknown.any() && results.iter().all(known) {
        return Possible::without_value(Cause::Tied(list));
    }
    let doubt = results.iter().fold(unknown, |doubt, result| doubt.and(result.doubt));
    let everywhere = results.iter().all(|result| result.doubt.cause.is_some());
    let cause = doubt.cause.filter(|_| everywhere || unknown.cause.is_some());
    let found = results.into_iter().reduce(Possible::or);
    let mut found = found.unwrap_or_else(|| Possible::without_value(Cause::NoValue));
    found.absent = true;
    found.doubt = Doubt { unseen: true, cause };
    found
}

/// What rows may come to in too many orders to try.
fn unordered(kind: FoldKind, list: FactId, rows: &[Placed], unknown: Doubt) -> Possible {
    let entries: Vec<&Entry> = rows.iter().map(|row| &row.entry).collect();
    let open = entries.iter().any(|entry| entry.passes.doubt.any() || entry.value.doubt.any());
    if !unknown.any() && !open {
        return Possible::without_value(Cause::Tied(list));
    }
    let shape = match kind {
        FoldKind::Runs(length) => Shape::Number(run::count_in_any_order(&entries, length)),
        FoldKind::LongestRun => Shape::Number(run::count_in_any_order(&entries, 1)),
        FoldKind::Trend(_) => Shape::Truth(Truths::OPEN),
        _ => {
            let values = entries.iter().map(|entry| entry.value.clone()).reduce(Possible::or);
            values.map_or(Shape::Number(Interval::ALL), |values| values.shape)
        }
    };
    let doubt = Doubt { unseen: true, cause: unknown.cause };
    Possible { shape, inapplicable: false, absent: true, doubt }
}
