//! What one unit comes to: the row-wise way, and the form in which every result is written.

use weiheng::Exact;
use weiheng::Plan;
use weiheng::Tally;
use weiheng::evaluation::tally::Chance;
use weiheng::evaluation::tally::Ends;
use weiheng::evaluation::tally::Finding;
use weiheng::model::part::PartId;

/// The result of one unit that was scored by itself.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// The total after rounding.
    pub(crate) total: Option<Ends>,
    /// The grade of each verdict that is decided.
    pub(crate) grades: Vec<Option<u16>>,
    /// Whether it is vetoed.
    pub(crate) vetoed: Chance,
    /// What each part came to, by position.
    pub(crate) parts: Vec<Option<Ends>>,
    /// Whether it passes.
    pub(crate) standing: Standing,
}

/// Whether a unit passes by the main verdict; without one, whether anything is failed or open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It passes, whatever is still missing.
    Passed,
    /// It does not pass, whatever is still missing.
    Failed,
    /// It is not settled.
    Open,
}

impl Outcome {
    /// The result in a tally.
    pub(crate) fn of(plan: &Plan, tally: &Tally) -> Self {
        let grades = tally.verdicts.iter().map(|verdict| match verdict.grades.as_slice() {
            [one] => Some(*one),
            _ => None,
        });
        Self {
            total: tally.total,
            grades: grades.collect(),
            vetoed: tally.parts.get(PartId(0)).map(|whole| whole.veto).unwrap_or_default(),
            parts: parts(plan, tally),
            standing: standing(plan, tally),
        }
    }
}

/// The main verdict, the first of the standard itself: its position, and that of the lowest grade that passes.
pub(crate) fn main_verdict(plan: &Plan) -> Option<(usize, u16)> {
    let at = plan.verdicts.iter().position(|verdict| verdict.part == PartId(0))?;
    Some((at, plan.verdicts.get(at)?.passing))
}

fn standing(plan: &Plan, tally: &Tally) -> Standing {
    let main = main_verdict(plan).and_then(|(at, passing)| Some((tally.verdicts.get(at)?, passing)));
    let Some((verdict, passing)) = main else { return without_verdict(tally) };
    match verdict.grades.as_slice() {
        [one] if *one <= passing => Standing::Passed,
        [_] => Standing::Failed,
        _ => Standing::Open,
    }
}

fn without_verdict(tally: &Tally) -> Standing {
    let findings = || (0..).map_while(|at| tally.parts.get(PartId(at))).map(|part| part.finding);
    let is_open = |finding| matches!(finding, Finding::Undetermined | Finding::NotObserved);
    let whole = findings().next();
    if findings().any(|finding| matches!(finding, Finding::Withheld | Finding::Vetoed | Finding::Failed)) {
        Standing::Failed
    } else if findings().any(is_open)
        || matches!(whole, None | Some(Finding::NotApplicable))
        || tally.total.is_some_and(|total| total.low != total.high)
    {
        Standing::Open
    } else {
        Standing::Passed
    }
}

/// What parts came to: the score with its bonuses, before rounding; where a part has none, what its lines and those
/// below it move in the part above. `None` where it does not apply.
fn parts(plan: &Plan, tally: &Tally) -> Vec<Option<Ends>> {
    let mut moved = vec![Ends::ZERO; plan.parts.len()];
    for line in tally.lines.iter() {
        if let Some(sum) = moved.get_mut(line.part.0 as usize) {
            *sum = plus(*sum, line.amount);
        }
    }
    let mut results = vec![None; plan.parts.len()];
    // Children come after their parents.
    for (at, part) in plan.parts.iter().enumerate().rev() {
        let below = part.children.iter().filter_map(|child| moved.get(child.0 as usize));
        let all = below.fold(moved.get(at).copied().unwrap_or(Ends::ZERO), |sum, below| plus(sum, *below));
        let has_score = part.points.is_some() || part.sums;
        let result = u32::try_from(at).ok().and_then(|at| tally.parts.get(PartId(at)));
        let result = result.filter(|result| result.finding != Finding::NotApplicable);
        let came_to = result.and_then(|result| match result.score {
            Some(score) => Some(plus(score, result.bonus)),
            None => (!has_score).then_some(all),
        });
        if let (Some(place), Some(sum)) = (results.get_mut(at), moved.get_mut(at)) {
            *place = came_to;
            *sum = if has_score { Ends::ZERO } else { all };
        }
    }
    results
}

fn plus(a: Ends, b: Ends) -> Ends {
    // Sums of amounts that a tally already added up stay within its numbers.
    let sum = |a: Exact, b: Exact| a.plus(b).unwrap_or(a);
    Ends { low: sum(a.low, b.low), high: sum(a.high, b.high) }
}
