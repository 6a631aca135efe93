//! Values of Arrow columns: as they enter the columns of facts, and as they are written down.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::Array;
use arrow_array::ArrayRef;
use arrow_array::ArrowPrimitiveType;
use arrow_array::BooleanArray;
use arrow_array::StringArray;
use arrow_array::StructArray;
use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::types::Decimal32Type;
use arrow_array::types::Decimal64Type;
use arrow_array::types::Decimal128Type;
use arrow_array::types::Float32Type;
use arrow_array::types::Float64Type;
use arrow_array::types::Int8Type;
use arrow_array::types::Int16Type;
use arrow_array::types::Int32Type;
use arrow_array::types::Int64Type;
use arrow_array::types::UInt8Type;
use arrow_array::types::UInt16Type;
use arrow_array::types::UInt32Type;
use arrow_array::types::UInt64Type;
use arrow_schema::DataType;
use weiheng::Date;
use weiheng::Exact;
use weiheng::Span;
use weiheng::observation::Entry;
use weiheng::observation::Raw;

use crate::stream::door::Door;
use crate::stream::number::number;

/// One value of a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    /// Nothing.
    Null,
    /// Yes or no.
    Truth(bool),
    /// `digits / 10^decimals`.
    Number(i128, u32),
    /// A number as it is written.
    Written(String),
    /// A text.
    Text(&'a str),
    /// A day, by its number.
    Day(i32),
    /// A list.
    List(ArrayRef),
    /// An object: a row of a column of structures.
    Object,
    /// Anything else.
    Unread,
}

/// Whether values of a type can be read.
pub(crate) fn is_read(kind: &DataType) -> bool {
    match kind {
        DataType::Boolean
        | DataType::Int8
        | DataType::Int16
        | DataType::Int32
        | DataType::Int64
        | DataType::UInt8
        | DataType::UInt16
        | DataType::UInt32
        | DataType::UInt64
        | DataType::Float32
        | DataType::Float64
        | DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View
        | DataType::Date32
        | DataType::Null => true,
        DataType::Decimal32(_, scale) | DataType::Decimal64(_, scale) | DataType::Decimal128(_, scale) => {
            (0..=18).contains(scale)
        }
        DataType::List(inside) | DataType::LargeList(inside) => is_read(inside.data_type()),
        DataType::Struct(fields) => fields.iter().all(|field| is_read(field.data_type())),
        DataType::Dictionary(_, inside) => **inside == DataType::Utf8,
        _ => false,
    }
}

/// The value in a row.
pub(crate) fn value(array: &dyn Array, row: usize) -> Value<'_> {
    if row >= array.len() || array.is_null(row) {
        return Value::Null;
    }
    let whole = |value: i128| Value::Number(value, 0);
    match array.data_type() {
        DataType::Boolean => Value::Truth(array.as_boolean().value(row)),
        DataType::Int8 => whole(array.as_primitive::<Int8Type>().value(row).into()),
        DataType::Int16 => whole(array.as_primitive::<Int16Type>().value(row).into()),
        DataType::Int32 => whole(array.as_primitive::<Int32Type>().value(row).into()),
        DataType::Int64 => whole(array.as_primitive::<Int64Type>().value(row).into()),
        DataType::UInt8 => whole(array.as_primitive::<UInt8Type>().value(row).into()),
        DataType::UInt16 => whole(array.as_primitive::<UInt16Type>().value(row).into()),
        DataType::UInt32 => whole(array.as_primitive::<UInt32Type>().value(row).into()),
        DataType::UInt64 => whole(array.as_primitive::<UInt64Type>().value(row).into()),
        DataType::Float32 => Value::Written(array.as_primitive::<Float32Type>().value(row).to_string()),
        DataType::Float64 => float(array.as_primitive::<Float64Type>().value(row)),
        DataType::Decimal32(_, scale) => {
            decimals(array.as_primitive::<Decimal32Type>().value(row).into(), *scale)
        }
        DataType::Decimal64(_, scale) => {
            decimals(array.as_primitive::<Decimal64Type>().value(row).into(), *scale)
        }
        DataType::Decimal128(_, scale) => decimals(array.as_primitive::<Decimal128Type>().value(row), *scale),
        DataType::Utf8 => Value::Text(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => Value::Text(array.as_string::<i64>().value(row)),
        DataType::Utf8View => Value::Text(array.as_string_view().value(row)),
        DataType::Date32 => Value::Day(array.as_primitive::<Date32Type>().value(row)),
        DataType::List(_) => Value::List(array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => Value::List(array.as_list::<i64>().value(row)),
        DataType::Struct(_) => Value::Object,
        _ => Value::Unread,
    }
}

fn decimals(digits: i128, scale: i8) -> Value<'static> {
    u32::try_from(scale).map_or(Value::Unread, |decimals| Value::Number(digits, decimals))
}

