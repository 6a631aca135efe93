//! Derived values (令), worked out when first needed, and parameters (参数).

use crate::model::expression::Expr;
use crate::model::expression::Let;
use crate::model::expression::LetId;
use crate::model::expression::Parameter;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::LetValue;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::divisors;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::fractions;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::operators;
use crate::model::from_syntax::problem;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;

/// Reads a derived value where it is used.
pub(super) fn read<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, id: LetId, span: Span) -> Typed {
    let Some(value) = value(cx, id.0 as usize, span) else { return Typed::unknown() };
    let open = value.hazards.iter().filter(|hazard| !divisors::is_guarded(scope, &hazard.names)).cloned();
    cx.hazards.extend(open.collect::<Vec<_>>());
    Typed::new(Expr::Let(id), value.kind)
}

/// Works out every derived value and hands them over.
pub(super) fn finish(cx: &mut Check<'_>) -> Vec<Let> {
    for at in 0..cx.lets.len() {
        let span = cx.lets.get(at).map(|entry| entry.span).unwrap_or_default();
        value(cx, at, span);
    }
    let entries = cx.lets.iter().filter_map(|entry| Some((entry, entry.done.as_ref()?)));
    let finished = entries.map(|(entry, done)| Let {
        name: entry.node.name.text.clone(),
        value: done.value.clone(),
        unit: done.kind.unit().cloned(),
        span: entry.span,
    });
    finished.collect()
}

/// Checks the values of every parameter: constants of one kind, their days ascending.
pub(super) fn check_parameters(cx: &mut Check<'_>) {
    for node in cx.parameter_nodes.clone() {
        let scope = Scope::of(PartId(0));
        let mut kind: Option<(Type, &tree::Expr)> = None;
        let mut values = Vec::new();
        for (expr, from) in &node.values {
            let typed = expressions::check(cx, &scope, expr);
            if !crate::model::from_syntax::walk::names(expr).is_empty() && !typed.kind.is_unknown() {
                let said = cx.said(expr.span).to_owned();
                cx.report(problem::kinds::not_fixed(expr.span, &said));
            }
            kind = match kind {
                Some((before, first)) => {
                    let joined = operators::agree(cx, &scope, (&before, first), (&typed.kind, expr));
                    Some((joined.unwrap_or(Type::Unknown), first))
                }
                None => Some((typed.kind, expr)),
            };
            values.push((*from, typed.expr));
        }
        let dates: Vec<_> = values.iter().map(|(from, _)| *from).collect();
        let ascending = dates.iter().zip(dates.iter().skip(1)).all(|(before, after)| before < after);
        if !ascending {
            cx.report(problem::places::dates_out_of_order(node.name.span, &node.name.text));
        }
        let parameter = Parameter { name: node.name.text.clone(), values, span: node.name.span };
        cx.parameters.push((parameter, kind.map_or(Type::Unknown, |(kind, _)| kind)));
    }
}

fn value(cx: &mut Check<'_>, at: usize, span: Span) -> Option<LetValue> {
    let entry = cx.lets.get(at)?;
    if let Some(done) = &entry.done {
        return Some(done.clone());
    }
    let (node, part) = (entry.node, entry.part);
    if let Some(start) = cx.busy.iter().position(|busy| *busy == at) {
        report_cycle(cx, start, span);
        return None;
    }
    cx.busy.push(at);
    let before = std::mem::take(&mut cx.hazards);
    let scope = Scope::of(part);
    let typed = expressions::check(cx, &scope, &node.value);
    expressions::must_be_value(cx, &scope, &node.value, &typed);
    let hazards = std::mem::replace(&mut cx.hazards, before);
    cx.busy.pop();
    let done = LetValue {
        domain: domain::of(cx, None, &typed.expr),
        awkward: fractions::is_awkward(cx, &typed.expr),
        value: typed.expr,
        kind: typed.kind,
        hazards,
    };
    cx.lets.get_mut(at)?.done = Some(done.clone());
    Some(done)
}

fn report_cycle(cx: &mut Check<'_>, start: usize, span: Span) {
    let chain = cx.busy.iter().skip(start).chain(cx.busy.get(start));
    let names: Vec<&str> =
        chain.filter_map(|at| cx.lets.get(*at)).map(|entry| entry.node.name.text.as_str()).collect();
    let problem = problem::names::cycle(span, &names);
    cx.report(problem);
}
