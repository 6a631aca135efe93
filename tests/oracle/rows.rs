//! Acts on the rows of a list.

use std::collections::BTreeSet;

use num_traits::Zero;
use weiheng::model::account::AccountId;
use weiheng::model::act::Act;
use weiheng::model::act::Rows;
use weiheng::model::act::Verb;
use weiheng::model::expression::Expr;
use weiheng::model::expression::FoldKind;
use weiheng::model::fact::FactId;
use weiheng::model::fact::RowLet;
use weiheng::syntax::tree::RowFold;

use crate::act::Place;
use crate::act::accounts;
use crate::done::Done;
use crate::fold::Entry;
use crate::fold::folded;
use crate::number::Number;
use crate::number::greatest;
use crate::number::least;
use crate::outcome::Outcome;
use crate::outcome::Value;

/// A row that is not left out: whether it passes, and what the acts do in it.
type Acted = (Outcome<bool>, Done);

impl Place<'_> {
    /// 每 R 若 c: what the act does in every row that passes.
    pub(crate) fn each_row(&self, list: FactId, filter: Option<&Expr>, act: &Act) -> Done {
        let Outcome::Known(rows) = self.acted(list, filter, &[], |place| place.act(act)) else {
            return Done::inapplicable();
        };
        let done = rows.iter().filter_map(|(passes, done)| in_row(passes.clone(), done.clone()));
        let sum = done.reduce(Done::then).unwrap_or_else(Done::nothing);
        unless_out(&rows, Done { inapplicable: Some(false), ..sum })
    }

    /// 逐 R 若 c 取 …: the net amount of every row that passes, folded.
    pub(crate) fn rows(&self, rows: &Rows) -> Done {
        let mut places = Vec::new();
        if let Outcome::Known(fields) = self.scope.list(rows.list) {
            let group = |fields| rows.by.map(|key| self.scope.in_row(rows.list, fields, &[]).field(key));
            places = fields.iter().map(|fields| group(fields)).collect();
        }
        let acted =
            self.acted_at(rows.list, rows.filter.as_ref(), &rows.lets, |place| place.acts(&rows.acts));
        let Outcome::Known(acted) = acted else { return Done::inapplicable() };
        let acted: Vec<(Option<Value>, Acted)> = acted
            .into_iter()
            .map(|(at, (passes, done))| match places[at].clone() {
                None => (None, (passes, done)),
                Some(Outcome::Known(group)) => (Some(group), (passes, done)),
                // A row without a group drops out.
                Some(_) => (None, (Outcome::NotApplicable, done)),
            })
            .collect();
        let every: Vec<Acted> = acted.iter().map(|(_, acted)| acted.clone()).collect();
        let effects = every.iter().filter_map(|(passes, done)| in_row(passes.clone(), done.clone()));
        let effects = effects.reduce(Done::then).unwrap_or_else(Done::nothing);
        let mut done = match rows.by {
            None => self.together(rows, &every),
            Some(_) => {
                let mut groups: Vec<(Option<Value>, Vec<Acted>)> = Vec::new();
                for (group, acted) in acted {
                    match groups.iter_mut().find(|(known, _)| *known == group) {
                        Some((_, members)) => members.push(acted),
                        None => groups.push((group, vec![acted])),
                    }
                }
                let there = groups.iter().filter(|(_, members)| !members.iter().all(is_out));
                let each = there.map(|(_, members)| self.together(rows, members));
                each.reduce(Done::then).unwrap_or_else(Done::nothing)
            }
        };
        (done.veto, done.failure) = (effects.veto, effects.failure);
        done.above = effects.above;
        if rows.fold != RowFold::Heaviest {
            done.added = effects.added;
        }
        unless_out(&every, done)
    }

    /// The amounts of rows as one.
    fn together(&self, rows: &Rows, acted: &[Acted]) -> Done {
        let folded = |kind, values: Vec<Entry>| self.scope.oracle.counted(folded(kind, values)).known();
        let entries = |value: &dyn Fn(Done) -> Outcome<Number>| {
            let entry = |(passes, done): &Acted| Entry { passes: passes.clone(), value: value(done.clone()) };
            acted.iter().map(entry).collect::<Vec<_>>()
        };
        let heaviest = rows.fold == RowFold::Heaviest;
        let booked = self.booked_together(rows, acted);
        if rows.acts.iter().all(Act::only_books) {
            return booked;
        }
        if !heaviest {
            let (verb, earns) = (if rows.earns { Verb::Earn } else { Verb::Deduct }, rows.earns);
            let net = folded(fold_kind(rows.fold, earns), entries(&|done| self.net(done, earns)));
            return booked.then(Done::amount(verb, net));
        }
        let largest = |value: &dyn Fn(Done) -> Outcome<Number>| {
            let nothing = Entry { passes: Outcome::Known(true), value: Outcome::Known(Number::zero()) };
            folded(FoldKind::Max, entries(value).into_iter().chain([nothing]).collect())
        };
        let lost = |done: Done| match rows.earns {
            false => self.net(done, false),
            // All or nothing decides what is earned, and nothing is lost beside it.
            true => self.net(
                Done {
                    zero: crate::done::or(done.zero, done.full),
                    full: Some(false),
                    earned: done.lost.clone(),
                    lost: Some(Number::zero()),
                    ..done
                },
                true,
            ),
        };
        let added = |done: Done| match done.inapplicable {
            Some(true) => Outcome::NotApplicable,
            Some(false) => done.added.map_or(Outcome::NoValue, Outcome::Known),
            None => Outcome::NoValue,
        };
        let earned = |done: Done| self.net(Done { lost: Some(Number::zero()), ..done }, true);
        let earned = if rows.earns { largest(&earned) } else { Some(Number::zero()) };
        Done { lost: largest(&lost), earned, added: largest(&added), ..booked }
    }

    /// What rows book: every account folded by itself, as points lost are.
    fn booked_together(&self, rows: &Rows, acted: &[Acted]) -> Done {
        let purses: BTreeSet<AccountId> = rows.acts.iter().flat_map(accounts).collect();
        let heaviest = rows.fold == RowFold::Heaviest;
        let kind = if heaviest { FoldKind::Max } else { fold_kind(rows.fold, false) };
        let each = purses.into_iter().map(|account| {
            let entry = |(passes, done): &Acted| Entry {
                passes: passes.clone(),
                value: self.row_booked(done, account),
            };
            let nothing = Entry { passes: Outcome::Known(true), value: Outcome::Known(Number::zero()) };
            let entries = acted.iter().map(entry).chain(Some(nothing).filter(|_| heaviest));
            let folded = self.scope.oracle.counted(folded(kind, entries.collect()));
            Done::amount(Verb::Book(account), folded.known())
        });
        each.reduce(Done::then).unwrap_or_else(Done::nothing)
    }

    /// What is done in every row; rows that surely do not pass are left out.
    fn acted(
        &self,
        list: FactId,
        filter: Option<&Expr>,
        lets: &[RowLet],
        act: impl Fn(&Place<'_>) -> Done,
    ) -> Outcome<Vec<Acted>> {
        self.acted_at(list, filter, lets, act)
            .map(|acted| acted.into_iter().map(|(_, acted)| acted).collect())
    }

    /// The same, with the position of every row.
    fn acted_at(
        &self,
        list: FactId,
        filter: Option<&Expr>,
        lets: &[RowLet],
        act: impl Fn(&Place<'_>) -> Done,
    ) -> Outcome<Vec<(usize, Acted)>> {
        self.scope.list(list).map(|rows| {
            let acted = rows.iter().map(|fields| {
                let scope = self.scope.in_row(list, fields, lets);
                let place = Place { scope, stake: self.stake.clone(), earns: self.earns };
                let passes = filter.map_or(Outcome::Known(true), |filter| place.truth(filter));
                let out = passes == Outcome::NoValue
                    && filter.is_some_and(|filter| place.scope.may_be_inapplicable(filter));
                let done = act(&place);
                (passes, if out { done.either(Done::inapplicable()) } else { done })
            });
            acted.enumerate().filter(|(_, (passes, _))| *passes != Outcome::Known(false)).collect()
        })
    }

    /// What a row books to an account.
    fn row_booked(&self, done: &Done, account: AccountId) -> Outcome<Number> {
        let amount = done.booked.get(&account).cloned().unwrap_or_else(|| Some(Number::zero()));
        match (done.inapplicable, self.held(account, amount)) {
            (Some(true), _) => Outcome::NotApplicable,
            (Some(false), Some(amount)) => Outcome::Known(amount),
            _ => Outcome::NoValue,
        }
    }

    /// What a row loses or earns, held to the points; 不得分 loses everything, 得满分 nothing.
    fn net(&self, done: Done, earns: bool) -> Outcome<Number> {
        if done.inapplicable == Some(true) {
            return Outcome::NotApplicable;
        }
        let points = self.stake.clone().unwrap_or_else(Number::zero);
        let (none, all) = if earns { (Number::zero(), points) } else { (points, Number::zero()) };
        let amount =
            if earns { done.earned.zip(done.lost).map(|(earned, lost)| earned - lost) } else { done.lost };
        let held = amount.map(|amount| {
            let floored = greatest(amount, Number::zero());
            self.stake.clone().map_or(floored.clone(), |points| least(floored, points))
        });
        match (done.inapplicable, done.zero, done.full) {
            (Some(false), Some(true), _) => Outcome::Known(none),
            (Some(false), Some(false), Some(true)) => Outcome::Known(all),
            (Some(false), Some(false), Some(false)) => held.map_or(Outcome::NoValue, Outcome::Known),
            _ => Outcome::NoValue,
        }
    }
}

/// What is done in a row whose filter may have no value.
fn in_row(passes: Outcome<bool>, done: Done) -> Option<Done> {
    match passes {
        Outcome::Known(true) => Some(done),
        Outcome::NoValue => Some(done.either(Done::nothing())),
        _ => None,
    }
}

/// What rows do, unless there are rows that pass and all of them drop out. Where it has no value which rows pass, that
/// may be open.
fn unless_out(rows: &[Acted], done: Done) -> Done {
    let acts = |(passes, done): &Acted| *passes == Outcome::Known(true) && done.inapplicable == Some(false);
    let may_be_out = |(passes, done): &Acted| passes.is_inapplicable() || done.inapplicable != Some(false);
    if rows.iter().any(acts) || !rows.iter().any(may_be_out) {
        return done;
    }
    let in_it = rows.iter().any(|(passes, _)| *passes != Outcome::NoValue);
    if rows.iter().all(is_out) && in_it { Done::inapplicable() } else { Done::inapplicable().either(done) }
}

fn is_out((passes, done): &Acted) -> bool {
    passes.is_inapplicable() || done.inapplicable == Some(true)
}

fn fold_kind(fold: RowFold, earns: bool) -> FoldKind {
    match (fold, earns) {
        (RowFold::Sum, _) => FoldKind::Sum,
        (RowFold::Mean, _) => FoldKind::Mean,
        (RowFold::Worst, false) | (RowFold::Best, true) => FoldKind::Max,
        (RowFold::Heaviest, _) => panic!("最重 takes losses and gains apart"),
        (RowFold::Worst, true) | (RowFold::Best, false) => FoldKind::Min,
    }
}
