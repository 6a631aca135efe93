//! Rows of cases, their cells in columns.

use crate::source::Span;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::print::layout::Doc;
use crate::syntax::print::layout::Layout;
use crate::syntax::print::layout::WIDEST_COLUMN;
use crate::syntax::print::layout::width;
use crate::syntax::print::word::quoted;
use crate::syntax::print::word::word;
use crate::syntax::tree::Cell;
use crate::syntax::tree::Column;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Given;
use crate::syntax::tree::GivenValue;
use crate::syntax::tree::Table;

/// A line of a table: its place, the texts of its cells, and the label.
type TableLine = (Span, Vec<String>, Option<String>);

impl Spelling {
    /// The 列 line of a table and its rows.
    pub(super) fn table(self, table: &Table, layout: &mut Layout<'_>, indent: usize) {
        let heads = table.columns.iter().map(|column| self.column(column)).collect();
        let rows = table.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|cell| self.cell(cell)).collect();
            (row.span, cells, row.label.as_ref().map(|label| quoted(&label.text)))
        });
        let (columns, row) = (self.keyword(Keyword::Columns), self.keyword(Keyword::Row));
        let lines: Vec<TableLine> = [(table.span, heads, None)].into_iter().chain(rows).collect();
        let widths = widths(&lines, table.columns.len());
        let opening = width(columns).max(width(row));
        let keywords = std::iter::once(columns).chain(std::iter::repeat(row));
        for (keyword, (span, cells, label)) in keywords.zip(lines) {
            let mut docs = vec![Doc::Padded(keyword.to_owned(), opening)];
            for (at, (cell, width)) in cells.into_iter().zip(&widths).enumerate() {
                docs.extend((at > 0).then(|| Doc::text("|")));
                docs.push(Doc::Padded(cell, *width));
            }
            docs.extend(label.map(Doc::Text));
            layout.put(span, &Doc::Many(docs), indent, "");
        }
    }

    fn column(self, column: &Column) -> String {
        match column {
            Column::Fact(fact) => free(&fact.text, &[Keyword::Expect, Keyword::AssessmentDate]),
            Column::AssessmentDate(_) => self.keyword(Keyword::AssessmentDate).to_owned(),
            Column::Expected(subject, _) => {
                format!("{} {}", self.keyword(Keyword::Expect), self.subject(subject))
            }
        }
    }

    fn cell(self, cell: &Cell) -> String {
        match cell {
            Cell::Given(Given {
                value: GivenValue::Value(Expr { kind: ExprKind::Name(name), .. }), ..
            }) => free(name, &[Keyword::NotObserved]),
            Cell::Given(given) => self.given_value(&given.value).trim_end().to_owned(),
            Cell::NotObserved(_) => self.keyword(Keyword::NotObserved).to_owned(),
            Cell::Expected(expected) => self.expected(&expected.expected, true),
            Cell::Nothing(_) => "-".to_owned(),
        }
    }
}

/// A name, in brackets where it would be read as one of the words.
fn free(name: &str, words: &[Keyword]) -> String {
    let taken = words.iter().any(|keyword| keyword.spellings().any(|spelling| spelling == name));
    if taken { format!("「{name}」") } else { word(name) }
}

/// How wide each column is: as wide as its widest text, up to a limit.
fn widths(lines: &[TableLine], columns: usize) -> Vec<usize> {
    let widest = |at: usize| {
        let texts = lines.iter().filter_map(|(_, cells, _)| cells.get(at));
        texts.map(|text| width(text)).filter(|width| *width <= WIDEST_COLUMN).max().unwrap_or_default()
    };
    (0..columns).map(widest).collect()
}
