//! What the headings of a table are called in the standard: a CSV that its users edit, with the columns 表头, 观测,
//! 原值 and 读作.

mod from_csv;
mod problem;
mod to_csv;

use std::collections::BTreeMap;

use weiheng::Diagnostics;
use weiheng::Span;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;

use crate::heading::folded;
use crate::heads::Head;
use crate::heads::Heads;
use crate::record_field;
use crate::record_field::gathered;
pub use from_csv::read;
pub use to_csv::Line;
pub use to_csv::to_csv;

/// Of `台账[年度计划]`, `市场[1].占道` or `市场.占道` the list, and the item or the field.
///
/// ```
/// let parts = weiheng_tabular::mapping::list_and_part("市场[1].占道").unwrap();
/// assert_eq!(parts, ("市场".to_owned(), "占道".to_owned()));
/// ```
pub fn list_and_part(name: &str) -> Option<(String, String)> {
    let field = || name.split_once(['.', '．']).map(|(list, field)| (list.to_owned(), field.to_owned()));
    record_field::list_and_part(name).or_else(field)
}

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
    /// What is said of the unit besides facts.
    Head(Head),
    /// Nothing: its column is not read.
    Ignored,
    /// What it says; only values are read otherwise.
    Itself,
}

impl Heading {
    /// Whether some of the values below it are read otherwise than they are written.
    pub fn has_values(&self) -> bool {
        !self.values.is_empty()
    }
}

impl Mapping {
    /// The headings, by their names.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.headings.values()
    }

    /// The headings that stand for what is said of units besides facts: tables are to be read by them.
    pub fn heads(&self) -> Heads {
        let mut heads = Heads::default();
        for heading in self.headings.values() {
            if let Meaning::Head(head) = heading.meaning {
                heads.insert(&heading.name, head);
            }
        }
        heads
    }

    /// Gives what was recorded the names and values of the mapping; the cells stay where they are. `台账[年度计划]` and
    /// `市场[1].占道` may be names of it.
    ///
    /// ```
    /// use weiheng::SourceId;
    /// let table = "单元,垃圾点位\n东街,未见\n";
    /// let mut unit = weiheng_tabular::csv::read(SourceId(0), table).value.unwrap().remove(0);
    /// let text = "表头,观测,原值,读作\n垃圾点位,暴露垃圾,,\n垃圾点位,,未见,0\n";
    /// let (mut mapping, problems) = weiheng_tabular::mapping::read(SourceId(1), text);
    /// assert!(!problems.has_errors());
    /// mapping.apply(&mut unit, &mut weiheng::Diagnostics::new());
    /// assert_eq!(unit.entries[0].name, "暴露垃圾");
    /// assert_eq!(unit.entries[0].value, weiheng::observation::Raw::Text("0".to_owned()));
    /// ```
    pub fn apply(&mut self, unit: &mut Observations, problems: &mut Diagnostics) {
        if !self.headings.is_empty() {
            unit.entries.retain_mut(|entry| self.keeps(entry));
            unit.entries = gathered(std::mem::take(&mut unit.entries), problems);
        }
    }

    fn keeps(&mut self, entry: &mut Entry) -> bool {
        let list = entry.name.clone();
        match &mut entry.value {
            Raw::Fields(items) => {
                items.retain_mut(|item| self.keeps_part(format!("{list}[{}]", item.name), item))
            }
            Raw::List(rows) => {
                for fields in rows.iter_mut().filter_map(|(row, _)| fields(row)) {
                    fields.retain_mut(|field| self.keeps_part(format!("{list}.{}", field.name), field));
                }
            }
            Raw::Blank | Raw::Text(_) | Raw::Truth(_) => {}
        }
        match self.meaning(&list, &mut entry.value) {
            Some(Meaning::Fact(name, _)) => name.clone_into(&mut entry.name),
            Some(Meaning::Ignored) => return false,
            Some(Meaning::Head(_) | Meaning::Itself) | None => {}
        }
        true
    }

    /// The same for an item or a field of a list, by the name that it has together with its list.
    fn keeps_part(&mut self, name: String, part: &mut Entry) -> bool {
        match self.meaning(&name, &mut part.value) {
            Some(Meaning::Fact(name, _)) => {
                part.name = list_and_part(name).map_or_else(|| name.clone(), |(_, part)| part);
            }
            Some(Meaning::Ignored) => return false,
            Some(Meaning::Head(_) | Meaning::Itself) | None => {}
        }
        true
    }

    /// What a heading stands for, where the mapping says it; the value below it is read as the mapping says.
    fn meaning(&mut self, name: &str, value: &mut Raw) -> Option<&Meaning> {
        let heading = self.headings.get_mut(&folded(name))?;
        heading.is_used = true;
        if let Raw::Text(text) = value
            && let Some(read) = heading.values.get(&folded(text))
        {
            *value = read.clone();
        }
        Some(&heading.meaning)
    }
}

fn fields(row: &mut Raw) -> Option<&mut Vec<Entry>> {
    match row {
        Raw::Fields(fields) => Some(fields),
        _ => None,
    }
}
