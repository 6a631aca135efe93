//! The units of a block, read but not scored yet.

use weiheng::Diagnostics;
use weiheng::Observations;
use weiheng::Tally;
use weiheng::evaluation::columns::FactColumns;
use weiheng::evaluation::columns::Lane;

use crate::stream::door::Door;
use crate::stream::facts::Facts;
use crate::stream::facts::put;
use crate::stream::scored::Rejected;
use crate::stream::scored::Results;
use crate::stream::scored::Scored;
use crate::stream::scoring::Scoring;
use crate::stream::texts::Texts;

/// Units that are being read: their plain values in columns, the others beside.
#[derive(Debug)]
pub(crate) struct Units<'a> {
    scoring: &'a Scoring<'a>,
    facts: Vec<Option<Facts>>,
    names: Texts,
    kept: Vec<Texts>,
    /// Rows that are scored by themselves.
    alone: Vec<(usize, Outcomes)>,
    out: Vec<usize>,
    rejected: Vec<Rejected>,
    tally: Tally,
}

/// What a unit came to by each standard.
type Outcomes = Vec<crate::stream::outcome::Outcome>;

/// The ways of one fact into the columns of each standard that knows it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gate {
    pub(crate) doors: Vec<(usize, Door)>,
}

impl Gate {
    /// Whether any statement looks at the fact.
    pub(crate) fn is_looked_at(&self) -> bool {
        self.doors.iter().any(|(_, door)| door.places().is_looked_at())
    }
}

/// Columns of facts that are filled row by row.
pub(crate) trait Filled {
    /// Puts a value where each standard has it; `false` where one of them has no plain place for it.
    fn put(&mut self, gate: &Gate, row: usize, value: impl Fn(&Door) -> Option<i64>) -> bool;
}

/// Those of one standard, whose width is known.
impl<T: Lane> Filled for FactColumns<T> {
    #[inline(always)]
    fn put(&mut self, gate: &Gate, row: usize, value: impl Fn(&Door) -> Option<i64>) -> bool {
        let [(_, door)] = gate.doors.as_slice() else { return false };
        value(door).is_some_and(|value| put(self, door.places(), row, value))
    }
}

/// Those of several standards.
impl Filled for [Option<Facts>] {
    fn put(&mut self, gate: &Gate, row: usize, value: impl Fn(&Door) -> Option<i64>) -> bool {
        gate.doors.iter().all(|(standard, door)| {
            value(door).is_some_and(|value| match self.get_mut(*standard) {
                Some(Some(facts)) => facts.put(door.places(), row, value),
                _ => true,
            })
        })
    }
}

impl<'a> Units<'a> {
    /// Room for about so many units.
    pub(crate) fn new(scoring: &'a Scoring<'a>, rows: usize) -> Self {
        Self {
            scoring,
            facts: scoring.blank(rows),
            names: Texts::default(),
            kept: scoring.manner.kept.iter().map(|_| Texts::default()).collect(),
            alone: Vec::new(),
            out: Vec::new(),
            rejected: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// The columns of facts, by standard.
    pub(crate) fn facts_mut(&mut self) -> &mut [Option<Facts>] {
        &mut self.facts
    }

    /// Takes the columns of facts out, to be filled; they are to be put [back](Self::filled).
    pub(crate) fn take_facts(&mut self) -> Vec<Option<Facts>> {
        std::mem::take(&mut self.facts)
    }

    /// Puts the columns of facts back.
    pub(crate) fn filled(mut self, facts: Vec<Option<Facts>>) -> Self {
        self.facts = facts;
        self
    }

    /// The row of the next unit; the columns reach so far.
    #[inline]
    pub(crate) fn row(&self) -> usize {
        self.names.len()
    }

    /// Makes the columns reach to a row.
    pub(crate) fn reach(&mut self, rows: usize) {
        self.facts.iter_mut().flatten().for_each(|facts| facts.resize(rows));
    }

    /// Ends a unit of which everything was put.
    #[inline]
    pub(crate) fn end<'t>(&mut self, name: &str, kept: impl Iterator<Item = &'t str>) {
        self.names.push(name);
        for (column, value) in self.kept.iter_mut().zip(kept) {
            column.push(value);
        }
    }

    /// Scores a unit by itself, or leaves it out.
    pub(crate) fn alone(&mut self, place: u64, observations: Observations) {
        let mut problems = Diagnostics::new();
        let (unit, kept) = self.scoring.prepared(observations, &mut problems);
        let name = unit.unit.as_deref().unwrap_or_default();
        match self.scoring.outcomes(&unit, &mut self.tally) {
            Ok(_) if problems.has_errors() => self.end_rejected(place, name, problems),
            Ok(outcomes) => {
                self.alone.push((self.names.len(), outcomes));
                self.end(name, kept.iter().map(String::as_str));
            }
            Err(problems) => self.end_rejected(place, name, problems),
        }
    }

    /// Leaves a unit out.
    pub(crate) fn reject(&mut self, place: u64, name: &str, problems: Diagnostics) {
        self.rejected.push(Rejected { place, unit: name.to_owned(), problems });
    }

    /// Leaves a unit out whose row is there already.
    pub(crate) fn end_rejected(&mut self, place: u64, name: &str, problems: Diagnostics) {
        self.out.push(self.names.len());
        self.end("", self.scoring.manner.kept.iter().map(|_| ""));
        self.reject(place, name, problems);
    }

    /// Scores the units in columns; those scored by themselves have their results already.
    pub(crate) fn scored(mut self) -> Scored {
        let rows = self.names.len();
        self.reach(rows);
        let mut results: Vec<Results> = self
            .scoring
            .rulers
            .iter()
            .zip(&self.facts)
            .map(|(ruler, facts)| Results::new(ruler, facts.as_ref(), rows))
            .collect();
        for (row, outcomes) in self.alone {
            for (results, outcome) in results.iter_mut().zip(outcomes) {
                results.set_alone(row, outcome);
            }
        }
        Scored { names: self.names, kept: self.kept, results, out: self.out, rejected: self.rejected }
    }
}
