//! The results of accounts (账): amounts beside the points, each with its own lines.

use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::tally::AccountFinding;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
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
    pub amount: Reach,
}

/// A number in the least and in the greatest case; absent where nothing bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// In the least.
    pub low: Option<Exact>,
    /// In the greatest.
    pub high: Option<Exact>,
}

impl Reach {
    /// Nothing.
    pub const ZERO: Self = Self { low: Some(Exact::ZERO), high: Some(Exact::ZERO) };

    /// Both added up, at each end.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let sum = |a: Option<Exact>, b: Option<Exact>| a?.plus(b?);
        Self { low: sum(self.low, other.low), high: sum(self.high, other.high) }
    }

    /// What must be added to it to reach another, at each end.
    #[must_use]
    pub(crate) fn to(self, other: Self) -> Self {
        // What has no bound needs no more to have none.
        let difference = |from: Option<Exact>, to: Option<Exact>| match (from, to) {
            (None, None) => Some(Exact::ZERO),
            (from, to) => to?.minus(from?),
        };
        Self { low: difference(self.low, other.low), high: difference(self.high, other.high) }
    }

    /// The hull of the ends of both.
    #[must_use]
    pub(crate) fn hull(self, other: Self) -> Self {
        let Interval { low, high } = Interval::from(self).hull(other.into());
        Self { low, high }
    }
}

impl From<Interval> for Reach {
    fn from(interval: Interval) -> Self {
        Self { low: interval.low, high: interval.high }
    }
}

impl From<Reach> for Interval {
    fn from(reach: Reach) -> Self {
        Self { low: reach.low, high: reach.high }
    }
}

impl AccountTally {
    /// An account to which nothing is booked so far.
    pub(crate) fn empty() -> Self {
        Self {
            amount: Some(Interval::ZERO),
            may_be_inapplicable: false,
            absent: false,
            finding: AccountFinding::Known,
            cause: None,
            lines: Vec::new(),
        }
    }

    /// Why the amount is not one number.
    pub(crate) fn doubt(&self) -> Doubt {
        let unseen = self.finding == AccountFinding::NotObserved;
        Doubt { unseen, cause: self.cause }
    }
}
