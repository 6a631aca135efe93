//! What may be recorded of each fact of a checked standard: for numbers, days and times those the clause file names
//! and their neighbours, so that every limit is met, missed and just missed.

use std::collections::BTreeSet;

use spec::generator::spelling::quoted;
use weiheng::Readings;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::Time;
use weiheng::model::fact::Fact;
use weiheng::model::fact::Kind;
use weiheng::observation::Observations;

/// A fact, or a field of a list, with what may be recorded of it.
#[derive(Debug)]
pub(crate) struct Observable {
    /// Its name.
    pub name: String,
    /// Its values as JSON; for an item list the items; nothing for a list of rows.
    pub values: Vec<String>,
    /// What it is made of.
    pub shape: Shape,
    /// Whether it may be recorded as not applicable.
    pub may_be_inapplicable: bool,
}

/// What a recorded value is made of.
#[derive(Debug)]
pub(crate) enum Shape {
    /// One value.
    Value,
    /// Items, each there or missing.
    Items,
    /// Rows of fields.
    Rows(Rows),
}

/// What the rows of a list are made of.
#[derive(Debug)]
pub(crate) struct Rows {
    /// The fields.
    pub fields: Vec<Observable>,
    /// The number of rows there must be.
    pub expected: usize,
    /// The field by which rows are known apart, by position.
    pub key: Option<usize>,
}

/// What may be recorded of the facts of a standard, given the text of its file.
pub(crate) fn observables(standard: &Standard, text: &str) -> Vec<Observable> {
    let mentioned = Mentioned::of(text);
    standard.facts.iter().map(|fact| observable(standard, fact, &mentioned, &|json| json)).collect()
}

fn observable(
    standard: &Standard,
    fact: &Fact,
    mentioned: &Mentioned,
    within: &dyn Fn(String) -> String,
) -> Observable {
    let named = |value: &str| within(format!("{{ {}: {value} }}", quoted(&fact.name)));
    let shape = match &fact.kind {
        Kind::Items(_) => Shape::Items,
        Kind::Records(records) => {
            let row = |json: String| named(&format!("[{json}]"));
            let fields = records.fields.iter().map(|field| observable(standard, field, mentioned, &row));
            Shape::Rows(Rows {
                fields: fields.collect(),
                expected: records.expected.unwrap_or(0) as usize,
                key: records.key.map(|key| key.0 as usize),
            })
        }
        _ => Shape::Value,
    };
    let mut values = mentioned.values(&fact.kind);
    if matches!(shape, Shape::Value) {
        values.retain(|value| reads(standard, &named(value)));
        assert!(!values.is_empty(), "nothing can be recorded of {}", fact.name);
    }
    Observable { name: fact.name.clone(), values, shape, may_be_inapplicable: fact.may_be_inapplicable }
}

/// Whether the standard takes these observations.
fn reads(standard: &Standard, facts: &str) -> bool {
    let read = Observations::from_json(SourceId(1), &format!("{{ \"观测\": {facts} }}"));
    read.value
        .is_some_and(|units| units.iter().all(|unit| Readings::bind(standard, unit).diagnostics.is_empty()))
}

/// The numbers, days and times of a text, with their neighbours.
struct Mentioned {
    numbers: Vec<String>,
    days: Vec<String>,
    times: Vec<String>,
}

impl Mentioned {
    fn of(text: &str) -> Self {
        let words = text.split(|character: char| !matches!(character, '0'..='9' | '.' | '-' | ':'));
        let words: BTreeSet<&str> = words.map(|word| word.trim_matches(['.', '-', ':'])).collect();
        let mut found = Self { numbers: Vec::new(), days: Vec::new(), times: Vec::new() };
        for word in words {
            if let Some(date) = weiheng::Date::parse(word) {
                let near = (-1..=1).filter_map(|by| weiheng::Date::from_day_number(date.day_number() + by));
                found.days.extend(near.map(|day| quoted(&day.to_string())));
            } else if let Some(time) = Time::parse(word) {
                let near = (-1..=1).filter_map(|by| time.minutes().checked_add_signed(by));
                let near = near.filter_map(|minutes| Time::new(minutes / 60, minutes % 60));
                found.times.extend(near.map(|time| quoted(&time.to_string())));
            } else if let Ok(number) = word.parse::<weiheng::Exact>() {
                found.numbers.extend(near(number));
            }
        }
        found.numbers.extend(["0", "1", "2", "0.5"].map(str::to_owned));
        found.days.push(quoted("2020-02-29"));
        found.times.push(quoted("12:00"));
        for list in [&mut found.numbers, &mut found.days, &mut found.times] {
            list.sort();
            list.dedup();
        }
        found
    }

    /// The values of a kind, as JSON; some may not fit the fact.
    fn values(&self, kind: &Kind) -> Vec<String> {
        match kind {
            Kind::YesNo => vec!["true".to_owned(), "false".to_owned()],
            Kind::Number(_) | Kind::Judged(_) => self.numbers.clone(),
            Kind::Level(names) | Kind::Choice(names) | Kind::Items(names) => {
                names.iter().map(|name| quoted(name)).collect()
            }
            Kind::Date => self.days.clone(),
            Kind::Time => self.times.clone(),
            Kind::Text => ["甲", "乙"].map(quoted).to_vec(),
            Kind::Records(_) => Vec::new(),
        }
    }
}

/// A number and what is one or a tenth away from it, as JSON.
fn near(number: weiheng::Exact) -> Vec<String> {
    let away = ["-1", "-0.1", "0", "0.1", "1"];
    let away = away.iter().filter_map(|by| number.plus(by.parse().ok()?));
    away.map(|number| number.to_string()).collect()
}
