//! What a part says, said anew: statements that take the place of those that said the same before.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;

/// What a statement is about: in one part, what is said anew takes the place of what was said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    Id,
    Level,
    /// 施行 and 废止: an edition has its own days.
    InForce,
    FullMarks,
    Round,
    Gaps,
    Sources,
    Departments,
    Applies,
    FromZero,
    DemotionsAddUp,
    BelowZero,
    AboveFull,
    ScaledFrom,
    RollUp,
    Name(String),
    Account(String),
    Verdict(Option<String>),
    Acts,
}

/// Where a statement stands in a part: what says what it is, what it names, what it does, and its cases.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Region {
    Name,
    Header,
    Declaration,
    Act,
    Example,
}

/// Puts statements over those of a part. `adding` keeps the acts that were there.
pub(super) fn put_over(below: Vec<Statement>, over: Vec<Statement>, adding: bool) -> Vec<Statement> {
    let said: BTreeSet<Topic> = over
        .iter()
        .filter_map(|statement| topic(&statement.kind))
        .filter(|topic| !(adding && *topic == Topic::Acts))
        .collect();
    let mut anew: BTreeMap<Topic, Vec<Statement>> = BTreeMap::new();
    let mut rest = Vec::new();
    let there: BTreeSet<Topic> = below.iter().filter_map(|statement| topic(&statement.kind)).collect();
    for statement in over {
        match topic(&statement.kind).filter(|topic| said.contains(topic) && there.contains(topic)) {
            Some(topic) => anew.entry(topic).or_default().push(statement),
            None => rest.push(statement),
        }
    }
    let mut whole = Vec::new();
    for statement in below {
        match topic(&statement.kind).filter(|topic| said.contains(topic)) {
            Some(topic) => whole.extend(anew.remove(&topic).unwrap_or_default()),
            None => whole.push(statement),
        }
    }
    for wanted in [Region::Name, Region::Header, Region::Declaration, Region::Act, Region::Example] {
        let after = whole.iter().rposition(|statement| region(&statement.kind) <= wanted);
        let new = rest.extract_if(.., |statement| region(&statement.kind) == wanted).collect::<Vec<_>>();
        let at = after.map_or(0, |at| at + 1);
        whole.splice(at..at, new);
    }
    whole
}

fn topic(kind: &StatementKind) -> Option<Topic> {
    Some(match kind {
        StatementKind::Id(_) => Topic::Id,
        StatementKind::Level(_) => Topic::Level,
        StatementKind::InForce(_) | StatementKind::Until(_) => Topic::InForce,
        StatementKind::FullMarks(_) => Topic::FullMarks,
        StatementKind::Round(..) | StatementKind::Unrounded => Topic::Round,
        StatementKind::Gaps(_) => Topic::Gaps,
        StatementKind::Source(_) => Topic::Sources,
        StatementKind::Departments(_) => Topic::Departments,
        StatementKind::Applies(_) => Topic::Applies,
        StatementKind::FromZero => Topic::FromZero,
        StatementKind::DemotionsAddUp => Topic::DemotionsAddUp,
        StatementKind::BelowZero(_) => Topic::BelowZero,
        StatementKind::AboveFull => Topic::AboveFull,
        StatementKind::ScaledFrom(_) => Topic::ScaledFrom,
        StatementKind::RollUp(_) => Topic::RollUp,
        StatementKind::Fact(fact) => Topic::Name(fact.name.text.clone()),
        StatementKind::Let(derived) => Topic::Name(derived.name.text.clone()),
        StatementKind::Parameter(parameter) => Topic::Name(parameter.name.text.clone()),
        StatementKind::Account(account) => Topic::Account(account.name.text.clone()),
        StatementKind::Verdict(verdict) => {
            Topic::Verdict(verdict.name.as_ref().map(|name| name.text.clone()))
        }
        StatementKind::Act(_) | StatementKind::Factor(_) => Topic::Acts,
        StatementKind::Extends(_) | StatementKind::Delete(_) | StatementKind::Example(_) => return None,
    })
}

fn region(kind: &StatementKind) -> Region {
    match kind {
        StatementKind::Id(_) => Region::Name,
        StatementKind::Fact(_) | StatementKind::Let(_) | StatementKind::Parameter(_) => Region::Declaration,
        StatementKind::Verdict(_) | StatementKind::Act(_) | StatementKind::Factor(_) => Region::Act,
        StatementKind::Example(_) => Region::Example,
        _ => Region::Header,
    }
}
