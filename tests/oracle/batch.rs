//! Ranks and folds among units that are scored together: every unit is asked anew.

use std::collections::BTreeSet;

use weiheng::Date;
use weiheng::Readings;
use weiheng::model::batch::BatchKind;
use weiheng::model::batch::BatchValue;
use weiheng::model::batch::Rank;
use weiheng::model::expression::Expr;
use weiheng::model::expression::FoldKind;
use weiheng::model::part::PartId;
use weiheng::syntax::tree::Ties;

use crate::fold::Entry;
use crate::fold::folded;
use crate::fold::quantified;
use crate::number::Number;
use crate::number::whole;
use crate::outcome::Outcome;
use crate::outcome::every;
use crate::scope::Scope;

/// The units that are scored together, and which of them is at hand.
#[derive(Clone, Copy)]
pub struct Batch<'a> {
    /// All of them, each with its day.
    pub units: &'a [(&'a Readings, Option<Date>)],
    /// The one at hand.
    pub at: usize,
}

impl Scope<'_> {
    /// A rank, or a fold that comes to a number.
    pub(crate) fn among(&self, value: &BatchValue) -> Outcome<Number> {
        let group = self.group(value);
        match &value.kind {
            BatchKind::Rank(rank) => group.and_then(|group| self.rank(value, rank, &group)),
            BatchKind::Fold { kind, value: of, filter } => group.and_then(|group| {
                folded(*kind, self.entries_of(value, (of.as_ref(), filter.as_ref()), &group))
            }),
        }
    }

    /// 任一, 全部 among the units.
    pub(crate) fn quantified_among(&self, value: &BatchValue, kind: FoldKind) -> Outcome<bool> {
        let BatchKind::Fold { filter, .. } = &value.kind else { panic!("a rank is no condition") };
        let group = self.group(value);
        group.and_then(|group| quantified(kind, self.entries_of(value, (None, filter.as_ref()), &group)))
    }

    /// The units of which the same is the same, the one at hand among them.
    fn group(&self, value: &BatchValue) -> Outcome<Vec<usize>> {
        let batch = self.oracle.batch.expect("other units are given");
        let keys =
            |at: usize| self.ask(at, value, &|scope| every(value.same.iter().map(|same| scope.value(same))));
        keys(batch.at).map(|mine| {
            (0..batch.units.len()).filter(|at| keys(*at) == Outcome::Known(mine.clone())).collect()
        })
    }

    fn rank(&self, value: &BatchValue, rank: &Rank, group: &[usize]) -> Outcome<Number> {
        let by = |at: usize| self.ask(at, value, &|scope| scope.number(&rank.of));
        let at = self.oracle.batch.expect("other units are given").at;
        by(at).and_then(|mine| {
            let others: Vec<Outcome<Number>> =
                group.iter().filter(|other| **other != at).map(|other| by(*other)).collect();
            // A total without a value is somewhere in its range; any other number without one stays out.
            if value.after_total && others.contains(&Outcome::NoValue) {
                return Outcome::NoValue;
            }
            let others: Vec<Number> = others.into_iter().filter_map(Outcome::known).collect();
            let first = |other: &&Number| if rank.ascending { **other < mine } else { **other > mine };
            let before = others.iter().filter(first).count();
            let distinct = others.iter().filter(first).collect::<BTreeSet<_>>().len();
            let tied = others.iter().filter(|other| **other == mine).count();
            let place = |before: usize| Outcome::Known(whole(i64::try_from(before + 1).expect("few units")));
            match (rank.ties, self.oracle.share()) {
                (Ties::Dense, _) => place(distinct),
                (Ties::Open, None) if tied > 0 => Outcome::NoValue,
                (Ties::Open, Some(share)) => {
                    let steps = (share * whole(i64::try_from(tied).expect("few units"))).round().to_integer();
                    place(before + usize::try_from(steps).expect("few units"))
                }
                (Ties::Open | Ties::Shared, _) => place(before),
            }
        })
    }

    fn entries_of(
        &self,
        value: &BatchValue,
        (of, filter): (Option<&Expr>, Option<&Expr>),
        group: &[usize],
    ) -> Vec<Entry> {
        let entry = |at: &usize| Entry {
            passes: self
                .ask(*at, value, &|scope| filter.map_or(Outcome::Known(true), |filter| scope.truth(filter))),
            value: self.ask(*at, value, &|scope| of.map_or(Outcome::Known(whole(1)), |of| scope.number(of))),
        };
        group.iter().map(entry).collect()
    }

    /// Asks something of a unit, with its results at hand where the value needs totals.
    fn ask<T>(&self, at: usize, value: &BatchValue, ask: &dyn Fn(&Scope<'_>) -> Outcome<T>) -> Outcome<T> {
        let batch = self.oracle.batch.expect("other units are given");
        let (readings, date) = batch.units[at];
        let oracle = self.oracle.of(readings, date).among(Batch { at, ..batch });
        let outcomes = value.after_total.then(|| oracle.ungraded());
        let outcome = outcomes.as_ref().map(|outcomes| (outcomes, PartId(0)));
        ask(&Scope { outcome, ..Scope::new(&oracle) })
    }
}

/// Whether a value among the units is a condition.
pub(crate) fn quantifier(value: &BatchValue) -> Option<FoldKind> {
    match &value.kind {
        BatchKind::Fold { kind, .. } if crate::fold::is_quantifier(*kind) => Some(*kind),
        BatchKind::Fold { .. } | BatchKind::Rank(_) => None,
    }
}
