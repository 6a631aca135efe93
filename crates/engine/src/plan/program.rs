//! The quick steps of a plan in one row, part after part.

use crate::model::part::PartId;
use crate::plan::quick::Quick;

/// The quick steps of every part that has them. An empty program sends every part the general way.
#[derive(Clone, Debug, Default)]
pub struct Program {
    steps: Vec<Quick>,
    parts: Vec<Place>,
}

/// Where the steps of a part stand.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: u32,
    end: u32,
    has_points: bool,
}

/// The quick steps of one part.
#[derive(Clone, Copy, Debug)]
pub struct Steps<'a> {
    /// Its acts.
    pub acts: &'a [Quick],
    /// Whether it has points of its own.
    pub has_points: bool,
}

impl Program {
    /// The steps of a part, where each of its acts has one.
    #[inline]
    pub fn of(&self, id: PartId) -> Option<Steps<'_>> {
        let place = self.parts.get(id.0 as usize)?;
        let acts = self.steps.get(place.start as usize..place.end as usize)?;
        (!acts.is_empty()).then_some(Steps { acts, has_points: place.has_points })
    }

    /// Adds the steps of the next part.
    pub(crate) fn push(&mut self, steps: Vec<Quick>, has_points: bool) {
        let position = |steps: &Vec<Quick>| u32::try_from(steps.len()).unwrap_or(u32::MAX);
        let start = position(&self.steps);
        self.steps.extend(steps);
        self.parts.push(Place { start, end: position(&self.steps), has_points });
    }
}
