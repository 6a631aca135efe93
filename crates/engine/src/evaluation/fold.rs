//! Folds over rows: counts, sums, means, shares.

use crate::evaluation::expression::junction;
use crate::evaluation::group;
use crate::evaluation::interval::Interval;
use crate::evaluation::mean;
use crate::evaluation::order;
use crate::evaluation::pick;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::possible::Truths;
use crate::evaluation::scope::Group;
use crate::evaluation::scope::Scope;
use crate::evaluation::spacing;
use crate::evaluation::trimmed;
use crate::exact::Exact;
use crate::model::expression::Fold;
use crate::model::expression::FoldKind;
use crate::model::expression::RowSet;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::Kind;
use crate::model::fact::Records;
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

    /// What is not known about its value: what may drop out once more is observed need not be undetermined.
    pub(crate) fn doubt_of_value(&self) -> Doubt {
        let may_drop_out = !self.counts() && (self.passes.doubt.unseen || self.value.doubt.unseen);
        if may_drop_out && self.value.doubt.any() { Doubt::UNSEEN } else { self.value.doubt }
    }
}

/// The rows of a list as they were recorded.
pub(crate) enum RowList<'a> {
    /// Nothing was recorded of the list.
    Unseen,
    /// The list does not apply.
    Inapplicable,
    /// Its rows.
    Rows(Vec<&'a [Reading]>),
}

impl<'a> Scope<'a> {
    pub(crate) fn rows(&self, list: FactId) -> RowList<'_> {
        match self.list_reading(list) {
            Reading::Rows(rows) => RowList::Rows(rows.iter().map(Vec::as_slice).collect()),
            Reading::NotApplicable => RowList::Inapplicable,
            _ => RowList::Unseen,
        }
    }

    fn rows_of(&self, fold: &Fold) -> RowList<'_> {
        match (fold.rows, self.group) {
            (RowSet::All, _) => self.rows(fold.list),
            (RowSet::Group, Some(Group { rows: Some(rows) })) => RowList::Rows(rows.to_vec()),
            (RowSet::Group, _) => RowList::Unseen,
        }
    }

    pub(crate) fn fold(&self, fold: &Fold) -> Possible {
        match (self.rows_of(fold), fold.by) {
            (RowList::Inapplicable, _) => Possible::inapplicable(),
            (RowList::Unseen, _) => self.fold_of_unseen(fold),
            (RowList::Rows(rows), None) => {
                let key = self.records(fold.list).and_then(|records| records.key);
                let (keys, entries) = self.entries(fold, &rows, key);
                dispatched(fold, &keys, entries)
            }
            (RowList::Rows(rows), Some(key)) => self.fold_of_groups(fold, key, &rows),
        }
    }

    fn records(&self, list: FactId) -> Option<&'a Records> {
        match self.plan.slots.get(list.0 as usize).map(|slot| &slot.kind) {
            Some(Kind::Records(records)) => Some(records),
            _ => None,
        }
    }

    /// Every row as a fold sees it, and what its key may be where there is one.
    fn entries(&self, fold: &Fold, rows: &[&[Reading]], key: Option<FieldId>) -> (Vec<Possible>, Vec<Entry>) {
        let in_row = rows.iter().map(|fields| self.with_row(fold.list, fields, &[]));
        let looked_at = in_row.map(|scope| {
            let place = key.map_or_else(|| Possible::truth(true), |key| scope.field(key));
            (place, scope.entry(fold))
        });
        looked_at.unzip()
    }

    /// What a fold sees of the row or group at hand.
    fn entry(&self, fold: &Fold) -> Entry {
        let truth = || Possible::truth(true);
        let one = || Possible::number(Exact::ONE);
        Entry {
            passes: fold.filter.as_ref().map_or_else(truth, |filter| self.value(filter)),
            value: fold.value.as_ref().map_or_else(one, |value| self.value(value)),
        }
    }

    fn fold_of_unseen(&self, fold: &Fold) -> Possible {
        let slot = self.plan.slots.get(fold.list.0 as usize);
        let doubt = match slot {
            Some(slot) if slot.external => Cause::External(fold.list).into(),
            _ => Doubt::UNSEEN,
        };
        let any = self.any_entry(fold);
        let inapplicable = fold.rows == RowSet::All && slot.is_some_and(|slot| slot.may_be_inapplicable);
        if any.passes.is_inapplicable() || any.value.is_inapplicable() {
            // Whatever rows there are, they drop out.
            let none = dispatched(fold, &[], Vec::new());
            let doubt = if inapplicable { none.doubt.and(doubt) } else { none.doubt };
            return Possible { inapplicable, doubt, ..none };
        }
        Possible {
            shape: unseen(fold.kind, &any.value),
            inapplicable,
            absent: of_none(fold.kind) || any.passes.absent || any.value.absent,
            doubt,
        }
    }

    /// What any row or group may be, of which nothing was seen.
    fn any_entry(&self, fold: &Fold) -> Entry {
        match fold.by {
            Some(_) => self.with_group(fold.list, &[], Group { rows: None }).entry(fold),
            None => self.with_row(fold.list, &[], &[]).entry(fold),
        }
    }

    /// A fold over groups, in every way in which the rows may fall into them.
    fn fold_of_groups(&self, fold: &Fold, key: FieldId, rows: &[&[Reading]]) -> Possible {
        let keys = self.keys(fold.list, key, rows);
        let unknown = group::doubt(&keys);
        let Some(ways) = group::ways(&keys) else {
            let open = self.fold_of_unseen(fold);
            let (fewest, most) = group::bounds(&keys);
            let count = |count: usize| Exact::from(i64::try_from(count).unwrap_or(i64::MAX));
            let shape = match (fold.kind, &fold.filter) {
                (FoldKind::Count, None) => Shape::Number(Interval::between(count(fewest), count(most))),
                _ => open.shape,
            };
            return Possible { shape, inapplicable: false, doubt: unknown.and(Doubt::UNSEEN), ..open };
        };
        let results = ways.iter().map(|groups| {
            let seen = groups.iter().map(|members| {
                let members: Vec<&[Reading]> =
                    members.iter().filter_map(|at| rows.get(*at).copied()).collect();
                let known =
                    |fields: &&&[Reading]| self.with_row(fold.list, fields, &[]).field(key).is_settled();
                let one = members.iter().find(known).or(members.first()).copied().unwrap_or_default();
                let scope = self.with_group(fold.list, one, Group { rows: Some(&members) });
                (scope.field(key), scope.entry(fold))
            });
            let (keys, entries): (Vec<Possible>, Vec<Entry>) = seen.unzip();
            dispatched(fold, &keys, entries)
        });
        group::either(results.collect(), unknown)
    }
}

