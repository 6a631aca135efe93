//! The arithmetic of one part: its start, what its acts lose and earn, and what holds it between nothing and its
//! points.

use crate::evaluation::book::Book;
use crate::evaluation::book::difference;
use crate::evaluation::book::ends;
use crate::evaluation::book::plus;
use crate::evaluation::booking::Booked;
use crate::evaluation::deed::Deed;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Doubt;
use crate::evaluation::reach::Reach;
use crate::evaluation::scope::Scope;
use crate::evaluation::stake::Stake;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::model::account::AccountId;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::Verb;
use crate::model::factor::Factor;
use crate::model::holding::Bounds;
use crate::model::part::PartId;
use crate::syntax::tree::Whole;

/// A part that is about to be scored.
#[derive(Clone, Copy)]
pub(crate) struct Clause<'a> {
    pub(crate) id: PartId,
    pub(crate) points: Option<Exact>,
    pub(crate) stake: Stake,
    pub(crate) bounds: Bounds,
    pub(crate) earns: bool,
    pub(crate) acts: &'a [Act],
    /// The accounts to which they book.
    pub(crate) accounts: &'a [AccountId],
    /// The factors of its own and of the parts above, outermost first.
    pub(crate) factors: &'a [Factor],
    /// What it starts from: its points, nothing, or the sum of the parts below.
    pub(crate) start: Ends,
    /// What parts below without points of their own lost and earned.
    pub(crate) below: Deed,
    /// What the lines of those parts moved, bonuses aside.
    pub(crate) written: Ends,
    /// What parts below aim at this one and beyond.
    pub(crate) reach: Reach,
    /// What it is to 不得分 于 ….
    pub(crate) whole: Option<Whole>,
    /// Whether the amounts stop here; otherwise they go to the part above.
    pub(crate) holds: bool,
}

/// What came of a part's acts.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    pub(crate) deed: Deed,
    /// The score without bonuses; for a part that does not hold its amounts, their net.
    pub(crate) score: Ends,
    pub(crate) bonus: Ends,
    pub(crate) lines: Vec<Line>,
    /// What its own acts book to accounts.
    pub(crate) booked: Vec<Booked>,
}

impl Done {
    /// Why it is not one thing, its bookings included.
    pub(crate) fn doubt(&self) -> Doubt {
        self.booked.iter().fold(self.deed.doubt, |doubt, booked| doubt.and(booked.doubt()))
    }
}

impl Clause<'_> {
    /// Does its acts once, with the facts as the scope sees them.
    pub(crate) fn done(&self, scope: &Scope<'_>) -> Done {
        let mut book = self.book();
        let mut own = scope.acts(self.acts, &mut book);
        for factor in self.factors {
            scope.multiply(factor, &[Verb::Deduct], &mut own, &mut book);
        }
        let mut deed = if self.acts.is_empty() { self.below } else { self.below.then(own) };
        deed.inapplicable = own.inapplicable;
        deed.above = own.above.then(self.reach);
        let bonus = ends(book.bounded_bonus(own.bonus));
        let written = plus(self.written, difference(book.sum(), bonus));
        let score = if self.holds {
            self.held(deed, written, &mut book)
        } else {
            self.floored(&mut deed, written, &mut book)
        };
        let booked = scope.booked(self.id, self.accounts, self.acts);
        Done { deed, score, bonus, lines: book.lines, booked }
    }

    fn book(&self) -> Book {
        Book::of_points(self.id, self.earns, self.stake)
    }

    /// Holds losses and earnings to the points, one after the other, each hold a line of its own.
    fn held(&self, deed: Deed, written: Ends, book: &mut Book) -> Ends {
        let lost = self.hold(deed.deduct, self.bounds.ends_at_zero());
        let earned = self.hold_earned(deed.earn);
        let moved = self.move_to(deed, lost, earned, written, book);
        let free = plus(self.start, moved);
        let mut score = self.clamped(free);
        let kind =
            if score.low > free.low || score.high > free.high { LineKind::Floor } else { LineKind::Ceiling };
        book.line(None, kind, difference(score, free));
        if let Some(points) = self.points.or(self.stake.points) {
            score = effect((deed.full, deed.full_by), score, points, LineKind::Full, book);
        }
        let score = effect((deed.zero, deed.zero_by), score, Exact::ZERO, LineKind::Zeroed, book);
        effect(deed.above.zeroes(self.whole), score, Exact::ZERO, LineKind::Zeroed, book)
    }

    /// What a part without points hands up: its losses and earnings have a floor of nothing.
    fn floored(&self, deed: &mut Deed, written: Ends, book: &mut Book) -> Ends {
        let before = *deed;
        (deed.deduct, deed.earn) = (before.deduct.max(Interval::ZERO), before.earn.max(Interval::ZERO));
        self.move_to(before, deed.deduct, deed.earn, written, book)
    }

    /// Brings what the lines moved to what is really lost and earned; returns what that moves.
    fn move_to(&self, deed: Deed, lost: Interval, earned: Interval, written: Ends, book: &mut Book) -> Ends {
        let bounded = |book: &Book, amount: Interval| ends(book.bounded(amount));
        let earned = bounded(book, earned);
        // A loss without a bound takes what is earned beside all there is to lose.
        let all = book.stake.reach.and_then(|reach| reach.plus(earned.high.max(Exact::ZERO)));
        let lost = bounded(book, Interval { high: lost.high.or(all), ..lost });
        let ceiling = difference(earned, bounded(book, deed.earn));
        let moved = difference(earned, turned(lost));
        // Where lines were cut off at the points at stake, or ranges overlap, the floor takes up the rest.
        let floor = difference(difference(moved, written), ceiling);
        book.line(None, LineKind::Floor, floor);
        book.line(None, LineKind::Ceiling, ceiling);
        moved
    }

    /// What is earned; below zero it takes away, where the part may go below zero.
    fn hold_earned(&self, earned: Interval) -> Interval {
        if self.bounds.ends_at_zero() {
            return self.hold(earned, self.bounds.ceiling);
        }
        let points = self.points.filter(|_| self.bounds.ceiling);
        points.map_or(earned, |points| earned.min(Interval::point(points)))
    }

    fn hold(&self, amount: Interval, to_points: bool) -> Interval {
        let floored = amount.max(Interval::ZERO);
        // A part that sums others without points of its own has those of the part above to lose.
        let points = self.points.or(self.stake.points).filter(|_| to_points);
        points.map_or(floored, |points| floored.min(Interval::point(points)))
    }

    fn clamped(&self, score: Ends) -> Ends {
        let clamp = |value: Exact| self.bounds.hold(value, self.points);
        Ends { low: clamp(score.low), high: clamp(score.high) }
    }
}

/// The ends of a loss as what must be taken off: the worst end loses most.
fn turned(lost: Ends) -> Ends {
    Ends { low: lost.high, high: lost.low }
}

/// 得满分 and 不得分: sets the score, surely or maybe, in the name of the act that says so.
fn effect(
    (chance, act): (Chance, Option<ActId>),
    score: Ends,
    becomes: Exact,
    kind: LineKind,
    book: &mut Book,
) -> Ends {
    let set = match chance {
        Chance::Never => return score,
        Chance::Maybe => Ends { low: score.low.min(becomes), high: score.high.max(becomes) },
        Chance::Surely => Ends::point(becomes),
    };
    book.line(act, kind, difference(set, score));
    set
}
