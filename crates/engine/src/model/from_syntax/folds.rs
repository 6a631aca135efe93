//! Folds over the rows of a list and over the parts of the standard, and functions of numbers.

use crate::calendar::Period;
use crate::model::expression::Expr;
use crate::model::expression::Fold;
use crate::model::expression::FoldKind;
use crate::model::expression::PartFold;
use crate::model::expression::PartSet;
use crate::model::expression::RowSet;
use crate::model::from_syntax::batch;
use crate::model::from_syntax::calendar;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Place;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::comparisons;
use crate::model::from_syntax::constants;
use crate::model::from_syntax::divisors;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::groups;
use crate::model::from_syntax::groups::Set;
use crate::model::from_syntax::item_tests;
use crate::model::from_syntax::kinds::Loose;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::orders;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::references;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::Comparison;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Function;
use crate::syntax::tree::Special;
use crate::unit::Unit;
use crate::words;

/// Checks a fold or function with its arguments.
pub(super) fn check<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    function: Function,
    arguments: &'t [tree::Expr],
    span: Span,
) -> Typed {
    let Some((first, rest)) = arguments.split_first() else {
        return wrong_arguments(cx, function, span);
    };
    if let Some(checked) = calendar::function(cx, scope, function, arguments, span) {
        return checked;
    }
    if let Some(set) = part_set(first) {
        return over_parts(cx, scope, function, set, rest, (first.span, span));
    }
    if let ExprKind::Batch(same) = &first.kind {
        return batch::fold(cx, scope, function, (same, rest), span);
    }
    match groups::set(cx, scope, first) {
        Some(Some(set)) => return over_rows(cx, scope, function, set, rest, span),
        Some(None) => return Typed::unknown(),
        None => {}
    }
    if let (Function::Count | Function::MissingCount, ExprKind::Name(name), []) =
        (function, &first.kind, rest)
        && let Some(counted) = item_tests::count(cx, name, function == Function::MissingCount)
    {
        return counted;
    }
    match function {
        Function::MissingCount => {
            item_tests::wants_items(cx, scope, first);
            Typed::unknown()
        }
        Function::Max | Function::Min if !rest.is_empty() => extremum(cx, scope, function, arguments),
        Function::Absolute if rest.is_empty() => {
            let typed = expressions::number(cx, scope, first);
            Typed::new(Expr::Absolute(Box::new(typed.expr)), typed.kind)
        }
        Function::Absolute => wrong_arguments(cx, function, span),
        _ => {
            if let ExprKind::Name(name) = &first.kind {
                // Reports an unknown name, or one that is no list.
                references::list(cx, scope, name, first.span);
                return Typed::unknown();
            }
            wrong_arguments(cx, function, span)
        }
    }
}

fn over_rows<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    function: Function,
    Set { list, rows, by }: Set,
    rest: &'t [tree::Expr],
    span: Span,
) -> Typed {
    let (rest, length) = match (function, rest) {
        (Function::Runs, [filter, length]) => {
            let Some(length) = constants::whole(cx, length, LONGEST) else { return Typed::unknown() };
            (std::slice::from_ref(filter), Some(length))
        }
        _ => (rest, None),
    };
    let Some(kind) = fold_kind(function, length) else { return wrong_arguments(cx, function, span) };
    let Some((value, filter)) = split(kind, rest) else { return wrong_arguments(cx, function, span) };
    if kind.is_ordered() {
        orders::check(cx, list, by, span);
    }
    let each = by.map_or_else(|| scope.in_rows(cx, list), |key| scope.in_groups(cx, list, key));
    let filter_checked = filter.map(|filter| expressions::condition(cx, &each, filter));
    let each = filter.map_or_else(|| each.clone(), |filter| each.after(filter));
    let value = value.map(|value| row_value(cx, &each, kind, value));
    // A group has rows.
    if matches!(kind, FoldKind::Mean | FoldKind::Share) && rows == RowSet::All {
        divisors::check_list(cx, scope, list, span);
    }
    let of_value = value.as_ref().map(|value| value.kind.clone());
    let fold = Fold { kind, list, rows, by, value: value.map(|value| value.expr), filter: filter_checked };
    Typed::new(Expr::Fold(Box::new(fold)), result(kind, of_value))
}

/// The longest run that may be asked for; a list has no more rows.
const LONGEST: u32 = 100_000;

