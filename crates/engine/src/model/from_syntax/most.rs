//! The most that acts can move.

use crate::exact::Exact;
use crate::model::account::AccountId;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::Each;
use crate::model::act::Items;
use crate::model::act::Limit;
use crate::model::act::Measure;
use crate::model::act::Pending;
use crate::model::act::Steps;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::domain;
use crate::syntax::tree::PartStep;

/// What is asked for: the most points, or the most that is booked to an account.
pub(super) struct Most<'c, 't> {
    /// The standard so far.
    pub(super) cx: &'c Check<'t>,
    /// The list whose rows are at hand.
    pub(super) list: Option<FactId>,
    /// The account; `None` for points.
    pub(super) account: Option<AccountId>,
}

impl Most<'_, '_> {
    /// The most that is left of an amount after one trailing word.
    pub(super) fn after(&self, most: Option<Exact>, limit: &Limit) -> Option<Exact> {
        match limit {
            Limit::AtMost(cap) => {
                let cap = domain::of(self.cx, self.list, cap).high;
                most.zip(cap).map(|(most, cap)| most.min(cap)).or(most).or(cap)
            }
            Limit::AtLeast(floor) => most?.max(domain::of(self.cx, self.list, floor).high?).into(),
            Limit::Times(factor) => {
                let by = domain::of(self.cx, self.list, &factor.by).high?;
                most?.times(if factor.when.is_some() { by.max(Exact::ONE) } else { by })
            }
        }
    }

    /// The most that an act can move; `None` where nothing bounds it.
    pub(super) fn most(&self, kind: &ActKind) -> Option<Exact> {
        match kind {
            ActKind::Amount(verb, _) if verb.account() != self.account => Some(Exact::ZERO),
            ActKind::Amount(_, amount) => domain::of(self.cx, self.list, amount).high,
            ActKind::Veto | ActKind::Fail | ActKind::Above(_) | ActKind::FullPoints | ActKind::NoPoints => {
                Some(Exact::ZERO)
            }
            ActKind::Pending(Pending::Range(_, high)) => Some(*high),
            ActKind::Pending(Pending::Met) => Some(Exact::ZERO),
            ActKind::Pending(Pending::Points) | ActKind::Rows(_) => None,
            ActKind::Require(_, otherwise) => self.most_of(otherwise),
            ActKind::Group(acts) => {
                acts.iter().try_fold(Exact::ZERO, |sum, act| sum.plus(self.most_of(act)?))
            }
            ActKind::Heaviest(acts) => largest(acts.iter().map(|act| self.most_of(act))),
            ActKind::Chain(branches, last) => {
                let acts = branches.iter().map(|(_, act)| act).chain(last.as_deref());
                largest(acts.map(|act| self.most_of(act)))
            }
            ActKind::Bands(bands) => largest(bands.rows.iter().map(|row| self.most_of(&row.then))),
            ActKind::Each(each) => self.most_each(each),
            ActKind::Steps(steps) => self.most_steps(steps),
            ActKind::Items(items) if items.verb.account() != self.account => Some(Exact::ZERO),
            ActKind::Items(items) => self.most_items(items),
        }
    }

    /// The most that an act can move with its limits; `None` where nothing bounds it.
    pub(super) fn most_of(&self, act: &Act) -> Option<Exact> {
        if self.account.is_none() && act.only_books() {
            return Some(Exact::ZERO);
        }
        act.limits.iter().fold(self.most(&act.kind), |most, limit| self.after(most, limit))
    }

    fn most_each(&self, each: &Each) -> Option<Exact> {
        let Measure::Number(measure) = &each.measure else { return None };
        let high = domain::of(self.cx, self.list, measure).high?;
        whole_steps(high.over(each.size)?, each.part)?.times(self.most_of(&each.then)?)
    }

    fn most_steps(&self, steps: &Steps) -> Option<Exact> {
        let distance =
            Expr::Sum(vec![(steps.below, steps.measure.clone()), (!steps.below, steps.threshold.clone())]);
        let high = domain::of(self.cx, self.list, &distance).high?.max(Exact::ZERO);
        whole_steps(high.over(steps.step)?, steps.part)?.times(self.most_of(&steps.then)?)
    }

    fn most_items(&self, items: &Items) -> Option<Exact> {
        let prices = items.prices.iter().flatten().map(|price| domain::of(self.cx, self.list, price).high);
        prices.into_iter().try_fold(Exact::ZERO, |sum, price| sum.plus(price?))
    }
}

fn whole_steps(steps: Exact, part: Option<PartStep>) -> Option<Exact> {
    match part {
        Some(PartStep::Up) => Exact::new(steps.ceil(), 1),
        Some(PartStep::Down) => Exact::new(steps.floor(), 1),
        _ => Some(steps),
    }
}

fn largest(all: impl Iterator<Item = Option<Exact>>) -> Option<Exact> {
    let all: Option<Vec<Exact>> = all.collect();
    all?.into_iter().reduce(Exact::max)
}
