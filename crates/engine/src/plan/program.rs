//! The quick steps of a plan in one row, part after part.

use std::ops::Range;
use std::sync::Arc;

use crate::model::part::PartId;
use crate::plan::PlannedPart;
use crate::plan::plain::PlainPlan;
use crate::plan::quick::Quick;

/// The quick steps of every part that has them. An empty program sends every part the general way.
#[derive(Clone, Debug, Default)]
pub struct Program {
    steps: Vec<Step>,
    /// Where the steps of each part stand; nothing where it has none.
    parts: Vec<Range<u32>>,
    /// The whole standard in one row of steps, where it has nothing else.
    pub(crate) plain: Option<Arc<PlainPlan>>,
}

/// A quick step in its place.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its part.
    pub part: PartId,
    /// What it does.
    pub quick: Quick,
}

impl Program {
    /// The quick steps of each part, in order: of one that acts, or of all those below one that only holds parts
    /// without points.
    pub(crate) fn new(parts: &[PlannedPart], quick: impl Fn(usize) -> Vec<Quick>) -> Self {
        let mut program = Self::default();
        for (at, part) in (0_u32..).zip(0..parts.len()) {
            let start = program.length();
            program.steps.extend(quick(part).into_iter().map(|quick| Step { part: PartId(at), quick }));
            program.parts.push(start..program.length());
        }
        for (at, part) in parts.iter().enumerate().filter(|(_, part)| part.is_bare && !part.sums) {
            let below = part.children.iter();
            let below =
                below.map(|child| program.parts.get(child.0 as usize).filter(|place| !place.is_empty()));
            let joined = below.map(Option::<&Range<u32>>::cloned).reduce(|all, next| {
                let (all, next) = (all?, next?);
                (all.end == next.start).then_some(all.start..next.end)
            });
            if let (Some(Some(steps)), Some(place)) = (joined, program.parts.get_mut(at)) {
                *place = steps;
            }
        }
        program
    }

    /// The steps of a part, where each of its acts has one, or each act of the parts below one that does not act.
    #[inline]
    pub fn of(&self, id: PartId) -> Option<&[Step]> {
        let place = self.parts.get(id.0 as usize)?;
        self.steps.get(place.start as usize..place.end as usize).filter(|steps| !steps.is_empty())
    }

    fn length(&self) -> u32 {
        u32::try_from(self.steps.len()).unwrap_or(u32::MAX)
    }
}
