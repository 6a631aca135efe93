//! What each part of a standard makes of each fact that was recorded.

use std::collections::BTreeSet;

use crate::assessment::Finding;
use crate::assessment::acts::Acts;
use crate::assessment::from_tally::Writer;
use crate::assessment::value;
use crate::comparison::Stance;
use crate::comparison::from_tallies::Gravity;
use crate::comparison::statements::Statements;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::model::part::Part;
use crate::model::part::PartId;
use crate::model::uses::Uses;
use crate::observation::Reading;

/// The stances of a standard, the `at`-th of those compared, each with the name of its fact; in file order.
pub(super) fn stances<'a>(writer: &Writer<'a>, at: u32) -> Vec<(&'a str, Stance)> {
    let acts = Acts::of(writer.standard);
    let statements = Statements::new(writer, &acts);
    let of_part = |(id, part): (PartId, &'a Part)| {
        let mut lone = Vec::new();
        part.acts.iter().for_each(|act| apart(act, &mut lone));
        let reads: Vec<(&Act, BTreeSet<FactId>)> =
            lone.into_iter().map(|act| (act, facts(writer, act))).collect();
        let read: BTreeSet<FactId> = reads.iter().flat_map(|(_, facts)| facts.iter().copied()).collect();
        let of_fact = |fact: FactId| {
            let acts = reads.iter().filter(|(_, facts)| facts.contains(&fact)).map(|(act, _)| *act);
            stance(writer, &statements, (at, id, fact), acts)
        };
        read.into_iter().filter_map(of_fact).collect::<Vec<_>>()
    };
    writer.standard.parts().flat_map(of_part).collect()
}

/// The acts of a part that stand by themselves.
fn apart<'a>(act: &'a Act, found: &mut Vec<&'a Act>) {
    match &act.kind {
        ActKind::Group(acts) => acts.iter().for_each(|act| apart(act, found)),
        _ => found.push(act),
    }
}

/// The facts that a statement is about. A choice beside other facts only says which limits hold for the unit.
fn facts(writer: &Writer<'_>, act: &Act) -> BTreeSet<FactId> {
    let mut uses = Uses::new(&writer.standard.lets);
    uses.act(act);
    let chooses =
        |id: &FactId| writer.standard.fact(*id).is_some_and(|fact| matches!(fact.kind, Kind::Choice(_)));
    if !uses.facts.iter().all(chooses) {
        uses.facts.retain(|id| !chooses(id));
    }
    uses.facts
}

/// What a part makes of a fact; nothing where the fact was not recorded.
fn stance<'a>(
    writer: &Writer<'a>,
    statements: &Statements<'_, 'a>,
    (standard, part, id): (u32, PartId, FactId),
    acts: impl Iterator<Item = &'a Act>,
) -> Option<(&'a str, Stance)> {
    let fact = writer.standard.facts.get(id.0 as usize)?;
    let reading = writer.scope.reading(id);
    let finding = writer.tally.parts.get(part)?.finding;
    let out = *reading == Reading::NotApplicable || finding == Finding::NotApplicable;
    let statements = match reading {
        Reading::NotObserved => return None,
        _ if out => Vec::new(),
        _ => acts.map(|act| statements.of(part, act)).collect(),
    };
    let results = statements.iter().map(|statement| statement.result);
    let result = results.max_by_key(|result| Gravity::of(*result)).unwrap_or(Finding::NotApplicable);
    let value = value::reading(fact, reading);
    Some((fact.name.as_str(), Stance { standard, part: part.0, value, result, statements }))
}
