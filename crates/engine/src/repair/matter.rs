//! What can be put right by itself: a fact, an item of a 清单, a row of a 名录; and what it may become.

use crate::model::fact::FactId;
use crate::observation::Reading;

/// One fact, one item of a list or one row.
#[derive(Clone, Debug)]
pub(super) struct Matter {
    pub(super) site: Site,
    /// What it may become, the smallest change first.
    pub(super) targets: Vec<Target>,
    /// Of a row everything of it at which the standard looks: rows of a list that say the same come to the same.
    pub(super) says: Option<Vec<Reading>>,
    /// Whether it was observed, and not only is still to be.
    pub(super) observed: bool,
}

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Site {
    pub(super) fact: FactId,
    pub(super) within: Within,
}

/// Which of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Within {
    /// All of it.
    Whole,
    /// One item.
    Item(usize),
    /// One row.
    Row(usize),
}

/// What something may become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Another value.
    Value(Reading),
    /// An item that is there or not.
    Item(bool),
    /// Other fields of a row.
    Fields(Vec<(usize, Reading)>),
    /// No row any more.
    Removed,
}

/// What is assumed of a matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// What was observed.
    #[default]
    AsIs,
    /// Anything that it could be.
    Open,
    /// One of its targets, by position.
    To(usize),
}
