//! What the headings of a stream stand for: the columns of a table, the keys of objects.

use std::collections::BTreeMap;

use weiheng::Diagnostics;
use weiheng::Observations;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::model::fact::FactId;
use weiheng::observation::Entry;
use weiheng::observation::Raw;

use crate::heading;
use crate::heads::Head;
use crate::mapping::Meaning;
use crate::problem::Problem;
use crate::record_field::gathered;
use crate::stream::door::Door;
use crate::stream::scoring::Scoring;
use crate::stream::units::Gate;

/// What a heading stands for.
#[derive(Clone, Debug)]
pub(crate) enum Heading {
    /// The name of the unit.
    Unit,
    /// The assessment date.
    Date,
    /// A fact, with its ways into the columns.
    Fact(Gate),
    /// Something that is handed on, by position.
    Kept(usize),
    /// Nothing that is read.
    Ignored,
    /// Something that only the row-wise way understands.
    Other,
}

impl Scoring<'_> {
    /// What a heading stands for, whatever stands beside it.
    pub(crate) fn heading(&self, text: &str) -> Heading {
        if let Some(kept) = self.kept(text) {
            return Heading::Kept(kept);
        }
        let (name, is_plain) = match self.meaning(text) {
            Some((Meaning::Ignored, _)) => return Heading::Ignored,
            Some((Meaning::Fact(name, _), has_values)) => (name.as_str(), !has_values),
            Some((Meaning::Head(head), _)) => return (*head).into(),
            Some((Meaning::Itself, _)) => (text, false),
            None => (text, true),
        };
        let doors = self.rulers.iter().enumerate().filter_map(|(at, ruler)| {
            let fact = ruler.standard.fact_written(name)?;
            let id = ruler.standard.facts.iter().position(|known| std::ptr::eq(known, fact))?;
            let door = Door::new(ruler.columns.as_ref()?, FactId(u32::try_from(id).ok()?), fact);
            Some((at, if is_plain { door } else { door.closed() }))
        });
        let gate = Gate { doors: doors.collect() };
        match gate.doors.is_empty() {
            false => Heading::Fact(gate),
            true => Head::named(text).map_or(Heading::Other, Heading::from),
        }
    }

    /// The position of a heading that is handed on.
    pub(crate) fn kept(&self, text: &str) -> Option<usize> {
        self.manner.kept.iter().position(|kept| heading::folded(kept) == heading::folded(text))
    }

    fn meaning(&self, text: &str) -> Option<(&Meaning, bool)> {
        let mut known = self.manner.mapping.headings();
        let found = known.find(|known| heading::folded(&known.name) == heading::folded(text))?;
        Some((&found.meaning, found.has_values()))
    }

    /// Whether columns hold for units with these headings: every fact that is looked at has one, and none has two.
    pub(crate) fn is_covered(&self, headings: &[Heading]) -> bool {
        let doors = headings.iter().flat_map(|heading| match heading {
            Heading::Fact(gate) => gate.doors.as_slice(),
            _ => &[],
        });
        let mut times: BTreeMap<(usize, FactId), usize> = BTreeMap::new();
        for (standard, door) in doors {
            *times.entry((*standard, door.fact())).or_default() += 1;
        }
        let looked_at = self.rulers.iter().enumerate().flat_map(|(at, ruler)| {
            let facts = ruler.columns.iter().flat_map(|plan| plan.facts.iter().chain(&plan.wide));
            facts.map(move |fact| (at, fact.fact))
        });
        self.is_columnar()
            && times.values().all(|times| *times == 1)
            && looked_at.into_iter().all(|fact| times.contains_key(&fact))
    }

    /// What is to be handed on and is not among these headings.
    pub(crate) fn missing(&self, headings: &[Heading]) -> Diagnostics {
        let is_there =
            |at: usize| headings.iter().any(|heading| matches!(heading, Heading::Kept(kept) if *kept == at));
        let missing = self.manner.kept.iter().enumerate().filter(|(at, _)| !is_there(*at));
        missing.map(|(_, name)| Problem::NoKept { column: name.clone() }.of_file(STREAM)).collect()
    }

    /// What is wrong with headings that are to name facts: no standard knows them.
    pub(crate) fn unknown(&self, headings: &[(String, Span)]) -> Diagnostics {
        let mut problems = Diagnostics::new();
        let entry = |(name, span): &(String, Span)| Entry {
            name: name.clone(),
            name_span: *span,
            value: Raw::Blank,
            span: *span,
            cell: None,
        };
        let entries = gathered(headings.iter().map(entry).collect(), &mut problems);
        let mut probe = Observations { entries, ..Observations::default() };
        self.manner.mapping.clone().apply(&mut probe, &mut problems);
        if let Err(found) = self.outcomes(&probe, &mut weiheng::Tally::default()) {
            problems.extend(found);
        }
        problems.sorted()
    }
}

impl From<Head> for Heading {
    fn from(head: Head) -> Self {
        match head {
            Head::Unit => Self::Unit,
            Head::Date => Self::Date,
            Head::Inspector => Self::Ignored,
        }
    }
}

impl Heading {
    /// Whether it is to name a fact, and may not.
    pub(crate) fn may_be_unknown(&self) -> bool {
        matches!(self, Self::Fact(_) | Self::Other)
    }
}

/// The source of texts that stream by: their places are rows.
pub(crate) const STREAM: SourceId = SourceId(0);
