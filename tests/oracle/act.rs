//! What each act does.

use std::collections::BTreeSet;

use num_traits::Signed;
use num_traits::Zero;
use weiheng::Exact;
use weiheng::Rounding;
use weiheng::model::account::AccountId;
use weiheng::model::act::Act;
use weiheng::model::act::ActKind;
use weiheng::model::act::Each;
use weiheng::model::act::Items;
use weiheng::model::act::ItemsOf;
use weiheng::model::act::Measure;
use weiheng::model::act::Pending;
use weiheng::model::act::Steps;
use weiheng::model::act::Verb;
use weiheng::model::expression::BandRow;
use weiheng::model::expression::Expr;
use weiheng::observation::Reading;
use weiheng::syntax::tree::PartStep;

use crate::above::Aims;
use crate::done::Done;
use crate::number::Number;
use crate::number::greatest;
use crate::number::number;
use crate::number::round;
use crate::number::whole;
use crate::outcome::Outcome;
use crate::outcome::Value;
use crate::scope::Scope;

/// Where acts act: what they can look at, and the part they act on.
#[derive(Clone)]
pub struct Place<'a> {
    pub(crate) scope: Scope<'a>,
    /// Whether the part earns from nothing.
    pub(crate) earns: bool,
    /// The points of the part, or of the nearest above it that has any.
    pub(crate) stake: Option<Number>,
}

