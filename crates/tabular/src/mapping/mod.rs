//! What the headings of a table are called in the standard: a CSV that its users edit, with the columns 表头, 观测,
//! 原值 and 读作.

mod from_csv;
mod problem;
mod to_csv;

use std::collections::BTreeMap;

use weiheng::Span;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;

use crate::heading::folded;
pub use from_csv::read;
pub use to_csv::Line;
pub use to_csv::to_csv;

/// The headings of tables, each with the fact that it stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    headings: BTreeMap<String, Heading>,
}

/// A heading, and how what stands below it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// As the mapping writes it.
    pub name: String,
    /// Where.
    pub span: Span,
    /// What it stands for.
    pub meaning: Meaning,
    /// Whether a table had it.
    pub is_used: bool,
    values: BTreeMap<String, Raw>,
}

/// What a heading stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The fact of this name.
    Fact(String, Span),
    /// Nothing: its column is not read.
    Ignored,
    /// What it says; only values are read otherwise.
    Itself,
}

impl Mapping {
    /// The headings, by their names.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.headings.values()
    }

    /// Gives what was recorded the names and values of the mapping; the cells stay where they are.
    ///
    /// ```
    /// use weiheng::SourceId;
    /// let table = "单元,垃圾点位\n东街,未见\n";
    /// let mut unit = weiheng_tabular::csv::read(SourceId(0), table).value.unwrap().remove(0);
    /// let text = "表头,观测,原值,读作\n垃圾点位,暴露垃圾,,\n垃圾点位,,未见,0\n";
    /// let (mut mapping, problems) = weiheng_tabular::mapping::read(SourceId(1), text);
    /// assert!(!problems.has_errors());
    /// mapping.apply(&mut unit);
    /// assert_eq!(unit.entries[0].name, "暴露垃圾");
    /// assert_eq!(unit.entries[0].value, weiheng::observation::Raw::Text("0".to_owned()));
    /// ```
    pub fn apply(&mut self, unit: &mut Observations) {
        if !self.headings.is_empty() {
            unit.entries.retain_mut(|entry| self.keeps(entry));
        }
    }

    fn keeps(&mut self, entry: &mut Entry) -> bool {
        let Some(heading) = self.headings.get_mut(&folded(&entry.name)) else { return true };
        heading.is_used = true;
        if let Raw::Text(text) = &entry.value
            && let Some(value) = heading.values.get(&folded(text))
        {
            entry.value = value.clone();
        }
        match &heading.meaning {
            Meaning::Fact(name, _) => name.clone_into(&mut entry.name),
            Meaning::Ignored => return false,
            Meaning::Itself => {}
        }
        true
    }
}
