//! What is claimed of repairs, remedies and questions, and what scoring says to it.

use spec::case::Case;
use spec::generator::choices::Choices;
use spec::generator::unit;
use spec::generator::unit::Unit;
use weiheng::Assessment;
use weiheng::Exact;
use weiheng::assessment::Repair;
use weiheng::assessment::VerdictOutcome;
use weiheng::repair::By;
use weiheng::repair::Keep;
use weiheng::repair::Remedy;
use weiheng::repair::Wish;
use weiheng::repair::agenda::Decides;
use weiheng::repair::remedy::Proof;
use weiheng::repair::remedy::RemedyState;

use crate::remedies::change;

/// Units that are drawn to refute a proof.
const ATTEMPTS: usize = 40;
/// How often a unit is scored for a remedy.
const EFFORT: u64 = 300;

/// A remedy passes, no part of it does, and nothing that is drawn refutes its proof.
pub(crate) fn remedy(case: &Case, choices: &mut Choices<'_>) -> Result<(), String> {
    let unit = unit::draw(&case.sample.facts, 0, choices);
    let by = choices.one(&[By::Count, By::Count, By::Points, By::Cost]);
    let readings = case.readings(&unit)?;
    let costs = (0..).map(weiheng::model::fact::FactId).zip(&case.sample.facts);
    let costs = costs.map(|(id, _)| ((id, None), Exact::from(1 + i64::from(id.0 % 3)))).collect();
    let wish = Wish { by, effort: EFFORT, costs, ..Wish::default() };
    let remedy = weiheng::repair::remedy(&case.standard, &case.plan, &readings, &wish);
    let wrong = of_remedy(case, &unit, &remedy, choices)?;
    let told = format!("{by:?} {:?} {:?} {:#?}", remedy.state, remedy.proof, remedy.repairs);
    case.verdict(
        wrong.into_iter().map(|wrong| format!("{wrong}\n{told}")).collect(),
        &[&unit],
        &weiheng::evaluate(&case.plan, &readings),
    )
}

fn of_remedy(
    case: &Case,
    unit: &Unit,
    remedy: &Remedy,
    choices: &mut Choices<'_>,
) -> Result<Option<String>, String> {
    let passes = |unit: &Unit| assessment(case, unit).map(|assessment| passed(&assessment));
    if remedy.assessment.verdicts.is_empty() {
        return Ok(None);
    }
    if (remedy.state == RemedyState::Passes) != (passes(unit)? == Some(true)) {
        return Ok(Some("whether it passes is told wrong".to_owned()));
    }
    if remedy.state == RemedyState::Found {
        let all: Vec<&Repair> = remedy.repairs.iter().collect();
        let after = passes(&change::repaired(case, unit, &all)?)?;
        if remedy.certain && remedy.observe.is_empty() && after != Some(true) {
            return Ok(Some(format!("the remedy comes to {after:?}")));
        }
        for mask in 0..(1_u32 << all.len().min(6)) - 1 {
            let part = all.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1);
            let part: Vec<&Repair> = part.map(|(_, repair)| *repair).collect();
            if passes(&change::repaired(case, unit, &part)?)? == Some(true) {
                return Ok(Some(format!("a part of the remedy passes: {part:#?}")));
            }
        }
        for other in &remedy.ties {
            let all: Vec<&Repair> = other.iter().collect();
            if remedy.certain && passes(&change::repaired(case, unit, &all)?)? != Some(true) {
                return Ok(Some(format!("another way does not pass: {all:#?}")));
            }
        }
    }
    let most = match (remedy.state, remedy.by) {
        (RemedyState::Impossible, _) => usize::MAX,
        (RemedyState::Found, By::Count) if remedy.proof == Proof::AnyValue => remedy.repairs.len(),
        _ => 0,
    };
    if remedy.proof == Proof::AnyValue && most > 0 {
        return refuted(case, unit, most, choices);
    }
    Ok(None)
}

/// A unit that passes with fewer changes than `most`, if one is drawn.
fn refuted(
    case: &Case,
    unit: &Unit,
    most: usize,
    choices: &mut Choices<'_>,
) -> Result<Option<String>, String> {
    let repairable = change::repairable(case);
    if repairable.is_empty() || most <= 1 && most != usize::MAX {
        return Ok(None);
    }
    for _ in 0..ATTEMPTS {
        let mut other = unit.clone();
        let count = if most == usize::MAX { 1 + choices.below(6) } else { 1 + choices.below(most - 1) };
        for _ in 0..count {
            let at = choices.one(&repairable);
            if let Some(drawn) = change::drawn(case, &other, at, choices) {
                other[at] = drawn;
            }
        }
        if passed(&assessment(case, &other)?) == Some(true) {
            return Ok(Some(format!("{count} changes are enough: {other:?}")));
        }
    }
    Ok(None)
}

