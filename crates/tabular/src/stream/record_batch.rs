//! Units in Arrow record batches: a unit a row, a fact a column.

use std::collections::BTreeMap;

use arrow_array::Array;
use arrow_array::ArrayRef;
use arrow_array::RecordBatch;
use arrow_schema::Schema;
use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Observations;
use weiheng::Span;
use weiheng::observation::date_of;
use weiheng::observation::unit_names;
use weiheng::words;

use crate::problem::Problem;
use crate::stream::array;
use crate::stream::array::Value;
use crate::stream::array::entry;
use crate::stream::array::value;
use crate::stream::heading::Heading;
use crate::stream::heading::STREAM;
use crate::stream::scored::Scored;
use crate::stream::scoring::Scoring;
use crate::stream::units::Gate;
use crate::stream::units::Units;

/// Record batches of one schema, and what their columns stand for.
#[derive(Debug)]
pub struct Batches<'a> {
    scoring: &'a Scoring<'a>,
    columns: Vec<(String, Heading)>,
    is_covered: bool,
}

impl<'a> Batches<'a> {
    /// Record batches of this schema.
    ///
    /// # Errors
    /// No standard knows a column, or its type holds no observations.
    pub fn open(scoring: &'a Scoring<'a>, schema: &Schema) -> Result<Self, Diagnostics> {
        let fields = schema.fields();
        let columns: Vec<(String, Heading)> =
            fields.iter().map(|field| (field.name().clone(), scoring.heading(field.name()))).collect();
        let named = columns.iter().filter(|(_, heading)| heading.may_be_unknown());
        let named: Vec<(String, Span)> = named.map(|(name, _)| (name.clone(), Span::default())).collect();
        let mut problems = scoring.unknown(&named);
        for (field, (_, heading)) in fields.iter().zip(&columns) {
            if !matches!(heading, Heading::Ignored) && !array::is_read(field.data_type()) {
                let (column, kind) = (field.name().clone(), field.data_type().to_string());
                problems.push(Problem::UnreadType { column, kind }.of_file(STREAM));
            }
        }
        let headings: Vec<Heading> = columns.iter().map(|(_, heading)| heading.clone()).collect();
        problems.extend(scoring.missing(&headings));
        if problems.has_errors() {
            return Err(problems);
        }
        let names = headings.iter().filter(|heading| matches!(heading, Heading::Unit)).count();
        let is_covered = names == 1 && scoring.is_covered(&headings);
        Ok(Self { scoring, columns, is_covered })
    }

    /// Scores the units of a batch. The first row has this number, counted from 1.
    pub fn score(&self, first: u64, batch: &RecordBatch) -> Scored {
        let columns: Vec<ArrayRef> = batch.columns().iter().map(array::flat).collect();
        let rows = batch.num_rows();
        let mut reading = Reading {
            batches: self,
            columns: &columns,
            units: Units::new(self.scoring, if self.is_covered { rows } else { 0 }, rows),
            plain: vec![self.is_covered; rows],
        };
        if self.is_covered {
            reading.fill();
        }
        reading.units(first);
        reading.units.scored()
    }
}

/// A batch being read.
struct Reading<'s> {
    batches: &'s Batches<'s>,
    columns: &'s [ArrayRef],
    units: Units<'s>,
    /// Rows of which everything is plain.
    plain: Vec<bool>,
}

