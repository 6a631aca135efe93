//! What a worked case expects of a derived value.

use crate::model::example::Expectation;
use crate::model::example::Expected;
use crate::model::example::Subject;
use crate::model::expression::Expr;
use crate::model::expression::LetId;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::comparisons;
use crate::model::from_syntax::examples;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::lets;
use crate::model::from_syntax::names;
use crate::model::from_syntax::names::Named;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::walk;
use crate::model::part::PartId;
use crate::syntax::tree;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Spelled;
use crate::words;

/// Checks an expectation that looks at a name of the standard; `None` for any other. Nothing is expected where a
/// problem was reported.
pub(super) fn check<'t>(cx: &mut Check<'t>, node: &'t tree::Expectation) -> Option<Option<Expectation>> {
    let tree::Subject::Named(name) = &node.subject else { return None };
    let id = match cx.names.get(&name.text) {
        // The verdict of a part has grades, of which several may be left.
        Some((Named::Let(id), _)) if cx.is_graded(*id) => return None,
        Some((Named::Let(id), _)) => *id,
        Some((Named::Account(_), _)) => return None,
        Some(_) => {
            cx.report(problem::names::not_derived(name.span, &name.text));
            return Some(None);
        }
        None => return None,
    };
    let expected = of_value(cx, name, id, &node.expected);
    Some(expected.map(|expected| Expectation { subject: Subject::Value(id), expected, span: node.span }))
}

fn of_value<'t>(
    cx: &mut Check<'t>,
    name: &Spelled,
    id: LetId,
    expected: &'t tree::Expected,
) -> Option<Expected> {
    let scope = Scope::of(PartId(0));
    // Where the value is used decides what guards its divisions; a case only looks at it.
    let hazards = std::mem::take(&mut cx.hazards);
    let kind = lets::read(cx, &scope, id, name.span).kind;
    cx.hazards = hazards;
    match expected {
        tree::Expected::Finding(word) => examples::finding(cx, word).map(Expected::Finding),
        tree::Expected::Scores(low, high) => {
            let low = fixed(cx, &scope, (&kind, name), low)?;
            let high = match high {
                Some(high) => fixed(cx, &scope, (&kind, name), high)?,
                None => low.clone(),
            };
            Some(Expected::Value(low, high))
        }
        tree::Expected::Grades(words) => match words.as_slice() {
            [word] => one(cx, &kind, word).map(|value| Expected::Value(value.clone(), value)),
            _ => None,
        },
        // Only accounts have amounts without an upper end.
        tree::Expected::AtLeast(low) => {
            let words = kind.words();
            let amounts = words!("账的金额", "the amount of an account");
            cx.report(problem::kinds::wrong(low.span, &name.text, &words, &amounts, None));
            None
        }
        // The grammar reads none of them after a name.
        tree::Expected::Loses(..) | tree::Expected::Adds(..) | tree::Expected::Books(..) => None,
    }
}

/// A fixed value of the kind of the derived value.
fn fixed<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    (kind, name): (&Type, &Spelled),
    end: &'t tree::Expr,
) -> Option<Expr> {
    let Typed { expr, kind: found } = comparisons::against(cx, scope, kind, end);
    let named = tree::Expr { kind: ExprKind::Name(name.text.clone()), span: name.span };
    comparisons::agree(cx, scope, (kind, &named), (&found, end))?;
    if !walk::names(end).is_empty() || !walk::is_own(end) {
        let said = cx.said(end.span).to_owned();
        cx.report(problem::kinds::not_fixed(end.span, &said));
        return None;
    }
    Some(expr)
}

/// A value that is one word: 是, 否, or an option.
fn one(cx: &mut Check<'_>, kind: &Type, word: &Spelled) -> Option<Expr> {
    match kind {
        Type::Options(options) => {
            let at = options.names.iter().position(|known| *known == word.text);
            if at.is_none() {
                comparisons::no_option(cx, options, &word.text, word.span);
            }
            at.map(|at| Expr::Option(u16::try_from(names::count(at)).unwrap_or(u16::MAX), word.text.clone()))
        }
        Type::Truth if matches!(word.text.as_str(), "是" | "yes") => Some(Expr::Truth(true)),
        Type::Truth if matches!(word.text.as_str(), "否" | "no") => Some(Expr::Truth(false)),
        Type::Text => Some(Expr::Text(word.text.clone())),
        Type::Unknown => None,
        other => {
            let words = other.words();
            cx.report(problem::kinds::wrong(word.span, &word.text, &words!("名称", "a name"), &words, None));
            None
        }
    }
}
