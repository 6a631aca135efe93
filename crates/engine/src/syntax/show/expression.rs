//! Expressions and patterns.

use crate::syntax::show::named;
use crate::syntax::show::node;
use crate::syntax::tree::BandRow;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::NoValue;
use crate::syntax::tree::Number;
use crate::syntax::tree::Pattern;
use crate::syntax::tree::PatternKind;
use crate::syntax::tree::Range;
use crate::syntax::tree::TieKey;
use crate::syntax::tree::Window;

/// An expression.
pub(super) fn expression(expr: &Expr) -> String {
    let one = |name: &str, inner: &Expr| named(name, [expression(inner)]);
    match &expr.kind {
        ExprKind::Number(number) => shown_number(number),
        ExprKind::Date(date) => date.to_string(),
        ExprKind::Time(time) => time.to_string(),
        ExprKind::Truth(truth) => truth.to_string(),
        ExprKind::Text(text) => format!("{text:?}"),
        ExprKind::Name(name) => name.clone(),
        ExprKind::PartResult(rank, id, special) => named(
            "part_result",
            [format!("{rank:?}").to_lowercase(), id.text.clone(), format!("<{special:?}>")],
        ),
        ExprKind::Special(special) => format!("<{special:?}>"),
        ExprKind::Grouped(list, key) => named("by", [list.text.clone(), key.text.clone()]),
        ExprKind::Not(inner) => one("not", inner),
        ExprKind::Negative(inner) => one("negative", inner),
        ExprKind::All(all) => named("all", all.iter().map(expression)),
        ExprKind::Any(any) => named("any", any.iter().map(expression)),
        ExprKind::Sum(terms) => named("sum", signed(terms, "-")),
        ExprKind::Product(factors) => named("product", signed(factors, "/")),
        ExprKind::Compare(comparison, left, right) => {
            named(&format!("{comparison:?}"), [expression(left), expression(right)])
        }
        ExprKind::OneOf(value, list) => {
            named("one_of", std::iter::once(value.as_ref()).chain(list).map(expression))
        }
        ExprKind::Within(value, low, high) => {
            named("within", [expression(value), expression(low), expression(high)])
        }
        ExprKind::During(value, window) => named("during", [expression(value), self::window(window)]),
        ExprKind::Listed(value, list) => named("listed", [expression(value), list.text.clone()]),
        ExprKind::Item(list, item, missing) => {
            named(if *missing { "lacks" } else { "has" }, [expression(list), item.text.clone()])
        }
        ExprKind::Applies(inner) => one("applies", inner),
        ExprKind::Call(function, arguments) => {
            named(&format!("{function:?}"), arguments.iter().map(expression))
        }
        ExprKind::Rank(ranking) => {
            let then = ranking.then.iter().map(tie_key);
            let ties = ranking.ties.map(|ties| format!("{ties:?}"));
            let ascending = ranking.ascending.then(|| "ascending".to_owned());
            named(
                "rank",
                [expression(&ranking.of), node(ranking.same.iter().map(expression))]
                    .into_iter()
                    .chain(then)
                    .chain(ties)
                    .chain(ascending),
            )
        }
        ExprKind::Batch(same) => named("batch", same.iter().map(expression)),
        ExprKind::Round(value, rounding, step) => {
            let step = step.as_deref().map(expression);
            named("round", [expression(value), format!("{rounding:?}")].into_iter().chain(step))
        }
        ExprKind::If(cases, otherwise) => {
            let cases = cases.iter().map(|(when, then)| node([expression(when), expression(then)]));
            named("if", cases.chain([expression(otherwise)]))
        }
        ExprKind::Bands(keys, rows) => bands(keys, rows, expression),
        ExprKind::OrElse(value, NoValue::NotApplicable(_)) => {
            named("or_else", [expression(value), "<na>".to_owned()])
        }
        ExprKind::OrElse(value, NoValue::Value(other)) => {
            named("or_else", [expression(value), expression(other)])
        }
    }
}

fn window(window: &Window) -> String {
    match window {
        Window::Last { length, until, inclusive } => {
            let ends = match inclusive {
                Some(true) => "inclusive",
                Some(false) => "exclusive",
                None => "open",
            };
            let until = until.as_deref().map(expression);
            named("last", [expression(length)].into_iter().chain(until).chain([ends.to_owned()]))
        }
        Window::This(period) => format!("<this {period:?}>"),
        Window::Same(period, of) => named(&format!("same_{period:?}"), [expression(of)]),
        Window::Yearly(season) => named("yearly", [season.from.to_string(), season.to.to_string()]),
    }
}

/// A band table of acts or of values.
pub(super) fn bands<T>(keys: &[Expr], rows: &[BandRow<T>], then: impl Fn(&T) -> String) -> String {
    let rows = rows.iter().map(|row| {
        let key = |patterns: &Vec<Pattern>| node(patterns.iter().map(pattern));
        node([node(row.patterns.iter().map(key)), then(&row.then)])
    });
    named("bands", [node(keys.iter().map(expression))].into_iter().chain(rows))
}

/// `a 至 b`.
pub(super) fn range(range: &Range) -> String {
    named("range", [expression(&range.low), expression(&range.high)])
}

fn tie_key(key: &TieKey) -> String {
    let order = key.ascending.map(|ascending| if ascending { "ascending" } else { "descending" }.to_owned());
    named("then_by", std::iter::once(expression(&key.of)).chain(order))
}

fn pattern(pattern: &Pattern) -> String {
    match &pattern.kind {
        PatternKind::Compared(comparison, bound) => named(&format!("{comparison:?}"), [expression(bound)]),
        PatternKind::FromBelow(low, high) => named("from_below", [expression(low), expression(high)]),
        PatternKind::Within(low, high) => named("within", [expression(low), expression(high)]),
        PatternKind::Value(value) => expression(value),
        PatternKind::Any => "*".to_owned(),
    }
}

fn shown_number(number: &Number) -> String {
    let magnitude = if number.magnitude == 0 { String::new() } else { format!("e{}", number.magnitude) };
    let unit = number.unit.as_ref().map(|unit| format!("[{}]", unit.text)).unwrap_or_default();
    format!("{}{magnitude}{unit}", number.digits)
}

fn signed<'a>(list: &'a [(bool, Expr)], inverse: &'a str) -> impl Iterator<Item = String> + 'a {
    list.iter().map(move |(inverted, item)| {
        let sign = if *inverted { inverse } else { "" };
        format!("{sign}{}", expression(item))
    })
}
