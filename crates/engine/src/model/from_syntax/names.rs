//! Names: declaring them, finding what they mean in a scope, and suggesting near ones.

use crate::diagnostic::suggestion::nearest;
use crate::model::account::AccountId;
use crate::model::expression::LetId;
use crate::model::expression::ParameterId;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::Kind;
use crate::model::from_syntax::accounts::AccountEntry;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Derivation;
use crate::model::from_syntax::check::LetEntry;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::problem;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::StatementKind;
use crate::unit::Unit;

/// What a global name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// 观测.
    Fact(FactId),
    /// 令.
    Let(LetId),
    /// 参数.
    Parameter(ParameterId),
    /// 账.
    Account(AccountId),
}

/// What a name means where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A field of the row at hand.
    Field(FieldId),
    /// A derived value of the row at hand.
    RowLet(u32),
    /// One of these of a row around the row at hand.
    Outer,
    /// A global name.
    Global(Named),
}

/// A declared fact with the part it stands in.
pub(super) type PlacedFact<'t> = (&'t crate::syntax::tree::Fact, PartId);

/// Declares every fact, derived value and parameter of the standard; returns the facts in file order.
pub(super) fn declare<'t>(cx: &mut Check<'t>) -> Vec<PlacedFact<'t>> {
    let mut facts = Vec::new();
    let nodes = cx.nodes.clone();
    for (part, node) in (0..).map(PartId).zip(nodes) {
        for statement in &node.body {
            match &statement.kind {
                StatementKind::Fact(fact) => {
                    let id = FactId(count(facts.len()));
                    facts.push((fact, part));
                    cx.fact_nodes.push(fact);
                    one(cx, &fact.name, Named::Fact(id));
                }
                StatementKind::Let(node) => {
                    let id = LetId(count(cx.lets.len()));
                    let derivation = Derivation::Let(node);
                    cx.lets.push(LetEntry { node: derivation, span: statement.span, part, done: None });
                    one(cx, &node.name, Named::Let(id));
                }
                StatementKind::Verdict(verdict) if part != PartId(0) => {
                    let Some(name) = &verdict.name else { continue };
                    let id = LetId(count(cx.lets.len()));
                    let derivation = Derivation::Verdict(verdict, name);
                    cx.lets.push(LetEntry { node: derivation, span: statement.span, part, done: None });
                    one(cx, name, Named::Let(id));
                }
                StatementKind::Parameter(parameter) => {
                    let id = ParameterId(count(cx.parameter_nodes.len()));
                    cx.parameter_nodes.push(parameter);
                    one(cx, &parameter.name, Named::Parameter(id));
                }
                StatementKind::Account(node) => {
                    let id = AccountId(count(cx.accounts.len()));
                    let entry =
                        AccountEntry { node, span: statement.span, unit: Unit::none(), booked: false };
                    cx.accounts.push(entry);
                    one(cx, &node.name, Named::Account(id));
                }
                _ => {}
            }
        }
    }
    facts
}

/// What a name means in a scope: the fields of the row at hand come first, then those of the rows around it.
pub(super) fn meaning(cx: &Check<'_>, scope: &Scope<'_>, name: &str) -> Option<Meaning> {
    let outer = || outer_with(cx, scope, name).map(|_| Meaning::Outer);
    in_row(cx, scope, name)
        .or_else(outer)
        .or_else(|| cx.names.get(name).map(|(named, _)| Meaning::Global(*named)))
}

/// The record list of a name: in the row at hand, in one around it, or of the standard.
pub(super) fn list(cx: &Check<'_>, scope: &Scope<'_>, name: &str) -> Option<FactId> {
    let mut around = std::iter::successors(Some(scope), |scope| scope.outer.as_deref());
    let inner = around.find_map(|scope| match in_row(cx, scope, name) {
        Some(Meaning::Field(field)) => cx.inner_list(scope.list?, field),
        _ => None,
    });
    if inner.is_some() {
        return inner;
    }
    match cx.names.get(name) {
        Some((Named::Fact(id), _)) if matches!(cx.fact(*id)?.kind, Kind::Records(_)) => Some(*id),
        _ => None,
    }
}

/// Where a name was declared.
pub(super) fn declaration(cx: &Check<'_>, scope: &Scope<'_>, name: &str) -> Option<Span> {
    if let Some(Meaning::Field(id)) = in_row(cx, scope, name) {
        let fields = &cx.records(scope.list?)?.fields;
        return fields.get(id.0 as usize).map(|field| field.span);
    }
    if let Some(outer) = outer_with(cx, scope, name) {
        return declaration(cx, outer, name);
    }
    cx.names.get(name).map(|(_, span)| *span)
}

