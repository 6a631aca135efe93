//! Two results in JSON, member by member: parts, facts and verdicts by their names, ledger lines by their order in a part.

use std::collections::BTreeMap;

use serde_json::Map;
use serde_json::Value;

use crate::assessment::canonical::is_a_place;
use crate::assessment::canonical::is_beside;
use crate::verification::Difference;
use crate::verification::field_words::field;
use crate::verification::field_words::state;
use crate::verification::leaves::is_leaf;
use crate::verification::leaves::shown;
use crate::words;
use crate::words::Words;

/// Where a stored result is not what came out again, in the order of the latter.
pub(super) fn differences(stored: &Value, again: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    let whole = Place::default();
    let (stored_members, again_members) = (members(stored), members(again));
    for name in names(&stored_members, &again_members) {
        let pair = (stored_members.get(name), again_members.get(name));
        match name {
            "ledger" => {}
            beside if is_beside(beside) => {}
            "parts" => parts(pair, (stored, again), &mut found),
            "score" => compare(&whole.at("score", &words!("总分", "score")), pair, &mut found),
            _ => compare(&whole.at(name, &field(name)), pair, &mut found),
        }
    }
    found
}

/// The same lines in another order.
pub(super) fn order() -> Difference {
    Difference {
        part: None,
        what: words!("各行的次序", "order of the lines"),
        path: "/ledger".to_owned(),
        stored: None,
        again: None,
    }
}

/// Where in a result.
#[derive(Clone, Default)]
struct Place {
    part: Option<String>,
    what: Words,
    path: String,
}

impl Place {
    fn at(&self, step: &str, what: &Words) -> Self {
        let said = |before: &str, word: &str| {
            [before, word].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let what = Words { zh: said(&self.what.zh, &what.zh), en: said(&self.what.en, &what.en) };
        Self { part: self.part.clone(), what, path: format!("{}/{step}", self.path) }
    }
}

type Pair<'a> = (Option<&'a Value>, Option<&'a Value>);

fn compare(place: &Place, pair: Pair<'_>, found: &mut Vec<Difference>) {
    match pair {
        (stored, again) if stored == again => {}
        (Some(Value::Object(stored)), Some(Value::Object(again)))
            if !pair.0.is_some_and(is_leaf) && !pair.1.is_some_and(is_leaf) =>
        {
            for name in names(stored, again) {
                let pair = (stored.get(name), again.get(name));
                if !pair.0.or(pair.1).is_some_and(|value| is_a_place(name, value)) {
                    compare(&place.at(name, &field(name)), pair, found);
                }
            }
        }
        (Some(Value::Array(stored)), Some(Value::Array(again)))
            if !(stored.iter().all(is_leaf) && again.iter().all(is_leaf)) =>
        {
            for (key, at, pair) in aligned(stored, again) {
                compare(&place.at(&at.to_string(), &Words::same(key)), pair, found);
            }
        }
        (stored, again) => {
            let Place { part, what, path } = place.clone();
            let field = path.rsplit('/').next().unwrap_or_default();
            let shown = |value: &Value| state(field, value).unwrap_or_else(|| shown(value));
            let (stored, again) = (stored.map(shown), again.map(shown));
            if stored != again {
                found.push(Difference { part, what, path, stored, again });
            }
        }
    }
}

/// Parts by rank and number, each with its lines of the ledger.
fn parts(pair: Pair<'_>, (stored, again): (&Value, &Value), found: &mut Vec<Difference>) {
    let (then, now) = (elements(pair.0), elements(pair.1));
    let (lines_then, lines_now) = (lines(stored), lines(again));
    for (_, at, pair) in aligned(then, now) {
        let part = pair.1.or(pair.0);
        let named = |part: &Value| match text(part, "rank") {
            "standard" => text(part, "label").to_owned(),
            _ => format!("{} {}", text(part, "id"), text(part, "label")),
        };
        let name = part.map(named);
        let place = Place { part: name, path: format!("/parts/{at}"), what: Words::default() };
        match pair {
            (Some(stored), Some(again)) => compare(&place, (Some(stored), Some(again)), found),
            (stored, again) => {
                let name =
                    |part: &Value| Words::same(format!("{} {}", text(part, "id"), text(part, "label")));
                let Place { part, path, .. } = place.clone();
                let what = words!("条款", "part");
                found.push(Difference { part, what, path, stored: stored.map(name), again: again.map(name) });
            }
        }
        ledger(&place, &own(then, pair.0, &lines_then), &own(now, pair.1, &lines_now), found);
    }
}

/// The lines of one of the parts.
fn own<'a>(parts: &[Value], part: Option<&Value>, lines: &BTreeMap<u64, Lines<'a>>) -> Lines<'a> {
    let at = part.and_then(|part| parts.iter().position(|other| std::ptr::eq(other, part)));
    let lines = at.and_then(|at| lines.get(&u64::try_from(at).ok()?));
    lines.cloned().unwrap_or_default()
}

/// Lines with their positions in the ledger.
type Lines<'a> = Vec<(usize, &'a Value)>;

