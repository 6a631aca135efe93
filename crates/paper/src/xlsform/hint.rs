//! What a question tells the inspector beside its label.

use weiheng::Words;
use weiheng::model::fact::Fact;
use weiheng::model::fact::Kind;
use weiheng::observation::Value;
use weiheng::words;

use crate::xlsform::constraint;

/// The label: the name of the fact, and its unit.
pub(super) fn label(fact: &Fact) -> Words {
    let name = &fact.name;
    let unit = match &fact.kind {
        Kind::Number(kind) => kind.unit.name(),
        Kind::Judged(_) => "分",
        _ => "",
    };
    if unit.is_empty() { Words::same(name) } else { words!("{name}（{unit}）", "{name} ({unit})") }
}

/// The hint of the clause file, what may be answered, what a blank answer counts as, and on a line of its own the
/// source of the clause.
pub(super) fn of(fact: &Fact, source: &Words) -> Words {
    let own = fact.hint.as_ref().map(Words::same);
    let range = match &fact.kind {
        Kind::Number(kind) => Some(constraint::range(kind)),
        Kind::Judged(judged) => judged_range(judged),
        Kind::Level(_) => Some(words!("好的在前", "best first")),
        Kind::Items(_) => Some(words!("没有查到的一项空着", "leave blank what was not looked at")),
        _ => None,
    };
    let external = fact.external.then(|| words!("由别处提供", "comes from elsewhere"));
    let taken = fact.taken_as.as_ref().map(|value| {
        let value = written(value, &fact.kind);
        words!("空着视为 {value}", "left blank it counts as {value}")
    });
    let expected = match &fact.kind {
        Kind::Records(records) => {
            records.expected.map(|rows| words!("应有 {rows} 个", "there should be {rows}"))
        }
        _ => None,
    };
    let parts = own.into_iter().chain(range).chain(expected).chain(external).chain(taken);
    with_source(&joined(parts.filter(|part| !part.zh.is_empty())), source)
}

/// A hint with the source of the clause on a line of its own.
pub(super) fn with_source(hint: &Words, source: &Words) -> Words {
    let both = |hint: &str, source: &str| {
        let said = [hint, source].into_iter().filter(|text| !text.is_empty());
        said.collect::<Vec<_>>().join("\n")
    };
    Words { zh: both(&hint.zh, &source.zh), en: both(&hint.en, &source.en) }
}

/// Parts of a hint as one.
pub(super) fn joined(parts: impl Iterator<Item = Words>) -> Words {
    let (zh, en): (Vec<String>, Vec<String>) = parts.map(|words| (words.zh, words.en)).unzip();
    Words { zh: zh.join("；"), en: en.join("; ") }
}

fn judged_range(judged: &weiheng::model::fact::Judged) -> Option<Words> {
    let asked = constraint::judged(judged, None);
    let (_, said) = asked.constraint?;
    let full = judged.out_of.map(|full| words!("按 {full} 分制", "out of {full}"));
    Some(joined(full.into_iter().chain([said])))
}

fn written(value: &Value, kind: &Kind) -> String {
    match (value, kind) {
        (Value::Truth(true), _) => "是".to_owned(),
        (Value::Truth(false), _) => "否".to_owned(),
        (Value::Number(number), Kind::Number(kind)) => kind.unit.show(*number),
        (Value::Number(number), _) => format!("{number}分"),
        (Value::Option(at), Kind::Level(names) | Kind::Choice(names)) => {
            names.get(usize::from(*at)).cloned().unwrap_or_default()
        }
        (Value::Option(at), _) => at.to_string(),
        (Value::Date(date), _) => date.to_string(),
        (Value::Time(time), _) => time.to_string(),
        (Value::Text(text), _) => text.clone(),
    }
}
