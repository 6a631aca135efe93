//! 加倍, 减半, 乘.

use crate::evaluation::book::Book;
use crate::evaluation::deed::Deed;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Fork;
use crate::evaluation::possible::Possible;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Chance;
use crate::exact::Exact;
use crate::model::act::Verb;
use crate::model::factor::Factor;

impl Scope<'_> {
    /// By how much a factor multiplies: by one where its condition fails, or where it or its number is not applicable.
    pub(crate) fn factor(&self, factor: &Factor) -> Possible {
        let once = || Possible::number(Exact::ONE);
        let mut fork = Fork::default();
        let mut reaches = true;
        if let Some(when) = &factor.when {
            let condition = self.value(when);
            if !condition.is_settled() {
                fork.undecided(&condition);
            }
            reaches = condition.truths().yes;
            if condition.truths().no || condition.inapplicable {
                fork.reach(once());
            }
        }
        if reaches {
            let by = self.value(&factor.by);
            if by.inapplicable {
                fork.reach(once());
            }
            if by.inapplicable && !by.is_inapplicable() {
                fork.undecided(&by);
            }
            if !by.is_inapplicable() {
                fork.reach(Possible { inapplicable: false, ..by }.settled());
            }
        }
        fork.join()
    }

    /// What some amounts of a deed become, each change a line of its own.
    pub(crate) fn multiply(&self, factor: &Factor, verbs: &[Verb], deed: &mut Deed, book: &mut Book) {
        if deed.inapplicable == Chance::Surely {
            return;
        }
        // Nothing stays nothing, whatever multiplies it.
        if !deed.absent && verbs.iter().all(|verb| *deed.of(*verb) == Interval::ZERO) {
            return;
        }
        let by = self.factor(factor);
        for verb in verbs {
            let before = *deed.of(*verb);
            let after = before.times(by.interval()).unwrap_or_else(|| {
                deed.doubt = deed.doubt.and(Cause::TooLarge.into());
                Interval::ALL
            });
            if after != before {
                book.multiplied(factor.id, *verb, before, after);
                *deed.of(*verb) = after;
            }
        }
        deed.doubt = deed.doubt.and(by.doubt);
        deed.absent |= by.absent;
        deed.bonus_absent |= by.absent && verbs.contains(&Verb::Bonus) && deed.bonus != Interval::ZERO;
        *deed = deed.settled();
    }
}
