//! Derived values (令), worked out when first needed, and parameters (参数).

use crate::model::expression::Expr;
use crate::model::expression::Let;
use crate::model::expression::LetId;
use crate::model::expression::Parameter;
use crate::model::fact::FactId;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Derivation;
use crate::model::from_syntax::check::LetValue;
use crate::model::from_syntax::check::RowEntry;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::comparisons;
use crate::model::from_syntax::divisors;
use crate::model::from_syntax::divisors::Hazard;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::fractions;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::names::Named;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::verdicts;
use crate::model::from_syntax::walk;
use crate::model::part::PartId;
use crate::source::Span;
use crate::syntax::tree;

/// Derived values nest no deeper than this through one another: printed standards need fewer than ten steps.
const DEEPEST: usize = 300;

/// Reads a derived value where it is used.
pub(super) fn read<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, id: LetId, span: Span) -> Typed {
    ensure(cx, id.0 as usize, span);
    let Some(entry) = cx.lets.get(id.0 as usize) else { return Typed::unknown() };
    let Some(done) = entry.done.as_ref() else { return verdicts::unfinished(entry.node) };
    let open = done.hazards.iter().filter(|hazard| !divisors::is_guarded(scope, &hazard.names));
    let (kind, open) = (done.kind.clone(), open.cloned().collect());
    divisors::carry(cx, open);
    Typed::new(Expr::Let(id), kind)
}

