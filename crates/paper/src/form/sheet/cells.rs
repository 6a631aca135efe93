//! The hidden sheets on which formulas are worked out.

use rust_xlsxwriter::Formula;
use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::XlsxError;

use crate::form::Sheets;
use crate::form::formula::cells::UNIT_SHEET;
use crate::form::formula::cells::list_sheet;
use crate::form::sheet::add;

/// Writes the sheet of the unit's formulas and one for each list.
pub(crate) fn write(sheets: &Sheets<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let cells = &sheets.formulas.cells;
    let sheet = add(workbook);
    sheet.set_name(UNIT_SHEET)?.set_hidden(true).protect();
    for (row, formula) in (0_u32..).zip(cells.unit()) {
        sheet.write_formula(row, 0, Formula::new(format!("={formula}")))?;
    }
    for (at, list) in sheets.layout.inputs.lists.iter().enumerate().take(cells.lists()) {
        let sheet = add(workbook);
        sheet.set_name(list_sheet(at))?.set_hidden(true).protect();
        for row in list.first..=list.last {
            for (column, formula) in (0_u16..).zip(cells.row(at, row)) {
                let formula = Formula::new(format!("={formula}"));
                sheet.write_formula(row.saturating_sub(1), column, formula)?;
            }
        }
    }
    Ok(())
}