/// The value of a row: a number, anything where one row is taken as it is, anything with an order for a trend.
fn row_value<'t>(cx: &mut Check<'t>, rows: &Scope<'t>, kind: FoldKind, value: &'t tree::Expr) -> Typed {
    let trend = matches!(kind, FoldKind::Trend(_));
    let typed = expressions::check(cx, rows, value);
    match kind {
        FoldKind::LongestGap => return calendar::must_be_day(cx, rows, value, typed),
        FoldKind::Max | FoldKind::Min => return must_be_on_a_line(cx, rows, value, typed),
        _ if !trend && !kind.picks() => return expressions::must_be_number(cx, rows, value, typed),
        _ => {}
    }
    expressions::must_be_value(cx, rows, value, &typed);
    let orderless = match &typed.kind {
        Type::Truth | Type::Text => true,
        Type::Options(options) => !options.ordered,
        _ => false,
    };
    if trend && orderless {
        let said = cx.said(value.span).to_owned();
        cx.report(problem::kinds::no_order(value.span, &said, &typed.kind.words()));
    }
    typed
}

/// A number, a day or a time of day: what has a least and a greatest.
fn must_be_on_a_line(cx: &mut Check<'_>, scope: &Scope<'_>, expr: &tree::Expr, typed: Typed) -> Typed {
    match typed.kind {
        Type::Date | Type::Time => typed,
        _ => expressions::must_be_number(cx, scope, expr, typed),
    }
}

fn over_parts<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    function: Function,
    over: PartSet,
    rest: &'t [tree::Expr],
    (set, span): (Span, Span),
) -> Typed {
    if matches!(scope.place, Place::Part | Place::Graded) {
        let said = cx.said(set).to_owned();
        cx.report(problem::places::only_in_verdict(set, &said));
        return Typed::unknown();
    }
    let kind = fold_kind(function, None).filter(|kind| is_of_parts(*kind));
    let Some(kind) = kind else { return wrong_arguments(cx, function, span) };
    let Some((value, filter)) = split(kind, rest) else { return wrong_arguments(cx, function, span) };
    let each = scope.at(Place::EachPart);
    let filter = filter.map(|filter| expressions::condition(cx, &each, filter));
    let value = value.map(|value| expressions::number(cx, &each, value));
    let of_value = value.as_ref().map(|value| value.kind.clone());
    let fold = PartFold { kind, over, value: value.map(|value| value.expr), filter };
    Typed::new(Expr::PartFold(Box::new(fold)), result(kind, of_value))
}

fn extremum<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    function: Function,
    choices: &'t [tree::Expr],
) -> Typed {
    let mut kind: Option<(Type, &tree::Expr)> = None;
    let mut checked = Vec::new();
    for choice in choices {
        let typed = expressions::check(cx, scope, choice);
        let typed = match &typed.kind {
            Type::Options(options) if options.ordered => typed,
            _ => must_be_on_a_line(cx, scope, choice, typed),
        };
        kind = match kind {
            Some((before, first)) => {
                let joined = comparisons::agree(cx, scope, (&before, first), (&typed.kind, choice));
                Some((joined.unwrap_or(Type::Unknown), first))
            }
            None => Some((typed.kind, choice)),
        };
        checked.push(typed.expr);
    }
    let kind = kind.map_or(Type::Unknown, |(kind, _)| kind);
    Typed::new(Expr::Extremum(function == Function::Max, checked), kind)
}

fn part_set(expr: &tree::Expr) -> Option<PartSet> {
    match &expr.kind {
        ExprKind::Special(Special::Chapters) => Some(PartSet::Chapters),
        ExprKind::Special(Special::Clauses) => Some(PartSet::Clauses),
        ExprKind::Special(Special::Starred) => Some(PartSet::Starred),
        _ => None,
    }
}

/// Whether a fold goes over parts and units too: those have no order, and no one of them is asked for.
pub(super) fn is_of_parts(kind: FoldKind) -> bool {
    !kind.is_ordered() && !kind.picks() && !matches!(kind, FoldKind::TrimmedMean | FoldKind::LongestGap)
}

