//! The cells into which patterns cut the values of a key, each with a value that stands for it.

use std::collections::BTreeSet;

use crate::date::Date;
use crate::date::Time;
use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::expression::Pattern;
use crate::model::fact::Kind;
use crate::model::from_syntax::check::Check;
use crate::model::from_syntax::check::Scope;
use crate::model::from_syntax::domain;
use crate::model::from_syntax::domain::Domain;
use crate::model::from_syntax::expressions::Typed;
use crate::model::from_syntax::kinds::Type;
use crate::unit::Unit;

/// A cell: a value of it, and the value as an author would write it.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    /// The value that stands for the cell.
    value: Value,
    /// The value as written.
    pub(super) shown: String,
}

#[derive(Clone, Debug)]
enum Value {
    Number(Exact),
    Option(u16),
    Truth(bool),
    /// A text; `None` for any text that no pattern names.
    Text(Option<String>),
}

impl Cell {
    /// Whether a pattern holds in the cell.
    pub(super) fn is_in(&self, pattern: &Pattern) -> bool {
        match (pattern, &self.value) {
            (Pattern::Any, _) => true,
            (Pattern::Range(..), Value::Number(value)) => holds(pattern, *value),
            (Pattern::Option(a), Value::Option(b)) => a == b,
            (Pattern::Truth(a), Value::Truth(b)) => a == b,
            (Pattern::Text(a), Value::Text(Some(b))) => a == b,
            _ => false,
        }
    }
}

/// Whether a number lies in a stretch.
pub(super) fn holds(pattern: &Pattern, value: Exact) -> bool {
    let Pattern::Range(low, high) = pattern else { return matches!(pattern, Pattern::Any) };
    low.is_none_or(|(end, closed)| value > end || (closed && value == end))
        && high.is_none_or(|(end, closed)| value < end || (closed && value == end))
}

/// The cells of a key under the patterns of all rows.
pub(super) fn of_key<'a>(
    cx: &Check<'_>,
    scope: &Scope<'_>,
    key: &Typed,
    patterns: impl Iterator<Item = &'a Pattern>,
) -> Vec<Cell> {
    match &key.kind {
        Type::Options(options) => {
            let named = (0_u16..).zip(&options.names);
            named.map(|(at, name)| Cell { value: Value::Option(at), shown: name.clone() }).collect()
        }
        Type::Truth => [(true, "是"), (false, "否")]
            .map(|(truth, shown)| Cell { value: Value::Truth(truth), shown: shown.to_owned() })
            .into(),
        Type::Text => texts(patterns),
        _ => numbers(cx, scope, key, patterns),
    }
}

fn texts<'a>(patterns: impl Iterator<Item = &'a Pattern>) -> Vec<Cell> {
    let named: BTreeSet<&str> = patterns
        .filter_map(|pattern| if let Pattern::Text(text) = pattern { Some(text.as_str()) } else { None })
        .collect();
    let cell = |text: &str| Cell { value: Value::Text(Some(text.to_owned())), shown: format!("\"{text}\"") };
    let other = Cell { value: Value::Text(None), shown: "其他 (other)".to_owned() };
    named.into_iter().map(cell).chain([other]).collect()
}

fn numbers<'a>(
    cx: &Check<'_>,
    scope: &Scope<'_>,
    key: &Typed,
    patterns: impl Iterator<Item = &'a Pattern>,
) -> Vec<Cell> {
    let domain = domain::of(cx, scope.list, &key.expr);
    let stretches = judged_stretches(cx, &key.expr);
    let mut ends: BTreeSet<Exact> = [domain.low, domain.high].into_iter().flatten().collect();
    ends.extend(stretches.iter().flat_map(|(low, high)| [*low, *high]));
    for pattern in patterns {
        if let Pattern::Range(low, high) = pattern {
            ends.extend([low, high].into_iter().flatten().map(|(end, _)| *end));
        }
    }
    let possible = |value: &Exact| {
        stretches.is_empty() || stretches.iter().any(|(low, high)| low <= value && value <= high)
    };
    let unit = key.kind.unit().cloned().unwrap_or_else(Unit::none);
    let values = representatives(domain, &ends, unit.factor()).into_iter().filter(possible);
    values.map(|value| Cell { value: Value::Number(value), shown: show(&key.kind, &unit, value) }).collect()
}

