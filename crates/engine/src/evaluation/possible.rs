//! What a value may still be while observations are missing.

use crate::evaluation::interval::Interval;
use crate::exact::Exact;
use crate::model::fact::FactId;
use crate::model::part::PartId;

/// Everything a value may be: one of a shape, or not applicable, and why it is not one thing alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Possible {
    /// The values it may take; [`Shape::Nothing`] where it is surely not applicable.
    pub shape: Shape,
    /// Whether it may be not applicable.
    pub inapplicable: bool,
    /// Whether it may have no value (an empty mean, a zero divisor).
    pub absent: bool,
    /// Why it is not one value; settled values have no doubt.
    pub doubt: Doubt,
}

/// Sets of values by kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No value: not applicable.
    Nothing,
    /// A truth that may be yes, may be no.
    Truth(Truths),
    /// A number, a day (as its day number) or a time (in minutes).
    Number(Interval),
    /// A level or choice: the positions it may have, as bits.
    Options(u128),
    /// A text; `None` where any is possible.
    Text(Option<String>),
}

/// Which truths are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truths {
    /// It may hold.
    pub yes: bool,
    /// It may fail.
    pub no: bool,
}

impl Truths {
    /// A known truth.
    pub fn known(truth: bool) -> Self {
        Self { yes: truth, no: !truth }
    }

    /// Both are possible.
    pub const OPEN: Self = Self { yes: true, no: true };
}

/// Why something is not one value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doubt {
    /// An observation that is missing could settle it.
    pub unseen: bool,
    /// No observation can: it is undetermined.
    pub cause: Option<Cause>,
}

/// Why something stays undetermined, whatever is still to be observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A fact from elsewhere (外部) is missing.
    External(FactId),
    /// Observations of a fact disagree.
    Disputed(FactId),
    /// A judged number fits no band.
    Misjudged(FactId),
    /// Nothing to take a mean, maximum or share of, or a division by zero.
    NoValue,
    /// The other units that are scored together (同批) are not given.
    Alone,
    /// Units come out the same, and the text does not say which of them ranks first.
    TiedUnits,
    /// 唯一: no row of the list passes, or several do.
    NotOne(FactId),
    /// Rows of the list have the same key, and it matters which of them comes first.
    Tied(FactId),
    /// The text does not say (待定).
    Pending,
    /// The result of a part, at which it looks, has no value: it has a range all the same.
    Result(PartId),
    /// Something is not applicable where the standard allows no gaps (缺项 不许).
    Gap,
    /// An exact result needs more than 38 digits.
    TooLarge,
}

impl Cause {
    /// Whether there is no value at all, which is what 无则 answers.
    pub fn is_no_value(self) -> bool {
        matches!(self, Self::NoValue | Self::NotOne(_) | Self::Tied(_))
    }
}

impl Doubt {
    /// No doubt.
    pub const NONE: Self = Self { unseen: false, cause: None };
    /// A missing observation.
    pub const UNSEEN: Self = Self { unseen: true, cause: None };

    /// Both at once: what needs both values.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { unseen: self.unseen || other.unseen, cause: self.cause.or(other.cause) }
    }

    /// Whether there is any.
    pub fn any(self) -> bool {
        self.unseen || self.cause.is_some()
    }
}

impl From<Cause> for Doubt {
    fn from(cause: Cause) -> Self {
        Self { unseen: false, cause: Some(cause) }
    }
}

impl Possible {
    /// One known value.
    pub fn known(shape: Shape) -> Self {
        Self { shape, inapplicable: false, absent: false, doubt: Doubt::NONE }
    }

    /// A known truth.
    pub fn truth(truth: bool) -> Self {
        Self::known(Shape::Truth(Truths::known(truth)))
    }

    /// A known number.
    pub fn number(value: Exact) -> Self {
        Self::known(Shape::Number(Interval::point(value)))
    }

    /// Not applicable.
    pub fn inapplicable() -> Self {
        Self { shape: Shape::Nothing, inapplicable: true, absent: false, doubt: Doubt::NONE }
    }

    /// A number without a value, for a cause that no observation removes.
    pub fn without_value(cause: Cause) -> Self {
        Self {
            shape: Shape::Number(Interval::ALL),
            inapplicable: false,
            absent: cause.is_no_value(),
            doubt: cause.into(),
        }
    }

    /// The numbers it may be; every number where it is none.
    pub fn interval(&self) -> Interval {
        if let Shape::Number(interval) = self.shape { interval } else { Interval::ALL }
    }

    /// The truths it may be; both where it is none, neither where it is surely not applicable.
    pub fn truths(&self) -> Truths {
        match self.shape {
            Shape::Truth(truths) => truths,
            Shape::Nothing => Truths { yes: false, no: false },
            Shape::Number(_) | Shape::Options(_) | Shape::Text(_) => Truths::OPEN,
        }
    }

