//! Comparisons: two sides of one kind and one unit.

use crate::diagnostic::suggestion::nearest;
use crate::model::expression::Expr;
use crate::model::from_syntax::calendar;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::kinds::Clash;
use crate::model::from_syntax::kinds::Loose;
use crate::model::from_syntax::kinds::Options;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::kinds::join;
use crate::model::from_syntax::names;
use crate::model::from_syntax::names::count;
use crate::model::from_syntax::problem;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Comparison;
use crate::syntax::tree::ExprKind;
use crate::words;

/// a < b.
pub(super) fn compare<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    how: Comparison,
    a: &'t tree::Expr,
    b: &'t tree::Expr,
    span: Span,
) -> Typed {
    let (left, right) = pair(cx, scope, a, b);
    let (left, right) = calendar::aligned(left, right);
    let joined = agree(cx, scope, (&left.kind, a), (&right.kind, b));
    let ordered = !matches!(how, Comparison::Is | Comparison::IsNot);
    if let Some(kind) = &joined {
        let orderless = match kind {
            Type::Truth | Type::Text => true,
            Type::Options(options) => !options.ordered,
            _ => false,
        };
        if ordered && orderless {
            let said = cx.said(span).to_owned();
            cx.report(problem::kinds::no_order(span, &said, &kind.words()));
        }
    }
    if joined.is_none_or(|_| left.kind.is_unknown() || right.kind.is_unknown()) {
        return stand_in();
    }
    Typed::new(Expr::Compare(how, Box::new(left.expr), Box::new(right.expr)), Type::Truth)
}

/// x 在 { … }.
pub(super) fn one_of<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    a: &'t tree::Expr,
    choices: &'t [tree::Expr],
) -> Typed {
    let left = expressions::check(cx, scope, a);
    expressions::must_be_value(cx, scope, a, &left);
    let rights = choices.iter().map(|choice| against(cx, scope, &left.kind, choice)).collect();
    let (left, rights) = calendar::all_aligned(left, rights);
    let mut checked = Vec::new();
    for (choice, right) in choices.iter().zip(rights) {
        agree(cx, scope, (&left.kind, a), (&right.kind, choice));
        checked.push(right.expr);
    }
    Typed::new(Expr::OneOf(Box::new(left.expr), checked), Type::Truth)
}

/// x 在 a 至 b.
pub(super) fn within<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    a: &'t tree::Expr,
    low: &'t tree::Expr,
    high: &'t tree::Expr,
) -> Typed {
    let left = expressions::check(cx, scope, a);
    if matches!(left.kind, Type::Truth | Type::Text | Type::Items | Type::Records) {
        let said = cx.said(a.span).to_owned();
        cx.report(problem::kinds::no_order(a.span, &said, &left.kind.words()));
        return Typed::unknown();
    }
    let rights = [low, high].map(|end| against(cx, scope, &left.kind, end));
    let (left, rights) = calendar::all_aligned(left, rights.into());
    let mut ends = Vec::new();
    for (end, right) in [low, high].into_iter().zip(rights) {
        if agree(cx, scope, (&left.kind, a), (&right.kind, end)).is_some() && !right.kind.is_unknown() {
            ends.push(Box::new(right.expr));
        }
    }
    match <[Box<Expr>; 2]>::try_from(ends) {
        Ok([first, last]) if is_backwards(cx, &left.kind, &first, &last) => {
            let (span, wanted) = (low.span.to(high.span), words!("从早到晚", "from early to late"));
            let said = cx.said(span).to_owned();
            cx.report(problem::kinds::out_of_range(span, &said, &wanted));
            stand_in()
        }
        Ok([low, high]) => Typed::new(Expr::Within(Box::new(left.expr), low, high), Type::Truth),
        Err(_) => stand_in(),
    }
}

/// Whether two fixed days, or times of day, stand in the wrong order.
fn is_backwards(cx: &Check<'_>, kind: &Type, first: &Expr, last: &Expr) -> bool {
    let fixed = |end: &Expr| domain::of(cx, None, end).constant();
    matches!(kind, Type::Date | Type::Time)
        && fixed(first).zip(fixed(last)).is_some_and(|(first, last)| first > last)
}

/// A condition of which a problem was reported.
fn stand_in() -> Typed {
    Typed::new(Expr::Truth(false), Type::Truth)
}

