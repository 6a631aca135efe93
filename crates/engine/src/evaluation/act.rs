//! What acts do, each in its file's order.

use crate::evaluation::book::Book;
use crate::evaluation::deed::Deed;
use crate::evaluation::expression::matches;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::reach::Reach;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::ActKind;
use crate::model::act::Measure;
use crate::model::act::Pending;
use crate::model::act::Steps;
use crate::model::act::Verb;
use crate::rounding::Rounding;
use crate::syntax::tree::PartStep;

impl Scope<'_> {
    /// Several acts, one after the other.
    pub(crate) fn acts(&self, acts: &[Act], book: &mut Book) -> Deed {
        let deeds = acts.iter().map(|act| self.act(act, book));
        deeds.reduce(Deed::then).unwrap_or(Deed::NOTHING).settled()
    }

    /// One act with its limits; its lines go to the book.
    pub(crate) fn act(&self, act: &Act, book: &mut Book) -> Deed {
        let since = book.lines.len();
        let mut deed = self.kind(act, book);
        if !self.plan.accounts.is_empty() && !book.concerns(act) {
            return deed.without_amounts();
        }
        for limit in &act.limits {
            self.limit(act, limit, &mut deed, (book, since));
        }
        deed
    }

    fn kind(&self, act: &Act, book: &mut Book) -> Deed {
        match &act.kind {
            ActKind::Amount(verb, amount) => enter(act.id, *verb, &self.value(amount), book),
            ActKind::FullPoints | ActKind::NoPoints | ActKind::Veto | ActKind::Fail | ActKind::Pending(_)
                if book.purse.is_some() =>
            {
                Deed::NOTHING
            }
            ActKind::FullPoints => Deed { full: Chance::Surely, full_by: Some(act.id), ..Deed::NOTHING },
            ActKind::NoPoints => Deed { zero: Chance::Surely, zero_by: Some(act.id), ..Deed::NOTHING },
            ActKind::Veto => outcome(act.id, Deed { veto: Chance::Surely, ..Deed::NOTHING }, book),
            ActKind::Fail => outcome(act.id, Deed { failure: Chance::Surely, ..Deed::NOTHING }, book),
            ActKind::Above(above) => {
                outcome(act.id, Deed { above: Reach::of(*above, act.id), ..Deed::NOTHING }, book)
            }
            ActKind::Pending(open) => pending(act.id, *open, book),
            ActKind::Group(acts) => self.acts(acts, book),
            ActKind::Heaviest(acts) => self.heaviest(act.id, acts, book),
            ActKind::Require(condition, otherwise) => {
                let mut fork = Branches::default();
                let condition = self.value(condition);
                // The requirement holds: nothing happens. It fails: the act.
                fork.condition(&condition);
                if condition.truths().yes {
                    fork.reach(Deed::NOTHING, book.leaf());
                }
                if condition.inapplicable {
                    fork.reach(Deed::INAPPLICABLE, book.leaf());
                }
                if condition.truths().no {
                    fork.act(self, otherwise, book);
                }
                fork.join(act.id, book)
            }
            ActKind::Chain(branches, otherwise) => {
                let mut fork = Branches::default();
                for (condition, then) in branches {
                    if !fork.branch(self, &self.value(condition), then, book) {
                        return fork.join(act.id, book);
                    }
                }
                match otherwise {
                    Some(otherwise) => fork.act(self, otherwise, book),
                    None => fork.reach(Deed::NOTHING, book.leaf()),
                }
                fork.join(act.id, book)
            }
            ActKind::Bands(bands) => {
                let keys: Vec<Possible> = bands.keys.iter().map(|key| self.value(key)).collect();
                let mut fork = Branches::default();
                for row in &bands.rows {
                    if !fork.branch(self, &matches(&keys, &row.patterns), &row.then, book) {
                        break;
                    }
                }
                fork.join(act.id, book)
            }
            ActKind::Each(each) => match &each.measure {
                Measure::Number(measure) => {
                    let steps = whole_steps(self.value(measure), each.size, each.part);
                    self.times(act.id, &steps, &each.then, book)
                }
                Measure::Rows(list, filter) => {
                    self.each_row(act.id, *list, filter.as_ref(), &each.then, book)
                }
            },
            ActKind::Steps(steps) => {
                let steps_count = self.distance(steps);
                self.times(act.id, &steps_count, &steps.then, book)
            }
            ActKind::Items(items) => self.items(act.id, items, book),
            ActKind::Rows(rows) => self.each_of(act.id, rows, book),
        }
    }

    /// How many steps a measure lies beyond its threshold.
    pub(crate) fn distance(&self, steps: &Steps) -> Possible {
        let ends = [self.value(&steps.threshold), self.value(&steps.measure)];
        let distance = crate::evaluation::expression::numeric(&ends, |ends| match (ends, steps.below) {
            ([threshold, measure], true) => threshold.plus(measure.negated()),
            ([threshold, measure], false) => measure.plus(threshold.negated()),
            _ => None,
        });
        whole_steps(distance, steps.step, steps.part)
    }

    /// So many times what an act does once.
    fn times(&self, id: ActId, count: &Possible, then: &Act, book: &mut Book) -> Deed {
        if count.is_inapplicable() {
            return Deed::INAPPLICABLE;
        }
        let mut once = self.act(then, &mut book.leaf());
        let never = count.interval() == Interval::ZERO && !count.absent;
        let absent = !never && (once.absent || count.absent);
        let bonus_absent = !never && (once.bonus_absent || (count.absent && once.bonus != Interval::ZERO));
        // What is perhaps not done at all need not be undetermined.
        let perhaps = count.doubt.unseen && count.interval().low.is_none_or(|low| low.sign() <= 0);
        let once_open = if perhaps && once.doubt.any() { Doubt::UNSEEN } else { once.doubt };
        let mut deed = Deed { doubt: once_open.and(count.doubt), absent, bonus_absent, ..once };
        for verb in [Verb::Deduct, Verb::Earn, Verb::Bonus] {
            *deed.of(verb) = count.interval().times(*once.of(verb)).unwrap_or(Interval::ALL);
        }
        for effect in [&mut deed.full, &mut deed.zero, &mut deed.veto, &mut deed.failure] {
            *effect = match count.interval().low {
                _ if never => Chance::Never,
                Some(low) if low.sign() > 0 && !count.absent => *effect,
                _ => effect.if_reached(),
            };
        }
        deed.above = match count.interval().low {
            _ if never => Reach::NONE,
            Some(low) if low.sign() > 0 && !count.absent => deed.above,
            _ => deed.above.if_reached(),
        };
        if count.inapplicable {
            deed = deed.or(Deed::INAPPLICABLE);
        }
        written(id, deed, book)
    }
}

