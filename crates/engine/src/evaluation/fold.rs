//! Folds over rows: counts, sums, means, shares.

use crate::evaluation::expression::junction;
use crate::evaluation::interval::Interval;
use crate::evaluation::order;
use crate::evaluation::pick;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::possible::Truths;
use crate::evaluation::scope::Scope;
use crate::evaluation::trimmed;
use crate::exact::Exact;
use crate::model::expression::Fold;
use crate::model::expression::FoldKind;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::observation::Reading;

/// One row as a fold sees it: whether it passes, and its value.
pub(crate) struct Entry {
    pub(crate) passes: Possible,
    pub(crate) value: Possible,
}

impl Entry {
    /// Whether the row may count.
    pub(crate) fn may_count(&self) -> bool {
        self.passes.truths().yes && !self.value.is_inapplicable()
    }

    /// Whether it surely does.
    pub(crate) fn counts(&self) -> bool {
        self.passes.surely() && !self.passes.absent && !self.value.inapplicable
    }

    /// What is not known about its value: what may drop out need not be undetermined.
    pub(crate) fn doubt_of_value(&self) -> Doubt {
        if self.counts() || !self.value.doubt.any() { self.value.doubt } else { Doubt::UNSEEN }
    }
}

/// The rows of a list as they were recorded.
pub(crate) enum RowList<'a> {
    /// Nothing was recorded of the list.
    Unseen,
    /// The list does not apply.
    Inapplicable,
    /// Its rows.
    Rows(&'a [Vec<Reading>]),
}

impl<'a> Scope<'a> {
    pub(crate) fn rows(&self, list: FactId) -> RowList<'a> {
        match self.reading(list) {
            Reading::Rows(rows) => RowList::Rows(rows),
            Reading::NotApplicable => RowList::Inapplicable,
            _ => RowList::Unseen,
        }
    }

    /// What the key of every row may be; nothing where the list has none.
    fn keys(&self, list: FactId, rows: &[Vec<Reading>]) -> Vec<Possible> {
        let key = match self.plan.slots.get(list.0 as usize).map(|slot| &slot.kind) {
            Some(Kind::Records(records)) => records.key,
            _ => None,
        };
        let Some(key) = key else { return Vec::new() };
        rows.iter().map(|fields| self.with_row(list, fields, &[]).field(key)).collect()
    }

    pub(crate) fn fold(&self, fold: &Fold) -> Possible {
        let entry = |fields: &[Reading]| {
            let scope = self.with_row(fold.list, fields, &[]);
            Entry {
                passes: fold
                    .filter
                    .as_ref()
                    .map_or_else(|| Possible::truth(true), |filter| scope.value(filter)),
                value: fold
                    .value
                    .as_ref()
                    .map_or_else(|| Possible::number(Exact::ONE), |value| scope.value(value)),
            }
        };
        match self.rows(fold.list) {
            RowList::Inapplicable => Possible::inapplicable(),
            RowList::Unseen => {
                let slot = self.plan.slots.get(fold.list.0 as usize);
                let doubt = match slot {
                    Some(slot) if slot.external => Cause::External(fold.list).into(),
                    _ => Doubt::UNSEEN,
                };
                let any_row = entry(&[]);
                let shape = if fold.kind.picks() {
                    any_row.value.shape.clone()
                } else {
                    unseen(fold.kind, &any_row.value)
                };
                Possible {
                    shape,
                    inapplicable: slot.is_some_and(|slot| slot.may_be_inapplicable),
                    absent: of_none(fold.kind) || any_row.passes.absent || any_row.value.absent,
                    doubt,
                }
            }
            RowList::Rows(rows) => {
                let entries: Vec<Entry> = rows.iter().map(|fields| entry(fields)).collect();
                match fold.kind {
                    FoldKind::Only => pick::only(fold.list, &entries),
                    kind if kind.is_ordered() => {
                        order::folded(kind, fold.list, &self.keys(fold.list, rows), entries)
                    }
                    kind => folded(kind, entries),
                }
            }
        }
    }
}

/// Whether a fold of no rows has no value.
fn of_none(kind: FoldKind) -> bool {
    !matches!(kind, FoldKind::Count | FoldKind::Sum | FoldKind::AnyOf | FoldKind::AllOf)
}

/// What a fold over an unseen list may be, from what the value of a row may be.
pub(crate) fn unseen(kind: FoldKind, value: &Possible) -> Shape {
    let one = value.interval();
    Shape::Number(match kind {
        FoldKind::Count | FoldKind::Runs(_) | FoldKind::LongestRun => {
            any_number_of(Interval::point(Exact::ONE))
        }
        FoldKind::Sum => any_number_of(one),
        FoldKind::Mean | FoldKind::TrimmedMean | FoldKind::Max | FoldKind::Min => one,
        FoldKind::Only | FoldKind::First | FoldKind::Last => one,
        FoldKind::Share => Interval::between(Exact::ZERO, Exact::ONE),
        FoldKind::AnyOf | FoldKind::AllOf | FoldKind::Rising | FoldKind::Falling => {
            return Shape::Truth(Truths::OPEN);
        }
    })
}

/// The sum of any number of amounts, none included.
pub(crate) fn any_number_of(amount: Interval) -> Interval {
    let zero = Some(Exact::ZERO);
    Interval {
        low: amount.low.filter(|low| low.sign() >= 0).and(zero),
        high: amount.high.filter(|high| high.sign() <= 0).and(zero),
    }
}

