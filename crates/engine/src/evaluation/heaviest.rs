//! 择重.

use crate::evaluation::book::Book;
use crate::evaluation::deed::Deed;
use crate::evaluation::fold::extreme;
use crate::evaluation::interval::Interval;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::LineKind;
use crate::model::act::Act;
use crate::model::act::ActId;

impl Scope<'_> {
    /// The amounts of the act that moves most, of equals the first. It caps amounts alone: vetoes and all that is no
    /// amount stay.
    pub(crate) fn heaviest(&self, id: ActId, acts: &[Act], book: &mut Book) -> Deed {
        let mut done: Vec<(Deed, Book)> = Vec::new();
        for act in acts {
            let mut leaf = book.leaf();
            let deed = self.act(act, &mut leaf);
            done.push((deed, leaf));
        }
        let Some(together) = done.iter().map(|(deed, _)| *deed).reduce(Deed::then) else {
            return Deed::NOTHING;
        };
        let earns = book.earns;
        let weight = |deed: &Deed| if earns { deed.earn } else { deed.deduct };
        let sure = done.iter().all(|(deed, _)| !deed.doubt.any() && weight(deed).as_point().is_some());
        if sure { chosen(done, together, weight, book) } else { open(id, &done, together, book) }
    }
}

/// One act is surely the heaviest: its lines stay, and of the others those that move nothing.
fn chosen(
    done: Vec<(Deed, Book)>,
    together: Deed,
    weight: impl Fn(&Deed) -> Interval,
    book: &mut Book,
) -> Deed {
    let applying = done.iter().enumerate().filter(|(_, (deed, _))| deed.inapplicable != Chance::Surely);
    let heaviest = applying.reduce(|a, b| if weight(&b.1.0).low > weight(&a.1.0).low { b } else { a });
    let Some((at, (deed, _))) = heaviest else { return Deed::INAPPLICABLE };
    let deed = Deed { deduct: deed.deduct, earn: deed.earn, bonus: deed.bonus, ..together };
    for (position, (_, leaf)) in done.into_iter().enumerate() {
        if position == at {
            book.absorb(leaf);
        } else {
            book.lines.extend(leaf.lines.into_iter().filter(|line| line.kind == LineKind::Outcome));
        }
    }
    deed
}

/// One amount of a deed.
type Amount = fn(&Deed) -> Interval;

/// It is open which act is the heaviest: the range of the largest.
fn open(id: ActId, done: &[(Deed, Book)], together: Deed, book: &mut Book) -> Deed {
    let amounts = |of: fn(&Deed) -> Interval, chance: Chance| {
        let deeds = done.iter().filter(move |(deed, _)| deed.inapplicable == chance);
        deeds.map(|(deed, _)| of(deed)).collect::<Vec<_>>()
    };
    let largest = |of: fn(&Deed) -> Interval| {
        extreme(&amounts(of, Chance::Never), &amounts(of, Chance::Maybe), Interval::max)
    };
    let any = |of: fn(&Deed) -> Interval| {
        let all = amounts(of, Chance::Never).into_iter().chain(amounts(of, Chance::Maybe));
        all.reduce(Interval::hull)
    };
    let (lost, earned): (Amount, Amount) = (|deed| deed.deduct, |deed| deed.earn);
    let (deduct, earn) = if book.earns { (any(lost), largest(earned)) } else { (largest(lost), any(earned)) };
    let or_nothing = |amount: Option<Interval>| match amount {
        Some(amount) if together.inapplicable == Chance::Never => amount,
        Some(amount) => amount.hull(Interval::ZERO),
        None => Interval::ZERO,
    };
    let deed = Deed {
        deduct: or_nothing(deduct),
        earn: or_nothing(earn),
        bonus: or_nothing(any(|deed| deed.bonus)),
        ..together
    }
    .settled();
    book.enter_deed(id, &deed);
    deed
}
