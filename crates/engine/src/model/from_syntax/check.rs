//! What the passes share: the tables that fill up while a tree is checked, and the scope of an expression.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::model::account::AccountId;
use crate::model::act::ActId;
use crate::model::batch::BatchValue;
use crate::model::expression::Expr;
use crate::model::expression::LetId;
use crate::model::expression::Parameter;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::Inside;
use crate::model::fact::Kind;
use crate::model::fact::Records;
use crate::model::from_syntax::accounts::AccountEntry;
use crate::model::from_syntax::divisors::Hazard;
use crate::model::from_syntax::domain::Domain;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::names::Named;
use crate::model::from_syntax::names::count;
use crate::model::part::Part;
use crate::model::part::PartId;
use crate::model::verdict::Verdict;
use crate::source::Span;
use crate::syntax::overlay::Effective;
use crate::syntax::tree;

/// Everything known so far about the standard at hand.
pub(super) struct Check<'t> {
    /// The clause files, for quoting the author, and what went out of those that the standard builds on.
    pub(super) effective: &'t Effective<'t>,
    /// Problems so far.
    pub(super) diagnostics: Diagnostics,
    /// The parts as written, by position.
    pub(super) nodes: Vec<&'t tree::Part>,
    /// The parts of the model, by position.
    pub(super) parts: Vec<Part>,
    /// What each global name means, and where it was declared.
    pub(super) names: BTreeMap<String, (Named, Span)>,
    /// Facts by position.
    pub(super) facts: Vec<Fact>,
    /// The lists inside other lists, by position after the facts.
    pub(super) inner: Vec<Inside>,
    /// The declarations of facts and of the lists inside others, by position.
    pub(super) fact_nodes: Vec<&'t tree::Fact>,
    /// Derived values by position.
    pub(super) lets: Vec<LetEntry<'t>>,
    /// The verdicts of parts, by the derived values that hold their grades.
    pub(super) graded: BTreeMap<usize, Verdict>,
    /// Parameters by position, with the kind of their values.
    pub(super) parameters: Vec<(Parameter, Type)>,
    /// The declarations of parameters, by position.
    pub(super) parameter_nodes: Vec<&'t tree::Parameter>,
    /// Accounts by position.
    pub(super) accounts: Vec<AccountEntry<'t>>,
    /// Counting words that facts and accounts declare.
    pub(super) labels: BTreeSet<String>,
    /// The kinds of the derived values of each record list.
    pub(super) row_lets: BTreeMap<FactId, Vec<RowEntry>>,
    /// The derived values of each 逐 at hand, by its list, beyond those of the list.
    pub(super) row_values: BTreeMap<FactId, Vec<RowEntry>>,
    /// Facts that something reads.
    pub(super) used: BTreeSet<FactId>,
    /// Facts of the standards built on that nothing reads any more, by the places of their names.
    pub(super) idle: Vec<Span>,
    /// Fields that something reads.
    pub(super) used_fields: BTreeSet<(FactId, FieldId)>,
    /// Divisions and means that nothing guards so far.
    pub(super) hazards: Vec<Hazard>,
    /// The derived values being worked out, outermost first.
    pub(super) busy: Vec<usize>,
    /// Values among units that are scored together, by position.
    pub(super) batch: Vec<BatchValue>,
    /// How many acts there are.
    pub(super) acts: u32,
    /// Whether the total is rounded.
    pub(super) rounds: bool,
}

/// A derived value: its declaration and, once worked out, its value.
pub(super) struct LetEntry<'t> {
    /// The declaration.
    pub(super) node: Derivation<'t>,
    /// The statement's place.
    pub(super) span: Span,
    /// The part that declares it.
    pub(super) part: PartId,
    /// The value, once worked out.
    pub(super) done: Option<LetValue>,
}

/// What says how a value is derived.
#[derive(Clone, Copy)]
pub(super) enum Derivation<'t> {
    /// 令.
    Let(&'t tree::Let),
    /// 评定 of a part, with its name: its grade.
    Verdict(&'t tree::Verdict, &'t tree::Spelled),
}

impl<'t> Derivation<'t> {
    /// The name of the value.
    pub(super) fn name(self) -> &'t tree::Spelled {
        match self {
            Self::Let(node) => &node.name,
            Self::Verdict(_, name) => name,
        }
    }

    /// The expressions of which it is made.
    pub(super) fn expressions(self) -> Vec<&'t tree::Expr> {
        match self {
            Self::Let(node) => vec![&node.value],
            Self::Verdict(verdict, _) => verdict.rules.iter().filter_map(|rule| rule.when.as_ref()).collect(),
        }
    }
}

