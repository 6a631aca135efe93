//! The sheets of a rendition as rows of cells.

use std::sync::Arc;

use weiheng::Source;
use weiheng::SourceId;
use weiheng::Span;

use crate::table::Cell;
use crate::table::Row;
use crate::table::without_end;
use crate::workbook::rendition::BREAK;

/// A sheet with its rows, blank ones left out.
pub(crate) struct Table {
    pub(crate) name: Arc<str>,
    pub(crate) rows: Vec<Row>,
}

/// The sheets of a rendition.
pub(crate) fn tables(id: SourceId, source: &Source) -> Vec<Table> {
    let sheets = source.sheets.iter().enumerate();
    let tables = sheets.map(|(at, sheet)| {
        let name: Arc<str> = sheet.name.as_str().into();
        let end = source.sheets.get(at + 1).and_then(|next| next.rows.first()).copied();
        let end = end.map_or(source.text.len(), |end| end as usize);
        let starts = sheet.rows.iter().map(|start| *start as usize);
        let ends = starts.clone().skip(1).chain([end]);
        let lines = (1..).zip(starts.zip(ends)).filter_map(|(number, (start, end))| {
            let line = source.text.get(start..end)?.trim_end_matches('\n');
            let cells = cells(id, start, line);
            (!cells.is_empty()).then(|| Row { sheet: Some(Arc::clone(&name)), number, cells })
        });
        Table { rows: lines.collect(), name: Arc::clone(&name) }
    });
    tables.collect()
}

fn cells(id: SourceId, start: usize, line: &str) -> Vec<Cell> {
    let mut at = start;
    let cell = |text: &str| {
        let span = Span::new(id, at, at + text.len());
        at += text.len() + 1;
        Cell { text: text.replace(BREAK, "\n").trim().to_owned(), span }
    };
    let mut cells: Vec<Cell> = line.split('\t').map(cell).collect();
    without_end(&mut cells);
    cells
}
