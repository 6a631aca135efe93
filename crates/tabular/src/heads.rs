//! What a table says of its units besides facts: their names, the day, who inspected; and how tables call that.

use std::collections::BTreeMap;

use weiheng::fullwidth;

use crate::heading::folded;
use crate::table::Cell;
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

/// What a line above a table may call them besides.
fn above(label: &str) -> Option<Head> {
    match label {
        "被检查单位" | "受检单位" | "被检单位" => Some(Head::Unit),
        "检查日期" | "评定日期" => Some(Head::Date),
        _ => None,
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

    /// What a row above a table says: `单位名称：东街` in a cell, which may say more behind blanks, or label and value in
    /// two cells.
    pub(crate) fn said_above(&self, row: &Row) -> Vec<(usize, Head, Cell)> {
        let filled: Vec<(usize, &Cell)> = row.all_filled().collect();
        let mut said = Vec::new();
        for (at, (column, cell)) in filled.iter().enumerate() {
            for (label, value) in labelled(&cell.text) {
                let Some(head) = self.of(&label).or_else(|| above(&label)) else { continue };
                let beside = filled.get(at + 1).filter(|(_, next)| value.is_empty() && !is_label(&next.text));
                match beside {
                    Some((column, next)) => said.push((*column, head, (*next).clone())),
                    None if value.is_empty() => {}
                    None => said.push((*column, head, Cell { text: value, span: cell.span })),
                }
            }
        }
        said
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

/// `单位名称：东街 检查日期：2024-05-01` as labels with their values; a text without a colon is a label.
fn labelled(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for word in fullwidth::text_to_ascii(text).split_whitespace() {
        match (word.split_once(':'), found.last_mut()) {
            (Some((label, value)), _) => found.push((folded(label), value.to_owned())),
            (None, Some((_, value))) if value.is_empty() => word.clone_into(value),
            (None, Some((_, value))) => value.push_str(&format!(" {word}")),
            (None, None) => found.push((folded(word), String::new())),
        }
    }
    found
}

fn is_label(text: &str) -> bool {
    text.ends_with([':', '：'])
}
