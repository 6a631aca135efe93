//! What an example expects of a derived value, against what it came to.

use std::cell::RefCell;

use crate::assessment::value;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::scope::Scope;
use crate::examples::Case;
use crate::model::example::Expected;
use crate::model::example::FindingWord;
use crate::model::expression::Expr;
use crate::model::expression::Let;
use crate::model::expression::LetId;
use crate::unit::Unit;
use crate::words::Language;

impl Case<'_> {
    /// What a derived value is instead, where it is not what was expected.
    pub(super) fn value(&self, id: LetId, expected: &Expected) -> Option<String> {
        let memo = RefCell::new(Vec::new());
        let scope = Scope::new(self.plan, &self.readings.readings, &self.tally.batch, &memo);
        let found = scope.derived(id);
        let open = !found.is_settled();
        let same = match expected {
            Expected::Finding(FindingWord::NotApplicable) => found.is_inapplicable(),
            Expected::Finding(FindingWord::Undetermined) => open && found.doubt.cause.is_some(),
            Expected::Finding(FindingWord::NotObserved) => open && found.doubt.cause.is_none(),
            Expected::Value(low, high) => {
                let wanted = between(scope.value(low).shape, scope.value(high).shape);
                found.shape == wanted && !found.inapplicable && !found.absent
            }
            _ => false,
        };
        let derived = self.standard.lets.get(id.0 as usize)?;
        (!same).then(|| said(derived, &found))
    }
}

/// The values from one to another.
fn between(low: Shape, high: Shape) -> Shape {
    match (low, high) {
        (Shape::Number(low), Shape::Number(high)) => {
            Shape::Number(Interval { low: low.low, high: high.high })
        }
        (low, _) => low,
    }
}

fn said(derived: &Let, found: &Possible) -> String {
    let unit = derived.unit.clone().unwrap_or_else(Unit::none);
    let shape = match &found.shape {
        Shape::Nothing => return "不适用".to_owned(),
        Shape::Number(interval) => value::range(*interval, &unit, Language::Zh),
        Shape::Truth(truths) if truths.yes != truths.no => {
            value::truth_word(truths.yes, Language::Zh).to_owned()
        }
        Shape::Options(mask) if mask.count_ones() == 1 => option(derived, mask.trailing_zeros()),
        Shape::Text(Some(text)) => text.clone(),
        Shape::Truth(_) | Shape::Options(_) | Shape::Text(None) => "未定".to_owned(),
    };
    match found.doubt.cause {
        Some(_) => format!("{shape}（待定）"),
        None if found.absent || found.inapplicable => format!("{shape}，也可能没有"),
        None => shape,
    }
}

/// The name of an option, where the derived value mentions it.
fn option(derived: &Let, position: u32) -> String {
    named(&derived.value, position).unwrap_or_else(|| format!("第{}项", position.saturating_add(1)))
}

fn named(expr: &Expr, position: u32) -> Option<String> {
    if let Expr::Option(at, name) = expr {
        return (u32::from(*at) == position).then(|| name.clone());
    }
    let mut found = None;
    expr.children(&mut |child| {
        if found.is_none() {
            found = named(child, position);
        }
    });
    found
}