/// The ledger of a result, part by part.
fn lines(result: &Value) -> BTreeMap<u64, Lines<'_>> {
    let mut lines: BTreeMap<u64, Lines<'_>> = BTreeMap::new();
    for (at, line) in elements(result.get("ledger")).iter().enumerate() {
        let part = line.get("part").and_then(Value::as_u64).unwrap_or(u64::MAX);
        lines.entry(part).or_default().push((at, line));
    }
    lines
}

/// The lines of one part: those at both ends that are alike fall away, the others stand against one another.
fn ledger(place: &Place, stored: &[(usize, &Value)], again: &[(usize, &Value)], found: &mut Vec<Difference>) {
    let alike = |a: &(usize, &Value), b: &(usize, &Value)| substance(a.1) == substance(b.1);
    let first = stored.iter().zip(again).take_while(|(a, b)| alike(a, b)).count();
    let rest = |lines: &[(usize, &Value)]| lines.len() - first;
    let last = stored.iter().rev().zip(again.iter().rev()).take_while(|(a, b)| alike(a, b)).count();
    let last = last.min(rest(stored)).min(rest(again));
    let middle = |count: usize| count.saturating_sub(first + last);
    for nth in 0..middle(stored.len()).max(middle(again.len())) {
        let at = |lines: &[(usize, &Value)]| {
            let number = first + nth;
            (nth < middle(lines.len())).then(|| lines.get(number).map(|(_, line)| (*line).clone())).flatten()
        };
        let (then, now) = (at(stored), at(again));
        let number = first + nth + 1;
        let position = stored.get(first + nth).or(again.get(first + nth)).map_or(0, |(at, _)| *at);
        let what = words!("明细第{number}行", "ledger line {number}");
        let place = Place { what, path: format!("/ledger/{position}"), part: place.part.clone() };
        match (then, now) {
            (Some(then), Some(now)) => {
                compare(&place, (Some(&without_part(then)), Some(&without_part(now))), found);
            }
            (then, now) => {
                let Place { part, what, path } = place;
                let (stored, again) = (then.as_ref().map(in_short), now.as_ref().map(in_short));
                found.push(Difference { part, what, path, stored, again });
            }
        }
    }
}

/// A line without its part and its file: what it says.
fn substance(line: &Value) -> Vec<(&String, &Value)> {
    let members = line.as_object().into_iter().flatten();
    members.filter(|(name, value)| *name != "part" && !is_a_place(name, value)).collect()
}

fn without_part(mut line: Value) -> Value {
    if let Value::Object(members) = &mut line {
        members.remove("part");
    }
    line
}

/// `扣分 -8 垃圾 4处 × 2分 = 8分`.
fn in_short(line: &Value) -> Words {
    let amount = line.get("amount").map(shown).unwrap_or_default();
    let kind = line.get("kind").and_then(|kind| state("kind", kind)).unwrap_or_default();
    let said = line.get("words").map(shown).unwrap_or_default();
    Words {
        zh: format!("{} {} {}", kind.zh, amount.zh, said.zh).trim_end().to_owned(),
        en: format!("{} {} {}", kind.en, amount.en, said.en).trim_end().to_owned(),
    }
}

/// The elements of two lists that are called alike, in the order of the second; each with what to call it and where it
/// stands.
fn aligned<'a>(stored: &'a [Value], again: &'a [Value]) -> Vec<(String, usize, Pair<'a>)> {
    let then = keyed(stored);
    let now = keyed(again);
    let places: BTreeMap<&(String, usize), usize> = then.iter().zip(0..).collect();
    let known: BTreeMap<&(String, usize), usize> = now.iter().zip(0..).collect();
    let both = now.iter().zip(again).enumerate().map(|(at, (key, again))| {
        let place = places.get(key).copied();
        (key.0.clone(), place.unwrap_or(at), (place.and_then(|place| stored.get(place)), Some(again)))
    });
    let gone = then.iter().zip(stored).enumerate().filter(|(_, (key, _))| !known.contains_key(key));
    both.chain(gone.map(|(at, (key, stored))| (key.0.clone(), at, (Some(stored), None)))).collect()
}

/// What each element is called, and the how manieth of that name it is.
fn keyed(elements: &[Value]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let key = |(at, element): (usize, &Value)| {
        let key = match element.get("rank") {
            Some(_) => format!("{} {}", text(element, "rank"), text(element, "id")),
            None if element.get("name").is_some() => text(element, "name").to_owned(),
            None => (at + 1).to_string(),
        };
        let count = counts.entry(key.clone()).or_default();
        *count += 1;
        (key, *count)
    };
    elements.iter().enumerate().map(key).collect()
}

fn members(value: &Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

fn names<'a>(stored: &'a Map<String, Value>, again: &'a Map<String, Value>) -> Vec<&'a str> {
    let first = ["unit", "date", "score", "unrounded", "full", "verdicts", "finding", "kind", "amount"];
    let mut names: Vec<&str> = again.keys().chain(stored.keys()).map(String::as_str).collect();
    let rank = |name: &str| first.iter().position(|other| *other == name).unwrap_or(first.len());
    names.sort_by_key(|name| (rank(name), *name));
    names.dedup();
    names
}

fn elements(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}
