//! Finding the act of a ledger line, with what led to it.

use std::collections::BTreeMap;

use crate::assessment::line_words::Because;
use crate::assessment::line_words::Placed;
use crate::model::Standard;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::ActKind;
use crate::model::act::Limit;
use crate::model::factor::Factor;

/// Every act of a standard, by id.
pub(crate) struct Acts<'a> {
    placed: Vec<Option<Placed<'a>>>,
    factors: BTreeMap<ActId, &'a Factor>,
}

impl<'a> Acts<'a> {
    /// The acts of a standard.
    pub(crate) fn of(standard: &'a Standard) -> Self {
        let placed = vec![None; standard.act_count as usize];
        let mut acts = Self { placed, factors: BTreeMap::new() };
        for part in &standard.parts {
            acts.factors.extend(part.factors.iter().map(|factor| (factor.id, factor)));
            part.acts.iter().for_each(|act| acts.place(act, Because::Always, act));
        }
        standard.accounts.iter().for_each(|account| acts.limits(&account.limits));
        acts
    }

    pub(crate) fn get(&self, id: ActId) -> Option<Placed<'a>> {
        self.placed.get(id.0 as usize).copied().flatten()
    }

    /// The factor of an id.
    pub(crate) fn factor(&self, id: ActId) -> Option<&'a Factor> {
        self.factors.get(&id).copied()
    }

    fn limits(&mut self, limits: &'a [Limit]) {
        for limit in limits {
            if let Limit::Times(factor) = limit {
                self.factors.insert(factor.id, factor);
            }
        }
    }

    fn place(&mut self, act: &'a Act, because: Because<'a>, outer: &'a Act) {
        self.limits(&act.limits);
        if let Some(place) = self.placed.get_mut(act.id.0 as usize) {
            *place = Some(Placed { act, because, outer });
        }
        match &act.kind {
            ActKind::Require(condition, otherwise) => self.place(otherwise, Because::Unmet(condition), outer),
            ActKind::Group(acts) | ActKind::Heaviest(acts) => {
                acts.iter().for_each(|inner| self.place(inner, because, outer));
            }
            ActKind::Chain(branches, otherwise) => {
                for (condition, then) in branches {
                    self.place(then, Because::Condition(condition), outer);
                }
                otherwise.iter().for_each(|act| self.place(act, Because::Otherwise, outer));
            }
            ActKind::Bands(bands) => {
                for row in &bands.rows {
                    self.place(&row.then, Because::Band(bands, &row.patterns), outer);
                }
            }
            ActKind::Each(each) => self.place(&each.then, Because::Always, outer),
            ActKind::Steps(steps) => self.place(&steps.then, Because::Always, outer),
            ActKind::Rows(rows) => rows.acts.iter().for_each(|act| self.place(act, Because::Always, outer)),
            ActKind::Amount(..)
            | ActKind::FullPoints
            | ActKind::NoPoints
            | ActKind::Veto
            | ActKind::Fail
            | ActKind::Above(_)
            | ActKind::Pending(_)
            | ActKind::Items(_) => {}
        }
    }
}