/// A derived value that has been worked out.
pub(super) struct LetValue {
    /// The value.
    pub(super) value: Expr,
    /// Its kind.
    pub(super) kind: Type,
    /// Which numbers it can be.
    pub(super) domain: Domain,
    /// Whether it may have no finite decimal.
    pub(super) awkward: bool,
    /// What in it may have no value.
    pub(super) hazards: Vec<Hazard>,
    /// How deeply it nests, with the derived values that it mentions.
    pub(super) depth: usize,
}

/// A derived value of the rows of a list.
#[derive(Clone)]
pub(super) struct RowEntry {
    /// Its name.
    pub(super) name: String,
    /// Its kind.
    pub(super) kind: Type,
    /// Which numbers it can be.
    pub(super) domain: Domain,
    /// Whether it may have no finite decimal.
    pub(super) awkward: bool,
    /// What in it may have no value.
    pub(super) hazards: Vec<Hazard>,
    /// How deeply it nests, with the derived values that it mentions.
    pub(super) depth: usize,
}

/// Where an expression stands.
#[derive(Clone)]
pub(super) struct Scope<'t> {
    /// The part.
    pub(super) part: PartId,
    /// The list whose row is at hand.
    pub(super) list: Option<FactId>,
    /// The row around the row at hand, of the list that holds its list.
    pub(super) outer: Option<Box<Scope<'t>>>,
    /// The list of which a group is at hand (本组).
    pub(super) group: Option<FactId>,
    /// Where the group itself is at hand and none of its rows: the key, the only field that it has one value of.
    pub(super) key: Option<FieldId>,
    /// Derived values of the row beyond those of the record.
    pub(super) row_lets: Vec<RowEntry>,
    /// What sort of place it is.
    pub(super) place: Place,
    /// Conditions that were looked at before this expression is.
    pub(super) guards: Vec<&'t tree::Expr>,
    /// Whether a 无则 stands round it.
    pub(super) handled: bool,
}

/// What sort of place an expression stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A part.
    Part,
    /// 账: what it is held to or worked out from.
    Account(AccountId),
    /// 评定, outside a fold over parts.
    Verdict,
    /// 评定, inside a fold over parts.
    EachPart,
    /// 评定 of a part: its own result is at hand.
    Graded,
}

impl<'t> Scope<'t> {
    /// The scope of a part's statements.
    pub(super) fn of(part: PartId) -> Self {
        Self {
            part,
            list: None,
            outer: None,
            group: None,
            key: None,
            row_lets: Vec::new(),
            place: Place::Part,
            guards: Vec::new(),
            handled: false,
        }
    }

    /// The same inside the rows of a list.
    pub(super) fn in_rows(&self, cx: &Check<'t>, list: FactId) -> Self {
        let outer = cx.outer(list).map(|outer| Box::new(self.row_of(cx, outer)));
        Self { list: Some(list), outer, key: None, row_lets: Vec::new(), ..self.clone() }
    }

    /// The row of a list among the row at hand and those around it; any of its rows where none is.
    fn row_of(&self, cx: &Check<'t>, list: FactId) -> Self {
        let around = std::iter::successors(Some(self), |scope| scope.outer.as_deref());
        let found = around.into_iter().find(|scope| scope.list == Some(list)).cloned();
        found.unwrap_or_else(|| Self { outer: None, ..self.clone() }.in_rows(cx, list))
    }

    /// The same in the groups of the rows of a list.
    pub(super) fn in_groups(&self, cx: &Check<'t>, list: FactId, key: FieldId) -> Self {
        Self { group: Some(list), key: Some(key), ..self.in_rows(cx, list) }
    }

    /// The same after a condition was looked at.
    pub(super) fn after(&self, condition: &'t tree::Expr) -> Self {
        let mut scope = self.clone();
        scope.guards.push(condition);
        scope
    }

    /// The same in another sort of place.
    pub(super) fn at(&self, place: Place) -> Self {
        Self { place, ..self.clone() }
    }

