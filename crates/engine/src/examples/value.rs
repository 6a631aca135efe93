//! What an example expects of a derived value, against what it came to.

use std::cell::RefCell;

use crate::assessment::value;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Finding;
use crate::examples::Run;
use crate::examples::found::finding;
use crate::examples::found::finding_words;
use crate::model::Standard;
use crate::model::example::Expected;
use crate::model::example::FindingWord;
use crate::model::expression::Expr;
use crate::model::expression::Let;
use crate::model::expression::LetId;
use crate::unit::Unit;
use crate::words;
use crate::words::Words;

/// What was expected of a derived value and what it is instead, where the two differ.
pub(super) fn instead(
    standard: &Standard,
    run: &Run<'_>,
    id: LetId,
    expected: &Expected,
) -> Option<(Words, Words)> {
    let memo = RefCell::new(Vec::new());
    let scope = Scope::new(run.plan, &run.readings.readings, &run.tally.batch, &memo);
    let derived = standard.lets.get(id.0 as usize)?;
    let found = scope.derived(id);
    let open = !found.is_settled();
    let (same, wanted) = match expected {
        Expected::Finding(word) => {
            let same = match word {
                FindingWord::NotApplicable => found.is_inapplicable(),
                FindingWord::Undetermined => open && found.doubt.cause.is_some(),
                FindingWord::NotObserved => open && found.doubt.cause.is_none(),
                _ => false,
            };
            (same, finding_words(finding(*word)))
        }
        Expected::Value(low, high) => {
            let wanted = between(scope.value(low).shape, scope.value(high).shape);
            let same = found.shape == wanted && !found.inapplicable && !found.absent;
            (same, said(derived, &Possible::known(wanted)))
        }
        _ => return None,
    };
    (!same).then(|| (wanted, said(derived, &found)))
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

fn said(derived: &Let, found: &Possible) -> Words {
    let unit = derived.unit.clone().unwrap_or_else(Unit::none);
    let shape = match &found.shape {
        Shape::Nothing => finding_words(Finding::NotApplicable),
        Shape::Number(interval) => value::both(|language| value::range(*interval, &unit, language)),
        Shape::Truth(truths) if truths.yes != truths.no => {
            value::both(|language| value::truth_word(truths.yes, language).to_owned())
        }
        Shape::Options(mask) if mask.count_ones() == 1 => {
            let name = option(derived, mask.trailing_zeros());
            words!("{name}", "{name}")
        }
        Shape::Text(Some(text)) => words!("{text}", "{text}"),
        Shape::Truth(_) | Shape::Options(_) | Shape::Text(None) => words!("未定", "open"),
    };
    let Words { zh, en } = shape;
    match found.doubt.cause {
        Some(_) => words!("{zh}（待定）", "{en} (undetermined)"),
        None if found.is_settled() => Words { zh, en },
        None => words!("{zh}（未查）", "{en} (not observed)"),
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
