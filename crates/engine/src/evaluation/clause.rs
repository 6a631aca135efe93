//! The arithmetic of one part: its start, what its acts lose and earn, and what holds it between nothing and its
//! points.

use crate::evaluation::book::Book;
use crate::evaluation::book::difference;
use crate::evaluation::book::ends;
use crate::evaluation::deed::Deed;
use crate::evaluation::interval::Interval;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::model::act::Act;
use crate::model::part::PartId;

/// A part that is about to be scored.
#[derive(Clone, Copy)]
pub(crate) struct Clause<'a> {
    pub(crate) id: PartId,
    pub(crate) points: Option<Exact>,
    pub(crate) stake: Option<Exact>,
    pub(crate) earns: bool,
    pub(crate) acts: &'a [Act],
    /// What it starts from: its points, nothing, or the sum of the parts below.
    pub(crate) start: Ends,
    /// What parts below without points of their own lost and earned.
    pub(crate) below: Deed,
    /// Whether the amounts stop here; otherwise they go to the part above, unheld.
    pub(crate) holds: bool,
}

/// What came of a part's acts.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    pub(crate) deed: Deed,
    /// The score without bonuses; for a part that does not hold its amounts, their net.
    pub(crate) score: Ends,
    pub(crate) lines: Vec<Line>,
}

impl Clause<'_> {
    /// Does its acts once, with the facts as the scope sees them.
    pub(crate) fn done(&self, scope: &Scope<'_>) -> Done {
        let mut book = Book { part: self.id, earns: self.earns, stake: self.stake, lines: Vec::new() };
        let own = scope.acts(self.acts, &mut book);
        let mut deed = if self.acts.is_empty() { self.below } else { self.below.then(own) };
        deed.inapplicable = own.inapplicable;
        let score = if self.holds { self.held(deed, &mut book) } else { net(deed) };
        Done { deed, score, lines: book.lines }
    }

    /// Holds losses and earnings to the points, one after the other, each hold a line of its own.
    fn held(&self, deed: Deed, book: &mut Book) -> Ends {
        let lost = self.hold(deed.deduct);
        book.line(None, LineKind::Floor, difference(ends(lost.negated()), ends(deed.deduct.negated())));
        let earned = self.hold(deed.earn);
        book.line(None, LineKind::Ceiling, difference(ends(earned), ends(deed.earn)));
        let moved = net(Deed { deduct: lost, earn: earned, ..Deed::NOTHING });
        let free = plus(self.start, moved);
        let mut score = self.clamped(free);
        let kind =
            if score.low > free.low || score.high > free.high { LineKind::Floor } else { LineKind::Ceiling };
        book.line(None, kind, difference(score, free));
        if let Some(points) = self.points.or(self.stake) {
            score = effect(deed.full, score, points, LineKind::Full, book);
        }
        effect(deed.zero, score, Exact::ZERO, LineKind::Zeroed, book)
    }

    fn hold(&self, amount: Interval) -> Interval {
        let floored = amount.max(Interval::ZERO);
        self.points.map_or(floored, |points| floored.min(Interval::point(points)))
    }

    fn clamped(&self, score: Ends) -> Ends {
        let clamp = |value: Exact| {
            let floored = value.max(Exact::ZERO);
            self.points.map_or(floored, |points| floored.min(points))
        };
        Ends { low: clamp(score.low), high: clamp(score.high) }
    }
}

/// 得满分 and 不得分: sets the score, surely or maybe.
fn effect(chance: Chance, score: Ends, becomes: Exact, kind: LineKind, book: &mut Book) -> Ends {
    let set = match chance {
        Chance::Never => return score,
        Chance::Maybe => Ends { low: score.low.min(becomes), high: score.high.max(becomes) },
        Chance::Surely => Ends::point(becomes),
    };
    book.line(None, kind, difference(set, score));
    set
}

/// Earnings less losses at both ends; the worst end loses most.
pub(crate) fn net(deed: Deed) -> Ends {
    ends(deed.earn.plus(deed.deduct.negated()).unwrap_or(Interval::ZERO))
}

/// Sums at both ends; what is too large for exact arithmetic stays as it was.
pub(crate) fn plus(a: Ends, b: Ends) -> Ends {
    let sum = |a: Exact, b: Exact| a.plus(b).unwrap_or(a);
    Ends { low: sum(a.low, b.low), high: sum(a.high, b.high) }
}