/// Two sides, of which a bare name may be an option of the other.
fn pair<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, a: &'t tree::Expr, b: &'t tree::Expr) -> (Typed, Typed) {
    if is_stranger(cx, scope, a) && !is_stranger(cx, scope, b) {
        let right = expressions::check(cx, scope, b);
        return (against(cx, scope, &right.kind, a), right);
    }
    let left = expressions::check(cx, scope, a);
    expressions::must_be_value(cx, scope, a, &left);
    let right = against(cx, scope, &left.kind, b);
    (left, right)
}

/// Checks an expression that stands against another: names of its options come first.
pub(super) fn against<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    other: &Type,
    expr: &'t tree::Expr,
) -> Typed {
    if let (Type::Options(options), ExprKind::Name(name)) = (other, &expr.kind) {
        if let Some(at) = options.names.iter().position(|known| known == name) {
            let position = u16::try_from(at).unwrap_or(u16::MAX);
            return Typed::new(Expr::Option(position, name.clone()), other.clone());
        }
        if is_stranger(cx, scope, expr) {
            no_option(cx, options, name, expr.span);
            return Typed::unknown();
        }
    }
    // 合格 and its like mean something of their own, except where they are options.
    if let (Type::Options(options), ExprKind::Special(_)) = (other, &expr.kind)
        && let Some(at) = options.names.iter().position(|known| known == cx.said(expr.span))
    {
        let position = u16::try_from(count(at)).unwrap_or(u16::MAX);
        return Typed::new(Expr::Option(position, cx.said(expr.span).to_owned()), other.clone());
    }
    // 有/无 and 是/否 are truths; a text against a choice is its name in quotes.
    if let (Type::Options(options), ExprKind::Text(text)) = (other, &expr.kind) {
        if let Some(at) = options.names.iter().position(|known| known == text) {
            return Typed::new(
                Expr::Option(u16::try_from(count(at)).unwrap_or(u16::MAX), text.clone()),
                other.clone(),
            );
        }
        no_option(cx, options, text, expr.span);
        return Typed::unknown();
    }
    let typed = expressions::check(cx, scope, expr);
    expressions::must_be_value(cx, scope, expr, &typed);
    typed
}

/// Reports an option that a fact does not have.
pub(super) fn no_option(cx: &mut Check<'_>, options: &Options, said: &str, span: Span) {
    let near = nearest(said, options.names.iter().map(String::as_str));
    cx.report(problem::names::no_option(span, said, &options.fact, &options.names, near));
}

fn is_stranger(cx: &Check<'_>, scope: &Scope<'_>, expr: &tree::Expr) -> bool {
    matches!(&expr.kind, ExprKind::Name(name) if names::meaning(cx, scope, name).is_none())
}

/// The kind that holds both sides; reports where there is none.
pub(super) fn agree(
    cx: &mut Check<'_>,
    scope: &Scope<'_>,
    a: (&Type, &tree::Expr),
    b: (&Type, &tree::Expr),
) -> Option<Type> {
    if matches!((a.0, b.0), (Type::Items | Type::Records, _) | (_, Type::Items | Type::Records)) {
        return None;
    }
    let clash = match join(a.0, b.0, scope.bare_points()) {
        Ok(kind) => return Some(kind),
        Err(clash) => clash,
    };
    let declared = expressions::declared(cx, scope, &[a.1, b.1]);
    let declared = declared.as_ref().map(|(span, name)| (*span, name.as_str()));
    let (said_a, said_b) = (cx.said(a.1.span).to_owned(), cx.said(b.1.span).to_owned());
    let report = match (clash, a.0, b.0) {
        (Clash::Bare(unit), Type::Number(_, Loose::Bare), _) => {
            problem::kinds::bare(a.1.span, &said_a, &unit, declared)
        }
        (Clash::Bare(unit), ..) => problem::kinds::bare(b.1.span, &said_b, &unit, declared),
        (Clash::Units, Type::Number(x, _), Type::Number(y, _)) => {
            problem::kinds::units((a.1.span, &said_a, x), (b.1.span, &said_b, y), declared)
        }
        _ => {
            let (words_a, words_b) = (a.0.words(), b.0.words());
            problem::kinds::differ((a.1.span, &said_a, &words_a), (b.1.span, &said_b, &words_b), declared)
        }
    };
    cx.report(report);
    None
}
