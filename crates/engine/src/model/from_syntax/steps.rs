//! 每 and 低于/高于 … 每: what is counted, the size of a step, and what becomes of a part of it.

use crate::exact::Exact;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::Each;
use crate::model::act::Measure;
use crate::model::act::Steps;
use crate::model::expression::Expr;
use crate::model::from_syntax::acts;
use crate::model::from_syntax::calendar;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::comparisons;
use crate::model::from_syntax::constants;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::domain::Domain;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::kinds::Loose;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::limits;
use crate::model::from_syntax::names;
use crate::model::from_syntax::patterns;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::references;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::PartStep;
use crate::unit::Unit;

/// 每 [n unit] x [若 c] [零头 …] act.
pub(super) fn each<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    each: &'t tree::Each,
    act: &'t tree::Act,
) -> ActKind {
    if let ExprKind::Name(name) = &each.measure.kind
        && names::is_list(cx, scope, name)
    {
        let list = references::list(cx, scope, name, each.measure.span);
        let Some(list) = list else { return ActKind::Group(Vec::new()) };
        let rows = scope.in_rows(cx, list);
        let filter = each.filter.as_ref().map(|filter| expressions::condition(cx, &rows, filter));
        let size = each.size.as_ref().map(|size| sized(cx, scope, size, &Type::counting()));
        let size = size.flatten().unwrap_or(Exact::ONE);
        let part = part_of(cx, Domain::point(Exact::ONE), size, each.part, each.measure.span);
        let rows = each.filter.as_ref().map_or_else(|| rows.clone(), |filter| rows.after(filter));
        let mut then = acts::boxed(cx, &rows, &each.then);
        for factor in act.trailing.iter().take(of_each_row(cx, scope, act)) {
            then.limits.push(acts::limit_of(cx, &rows, factor, None));
        }
        return ActKind::Each(Each { measure: Measure::Rows(list, filter), size, part, then });
    }
    let Some(filter) = &each.filter else {
        return ActKind::Each(of_number(cx, scope, each));
    };
    // A condition beside a number holds for all of it: 若 c { 每 … }.
    let condition = expressions::condition(cx, scope, filter);
    let id = cx.next_act();
    let kind = ActKind::Each(of_number(cx, &scope.after(filter), each));
    let inner = Act { id, kind, limits: Vec::new(), note: None, span: act.span };
    ActKind::Chain(vec![(condition, inner)], None)
}

/// How many of the trailing words of an act belong to each row of a list: the factors that stand first, which may look
/// at the row.
pub(super) fn of_each_row(cx: &Check<'_>, scope: &Scope<'_>, act: &tree::Act) -> usize {
    let rows = match &act.kind {
        tree::ActKind::Each(each) => match &each.measure.kind {
            ExprKind::Name(name) => names::list(cx, scope, name).is_some(),
            _ => false,
        },
        _ => false,
    };
    let factors = act.trailing.iter().take_while(|word| matches!(word, tree::Trailing::Factor(_)));
    if rows { factors.count() } else { 0 }
}

/// 若 x 低于 t 每 s [零头 …] act.
pub(super) fn from_threshold<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, node: &'t tree::Steps) -> ActKind {
    let measure = expressions::number(cx, scope, &node.measure);
    let threshold = expressions::number(cx, scope, &node.threshold);
    let (measure, threshold) = calendar::aligned(measure, threshold);
    let joined =
        comparisons::agree(cx, scope, (&measure.kind, &node.measure), (&threshold.kind, &node.threshold));
    let kind = if measure.kind.is_unknown() { joined.unwrap_or(Type::Unknown) } else { measure.kind.clone() };
    let step = sized(cx, scope, &node.step, &kind);
    let distance = Expr::Sum(vec![(false, measure.expr.clone()), (true, threshold.expr.clone())]);
    let domain = domain::of(cx, scope.list, &distance);
    let part = match step {
        Some(step) => part_of(cx, domain, step, node.part, node.step.span),
        None => node.part,
    };
    let then = acts::boxed(cx, scope, &node.then);
    ActKind::Steps(Steps {
        measure: measure.expr,
        below: node.below,
        threshold: threshold.expr,
        step: step.unwrap_or(Exact::ONE),
        part,
        then,
    })
}

fn of_number<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, each: &'t tree::Each) -> Each {
    let measure = expressions::number(cx, scope, &each.measure);
    let size = size(cx, scope, each, &measure);
    let domain = domain::of(cx, scope.list, &measure.expr);
    let part = match size {
        Some(size) if !measure.kind.is_unknown() => {
            let span = each.size.as_ref().map_or(each.measure.span, |size| size.span);
            part_of(cx, domain, size, each.part, span)
        }
        _ => each.part,
    };
    let then = acts::boxed(cx, scope, &each.then);
    Each { measure: Measure::Number(measure.expr), size: size.unwrap_or(Exact::ONE), part, then }
}

fn size<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, each: &'t tree::Each, measure: &Typed) -> Option<Exact> {
    if let Some(size) = &each.size {
        return sized(cx, scope, size, &measure.kind);
    }
    let unit = measure.kind.unit()?;
    let domain = domain::of(cx, scope.list, &measure.expr);
    let one = if unit.is_label() { unit.factor() } else { Exact::ONE };
    if domain.is_multiple_of(one) && (unit.is_label() || unit.is_plain()) {
        return Some(one);
    }
    let (said, unit) = (cx.said(each.measure.span).to_owned(), unit.name().to_owned());
    cx.report(problem::bands::step_size(each.measure.span, &said, &unit));
    None
}

/// The size of a step, above zero, in the unit of what is measured.
fn sized<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, size: &'t tree::Expr, kind: &Type) -> Option<Exact> {
    match kind {
        Type::Number(unit, Loose::Bare | Loose::Zero | Loose::Counting) if unit.is_plain() => {
            constants::positive(cx, scope, size, &counted_unit(size))
        }
        Type::Number(_, Loose::Calendar(period)) if patterns::written_unit(size).is_some() => {
            let time = calendar::time(*period);
            constants::positive(cx, scope, size, &time)?.over(time.factor())
        }
        Type::Number(unit, _) => constants::positive(cx, scope, size, unit),
        _ => None,
    }
}

/// A plain count takes the counting word of the step.
fn counted_unit(size: &tree::Expr) -> Unit {
    match &size.kind {
        ExprKind::Number(number) => {
            let unit = number.unit.as_ref().and_then(|spelled| Unit::parse(&spelled.text));
            unit.filter(Unit::is_label).unwrap_or_else(Unit::none)
        }
        _ => Unit::none(),
    }
}

/// What becomes of a part of a step: as declared, or nothing where the precision leaves only whole steps.
fn part_of(
    cx: &mut Check<'_>,
    domain: Domain,
    step: Exact,
    declared: Option<PartStep>,
    span: Span,
) -> Option<PartStep> {
    if domain.is_multiple_of(step) {
        return None;
    }
    if declared.is_none() {
        let said = cx.said(span).to_owned();
        cx.report(problem::bands::part_step(span, &said));
    } else if declared == Some(PartStep::ProRata) && Exact::ONE.over(step).and_then(Exact::decimals).is_none()
    {
        limits::fraction(cx, span);
    }
    declared
}
