//! Laying one file over another: what it takes out first, then what it changes and adds.

use crate::diagnostic::Diagnostics;
use crate::diagnostic::suggestion::nearest;
use crate::source::Span;
use crate::syntax::overlay::parts::Found;
use crate::syntax::overlay::parts::Parts;
use crate::syntax::overlay::problem;
use crate::syntax::overlay::removal::Removal;
use crate::syntax::tree::Part;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;

/// The standard of the base.
pub(super) const STANDARD: usize = 0;
/// A part that has no position yet.
pub(super) const NEW: usize = usize::MAX;

/// Changes the parts of a base as the standard of a file over it says; returns the cases of the file.
pub(super) fn apply(
    parts: &mut Parts,
    over: Part,
    removals: &mut Vec<Removal>,
    problems: &mut Diagnostics,
) -> Vec<Statement> {
    let mut merge = Merge { parts, removals, problems, cases: Vec::new() };
    merge.forget_what_does_not_pass_on();
    let over = merge.take_out(over, STANDARD);
    merge.change_standard(over);
    merge.cases.sort_by_key(|case| case.span);
    merge.cases
}

/// The work of laying one file over another.
pub(super) struct Merge<'m> {
    /// The parts of the base, as they are being changed.
    pub(super) parts: &'m mut Parts,
    /// What has been taken out.
    pub(super) removals: &'m mut Vec<Removal>,
    /// What was wrong with the changes.
    pub(super) problems: &'m mut Diagnostics,
    /// 例 of the file, wherever they stand.
    pub(super) cases: Vec<Statement>,
}

impl Merge<'_> {
    /// The id of a base is its own, and so are its cases, which need no longer hold.
    fn forget_what_does_not_pass_on(&mut self) {
        for at in 0.. {
            let Some(place) = self.parts.at(at) else { break };
            place.part.body.retain(|statement| {
                !matches!(
                    statement.kind,
                    StatementKind::Id(_) | StatementKind::Example(_) | StatementKind::Extends(_)
                )
            });
        }
    }

    /// The part that is to be changed; reports one that is not there, or was dealt with before.
    pub(super) fn locate(&mut self, rank: Rank, id: &Spelled, within: usize, span: Span) -> Option<usize> {
        let at = self.locate_only(rank, id, within, span)?;
        let changed = self.parts.get(at).and_then(|place| place.changed);
        if let Some(first) = changed {
            self.problems.push(problem::changed_twice(span, &problem::heading(rank, &id.text, None), first));
            return None;
        }
        Some(at)
    }

    /// The part of an id; reports one that is not there.
    pub(super) fn locate_only(
        &mut self,
        rank: Rank,
        id: &Spelled,
        within: usize,
        span: Span,
    ) -> Option<usize> {
        let heading = || problem::heading(rank, &id.text, None);
        let problem = match self.parts.find(rank, &id.text, within) {
            Found::One(at) => return Some(at),
            Found::Gone(at) => {
                let by = self.parts.get(at).and_then(|place| place.changed).unwrap_or_default();
                problem::gone(span, &heading(), by)
            }
            Found::Several(all) => {
                let places = all.iter().filter_map(|at| self.parts.get(*at)).map(|place| place.part.span);
                problem::several(span, &heading(), places)
            }
            Found::Nothing => {
                let known: Vec<&str> = self.parts.ids(rank).collect();
                let near = nearest(&id.text, known.iter().copied());
                let near = near.map(|near| problem::heading(rank, near, None));
                problem::no_such_part(span, &heading(), near.as_ref(), &known)
            }
        };
        self.problems.push(problem);
        None
    }

    /// The part of an id, where there is just one.
    pub(super) fn there(&self, rank: Rank, id: &str, within: usize) -> Option<usize> {
        match self.parts.find(rank, id, within) {
            Found::One(at) => Some(at),
            _ => None,
        }
    }
}
