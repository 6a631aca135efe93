//! The results of a block of units.

use std::sync::Arc;

use weiheng::Diagnostics;
use weiheng::Exact;
use weiheng::evaluation::tally::Chance;
use weiheng::evaluation::tally::Ends;
use weiheng::plan::columns::Holds;

use crate::stream::facts::Tallies;
use crate::stream::outcome::Outcome;
use crate::stream::outcome::Standing;
use crate::stream::outcome::main_verdict;
use crate::stream::scoring::Ruler;
use crate::stream::texts::Texts;

/// Units with their results, in the order in which they were read.
#[derive(Clone, Debug)]
pub struct Scored {
    pub(crate) names: Texts,
    pub(crate) kept: Vec<Texts>,
    pub(crate) results: Vec<Results>,
    /// Rows that have no result, in order.
    pub(crate) out: Vec<usize>,
    /// Those that could not be read.
    pub rejected: Vec<Rejected>,
}

/// A unit that could not be read.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// Its row or line, counted from 1.
    pub place: u64,
    /// Its name, as far as it could be read.
    pub unit: String,
    /// What is wrong with it.
    pub problems: Diagnostics,
}

impl Scored {
    /// How many units were scored.
    pub fn len(&self) -> usize {
        self.names.len() - self.out.len()
    }

    /// The rows of those units, in order.
    pub fn rows(&self) -> impl Iterator<Item = usize> + '_ {
        let mut out = self.out.iter().peekable();
        (0..self.names.len()).filter(move |row| out.next_if(|out| **out == *row).is_none())
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The name of a unit.
    pub fn unit(&self, row: usize) -> &str {
        self.names.get(row)
    }

    /// What a kept heading says of a unit.
    pub fn kept(&self, heading: usize, row: usize) -> &str {
        self.kept.get(heading).map(|column| column.get(row)).unwrap_or_default()
    }

    /// The results by a standard, by its position.
    pub fn by(&self, standard: usize) -> Option<&Results> {
        self.results.get(standard)
    }
}

/// The results of many units by one standard.
#[derive(Clone, Debug)]
pub struct Results {
    columns: Option<Columns>,
    /// What each part starts from, where it loses points.
    starts: Arc<[Option<Exact>]>,
    /// For every row the position of its outcome, from 1; 0 where columns have it. Empty where columns have all.
    positions: Vec<u32>,
    outcomes: Vec<Outcome>,
    rows: usize,
}

/// Results in columns, and how they are read.
#[derive(Clone, Debug)]
struct Columns {
    scale: i64,
    holds: Vec<Holds>,
    /// The main verdict, and the lowest of its grades that passes.
    main: Option<(usize, u16)>,
    tallies: Tallies,
}

impl Results {
    /// The results of units in columns, where there are any.
    pub(crate) fn new(ruler: &Ruler<'_>, tallies: Option<Tallies>, rows: usize) -> Self {
        let columns = ruler.columns.as_ref().zip(tallies).map(|(plan, tallies)| Columns {
            scale: plan.scale,
            holds: plan.parts.iter().map(|part| part.holds).collect(),
            main: main_verdict(&ruler.usual.plan),
            tallies,
        });
        let starts = Arc::clone(&ruler.starts);
        Self { columns, starts, positions: Vec::new(), outcomes: Vec::new(), rows }
    }

    /// Sets the result of a unit that was scored by itself.
    pub(crate) fn set_alone(&mut self, row: usize, outcome: Outcome) {
        self.outcomes.push(outcome);
        self.positions.resize(self.rows, 0);
        if let Some(position) = self.positions.get_mut(row) {
            *position = u32::try_from(self.outcomes.len()).unwrap_or(0);
        }
    }

    /// The total after rounding, in the worst and the best completion; `None` where there are no points or nothing
    /// applies.
    pub fn total(&self, row: usize) -> Option<Ends> {
        match self.alone(row) {
            Some(outcome) => outcome.total,
            None => {
                self.columns.as_ref().and_then(|columns| Some(columns.point(columns.tallies.total(row)?)))
            }
        }
    }

    /// The grade of a verdict, by its position, where it is decided.
    pub fn grade(&self, verdict: usize, row: usize) -> Option<u16> {
        match self.alone(row) {
            Some(outcome) => outcome.grades.get(verdict).copied().flatten(),
            None => self.columns.as_ref()?.tallies.grade(verdict, row).map(u16::from),
        }
    }

    /// Whether a unit is vetoed.
    pub fn vetoed(&self, row: usize) -> Chance {
        match (self.alone(row), &self.columns) {
            (Some(outcome), _) => outcome.vetoed,
            (None, Some(columns)) if columns.tallies.is_vetoed(row) => Chance::Surely,
            _ => Chance::Never,
        }
    }

    /// What a part came to: its score with its bonuses, before rounding; where it has no points of its own, what it
    /// moves in the part above. `None` where it does not apply.
    pub fn part(&self, at: usize, row: usize) -> Option<Ends> {
        match self.alone(row) {
            Some(outcome) => outcome.parts.get(at).copied().flatten(),
            None => self.columns.as_ref().and_then(|columns| Some(columns.point(columns.part(at, row)?))),
        }
    }

    /// A total that columns have, in steps.
    pub(crate) fn total_steps(&self, row: usize) -> Option<i64> {
        self.side_by_side(row)?.tallies.total(row)
    }

    /// What a part came to where columns have it, in steps.
    pub(crate) fn part_steps(&self, at: usize, row: usize) -> Option<i64> {
        self.side_by_side(row)?.part(at, row)
    }

    fn side_by_side(&self, row: usize) -> Option<&Columns> {
        let is_alone = self.positions.get(row).is_some_and(|position| *position > 0);
        self.columns.as_ref().filter(|_| !is_alone)
    }

    /// What a clause takes or earns: what it came to less what it started from. `None` where it does not apply.
    pub fn moved(&self, at: usize, row: usize) -> Option<Ends> {
        let ends = self.part(at, row)?;
        let start = self.starts.get(at).copied().flatten().unwrap_or(Exact::ZERO);
        Some(Ends { low: ends.low.minus(start)?, high: ends.high.minus(start)? })
    }

    /// Whether a unit passes.
    pub fn standing(&self, row: usize) -> Standing {
        match (self.alone(row), &self.columns) {
            (Some(outcome), _) => outcome.standing,
            (None, Some(columns)) => columns.standing(row),
            (None, None) => Standing::Open,
        }
    }

    /// How many units were scored side by side, in columns.
    pub fn in_columns(&self) -> usize {
        if self.columns.is_some() { self.rows - self.outcomes.len() } else { 0 }
    }

    fn alone(&self, row: usize) -> Option<&Outcome> {
        let position = self.positions.get(row).filter(|position| **position > 0)?;
        self.outcomes.get(usize::try_from(*position).ok()?.checked_sub(1)?)
    }
}

impl Columns {
    fn standing(&self, row: usize) -> Standing {
        let passes = match self.main {
            Some((at, passing)) => {
                self.tallies.grade(at, row).is_some_and(|grade| u16::from(grade) <= passing)
            }
            None => !self.tallies.is_vetoed(row),
        };
        if passes { Standing::Passed } else { Standing::Failed }
    }

    fn point(&self, steps: i64) -> Ends {
        Ends::point(Exact::scaled(steps, self.scale))
    }

    fn part(&self, at: usize, row: usize) -> Option<i64> {
        let steps = self.tallies.part(at, row)?;
        let lost = matches!(self.holds.get(at), Some(Holds::Lost));
        Some(if lost { -steps } else { steps })
    }
}
