//! Standards that build on standards (承): a file and its bases put together into one tree.
//!
//! The tree that comes out says nothing of changes any more; every node keeps its place, which names its file.

mod amendment;
mod body;
mod chain;
mod deletion;
mod insertion;
mod library;
mod merge;
mod origin;
mod parts;
mod problem;
mod removal;

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::source::SourceId;
use crate::source::Span;
use crate::syntax::overlay::parts::Parts;
use crate::syntax::tree::Cases;
use crate::syntax::tree::Part;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Tree;

pub use chain::Layer;
pub use chain::layers;
pub use library::Library;
pub use library::NoLibrary;
pub use removal::Removal;

/// A standard as it holds: what its file says, over what the files say that it builds on.
#[derive(Clone, Debug)]
pub struct Effective<'s> {
    /// One tree without 承 or changes. Where nothing is built on, the tree of the file.
    pub tree: Tree,
    /// The file itself, then its base, then the base of that.
    pub files: Vec<(SourceId, Cow<'s, Source>)>,
    /// What some file of these took out.
    pub removals: Vec<Removal>,
    /// A file of further cases.
    cases: Option<(SourceId, Cow<'s, Source>)>,
}

impl<'s> Effective<'s> {
    /// A file that builds on nothing; reports changes in it, since there is nothing to change.
    pub fn alone(layer: Layer<'s>) -> (Self, Diagnostics) {
        let mut problems = Diagnostics::new();
        let mut tree = layer.parsed.tree;
        for part in &tree.parts {
            stray(part, &mut problems);
        }
        if !problems.is_empty() {
            tree.parts.iter_mut().for_each(settle);
        }
        let files = vec![(layer.id, layer.source)];
        (Self { tree, files, removals: Vec::new(), cases: None }, problems)
    }

    /// A file over this one, on which it builds.
    pub fn under(mut self, layer: Layer<'s>) -> (Self, Diagnostics) {
        let standard = |tree: Tree| tree.parts.into_iter().find(|part| part.rank == Rank::Standard);
        let mut problems = Diagnostics::new();
        if let (Some(base), Some(over)) = (standard(self.tree), standard(layer.parsed.tree)) {
            let mut parts = Parts::of(base);
            let cases = merge::apply(&mut parts, over, &mut self.removals, &mut problems);
            let mut standard = parts.into_standard();
            if let Some(standard) = &mut standard {
                end_with(standard, cases);
            }
            self.tree = Tree { parts: standard.into_iter().collect(), comments: Vec::new() };
        } else {
            self.tree = Tree::default();
        }
        self.files.insert(0, (layer.id, layer.source));
        (self, problems)
    }

    /// The file itself.
    pub fn main(&self) -> SourceId {
        self.files.first().map(|(id, _)| *id).unwrap_or_default()
    }

    /// The text of a file.
    pub fn text(&self, id: SourceId) -> &str {
        let mut files = self.files.iter().chain(&self.cases);
        files.find(|(other, _)| *other == id).map_or("", |(_, source)| source.text.as_str())
    }

    /// Puts the examples of a file of cases behind those of the clause files.
    pub fn add_cases(&mut self, source: &'s Source, id: SourceId, cases: Cases) {
        if let Some(standard) = self.tree.parts.iter_mut().find(|part| part.rank == Rank::Standard) {
            end_with(standard, cases.examples);
        }
        self.cases = Some((id, Cow::Borrowed(source)));
    }

    /// Takes out the declarations of facts at these places.
    pub fn drop_facts(&mut self, places: &[Span]) {
        self.tree.parts.iter_mut().for_each(|part| drop_facts(part, places));
    }
}

/// That a base has errors, said where it is built on.
pub fn base_has_errors(layer: &Layer<'_>) -> Option<Diagnostic> {
    layer.extends.as_ref().map(problem::base_has_errors)
}

/// Puts statements where those stand that end a file: in the last part.
fn end_with(part: &mut Part, statements: Vec<Statement>) {
    match part.children.last_mut() {
        Some(last) => end_with(last, statements),
        None => part.body.extend(statements),
    }
}

fn drop_facts(part: &mut Part, places: &[Span]) {
    part.body.retain(|statement| match &statement.kind {
        StatementKind::Fact(fact) => !places.contains(&fact.name.span),
        _ => true,
    });
    part.children.iter_mut().for_each(|child| drop_facts(child, places));
}

/// Reports every change in a file that builds on nothing.
fn stray(part: &Part, problems: &mut Diagnostics) {
    if let Some(change) = &part.change {
        problems.push(problem::builds_on_nothing(change.span()));
    }
    for statement in &part.body {
        let changes = match &statement.kind {
            StatementKind::Delete(_) => true,
            StatementKind::Parameter(parameter) => parameter.amends,
            StatementKind::Verdict(verdict) => verdict.amends,
            _ => false,
        };
        if changes {
            problems.push(problem::builds_on_nothing(statement.span));
        }
    }
    part.children.iter().for_each(|child| stray(child, problems));
}

/// Makes parts of a file its own, whatever they said of a base.
fn settle(part: &mut Part) {
    part.change = None;
    part.body.retain(|statement| !matches!(statement.kind, StatementKind::Delete(_)));
    part.children.iter_mut().for_each(settle);
}
