//! A table of one unit: a fact a row.

use std::sync::Arc;

use weiheng::Diagnostics;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;
use weiheng::observation::date_of;

use crate::footing::is_note_text;
use crate::heading::is_date;
use crate::heading::is_inspector;
use crate::heading::is_repeated;
use crate::heading::is_unit;
use crate::problem::Problem;
use crate::table::Cell;
use crate::table::Row;
use crate::value::raw;

/// Reads the rows below the heading. A row named 单元 gives the unit's name, one named 评定日 the assessment date, one
/// named 检查员 those who inspected; other columns (条款, 单位, 备注) are for people. Record fields are not gathered yet.
pub(crate) fn read(
    heading: &Row,
    rows: &[Row],
    (fact, value): (usize, usize),
    problems: &mut Diagnostics,
) -> Observations {
    let heading: Arc<str> = heading.cells.get(value).map_or("", |cell| cell.text.as_str()).into();
    let mut unit = Observations::default();
    for row in rows {
        let Some(name) = row.filled(fact) else {
            if let Some(stray) = row.filled(value) {
                problems.push(Problem::NoFactName(row.place(value)).at(stray.span));
            }
            continue;
        };
        match row.filled(value) {
            None if is_note_text(&name.text) || is_head(&name.text) => {}
            Some(found) if is_repeated(&name.text, &found.text) => {}
            Some(found) if is_head(&name.text) => {
                head(&mut unit, (row, value), &name.text, found, problems);
            }
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
    unit
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
        (None, _) => problems.push(Problem::BadDate(row.place(column)).at(value.span)),
        (Some(date), Some((earlier, _))) if date != earlier => {
            problems.push(Problem::Twice(row.place(column)).at(value.span));
        }
        (Some(date), _) => unit.date = Some((date, value.span)),
    }
}
