//! Whether the lines of a tally add up to its scores, at both ends and to the last digit.

use num_traits::Zero;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::evaluation::interval::Interval;
use weiheng::evaluation::tally::Ends;
use weiheng::evaluation::tally::Finding;
use weiheng::evaluation::tally::LineKind;
use weiheng::model::part::PartId;

use crate::number::Number;
use crate::number::number;

/// The parts whose lines do not add up to their score, and the total if it is not the sum of everything.
pub fn differences(standard: &Standard, tally: &Tally) -> Vec<String> {
    let mut found = account_differences(tally);
    for (name, end) in [("low", low as End), ("high", high as End)] {
        for (id, _) in standard.parts() {
            let tallied = &tally.parts.get(id).expect("a part has a result");
            let Some(score) = tallied.score else { continue };
            if tallied.finding == Finding::NotApplicable && tallied.start.is_none() {
                continue;
            }
            let sum = sum_of_part(standard, tally, id, end);
            let result = end(score) + end(tallied.bonus);
            if sum != result {
                found.push(format!(
                    "part {}, {name} end: lines add up to {sum}, score with bonus {result}",
                    id.0
                ));
            }
        }
        if let Some(total) = tally.total {
            let starts = tally.parts.iter().filter_map(|part| part.start).map(number);
            let lines = tally.lines.iter().map(|line| end(line.amount));
            let sum = starts.chain(lines).fold(Number::zero(), |sum, amount| sum + amount);
            if sum != end(total) {
                found.push(format!("total, {name} end: everything adds up to {sum}, total {}", end(total)));
            }
        }
    }
    found
}

/// The accounts whose lines do not add up to their amount, at the ends that are bounded.
fn account_differences(tally: &Tally) -> Vec<String> {
    let mut found = Vec::new();
    for (at, account) in tally.accounts.iter().enumerate() {
        let Some(amount) = account.amount else { continue };
        let sum = account.lines.iter().fold(Interval::ZERO, |sum, line| sum.plus_or_unbounded(line.amount));
        for (end, sum, amount) in [("low", sum.low, amount.low), ("high", sum.high, amount.high)] {
            if sum.is_some() && sum != amount {
                found.push(format!("account {at}, {end} end: lines add up to {sum:?}, amount {amount:?}"));
            }
        }
    }
    found
}

type End = fn(Ends) -> Number;

fn low(ends: Ends) -> Number {
    number(ends.low)
}

fn high(ends: Ends) -> Number {
    number(ends.high)
}

/// What a part starts from, or the results below it, and every line that moves it.
fn sum_of_part(standard: &Standard, tally: &Tally, id: PartId, end: End) -> Number {
    let start = tally.parts.get(id).expect("a part has a result").start.map(number);
    let lines = tally
        .lines
        .iter()
        .filter(|line| line.kind != LineKind::Rounding && holder(standard, tally, line.part) == Some(id));
    let lines: Vec<Number> = lines.map(|line| end(line.amount)).collect();
    let below = scores_below(standard, tally, id, end);
    start.into_iter().chain(below).chain(lines).fold(Number::zero(), |sum, amount| sum + amount)
}

/// The part whose score a part's lines move: itself, or for one without a score the nearest above that has one.
fn holder(standard: &Standard, tally: &Tally, id: PartId) -> Option<PartId> {
    if tally.parts.get(id).expect("a part has a result").score.is_some() {
        return Some(id);
    }
    holder(standard, tally, standard.part(id)?.parent?)
}

fn scores_below(standard: &Standard, tally: &Tally, id: PartId, end: End) -> Vec<Number> {
    let children = standard.part(id).map(|part| part.children.as_slice()).unwrap_or_default();
    let tallied = children.iter().map(|child| tally.parts.get(*child).expect("a part has a result"));
    tallied.filter_map(|child| Some(end(child.score?) + end(child.bonus))).collect()
}
