//! Units in CSV, a unit a row, as blocks of a longer table.

use weiheng::Diagnostics;
use weiheng::Observations;
use weiheng::Span;
use weiheng::observation::unit_names;

use crate::heading::Layout;
use crate::heading::find;
use crate::problem::Problem;
use crate::stream::cells::Cells;
use crate::stream::frame::Frame;
use crate::stream::heading::Heading;
use crate::stream::heading::STREAM;
use crate::stream::notation::Written;
use crate::stream::scored::Scored;
use crate::stream::scoring::Scoring;
use crate::stream::stretch::Stretch;
use crate::stream::units::ROOM;
use crate::stream::units::Units;
use crate::table;
use crate::table::Row;
use crate::unit_rows::Column;
use crate::unit_rows::Head;
use crate::unit_rows::Reserved;

/// The heading of a table, and what its columns stand for.
#[derive(Debug)]
pub struct Table<'a> {
    scoring: &'a Scoring<'a>,
    delimiter: u8,
    head: Head,
    columns: Vec<Heading>,
    /// Whether units are scored side by side.
    is_covered: bool,
    /// Where the rows below the heading begin, and the number of the first.
    below: (usize, u64),
}

/// Rows of a table, whole ones.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'t> {
    /// The number of the first, counted from 1 as a spreadsheet does.
    pub first: u64,
    /// Their text.
    pub text: &'t str,
}

impl<'a> Table<'a> {
    /// Reads the heading of a table from its first rows.
    ///
    /// # Errors
    /// There is no heading, the table has a fact a row instead of a unit a row, or no standard knows a heading.
    pub fn open(scoring: &'a Scoring<'a>, text: &str) -> Result<Self, Diagnostics> {
        let problem = |problem: Problem| Diagnostics::from_iter([problem.of_file(STREAM)]);
        let text =
            text.match_indices('\n').nth(HEAD_ROWS).and_then(|(end, _)| text.get(..end)).unwrap_or(text);
        let delimiter = table::delimiter(text);
        let rows = table::rows(STREAM, text).map_err(|problem| Diagnostics::from_iter([*problem]))?;
        let (at, layout) =
            find(&rows, &scoring.manner.mapping.heads()).ok_or_else(|| problem(Problem::NoHeading))?;
        let Layout::UnitRows(reserved) = layout else { return Err(problem(Problem::FactRows)) };
        let heading = rows.get(at).ok_or_else(|| problem(Problem::NoHeading))?;
        let head = Head::new(heading, rows.get(at + 1), reserved);
        let columns = columns(scoring, &head);
        let read = head.columns.iter().zip(&columns).filter(|(_, meaning)| meaning.may_be_unknown());
        let named: Vec<(String, Span)> =
            read.map(|(column, _)| (column.heading.to_string(), column.span)).collect();
        let mut problems = scoring.unknown(&named);
        problems.extend(scoring.missing(&columns));
        if problems.has_errors() {
            return Err(problems);
        }
        let is_covered = reserved.unit.is_some() && scoring.is_covered(&columns);
        let first = rows.get(at + head.rows);
        let below = match first.and_then(|row| Some((row.cells.first()?.span.start, row.number))) {
            Some((start, number)) => (line_start(text, start as usize), u64::from(number)),
            None => (text.len(), u64::from(heading.number) + 1),
        };
        Ok(Self { scoring, delimiter, head, columns, is_covered, below })
    }

    /// What parts the cells of a row.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Where the rows below the heading begin in that text, and the number of the first.
    pub fn below(&self) -> (usize, u64) {
        self.below
    }

    /// Scores rows. The text is that of whole rows.
    pub fn score(&self, rows: Rows<'_>) -> Scored {
        let lines = memchr::memchr_iter(b'\n', rows.text.as_bytes()).count() + 1;
        let mut frames = vec![Frame::default(); self.columns.len()];
        if let (Some(last), true) = (frames.last_mut(), has_carriage_return(rows.text)) {
            *last = Frame::new("", "\r");
        }
        let mut reading = Reading {
            table: self,
            units: Units::new(self.scoring, if self.is_covered { ROOM } else { 0 }, lines),
            number: rows.first,
            frames,
            cells: Cells::new(self.delimiter),
            stretch: Stretch::new(self.scoring),
        };
        reading.rows(rows.text);
        reading.units.scored()
    }
}

/// The heading is looked for in so many lines.
const HEAD_ROWS: usize = 100;

