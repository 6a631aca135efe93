//! Comparisons of two values of one kind.

use std::cmp::Ordering;

use weiheng::syntax::tree::Comparison;

use crate::outcome::Outcome;
use crate::outcome::Value;

/// Whether a comparison holds; 不适用 where a side is.
pub fn compare(how: Comparison, left: Outcome<Value>, right: Outcome<Value>) -> Outcome<bool> {
    left.with(right).map(|(left, right)| holds(how, &left, &right))
}

fn holds(how: Comparison, left: &Value, right: &Value) -> bool {
    match how {
        Comparison::Is => left == right,
        Comparison::IsNot => left != right,
        Comparison::Less => order(left, right).is_lt(),
        Comparison::AtMost => order(left, right).is_le(),
        Comparison::Greater => order(left, right).is_gt(),
        Comparison::AtLeast => order(left, right).is_ge(),
    }
}

/// The order of two values; of levels the first is the best and the greatest.
pub(crate) fn order(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.cmp(right),
        (Value::Option(left), Value::Option(right)) => right.cmp(left),
        _ => panic!("a checked standard orders numbers and levels only, not {left:?} and {right:?}"),
    }
}
