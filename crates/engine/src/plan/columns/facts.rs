//! The facts that become columns, and how far each has to be told apart.

use crate::exact::Exact;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::model::fact::NumberClass;
use crate::plan::Plan;
use crate::plan::columns::Beyond;
use crate::plan::columns::ColumnFact;

/// Facts in the order in which they are first looked at.
#[derive(Default)]
pub(crate) struct Facts {
    facts: Vec<ColumnFact>,
}

/// The numbers that one statement tells apart, and what becomes of those beyond. An absent end is no limit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told {
    pub(crate) low: Option<i64>,
    pub(crate) high: Option<i64>,
    pub(crate) beyond: Beyond,
}

impl Told {
    /// A statement that comes to the same everywhere below `low`, and everywhere above `high`.
    pub(crate) fn apart(low: Option<i64>, high: Option<i64>) -> Self {
        Self { low, high, beyond: Beyond::Saturates }
    }

    /// A statement that is followed only up to `high`.
    pub(crate) fn up_to(high: i64) -> Self {
        Self { low: None, high: Some(high), beyond: Beyond::Escapes }
    }
}

/// Where nothing else ends a column, it ends at so many steps.
const FARTHEST: i64 = 1 << 40;

impl Facts {
    /// The position of a fact of which these numbers have to be told apart.
    pub(crate) fn place(&mut self, plan: &Plan, id: FactId, told: Told) -> Option<usize> {
        let slot = plan.slots.get(id.0 as usize)?;
        let (least, most) = declared(&slot.kind, slot.scale)?;
        // Nothing below the declared end can come: so far it is told apart, if no statement ends before.
        let low = told.low.max(least);
        let high = [told.high, most].into_iter().flatten().min();
        let ends_at = |end: Option<i64>, declared: Option<i64>| end.is_some() && end == declared;
        let kept = |end: Option<i64>, declared: Option<i64>| {
            ends_at(end, declared) || (end.is_some() && told.beyond == Beyond::Saturates)
        };
        let beyond = if kept(low, least) && kept(high, most) { Beyond::Saturates } else { Beyond::Escapes };
        // An end that is given stays: beyond one drawn nearer, numbers would no longer be told apart.
        let high = high.unwrap_or(FARTHEST);
        let low = low.unwrap_or(-FARTHEST).min(high);
        self.merge(ColumnFact { fact: id, scale: slot.scale, low, high, beyond })
    }

    fn merge(&mut self, fact: ColumnFact) -> Option<usize> {
        let Some(at) = self.facts.iter().position(|known| known.fact == fact.fact) else {
            self.facts.push(fact);
            return Some(self.facts.len() - 1);
        };
        let known = self.facts.get_mut(at)?;
        let beyond = if known.beyond == fact.beyond { fact.beyond } else { Beyond::Escapes };
        *known = ColumnFact { low: known.low.min(fact.low), high: known.high.max(fact.high), beyond, ..fact };
        Some(at)
    }

    /// The fact at a position.
    pub(crate) fn get(&self, at: usize) -> Option<&ColumnFact> {
        self.facts.get(at)
    }

    /// All of them.
    pub(crate) fn into_vec(self) -> Vec<ColumnFact> {
        self.facts
    }
}

/// Whether a fact is never below zero.
pub(crate) fn is_count(plan: &Plan, id: FactId) -> Option<bool> {
    let slot = plan.slots.get(id.0 as usize)?;
    let (least, _) = declared(&slot.kind, slot.scale)?;
    Some(least? >= 0)
}

/// The least and the greatest number that a declaration allows, in steps of the scale; `None` for what is no column
/// of numbers.
pub(crate) fn declared(kind: &Kind, scale: i64) -> Option<(Option<i64>, Option<i64>)> {
    let steps = |value: Option<Exact>| value.and_then(|value| value.to_scaled(scale));
    Some(match kind {
        Kind::YesNo => (Some(0), Some(1)),
        Kind::Level(names) | Kind::Choice(names) => {
            (Some(0), i64::try_from(names.len()).ok()?.checked_sub(1))
        }
        Kind::Number(number) => {
            let least = (number.class == NumberClass::Count).then_some(Exact::ZERO);
            (steps(number.low.or(least)), steps(number.high))
        }
        Kind::Judged(judged) => {
            let (low, high) = judged.ends();
            (steps(Some(low)), steps(Some(high)))
        }
        Kind::Date | Kind::Time => (None, None),
        Kind::Items(_) | Kind::Text | Kind::Records(_) => return None,
    })
}
