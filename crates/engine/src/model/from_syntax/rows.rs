//! 逐: acts on each row of a list.

use crate::model::act::ActKind;
use crate::model::act::Rows;
use crate::model::fact::FactId;
use crate::model::fact::RowLet;
use crate::model::from_syntax::acts;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::earning;
use crate::model::from_syntax::expressions;
use crate::model::from_syntax::groups;
use crate::model::from_syntax::lets;
use crate::model::from_syntax::limits;
use crate::model::from_syntax::names;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::references;
use crate::syntax::tree;
use crate::syntax::tree::RowFold;
use crate::syntax::tree::StatementKind;

/// Checks the rows, their derived values and their acts.
pub(super) fn check<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, node: &'t tree::RowsAct) -> ActKind {
    let list = references::list(cx, scope, &node.list.text, node.list.span);
    // Without a list every field would be unknown: say only that the list is.
    let Some(list) = list else { return ActKind::Group(Vec::new()) };
    let by = match &node.by {
        Some(key) => match groups::key(cx, list, key) {
            Some(key) => Some(key),
            None => return ActKind::Group(Vec::new()),
        },
        None => None,
    };
    let mut rows = scope.in_rows(cx, list);
    let filter = node.filter.as_ref().map(|filter| {
        let condition = expressions::condition(cx, &rows, filter);
        rows.guards.push(filter);
        condition
    });
    let around = cx.row_values.remove(&list);
    let mut lets = Vec::new();
    let mut checked = Vec::new();
    for statement in &node.body {
        match &statement.kind {
            StatementKind::Let(node) => lets.extend(row_let(cx, &mut rows, list, node)),
            StatementKind::Act(act) => checked.push(acts::check(cx, &rows, act)),
            _ => cx.report(problem::places::not_here(statement.span)),
        }
    }
    cx.row_values.remove(&list);
    cx.row_values.extend(around.map(|values| (list, values)));
    if node.fold == RowFold::Mean {
        limits::fraction(cx, node.list.span);
    }
    let earns = earning::of_rows(node).earns.is_some();
    ActKind::Rows(Rows { list, by, filter, fold: node.fold, lets, acts: checked, earns })
}

fn row_let<'t>(
    cx: &mut Check<'t>,
    rows: &mut Scope<'t>,
    list: FactId,
    node: &'t tree::Let,
) -> Option<RowLet> {
    let depth = lets::depth(cx, rows, (&node.name, &[&node.value]))?;
    let (typed, hazards) = lets::of_row(cx, rows, node);
    let own = cx.row_lets.get(&list).into_iter().flatten();
    let fields = cx.records(list).into_iter().flat_map(|records| &records.fields).map(|field| &field.name);
    let taken =
        fields.chain(own.chain(&rows.row_lets).map(|entry| &entry.name)).any(|name| *name == node.name.text);
    if taken {
        let first = names::declaration(cx, rows, &node.name.text).unwrap_or(node.name.span);
        cx.report(problem::names::twice(node.name.span, &node.name.text, first));
        return None;
    }
    if names::meaning(cx, rows, &node.name.text) == Some(names::Meaning::Outer) {
        let first = names::declaration(cx, rows, &node.name.text).unwrap_or(node.name.span);
        cx.report(problem::rows::shadows(node.name.span, &node.name.text, first));
        return None;
    }
    let entry = lets::row_entry(cx, list, &node.name.text, (&typed, hazards), depth);
    cx.row_values.entry(list).or_default().push(entry.clone());
    rows.row_lets.push(entry);
    Some(RowLet { name: node.name.text.clone(), value: typed.expr })
}
