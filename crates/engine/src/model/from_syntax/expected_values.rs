//! What a worked case expects of a derived value.

use crate::model::example::Expected;
use crate::model::example::Subject;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::comparisons;
use crate::model::from_syntax::examples;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::names;
use crate::model::from_syntax::names::Named;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::walk;
use crate::model::part::PartId;
use crate::syntax::tree;
use crate::syntax::tree::ExprKind;

/// Checks what is expected of the derived value of a name.
pub(super) fn check<'t>(
    cx: &mut Check<'t>,
    name: &'t tree::Expr,
    expected: &'t tree::Expected,
) -> Option<(Subject, Expected)> {
    let ExprKind::Name(text) = &name.kind else { return None };
    let scope = Scope::of(PartId(0));
    let id = match cx.names.get(text) {
        Some((Named::Let(id), _)) => *id,
        Some(_) => {
            cx.report(problem::names::not_derived(name.span, text));
            return None;
        }
        None => {
            names::unknown(cx, &scope, text, name.span);
            return None;
        }
    };
    let expected = match expected {
        tree::Expected::Word(word) => Expected::Finding(examples::finding(cx, word)?),
        tree::Expected::Loses(low, high) | tree::Expected::Scores(low, high) => {
            let high = high.as_ref().unwrap_or(low);
            value(cx, &scope, name, [low, high])?
        }
    };
    Some((Subject::Value(id), expected))
}

/// Two fixed values of the kind of a derived value.
fn value<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    name: &'t tree::Expr,
    ends: [&'t tree::Expr; 2],
) -> Option<Expected> {
    // Where the value is used decides what guards its divisions; a case only looks at it.
    let hazards = std::mem::take(&mut cx.hazards);
    let kind = expressions::check(cx, scope, name).kind;
    cx.hazards = hazards;
    let mut values = Vec::new();
    for end in ends {
        let typed = comparisons::against(cx, scope, &kind, end);
        comparisons::agree(cx, scope, (&kind, name), (&typed.kind, end))?;
        let named = walk::names(end).into_iter().any(|name| cx.names.contains_key(name));
        if named && !matches!(typed.expr, crate::model::expression::Expr::Option(..)) {
            let said = cx.said(end.span).to_owned();
            cx.report(problem::kinds::not_fixed(end.span, &said));
            return None;
        }
        values.push(typed.expr);
    }
    let [low, high] = <[_; 2]>::try_from(values).ok()?;
    Some(Expected::Value(low, high))
}
