//! The place of one unit among others, by comparing it with each of them.

use std::cmp::Ordering;

use weiheng::model::batch::Rank;
use weiheng::syntax::tree::Ties;

use crate::number::Number;
use crate::number::whole;
use crate::outcome::Outcome;

/// What a unit is ranked by, one key after the other; `None` where it has none.
pub type Keys = Vec<Option<Number>>;

/// The place of a unit among others. There is none where it turns on a key that is not there, or on a tie that is left
/// open and of which no share is guessed.
pub fn place(rank: &Rank, mine: &Keys, others: &[Keys], share: Option<Number>) -> Outcome<Number> {
    let ways: Vec<bool> =
        std::iter::once(rank.ascending).chain(rank.then.iter().map(|key| key.ascending)).collect();
    let compared: Option<Vec<(Ordering, &Keys)>> =
        others.iter().map(|other| Some((compare(&ways, other, mine)?, other))).collect();
    let Some(compared) = compared else { return Outcome::NoValue };
    let of =
        |wanted: Ordering| compared.iter().filter(move |(order, _)| *order == wanted).map(|(_, keys)| *keys);
    let (before, tied) = (of(Ordering::Less).count(), of(Ordering::Equal).count());
    let before = match (rank.ties, share) {
        (Ties::Dense, _) => different(&ways, &of(Ordering::Less).collect::<Vec<_>>()),
        (Ties::Open, None) => (tied == 0).then_some(before),
        (Ties::Open, Some(share)) => {
            let steps = (share * counted(tied)).round().to_integer();
            Some(before + usize::try_from(steps).expect("few units"))
        }
        (Ties::Shared, _) => Some(before),
    };
    before.map_or(Outcome::NoValue, |before| Outcome::Known(counted(before + 1)))
}

/// Which of two comes first; `None` where that turns on a key that one of them has not.
fn compare(ways: &[bool], a: &Keys, b: &Keys) -> Option<Ordering> {
    for ((a, b), ascending) in a.iter().zip(b).zip(ways) {
        let (a, b) = (a.as_ref()?, b.as_ref()?);
        let order = if *ascending { a.cmp(b) } else { b.cmp(a) };
        if order != Ordering::Equal {
            return Some(order);
        }
    }
    Some(Ordering::Equal)
}

/// How many of them are not the same as an earlier one.
fn different(ways: &[bool], all: &[&Keys]) -> Option<usize> {
    let mut count = 0;
    for (at, one) in all.iter().enumerate() {
        let orders: Option<Vec<Ordering>> = all[..at].iter().map(|other| compare(ways, one, other)).collect();
        count += usize::from(!orders?.contains(&Ordering::Equal));
    }
    Some(count)
}

fn counted(count: usize) -> Number {
    whole(i64::try_from(count).expect("few units"))
}
