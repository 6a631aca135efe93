//! Which reading an override means: a fact, an item `清单[项]`, a field `名录[1].栏`.

use crate::fullwidth::text_to_ascii;
use crate::model::fact::Fact;
use crate::observation::name::Names;

/// The fact that a name begins with, its position, and what stands behind it in brackets.
pub(super) fn located<'f, 't>(facts: &'f [Fact], name: &'t str) -> Option<(usize, &'f Fact, &'t str)> {
    let names = Names::of(facts);
    if let Some((at, fact)) = names.find(name) {
        return Some((at, fact, ""));
    }
    let (base, rest) = name.split_at_checked(name.find(OPEN)?)?;
    names.find(base).map(|(at, fact)| (at, fact, rest))
}

/// The name without what stands in brackets, for a suggestion.
pub(super) fn bare(name: &str) -> &str {
    name.split(OPEN).next().unwrap_or(name)
}

/// `[台账]` as an item.
pub(super) fn item(rest: &str) -> Option<&str> {
    let mut inside = rest.trim().chars();
    inside.next().filter(|open| OPEN.contains(open))?;
    inside.as_str().strip_suffix(CLOSE).map(str::trim).filter(|item| !item.is_empty())
}

/// `[2].占道` as a row, counted from 1, and a field.
pub(super) fn row_and_field(rest: &str) -> Option<(usize, &str)> {
    let mut inside = rest.trim().chars();
    inside.next().filter(|open| OPEN.contains(open))?;
    let (number, field) = inside.as_str().split_once(CLOSE)?;
    let mut field = field.trim_start().chars();
    field.next().filter(|stop| matches!(stop, '.' | '．' | '。' | '·'))?;
    let number = text_to_ascii(number).trim().parse().ok()?;
    let field = field.as_str().trim();
    (number > 0 && !field.is_empty()).then_some((number, field))
}

const OPEN: [char; 3] = ['[', '［', '【'];
const CLOSE: [char; 3] = [']', '］', '】'];
