//! What a value may become: the ends of the stretches on which the statements look at it, and one step beyond each.

use std::collections::BTreeSet;

use crate::date::Time;
use crate::exact::Exact;
use crate::model::fact::Judged;
use crate::model::fact::Kind;
use crate::model::fact::NumberKind;
use crate::observation::Reading;
use crate::observation::Value;
use crate::repair::looks::Look;
use crate::rounding::Rounding;

/// The most values that are tried of one number.
const MOST: usize = 24;

/// The values that a fact or field of a kind may become, the nearest to what it is first; `beside` are the numbers
/// that other facts have with which it stands together.
pub(super) fn targets(kind: &Kind, now: Option<&Value>, look: &Look, beside: &[Exact]) -> Vec<Reading> {
    let values: Vec<Value> = match kind {
        Kind::YesNo => vec![Value::Truth(true), Value::Truth(false)],
        Kind::Level(names) => {
            let all = (0_u16..).take(names.len());
            let at = |value: &u16| match now {
                Some(Value::Option(now)) => value.abs_diff(*now),
                _ => *value,
            };
            let mut all: Vec<u16> = all.collect();
            all.sort_by_key(at);
            all.into_iter().map(Value::Option).collect()
        }
        Kind::Choice(names) => (0_u16..).take(names.len()).map(Value::Option).collect(),
        Kind::Number(number) => {
            let ends = look.numbers.iter().chain(beside).copied();
            nearest(numbers(number, ends), now).into_iter().map(Value::Number).collect()
        }
        Kind::Judged(judged) => nearest(judgements(judged), now).into_iter().map(Value::Number).collect(),
        Kind::Time => times(look, now).into_iter().map(Value::Time).collect(),
        Kind::Items(names) => return vec![Reading::Items(vec![Some(true); names.len()])],
        Kind::Records(_) => return vec![Reading::Rows(Vec::new())],
        Kind::Date | Kind::Text => Vec::new(),
    };
    values.into_iter().filter(|value| Some(value) != now).map(Reading::Known).collect()
}

/// The distance between two values that are tried one beside the other.
pub(super) fn step(kind: &Kind) -> Option<Exact> {
    match kind {
        Kind::Number(number) => fine(number),
        Kind::Judged(judged) => Some(judged.precision),
        _ => None,
    }
}

fn fine(number: &NumberKind) -> Option<Exact> {
    number.precision.or_else(|| number.unit.factor().over(Exact::from(100)))
}

/// Both ends of the kind, zero, and around every number beside which it stands.
fn numbers(number: &NumberKind, ends: impl Iterator<Item = Exact>) -> BTreeSet<Exact> {
    let Some(step) = fine(number) else { return BTreeSet::new() };
    let around = ends.flat_map(|end| {
        let (under, over) = (Rounding::Down.round(end, step), Rounding::Up.round(end, step));
        let exact = number.precision.is_none().then_some(end);
        let below = under.and_then(|under| under.minus(step));
        let above = over.and_then(|over| over.plus(step));
        [exact, under, over, below, above].into_iter().flatten()
    });
    let all = around.chain([Exact::ZERO]).chain(number.low).chain(number.high);
    let legal = |value: &Exact| {
        number.low.is_none_or(|low| low <= *value)
            && number.high.is_none_or(|high| *value <= high)
            && number.precision.is_none_or(|step| value.over(step).is_some_and(Exact::is_integer))
    };
    all.filter(legal).collect()
}

/// The ends of the bands.
fn judgements(judged: &Judged) -> BTreeSet<Exact> {
    let bands = judged.bands.iter().flat_map(|band| [band.low, band.high]);
    let whole =
        judged.out_of.filter(|_| judged.bands.is_empty()).into_iter().flat_map(|full| [Exact::ZERO, full]);
    let legal = |value: &Exact| value.over(judged.precision).is_some_and(Exact::is_integer);
    bands.chain(whole).filter(legal).collect()
}

fn times(look: &Look, now: Option<&Value>) -> Vec<Time> {
    let around =
        look.numbers.iter().flat_map(|end| [end.minus(Exact::ONE), Some(*end), end.plus(Exact::ONE)]);
    let legal = |value: &Exact| value.is_integer() && (Exact::ZERO..=Exact::from(1440)).contains(value);
    let now = match now {
        Some(Value::Time(time)) => Some(Value::Number(Exact::from(i64::from(time.minutes())))),
        _ => None,
    };
    let around = nearest(around.flatten().filter(legal).collect(), now.as_ref());
    let time = |value: Exact| {
        let minutes = u16::try_from(value.floor()).ok()?;
        Time::new(minutes / 60, minutes % 60)
    };
    around.into_iter().filter_map(time).collect()
}

/// The values that are nearest to what it is, and the two furthest: the nearest first.
fn nearest(values: BTreeSet<Exact>, now: Option<&Value>) -> Vec<Exact> {
    let from = match now {
        Some(Value::Number(now)) => *now,
        _ => Exact::ZERO,
    };
    let distance = |value: &Exact| {
        let apart = value.minus(from).unwrap_or(*value);
        apart.max(apart.negated())
    };
    let ends = [values.first().copied(), values.last().copied()];
    let mut sorted: Vec<Exact> = values.into_iter().collect();
    sorted.sort_by_key(distance);
    let mut chosen: Vec<Exact> = sorted.into_iter().take(MOST).collect();
    for end in ends.into_iter().flatten() {
        if !chosen.contains(&end) {
            chosen.push(end);
        }
    }
    chosen.sort_by_key(distance);
    chosen
}
