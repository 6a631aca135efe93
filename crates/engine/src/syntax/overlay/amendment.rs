//! What a file says anew of the parts of the standard that it builds on.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::suggestion::nearest;
use crate::source::Span;
use crate::syntax::overlay::body;
use crate::syntax::overlay::insertion::split;
use crate::syntax::overlay::merge::Merge;
use crate::syntax::overlay::merge::STANDARD;
use crate::syntax::overlay::parts::Place;
use crate::syntax::overlay::parts::declared;
use crate::syntax::overlay::problem;
use crate::syntax::tree::Change;
use crate::syntax::tree::Declared;
use crate::syntax::tree::Part;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;

impl Merge<'_> {
    pub(super) fn change_standard(&mut self, over: Part) {
        if let Some(place) = self.parts.at(STANDARD) {
            place.part.id = over.id.clone();
            place.part.span = over.span;
        }
        self.take_over(STANDARD, over, true);
    }

    /// `within` is the part of the base that is being changed; `above` is where new parts go.
    pub(super) fn change(&mut self, over: Part, within: usize, above: usize) {
        match over.change.clone() {
            Some(Change::Amend(keyword)) => self.amend(over, keyword, within),
            Some(Change::Insert(destination, keyword)) => {
                let span = keyword.to(over.span);
                let (own, changes) = split(over);
                let place = self.destination(&own, destination.as_ref(), above, span);
                let new = place.and_then(|(above, behind)| self.insert(own, above, behind, span));
                for change in changes {
                    self.change(change, STANDARD, new.unwrap_or(STANDARD));
                }
            }
            Some(Change::Delete(..)) => {}
            None => self.unmarked(&over),
        }
    }

    fn amend(&mut self, over: Part, keyword: Span, within: usize) {
        let span = keyword.to(over.span);
        let Some(at) = self.locate(over.rank, &over.id, within, span) else { return };
        if let Some(place) = self.parts.at(at) {
            place.changed = Some(span);
        }
        if says_nothing(&over) {
            self.problems.push(problem::changes_nothing(span));
        }
        self.take_over(at, over, false);
    }

    /// Puts what a heading says, and what stands below it, in the place of what a part said.
    fn take_over(&mut self, at: usize, over: Part, adding: bool) {
        let Part { label, points, weight, starred, body, children, rank: _, id: _, span: _, change: _ } =
            over;
        if let Some(Place { part, .. }) = self.parts.at(at) {
            part.label = label.or(part.label.take());
            part.points = points.or(part.points.take());
            part.weight = weight.or(part.weight.take());
            part.starred |= starred;
        }
        self.say_anew(at, body, adding);
        for child in children {
            self.change(child, at, at);
        }
    }

    pub(super) fn say_anew(&mut self, at: usize, over: Vec<Statement>, adding: bool) {
        let mut accepted = Vec::new();
        for statement in over {
            match statement.kind {
                StatementKind::Example(_) => self.cases.push(statement),
                _ if self.may_be_said(at, &statement) => accepted.push(settled(statement)),
                _ => {}
            }
        }
        let Some(place) = self.parts.at(at) else { return };
        let below = std::mem::take(&mut place.part.body);
        place.part.body = body::put_over(below, accepted, adding);
    }

    /// Whether a statement may stand in a changed part; its problem is reported where it may not.
    fn may_be_said(&mut self, at: usize, statement: &Statement) -> bool {
        if let StatementKind::Extends(_) = statement.kind {
            if at != STANDARD {
                self.problems.push(problem::extends_out_of_place(statement.span));
            }
            return false;
        }
        let amended = match &statement.kind {
            StatementKind::Parameter(parameter) if parameter.amends => {
                Some((Declared::Parameter, Some(parameter.name.text.as_str())))
            }
            StatementKind::Verdict(verdict) if verdict.amends => {
                Some((Declared::Verdict, verdict.name.as_ref().map(|name| name.text.as_str())))
            }
            _ => None,
        };
        match amended {
            Some((what, name)) if !self.parts.declares(at, what, name) => {
                let problem = self.no_such_name(statement.span, what, name);
                self.problems.push(problem);
                false
            }
            _ => self.declare(at, statement),
        }
    }

    pub(super) fn no_such_name(&self, span: Span, what: Declared, name: Option<&str>) -> Diagnostic {
        let known: Vec<&str> = self.parts.names(what).collect();
        let near = name.and_then(|name| nearest(name, known.iter().copied()));
        let near = near.map(|near| problem::declaration(what, Some(near)));
        problem::no_such_part(span, &problem::declaration(what, name), near.as_ref(), &known)
    }

    /// A name that another part of the base declares cannot be declared here.
    pub(super) fn declare(&mut self, at: usize, statement: &Statement) -> bool {
        let Some(name) = declared(&statement.kind) else { return true };
        match self.parts.declaring(name) {
            Some(other) if other != at => {
                let Some(place) = self.parts.get(other) else { return true };
                let heading = problem::heading(place.part.rank, &place.part.id.text, None);
                let stands =
                    place.part.body.iter().find(|it| declared(&it.kind) == Some(name)).map(|it| it.span);
                let first = stands.unwrap_or(place.part.span);
                self.problems.push(problem::name_exists(statement.span, name, &heading, first));
                false
            }
            _ => {
                self.parts.declare(name, Some(at));
                true
            }
        }
    }

    /// A heading that says neither 改 nor 增.
    pub(super) fn unmarked(&mut self, over: &Part) {
        let there = self.there(over.rank, &over.id.text, STANDARD);
        let stands = there.and_then(|at| self.parts.get(at)).map(|place| place.part.span);
        let heading = problem::heading(over.rank, &over.id.text, None);
        self.problems.push(problem::neither(over.span, &heading, stands));
    }
}

/// Whether a heading and its block leave a part as it was.
fn says_nothing(over: &Part) -> bool {
    let Part { label, points, weight, starred, body, children, rank: _, id: _, span: _, change: _ } = over;
    let heading = label.is_none() && points.is_none() && weight.is_none() && !starred;
    heading && children.is_empty() && body.iter().all(|it| matches!(it.kind, StatementKind::Example(_)))
}

/// A declaration that has taken the place of another, and says no more that it does.
fn settled(mut statement: Statement) -> Statement {
    match &mut statement.kind {
        StatementKind::Parameter(parameter) => parameter.amends = false,
        StatementKind::Verdict(verdict) => verdict.amends = false,
        _ => {}
    }
    statement
}
