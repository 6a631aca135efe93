//! What the verdicts of a unit came to, without a word of why.

use crate::assessment::Range;
use crate::assessment::VerdictOutcome;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::Tally;
use crate::evaluation::tally::VerdictTally;
use crate::model::Standard;
use crate::model::part::PartId;
use crate::model::verdict::Verdict;

/// What the verdicts of the standard itself came to, the main one first; those of its parts are not among them. An
/// [`Assessment`](crate::Assessment) says the same with its reasons.
///
/// ```
/// use weiheng::{Observations, Plan, Readings, Source, SourceId, evaluate, load};
/// use weiheng::assessment::{VerdictOutcome, outcomes};
/// let text = "标准 例\n评定 { 优 > 差 } 及格 优\n  优 若 总分 >= 6分\n  差 否则\n\
///             条 1 \"垃圾\" 10分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 2分\n";
/// let standard = load(&Source::new("a.wh", text), SourceId(0)).value.unwrap();
/// let units = Observations::from_json(SourceId(1), r#"{ "垃圾": 2 }"#).value.unwrap();
/// let readings = Readings::bind(&standard, &units[0]).value.unwrap();
/// let tally = evaluate(&Plan::from_model(&standard, None), &readings);
/// let outcome = outcomes(&standard, &tally).next();
/// assert_eq!(outcome, Some(VerdictOutcome::Decided { grade: "优".to_owned(), passed: true }));
/// ```
pub fn outcomes(standard: &Standard, tally: &Tally) -> impl Iterator<Item = VerdictOutcome> {
    let verdicts = standard.verdicts.iter().zip(&tally.verdicts);
    let verdicts = verdicts.filter(|(verdict, _)| verdict.part == PartId(0));
    verdicts.map(|(verdict, ruled)| outcome_of(verdict, ruled, tally))
}

/// What a verdict of a unit came to.
pub(crate) fn outcome_of(verdict: &Verdict, ruled: &VerdictTally, tally: &Tally) -> VerdictOutcome {
    let part = tally.parts.get(verdict.part);
    let is_out = part.is_some_and(|part| part.finding == Finding::NotApplicable);
    if is_out { VerdictOutcome::NotApplicable } else { outcome(verdict, ruled) }
}

/// What a verdict came to, where its part applies.
pub(crate) fn outcome(verdict: &Verdict, tally: &VerdictTally) -> VerdictOutcome {
    let grade = |position: &u16| verdict.grade(*position).to_owned();
    match tally.grades.as_slice() {
        [] => VerdictOutcome::NotApplicable,
        [one] => VerdictOutcome::Decided { grade: grade(one), passed: *one <= verdict.passing },
        several => {
            let grades = several.iter().map(grade).collect();
            if tally.cause.is_some() {
                VerdictOutcome::Undetermined { grades }
            } else {
                VerdictOutcome::Open { grades }
            }
        }
    }
}

impl From<Ends> for Range {
    fn from(ends: Ends) -> Self {
        let bounded = |end| Some(end).filter(|end| !Ends::is_unbounded(*end));
        Self { low: bounded(ends.low), high: bounded(ends.high) }
    }
}
