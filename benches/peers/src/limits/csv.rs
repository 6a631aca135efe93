//! CSV with the columns of the workload, by hand: no quotes, no blanks.

use std::path::Path;

use crate::contender::Result;
use crate::limits::columns::Rules;
use crate::limits::text;
use crate::limits::text::Cursor;
use crate::limits::text::FileScores;
use crate::limits::text::Form;
use crate::limits::text::Row;
use crate::workload::Workload;

struct Commas;

/// Scores all units of a file.
pub fn score(path: &Path, workload: &Workload, rules: &Rules<i16>) -> Result<FileScores> {
    let names: Vec<&str> = workload.columns.iter().map(|column| column.name.as_str()).collect();
    text::score(path, &format!("unit,{}\n", names.join(",")), &Commas, rules)
}

impl Form for Commas {
    #[inline]
    fn unit(&self, cursor: &mut Cursor<'_>, row: &mut Row<'_>) {
        row.unit(cursor);
        for column in 0..row.facts() {
            cursor.expect(b",");
            row.fact(column, cursor);
        }
        cursor.expect(b"\n");
    }
}
