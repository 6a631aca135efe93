//! Overrides (复核) in CSV: a heading row with 单元, 观测, 改为, 批准, 理由, 日期, 有效期自, 有效期至, and an override a row.

use std::sync::Arc;

use weiheng::Code;
use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::observation::Raw;
use weiheng::observation::overrides::Column;
use weiheng::observation::overrides::Draft;
use weiheng::observation::overrides::Override;
use weiheng::observation::overrides::Overrides;
use weiheng::words;

use crate::table;
use crate::table::Row;

/// Reads overrides; `file` is what results call the file. Title rows above the heading are skipped.
///
/// ```
/// use weiheng::SourceId;
/// let text = "单元,观测,改为,批准,理由,日期,有效期至\n东街,暴露垃圾,3,市爱卫办,数错,2024-06-01,\n";
/// let read = weiheng_tabular::overrides::read("复核.csv", SourceId(2), text).value.unwrap();
/// assert_eq!(read.entries[0].reason, "数错");
/// ```
pub fn read(file: &str, source: SourceId, text: &str) -> Outcome<Overrides> {
    let mut problems = Diagnostics::new();
    let entries = match table::rows(source, text) {
        Ok(rows) => entries(&file.into(), source, &rows, &mut problems),
        Err(problem) => {
            problems.push(*problem);
            Vec::new()
        }
    };
    let value = (!problems.has_errors()).then_some(Overrides { entries });
    Outcome { value, diagnostics: problems.sorted() }
}

fn entries(file: &Arc<str>, source: SourceId, rows: &[Row], problems: &mut Diagnostics) -> Vec<Override> {
    let found = rows.iter().position(is_heading).and_then(|at| rows.get(at..));
    let Some([heading, below @ ..]) = found else {
        problems.push(no_heading(source));
        return Vec::new();
    };
    let columns: Vec<Option<Column>> = heading.cells.iter().map(|cell| Column::named(&cell.text)).collect();
    for (cell, column) in heading.cells.iter().zip(&columns) {
        if column.is_none() && !cell.text.is_empty() {
            problems.push(Column::stranger(&cell.text, cell.span));
        }
    }
    let read = below.iter().filter_map(|row| {
        let mut draft = Draft::default();
        for (cell, column) in row.cells.iter().zip(&columns) {
            if let Some(column) = column {
                draft.set(*column, Raw::Text(cell.text.clone()), cell.span);
            }
        }
        let place = row.cells.iter().find(|cell| !cell.text.is_empty()).map(|cell| cell.span);
        draft.read(place.unwrap_or_default(), (file, row.number), problems)
    });
    read.collect()
}

/// A row with the value and what it is the value of.
fn is_heading(row: &Row) -> bool {
    let has = |wanted: Column| row.cells.iter().any(|cell| Column::named(&cell.text) == Some(wanted));
    has(Column::Value) && (has(Column::Fact) || has(Column::Clause))
}

fn no_heading(source: SourceId) -> Diagnostic {
    let message = words!("复核文件没有标题行", "the table of overrides has no heading row");
    Diagnostic::new(Code::WH0421, Span::new(source, 0, 0), message).help(words!(
        "第一行写 单元,观测,改为,批准,理由,日期,有效期至",
        "start with the row 单元,观测,改为,批准,理由,日期,有效期至"
    ))
}
