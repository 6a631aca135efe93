//! Units that are scored together: what each of them is among the others, then the tally of each.
//!
//! Nothing is remembered between units but what each of them is among the others, one value after the other in the
//! order of the plan; what needs the totals comes after them, and only verdicts look at it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::evaluation::booking;
use crate::evaluation::decide;
use crate::evaluation::evaluate;
use crate::evaluation::fold::Entry;
use crate::evaluation::fold::folded;
use crate::evaluation::fold::of_none;
use crate::evaluation::fold::unseen;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::possible::Truths;
use crate::evaluation::rank;
use crate::evaluation::rank::Ranked;
use crate::evaluation::scope::Outcome;
use crate::evaluation::scope::Scope;
use crate::evaluation::score;
use crate::evaluation::tally::Tally;
use crate::evaluation::withheld;
use crate::exact::Exact;
use crate::model::batch::BatchKind;
use crate::model::batch::BatchValue;
use crate::model::batch::Rank;
use crate::model::expression::Expr;
use crate::model::expression::FoldKind;
use crate::model::part::PartId;
use crate::observation::Readings;
use crate::plan::Plan;

/// The tallies of units that are scored together, in their order: ranks, group means and quotas are among these
/// units. The plans are those of one standard, each for the day of its unit. One unit alone has no others: what it is
/// among them is undetermined.
pub fn evaluate_batch(units: &[(&Plan, &Readings)]) -> Vec<Tally> {
    let values = match units {
        [(plan, _), _, ..] => plan.batch.as_slice(),
        _ => &[],
    };
    if values.is_empty() {
        return units.iter().map(|(plan, readings)| evaluate(plan, readings)).collect();
    }
    let mut members: Vec<Member<'_>> =
        units.iter().map(|(plan, readings)| Member::new(plan, readings, values.len())).collect();
    compare(values.iter().filter(|value| !value.after_total), &mut members);
    for member in &mut members {
        score(member.plan, member.readings, &member.batch, &mut member.tally);
    }
    compare(values.iter().filter(|value| value.after_total), &mut members);
    members.into_iter().map(Member::decided).collect()
}

/// A unit among the units scored together.
struct Member<'a> {
    plan: &'a Plan,
    readings: &'a Readings,
    tally: Tally,
    /// What it is among them, as far as that is known already.
    batch: Vec<Option<Possible>>,
}

impl<'a> Member<'a> {
    fn new(plan: &'a Plan, readings: &'a Readings, values: usize) -> Self {
        let mut tally = Tally::default();
        tally.open(plan);
        Self { plan, readings, tally, batch: vec![None; values] }
    }

    fn decided(mut self) -> Tally {
        decide(self.plan, self.readings, &self.batch, &mut self.tally);
        Tally { batch: self.batch, ..self.tally }
    }

