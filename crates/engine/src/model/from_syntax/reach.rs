//! Conditions that always or never hold, branches that cannot be reached, facts that nothing reads.

use std::collections::BTreeSet;

use crate::exact::Exact;
use crate::model::calendar::Calendar;
use crate::model::calendar::Window;
use crate::model::expression::Expr;
use crate::model::expression::Pattern;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::Kind;
use crate::model::from_syntax::cells;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::domain::Domain;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::names::Named;
use crate::model::from_syntax::names::count;
use crate::model::from_syntax::patterns;
use crate::model::from_syntax::problem;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Comparison;
use crate::syntax::tree::StatementKind;

/// Warns of branches of a chain that cannot be reached; `last` is the branch of 否则.
pub(super) fn chain(cx: &mut Check<'_>, scope: &Scope<'_>, branches: &[(&Expr, Span)], last: Option<Span>) {
    for (at, (when, span)) in branches.iter().enumerate() {
        match truth(cx, scope.list, when) {
            Some(false) => {
                let said = cx.said(*span).to_owned();
                cx.report(problem::bands::never_holds(*span, &said));
            }
            Some(true) => {
                let said = cx.said(*span).to_owned();
                cx.report(problem::bands::always_holds(*span, &said));
                return;
            }
            None => {
                let before = branches.iter().take(at).skip(at.saturating_sub(MOST)).map(|(when, _)| *when);
                if before.clone().any(|earlier| earlier == *when) || is_covered(cx, scope, before, Some(when))
                {
                    cx.report(problem::bands::unreachable(*span));
                }
            }
        }
    }
    let all = branches.iter().map(|(when, _)| *when);
    if let Some(last) = last
        && (2..=MOST).contains(&branches.len())
        && is_covered(cx, scope, all, None)
    {
        cx.report(problem::bands::unreachable(last));
    }
}

/// A branch is compared with so many before it, which bounds the work.
const MOST: usize = 64;

/// Warns of facts and fields that nothing reads. Texts, choices and days in records are there to tell rows apart.
pub(super) fn unused(cx: &mut Check<'_>) {
    for (id, node) in (0..).map(FactId).zip(cx.fact_nodes.clone()) {
        let inside = id.0 as usize >= cx.facts.len();
        let stands =
            inside || cx.names.get(&node.name.text).is_some_and(|(named, _)| *named == Named::Fact(id));
        if !stands {
            continue; // its name belongs to another declaration, which was reported
        }
        if !cx.used.contains(&id) {
            if cx.is_own(node.name.span) {
                cx.report(problem::names::never_used(node.name.span, &node.name.text));
            } else {
                cx.idle.push(node.name.span);
            }
            continue;
        }
        let tree::Kind::Records { fields, .. } = &node.kind else { continue };
        let nodes = fields.iter().filter_map(|statement| match &statement.kind {
            StatementKind::Fact(field) => Some(field),
            _ => None,
        });
        let key = cx.records(id).and_then(|records| records.key);
        for (at, field) in nodes.enumerate() {
            let field_id = FieldId(count(at));
            let names_rows = matches!(
                field.kind,
                tree::Kind::Text
                    | tree::Kind::Choice(_)
                    | tree::Kind::Date
                    | tree::Kind::Records { .. }
                    | tree::Kind::Items(_)
            ) || key == Some(field_id);
            if !names_rows && !cx.used_fields.contains(&(id, field_id)) {
                cx.report(problem::names::never_used(field.name.span, &field.name.text));
            }
        }
    }
}

/// Whether a condition always (`true`) or never holds, as far as ranges and precisions say.
fn truth(cx: &Check<'_>, list: Option<FactId>, condition: &Expr) -> Option<bool> {
    match condition {
        Expr::Compare(how, a, b) if is_numeric(cx, list, a) && is_numeric(cx, list, b) => {
            compared(*how, domain::of(cx, list, a), domain::of(cx, list, b))
        }
        Expr::Within(value, low, high) if is_numeric(cx, list, value) => {
            let value = domain::of(cx, list, value);
            let above = compared(Comparison::AtLeast, value, domain::of(cx, list, low));
            let below = compared(Comparison::AtMost, value, domain::of(cx, list, high));
            match (above, below) {
                (Some(true), Some(true)) => Some(true),
                (Some(false), _) | (_, Some(false)) => Some(false),
                _ => None,
            }
        }
        Expr::Calendar(calendar) => match &**calendar {
            Calendar::Within(_, Window::Yearly(season)) => season.is_whole_year().then_some(true),
            _ => None,
        },
        Expr::Not(inner) => truth(cx, list, inner).map(|truth| !truth),
        Expr::All(parts) => parts.iter().any(|part| truth(cx, list, part) == Some(false)).then_some(false),
        Expr::Any(parts) => parts.iter().any(|part| truth(cx, list, part) == Some(true)).then_some(true),
        _ => None,
    }
}

