//! Days: sums with lengths of time, whole years between days, parts of days, windows.

use crate::calendar::Period;
use crate::exact::Exact;
use crate::model::calendar::Calendar;
use crate::model::calendar::Shifted;
use crate::model::calendar::Window;
use crate::model::expression::Expr;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::comparisons;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::folds;
use crate::model::from_syntax::kinds::Loose;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::problem;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Function;
use crate::unit::Unit;
use crate::words;

/// A sum in which a day stands: a day and lengths of time, or the days between two.
pub(super) fn sum<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    terms: &'t [(bool, tree::Expr)],
    typed: Vec<Typed>,
) -> Typed {
    let mut terms = terms.iter().zip(typed);
    let Some(((_, first), mut so_far)) = terms.next() else { return Typed::unknown() };
    for ((minus, term), typed) in terms {
        so_far = plus(cx, scope, (so_far, first), *minus, (typed, term));
    }
    so_far
}

fn plus(
    cx: &mut Check<'_>,
    scope: &Scope<'_>,
    left: (Typed, &tree::Expr),
    minus: bool,
    right: (Typed, &tree::Expr),
) -> Typed {
    match (&left.0.kind, &right.0.kind) {
        (Type::Unknown, _) | (_, Type::Unknown) => Typed::unknown(),
        (Type::Date, Type::Date) if minus => {
            lasting(elapsed(Period::Day, right.0.expr, left.0.expr), Period::Day)
        }
        (Type::Date, Type::Number(..)) => shifted(cx, scope, left.0, minus, right),
        (Type::Number(..), Type::Date) if !minus => shifted(cx, scope, right.0, false, left),
        (Type::Number(..), Type::Number(..)) => {
            let (a, b) = aligned(left.0, right.0);
            let kind = comparisons::agree(cx, scope, (&a.kind, left.1), (&b.kind, right.1));
            let sum = Expr::Sum(vec![(false, a.expr), (minus, b.expr)]);
            Typed::new(sum, kind.unwrap_or(Type::Unknown))
        }
        (a, b) => {
            let (said_a, said_b) = (cx.said(left.1.span).to_owned(), cx.said(right.1.span).to_owned());
            let (a, b) =
                ((left.1.span, said_a.as_str(), &a.words()), (right.1.span, said_b.as_str(), &b.words()));
            cx.report(problem::calendar::no_sum(a, b));
            Typed::unknown()
        }
    }
}

/// d + n or d - n.
fn shifted(
    cx: &mut Check<'_>,
    scope: &Scope<'_>,
    date: Typed,
    earlier: bool,
    (by, node): (Typed, &tree::Expr),
) -> Typed {
    match length(cx, scope, &by, node) {
        Some(period) => {
            let shifted = Shifted { date: date.expr, earlier, by: by.expr, period };
            Typed::new(of(Calendar::Shifted(shifted)), Type::Date)
        }
        None => Typed::unknown(),
    }
}

/// Whether a length of time is in days or in months; reports what is no whole number of either.
fn length(cx: &mut Check<'_>, scope: &Scope<'_>, by: &Typed, node: &tree::Expr) -> Option<Period> {
    let unit = by.kind.unit()?;
    let said = cx.said(node.span).to_owned();
    let period =
        match [Period::Day, Period::Month].into_iter().find(|period| unit.agrees_with(&time(*period))) {
            Some(period) => period,
            None => {
                cx.report(problem::calendar::no_length(node.span, &said, unit));
                return None;
            }
        };
    let whole = match (&node.kind, &by.expr) {
        (ExprKind::Number(_), Expr::Number(value, unit)) => {
            value.over(unit.factor()).is_some_and(Exact::is_integer)
        }
        _ => true,
    };
    if whole && domain::of(cx, scope.list, &by.expr).is_multiple_of(time(period).factor()) {
        return Some(period);
    }
    let repair =
        domain::of(cx, scope.list, &by.expr).constant().and_then(|value| value.over(time(period).factor()));
    let repair = repair.filter(|value| value.is_integer()).map(|value| format!("{value}{}", time(period)));
    cx.report(problem::calendar::part_of_a_day(node.span, &said, repair.as_deref()));
    None
}

/// 满年(a, b), 月(d) and their like; `None` for other functions.
pub(super) fn function<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    function: Function,
    arguments: &'t [tree::Expr],
    span: Span,
) -> Option<Typed> {
    let (period, between) = match function {
        Function::FullYears => (Period::Year, true),
        Function::FullMonths => (Period::Month, true),
        Function::Days => (Period::Day, true),
        Function::Year => (Period::Year, false),
        Function::Month => (Period::Month, false),
        Function::Day => (Period::Day, false),
        _ => return None,
    };
    let checked: Vec<Option<Expr>> = arguments.iter().map(|argument| day(cx, scope, argument)).collect();
    let given = checked.len();
    let checked: Option<Vec<Expr>> = checked.into_iter().collect();
    Some(match (between, checked.as_deref()) {
        (_, None) if given == if between { 2 } else { 1 } => Typed::unknown(),
        (true, Some([from, to])) => elapsed(period, from.clone(), to.clone()),
        (false, Some([date])) => {
            let part = Calendar::Part(period, date.clone());
            let kind = Type::Number(part.unit(), Loose::Calendar(period));
            Typed::new(of(part), kind)
        }
        _ => folds::wrong_arguments(cx, function, span),
    })
}

