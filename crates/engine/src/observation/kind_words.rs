//! What a kind expects, in words.

use crate::exact::Exact;
use crate::model::fact::Judged;
use crate::model::fact::Kind;
use crate::model::fact::NumberClass;
use crate::model::fact::NumberKind;
use crate::words;
use crate::words::Words;

/// What an inspector may write for a kind, as it follows 应为 and "expected".
pub(super) fn expected(kind: &Kind) -> Words {
    match kind {
        Kind::YesNo => words!("是或否", "yes or no"),
        Kind::Number(kind) => number(kind),
        Kind::Level(names) | Kind::Choice(names) => {
            let (zh, en) = (listed(names, "」「"), listed(names, ", "));
            words!("「{zh}」之一", "one of {en}")
        }
        Kind::Items(names) => {
            let (zh, en) = (listed(names, "、"), listed(names, ", "));
            words!("清单中的项目（{zh}）、无或全部", "items of the list ({en}), none or all")
        }
        Kind::Date => words!("日期，如 2024-05-01", "a date such as 2024-05-01"),
        Kind::Time => words!("时刻，如 7:30", "a time of day such as 7:30"),
        Kind::Text => words!("文字", "a text"),
        Kind::Judged(kind) => judged(kind),
        Kind::Records(_) => words!("名录的各行", "the rows of a record list"),
    }
}

/// The range of a number, `0 至 24小时/天`; `None` without ends.
pub(super) fn range(kind: &NumberKind) -> Option<Words> {
    let show = |value: Exact| kind.unit.show(value);
    match (kind.low.map(show), kind.high.map(show)) {
        (Some(low), Some(high)) => Some(words!("{low} 至 {high}", "{low} to {high}")),
        (Some(low), None) => Some(words!("不小于 {low}", "at least {low}")),
        (None, Some(high)) => Some(words!("不大于 {high}", "at most {high}")),
        (None, None) => None,
    }
}

fn number(kind: &NumberKind) -> Words {
    let mut words = match kind.class {
        NumberClass::Count => words!("整数", "a whole number"),
        NumberClass::Quantity | NumberClass::Ratio => words!("数值", "a number"),
    };
    let unit = kind.unit.name();
    if !unit.is_empty() {
        words = Words { zh: format!("{}（{unit}）", words.zh), en: format!("{} ({unit})", words.en) };
    }
    if let Some(range) = range(kind) {
        words =
            Words { zh: format!("{}，{}", words.zh, range.zh), en: format!("{}, {}", words.en, range.en) };
    }
    words
}

fn judged(kind: &Judged) -> Words {
    let band = |name: Option<&str>, low: Exact, high: Exact| {
        let name = name.map(|name| format!("{name} ")).unwrap_or_default();
        words!("{name}{low} 至 {high}", "{name}{low} to {high}")
    };
    let bands: Vec<Words> =
        kind.bands.iter().map(|each| band(each.name.as_deref(), each.low, each.high)).collect();
    let join =
        |text: fn(&Words) -> &str, between: &str| bands.iter().map(text).collect::<Vec<_>>().join(between);
    let (zh, en) = (join(|words| &words.zh, "；"), join(|words| &words.en, "; "));
    words!("评分（{zh}）", "a judged number ({en})")
}

/// The first names of a list; a long list ends in dots.
fn listed(names: &[String], between: &str) -> String {
    const MOST: usize = 12;
    let shown: Vec<&str> = names.iter().take(MOST).map(String::as_str).collect();
    let dots = if names.len() > MOST { "…" } else { "" };
    format!("{}{dots}", shown.join(between))
}
