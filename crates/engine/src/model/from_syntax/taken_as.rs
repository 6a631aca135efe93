//! 未查 视为 v: what a fact counts as where it was not observed, which must be one of its values.

use crate::diagnostic::suggestion::nearest;
use crate::exact::Exact;
use crate::model::fact::Fact;
use crate::model::fact::Judged;
use crate::model::fact::JudgedBand;
use crate::model::fact::Kind;
use crate::model::fact::NumberClass;
use crate::model::fact::NumberKind;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::constants;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::problem;
use crate::model::value::Value;
use crate::source::Span;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::GivenValue;
use crate::syntax::tree::Spelled;
use crate::unit::Unit;
use crate::words;
use crate::words::Words;

/// The value; `None` where it was reported.
pub(super) fn check<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    fact: &Fact,
    written: &'t GivenValue,
) -> Option<Value> {
    match (&fact.kind, written) {
        (Kind::Judged(kind), GivenValue::Judged(band, number, span)) => {
            judged(cx, scope, kind, (Some(band), number, *span))
        }
        (_, GivenValue::Value(expr)) => value(cx, scope, fact, expr),
        (_, GivenValue::Judged(_, _, span)) => {
            other(cx, fact, *span, &words!("档和评分", "a band with a number"))
        }
        // Nothing else is read here.
        _ => None,
    }
}

fn value<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, fact: &Fact, expr: &'t Expr) -> Option<Value> {
    match (&fact.kind, &expr.kind) {
        (Kind::YesNo, ExprKind::Truth(truth)) => Some(Value::Truth(*truth)),
        (Kind::Date, ExprKind::Date(date)) => Some(Value::Date(*date)),
        (Kind::Time, ExprKind::Time(time)) => Some(Value::Time(*time)),
        (Kind::Text, ExprKind::Text(text)) => Some(Value::Text(text.clone())),
        (Kind::Level(names) | Kind::Choice(names), ExprKind::Name(name)) => {
            option(cx, fact, names, name, expr.span)
        }
        // An option may be called 是 or 否.
        (Kind::Level(names) | Kind::Choice(names), ExprKind::Truth(_)) => {
            let said = cx.said(expr.span).to_owned();
            option(cx, fact, names, &said, expr.span)
        }
        (Kind::Number(kind), _) if is_numeral(expr) => number(cx, scope, kind, expr),
        (Kind::Judged(kind), _) if is_numeral(expr) => judged(cx, scope, kind, (None, expr, expr.span)),
        _ => other(cx, fact, expr.span, &found(expr)),
    }
}

fn option(cx: &mut Check<'_>, fact: &Fact, names: &[String], said: &str, span: Span) -> Option<Value> {
    let found = names.iter().position(|name| name == said);
    if found.is_none() {
        let near = nearest(said, names.iter().map(String::as_str));
        cx.report(problem::names::no_option(span, said, &fact.name, names, near));
    }
    u16::try_from(found?).ok().map(Value::Option)
}

fn number<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, kind: &NumberKind, expr: &'t Expr) -> Option<Value> {
    let value = constants::in_unit(cx, scope, expr, &kind.unit)?;
    let unit = &kind.unit;
    if kind.low.is_some_and(|low| value < low) || kind.high.is_some_and(|high| value > high) {
        return outside(cx, expr.span, &range(kind));
    }
    match kind.precision.filter(|step| !is_multiple(value, *step)) {
        Some(_) if kind.class == NumberClass::Count => {
            outside(cx, expr.span, &words!("为整数", "a whole number"))
        }
        Some(step) => {
            let step = unit.show(step);
            outside(cx, expr.span, &words!("为 {step} 的倍数", "a multiple of {step}"))
        }
        None => Some(Value::Number(value)),
    }
}

fn range(kind: &NumberKind) -> Words {
    let show = |end: Exact| kind.unit.show(end);
    match (kind.low.map(show), kind.high.map(show)) {
        (Some(low), Some(high)) => words!("在 {low} 至 {high} 之内", "from {low} to {high}"),
        (Some(low), None) => words!("不小于 {low}", "{low} or more"),
        (None, Some(high)) => words!("不大于 {high}", "{high} or less"),
        (None, None) => words!("为数", "a number"),
    }
}

fn judged<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    kind: &Judged,
    (name, number, span): (Option<&'t Spelled>, &'t Expr, Span),
) -> Option<Value> {
    let value = constants::in_unit(cx, scope, number, &Unit::points())?;
    let named = |band: &&JudgedBand| name.is_none_or(|name| band.name.as_deref() == Some(&name.text));
    let mut bands = kind.bands.iter().filter(named);
    let plain = kind.bands.is_empty() && name.is_none();
    let inside = bands.any(|band| band.low <= value && value <= band.high)
        || plain && kind.out_of.is_some_and(|most| value.sign() >= 0 && value <= most);
    if !inside {
        return outside(cx, span, &words!("在所定的档内", "a number within the bands"));
    }
    if !is_multiple(value, kind.precision) {
        let step = kind.precision;
        return outside(cx, span, &words!("为 {step} 的倍数", "a multiple of {step}"));
    }
    Some(Value::Number(value))
}

fn is_multiple(value: Exact, step: Exact) -> bool {
    value.over(step).is_some_and(Exact::is_integer)
}

fn is_numeral(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number(_) => true,
        ExprKind::Negative(inner) => is_numeral(inner),
        _ => false,
    }
}

fn found(expr: &Expr) -> Words {
    match &expr.kind {
        ExprKind::Truth(_) => Type::Truth.words(),
        ExprKind::Date(_) => Type::Date.words(),
        ExprKind::Time(_) => Type::Time.words(),
        ExprKind::Text(_) => Type::Text.words(),
        ExprKind::Name(_) => words!("一个名称", "a name"),
        _ if is_numeral(expr) => words!("数", "a number"),
        _ => words!("算式", "something to work out"),
    }
}

fn other(cx: &mut Check<'_>, fact: &Fact, span: Span, found: &Words) -> Option<Value> {
    let said = cx.said(span).to_owned();
    let problem = match &fact.kind {
        Kind::Items(_) | Kind::Records(_) => {
            problem::kinds::no_single_value(span, &Type::of_fact(fact).words())
        }
        _ => problem::kinds::wrong(span, &said, found, &Type::of_fact(fact).words(), None),
    };
    cx.report(problem);
    None
}

fn outside<T>(cx: &mut Check<'_>, span: Span, wanted: &Words) -> Option<T> {
    let said = cx.said(span).to_owned();
    cx.report(problem::kinds::out_of_range(span, &said, wanted));
    None
}
