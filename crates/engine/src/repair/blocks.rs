//! Matters that act on the score together: what matters of different blocks do to it adds up.

use std::collections::BTreeMap;

use crate::model::Standard;
use crate::model::fact::FactId;
use crate::model::holding::Bounds;
use crate::model::part::PartId;
use crate::plan::Plan;
use crate::plan::PlannedPart;
use crate::repair::matter::Matter;

/// The blocks of some matters, given by position: two matters are in one block where a statement looks at both, or
/// where something between the statements and the score does more than add up.
pub(super) fn blocks(
    standard: &Standard,
    plan: &Plan,
    matters: &[Matter],
    chosen: &[usize],
) -> Vec<Vec<usize>> {
    let mut groups = Groups::default();
    let own = |id: PartId| plan.parts.get(id.0 as usize);
    for (id, part) in standard.parts() {
        let Some(planned) = own(id) else { continue };
        groups.join(planned.facts.iter().copied());
        if plan.acts_above {
            groups.join(facts_below(plan, PartId(0)));
        }
        let holds = !planned.acts.is_empty() && planned.sums;
        if holds || !adds_up(planned) {
            groups.join(facts_below(plan, id));
        }
        for need in &part.needs {
            groups.join(facts_below(plan, *need).into_iter().chain(planned.facts.iter().copied()));
        }
        // Parts without points act on the points of the nearest part above that has some.
        if planned.points.is_none() && !planned.facts.is_empty() {
            let above = std::iter::successors(part.parent, |id| standard.part(*id)?.parent);
            let holder = above.into_iter().find(|id| own(*id).is_some_and(|part| part.points.is_some()));
            let beside = holder.into_iter().flat_map(|holder| {
                let without = |id: &PartId| own(*id).is_some_and(|part| part.points.is_none());
                let children = own(holder).map(|part| part.children.clone()).unwrap_or_default();
                children.into_iter().filter(without).flat_map(|child| facts_below(plan, child))
            });
            groups.join(beside.chain(planned.facts.iter().copied()));
        }
    }
    let mut blocks: BTreeMap<FactId, Vec<usize>> = BTreeMap::new();
    for at in chosen {
        if let Some(matter) = matters.get(*at) {
            blocks.entry(groups.leader(matter.site.fact)).or_default().push(*at);
        }
    }
    blocks.into_values().collect()
}

/// Whether a part hands up what the parts below it score, neither more nor less.
fn adds_up(part: &PlannedPart) -> bool {
    part.roll_up.is_none() && part.scaled_from.is_none() && part.bounds == Bounds::ORDINARY && !part.rescales
}

fn facts_below(plan: &Plan, id: PartId) -> Vec<FactId> {
    let Some(part) = plan.parts.get(id.0 as usize) else { return Vec::new() };
    let below = part.children.iter().flat_map(|child| facts_below(plan, *child));
    part.facts.iter().copied().chain(below).collect()
}

/// Facts that belong together.
#[derive(Default)]
struct Groups {
    above: BTreeMap<FactId, FactId>,
}

impl Groups {
    fn leader(&self, fact: FactId) -> FactId {
        let path = std::iter::successors(Some(fact), |at| self.above.get(at).copied());
        path.last().unwrap_or(fact)
    }

    fn join(&mut self, facts: impl IntoIterator<Item = FactId>) {
        let mut facts = facts.into_iter();
        let Some(first) = facts.next() else { return };
        for fact in facts {
            let (one, other) = (self.leader(first), self.leader(fact));
            if one != other {
                self.above.insert(one.max(other), one.min(other));
            }
        }
    }
}
