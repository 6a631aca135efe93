//! The results of accounts (账): amounts beside the points, each with its own lines.

use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::tally::AccountFinding;
use crate::evaluation::tally::LineKind;
use crate::model::act::ActId;
use crate::model::part::PartId;

/// The result of one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountTally {
    /// What its amount may be; `None` where what it is worked out from does not apply.
    pub amount: Option<Interval>,
    /// Whether it may turn out not applicable.
    pub may_be_inapplicable: bool,
    /// Whether it may have no value.
    pub absent: bool,
    /// How firm the amount is.
    pub finding: AccountFinding,
    /// Whether what is missing could still change it.
    pub unseen: bool,
    /// Why it is undetermined.
    pub cause: Option<Cause>,
    /// Its lines, in the order in which they acted. They add up to the amount at every end that is bounded.
    pub lines: Vec<Booking>,
}

/// One line of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Its part; the standard for what the account itself does.
    pub part: PartId,
    /// The act that made it; `None` for what no statement does.
    pub act: Option<ActId>,
    /// What it is.
    pub kind: LineKind,
    /// What it adds.
    pub amount: Interval,
}

impl AccountTally {
    /// An account to which nothing is booked so far.
    pub(crate) fn empty() -> Self {
        Self {
            amount: Some(Interval::ZERO),
            may_be_inapplicable: false,
            absent: false,
            finding: AccountFinding::Known,
            unseen: false,
            cause: None,
            lines: Vec::new(),
        }
    }

    /// Why the amount is not one number.
    pub(crate) fn doubt(&self) -> Doubt {
        Doubt { unseen: self.unseen, cause: self.cause }
    }

    /// Says why the amount is not one number.
    pub(crate) fn doubted(&mut self, doubt: Doubt) {
        (self.unseen, self.cause) = (doubt.unseen, doubt.cause);
        self.finding = match doubt {
            Doubt { cause: Some(_), .. } => AccountFinding::Undetermined,
            Doubt { unseen: true, .. } => AccountFinding::NotObserved,
            Doubt { .. } => AccountFinding::Known,
        };
    }
}
