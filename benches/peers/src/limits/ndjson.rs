//! NDJSON by hand, with the keys in the order of the workload and no blanks.

use std::path::Path;

use crate::contender::Result;
use crate::limits::columns::Rules;
use crate::limits::text;
use crate::limits::text::Cursor;
use crate::limits::text::FileScores;
use crate::limits::text::Form;
use crate::limits::text::Row;
use crate::workload::Workload;

/// `,"b01":` and so on: all keys are as long.
struct Keys(Vec<[u8; 7]>);

/// Scores all units of a file.
pub fn score(path: &Path, workload: &Workload, rules: &Rules<i16>) -> Result<FileScores> {
    let key = |name: &String| format!(",\"{name}\":").into_bytes().try_into();
    let keys = workload.columns.iter().map(|column| key(&column.name)).collect::<std::result::Result<_, _>>();
    text::score(path, "", &Keys(keys.map_err(|_| "a key of another length")?), rules)
}

impl Form for Keys {
    #[inline]
    fn unit(&self, cursor: &mut Cursor<'_>, row: &mut Row<'_>) {
        cursor.expect(b"{\"unit\":");
        row.unit(cursor);
        for (column, key) in self.0.iter().enumerate() {
            cursor.expect(key);
            row.fact(column, cursor);
        }
        cursor.expect(b"}\n");
    }
}