/// What the columns of a heading stand for.
fn columns(scoring: &Scoring<'_>, head: &Head) -> Vec<Heading> {
    let Reserved { unit, date, inspector } = head.reserved;
    let column = |(at, column): (usize, &Column)| match scoring.heading(&column.heading) {
        _ if unit == Some(at) => Heading::Unit,
        _ if date == Some(at) => Heading::Date,
        _ if inspector == Some(at) => Heading::Ignored,
        Heading::Unit | Heading::Date => Heading::Other,
        other => other,
    };
    head.columns.iter().enumerate().map(column).collect()
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Rows being read.
struct Reading<'t, 's> {
    table: &'s Table<'s>,
    units: Units<'s>,
    number: u64,
    frames: Vec<Frame>,
    cells: Cells<'t>,
    stretch: Stretch<'s, 't>,
}

impl<'t> Reading<'t, '_> {
    fn rows(&mut self, text: &'t str) {
        let mut rest = text;
        while !rest.is_empty() {
            rest = match self.alike(rest) {
                Some(rest) => rest,
                None => self.row(rest),
            };
        }
    }

    /// Reads rows that have a cell for each heading; what follows them.
    fn alike(&mut self, text: &'t str) -> Option<&'t str> {
        self.table.is_covered.then_some(())?;
        self.cells.take(text);
        let headings = self.table.columns.iter().zip(&self.frames);
        let facts = self.units.facts_for(self.cells.rows());
        self.stretch.read::<Written>(&mut self.cells, headings, facts);
        self.cells.cut();
        for row in 0..self.cells.rows() {
            let before = self.units.len();
            if let Some((name, kept)) = self.stretch.unit(row) {
                self.units.end(name, kept);
            } else {
                self.alone(self.cells.row(row));
            }
            // What turns out to be no unit has a row in the columns all the same.
            if self.units.len() == before {
                self.units.pass();
            }
            self.number += 1;
        }
        (self.cells.rows() > 0).then(|| self.cells.rest())
    }

    /// Reads the first row of a text, which may be of many lines; what follows it.
    fn row(&mut self, text: &'t str) -> &'t str {
        let end = row_end(text.as_bytes(), self.table.delimiter).unwrap_or(text.len());
        let (row, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        self.alone(row);
        self.number += line_breaks(row);
        rest
    }

    /// Scores the unit of a row by itself; what is no unit is passed over.
    fn alone(&mut self, text: &str) {
        let mut problems = Diagnostics::new();
        match table::rows_parted_by(STREAM, text, self.table.delimiter) {
            Err(problem) => problems.push(*problem),
            Ok(rows) => {
                for mut row in rows {
                    row.number = u32::try_from(self.number).unwrap_or(u32::MAX);
                    let unit = self.table.head.unit(&row, &mut problems);
                    match unit {
                        Some(unit) if !problems.has_errors() => self.observed(unit, &row),
                        Some(unit) => {
                            let name = unit.unit.as_deref().unwrap_or_default();
                            self.units.reject(self.number, name, std::mem::take(&mut problems));
                        }
                        None => {}
                    }
                }
            }
        }
        if problems.has_errors() {
            self.units.reject(self.number, "", problems);
        }
    }

    fn observed(&mut self, unit: Observations, row: &Row) {
        if unit.unit.is_none() {
            let place = row.cells.first().map(|cell| cell.span).unwrap_or_default();
            self.units.reject(self.number, "", Diagnostics::from_iter([unit_names::nameless(place)]));
            return;
        }
        self.units.alone(self.number, unit);
    }
}

/// Where the first row ends, its line break included; `None` where it does not end here. A quotation mark opens only at
/// the start of a cell.
pub(crate) fn row_end(bytes: &[u8], delimiter: u8) -> Option<usize> {
    let (mut quoted, mut opens) = (false, true);
    for (at, byte) in bytes.iter().enumerate() {
        match *byte {
            b'"' if quoted || opens => quoted = !quoted,
            b'\n' if !quoted => return Some(at + 1),
            _ => {}
        }
        // A second mark after one that closes opens again: `""` is a mark inside a cell.
        opens = !quoted && (*byte == delimiter || *byte == b'"');
    }
    None
}

/// Whether lines end as they do on Windows.
fn has_carriage_return(text: &str) -> bool {
    text.find('\n').and_then(|end| text.get(..end)).unwrap_or(text).ends_with('\r')
}

fn line_breaks(row: &str) -> u64 {
    memchr::memchr_iter(b'\n', row.as_bytes()).count().max(1) as u64
}
