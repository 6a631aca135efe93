//! 加倍, 减半, 乘.

use crate::syntax::from_text::expression::read_expression;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::node::maybe_spelled;
use crate::syntax::grammar::Rule;
use crate::syntax::tree::Factor;
use crate::syntax::tree::FactorBy;

/// `factor`.
pub(super) fn read_factor(node: &Node<'_>) -> Read<Factor> {
    let by = match node.first()?.rule() {
        Rule::k_doubled => FactorBy::Two,
        Rule::k_halved => FactorBy::Half,
        _ => FactorBy::Times(read_expression(&node.child(Rule::sum)?)?),
    };
    let filter = node.maybe(Rule::filter);
    let when = filter.map(|filter| read_expression(&filter.child(Rule::expression)?)).transpose()?;
    Ok(Factor { by, when, note: None, span: node.span() })
}

/// `factor_line`.
pub(super) fn read_factor_line(node: &Node<'_>) -> Read<Factor> {
    let factor = read_factor(&node.child(Rule::factor)?)?;
    Ok(Factor { note: maybe_spelled(node, Rule::string), span: node.span(), ..factor })
}
