//! 至多 and 至少.

use weiheng::model::act::Act;
use weiheng::model::act::ActKind;
use weiheng::model::act::Limit;
use weiheng::model::act::Verb;

use crate::act::Place;
use crate::act::accounts;
use crate::done::Done;
use crate::number::greatest;
use crate::number::least;
use crate::outcome::Outcome;

impl Place<'_> {
    /// What is left of an act under a limit: every amount that the statement speaks of is held to it.
    pub(crate) fn limited(&self, act: &Act, limit: &Limit, mut done: Done) -> Done {
        if done.inapplicable == Some(true) {
            return done;
        }
        let (amount, choose) = match limit {
            Limit::AtMost(amount) => (amount, least as fn(_, _) -> _),
            Limit::AtLeast(amount) => (amount, greatest as fn(_, _) -> _),
            Limit::Times(factor) => {
                let booked = accounts(act).into_iter().map(Verb::Book);
                let verbs: Vec<Verb> = booked.chain(self.points(act)).collect();
                return self.multiplied(factor, &verbs, done);
            }
        };
        let limit = match self.number(amount) {
            Outcome::NotApplicable => return done,
            limit => limit.known(),
        };
        let before = done.clone();
        for verb in self.verbs(act) {
            let amount = done.of(verb);
            *amount = amount.take().zip(limit.clone()).map(|(amount, limit)| choose(amount, limit));
        }
        // What perhaps does not apply is perhaps not brought to its limit.
        if before.inapplicable.is_none() { done.either(before) } else { done }
    }

    /// The verbs that a statement speaks of.
    fn verbs(&self, act: &Act) -> Vec<Verb> {
        // One limit holds amounts of one kind.
        if let Some(account) = accounts(act).into_iter().next() {
            return vec![Verb::Book(account)];
        }
        self.points(act)
    }

    /// The verbs of points that a statement speaks of.
    fn points(&self, act: &Act) -> Vec<Verb> {
        if act.only_books() {
            return Vec::new();
        }
        let all = [Verb::Deduct, Verb::Earn, Verb::Bonus];
        all.into_iter().filter(|verb| self.speaks(&act.kind, *verb)).collect()
    }

    fn speaks(&self, kind: &ActKind, verb: Verb) -> bool {
        let any = |acts: &[Act]| acts.iter().any(|act| self.speaks(&act.kind, verb));
        let main = |earns: bool| verb == if earns { Verb::Earn } else { Verb::Deduct };
        match kind {
            ActKind::Amount(own, _) => *own == verb,
            ActKind::Items(items) => items.verb == verb,
            ActKind::Pending(_) => main(self.earns),
            ActKind::Require(_, otherwise) => self.speaks(&otherwise.kind, verb),
            ActKind::Group(acts) | ActKind::Heaviest(acts) => any(acts),
            ActKind::Chain(branches, otherwise) => {
                let mut acts = branches.iter().map(|(_, act)| act).chain(otherwise.as_deref());
                acts.any(|act| self.speaks(&act.kind, verb))
            }
            ActKind::Bands(bands) => bands.rows.iter().any(|row| self.speaks(&row.then.kind, verb)),
            ActKind::Each(each) => self.speaks(&each.then.kind, verb),
            ActKind::Steps(steps) => self.speaks(&steps.then.kind, verb),
            ActKind::Rows(rows) if verb == Verb::Bonus => any(&rows.acts),
            ActKind::Rows(rows) => main(rows.earns),
            _ => false,
        }
    }
}
