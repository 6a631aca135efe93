//! The ranks of the operators: which takes its operands first.

use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::grammar::Rule;
use crate::syntax::tree::Expr;

/// Where an operator stands, and how tightly it holds what stands beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Before(u8),
    Between(u8),
    Behind(u8),
}

/// The operators, loosest first.
fn operator(rule: Rule) -> Option<Operator> {
    Some(match rule {
        Rule::k_or => Operator::Between(1),
        Rule::k_and => Operator::Between(2),
        Rule::k_not => Operator::Before(3),
        Rule::comparison => Operator::Between(4),
        Rule::membership | Rule::item_test => Operator::Behind(4),
        Rule::or_else => Operator::Behind(5),
        Rule::plus | Rule::minus => Operator::Between(6),
        Rule::times | Rule::divide => Operator::Between(7),
        Rule::negative => Operator::Before(8),
        Rule::is_applicable => Operator::Behind(9),
        _ => return None,
    })
}

/// What is made of operands and operators.
pub(super) struct Making {
    pub(super) primary: fn(&Node<'_>) -> Read<Expr>,
    pub(super) prefix: fn(&Node<'_>, Expr) -> Read<Expr>,
    pub(super) infix: fn(&Node<'_>, Expr, Expr) -> Read<Expr>,
    pub(super) postfix: fn(Expr, &Node<'_>) -> Read<Expr>,
}

impl Making {
    /// Operands and operators in a row, put together by their ranks; `within` is the node that holds them.
    pub(super) fn ranked<'t>(&self, within: &Node<'t>, nodes: impl Iterator<Item = Node<'t>>) -> Read<Expr> {
        self.above(0, within, &mut nodes.peekable())
    }

    /// An operand, and the operators behind it that hold it tighter than `rank`; those of one rank from the left.
    fn above<'t, I: Iterator<Item = Node<'t>>>(
        &self,
        rank: u8,
        within: &Node<'t>,
        nodes: &mut std::iter::Peekable<I>,
    ) -> Read<Expr> {
        let first = nodes.next().ok_or_else(|| within.defect())?;
        let mut left = match operator(first.rule()) {
            Some(Operator::Before(own)) => (self.prefix)(&first, self.above(own - 1, within, nodes)?)?,
            _ => (self.primary)(&first)?,
        };
        loop {
            match nodes.peek().and_then(|next| operator(next.rule())) {
                Some(Operator::Between(own)) if own > rank => {
                    let between = nodes.next().ok_or_else(|| within.defect())?;
                    let right = self.above(own, within, nodes)?;
                    left = (self.infix)(&between, left, right)?;
                }
                Some(Operator::Behind(own)) if own > rank => {
                    let behind = nodes.next().ok_or_else(|| within.defect())?;
                    left = (self.postfix)(left, &behind)?;
                }
                _ => return Ok(left),
            }
        }
    }
}