/// The whole numbers of a column that are the steps of their fact as they are. The code is that of 不适用.
pub(crate) fn as_written<'a>(array: &'a dyn Array, door: &Door, code: Option<i64>) -> Option<Cow<'a, [i32]>> {
    let (numbers, decimals): (&[i32], usize) = match array.data_type() {
        _ if array.null_count() > 0 => return None,
        DataType::Boolean if door.is_of_truths() => return Some(Cow::Owned(truths(array.as_boolean()))),
        DataType::Int32 => (array.as_primitive::<Int32Type>().values(), 0),
        DataType::Decimal32(_, scale) => {
            (array.as_primitive::<Decimal32Type>().values(), usize::try_from(*scale).ok()?)
        }
        _ => return None,
    };
    let (least, most) = numbers
        .iter()
        .fold((i32::MAX, i32::MIN), |(least, most), number| (least.min(*number), most.max(*number)));
    let is_code =
        decimals == 0 && code.is_some_and(|code| (i64::from(least)..=i64::from(most)).contains(&code));
    let is_plain = !is_code && door.numbers()?.holds_as_written(decimals, least, most);
    is_plain.then_some(Cow::Borrowed(numbers))
}

/// Yes and no as 1 and 0, from sixty-four bits at a time.
fn truths(array: &BooleanArray) -> Vec<i32> {
    let mut truths = vec![0; array.len()];
    let bits = array.values().bit_chunks();
    for (places, bits) in truths.chunks_mut(64).zip(bits.iter_padded()) {
        for (bit, place) in (0..).zip(places) {
            *place = i32::from(bits >> bit & 1 == 1);
        }
    }
    truths
}

/// The values of a column in steps of their fact; rows in which they are not plain are told.
pub(crate) fn steps(array: &dyn Array, door: &Door, code: Option<i64>, plain: &mut [bool]) -> Vec<i64> {
    if array.null_count() == 0 {
        match array.data_type() {
            DataType::Int16 => return numbers::<Int16Type>(array, 0, door, code, plain),
            DataType::Int32 => return numbers::<Int32Type>(array, 0, door, code, plain),
            DataType::Int64 => return numbers::<Int64Type>(array, 0, door, code, plain),
            DataType::Decimal32(_, scale) => {
                return numbers::<Decimal32Type>(array, *scale, door, code, plain);
            }
            DataType::Decimal64(_, scale) => {
                return numbers::<Decimal64Type>(array, *scale, door, code, plain);
            }
            DataType::Decimal128(_, scale) => {
                return numbers::<Decimal128Type>(array, *scale, door, code, plain);
            }
            _ => {}
        }
    }
    let each = plain.iter_mut().enumerate().map(|(row, plain)| {
        let value = if *plain { value(array, row) } else { Value::Null };
        let steps = value.plain(door, code);
        *plain &= steps.is_some() || matches!(value, Value::Null);
        steps.unwrap_or_default()
    });
    each.collect()
}

/// Digits with so many decimals, without nulls.
fn numbers<T: ArrowPrimitiveType<Native: TryInto<i64>>>(
    array: &dyn Array,
    scale: i8,
    door: &Door,
    code: Option<i64>,
    plain: &mut [bool],
) -> Vec<i64> {
    let decimals = usize::try_from(scale).unwrap_or(usize::MAX);
    let digits = array.as_primitive::<T>().values().iter().zip(plain);
    let each = digits.map(|(digits, plain)| {
        let digits = (*digits).try_into().ok().filter(|digits: &i64| (-LARGEST..LARGEST).contains(digits));
        let digits = digits.filter(|digits| decimals > 0 || code != Some(*digits));
        let steps = digits.and_then(|digits| door.number(digits, decimals));
        *plain &= steps.is_some();
        steps.unwrap_or_default()
    });
    each.collect()
}

