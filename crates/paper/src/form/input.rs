//! Where facts are typed: the cells that formulas look at.

use std::collections::BTreeMap;

use weiheng::model::fact::FactId;

/// Every cell that is typed into.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// The cell of the assessment date.
    pub(crate) date: String,
    /// The facts that have cells.
    pub(crate) facts: BTreeMap<FactId, Input>,
    /// The lists, in the order of their sheets.
    pub(crate) lists: Vec<ListInput>,
}

/// Where one fact is typed.
#[derive(Debug)]
pub(crate) enum Input {
    /// One cell.
    Cell(String),
    /// A cell for each item, and one for the list as a whole where it may not apply.
    Items(Option<String>, Vec<String>),
    /// A sheet, by position among the lists, and the cell that says that there are no rows.
    List(usize, String),
}

/// The sheet of a list.
#[derive(Debug)]
pub(crate) struct ListInput {
    /// Its name as formulas write it.
    pub(crate) sheet: String,
    /// The first row of records, counted from 1.
    pub(crate) first: u32,
    /// The last.
    pub(crate) last: u32,
    /// The columns of its fields, in their order; none for a field that is a list.
    pub(crate) columns: Vec<Option<u16>>,
}
