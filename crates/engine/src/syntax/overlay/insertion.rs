//! What a file adds to the standard that it builds on, and where it goes.

use crate::source::Span;
use crate::syntax::overlay::merge::Merge;
use crate::syntax::overlay::merge::NEW;
use crate::syntax::overlay::merge::STANDARD;
use crate::syntax::overlay::problem;
use crate::syntax::tree::Change;
use crate::syntax::tree::Destination;
use crate::syntax::tree::Part;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;

impl Merge<'_> {
    /// Hangs a new part in; its position, unless its id or a name in it is taken.
    pub(super) fn insert(
        &mut self,
        own: Part,
        above: usize,
        behind: Option<usize>,
        span: Span,
    ) -> Option<usize> {
        if let Some(other) = self.parts.taken(&own, above) {
            let first = self.parts.get(other).map(|place| place.part.span).unwrap_or_default();
            let heading = problem::heading(own.rank, &own.id.text, None);
            self.problems.push(problem::part_exists(span, &heading, first));
            return None;
        }
        let before = self.problems.len();
        for statement in &own.body {
            self.declare(NEW, statement);
        }
        if self.problems.len() > before {
            return None;
        }
        let (cases, body): (Vec<Statement>, Vec<Statement>) =
            own.body.into_iter().partition(|it| matches!(it.kind, StatementKind::Example(_)));
        self.cases.extend(cases);
        let children = own.children;
        let own = Part { children: Vec::new(), body, ..own };
        let at = self.parts.insert(own, above, behind);
        for child in children {
            let (span, (child, changes)) = (child.span, split(child));
            let new = self.insert(child, at, None, span);
            for change in changes {
                self.change(change, STANDARD, new.unwrap_or(at));
            }
        }
        Some(at)
    }

    /// The part above a new part, and the one that it comes behind.
    pub(super) fn destination(
        &mut self,
        new: &Part,
        destination: Option<&Destination>,
        above: usize,
        span: Span,
    ) -> Option<(usize, Option<usize>)> {
        let Some(place) = destination else {
            let fits = self.parts.get(above).is_some_and(|place| place.part.rank < new.rank);
            let loose =
                above == STANDARD && new.rank != Rank::Chapter && !self.parts.holds(STANDARD, new.rank);
            if !fits || (loose && self.parts.holds(STANDARD, Rank::Chapter)) {
                self.problems.push(problem::no_destination(span));
                return None;
            }
            return Some((above, None));
        };
        let at = self.locate_only(place.rank, &place.id, above, place.span)?;
        let found = self.parts.get(at)?;
        let target = if place.after { (found.above?, Some(at)) } else { (at, None) };
        let fits = if place.after { place.rank == new.rank } else { place.rank < new.rank };
        if !fits {
            self.problems.push(problem::no_fit(place.span, new.rank, place.rank, place.after));
            return None;
        }
        Some(target)
    }
}

/// A new part with what is new below it, and what its block says of other parts.
pub(super) fn split(part: Part) -> (Part, Vec<Part>) {
    let is_own = |child: &Part| matches!(child.change, None | Some(Change::Insert(None, _)));
    let (own, changes): (Vec<Part>, Vec<Part>) = part.children.into_iter().partition(is_own);
    (Part { children: own, change: None, ..part }, changes)
}
