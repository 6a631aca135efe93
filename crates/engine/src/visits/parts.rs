//! The parts of two visits against one another.

use std::collections::BTreeMap;

use crate::assessment::Assessment;
use crate::assessment::Finding;
use crate::assessment::PartResult;
use crate::assessment::Range;
use crate::assessment::RankName;
use crate::exact::Exact;
use crate::visits::PartChange;
use crate::visits::PartName;
use crate::visits::Trend;

/// By what a part is known in both visits: rank and number, and the how manieth of that name it is.
pub(super) type Key = (u8, String, usize);

/// The keys of all parts, in their order.
pub(super) fn keys(visit: &Assessment) -> Vec<Key> {
    let mut seen: BTreeMap<(u8, String), usize> = BTreeMap::new();
    let key = |part: &PartResult| {
        let name = (rank(part.rank), if part.depth == 0 { String::new() } else { part.id.clone() });
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        (name.0, name.1, *count)
    };
    visit.parts.iter().map(key).collect()
}

/// What a part is called.
pub(super) fn name(part: &PartResult) -> PartName {
    let PartResult { rank, id, label, starred, .. } = part;
    PartName { rank: *rank, id: id.clone(), label: label.clone(), starred: *starred }
}

/// What became of the parts at which something is judged, in the order of the later visit.
pub(super) fn parts(before: &Assessment, after: &Assessment) -> Vec<PartChange> {
    let (then, now) = (keys(before), keys(after));
    let earlier: BTreeMap<&Key, &PartResult> = then.iter().zip(&before.parts).collect();
    let later: BTreeMap<&Key, &PartResult> = now.iter().zip(&after.parts).collect();
    let known = now.iter().enumerate().filter(|(at, _)| is_judged(after, *at));
    let gone = then.iter().enumerate().filter(|(at, key)| is_judged(before, *at) && !later.contains_key(key));
    let all = known.chain(gone).map(|(_, key)| (earlier.get(key).copied(), later.get(key).copied()));
    all.filter_map(|(before, after)| change(before, after)).collect()
}

/// A part that holds no others, or has facts of its own.
fn is_judged(visit: &Assessment, at: usize) -> bool {
    let depth = |at: usize| visit.parts.get(at).map_or(0, |part| part.depth);
    let holds_others = depth(at + 1) > depth(at);
    at > 0 && (!holds_others || visit.parts.get(at).is_some_and(|part| !part.facts.is_empty()))
}

fn change(before: Option<&PartResult>, after: Option<&PartResult>) -> Option<PartChange> {
    let finding = |part: Option<&PartResult>| part.map(|part| part.finding);
    let score = |part: Option<&PartResult>| part.and_then(|part| part.score);
    let part = after.or(before)?;
    Some(PartChange {
        part: name(part),
        trend: trend(before, after)?,
        before: finding(before),
        after: finding(after),
        score_before: score(before),
        score_after: score(after),
        departments: part.departments.clone(),
    })
}

/// What became of a part; `None` where it was and is met, open, or not applicable.
fn trend(before: Option<&PartResult>, after: Option<&PartResult>) -> Option<Trend> {
    let state = |part: Option<&PartResult>| part.map_or(State::Away, |part| State::of(part.finding));
    match (state(before), state(after)) {
        (State::Bad, State::Met) => Some(Trend::Repaired),
        (State::Bad, State::Bad) => Some(worse_or_better(before?, after?)),
        (_, State::Bad) => Some(Trend::New),
        (State::Open, State::Met) => Some(Trend::Cleared),
        (State::Bad | State::Met, State::Open) => Some(Trend::Open),
        (State::Bad, State::Away) => Some(Trend::NoLongerApplicable),
        _ => None,
    }
}

fn worse_or_better(before: &PartResult, after: &PartResult) -> Trend {
    let points = |part: &PartResult| part.score.and_then(Range::as_point);
    let gained = match (points(before), points(after)) {
        (Some(before), Some(after)) => after.minus(before).map_or(0, Exact::sign),
        _ => 0,
    };
    let sunk = gravity(after.finding).cmp(&gravity(before.finding));
    match (sunk, gained) {
        (std::cmp::Ordering::Greater, _) => Trend::Worse,
        (std::cmp::Ordering::Less, _) => Trend::Better,
        (_, 1..) => Trend::Better,
        (_, ..0) => Trend::Worse,
        (_, 0) => Trend::Remaining,
    }
}

/// How grave a finding is; lost points are alike, however many.
fn gravity(finding: Finding) -> u8 {
    match finding {
        Finding::Vetoed | Finding::Withheld => 3,
        Finding::Failed => 2,
        Finding::Reduced | Finding::Zero => 1,
        Finding::Met | Finding::NotObserved | Finding::Undetermined | Finding::NotApplicable => 0,
    }
}

/// A finding as far as a second visit asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Bad,
    Met,
    Open,
    Away,
}

impl State {
    fn of(finding: Finding) -> Self {
        match finding {
            Finding::Met => Self::Met,
            Finding::NotObserved | Finding::Undetermined => Self::Open,
            Finding::NotApplicable => Self::Away,
            Finding::Withheld | Finding::Vetoed | Finding::Failed | Finding::Zero | Finding::Reduced => {
                Self::Bad
            }
        }
    }
}

fn rank(rank: RankName) -> u8 {
    match rank {
        RankName::Standard => 0,
        RankName::Chapter => 1,
        RankName::Section => 2,
        RankName::Clause => 3,
        RankName::Item => 4,
    }
}
