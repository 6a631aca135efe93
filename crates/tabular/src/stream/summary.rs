//! What many units come to together, by what a kept heading says of them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;
use weiheng::Exact;

use crate::stream::outcome::Standing;
use crate::stream::scored::Results;
use crate::stream::scored::Scored;

/// Units counted by group, for each standard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    standards: Vec<BTreeMap<String, Group>>,
}

/// The units of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// How many there are.
    pub units: u64,
    /// How many of them pass, whatever is still missing.
    pub passed: u64,
    /// How many do not.
    pub failed: u64,
    /// How many are not settled.
    pub open: u64,
    /// How many have one total.
    pub scored: u64,
    /// Their totals added up.
    pub sum: Exact,
    /// The least of their totals.
    pub least: Option<Exact>,
    /// The greatest.
    pub most: Option<Exact>,
}

impl Summary {
    /// Counts units in, grouped by a kept heading, or all in one group.
    pub fn add(&mut self, scored: &Scored, by: Option<usize>) {
        self.standards.resize_with(scored.results.len().max(self.standards.len()), BTreeMap::new);
        for (groups, results) in self.standards.iter_mut().zip(&scored.results) {
            for row in scored.rows() {
                let name = by.map_or("", |heading| scored.kept(heading, row));
                match groups.get_mut(name) {
                    Some(group) => group.add(results, row),
                    None => groups.entry(name.to_owned()).or_default().add(results, row),
                }
            }
        }
    }

    /// Counts the units of another summary in.
    pub fn merge(&mut self, other: Self) {
        self.standards.resize_with(other.standards.len().max(self.standards.len()), BTreeMap::new);
        for (groups, others) in self.standards.iter_mut().zip(other.standards) {
            for (name, group) in others {
                groups.entry(name).or_default().merge(&group);
            }
        }
    }

    /// The groups by a standard, by its position, in the order of their names.
    pub fn by(&self, standard: usize) -> impl Iterator<Item = (&str, &Group)> {
        let groups = self.standards.get(standard).into_iter().flatten();
        groups.map(|(name, group)| (name.as_str(), group))
    }

    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.standards.iter().map(BTreeMap::len).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Group {
    fn add(&mut self, results: &Results, row: usize) {
        self.units += 1;
        match results.standing(row) {
            Standing::Passed => self.passed += 1,
            Standing::Failed => self.failed += 1,
            Standing::Open => self.open += 1,
        }
        if let Some(total) = results.total(row).filter(|total| total.low == total.high) {
            self.total(1, total.low, total.low, total.low);
        }
    }

    fn merge(&mut self, other: &Self) {
        self.units += other.units;
        self.passed += other.passed;
        self.failed += other.failed;
        self.open += other.open;
        if let (Some(least), Some(most)) = (other.least, other.most) {
            self.total(other.scored, other.sum, least, most);
        }
    }

    fn total(&mut self, scored: u64, sum: Exact, least: Exact, most: Exact) {
        // Totals of any number of units that can be counted add up within 128 bits.
        self.sum = self.sum.plus(sum).unwrap_or(self.sum);
        self.scored += scored;
        self.least = Some(self.least.map_or(least, |known| known.min(least)));
        self.most = Some(self.most.map_or(most, |known| known.max(most)));
    }

    /// The mean of the totals, rounded half up to so many decimals; `None` where no unit has one.
    pub fn mean(&self, decimals: u32) -> Option<Exact> {
        let steps = Exact::from(10_i64.checked_pow(decimals)?);
        let mean = self.sum.over(Exact::from(i64::try_from(self.scored).ok()?))?;
        let half = Exact::new(1, 2)?;
        let whole = mean.times(steps)?.plus(half)?.floor();
        Exact::new(whole, 1)?.over(steps)
    }
}
