//! Units: what was recorded of every fact, as JSON, and ways to complete what was not.

use crate::generator::choices::Choices;
use crate::generator::facts::Fact;
use crate::generator::facts::Judged;
use crate::generator::facts::Kind;
use crate::generator::facts::NumberKind;
use crate::generator::facts::WORDS;
use crate::generator::record::Record;
use crate::generator::spelling::clock;
use crate::generator::spelling::day;
use crate::generator::spelling::decimal;
use crate::generator::spelling::quoted;

/// What was recorded of one fact.
#[derive(Clone, Debug)]
pub enum Recorded {
    /// Nothing.
    Unseen,
    /// 不适用.
    NotApplicable,
    /// A value, as JSON.
    Value(String),
    /// The band of a judged fact, without a number.
    Band(usize),
    /// For each item: there, missing or unseen.
    Items(Vec<Option<bool>>),
    /// Rows of fields.
    Rows(Vec<Vec<Recorded>>),
}

/// A unit: what was recorded of each fact, in the order of the facts.
pub type Unit = Vec<Recorded>;

/// Draws a unit of which so many facts in a hundred were not seen.
pub fn draw(facts: &[Fact], unseen: usize, choices: &mut Choices<'_>) -> Unit {
    facts.iter().map(|fact| recorded(fact, unseen, choices)).collect()
}

/// Draws a completion of a unit: everything that is open becomes one of the values it may have.
pub fn complete(facts: &[Fact], unit: &Unit, choices: &mut Choices<'_>) -> Unit {
    facts.iter().zip(unit).map(|(fact, recorded)| completed(fact, recorded, choices)).collect()
}

/// The unit as JSON.
pub fn json(facts: &[Fact], unit: &Unit, date: Option<&str>) -> String {
    let date = date.map_or(String::new(), |date| format!("\"评定日\": {}, ", quoted(date)));
    format!("{{ {date}\"观测\": {} }}", fields(facts, unit))
}

fn fields(facts: &[Fact], row: &[Recorded]) -> String {
    let field = |(fact, recorded): (&Fact, &Recorded)| {
        Some(format!("{}: {}", quoted(&fact.name), value(fact, recorded)?))
    };
    let fields: Vec<String> = facts.iter().zip(row).filter_map(field).collect();
    format!("{{ {} }}", fields.join(", "))
}

fn value(fact: &Fact, recorded: &Recorded) -> Option<String> {
    Some(match (recorded, &fact.kind) {
        (Recorded::Unseen, _) => return None,
        (Recorded::NotApplicable, _) => quoted("不适用"),
        (Recorded::Value(value), _) => value.clone(),
        (Recorded::Band(band), Kind::Judged(judged)) => quoted(judged.bands[*band].0.expect("a named band")),
        (Recorded::Items(items), _) => {
            let item =
                |(word, there): (&&str, &Option<bool>)| Some(format!("{}: {}", quoted(word), (*there)?));
            let items: Vec<String> = WORDS.iter().zip(items).filter_map(item).collect();
            format!("{{ {} }}", items.join(", "))
        }
        (Recorded::Rows(rows), Kind::Records(record)) => {
            let rows: Vec<String> = rows.iter().map(|row| fields(&record.fields, row)).collect();
            format!("[{}]", rows.join(", "))
        }
        _ => panic!("{recorded:?} was not recorded of {fact:?}"),
    })
}

fn recorded(fact: &Fact, unseen: usize, choices: &mut Choices<'_>) -> Recorded {
    let unseen_too = if fact.taken_as.is_some() { 40 } else { 0 };
    if choices.chance(unseen.max(unseen_too)) {
        return Recorded::Unseen;
    }
    if fact.may_be_inapplicable && choices.chance(20) {
        return Recorded::NotApplicable;
    }
    match &fact.kind {
        Kind::Items(count) => {
            let item = |choices: &mut Choices<'_>| {
                if choices.chance(unseen) { None } else { Some(choices.chance(50)) }
            };
            Recorded::Items((0..*count).map(|_| item(choices)).collect())
        }
        Kind::Records(record) => {
            let expected = record.expected.filter(|_| unseen == 0).unwrap_or(0);
            let count = expected.max(choices.below(4));
            Recorded::Rows((0..count).map(|_| draw(&record.fields, unseen, choices)).collect())
        }
        Kind::Judged(judged) if unseen > 0 && judged.bands[0].0.is_some() && choices.chance(15) => {
            Recorded::Band(choices.below(judged.bands.len()))
        }
        kind => Recorded::Value(known(kind, choices)),
    }
}

