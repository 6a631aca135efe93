//! What is to be said of each built-in standard in a line.

use std::ffi::OsStr;

use clap::ValueEnum;
use serde::Serialize;
use weiheng::Date;
use weiheng::Exact;
use weiheng::Standard;
use weiheng::model::part::Status;

use crate::built_in::BuiltIn;
use crate::built_in::STANDARDS;
use crate::editions::is_in_force;
use crate::failure::Failure;
use crate::sources::Sources;
use crate::standard;

/// A built-in standard in a line.
#[derive(Serialize)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) level: Option<String>,
    pub(crate) label: String,
    pub(crate) in_force: Option<Date>,
    pub(crate) until: Option<Date>,
    /// Whether it is in force on the day.
    pub(crate) current: bool,
    pub(crate) clauses: usize,
    pub(crate) points: Option<Exact>,
    /// Clauses whose sources have all been read.
    pub(crate) verified: usize,
}

/// The levels (级别), the nation first.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Level {
    /// National
    #[value(name = "国家", alias = "national")]
    National,
    /// Provincial
    #[value(name = "省", alias = "province")]
    Province,
    /// Municipal
    #[value(name = "市", alias = "city")]
    City,
    /// County
    #[value(name = "县", alias = "county")]
    County,
    /// Units
    #[value(name = "单位", alias = "unit")]
    Unit,
}

impl Level {
    /// The word in a clause file.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::National => "国家",
            Self::Province => "省",
            Self::City => "市",
            Self::County => "县",
            Self::Unit => "单位",
        }
    }
}

/// Every built-in standard, by level and id, and the ids of those that have errors.
pub(crate) fn entries(day: Option<Date>) -> Result<(Vec<Entry>, Vec<&'static str>), Failure> {
    let mut sources = Sources::default();
    let (mut entries, mut broken) = (Vec::new(), Vec::new());
    for built_in in STANDARDS {
        match entry(built_in, day, &mut sources)? {
            Some(entry) => entries.push(entry),
            None => broken.push(built_in.id),
        }
    }
    entries.sort_by_key(|entry| (rank(entry.level.as_deref()), entry.id.clone()));
    Ok((entries, broken))
}

fn entry(built_in: &BuiltIn, day: Option<Date>, sources: &mut Sources) -> Result<Option<Entry>, Failure> {
    let found = standard::find(OsStr::new(built_in.id), sources)?;
    let loaded = standard::load(found, sources)?.value;
    Ok(loaded.map(|standard| described(built_in.id, &standard, day)))
}

fn described(id: &str, standard: &Standard, day: Option<Date>) -> Entry {
    let verified = standard.clauses().filter(|clause| standard.status(clause) == Some(Status::Verified));
    Entry {
        id: id.to_owned(),
        level: standard.tier.clone(),
        label: standard.label.clone(),
        in_force: standard.in_force,
        until: standard.until,
        current: is_in_force(standard, day),
        clauses: standard.clauses().count(),
        points: standard.full_points(),
        verified: verified.count(),
    }
}

/// The nation first, the unit last.
fn rank(level: Option<&str>) -> usize {
    let levels = Level::value_variants();
    levels.iter().position(|known| level == Some(known.word())).unwrap_or(levels.len())
}
