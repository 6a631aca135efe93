//! A workbook, and how tables become its sheets.

use std::collections::BTreeSet;

use rust_xlsxwriter::DocProperties;
use rust_xlsxwriter::ExcelDateTime;
use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use weiheng::Date;
use weiheng::Exact;
use weiheng::Language;

use crate::grid::Cell;
use crate::grid::Grid;
use crate::wording::say;
use crate::xlsx::style::Styles;

/// A workbook in the making.
pub(crate) struct Book {
    pub(crate) language: Language,
    pub(crate) styles: Styles,
    /// What stands at the head of every printed page.
    title: String,
    workbook: Workbook,
    names: BTreeSet<String>,
}

impl Book {
    /// An empty one. It says it was made on the day of the assessment, so that the same input gives the same bytes.
    pub(crate) fn new(title: &str, date: Option<Date>, language: Language) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        let day = date.map_or_else(|| "2000-01-01".to_owned(), |date| date.to_string());
        let made = ExcelDateTime::parse_from_str(&day).or_else(|_| ExcelDateTime::from_ymd(2000, 1, 1))?;
        workbook.set_properties(
            &DocProperties::new().set_title(title).set_author("weiheng").set_creation_datetime(&made),
        );
        let title = title.to_owned();
        Ok(Self { language, styles: Styles::new(), title, workbook, names: BTreeSet::new() })
    }

    /// The bytes of the file.
    pub(crate) fn save(mut self) -> Result<Vec<u8>, XlsxError> {
        self.workbook.save_to_buffer()
    }

    /// A new sheet for A4, with the title and the page on every printed page.
    pub(crate) fn sheet(&mut self, name: &str) -> Result<(&mut Worksheet, &Styles), XlsxError> {
        let name = free_name(name, &mut self.names);
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?.set_paper_size(A4).set_print_fit_to_pages(1, 0);
        sheet.set_print_center_horizontally(true).set_margins(0.6, 0.6, 0.8, 0.8, 0.4, 0.4);
        let page = say(self.language, "第 &P 页 共 &N 页", "page &P of &N");
        sheet.set_header(format!("&C&\"宋体\"&10{}  &A", in_header(&self.title)));
        sheet.set_footer(format!("&C&\"宋体\"&10{page}"));
        sheet.set_screen_gridlines(false);
        Ok((sheet, &self.styles))
    }

    /// A sheet for a table; a table without rows needs none.
    pub(crate) fn grid(&mut self, grid: Grid<'_>) -> Result<(), XlsxError> {
        if grid.rows.is_empty() {
            return Ok(());
        }
        let grid = grid.without_gaps();
        let (sheet, styles) = self.sheet(&grid.title)?;
        if grid.columns.len() > PORTRAIT {
            sheet.set_landscape();
        }
        table(sheet, styles, &grid, 0)?;
        sheet.set_freeze_panes(1, 0)?;
        Ok(())
    }
}

/// Writes a table with its head in row `top`, which every printed page repeats, and filters.
pub(crate) fn table(
    sheet: &mut Worksheet,
    styles: &Styles,
    grid: &Grid<'_>,
    top: u32,
) -> Result<(), XlsxError> {
    for (column, title) in (0u16..).zip(&grid.columns) {
        sheet.write_string_with_format(top, column, *title, &styles.head)?;
    }
    let widths = widths(grid);
    for (column, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(column, f64::from(*width))?;
    }
    let heads = grid.columns.iter().map(|title| (*title).to_owned());
    sheet.set_row_height(top, height(heads.zip(&widths)))?;
    let mut below = top;
    for row in &grid.rows {
        below += 1;
        for (column, cell) in (0u16..).zip(row) {
            write(sheet, styles, (below, column), cell)?;
        }
        sheet.set_row_height(below, height(row.iter().map(shown).zip(&widths)))?;
    }
    let last = u16::try_from(grid.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(top, 0, below, last)?;
    sheet.set_repeat_rows(top, top)?;
    Ok(())
}

/// Writes a cell. Words are written as words, whatever they begin with: nothing that people wrote is a formula.
pub(crate) fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    (row, column): (u32, u16),
    cell: &Cell,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => sheet.write_blank(row, column, &styles.text)?,
        Cell::Text(text) => sheet.write_string_with_format(row, column, cut(text), &styles.text)?,
        Cell::Figures(text) => sheet.write_string_with_format(row, column, cut(text), &styles.right)?,
        Cell::Number(number) => {
            sheet.write_number_with_format(row, column, float(*number), &styles.number)?
        }
        Cell::Change(number) => {
            sheet.write_number_with_format(row, column, float(*number), &styles.change)?
        }
    };
    Ok(())
}

