//! Values of a result that are compared as a whole, and how people read them.

use serde_json::Map;
use serde_json::Value;

use crate::verification::field_words::state;
use crate::words;
use crate::words::Words;

/// Whether a value is one thing to a person: a text, a number, a sentence in both languages, an interval, an outcome, a
/// list of those.
pub(super) fn is_leaf(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            let has = |name: &str| members.contains_key(name);
            members.is_empty() || (has("zh") && has("en")) || (has("low") && has("high")) || is_outcome(value)
        }
        Value::Array(elements) => elements.iter().all(is_leaf),
        _ => true,
    }
}

/// A value as people read it.
pub(super) fn shown(value: &Value) -> Words {
    match value {
        Value::Null => words!("无", "none"),
        Value::Bool(true) => words!("是", "yes"),
        Value::Bool(false) => words!("否", "no"),
        Value::String(text) => Words::same(text.as_str()),
        Value::Array(elements) => joined(elements),
        outcome if is_outcome(outcome) => said(outcome),
        Value::Object(members) if members.contains_key("value") => said_by(members),
        Value::Object(members) => match (members.get("zh"), members.get("low"), members.get("high")) {
            (Some(_), ..) => serde_json::from_value(value.clone()).unwrap_or_else(|_| raw(value)),
            (None, Some(low), Some(high)) if low == high => shown(low),
            (None, Some(low), Some(high)) => {
                let end = |end: &Value| if end.is_null() { words!("不限", "open") } else { shown(end) };
                let (low, high) = (end(low), end(high));
                Words { zh: format!("{} 至 {}", low.zh, high.zh), en: format!("{} to {}", low.en, high.en) }
            }
            _ => raw(value),
        },
        Value::Number(_) => raw(value),
    }
}

fn is_outcome(value: &Value) -> bool {
    value.get("state").is_some_and(Value::is_string)
        && (value.get("grade").is_some() || value.get("grades").is_some() || value.get("name").is_none())
        && value.get("words").is_none()
        && value.get("value").is_none()
}

fn said(outcome: &Value) -> Words {
    let text = |name: &str| outcome.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    match outcome.get("passed").and_then(Value::as_bool) {
        Some(passed) => {
            let grade = text("grade");
            let passing =
                if passed { words!("及格", "passing") } else { words!("不及格", "not passing") };
            Words { zh: format!("{grade}（{}）", passing.zh), en: format!("{grade} ({})", passing.en) }
        }
        None => {
            let grades = outcome.get("grades").map(shown).unwrap_or_default();
            let state = outcome.get("state").and_then(|value| state("state", value)).unwrap_or_default();
            Words { zh: format!("{} {}", state.zh, grades.zh), en: format!("{} {}", state.en, grades.en) }
        }
    }
}

/// One of several values that disagree: `3处（王芳）`.
fn said_by(members: &Map<String, Value>) -> Words {
    let value = members.get("value").map(shown).unwrap_or_default();
    match members.get("inspector").and_then(Value::as_str) {
        Some(who) => Words { zh: format!("{}（{who}）", value.zh), en: format!("{} ({who})", value.en) },
        None => value,
    }
}

fn joined(elements: &[Value]) -> Words {
    if elements.is_empty() {
        return words!("无", "none");
    }
    let shown: Vec<Words> = elements.iter().map(shown).collect();
    let zh: Vec<&str> = shown.iter().map(|words| words.zh.as_str()).collect();
    let en: Vec<&str> = shown.iter().map(|words| words.en.as_str()).collect();
    Words { zh: zh.join("；"), en: en.join("; ") }
}

fn raw(value: &Value) -> Words {
    Words::same(value.to_string())
}