/// Every repair gains what scoring the unit with it says.
pub(crate) fn gains(case: &Case, choices: &mut Choices<'_>) -> Result<(), String> {
    let unseen = choices.one(&[0, 0, 30]);
    let unit = unit::draw(&case.sample.facts, unseen, choices);
    let readings = case.readings(&unit)?;
    let gains = weiheng::repair::gains(&case.standard, &case.plan, &readings, &Keep::default());
    let before = assessment(case, &unit)?;
    let mut wrong = Vec::new();
    for repair in &gains.found {
        let after = assessment(case, &change::repaired(case, &unit, &[repair])?)?;
        let rise = before.unrounded.zip(after.unrounded).map(|(was, is)| {
            let end = |was: Option<Exact>, is: Option<Exact>| was.zip(is).and_then(|(was, is)| is.minus(was));
            (end(was.low, is.low), end(was.high, is.high))
        });
        if rise != repair.points.map(|points| (points.low, points.high)) {
            wrong.push(format!("{rise:?} is gained, not {repair:#?}"));
        }
        let outcome = |assessment: &Assessment| assessment.verdicts.first().map(|it| it.outcome.clone());
        let changed = outcome(&after).filter(|after| Some(after) != outcome(&before).as_ref());
        if changed != repair.verdict {
            wrong.push(format!("the verdict becomes {changed:?}, not {repair:#?}"));
        }
    }
    case.verdict(wrong, &[&unit], &weiheng::evaluate(&case.plan, &readings))
}

/// A question that is said to decide does, and a decided verdict stays whatever is observed.
pub(crate) fn agenda(case: &Case, choices: &mut Choices<'_>) -> Result<(), String> {
    let unit = unit::draw(&case.sample.facts, choices.one(&[20, 50, 80]), choices);
    let readings = case.readings(&unit)?;
    let agenda = weiheng::repair::next(&case.standard, &case.plan, &readings);
    let before = passed(&agenda.assessment);
    let mut wrong = Vec::new();
    if agenda.decided && !agenda.assessment.verdicts.is_empty() {
        for _ in 0..4 {
            let whole = unit::complete(&case.sample.facts, &unit, choices);
            let after = passed(&assessment(case, &whole)?);
            if before.is_some() && after.is_some() && after != before {
                wrong.push(format!("it was decided as {before:?} and came to {after:?}: {whole:?}"));
            }
        }
    }
    for question in agenda.questions.iter().filter(|question| question.row.is_none()) {
        for answer in question.best.iter().chain(&question.worst) {
            let Some(observed) = change::observed(case, &unit, question, answer) else { continue };
            let after = assessment(case, &observed)?;
            if after.unrounded != answer.score {
                wrong.push(format!("it comes to {:?}: {question:#?}", after.unrounded));
            }
            if question.decides == Decides::Always && is_open(&after) {
                wrong.push(format!("it decides nothing: {question:#?}"));
            }
        }
    }
    case.verdict(wrong, &[&unit], &weiheng::evaluate(&case.plan, &readings))
}

fn assessment(case: &Case, unit: &Unit) -> Result<Assessment, String> {
    Ok(weiheng::assess(&case.standard, &case.plan, &case.readings(unit)?))
}

/// Whether the main verdict passes; `None` where it is open.
fn passed(assessment: &Assessment) -> Option<bool> {
    match assessment.verdicts.first().map(|verdict| &verdict.outcome) {
        Some(VerdictOutcome::Decided { passed, .. }) => Some(*passed),
        _ => None,
    }
}

/// Whether both passing grades and others are possible; the first grade of a generated verdict passes.
fn is_open(assessment: &Assessment) -> bool {
    match assessment.verdicts.first().map(|verdict| &verdict.outcome) {
        Some(VerdictOutcome::Open { grades } | VerdictOutcome::Undetermined { grades }) => {
            grades.iter().any(|grade| grade == "通过")
        }
        _ => false,
    }
}
