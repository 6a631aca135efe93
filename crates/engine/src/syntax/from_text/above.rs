//! What acts above the clause: 不得分 于 本章, 降一级, 至多评为, 不评.

use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::node::maybe_spelled;
use crate::syntax::from_text::node::read_spelled;
use crate::syntax::grammar::Rule;
use crate::syntax::problem::Problem;
use crate::syntax::tree::Above;
use crate::syntax::tree::GradeWord;
use crate::syntax::tree::Whole;

/// `above`.
pub(super) fn read_above(node: &Node<'_>) -> Read<Above> {
    let word = match node.first()?.rule() {
        Rule::k_no_points => {
            let whole = if node.has(Rule::k_this_chapter) { Whole::Chapter } else { Whole::Standard };
            return Ok(Above::NoPoints(whole));
        }
        Rule::k_lowest_grade => GradeWord::Lowest,
        Rule::k_no_verdict => GradeWord::None,
        Rule::k_graded_at_most => GradeWord::AtMost(read_spelled(&node.child(Rule::word)?)),
        _ => GradeWord::Demote(node.maybe(Rule::levels).map_or(Ok(1), |levels| read_levels(&levels))?),
    };
    Ok(Above::Grade(word, maybe_spelled(node, Rule::verdict_name)))
}

/// `levels`: 级 after a number.
fn read_levels(node: &Node<'_>) -> Read<u16> {
    let number = node.first()?;
    let levels = match number.text() {
        "一" => Some(1),
        "两" | "二" => Some(2),
        "三" => Some(3),
        digits => digits.parse().ok().filter(|levels| *levels > 0),
    };
    levels.ok_or_else(|| {
        let found = number.text().to_owned();
        Box::new(Problem::Unexpected { found, expected: Vec::new(), span: number.span() })
    })
}
