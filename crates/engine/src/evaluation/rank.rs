//! Ranks among units of which some are known only within ranges: from counting those that surely, and those that
//! perhaps, come before.

use crate::evaluation::batch::Groups;
use crate::evaluation::batch::is_out;
use crate::evaluation::batch::out;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::rank_field::Field;
use crate::evaluation::standing::Standing;
use crate::exact::Exact;
use crate::model::batch::Rank;
use crate::syntax::tree::Ties;

/// What a unit is ranked by.
pub(crate) struct Ranked {
    /// What they are all ranked by.
    pub(crate) by: Possible,
    /// What ranks it among those it is tied with.
    pub(crate) further: Vec<Possible>,
}

/// The rank of every unit in its group.
pub(crate) fn ranks(rank: &Rank, ranked: &[Ranked], groups: &Groups) -> Vec<Possible> {
    let runners: Vec<Option<Runner>> = ranked.iter().map(|ranked| Runner::of(rank, ranked)).collect();
    let open = Field::of(&[], groups.open(), &runners);
    let named = groups.members.len().saturating_sub(1);
    let fields: Vec<Field<'_>> =
        groups.members.iter().take(named).map(|units| Field::of(units, units, &runners)).collect();
    // A unit that may be in any group may come after any of the others.
    let all: Vec<usize> = groups.members.iter().flatten().copied().collect();
    let any = if groups.open().is_empty() { Field::default() } else { Field::of(&[], &all, &runners) };
    let ranks = ranked.iter().zip(&runners).zip(groups.of.iter().zip(&groups.keys));
    ranks
        .map(|((Ranked { by, .. }, runner), (group, key))| {
            let Some(runner) = runner.as_ref().filter(|_| !is_out(key)) else {
                return if is_out(key) { out(key) } else { out(by).or_out_with(key) };
            };
            let among: &[&Field<'_>] = match group.and_then(|group| fields.get(group)) {
                Some(field) => &[field, &open],
                None => &[&any],
            };
            let doubt = runner.doubt_among(rank.ties, among).and(key.doubt);
            let cause = doubt.cause.or(Some(Cause::TiedUnits).filter(|_| rank.ties == Ties::Open));
            Possible {
                shape: Shape::Number(runner.places(rank.ties, among)),
                inapplicable: by.inapplicable || key.inapplicable,
                absent: by.absent || key.absent,
                doubt: if doubt.unseen { Doubt::UNSEEN } else { Doubt { unseen: cause.is_none(), cause } },
            }
            .settled()
        })
        .collect()
}

/// A unit that takes part, or may.
pub(crate) struct Runner {
    pub(crate) standing: Standing,
    /// Whether it surely takes part.
    pub(crate) surely: bool,
    /// What is in doubt of that which all are ranked by.
    pub(crate) doubt: Doubt,
    /// What is in doubt of that which ranks it among those it is tied with.
    pub(crate) further: Doubt,
}

impl Runner {
    /// `None` for a unit that surely stays out.
    fn of(rank: &Rank, Ranked { by, further }: &Ranked) -> Option<Self> {
        (!is_out(by)).then(|| Self {
            standing: Standing::of(rank, by, further),
            surely: !by.inapplicable && !by.absent,
            doubt: by.doubt,
            further: further.iter().map(doubt_of_tie).fold(Doubt::NONE, Doubt::and),
        })
    }

    /// The ranks that it may have among others of which it is one itself.
    fn places(&self, ties: Ties, fields: &[&Field<'_>]) -> Interval {
        let before =
            |count: &dyn Fn(&Field<'_>) -> usize| fields.iter().map(|field| count(field)).sum::<usize>();
        let surely = before(&|field| field.surely_before(self.standing.high(), ties));
        let perhaps = before(&|field| field.perhaps_before(self.standing.low(), ties));
        let counted = self.may_come_before_itself(ties);
        let place = |before: usize| Exact::from(i64::try_from(before).unwrap_or(i64::MAX).saturating_add(1));
        Interval::between(place(surely), place(perhaps.saturating_sub(usize::from(counted)).max(surely)))
    }

    /// Whether a count of what may come before it holds the unit itself.
    fn may_come_before_itself(&self, ties: Ties) -> bool {
        ties == Ties::Open || !self.standing.is_point()
    }

    /// Why its rank among others may not be one number.
    fn doubt_among(&self, ties: Ties, fields: &[&Field<'_>]) -> Doubt {
        let doubts = fields.iter().map(|field| field.doubt.and(field.doubt_of_ties(&self.standing, ties)));
        doubts.fold(Doubt::NONE, Doubt::and)
    }
}

/// A further key that does not apply leaves a tie as it is.
fn doubt_of_tie(key: &Possible) -> Doubt {
    if key.is_inapplicable() { Cause::TiedUnits.into() } else { key.doubt }
}
