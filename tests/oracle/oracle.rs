//! The direct evaluation of a checked standard.

use weiheng::Date;
use weiheng::Standard;
use weiheng::model::fact::FactId;
use weiheng::observation::Reading;
use weiheng::observation::Readings;

use crate::number::Number;
use crate::result::Outcomes;

/// A standard and one unit of which everything is known or not applicable.
pub struct Oracle<'a> {
    pub(crate) standard: &'a Standard,
    readings: &'a Readings,
    pub(crate) date: Option<Date>,
    pub(crate) settlement: Option<Number>,
}

impl<'a> Oracle<'a> {
    /// The unit, assessed on a date. What the text leaves open (待定) has no value.
    pub fn new(standard: &'a Standard, readings: &'a Readings, date: Option<Date>) -> Self {
        Self { standard, readings, date, settlement: None }
    }

    /// The same, with everything that the text leaves open settled at one share of its range.
    #[must_use]
    pub fn settled_at(self, share: Number) -> Self {
        Self { settlement: Some(share), ..self }
    }

    /// Evaluates the standard for the unit.
    pub fn outcomes(&self) -> Outcomes {
        let mut outcomes = Outcomes::default();
        self.parts(&mut outcomes);
        self.total(&mut outcomes);
        outcomes.grades =
            self.standard.verdicts.iter().map(|verdict| self.grade(verdict, &outcomes)).collect();
        outcomes
    }

    pub(crate) fn reading(&self, fact: FactId) -> &'a Reading {
        self.readings.reading(fact)
    }
}
