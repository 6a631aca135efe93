//! A table with a fact a row: of one unit, or of those that a column names.

use std::collections::BTreeMap;
use std::sync::Arc;

use weiheng::Diagnostics;
use weiheng::Span;
use weiheng::observation::Cell as Address;
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
use crate::heading::is_repeated;
use crate::heading::like;
use crate::heads::Head;
use crate::heads::Heads;
use crate::problem::Problem;
use crate::table::Cell;
use crate::table::Row;
use crate::unit_rows::Reserved;
use crate::value::raw;

/// Reads the rows below the heading at a position among the rows. A row named 单元 gives the unit's name, one named 评定日 the assessment date, one
/// named 检查员 those who inspected. Where columns of these names are there, they say it of each row; a row without a
/// name is about the unit above it, as under a merged cell. Without a column for units, lines above the heading may say
/// these: `单位名称：东街`. Other columns (条款, 单位, 备注) are for people. Record fields are not gathered yet.
pub(crate) fn read(
    rows: &[Row],
    at: usize,
    (columns, heads): (Columns, &Heads),
    problems: &mut Diagnostics,
) -> Vec<Observations> {
    let Some((above, [heading, below @ ..])) = rows.split_at_checked(at) else { return Vec::new() };
    let mut units = Units::below(heading, columns, heads);
    for row in above {
        units.read_above(row, problems);
    }
    for row in below {
        units.read(row, problems);
    }
    let names = units.found.iter().map(|unit| unit.unit.as_deref()).zip(units.places);
    problems.extend(unit_names::check(&names.collect::<Vec<_>>()));
    units.found
}

/// The units of a table, in the order in which they are first named.
struct Units<'a> {
    heads: &'a Heads,
    columns: Columns,
    /// The columns of values: all that are headed alike.
    values: Vec<usize>,
    heading: Arc<str>,
    found: Vec<Observations>,
    /// Where each is first named.
    places: Vec<Span>,
    by_name: BTreeMap<String, usize>,
    /// The one that the rows at hand are about.
    current: usize,
}

impl<'a> Units<'a> {
    fn below(heading: &Row, columns: Columns, heads: &'a Heads) -> Self {
        let value = heading.cells.get(columns.value).map_or("", |cell| cell.text.as_str());
        let alone = columns.reserved.unit.is_none();
        Self {
            heads,
            columns,
            values: like(heading, columns.value),
            heading: value.into(),
            found: alone.then(Observations::default).into_iter().collect(),
            places: alone.then(Span::default).into_iter().collect(),
            by_name: BTreeMap::new(),
            current: 0,
        }
    }

    fn read_above(&mut self, row: &Row, problems: &mut Diagnostics) {
        let Some(unit) = self.found.first_mut() else { return };
        for (column, head, value) in self.heads.said_above(row) {
            set_head(unit, (row, column), head, &value, problems);
        }
    }

    fn read(&mut self, row: &Row, problems: &mut Diagnostics) {
        let Columns { fact, value, reserved } = self.columns;
        let filled = |column: &usize| Some((*column, row.filled(*column)?));
        let found: Vec<(usize, &Cell)> = self.values.iter().filter_map(filled).collect();
        let first = found.first().copied();
        let Some(name) = row.filled(fact) else {
            if let Some((column, stray)) = first.filter(|_| !is_total_row(row)) {
                problems.push(Problem::NoFactName(row.place(column)).at(stray.span));
            }
            return;
        };
        let note = found.is_empty() && (is_note(row) || is_note_text(&name.text));
        let repeated = first.is_some_and(|(_, found)| is_repeated(&name.text, &found.text));
        if note || repeated || reserved.unit.is_some_and(|unit| is_total_at(row, unit)) {
            return;
        }
        let (heading, head) = (Arc::clone(&self.heading), self.heads.of(&name.text));
        let Some(unit) = self.unit(row, problems) else { return };
        for (column, cell) in &found {
            match head {
                Some(head) => set_head(unit, (row, *column), head, cell, problems),
                None => {
                    let address = row.address(*column, &heading);
                    unit.entries.push(entry(name, raw(cell, &address, problems), cell.span, address));
                }
            }
        }
        if found.is_empty() && head.is_none() {
            let span = row.cells.get(value).unwrap_or(name).span;
            unit.entries.push(entry(name, Raw::Blank, span, row.address(value, &heading)));
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

/// Whether a row without a fact adds up those above it: it begins with 合计.
fn is_total_row(row: &Row) -> bool {
    row.all_filled().next().is_some_and(|(column, _)| is_total_at(row, column))
}

fn is_total_at(row: &Row, column: usize) -> bool {
    row.filled(column).is_some_and(|cell| is_total(&cell.text))
}

fn entry(name: &Cell, value: Raw, span: Span, cell: Address) -> Entry {
    Entry { name: name.text.clone(), name_span: name.span, value, span, cell: Some(cell) }
}

/// Takes what a row says of the unit itself.
fn set_head(
    unit: &mut Observations,
    at: (&Row, usize),
    head: Head,
    value: &Cell,
    problems: &mut Diagnostics,
) {
    match (head, &unit.unit) {
        (Head::Date, _) => set_date(unit, at, value, problems),
        (Head::Inspector, _) => unit.inspectors.push((value.span.source, value.text.clone())),
        (Head::Unit, Some(earlier)) if *earlier != value.text => {
            problems.push(Problem::Twice(at.0.place(at.1)).at(value.span));
        }
        (Head::Unit, _) => unit.unit = Some(value.text.clone()),
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
