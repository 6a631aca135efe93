//! The keys and rows of band tables: patterns checked against the kind of their key.

use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::expression::Pattern;
use crate::model::from_syntax::bands;
use crate::model::from_syntax::calendar;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::comparisons;
use crate::model::from_syntax::constants;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::kinds::Loose;
use crate::model::from_syntax::kinds::Options;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::problem;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Comparison;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::PatternKind;
use crate::unit::Unit;

/// The checked head of a band table.
pub(super) struct Table {
    /// The keys.
    pub(super) keys: Vec<Expr>,
    /// The patterns of each row, for each key.
    pub(super) rows: Vec<Vec<Vec<Pattern>>>,
}

/// Checks the keys and the patterns of a table, and that its rows are complete and disjoint.
pub(super) fn table<'t, T>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    keys: &'t [tree::Expr],
    rows: &'t [tree::BandRow<T>],
    span: Span,
) -> Table {
    let before = cx.diagnostics.len();
    let mut typed = Vec::new();
    for key in keys {
        let checked = expressions::check(cx, scope, key);
        expressions::must_be_value(cx, scope, key, &checked);
        typed.push(checked);
    }
    let checked: Vec<_> = rows.iter().map(|row| self::row(cx, scope, keys, &typed, row)).collect();
    // Patterns that could not be read would make gaps of their own.
    let known = typed.iter().all(|key| !key.kind.is_unknown());
    if cx.diagnostics.len() == before && known {
        let shapes: Vec<_> =
            checked.iter().zip(rows).map(|(row, node)| (row.as_slice(), pattern_span(node))).collect();
        bands::check(cx, scope, keys, &typed, &shapes, table_span(keys, span));
    }
    Table { keys: typed.into_iter().map(|key| key.expr).collect(), rows: checked }
}

/// The patterns of a row without what they bring about; the whole row for 否则.
fn pattern_span<T>(row: &tree::BandRow<T>) -> Span {
    let spans = row.patterns.iter().flatten().map(|pattern| pattern.span);
    spans.reduce(Span::to).unwrap_or(row.span)
}

fn table_span(keys: &[tree::Expr], span: Span) -> Span {
    keys.iter().map(|key| key.span).reduce(Span::to).unwrap_or(span)
}

fn row<'t, T>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    keys: &'t [tree::Expr],
    typed: &[Typed],
    row: &'t tree::BandRow<T>,
) -> Vec<Vec<Pattern>> {
    if !row.patterns.is_empty() && row.patterns.len() != keys.len() {
        cx.report(problem::kinds::arguments(row.span, "每个分档依据各一个值", "one pattern for each key"));
        return Vec::new();
    }
    let mut checked = Vec::new();
    for ((key, typed), patterns) in keys.iter().zip(typed).zip(&row.patterns) {
        let mut alternatives = Vec::new();
        for pattern in patterns {
            alternatives.extend(one(cx, scope, (key, &typed.kind), pattern));
        }
        checked.push(alternatives);
    }
    checked
}

fn one<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    key: (&'t tree::Expr, &Type),
    pattern: &'t tree::Pattern,
) -> Vec<Pattern> {
    match (&pattern.kind, key.1) {
        (PatternKind::Any, _) => vec![Pattern::Any],
        (PatternKind::Value(value), Type::Options(_) | Type::Truth | Type::Text) => {
            discrete(cx, scope, key, Comparison::Is, value)
        }
        (PatternKind::Compared(how, value), Type::Options(_) | Type::Truth | Type::Text) => {
            discrete(cx, scope, key, *how, value)
        }
        (PatternKind::Value(value), _) => {
            end(cx, scope, key, value, None).map(|at| closed(at, at)).into_iter().collect()
        }
        (PatternKind::Compared(how, value), _) => {
            end(cx, scope, key, value, None).map(|at| compared(*how, at)).unwrap_or_default()
        }
        (PatternKind::FromBelow(low, high) | PatternKind::Within(low, high), _) => {
            let ends = (end(cx, scope, key, low, Some(high)), end(cx, scope, key, high, None));
            let (Some(from), Some(to)) = ends else { return Vec::new() };
            let closed_above = matches!(pattern.kind, PatternKind::Within(..));
            if from > to || (from == to && !closed_above) {
                let said = cx.said(pattern.span).to_owned();
                let wanted = crate::words!("从小到大", "from small to large");
                cx.report(problem::kinds::out_of_range(pattern.span, &said, &wanted));
            }
            vec![Pattern::Range(Some((from, true)), Some((to, closed_above)))]
        }
    }
}

