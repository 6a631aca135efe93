//! Keeping the ledger of one part while its acts are evaluated.

use crate::evaluation::account::Booking;
use crate::evaluation::booking::Purse;
use crate::evaluation::deed::Deed;
use crate::evaluation::interval::Interval;
use crate::evaluation::stake::Stake;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::Verb;
use crate::model::part::PartId;

/// The lines of one part.
pub(crate) struct Book {
    /// The part.
    pub(crate) part: PartId,
    /// Whether the part earns from nothing.
    pub(crate) earns: bool,
    /// The points at stake.
    pub(crate) stake: Stake,
    /// The lines so far.
    pub(crate) lines: Vec<Line>,
    /// The account that it is about; `None` for points.
    pub(crate) purse: Option<Purse>,
    /// The lines of the account so far.
    pub(crate) bookings: Vec<Booking>,
}

impl Book {
    /// An empty book of points.
    pub(crate) fn of_points(part: PartId, earns: bool, stake: Stake) -> Self {
        Self { part, earns, stake, lines: Vec::new(), purse: None, bookings: Vec::new() }
    }

    /// An empty book of an account.
    pub(crate) fn of_account(part: PartId, purse: Purse) -> Self {
        let purse = Some(purse);
        Self { part, earns: false, stake: Stake::NONE, lines: Vec::new(), purse, bookings: Vec::new() }
    }

    /// An empty book of the same part.
    pub(crate) fn leaf(&self) -> Self {
        Self { lines: Vec::new(), bookings: Vec::new(), ..*self }
    }

    /// Takes over the lines of another.
    pub(crate) fn absorb(&mut self, leaf: Self) {
        self.lines.extend(leaf.lines);
        self.bookings.extend(leaf.bookings);
    }

    /// Whether the amounts of a verb go into it.
    pub(crate) fn takes(&self, verb: Verb) -> bool {
        match (self.purse, verb) {
            (None, Verb::Book(_)) => false,
            (None, _) => true,
            (Some(purse), Verb::Book(account)) => purse.account == account,
            (Some(_), _) => false,
        }
    }

    /// Whether an act, or one in it, may move what the book is about.
    pub(crate) fn concerns(&self, act: &Act) -> bool {
        match self.purse {
            Some(purse) => act.books(purse.account),
            None => !act.only_books(),
        }
    }

    /// Writes a line of the account unless it moves nothing.
    pub(crate) fn book(&mut self, act: Option<ActId>, kind: LineKind, amount: Interval) {
        if amount != Interval::ZERO {
            self.bookings.push(Booking { part: self.part, act, kind, amount });
        }
    }

    /// An amount with both ends there: what is unbounded reaches as far as there are points to lose.
    pub(crate) fn bounded(&self, amount: Interval) -> Interval {
        let low = amount.low.unwrap_or(self.stake.depth);
        let high = amount.high.unwrap_or_else(|| self.stake.reach.unwrap_or(low).max(low));
        Interval::between(low.min(high), high)
    }

    /// A bonus with both ends there: no points hold it.
    pub(crate) fn bounded_bonus(&self, amount: Interval) -> Interval {
        let low = amount.low.unwrap_or(Ends::FAR.negated());
        Interval::between(low, amount.high.unwrap_or(Ends::FAR))
    }

    fn bounded_by(&self, verb: Verb, amount: Interval) -> Interval {
        if verb == Verb::Bonus { self.bounded_bonus(amount) } else { self.bounded(amount) }
    }

    /// Everything that the lines so far move, bonuses included.
    pub(crate) fn sum(&self) -> Ends {
        self.lines.iter().fold(Ends::ZERO, |sum, line| plus(sum, line.amount))
    }

    /// Writes an amount.
    pub(crate) fn enter(&mut self, act: ActId, verb: Verb, amount: Interval) {
        if self.purse.is_some() {
            return self.book(Some(act), LineKind::Booked, amount);
        }
        let amount = self.bounded_by(verb, amount);
        let (kind, signed) = match verb {
            Verb::Deduct | Verb::Book(_) => (LineKind::Deduct, amount.negated()),
            Verb::Earn => (LineKind::Earn, amount),
            Verb::Bonus => (LineKind::Bonus, amount),
        };
        self.line(Some(act), kind, ends(signed));
    }

