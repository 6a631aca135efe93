//! What to do after a visit: what each repair alone would gain, the least that makes a unit pass, and what to observe
//! next.
//!
//! A unit is scored again and again with some of its readings changed; no amount is ever added up.

pub mod agenda;
mod assign;
mod bar;
mod blocks;
mod fewest;
mod gain;
mod looks;
mod matter;
mod matters;
mod measure;
mod mending;
mod next;
mod options;
pub mod remedy;
mod search;
mod some;
mod standing;
mod targets;
mod trial;
mod words;

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::assessment::Repairs;
use crate::exact::Exact;
use crate::model::Standard;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::observation::Readings;
use crate::plan::Plan;
pub use crate::repair::agenda::Agenda;
pub use crate::repair::remedy::By;
pub use crate::repair::remedy::Remedy;

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

/// What is asked of a remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What is to be least.
    pub by: By,
    /// What stays as it is.
    pub keep: Keep,
    /// What it costs to repair a fact, one item of it or one row of it; for [`By::Cost`], which leaves alone whatever
    /// has no cost.
    pub costs: BTreeMap<(FactId, Option<String>), Exact>,
    /// How often the unit is scored at most before the best that was found is told with what is proved of it; less
    /// often where it has many rows.
    pub effort: u64,
}

impl Default for Wish {
    fn default() -> Self {
        Self { by: By::Count, keep: Keep::default(), costs: BTreeMap::new(), effort: 50_000 }
    }
}

/// The least that makes a unit pass, and how far it is proved that nothing less does.
///
/// What was not observed stays open while sets are compared: a set must make it possible to pass. What then must be
/// observed, and as what, is told beside it.
///
/// ```
/// use weiheng::repair::{Wish, remedy};
/// use weiheng::{Observations, Plan, Readings, Source, SourceId, load};
/// let text = "标准 例\n  满分 10\n评定 { 通过 > 不通过 } 及格 通过\n  通过 若 总分 >= 6分\n  不通过 否则\n条 1 10分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 2分\n";
/// let standard = load(&Source::new("a.wh", text), SourceId(0)).value.unwrap();
/// let unit = Observations::from_json(SourceId(1), "{ \"垃圾\": 5 }").value.unwrap();
/// let readings = Readings::bind(&standard, &unit[0]).value.unwrap();
/// let plan = Plan::from_model(&standard, None);
/// let least = remedy(&standard, &plan, &readings, &Wish::default());
/// assert_eq!(least.repairs[0].changes[0].to.zh, "2处");
/// ```
pub fn remedy(standard: &Standard, plan: &Plan, readings: &Readings, wish: &Wish) -> Remedy {
    fewest::fewest(standard, plan, readings, wish)
}

/// What is still to be observed of a unit, what decides the most first: what decides the verdict with each value that
/// it may have, then with some, then by how much narrower the range of the score becomes.
pub fn next(standard: &Standard, plan: &Plan, readings: &Readings) -> Agenda {
    next::next(standard, plan, readings)
}
