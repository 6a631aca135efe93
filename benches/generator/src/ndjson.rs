//! Units as NDJSON: an object a line, the keys in the order of the columns.

use std::io;
use std::io::Write;
use std::ops::Range;

use crate::draw::Draw;
use crate::written;
use crate::written::Sheet;

/// Writes the units with these numbers.
pub fn write(draw: &Draw, units: Range<u64>, out: impl Write) -> io::Result<()> {
    let mut sheet = Sheet::new(out);
    let key = |name: &str| written::piece(&format!(",\"{name}\":"));
    let columns: Vec<_> =
        draw.columns().iter().map(|column| (key(&column.name), written::words(column.values, ""))).collect();
    let mut values = vec![0; draw.columns().len()];
    for unit in units {
        draw.unit(unit, &mut values);
        sheet.open_row()?;
        sheet.put_text("{\"unit\":");
        sheet.put_number(unit);
        for ((key, words), value) in columns.iter().zip(&values) {
            sheet.put(key);
            sheet.put(&words[*value as usize]);
        }
        sheet.put_text("}\n");
    }
    sheet.flush()
}
