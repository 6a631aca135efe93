//! The direct evaluation of a checked standard.

use weiheng::Date;
use weiheng::Standard;
use weiheng::model::fact::FactId;
use weiheng::observation::Reading;
use weiheng::observation::Readings;

use crate::batch::Batch;
use crate::number::Number;
use crate::outcome::Outcome;
use crate::result::Outcomes;

/// A standard and one unit of which everything is known or not applicable.
pub struct Oracle<'a> {
    pub(crate) standard: &'a Standard,
    readings: &'a Readings,
    pub(crate) date: Option<Date>,
    guess: Option<Guess>,
    pub(crate) batch: Option<Batch<'a>>,
}

/// What to take for everything that has no value, to see whether it matters.
#[derive(Clone, Debug)]
pub struct Guess {
    /// For a condition without a value; `None` leaves it without.
    pub truth: Option<bool>,
    /// For a number without a value; `None` leaves it without.
    pub number: Option<Number>,
    /// For what the text leaves open (待定): the share of its range.
    pub share: Number,
}

impl<'a> Oracle<'a> {
    /// The unit, assessed on a date.
    pub fn new(standard: &'a Standard, readings: &'a Readings, date: Option<Date>) -> Self {
        Self { standard, readings, date, guess: None, batch: None }
    }

    /// The same, with a guess for everything that has no value.
    #[must_use]
    pub fn guessing(self, guess: Guess) -> Self {
        Self { guess: Some(guess), ..self }
    }

    /// The same, as one of the units that are scored together.
    #[must_use]
    pub fn among(self, batch: Batch<'a>) -> Self {
        Self { batch: Some(batch), ..self }
    }

    /// The same standard and guess for another unit.
    pub(crate) fn of(&self, readings: &'a Readings, date: Option<Date>) -> Self {
        Self { standard: self.standard, readings, date, guess: self.guess.clone(), batch: self.batch }
    }

    /// Evaluates the standard for the unit.
    pub fn outcomes(&self) -> Outcomes {
        let mut outcomes = self.ungraded();
        let positions = (0..).zip(&self.standard.verdicts).map(|(at, _)| at);
        outcomes.grades = positions.map(|at| self.grade(at, &outcomes)).collect();
        outcomes
    }

    /// The same without grades.
    pub(crate) fn ungraded(&self) -> Outcomes {
        let mut outcomes = Outcomes::default();
        self.parts(&mut outcomes);
        self.total(&mut outcomes);
        self.accounts(&mut outcomes);
        Self::withhold(&mut outcomes);
        outcomes
    }

    /// A test that an act hangs on.
    pub(crate) fn decided(&self, condition: Outcome<bool>) -> Outcome<bool> {
        match (&condition, self.guess.as_ref().and_then(|guess| guess.truth)) {
            (Outcome::NoValue, Some(guess)) => Outcome::Known(guess),
            _ => condition,
        }
    }

    /// A number on which an act hangs.
    pub(crate) fn counted(&self, number: Outcome<Number>) -> Outcome<Number> {
        match (&number, self.guess.as_ref().and_then(|guess| guess.number.clone())) {
            (Outcome::NoValue, Some(guess)) => Outcome::Known(guess),
            _ => number,
        }
    }

    /// The share of a 待定 at which it is taken, if at any.
    pub(crate) fn share(&self) -> Option<Number> {
        self.guess.as_ref().map(|guess| guess.share.clone())
    }

    pub(crate) fn reading(&self, fact: FactId) -> &'a Reading {
        self.readings.reading(fact)
    }
}
