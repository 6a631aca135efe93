//! The items of a 清单 in conditions and counts: 台账 有 计划, 问题 在 上次查出的问题, 计数(台账), 缺项数(台账).

use crate::diagnostic::suggestion::nearest;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::names;
use crate::model::from_syntax::names::Named;
use crate::model::from_syntax::problem;
use crate::syntax::tree;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Spelled;
use crate::words;

/// 清单 有 甲, or 清单 缺 甲 (`missing`).
pub(super) fn item<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    list: &'t tree::Expr,
    item: &'t Spelled,
    missing: bool,
) -> Typed {
    let Some((id, items)) = wants_items(cx, scope, list) else { return Typed::unknown() };
    let Some(position) = position(&items, &item.text) else {
        let near = nearest(&item.text, items.iter().map(String::as_str));
        let title = cx.said(list.span).to_owned();
        cx.report(problem::names::no_option(item.span, &item.text, &title, &items, near));
        return Typed::unknown();
    };
    let there = Expr::Item(id, position, item.text.clone());
    Typed::new(if missing { Expr::Not(Box::new(there)) } else { there }, Type::Truth)
}

/// x 在 清单: a choice, level or text against the items that are there.
pub(super) fn listed<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    value: &'t tree::Expr,
    list: &'t Spelled,
) -> Typed {
    let found = items_of(cx, &list.text);
    let typed = expressions::check(cx, scope, value);
    let Some((id, items)) = found else {
        not_items(cx, scope, &list.text, list.span);
        return Typed::unknown();
    };
    cx.used.insert(id);
    let positions = (0..).zip(&items);
    let known: Vec<(Expr, u16)> = match &typed.kind {
        Type::Unknown => return Typed::unknown(),
        Type::Text => positions.map(|(at, item)| (Expr::Text(item.clone()), at)).collect(),
        Type::Options(options) => positions
            .filter_map(|(at, item)| Some((Expr::Option(position(&options.names, item)?, item.clone()), at)))
            .collect(),
        _ => {
            let wanted = words!("选项、等级或文字", "a choice, a level or a text");
            expressions::wrong_kind(cx, scope, value, &typed, &wanted);
            return Typed::unknown();
        }
    };
    if known.is_empty() {
        let said = cx.said(value.span).to_owned();
        cx.report(problem::kinds::nothing_shared(value.span, &said, &list.text, list.span));
        return Typed::unknown();
    }
    Typed::new(Expr::Listed(Box::new(typed.expr), id, known), Type::Truth)
}

/// 计数(清单), 缺项数(清单); `None` where the name is no list of items.
pub(super) fn count(cx: &mut Check<'_>, name: &str, missing: bool) -> Option<Typed> {
    let (id, _) = items_of(cx, name)?;
    cx.used.insert(id);
    Some(Typed::new(Expr::ItemCount(id, missing), Type::counting()))
}

/// The list of items that an expression must name; reports what else it is.
pub(super) fn wants_items<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    expr: &'t tree::Expr,
) -> Option<(FactId, Vec<String>)> {
    if let ExprKind::Name(name) = &expr.kind {
        let found = items_of(cx, name);
        match &found {
            Some((id, _)) => drop(cx.used.insert(*id)),
            None => not_items(cx, scope, name, expr.span),
        }
        return found;
    }
    let typed = expressions::check(cx, scope, expr);
    if !typed.kind.is_unknown() {
        expressions::wrong_kind(cx, scope, expr, &typed, &words!("清单", "a list of items"));
    }
    None
}

fn items_of(cx: &Check<'_>, name: &str) -> Option<(FactId, Vec<String>)> {
    match cx.names.get(name) {
        Some((Named::Fact(id), _)) => match &cx.fact(*id)?.kind {
            Kind::Items(items) => Some((*id, items.clone())),
            _ => None,
        },
        _ => None,
    }
}

fn not_items(cx: &mut Check<'_>, scope: &Scope<'_>, name: &str, span: crate::source::Span) {
    let Some((named, _)) = cx.names.get(name) else {
        names::unknown(cx, scope, name, span);
        return;
    };
    let found = match named {
        Named::Fact(id) => {
            let id = *id;
            cx.used.insert(id);
            cx.fact(id).map_or(Type::Unknown, Type::of_fact).words()
        }
        _ => words!("一个值", "a single value"),
    };
    let declared = names::declaration(cx, scope, name).map(|declared| (declared, name));
    let wanted = words!("清单", "a list of items");
    cx.report(problem::kinds::wrong(span, name, &found, &wanted, declared));
}

fn position(names: &[String], name: &str) -> Option<u16> {
    names.iter().position(|known| known == name).and_then(|at| u16::try_from(at).ok())
}
