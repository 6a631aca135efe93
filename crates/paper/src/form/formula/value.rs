//! What an expression becomes in cells: truths, and numbers as whole multiples of a step.
//!
//! Spreadsheets count in binary fractions. A number here is never one: it is a whole number of steps of a fixed size,
//! over a whole number where it was divided, both small enough that a spreadsheet adds, multiplies and compares them
//! without a digit lost.

use weiheng::Exact;

use crate::form::formula::code::May;

/// The largest whole number that a cell may come to. Spreadsheets take numbers that differ by less than a part in
/// 2^48 for equal; below this one no two whole numbers do.
pub(crate) const LARGEST: i128 = 100_000_000_000_000;

/// Why something is left to weiheng.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ByWeiheng {
    /// The saying has no formula.
    Saying,
    /// Numbers could become too large to be exact.
    Large,
    /// It rests on something that weiheng computes.
    Rests,
}

/// A formula, or why there is none.
pub(crate) type Made<T> = Result<T, ByWeiheng>;

/// A truth: a reference to the cell of its code, or the code itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Truth {
    pub(crate) at: String,
    pub(crate) may: May,
}

impl Truth {
    /// Always so.
    pub(crate) fn known(truth: bool) -> Self {
        Self { at: (if truth { "1" } else { "0" }).to_owned(), may: May::KNOWN }
    }

    /// Whether it is never so.
    pub(crate) fn is_never(&self) -> bool {
        self.at == "0"
    }

    /// Whether it is always so.
    pub(crate) fn is_always(&self) -> bool {
        self.at == "1"
    }
}

/// A number: `at ÷ under` steps, where it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// The whole number, or the cell that holds it.
    pub(crate) at: String,
    /// What it is divided by: `1`, or the cell of a whole number that is at least one.
    pub(crate) under: String,
    /// The cell of its state; `0` where it is always known.
    pub(crate) state: String,
    /// The states that it may be in.
    pub(crate) may: May,
    /// The size of a step; positive.
    pub(crate) step: Exact,
    /// The smallest whole number.
    pub(crate) low: i128,
    /// The largest whole number.
    pub(crate) high: i128,
    /// The largest divisor.
    pub(crate) most: i128,
}

impl Number {
    /// One number.
    pub(crate) fn fixed(value: Exact) -> Self {
        let (over, under) = value.fraction();
        let step = Exact::new(1, under).unwrap_or(Exact::ONE);
        Self {
            at: over.to_string(),
            under: "1".to_owned(),
            state: "0".to_owned(),
            may: May::KNOWN,
            step,
            low: over,
            high: over,
            most: 1,
        }
    }

    /// The value, where it is always the same.
    pub(crate) fn as_fixed(&self) -> Option<Exact> {
        let known = self.may.is_known() && self.low == self.high && self.under == "1";
        Exact::new(self.low, 1).filter(|_| known)?.times(self.step)
    }

    /// Whether it is always nothing.
    pub(crate) fn is_zero(&self) -> bool {
        self.as_fixed().is_some_and(Exact::is_zero)
    }

    /// Whether it is a whole number of steps.
    pub(crate) fn is_whole(&self) -> bool {
        self.under == "1"
    }

    /// The same with another state.
    #[must_use]
    pub(crate) fn with_state(self, state: String, may: May) -> Self {
        Self { state, may, ..self }
    }
}

/// What an expression is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Yes or no.
    Truth(Truth),
    /// A number, a day as its number, a time in minutes.
    Number(Number),
    /// A level or choice, by position.
    Option(Number),
}

impl Value {
    /// The cell of its state, and the states that it may be in.
    pub(crate) fn may(&self) -> May {
        match self {
            Self::Truth(truth) => truth.may,
            Self::Number(number) | Self::Option(number) => number.may,
        }
    }

    /// As a truth.
    pub(crate) fn truth(self) -> Made<Truth> {
        if let Self::Truth(truth) = self { Ok(truth) } else { Err(ByWeiheng::Saying) }
    }

    /// As a number.
    pub(crate) fn number(self) -> Made<Number> {
        if let Self::Number(number) = self { Ok(number) } else { Err(ByWeiheng::Saying) }
    }
}

/// The largest step of which two steps are multiples.
pub(crate) fn common_step(one: Exact, other: Exact) -> Made<Exact> {
    let ((a, b), (c, d)) = (one.fraction(), other.fraction());
    let (left, right) = (a.checked_mul(d), c.checked_mul(b));
    let both = left.zip(right).ok_or(ByWeiheng::Large)?;
    let under = b.checked_mul(d).ok_or(ByWeiheng::Large)?;
    Exact::new(divisor(both.0, both.1), under).ok_or(ByWeiheng::Large)
}

/// How many of one step another is.
pub(crate) fn times(step: Exact, of: Exact) -> Made<i128> {
    let (over, under) = step.over(of).ok_or(ByWeiheng::Large)?.fraction();
    if under == 1 { Ok(over) } else { Err(ByWeiheng::Large) }
}

/// Whether a whole number may stand in a cell.
pub(crate) fn fits(number: Option<i128>) -> Made<i128> {
    number.filter(|number| number.abs() <= LARGEST).ok_or(ByWeiheng::Large)
}

/// The greatest common divisor.
pub(crate) fn divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a.rem_euclid(b));
    }
    a
}

/// `3*cell`, and as little of it as is needed.
pub(crate) fn multiplied(at: &str, by: i128) -> String {
    match (at.parse::<i128>(), by) {
        (Ok(number), _) => number.saturating_mul(by).to_string(),
        (Err(_), 1) => at.to_owned(),
        (Err(_), _) => format!("{at}*{by}"),
    }
}

/// `a*b`, and as little of it as is needed.
pub(crate) fn product(a: &str, b: &str) -> String {
    match (a, b) {
        ("1", other) | (other, "1") => other.to_owned(),
        ("0", _) | (_, "0") => "0".to_owned(),
        _ => format!("{a}*{b}"),
    }
}