/// A value for each end and for each stretch between ends that holds any value of the domain.
pub(super) fn representatives(domain: Domain, ends: &BTreeSet<Exact>, unit: Exact) -> Vec<Exact> {
    let ends: Vec<Exact> = if ends.is_empty() { vec![Exact::ZERO] } else { ends.iter().copied().collect() };
    let grid = domain.step.filter(|step| step.sign() > 0);
    let mut found = Vec::new();
    found.extend(ends.first().and_then(|first| below(*first, grid, unit)));
    let next = ends.iter().skip(1).copied().map(Some).chain([None]);
    for (end, next) in ends.iter().zip(next) {
        found.push(*end);
        found.extend(match next {
            Some(next) => between(*end, next, grid),
            None => above(*end, grid, unit),
        });
    }
    let on_grid = |value: &Exact| grid.is_none_or(|grid| value.over(grid).is_some_and(Exact::is_integer));
    let inside = |value: &Exact| {
        domain.low.is_none_or(|low| low <= *value) && domain.high.is_none_or(|high| *value <= high)
    };
    found.retain(|value| on_grid(value) && inside(value));
    found
}

fn below(end: Exact, grid: Option<Exact>, unit: Exact) -> Option<Exact> {
    let Some(grid) = grid else { return end.minus(unit) };
    Exact::new(end.over(grid)?.ceil().checked_sub(1)?, 1)?.times(grid)
}

fn above(end: Exact, grid: Option<Exact>, unit: Exact) -> Option<Exact> {
    let Some(grid) = grid else { return end.plus(unit) };
    Exact::new(end.over(grid)?.floor().checked_add(1)?, 1)?.times(grid)
}

fn between(low: Exact, high: Exact, grid: Option<Exact>) -> Option<Exact> {
    match grid {
        Some(_) => above(low, grid, Exact::ONE).filter(|value| *value < high),
        None => low.plus(high)?.over(Exact::from(2)),
    }
}

/// The stretches in which the number of a judged fact may lie; none for other keys.
fn judged_stretches(cx: &Check<'_>, key: &Expr) -> Vec<(Exact, Exact)> {
    let fact = if let Expr::Fact(id) = key { cx.fact(*id) } else { None };
    match fact.map(|fact| &fact.kind) {
        Some(Kind::Judged(judged)) => judged.bands.iter().map(|band| (band.low, band.high)).collect(),
        _ => Vec::new(),
    }
}

fn show(kind: &Type, unit: &Unit, value: Exact) -> String {
    let whole = || i32::try_from(value.floor()).ok();
    let shown = match kind {
        Type::Date => whole().and_then(Date::from_day_number).map(|date| date.to_string()),
        Type::Time => {
            let minutes = whole().and_then(|minutes| u16::try_from(minutes).ok());
            minutes.and_then(|minutes| Time::new(minutes / 60, minutes % 60)).map(|time| time.to_string())
        }
        _ => None,
    };
    shown.unwrap_or_else(|| unit.show(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(texts: &[&str]) -> BTreeSet<Exact> {
        texts.iter().filter_map(|text| text.parse().ok()).collect()
    }

    fn shown(domain: Domain, texts: &[&str]) -> String {
        let values = representatives(domain, &ends(texts), Exact::ONE);
        values.iter().map(Exact::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn dense_numbers_have_a_witness_between_whole_ends() {
        assert_eq!(shown(Domain::default(), &["89", "90"]), "88 89 89.5 90 91");
    }

    #[test]
    fn whole_numbers_have_nothing_between_neighbours() {
        let whole = Domain { low: Some(Exact::ZERO), high: None, step: Some(Exact::ONE) };
        assert_eq!(shown(whole, &["0", "89", "90"]), "0 1 89 90 91");
    }

    #[test]
    fn ends_off_the_grid_or_outside_the_range_are_no_values() {
        let half =
            Domain { low: Some(Exact::ZERO), high: Some(Exact::from(2)), step: Some(Exact::scaled(1, 2)) };
        assert_eq!(shown(half, &["0", "0.3", "2", "5"]), "0 0.5 2");
    }

    #[test]
    fn days_are_found_from_their_numbers() {
        for text in ["0001-01-01", "2024-02-29", "2024-12-31", "9999-12-31"] {
            let date = Date::parse(text);
            assert_eq!(date.and_then(|date| Date::from_day_number(date.day_number())), date);
        }
    }
}
