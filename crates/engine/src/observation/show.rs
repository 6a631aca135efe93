//! The stable text of readings: one line a fact, a row of a record list on a line of its own.

use std::fmt::Write as _;

use crate::digest::Digest;
use crate::model::Standard;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::observation::Reading;
use crate::observation::Readings;

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
        text.push_str(&show_facts(standard, self.readings.iter()));
        text
    }

    /// The sum of what was recorded of the facts, without the unit's name, the date and any override. Files that say the
    /// same to the standard in other words give the same sum.
    pub fn digest(&self, standard: &Standard) -> Digest {
        let facts = (0..).map(FactId).zip(&self.readings);
        let recorded = facts.map(|(id, reading)| self.originals.get(&id).unwrap_or(reading));
        Digest::of(show_facts(standard, recorded).as_bytes())
    }
}

fn show_facts<'a>(standard: &Standard, readings: impl Iterator<Item = &'a Reading>) -> String {
    let mut text = String::new();
    for (fact, reading) in standard.facts.iter().zip(readings) {
        line(&mut text, &fact.name, &show(&fact.kind, reading));
    }
    text
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
        Reading::Known(value) => value.written(kind),
        Reading::TakenAs(value) => format!("未查，视为 {}", value.written(kind)),
        Reading::Band(low, high) => format!("{low} 至 {high}"),
        Reading::Misjudged => "评分不在档内".to_owned(),
        Reading::Disputed(values) => {
            let values: Vec<String> = values.iter().map(|value| value.written(kind)).collect();
            format!("争议 {}", values.join(" / "))
        }
        Reading::Items(items) => show_items(kind, items),
        Reading::Rows(rows) => show_rows(kind, rows),
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
