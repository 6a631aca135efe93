//! Divisions by what may be zero: found where they stand, reported where nothing guards them.

use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::walk;
use crate::source::Span;
use crate::syntax::tree;

/// A place that may have no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hazard {
    /// The divisor, or the list that may be empty.
    pub(super) span: Span,
    /// The names of which a guard would have to speak.
    pub(super) names: Vec<String>,
    /// Whether it is a list.
    pub(super) list: bool,
}

/// Notes a divisor that may be zero, unless a condition or a 无则 guards it.
pub(super) fn check(cx: &mut Check<'_>, scope: &Scope<'_>, divisor: &tree::Expr, checked: &Expr) {
    if matches!(checked, Expr::Truth(_)) || !domain::of(cx, scope.list, checked).holds_zero() {
        return;
    }
    let names = walk::names(divisor).into_iter().map(str::to_owned).collect();
    note(cx, scope, Hazard { span: divisor.span, names, list: false });
}

/// Notes a list that may be empty where its rows are divided by.
pub(super) fn check_list(cx: &mut Check<'_>, scope: &Scope<'_>, list: FactId, span: Span) {
    if cx.records(list).is_some_and(|records| records.expected.is_some()) {
        return;
    }
    let names = cx.fact(list).map(|fact| fact.name.clone()).into_iter().collect();
    note(cx, scope, Hazard { span, names, list: true });
}

/// Carries what a derived value leaves open to where it is used.
pub(super) fn carry(cx: &mut Check<'_>, open: Vec<Hazard>) {
    for hazard in open {
        let in_value = !cx.busy.is_empty();
        if !in_value || (cx.hazards.len() < MOST && !cx.hazards.contains(&hazard)) {
            cx.hazards.push(hazard);
        }
    }
}

/// A derived value carries no more open divisors than this, which bounds the work along a chain of values.
const MOST: usize = 16;

/// Reports what nothing guards in the end.
pub(super) fn report(cx: &mut Check<'_>) {
    for hazard in std::mem::take(&mut cx.hazards) {
        let said = cx.said(hazard.span).to_owned();
        cx.report(if hazard.list {
            problem::points::empty_list(hazard.span, &said)
        } else {
            problem::points::divisor(hazard.span, &said)
        });
    }
}

/// Whether a 无则 stands round a place, or a condition before it speaks of one of the names.
pub(super) fn is_guarded(scope: &Scope<'_>, names: &[String]) -> bool {
    let speaks =
        |guard: &&tree::Expr| walk::names(guard).iter().any(|said| names.iter().any(|name| name == said));
    scope.handled || scope.guards.iter().any(speaks)
}

fn note(cx: &mut Check<'_>, scope: &Scope<'_>, hazard: Hazard) {
    if !is_guarded(scope, &hazard.names) {
        cx.hazards.push(hazard);
    }
}
