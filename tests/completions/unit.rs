//! Units of a checked standard: drawn whole, hidden in part, completed again.

use spec::generator::choices::Choices;
use spec::generator::spelling::quoted;

use crate::completions::observable::Observable;
use crate::completions::observable::Rows;
use crate::completions::observable::Shape;

/// What was recorded of one fact.
#[derive(Clone, Debug)]
pub(crate) enum Recorded {
    /// Nothing.
    Unseen,
    /// A value as JSON, or 不适用.
    Value(String),
    /// For each item: there, missing or unseen.
    Items(Vec<Option<bool>>),
    /// Rows of fields.
    Rows(Vec<Vec<Recorded>>),
}

impl Recorded {
    /// The value as it is written.
    fn written(&self) -> Option<&str> {
        match self {
            Self::Value(value) => Some(value),
            Self::Unseen | Self::Items(_) | Self::Rows(_) => None,
        }
    }
}

/// Draws a unit of which everything is known.
pub(crate) fn whole(facts: &[Observable], choices: &mut Choices<'_>) -> Vec<Recorded> {
    facts.iter().map(|fact| recorded(fact, choices)).collect()
}

/// The unit with so many in a hundred of its facts, items, rows and fields hidden.
pub(crate) fn hidden(
    facts: &[Observable],
    unit: &[Recorded],
    percent: usize,
    choices: &mut Choices<'_>,
) -> Vec<Recorded> {
    let hide = |(fact, recorded): (&Observable, &Recorded)| match (recorded, &fact.shape) {
        _ if choices.chance(percent) => Recorded::Unseen,
        (Recorded::Items(items), _) => {
            let item = |item: &Option<bool>| if choices.chance(percent) { None } else { *item };
            Recorded::Items(items.iter().map(item).collect())
        }
        (Recorded::Rows(rows), Shape::Rows(shape)) => {
            Recorded::Rows(fewer_rows(shape, rows, percent, choices))
        }
        _ => recorded.clone(),
    };
    facts.iter().zip(unit).map(hide).collect()
}

/// Rows with fields hidden, all but the key; where a number of rows is expected, the last may be missing.
fn fewer_rows(
    shape: &Rows,
    rows: &[Vec<Recorded>],
    percent: usize,
    choices: &mut Choices<'_>,
) -> Vec<Vec<Recorded>> {
    let lost = if shape.expected > 0 && choices.chance(percent) { 1 } else { 0 };
    let left = &rows[..rows.len() - lost];
    let hide = |row: &Vec<Recorded>| {
        let mut seen = hidden(&shape.fields, row, percent, choices);
        if let Some(key) = shape.key {
            seen[key] = row[key].clone();
        }
        seen
    };
    left.iter().map(hide).collect()
}

/// Completions of a unit: all of them where there are at most `limit`, otherwise `limit` drawn ones.
pub(crate) fn completions(
    facts: &[Observable],
    unit: &[Recorded],
    limit: usize,
    choices: &mut Choices<'_>,
) -> Vec<Vec<Recorded>> {
    let mut all = vec![Vec::new()];
    for (fact, recorded) in facts.iter().zip(unit) {
        let Some(values) = values(fact, recorded).filter(|values| values.len() * all.len() <= limit) else {
            return (0..limit).map(|_| completed(facts, unit, choices)).collect();
        };
        let grown = all.iter().flat_map(|row: &Vec<Recorded>| {
            values.iter().map(|value| row.iter().chain([value]).cloned().collect())
        });
        all = grown.collect();
    }
    all
}

/// The unit as JSON.
pub(crate) fn json(facts: &[Observable], unit: &[Recorded]) -> String {
    format!("{{ \"观测\": {} }}", fields(facts, unit))
}

fn fields(facts: &[Observable], row: &[Recorded]) -> String {
    let fields = facts.iter().zip(row);
    let fields = fields
        .filter_map(|(fact, recorded)| Some(format!("{}: {}", quoted(&fact.name), value(fact, recorded)?)));
    format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
}