    /// What is asked of each unit, with its results at hand where they are scored.
    fn asked<T>(&self, value: &BatchValue, ask: impl FnOnce(&Scope<'_>) -> T) -> T {
        let memo = RefCell::new(Vec::new());
        let scope = Scope::new(self.plan, &self.readings.readings, &self.batch, &memo);
        if value.after_total {
            let mut tally = self.tally.clone();
            booking::settle(self.plan, &scope, &mut tally);
            withheld::among_others(&mut tally);
            let Tally { parts, accounts, unrounded, .. } = &tally;
            ask(&scope.with_part(Outcome {
                parts,
                total: *unrounded,
                part: PartId(0),
                accounts,
                unvetoed: false,
                verdicts: &[],
            }))
        } else {
            ask(&scope)
        }
    }
}

/// Works out values among the units, in their order.
fn compare<'v>(values: impl Iterator<Item = &'v BatchValue>, members: &mut [Member<'_>]) {
    for value in values {
        let groups = Groups::of(value, members);
        let found = match &value.kind {
            BatchKind::Rank(ranking) => {
                let ranked = members.iter().map(|member| member.asked(value, |scope| ranked(scope, ranking)));
                rank::ranks(ranking, &ranked.collect::<Vec<_>>(), &groups)
            }
            BatchKind::Fold { kind, value: of, filter } => {
                let entries = members
                    .iter()
                    .map(|member| member.asked(value, |scope| entry(scope, of.as_ref(), filter.as_ref())));
                groups.folded(*kind, &entries.collect::<Vec<_>>())
            }
        };
        for (member, found) in members.iter_mut().zip(found) {
            if let Some(place) = member.batch.get_mut(value.id.0 as usize) {
                *place = Some(found);
            }
        }
    }
}

fn ranked(scope: &Scope<'_>, rank: &Rank) -> Ranked {
    let further = rank.then.iter().map(|key| scope.value(&key.of)).collect();
    Ranked { by: scope.value(&rank.of), further }
}

fn entry(scope: &Scope<'_>, value: Option<&Expr>, filter: Option<&Expr>) -> Entry {
    Entry {
        passes: filter.map_or_else(|| Possible::truth(true), |filter| scope.value(filter)),
        value: value.map_or_else(|| Possible::number(Exact::ONE), |value| scope.value(value)),
    }
}

/// The units by what is the same of them.
pub(crate) struct Groups {
    /// What is the same of each unit, as one value that is settled, open, not applicable or without a value.
    pub(crate) keys: Vec<Possible>,
    /// The units of each group, and last those that may be in any.
    pub(crate) members: Vec<Vec<usize>>,
    /// The group of each unit; `None` for one that may be in any, or is in none.
    pub(crate) of: Vec<Option<usize>>,
}

/// One settled value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Truth(bool),
    Number(Exact),
    Options(u128),
    Text(String),
}

