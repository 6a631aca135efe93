//! Statements that act on points or on the outcome.

use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::Limit;
use crate::model::act::Pending;
use crate::model::act::Verb;
use crate::model::expression::BandRow;
use crate::model::expression::Bands;
use crate::model::expression::Expr;
use crate::model::from_syntax::above;
use crate::model::from_syntax::accounts;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::constants;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::factors;
use crate::model::from_syntax::items;
use crate::model::from_syntax::limits;
use crate::model::from_syntax::patterns;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::reach;
use crate::model::from_syntax::references;
use crate::model::from_syntax::rows;
use crate::model::from_syntax::steps;
use crate::model::part::PartId;
use crate::syntax::tree;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Trailing;
use crate::unit::Unit;

/// Checks the acts of a part, in file order.
pub(super) fn of_part<'t>(cx: &mut Check<'t>, part: PartId, node: &'t tree::Part) -> Vec<Act> {
    let scope = Scope::of(part).where_it_applies(cx);
    let acts = node.body.iter().filter_map(|statement| match &statement.kind {
        StatementKind::Act(act) => Some(act),
        _ => None,
    });
    acts.map(|act| check(cx, &scope, act)).collect()
}

/// Checks an act with everything inside it.
pub(super) fn check<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, act: &'t tree::Act) -> Act {
    let id = cx.next_act();
    let kind = kind(cx, scope, act);
    let note = act.note.as_ref().map(|note| note.text.clone());
    let mut checked = Act { id, kind, limits: Vec::new(), note, span: act.span };
    let unit = accounts::check_kinds(cx, &checked, act);
    // Those of a 每 over rows that stand first see the row: they were given to what each row does.
    for limit in act.trailing.iter().skip(steps::of_each_row(cx, scope, act)) {
        checked.limits.push(limit_of(cx, scope, limit, unit.as_ref()));
    }
    limits::check(cx, scope, &checked, act);
    factors::check_trailing(cx, act);
    checked
}

/// One trailing word of what moves amounts of a unit; of several units where that was reported.
pub(super) fn limit_of<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    limit: &'t Trailing,
    unit: Option<&Unit>,
) -> Limit {
    let mut checked = |amount: &'t tree::Expr| match unit {
        Some(unit) => expressions::amount_in(cx, scope, amount, unit),
        None => expressions::number(cx, scope, amount).expr,
    };
    match limit {
        Trailing::AtMost(amount) => Limit::AtMost(checked(amount)),
        Trailing::AtLeast(amount) => Limit::AtLeast(checked(amount)),
        Trailing::Factor(factor) => Limit::Times(factors::one(cx, scope, factor)),
    }
}

/// The same for a branch of something.
pub(super) fn boxed<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, act: &'t tree::Act) -> Box<Act> {
    Box::new(check(cx, scope, act))
}

