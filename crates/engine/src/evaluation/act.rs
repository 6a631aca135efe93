//! What acts do, each in its file's order.

use crate::evaluation::book::Book;
use crate::evaluation::deed::Deed;
use crate::evaluation::expression::matches;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Truths;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::ActKind;
use crate::model::act::Items;
use crate::model::act::ItemsOf;
use crate::model::act::Limit;
use crate::model::act::Measure;
use crate::model::act::Steps;
use crate::observation::Reading;
use crate::rounding::Rounding;
use crate::syntax::tree::PartStep;
use crate::syntax::tree::Verb;

impl Scope<'_> {
    /// Several acts, one after the other.
    pub(crate) fn acts(&self, acts: &[Act], book: &mut Book) -> Deed {
        let deeds = acts.iter().map(|act| self.act(act, book));
        deeds.reduce(Deed::then).unwrap_or(Deed::NOTHING)
    }

    /// One act with its limits; its lines go to the book.
    pub(crate) fn act(&self, act: &Act, book: &mut Book) -> Deed {
        let mut deed = self.kind(act, book);
        for limit in &act.limits {
            self.limit(act.id, limit, &mut deed, book);
        }
        deed
    }

    fn kind(&self, act: &Act, book: &mut Book) -> Deed {
        match &act.kind {
            ActKind::Amount(verb, amount) => enter(act.id, *verb, &self.value(amount), book),
            ActKind::FullPoints => Deed { full: Chance::Surely, ..Deed::NOTHING },
            ActKind::NoPoints => Deed { zero: Chance::Surely, ..Deed::NOTHING },
            ActKind::Veto => outcome(act.id, Deed { veto: Chance::Surely, ..Deed::NOTHING }, book),
            ActKind::Fail => outcome(act.id, Deed { failure: Chance::Surely, ..Deed::NOTHING }, book),
            ActKind::Pending(range) => pending(act.id, *range, book),
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
    fn distance(&self, steps: &Steps) -> Possible {
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
        let mut deed = Deed { doubt: once.doubt.and(count.doubt), ..once };
        let never = count.interval() == Interval::ZERO;
        for verb in [Verb::Deduct, Verb::Earn, Verb::Bonus] {
            *deed.of(verb) = count.interval().times(*once.of(verb)).unwrap_or(Interval::ALL);
        }
        for effect in [&mut deed.full, &mut deed.zero, &mut deed.veto, &mut deed.failure] {
            *effect = match count.interval().low {
                _ if never => Chance::Never,
                Some(low) if low.sign() > 0 => *effect,
                _ => effect.if_reached(),
            };
        }
        if count.inapplicable {
            deed = deed.or(Deed::INAPPLICABLE);
        }
        written(id, deed, book)
    }

    fn items(&self, id: ActId, items: &Items, book: &mut Book) -> Deed {
        let of: Vec<Possible> = match &items.of {
            ItemsOf::Facts(facts) => facts.iter().map(|fact| self.fact(*fact)).collect(),
            ItemsOf::List(list) => {
                let seen = |item: Option<bool>| match item {
                    Some(there) => Possible::truth(there),
                    None => Possible {
                        doubt: Doubt::UNSEEN,
                        ..Possible::known(crate::evaluation::possible::Shape::Truth(Truths::OPEN))
                    },
                };
                match self.reading(*list) {
                    Reading::Items(of) => of.iter().map(|item| seen(*item)).collect(),
                    Reading::NotApplicable => return Deed::INAPPLICABLE,
                    _ => items.prices.iter().map(|_| seen(None)).collect(),
                }
            }
        };
        if !of.is_empty() && of.iter().all(Possible::is_inapplicable) {
            return Deed::INAPPLICABLE;
        }
        let mut deed = Deed::NOTHING;
        for (item, price) in of.iter().zip(&items.prices) {
            let Some(price) = price.as_ref().map(|price| self.value(price)) else { continue };
            let truths = item.truths();
            let (charged, spared) =
                if items.missing { (truths.no, truths.yes) } else { (truths.yes, truths.no) };
            if charged {
                let spared = spared || item.inapplicable || price.inapplicable;
                let amount = if spared { price.interval().hull(Interval::ZERO) } else { price.interval() };
                deed = deed.then(Deed::amount(items.verb, amount, item.doubt.and(price.doubt)));
            }
        }
        written(id, deed, book)
    }

    /// 择重: the act that loses most; where it is open which one, the range of the largest.
    fn heaviest(&self, id: ActId, acts: &[Act], book: &mut Book) -> Deed {
        let mut done: Vec<(Deed, Book)> = Vec::new();
        for act in acts {
            let mut leaf = book.leaf();
            let deed = self.act(act, &mut leaf);
            done.push((deed, leaf));
        }
        let weight = |deed: &Deed| if book.earns { deed.earn } else { deed.deduct };
        let sure = done.iter().all(|(deed, _)| !deed.doubt.any() && weight(deed).as_point().is_some());
        if sure {
            // The first among equals, so that the ledger names one statement.
            let heaviest =
                done.into_iter().reduce(|a, b| if weight(&b.0).low > weight(&a.0).low { b } else { a });
            let Some((deed, leaf)) = heaviest else { return Deed::NOTHING };
            book.lines.extend(leaf.lines);
            return deed;
        }
        let mut joined = done.iter().map(|(deed, _)| *deed).reduce(|a, b| {
            let mut both = a.then(b);
            both.deduct = a.deduct.max(b.deduct);
            both.earn = a.earn.max(b.earn);
            both.bonus = a.bonus.max(b.bonus);
            both
        });
        if let Some(deed) = &mut joined {
            *deed = bounded(*deed, book).settled();
            book.enter_deed(id, deed);
        }
        joined.unwrap_or(Deed::NOTHING)
    }

    fn limit(&self, id: ActId, limit: &Limit, deed: &mut Deed, book: &mut Book) {
        let (amount, at_most) = match limit {
            Limit::AtMost(amount) => (self.value(amount), true),
            Limit::AtLeast(amount) => (self.value(amount), false),
        };
        if amount.is_inapplicable() || deed.inapplicable == Chance::Surely {
            return;
        }
        for verb in [Verb::Deduct, Verb::Earn, Verb::Bonus] {
            let before = *deed.of(verb);
            if before == Interval::ZERO && at_most {
                continue;
            }
            let after = if at_most { before.min(amount.interval()) } else { before.max(amount.interval()) };
            let acts_on = at_most || matches!((verb, book.earns), (Verb::Deduct, false) | (Verb::Earn, true));
            if acts_on && after != before {
                let after = book.bounded(after);
                book.limit(id, verb, before, after);
                *deed.of(verb) = after;
            }
        }
        deed.doubt = deed.doubt.and(amount.doubt);
        *deed = deed.settled();
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
    let deed = Deed::amount(verb, amount.interval(), amount.doubt);
    written(id, if amount.inapplicable { deed.or(Deed::INAPPLICABLE) } else { deed }, book)
}

/// A deed with its amounts bounded, entered in the book.
pub(crate) fn written(id: ActId, deed: Deed, book: &mut Book) -> Deed {
    let mut deed = bounded(deed, book).settled();
    book.enter_deed(id, &mut deed);
    deed
}

fn bounded(mut deed: Deed, book: &Book) -> Deed {
    for verb in [Verb::Deduct, Verb::Earn, Verb::Bonus] {
        let amount = *deed.of(verb);
        *deed.of(verb) = book.bounded(amount);
    }
    deed
}

fn outcome(id: ActId, deed: Deed, book: &mut Book) -> Deed {
    book.line(Some(id), LineKind::Outcome, Ends::ZERO);
    deed
}

fn pending(id: ActId, range: Option<(Exact, Exact)>, book: &mut Book) -> Deed {
    let (low, high) = range.unwrap_or((Exact::ZERO, book.stake.unwrap_or(Exact::ZERO)));
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
                book.lines.extend(leaf.lines);
            }
            joined = Some(joined.map_or(deed, |sofar: Deed| sofar.or(deed)));
        }
        let Some(mut deed) = joined else { return Deed::NOTHING };
        deed.doubt.unseen |= self.conditions.unseen || (somewhere && !everywhere);
        deed.doubt.cause = self.conditions.cause.or(deed.doubt.cause.filter(|_| everywhere));
        let mut deed = deed.settled();
        if several {
            book.enter_deed(id, &mut deed);
        }
        deed
    }
}