impl Groups {
    fn of(value: &BatchValue, units: &[Member<'_>]) -> Self {
        let mut groups = Self { keys: Vec::new(), members: Vec::new(), of: Vec::new() };
        let mut open = Vec::new();
        let mut named: BTreeMap<Vec<Key>, usize> = BTreeMap::new();
        for (at, unit) in units.iter().enumerate() {
            let same = value.same.iter().map(|same| unit.asked(value, |scope| scope.value(same)));
            let same: Vec<Possible> = same.collect();
            let keys: Option<Vec<Key>> = same.iter().map(key).collect();
            let whole = together(&same);
            let group = keys.map(|keys| {
                let next = named.len();
                *named.entry(keys).or_insert(next)
            });
            match group {
                Some(group) if group == groups.members.len() => groups.members.push(vec![at]),
                Some(group) => groups.members.get_mut(group).into_iter().for_each(|units| units.push(at)),
                None if !is_out(&whole) => open.push(at),
                None => {}
            }
            groups.of.push(group);
            groups.keys.push(whole);
        }
        groups.members.push(open);
        groups
    }

    /// The units that may be in any group.
    pub(crate) fn open(&self) -> &[usize] {
        self.members.last().map(Vec::as_slice).unwrap_or_default()
    }

    /// A fold over the group of each unit.
    fn folded(&self, kind: FoldKind, entries: &[Entry]) -> Vec<Possible> {
        let of = |units: &[usize], sure: bool| {
            units
                .iter()
                .filter_map(|at| entries.get(*at))
                .map(move |entry| {
                    let passes = if sure { entry.passes.clone() } else { perhaps(entry.passes.clone()) };
                    Entry { passes, value: entry.value.clone() }
                })
                .collect::<Vec<_>>()
        };
        let named = self.members.len().saturating_sub(1);
        let groups: Vec<Possible> = self
            .members
            .iter()
            .take(named)
            .map(|units| folded(kind, of(units, true).into_iter().chain(of(self.open(), false)).collect()))
            .collect();
        // A unit that may be in any group may be with any of the others.
        let all: Vec<usize> = self.members.iter().flatten().copied().collect();
        let any = (!self.open().is_empty()).then(|| folded(kind, of(&all, false)));
        let found = self.of.iter().zip(&self.keys).map(|(group, key)| {
            let found = group.and_then(|group| groups.get(group)).or(any.as_ref());
            self.among(key, found)
        });
        found.collect()
    }

    fn among(&self, key: &Possible, found: Option<&Possible>) -> Possible {
        match found {
            Some(found) if !is_out(key) => Possible {
                inapplicable: found.inapplicable || key.inapplicable,
                absent: found.absent || key.absent,
                doubt: found.doubt.and(key.doubt),
                shape: found.shape.clone(),
            }
            .settled(),
            _ => out(key),
        }
    }
}

/// Whether a value surely does not exist.
pub(crate) fn is_out(value: &Possible) -> bool {
    value.is_inapplicable() || value.absent && value.doubt.cause == Some(Cause::NoValue)
}

/// What a unit is among others of which it is surely none.
pub(crate) fn out(value: &Possible) -> Possible {
    if value.is_inapplicable() {
        return Possible::inapplicable();
    }
    Possible { inapplicable: value.inapplicable, ..Possible::without_value(Cause::NoValue) }
}

impl Possible {
    /// The same, of a unit that may turn out to be in no group at all.
    pub(crate) fn or_out_with(self, key: &Self) -> Self {
        if self.is_inapplicable() || !key.inapplicable {
            return self;
        }
        Self { inapplicable: true, doubt: Doubt::UNSEEN, ..self }
    }
}

/// A condition of a unit that is perhaps not one of the group: it may drop out, whatever it says.
fn perhaps(passes: Possible) -> Possible {
    if passes.is_inapplicable() {
        return passes;
    }
    Possible { inapplicable: true, doubt: passes.doubt.and(Doubt::UNSEEN), ..passes }
}

fn key(same: &Possible) -> Option<Key> {
    if !same.is_settled() {
        return None;
    }
    match &same.shape {
        Shape::Truth(truths) => Some(Key::Truth(truths.yes)),
        Shape::Number(interval) => interval.as_point().map(Key::Number),
        Shape::Options(mask) => Some(Key::Options(*mask)),
        Shape::Text(text) => text.clone().map(Key::Text),
        Shape::Nothing => None,
    }
}

/// Whether several values exist together, and what is in doubt of them.
fn together(same: &[Possible]) -> Possible {
    same.iter().fold(Possible::truth(true), |whole, same| {
        if whole.is_inapplicable() || same.is_inapplicable() {
            return Possible::inapplicable();
        }
        Possible {
            shape: Shape::Truth(Truths::known(true)),
            inapplicable: whole.inapplicable || same.inapplicable,
            absent: whole.absent || same.absent,
            doubt: whole.doubt.and(same.doubt),
        }
    })
}

impl Scope<'_> {
    /// What the unit is among the units scored with it; undetermined where they are not given.
    pub(crate) fn among(&self, value: &BatchValue) -> Possible {
        match self.batch.get(value.id.0 as usize) {
            Some(Some(known)) => known.clone(),
            _ => self.alone(value),
        }
    }

    fn alone(&self, value: &BatchValue) -> Possible {
        let asked = !value.after_total || self.outcome.is_some();
        let mut needed =
            value.same.iter().chain(value.ranked()).filter(|_| asked).map(|needed| self.value(needed));
        let own = needed.try_fold(Possible::truth(true), |whole, needed| {
            if is_out(&needed) {
                Err(out(&needed).or_out_with(&whole))
            } else {
                Ok(together(&[whole, needed]))
            }
        });
        let own = match own {
            Ok(own) => own,
            Err(out) => return out,
        };
        let (shape, absent) = match &value.kind {
            BatchKind::Rank(_) => (Shape::Number(Interval { low: Some(Exact::ONE), high: None }), false),
            BatchKind::Fold { kind, .. } => {
                (unseen(*kind, &Possible::without_value(Cause::Alone)), of_none(*kind))
            }
        };
        Possible {
            shape,
            inapplicable: own.inapplicable,
            absent: absent || own.absent,
            doubt: Cause::Alone.into(),
        }
    }
}
