//! What acts do to their part.

use std::collections::BTreeMap;

use num_traits::Zero;
use weiheng::model::account::AccountId;
use weiheng::model::act::Verb;

use crate::above::Aims;
use crate::number::Number;

/// What an act, or several, do. `None` stands for what has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// Points lost (扣).
    pub lost: Option<Number>,
    /// Points earned (得).
    pub earned: Option<Number>,
    /// Points added outside (加).
    pub added: Option<Number>,
    /// What is booked to accounts (记); nothing to those that are not there.
    pub booked: BTreeMap<AccountId, Option<Number>>,
    /// 得满分.
    pub full: Option<bool>,
    /// 不得分.
    pub zero: Option<bool>,
    /// 否决.
    pub veto: Option<bool>,
    /// 不合格.
    pub failure: Option<bool>,
    /// What is aimed above the part.
    pub above: Aims,
    /// That nothing was done because it does not apply.
    pub inapplicable: Option<bool>,
}

impl Done {
    /// Nothing.
    pub fn nothing() -> Self {
        Self {
            lost: Some(Number::zero()),
            earned: Some(Number::zero()),
            added: Some(Number::zero()),
            booked: BTreeMap::new(),
            full: Some(false),
            zero: Some(false),
            veto: Some(false),
            failure: Some(false),
            above: Aims::none(),
            inapplicable: Some(false),
        }
    }

    /// Nothing, since it does not apply.
    pub fn inapplicable() -> Self {
        Self { inapplicable: Some(true), ..Self::nothing() }
    }

    /// An amount; `None` where it has no value.
    pub fn amount(verb: Verb, amount: Option<Number>) -> Self {
        let mut done = Self::nothing();
        *done.of(verb) = amount;
        done
    }

    /// The amount of a verb.
    pub fn of(&mut self, verb: Verb) -> &mut Option<Number> {
        match verb {
            Verb::Deduct => &mut self.lost,
            Verb::Earn => &mut self.earned,
            Verb::Bonus => &mut self.added,
            Verb::Book(account) => self.booked.entry(account).or_insert_with(|| Some(Number::zero())),
        }
    }

    /// One after the other. It does not apply only where neither does.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        Self {
            lost: sum(self.lost, next.lost),
            earned: sum(self.earned, next.earned),
            added: sum(self.added, next.added),
            booked: joined(&self.booked, &next.booked, sum),
            full: or(self.full, next.full),
            zero: or(self.zero, next.zero),
            veto: or(self.veto, next.veto),
            failure: or(self.failure, next.failure),
            above: self.above.then(next.above),
            inapplicable: and(self.inapplicable, next.inapplicable),
        }
    }

    /// One or the other, and nothing says which: what both do alike is known.
    #[must_use]
    pub fn either(self, other: Self) -> Self {
        Self {
            lost: alike(self.lost, other.lost),
            earned: alike(self.earned, other.earned),
            added: alike(self.added, other.added),
            booked: joined(&self.booked, &other.booked, alike),
            full: alike(self.full, other.full),
            zero: alike(self.zero, other.zero),
            veto: alike(self.veto, other.veto),
            failure: alike(self.failure, other.failure),
            above: self.above.either(other.above),
            inapplicable: alike(self.inapplicable, other.inapplicable),
        }
    }

    /// Whether something in it has no value.
    pub fn is_open(&self) -> bool {
        let amounts: Vec<_> =
            [&self.lost, &self.earned, &self.added].into_iter().chain(self.booked.values()).collect();
        let effects = [self.full, self.zero, self.veto, self.failure, self.inapplicable];
        amounts.iter().any(|amount| amount.is_none()) || effects.contains(&None) || self.above.is_open()
    }
}

/// What is booked by two, account by account.
fn joined(
    a: &BTreeMap<AccountId, Option<Number>>,
    b: &BTreeMap<AccountId, Option<Number>>,
    join: fn(Option<Number>, Option<Number>) -> Option<Number>,
) -> BTreeMap<AccountId, Option<Number>> {
    let of = |side: &BTreeMap<AccountId, Option<Number>>, account: &AccountId| {
        side.get(account).cloned().unwrap_or_else(|| Some(Number::zero()))
    };
    a.keys().chain(b.keys()).map(|account| (*account, join(of(a, account), of(b, account)))).collect()
}

/// A sum; none where a part of it has no value.
pub fn sum(a: Option<Number>, b: Option<Number>) -> Option<Number> {
    Some(a? + b?)
}

/// Whether one of two holds.
pub fn or(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    if a == Some(true) || b == Some(true) { Some(true) } else { Some(a? || b?) }
}

/// Whether both hold.
pub fn and(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    if a == Some(false) || b == Some(false) { Some(false) } else { Some(a? && b?) }
}

fn alike<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<T> {
    if a == b { a } else { None }
}
