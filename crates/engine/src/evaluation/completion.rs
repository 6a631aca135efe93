//! Where statements of one clause share a fact that was not observed, adding up their separate ranges is loose: one
//! value cannot be good for one statement and bad for the other. While there are few enough ways to complete the
//! unseen facts of a clause, each is tried.

use std::cell::RefCell;

use crate::evaluation::book::difference;
use crate::evaluation::clause::Clause;
use crate::evaluation::clause::Done;
use crate::evaluation::deed::Deed;
use crate::evaluation::possible::Doubt;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::model::fact::Kind;
use crate::observation::Reading;
use crate::observation::Value;
use crate::plan::PlannedPart;
use crate::plan::Slot;
use crate::rounding::Rounding;

/// The most completions that are tried for one clause.
pub(crate) const MOST: usize = 64;

/// The clause with its unseen finite facts completed in every way, or as it stands where there are none or too many.
pub(crate) fn complete(clause: &Clause<'_>, scope: &Scope<'_>, part: &PlannedPart, plain: Done) -> Done {
    let (plan, readings) = (scope.plan, scope.readings);
    let mut open: Vec<(usize, Vec<Reading>)> = Vec::new();
    let mut ways: usize = 1;
    for fact in &part.deciding {
        let at = fact.0 as usize;
        let (Some(slot), Some(reading)) = (plan.slots.get(at), readings.get(at)) else {
            continue;
        };
        let Some(values) = completions(slot, reading) else { continue };
        ways = ways.saturating_mul(values.len());
        open.push((at, values));
    }
    for list in &part.tested {
        let at = list.0 as usize;
        let (Some(slot), Some(reading)) = (plan.slots.get(at), readings.get(at)) else { continue };
        let lists = items(slot, reading, MOST.checked_div(ways).unwrap_or_default());
        if let Some(lists) = lists {
            ways = ways.saturating_mul(lists.len());
            open.push((at, lists));
        }
    }
    if open.is_empty() || ways > MOST {
        return plain;
    }
    let mut trial = readings.to_vec();
    let mut joined: Option<Joined> = None;
    for way in 0..ways {
        let mut rest = way;
        for (at, values) in &open {
            if let (Some(place), Some(value)) = (trial.get_mut(*at), values.get(rest % values.len())) {
                place.clone_from(value);
            }
            rest /= values.len();
        }
        let memo = RefCell::new(Vec::new());
        let done = clause.done(&scope.with_readings(&trial, &memo));
        joined = Some(match joined {
            Some(sofar) => sofar.or(done),
            None => Joined::new(done),
        });
    }
    joined.map_or(plain, Joined::into_done)
}

/// The values an unseen fact may have, where they are few.
fn completions(slot: &Slot, reading: &Reading) -> Option<Vec<Reading>> {
    if *reading != Reading::NotObserved || slot.external {
        return None;
    }
    let known = |value: Value| Reading::Known(value);
    let mut values: Vec<Reading> = match &slot.kind {
        Kind::YesNo => vec![known(Value::Truth(true)), known(Value::Truth(false))],
        Kind::Level(names) | Kind::Choice(names) => {
            let count = u16::try_from(names.len()).ok().filter(|count| usize::from(*count) <= MOST)?;
            (0..count).map(|position| known(Value::Option(position))).collect()
        }
        Kind::Judged(judged) => {
            let steps = judged.bands.iter().map(|band| multiples(band.low, band.high, judged.precision));
            let steps: Vec<Exact> = steps.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
            steps.into_iter().map(|value| known(Value::Number(value))).collect()
        }
        Kind::Number(number) => {
            let step = number.precision?;
            let first = Rounding::Up.round(number.low?, step)?;
            let steps = multiples(first, number.high?, step)?;
            steps.into_iter().map(|value| known(Value::Number(value))).collect()
        }
        Kind::Items(_) | Kind::Date | Kind::Time | Kind::Text | Kind::Records(_) => return None,
    };
    if slot.may_be_inapplicable {
        values.push(Reading::NotApplicable);
    }
    Some(values)
}

