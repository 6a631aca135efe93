//! 加倍, 减半, 乘: by how much, when, and whether there is anything to multiply.

use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::factor::Factor;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::earning;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::fractions;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::limits;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::reach;
use crate::model::part::PartId;
use crate::syntax::tree;
use crate::syntax::tree::FactorBy;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Trailing;
use crate::unit::Unit;
use crate::words;

/// Checks the factors on lines of their own of a part, in file order.
pub(super) fn of_part<'t>(cx: &mut Check<'t>, part: PartId, node: &'t tree::Part) -> Vec<Factor> {
    let scope = Scope::of(part);
    let written = node.body.iter().filter_map(|statement| match &statement.kind {
        StatementKind::Factor(factor) => Some(factor),
        _ => None,
    });
    written.map(|factor| one(cx, &scope, factor)).collect()
}

/// Checks one factor.
pub(super) fn one<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, node: &'t tree::Factor) -> Factor {
    let id = cx.next_act();
    let mut inner = scope.clone();
    let when = node.when.as_ref().map(|when| {
        let condition = expressions::condition(cx, scope, when);
        reach::chain(cx, scope, &[(&condition, when.span)], None);
        inner.guards.push(when);
        condition
    });
    let by = match &node.by {
        FactorBy::Two => plain(Exact::from(2)),
        FactorBy::Half => plain(Exact::scaled(1, 2)),
        FactorBy::Times(by) => times(cx, &inner, by),
    };
    let note = node.note.as_ref().map(|note| note.text.clone());
    Factor { id, by, when, note, span: node.span }
}

/// Warns of factors on lines of their own with nothing to multiply.
pub(super) fn check(cx: &mut Check<'_>) {
    for node in cx.nodes.clone() {
        for statement in &node.body {
            if matches!(statement.kind, StatementKind::Factor(_)) && !earning::loses_anywhere(node) {
                cx.report(problem::above::nothing_to_multiply(statement.span));
            }
        }
    }
}

/// Warns of a factor after a statement that moves no points.
pub(super) fn check_trailing(cx: &mut Check<'_>, act: &tree::Act) {
    let factor = act.trailing.iter().find_map(|word| match word {
        Trailing::Factor(factor) => Some(factor.span),
        _ => None,
    });
    if let Some(span) = factor.filter(|_| !earning::has_amount(act)) {
        cx.report(problem::above::nothing_to_multiply(span));
    }
}

/// A number without a unit, or a count: two times, three times.
fn times<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, by: &'t tree::Expr) -> Expr {
    let typed = expressions::number(cx, scope, by);
    if let Type::Number(unit, _) = &typed.kind
        && !unit.without_labels().is_plain()
    {
        let wanted = words!("不带单位的数或次数", "a plain number or a count");
        expressions::wrong_kind(cx, scope, by, &typed, &wanted);
    }
    let domain = domain::of(cx, scope.list, &typed.expr);
    let said = cx.said(by.span).to_owned();
    if domain.constant().is_some_and(|by| by.sign() < 0) {
        cx.report(problem::kinds::out_of_range(by.span, &said, &words!("不小于零", "zero or more")));
    }
    if domain.constant() == Some(Exact::ONE) {
        cx.report(problem::above::multiplies_by_one(by.span));
    }
    if fractions::is_awkward(cx, scope.list, &typed.expr) {
        limits::fraction(cx, by.span);
    }
    typed.expr
}

fn plain(by: Exact) -> Expr {
    Expr::Number(by, Unit::none())
}
