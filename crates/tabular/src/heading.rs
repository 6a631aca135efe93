//! The heading row: where it is, and what its columns say.

use weiheng::fullwidth;

use crate::table::Row;

/// Columns that name the fact in a table of one unit.
const FACT: [&str; 6] = ["观测", "项目", "指标", "事实", "fact", "name"];
/// Columns that hold its value.
const VALUE: [&str; 5] = ["值", "观测值", "结果", "value", "result"];
/// Columns that name the unit in a table of units; the first that is there counts.
const UNIT: [&str; 7] = ["单元", "单元名称", "单位名称", "unit", "unit_name", "名称", "name"];
/// What gives the assessment date.
const DATE: [&str; 2] = ["评定日", "assessment_date"];

/// What a table is a table of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// The facts of one unit, a fact a row: the columns of names and values.
    UnitFile {
        /// The column of names.
        fact: usize,
        /// The column of values.
        value: usize,
    },
    /// Units, a unit a row: the columns of its name and of the assessment date.
    UnitRows {
        /// The column of unit names.
        unit: Option<usize>,
        /// The column of assessment dates.
        date: Option<usize>,
    },
}

/// The position of the heading row among the rows, and the layout it announces. Title rows above it are skipped.
pub(crate) fn find(rows: &[Row]) -> Option<(usize, Layout)> {
    let headed = |row: &Row| filled(row) >= 2;
    let candidates = || rows.iter().enumerate().filter(|(_, row)| headed(row)).take(20);
    if let Some(found) = candidates().find_map(|(at, row)| Some((at, unit_file(row)?))) {
        return Some(found);
    }
    let named = candidates().find(|(_, row)| column(row, &UNIT).is_some());
    let (at, row) = named.or_else(|| candidates().next())?;
    Some((at, Layout::UnitRows { unit: column(row, &UNIT), date: column(row, &DATE) }))
}

/// Whether a name in the column of facts stands for the unit's name.
pub(crate) fn is_unit(name: &str) -> bool {
    matches!(folded(name).as_str(), "单元" | "单元名称" | "单位名称" | "unit")
}

/// Whether a name stands for the assessment date.
pub(crate) fn is_date(name: &str) -> bool {
    DATE.contains(&folded(name).as_str())
}

fn unit_file(row: &Row) -> Option<Layout> {
    Some(Layout::UnitFile { fact: column(row, &FACT)?, value: column(row, &VALUE)? })
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.text.is_empty()).count()
}

/// The first column headed by the first of the names that heads any.
fn column(row: &Row, names: &[&str]) -> Option<usize> {
    let headings: Vec<String> = row.cells.iter().map(|cell| folded(&cell.text)).collect();
    names.iter().find_map(|name| headings.iter().position(|heading| heading == name))
}

fn folded(text: &str) -> String {
    let ascii = fullwidth::text_to_ascii(text).to_ascii_lowercase();
    ascii.chars().filter(|character| !character.is_whitespace()).collect()
}
