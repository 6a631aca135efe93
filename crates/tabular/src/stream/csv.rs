//! Units in CSV, a unit a row, as blocks of a longer table.

use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Observations;
use weiheng::Span;
use weiheng::observation::date_of;
use weiheng::observation::unit_names;

use crate::footing::is_note_text;
use crate::footing::is_total;
use crate::heading::Layout;
use crate::heading::find;
use crate::problem::Problem;
use crate::stream::facts::Facts;
use crate::stream::heading::Heading;
use crate::stream::heading::STREAM;
use crate::stream::number::number;
use crate::stream::scored::Scored;
use crate::stream::scoring::Scoring;
use crate::stream::units::Filled;
use crate::stream::units::Gate;
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
        let most = memchr::memchr_iter(b'\n', rows.text.as_bytes()).count() + 1;
        let mut reading = Reading {
            table: self,
            units: Units::new(self.scoring, if self.is_covered { most } else { 0 }),
            number: rows.first,
            date: None,
            kept: vec![""; self.scoring.manner.kept.len()],
        };
        let mut facts = reading.units.take_facts();
        match facts.as_mut_slice() {
            [Some(Facts::Two(columns))] => reading.rows(rows.text, columns),
            [Some(Facts::Four(columns))] => reading.rows(rows.text, columns),
            [Some(Facts::Eight(columns))] => reading.rows(rows.text, columns),
            several => reading.rows(rows.text, several),
        }
        reading.units.filled(facts).scored()
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
    /// The last date that was read, and whether columns hold on it.
    date: Option<(&'t str, bool)>,
    kept: Vec<&'t str>,
}

impl<'t> Reading<'t, '_> {
    fn rows(&mut self, text: &'t str, facts: &mut (impl Filled + ?Sized)) {
        let mut rest = text;
        while !rest.is_empty() {
            rest = self.row(rest, facts);
        }
    }

    /// Reads the first row of a text; what follows it.
    fn row(&mut self, text: &'t str, facts: &mut (impl Filled + ?Sized)) -> &'t str {
        if self.table.is_covered
            && let Some((name, rest)) = self.plain(text, facts)
        {
            let kept = std::mem::take(&mut self.kept);
            self.units.end(name, kept.iter().copied());
            self.kept = kept;
            self.number += 1;
            return rest;
        }
        let end = row_end(text.as_bytes(), self.table.delimiter).unwrap_or(text.len());
        let (row, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        self.alone(row);
        self.number += line_breaks(row);
        rest
    }

    /// Puts a row of nothing but plain values into the columns: the name of its unit, and what follows it.
    fn plain(&mut self, text: &'t str, facts: &mut (impl Filled + ?Sized)) -> Option<(&'t str, &'t str)> {
        let bytes = text.as_bytes();
        let row = self.units.row();
        let mut name = None;
        let mut at = 0;
        for (position, column) in self.table.columns.iter().enumerate() {
            let start = at;
            match column {
                Heading::Fact(gate) => at = self.value((gate, row), text, start, facts)?,
                Heading::Unit => {
                    at = self.cell_end(bytes, start)?;
                    name = text.get(start..at).filter(|name| is_plain_name(name));
                    name?;
                }
                Heading::Date => {
                    at = self.cell_end(bytes, start)?;
                    self.date(text.get(start..at)?).then_some(())?;
                }
                Heading::Kept(kept) => {
                    at = self.cell_end(bytes, start)?;
                    *self.kept.get_mut(*kept)? = text.get(start..at)?.trim();
                }
                Heading::Ignored => at = self.cell_end(bytes, start)?,
                Heading::Other => {
                    at = self.cell_end(bytes, start)?;
                    (start == at).then_some(())?;
                }
            }
            if position + 1 < self.table.columns.len() {
                (bytes.get(at) == Some(&self.table.delimiter)).then_some(())?;
                at += 1;
            }
        }
        let rest = match bytes.get(at) {
            None => "",
            Some(b'\n') => text.get(at + 1..)?,
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => text.get(at + 2..)?,
            _ => return None,
        };
        Some((name?, rest))
    }

    /// Puts the value of a cell; where the cell ends.
    #[inline(always)]
    fn value(
        &self,
        (gate, row): (&Gate, usize),
        text: &str,
        start: usize,
        facts: &mut (impl Filled + ?Sized),
    ) -> Option<usize> {
        let rest = text.as_bytes().get(start..)?;
        match rest.first() {
            Some(b'0'..=b'9' | b'-') => {
                if let Some((digits, decimals, length)) = number(rest)
                    && rest.get(length).is_none_or(|next| self.ends_cell(*next))
                {
                    let is_code = decimals == 0 && self.table.scoring.manner.inapplicable == Some(digits);
                    let put = !is_code && facts.put(gate, row, |door| door.number(digits, decimals));
                    return put.then_some(start + length);
                }
            }
            Some(b't' | b'f') => {
                let truth = rest.starts_with(b"true");
                let length = if truth { 4 } else { 5 };
                let is_word = truth || rest.starts_with(b"false");
                if is_word && rest.get(length).is_none_or(|next| self.ends_cell(*next)) {
                    return facts.put(gate, row, |door| door.truth(truth)).then_some(start + length);
                }
            }
            _ => {}
        }
        self.word((gate, row), text, start, facts)
    }

    /// Puts the word in a cell; where the cell ends.
    fn word(
        &self,
        (gate, row): (&Gate, usize),
        text: &str,
        start: usize,
        facts: &mut (impl Filled + ?Sized),
    ) -> Option<usize> {
        let at = self.cell_end(text.as_bytes(), start)?;
        let word = text.get(start..at)?;
        // A blank says nothing; where nothing looks at it, that is all the same.
        if word.is_empty() {
            return (!gate.is_looked_at()).then_some(at);
        }
        facts.put(gate, row, |door| door.word(word)).then_some(at)
    }

    #[inline]
    fn ends_cell(&self, byte: u8) -> bool {
        byte == self.table.delimiter || byte == b'\n' || byte == b'\r'
    }

    /// Where a cell ends that has no quotation mark.
    #[inline]
    fn cell_end(&self, bytes: &[u8], start: usize) -> Option<usize> {
        let rest = bytes.get(start..)?;
        let length = rest.iter().position(|byte| self.ends_cell(*byte)).unwrap_or(rest.len());
        (rest.first() != Some(&b'"')).then_some(start + length)
    }

    /// Whether columns hold on a date.
    fn date(&mut self, text: &'t str) -> bool {
        if let Some((last, holds)) = self.date
            && last == text
        {
            return holds;
        }
        let read: Option<Option<Date>> = if text.is_empty() { Some(None) } else { date_of(text).map(Some) };
        let holds = read.is_some_and(|date| self.table.scoring.is_usual(date));
        self.date = Some((text, holds));
        holds
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

/// Whether a name is neither blank nor one of a row that is no unit.
fn is_plain_name(name: &str) -> bool {
    let foot = |first: char| "合总小累平tsamTSAM注备说填制审负单联检签nN".contains(first);
    match name.chars().next() {
        None => false,
        Some(first) => {
            !first.is_whitespace()
                && !name.ends_with(char::is_whitespace)
                && !(foot(first) && (is_total(name) || is_note_text(name)))
        }
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

fn line_breaks(row: &str) -> u64 {
    memchr::memchr_iter(b'\n', row.as_bytes()).count().max(1) as u64
}