/// A column of names without the table that they are looked up in.
pub(crate) fn flat(array: &ArrayRef) -> ArrayRef {
    let Some(dictionary) = array.as_any_dictionary_opt() else { return Arc::clone(array) };
    let Some(names) = dictionary.values().as_string_opt::<i32>() else { return Arc::clone(array) };
    let keys = dictionary.normalized_keys();
    let name = |(row, key): (usize, usize)| {
        let known = array.is_valid(row) && key < names.len() && names.is_valid(key);
        known.then(|| names.value(key))
    };
    Arc::new(keys.into_iter().enumerate().map(name).collect::<StringArray>())
}

/// A binary fraction: most are whole.
#[expect(clippy::cast_possible_truncation, reason = "other programs store numbers so")]
fn float(number: f64) -> Value<'static> {
    let is_whole = number.fract() == 0.0 && number.abs() < 1e15;
    if is_whole { Value::Number(i128::from(number as i64), 0) } else { Value::Written(number.to_string()) }
}

impl Value<'_> {
    /// How it enters the columns of facts, where that is plain. The code is that of 不适用.
    pub(crate) fn plain(&self, door: &Door, code: Option<i64>) -> Option<i64> {
        match self {
            Self::Truth(truth) => door.truth(*truth),
            Self::Number(digits, decimals) => {
                let digits = i64::try_from(*digits).ok().filter(|digits| digits.abs() < LARGEST)?;
                let is_code = *decimals == 0 && code == Some(digits);
                if is_code { None } else { door.number(digits, usize::try_from(*decimals).ok()?) }
            }
            Self::Written(text) => plain_text(text, door, None),
            Self::Text(text) => plain_text(text, door, code),
            Self::Day(number) => door.day(*number),
            Self::Null | Self::List(_) | Self::Object | Self::Unread => None,
        }
    }

    /// As it is written down, for those who hand it on.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Truth(truth) => truth.to_string(),
            Self::Number(digits, 0) => digits.to_string(),
            Self::Number(digits, decimals) => decimal(*digits, *decimals),
            Self::Written(text) => text.clone(),
            Self::Text(text) => (*text).to_owned(),
            Self::Day(number) => {
                Date::from_day_number(*number).map(|day| day.to_string()).unwrap_or_default()
            }
            Self::Null | Self::List(_) | Self::Object | Self::Unread => String::new(),
        }
    }
}

/// A text that is nothing but a number or a word.
pub(crate) fn plain_text(text: &str, door: &Door, code: Option<i64>) -> Option<i64> {
    match number(text.as_bytes()) {
        Some((digits, decimals, length)) if length == text.len() => {
            let is_code = decimals == 0 && code == Some(digits);
            if is_code { None } else { door.number(digits, decimals) }
        }
        _ => door.word(text),
    }
}

/// The value in a row as the row-wise way takes it.
pub(crate) fn raw(array: &dyn Array, row: usize) -> Raw {
    match value(array, row) {
        Value::Null => Raw::Blank,
        Value::Truth(truth) => Raw::Truth(truth),
        Value::List(inside) => {
            Raw::List((0..inside.len()).map(|row| (raw(inside.as_ref(), row), Span::default())).collect())
        }
        Value::Object => Raw::Fields(fields(array.as_struct(), row)),
        other => Raw::Text(other.shown()),
    }
}

fn fields(object: &StructArray, row: usize) -> Vec<Entry> {
    let named = object.fields().iter().zip(object.columns());
    named.map(|(field, column)| entry(field.name(), raw(column.as_ref(), row))).collect()
}

/// What a column of this name records.
pub(crate) fn entry(name: &str, value: Raw) -> Entry {
    let name = name.to_owned();
    Entry { name, name_span: Span::default(), value, span: Span::default(), cell: None }
}

/// Numbers from here on are left to the row-wise way.
const LARGEST: i64 = 1_000_000_000_000_000;

fn decimal(digits: i128, decimals: u32) -> String {
    let number = 10_i128.checked_pow(decimals).and_then(|under| Exact::new(digits, under));
    number.map(|number| number.to_string()).unwrap_or_default()
}
