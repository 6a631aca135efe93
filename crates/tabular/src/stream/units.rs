//! The units of a block, read but not scored yet.

use weiheng::Diagnostics;
use weiheng::Observations;
use weiheng::Tally;

use crate::stream::door::Door;
use crate::stream::facts::Facts;
use crate::stream::facts::Tallies;
use crate::stream::scored::Rejected;
use crate::stream::scored::Results;
use crate::stream::scored::Scored;
use crate::stream::scoring::Scoring;
use crate::stream::texts::Texts;

/// Units that are being read: their plain values in columns, the others beside.
#[derive(Debug)]
pub(crate) struct Units<'a> {
    scoring: &'a Scoring<'a>,
    /// The facts of so many units at most, by standard, and what those before them came to.
    facts: Vec<Option<Facts>>,
    room: usize,
    tallies: Vec<Option<Tallies>>,
    /// How many units have been scored.
    scored: usize,
    names: Texts,
    kept: Vec<Texts>,
    /// Rows that are scored by themselves.
    alone: Vec<(usize, Outcomes)>,
    out: Vec<usize>,
    rejected: Vec<Rejected>,
    tally: Tally,
}

/// So many units are scored at a time, as they are read: their facts stay near the processor.
pub(crate) const ROOM: usize = 1024;

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

impl<'a> Units<'a> {
    /// About so many units, of which so many are scored at a time in columns; none where there are no columns.
    pub(crate) fn new(scoring: &'a Scoring<'a>, room: usize, units: usize) -> Self {
        let plans = || scoring.rulers.iter().map(|ruler| ruler.columns.as_ref().filter(|_| room > 0));
        Self {
            scoring,
            facts: plans().map(|plan| Some(Facts::blank(plan?, room))).collect(),
            room,
            tallies: plans().map(|plan| Some(Tallies::new(plan?, units))).collect(),
            scored: 0,
            names: Texts::default(),
            kept: scoring.manner.kept.iter().map(|_| Texts::default()).collect(),
            alone: Vec::new(),
            out: Vec::new(),
            rejected: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// The columns of facts, by standard, and the row of theirs from which so many more units can be written.
    pub(crate) fn facts_for(&mut self, units: usize) -> (&mut [Option<Facts>], usize) {
        if self.names.len() - self.scored + units > self.room {
            self.score();
        }
        (&mut self.facts, self.names.len() - self.scored)
    }

    /// How many units there are.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// Scores the units whose facts are there.
    fn score(&mut self) {
        let units = self.names.len() - self.scored;
        for ((ruler, facts), tallies) in self.scoring.rulers.iter().zip(&self.facts).zip(&mut self.tallies) {
            if let (Some(plan), Some(facts), Some(tallies)) = (&ruler.columns, facts, tallies) {
                facts.score(plan, units, tallies);
            }
        }
        self.scored = self.names.len();
    }

    /// Ends a unit of which everything was put.
    #[inline]
    pub(crate) fn end<'t>(&mut self, name: &str, kept: impl Iterator<Item = &'t str>) {
        if self.names.len() - self.scored >= self.room {
            self.score();
        }
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

    /// Passes a row of the columns that is no unit.
    pub(crate) fn pass(&mut self) {
        self.out.push(self.names.len());
        self.end("", std::iter::repeat(""));
    }

    /// Leaves a unit out whose row is there already.
    pub(crate) fn end_rejected(&mut self, place: u64, name: &str, problems: Diagnostics) {
        self.pass();
        self.reject(place, name, problems);
    }

    /// Scores the units in columns; those scored by themselves have their results already.
    pub(crate) fn scored(mut self) -> Scored {
        self.score();
        let rows = self.names.len();
        let tallies = self.scoring.rulers.iter().zip(self.tallies);
        let mut results: Vec<Results> =
            tallies.map(|(ruler, tallies)| Results::new(ruler, tallies, rows)).collect();
        for (row, outcomes) in self.alone {
            for (results, outcome) in results.iter_mut().zip(outcomes) {
                results.set_alone(row, outcome);
            }
        }
        Scored { names: self.names, kept: self.kept, results, out: self.out, rejected: self.rejected }
    }
}
