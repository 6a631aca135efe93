//! The standards by which units are scored, each made ready for columns and for rows.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Exact;
use weiheng::Observations;
use weiheng::Outcome;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::observation::Raw;
use weiheng::plan::PlannedPart;
use weiheng::plan::columns::ColumnPlan;

use crate::mapping::Mapping;
use crate::stream::outcome;

/// How units that stream by are scored.
///
/// The units of a block are scored side by side where the plan allows it ([`ColumnPlan`]) and everything that it looks
/// at is plainly recorded; every other unit is scored by itself as [`weiheng::evaluate`] does. Both give the same
/// numbers.
#[derive(Debug)]
pub struct Scoring<'a> {
    pub(crate) rulers: Vec<Ruler<'a>>,
    pub(crate) manner: Manner,
}

/// What is asked besides the standards.
#[derive(Clone, Debug, Default)]
pub struct Manner {
    /// The assessment date of every unit, whatever is recorded with it.
    pub asked: Option<Date>,
    /// The assessment date of a unit that has none recorded.
    pub today: Option<Date>,
    /// What headings that are no facts of the standards stand for.
    pub mapping: Mapping,
    /// Headings whose values are handed on beside the results. They are no facts.
    pub kept: Vec<String>,
    /// A number that stands for 不适用 wherever it is recorded.
    pub inapplicable: Option<i64>,
}

/// A standard with its plans.
#[derive(Debug)]
pub(crate) struct Ruler<'a> {
    pub(crate) standard: &'a Standard,
    /// The plan over columns, for units that are scored as on the usual date.
    pub(crate) columns: Option<ColumnPlan>,
    /// What each part starts from, where it loses points.
    pub(crate) starts: Arc<[Option<Exact>]>,
    pub(crate) usual: Arc<Dated>,
    dated: Mutex<BTreeMap<Option<Date>, Arc<Dated>>>,
}

/// The plan of one date.
#[derive(Debug)]
pub(crate) struct Dated {
    pub(crate) plan: Plan,
    /// Whether columns say the same on this date as on the usual one.
    pub(crate) is_usual: bool,
}

/// A standard that ranks units among one another, which needs all of them at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RanksUnits {
    /// Its id.
    pub standard: String,
}

impl<'a> Scoring<'a> {
    /// Scoring by these standards.
    ///
    /// # Errors
    /// The first standard that has 名次, 同批 or 红旗黑旗: it cannot score a unit before all are there.
    pub fn new(standards: &[&'a Standard], manner: Manner) -> Result<Self, RanksUnits> {
        if let Some(ranks) = standards.iter().find(|standard| !standard.batch.is_empty()) {
            return Err(RanksUnits { standard: ranks.id.clone() });
        }
        let usual = manner.asked.or(manner.today);
        let rulers = standards.iter().map(|standard| Ruler::new(standard, usual)).collect();
        Ok(Self { rulers, manner })
    }

    /// The day on which a unit is assessed.
    pub(crate) fn date_of(&self, recorded: Option<Date>) -> Option<Date> {
        self.manner.asked.or(recorded).or(self.manner.today)
    }

    /// Whether columns hold for a unit of this date, by every standard.
    pub(crate) fn is_usual(&self, recorded: Option<Date>) -> bool {
        let date = self.date_of(recorded);
        self.rulers.iter().all(|ruler| ruler.on(date).is_usual)
    }

    /// Whether units are scored side by side at all.
    pub(crate) fn is_columnar(&self) -> bool {
        self.rulers.iter().all(|ruler| ruler.columns.is_some())
    }

    /// A unit with what is handed on taken out, the code for 不适用 read as such, and the mapping applied.
    pub(crate) fn prepared(
        &self,
        mut unit: Observations,
        problems: &mut Diagnostics,
    ) -> (Observations, Vec<String>) {
        let mut kept = vec![String::new(); self.manner.kept.len()];
        unit.entries.retain_mut(|entry| {
            let handed_on = self.kept(&entry.name).and_then(|at| kept.get_mut(at));
            let is_fact = handed_on.is_none();
            match (handed_on, &mut entry.value) {
                (Some(place), Raw::Text(text)) => place.clone_from(text),
                (Some(place), Raw::Truth(truth)) => *place = truth.to_string(),
                (None, Raw::Text(text))
                    if self.manner.inapplicable.is_some_and(|code| text.parse() == Ok(code)) =>
                {
                    "不适用".clone_into(text);
                }
                _ => {}
            }
            is_fact
        });
        self.manner.mapping.clone().apply(&mut unit, problems);
        (unit, kept)
    }

    /// The results of one unit by each standard, or what is wrong with it.
    pub(crate) fn outcomes(
        &self,
        observations: &Observations,
        tally: &mut Tally,
    ) -> Result<Vec<outcome::Outcome>, Diagnostics> {
        let bound = match self.rulers.as_slice() {
            [only] => {
                let Outcome { value, diagnostics } = Readings::bind(only.standard, observations);
                Outcome { value: value.map(|one| vec![one]), diagnostics }
            }
            several => {
                let standards: Vec<&Standard> = several.iter().map(|ruler| ruler.standard).collect();
                Readings::bind_among(&standards, observations)
            }
        };
        let Some(readings) = bound.value else { return Err(bound.diagnostics) };
        let date = self.date_of(observations.date.map(|(date, _)| date));
        let scored = self.rulers.iter().zip(readings).map(|(ruler, mut readings)| {
            let dated = ruler.on(date);
            readings.date = date;
            weiheng::evaluate_into(&dated.plan, &readings, tally);
            outcome::Outcome::of(&dated.plan, tally)
        });
        Ok(scored.collect())
    }
}

impl<'a> Ruler<'a> {
    fn new(standard: &'a Standard, usual: Option<Date>) -> Self {
        let plan = Plan::from_model(standard, usual);
        let columns = ColumnPlan::from_plan(&plan);
        let start = |part: &PlannedPart| part.points.filter(|_| !part.earns && !part.sums);
        let starts = plan.parts.iter().map(start).collect();
        let usual_plan = Arc::new(Dated { plan, is_usual: true });
        let dated = Mutex::new(BTreeMap::from([(usual, Arc::clone(&usual_plan))]));
        Self { standard, columns, starts, usual: usual_plan, dated }
    }

    /// The plan of a date.
    pub(crate) fn on(&self, date: Option<Date>) -> Arc<Dated> {
        // A thread that died while it held the plans has not spoilt them: they are only ever added to.
        let mut dated = self.dated.lock().unwrap_or_else(PoisonError::into_inner);
        let plan = dated.entry(date).or_insert_with(|| {
            let plan = Plan::from_model(self.standard, date);
            let is_usual = ColumnPlan::from_plan(&plan) == self.columns;
            Arc::new(Dated { plan, is_usual })
        });
        Arc::clone(plan)
    }
}
