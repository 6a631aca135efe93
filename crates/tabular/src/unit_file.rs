//! A table with a fact a row: of one unit, or of those that a column names.

use std::collections::BTreeMap;
use std::sync::Arc;

use weiheng::Diagnostics;
use weiheng::Span;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;
use weiheng::observation::date_of;
use weiheng::observation::unit_names;

use crate::footing::is_note;
use crate::footing::is_note_text;
use crate::footing::is_total;
use crate::heading::Columns;
use crate::heading::folded;
use crate::heading::is_date;
use crate::heading::is_inspector;
use crate::heading::is_repeated;
use crate::heading::is_unit;
use crate::problem::Problem;
use crate::table::Cell;
use crate::table::Row;
use crate::unit_rows::Reserved;
use crate::value::raw;

/// Reads the rows below the heading. A row named 单元 gives the unit's name, one named 评定日 the assessment date, one
/// named 检查员 those who inspected. Where columns of these names are there, they say it of each row; a row without a
/// name is about the unit above it, as under a merged cell. Other columns (条款, 单位, 备注) are for people. Record
/// fields are not gathered yet.
pub(crate) fn read(
    heading: &Row,
    rows: &[Row],
    columns: Columns,
    problems: &mut Diagnostics,
) -> Vec<Observations> {
    let mut units = Units::below(heading, columns);
    for row in rows {
        units.read(row, problems);
    }
    let names = units.found.iter().map(|unit| unit.unit.as_deref()).zip(units.places);
    problems.extend(unit_names::check(&names.collect::<Vec<_>>()));
    units.found
}

/// The units of a table, in the order in which they are first named.
struct Units {
    columns: Columns,
    heading: Arc<str>,
    found: Vec<Observations>,
    /// Where each is first named.
    places: Vec<Span>,
    by_name: BTreeMap<String, usize>,
    /// The one that the rows at hand are about.
    current: usize,
}

impl Units {
    fn below(heading: &Row, columns: Columns) -> Self {
        let value = heading.cells.get(columns.value).map_or("", |cell| cell.text.as_str());
        let alone = columns.reserved.unit.is_none();
        Self {
            columns,
            heading: value.into(),
            found: alone.then(Observations::default).into_iter().collect(),
            places: alone.then(Span::default).into_iter().collect(),
            by_name: BTreeMap::new(),
            current: 0,
        }
    }

    fn read(&mut self, row: &Row, problems: &mut Diagnostics) {
        let Columns { fact, value, reserved } = self.columns;
        let found = row.filled(value);
        let Some(name) = row.filled(fact) else {
            if let Some(stray) = found.filter(|_| !is_of_totals(row, reserved)) {
                problems.push(Problem::NoFactName(row.place(value)).at(stray.span));
            }
            return;
        };
        let note = found.is_none() && (is_note(row) || is_note_text(&name.text));
        let repeated = found.is_some_and(|found| is_repeated(&name.text, &found.text));
        if note || repeated || is_of_totals(row, reserved) {
            return;
        }
        let heading = Arc::clone(&self.heading);
        let Some(unit) = self.unit(row, problems) else { return };
        match found {
            None if is_head(&name.text) => {}
            Some(found) if is_head(&name.text) => head(unit, (row, value), &name.text, found, problems),
            found => {
                let span = found.or(row.cells.get(value)).unwrap_or(name).span;
                let cell = row.address(value, &heading);
                let value = found.map_or(Raw::Blank, |found| raw(found, &cell, problems));
                let cell = Some(cell);
                let entry = Entry { name: name.text.clone(), name_span: name.span, value, span, cell };
                unit.entries.push(entry);
            }
        }
    }

    /// The unit that a row is about, with what its columns say of it.
    fn unit(&mut self, row: &Row, problems: &mut Diagnostics) -> Option<&mut Observations> {
        let Reserved { unit, date, inspector } = self.columns.reserved;
        let named = unit.and_then(|column| row.filled(column));
        if named.is_some() || self.found.is_empty() {
            self.turn_to(named, row);
        }
        let unit = self.found.get_mut(self.current)?;
        if let Some((column, cell)) = date.and_then(|column| Some((column, row.filled(column)?))) {
            set_date(unit, (row, column), cell, problems);
        }
        if let Some(cell) = inspector.and_then(|column| row.filled(column)) {
            let said = (cell.span.source, cell.text.clone());
            if !unit.inspectors.contains(&said) {
                unit.inspectors.push(said);
            }
        }
        Some(unit)
    }

    /// Makes the unit of a name the one at hand.
    fn turn_to(&mut self, name: Option<&Cell>, row: &Row) {
        let key = name.map(|cell| folded(&cell.text)).unwrap_or_default();
        self.current = *self.by_name.entry(key).or_insert_with(|| {
            let place = name.or(row.cells.first()).map(|cell| cell.span);
            self.places.push(place.unwrap_or_default());
            let unit = name.map(|cell| cell.text.clone());
            self.found.push(Observations { unit, ..Observations::default() });
            self.found.len() - 1
        });
    }
}

/// Whether a row adds up the units above it.
fn is_of_totals(row: &Row, reserved: Reserved) -> bool {
    let unit = reserved.unit.and_then(|column| row.filled(column));
    unit.is_some_and(|unit| is_total(&unit.text))
}

/// Whether a row is about the unit itself.
fn is_head(name: &str) -> bool {
    is_unit(name) || is_date(name) || is_inspector(name)
}

fn head(unit: &mut Observations, at: (&Row, usize), name: &str, value: &Cell, problems: &mut Diagnostics) {
    if is_date(name) {
        set_date(unit, at, value, problems);
        return;
    }
    if is_inspector(name) {
        unit.inspectors.push((value.span.source, value.text.clone()));
        return;
    }
    match &unit.unit {
        Some(earlier) if *earlier != value.text => {
            problems.push(Problem::Twice(at.0.place(at.1)).at(value.span));
        }
        _ => unit.unit = Some(value.text.clone()),
    }
}

/// Sets the assessment date of a unit from a cell.
pub(crate) fn set_date(
    unit: &mut Observations,
    (row, column): (&Row, usize),
    value: &Cell,
    problems: &mut Diagnostics,
) {
    match (date_of(&value.text), unit.date) {
        (None, _) => {
            let read = value.text.clone();
            problems.push(Problem::BadDate { at: row.place(column), read }.at(value.span));
        }
        (Some(date), Some((earlier, _))) if date != earlier => {
            problems.push(Problem::Twice(row.place(column)).at(value.span));
        }
        (Some(date), _) => unit.date = Some((date, value.span)),
    }
}
