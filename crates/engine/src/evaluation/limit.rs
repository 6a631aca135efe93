//! Trailing words: 至多, 至少, and factors.

use crate::evaluation::book::Book;
use crate::evaluation::deed::Deed;
use crate::evaluation::interval::Interval;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Chance;
use crate::model::act::Act;
use crate::model::act::Limit;
use crate::model::act::Verb;

impl Scope<'_> {
    /// Holds what an act did to a limit: every amount that the statement speaks of. Its lines are those of the book
    /// from a position on.
    pub(crate) fn limit(&self, act: &Act, limit: &Limit, deed: &mut Deed, (book, since): (&mut Book, usize)) {
        let (amount, choose): (_, fn(Interval, Interval) -> Interval) = match limit {
            Limit::AtMost(amount) => (self.value(amount), Interval::min),
            Limit::AtLeast(amount) => (self.value(amount), Interval::max),
            Limit::Times(factor) => {
                let verbs = [Verb::Deduct, Verb::Earn, Verb::Bonus];
                let verbs = verbs.into_iter().filter(|verb| match book.purse {
                    Some(_) => *verb == Verb::Deduct,
                    None => act.speaks_of(*verb, book.earns),
                });
                return self.multiply(factor, &verbs.collect::<Vec<_>>(), deed, book);
            }
        };
        if act.account() != book.purse.map(|purse| purse.account) {
            return;
        }
        if amount.is_inapplicable() || deed.inapplicable == Chance::Surely {
            return;
        }
        for verb in [Verb::Deduct, Verb::Earn, Verb::Bonus] {
            let speaks = match book.purse {
                Some(_) => verb == Verb::Deduct,
                None => act.speaks_of(verb, book.earns),
            };
            if !speaks {
                continue;
            }
            let before = *deed.of(verb);
            let held = choose(before, amount.interval());
            // Where the limit may not apply the amount may stay; where the statement may not, it may be nothing.
            let after = if amount.inapplicable { held.hull(before) } else { held };
            let may_be_out = deed.inapplicable == Chance::Maybe;
            let after = if may_be_out { after.hull(Interval::ZERO) } else { after };
            if after != before {
                book.limit(act.id, verb, (before, after), since);
                *deed.of(verb) = after;
            }
        }
        deed.doubt = deed.doubt.and(amount.doubt);
        deed.absent |= amount.absent;
        deed.bonus_absent |= amount.absent && act.speaks_of(Verb::Bonus, book.earns);
        *deed = deed.settled();
    }
}
