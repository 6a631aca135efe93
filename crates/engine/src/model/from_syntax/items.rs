//! 缺/有 … 每项.

use std::collections::BTreeMap;

use crate::diagnostic::suggestion::nearest;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::Items;
use crate::model::act::ItemsOf;
use crate::model::act::Verb;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::model::from_syntax::acts;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::kinds::Type;
use crate::model::from_syntax::names;
use crate::model::from_syntax::names::Meaning;
use crate::model::from_syntax::names::Named;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::references;
use crate::source::Span;
use crate::syntax::tree;
use crate::syntax::tree::ItemsPrice;
use crate::syntax::tree::Spelled;
use crate::words;

/// Checks the items and what each costs.
pub(super) fn check<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    verb: Verb,
    node: &'t tree::ItemsAct,
) -> ActKind {
    let (of, items, title) = match &node.of {
        tree::ItemsOf::List(name) => {
            let found = list(cx, scope, name);
            let (of, items) = found
                .map_or((ItemsOf::Facts(Vec::new()), None), |(id, items)| (ItemsOf::List(id), Some(items)));
            (of, items, name.text.clone())
        }
        tree::ItemsOf::Facts(names, span) => {
            let ids = names.iter().filter_map(|name| yes_no(cx, scope, name)).collect();
            let items = names.iter().map(|name| name.text.clone()).collect();
            (ItemsOf::Facts(ids), Some(items), cx.said(*span).to_owned())
        }
    };
    let prices = match &node.price {
        ItemsPrice::Each(price) => {
            let checked = acts::amount_of(cx, scope, verb, price);
            vec![Some(checked); items.map_or(0, |items| items.len())]
        }
        ItemsPrice::Named(prices) => named(cx, scope, verb, prices, items.as_deref(), &title),
    };
    ActKind::Items(Items { missing: node.missing, of, verb, prices })
}

/// A 择重 takes no more items than this one by one, which bounds the work.
const MOST: usize = 64;

/// The acts of a 择重: where it holds 每项 alone, every item is one of them.
pub(super) fn one_by_one(cx: &mut Check<'_>, acts: Vec<Act>) -> Vec<Act> {
    let [Act { kind: ActKind::Items(all), limits, note, span, .. }] = acts.as_slice() else { return acts };
    if all.prices.len() > MOST {
        let what = words!("择重 里的 每项 至多 {MOST} 项", "`heaviest` takes at most {MOST} items");
        let help = words!("分成几个清单", "make several lists of them");
        cx.report(problem::places::unsupported(*span, what, help));
        return acts;
    }
    let priced = all.prices.iter().enumerate().filter(|(_, price)| price.is_some());
    let one = |(at, price): (usize, &Option<Expr>)| {
        let mut prices = vec![None; all.prices.len()];
        if let Some(slot) = prices.get_mut(at) {
            slot.clone_from(price);
        }
        let kind = ActKind::Items(Items { prices, ..all.clone() });
        Act { id: cx.next_act(), kind, limits: limits.clone(), note: note.clone(), span: *span }
    };
    priced.map(one).collect()
}

fn list<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, name: &Spelled) -> Option<(FactId, Vec<String>)> {
    let id = fact(cx, scope, name)?;
    if let Some(Kind::Items(items)) = cx.fact(id).map(|fact| &fact.kind) {
        return Some((id, items.clone()));
    }
    wrong(cx, scope, id, name, &words!("清单", "a list of items"));
    None
}

fn yes_no<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, name: &Spelled) -> Option<FactId> {
    let id = fact(cx, scope, name)?;
    if !matches!(cx.fact(id)?.kind, Kind::YesNo) {
        wrong(cx, scope, id, name, &words!("是否", "a yes/no"));
    }
    Some(id)
}

fn fact<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, name: &Spelled) -> Option<FactId> {
    match names::meaning(cx, scope, &name.text) {
        Some(Meaning::Global(Named::Fact(id))) => {
            cx.used.insert(id);
            Some(id)
        }
        Some(Meaning::Global(_)) => {
            let declared = names::declaration(cx, scope, &name.text).map(|span| (span, name.text.as_str()));
            let (found, wanted) = (words!("算出的值", "a derived value"), words!("观测", "a fact"));
            cx.report(problem::kinds::wrong(name.span, &name.text, &found, &wanted, declared));
            None
        }
        Some(_) => {
            let what = words!("「缺」「有」还不能用于名录的字段", "items cannot be fields of a record yet");
            let help = words!("用「若 非 字段 扣 …」", "use `if not field deduct …`");
            cx.report(problem::places::unsupported(name.span, what, help));
            // Read all the same, so that its declaration is not reported as well.
            references::named(cx, scope, &name.text, name.span);
            None
        }
        None => {
            names::unknown(cx, scope, &name.text, name.span);
            None
        }
    }
}

fn wrong(cx: &mut Check<'_>, scope: &Scope<'_>, id: FactId, name: &Spelled, wanted: &crate::words::Words) {
    let found = cx.fact(id).map(Type::of_fact).unwrap_or(Type::Unknown).words();
    let declared = names::declaration(cx, scope, &name.text).map(|span| (span, name.text.as_str()));
    cx.report(problem::kinds::wrong(name.span, &name.text, &found, wanted, declared));
}

/// The prices in the order of the items.
fn named<'t>(
    cx: &mut Check<'t>,
    scope: &Scope<'t>,
    verb: Verb,
    prices: &'t [(Spelled, tree::Expr)],
    items: Option<&[String]>,
    title: &str,
) -> Vec<Option<Expr>> {
    let mut by_name: BTreeMap<&str, (Expr, Span)> = BTreeMap::new();
    for (item, price) in prices {
        let checked = acts::amount_of(cx, scope, verb, price);
        if let Some(known) = items
            && !known.contains(&item.text)
        {
            let near = nearest(&item.text, known.iter().map(String::as_str));
            cx.report(problem::names::no_option(item.span, &item.text, title, known, near));
        }
        if let Some((_, first)) = by_name.get(item.text.as_str()) {
            cx.report(problem::names::twice(item.span, &item.text, *first));
            continue;
        }
        by_name.insert(&item.text, (checked, item.span));
    }
    let items = items.unwrap_or_default().iter();
    items.map(|item| by_name.get(item.as_str()).map(|(price, _)| price.clone())).collect()
}
