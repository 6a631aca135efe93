//! What was observed of one unit: as it was written down ([`Observations`]), and as a standard reads it
//! ([`Readings`]).
//!
//! [`Observations::from_json`] and the tables of `weiheng-tabular` write [`Observations`]; [`Readings::bind`] reads
//! them as values of a standard's facts, [`Readings::given`] does the same for an example of a clause file.

mod among;
mod bind;
mod disagreement;
#[cfg(test)]
mod example_table;
mod from_example;
mod from_json;
mod items;
mod json_problem;
mod json_value;
mod judged;
mod kind_words;
mod marks;
mod moment;
mod name;
mod number;
mod option;
mod problem;
mod records;
mod show;
mod text;
#[cfg(test)]
mod text_table;
mod truth;
pub mod unit_names;
mod value;

use std::sync::Arc;

use crate::date::Date;
use crate::exact::Exact;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
pub use crate::model::value::Value;
use crate::source::Span;

/// The observations of one unit as written: names and values still text, each with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observations {
    /// The unit's name, where one is given.
    pub unit: Option<String>,
    /// The assessment date, where one is given with the observations.
    pub date: Option<(Date, Span)>,
    /// What was recorded, in order.
    pub entries: Vec<Entry>,
}

/// One recorded value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name it was recorded under.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// The value.
    pub value: Raw,
    /// Where the value stands.
    pub span: Span,
    /// The cell of a table it was read from.
    pub cell: Option<Cell>,
}

/// A cell of a table, as its readers know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The row, counted from 1 as a spreadsheet does.
    pub row: u32,
    /// The heading of the column.
    pub heading: Arc<str>,
}

/// A value as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raw {
    /// Nothing: a blank cell or `null`. Not observed.
    Blank,
    /// A text or a number, exactly as written.
    Text(String),
    /// A JSON `true` or `false`.
    Truth(bool),
    /// A list: of texts (items that are there) or of objects (rows).
    List(Vec<(Raw, Span)>),
    /// An object: the fields of a row, or an item list with its yes and no.
    Fields(Vec<Entry>),
}

/// What is known of one fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// Nothing was recorded.
    #[default]
    NotObserved,
    /// It was recorded as not applicable.
    NotApplicable,
    /// Its value.
    Known(Value),
    /// Nothing was recorded, and the standard says what that counts as (未查 视为 v).
    TakenAs(Value),
    /// A judged fact of which only the band was recorded: the ends of the band.
    Band(Exact, Exact),
    /// A judged number that fits no band, or not the band recorded with it.
    Misjudged,
    /// Several values that disagree.
    Disputed(Vec<Value>),
    /// For each item of a 清单: there, missing, or unseen.
    Items(Vec<Option<bool>>),
    /// The rows of a 名录 in order, each with one reading a field. Rows that are expected but were not recorded
    /// are there with every field not observed.
    Rows(Vec<Vec<Reading>>),
}

/// What a standard's facts are known to be, by position of the fact.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    /// The unit's name.
    pub unit: Option<String>,
    /// The assessment date.
    pub date: Option<Date>,
    pub(crate) readings: Vec<Reading>,
    pub(crate) places: Vec<Option<Span>>,
    /// The same readings as scaled integers, for the quick steps; [`Readings::NOT_PLAIN`] where there is none.
    pub(crate) scaled: Vec<i64>,
}

impl Readings {
    /// Stands for a reading that is no single known value, or one that the fact's scale cannot count.
    pub(crate) const NOT_PLAIN: i64 = i64::MIN;

    /// A fact in the steps of its scale, where it is plainly known.
    #[inline]
    pub(crate) fn plain(&self, fact: FactId) -> Option<i64> {
        self.scaled.get(fact.0 as usize).copied().filter(|value| *value != Self::NOT_PLAIN)
    }

    /// Readings in the order of the facts' declarations, each with its place.
    pub(crate) fn new(
        unit: Option<String>,
        date: Option<Date>,
        facts: &[Fact],
        read: Vec<(Reading, Option<Span>)>,
    ) -> Self {
        let (readings, places): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        let scaled = facts.iter().zip(&readings).map(|(fact, reading)| scaled(&fact.kind, reading)).collect();
        Self { unit, date, readings, places, scaled }
    }

    /// Puts another reading in the place of one.
    pub(crate) fn replace(&mut self, fact: FactId, kind: &Kind, reading: Reading) {
        let at = fact.0 as usize;
        if let (Some(place), Some(steps)) = (self.readings.get_mut(at), self.scaled.get_mut(at)) {
            *steps = scaled(kind, &reading);
            *place = reading;
        }
    }
}

fn scaled(kind: &Kind, reading: &Reading) -> i64 {
    let (Some(scale), Reading::Known(value) | Reading::TakenAs(value)) = (kind.scale(), reading) else {
        return Readings::NOT_PLAIN;
    };
    match value {
        Value::Truth(truth) => i64::from(*truth),
        Value::Option(position) => i64::from(*position),
        Value::Date(date) => i64::from(date.day_number()),
        Value::Time(time) => i64::from(time.minutes()),
        Value::Number(number) => number.to_scaled(scale).unwrap_or(Readings::NOT_PLAIN),
        Value::Text(_) => Readings::NOT_PLAIN,
    }
}
