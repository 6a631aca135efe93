//! Accounts: what was booked or worked out, then their limits, then zero.

use num_traits::Zero;
use weiheng::model::account::Account;
use weiheng::model::account::AccountId;
use weiheng::model::act::Limit;
use weiheng::model::act::Verb;
use weiheng::model::part::PartId;

use crate::act::Place;
use crate::done::Done;
use crate::number::Number;
use crate::number::greatest;
use crate::number::least;
use crate::oracle::Oracle;
use crate::outcome::Outcome;
use crate::result::Outcomes;
use crate::scope::Scope;

impl Oracle<'_> {
    /// The accounts in order: each may look at those before it and at the total.
    pub(crate) fn accounts(&self, outcomes: &mut Outcomes) {
        for (id, account) in (0..).map(AccountId).zip(&self.standard.accounts) {
            let amount = self.account(id, account, outcomes);
            outcomes.accounts.push(amount);
        }
    }

    fn account(&self, id: AccountId, account: &Account, outcomes: &Outcomes) -> Outcome<Number> {
        let scope = Scope { outcome: Some((outcomes, PartId(0))), ..Scope::new(self) };
        let booked = outcomes.booked.get(&id).cloned().unwrap_or_else(|| Some(Number::zero()));
        let mut amount = match &account.computed {
            // Not guessed: what has no value has a range all the same, and no guess goes beyond it.
            Some(computed) => scope.number(computed),
            None => booked.map_or(Outcome::NoValue, Outcome::Known),
        };
        for limit in &account.limits {
            let (limit, choose) = match limit {
                Limit::AtMost(limit) => (limit, least as fn(_, _) -> _),
                Limit::AtLeast(limit) => (limit, greatest as fn(_, _) -> _),
                Limit::Times(factor) => {
                    let verb = Verb::Book(id);
                    let place = Place { scope, earns: false, stake: None };
                    amount = amount.and_then(|amount| {
                        let mut done = place.multiplied(factor, &[verb], Done::amount(verb, Some(amount)));
                        done.of(verb).take().map_or(Outcome::NoValue, Outcome::Known)
                    });
                    continue;
                }
            };
            amount = match self.counted(scope.number(limit)) {
                Outcome::NotApplicable => amount,
                limit => amount.with(limit).map(|(amount, limit)| choose(amount, limit)),
            };
        }
        if account.signed { amount } else { amount.map(|amount| greatest(amount, Number::zero())) }
    }

    /// Whether an account takes negative amounts.
    pub(crate) fn is_signed(&self, id: AccountId) -> bool {
        self.standard.account(id).is_some_and(|account| account.signed)
    }
}
