//! The columns of the files, in their order.

use crate::rubric::Kind;
use crate::rubric::Rubric;

/// A column: a fact of every unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The fact.
    pub name: String,
    /// Its values.
    pub values: Values,
}

/// What the whole numbers of a column stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// 1 is yes, 0 is no.
    Truth,
    /// A count.
    Count,
    /// A number in tenths, from 0 to 1000.
    Tenths,
}

impl Column {
    /// Those of a rubric: the facts of each kind of rule in the order of the rules, then the vetoes.
    ///
    /// ```
    /// use weiheng_workload::{Column, Rubric};
    /// let columns = Column::all(&Rubric::built_in());
    /// let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    /// assert_eq!(names.len(), 108);
    /// assert_eq!(names[95..100], ["n01", "d01", "n02", "d02", "n03"]);
    /// ```
    pub fn all(rubric: &Rubric) -> Vec<Self> {
        let mut groups: [Vec<Self>; 5] = Default::default();
        let column = |name: &String, values| Self { name: name.clone(), values };
        for rule in &rubric.rules {
            match &rule.kind {
                Kind::Bool { obs, .. } => groups[0].push(column(obs, Values::Truth)),
                Kind::Count { obs, .. } => groups[1].push(column(obs, Values::Count)),
                Kind::Short { obs, .. } => groups[2].push(column(obs, Values::Tenths)),
                Kind::Band { obs, .. } => groups[3].push(column(obs, Values::Tenths)),
                Kind::Ratio { num, den, .. } => {
                    groups[4].extend([column(num, Values::Count), column(den, Values::Count)]);
                }
            }
        }
        let vetoes = rubric.vetoes.iter().map(|name| column(name, Values::Truth));
        groups.into_iter().flatten().chain(vetoes).collect()
    }
}
