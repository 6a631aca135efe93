//! Numbers, days and times as written.

use crate::date::Date;
use crate::date::Time;
use crate::syntax::duration;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::node::read_spelled;
use crate::syntax::grammar::Rule;
use crate::syntax::problem::Problem;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Number;
use crate::syntax::tree::Spelled;

/// More digits than any number of a standard has.
const MOST_DIGITS: usize = 40;

/// `number`, `long_number`.
pub(super) fn read_number(node: &Node<'_>) -> Read<Expr> {
    let digits = node.child(Rule::digits)?;
    let magnitude = match node.maybe(Rule::magnitude).map(|magnitude| magnitude.text()) {
        None => 0,
        Some("万") => 4,
        Some(_) => 8,
    };
    let unit = node
        .maybe(Rule::unit)
        .or(node.maybe(Rule::spaced_unit))
        .or(node.maybe(Rule::long_unit))
        .map(|unit| read_unit(&unit));
    let number = Number { digits: read_digits(&digits)?, magnitude, unit };
    Ok(Expr { kind: ExprKind::Number(number), span: node.span() })
}

/// `digits`: separators removed.
pub(super) fn read_digits(node: &Node<'_>) -> Read<String> {
    let digits: String = node.text().chars().filter(|&character| character != ',').collect();
    if digits.len() > MOST_DIGITS {
        return Err(Box::new(Problem::TooManyDigits { span: node.span() }));
    }
    Ok(digits)
}

/// `unit`, `spaced_unit`, `long_unit`, `unit_name`: points have one spelling in the tree, and so has a length of time
/// that stands apart.
pub(super) fn read_unit(node: &Node<'_>) -> Spelled {
    let mut unit = read_spelled(node);
    if matches!(unit.text.as_str(), "points" | "point") {
        "分".clone_into(&mut unit.text);
    }
    if let Some(long) = duration::of_word(&unit.text).filter(|_| node.rule() == Rule::long_unit) {
        long.clone_into(&mut unit.text);
    }
    unit
}

/// `number` as an amount: it must say its unit.
pub(super) fn with_unit(amount: Expr) -> Read<Expr> {
    let bare = match &amount.kind {
        ExprKind::Number(number) if number.unit.is_none() && number.digits != "0" => &number.digits,
        _ => return Ok(amount),
    };
    Err(Box::new(Problem::NoUnit { number: bare.clone(), span: amount.span }))
}

/// `date`.
pub(super) fn read_date(node: &Node<'_>) -> Read<Date> {
    Date::parse(node.text()).ok_or_else(|| no_such_day(node))
}

/// `time`.
pub(super) fn read_time(node: &Node<'_>) -> Read<Time> {
    Time::parse(node.text()).ok_or_else(|| no_such_day(node))
}

/// A day or a time that no calendar or clock has.
pub(super) fn no_such_day(node: &Node<'_>) -> Box<Problem> {
    Box::new(Problem::NoSuchDay { text: node.text().to_owned(), span: node.span() })
}
