//! The stable text of readings: one line a fact, a row of a record list on a line of its own.

use std::fmt::Write as _;

use crate::model::Standard;
use crate::model::fact::Fact;
use crate::model::fact::Kind;
use crate::observation::Reading;
use crate::observation::Readings;
use crate::observation::Value;

impl Readings {
    /// Every fact of the standard with what is known of it, in the order of the standard.
    pub fn show(&self, standard: &Standard) -> String {
        let mut text = String::new();
        if let Some(unit) = &self.unit {
            line(&mut text, "单元", unit);
        }
        if let Some(date) = self.date {
            line(&mut text, "评定日", &date.to_string());
        }
        for (fact, reading) in standard.facts.iter().zip(&self.readings) {
            line(&mut text, &fact.name, &show(&fact.kind, reading));
        }
        text
    }
}

fn line(text: &mut String, name: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{name} = {value}");
}

/// What is known of one fact.
pub(super) fn show(kind: &Kind, reading: &Reading) -> String {
    match reading {
        Reading::NotObserved => "未查".to_owned(),
        Reading::NotApplicable => "不适用".to_owned(),
        Reading::Known(value) => show_value(kind, value),
        Reading::Band(low, high) => format!("{low} 至 {high}"),
        Reading::Misjudged => "评分不在档内".to_owned(),
        Reading::Disputed(values) => {
            let values: Vec<String> = values.iter().map(|value| show_value(kind, value)).collect();
            format!("争议 {}", values.join(" / "))
        }
        Reading::Items(items) => show_items(kind, items),
        Reading::Rows(rows) => show_rows(kind, rows),
    }
}

fn show_value(kind: &Kind, value: &Value) -> String {
    match (kind, value) {
        (_, Value::Truth(truth)) => (if *truth { "是" } else { "否" }).to_owned(),
        (Kind::Number(kind), Value::Number(number)) => kind.unit.show(*number),
        (_, Value::Number(number)) => format!("{number}分"),
        (Kind::Level(names) | Kind::Choice(names), Value::Option(at)) => {
            names.get(usize::from(*at)).cloned().unwrap_or_default()
        }
        (_, Value::Option(at)) => at.to_string(),
        (_, Value::Date(date)) => date.to_string(),
        (_, Value::Time(time)) => time.to_string(),
        (_, Value::Text(text)) => format!("{text:?}"),
    }
}

fn show_items(kind: &Kind, items: &[Option<bool>]) -> String {
    let Kind::Items(names) = kind else { return String::new() };
    let shown = names.iter().zip(items).map(|(name, item)| match item {
        Some(true) => format!("{name} 有"),
        Some(false) => format!("{name} 缺"),
        None => format!("{name} 未查"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn show_rows(kind: &Kind, rows: &[Vec<Reading>]) -> String {
    let Kind::Records(records) = kind else { return String::new() };
    let mut text = format!("{} 行", rows.len());
    for (number, row) in (1..).zip(rows) {
        let field = |(field, reading): (&Fact, &Reading)| {
            // A list inside a row stays on the row's line.
            format!("{} = {}", field.name, show(&field.kind, reading).replace('\n', " "))
        };
        let fields: Vec<String> = records.fields.iter().zip(row).map(field).collect();
        let _ = write!(text, "\n  {number}. {}", fields.join(" ; "));
    }
    text
}
