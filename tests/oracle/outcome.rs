//! What an expression comes to.

use crate::number::Number;

/// A value of the oracle. Days are day numbers, times of day are minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// 是 or 否.
    Truth(bool),
    /// A number.
    Number(Number),
    /// A level or choice, by position.
    Option(u16),
    /// A text.
    Text(String),
}

/// A value, 不适用, or nothing at all: an empty mean, a division by zero, 待定.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// A value.
    Known(T),
    /// 不适用.
    NotApplicable,
    /// There is no value: undetermined.
    NoValue,
}

impl<T> Outcome<T> {
    /// The value made into another.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Outcome<U> {
        self.and_then(|value| Outcome::Known(make(value)))
    }

    /// The value made into something that may again be none.
    pub fn and_then<U>(self, make: impl FnOnce(T) -> Outcome<U>) -> Outcome<U> {
        match self {
            Self::Known(value) => make(value),
            Self::NotApplicable => Outcome::NotApplicable,
            Self::NoValue => Outcome::NoValue,
        }
    }

    /// Both values, where both are needed: 不适用 spreads, then having no value.
    pub fn with<U>(self, other: Outcome<U>) -> Outcome<(T, U)> {
        match (self, other) {
            (Self::Known(a), Outcome::Known(b)) => Outcome::Known((a, b)),
            (Self::NotApplicable, _) | (_, Outcome::NotApplicable) => Outcome::NotApplicable,
            _ => Outcome::NoValue,
        }
    }

    /// The value, where there is one.
    pub fn known(self) -> Option<T> {
        if let Self::Known(value) = self { Some(value) } else { None }
    }

    /// Whether it is 不适用.
    pub fn is_inapplicable(&self) -> bool {
        matches!(self, Self::NotApplicable)
    }
}

/// All values, where all are needed.
pub fn every<T>(outcomes: impl IntoIterator<Item = Outcome<T>>) -> Outcome<Vec<T>> {
    outcomes.into_iter().fold(Outcome::Known(Vec::new()), |sofar, next| {
        sofar.with(next).map(|(mut values, value)| {
            values.push(value);
            values
        })
    })
}
