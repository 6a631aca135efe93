//! Which rows a fold goes over: all of a list, those of the group at hand, or the groups themselves.

use crate::model::expression::RowSet;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::Kind;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::names;
use crate::model::from_syntax::names::count;
use crate::model::from_syntax::problem;
use crate::model::from_syntax::references;
use crate::syntax::tree;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Special;
use crate::syntax::tree::Spelled;

/// The rows of a list, or its groups.
#[derive(Clone, Copy)]
pub(super) struct Set {
    /// The list.
    pub(super) list: FactId,
    /// Which of its rows.
    pub(super) rows: RowSet,
    /// The key of its groups.
    pub(super) by: Option<FieldId>,
}

/// The rows that the first argument of a fold names; outer `None` where it names none, inner where a problem was
/// reported.
#[expect(clippy::option_option, reason = "outer: no rows at all; inner: rows with a problem")]
pub(super) fn set<'t>(cx: &mut Check<'t>, scope: &Scope<'t>, first: &'t tree::Expr) -> Option<Option<Set>> {
    match &first.kind {
        ExprKind::Name(name) => {
            names::list(cx, scope, name)?;
            let list = references::list(cx, scope, name, first.span);
            Some(list.map(|list| Set { list, rows: RowSet::All, by: None }))
        }
        ExprKind::Special(Special::Group) => {
            if scope.group.is_none() {
                cx.report(problem::rows::no_group(first.span));
            }
            Some(scope.group.map(|list| Set { list, rows: RowSet::Group, by: None }))
        }
        ExprKind::Grouped(list, key) => {
            let list = references::list(cx, scope, &list.text, list.span);
            Some(list.and_then(|list| {
                let by = self::key(cx, list, key)?;
                Some(Set { list, rows: RowSet::All, by: Some(by) })
            }))
        }
        _ => None,
    }
}

/// The field by whose values the rows of a list are put into groups.
pub(super) fn key(cx: &mut Check<'_>, list: FactId, key: &Spelled) -> Option<FieldId> {
    let fields = &cx.records(list)?.fields;
    let Some(at) = fields.iter().position(|field| field.name == key.text) else {
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let near = crate::diagnostic::suggestion::nearest(&key.text, names);
        let problem = problem::names::unknown(key.span, &key.text, near);
        cx.report(problem);
        return None;
    };
    let has_one_value =
        fields.get(at).is_some_and(|field| !matches!(field.kind, Kind::Items(_) | Kind::Records(_)));
    if !has_one_value {
        cx.report(problem::rows::no_key(key.span, &key.text));
        return None;
    }
    let field = FieldId(count(at));
    cx.used_fields.insert((list, field));
    Some(field)
}
