//! Overrides (复核) as a result tells them: who put what in the place of which reading.

use serde::Deserialize;
use serde::Serialize;

use crate::assessment::from_tally::Writer;
use crate::assessment::value;
use crate::date::Date;
use crate::observation::overrides::Overridden;
use crate::observation::overrides::Seen;
use crate::observation::overrides::Validity;
use crate::words;
use crate::words::Words;

/// One override of the unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverrideResult {
    /// The fact, an item `清单[项]` or a field `名录[1].栏`.
    pub fact: String,
    /// What was recorded.
    pub recorded: Words,
    /// What it is taken to be.
    pub value: Words,
    /// Who ordered it, or on what ground.
    pub authority: String,
    /// Why.
    pub reason: String,
    /// When.
    pub date: Date,
    /// The first assessment date for which it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last assessment date for which it counts.
    pub until: Option<Date>,
    /// Whether it counts.
    pub state: OverrideState,
    /// The positions of the parts that look at the fact, in [`Assessment::parts`](crate::Assessment::parts).
    pub parts: Vec<u32>,
    /// Where it stands.
    pub origin: OverrideOrigin,
}

/// Whether an override counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverrideState {
    /// It does.
    Applied,
    /// It begins after the assessment date.
    NotYet,
    /// It ended before the assessment date.
    Expired,
}

impl From<Validity> for OverrideState {
    fn from(validity: Validity) -> Self {
        match validity {
            Validity::Counts => Self::Applied,
            Validity::NotYet => Self::NotYet,
            Validity::Expired => Self::Expired,
        }
    }
}

/// The file of an override, and the line or row in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverrideOrigin {
    /// The file.
    pub file: String,
    /// The line of a text, the row of a table.
    pub line: u32,
}

impl Writer<'_> {
    /// The overrides of the unit, in the order of their files.
    pub(crate) fn overrides(&self) -> Vec<OverrideResult> {
        self.readings.overrides.iter().map(|one| self.overridden(one)).collect()
    }

    fn overridden(&self, one: &Overridden) -> OverrideResult {
        let looks = (0..).zip(&self.plan.parts).filter(|(_, part)| part.facts.contains(&one.fact));
        OverrideResult {
            fact: one.target.clone(),
            recorded: seen(&one.original),
            value: seen(&one.value),
            authority: one.by.authority.clone(),
            reason: one.by.reason.clone(),
            date: one.by.date,
            from: one.by.from,
            until: one.by.until,
            state: one.validity.into(),
            parts: looks.map(|(at, _)| at).collect(),
            origin: OverrideOrigin { file: one.by.origin.0.to_string(), line: one.by.origin.1 },
        }
    }
}

fn seen(seen: &Seen) -> Words {
    match seen {
        Seen::Of(fact, reading) => value::reading(fact, reading),
        Seen::Item(Some(true)) => words!("有", "there"),
        Seen::Item(Some(false)) => words!("缺", "missing"),
        Seen::Item(None) => words!("未查", "not observed"),
    }
}
