//! The order of the rows of a list: what 首个 末个 连续 最长连续 递增 递减 不增 不减 need.

use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::problem;
use crate::source::Span;

/// Reports a list whose rows have no order: no key (按) that is a number, a day, a time of day or a level. Groups come in
/// the order of the field that makes them.
pub(super) fn check(cx: &mut Check<'_>, list: FactId, by: Option<FieldId>, span: Span) {
    let Some(records) = cx.records(list) else { return };
    let key = by.or(records.key).and_then(|key| records.fields.get(key.0 as usize));
    if key.is_some_and(|key| key.kind.is_ordered()) {
        return;
    }
    let key = key.map(|key| (key.span, key.name.clone()));
    let list = cx.fact(list).map(|list| (list.span, list.name.clone())).unwrap_or_default();
    cx.report(problem::rows::no_order(span, &list, key.as_ref()));
}
