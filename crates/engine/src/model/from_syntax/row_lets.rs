//! Derived values of records (令 in 名录), worked out list by list: those first that others count rows of.

use std::collections::BTreeSet;

use crate::model::fact::FactId;
use crate::model::fact::RowLet;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::lets;
use crate::model::from_syntax::names::Named;
use crate::model::from_syntax::walk;
use crate::syntax::tree;
use crate::syntax::tree::StatementKind;

/// Works out the derived values of every list, once every name and every kind is known.
pub(super) fn check(cx: &mut Check<'_>) {
    for list in in_order(cx) {
        of_list(cx, list);
    }
}

fn of_list(cx: &mut Check<'_>, list: FactId) {
    let Some(node) = cx.fact_nodes.get(list.0 as usize).copied() else { return };
    let tree::Kind::Records { fields, .. } = &node.kind else { return };
    let part = cx.fact(list).map(|fact| fact.part).unwrap_or_default();
    let scope = Scope::of(part).in_rows(cx, list);
    cx.row_lets.insert(list, Vec::new());
    for field in fields {
        let StatementKind::Let(node) = &field.kind else { continue };
        let Some(depth) = lets::depth(cx, &scope, (&node.name, &[&node.value])) else { continue };
        let (typed, hazards) = lets::of_row(cx, &scope, node);
        let entry = lets::row_entry(cx, list, &node.name.text, (&typed, hazards), depth);
        if let Some(lets) = cx.row_lets.get_mut(&list) {
            lets.push(entry);
        }
        if let Some(records) = cx.records_mut(list) {
            records.lets.push(RowLet { name: node.name.text.clone(), value: typed.expr });
        }
    }
}

/// What a derived value may mention.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mentioned {
    List(FactId),
    Let(usize),
}

/// Every list, those first that the derived values of others mention, by way of other derived values too. However
/// long the chain, the path is a list, not the stack; lists that mention each other stay in file order.
fn in_order(cx: &Check<'_>) -> Vec<FactId> {
    let mut seen = BTreeSet::new();
    let mut order = Vec::new();
    for list in (0..).map(FactId).take(cx.fact_nodes.len()) {
        let mut path = vec![(Mentioned::List(list), None::<Vec<Mentioned>>)];
        while let Some((current, mentioned)) = path.last_mut() {
            let current = *current;
            if mentioned.is_none() && !seen.insert(current) {
                path.pop();
                continue;
            }
            match mentioned.get_or_insert_with(|| mentioned_by(cx, current)).pop() {
                Some(next) => path.push((next, None)),
                None => {
                    if let Mentioned::List(list) = current {
                        order.push(list);
                    }
                    path.pop();
                }
            }
        }
    }
    order
}

fn mentioned_by(cx: &Check<'_>, mentioned: Mentioned) -> Vec<Mentioned> {
    let names: Vec<&str> = match mentioned {
        Mentioned::Let(at) => cx
            .lets
            .get(at)
            .map(|entry| entry.node.expressions().into_iter().flat_map(walk::names).collect())
            .unwrap_or_default(),
        Mentioned::List(list) => match cx.fact_nodes.get(list.0 as usize).map(|node| &node.kind) {
            Some(tree::Kind::Records { fields, .. }) => {
                let lets = fields.iter().filter_map(|field| match &field.kind {
                    StatementKind::Let(node) => Some(walk::names(&node.value)),
                    _ => None,
                });
                lets.flatten().collect()
            }
            _ => Vec::new(),
        },
    };
    let named = names.into_iter().filter_map(|name| match cx.names.get(name)?.0 {
        Named::Fact(list) => Some(Mentioned::List(list)),
        Named::Let(id) => Some(Mentioned::Let(id.0 as usize)),
        Named::Parameter(_) | Named::Account(_) => None,
    });
    // The lists inside come first: they know nothing of the derived values of the rows around them.
    let inner = cx.inner.iter().filter(|inside| mentioned == Mentioned::List(inside.list));
    let inner = inner.filter_map(|inside| cx.inner_list(inside.list, inside.field)).map(Mentioned::List);
    named.chain(inner).collect()
}
