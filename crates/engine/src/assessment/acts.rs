//! Finding the act of a ledger line, with what led to it.

use crate::assessment::line_words::Because;
use crate::assessment::line_words::Placed;
use crate::model::Standard;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::ActKind;

/// Every act of a standard, by id.
pub(crate) struct Acts<'a>(Vec<Option<Placed<'a>>>);

impl<'a> Acts<'a> {
    /// The acts of a standard.
    pub(crate) fn of(standard: &'a Standard) -> Self {
        let mut acts = Self(vec![None; standard.act_count as usize]);
        for act in standard.parts.iter().flat_map(|part| &part.acts) {
            acts.place(act, Because::Always);
        }
        acts
    }

    pub(crate) fn get(&self, id: ActId) -> Option<Placed<'a>> {
        self.0.get(id.0 as usize).copied().flatten()
    }

    fn place(&mut self, act: &'a Act, because: Because<'a>) {
        if let Some(place) = self.0.get_mut(act.id.0 as usize) {
            *place = Some(Placed { act, because });
        }
        match &act.kind {
            ActKind::Require(condition, otherwise) => self.place(otherwise, Because::Unmet(condition)),
            ActKind::Group(acts) | ActKind::Heaviest(acts) => {
                acts.iter().for_each(|inner| self.place(inner, because));
            }
            ActKind::Chain(branches, otherwise) => {
                for (condition, then) in branches {
                    self.place(then, Because::Condition(condition));
                }
                otherwise.iter().for_each(|act| self.place(act, Because::Otherwise));
            }
            ActKind::Bands(bands) => {
                for row in &bands.rows {
                    self.place(&row.then, Because::Band(bands, &row.patterns));
                }
            }
            ActKind::Each(each) => self.place(&each.then, Because::Always),
            ActKind::Steps(steps) => self.place(&steps.then, Because::Always),
            ActKind::Rows(rows) => rows.acts.iter().for_each(|act| self.place(act, Because::Always)),
            ActKind::Amount(..)
            | ActKind::FullPoints
            | ActKind::NoPoints
            | ActKind::Veto
            | ActKind::Fail
            | ActKind::Pending(_)
            | ActKind::Items(_) => {}
        }
    }
}