fn compared(how: Comparison, a: Domain, b: Domain) -> Option<bool> {
    let less = |a: Option<Exact>, b: Option<Exact>| a.zip(b).is_some_and(|(a, b)| a < b);
    let at_most = |a: Option<Exact>, b: Option<Exact>| a.zip(b).is_some_and(|(a, b)| a <= b);
    let apart = less(a.high, b.low) || less(b.high, a.low) || off_grid(a, b) || off_grid(b, a);
    let decide = |yes: bool, no: bool| if yes { Some(true) } else { no.then_some(false) };
    match how {
        Comparison::Less => decide(less(a.high, b.low), at_most(b.high, a.low)),
        Comparison::AtMost => decide(at_most(a.high, b.low), less(b.high, a.low)),
        Comparison::Greater => decide(less(b.high, a.low), at_most(a.high, b.low)),
        Comparison::AtLeast => decide(at_most(b.high, a.low), less(a.high, b.low)),
        Comparison::Is => decide(false, apart),
        Comparison::IsNot => decide(apart, false),
    }
}

/// Whether a constant lies between the multiples that a number can be.
fn off_grid(number: Domain, constant: Domain) -> bool {
    let grid = number.step.filter(|step| step.sign() > 0);
    let value = constant.constant();
    value.zip(grid).and_then(|(value, grid)| value.over(grid)).is_some_and(|steps| !steps.is_integer())
}

fn is_numeric(cx: &Check<'_>, list: Option<FactId>, expr: &Expr) -> bool {
    let of_kind = |kind: &Kind| matches!(kind, Kind::Number(_) | Kind::Judged(_) | Kind::Date | Kind::Time);
    match expr {
        Expr::Fact(id) => cx.fact(*id).is_some_and(|fact| of_kind(&fact.kind)),
        Expr::Field(id) => {
            let fields = list.and_then(|list| cx.records(list)).map(|records| &records.fields);
            fields.and_then(|fields| fields.get(id.0 as usize)).is_some_and(|field| of_kind(&field.kind))
        }
        Expr::Outer(value, _) => is_numeric(cx, list.and_then(|list| cx.outer(list)), value),
        Expr::Let(id) => {
            let done = cx.lets.get(id.0 as usize).and_then(|entry| entry.done.as_ref());
            done.is_some_and(|done| matches!(done.kind, Type::Number(..)))
        }
        Expr::Truth(_) | Expr::Option(..) | Expr::Text(_) | Expr::RowLet(_) => false,
        _ => true,
    }
}

/// Whether comparisons of one number with constants leave nothing for another (or for 否则).
fn is_covered<'a>(
    cx: &Check<'_>,
    scope: &Scope<'_>,
    before: impl Iterator<Item = &'a Expr>,
    then: Option<&'a Expr>,
) -> bool {
    let before: Option<Vec<_>> = before.map(|condition| stretch(cx, scope, condition)).collect();
    let Some(before) = before else { return false };
    let then = match then.map(|then| stretch(cx, scope, then)) {
        Some(None) => return false,
        Some(Some(then)) => Some(then),
        None => None,
    };
    let Some((key, _)) = before.first() else { return false };
    if before.iter().chain(&then).any(|(other, _)| other != key) {
        return false;
    }
    let all = before.iter().chain(&then).flat_map(|(_, patterns)| patterns);
    let ends: BTreeSet<Exact> = all.flat_map(ends).collect();
    let domain = domain::of(cx, scope.list, key);
    let values = cells::representatives(domain, &ends, Exact::ONE);
    let holds =
        |patterns: &[Pattern], value: Exact| patterns.iter().any(|pattern| cells::holds(pattern, value));
    values.iter().all(|value| {
        let earlier = before.iter().any(|(_, patterns)| holds(patterns, *value));
        earlier || then.as_ref().is_some_and(|(_, patterns)| !holds(patterns, *value))
    })
}

/// A comparison of a number with a constant, as stretches of the number.
fn stretch<'a>(cx: &Check<'_>, scope: &Scope<'_>, condition: &'a Expr) -> Option<(&'a Expr, Vec<Pattern>)> {
    let Expr::Compare(how, key, constant) = condition else { return None };
    let value = domain::of(cx, scope.list, constant).constant()?;
    is_numeric(cx, scope.list, key).then(|| (&**key, patterns::compared(*how, value)))
}

fn ends(pattern: &Pattern) -> Vec<Exact> {
    match pattern {
        Pattern::Range(low, high) => [low, high].into_iter().flatten().map(|(end, _)| *end).collect(),
        _ => Vec::new(),
    }
}
