//! Where an observation was read, so that a person finds it again.

use serde::Deserialize;
use serde::Serialize;

use crate::source::Source;
use crate::source::Span;
use crate::words;
use crate::words::Words;

/// The place of an observation: sheet and cell of a workbook, row and heading of another table, line and column of
/// JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Origin {
    /// The file, as it was named.
    pub file: String,
    /// The sheet of a workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell of a workbook (`F12`), or the block of cells of a list (`A3:D8`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The row of a table, counted from 1 as a spreadsheet does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The heading of the column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// The line of a text, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The column in the line, from 1, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

impl Origin {
    /// A line and a column of a file, both from 1.
    pub fn of_line(file: &str, (line, column): (usize, usize)) -> Self {
        let narrow = |number: usize| Some(u32::try_from(number).unwrap_or(u32::MAX));
        Self { file: file.to_owned(), line: narrow(line), column: narrow(column), ..Self::default() }
    }

    /// The cells of a workbook that a stretch of its text covers; `None` where the text is no workbook.
    pub fn of_cells(source: &Source, span: Span) -> Option<Self> {
        let first = source.cell(span.start)?;
        let last = source.cell(span.end).filter(|last| last.sheet == first.sheet).unwrap_or(first);
        let (from, to) = (first.address(), last.address());
        Some(Self {
            file: source.name.clone(),
            sheet: Some(first.sheet.to_owned()),
            cell: Some(if from == to { from } else { format!("{from}:{to}") }),
            ..Self::default()
        })
    }

    /// The place in its file, without the file's name: `填报 F12`, `第3行`.
    pub fn within(&self) -> Words {
        match (&self.sheet, &self.cell, self.row, self.line) {
            (Some(sheet), Some(cell), ..) => Words::same(format!("{sheet} {cell}")),
            (_, _, Some(row), _) => words!("第{row}行", "row {row}"),
            (_, _, _, Some(line)) => words!("第{line}行", "line {line}"),
            _ => Words::same(String::new()),
        }
    }
}

impl Source {
    /// Where a stretch of the text stands: the cells of a workbook, or line and column.
    ///
    /// ```
    /// use weiheng::{Source, SourceId, Span};
    /// let source = Source::new("甲市.json", "{\n  \"垃圾\": 3\n}");
    /// let origin = source.origin(Span::new(SourceId(0), 14, 15));
    /// assert_eq!((origin.file.as_str(), origin.line, origin.column), ("甲市.json", Some(2), Some(9)));
    /// assert_eq!(origin.within().zh, "第2行");
    /// ```
    pub fn origin(&self, span: Span) -> Origin {
        Origin::of_cells(self, span)
            .unwrap_or_else(|| Origin::of_line(&self.name, self.line_column(span.start)))
    }
}
