//! A span as file, lines and columns; of a workbook as sheet, rows and columns.

use serde::Serialize;
use weiheng::Span;

use crate::sources::Sources;

/// Where something is; lines and columns from 1, columns in characters, the end excluded.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Place {
    /// The file.
    pub(crate) file: String,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sheet: Option<String>,
    /// The cell of a workbook, or a block of cells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cell: Option<String>,
    /// The first line; of a workbook the row.
    pub(crate) line: usize,
    /// The first column; of a workbook that of the sheet.
    pub(crate) column: usize,
    /// The last line.
    pub(crate) end_line: usize,
    /// One past the last column.
    pub(crate) end_column: usize,
}

impl Place {
    /// The place of a span.
    pub(crate) fn of(span: Span, sources: &Sources) -> Self {
        let Some(indexed) = sources.get(span.source) else { return Self::default() };
        let file = indexed.source.name.clone();
        if let Some(cell) = indexed.source.cell(span.start) {
            let origin = sources.origin(span).unwrap_or_default();
            let last = indexed.source.cell(span.end).filter(|last| last.sheet == cell.sheet).unwrap_or(cell);
            return Self {
                file,
                sheet: origin.sheet,
                cell: origin.cell,
                line: cell.row as usize,
                column: cell.column as usize,
                end_line: last.row as usize,
                end_column: last.column as usize + 1,
            };
        }
        let (line, column) = indexed.position(span.start as usize);
        let (end_line, end_column) = indexed.position(span.end.max(span.start) as usize);
        Self { file, sheet: None, cell: None, line, column, end_line, end_column }
    }
}
