//! One unit after the other.

use std::hint::black_box;
use std::time::Duration;

use weiheng::Assessment;
use weiheng::Readings;
use weiheng::Tally;

use crate::clock::timed;
use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;
use crate::ours::Engine;

/// One unit after the other, each with its whole ledger, in the memory of one tally.
pub struct OneByOne {
    engine: Engine,
    readings: Vec<Readings>,
    tally: Tally,
}

impl OneByOne {
    /// The first units of the seed.
    pub fn new(units: usize) -> Result<Self> {
        let engine = Engine::new()?;
        let readings = engine.readings(0..units)?;
        Ok(Self { engine, readings, tally: Tally::default() })
    }

    /// Units of NDJSON.
    pub fn of(text: &str) -> Result<Self> {
        let engine = Engine::new()?;
        let readings = engine.bound(text)?;
        Ok(Self { engine, readings, tally: Tally::default() })
    }
}

impl Contender for OneByOne {
    fn name(&self) -> String {
        "weiheng".into()
    }

    fn units(&self) -> usize {
        self.readings.len()
    }

    fn pass(&mut self) -> Result<Duration> {
        Ok(timed(|| {
            for readings in &self.readings {
                weiheng::evaluate_into(&self.engine.plan, black_box(readings), &mut self.tally);
                black_box(&self.tally);
            }
        }))
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        let unit = |readings| self.engine.scored(&weiheng::evaluate(&self.engine.plan, readings));
        Ok(self.readings.iter().map(unit).collect())
    }
}

/// The words of every deduction of scored units, in both languages.
pub struct InWords {
    inner: OneByOne,
    tallies: Vec<Tally>,
}

impl InWords {
    /// The first units of the seed, scored.
    pub fn new(units: usize) -> Result<Self> {
        let inner = OneByOne::new(units)?;
        let score = |readings| weiheng::evaluate(&inner.engine.plan, readings);
        Ok(Self { tallies: inner.readings.iter().map(score).collect(), inner })
    }
}

impl Contender for InWords {
    fn name(&self) -> String {
        "weiheng".into()
    }

    fn units(&self) -> usize {
        self.tallies.len()
    }

    fn pass(&mut self) -> Result<Duration> {
        let Engine { standard, plan, .. } = &self.inner.engine;
        Ok(timed(|| {
            for (readings, tally) in self.inner.readings.iter().zip(&self.tallies) {
                black_box(Assessment::from_tally(standard, plan, readings, black_box(tally)));
            }
        }))
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        Ok(self.tallies.iter().map(|tally| self.inner.engine.scored(tally)).collect())
    }
}
