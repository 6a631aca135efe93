//! A workbook as text, so that every place in it is a stretch of a text like any other.

use std::collections::BTreeMap;

use weiheng::Source;
use weiheng::source::Sheet;

use crate::workbook::damage::Damage;

/// Larger renditions, and more filled cells, are refused.
const LARGEST_TEXT: usize = 64 * 1024 * 1024;
const MOST_CELLS: usize = 2_000_000;

/// Stands for a line break inside a cell.
pub(crate) const BREAK: char = '↵';

/// A rendition on its way: a line a row, blank rows included, tabs between the cells.
#[derive(Debug, Default)]
pub(crate) struct Rendition {
    text: String,
    sheets: Vec<Sheet>,
    cells: usize,
}

/// The filled cells of a sheet by row and column, both from 0.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    filled: BTreeMap<(u32, u32), String>,
    size: usize,
}

impl Cells {
    /// Puts a text into a cell; a blank one leaves it as it is.
    pub(crate) fn put(&mut self, row: u32, column: u32, text: &str) -> Result<(), Damage> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        self.size = self.size.saturating_add(text.len());
        if self.size > LARGEST_TEXT || self.filled.len() >= MOST_CELLS {
            return Err(Damage::TooLarge);
        }
        self.filled.insert((row, column), on_one_line(text));
        Ok(())
    }
}

impl Rendition {
    /// Adds a sheet.
    pub(crate) fn sheet(&mut self, name: &str, cells: Cells) -> Result<(), Damage> {
        self.cells = self.cells.saturating_add(cells.filled.len());
        if self.cells > MOST_CELLS {
            return Err(Damage::TooLarge);
        }
        let mut sheet = Sheet { name: name.to_owned(), rows: vec![self.here()] };
        let (mut at_row, mut at_column) = (0, 0);
        for ((row, column), text) in cells.filled {
            while at_row < row {
                self.push("\n")?;
                sheet.rows.push(self.here());
                (at_row, at_column) = (at_row + 1, 0);
            }
            self.push(&"\t".repeat(usize::try_from(column - at_column).unwrap_or(LARGEST_TEXT)))?;
            at_column = column;
            self.push(&text)?;
        }
        self.push("\n")?;
        self.sheets.push(sheet);
        Ok(())
    }

    /// The rendition under the name of its file.
    pub(crate) fn source(self, name: &str) -> Source {
        Source { sheets: self.sheets, ..Source::new(name, self.text) }
    }

    fn here(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    fn push(&mut self, text: &str) -> Result<(), Damage> {
        if self.text.len().saturating_add(text.len()) > LARGEST_TEXT {
            return Err(Damage::TooLarge);
        }
        self.text.push_str(text);
        Ok(())
    }
}

/// The text of a cell without what would end it; a line break is kept as a sign.
fn on_one_line(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let one = |character: char| match character {
        '\n' | '\r' => BREAK,
        control if control.is_control() => ' ',
        other => other,
    };
    text.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::Cells;
    use super::Rendition;
    use crate::workbook::damage::Damage;

    #[test]
    fn cells_stand_where_a_spreadsheet_has_them() {
        let mut first = Cells::default();
        first.put(2, 1, " 3\n4 ").unwrap();
        first.put(0, 0, "甲").unwrap();
        first.put(1, 5, "  ").unwrap();
        let mut rendition = Rendition::default();
        rendition.sheet("一", first).unwrap();
        rendition.sheet("二", Cells::default()).unwrap();
        let source = rendition.source("a.xlsx");
        assert_eq!(source.text, "甲\n\n\t3↵4\n\n");
        let cell = source.cell(6).unwrap();
        assert_eq!((cell.sheet, cell.address().as_str()), ("一", "B3"));
        assert_eq!(source.cell(13).unwrap().sheet, "二");
    }

    #[test]
    fn a_cell_far_away_is_refused_before_it_fills_the_memory() {
        let mut cells = Cells::default();
        for row in 0..10_000 {
            cells.put(row, 16_000, "1").unwrap();
        }
        assert!(matches!(Rendition::default().sheet("一", cells), Err(Damage::TooLarge)));
    }
}
