//! Ranks and folds among units that are scored together: every unit is asked anew.

use weiheng::Date;
use weiheng::Readings;
use weiheng::model::batch::BatchKind;
use weiheng::model::batch::BatchValue;
use weiheng::model::batch::Rank;
use weiheng::model::batch::TieKey;
use weiheng::model::expression::Expr;
use weiheng::model::expression::FoldKind;
use weiheng::model::part::PartId;

use crate::fold::Entry;
use crate::fold::folded;
use crate::fold::quantified;
use crate::number::Number;
use crate::number::whole;
use crate::outcome::Outcome;
use crate::outcome::every;
use crate::ranking::Keys;
use crate::ranking::place;
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
            let others: Vec<(usize, Outcome<Number>)> =
                group.iter().filter(|other| **other != at).map(|other| (*other, by(*other))).collect();
            // A total without a value is somewhere in its range; any other number without one stays out.
            if value.after_total && others.iter().any(|(_, by)| *by == Outcome::NoValue) {
                return Outcome::NoValue;
            }
            let keyed = |at: usize, by: Number| {
                std::iter::once(Some(by)).chain(self.further(at, value, rank)).collect::<Keys>()
            };
            let mine = keyed(at, mine);
            let others = others.into_iter().filter_map(|(at, by)| Some(keyed(at, by.known()?)));
            place(rank, &mine, &others.collect::<Vec<_>>(), self.oracle.share())
        })
    }

    /// What ranks a unit among those it is tied with. A guess stands for what it has not, but for no total: that is
    /// somewhere in its range.
    fn further(&self, at: usize, value: &BatchValue, rank: &Rank) -> Keys {
        let guess = self.oracle.share().map(|share| share * whole(8) - whole(1));
        let key = |key: &TieKey| match self.ask(at, value, &|scope| scope.number(&key.of)) {
            Outcome::Known(number) => Some(number),
            Outcome::NoValue if value.after_total => None,
            Outcome::NoValue | Outcome::NotApplicable => guess.clone(),
        };
        rank.then.iter().map(key).collect()
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