/// The fold of entries that were recorded, be their facts seen or not.
pub(crate) fn folded(kind: FoldKind, entries: Vec<Entry>) -> Possible {
    match kind {
        FoldKind::AnyOf | FoldKind::AllOf => quantified(kind == FoldKind::AllOf, entries),
        FoldKind::Share => share(&entries),
        FoldKind::TrimmedMean => trimmed::mean(&entries),
        FoldKind::Count | FoldKind::Sum | FoldKind::Mean | FoldKind::Max | FoldKind::Min => {
            amount(kind, entries)
        }
        // These look at the rows of a list one after the other, and never come here.
        FoldKind::Only
        | FoldKind::First
        | FoldKind::Last
        | FoldKind::Runs(_)
        | FoldKind::LongestRun
        | FoldKind::Rising
        | FoldKind::Falling => Possible::without_value(Cause::NoValue),
    }
}

/// 任一, 全部: a row that is not applicable drops out; of no rows, 全部 holds and 任一 does not.
fn quantified(all: bool, entries: Vec<Entry>) -> Possible {
    let rows = entries.into_iter().filter(|entry| !entry.passes.is_inapplicable()).map(|mut entry| {
        if entry.passes.inapplicable {
            // Dropping out is the same as not deciding.
            let truths = entry.passes.truths();
            let open = if all { Truths { yes: true, ..truths } } else { Truths { no: true, ..truths } };
            entry.passes.shape = Shape::Truth(open);
            entry.passes.inapplicable = false;
        }
        entry.passes
    });
    let truth = junction(rows, all);
    if truth.is_inapplicable() { Possible::truth(all) } else { truth }
}

/// 占比: rows that pass over rows that apply.
fn share(entries: &[Entry]) -> Possible {
    let entries: Vec<&Entry> = entries.iter().filter(|entry| !entry.passes.is_inapplicable()).collect();
    let doubt = entries.iter().fold(Doubt::NONE, |doubt, entry| doubt.and(entry.passes.doubt));
    if entries.is_empty() {
        return Possible::without_value(Cause::NoValue);
    }
    let end = |best: bool| {
        let (mut passing, mut applying) = (0_i64, 0_i64);
        for entry in &entries {
            let truths = entry.passes.truths();
            let (wanted, unwanted) = if best { (truths.yes, truths.no) } else { (truths.no, truths.yes) };
            if wanted || (unwanted && !entry.passes.inapplicable) {
                applying += 1;
                passing += i64::from(wanted == best);
            }
        }
        // All rows that could spoil the end dropped out: any one that stays decides, so take the extreme itself.
        if applying == 0 { Exact::from(i64::from(best)) } else { Exact::scaled(passing, applying) }
    };
    let all_may_drop_out = entries.iter().all(|entry| entry.passes.inapplicable);
    let absent = all_may_drop_out || entries.iter().any(|entry| entry.passes.absent);
    Possible {
        shape: Shape::Number(Interval::between(end(false), end(true))),
        inapplicable: false,
        absent,
        doubt,
    }
    .settled()
}

/// 计数, 合计, 平均, 最大, 最小 over rows of which some may drop out.
fn amount(kind: FoldKind, entries: Vec<Entry>) -> Possible {
    let mut doubt = Doubt::NONE;
    let mut sure: Vec<Interval> = Vec::new();
    let mut unsure: Vec<Interval> = Vec::new();
    let mut part_absent = false;
    for entry in entries {
        if !entry.may_count() {
            continue;
        }
        doubt = doubt.and(entry.passes.doubt).and(entry.doubt_of_value());
        part_absent |= entry.passes.absent || entry.value.absent;
        if entry.counts() { &mut sure } else { &mut unsure }.push(entry.value.interval());
    }
    let every = || sure.iter().chain(&unsure).copied();
    let none = sure.is_empty() && unsure.is_empty();
    let interval = match kind {
        FoldKind::Mean | FoldKind::Max | FoldKind::Min if none => {
            return Possible::without_value(Cause::NoValue);
        }
        FoldKind::Mean if unsure.is_empty() => mean(&sure),
        // Which rows count is open: a mean lies between the least and the greatest of them.
        FoldKind::Mean => every().reduce(Interval::hull),
        FoldKind::Max => extreme(&sure, &unsure, Interval::max),
        FoldKind::Min => extreme(&sure, &unsure, Interval::min),
        _ => {
            let maybe = unsure.iter().map(|value| value.hull(Interval::ZERO));
            sure.iter().copied().chain(maybe).try_fold(Interval::ZERO, Interval::plus)
        }
    };
    let Some(interval) = interval else {
        return Possible::without_value(Cause::TooLarge);
    };
    let may_be_empty = sure.is_empty() && !matches!(kind, FoldKind::Count | FoldKind::Sum);
    let absent = may_be_empty || part_absent;
    Possible { shape: Shape::Number(interval), inapplicable: false, absent, doubt }.settled()
}

fn mean(values: &[Interval]) -> Option<Interval> {
    let sum = values.iter().copied().try_fold(Interval::ZERO, Interval::plus)?;
    let count = i64::try_from(values.len()).ok()?;
    sum.over(Interval::point(Exact::from(count)))
}

/// The extreme of what surely counts and of what may.
pub(crate) fn extreme(
    sure: &[Interval],
    unsure: &[Interval],
    choose: fn(Interval, Interval) -> Interval,
) -> Option<Interval> {
    let certain = sure.iter().copied().reduce(choose);
    let possible = unsure.iter().copied().reduce(Interval::hull);
    match (certain, possible) {
        // A row that may drop out can only move the extreme outwards.
        (Some(certain), Some(possible)) => Some(certain.hull(choose(certain, possible))),
        (one, None) | (None, one) => one,
    }
}