impl Reading<'_> {
    /// Puts every column where it belongs.
    fn fill(&mut self) {
        for ((_, heading), column) in self.batches.columns.iter().zip(self.columns) {
            match heading {
                Heading::Fact(gate) => self.fact(gate, column.as_ref()),
                Heading::Date => self.dates(column.as_ref()),
                Heading::Other => {
                    let blank = (0..column.len()).map(|row| column.is_null(row));
                    self.plain.iter_mut().zip(blank).for_each(|(plain, blank)| *plain &= blank);
                }
                Heading::Unit | Heading::Kept(_) | Heading::Ignored => {}
            }
        }
    }

    fn fact(&mut self, gate: &Gate, column: &dyn Array) {
        if column.null_count() > 0 && gate.is_looked_at() {
            let known = (0..column.len()).map(|row| column.is_valid(row));
            self.plain.iter_mut().zip(known).for_each(|(plain, known)| *plain &= known);
        }
        let code = self.batches.scoring.manner.inapplicable;
        for (standard, door) in &gate.doors {
            let (facts, _) = self.units.facts_for(column.len());
            let Some(Some(facts)) = facts.get_mut(*standard) else { continue };
            match array::as_written(column, door, code) {
                Some(steps) => facts.enter(door.places(), 0, &steps, &mut self.plain),
                None => {
                    let steps = array::steps(column, door, code, &mut self.plain);
                    facts.enter(door.places(), 0, &steps, &mut self.plain);
                }
            }
        }
    }

    fn dates(&mut self, column: &dyn Array) {
        let mut last: Option<(Option<Date>, bool)> = None;
        for (row, plain) in self.plain.iter_mut().enumerate() {
            let Ok(date) = date(column, row) else {
                *plain = false;
                continue;
            };
            let holds = match last {
                Some((known, holds)) if known == date => holds,
                _ => self.batches.scoring.is_usual(date),
            };
            last = Some((date, holds));
            *plain &= holds;
        }
    }

    /// Ends every unit, in the columns or by itself.
    fn units(&mut self, first: u64) {
        let columns = || self.batches.columns.iter().map(|(_, heading)| heading).zip(self.columns);
        let names = columns().find(|(heading, _)| matches!(heading, Heading::Unit)).map(|(_, names)| names);
        let kept = columns().filter_map(|(heading, column)| match heading {
            Heading::Kept(at) => Some((*at, column)),
            _ => None,
        });
        let kept: BTreeMap<usize, &ArrayRef> = kept.collect();
        for (row, place) in (0..self.plain.len()).zip(first..) {
            let is_plain = self.plain.get(row).copied().unwrap_or(false);
            let name = names.filter(|_| is_plain).map(|names| value(names.as_ref(), row).shown());
            match name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
                Some(name) => {
                    let kept: Vec<String> = (0..self.batches.scoring.manner.kept.len())
                        .map(|at| kept.get(&at).map(|column| value(column.as_ref(), row).shown()))
                        .map(Option::unwrap_or_default)
                        .collect();
                    self.units.end(name, kept.iter().map(String::as_str));
                }
                None => self.by_itself(row, place),
            }
        }
    }

    fn by_itself(&mut self, row: usize, place: u64) {
        let mut unit = Observations::default();
        let mut problems = Diagnostics::new();
        for ((name, heading), column) in self.batches.columns.iter().zip(self.columns) {
            match heading {
                Heading::Unit => {
                    let name = value(column.as_ref(), row).shown();
                    unit.unit = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
                }
                Heading::Date => match date(column.as_ref(), row) {
                    Ok(date) => unit.date = date.map(|date| (date, Span::default())),
                    Err(read) => {
                        let at = words!("「{name}」列", "column `{name}`");
                        problems.push(Problem::BadDate { at, read }.of_file(STREAM));
                    }
                },
                Heading::Ignored => {}
                _ => unit.entries.push(entry(name, array::raw(column.as_ref(), row))),
            }
        }
        if unit.unit.is_none() {
            problems.push(unit_names::nameless(Span::default()));
        }
        if problems.has_errors() {
            self.units.end_rejected(place, unit.unit.as_deref().unwrap_or_default(), problems);
        } else {
            self.units.alone(place, unit);
        }
    }
}

/// The date in a row; what stands there instead.
fn date(column: &dyn Array, row: usize) -> Result<Option<Date>, String> {
    match value(column, row) {
        Value::Null => Ok(None),
        Value::Day(number) => Ok(Date::from_day_number(number)),
        other => {
            let text = other.shown();
            if text.trim().is_empty() { Ok(None) } else { date_of(&text).map(Some).ok_or(text) }
        }
    }
}