fn kind<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, act: &'t tree::Act) -> ActKind {
    match &act.kind {
        tree::ActKind::Amount(verb, amount) => {
            let verb = accounts::verb(cx, verb);
            must_have_points(cx, scope, verb, act);
            ActKind::Amount(verb, amount_of(cx, scope, verb, amount))
        }
        tree::ActKind::FullPoints => {
            must_have_own_points(cx, scope, act);
            ActKind::FullPoints
        }
        tree::ActKind::NoPoints => {
            must_have_own_points(cx, scope, act);
            ActKind::NoPoints
        }
        tree::ActKind::Above(aim) => above::act(cx, scope, aim, act.span),
        tree::ActKind::Veto => ActKind::Veto,
        tree::ActKind::Fail => {
            must_be_requirement(cx, scope, act);
            ActKind::Fail
        }
        tree::ActKind::Require(when, otherwise) => require(cx, scope, act, when, otherwise.as_deref()),
        tree::ActKind::Pending(range) => {
            let written =
                range.as_ref().and_then(|range| constants::range(cx, scope, range, &Unit::points()));
            ActKind::Pending(match (written, references::points_of(cx, scope.part)) {
                (Some((low, high)), _) => Pending::Range(low, high),
                (None, Some(_)) => Pending::Points,
                (None, None) => Pending::Met,
            })
        }
        tree::ActKind::Group(acts) => ActKind::Group(acts.iter().map(|act| check(cx, scope, act)).collect()),
        tree::ActKind::Heaviest(acts) => {
            let acts: Vec<Act> = acts.iter().map(|act| check(cx, scope, act)).collect();
            ActKind::Heaviest(items::one_by_one(cx, acts))
        }
        tree::ActKind::Chain(branches, last) => chain(cx, scope, branches, last.as_deref()),
        tree::ActKind::Bands(keys, bands) => {
            let table = patterns::table(cx, scope, keys, bands, act.span);
            let mut inner = scope.clone();
            inner.guards.extend(keys);
            let rows = bands.iter().zip(table.rows).map(|(row, patterns)| BandRow {
                patterns,
                then: check(cx, &inner, &row.then),
                span: row.span,
            });
            ActKind::Bands(Bands { rows: rows.collect(), keys: table.keys })
        }
        tree::ActKind::Each(each) => steps::each(cx, scope, each, act),
        tree::ActKind::Steps(node) => steps::from_threshold(cx, scope, node),
        tree::ActKind::Items(node) => {
            let verb = accounts::verb(cx, &node.verb);
            must_have_points(cx, scope, verb, act);
            items::check(cx, scope, verb, node)
        }
        tree::ActKind::Rows(node) => rows::check(cx, scope, node),
    }
}

/// Checks what a verb moves.
pub(super) fn amount_of<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    verb: Verb,
    amount: &'t tree::Expr,
) -> Expr {
    let checked = expressions::amount_in(cx, scope, amount, &accounts::unit_of(cx, verb));
    match verb {
        Verb::Book(id) => accounts::check_amount(cx, scope, id, &checked, amount.span),
        Verb::Deduct | Verb::Earn | Verb::Bonus => limits::amount(cx, scope, verb, &checked, amount.span),
    }
    checked
}

/// 要求 c [否则 act]: without 否则 the part is not met.
fn require<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    act: &'t tree::Act,
    when: &'t tree::Expr,
    otherwise: Option<&'t tree::Act>,
) -> ActKind {
    must_be_requirement(cx, scope, act);
    let condition = expressions::condition(cx, scope, when);
    reach::chain(cx, scope, &[(&condition, when.span)], None);
    let otherwise = match otherwise {
        Some(otherwise) => boxed(cx, &scope.after(when), otherwise),
        None => {
            let id = cx.next_act();
            Box::new(Act { id, kind: ActKind::Fail, limits: Vec::new(), note: None, span: act.span })
        }
    };
    ActKind::Require(condition, otherwise)
}

fn chain<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    branches: &'t [tree::Branch],
    last: Option<&'t tree::Act>,
) -> ActKind {
    let mut scope = scope.clone();
    let mut checked: Vec<(Expr, Act)> = Vec::new();
    for branch in branches {
        let when = expressions::condition(cx, &scope, &branch.when);
        scope.guards.push(&branch.when);
        checked.push((when, check(cx, &scope, &branch.then)));
    }
    let conditions: Vec<_> =
        checked.iter().zip(branches).map(|((when, _), branch)| (when, branch.when.span)).collect();
    reach::chain(cx, &scope, &conditions, last.map(|last| last.span));
    let last = last.map(|last| boxed(cx, &scope, last));
    ActKind::Chain(checked, last)
}

fn must_have_points(cx: &mut Check<'_>, scope: &Scope<'_>, verb: Verb, act: &tree::Act) {
    if matches!(verb, Verb::Deduct | Verb::Earn) && limits::points_above(cx, scope.part).is_none() {
        cx.report(problem::places::no_points_to_move(act.span));
    }
}

fn must_have_own_points(cx: &mut Check<'_>, scope: &Scope<'_>, act: &tree::Act) {
    if references::points_of(cx, scope.part).is_none() {
        cx.report(problem::places::all_or_nothing_of_nothing(act.span));
    }
}

fn must_be_requirement(cx: &mut Check<'_>, scope: &Scope<'_>, act: &tree::Act) {
    if references::points_of(cx, scope.part).is_some() {
        cx.report(problem::places::requirement_with_points(act.span));
    }
}
