//! The units that are scored together, and the rank of one among them.

use crate::syntax::from_text::expression::read_expression;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::grammar::Rule;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Ranking;
use crate::syntax::tree::TieKey;
use crate::syntax::tree::Ties;

/// `batch`.
pub(super) fn read_batch(node: &Node<'_>) -> Read<Expr> {
    Ok(Expr { kind: ExprKind::Batch(read_same(node)?), span: node.span() })
}

/// `ranking`.
pub(super) fn read_ranking(node: &Node<'_>) -> Read<ExprKind> {
    let ties = node.maybe(Rule::ties).map(|ties| {
        if ties.has(Rule::k_shared) {
            Ties::Shared
        } else if ties.has(Rule::k_dense) {
            Ties::Dense
        } else {
            Ties::Open
        }
    });
    Ok(ExprKind::Rank(Box::new(Ranking {
        of: read_expression(&node.child(Rule::expression)?)?,
        same: read_same(node)?,
        then: node.all(Rule::tie_key).map(|key| read_tie_key(&key)).collect::<Read<_>>()?,
        ties,
        ascending: node.has(Rule::k_ascending),
    })))
}

/// `tie_key`.
fn read_tie_key(node: &Node<'_>) -> Read<TieKey> {
    let ascending = node.has(Rule::k_ascending);
    let said = ascending || node.has(Rule::k_descending);
    Ok(TieKey { of: read_expression(&node.child(Rule::sum)?)?, ascending: said.then_some(ascending) })
}

/// Every `same`.
fn read_same(node: &Node<'_>) -> Read<Vec<Expr>> {
    node.all(Rule::same).map(|same| read_expression(&same.child(Rule::sum)?)).collect()
}
