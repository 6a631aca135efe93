//! The results of parts as they are kept: those of which everything is plainly known in whole steps of the plan's
//! scale, the others in full.

use std::fmt;

use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::PartTally;
use crate::exact::Exact;
use crate::model::part::PartId;

/// The results of the parts of one unit, by position.
#[derive(Clone, Default)]
pub struct Results {
    scale: i64,
    places: Vec<Place>,
    in_full: Vec<PartTally>,
}

#[derive(Clone, Copy)]
enum Place {
    Plain(PlainResult),
    /// The position in `in_full`.
    InFull(u32),
}

/// The result of a part of which everything is plainly known, in steps.
#[derive(Clone, Copy)]
pub(crate) struct PlainResult {
    pub(crate) finding: Finding,
    pub(crate) veto: Chance,
    pub(crate) points: Option<PlainPoints>,
}

impl PlainResult {
    const MET: Self = Self { finding: Finding::Met, veto: Chance::Never, points: None };
}

/// The points of such a part.
#[derive(Clone, Copy)]
pub(crate) struct PlainPoints {
    pub(crate) score: i64,
    pub(crate) applicable: i64,
    /// What it started from, unless it sums other parts.
    pub(crate) start: Option<i64>,
}

impl Results {
    /// How many parts there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The result of a part.
    pub fn get(&self, id: PartId) -> Option<PartTally> {
        match *self.places.get(id.0 as usize)? {
            Place::Plain(plain) => Some(self.tally(plain)),
            Place::InFull(at) => self.in_full.get(at as usize).copied(),
        }
    }

    /// The result of a part of which everything is plainly known.
    #[inline]
    pub(crate) fn plain(&self, id: PartId) -> Option<&PlainResult> {
        match self.places.get(id.0 as usize)? {
            Place::Plain(plain) => Some(plain),
            Place::InFull(_) => None,
        }
    }

    /// Whether the whole may be kept from being scored (不评), and whether it surely is.
    pub(crate) fn withheld(&self) -> Chance {
        match self.places.first() {
            Some(Place::InFull(_)) => self.get(PartId(0)).map(|root| root.withheld).unwrap_or_default(),
            Some(Place::Plain(_)) | None => Chance::Never,
        }
    }

    /// Every result, by position.
    pub fn iter(&self) -> impl Iterator<Item = PartTally> + '_ {
        (0_u32..).take(self.places.len()).filter_map(|at| self.get(PartId(at)))
    }

    /// Makes room for the parts of a plan: each is met until it is written.
    pub(crate) fn open(&mut self, scale: i64, parts: usize) {
        self.scale = scale;
        self.in_full.clear();
        self.places.clear();
        self.places.resize(parts, Place::Plain(PlainResult::MET));
    }

    /// Writes the result of a part.
    pub(crate) fn set(&mut self, id: PartId, tally: PartTally) {
        let at = u32::try_from(self.in_full.len()).unwrap_or(u32::MAX);
        self.in_full.push(tally);
        if let Some(place) = self.places.get_mut(id.0 as usize) {
            *place = Place::InFull(at);
        }
    }

    /// Writes the result of a part of which everything is plainly known.
    #[inline]
    pub(crate) fn set_plain(&mut self, id: PartId, plain: PlainResult) {
        if let Some(place) = self.places.get_mut(id.0 as usize) {
            *place = Place::Plain(plain);
        }
    }

    /// Writes what one step makes of a part without points; the worst of all stays.
    #[inline]
    pub(crate) fn worsen(&mut self, id: PartId, plain: PlainResult) {
        if let Some(Place::Plain(place)) = self.places.get_mut(id.0 as usize) {
            place.finding = place.finding.min(plain.finding);
            place.veto = place.veto.or(plain.veto);
        }
    }

    fn tally(&self, plain: PlainResult) -> PartTally {
        let exact = |steps: i64| Exact::scaled(steps, self.scale);
        let PlainResult { finding, veto, points } = plain;
        let Some(PlainPoints { score, applicable, start }) = points else {
            return PartTally { finding, veto, ..PartTally::BLANK };
        };
        PartTally {
            finding,
            veto,
            score: Some(Ends::point(exact(score))),
            start: start.map(exact),
            applicable: Ends::point(exact(applicable)),
            ..PartTally::BLANK
        }
    }
}

impl PartialEq for Results {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Results {}

impl fmt::Debug for Results {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}