/// A number as a spreadsheet holds it; [`Cell`] has seen to it that nothing is lost.
pub(crate) fn float(number: Exact) -> f64 {
    number.to_string().parse().unwrap_or_default()
}

/// How wide a text is: its widest line, in digits; other scripts take two.
pub(crate) fn width(text: &str) -> u16 {
    let of_line = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u16>();
    text.lines().map(|line| of_line(cut(line))).max().unwrap_or(0)
}

/// The widths of the columns: as wide as what they hold, the widest held back until the paper takes them all.
fn widths(grid: &Grid<'_>) -> Vec<u16> {
    let of_column = |(at, title): (usize, &&str)| {
        let cells = grid.rows.iter().filter_map(|row| row.get(at));
        let widest = cells.map(|cell| width(&shown(cell))).max().unwrap_or(0);
        widest.max(width(title).min(BROKEN) + 3) + 2
    };
    let wanted: Vec<u16> = grid.columns.iter().enumerate().map(of_column).collect();
    let paper = if grid.columns.len() > PORTRAIT { ACROSS } else { UPRIGHT };
    let fits = |most: &u16| wanted.iter().map(|width| u32::from(*width.min(most))).sum::<u32>() <= paper;
    let most = (NARROWEST..=WIDEST).rev().find(fits).unwrap_or(NARROWEST);
    wanted.into_iter().map(|width| width.min(most)).collect()
}

/// How high a row has to be for the texts of its cells, broken to the widths of their columns, in points. A program
/// that opens the file may not work that out.
pub(crate) fn height<'a>(cells: impl Iterator<Item = (String, &'a u16)>) -> f64 {
    let lines_of = |(text, room): (String, &u16)| {
        let room = room.saturating_sub(1).max(2);
        cut(&text).lines().map(|line| broken(line, room)).sum::<u16>()
    };
    let lines = cells.map(lines_of).max().unwrap_or(1).max(1);
    f64::from(lines.min(MOST_LINES)) * LINE + 3.0
}

/// On how many lines a text comes to stand: what does not fit behind a blank begins a new one.
fn broken(text: &str, room: u16) -> u16 {
    let (mut lines, mut used) = (1_u16, 0);
    for word in text.split(' ').map(width) {
        if used > 0 && used + 1 + word > room {
            (lines, used) = (lines + 1, 0);
        }
        used += word + u16::from(used > 0);
        lines += used.saturating_sub(1) / room;
        used -= used.saturating_sub(1) / room * room;
    }
    lines
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) | Cell::Figures(text) => text.clone(),
        Cell::Number(number) | Cell::Change(number) => number.to_string(),
    }
}

/// A cell holds so many characters; longer text would spoil the file.
pub(crate) fn cut(text: &str) -> &str {
    text.char_indices().nth(MOST).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// A name that a sheet may have and that no other has.
fn free_name(wanted: &str, names: &mut BTreeSet<String>) -> String {
    let allowed = wanted.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c });
    let short: String = allowed.take(LONGEST_NAME).collect();
    let numbered = (2..100).map(|number| {
        let base: String = short.chars().take(LONGEST_NAME - 3).collect();
        format!("{base} {number}")
    });
    let free = std::iter::once(short.clone()).chain(numbered).find(|name| !names.contains(name));
    let name = free.unwrap_or(short);
    names.insert(name.clone());
    name
}

/// Text in the header of a page, where `&` opens a code; a header holds 255 characters.
fn in_header(text: &str) -> String {
    text.replace('&', "&&").chars().take(200).collect()
}

const A4: u8 = 9;
/// Tables with more columns are printed across.
const PORTRAIT: usize = 5;
/// The widths that A4 takes, in digits.
const UPRIGHT: u32 = 92;
const ACROSS: u32 = 136;
/// A line of text in points; a row of a workbook is at most 409 points high.
const LINE: f64 = 14.5;
const MOST_LINES: u16 = 28;
/// Heads are broken over lines beyond this width.
const BROKEN: u16 = 8;
const WIDEST: u16 = 80;
const NARROWEST: u16 = 12;
const LONGEST_NAME: usize = 31;
const MOST: usize = 32_000;

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn lines_break_at_blanks() {
        for (text, lines) in [
            ("", 1),
            ("1234567890", 1),
            ("12345678901", 2),
            ("12345 67890", 2),
            ("123 456 789", 2),
            ("未查 123456789012345", 3),
            ("123456789012345 6789", 2),
        ] {
            assert_eq!(broken(text, 10), lines, "{text}");
        }
    }
}
