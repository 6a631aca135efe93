//! A text as rows of cells, each cell with its place.

use std::ops::Range;
use std::sync::Arc;

use csv_core::ReadFieldResult;
use csv_core::Reader;
use csv_core::ReaderBuilder;
use weiheng::Diagnostic;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::Words;
use weiheng::observation::Cell as Address;

use crate::heading::folded;
use crate::problem::Problem;

/// A row with at least one filled cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The sheet of a workbook.
    pub(crate) sheet: Option<Arc<str>>,
    /// Counted from 1, as a spreadsheet does: blank rows count, lines inside a cell do not.
    pub(crate) number: u32,
    /// Its cells; blank ones at the end are left out.
    pub(crate) cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Its text without blanks around it.
    pub(crate) text: String,
    /// Its place, quotation marks included.
    pub(crate) span: Span,
}

impl Row {
    /// The cell of a column, counted from 0, where it is filled.
    pub(crate) fn filled(&self, column: usize) -> Option<&Cell> {
        self.cells.get(column).filter(|cell| !cell.text.is_empty())
    }

    /// Its filled cells with their columns.
    pub(crate) fn all_filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty())
    }

    /// The first column headed by the first of the names that heads any, width, case and blanks aside.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        let headings: Vec<String> = self.cells.iter().map(|cell| folded(&cell.text)).collect();
        names.iter().find_map(|name| headings.iter().position(|heading| heading == name))
    }

    /// How an observation names a cell of this row.
    pub(crate) fn address(&self, column: usize, heading: &Arc<str>) -> Address {
        Address {
            sheet: self.sheet.clone(),
            row: self.number,
            column: u32::try_from(column).unwrap_or(u32::MAX).saturating_add(1),
            heading: Arc::clone(heading),
        }
    }

    /// The row, or the cell where it is one of a workbook, in words.
    pub(crate) fn place(&self, column: usize) -> Words {
        self.address(column, &Arc::default()).place()
    }
}

const LARGEST_TEXT: usize = 64 * 1024 * 1024;
const LONGEST_ROW: usize = 1024 * 1024;

/// The rows of a text, blank rows left out.
pub(crate) fn rows(source: SourceId, text: &str) -> Result<Vec<Row>, Box<Diagnostic>> {
    if text.len() > LARGEST_TEXT {
        return Err(Problem::TooLarge { most: LARGEST_TEXT / 1024 / 1024 }.of_file(source).into());
    }
    rows_parted_by(source, text, delimiter(text))
}

/// The same where the delimiter is known.
pub(crate) fn rows_parted_by(
    source: SourceId,
    text: &str,
    delimiter: u8,
) -> Result<Vec<Row>, Box<Diagnostic>> {
    let mut fields = Fields::new(source, text, delimiter);
    let mut rows = Vec::new();
    while let Some(mut row) = fields.row()? {
        without_end(&mut row.cells);
        if !row.cells.is_empty() {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Drops the blank cells at the end of a row.
pub(crate) fn without_end(cells: &mut Vec<Cell>) {
    while cells.last().is_some_and(|cell| cell.text.is_empty()) {
        cells.pop();
    }
}

/// Comma, tab or semicolon: whichever the first row with two cells has most of.
pub(crate) fn delimiter(text: &str) -> u8 {
    let count = |line: &str, sign: char| {
        let mut quoted = false;
        let outside = line.chars().filter(|character| {
            quoted ^= *character == '"';
            !quoted && *character == sign
        });
        outside.count()
    };
    let counts = |line: &str| [',', '\t', ';'].map(|sign| count(line, sign));
    let lines = text.lines().take(50).map(counts);
    let Some([commas, tabs, semicolons]) =
        lines.into_iter().find(|counts| counts.iter().any(|count| *count > 0))
    else {
        return b',';
    };
    if tabs > 0 && tabs >= commas {
        b'\t'
    } else if semicolons > commas {
        b';'
    } else {
        b','
    }
}

fn line_breaks(gap: &str) -> u32 {
    let returns = gap.matches('\r').count() - gap.matches("\r\n").count();
    u32::try_from(returns + gap.matches('\n').count()).unwrap_or(u32::MAX)
}

/// The fields of a text, one after the other.
struct Fields<'a> {
    source: SourceId,
    text: &'a str,
    reader: Reader,
    /// The next byte to read.
    at: usize,
    /// The number of the row at hand, and the end of its last field so far.
    number: u32,
    end: usize,
}

impl<'a> Fields<'a> {
    fn new(source: SourceId, text: &'a str, delimiter: u8) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { source, text, reader, at, number: 1, end: at }
    }

    /// The next row; `None` at the end.
    fn row(&mut self) -> Result<Option<Row>, Box<Diagnostic>> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut begin = self.end;
        while let Some((text, place, ends)) = self.field(cells.is_empty()) {
            if cells.is_empty() {
                // The line break that ends a row is one; each further one is a row that was left blank.
                self.number += line_breaks(self.text.get(self.end..place.start).unwrap_or_default());
                begin = place.start;
            }
            self.end = place.end;
            let span = Span::new(self.source, place.start, place.end);
            if self.at == self.text.len() && is_open(span.of(self.text)) {
                let mark = Span::new(self.source, place.start, place.start + 1);
                return Err(Problem::OpenQuote { row: self.number }.at(mark).into());
            }
            if self.end - begin > LONGEST_ROW {
                return Err(Problem::RowTooLong { row: self.number }.at(span).into());
            }
            cells.push(Cell { text, span });
            if ends {
                break;
            }
        }
        Ok((!cells.is_empty()).then_some(Row { sheet: None, number: self.number, cells }))
    }

    /// The next field, its place, and whether it is the last of its row.
    fn field(&mut self, first: bool) -> Option<(String, Range<usize>, bool)> {
        let begin = self.at;
        let mut read: Vec<u8> = Vec::new();
        let mut buffer = [0_u8; 1024];
        let ends = loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let (result, taken, written) = self.reader.read_field(rest, &mut buffer);
            self.at += taken;
            read.extend(buffer.iter().take(written));
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => break record_end,
                ReadFieldResult::End => return None,
            }
        };
        let taken = self.text.get(begin..self.at).unwrap_or_default();
        let body = if first { taken.trim_start_matches(['\r', '\n']) } else { taken };
        let start = begin + (taken.len() - body.len());
        let ended =
            if ends { body.strip_suffix(['\r', '\n']) } else { body.get(..body.len().saturating_sub(1)) };
        let end = start + ended.unwrap_or(body).len();
        let text = String::from_utf8_lossy(&read).trim().to_owned();
        Some((text, start..end, ends))
    }
}