/// Whether a name is that of a field or derived value of the rows of the group at hand: it has as many values as the
/// group has rows.
pub(super) fn is_in_rows_of_group(cx: &Check<'_>, scope: &Scope<'_>, name: &str) -> bool {
    let of_rows = Scope { key: None, ..scope.clone() };
    scope.key.is_some() && in_row(cx, scope, name).is_none() && in_row(cx, &of_rows, name).is_some()
}

/// Reports a name that means nothing here.
pub(super) fn unknown(cx: &mut Check<'_>, scope: &Scope<'_>, name: &str, span: Span) {
    if let Some(removal) = cx.effective.removals.iter().find(|it| it.names.iter().any(|gone| gone == name)) {
        return cx.report(problem::names::deleted(removal, name, span));
    }
    if let Some((inner, outer)) = inside_of(cx, name) {
        let list = cx.fact(outer).map(|list| list.name.clone()).unwrap_or_default();
        // Spoken of, if in the wrong place: its declaration is not reported as well.
        let fields = cx.records(inner).map_or(0, |records| records.fields.len());
        cx.used_fields.extend((0..count(fields)).map(|at| (inner, FieldId(at))));
        cx.used.extend([inner, outer]);
        cx.report(problem::rows::not_in_row(span, name, &list));
        return;
    }
    let row = row_names(cx, scope);
    let options = cx.facts.iter().flat_map(|fact| match &fact.kind {
        Kind::Level(names) | Kind::Choice(names) | Kind::Items(names) => names.as_slice(),
        _ => &[],
    });
    let known = row.iter().chain(cx.names.keys()).chain(options).map(String::as_str);
    let near = nearest(name, known).filter(|near| *near != name).map(str::to_owned);
    cx.report(problem::names::unknown(span, name, near.as_deref()));
}

/// Whether a name is that of a list, be its rows at hand or not.
pub(super) fn is_list(cx: &Check<'_>, scope: &Scope<'_>, name: &str) -> bool {
    list(cx, scope, name).is_some() || (meaning(cx, scope, name).is_none() && inside_of(cx, name).is_some())
}

/// The list of a name that is inside another, and that other list.
fn inside_of(cx: &Check<'_>, name: &str) -> Option<(FactId, FactId)> {
    cx.inner.iter().find_map(|inside| {
        let inner = cx.inner_list(inside.list, inside.field)?;
        (cx.fact(inner)?.name == name).then_some((inner, inside.list))
    })
}

fn in_row(cx: &Check<'_>, scope: &Scope<'_>, name: &str) -> Option<Meaning> {
    let list = scope.list?;
    let fields = &cx.records(list)?.fields;
    if let Some(at) = fields.iter().position(|field| field.name == name) {
        let field = FieldId(count(at));
        return scope.key.is_none_or(|key| key == field).then_some(Meaning::Field(field));
    }
    if scope.key.is_some() {
        return None;
    }
    let own = cx.row_lets.get(&list).into_iter().flatten();
    let at = own.chain(&scope.row_lets).position(|known| known.name == name)?;
    Some(Meaning::RowLet(count(at)))
}

/// The row around the row at hand, where it or one further out has a field or derived value of a name.
fn outer_with<'a, 't>(cx: &Check<'_>, scope: &'a Scope<'t>, name: &str) -> Option<&'a Scope<'t>> {
    let mut around = std::iter::successors(scope.outer.as_deref(), |scope| scope.outer.as_deref());
    around.any(|outer| in_row(cx, outer, name).is_some()).then_some(scope.outer.as_deref())?
}

fn row_names(cx: &Check<'_>, scope: &Scope<'_>) -> Vec<String> {
    let Some(list) = scope.list else { return Vec::new() };
    let fields = cx.records(list).into_iter().flat_map(|records| &records.fields).map(|field| &field.name);
    let own = cx.row_lets.get(&list).into_iter().flatten();
    let outer = scope.outer.iter().flat_map(|outer| row_names(cx, outer));
    fields.chain(own.chain(&scope.row_lets).map(|entry| &entry.name)).cloned().chain(outer).collect()
}

fn one(cx: &mut Check<'_>, name: &Spelled, named: Named) {
    if let Some((_, first)) = cx.names.get(&name.text) {
        let first = *first;
        cx.report(problem::names::twice(name.span, &name.text, first));
        return;
    }
    cx.names.insert(name.text.clone(), (named, name.span));
}

/// A position as an id; a file holds fewer than four milliard of anything.
pub(super) fn count(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