/// The kind of a fold; `None` for what is no fold.
pub(super) fn fold_kind(function: Function, length: Option<u32>) -> Option<FoldKind> {
    Some(match function {
        Function::Count => FoldKind::Count,
        Function::Sum => FoldKind::Sum,
        Function::Mean => FoldKind::Mean,
        Function::Max => FoldKind::Max,
        Function::Min => FoldKind::Min,
        Function::Share => FoldKind::Share,
        Function::AnyOf => FoldKind::AnyOf,
        Function::AllOf => FoldKind::AllOf,
        Function::Absolute
        | Function::FullYears
        | Function::FullMonths
        | Function::Days
        | Function::Year
        | Function::Month
        | Function::Day
        | Function::MissingCount => return None,
        Function::Only => FoldKind::Only,
        Function::TrimmedMean => FoldKind::TrimmedMean,
        Function::LongestGap => FoldKind::LongestGap,
        Function::First => FoldKind::First,
        Function::Last => FoldKind::Last,
        Function::Runs => FoldKind::Runs(length?),
        Function::LongestRun => FoldKind::LongestRun,
        Function::Rising => FoldKind::Trend(Comparison::Greater),
        Function::Falling => FoldKind::Trend(Comparison::Less),
        Function::NotRising => FoldKind::Trend(Comparison::AtMost),
        Function::NotFalling => FoldKind::Trend(Comparison::AtLeast),
    })
}

/// The value and the condition of a fold, by its kind; `None` where there are too few or too many.
pub(super) fn split(
    kind: FoldKind,
    rest: &[tree::Expr],
) -> Option<(Option<&tree::Expr>, Option<&tree::Expr>)> {
    match (kind, rest) {
        (FoldKind::Count, []) => Some((None, None)),
        (
            FoldKind::Count
            | FoldKind::Share
            | FoldKind::AnyOf
            | FoldKind::AllOf
            | FoldKind::Runs(_)
            | FoldKind::LongestRun,
            rest,
        ) => match rest {
            [filter] => Some((None, Some(filter))),
            _ => None,
        },
        (_, [value]) => Some((Some(value), None)),
        (_, [value, filter]) => Some((Some(value), Some(filter))),
        _ => None,
    }
}

pub(super) fn result(kind: FoldKind, value: Option<Type>) -> Type {
    match kind {
        FoldKind::Count | FoldKind::Runs(_) | FoldKind::LongestRun => Type::counting(),
        FoldKind::Share => Type::Number(Unit::percent(), Loose::Fixed),
        FoldKind::LongestGap => Type::Number(Unit::spoken("天"), Loose::Calendar(Period::Day)),
        kind if kind.is_truth() => Type::Truth,
        _ => value.unwrap_or(Type::Unknown),
    }
}

pub(super) fn wrong_arguments(cx: &mut Check<'_>, function: Function, span: Span) -> Typed {
    let (zh, en) = match function {
        Function::Count => {
            ("名录，或名录和条件，或清单", "a list, a list and a condition, or a list of items")
        }
        Function::Share | Function::AnyOf | Function::AllOf => ("名录和条件", "a list and a condition"),
        Function::Max | Function::Min => ("名录和值，或几个数", "a list and a value, or several numbers"),
        Function::Sum | Function::Mean => {
            ("名录、值，必要时加条件", "a list, a value and perhaps a condition")
        }
        Function::Only
        | Function::TrimmedMean
        | Function::LongestGap
        | Function::First
        | Function::Last
        | Function::Rising
        | Function::Falling
        | Function::NotRising
        | Function::NotFalling => ("名录、值，必要时加条件", "a list, a value and perhaps a condition"),
        Function::Runs => ("名录、条件和几行", "a list, a condition and a number of rows"),
        Function::LongestRun => ("名录和条件", "a list and a condition"),
        Function::Absolute => ("一个数", "one number"),
        Function::FullYears | Function::FullMonths | Function::Days => {
            ("两个日期，从前一个到后一个", "two days, from one to the other")
        }
        Function::Year | Function::Month | Function::Day => ("一个日期", "one day"),
        Function::MissingCount => ("清单", "a list of items"),
    };
    let problem = problem::kinds::arguments(span, zh, en);
    let some_rows = match function {
        Function::AllOf => Some(words!(
            "只看一部分行，写作「全部(名录, 非 哪些行 或 条件)」",
            "to ask of some rows only, write `all(list, not which or condition)`"
        )),
        Function::AnyOf => Some(words!(
            "两个条件用「且」连成一个：任一(名录, 哪些行 且 条件)",
            "join two conditions by `and`: `any(list, which and condition)`"
        )),
        _ => None,
    };
    cx.report(match some_rows {
        Some(help) => problem.help(help),
        None => problem,
    });
    Typed::unknown()
}