/// Whether a quoted field has no closing quotation mark.
fn is_open(field: &str) -> bool {
    field.starts_with('"') && !field.matches('"').count().is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use weiheng::SourceId;

    fn read(text: &str) -> Vec<(u32, Vec<(String, String)>)> {
        let rows = super::rows(SourceId(0), text).expect("a table").into_iter();
        rows.map(|row| {
            let cells = row.cells.into_iter();
            (row.number, cells.map(|cell| (cell.text, cell.span.of(text).to_owned())).collect())
        })
        .collect()
    }

    fn texts(text: &str) -> String {
        let rows = read(text).into_iter().map(|(number, cells)| {
            let cells: Vec<String> = cells.into_iter().map(|(text, _)| text).collect();
            format!("{number}:{}", cells.join("|"))
        });
        rows.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        for line_break in ["\n", "\r\n", "\r"] {
            let text = ["\u{feff}甲,乙,", "", " 1 ,\"2\"", ",,", "\"a", "b\",3"].join(line_break);
            let cell = format!("a{line_break}b");
            assert_eq!(texts(&text), format!("1:甲|乙 3:1|2 5:{cell}|3"), "{line_break:?}");
        }
        assert_eq!(texts("\n\n甲,乙\n"), "3:甲|乙");
        assert_eq!(texts(""), "");
    }

    #[test]
    fn cells_have_their_places() {
        let text = "甲,\"乙\"\"丙\"\r\n 丁 ,";
        let places: Vec<String> =
            read(text).into_iter().flat_map(|(_, cells)| cells).map(|(_, place)| place).collect();
        assert_eq!(places, ["甲", "\"乙\"\"丙\"", " 丁 "]);
    }

    #[test]
    fn delimiters_are_found() {
        assert_eq!(texts("表一\n甲\t乙，丙\n1\t2"), "1:表一 2:甲|乙，丙 3:1|2");
        assert_eq!(texts("甲;乙\n1,5;2"), "1:甲|乙 2:1,5|2");
    }

    #[test]
    fn a_quote_that_never_closes_is_told() {
        let problem = super::rows(SourceId(0), "甲,乙\n\"1,2\n3,4\n").expect_err("an open quote");
        assert_eq!(problem.message.en, "a quotation mark in row 2 is never closed");
    }

    #[test]
    fn arbitrary_text_never_panics() {
        let signs = ["\"", ",", "\r", "\n", "甲", ";", "\t", "[1].", " "];
        let mut state = 1_usize;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..12 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(signs[(state >> 33) % signs.len()]);
            }
            let outcome = crate::csv::read(SourceId(0), &text);
            assert!(outcome.value.is_some() || outcome.diagnostics.has_errors(), "{text:?}");
        }
    }
}
