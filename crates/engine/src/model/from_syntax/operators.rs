//! Arithmetic and comparisons.

use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::from_syntax::calendar;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::comparisons;
use crate::model::from_syntax::constants;
use crate::model::from_syntax::divisors;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::kinds::Loose;
use crate::model::from_syntax::kinds::Type;
use crate::rounding::Rounding;
use crate::syntax::tree;
use crate::unit::Unit;

/// -x.
pub(super) fn negative<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, inner: &'t tree::Expr) -> Typed {
    let typed = expressions::number(cx, scope, inner);
    let expr = match typed.expr {
        Expr::Number(value, unit) => Expr::Number(value.negated(), unit),
        other => Expr::Sum(vec![(true, other)]),
    };
    Typed::new(expr, typed.kind)
}

/// a + b - …: all of one unit, or a day and lengths of time.
pub(super) fn sum<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, terms: &'t [(bool, tree::Expr)]) -> Typed {
    let typed: Vec<Typed> = terms.iter().map(|(_, term)| expressions::check(cx, scope, term)).collect();
    if typed.iter().any(|typed| matches!(typed.kind, Type::Date)) {
        return calendar::sum(cx, scope, terms, typed);
    }
    let mut checked = Vec::new();
    let mut so_far: Option<(Type, &tree::Expr)> = None;
    for ((minus, term), typed) in terms.iter().zip(typed) {
        let typed = expressions::must_be_number(cx, scope, term, typed);
        let kind = match so_far {
            None => (typed.kind, term),
            Some((kind, first)) => match comparisons::agree(cx, scope, (&kind, first), (&typed.kind, term)) {
                Some(joined) => {
                    (joined, if matches!(kind, Type::Number(_, Loose::Bare)) { term } else { first })
                }
                None => (Type::Unknown, first),
            },
        };
        so_far = Some(kind);
        checked.push((*minus, typed.expr));
    }
    let kind = so_far.map_or(Type::Unknown, |(kind, _)| kind);
    Typed::new(Expr::Sum(checked), kind)
}

/// a × b ÷ …: units multiply.
pub(super) fn product<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, factors: &'t [(bool, tree::Expr)]) -> Typed {
    let mut checked = Vec::new();
    let mut kinds = Vec::new();
    for (over, factor) in factors {
        let typed = expressions::number(cx, scope, factor);
        if *over {
            divisors::check(cx, scope, factor, &typed.expr);
        }
        checked.push((*over, typed.expr));
        kinds.push((*over, typed.kind));
    }
    Typed::new(Expr::Product(checked), product_kind(&kinds))
}

fn product_kind(kinds: &[(bool, Type)]) -> Type {
    let mut numbers = Vec::new();
    for (over, kind) in kinds {
        match kind {
            Type::Number(unit, loose) => numbers.push((*over, unit, *loose)),
            _ => return Type::Unknown,
        }
    }
    let firm: Vec<_> =
        numbers.iter().filter(|(_, _, loose)| !matches!(loose, Loose::Bare | Loose::Zero)).collect();
    match firm.as_slice() {
        [] => return Type::Number(Unit::none(), Loose::Bare),
        [(false, unit, loose)] => return Type::Number((*unit).clone(), *loose),
        _ => {}
    }
    let unit = firm.iter().fold(
        Unit::none(),
        |product, (over, unit, _)| {
            if *over { product.over(unit) } else { product.times(unit) }
        },
    );
    let counts = firm.iter().any(|(_, _, loose)| *loose == Loose::Counting);
    if counts && unit.without_labels().is_plain() {
        return Type::Number(Unit::none(), Loose::Fixed);
    }
    Type::Number(unit, Loose::Fixed)
}

/// 取整(x, how 到 step).
pub(super) fn round<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    inner: &'t tree::Expr,
    how: Rounding,
    step: Option<&'t tree::Expr>,
) -> Typed {
    let typed = expressions::number(cx, scope, inner);
    let unit = typed.kind.unit().cloned().unwrap_or_else(Unit::none);
    let step = match step {
        Some(step) if typed.kind.is_unknown() => {
            expressions::number(cx, scope, step).kind.is_unknown().then_some(Exact::ONE)
        }
        Some(step) => constants::positive(cx, scope, step, &unit),
        None => Some(unit.factor()),
    };
    Typed::new(Expr::Round(Box::new(typed.expr), how, step.unwrap_or(Exact::ONE)), typed.kind)
}
