//! Which row of a band table holds.

use weiheng::Exact;
use weiheng::model::expression::Pattern;

use crate::logic::all;
use crate::logic::any;
use crate::number::number;
use crate::outcome::Outcome;
use crate::outcome::Value;
use crate::scope::Scope;

impl Scope<'_> {
    /// Whether the keys fit a row: every key one of its patterns; a row without patterns (否则) fits anything.
    pub(crate) fn fits(&self, keys: &[Outcome<Value>], row: &[Vec<Pattern>]) -> Outcome<bool> {
        let fits = |(key, patterns): (&Outcome<Value>, &Vec<Pattern>)| {
            any(patterns.iter().map(|pattern| self.tested(is_in(key, pattern))))
        };
        all(keys.iter().zip(row).map(fits))
    }
}

fn is_in(key: &Outcome<Value>, pattern: &Pattern) -> Outcome<bool> {
    match pattern {
        Pattern::Any => Outcome::Known(true),
        _ => key.clone().map(|value| value_is_in(&value, pattern)),
    }
}

fn value_is_in(value: &Value, pattern: &Pattern) -> bool {
    match (value, pattern) {
        (Value::Number(value), Pattern::Range(low, high)) => {
            let above = |(end, inside): &(Exact, bool)| {
                let end = number(*end);
                *value > end || (*inside && *value == end)
            };
            let below = |(end, inside): &(Exact, bool)| {
                let end = number(*end);
                *value < end || (*inside && *value == end)
            };
            low.as_ref().is_none_or(above) && high.as_ref().is_none_or(below)
        }
        (Value::Option(value), Pattern::Option(position)) => value == position,
        (Value::Truth(value), Pattern::Truth(truth)) => value == truth,
        (Value::Text(value), Pattern::Text(text)) => value == text,
        _ => panic!("a checked table has patterns of its key's kind, not {value:?} and {pattern:?}"),
    }
}