fn elapsed(period: Period, from: Expr, to: Expr) -> Typed {
    let elapsed = Calendar::Elapsed(period, from, to);
    let kind = Type::Number(elapsed.unit(), Loose::Calendar(period));
    Typed::new(of(elapsed), kind)
}

/// A whole number of periods as an amount of time.
fn lasting(number: Typed, period: Period) -> Typed {
    let unit = time(period);
    Typed::new(of(Calendar::Lasting(number.expr, unit.clone())), Type::Number(unit, Loose::Fixed))
}

/// Two sides, of which a calendar number becomes an amount of time where the other is one: 年(d) against 2024年.
pub(super) fn aligned(left: Typed, right: Typed) -> (Typed, Typed) {
    let (a, b) = (meets(&left.kind, &right.kind), meets(&right.kind, &left.kind));
    let to_time = |side: Typed, period: Option<Period>| match period {
        Some(period) => lasting(side, period),
        None => side,
    };
    (to_time(left, a), to_time(right, b))
}

/// The same for one side against several.
pub(super) fn all_aligned(left: Typed, rights: Vec<Typed>) -> (Typed, Vec<Typed>) {
    let left_meets = rights.iter().find_map(|right| meets(&left.kind, &right.kind));
    let rights = rights.into_iter().map(|right| aligned(left.clone(), right).1).collect();
    (left_meets.map_or(left.clone(), |period| lasting(left, period)), rights)
}

fn meets(number: &Type, other: &Type) -> Option<Period> {
    match (number, other) {
        (Type::Number(_, Loose::Calendar(_)), Type::Number(_, Loose::Calendar(_))) => None,
        (Type::Number(_, Loose::Calendar(period)), Type::Number(unit, _)) => {
            unit.agrees_with(&time(*period)).then_some(*period)
        }
        _ => None,
    }
}

/// The unit of an amount of time of so many periods.
pub(super) fn time(period: Period) -> Unit {
    match period.months() {
        None => Unit::days(),
        Some(12) => Unit::months("年", 12),
        Some(3) => Unit::months("季度", 3),
        Some(_) => Unit::months("个月", 1),
    }
}

/// d 在 window.
pub(super) fn during<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    date: &'t tree::Expr,
    window: &'t tree::Window,
    span: Span,
) -> Typed {
    let date = day(cx, scope, date);
    let window = match window {
        tree::Window::Last { length, until, inclusive } => {
            let until = match until {
                Some(until) => day(cx, scope, until),
                None => Some(Expr::AssessmentDate),
            };
            last(cx, scope, length, until, *inclusive, span)
        }
        tree::Window::This(period) => Some(Window::Same(*period, Expr::AssessmentDate)),
        tree::Window::Same(period, of) => day(cx, scope, of).map(|of| Window::Same(*period, of)),
        tree::Window::Yearly(season) => Some(Window::Yearly(*season)),
    };
    match date.zip(window) {
        Some((date, window)) => Typed::new(of(Calendar::Within(date, window)), Type::Truth),
        None => Typed::new(Expr::Truth(false), Type::Truth),
    }
}

fn last<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    node: &'t tree::Expr,
    until: Option<Expr>,
    inclusive: Option<bool>,
    span: Span,
) -> Option<Window> {
    let typed = expressions::check(cx, scope, node);
    if typed.kind.is_unknown() {
        return None;
    }
    let period = length(cx, scope, &typed, node)?;
    let Expr::Number(value, _) = &typed.expr else { return None };
    if value.sign() <= 0 {
        let said = cx.said(node.span).to_owned();
        cx.report(problem::kinds::out_of_range(node.span, &said, &words!("大于零", "above zero")));
        return None;
    }
    let Some(inclusive) = inclusive else {
        let said = cx.said(node.span).to_owned();
        let count = value.over(time(period).factor()).and_then(|count| i64::try_from(count.floor()).ok());
        let until =
            until.as_ref().and_then(|until| if let Expr::Date(date) = until { Some(*date) } else { None });
        cx.report(problem::calendar::open_end(span, &said, (period, count.unwrap_or(0)), until));
        return None;
    };
    Some(Window::Last { length: typed.expr, period, until: until?, inclusive })
}

/// A day; `None` where a problem was reported.
fn day<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, expr: &'t tree::Expr) -> Option<Expr> {
    let typed = expressions::check(cx, scope, expr);
    let typed = must_be_day(cx, scope, expr, typed);
    (!typed.kind.is_unknown()).then_some(typed.expr)
}

/// The same expression, reported where it is no day.
pub(super) fn must_be_day(cx: &mut Check<'_>, scope: &Scope<'_>, expr: &tree::Expr, typed: Typed) -> Typed {
    if matches!(typed.kind, Type::Date | Type::Unknown) {
        return typed;
    }
    expressions::wrong_kind(cx, scope, expr, &typed, &words!("日期", "a date"));
    Typed::unknown()
}

fn of(calendar: Calendar) -> Expr {
    Expr::Calendar(Box::new(calendar))
}
