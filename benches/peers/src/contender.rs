//! What is measured, and what it has to come to.

use std::error::Error;
use std::time::Duration;

use serde::Deserialize;

/// Whatever goes wrong ends the comparison.
pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What one unit comes to. Amounts are in tenths; what a contender does not work out is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scored {
    /// The total.
    pub total: i64,
    /// Whether it passes.
    pub passed: bool,
    /// The chapters.
    pub chapters: Vec<i64>,
    /// What was deducted, by position of the rule, in order.
    pub items: Vec<(usize, i64)>,
}

/// One way of scoring units.
pub trait Contender {
    /// How it is named in tables.
    fn name(&self) -> String;

    /// How many units it scores in a pass.
    fn units(&self) -> usize;

    /// Scores its units once, and says how long that took.
    fn pass(&mut self) -> Result<Duration>;

    /// What its units come to.
    fn scored(&mut self) -> Result<Vec<Scored>>;

    /// How many of its units come to something else than the first of these.
    fn differing(&mut self, expected: &[Scored]) -> Result<usize> {
        let scored = self.scored()?;
        let expected = expected.get(..scored.len()).ok_or("more units than are known")?;
        Ok(differing(&scored, expected))
    }
}

/// How many units come to something else, in whatever both sides have worked out.
pub fn differing(left: &[Scored], right: &[Scored]) -> usize {
    let differing = left.iter().zip(right).filter(|(left, right)| !left.agrees_with(right)).count();
    differing + left.len().abs_diff(right.len())
}

impl Scored {
    fn agrees_with(&self, other: &Self) -> bool {
        fn same<T: PartialEq>(left: &[T], right: &[T]) -> bool {
            left.is_empty() || right.is_empty() || left == right
        }
        self.total == other.total
            && self.passed == other.passed
            && same(&self.chapters, &other.chapters)
            && same(&self.items, &other.items)
    }
}

/// Results in columns, as they come from another process.
#[derive(Debug, Deserialize)]
pub struct Scores {
    totals: Vec<i64>,
    passed: Vec<bool>,
    #[serde(default)]
    chapters: Vec<Vec<i64>>,
    #[serde(default)]
    items: Vec<Vec<(usize, i64)>>,
}

impl Scores {
    /// Unit by unit.
    pub fn into_units(self) -> Vec<Scored> {
        let mut chapters = self.chapters.into_iter();
        let mut items = self.items.into_iter();
        let unit = |(total, passed)| Scored {
            total,
            passed,
            chapters: chapters.next().unwrap_or_default(),
            items: items.next().unwrap_or_default(),
        };
        self.totals.into_iter().zip(self.passed).map(unit).collect()
    }
}

/// A contender that is fast: one pass of it is several.
pub struct Repeated<C> {
    /// What is repeated.
    pub inner: C,
    /// How often.
    pub times: usize,
}

impl<C: Contender> Contender for Repeated<C> {
    fn name(&self) -> String {
        self.inner.name()
    }

    fn units(&self) -> usize {
        self.inner.units() * self.times
    }

    fn pass(&mut self) -> Result<Duration> {
        (0..self.times).map(|_| self.inner.pass()).sum()
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        self.inner.scored()
    }
}
