//! What a file takes out of the standard that it builds on, first of all.

use crate::source::Span;
use crate::syntax::overlay::merge::Merge;
use crate::syntax::overlay::merge::STANDARD;
use crate::syntax::overlay::parts::named;
use crate::syntax::overlay::problem;
use crate::syntax::overlay::removal::Removal;
use crate::syntax::tree::Change;
use crate::syntax::tree::Declared;
use crate::syntax::tree::Deletion;
use crate::syntax::tree::Part;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;

impl Merge<'_> {
    /// Does what 删 says, first of all, so that what is deleted can be said anew; returns what is left of the file.
    pub(super) fn take_out(&mut self, mut over: Part, within: usize) -> Part {
        let within = match over.change {
            Some(Change::Amend(_)) => self.there(over.rank, &over.id.text, within).unwrap_or(within),
            _ => within,
        };
        let (named, body) = over.body.into_iter().partition(|it| matches!(it.kind, StatementKind::Delete(_)));
        over.body = body;
        for Statement { kind, span } in named {
            if let StatementKind::Delete(deletion) = kind {
                self.take_out_name(&deletion, span);
            }
        }
        let mut kept = Vec::new();
        for child in std::mem::take(&mut over.children) {
            match &child.change {
                Some(Change::Delete(reason, keyword)) => {
                    let span = keyword.to(reason.span);
                    self.take_out_part(&child, &reason.text, span, within);
                    self.below_a_deletion(child);
                }
                _ => kept.push(self.take_out(child, within)),
            }
        }
        over.children = kept;
        over
    }

    fn take_out_part(&mut self, deleted: &Part, reason: &str, span: Span, within: usize) {
        let Some(at) = self.locate(deleted.rank, &deleted.id, within, span) else { return };
        let Some(place) = self.parts.get(at) else { return };
        let above = place.above.and_then(|above| self.parts.get(above)).map(|above| above.part.id.span);
        let (part, label) = (&place.part, place.part.label.as_ref().map(|label| label.text.as_str()));
        let mut removal = Removal {
            heading: problem::heading(part.rank, &part.id.text, label),
            reason: reason.to_owned(),
            span,
            above,
            points: part.points.clone(),
            names: Vec::new(),
        };
        removal.names = self.parts.remove(at, span).into_iter().collect();
        self.removals.push(removal);
    }

    fn take_out_name(&mut self, deletion: &Deletion, span: Span) {
        let wanted = deletion.name.as_ref().map(|name| name.text.as_str());
        let at = match deletion.what {
            Declared::Verdict => Some(STANDARD),
            _ => wanted.and_then(|name| self.parts.declaring(name)),
        };
        let heading = problem::declaration(deletion.what, wanted);
        let is_it = |statement: &Statement| named(&statement.kind) == Some((deletion.what, wanted));
        let place = at.and_then(|at| self.parts.at(at));
        let body = place.map(|place| &mut place.part.body);
        let position = body.as_ref().and_then(|body| body.iter().position(is_it));
        let Some(_) = body.zip(position).map(|(body, position)| body.remove(position)) else {
            let before = self.removals.iter().find(|removal| {
                removal.heading == heading
                    || wanted.is_some_and(|name| removal.names.iter().any(|it| it == name))
            });
            let problem = match before {
                Some(before) => problem::gone(span, &heading, before.span),
                None => self.no_such_name(span, deletion.what, wanted),
            };
            self.problems.push(problem);
            return;
        };
        if deletion.what != Declared::Verdict {
            wanted.into_iter().for_each(|name| self.parts.declare(name, None));
        }
        self.removals.push(Removal {
            heading,
            reason: deletion.reason.text.clone(),
            span,
            above: None,
            points: None,
            names: wanted.map(str::to_owned).into_iter().collect(),
        });
    }

    /// Cases below 删 are those of the file; nothing else may stand there.
    fn below_a_deletion(&mut self, deleted: Part) {
        for statement in deleted.body {
            match statement.kind {
                StatementKind::Example(_) => self.cases.push(statement),
                _ => self.problems.push(problem::below_a_deletion(statement.span)),
            }
        }
    }
}
