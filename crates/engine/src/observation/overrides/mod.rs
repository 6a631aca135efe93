//! Overrides (复核): readings that someone with the authority to do so put in the place of what was recorded. What was
//! recorded stays where it is and in every result.

mod apply;
mod column;
mod draft;
mod from_json;
mod problem;
mod target;
mod unmatched;

pub use column::Column;
pub use draft::Draft;

use std::sync::Arc;

use crate::date::Date;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::observation::Raw;
use crate::observation::Reading;
use crate::source::Span;

/// Overrides of one or several units, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// In the order of their files.
    pub entries: Vec<Override>,
}

/// One override.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The unit; none where there is but one.
    pub unit: Option<(String, Span)>,
    /// The fact, an item `清单[项]` or a field `名录[1].栏`.
    pub target: Target,
    /// What it is taken to be.
    pub value: Raw,
    /// Where that stands.
    pub span: Span,
    /// Who ordered it, or on what ground.
    pub authority: String,
    /// Why.
    pub reason: String,
    /// When.
    pub date: Date,
    /// The first assessment date for which it counts. It may lie before the day on which it was made: what corrects a
    /// visit comes after it.
    pub from: Option<Date>,
    /// The last assessment date for which it counts.
    pub until: Option<Date>,
    /// The file and the line that it stands on.
    pub origin: (Arc<str>, u32),
}

/// What is overridden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A reading.
    Fact(String, Span),
    /// The result of a clause, which cannot be: it follows from the readings.
    Clause(String, Span),
}

/// An override of a unit beside what was recorded.
#[derive(Clone, Debug)]
pub(crate) struct Overridden {
    /// The fact.
    pub(crate) fact: FactId,
    /// The fact, item or field as the standard calls it.
    pub(crate) target: String,
    /// What was recorded.
    pub(crate) original: Seen,
    /// What it is taken to be.
    pub(crate) value: Seen,
    /// Who, why, when and where.
    pub(crate) by: Override,
    /// Whether it counts.
    pub(crate) validity: Validity,
}

/// Whether an override counts for an assessment date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Validity {
    /// It does.
    Counts,
    /// It begins after the date.
    NotYet,
    /// It ended before the date.
    Expired,
}

impl Override {
    /// Whether it counts on a day; without one it does.
    fn validity(&self, date: Option<Date>) -> Validity {
        match date {
            Some(date) if self.from.is_some_and(|from| date < from) => Validity::NotYet,
            Some(date) if self.until.is_some_and(|until| until < date) => Validity::Expired,
            _ => Validity::Counts,
        }
    }
}

/// A reading with its declaration, or an item of a 清单.
#[derive(Clone, Debug)]
pub(crate) enum Seen {
    Of(Box<Fact>, Reading),
    Item(Option<bool>),
}

impl Seen {
    /// Whether both say the same.
    fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Of(_, one), Self::Of(_, other)) => one == other,
            (Self::Item(one), Self::Item(other)) => one == other,
            _ => false,
        }
    }
}
