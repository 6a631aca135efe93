//! What was already observed, written into the cells that are typed into.

use rust_xlsxwriter::Format;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use weiheng::Exact;
use weiheng::model::fact::Kind;
use weiheng::model::fact::NumberKind;
use weiheng::observation::Reading;
use weiheng::observation::Value;

use crate::form::formula::fact::BEFORE;
use crate::form::kind::INAPPLICABLE;
use crate::form::kind::typed_one;

/// Writes a reading into a cell; nothing where nothing was observed.
pub(crate) fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    kind: &Kind,
    reading: Option<&Reading>,
    format: &Format,
) -> Result<(), XlsxError> {
    match reading {
        Some(Reading::Known(value)) => write_value(sheet, (row, column), kind, value, format)?,
        Some(Reading::NotApplicable) => {
            sheet.write_string_with_format(row, column, INAPPLICABLE, format)?;
        }
        Some(Reading::Band(low, high)) => {
            let name = band(kind, *low, *high).unwrap_or_default();
            sheet.write_string_with_format(row, column, name, format)?;
        }
        Some(Reading::Disputed(values)) => {
            let each: Vec<String> = values.iter().map(|value| shown(kind, value)).collect();
            sheet.write_string_with_format(row, column, each.join(" 争议 "), format)?;
        }
        _ => {
            sheet.write_blank(row, column, format)?;
        }
    }
    Ok(())
}

fn write_value(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    kind: &Kind,
    value: &Value,
    format: &Format,
) -> Result<(), XlsxError> {
    let number = match (kind, value) {
        (Kind::Number(number), Value::Number(value)) => typed(number, *value).and_then(nearest),
        (_, Value::Number(value)) => nearest(*value),
        (_, Value::Date(date)) => Some(f64::from(date.day_number() - BEFORE)),
        (_, Value::Time(time)) => Some(f64::from(time.minutes()) / 1440.0),
        _ => None,
    };
    match number {
        Some(number) => sheet.write_number_with_format(row, column, number, format)?,
        None => sheet.write_string_with_format(row, column, shown(kind, value), format)?,
    };
    Ok(())
}

/// A value as it is typed.
pub(crate) fn shown(kind: &Kind, value: &Value) -> String {
    match (kind, value) {
        (_, Value::Truth(truth)) => (if *truth { "是" } else { "否" }).to_owned(),
        (Kind::Number(number), Value::Number(value)) => number.unit.show(*value),
        (_, Value::Number(value)) => value.to_string(),
        (Kind::Level(names) | Kind::Choice(names), Value::Option(at)) => {
            names.get(usize::from(*at)).cloned().unwrap_or_default()
        }
        (_, Value::Option(at)) => at.to_string(),
        (_, Value::Date(date)) => date.to_string(),
        (_, Value::Time(time)) => time.to_string(),
        (_, Value::Text(text)) => text.clone(),
    }
}

/// A number in the unit in which it is typed.
fn typed(kind: &NumberKind, value: Exact) -> Option<Exact> {
    value.over(typed_one(kind))
}

/// The number of a spreadsheet that is nearest.
fn nearest(value: Exact) -> Option<f64> {
    if value.decimals().is_some() {
        return value.to_string().parse().ok();
    }
    let (over, under) = value.fraction();
    Some(over.to_string().parse::<f64>().ok()? / under.to_string().parse::<f64>().ok()?)
}

fn band(kind: &Kind, low: Exact, high: Exact) -> Option<String> {
    let Kind::Judged(judged) = kind else { return None };
    judged.bands.iter().find(|band| band.low == low && band.high == high)?.name.clone()
}
