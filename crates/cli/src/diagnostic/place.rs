//! A span as file, lines and columns.

use serde::Serialize;
use weiheng::Span;

use crate::sources::Sources;

/// Where something is; lines and columns from 1, columns in characters, the end excluded.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Place {
    /// The file.
    pub(crate) file: String,
    /// The first line.
    pub(crate) line: usize,
    /// The first column.
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
        let (line, column) = indexed.position(span.start as usize);
        let (end_line, end_column) = indexed.position(span.end.max(span.start) as usize);
        Self { file: indexed.source.name.clone(), line, column, end_line, end_column }
    }
}
