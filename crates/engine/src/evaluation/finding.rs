//! The finding of a part, from what came of it.

use crate::evaluation::booking::Booked;
use crate::evaluation::clause::Done;
use crate::evaluation::roll_up::Below;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::PartTally;
use crate::evaluation::tally::VerdictTally;
use crate::exact::Exact;
use crate::observation::Reading;
use crate::observation::Readings;
use crate::plan::PlannedPart;

/// The first finding that fits.
pub(crate) fn of(result: &PartTally, done: &Done, below: &Below, unseen: bool) -> Finding {
    let open = below.open
        || done.deed.doubt.any()
        || done.booked.iter().any(Booked::is_open)
        || result.may_be_inapplicable
        || result.withheld == Chance::Maybe
        || result.veto == Chance::Maybe
        || result.failure == Chance::Maybe
        || done.deed.above.is_open()
        || result.score.is_some_and(|score| score.low != score.high);
    match result {
        _ if result.withheld == Chance::Surely => Finding::Withheld,
        _ if result.veto == Chance::Surely && result.withheld == Chance::Never => Finding::Vetoed,
        _ if result.failure == Chance::Surely && result.veto.or(result.withheld) == Chance::Never => {
            Finding::Failed
        }
        _ if open && result.cause.is_some() => Finding::Undetermined,
        _ if open => Finding::NotObserved,
        _ if unseen => Finding::NotObserved,
        PartTally { score: Some(score), .. } if score.high >= result.applicable.high => met(done),
        PartTally { score: Some(score), .. } if score.high.is_zero() => Finding::Zero,
        PartTally { score: Some(_), .. } => Finding::Reduced,
        _ if done.deed.deduct.low.is_some_and(|lost| lost > Exact::ZERO) => Finding::Reduced,
        _ => met(done),
    }
}

/// With nothing lost a part is met, unless it acts above: 降一级, 不得分 于 本章.
fn met(done: &Done) -> Finding {
    if done.deed.above.aimed == Chance::Surely { Finding::Failed } else { Finding::Met }
}

/// The result of a part with one more verdict, which fails it where its grade does not pass.
pub(crate) fn graded(result: PartTally, verdict: &VerdictTally, passing: u16) -> PartTally {
    let fails = verdict.grades.iter().any(|grade| *grade > passing);
    let passes = verdict.grades.iter().any(|grade| *grade <= passing);
    let chance = match (fails, passes || result.may_be_inapplicable) {
        (false, _) => Chance::Never,
        (true, true) => Chance::Maybe,
        (true, false) => Chance::Surely,
    };
    let failure = result.failure.or(chance);
    let cause = result.cause.or(verdict.cause);
    let finding = match failure {
        Chance::Surely => Finding::Failed,
        Chance::Maybe if cause.is_some() => Finding::Undetermined,
        Chance::Maybe => Finding::NotObserved,
        Chance::Never => return result,
    };
    PartTally { failure, finding, cause: cause.filter(|_| failure != Chance::Surely), ..result }
}

/// Whether the result of a part hangs on facts and none of them was observed: such a part is never met.
pub(crate) fn all_unseen(part: &PlannedPart, readings: &Readings) -> bool {
    let unseen = |reading: Option<&Reading>| matches!(reading, None | Some(Reading::NotObserved));
    !part.deciding.is_empty()
        && part.deciding.iter().all(|fact| unseen(readings.readings.get(fact.0 as usize)))
}

/// Whether every act of a part, and every part below it, is not applicable.
pub(crate) fn nothing_applies(part: &PlannedPart, done: &Done, below: &Below) -> Chance {
    match (part.acts.is_empty(), part.children.is_empty()) {
        (true, true) => Chance::Never,
        (true, false) => below.inapplicable,
        (false, true) => done.deed.inapplicable,
        (false, false) => done.deed.inapplicable.min(below.inapplicable),
    }
}
