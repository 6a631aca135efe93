//! 计数, 合计, 平均, 最大, 最小, 占比, 任一, 全部 over rows and over parts.

use num_traits::One;
use num_traits::Zero;
use weiheng::model::expression::Fold;
use weiheng::model::expression::FoldKind;
use weiheng::model::expression::RowSet;
use weiheng::observation::Reading;

use crate::logic::all;
use crate::logic::any;
use crate::number::Number;
use crate::number::greatest;
use crate::number::least;
use crate::number::whole;
use crate::outcome::Outcome;
use crate::outcome::Value;
use crate::outcome::every;
use crate::scope::Scope;

/// One row: whether it passes the condition, and its value.
pub(crate) struct Entry {
    pub(crate) passes: Outcome<bool>,
    pub(crate) value: Outcome<Number>,
}

/// Whether a fold is a condition.
pub(crate) fn is_quantifier(kind: FoldKind) -> bool {
    matches!(kind, FoldKind::AnyOf | FoldKind::AllOf)
}

impl Scope<'_> {
    /// A fold over rows that comes to a number.
    pub(crate) fn fold(&self, fold: &Fold) -> Outcome<Number> {
        self.entries(fold).and_then(|entries| folded(fold.kind, entries))
    }

    /// 任一, 全部 over rows.
    pub(crate) fn quantified(&self, fold: &Fold) -> Outcome<bool> {
        self.entries(fold).and_then(|entries| quantified(fold.kind, entries))
    }

    fn entries(&self, fold: &Fold) -> Outcome<Vec<Entry>> {
        self.each(fold, |scope| Entry {
            passes: fold.filter.as_ref().map_or(Outcome::Known(true), |filter| scope.truth(filter)),
            value: fold.value.as_ref().map_or(Outcome::Known(Number::one()), |value| scope.number(value)),
        })
    }

    /// Looks at every row that a fold goes over, or at every group.
    pub(crate) fn each<T>(&self, fold: &Fold, look: impl Fn(&Scope<'_>) -> T) -> Outcome<Vec<T>> {
        self.list(fold.list).map(|all| {
            let rows: Vec<&[Reading]> = match (fold.rows, self.group) {
                (RowSet::All, _) => all.iter().map(Vec::as_slice).collect(),
                (RowSet::Group, group) => group.expect("本组 stands in a group").to_vec(),
            };
            let Some(key) = fold.by else {
                return rows.iter().map(|fields| look(&self.in_row(fold.list, fields, &[]))).collect();
            };
            let mut groups: Vec<(Value, Vec<&[Reading]>)> = Vec::new();
            for fields in rows {
                let Outcome::Known(key) = self.in_row(fold.list, fields, &[]).field(key) else { continue };
                match groups.iter_mut().find(|(known, _)| *known == key) {
                    Some((_, members)) => members.push(fields),
                    None => groups.push((key, vec![fields])),
                }
            }
            let of_group = |(_, members): &(Value, Vec<&[Reading]>)| {
                let one: Scope<'_> = self.in_row(fold.list, members[0], &[]);
                look(&Scope { group: Some(members), ..one })
            };
            groups.iter().map(of_group).collect()
        })
    }
}

/// 任一, 全部: what is not applicable drops out.
pub(crate) fn quantified(kind: FoldKind, entries: Vec<Entry>) -> Outcome<bool> {
    let truths = entries.into_iter().map(|entry| entry.passes).filter(|passes| !passes.is_inapplicable());
    if kind == FoldKind::AllOf { all(truths) } else { any(truths) }
}

/// The other folds: what is not applicable drops out, what does not pass is left out.
pub(crate) fn folded(kind: FoldKind, entries: Vec<Entry>) -> Outcome<Number> {
    // A row without a value to count drops out, whatever its condition.
    let applies = |entry: &Entry| !entry.passes.is_inapplicable() && !entry.value.is_inapplicable();
    let entries = entries.into_iter().filter(applies);
    let entries: Vec<(bool, Outcome<Number>)> =
        match every(entries.map(|Entry { passes, value }| passes.map(|passes| (passes, value)))) {
            Outcome::Known(entries) => entries,
            _ => return Outcome::NoValue,
        };
    let count = whole(i64::try_from(entries.len()).expect("few rows"));
    let passing = entries.into_iter().filter(|(passes, _)| *passes);
    let values = match every(passing.map(|(_, value)| value)) {
        Outcome::Known(values) => values,
        _ => return Outcome::NoValue,
    };
    of_values(kind, values, count)
}

/// The mean without one highest and one lowest.
fn trimmed(mut values: Vec<Number>) -> Outcome<Number> {
    if values.len() < 3 {
        return Outcome::NoValue;
    }
    values.sort();
    let kept = &values[1..values.len() - 1];
    let sum = kept.iter().fold(Number::zero(), |sum, value| sum + value);
    Outcome::Known(sum / whole(i64::try_from(kept.len()).expect("few rows")))
}

/// The fold of the values that count; `of` is how many rows apply.
fn of_values(kind: FoldKind, values: Vec<Number>, of: Number) -> Outcome<Number> {
    let count = whole(i64::try_from(values.len()).expect("few rows"));
    let sum = || values.iter().fold(Number::zero(), |sum, value| sum + value);
    let quotient = |over: Number, under: Number| {
        if under.is_zero() { Outcome::NoValue } else { Outcome::Known(over / under) }
    };
    let extreme = |choose: fn(Number, Number) -> Number| {
        values.iter().cloned().reduce(choose).map_or(Outcome::NoValue, Outcome::Known)
    };
    match kind {
        FoldKind::Count => Outcome::Known(count),
        FoldKind::Sum => Outcome::Known(sum()),
        FoldKind::Mean => quotient(sum(), count),
        FoldKind::Share => quotient(count, of),
        FoldKind::Max => extreme(greatest),
        FoldKind::Min => extreme(least),
        FoldKind::TrimmedMean => trimmed(values),
        FoldKind::LongestGap => longest_gap(values),
        other => panic!("{other:?} comes to no number of values"),
    }
}

/// 最大间隔: for each day but the first the days since the latest before it, and the most of these.
fn longest_gap(mut days: Vec<Number>) -> Outcome<Number> {
    days.sort();
    let gaps = days.windows(2).map(|pair| &pair[1] - &pair[0]);
    gaps.reduce(greatest).map_or(Outcome::NoValue, Outcome::Known)
}