fn completed(fact: &Fact, recorded: &Recorded, choices: &mut Choices<'_>) -> Recorded {
    match (recorded, &fact.kind) {
        (Recorded::Unseen, _) if fact.taken_as.is_some() => Recorded::Unseen,
        (Recorded::Unseen, _) => self::recorded(fact, 0, choices),
        (Recorded::Band(band), Kind::Judged(judged)) => Recorded::Value(in_band(judged, *band, choices)),
        (Recorded::Items(items), _) => Recorded::Items(
            items.iter().map(|item| Some(item.unwrap_or_else(|| choices.chance(50)))).collect(),
        ),
        (Recorded::Rows(rows), Kind::Records(record)) => {
            let mut rows: Vec<Unit> = rows.iter().map(|row| complete(&record.fields, row, choices)).collect();
            while rows.len() < record.expected.unwrap_or(0) {
                rows.push(complete(&record.fields, &vec![Recorded::Unseen; record.fields.len()], choices));
            }
            Recorded::Rows(rows)
        }
        _ => recorded.clone(),
    }
}

/// A value of a kind, as a clause file writes it.
pub fn literal(kind: &Kind, choices: &mut Choices<'_>) -> String {
    match kind {
        Kind::YesNo => choices.one(&["否", "是"]).to_owned(),
        Kind::Text => known(kind, choices),
        _ => known(kind, choices).trim_matches('"').to_owned(),
    }
}

/// A value of a kind, as JSON.
fn known(kind: &Kind, choices: &mut Choices<'_>) -> String {
    match kind {
        Kind::YesNo => choices.one(&["false", "true", "\"是\"", "\"否\"", "\"√\""]).to_owned(),
        Kind::Number(number) => drawn(number, choices),
        Kind::Level(count) | Kind::Choice(count) => quoted(WORDS[choices.below(*count)]),
        Kind::Date => quoted(&day(choices.between(0, 18) * 20)),
        Kind::Time => quoted(&clock(choices.between(26, 38))),
        Kind::Text => quoted(choices.one(&WORDS)),
        Kind::Judged(judged) => {
            let band = choices.below(judged.bands.len());
            in_band(judged, band, choices)
        }
        Kind::Items(_) | Kind::Records(_) => panic!("lists are recorded item by item"),
    }
}

fn in_band(judged: &Judged, band: usize, choices: &mut Choices<'_>) -> String {
    let (_, low, high) = judged.bands[band];
    decimal(low + judged.step * choices.between(0, (high - low) / judged.step))
}

fn drawn(number: &NumberKind, choices: &mut Choices<'_>) -> String {
    let (low, high) = number.range.unwrap_or(match number.unit {
        "%" => (0, 100_000),
        "‰" | "/10万" => (0, 120_000),
        _ if number.word == "计数" => (0, 8000),
        _ => (-3000, 15_000),
    });
    // Where everything in between is a value, the ends and the quarters come up most.
    let step = number.step.unwrap_or_else(|| choices.one(&[500, 250, 100, 7]));
    let step = if number.unit == "%" && choices.chance(40) { step.max(5000) } else { step };
    let drawn = low + step * choices.between(0, (high - low) / step);
    let on_grid = number.step.is_none_or(|step| drawn % step == 0);
    let value = decimal(if on_grid { drawn } else { low });
    if choices.chance(20) { quoted(&format!("{value}{}", number.unit)) } else { value }
}

/// How many values there are for what is open, where a fact has few; `None` where it has many.
pub fn all_values(fact: &Fact, recorded: &Recorded) -> Option<Vec<Recorded>> {
    if !matches!(recorded, Recorded::Unseen) || fact.taken_as.is_some() {
        return Some(vec![recorded.clone()]);
    }
    let values = |all: Vec<String>| all.into_iter().map(Recorded::Value).collect::<Vec<_>>();
    let mut all = match &fact.kind {
        Kind::YesNo => values(vec!["true".to_owned(), "false".to_owned()]),
        Kind::Level(count) | Kind::Choice(count) => {
            values(WORDS[..*count].iter().map(|word| quoted(word)).collect())
        }
        Kind::Number(number) => {
            let ((low, high), step) = (number.range?, number.step?);
            let first = (low + step - 1).div_euclid(step);
            values((first..=high.div_euclid(step)).map(|steps| decimal(steps * step)).collect())
        }
        Kind::Judged(judged) => {
            let band = |(_, low, high): &(Option<&str>, i64, i64)| {
                (0..=(high - low) / judged.step)
                    .map(|steps| decimal(low + steps * judged.step))
                    .collect::<Vec<_>>()
            };
            values(judged.bands.iter().flat_map(band).collect())
        }
        Kind::Items(_) | Kind::Date | Kind::Time | Kind::Text | Kind::Records(_) => return None,
    };
    if fact.may_be_inapplicable {
        all.push(Recorded::NotApplicable);
    }
    Some(all)
}

impl Record {
    /// How many rows there must be at least.
    pub fn least(&self) -> usize {
        self.expected.unwrap_or(0)
    }
}
