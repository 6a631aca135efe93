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

/// A row that is not left out: whether it passes, and what the acts do in it.
type Acted = (Outcome<bool>, Done);

impl Place<'_> {
    /// 每 R 若 c: what the act does in every row that passes.
    pub(crate) fn each_row(&self, list: FactId, filter: Option<&Expr>, act: &Act) -> Done {
        let Outcome::Known(rows) = self.acted(list, filter, &[], |place| place.act(act)) else {
            return Done::inapplicable();
        };
        if let Some(done) = all_out(&rows, Done::nothing()) {
            return done;
        }
        let done = rows.into_iter().filter_map(|(passes, done)| in_row(passes, done));
        let sum = done.reduce(Done::then).unwrap_or_else(Done::nothing);
        Done { inapplicable: Some(false), ..sum }
    }

    /// 逐 R 若 c 取 …: the net amount of every row that passes, folded.
    pub(crate) fn rows(&self, rows: &Rows) -> Done {
        let acted = self.acted(rows.list, rows.filter.as_ref(), &rows.lets, |place| place.acts(&rows.acts));
        let Outcome::Known(acted) = acted else { return Done::inapplicable() };
        let verb = if rows.earns { Verb::Earn } else { Verb::Deduct };
        let amount = |verb: Verb, kind: FoldKind, entries: Vec<Entry>| {
            let folded = self.scope.oracle.counted(folded(kind, entries));
            Done::amount(verb, folded.known())
        };
        let points = !rows.acts.iter().all(Act::only_books);
        let purses: BTreeSet<AccountId> = rows.acts.iter().flat_map(accounts).collect();
        let kind = |earns: bool| fold_kind(rows.fold, earns);
        // Points and each account are folded by themselves.
        let mut done = Done::nothing();
        let mut none = Done::nothing();
        for account in purses {
            let entries = acted.iter().map(|(passes, done)| Entry {
                passes: passes.clone(),
                value: self.row_booked(done, account),
            });
            done = done.then(amount(Verb::Book(account), kind(false), entries.collect()));
            none = none.then(amount(Verb::Book(account), kind(false), Vec::new()));
        }
        if points {
            none = none.then(amount(verb, kind(rows.earns), Vec::new()));
        }
        if let Some(out) = all_out(&acted, none) {
            return out;
        }
        let effects = acted.iter().filter_map(|(passes, done)| in_row(passes.clone(), done.clone()));
        let effects = effects.reduce(Done::then).unwrap_or_else(Done::nothing);
        let entries =
            acted.into_iter().map(|(passes, done)| Entry { passes, value: self.net(done, rows.earns) });
        if points {
            done = done.then(amount(verb, kind(rows.earns), entries.collect()));
        }
        (done.added, done.veto, done.failure) = (effects.added, effects.veto, effects.failure);
        done
    }

    /// What is done in every row; rows that surely do not pass are left out.
    fn acted(
        &self,
        list: FactId,
        filter: Option<&Expr>,
        lets: &[RowLet],
        act: impl Fn(&Place<'_>) -> Done,
    ) -> Outcome<Vec<Acted>> {
        self.scope.list(list).map(|(records, rows)| {
            let acted = rows.iter().map(|fields| {
                let scope = self.scope.in_row(records, fields, lets);
                let place = Place { scope, stake: self.stake.clone(), earns: self.earns };
                let passes = filter.map_or(Outcome::Known(true), |filter| place.truth(filter));
                (passes, act(&place))
            });
            acted.filter(|(passes, _)| *passes != Outcome::Known(false)).collect()
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

/// What is done where there are rows and all of them drop out. Where no filter has a value, perhaps none of them
/// was in it to begin with: then it is what no rows do.
fn all_out(rows: &[Acted], no_rows: Done) -> Option<Done> {
    let out = |(passes, done): &Acted| passes.is_inapplicable() || done.inapplicable == Some(true);
    if rows.is_empty() || !rows.iter().all(out) {
        return None;
    }
    let in_it = rows.iter().any(|(passes, _)| *passes != Outcome::NoValue);
    Some(if in_it { Done::inapplicable() } else { Done::inapplicable().either(no_rows) })
}

fn fold_kind(fold: RowFold, earns: bool) -> FoldKind {
    match (fold, earns) {
        (RowFold::Sum, _) => FoldKind::Sum,
        (RowFold::Mean, _) => FoldKind::Mean,
        (RowFold::Worst, false) | (RowFold::Best, true) => FoldKind::Max,
        (RowFold::Worst, true) | (RowFold::Best, false) => FoldKind::Min,
    }
}
