//! A table of units: a unit a row, a fact a column.

use std::sync::Arc;

use weiheng::Diagnostics;
use weiheng::Span;
use weiheng::observation::Cell;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;
use weiheng::observation::unit_names;

use crate::problem::Problem;
use crate::record_field::gathered;
use crate::table::Row;
use crate::unit_file::set_date;

/// A column with its heading.
struct Column {
    heading: Arc<str>,
    span: Span,
}

/// Reads the rows below the heading. Without a column of unit names, units are called 第2行, 第3行, … after their
/// rows.
pub(crate) fn read(
    heading: &Row,
    rows: &[Row],
    (unit, date): (Option<usize>, Option<usize>),
    problems: &mut Diagnostics,
) -> Vec<Observations> {
    let columns: Vec<Column> = heading
        .cells
        .iter()
        .map(|cell| Column { heading: cell.text.as_str().into(), span: cell.span })
        .collect();
    let mut units = Vec::with_capacity(rows.len());
    let mut places = Vec::with_capacity(rows.len());
    for row in rows {
        let mut observations = Observations { unit: name(row, unit), ..Observations::default() };
        if let Some(cell) = date.and_then(|column| row.cells.get(column)).filter(|cell| !cell.text.is_empty())
        {
            set_date(&mut observations, row, cell, problems);
        }
        let entries = entries(&columns, row, [unit, date], problems);
        observations.entries = gathered(entries, problems);
        units.push(observations);
        places.push(place(row, unit));
    }
    if unit.is_some() {
        let names = units.iter().map(|unit| unit.unit.as_deref()).zip(places);
        problems.extend(unit_names::check(&names.collect::<Vec<_>>()));
    }
    units
}

fn name(row: &Row, unit: Option<usize>) -> Option<String> {
    match unit {
        Some(column) => row.cells.get(column).map(|cell| cell.text.clone()).filter(|name| !name.is_empty()),
        None => Some(format!("第{}行", row.number)),
    }
}

fn place(row: &Row, unit: Option<usize>) -> Span {
    let cell = unit.and_then(|column| row.cells.get(column)).or(row.cells.first());
    cell.map(|cell| cell.span).unwrap_or_default()
}

/// One entry for each headed column, blank ones included: a heading that is no fact is told even so.
fn entries(
    columns: &[Column],
    row: &Row,
    reserved: [Option<usize>; 2],
    problems: &mut Diagnostics,
) -> Vec<Entry> {
    for (column, cell) in row.cells.iter().enumerate() {
        let headed = columns.get(column).is_some_and(|column| !column.heading.is_empty());
        if !headed && !cell.text.is_empty() {
            let column = column + 1;
            problems.push(Problem::NoColumnName { row: row.number, column }.at(cell.span));
        }
    }
    let facts = columns
        .iter()
        .enumerate()
        .filter(|(at, column)| !column.heading.is_empty() && !reserved.contains(&Some(*at)));
    facts
        .map(|(at, column)| {
            let cell = row.cells.get(at);
            let text = cell.map(|cell| &cell.text).filter(|text| !text.is_empty());
            Entry {
                name: column.heading.to_string(),
                name_span: column.span,
                value: text.map_or(Raw::Blank, |text| Raw::Text(text.clone())),
                span: cell.map_or(column.span, |cell| cell.span),
                cell: Some(Cell { row: row.number, heading: Arc::clone(&column.heading) }),
            }
        })
        .collect()
}
