//! What a unit comes to by itself.

use weiheng::Assessment;
use weiheng::Date;
use weiheng::Exact;
use weiheng::Observations;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::assessment::Finding;
use weiheng::assessment::VerdictOutcome;
use weiheng::evaluation::tally::Ends;
use weiheng::evaluation::tally::Tally;
use weiheng::model::part::PartId;
use weiheng_tabular::stream::Results;
use weiheng_tabular::stream::Standing;

/// A unit by itself.
pub(crate) struct Expected {
    /// Its name.
    pub(crate) unit: String,
    /// Its results, as text; `None` where it cannot be read.
    pub(crate) results: Option<String>,
}

impl Expected {
    /// The unit in a line of JSON.
    pub(crate) fn of(standard: &Standard, date: Option<Date>, line: &str) -> Self {
        let unit = Observations::from_json(SourceId(0), line).value.expect("a unit").remove(0);
        let name = unit.unit.clone().unwrap_or_default();
        let results = Readings::bind(standard, &unit).value.map(|mut readings| {
            readings.date = date;
            let plan = Plan::from_model(standard, date);
            let tally = weiheng::evaluate(&plan, &readings);
            let assessment = Assessment::from_tally(standard, &plan, &readings, &tally);
            of_assessment(standard, &plan, &assessment, &tally)
        });
        Self { unit: name, results }
    }
}

/// The results of an assessment in the words of [`results`].
fn of_assessment(standard: &Standard, plan: &Plan, assessment: &Assessment, tally: &Tally) -> String {
    let grades: Vec<Option<u16>> = tally
        .verdicts
        .iter()
        .map(|verdict| if let [one] = verdict.grades.as_slice() { Some(*one) } else { None })
        .collect();
    let standing = match assessment.verdicts.first().map(|verdict| &verdict.outcome) {
        Some(VerdictOutcome::Decided { passed: true, .. }) => Standing::Passed,
        Some(VerdictOutcome::Decided { passed: false, .. }) => Standing::Failed,
        Some(_) => Standing::Open,
        None => without_verdict(assessment),
    };
    let parts = (0..standard.parts.len()).map(|at| {
        let (part, result) = (&standard.parts[at], &assessment.parts[at]);
        if result.finding == Finding::NotApplicable {
            return None;
        }
        match &result.score {
            Some(score) => Some(ends(score.low, score.high)),
            None if part.points.is_some() || plan.parts[at].sums => None,
            None => Some(moved(standard, plan, at, tally)),
        }
    });
    let total = tally.total.map(shown);
    let vetoed = tally.parts.get(PartId(0)).map(|whole| whole.veto).unwrap_or_default();
    written(total, &grades, &format!("{vetoed:?} {standing:?}"), parts)
}

fn written(
    total: Option<String>,
    grades: &[Option<u16>],
    state: &str,
    parts: impl Iterator<Item = Option<String>>,
) -> String {
    let parts: Vec<String> = parts.map(|part| part.unwrap_or("-".to_owned())).collect();
    format!("{} {grades:?} {state} {}", total.unwrap_or("-".to_owned()), parts.join(" "))
}

fn without_verdict(assessment: &Assessment) -> Standing {
    let found = |wanted: &[Finding]| assessment.parts.iter().any(|part| wanted.contains(&part.finding));
    if found(&[Finding::Withheld, Finding::Vetoed, Finding::Failed]) {
        Standing::Failed
    } else if found(&[Finding::Undetermined, Finding::NotObserved])
        || assessment.parts[0].finding == Finding::NotApplicable
        || assessment.score.is_some_and(|score| score.as_point().is_none())
    {
        Standing::Open
    } else {
        Standing::Passed
    }
}

/// What the lines of a part without points come to, and those of such parts below it.
fn moved(standard: &Standard, plan: &Plan, at: usize, tally: &Tally) -> String {
    let is_inside = |id: PartId| {
        let mut above = Some(id);
        while let Some(id) = above {
            if id.0 as usize == at {
                return true;
            }
            let part = &plan.parts[id.0 as usize];
            above = standard.parts[id.0 as usize].parent.filter(|_| part.points.is_none() && !part.sums);
        }
        false
    };
    let zero = Ends::ZERO;
    let sum = tally.lines.iter().filter(|line| is_inside(line.part)).fold(zero, |sum, line| Ends {
        low: sum.low.plus(line.amount.low).expect("a sum"),
        high: sum.high.plus(line.amount.high).expect("a sum"),
    });
    shown(sum)
}

/// The results of a row that streamed by.
pub(crate) fn results(standard: &Standard, results: &Results, row: usize) -> String {
    let total = results.total(row).map(shown);
    let grades: Vec<Option<u16>> = (0..standard.verdicts.len()).map(|at| results.grade(at, row)).collect();
    let parts = (0..standard.parts.len()).map(|at| results.part(at, row).map(shown));
    let (vetoed, standing) = (results.vetoed(row), results.standing(row));
    written(total, &grades, &format!("{vetoed:?} {standing:?}"), parts)
}

fn shown(of: Ends) -> String {
    let bounded = |end: Exact| Some(end).filter(|end| !Ends::is_unbounded(*end));
    ends(bounded(of.low), bounded(of.high))
}

fn ends(low: Option<Exact>, high: Option<Exact>) -> String {
    let shown = |end: Option<Exact>| end.map_or("?".to_owned(), |end| end.to_string());
    if low == high { shown(low) } else { format!("{}..{}", shown(low), shown(high)) }
}
