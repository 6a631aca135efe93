//! A standard of nothing but quick steps: all of them in one row, and the parts that have scores.
//!
//! A unit of which everything is plainly known is scored by one loop over the steps and a few sums. Its lines and the
//! results of its clauses are worked out when they are asked for.

use std::ops::Range;

use crate::model::act::Verb;
use crate::model::part::PartId;
use crate::plan::Plan;
use crate::plan::PlannedPart;
use crate::plan::lean::Lean;
use crate::plan::program::Step;
use crate::plan::quick::QuickKind;

/// The steps and scores of a whole standard.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlainPlan {
    /// The steps in the order in which they act.
    pub(crate) steps: Vec<Step>,
    /// The same, with what can be worked out beforehand.
    pub(crate) lean: Vec<Lean>,
    /// The parts with scores, those below before those above.
    pub(crate) scores: Vec<Scored>,
    /// What each part is, by position.
    pub(crate) places: Vec<Place>,
}

/// A part with a score.
#[derive(Clone, Debug)]
pub(crate) struct Scored {
    pub(crate) id: PartId,
    /// The position of the one above.
    pub(crate) above: Option<usize>,
    /// The steps that move it: its own, and those of the parts below it that have no scores.
    pub(crate) steps: Range<usize>,
    /// Whether they earn.
    pub(crate) earns: bool,
    /// Which of them are vetoes.
    pub(crate) vetoes: Vec<usize>,
    /// The steps of everything below it.
    pub(crate) all: Range<usize>,
    pub(crate) terms: Terms,
}

/// On what terms a part is scored.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// Its points, in steps of the plan's scale.
    pub(crate) points: Option<i64>,
    /// Whether it sums the scores below it.
    pub(crate) sums: bool,
    /// Whether it starts from nothing.
    pub(crate) earns: bool,
}

/// What a part is.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// One with a score, by position.
    Scored(usize),
    /// One without, with its steps.
    Steps(Range<usize>),
}

impl From<&PlannedPart> for Terms {
    fn from(part: &PlannedPart) -> Self {
        Self { points: part.steps, sums: part.sums, earns: part.earns }
    }
}

impl Terms {
    /// Whether a part has a score.
    pub(crate) fn is_scored(self) -> bool {
        self.points.is_some() || self.sums
    }
}

impl PlainPlan {
    /// The steps of a plan in one row; `None` where anything in it is more than a quick step or a sum.
    pub(crate) fn of(plan: &Plan) -> Option<Self> {
        (plan.accounts.is_empty() && !plan.acts_above).then_some(())?;
        let blank = || Place::Steps(0..0);
        let mut plain = Self { places: plan.parts.iter().map(|_| blank()).collect(), ..Self::default() };
        plain.enter(plan, PartId(0))?;
        plain.scores.last().filter(|root| root.id == PartId(0))?;
        plain.lean = plain.steps.iter().map(|step| Lean::new(&step.quick)).collect();
        Some(plain)
    }

    /// Enters a part with everything below it; the steps in it that belong to the part above.
    fn enter(&mut self, plan: &Plan, id: PartId) -> Option<Range<usize>> {
        let part = plan.parts.get(id.0 as usize)?;
        let terms = Terms::from(part);
        (part.points.is_some() == terms.points.is_some()).then_some(())?;
        let (first, below) = (self.steps.len(), self.scores.len());
        let mut own = first..first;
        if part.is_bare {
            for child in &part.children {
                let handed = self.enter(plan, *child)?;
                own = joined(own, handed)?;
            }
        } else {
            let steps = plan.program.of(id).filter(|_| part.children.is_empty())?;
            self.steps.extend_from_slice(steps);
            own = first..self.steps.len();
        }
        let all = first..self.steps.len();
        let (place, handed) = if terms.is_scored() {
            let at = self.scores.len();
            let steps = self.steps.get(own.clone())?;
            let vetoes = own.clone().zip(steps).filter(|(_, step)| is_veto(step)).map(|(at, _)| at).collect();
            let moving = || steps.iter().filter(|step| !is_veto(step));
            let earns = moving().any(|step| step.quick.verb == Verb::Earn);
            let alike = moving().all(|step| (step.quick.verb == Verb::Earn) == earns && is_ordinary(step));
            // What others lost has no place in a sum without points of its own.
            (alike && (terms.points.is_some() || moving().next().is_none())).then_some(())?;
            for score in self.scores.iter_mut().skip(below).filter(|score| score.above.is_none()) {
                score.above = Some(at);
            }
            self.scores.push(Scored { id, above: None, steps: own, earns, vetoes, all, terms });
            (Place::Scored(at), self.steps.len()..self.steps.len())
        } else {
            (Place::Steps(all), own)
        };
        *self.places.get_mut(id.0 as usize)? = place;
        Some(handed)
    }
}

/// Steps that follow one another.
fn joined(before: Range<usize>, after: Range<usize>) -> Option<Range<usize>> {
    match (before.is_empty(), after.is_empty()) {
        (_, true) => Some(before),
        (true, false) => Some(after),
        (false, false) => (before.end == after.start).then_some(before.start..after.end),
    }
}

fn is_veto(step: &Step) -> bool {
    matches!(step.quick.kind, QuickKind::Veto(_))
}

fn is_ordinary(step: &Step) -> bool {
    matches!(step.quick.verb, Verb::Deduct | Verb::Earn)
}
