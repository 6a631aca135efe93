//! The values that facts have.

use crate::date::Date;
use crate::date::Time;
use crate::exact::Exact;
use crate::model::fact::Kind;

/// A value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// 是 or 否.
    Truth(bool),
    /// A number in base units of the fact; for a judged fact the inspector's number.
    Number(Exact),
    /// A level or choice, by position in its declaration.
    Option(u16),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A text.
    Text(String),
}

impl Value {
    /// The value as a clause file writes it.
    pub(crate) fn written(&self, kind: &Kind) -> String {
        match (kind, self) {
            (_, Value::Truth(truth)) => (if *truth { "是" } else { "否" }).to_owned(),
            (Kind::Number(kind), Value::Number(number)) => kind.unit.show(*number),
            (_, Value::Number(number)) => format!("{number}分"),
            (Kind::Level(names) | Kind::Choice(names), Value::Option(at)) => {
                names.get(usize::from(*at)).cloned().unwrap_or_default()
            }
            (_, Value::Option(at)) => at.to_string(),
            (_, Value::Date(date)) => date.to_string(),
            (_, Value::Time(time)) => time.to_string(),
            // The quotes and escapes of JSON: those of `Debug` change with the edition of Unicode.
            (_, Value::Text(text)) => serde_json::Value::from(text.as_str()).to_string(),
        }
    }
}
