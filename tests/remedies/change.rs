//! Changes of a generated unit: those that a repair tells, written as an officer would write them, and drawn ones.

use std::collections::BTreeSet;

use spec::case::Case;
use spec::generator::choices::Choices;
use spec::generator::facts::Fact;
use spec::generator::facts::Kind;
use spec::generator::facts::WORDS;
use spec::generator::spelling::quoted;
use spec::generator::unit;
use spec::generator::unit::Recorded;
use spec::generator::unit::Unit;
use weiheng::assessment::Repair;
use weiheng::model::fact::FactId;
use weiheng::model::uses::Uses;
use weiheng::repair::agenda::Answer;
use weiheng::repair::agenda::Question;

/// A unit with repairs written into it. Rows that go are taken out last, so that numbers of rows stay right.
pub(crate) fn repaired(case: &Case, unit: &Unit, repairs: &[&Repair]) -> Result<Unit, String> {
    let mut unit = unit.clone();
    let mut gone: Vec<(usize, usize)> = Vec::new();
    for repair in repairs {
        let named = |fact: &Fact| fact.name == repair.fact;
        let at = case.sample.facts.iter().position(named).ok_or(format!("no fact {}", repair.fact))?;
        let fact = &case.sample.facts[at];
        match (&repair.item, &repair.row, &fact.kind) {
            (Some(item), _, Kind::Items(_)) => {
                let place = WORDS.iter().position(|word| word == item).ok_or(format!("no item {item}"))?;
                let there = repair.changes[0].to.zh == "有";
                let Recorded::Items(items) = &mut unit[at] else {
                    return Err(format!("no items: {repair:?}"));
                };
                items[place] = Some(there);
            }
            (_, Some(row), Kind::Records(record)) => {
                let number = row.number as usize - 1;
                if repair.changes.is_empty() {
                    gone.push((at, number));
                    continue;
                }
                let Recorded::Rows(rows) = &mut unit[at] else { return Err(format!("no rows: {repair:?}")) };
                for change in &repair.changes {
                    let wanted = |field: &Fact| Some(&field.name) == change.field.as_ref();
                    let field = record.fields.iter().position(wanted).ok_or("no field")?;
                    rows[number][field] = written(&record.fields[field], &change.to.zh);
                }
            }
            _ => unit[at] = written(fact, &repair.changes[0].to.zh),
        }
    }
    gone.sort_unstable();
    for (at, number) in gone.into_iter().rev() {
        if let Recorded::Rows(rows) = &mut unit[at] {
            rows.remove(number);
        }
    }
    Ok(unit)
}

/// A unit of which a fact or an item is observed as an answer says; `None` for lists.
pub(crate) fn observed(case: &Case, unit: &Unit, question: &Question, answer: &Answer) -> Option<Unit> {
    let at = case.sample.facts.iter().position(|fact| fact.name == question.fact)?;
    let fact = &case.sample.facts[at];
    let said = &answer.values.first()?.zh;
    let mut unit = unit.clone();
    match (&question.item, &fact.kind) {
        (Some(item), Kind::Items(count)) => {
            let place = WORDS.iter().position(|word| word == item)?;
            let mut items = match &unit[at] {
                Recorded::Items(items) => items.clone(),
                _ => vec![None; *count],
            };
            items[place] = Some(said == "有");
            unit[at] = Recorded::Items(items);
        }
        (_, Kind::Records(_)) => return None,
        _ => unit[at] = written(fact, said),
    }
    Some(unit)
}

/// What a report shows of a value, as it is recorded.
fn written(fact: &Fact, text: &str) -> Recorded {
    match &fact.kind {
        Kind::Items(count) => Recorded::Items(vec![Some(true); *count]),
        Kind::Records(_) => Recorded::Rows(Vec::new()),
        _ => Recorded::Value(quoted(text)),
    }
}

/// The facts of a case that may be repaired, by position.
pub(crate) fn repairable(case: &Case) -> Vec<usize> {
    let mut scope = Uses::new(&case.standard.lets);
    case.standard.parts.iter().filter_map(|part| part.applies.as_ref()).for_each(|it| scope.expression(it));
    let scope: BTreeSet<FactId> = scope.facts;
    let facts = (0..).map(FactId).zip(&case.sample.facts).zip(&case.standard.facts);
    let allowed = facts.filter(|((id, fact), declared)| {
        let fixed = matches!(fact.kind, Kind::Date | Kind::Text);
        !declared.external && !scope.contains(id) && !fixed
    });
    allowed.map(|((id, _), _)| id.0 as usize).collect()
}

/// A unit with one fact, one item or one row of some of its facts drawn anew; `None` where nothing can be.
pub(crate) fn drawn(case: &Case, unit: &Unit, at: usize, choices: &mut Choices<'_>) -> Option<Recorded> {
    let fact = &case.sample.facts[at];
    match (&unit[at], &fact.kind) {
        (Recorded::Items(items), _) => {
            let place = choices.below(items.len());
            let mut items = items.clone();
            items[place] = items[place].map(|there| !there);
            Some(Recorded::Items(items))
        }
        (Recorded::Rows(rows), Kind::Records(record)) => {
            let mut rows = rows.clone();
            if rows.is_empty() || record.expected.is_some() {
                return None;
            }
            rows.remove(choices.below(rows.len()));
            Some(Recorded::Rows(rows))
        }
        (Recorded::Value(_), _) => {
            let new = unit::draw(std::slice::from_ref(fact), 0, choices).pop()?;
            matches!(new, Recorded::Value(_)).then_some(new)
        }
        _ => None,
    }
}
