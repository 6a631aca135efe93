//! Laying one file over another: what it takes out first, then what it changes and adds.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::suggestion::nearest;
use crate::source::Span;
use crate::syntax::overlay::body;
use crate::syntax::overlay::parts::Found;
use crate::syntax::overlay::parts::Parts;
use crate::syntax::overlay::parts::declared;
use crate::syntax::overlay::parts::named;
use crate::syntax::overlay::problem;
use crate::syntax::overlay::removal::Removal;
use crate::syntax::tree::Change;
use crate::syntax::tree::Declared;
use crate::syntax::tree::Deletion;
use crate::syntax::tree::Destination;
use crate::syntax::tree::Part;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;

/// The standard of the base.
const STANDARD: usize = 0;
/// A part that has no position yet.
const NEW: usize = usize::MAX;

/// Changes the parts of a base as the standard of a file over it says.
pub(super) fn apply(parts: &mut Parts, over: Part, removals: &mut Vec<Removal>, problems: &mut Diagnostics) {
    let mut merge = Merge { parts, removals, problems };
    merge.forget_what_does_not_pass_on();
    let over = merge.take_out(over);
    merge.change_standard(over);
}

struct Merge<'m> {
    parts: &'m mut Parts,
    removals: &'m mut Vec<Removal>,
    problems: &'m mut Diagnostics,
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

    // ---- what goes ------------------------------------------------------------------------------------------

    /// Does what 删 says, first of all, so that what is deleted can be said anew; returns what is left of the file.
    fn take_out(&mut self, over: Part) -> Part {
        let mut cases = Vec::new();
        let mut over = self.take_out_below(over, STANDARD, &mut cases);
        over.body.extend(cases);
        over
    }

    fn take_out_below(&mut self, mut over: Part, within: usize, cases: &mut Vec<Statement>) -> Part {
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
                    self.cases(child, cases);
                }
                _ => kept.push(self.take_out_below(child, within, cases)),
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
            stood: part.span,
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
        let place = at.and_then(|at| self.parts.at(at));
        let found = place.and_then(|place| {
            let mut all = place.part.body.iter();
            let position = all.position(|it| named(&it.kind) == Some((deletion.what, wanted)))?;
            Some(place.part.body.remove(position))
        });
        let Some(found) = found else {
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
            stood: found.span,
            above: None,
            points: None,
            names: wanted.map(str::to_owned).into_iter().collect(),
        });
    }

    /// Cases below 删 are those of the file; nothing else may stand there.
    fn cases(&mut self, deleted: Part, cases: &mut Vec<Statement>) {
        for statement in deleted.body {
            match statement.kind {
                StatementKind::Example(_) => cases.push(statement),
                _ => self.problems.push(problem::below_a_deletion(statement.span)),
            }
        }
    }

    // ---- what is said anew ----------------------------------------------------------------------------------

    fn change_standard(&mut self, over: Part) {
        if let Some(place) = self.parts.at(STANDARD) {
            place.part.id = over.id;
            place.part.span = over.span;
            place.part.label = over.label.or(place.part.label.take());
            place.part.points = over.points.or(place.part.points.take());
        }
        self.say_anew(STANDARD, over.body, true);
        for child in over.children {
            self.change(child, STANDARD, STANDARD);
        }
    }

    /// `within` is the part of the base that is being changed; `above` is where new parts go.
    fn change(&mut self, over: Part, within: usize, above: usize) {
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
        let Some(place) = self.parts.at(at) else { return };
        let says_nothing =
            over.label.is_none() && over.points.is_none() && !over.starred && over.children.is_empty();
        if says_nothing && !over.body.iter().any(|it| !matches!(it.kind, StatementKind::Example(_))) {
            self.problems.push(problem::changes_nothing(span));
        }
        place.changed = Some(span);
        place.part.starred |= over.starred;
        place.part.label = over.label.or(place.part.label.take());
        place.part.points = over.points.or(place.part.points.take());
        self.say_anew(at, over.body, false);
        for child in over.children {
            self.change(child, at, at);
        }
    }

    fn say_anew(&mut self, at: usize, over: Vec<Statement>, adding: bool) {
        let mut accepted = Vec::new();
        for statement in over {
            if self.may_be_said(at, &statement) {
                accepted.push(statement);
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

    fn no_such_name(&self, span: Span, what: Declared, name: Option<&str>) -> Diagnostic {
        let known: Vec<&str> = self.parts.names(what).collect();
        let near = name.and_then(|name| nearest(name, known.iter().copied()));
        let near = near.map(|near| problem::declaration(what, Some(near)));
        problem::no_such_part(span, &problem::declaration(what, name), near.as_ref(), &known)
    }

    /// A name that another part of the base declares cannot be declared here.
    fn declare(&mut self, at: usize, statement: &Statement) -> bool {
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

    // ---- what is new ----------------------------------------------------------------------------------------

    /// Hangs a new part in; its position, unless its id or a name in it is taken.
    fn insert(&mut self, own: Part, above: usize, behind: Option<usize>, span: Span) -> Option<usize> {
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
        let (children, own) = (own.children.clone(), Part { children: Vec::new(), ..own });
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
    fn destination(
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

    /// A heading that says neither 改 nor 增.
    fn unmarked(&mut self, over: &Part) {
        let there = self.there(over.rank, &over.id.text, STANDARD);
        let stands = there.and_then(|at| self.parts.get(at)).map(|place| place.part.span);
        let heading = problem::heading(over.rank, &over.id.text, None);
        self.problems.push(problem::neither(over.span, &heading, stands));
    }

    // ---- finding --------------------------------------------------------------------------------------------

    /// The part that is to be changed; reports one that is not there, or was dealt with before.
    fn locate(&mut self, rank: Rank, id: &Spelled, within: usize, span: Span) -> Option<usize> {
        let at = self.locate_only(rank, id, within, span)?;
        let changed = self.parts.get(at).and_then(|place| place.changed);
        if let Some(first) = changed {
            self.problems.push(problem::changed_twice(span, &problem::heading(rank, &id.text, None), first));
            return None;
        }
        Some(at)
    }

    /// The part of an id; reports one that is not there.
    fn locate_only(&mut self, rank: Rank, id: &Spelled, within: usize, span: Span) -> Option<usize> {
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
    fn there(&self, rank: Rank, id: &str, within: usize) -> Option<usize> {
        match self.parts.find(rank, id, within) {
            Found::One(at) => Some(at),
            _ => None,
        }
    }
}

/// A new part with what is new below it, and what its block says of other parts.
fn split(part: Part) -> (Part, Vec<Part>) {
    let is_own = |child: &Part| matches!(child.change, None | Some(Change::Insert(None, _)));
    let (own, changes): (Vec<Part>, Vec<Part>) = part.children.into_iter().partition(is_own);
    (Part { children: own, change: None, ..part }, changes)
}
