//! What was observed of one unit: as it was written down ([`Observations`]), and as a standard reads it
//! ([`Readings`]).
//!
//! [`Observations::from_json`] and the tables of `weiheng-tabular` write [`Observations`]; [`Readings::bind`] reads
//! them as values of a standard's facts, [`Readings::given`] does the same for an example of a clause file.

mod among;
mod aside;
mod bind;
mod disagreement;
#[cfg(test)]
mod example_table;
pub mod exponent;
mod from_example;
mod from_json;
mod items;
mod json_problem;
mod json_value;
mod judged;
mod kind_words;
mod marks;
mod merge;
mod moment;
mod name;
mod number;
mod option;
pub mod overrides;
mod problem;
mod records;
mod show;
mod text;
#[cfg(test)]
mod text_table;
mod truth;
pub mod unit_names;
mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::date::Date;
use crate::exact::Exact;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
pub use crate::model::value::Value;
pub use crate::observation::moment::date_of;
pub use crate::observation::moment::day_help;
use crate::observation::overrides::Overridden;
use crate::observation::problem::shortened;
use crate::source::SourceId;
use crate::source::Span;
use crate::source::address;
use crate::words;
use crate::words::Words;

/// The observations of one unit as written: names and values still text, each with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Observations {
    /// The unit's name, where one is given.
    pub unit: Option<String>,
    /// The assessment date, where one is given with the observations.
    pub date: Option<(Date, Span)>,
    /// Who inspected, where that is recorded: of each file.
    pub inspectors: Vec<(SourceId, String)>,
    /// The form that was filled in, where it was one.
    pub form: Option<Form>,
    /// What was recorded, in order.
    pub entries: Vec<Entry>,
}

impl Observations {
    /// The same unit without anything recorded of it.
    pub fn head(&self) -> Self {
        let Self { unit, date, inspectors, form, entries: _ } = self;
        Self {
            unit: unit.clone(),
            date: *date,
            inspectors: inspectors.clone(),
            form: form.clone(),
            entries: Vec::new(),
        }
    }
}

/// The form that observations were filled into: of which standard, and of which edition of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The id of the standard.
    pub standard: Option<String>,
    /// What tells the edition of the clause file from others.
    pub edition: Option<String>,
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
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The row, counted from 1 as a spreadsheet does.
    pub row: u32,
    /// The column, counted from 1.
    pub column: u32,
    /// The heading of the column.
    pub heading: Arc<str>,
}

impl Cell {
    /// The cell of a workbook, or the row of another table: `「填报」表 F12`, `第3行`.
    pub fn place(&self) -> Words {
        let row = self.row;
        match &self.sheet {
            Some(sheet) => {
                let (sheet, cell) = (shortened(sheet), address(row, self.column));
                words!("「{sheet}」表 {cell}", "sheet `{sheet}`, cell {cell}")
            }
            None => words!("第{row}行", "row {row}"),
        }
    }
}

/// One of several values of a fact that disagree, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// The fact.
    pub fact: FactId,
    /// What is said of it.
    pub value: Value,
    /// Where.
    pub spot: Spot,
    /// Who inspected.
    pub inspector: Option<String>,
}

/// Where a reading was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The place in the text.
    pub span: Span,
    /// The cell of a table.
    pub cell: Option<Cell>,
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
    pub(crate) spots: Vec<Option<Spot>>,
    /// Of facts of which several files say different things: each value with its place.
    pub(crate) sayings: Vec<Saying>,
    /// The same readings as scaled integers, for the quick steps; [`Readings::NOT_PLAIN`] where there is none.
    pub(crate) scaled: Vec<i64>,
    /// What was recorded of the facts that are overridden.
    pub(crate) originals: BTreeMap<FactId, Reading>,
    /// The overrides of the unit, those that no longer count included.
    pub(crate) overrides: Vec<Overridden>,
}

impl Readings {
    /// Stands for a reading that is no single known value, or one that the fact's scale cannot count.
    pub(crate) const NOT_PLAIN: i64 = i64::MIN;

    /// A fact in the steps of its scale, where it is plainly known.
    #[inline]
    pub(crate) fn plain(&self, fact: FactId) -> Option<i64> {
        self.plain_facts().plain(fact)
    }

    /// The facts that are plainly known.
    #[inline]
    pub(crate) fn plain_facts(&self) -> PlainFacts<'_> {
        PlainFacts(&self.scaled)
    }

    /// Readings in the order of the facts' declarations, each with its place.
    pub(crate) fn new(
        unit: Option<String>,
        date: Option<Date>,
        facts: &[Fact],
        read: Vec<(Reading, Option<Spot>)>,
    ) -> Self {
        let (readings, spots): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        let scaled = facts.iter().zip(&readings).map(|(fact, reading)| scaled(&fact.kind, reading)).collect();
        Self {
            unit,
            date,
            readings,
            spots,
            sayings: Vec::new(),
            scaled,
            originals: BTreeMap::new(),
            overrides: Vec::new(),
        }
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

/// Facts in the steps of their scales, by position; [`Readings::NOT_PLAIN`] where one is not plainly known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlainFacts<'a>(pub(crate) &'a [i64]);

impl PlainFacts<'_> {
    /// A fact, where it is plainly known.
    #[inline]
    pub(crate) fn plain(self, fact: FactId) -> Option<i64> {
        self.0.get(fact.0 as usize).copied().filter(|value| *value != Readings::NOT_PLAIN)
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