/// Steps of a size in a distance that is not negative, with what becomes of a part of one.
pub(crate) fn whole_steps(distance: Possible, size: Exact, part: Option<PartStep>) -> Possible {
    crate::evaluation::expression::numeric(&[distance], |ends| {
        let positive = ends.first()?.max(Interval::ZERO);
        let steps = positive.over(Interval::point(size))?;
        match part {
            Some(PartStep::Up) => steps.round(Rounding::Up, Exact::ONE),
            Some(PartStep::Down) => steps.round(Rounding::Down, Exact::ONE),
            Some(PartStep::ProRata) | None => Some(steps),
        }
    })
}

fn enter(id: ActId, verb: Verb, amount: &Possible, book: &mut Book) -> Deed {
    if amount.is_inapplicable() {
        return Deed::INAPPLICABLE;
    }
    let deed = if book.takes(verb) {
        Deed::amount(verb, amount.interval(), amount.doubt).with_absent(verb, amount.absent)
    } else {
        Deed { doubt: amount.doubt, ..Deed::NOTHING }
    };
    written(id, if amount.inapplicable { deed.or(Deed::INAPPLICABLE) } else { deed }, book)
}

/// A deed entered in the book.
pub(crate) fn written(id: ActId, deed: Deed, book: &mut Book) -> Deed {
    let deed = deed.settled();
    book.enter_deed(id, &deed);
    deed
}

fn outcome(id: ActId, deed: Deed, book: &mut Book) -> Deed {
    book.line(Some(id), LineKind::Outcome, Ends::ZERO);
    deed
}

/// 待定: points lost in a range; without points it is open whether the part is met.
fn pending(id: ActId, pending: Pending, book: &mut Book) -> Deed {
    let (low, high) = match pending {
        Pending::Range(low, high) => (low, high),
        Pending::Points => (Exact::ZERO, book.stake.points.unwrap_or(Exact::ZERO)),
        Pending::Met => {
            return Deed { failure: Chance::Maybe, doubt: Cause::Pending.into(), ..Deed::NOTHING };
        }
    };
    let amount = Interval::between(low, high);
    let verb = if book.earns { Verb::Earn } else { Verb::Deduct };
    let signed = if book.earns { amount } else { amount.negated() };
    book.line(Some(id), LineKind::Pending, crate::evaluation::book::ends(signed));
    Deed::amount(verb, amount, Cause::Pending.into())
}

/// The branches of a chain or band table that may be reached, with their lines.
#[derive(Default)]
pub(crate) struct Branches {
    reached: Vec<(Deed, Book)>,
    conditions: Doubt,
}

impl Branches {
    fn condition(&mut self, condition: &Possible) {
        if !condition.is_settled() {
            self.conditions = self.conditions.and(condition.doubt);
        }
    }

    /// Reaches a branch as its condition allows; says whether the next may still be reached.
    fn branch(&mut self, scope: &Scope<'_>, condition: &Possible, then: &Act, book: &Book) -> bool {
        self.condition(condition);
        if condition.truths().yes {
            self.act(scope, then, book);
        }
        if condition.inapplicable {
            self.reach(Deed::INAPPLICABLE, book.leaf());
        }
        condition.truths().no
    }

    fn act(&mut self, scope: &Scope<'_>, act: &Act, book: &Book) {
        let mut leaf = book.leaf();
        let deed = scope.act(act, &mut leaf);
        self.reach(deed, leaf);
    }

    pub(crate) fn reach(&mut self, deed: Deed, lines: Book) {
        self.reached.push((deed, lines));
    }

    /// One branch keeps its own lines; several make one line of their hull.
    fn join(self, id: ActId, book: &mut Book) -> Deed {
        let several = self.reached.len() > 1;
        let everywhere = self.reached.iter().all(|(deed, _)| deed.doubt.cause.is_some());
        let somewhere = self.reached.iter().any(|(deed, _)| deed.doubt.cause.is_some());
        let mut joined: Option<Deed> = None;
        for (deed, leaf) in self.reached {
            if !several {
                book.absorb(leaf);
            }
            joined = Some(joined.map_or(deed, |sofar: Deed| sofar.or(deed)));
        }
        let Some(mut deed) = joined else { return Deed::NOTHING };
        deed.doubt.unseen |= self.conditions.unseen || (somewhere && !everywhere);
        deed.doubt.cause = self.conditions.cause.or(deed.doubt.cause.filter(|_| everywhere));
        let deed = deed.settled();
        if several {
            book.enter_deed(id, &deed);
        }
        deed
    }
}
