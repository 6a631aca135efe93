//! The engine's ranges of an incomplete unit against the oracle's result of a completion.

use std::collections::BTreeSet;

use weiheng::Standard;
use weiheng::Tally;
use weiheng::evaluation::interval::Interval;
use weiheng::evaluation::tally::AccountFinding;
use weiheng::evaluation::tally::Chance;
use weiheng::evaluation::tally::Ends;
use weiheng::evaluation::tally::Finding;
use weiheng::evaluation::tally::PartTally;
use weiheng::model::part::PartId;

use crate::agreement::shown;
use crate::agreement::told;
use crate::number::Number;
use crate::number::number;
use crate::outcome::Outcome;
use crate::result::Outcomes;
use crate::result::PartOutcome;

/// What a guess for everything without a value gives that the tally takes for settled. A guess knows no ranges: what
/// hangs on the result of another part is left out.
pub fn unsettled(standard: &Standard, tally: &Tally, guessed: &Outcomes) -> Vec<String> {
    let mut found = Vec::new();
    let hanging = hanging(standard);
    for (id, part) in guessed.parts.iter().filter(|(id, _)| !hanging.contains(id)) {
        let ours = &tally.parts.get(*id).expect("a part has a result");
        let decided = matches!(ours.finding, Finding::Withheld | Finding::Vetoed | Finding::Failed);
        // The result of a part is not guessed: what hangs on one stays open, where the engine knows its range.
        if decided && ours.finding != part.finding && part.finding != Finding::Undetermined {
            found.push(format!("part {}: engine {:?}, with a guess {:?}", id.0, ours.finding, part.finding));
        }
        if !decided && !is_open(ours) {
            part_surprises(*id, ours, part, &mut found);
        }
    }
    // Nor is what an account is worked out from: the total and the accounts before it.
    let booked = |(at, _): &(usize, _)| standard.accounts[*at].computed.is_none() && hanging.is_empty();
    let accounts = tally.accounts.iter().zip(&guessed.accounts).enumerate();
    for (at, (ours, theirs)) in accounts.filter(booked) {
        let settled = ours.finding == AccountFinding::Known;
        let point = ours.amount.and_then(Interval::as_point).map(number);
        if let (true, Outcome::Known(value)) = (settled, theirs)
            && point.as_ref() != Some(value)
        {
            found.push(format!("account {at}: engine {:?}, with a guess {value}", ours.amount));
        }
    }
    found
}

/// The parts at which a look at the result of another part may tell, with everything in them and around them.
fn hanging(standard: &Standard) -> BTreeSet<PartId> {
    let above = |id: PartId| std::iter::successors(Some(id), |at| standard.part(*at)?.parent);
    let looking: Vec<PartId> =
        standard.parts().filter(|(_, part)| !part.needs.is_empty()).map(|(id, _)| id).collect();
    let around = looking.iter().flat_map(|id| above(*id));
    let inside = standard.parts().map(|(id, _)| id);
    let inside = inside.filter(|id| above(*id).any(|at| looking.contains(&at)));
    around.chain(inside).collect()
}

/// What the completion gives that the tally rules out.
pub fn surprises(standard: &Standard, tally: &Tally, completed: &Outcomes) -> Vec<String> {
    let mut found = Vec::new();
    for (id, part) in &completed.parts {
        part_surprises(*id, &tally.parts.get(*id).expect("a part has a result"), part, &mut found);
    }
    found.extend(account_surprises(tally, completed));
    let root = &tally.parts.get(PartId(0)).expect("a standard has a root");
    for (name, ours, theirs) in
        [("total", tally.total, &completed.total), ("unrounded", tally.unrounded, &completed.unrounded)]
    {
        let theirs = theirs.clone().unwrap_or(Outcome::NotApplicable);
        if !holds(
            ours,
            &theirs,
            root.may_be_inapplicable || root.applicable_may_be_none() || root.withheld == Chance::Maybe,
        ) {
            found.push(format!("{name}: engine {}, a completion {}", shown(ours), told(&theirs)));
        }
    }
    for (at, (ours, theirs)) in tally.verdicts.iter().zip(&completed.grades).enumerate() {
        let expected = match theirs {
            Outcome::Known(grade) => ours.grades.contains(grade),
            Outcome::NotApplicable => {
                let part = tally.parts.get(standard.verdicts[at].part).expect("a part has a result");
                ours.grades.is_empty() || part.may_be_inapplicable
            }
            Outcome::NoValue => true,
        };
        if !expected {
            found.push(format!("verdict {at}: engine {:?}, a completion {theirs:?}", ours.grades));
        }
    }
    found
}