fn value(fact: &Observable, recorded: &Recorded) -> Option<String> {
    match (recorded, &fact.shape) {
        (Recorded::Unseen, _) => None,
        (Recorded::Value(value), _) => Some(value.clone()),
        (Recorded::Items(items), _) => {
            let items = fact.values.iter().zip(items);
            let items = items.filter_map(|(name, there)| Some(format!("{name}: {}", (*there)?)));
            Some(format!("{{ {} }}", items.collect::<Vec<_>>().join(", ")))
        }
        (Recorded::Rows(rows), Shape::Rows(shape)) => {
            let rows: Vec<String> = rows.iter().map(|row| fields(&shape.fields, row)).collect();
            Some(format!("[{}]", rows.join(", ")))
        }
        (Recorded::Rows(_), _) => panic!("{} has no rows", fact.name),
    }
}

fn recorded(fact: &Observable, choices: &mut Choices<'_>) -> Recorded {
    if fact.may_be_inapplicable && choices.chance(20) {
        return Recorded::Value(quoted("不适用"));
    }
    match &fact.shape {
        Shape::Value => Recorded::Value(choices.one(&fact.values)),
        Shape::Items => Recorded::Items(fact.values.iter().map(|_| Some(choices.chance(50))).collect()),
        Shape::Rows(shape) => {
            let count = choices.below(4).max(shape.expected);
            Recorded::Rows(more_rows(shape, Vec::new(), count, choices))
        }
    }
}

/// Rows and as many more as there must be, each with a key of its own.
fn more_rows(
    shape: &Rows,
    mut rows: Vec<Vec<Recorded>>,
    count: usize,
    choices: &mut Choices<'_>,
) -> Vec<Vec<Recorded>> {
    while rows.len() < count {
        let mut row = whole(&shape.fields, choices);
        if let Some(key) = shape.key {
            let taken: Vec<&str> = rows.iter().filter_map(|row| row[key].written()).collect();
            let free = shape.fields[key].values.iter().find(|value| !taken.contains(&value.as_str()));
            let Some(free) = free else { break };
            row[key] = Recorded::Value(free.clone());
        }
        rows.push(row);
    }
    rows
}

/// Draws a completion of a unit: everything that is open becomes one of the values it may have.
pub(crate) fn completed(facts: &[Observable], unit: &[Recorded], choices: &mut Choices<'_>) -> Vec<Recorded> {
    let complete = |(fact, open): (&Observable, &Recorded)| match (open, &fact.shape) {
        (Recorded::Unseen, _) => recorded(fact, choices),
        (Recorded::Items(items), _) => {
            Recorded::Items(items.iter().map(|item| item.or_else(|| Some(choices.chance(50)))).collect())
        }
        (Recorded::Rows(rows), Shape::Rows(shape)) => {
            let rows = rows.iter().map(|row| completed(&shape.fields, row, choices)).collect();
            Recorded::Rows(more_rows(shape, rows, shape.expected, choices))
        }
        _ => open.clone(),
    };
    facts.iter().zip(unit).map(complete).collect()
}

/// Every value of what is open, where those are few; `None` where they are not.
fn values(fact: &Observable, open: &Recorded) -> Option<Vec<Recorded>> {
    match (open, &fact.shape) {
        (Recorded::Value(_), _) => Some(vec![open.clone()]),
        (Recorded::Unseen, Shape::Value) => {
            let none = fact.may_be_inapplicable.then(|| quoted("不适用"));
            Some(fact.values.iter().cloned().chain(none).map(Recorded::Value).collect())
        }
        (Recorded::Items(items), _) if items.iter().all(Option::is_some) => Some(vec![open.clone()]),
        (Recorded::Rows(rows), Shape::Rows(shape)) if rows.len() >= shape.expected => {
            let known = |(field, open): (&Observable, &Recorded)| {
                !matches!(open, Recorded::Unseen) && values(field, open).is_some_and(|all| all.len() == 1)
            };
            let known = rows.iter().all(|row| shape.fields.iter().zip(row).all(known));
            known.then(|| vec![open.clone()])
        }
        _ => None,
    }
}
