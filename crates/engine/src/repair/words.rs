//! Matters and what they become, in words.

use crate::assessment::Change;
use crate::assessment::RowName;
use crate::assessment::value;
use crate::model::Standard;
use crate::model::fact::Fact;
use crate::model::fact::Kind;
use crate::observation::Reading;
use crate::observation::Readings;
use crate::observation::Value;
use crate::repair::matter::Site;
use crate::repair::matter::Target;
use crate::repair::matter::Within;
use crate::words;
use crate::words::Words;

/// What a matter is called by: the fact, the item, the row.
pub(super) struct Named {
    pub(super) fact: String,
    pub(super) item: Option<String>,
    pub(super) row: Option<RowName>,
}

/// The names of a matter.
pub(super) fn named(standard: &Standard, readings: &Readings, site: Site) -> Named {
    let fact = standard.fact(site.fact);
    let item = match (site.within, fact.map(|fact| &fact.kind)) {
        (Within::Item(at), Some(Kind::Items(names))) => names.get(at).cloned(),
        _ => None,
    };
    let row = match (site.within, fact) {
        (Within::Row(at), Some(fact)) => Some(row_name(fact, readings.reading(site.fact), at)),
        _ => None,
    };
    Named { fact: fact.map(|fact| fact.name.clone()).unwrap_or_default(), item, row }
}

fn row_name(list: &Fact, reading: &Reading, at: usize) -> RowName {
    let name = match (&list.kind, reading) {
        (Kind::Records(records), Reading::Rows(rows)) => {
            let row = rows.get(at).map(Vec::as_slice).unwrap_or_default();
            let key = records.key.map(|key| key.0 as usize);
            let texts =
                records.fields.iter().enumerate().filter(|(_, field)| matches!(field.kind, Kind::Text));
            let places = key.into_iter().chain(texts.map(|(at, _)| at));
            places.into_iter().find_map(|at| match row.get(at) {
                Some(Reading::Known(value)) => Some(called(&records.fields.get(at)?.kind, value)),
                _ => None,
            })
        }
        _ => None,
    };
    RowName { number: u32::try_from(at.saturating_add(1)).unwrap_or(u32::MAX), name }
}

fn called(kind: &Kind, value: &Value) -> String {
    value::value(kind, value, crate::words::Language::Zh)
}

/// What changes where a matter takes a target.
pub(super) fn changes(standard: &Standard, readings: &Readings, site: Site, target: &Target) -> Vec<Change> {
    let Some(fact) = standard.fact(site.fact) else { return Vec::new() };
    let observed = readings.reading(site.fact);
    match (target, site.within) {
        (Target::Value(Reading::Rows(rows)), _) => {
            vec![Change { field: None, from: value::reading(fact, observed), to: of_rows(fact, rows) }]
        }
        (Target::Value(to), _) => {
            vec![Change { field: None, from: value::reading(fact, observed), to: value::reading(fact, to) }]
        }
        (Target::Item(there), Within::Item(at)) => {
            let from = match observed {
                Reading::Items(items) => items.get(at).copied().flatten(),
                _ => None,
            };
            vec![Change { field: None, from: item(from), to: item(Some(*there)) }]
        }
        (Target::Fields(fields), Within::Row(at)) => {
            let (Kind::Records(records), Reading::Rows(rows)) = (&fact.kind, observed) else {
                return Vec::new();
            };
            let row = rows.get(at).map(Vec::as_slice).unwrap_or_default();
            let change = |(field, to): &(usize, Reading)| {
                let declared = records.fields.get(*field)?;
                let from = row.get(*field).unwrap_or(&Reading::NotObserved);
                Some(Change {
                    field: Some(declared.name.clone()),
                    from: value::reading(declared, from),
                    to: value::reading(declared, to),
                })
            };
            fields.iter().filter_map(change).collect()
        }
        _ => Vec::new(),
    }
}

/// Rows that are alike: how many, and what each says.
fn of_rows(list: &Fact, rows: &[Vec<Reading>]) -> Words {
    let count = rows.len();
    let (Kind::Records(records), Some(first)) = (&list.kind, rows.first()) else {
        return words!("没有行", "no rows");
    };
    let known = records.fields.iter().zip(first).filter(|(_, reading)| **reading != Reading::NotObserved);
    let said = known.map(|(field, reading)| (field.name.as_str(), value::reading(field, reading)));
    let said: Vec<(&str, Words)> = said.collect();
    let zh: Vec<String> = said.iter().map(|(name, words)| format!("{name} {}", words.zh)).collect();
    let en: Vec<String> = said.iter().map(|(name, words)| format!("{name} {}", words.en)).collect();
    let (zh, en) = (zh.join("、"), en.join(", "));
    let rows = if count == 1 { "row" } else { "rows" };
    words!("{count} 行：{zh}", "{count} {rows}: {en}")
}

fn item(there: Option<bool>) -> Words {
    match there {
        Some(true) => words!("有", "there"),
        Some(false) => words!("缺", "missing"),
        None => words!("未查", "not observed"),
    }
}

/// What a change comes to, without what was before: `95%`, `有证 是`.
pub(super) fn value(change: Change) -> Words {
    let Some(field) = change.field else { return change.to };
    let Words { zh, en } = change.to;
    words!("{field} {zh}", "{field} {en}")
}