impl Place<'_> {
    /// Several acts, one after the other.
    pub fn acts(&self, acts: &[Act]) -> Done {
        acts.iter().map(|act| self.act(act)).reduce(Done::then).unwrap_or_else(Done::nothing)
    }

    /// The statements of a part: what one of them books is never below zero, unless the account may be.
    pub fn statements(&self, acts: &[Act]) -> Done {
        let held = |act: &Act| {
            let mut done = self.act(act);
            for (account, amount) in &mut done.booked {
                *amount = self.held(*account, amount.take());
            }
            done
        };
        acts.iter().map(held).reduce(Done::then).unwrap_or_else(Done::nothing)
    }

    /// An amount of an account that takes no negative ones, where it does not.
    pub(crate) fn held(&self, account: AccountId, amount: Option<Number>) -> Option<Number> {
        if self.scope.oracle.is_signed(account) {
            return amount;
        }
        amount.map(|amount| greatest(amount, Number::zero()))
    }

    /// One act with its limits.
    pub fn act(&self, act: &Act) -> Done {
        let mut done = self.kind(&act.kind);
        if act.only_books() {
            (done.lost, done.earned, done.added) =
                (Some(Number::zero()), Some(Number::zero()), Some(Number::zero()));
        }
        act.limits.iter().fold(done, |done, limit| self.limited(act, limit, done))
    }

    /// A condition on which an act hangs.
    pub(crate) fn truth(&self, condition: &Expr) -> Outcome<bool> {
        self.scope.decided(condition)
    }

    /// A number on which an act hangs.
    pub(crate) fn number(&self, expression: &Expr) -> Outcome<Number> {
        self.scope.oracle.counted(self.scope.number(expression))
    }

    fn kind(&self, kind: &ActKind) -> Done {
        match kind {
            ActKind::Amount(verb, amount) => match self.number(amount) {
                Outcome::NotApplicable => Done::inapplicable(),
                value => self.perhaps_out(amount, Done::amount(*verb, value.known())),
            },
            ActKind::FullPoints => Done { full: Some(true), ..Done::nothing() },
            ActKind::NoPoints => Done { zero: Some(true), ..Done::nothing() },
            ActKind::Above(above) => Done { above: Aims::of(*above), ..Done::nothing() },
            ActKind::Veto => Done { veto: Some(true), ..Done::nothing() },
            ActKind::Fail => Done { failure: Some(true), ..Done::nothing() },
            ActKind::Require(condition, otherwise) => {
                self.on(condition, &Done::nothing, &|| self.act(otherwise))
            }
            ActKind::Pending(open) => self.pending(*open),
            ActKind::Group(acts) => self.acts(acts),
            ActKind::Heaviest(acts) => self.heaviest(acts),
            ActKind::Chain(branches, otherwise) => self.chain(branches, otherwise.as_deref()),
            ActKind::Bands(bands) => {
                let keys: Vec<_> = bands.keys.iter().map(|key| self.scope.value(key)).collect();
                let done = self.banded(&keys, &bands.rows);
                if self.scope.one_may_be_inapplicable(&keys, &bands.keys) {
                    done.either(Done::inapplicable())
                } else {
                    done
                }
            }
            ActKind::Each(each) => self.each(each),
            ActKind::Steps(steps) => self.steps(steps),
            ActKind::Items(items) => self.items(items),
            ActKind::Rows(rows) => self.rows(rows),
        }
    }

    /// One thing where a condition holds and another where it does not; where the condition has no value, what both
    /// do alike.
    fn where_holds(&self, condition: Outcome<bool>, yes: &dyn Fn() -> Done, no: &dyn Fn() -> Done) -> Done {
        match condition {
            Outcome::Known(true) => yes(),
            Outcome::Known(false) => no(),
            Outcome::NotApplicable => Done::inapplicable(),
            Outcome::NoValue => yes().either(no()),
        }
    }

    /// The same of a condition as written, which without a value may still leave the act out.
    fn on(&self, condition: &Expr, yes: &dyn Fn() -> Done, no: &dyn Fn() -> Done) -> Done {
        let truth = self.truth(condition);
        let out = truth == Outcome::NoValue && self.scope.may_be_inapplicable(condition);
        let done = self.where_holds(truth, yes, no);
        if out { done.either(Done::inapplicable()) } else { done }
    }

    fn chain(&self, branches: &[(Expr, Act)], otherwise: Option<&Act>) -> Done {
        let Some(((condition, then), rest)) = branches.split_first() else {
            return otherwise.map_or_else(Done::nothing, |act| self.act(act));
        };
        self.on(condition, &|| self.act(then), &|| self.chain(rest, otherwise))
    }

    fn banded(&self, keys: &[Outcome<Value>], rows: &[BandRow<Act>]) -> Done {
        let Some((row, rest)) = rows.split_first() else { panic!("a checked table is complete: {keys:?}") };
        let truth = self.scope.guessing().fits(keys, &row.patterns);
        if rest.is_empty() && truth != Outcome::NotApplicable {
            return self.act(&row.then);
        }
        self.where_holds(truth, &|| self.act(&row.then), &|| self.banded(keys, rest))
    }

    /// 待定: nothing is known but its range, unless someone settled it; without points, not whether it is met.
    fn pending(&self, pending: Pending) -> Done {
        let share = self.scope.oracle.share();
        let (low, high) = match pending {
            Pending::Range(low, high) => (number(low), number(high)),
            Pending::Points => (Number::zero(), self.stake.clone().expect("a part with points")),
            Pending::Met => {
                return Done { failure: share.map(|share| !share.is_zero()), ..Done::nothing() };
            }
        };
        let amount = share.map(|share| &low + (&high - &low) * share);
        Done::amount(if self.earns { Verb::Earn } else { Verb::Deduct }, amount)
    }

    /// 择重: the amounts of the heaviest that applies, and the first of equals; all that is not an amount stays.
    fn heaviest(&self, acts: &[Act]) -> Done {
        let all: Vec<Done> = acts.iter().map(|act| self.act(act)).collect();
        let together = all.iter().cloned().reduce(Done::then).unwrap_or_else(Done::nothing);
        let applying = || all.iter().filter(|done| done.inapplicable != Some(true)).cloned();
        let weighed = acts.iter().flat_map(accounts).next();
        let weight = |done: &Done| match weighed {
            Some(account) => done.booked.get(&account).cloned().unwrap_or_else(|| Some(Number::zero())),
            None if self.earns => done.earned.clone(),
            None => done.lost.clone(),
        };
        let chosen = if applying().any(|done| done.is_open()) {
            applying().reduce(Done::either)
        } else {
            applying().reduce(|a, b| if weight(&b) > weight(&a) { b } else { a })
        };
        let chosen = chosen.unwrap_or_else(Done::inapplicable);
        let Done { lost, earned, added, booked, .. } = chosen;
        Done { lost, earned, added, booked, ..together }
    }

    fn each(&self, each: &Each) -> Done {
        match &each.measure {
            Measure::Number(measure) => {
                let measured = self.number(measure);
                let steps = measured.map(|measured| steps_in(&measured, each.size, each.part));
                self.perhaps_out(measure, self.times(steps, &each.then))
            }
            Measure::Rows(list, filter) => self.each_row(*list, filter.as_ref(), &each.then),
        }
    }

    fn steps(&self, steps: &Steps) -> Done {
        let ends = self.number(&steps.threshold).with(self.number(&steps.measure));
        let count = ends.map(|(threshold, measure)| {
            let distance = if steps.below { threshold - measure } else { measure - threshold };
            steps_in(&distance, steps.step, steps.part)
        });
        let done = self.times(count, &steps.then);
        self.perhaps_out(&steps.threshold, self.perhaps_out(&steps.measure, done))
    }

    /// What is done by a number that, without a value, is perhaps not applicable.
    fn perhaps_out(&self, number: &Expr, done: Done) -> Done {
        let out = self.number(number) == Outcome::NoValue && self.scope.may_be_inapplicable(number);
        if out { done.either(Done::inapplicable()) } else { done }
    }

    /// So many times what an act does; effects are all or nothing.
    fn times(&self, count: Outcome<Number>, act: &Act) -> Done {
        let once = self.act(act);
        let Some(count) = (match count {
            Outcome::NotApplicable => return Done::inapplicable(),
            count => count.known(),
        }) else {
            let booked = accounts(act).into_iter().map(|account| (account, None)).collect();
            let (lost, earned, added) = (None, None, None);
            return Done { lost, earned, added, booked, ..once.clone().either(Done::nothing()) };
        };
        if count.is_zero() {
            return Done { inapplicable: once.inapplicable, ..Done::nothing() };
        }
        let times = |amount: Option<Number>| amount.map(|amount| amount * &count);
        let booked = once.booked.into_iter().map(|(account, amount)| (account, times(amount))).collect();
        Done {
            lost: times(once.lost),
            earned: times(once.earned),
            added: times(once.added),
            booked,
            above: once.above.times(&count),
            ..once
        }
    }

    /// 缺/有: the price of every item that is missing (there). What does not apply drops out.
    fn items(&self, items: &Items) -> Done {
        let Some(there) = self.there(&items.of) else { return Done::inapplicable() };
        let each = there.iter().zip(&items.prices).map(|(there, price)| {
            let asked = price.as_ref().map(|price| self.number(price));
            if there.is_inapplicable() || asked.as_ref().is_some_and(Outcome::is_inapplicable) {
                return Done::inapplicable();
            }
            let charged = matches!(there, Outcome::Known(there) if *there != items.missing);
            let done = match asked.filter(|_| charged) {
                Some(price) => Done::amount(items.verb, price.known()),
                None => Done::nothing(),
            };
            price.iter().fold(done, |done, price| self.perhaps_out(price, done))
        });
        each.reduce(Done::then).unwrap_or_else(Done::nothing)
    }

    fn there(&self, of: &ItemsOf) -> Option<Vec<Outcome<bool>>> {
        match of {
            ItemsOf::Facts(facts) => {
                Some(facts.iter().map(|fact| self.scope.truth(&Expr::Fact(*fact))).collect())
            }
            ItemsOf::List(list) => match self.scope.oracle.reading(*list) {
                Reading::NotApplicable => None,
                Reading::Items(items) => {
                    Some(items.iter().map(|item| Outcome::Known(item.expect("items are complete"))).collect())
                }
                other => panic!("the oracle wants complete units, not {other:?}"),
            },
        }
    }
}

/// The accounts to which an act books, or an act in it.
pub(crate) fn accounts(act: &Act) -> BTreeSet<AccountId> {
    let verbs = act.verbs().into_iter();
    verbs.filter_map(|verb| if let Verb::Book(account) = verb { Some(account) } else { None }).collect()
}

/// How many steps there are in a distance; none in what is not above zero.
fn steps_in(distance: &Number, size: Exact, part: Option<PartStep>) -> Number {
    let positive = if distance.is_negative() { Number::zero() } else { distance.clone() };
    let steps = greatest(Number::zero(), positive / number(size));
    match part {
        Some(PartStep::Up) => round(&steps, Rounding::Up, &whole(1)),
        Some(PartStep::Down) => round(&steps, Rounding::Down, &whole(1)),
        Some(PartStep::ProRata) | None => steps,
    }
}
