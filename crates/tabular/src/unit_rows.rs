//! A table of units: a unit a row, a fact a column.

use std::sync::Arc;

use weiheng::Diagnostics;
use weiheng::Span;
use weiheng::Words;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;
use weiheng::observation::unit_names;

use crate::footing::is_note;
use crate::footing::is_total;
use crate::problem::Problem;
use crate::record_field::gathered;
use crate::table::Row;
use crate::unit_file::set_date;
use crate::value::raw;

/// A column with its heading.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// The heading; nothing where there is none.
    pub(crate) heading: Arc<str>,
    /// Where it stands.
    pub(crate) span: Span,
}

/// The columns that are about the unit itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reserved {
    /// Its name.
    pub(crate) unit: Option<usize>,
    /// The assessment date.
    pub(crate) date: Option<usize>,
    /// Who inspected.
    pub(crate) inspector: Option<usize>,
}

/// The heading of a table of units.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) columns: Vec<Column>,
    pub(crate) reserved: Reserved,
    /// How many rows it takes, from its first.
    pub(crate) rows: usize,
}

/// Reads the rows below the heading. Without a column of unit names, units are called 第2行, 第3行, … after their
/// rows. Totals and notes below the table are no units.
pub(crate) fn read(
    heading: &Row,
    rows: &[Row],
    reserved: Reserved,
    problems: &mut Diagnostics,
) -> Vec<Observations> {
    let head = Head::new(heading, rows.first(), reserved);
    let mut units = Vec::with_capacity(rows.len());
    let mut places = Vec::with_capacity(rows.len());
    for row in rows.iter().skip(head.rows - 1) {
        if let Some(unit) = head.unit(row, problems) {
            units.push(unit);
            places.push(place(row, reserved.unit));
        }
    }
    if reserved.unit.is_some() {
        let names = units.iter().map(|unit| unit.unit.as_deref()).zip(places);
        problems.extend(unit_names::check(&names.collect::<Vec<_>>()));
    }
    units
}

impl Head {
    /// The heading that a row is, with the row below it where that belongs to it.
    pub(crate) fn new(heading: &Row, below: Option<&Row>, reserved: Reserved) -> Self {
        let second = below.filter(|row| is_second_heading(heading, row, reserved));
        let rows = 1 + usize::from(second.is_some());
        Self { columns: columns(heading, second), reserved, rows }
    }

    /// The unit of a row; `None` for totals and notes.
    pub(crate) fn unit(&self, row: &Row, problems: &mut Diagnostics) -> Option<Observations> {
        let reserved = self.reserved;
        if is_footing(row, reserved) {
            return None;
        }
        let mut unit = Observations { unit: name(row, reserved.unit), ..Observations::default() };
        if let Some((column, cell)) = reserved.date.and_then(|column| Some((column, row.filled(column)?))) {
            set_date(&mut unit, (row, column), cell, problems);
        }
        let inspector = reserved.inspector.and_then(|column| row.filled(column));
        unit.inspectors.extend(inspector.map(|cell| (cell.span.source, cell.text.clone())));
        unit.entries = gathered(entries(&self.columns, row, reserved, problems), problems);
        Some(unit)
    }
}

/// Whether the row below the heading belongs to it, as under a merged title of several columns: it names no unit, it
/// fills a column that the heading leaves open, and it holds no figures.
fn is_second_heading(heading: &Row, row: &Row, reserved: Reserved) -> bool {
    let unit = reserved.unit.is_some_and(|column| row.filled(column).is_none());
    let fills = row.all_filled().any(|(column, _)| heading.filled(column).is_none());
    let figures = row.all_filled().any(|(_, cell)| cell.text.starts_with(|sign: char| sign.is_numeric()));
    unit && fills && !figures
}

fn columns(heading: &Row, second: Option<&Row>) -> Vec<Column> {
    let count = heading.cells.len().max(second.map_or(0, |second| second.cells.len()));
    let cell = |column| second.and_then(|row| row.filled(column)).or(heading.cells.get(column));
    let column = |column| match cell(column) {
        Some(cell) => Column { heading: cell.text.as_str().into(), span: cell.span },
        None => Column { heading: Arc::default(), span: Span::default() },
    };
    (0..count).map(column).collect()
}

fn is_footing(row: &Row, reserved: Reserved) -> bool {
    let unit = reserved.unit.and_then(|column| row.filled(column));
    unit.is_some_and(|unit| is_total(&unit.text)) || is_note(row)
}

fn name(row: &Row, unit: Option<usize>) -> Option<String> {
    match unit {
        Some(column) => row.filled(column).map(|cell| cell.text.clone()),
        None => Some(format!("第{}行", row.number)),
    }
}

fn place(row: &Row, unit: Option<usize>) -> Span {
    let cell = unit.and_then(|column| row.cells.get(column)).or(row.cells.first());
    cell.map(|cell| cell.span).unwrap_or_default()
}

/// One entry for each headed column, blank ones included: a heading that is no fact is told even so.
fn entries(columns: &[Column], row: &Row, reserved: Reserved, problems: &mut Diagnostics) -> Vec<Entry> {
    for (column, cell) in row.all_filled() {
        let headed = columns.get(column).is_some_and(|column| !column.heading.is_empty());
        if !headed {
            problems.push(Problem::NoColumnName(column_place(row, column)).at(cell.span));
        }
    }
    let Reserved { unit, date, inspector } = reserved;
    let of_unit = |at: usize| [unit, date, inspector].contains(&Some(at));
    let facts = columns.iter().enumerate().filter(|(at, column)| !column.heading.is_empty() && !of_unit(*at));
    let mut entries = Vec::new();
    for (at, column) in facts {
        let cell = row.address(at, &column.heading);
        entries.push(Entry {
            name: column.heading.to_string(),
            name_span: column.span,
            value: row.filled(at).map_or(Raw::Blank, |found| raw(found, &cell, problems)),
            span: row.cells.get(at).map_or(column.span, |cell| cell.span),
            cell: Some(cell),
        });
    }
    entries
}

/// Of a table without cells of their own name, row and column.
fn column_place(row: &Row, column: usize) -> Words {
    let Words { mut zh, mut en } = row.place(column);
    if row.sheet.is_none() {
        zh.push_str(&format!("第{}列", column + 1));
        en.push_str(&format!(", column {}", column + 1));
    }
    Words { zh, en }
}
