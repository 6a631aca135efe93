//! What a number may be, in XPath and in words.

use weiheng::Exact;
use weiheng::Words;
use weiheng::model::fact::Judged;
use weiheng::model::fact::NumberClass;
use weiheng::model::fact::NumberKind;
use weiheng::words;
use weiheng_tabular::submission::choice;

/// The largest whole number that a question of type `integer` takes.
const LARGEST: i64 = 999_999_999;

/// A kind of number as a form asks for it, in the unit in which it is recorded.
pub(super) struct Asked {
    /// `integer` or `decimal`.
    pub(super) kind: &'static str,
    /// What it may be, and what to say where it is not.
    pub(super) constraint: Option<(String, Words)>,
}

/// A count, quantity or share.
pub(super) fn number(kind: &NumberKind) -> Asked {
    let recorded = |value: Exact| value.over(kind.unit.factor());
    let (low, high) = (kind.low.and_then(recorded), kind.high.and_then(recorded));
    let step = kind.precision.and_then(recorded);
    let ends = [at_least(low), at_most(high)].into_iter().flatten();
    asked(low, high, step, ends.collect(), said(low, high, step, kind.unit.name()))
}

/// A judged number: inside one of its bands, and in the one that `band`, the question for it, was answered with.
pub(super) fn judged(kind: &Judged, band: Option<&str>) -> Asked {
    let (low, high) = kind.ends();
    let (low, high, step) = (Some(low), Some(high), Some(kind.precision));
    let bands: Vec<String> = kind
        .bands
        .iter()
        .filter_map(|each| {
            let ends: Option<Vec<String>> =
                [at_least(Some(each.low)), at_most(Some(each.high))].into_iter().collect();
            let named = each.name.as_ref().zip(band);
            let chosen = named.map(|(name, band)| {
                let name = choice::value(name);
                format!("(${{{band}}} = '' or ${{{band}}} = '{name}')")
            });
            Some(format!("({})", ends?.into_iter().chain(chosen).collect::<Vec<_>>().join(" and ")))
        })
        .collect();
    // A band whose ends no finite decimal tells leaves only the ends of all of them.
    let inside = if bands.len() == kind.bands.len() && !bands.is_empty() {
        Some(if bands.len() == 1 { bands.concat() } else { format!("({})", bands.join(" or ")) })
    } else {
        let ends = [at_least(low), at_most(high)].into_iter().flatten().collect::<Vec<_>>().join(" and ");
        (!ends.is_empty()).then_some(ends)
    };
    let named = |each: &weiheng::model::fact::JudgedBand| {
        let name = each.name.as_ref().map(|name| format!("{name} ")).unwrap_or_default();
        (format!("{name}{} 至 {}", each.low, each.high), format!("{name}{} to {}", each.low, each.high))
    };
    let words = if kind.bands.len() > 1 {
        let (zh, en): (Vec<String>, Vec<String>) = kind.bands.iter().map(named).unzip();
        let (zh, en) = (zh.join("；"), en.join("; "));
        words!("应在档内：{zh}", "inside a band: {en}")
    } else {
        said(low, high, step, "分")
    };
    asked(low, high, step, inside.into_iter().collect(), words)
}

/// The narrowest type that takes every such number, and what that type does not see to by itself.
fn asked(
    low: Option<Exact>,
    high: Option<Exact>,
    step: Option<Exact>,
    mut conditions: Vec<String>,
    said: Words,
) -> Asked {
    let whole = step.is_some_and(Exact::is_integer);
    let most = Exact::from(LARGEST);
    let fits = high.is_none_or(|high| high <= most) && low.is_none_or(|low| low >= most.negated());
    let kind = if whole && fits { "integer" } else { "decimal" };
    conditions.extend(on_step(step).filter(|_| kind == "decimal" || step != Some(Exact::ONE)));
    Asked { kind, constraint: (!conditions.is_empty()).then(|| (conditions.join(" and "), said)) }
}

/// What a number may be, in words: `0 至 24小时/天，精确到 0.5`.
pub(super) fn said(low: Option<Exact>, high: Option<Exact>, step: Option<Exact>, unit: &str) -> Words {
    let range = match (low, high) {
        (Some(low), Some(high)) => Some(words!("{low} 至 {high}{unit}", "{low} to {high}{unit}")),
        (Some(low), None) => Some(words!("不小于 {low}{unit}", "at least {low}{unit}")),
        (None, Some(high)) => Some(words!("不大于 {high}{unit}", "at most {high}{unit}")),
        (None, None) => None,
    };
    let whole = (step == Some(Exact::ONE)).then(|| words!("整数", "a whole number"));
    let step = step.filter(|step| *step != Exact::ONE);
    let step = step.map(|step| words!("精确到 {step}", "in steps of {step}"));
    let parts = whole.into_iter().chain(range).chain(step);
    let (zh, en): (Vec<String>, Vec<String>) = parts.map(|words| (words.zh, words.en)).unzip();
    Words { zh: zh.join("，"), en: en.join(", ") }
}

/// The range and step of a number in words; nothing of a plain count, which explains itself.
pub(super) fn range(kind: &NumberKind) -> Words {
    if kind.class == NumberClass::Count && kind.low == Some(Exact::ZERO) && kind.high.is_none() {
        return Words::default();
    }
    let recorded = |value: Exact| value.over(kind.unit.factor());
    let (low, high) = (kind.low.and_then(recorded), kind.high.and_then(recorded));
    said(low, high, kind.precision.and_then(recorded), kind.unit.name())
}

/// A bound that no finite decimal tells is left to whoever reads the submission: here it could refuse what is right.
fn at_least(low: Option<Exact>) -> Option<String> {
    low.filter(|low| low.decimals().is_some()).map(|low| format!(". >= {low}"))
}

fn at_most(high: Option<Exact>) -> Option<String> {
    high.filter(|high| high.decimals().is_some()).map(|high| format!(". <= {high}"))
}

/// Whether a number is a whole count of steps. Phones count in binary fractions, so one is as good as whole where it
/// is a hair away.
fn on_step(step: Option<Exact>) -> Option<String> {
    let (over, under) = step?.fraction();
    let counted = match (over, under) {
        (1, 1) => ".".to_owned(),
        (1, _) => format!(". * {under}"),
        (_, 1) => format!(". div {over}"),
        _ => format!(". * {under} div {over}"),
    };
    (over > 0).then(|| format!("abs({counted} - round({counted})) < 0.00001"))
}
