//! .xls, as Excel wrote it before 2007.

use std::io::Cursor;

use calamine::Data;
use calamine::Reader;
use calamine::SheetType;
use calamine::SheetVisible;
use calamine::Xls;
use calamine::XlsError;

use crate::workbook::Part;
use crate::workbook::damage::Damage;
use crate::workbook::number;
use crate::workbook::rendition::Cells;

/// The sheets with their filled cells.
pub(crate) fn sheets(bytes: &[u8]) -> Result<Vec<Part>, Damage> {
    let mut book: Xls<Cursor<&[u8]>> = Xls::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut parts = Vec::new();
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let range = book.worksheet_range(&sheet.name).map_err(|error| broken(&error))?;
        let (top, left) = range.start().unwrap_or_default();
        let mut cells = Cells::default();
        for (row, column, value) in range.used_cells() {
            let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
            let (row, column) = (top.saturating_add(narrow(row)), left.saturating_add(narrow(column)));
            cells.put(row, column, &text(value))?;
        }
        let hidden = sheet.visible != SheetVisible::Visible;
        parts.push(Part { name: sheet.name, hidden, cells });
    }
    Ok(parts)
}

fn text(value: &Data) -> String {
    match value {
        Data::Int(integer) => integer.to_string(),
        Data::Float(float) => number::plain(*float),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(truth) => truth.to_string().to_ascii_uppercase(),
        Data::DateTime(moment) => number::moment(*moment),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

fn broken(error: &XlsError) -> Damage {
    match error {
        XlsError::Password => Damage::Password,
        other => Damage::Broken(other.to_string()),
    }
}
