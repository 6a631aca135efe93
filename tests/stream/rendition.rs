//! The same units as CSV and as Arrow columns.

use std::sync::Arc;

use arrow_array::Array;
use arrow_array::ArrayRef;
use arrow_array::BooleanArray;
use arrow_array::Int32Array;
use arrow_array::ListArray;
use arrow_array::RecordBatch;
use arrow_array::StringArray;
use arrow_array::StructArray;
use arrow_buffer::OffsetBuffer;
use arrow_schema::Field;
use serde_json::Map;
use serde_json::Value;

/// The names of what is recorded, in order.
fn names(rows: &[Value]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in rows.iter().filter_map(Value::as_object).flat_map(Map::keys) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// Objects as other programs write them: with blanks, some with their keys the other way round, lines ending as on
/// Windows.
pub(crate) fn spaced(rows: &[Value]) -> String {
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        let pairs = row.as_object().into_iter().flatten();
        let mut pairs: Vec<String> =
            pairs.map(|(name, value)| format!("{}: {value}", Value::from(name.as_str()))).collect();
        if at % 7 > 4 {
            pairs.reverse();
        }
        let blanks = [("", ", "), (" ", " , ")][usize::from(at % 5 == 4)];
        text += &format!("{{{}{}{}}}\r\n", blanks.0, pairs.join(blanks.1), blanks.0);
    }
    text
}

/// How cells are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// Where they have to be.
    Needed,
    /// All of them.
    All,
}

/// A table; `None` where something is no single value.
pub(crate) fn csv(rows: &[Value], quotes: Quotes) -> Option<String> {
    let names = names(rows);
    let end = if quotes == Quotes::All { "\r\n" } else { "\n" };
    let cell = |text: &str| match quotes {
        Quotes::Needed => quoted(text),
        Quotes::All => format!("\"{}\"", text.replace('"', "\"\"")),
    };
    let mut text = names.iter().map(|name| cell(name)).collect::<Vec<_>>().join(",") + end;
    for row in rows {
        let cells = names.iter().map(|name| Some(cell(&written(row.get(name))?.unwrap_or_default())));
        text += &(cells.collect::<Option<Vec<_>>>()?.join(",") + end);
    }
    Some(text)
}

/// A single value as text; nothing for null, `None` for what is no single value.
#[expect(clippy::option_option, reason = "nothing recorded is a value too")]
fn written(value: Option<&Value>) -> Option<Option<String>> {
    match value {
        None | Some(Value::Null) => Some(None),
        Some(Value::Bool(truth)) => Some(Some(truth.to_string())),
        Some(Value::Number(number)) => Some(Some(number.to_string())),
        Some(Value::String(text)) => Some(Some(text.clone())),
        Some(Value::Array(_) | Value::Object(_)) => None,
    }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r', ';', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Arrow columns; `None` where something is recorded in no way that a column has.
pub(crate) fn record_batch(rows: &[Value]) -> Option<RecordBatch> {
    let column = |name: String| {
        let values: Vec<Option<&Value>> = rows.iter().map(|row| row.get(&name)).collect();
        Some((name, array(&values)?, true))
    };
    let columns: Option<Vec<(String, ArrayRef, bool)>> = names(rows).into_iter().map(column).collect();
    RecordBatch::try_from_iter_with_nullable(columns?).ok()
}

fn array(values: &[Option<&Value>]) -> Option<ArrayRef> {
    let filled = || values.iter().copied().flatten().filter(|value| !value.is_null());
    if filled().all(Value::is_boolean) {
        let truths = values.iter().map(|value| value.and_then(Value::as_bool));
        return Some(Arc::new(truths.collect::<BooleanArray>()));
    }
    let whole = |value: &Value| value.as_i64().and_then(|number| i32::try_from(number).ok());
    if filled().all(|value| whole(value).is_some()) {
        return Some(Arc::new(values.iter().map(|value| value.and_then(whole)).collect::<Int32Array>()));
    }
    if filled().all(Value::is_array) {
        return list(values);
    }
    if filled().all(Value::is_object) {
        return object(values);
    }
    // A truth value and the word for it are not the same for every kind of fact.
    if filled().any(Value::is_boolean) {
        return None;
    }
    let texts: Option<Vec<Option<String>>> = values.iter().map(|value| written(*value)).collect();
    Some(Arc::new(StringArray::from(texts?)))
}

fn list(values: &[Option<&Value>]) -> Option<ArrayRef> {
    let rows = || values.iter().map(|value| value.and_then(Value::as_array));
    let inside: Vec<Option<&Value>> = rows().flatten().flatten().map(Some).collect();
    let inside = array(&inside)?;
    let lengths = rows().map(|row| row.map_or(0, Vec::len));
    let nulls = rows().map(|row| row.is_some()).collect::<Vec<bool>>();
    let field = Arc::new(Field::new("item", inside.data_type().clone(), true));
    ListArray::try_new(field, OffsetBuffer::from_lengths(lengths), inside, Some(nulls.into()))
        .ok()
        .map(|list| Arc::new(list) as ArrayRef)
}

fn object(values: &[Option<&Value>]) -> Option<ArrayRef> {
    let rows: Vec<Value> = values.iter().map(|value| value.cloned().unwrap_or_default()).collect();
    let inside = record_batch(&rows)?;
    if inside.num_columns() == 0 {
        return None;
    }
    // A field that is not there cannot be told from one that is blank; both are not observed.
    let nulls: Vec<bool> = values.iter().map(|value| value.is_some_and(|value| !value.is_null())).collect();
    let fields = inside.schema().fields().clone();
    let object = StructArray::try_new(fields, inside.columns().to_vec(), Some(nulls.into())).ok()?;
    Some(Arc::new(object))
}
