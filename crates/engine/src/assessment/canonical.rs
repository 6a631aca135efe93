//! The canonical form of a result, of which its sum is made: the same bytes wherever and by whatever it was written.

use serde_json::Map;
use serde_json::Value;

use crate::assessment::Assessment;
use crate::digest::Digest;

impl Assessment {
    /// The sum of the result: of its canonical form, without its receipt.
    pub fn digest(&self) -> Digest {
        digest(&serde_json::to_value(self).unwrap_or_default())
    }
}

/// The sum of a result as it is stored.
pub fn digest(stored: &Value) -> Digest {
    Digest::of(canonical(stored).as_bytes())
}

/// A stored result in its canonical form: JSON without blanks, the keys of every object sorted by their bytes (RFC
/// 8785). Left out are the receipt, the repairs, which are advice that not everyone asks for, and what says in which file
/// something was read: `file`, `origin`, and a `place` that is not a text. A result does not change with the folder that a
/// file lies in.
///
/// ```
/// use serde_json::json;
/// use weiheng::assessment::canonical;
/// let stored = json!({ "b": { "place": [3, 4], "y": "\n", "x": null }, "a": 1, "receipt": {} });
/// assert_eq!(canonical(&stored), r#"{"a":1,"b":{"x":null,"y":"\n"}}"#);
/// ```
pub fn canonical(stored: &Value) -> String {
    let mut text = String::new();
    match stored {
        Value::Object(members) => object(members, |name| !is_beside(name), &mut text),
        other => write(other, &mut text),
    }
    text
}

/// Whether a member of a result is beside what it says.
pub(crate) fn is_beside(name: &str) -> bool {
    matches!(name, "receipt" | "repairs")
}

/// Whether a member says where something was read.
pub(crate) fn is_a_place(name: &str, value: &Value) -> bool {
    match name {
        "file" | "origin" => true,
        "place" => !value.is_string(),
        _ => false,
    }
}

fn object(members: &Map<String, Value>, kept: impl Fn(&str) -> bool, text: &mut String) {
    let kept = |(name, value): &(&String, &Value)| kept(name) && !is_a_place(name, value);
    let mut members: Vec<(&String, &Value)> = members.iter().filter(kept).collect();
    members.sort_by_key(|(name, _)| *name);
    text.push('{');
    for (at, (name, value)) in members.into_iter().enumerate() {
        text.push_str(if at > 0 { "," } else { "" });
        string(name, text);
        text.push(':');
        write(value, text);
    }
    text.push('}');
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(members) => object(members, |_| true, text),
        Value::Array(elements) => {
            text.push('[');
            for (at, element) in elements.iter().enumerate() {
                text.push_str(if at > 0 { "," } else { "" });
                write(element, text);
            }
            text.push(']');
        }
        Value::String(value) => string(value, text),
        plain => text.push_str(&plain.to_string()),
    }
}

/// A string of JSON. Most hold nothing to be escaped.
fn string(value: &str, text: &mut String) {
    let escaped = |byte: u8| byte < b' ' || matches!(byte, b'"' | b'\\');
    if value.bytes().any(escaped) {
        text.push_str(&Value::from(value).to_string());
    } else {
        text.push('"');
        text.push_str(value);
        text.push('"');
    }
}
