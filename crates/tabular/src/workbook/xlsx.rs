//! .xlsx: cell by cell, so that a sheet of a million blank rows takes no more memory than what is written in it.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::DataRef;
use calamine::Reader;
use calamine::SheetVisible;
use calamine::Style;
use calamine::Xlsx;
use calamine::XlsxError;
use calamine::XlsxFormulaMetadata;

use crate::workbook::Part;
use crate::workbook::archive;
use crate::workbook::damage::Damage;
use crate::workbook::number;
use crate::workbook::rendition::Cells;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The sheets with their filled cells.
pub(crate) fn sheets(bytes: &[u8]) -> Result<Vec<Part>, Damage> {
    archive::check(bytes)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if book.sheets_metadata().is_empty() {
        return Err(Damage::Broken("no sheets".to_owned()));
    }
    let mut parts = Vec::new();
    for sheet in book.sheets_metadata().to_vec() {
        let cells = match cells(&mut book, &sheet.name) {
            Err(XlsxCells::NotCells) => continue, // a chart
            Err(XlsxCells::Damage(damage)) => return Err(damage),
            Ok(cells) => cells,
        };
        let hidden = sheet.visible != SheetVisible::Visible;
        parts.push(Part { name: sheet.name, hidden, cells });
    }
    Ok(parts)
}

/// Why a sheet has no cells.
enum XlsxCells {
    NotCells,
    Damage(Damage),
}

impl From<XlsxError> for XlsxCells {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::NotAWorksheet(_) => Self::NotCells,
            other => Self::Damage(broken(&other)),
        }
    }
}

fn cells(book: &mut Book<'_>, name: &str) -> Result<Cells, XlsxCells> {
    let uncalculated = uncalculated(book, name)?;
    let mut reader = book.worksheet_cells_reader(name)?;
    let shares: Vec<bool> = reader.styles().iter().map(is_share).collect();
    let mut cells = Cells::default();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let share = shares.get(style).copied().unwrap_or_default();
        let text = match uncalculated.get(&(row, column)) {
            Some(formula) => formula.clone(),
            None => text(cell.get_value(), share),
        };
        cells.put(row, column, &text).map_err(XlsxCells::Damage)?;
    }
    Ok(cells)
}

/// Formulas without a result: nothing has calculated them yet.
fn uncalculated(book: &mut Book<'_>, name: &str) -> Result<BTreeMap<(u32, u32), String>, XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut found = BTreeMap::new();
    while let Some(cell) = reader.next_cell_with_formula_metadata()? {
        if let (DataRef::Empty, Some(formula)) = (&cell.value, &cell.formula) {
            let formula = match formula {
                XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => {
                    formula
                }
                _ => "",
            };
            found.insert(cell.pos, format!("={formula}"));
        }
    }
    Ok(found)
}

fn is_share(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| number::is_percent(&format.format_code))
}

fn text(value: &DataRef<'_>, share: bool) -> String {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "a workbook holds every number as a float")]
        DataRef::Int(integer) if share => number::percent(*integer as f64),
        DataRef::Int(integer) => integer.to_string(),
        DataRef::Float(float) if share => number::percent(*float),
        DataRef::Float(float) => number::plain(*float),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string().to_ascii_uppercase(),
        DataRef::DateTime(moment) => number::moment(*moment),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn broken(error: &XlsxError) -> Damage {
    match error {
        XlsxError::Password => Damage::Password,
        other => Damage::Broken(other.to_string()),
    }
}
