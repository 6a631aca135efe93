//! The engine's result of a complete unit against the oracle's.

use weiheng::Tally;
use weiheng::evaluation::interval::Interval;
use weiheng::evaluation::tally::AccountFinding;
use weiheng::evaluation::tally::Chance;
use weiheng::evaluation::tally::Ends;
use weiheng::evaluation::tally::Finding;
use weiheng::evaluation::tally::PartTally;
use weiheng::model::part::PartId;

use crate::number::Number;
use crate::number::number;
use crate::outcome::Outcome;
use crate::result::Outcomes;
use crate::result::PartOutcome;

/// What differs; nothing where the two agree. Where the oracle has no value the engine may have a range.
pub fn differences(tally: &Tally, outcomes: &Outcomes) -> Vec<String> {
    let mut found = Vec::new();
    for (id, part) in &outcomes.parts {
        part_differences(*id, &tally.parts.get(*id).expect("a part has a result"), part, &mut found);
    }
    for (name, ours, theirs) in
        [("total", tally.total, &outcomes.total), ("unrounded", tally.unrounded, &outcomes.unrounded)]
    {
        let theirs = theirs.clone().unwrap_or(Outcome::NotApplicable);
        if !is_point(ours, &theirs) {
            found.push(format!("{name}: engine {}, oracle {}", shown(ours), told(&theirs)));
        }
    }
    for (at, (ours, theirs)) in tally.accounts.iter().zip(&outcomes.accounts).enumerate() {
        let same = match theirs {
            Outcome::Known(value) => {
                let point = ours.amount.and_then(Interval::as_point).map(number);
                point.as_ref() == Some(value) && ours.finding == AccountFinding::Known
            }
            Outcome::NotApplicable => ours.finding == AccountFinding::NotApplicable,
            Outcome::NoValue => true,
        };
        if !same {
            found.push(format!(
                "account {at}: engine {:?} {:?}, oracle {}",
                ours.finding,
                ours.amount,
                told(theirs)
            ));
        }
    }
    for (at, (ours, theirs)) in tally.verdicts.iter().zip(&outcomes.grades).enumerate() {
        let same = match theirs {
            Outcome::Known(grade) => ours.grades == [*grade],
            Outcome::NotApplicable => ours.grades.is_empty(),
            Outcome::NoValue => true,
        };
        if !same {
            found.push(format!("verdict {at}: engine {:?}, oracle {theirs:?}", ours.grades));
        }
    }
    found
}

fn part_differences(id: PartId, ours: &PartTally, theirs: &PartOutcome, found: &mut Vec<String>) {
    let mut report = |what: &str, ours: String, theirs: String| {
        found.push(format!("part {}, {what}: engine {ours}, oracle {theirs}", id.0));
    };
    if !is_point(ours.score, &theirs.score) {
        report("score", shown(ours.score), told(&theirs.score));
    }
    if ours.finding != theirs.finding && !settles(ours, theirs) {
        report("finding", format!("{:?}", ours.finding), format!("{:?}", theirs.finding));
    }
    for (what, ours, theirs) in
        [("bonus", ours.bonus, &theirs.bonus), ("applicable points", ours.applicable, &theirs.applicable)]
    {
        let theirs = theirs.clone().map_or(Outcome::NoValue, Outcome::Known);
        if !is_point(Some(ours), &theirs) {
            report(what, shown(Some(ours)), told(&theirs));
        }
    }
    for (what, ours, theirs) in [
        ("veto", ours.veto, theirs.veto),
        ("failure", ours.failure, theirs.failure),
        ("withheld", ours.withheld, theirs.withheld),
    ] {
        if !agrees(ours, theirs) {
            report(what, format!("{ours:?}"), format!("{theirs:?}"));
        }
    }
}

/// Whether the engine settles what the oracle leaves undetermined: a result without a value has a range all the same,
/// which may be the same at both ends, or decide a condition. That the engine is right is asked of guesses.
fn settles(ours: &PartTally, theirs: &PartOutcome) -> bool {
    let open = match ours.finding {
        Finding::Withheld => theirs.withheld.is_none(),
        Finding::Vetoed => theirs.veto.is_none() || theirs.withheld.is_none(),
        Finding::Failed if [theirs.failure, theirs.veto, theirs.withheld].contains(&None) => true,
        _ => ours.score.is_none_or(|ends| ends.low == ends.high),
    };
    theirs.finding == Finding::Undetermined && open
}

fn agrees(ours: Chance, theirs: Option<bool>) -> bool {
    match theirs {
        Some(true) => ours == Chance::Surely,
        Some(false) => ours == Chance::Never,
        None => true,
    }
}

fn is_point(ours: Option<Ends>, theirs: &Outcome<Number>) -> bool {
    match (ours, theirs) {
        (Some(ends), Outcome::Known(value)) => number(ends.low) == *value && number(ends.high) == *value,
        (None, Outcome::NotApplicable) | (_, Outcome::NoValue) => true,
        _ => false,
    }
}

/// Ends as text.
pub fn shown(ends: Option<Ends>) -> String {
    ends.map_or_else(|| "none".to_owned(), |ends| format!("{} to {}", ends.low, ends.high))
}

/// A number of the oracle as text.
pub fn told(value: &Outcome<Number>) -> String {
    match value {
        Outcome::Known(value) => value.to_string(),
        Outcome::NotApplicable => "none".to_owned(),
        Outcome::NoValue => "no value".to_owned(),
    }
}