    /// Writes what a limit gave back or took of the lines from a position on.
    pub(crate) fn limit(
        &mut self,
        act: ActId,
        verb: Verb,
        (before, after): (Interval, Interval),
        since: usize,
    ) {
        match (verb, before.high, after.high) {
            (Verb::Bonus, None, Some(most)) if self.hold_bonuses(most, since) => {
                let held = self.lines.iter().skip(since).filter(|line| line.kind == LineKind::Bonus);
                let before = held.fold(Ends::ZERO, |sum, line| plus(sum, line.amount));
                self.line(Some(act), LineKind::Cap, difference(ends(after), before));
            }
            _ => self.change(act, LineKind::Cap, verb, before, after),
        }
    }

    /// Holds bonuses without a bound to what a limit leaves of all of them together, so that their lines can be read;
    /// `false` where something else was done to them before.
    fn hold_bonuses(&mut self, most: Exact, since: usize) -> bool {
        let lines = self.lines.get_mut(since..).unwrap_or_default();
        let first = [LineKind::Bonus, LineKind::Deduct, LineKind::Earn, LineKind::Pending, LineKind::Outcome];
        if lines.iter().any(|line| !first.contains(&line.kind)) {
            return false;
        }
        let unbounded = lines.iter_mut().filter(|line| line.amount.high >= Ends::FAR);
        unbounded.for_each(|line| line.amount.high = most.max(line.amount.low));
        true
    }

    /// Writes what a factor made of an amount.
    pub(crate) fn multiplied(&mut self, factor: ActId, verb: Verb, before: Interval, after: Interval) {
        self.change(factor, LineKind::Factor, verb, before, after);
    }

    fn change(&mut self, act: ActId, kind: LineKind, verb: Verb, before: Interval, after: Interval) {
        if self.purse.is_some() {
            return self.book(Some(act), kind, before.to(after));
        }
        let (before, after) = (self.bounded_by(verb, before), self.bounded_by(verb, after));
        let (before, after) = match verb {
            Verb::Deduct | Verb::Book(_) => (before.negated(), after.negated()),
            Verb::Earn | Verb::Bonus => (before, after),
        };
        self.line(Some(act), kind, difference(ends(after), ends(before)));
    }

    /// Writes a line unless it moves nothing.
    pub(crate) fn line(&mut self, act: Option<ActId>, kind: LineKind, amount: Ends) {
        if self.purse.is_none() && (!amount.is_zero() || kind == LineKind::Outcome) {
            self.lines.push(Line { part: self.part, act, kind, amount });
        }
    }

    /// Writes one line for each amount of a deed that came about in one of several ways.
    pub(crate) fn enter_deed(&mut self, act: ActId, deed: &Deed) {
        for (verb, amount) in
            [(Verb::Deduct, deed.deduct), (Verb::Earn, deed.earn), (Verb::Bonus, deed.bonus)]
        {
            self.enter(act, verb, amount);
        }
        if [deed.veto, deed.failure, deed.above.aimed].contains(&Chance::Surely) {
            self.line(Some(act), LineKind::Outcome, Ends::ZERO);
        }
    }
}

/// The ends of a bounded amount.
pub(crate) fn ends(amount: Interval) -> Ends {
    Ends { low: amount.low.unwrap_or(Exact::ZERO), high: amount.high.unwrap_or(Exact::ZERO) }
}

/// Sums at both ends; what is too large for exact arithmetic stays as it was.
pub(crate) fn plus(a: Ends, b: Ends) -> Ends {
    let sum = |a: Exact, b: Exact| a.plus(b).unwrap_or(a);
    Ends { low: sum(a.low, b.low), high: sum(a.high, b.high) }
}

/// What must be added to `from` to reach `to`, at each end.
pub(crate) fn difference(to: Ends, from: Ends) -> Ends {
    let minus = |a: Exact, b: Exact| a.minus(b).unwrap_or(Exact::ZERO);
    Ends { low: minus(to.low, from.low), high: minus(to.high, from.high) }
}
