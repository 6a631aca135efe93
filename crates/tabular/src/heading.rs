//! The heading row: where it is, and what its columns say.

use weiheng::fullwidth;

use crate::table::Row;
use crate::unit_rows::Reserved;

/// Columns that name the fact in a table with a fact a row.
const FACT: [&str; 6] = ["观测", "项目", "指标", "事实", "fact", "name"];
/// Columns that hold its value.
const VALUE: [&str; 6] = ["填写", "值", "观测值", "结果", "value", "result"];
/// Columns that name the unit in a table of units; the first that is there counts.
const UNIT: [&str; 7] = ["单元", "单元名称", "单位名称", "unit", "unit_name", "名称", "name"];
/// Names the unit where it heads the first column and nothing else does; elsewhere it heads units of measure.
const FIRST_UNIT: &str = "单位";
/// Columns that name the unit beside those of facts and values, where `unit` heads units of measure.
const UNIT_OF_FACT: [&str; 4] = ["单元", "单元名称", "单位名称", "unit_name"];
/// What gives the assessment date.
const DATE: [&str; 2] = ["评定日", "assessment_date"];
/// What names those who inspected.
const INSPECTOR: [&str; 5] = ["检查员", "检查人", "检查人员", "inspector", "inspectors"];
/// What heads the numbers of rows.
pub(crate) const NUMBER: &str = "序号";
/// How many filled rows may stand above the heading.
const MOST_TITLES: usize = 20;

/// What a table is a table of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A fact a row.
    UnitFile(Columns),
    /// Units, a unit a row: the columns that are about the unit itself.
    UnitRows(Reserved),
}

/// The columns of a table with a fact a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    /// The names of facts.
    pub(crate) fact: usize,
    /// Their values.
    pub(crate) value: usize,
    /// What is said of the units, where a column names them; all rows are about one unit where none does.
    pub(crate) reserved: Reserved,
}

/// The position of the heading row among the rows, and the layout it announces. Title rows above it are skipped.
pub(crate) fn find(rows: &[Row]) -> Option<(usize, Layout)> {
    unit_file(rows).or_else(|| unit_rows(rows)).or_else(|| {
        let (at, row) = candidates(rows).next()?;
        Some((at, Layout::UnitRows(reserved(row, None))))
    })
}

/// The heading of a table with a fact a row.
pub(crate) fn unit_file(rows: &[Row]) -> Option<(usize, Layout)> {
    candidates(rows).find_map(|(at, row)| {
        let (fact, value) = (column(row, &FACT)?, column(row, &VALUE)?);
        let unit = column(row, &UNIT_OF_FACT);
        let reserved = unit.map(|unit| reserved(row, Some(unit))).unwrap_or_default();
        Some((at, Layout::UnitFile(Columns { fact, value, reserved })))
    })
}

/// The heading of a table of units that names them.
pub(crate) fn unit_rows(rows: &[Row]) -> Option<(usize, Layout)> {
    let with = |unit: fn(&Row) -> Option<usize>| {
        candidates(rows).find_map(|(at, row)| Some((at, Layout::UnitRows(reserved(row, Some(unit(row)?))))))
    };
    with(|row| column(row, &UNIT)).or_else(|| with(first_unit))
}

/// The first column, numbers of rows aside, where it is headed 单位.
fn first_unit(row: &Row) -> Option<usize> {
    let mut headings = row.all_filled().filter(|(_, cell)| folded(&cell.text) != NUMBER);
    headings.next().filter(|(_, cell)| folded(&cell.text) == FIRST_UNIT).map(|(column, _)| column)
}

fn reserved(row: &Row, unit: Option<usize>) -> Reserved {
    Reserved { unit, date: column(row, &DATE), inspector: column(row, &INSPECTOR) }
}

/// The rows that may be a heading.
fn candidates(rows: &[Row]) -> impl Iterator<Item = (usize, &Row)> {
    rows.iter().enumerate().filter(|(_, row)| row.all_filled().count() >= 2).take(MOST_TITLES)
}

/// Whether a row repeats the heading of a table with a fact a row, as it stands above each chapter.
pub(crate) fn is_repeated(fact: &str, value: &str) -> bool {
    FACT.contains(&folded(fact).as_str()) && VALUE.contains(&folded(value).as_str())
}

/// Whether a name in the column of facts stands for the unit's name.
pub(crate) fn is_unit(name: &str) -> bool {
    matches!(label(name).as_str(), "单元" | "单元名称" | "单位名称" | "unit")
}

/// Whether a name stands for the assessment date.
pub(crate) fn is_date(name: &str) -> bool {
    DATE.contains(&label(name).as_str())
}

/// Whether a name stands for those who inspected.
pub(crate) fn is_inspector(name: &str) -> bool {
    INSPECTOR.contains(&label(name).as_str())
}

/// A name as it is compared, without the colon that may follow it.
fn label(name: &str) -> String {
    folded(name).trim_end_matches(':').to_owned()
}

/// The first column headed by the first of the names that heads any.
fn column(row: &Row, names: &[&str]) -> Option<usize> {
    let headings: Vec<String> = row.cells.iter().map(|cell| folded(&cell.text)).collect();
    names.iter().find_map(|name| headings.iter().position(|heading| heading == name))
}

/// A text without what does not distinguish headings: width, case and blanks.
pub(crate) fn folded(text: &str) -> String {
    let ascii = fullwidth::text_to_ascii(text).to_ascii_lowercase();
    ascii.chars().filter(|character| !character.is_whitespace()).collect()
}
