//! Units as CSV: a heading row of fact names, then a unit a row.

use std::io;
use std::io::Write;
use std::ops::Range;

use crate::column::Column;
use crate::draw::Draw;
use crate::written;
use crate::written::Sheet;
use crate::written::Words;

/// Writes the units with these numbers.
pub fn write(draw: &Draw, units: Range<u64>, out: impl Write) -> io::Result<()> {
    let mut sheet = Sheet::new(out);
    sheet.put_text("unit");
    for column in draw.columns() {
        sheet.put_text(",");
        sheet.put_text(&column.name);
    }
    sheet.put_text("\n");
    let words = words(draw.columns());
    let mut values = vec![0; draw.columns().len()];
    for unit in units {
        draw.unit(unit, &mut values);
        sheet.open_row()?;
        sheet.put_number(unit);
        sheet.put_text(",");
        for (words, value) in words.iter().zip(&values) {
            sheet.put(&words[*value as usize]);
        }
    }
    sheet.flush()
}

/// The words of each column; each word brings the comma or the line end behind it.
fn words(columns: &[Column]) -> Vec<Words> {
    let end = |at: usize| if at + 1 == columns.len() { "\n" } else { "," };
    columns.iter().enumerate().map(|(at, column)| written::words(column.values, end(at))).collect()
}
