//! Values and readings as a person writes them.

use crate::evaluation::interval::Interval;
use crate::exact::Exact;
use crate::model::fact::Fact;
use crate::model::fact::Kind;
use crate::observation::Reading;
use crate::observation::Value;
use crate::unit::Unit;
use crate::words::Language;
use crate::words::Words;

/// What was read of a fact: its value, or its state.
pub(crate) fn reading(fact: &Fact, reading: &Reading) -> Words {
    let said = |zh: &str, en: &str| Words { zh: zh.to_owned(), en: en.to_owned() };
    match reading {
        Reading::NotObserved => said("未查", "not observed"),
        Reading::NotApplicable => said("不适用", "not applicable"),
        Reading::Known(known) => both(|language| value(&fact.kind, known, language)),
        Reading::TakenAs(known) => {
            let Words { zh, en } = both(|language| value(&fact.kind, known, language));
            crate::words!("未查，视为 {zh}", "not observed, taken as {en}")
        }
        Reading::Band(low, high) => {
            let range = range(Interval::between(*low, *high), &Unit::points(), Language::Zh);
            Words { zh: range.clone(), en: range.replace("至", "to") }
        }
        Reading::Misjudged => said("评分不在档内", "judged outside its band"),
        Reading::Disputed(values) => both(|language| {
            let values: Vec<String> = values.iter().map(|known| value(&fact.kind, known, language)).collect();
            match language {
                Language::Zh => format!("有争议：{}", values.join("、")),
                Language::En => format!("disputed: {}", values.join(", ")),
            }
        }),
        Reading::Items(items) => both(|language| item_list(&fact.kind, items, language)),
        Reading::Rows(rows) => {
            let count = rows.len();
            match taken_as(fact, reading) {
                Some(Words { zh, en }) => {
                    crate::words!(
                        "{count} 行，其中未查，视为 {zh}",
                        "{count} rows, of which not observed, taken as {en}"
                    )
                }
                None => crate::words!("{count} 行", "{count} rows"),
            }
        }
    }
}

/// What the standard took for what was not observed: a value, or for a list the values of its fields.
pub(crate) fn taken_as(fact: &Fact, reading: &Reading) -> Option<Words> {
    match (reading, &fact.kind) {
        (Reading::TakenAs(known), kind) => Some(both(|language| value(kind, known, language))),
        (Reading::Rows(rows), Kind::Records(records)) => {
            let fields = records.fields.iter().enumerate();
            let taken: Vec<Words> = fields.filter_map(|(at, field)| of_field(field, at, rows)).collect();
            let joined = |part: fn(&Words) -> &str, between: &str| {
                taken.iter().map(part).collect::<Vec<_>>().join(between)
            };
            let words = Words { zh: joined(|words| &words.zh, "、"), en: joined(|words| &words.en, ", ") };
            (!taken.is_empty()).then_some(words)
        }
        _ => None,
    }
}

/// `占道 0处（2 行）`; of a list inside the rows only that something of it was taken so.
fn of_field(field: &Fact, at: usize, rows: &[Vec<Reading>]) -> Option<Words> {
    let taken: Vec<Words> = rows.iter().filter_map(|row| taken_as(field, row.get(at)?)).collect();
    let (name, count) = (&field.name, taken.len());
    let Words { zh, en } = match &field.kind {
        Kind::Records(_) => crate::words!("的字段", "fields"),
        _ => taken.into_iter().next()?,
    };
    (count > 0).then(|| crate::words!("{name} {zh}（{count} 行）", "{name} {en} ({count} rows)"))
}

/// The state of a reading, as the JSON result names it.
pub(crate) fn state(reading: &Reading) -> &'static str {
    match reading {
        Reading::NotObserved => "not_observed",
        Reading::NotApplicable => "not_applicable",
        Reading::Known(_) | Reading::Items(_) | Reading::Rows(_) => "known",
        Reading::TakenAs(_) => "taken_as",
        Reading::Band(..) => "band",
        Reading::Misjudged => "misjudged",
        Reading::Disputed(_) => "disputed",
    }
}

/// A value of a kind.
pub(crate) fn value(kind: &Kind, value: &Value, language: Language) -> String {
    match (value, kind) {
        (Value::Truth(truth), _) => truth_word(*truth, language).to_owned(),
        (Value::Number(number), Kind::Number(numbers)) => numbers.unit.show(*number),
        (Value::Number(number), Kind::Judged(judged)) => match judged.out_of {
            Some(_) => number.to_string(),
            None => Unit::points().show(*number),
        },
        (Value::Number(number), _) => number.to_string(),
        (Value::Option(position), Kind::Level(names) | Kind::Choice(names)) => {
            names.get(usize::from(*position)).cloned().unwrap_or_default()
        }
        (Value::Option(position), _) => position.to_string(),
        (Value::Date(date), _) => date.to_string(),
        (Value::Time(time), _) => time.to_string(),
        (Value::Text(text), _) => text.clone(),
    }
}

/// 是 or 否.
pub(crate) fn truth_word(truth: bool, language: Language) -> &'static str {
    match (truth, language) {
        (true, Language::Zh) => "是",
        (true, Language::En) => "yes",
        (false, Language::Zh) => "否",
        (false, Language::En) => "no",
    }
}

/// A number that may be a range, in a unit.
pub(crate) fn range(interval: Interval, unit: &Unit, language: Language) -> String {
    let show = |value: Exact| unit.show(value);
    match (interval.low, interval.high, language) {
        (Some(low), Some(high), _) if low == high => show(low),
        (Some(low), Some(high), Language::Zh) => format!("{} 至 {}", show(low), show(high)),
        (Some(low), Some(high), Language::En) => format!("{} to {}", show(low), show(high)),
        (Some(low), None, Language::Zh) => format!("{} 以上", show(low)),
        (Some(low), None, Language::En) => format!("{} or more", show(low)),
        (None, Some(high), Language::Zh) => format!("{} 以下", show(high)),
        (None, Some(high), Language::En) => format!("{} or less", show(high)),
        (None, None, Language::Zh) => "未知".to_owned(),
        (None, None, Language::En) => "unknown".to_owned(),
    }
}

/// Both languages from one writer.
pub(crate) fn both(write: impl Fn(Language) -> String) -> Words {
    Words { zh: write(Language::Zh), en: write(Language::En) }
}

fn item_list(kind: &Kind, items: &[Option<bool>], language: Language) -> String {
    let Kind::Items(names) = kind else { return String::new() };
    let of = |wanted: Option<bool>| {
        let chosen =
            names.iter().zip(items).filter(|(_, item)| **item == wanted).map(|(name, _)| name.as_str());
        chosen.collect::<Vec<_>>().join(if language == Language::Zh { "、" } else { ", " })
    };
    let parts =
        [(Some(true), "有", "there: "), (Some(false), "缺", "missing: "), (None, "未查", "not observed: ")];
    let said = parts.iter().filter_map(|(wanted, zh, en)| {
        let names = of(*wanted);
        let word = if language == Language::Zh { format!("{zh} ") } else { (*en).to_owned() };
        (!names.is_empty()).then(|| format!("{word}{names}"))
    });
    said.collect::<Vec<_>>().join(if language == Language::Zh { "；" } else { "; " })
}
