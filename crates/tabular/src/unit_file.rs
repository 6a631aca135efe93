//! A table of one unit: a fact a row.

use std::sync::Arc;

use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::observation::Cell;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;

use crate::heading::is_date;
use crate::heading::is_unit;
use crate::problem::Problem;
use crate::record_field::gathered;
use crate::table;
use crate::table::Row;

/// Reads the rows below the heading. A row named 单元 gives the unit's name, one named 评定日 the assessment date;
/// other columns (条款, 单位, 备注) are for people.
pub(crate) fn read(
    heading: &Row,
    rows: &[Row],
    (fact, value): (usize, usize),
    problems: &mut Diagnostics,
) -> Observations {
    let heading: Arc<str> = heading.cells.get(value).map_or("", |cell| cell.text.as_str()).into();
    let mut unit = Observations::default();
    for row in rows {
        let filled = |column: usize| row.cells.get(column).filter(|cell| !cell.text.is_empty());
        match (filled(fact), filled(value)) {
            (None, None) => {}
            (None, Some(value)) => problems.push(Problem::NoFactName { row: row.number }.at(value.span)),
            (Some(name), Some(value)) if is_unit(&name.text) => set_unit(&mut unit, row, value, problems),
            (Some(name), Some(value)) if is_date(&name.text) => set_date(&mut unit, row, value, problems),
            (Some(name), None) if is_unit(&name.text) || is_date(&name.text) => {}
            (Some(name), found) => {
                let cell = Some(Cell { row: row.number, heading: Arc::clone(&heading) });
                let raw = found.map_or(Raw::Blank, |value| Raw::Text(value.text.clone()));
                let span = found.or(row.cells.get(value)).unwrap_or(name).span;
                let entry = Entry { name: name.text.clone(), name_span: name.span, value: raw, span, cell };
                unit.entries.push(entry);
            }
        }
    }
    unit.entries = gathered(unit.entries, problems);
    unit
}

fn set_unit(unit: &mut Observations, row: &Row, value: &table::Cell, problems: &mut Diagnostics) {
    match &unit.unit {
        Some(earlier) if *earlier != value.text => {
            problems.push(Problem::Twice { row: row.number }.at(value.span));
        }
        _ => unit.unit = Some(value.text.clone()),
    }
}

/// Sets the assessment date of a unit from a cell.
pub(crate) fn set_date(unit: &mut Observations, row: &Row, value: &table::Cell, problems: &mut Diagnostics) {
    match (Date::parse(&value.text), unit.date) {
        (None, _) => problems.push(Problem::BadDate { row: row.number }.at(value.span)),
        (Some(date), Some((earlier, _))) if date != earlier => {
            problems.push(Problem::Twice { row: row.number }.at(value.span));
        }
        (Some(date), _) => unit.date = Some((date, value.span)),
    }
}