/// Every way to complete a list of items, where there are no more than `most`.
fn items(slot: &Slot, reading: &Reading, most: usize) -> Option<Vec<Reading>> {
    let Kind::Items(names) = &slot.kind else { return None };
    let seen = match reading {
        _ if slot.external => return None,
        Reading::Items(items) if items.contains(&None) => items.clone(),
        Reading::NotObserved => vec![None; names.len()],
        _ => return None,
    };
    let unseen = seen.iter().filter(|item| item.is_none()).count();
    let ways = 1_usize.checked_shl(u32::try_from(unseen).ok()?).filter(|ways| *ways <= most)?;
    let complete = |way: usize| {
        let mut rest = way;
        let item = |item: &Option<bool>| {
            let open = item.is_none().then(|| {
                let there = rest % 2 == 1;
                rest /= 2;
                there
            });
            item.or(open)
        };
        Reading::Items(seen.iter().map(item).collect())
    };
    let mut lists: Vec<Reading> = (0..ways).map(complete).collect();
    if slot.may_be_inapplicable && *reading == Reading::NotObserved {
        lists.push(Reading::NotApplicable);
    }
    (lists.len() <= most).then_some(lists)
}

fn multiples(low: Exact, high: Exact, step: Exact) -> Option<Vec<Exact>> {
    let mut values = Vec::new();
    let mut value = low;
    while value <= high {
        if values.len() >= MOST {
            return None;
        }
        values.push(value);
        value = value.plus(step)?;
    }
    Some(values)
}

/// The results of several completions.
struct Joined {
    done: Done,
    undetermined: usize,
    ways: usize,
    alike: bool,
}

impl Joined {
    fn new(done: Done) -> Self {
        Self { undetermined: usize::from(done.deed.doubt.cause.is_some()), ways: 1, alike: true, done }
    }

    fn or(mut self, other: Done) -> Self {
        self.undetermined += usize::from(other.deed.doubt.cause.is_some());
        self.ways += 1;
        self.alike &= same(&self.done, &other);
        let doubt = self.done.deed.doubt.and(other.deed.doubt);
        self.done.deed = self.done.deed.or(other.deed);
        self.done.deed.doubt = doubt;
        self.done.lines = hull_of(&self.done.lines, &other.lines);
        self.done.score = hull(self.done.score, other.score);
        self.done.bonus = hull(self.done.bonus, other.bonus);
        let booked = std::mem::take(&mut self.done.booked);
        self.done.booked = booked.into_iter().zip(other.booked).map(|(a, b)| a.or(b)).collect();
        self
    }

    /// The hull; lines whose ranges add up to more than the hull of the score are balanced by one of their own.
    fn into_done(self) -> Done {
        let mut done = self.done;
        let everywhere = self.undetermined == self.ways;
        done.deed.doubt.unseen |= !self.alike || (self.undetermined > 0 && !everywhere);
        done.deed.doubt.cause = done.deed.doubt.cause.filter(|_| everywhere);
        done
    }
}

fn same(a: &Done, b: &Done) -> bool {
    // Which act said it, and why it was in doubt, makes no difference to what came out.
    let bare = |done: &Done| Deed { doubt: Doubt::NONE, full_by: None, zero_by: None, ..done.deed };
    a.score == b.score && bare(a) == bare(b)
}

fn hull(a: Ends, b: Ends) -> Ends {
    Ends { low: a.low.min(b.low), high: a.high.max(b.high) }
}

/// Lines of the same act and kind as one with the hull of both; a line that only one has may be nothing.
fn hull_of(a: &[Line], b: &[Line]) -> Vec<Line> {
    let alike = |x: &Line, y: &Line| (x.act, x.kind, x.part) == (y.act, y.kind, y.part);
    let mut lines: Vec<Line> = Vec::with_capacity(a.len().max(b.len()));
    for line in a.iter().chain(b) {
        if lines.iter().any(|known| alike(known, line)) {
            continue;
        }
        let of = |lines: &[Line]| {
            lines.iter().find(|other| alike(other, line)).map_or(Ends::ZERO, |other| other.amount)
        };
        let both = of(a).is_zero() && of(b).is_zero();
        if !(both && line.kind == LineKind::Outcome && (a.is_empty() || b.is_empty())) {
            lines.push(Line { amount: hull(of(a), of(b)), ..*line });
        }
    }
    lines
}

/// The line that brings the ends of several to the ends they have together, bonuses included.
pub(crate) fn balance(
    part: crate::model::part::PartId,
    lines: &[Line],
    start: Ends,
    result: Ends,
) -> Option<Line> {
    let sum = lines.iter().fold(start, |sum, line| crate::evaluation::book::plus(sum, line.amount));
    let amount = difference(result, sum);
    (!amount.is_zero()).then_some(Line { part, act: None, kind: LineKind::Joint, amount })
}
