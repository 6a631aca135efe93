//! What to do after a visit: what each repair alone would gain.
//!
//! A unit is scored again and again with some of its readings changed; no amount is ever added up.

mod bar;
mod gain;
mod looks;
mod matter;
mod matters;
mod mending;
mod standing;
mod targets;
mod trial;
mod words;

use std::collections::BTreeSet;

use crate::assessment::Repairs;
use crate::model::Standard;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::observation::Readings;
use crate::plan::Plan;

/// What stays as it is, such as a population.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// Facts.
    pub facts: BTreeSet<FactId>,
    /// Fields of the rows of a list.
    pub fields: BTreeSet<(FactId, FieldId)>,
}

/// What each repair of a unit alone would gain, the greatest gain first; what is kept is not touched.
///
/// A repair brings one fact, one item of a 清单 or one row of a 名录 to the value that does the most, and no further
/// than is needed for it. The unit is scored again with each, so that caps and vetoes count: of two deductions under
/// one cap each alone may gain nothing. What comes from elsewhere (外部), what says whether a clause applies (适用),
/// days and texts are what the unit is; they are not repaired. A unit that is scored among others is taken alone.
pub fn gains(standard: &Standard, plan: &Plan, readings: &Readings, keep: &Keep) -> Repairs {
    gain::gains(standard, plan, readings, keep)
}
