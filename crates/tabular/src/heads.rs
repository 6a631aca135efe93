//! What a table says of its units besides facts: their names, the day, who inspected; and how tables call that.

use std::collections::BTreeMap;

use crate::heading::folded;
use crate::table::Row;

/// What is said of a unit besides facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// Its name.
    Unit,
    /// The assessment date.
    Date,
    /// Who inspected.
    Inspector,
}

impl Head {
    /// What it is called everywhere.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Unit => &["单元", "单元名称", "单位名称", "unit"],
            Self::Date => &["评定日", "assessment_date"],
            Self::Inspector => &["检查员", "检查人", "检查人员", "inspector", "inspectors"],
        }
    }

    /// What a name stands for, a colon behind it aside.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = folded(name);
        let name = name.trim_end_matches(':');
        [Self::Unit, Self::Date, Self::Inspector].into_iter().find(|head| head.names().contains(&name))
    }
}

/// The headings of some tables that stand for these, as a mapping says, beside those that always do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    mapped: BTreeMap<String, Head>,
}

impl Heads {
    pub(crate) fn insert(&mut self, heading: &str, head: Head) {
        self.mapped.insert(folded(heading), head);
    }

    /// What a name in a column of facts stands for, where it is no fact.
    pub(crate) fn of(&self, name: &str) -> Option<Head> {
        self.mapped.get(&folded(name)).copied().or_else(|| Head::named(name))
    }

    /// The first column that a mapping says to be this.
    pub(crate) fn mapped(&self, row: &Row, head: Head) -> Option<usize> {
        row.cells.iter().position(|cell| self.mapped.get(&folded(&cell.text)) == Some(&head))
    }

    /// The first column that is this.
    pub(crate) fn column(&self, row: &Row, head: Head) -> Option<usize> {
        self.mapped(row, head).or_else(|| row.column(head.names()))
    }
}
