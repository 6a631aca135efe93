//! The heading row: where it is, and what its columns say.

use weiheng::fullwidth;

use crate::heads::Head;
use crate::heads::Heads;
use crate::table::Row;
use crate::unit_rows::Reserved;

/// Columns that name the fact in a table with a fact a row.
const FACT: [&str; 6] = ["观测", "项目", "指标", "事实", "fact", "name"];
/// Those of them that forms have.
const FACT_OF_FORM: [&str; 2] = ["观测", "fact"];
/// Columns that hold its value.
const VALUE: [&str; 6] = ["填写", "值", "观测值", "结果", "value", "result"];
/// Columns that name the unit in a table of units; the first that is there counts.
const UNIT: [&str; 7] = ["单元", "单元名称", "单位名称", "unit", "unit_name", "名称", "name"];
/// Names the unit where it heads the first column and nothing else does; elsewhere it heads units of measure.
const FIRST_UNIT: &str = "单位";
/// Columns that name the unit beside those of facts and values, where `unit` heads units of measure.
const UNIT_OF_FACT: [&str; 4] = ["单元", "单元名称", "单位名称", "unit_name"];
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
pub(crate) fn find(rows: &[Row], heads: &Heads) -> Option<(usize, Layout)> {
    unit_file(rows, heads).or_else(|| unit_rows(rows, heads)).or_else(|| {
        let (at, row) = candidates(rows).next()?;
        Some((at, Layout::UnitRows(reserved(row, None, heads))))
    })
}

/// The heading of a table with a fact a row.
pub(crate) fn unit_file(rows: &[Row], heads: &Heads) -> Option<(usize, Layout)> {
    candidates(rows).find_map(|(at, row)| {
        let (fact, value) = (row.column(&FACT)?, row.column(&VALUE)?);
        let unit = heads.mapped(row, Head::Unit).or_else(|| row.column(&UNIT_OF_FACT));
        let reserved = unit.map(|unit| reserved(row, Some(unit), heads)).unwrap_or_default();
        Some((at, Layout::UnitFile(Columns { fact, value, reserved })))
    })
}

/// The heading of a table of units that names them.
pub(crate) fn unit_rows(rows: &[Row], heads: &Heads) -> Option<(usize, Layout)> {
    let with = |unit: &dyn Fn(&Row) -> Option<usize>| {
        candidates(rows)
            .find_map(|(at, row)| Some((at, Layout::UnitRows(reserved(row, Some(unit(row)?), heads)))))
    };
    let mapped = with(&|row| heads.mapped(row, Head::Unit));
    mapped.or_else(|| with(&|row| row.column(&UNIT))).or_else(|| with(&first_unit))
}

/// The first column, numbers of rows aside, where it is headed 单位.
fn first_unit(row: &Row) -> Option<usize> {
    let mut headings = row.all_filled().filter(|(_, cell)| folded(&cell.text) != NUMBER);
    headings.next().filter(|(_, cell)| folded(&cell.text) == FIRST_UNIT).map(|(column, _)| column)
}

fn reserved(row: &Row, unit: Option<usize>, heads: &Heads) -> Reserved {
    let column = |head| heads.column(row, head).filter(|column| unit != Some(*column));
    Reserved { unit, date: column(Head::Date), inspector: column(Head::Inspector) }
}

/// The rows that may be a heading.
fn candidates(rows: &[Row]) -> impl Iterator<Item = (usize, &Row)> {
    rows.iter().enumerate().filter(|(_, row)| row.all_filled().count() >= 2).take(MOST_TITLES)
}

/// The row and the column that head the names of facts, where nothing heads their values: a table with a fact a row whose
/// heading was changed.
pub(crate) fn without_values(rows: &[Row]) -> Option<(&Row, usize)> {
    candidates(rows).find_map(|(_, row)| Some((row, row.column(&FACT_OF_FORM)?)))
}

/// The columns with the heading of one, itself included.
pub(crate) fn like(row: &Row, column: usize) -> Vec<usize> {
    let named = |at: usize| row.filled(at).map(|cell| folded(&cell.text));
    (0..row.cells.len()).filter(|at| named(*at) == named(column)).collect()
}

/// Whether a row repeats the heading of a table with a fact a row, as it stands above each chapter.
pub(crate) fn is_repeated(fact: &str, value: &str) -> bool {
    FACT.contains(&folded(fact).as_str()) && VALUE.contains(&folded(value).as_str())
}

/// A text without what does not distinguish headings: width, case and blanks.
pub(crate) fn folded(text: &str) -> String {
    let ascii = fullwidth::text_to_ascii(text).to_ascii_lowercase();
    ascii.chars().filter(|character| !character.is_whitespace()).collect()
}
