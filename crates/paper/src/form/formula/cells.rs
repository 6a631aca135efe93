//! The cells that formulas are kept in: one column for the unit, and for each list a sheet with a row for each of its
//! rows. The same formula is kept once.

use std::collections::BTreeMap;

use rust_xlsxwriter::utility::column_number_to_name;

/// Stands in a formula for the row at hand.
const ROW: char = '\u{1}';
/// Stands in a formula before a cell of the unit, for the name of their sheet.
const UNIT: char = '\u{2}';

/// The name of the sheet of the unit's cells.
pub(crate) const UNIT_SHEET: &str = "计算";

/// The name of the sheet of a list's cells.
pub(crate) fn list_sheet(list: usize) -> String {
    format!("{UNIT_SHEET}{}", list.saturating_add(1))
}

/// Where a formula is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Among the cells of the unit.
    Unit,
    /// In every row of a list, by its position among the lists.
    Row(usize),
}

/// Every cell so far.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    /// The formulas of the unit, from the first row on.
    unit: Kept,
    lists: Vec<Rows>,
}

/// Formulas in order, each once.
#[derive(Debug, Default)]
struct Kept {
    formulas: Vec<String>,
    known: BTreeMap<String, usize>,
}

impl Kept {
    fn keep(&mut self, formula: String) -> usize {
        if let Some(at) = self.known.get(&formula) {
            return *at;
        }
        let at = self.formulas.len();
        self.formulas.push(formula.clone());
        self.known.insert(formula, at);
        at
    }
}

/// The columns of one list.
#[derive(Debug)]
struct Rows {
    columns: Kept,
    /// The first row and the last, counted from 1.
    first: u32,
    last: u32,
}

impl Cells {
    /// Cells for lists whose rows lie between these.
    pub(crate) fn new(lists: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let rows = |(first, last)| Rows { columns: Kept::default(), first, last };
        Self { unit: Kept::default(), lists: lists.into_iter().map(rows).collect() }
    }

    /// Keeps a formula; the reference to its cell.
    pub(crate) fn keep(&mut self, place: Place, formula: String) -> String {
        if formula.parse::<i128>().is_ok() || is_reference(&formula) {
            return formula;
        }
        match place {
            Place::Unit => unit_cell(self.unit.keep(formula)),
            Place::Row(list) => self.column(list, formula),
        }
    }

    /// The cells of one formula in all rows of a list.
    pub(crate) fn range(&mut self, list: usize, at: &str) -> String {
        let column = if at.ends_with(ROW) && !at.contains('!') {
            at.to_owned()
        } else {
            // A number, or a cell elsewhere, becomes a column of its own.
            self.column(list, format!("0+{at}"))
        };
        let name = column.trim_end_matches(ROW);
        let (first, last) = self.lists.get(list).map_or((1, 1), |rows| (rows.first, rows.last));
        format!("{}!{name}${first}:{name}${last}", list_sheet(list))
    }

    /// The formulas of the unit in the order of their rows.
    pub(crate) fn unit(&self) -> impl Iterator<Item = String> + '_ {
        self.unit.formulas.iter().map(|formula| formula.replace(UNIT, ""))
    }

    /// The formulas of one row of a list in the order of their columns.
    pub(crate) fn row(&self, list: usize, row: u32) -> impl Iterator<Item = String> + '_ {
        let columns = self.lists.get(list).map(|rows| rows.columns.formulas.as_slice()).unwrap_or_default();
        columns.iter().map(move |formula| elsewhere(formula).replace(ROW, &row.to_string()))
    }

    /// How many lists there are.
    pub(crate) fn lists(&self) -> usize {
        self.lists.len()
    }

    fn column(&mut self, list: usize, formula: String) -> String {
        let at = self.lists.get_mut(list).map_or(0, |rows| rows.columns.keep(formula));
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        format!("${}{ROW}", column_number_to_name(column))
    }
}

/// A formula as any other sheet than that of the unit's cells writes it.
pub(crate) fn elsewhere(formula: &str) -> String {
    formula.replace(UNIT, &format!("{UNIT_SHEET}!"))
}

/// A cell of the row at hand on a sheet.
pub(crate) fn in_row(sheet: &str, column: u16) -> String {
    format!("{sheet}!${}{ROW}", column_number_to_name(column))
}

fn unit_cell(at: usize) -> String {
    format!("{UNIT}$A${}", at.saturating_add(1))
}

fn is_reference(formula: &str) -> bool {
    let mut rest = formula.trim_start_matches(UNIT).strip_prefix('$').unwrap_or_default().chars();
    let letters = rest.by_ref().take_while(char::is_ascii_uppercase).count();
    letters > 0
        && rest.all(|character| character.is_ascii_digit() || character == ROW || character == '$')
        && !formula.contains('!')
}
