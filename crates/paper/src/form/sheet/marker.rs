//! The hidden sheet by which a form is known, with the edition of the standard that it was made from.

use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

use crate::form::Sheets;
use crate::form::name;

/// The format of forms, raised when what is read of them changes.
const FORMAT: &str = "1";

/// Writes the sheet.
pub(crate) fn write(sheets: &Sheets<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name(name::MARKER)?.set_hidden(true).protect();
    let edition = sheets.options.edition.as_deref().unwrap_or_default();
    let keys = [("format", FORMAT), ("standard", sheets.standard.id.as_str()), ("edition hash", edition)];
    for (row, (key, value)) in (0..).zip(keys) {
        sheet.write_string(row, 0, key)?;
        sheet.write_string(row, 1, value)?;
    }
    Ok(())
}
