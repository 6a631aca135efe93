//! What the oracle finds.

use std::collections::BTreeMap;

use weiheng::evaluation::tally::Finding;
use weiheng::model::part::PartId;

use crate::above::Aims;
use crate::number::Number;
use crate::outcome::Outcome;

/// The results of one unit.
#[derive(Debug, Default)]
pub struct Outcomes {
    /// The parts, by id.
    pub parts: BTreeMap<PartId, PartOutcome>,
    /// The total before rounding; `NotApplicable` where there is none.
    pub unrounded: Option<Outcome<Number>>,
    /// The total after rounding.
    pub total: Option<Outcome<Number>>,
    /// The grade of each verdict, by position.
    pub grades: Vec<Outcome<u16>>,
}

/// The result of one part. `None` stands for what has no value.
#[derive(Clone, Debug)]
pub struct PartOutcome {
    /// Its finding.
    pub finding: Finding,
    /// Its score without bonuses; `NotApplicable` where it has none.
    pub score: Outcome<Number>,
    /// Bonuses of it and of the parts below.
    pub bonus: Option<Number>,
    /// The points that apply.
    pub applicable: Option<Number>,
    /// Whether it or a part below vetoes.
    pub veto: Option<bool>,
    /// Whether it or a part below keeps the whole from being scored.
    pub withheld: Option<bool>,
    /// Whether a requirement in it or below is not met.
    pub failure: Option<bool>,
    /// What it and the parts below aim above it.
    pub aims: Aims,
    /// Whether it or a part below is undetermined.
    pub undetermined: bool,
    /// Whether it has no value whether it applies.
    pub may_be_out: bool,
}

impl PartOutcome {
    /// Whether it does not apply.
    pub fn is_out(&self) -> Option<bool> {
        if self.may_be_out { None } else { Some(self.finding == Finding::NotApplicable) }
    }
}
