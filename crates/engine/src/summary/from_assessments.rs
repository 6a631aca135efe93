//! Adding up assessments, each of which may then be dropped.

use crate::assessment::Assessment;
use crate::assessment::Finding;
use crate::assessment::PartResult;
use crate::assessment::RankName;
use crate::assessment::VerdictOutcome;
use crate::summary::AccountTotal;
use crate::summary::ChapterName;
use crate::summary::ChapterScore;
use crate::summary::NamedOutcome;
use crate::summary::OutcomeCount;
use crate::summary::Summary;
use crate::summary::UnitSummary;
use crate::summary::loss::Losses;
use crate::summary::loss::is_failed;
use crate::summary::loss::judged;
use crate::summary::place::places;

/// The summaries of assessments, one for each standard among them.
///
/// ```
/// use weiheng::{Observations, Plan, Readings, Source, SourceId, assess};
/// use weiheng::summary::Summaries;
///
/// let text = "标准 街道\n  满分 10\n条 1 \"保洁\" 10分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 2分\n";
/// let standard = weiheng::load(&Source::new("a.wh", text), SourceId(0)).value.unwrap();
/// let plan = Plan::from_model(&standard, None);
/// let units = r#"[{"单元":"东","垃圾":3},{"单元":"西","垃圾":0},{"单元":"南","垃圾":3}]"#;
///
/// let mut summaries = Summaries::default();
/// for unit in Observations::from_json(SourceId(1), units).value.unwrap() {
///     let readings = Readings::bind(&standard, &unit).value.unwrap();
///     summaries.add(&assess(&standard, &plan, &readings));
/// }
/// let [summary] = summaries.finish().try_into().unwrap();
/// let names: Vec<_> = summary.units.iter().flat_map(|unit| unit.unit.as_deref()).collect();
/// assert_eq!(names, ["西", "东", "南"]);
/// let places: Vec<u32> = summary.units.iter().flat_map(|unit| unit.place).map(|place| place.best).collect();
/// assert_eq!(places, [1, 2, 2]);
/// assert_eq!(summary.deductions[0].units, 2);
/// assert_eq!(summary.deductions[0].lost.high.unwrap().to_string(), "12");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Summaries {
    added: u32,
    open: Vec<(Summary, Losses)>,
}

impl Summaries {
    /// Adds an assessment.
    pub fn add(&mut self, assessment: &Assessment) {
        self.added += 1;
        let position = self.added;
        let known = self.open.iter().position(|(summary, _)| summary.standard == assessment.standard);
        let at = known.unwrap_or_else(|| {
            self.open.push((empty(assessment), Losses::default()));
            self.open.len() - 1
        });
        if let Some((summary, losses)) = self.open.get_mut(at) {
            summary.units.push(unit(assessment, position));
            losses.add(assessment);
        }
    }

    /// The summaries, in the order in which their standards came.
    pub fn finish(self) -> Vec<Summary> {
        self.open.into_iter().map(|(summary, losses)| finished(summary, &losses)).collect()
    }
}

fn empty(assessment: &Assessment) -> Summary {
    let name = |part: &PartResult| ChapterName {
        id: part.id.clone(),
        label: part.label.clone(),
        points: part.points,
    };
    Summary {
        version: Summary::VERSION,
        standard: assessment.standard.clone(),
        full: assessment.full,
        chapters: chapters(assessment).map(name).collect(),
        units: Vec::new(),
        outcomes: Vec::new(),
        deductions: Vec::new(),
        departments: Vec::new(),
        left_out: Vec::new(),
    }
}

fn chapters(assessment: &Assessment) -> impl Iterator<Item = &PartResult> {
    let is_there = |rank: &RankName| assessment.parts.iter().any(|part| part.rank == *rank);
    let rank = [RankName::Chapter, RankName::Section].into_iter().find(is_there);
    assessment.parts.iter().filter(move |part| Some(part.rank) == rank)
}

fn unit(assessment: &Assessment, position: u32) -> UnitSummary {
    let clauses = |wanted: fn(&PartResult) -> bool| {
        let found = judged(assessment).filter(|(_, part)| wanted(part)).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    let chapter =
        |part: &PartResult| ChapterScore { points: part.points, score: part.score, finding: part.finding };
    let verdicts = assessment.verdicts.iter();
    let accounts = assessment.accounts.iter();
    UnitSummary {
        position,
        unit: assessment.unit.clone(),
        date: assessment.date,
        place: None,
        score: assessment.score,
        verdicts: verdicts
            .map(|one| NamedOutcome { name: one.name.clone(), outcome: one.outcome.clone() })
            .collect(),
        accounts: accounts
            .map(|one| AccountTotal {
                name: one.name.clone(),
                unit: one.unit.clone(),
                amount: one.amount,
                finding: one.finding,
            })
            .collect(),
        chapters: chapters(assessment).map(chapter).collect(),
        failed: clauses(is_failed),
        open: clauses(|part| matches!(part.finding, Finding::NotObserved | Finding::Undetermined)),
    }
}

fn finished(mut summary: Summary, losses: &Losses) -> Summary {
    let scores: Vec<_> = summary.units.iter().map(|unit| unit.score).collect();
    for (unit, place) in summary.units.iter_mut().zip(places(&scores)) {
        unit.place = place;
    }
    summary.units.sort_by_cached_key(order);
    summary.outcomes = outcomes(&summary.units);
    summary.deductions = losses.clauses();
    summary.departments = losses.departments();
    summary
}

/// By place; without one, those that pass first, then those with fewer clauses failed.
fn order(unit: &UnitSummary) -> impl Ord + use<> {
    let place = unit.place.map_or((u32::MAX, u32::MAX), |place| (place.best, place.worst));
    let standing = unit.verdicts.first().map_or(0, |verdict| standing(&verdict.outcome));
    (place, standing, unit.failed, unit.open, unit.position)
}

/// How good an outcome is, as far as that can be said without the grades of the standard.
fn standing(outcome: &VerdictOutcome) -> u8 {
    match outcome {
        VerdictOutcome::Decided { passed: true, .. } => 0,
        VerdictOutcome::Open { .. } => 1,
        VerdictOutcome::Undetermined { .. } => 2,
        VerdictOutcome::Decided { passed: false, .. } => 3,
        VerdictOutcome::NotApplicable => 4,
    }
}

/// The outcomes of each verdict with the units that came to them.
fn outcomes(units: &[UnitSummary]) -> Vec<OutcomeCount> {
    let mut counts: Vec<(usize, OutcomeCount)> = Vec::new();
    for unit in units {
        for (at, verdict) in unit.verdicts.iter().enumerate() {
            let same = |(_, one): &&mut (usize, OutcomeCount)| {
                one.name == verdict.name && one.outcome == verdict.outcome
            };
            match counts.iter_mut().find(same) {
                Some((_, count)) => count.units.push(unit.position),
                None => {
                    let NamedOutcome { name, outcome } = verdict.clone();
                    counts.push((at, OutcomeCount { name, outcome, units: vec![unit.position] }));
                }
            }
        }
    }
    counts.sort_by_key(|(at, count)| (*at, standing(&count.outcome)));
    counts.into_iter().map(|(_, count)| count).collect()
}
