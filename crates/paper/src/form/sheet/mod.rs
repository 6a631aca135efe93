//! The sheets of a form, one file each.

pub(crate) mod cells;
pub(crate) mod cover;
pub(crate) mod fill;
pub(crate) mod list;
pub(crate) mod marker;
pub(crate) mod scores;
pub(crate) mod sources;

use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::Worksheet;

/// A new sheet. Its formulas have no results yet, so that every program that opens it works them out.
pub(crate) fn add(workbook: &mut Workbook) -> &mut Worksheet {
    workbook.add_worksheet().set_formula_result_default("")
}