/// Works out every derived value and hands them over.
pub(super) fn finish(cx: &mut Check<'_>) -> Vec<Let> {
    for at in 0..cx.lets.len() {
        let span = cx.lets.get(at).map(|entry| entry.span).unwrap_or_default();
        ensure(cx, at, span);
    }
    let entries = cx.lets.iter().filter_map(|entry| Some((entry, entry.done.as_ref()?)));
    let finished = entries.map(|(entry, done)| Let {
        name: entry.node.name().text.clone(),
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
            let is_fixed = walk::names(expr).is_empty() && walk::is_own(expr);
            if !is_fixed && !typed.kind.is_unknown() {
                let said = cx.said(expr.span).to_owned();
                cx.report(problem::kinds::not_fixed(expr.span, &said));
            }
            kind = match kind {
                Some((before, first)) => {
                    let joined = comparisons::agree(cx, &scope, (&before, first), (&typed.kind, expr));
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

/// Works out a derived value unless that was done; reports at `span` where it is being worked out already.
fn ensure(cx: &mut Check<'_>, at: usize, span: Span) {
    if cx.lets.get(at).is_none_or(|entry| entry.done.is_some()) {
        return;
    }
    match cx.busy.iter().position(|busy| *busy == at) {
        Some(start) => report_cycle(cx, start, span),
        None => work_out(cx, at),
    }
}

/// Works out a derived value after those that it mentions, however long the chain: the path is a list, not the stack.
fn work_out(cx: &mut Check<'_>, at: usize) {
    let bottom = cx.busy.len();
    let mut waiting = vec![mentioned(cx, at)];
    cx.busy.push(at);
    while let (Some(needs), Some(current)) = (waiting.last_mut(), cx.busy.last().copied()) {
        match needs.pop() {
            Some(next) => {
                let open = cx.lets.get(next).is_some_and(|entry| entry.done.is_none());
                if open && !cx.busy.contains(&next) {
                    waiting.push(mentioned(cx, next));
                    cx.busy.push(next);
                }
            }
            None => {
                let done = evaluate(cx, current);
                if let Some(entry) = cx.lets.get_mut(current) {
                    entry.done = done;
                }
                waiting.pop();
                cx.busy.pop();
            }
        }
        if cx.busy.len() <= bottom {
            break;
        }
    }
}

/// The derived values that one mentions.
fn mentioned(cx: &Check<'_>, at: usize) -> Vec<usize> {
    let Some(entry) = cx.lets.get(at) else { return Vec::new() };
    let names: Vec<&str> = entry.node.expressions().into_iter().flat_map(walk::names).collect();
    let named = names.into_iter().filter_map(|name| match cx.names.get(name) {
        Some((Named::Let(id), _)) => Some(id.0 as usize),
        _ => None,
    });
    named.collect()
}

fn evaluate(cx: &mut Check<'_>, at: usize) -> Option<LetValue> {
    let entry = cx.lets.get(at)?;
    let (node, scope) = (entry.node, Scope::of(entry.part));
    let span = entry.span;
    let before = std::mem::take(&mut cx.hazards);
    let depth = depth(cx, &scope, (node.name(), &node.expressions()))?;
    let typed = match node {
        Derivation::Let(node) => {
            let typed = expressions::check(cx, &scope, &node.value);
            expressions::must_be_value(cx, &scope, &node.value, &typed);
            typed
        }
        Derivation::Verdict(verdict, _) => {
            let verdict = verdicts::of_part(cx, verdict, span, scope.part);
            let grade = verdicts::grade_of(&verdict);
            cx.graded.insert(at, verdict);
            grade
        }
    };
    let hazards = std::mem::replace(&mut cx.hazards, before);
    Some(LetValue {
        domain: domain::of(cx, None, &typed.expr),
        awkward: fractions::is_awkward(cx, None, &typed.expr),
        value: typed.expr,
        kind: typed.kind,
        hazards,
        depth,
    })
}

/// How deeply a derived value nests, with those that it mentions. Where that is too deep for the stack of whatever
/// walks it, the problem is reported and there is no depth.
pub(super) fn depth(
    cx: &mut Check<'_>,
    scope: &Scope<'_>,
    (name, of): (&tree::Spelled, &[&tree::Expr]),
) -> Option<usize> {
    let names: Vec<&str> = of.iter().flat_map(|expression| walk::names(expression)).collect();
    let below = names.iter().map(|name| {
        let whole = match cx.names.get(*name) {
            Some((Named::Let(id), _)) => cx.lets.get(id.0 as usize).and_then(|entry| entry.done.as_ref()),
            _ => None,
        };
        let rows = cx.row_lets.values().flatten().chain(&scope.row_lets).filter(|entry| entry.name == *name);
        let deepest = rows.map(|entry| entry.depth).max().unwrap_or(0);
        whole.map_or(deepest, |done| done.depth.max(deepest))
    });
    let own = of.iter().map(|expression| walk::depth(expression)).max().unwrap_or(0);
    let depth = below.max().unwrap_or(0) + own;
    if depth > DEEPEST {
        cx.report(problem::names::too_deep(name.span, &name.text));
        return None;
    }
    Some(depth)
}

/// Checks the value of a row; what in it may have no value is handed over for those who use it.
pub(super) fn of_row<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, node: &'t tree::Let) -> (Typed, Vec<Hazard>) {
    let before = std::mem::take(&mut cx.hazards);
    let typed = expressions::check(cx, scope, &node.value);
    expressions::must_be_value(cx, scope, &node.value, &typed);
    (typed, std::mem::replace(&mut cx.hazards, before))
}

/// A derived value of the rows of a list, as far as it matters to what uses it.
pub(super) fn row_entry(
    cx: &Check<'_>,
    list: FactId,
    name: &str,
    (typed, hazards): (&Typed, Vec<Hazard>),
    depth: usize,
) -> RowEntry {
    RowEntry {
        depth,
        hazards,
        name: name.to_owned(),
        kind: typed.kind.clone(),
        domain: domain::of(cx, Some(list), &typed.expr),
        awkward: fractions::is_awkward(cx, Some(list), &typed.expr),
    }
}

fn report_cycle(cx: &mut Check<'_>, start: usize, span: Span) {
    let chain = cx.busy.iter().skip(start).chain(cx.busy.get(start));
    let names: Vec<&str> =
        chain.filter_map(|at| cx.lets.get(*at)).map(|entry| entry.node.name().text.as_str()).collect();
    let problem = problem::names::cycle(span, &names);
    cx.report(problem);
}