/// The stretches of numbers that a comparison allows.
pub(super) fn compared(how: Comparison, at: Exact) -> Vec<Pattern> {
    match how {
        Comparison::Less => vec![Pattern::Range(None, Some((at, false)))],
        Comparison::AtMost => vec![Pattern::Range(None, Some((at, true)))],
        Comparison::Greater => vec![Pattern::Range(Some((at, false)), None)],
        Comparison::AtLeast => vec![Pattern::Range(Some((at, true)), None)],
        Comparison::Is => vec![closed(at, at)],
        Comparison::IsNot => {
            vec![Pattern::Range(None, Some((at, false))), Pattern::Range(Some((at, false)), None)]
        }
    }
}

fn closed(low: Exact, high: Exact) -> Pattern {
    Pattern::Range(Some((low, true)), Some((high, true)))
}

/// An end of a stretch: a number in the unit of the key, a day or a time.
fn end<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    (key, kind): (&'t tree::Expr, &Type),
    value: &'t tree::Expr,
    upper: Option<&'t tree::Expr>,
) -> Option<Exact> {
    match (kind, &value.kind) {
        (Type::Unknown, _) => None,
        (Type::Date, ExprKind::Date(date)) => Some(Exact::from(i64::from(date.day_number()))),
        (Type::Time, ExprKind::Time(time)) => Some(Exact::from(i64::from(time.minutes()))),
        (Type::Number(_, Loose::Calendar(period)), _) if written_unit(upper.unwrap_or(value)).is_some() => {
            // `6月`, `6 至 9月`: months of the year, written as amounts of time.
            let time = calendar::time(*period);
            constants::in_unit(cx, scope, value, &time)?.over(time.factor())
        }
        (Type::Number(unit, _), _) => {
            // `70 至 89分`: the unit of the upper end holds for both.
            let shared = upper.and_then(written_unit).filter(|_| written_unit(value).is_none());
            match shared {
                Some(shared) if shared.agrees_with(unit) => constants::in_unit(cx, scope, value, &shared),
                _ => constants::number(cx, scope, value, unit),
            }
        }
        _ => {
            let right = comparisons::against(cx, scope, kind, value);
            comparisons::agree(cx, scope, (kind, key), (&right.kind, value));
            if !right.kind.is_unknown() && matches!(kind, Type::Date | Type::Time | Type::Options(_)) {
                not_fixed(cx, value);
            }
            None
        }
    }
}

fn not_fixed(cx: &mut Check<'_>, value: &tree::Expr) {
    let said = cx.said(value.span).to_owned();
    cx.report(problem::kinds::not_fixed(value.span, &said));
}

/// The unit written behind a number.
pub(super) fn written_unit(expr: &tree::Expr) -> Option<Unit> {
    match &expr.kind {
        ExprKind::Number(number) => Unit::parse(&number.unit.as_ref()?.text),
        _ => None,
    }
}

/// Patterns of levels, choices, truths and texts.
fn discrete<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    (key, kind): (&'t tree::Expr, &Type),
    how: Comparison,
    value: &'t tree::Expr,
) -> Vec<Pattern> {
    let right = comparisons::against(cx, scope, kind, value);
    if comparisons::agree(cx, scope, (kind, key), (&right.kind, value)).is_none() {
        return Vec::new();
    }
    match (kind, right.expr) {
        (Type::Options(options), Expr::Option(at, _)) => match options_of(options, how, at) {
            Some(positions) => positions.into_iter().map(Pattern::Option).collect(),
            None => no_order(cx, kind, value),
        },
        (_, Expr::Truth(truth)) if right.kind.is_unknown() => {
            // The problem was reported; the value only stands in.
            vec![Pattern::Truth(truth)]
        }
        (Type::Truth, Expr::Truth(truth)) => match how {
            Comparison::Is => vec![Pattern::Truth(truth)],
            Comparison::IsNot => vec![Pattern::Truth(!truth)],
            _ => no_order(cx, kind, value),
        },
        (Type::Text, Expr::Text(text)) if how == Comparison::Is => vec![Pattern::Text(text)],
        (Type::Text, Expr::Text(_)) => no_order(cx, kind, value),
        _ => {
            not_fixed(cx, value);
            Vec::new()
        }
    }
}

fn no_order(cx: &mut Check<'_>, kind: &Type, value: &tree::Expr) -> Vec<Pattern> {
    let said = cx.said(value.span).to_owned();
    cx.report(problem::kinds::no_order(value.span, &said, &kind.words()));
    Vec::new()
}

/// The positions that a comparison with one option allows; a better level is greater and stands earlier.
fn options_of(options: &Options, how: Comparison, at: u16) -> Option<Vec<u16>> {
    let all = (0_u16..).take(options.names.len());
    let keep: fn(u16, u16) -> bool = match how {
        Comparison::Is => |each, at| each == at,
        Comparison::IsNot => |each, at| each != at,
        _ if !options.ordered => return None,
        Comparison::Less => |each, at| each > at,
        Comparison::AtMost => |each, at| each >= at,
        Comparison::Greater => |each, at| each < at,
        Comparison::AtLeast => |each, at| each <= at,
    };
    Some(all.filter(|each| keep(*each, at)).collect())
}