/// The fold of rows or groups, with their keys.
fn dispatched(fold: &Fold, keys: &[Possible], entries: Vec<Entry>) -> Possible {
    match fold.kind {
        FoldKind::Only => pick::only(fold.list, &entries),
        kind if kind.is_ordered() => order::folded(kind, fold.list, keys, entries),
        kind => folded(kind, entries),
    }
}

/// Whether a fold of no rows has no value.
pub(crate) fn of_none(kind: FoldKind) -> bool {
    !matches!(kind, FoldKind::Count | FoldKind::Sum | FoldKind::AnyOf | FoldKind::AllOf)
}

/// What a fold over an unseen list may be, from what the value of a row may be.
pub(crate) fn unseen(kind: FoldKind, value: &Possible) -> Shape {
    let one = value.interval();
    if kind.picks() {
        return value.shape.clone();
    }
    Shape::Number(match kind {
        FoldKind::Count | FoldKind::Runs(_) | FoldKind::LongestRun => {
            any_number_of(Interval::point(Exact::ONE))
        }
        FoldKind::LongestGap => Interval { low: Some(Exact::ZERO), high: None },
        FoldKind::Sum => any_number_of(one),
        FoldKind::Mean | FoldKind::TrimmedMean | FoldKind::Max | FoldKind::Min => one,
        FoldKind::Only | FoldKind::First | FoldKind::Last => one,
        FoldKind::Share => Interval::between(Exact::ZERO, Exact::ONE),
        FoldKind::AnyOf | FoldKind::AllOf | FoldKind::Trend(_) => {
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
        FoldKind::LongestGap => spacing::longest(&entries),
        FoldKind::Count | FoldKind::Sum | FoldKind::Mean | FoldKind::Max | FoldKind::Min => {
            amount(kind, entries)
        }
        // These look at the rows of a list one after the other, and never come here.
        FoldKind::Only
        | FoldKind::First
        | FoldKind::Last
        | FoldKind::Runs(_)
        | FoldKind::LongestRun
        | FoldKind::Trend(_) => Possible::without_value(Cause::NoValue),
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
    let none = sure.is_empty() && unsure.is_empty();
    let interval = match kind {
        FoldKind::Mean | FoldKind::Max | FoldKind::Min if none => {
            return Possible::without_value(Cause::NoValue);
        }
        FoldKind::Mean => mean::of(&sure, &unsure),
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
