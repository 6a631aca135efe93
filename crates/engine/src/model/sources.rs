//! On which printed sources the parts of a standard rest, and how sure they are.

use crate::model::Standard;
use crate::model::part::Citation;
use crate::model::part::Part;
use crate::model::part::Status;
use crate::syntax::tree::Rank;

impl Standard {
    /// Every clause (条), in file order.
    pub fn clauses(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(|part| part.rank == Rank::Clause)
    }

    /// How sure a part is: as the least sure of its sources, or else of those of the nearest part above that names
    /// any, and of the sources of the parts in it. `None` where none of them names a source.
    pub fn status(&self, part: &Part) -> Option<Status> {
        least_sure(self.sources_of(part)).max(self.status_inside(part))
    }

    fn sources_of<'a>(&'a self, part: &'a Part) -> &'a [Citation] {
        let mut part = part;
        while part.sources.is_empty() {
            match part.parent.and_then(|above| self.part(above)) {
                Some(above) => part = above,
                None => return &self.sources,
            }
        }
        &part.sources
    }

    fn status_inside(&self, part: &Part) -> Option<Status> {
        let inside = part.children.iter().filter_map(|child| self.part(*child));
        inside.map(|child| least_sure(&child.sources).max(self.status_inside(child))).max().flatten()
    }
}

/// A source without a status was not verified.
fn least_sure(sources: &[Citation]) -> Option<Status> {
    sources.iter().map(|source| source.status.unwrap_or(Status::Unverified)).max()
}
