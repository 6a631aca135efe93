//! Ranges, keys and patterns: what band tables of acts and of values share.

use crate::syntax::from_text::expression::read_expression;
use crate::syntax::from_text::expression::read_list;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::word::read_comparison;
use crate::syntax::grammar::Rule;
use crate::syntax::label;
use crate::syntax::problem::Problem;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Pattern;
use crate::syntax::tree::PatternKind;
use crate::syntax::tree::Range;

/// `keys` of a band table.
pub(super) fn read_keys(table: &Node<'_>) -> Read<Vec<Expr>> {
    read_list(&table.child(Rule::keys)?, Rule::sum)
}

/// `range` that must have two ends.
pub(super) fn read_range(node: &Node<'_>) -> Read<Range> {
    let (low, high) = read_ends(node)?;
    let high = high.ok_or_else(|| {
        let end = crate::source::Span { start: low.span.end, ..low.span };
        let expected = vec![label::of(Rule::k_to)];
        Box::new(Problem::Unexpected { found: String::new(), expected, span: end })
    })?;
    Ok(Range { low, high })
}

/// `range`: its ends, the second where it is written.
pub(super) fn read_ends(node: &Node<'_>) -> Read<(Expr, Option<Expr>)> {
    let mut ends = node.all(Rule::sum);
    let low = read_bound(&ends.next().ok_or_else(|| node.defect())?)?;
    let high = ends.next().map(|end| read_bound(&end)).transpose()?;
    Ok((low, high))
}

/// `patterns` of a row; none for 否则.
pub(super) fn read_patterns(row: &Node<'_>) -> Read<Vec<Vec<Pattern>>> {
    let Some(patterns) = row.maybe(Rule::patterns) else { return Ok(Vec::new()) };
    let keys = patterns.all(Rule::alternatives);
    keys.map(|key| key.all(Rule::pattern).map(|pattern| read_pattern(&pattern)).collect()).collect()
}

/// `pattern`.
fn read_pattern(node: &Node<'_>) -> Read<Pattern> {
    let span = node.span();
    if node.has(Rule::any) {
        return Ok(Pattern { kind: PatternKind::Any, span });
    }
    let value = read_bound(&node.child(Rule::sum)?)?;
    let end = |tail: Node<'_>| read_bound(&tail.child(Rule::sum)?);
    let kind = if let Some(comparison) = node.maybe(Rule::comparison) {
        PatternKind::Compared(read_comparison(&comparison)?, value)
    } else if let Some(tail) = node.maybe(Rule::from_below) {
        PatternKind::FromBelow(value, end(tail)?)
    } else if let Some(tail) = node.maybe(Rule::up_to) {
        PatternKind::Within(value, end(tail)?)
    } else {
        PatternKind::Value(value)
    };
    Ok(Pattern { kind, span })
}

/// A bound; `70-89` is somebody's range.
fn read_bound(node: &Node<'_>) -> Read<Expr> {
    let bound = read_expression(node)?;
    if let ExprKind::Sum(terms) = &bound.kind
        && let [(false, low), (true, high)] = terms.as_slice()
        && matches!((&low.kind, &high.kind), (ExprKind::Number(_), ExprKind::Number(_)))
    {
        let text = |expr: &Expr| expr.span.of(node.place.text).to_owned();
        let (low, high) = (text(low), text(high));
        return Err(Box::new(Problem::Hyphen { low, high, span: bound.span }));
    }
    Ok(bound)
}
