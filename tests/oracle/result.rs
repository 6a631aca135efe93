//! What the oracle finds.

use std::collections::BTreeMap;

use num_traits::Zero;
use weiheng::evaluation::tally::Finding;
use weiheng::model::account::AccountId;
use weiheng::model::part::PartId;

use crate::above::Aims;
use crate::done::sum;
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
    /// What was booked to accounts so far.
    pub booked: BTreeMap<AccountId, Option<Number>>,
    /// The amounts of accounts, by position; `NotApplicable` where what one is worked out from is.
    pub accounts: Vec<Outcome<Number>>,
    /// The grade of each verdict, by position.
    pub grades: Vec<Outcome<u16>>,
}

impl Outcomes {
    /// Adds what a part books.
    pub(crate) fn book(&mut self, booked: BTreeMap<AccountId, Option<Number>>) {
        for (account, amount) in booked {
            let sofar = self.booked.entry(account).or_insert_with(|| Some(Number::zero()));
            *sofar = sum(sofar.take(), amount);
        }
    }
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