    /// Whether it surely holds.
    pub fn surely(&self) -> bool {
        self.truths() == Truths::known(true) && !self.inapplicable
    }

    /// Whether it is surely not applicable.
    pub fn is_inapplicable(&self) -> bool {
        self.shape == Shape::Nothing
    }

    /// Whether it surely has no value, unless it is not applicable: nothing that is still to be observed gives it one.
    pub fn lacks_value(&self) -> bool {
        self.absent && !self.doubt.unseen && self.doubt.cause.is_some_and(Cause::is_no_value)
    }

    /// Whether only one outcome is left, whatever is missing.
    pub fn is_settled(&self) -> bool {
        if self.absent {
            return false;
        }
        match &self.shape {
            Shape::Nothing => true,
            _ if self.inapplicable => false,
            Shape::Truth(truths) => truths.yes != truths.no,
            Shape::Number(interval) => interval.as_point().is_some(),
            Shape::Options(mask) => mask.count_ones() == 1,
            Shape::Text(text) => text.is_some(),
        }
    }

    /// The same without doubt where only one outcome is left.
    #[must_use]
    pub fn settled(mut self) -> Self {
        if self.is_settled() {
            self.doubt = Doubt::NONE;
        }
        self
    }

    /// Either of two outcomes; the doubt is the caller's to say.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            shape: self.shape.hull(other.shape),
            inapplicable: self.inapplicable || other.inapplicable,
            absent: self.absent || other.absent,
            doubt: self.doubt.and(other.doubt),
        }
    }
}

impl Shape {
    fn hull(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, shape) | (shape, Self::Nothing) => shape,
            (Self::Truth(a), Self::Truth(b)) => Self::Truth(Truths { yes: a.yes || b.yes, no: a.no || b.no }),
            (Self::Number(a), Self::Number(b)) => Self::Number(a.hull(b)),
            (Self::Options(a), Self::Options(b)) => Self::Options(a | b),
            (Self::Text(a), Self::Text(b)) if a == b => Self::Text(a),
            (Self::Text(_), Self::Text(_)) => Self::Text(None),
            // A legal standard joins values of one kind only: a number beside another kind stands for no value.
            (Self::Number(_), shape) | (shape, _) => shape.anything(),
        }
    }

    /// Every value of a kind.
    fn anything(self) -> Self {
        match self {
            Self::Nothing => Self::Nothing,
            Self::Truth(_) => Self::Truth(Truths::OPEN),
            Self::Number(_) => Self::Number(Interval::ALL),
            Self::Options(_) => Self::Options(u128::MAX),
            Self::Text(_) => Self::Text(None),
        }
    }
}

/// Collects the outcomes of branches of which one will hold, and says why it is not known which.
#[derive(Debug, Default)]
pub struct Fork {
    joined: Option<Possible>,
    conditions: Doubt,
    outcomes: usize,
    undetermined: usize,
    unseen: bool,
    absent: bool,
    cause: Option<Cause>,
}

impl Fork {
    /// A condition on the way that is not settled.
    pub fn undecided(&mut self, condition: &Possible) {
        self.conditions = self.conditions.and(condition.doubt);
        self.absent |= condition.absent;
    }

    /// An outcome that may be reached.
    pub fn reach(&mut self, outcome: Possible) {
        self.outcomes += 1;
        self.unseen |= outcome.doubt.unseen;
        if outcome.doubt.cause.is_some() {
            self.undetermined += 1;
            self.cause = self.cause.or(outcome.doubt.cause);
        }
        self.joined = Some(match self.joined.take() {
            Some(joined) => joined.or(outcome),
            None => outcome,
        });
    }

    /// The hull of what may be reached. Undetermined only where that cannot be avoided: a condition is
    /// undetermined, or every outcome is.
    pub fn join(self) -> Possible {
        let doubt = self.doubt();
        let absent = self.absent;
        let mut joined = self.joined.unwrap_or_else(Possible::inapplicable);
        // What comes out the same whichever branch holds has a value.
        joined.absent |= absent && !joined.is_settled();
        joined.doubt = doubt;
        joined.settled()
    }

    /// The doubt of the whole.
    pub fn doubt(&self) -> Doubt {
        let everywhere = self.outcomes > 0 && self.undetermined == self.outcomes;
        // Several outcomes without an unseen condition are there for a cause, which no observation takes away.
        Doubt {
            unseen: self.conditions.unseen || self.unseen,
            cause: self.conditions.cause.or(if everywhere { self.cause } else { None }),
        }
    }
}
