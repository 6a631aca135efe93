//! Intervals of exact numbers: what a number may still be.

use crate::exact::Exact;
use crate::rounding::Rounding;

/// Every number from `low` to `high`, both in; an absent end is unbounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Option<Exact>,
    /// The upper end.
    pub high: Option<Exact>,
}

impl Interval {
    /// Every number.
    pub const ALL: Self = Self { low: None, high: None };
    /// Nothing but zero.
    pub const ZERO: Self = Self { low: Some(Exact::ZERO), high: Some(Exact::ZERO) };

    /// One number.
    pub fn point(value: Exact) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// From one number to another.
    pub fn between(low: Exact, high: Exact) -> Self {
        Self { low: Some(low), high: Some(high) }
    }

    /// The number, where there is only one.
    pub fn as_point(self) -> Option<Exact> {
        self.low.filter(|low| self.high == Some(*low))
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

    /// Whether both ends are there.
    pub fn is_bounded(self) -> bool {
        self.low.is_some() && self.high.is_some()
    }

    /// The shortest interval that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { low: both(self.low, other.low, Exact::min), high: both(self.high, other.high, Exact::max) }
    }

    /// Sums; `None` where an end is too large for exact arithmetic.
    pub fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: sum(self.low, other.low)?, high: sum(self.high, other.high)? })
    }

    /// Sums; an end too large for exact arithmetic is unbounded.
    #[must_use]
    pub fn plus_or_unbounded(self, other: Self) -> Self {
        Self { low: sum(self.low, other.low).flatten(), high: sum(self.high, other.high).flatten() }
    }

    /// Every number with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { low: self.high.map(Exact::negated), high: self.low.map(Exact::negated) }
    }

    /// Products; `None` where one is too large.
    pub fn times(self, other: Self) -> Option<Self> {
        if let (Some(a), Some(b)) = (self.as_point(), other.as_point()) {
            return a.times(b).map(Self::point);
        }
        let mut ends: Option<(End, End)> = None;
        for a in self.ends() {
            for b in other.ends() {
                let corner = a.times(b)?;
                ends = Some(ends.map_or((corner, corner), |(low, high)| (low.min(corner), high.max(corner))));
            }
        }
        ends.map(|(low, high)| Self { low: low.finite(), high: high.finite() })
    }

    /// Quotients by every divisor but zero; `None` where one is too large or zero is the only divisor.
    pub fn over(self, divisor: Self) -> Option<Self> {
        if divisor == Self::ZERO {
            return None;
        }
        let reciprocal = match (divisor.low.map(Exact::sign), divisor.high.map(Exact::sign)) {
            (Some(0), _) => Self { low: inverse(divisor.high)?, high: None },
            (_, Some(0)) => Self { low: None, high: inverse(divisor.low)? },
            (Some(1), _) | (_, Some(-1)) => Self { low: inverse(divisor.high)?, high: inverse(divisor.low)? },
            _ => Self::ALL,
        };
        self.times(reciprocal)
    }

    /// Whether zero is in it.
    pub fn holds_zero(self) -> bool {
        self.low.is_none_or(|low| low.sign() <= 0) && self.high.is_none_or(|high| high.sign() >= 0)
    }

    /// The larger of any two.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self { low: either(self.low, other.low, Exact::max), high: both(self.high, other.high, Exact::max) }
    }

    /// The smaller of any two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Self { low: both(self.low, other.low, Exact::min), high: either(self.high, other.high, Exact::min) }
    }

    /// Every number without its sign.
    #[must_use]
    pub fn absolute(self) -> Self {
        let mirrored = self.negated();
        if self.low.is_some_and(|low| low.sign() >= 0) {
            self
        } else if self.high.is_some_and(|high| high.sign() <= 0) {
            mirrored
        } else {
            Self { low: Some(Exact::ZERO), high: both(self.high, mirrored.high, Exact::max) }
        }
    }

    /// Every number rounded; `None` where one is too large.
    pub fn round(self, rounding: Rounding, step: Exact) -> Option<Self> {
        let end = |end: Option<Exact>| match end {
            Some(value) => rounding.round(value, step).map(Some),
            None => Some(None),
        };
        Some(Self { low: end(self.low)?, high: end(self.high)? })
    }

    /// Both ends, as numbers that may be infinite.
    pub(crate) fn ends(self) -> [End; 2] {
        [self.low.map_or(End::Minus, End::At), self.high.map_or(End::Plus, End::At)]
    }
}

/// An end of an interval, as a number that may be infinite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum End {
    /// Below every number.
    Minus,
    /// A number.
    At(Exact),
    /// Above every number.
    Plus,
}

impl End {
    /// The product; an infinite end times zero is zero, since the other factor is some finite number.
    fn times(self, other: Self) -> Option<Self> {
        Some(match (self.sign() * other.sign(), self, other) {
            (_, Self::At(a), Self::At(b)) => Self::At(a.times(b)?),
            (0, _, _) => Self::At(Exact::ZERO),
            (1, _, _) => Self::Plus,
            _ => Self::Minus,
        })
    }

    fn sign(self) -> i32 {
        match self {
            Self::Minus => -1,
            Self::At(value) => value.sign(),
            Self::Plus => 1,
        }
    }

    fn finite(self) -> Option<Exact> {
        if let Self::At(value) = self { Some(value) } else { None }
    }
}

/// The choice of two ends where an absent one is beyond all others.
fn both(a: Option<Exact>, b: Option<Exact>, choose: fn(Exact, Exact) -> Exact) -> Option<Exact> {
    Some(choose(a?, b?))
}

/// The choice of two ends where an absent one does not count.
fn either(a: Option<Exact>, b: Option<Exact>, choose: fn(Exact, Exact) -> Exact) -> Option<Exact> {
    match (a, b) {
        (Some(a), Some(b)) => Some(choose(a, b)),
        (one, None) | (None, one) => one,
    }
}

#[expect(clippy::option_option, reason = "outer: too large; inner: unbounded")]
fn sum(a: Option<Exact>, b: Option<Exact>) -> Option<Option<Exact>> {
    match (a, b) {
        (Some(a), Some(b)) => a.plus(b).map(Some),
        _ => Some(None),
    }
}

#[expect(clippy::option_option, reason = "outer: too large; inner: unbounded")]
fn inverse(end: Option<Exact>) -> Option<Option<Exact>> {
    match end {
        Some(value) => Exact::ONE.over(value).map(Some),
        None => Some(Some(Exact::ZERO)),
    }
}