    /// The same behind what 适用 asks of the part and of those above it.
    pub(super) fn where_it_applies(&self, cx: &Check<'t>) -> Self {
        let mut scope = self.clone();
        for id in std::iter::successors(Some(self.part), |id| cx.part(*id)?.parent) {
            let body = cx.nodes.get(id.0 as usize).map(|node| node.body.as_slice()).unwrap_or_default();
            scope.guards.extend(body.iter().filter_map(|statement| match &statement.kind {
                tree::StatementKind::Applies(condition) => Some(condition),
                _ => None,
            }));
        }
        scope
    }

    /// Whether bare numbers count as points here.
    pub(super) fn bare_points(&self) -> bool {
        self.place != Place::Part
    }
}

impl<'t> Check<'t> {
    /// Nothing known yet about a standard.
    pub(super) fn new(effective: &'t Effective<'t>) -> Self {
        Self {
            effective,
            diagnostics: Diagnostics::new(),
            nodes: Vec::new(),
            parts: Vec::new(),
            names: BTreeMap::new(),
            facts: Vec::new(),
            inner: Vec::new(),
            fact_nodes: Vec::new(),
            lets: Vec::new(),
            graded: BTreeMap::new(),
            parameters: Vec::new(),
            parameter_nodes: Vec::new(),
            accounts: Vec::new(),
            labels: BTreeSet::new(),
            row_lets: BTreeMap::new(),
            row_values: BTreeMap::new(),
            used: BTreeSet::new(),
            idle: Vec::new(),
            used_fields: BTreeSet::new(),
            hazards: Vec::new(),
            busy: Vec::new(),
            batch: Vec::new(),
            acts: 0,
            rounds: false,
        }
    }

    /// Whether a derived value is the grade of a verdict.
    pub(super) fn is_graded(&self, id: LetId) -> bool {
        let entry = self.lets.get(id.0 as usize);
        entry.is_some_and(|entry| matches!(entry.node, Derivation::Verdict(..)))
    }

    /// One more problem.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The author's own text.
    pub(super) fn said(&self, span: Span) -> &'t str {
        span.of(self.effective.text(span.source)).trim()
    }

    /// Whether a place is in the standard's own file.
    pub(super) fn is_own(&self, span: Span) -> bool {
        span.source == self.effective.main()
    }

    /// The fact of an id.
    pub(super) fn fact(&self, id: FactId) -> Option<&Fact> {
        Inside::fact(&self.facts, &self.inner, id)
    }

    /// The record kind of a list.
    pub(super) fn records(&self, id: FactId) -> Option<&Records> {
        match &self.fact(id)?.kind {
            Kind::Records(records) => Some(records),
            _ => None,
        }
    }

    /// A derived value of a row: of its list, or of the 逐 at hand.
    pub(super) fn row_value(&self, list: Option<FactId>, at: u32) -> Option<&RowEntry> {
        let own = list.and_then(|list| self.row_lets.get(&list)).into_iter().flatten();
        let further = list.and_then(|list| self.row_values.get(&list)).into_iter().flatten();
        own.chain(further).nth(at as usize)
    }

    /// The list of whose rows a list is a field.
    pub(super) fn outer(&self, list: FactId) -> Option<FactId> {
        self.inner.get((list.0 as usize).checked_sub(self.facts.len())?).map(|inside| inside.list)
    }

    /// The list that a field of the rows of a list is.
    pub(super) fn inner_list(&self, list: FactId, field: FieldId) -> Option<FactId> {
        let at = self.inner.iter().position(|inside| *inside == Inside { list, field })?;
        Some(FactId(count(self.facts.len().saturating_add(at))))
    }

    /// The record kind of a list, to add to.
    pub(super) fn records_mut(&mut self, id: FactId) -> Option<&mut Records> {
        let at = id.0 as usize;
        let kind = match at.checked_sub(self.facts.len()) {
            None => &mut self.facts.get_mut(at)?.kind,
            Some(at) => {
                let inside = *self.inner.get(at)?;
                &mut self.records_mut(inside.list)?.fields.get_mut(inside.field.0 as usize)?.kind
            }
        };
        match kind {
            Kind::Records(records) => Some(records),
            _ => None,
        }
    }

    /// The part of an id.
    pub(super) fn part(&self, id: PartId) -> Option<&Part> {
        self.parts.get(id.0 as usize)
    }

    /// The id of the next act.
    pub(super) fn next_act(&mut self) -> ActId {
        let id = ActId(self.acts);
        self.acts = self.acts.saturating_add(1);
        id
    }
}