/// What a completion books that the tally rules out.
fn account_surprises(tally: &Tally, completed: &Outcomes) -> Vec<String> {
    let accounts = tally.accounts.iter().zip(&completed.accounts).enumerate();
    let found = accounts.filter_map(|(at, (ours, theirs))| {
        let expected = match (ours.amount, theirs) {
            (_, Outcome::NoValue) | (None, Outcome::NotApplicable) => true,
            (Some(_), Outcome::NotApplicable) => ours.may_be_inapplicable,
            (None, Outcome::Known(_)) => false,
            (Some(Interval { low, high }), Outcome::Known(value)) => {
                let above = low.is_none_or(|low| number(low) <= *value);
                let below = high.is_none_or(|high| *value <= number(high));
                above && below
            }
        };
        let told = || format!("account {at}: engine {:?}, a completion {}", ours.amount, told(theirs));
        (!expected).then(told)
    });
    found.collect()
}

fn is_open(part: &PartTally) -> bool {
    matches!(part.finding, Finding::Undetermined | Finding::NotObserved)
}

fn part_surprises(id: PartId, ours: &PartTally, theirs: &PartOutcome, found: &mut Vec<String>) {
    let mut report = |what: &str, ours: String, theirs: String| {
        found.push(format!("part {}, {what}: engine {ours}, a completion {theirs}", id.0));
    };
    // What has no value where it is complete is looked at with a guess.
    if !is_open(ours) && ours.finding != theirs.finding && theirs.finding != Finding::Undetermined {
        report("finding", format!("{:?}", ours.finding), format!("{:?}", theirs.finding));
    }
    if theirs.finding == Finding::NotApplicable {
        if ours.finding != Finding::NotApplicable && !ours.may_be_inapplicable {
            report("applying", "surely".to_owned(), "not".to_owned());
        }
        if id.0 == 0 {
            return;
        }
    }
    let may_be_none = ours.may_be_inapplicable
        || (id.0 == 0 && (ours.applicable_may_be_none() || ours.withheld == Chance::Maybe));
    if !holds(ours.score, &theirs.score, may_be_none) {
        report("score", shown(ours.score), told(&theirs.score));
    }
    for (what, ours, theirs) in
        [("bonus", ours.bonus, &theirs.bonus), ("applicable points", ours.applicable, &theirs.applicable)]
    {
        let theirs = theirs.clone().map_or(Outcome::NoValue, Outcome::Known);
        if !holds(Some(ours), &theirs, false) {
            report(what, shown(Some(ours)), told(&theirs));
        }
    }
    for (what, ours, theirs) in [
        ("veto", ours.veto, theirs.veto),
        ("failure", ours.failure, theirs.failure),
        ("withheld", ours.withheld, theirs.withheld),
    ] {
        let expected = match theirs {
            Some(true) => ours != Chance::Never,
            Some(false) => ours != Chance::Surely,
            None => true,
        };
        if !expected {
            report(what, format!("{ours:?}"), format!("{theirs:?}"));
        }
    }
}

/// Whether ends hold a value; `may_be_none`: whether having none at all is expected too.
fn holds(ours: Option<Ends>, theirs: &Outcome<Number>, may_be_none: bool) -> bool {
    match (ours, theirs) {
        (Some(ends), Outcome::Known(value)) => number(ends.low) <= *value && *value <= number(ends.high),
        (None, Outcome::NotApplicable) | (_, Outcome::NoValue) => true,
        (Some(_), Outcome::NotApplicable) => may_be_none,
        (None, Outcome::Known(_)) => false,
    }
}

/// What a part's tally says about having no points at all.
trait Applicable {
    /// Whether it may come out that none of its points applies.
    fn applicable_may_be_none(&self) -> bool;
}

impl Applicable for PartTally {
    fn applicable_may_be_none(&self) -> bool {
        matches!(
            self.finding,
            Finding::NotObserved | Finding::Undetermined | Finding::Vetoed | Finding::Failed
        )
    }
}
