//! Columns, and for each unit the list of what was deducted.

use crate::contender::Scored;
use crate::limits::columns::Facts;
use crate::limits::columns::Results;
use crate::limits::columns::Rules;

/// So many units are listed at a time, so that their deductions lie in the nearest cache.
const STRETCH: usize = 64;

/// The items of all units, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Where the items of each unit end.
    pub ends: Vec<u32>,
    /// Rule and amount.
    pub items: Vec<(u8, i16)>,
}

impl Lists {
    /// Lists what each rule has deducted from all units.
    pub fn fill(&mut self, lost: &[&[i16]]) {
        let units = lost.first().map_or(0, |column| column.len());
        self.ends.clear();
        self.items.clear();
        let mut near = vec![[0; STRETCH]; lost.len()];
        let mut list = vec![(0, 0); lost.len()];
        let mut from = 0;
        while from < units {
            let many = STRETCH.min(units - from);
            for (near, column) in near.iter_mut().zip(lost) {
                near[..many].copy_from_slice(&column[from..from + many]);
            }
            for unit in 0..many {
                let mut listed = 0;
                for (rule, near) in (0..).zip(&near) {
                    // Written down in any case; the next is written over it where it is nothing.
                    list[listed] = (rule, near[unit]);
                    listed += usize::from(near[unit] != 0);
                }
                self.items.extend_from_slice(&list[..listed]);
                self.ends.push(self.items.len() as u32);
            }
            from += many;
        }
    }

    /// Scores and lists.
    pub fn score(
        &mut self,
        rules: &Rules<i16>,
        facts: &Facts<i16>,
        lost: &mut Vec<Vec<i16>>,
        results: &mut Results<i16>,
    ) {
        rules.score_all(facts, lost, results);
        self.fill(&lost.iter().map(Vec::as_slice).collect::<Vec<&[i16]>>());
    }

    /// Puts the lists into results.
    pub fn put(&self, scored: &mut [Scored]) {
        let mut from = 0;
        for (scored, end) in scored.iter_mut().zip(&self.ends) {
            let items = &self.items[from..*end as usize];
            scored.items = items.iter().map(|(rule, lost)| (usize::from(*rule), i64::from(*lost))).collect();
            from = *end as usize;
        }
    }
}
