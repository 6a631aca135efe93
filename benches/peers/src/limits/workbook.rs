//! A workbook through calamine, and its units by the table.

use std::path::Path;

use calamine::Data;
use calamine::Reader;
use calamine::Xlsx;

use crate::contender::Result;
use crate::contender::Scored;
use crate::limits::table::Sheet;
use crate::limits::table::Table;
use crate::workload::Workload;

/// Scores the units of the first sheet.
pub fn score(path: &Path, workload: &Workload, table: &Table) -> Result<Vec<Scored>> {
    let mut book: Xlsx<_> = calamine::open_workbook(path)?;
    let range = book.worksheet_range_at(0).ok_or("no sheet")??;
    let mut rows = range.rows();
    let heading = rows.next().ok_or("no heading")?;
    let names = ["unit"].into_iter().chain(workload.columns.iter().map(|column| column.name.as_str()));
    if !heading.iter().map(ToString::to_string).eq(names) {
        return Err("other columns".into());
    }
    let mut sheet = Sheet::new();
    let mut scored = Vec::new();
    let mut unit = vec![0; workload.columns.len()];
    for row in rows {
        for ((value, cell), column) in unit.iter_mut().zip(&row[1..]).zip(&workload.columns) {
            let scale = if column.values == weiheng_workload::Values::Tenths { 10.0 } else { 1.0 };
            *value = match cell {
                Data::Float(number) => (number * scale).round() as i32,
                Data::Int(number) => (*number as f64 * scale) as i32,
                Data::Bool(truth) => i32::from(*truth),
                Data::String(text) => i32::from(text == "是"),
                other => return Err(format!("{other:?}").into()),
            };
        }
        table.score(&unit, &mut sheet);
        scored.push(sheet.scored());
    }
    Ok(scored)
}
