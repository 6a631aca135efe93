//! The results of parts as they are kept: those of which everything is plainly known in whole steps of the plan's
//! scale, the others in full.

use std::fmt;
use std::sync::Arc;

use crate::evaluation::plain::Plain;
use crate::evaluation::plain_unit;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::PartTally;
use crate::exact::Exact;
use crate::model::part::PartId;
use crate::observation::PlainFacts;
use crate::plan::plain;
use crate::plan::plain::PlainPlan;

/// The results of the parts of one unit, by position.
#[derive(Clone, Default)]
pub struct Results {
    scale: i64,
    /// The unit that they are of, where everything of it is plainly known.
    plain: PlainUnit,
    places: Vec<Place>,
    in_full: Vec<PartTally>,
}

/// What a unit comes to of which everything is plainly known. The results of parts without scores are worked out when
/// they are asked for.
#[derive(Clone, Default)]
struct PlainUnit {
    plan: Option<Arc<PlainPlan>>,
    amounts: Vec<i64>,
    scores: Vec<PlainResult>,
    below: Vec<Plain>,
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
        self.plain.plan.as_ref().map_or(self.places.len(), |plan| plan.places.len())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The result of a part.
    pub fn get(&self, id: PartId) -> Option<PartTally> {
        if self.plain.plan.is_some() {
            return self.plain.result(id).map(|plain| self.tally(plain));
        }
        match *self.places.get(id.0 as usize)? {
            Place::Plain(plain) => Some(self.tally(plain)),
            Place::InFull(at) => self.in_full.get(at as usize).copied(),
        }
    }

    /// The result of a part of which everything is plainly known.
    #[inline]
    pub(crate) fn plain(&self, id: PartId) -> Option<PlainResult> {
        if self.plain.plan.is_some() {
            return self.plain.result(id);
        }
        match *self.places.get(id.0 as usize)? {
            Place::Plain(plain) => Some(plain),
            Place::InFull(_) => None,
        }
    }

    /// The score of a part of which everything is plainly known, in steps.
    #[inline]
    pub(crate) fn plain_score(&self, id: PartId) -> Option<i64> {
        if let Some(plan) = &self.plain.plan {
            let plain::Place::Scored(at) = plan.places.get(id.0 as usize)? else { return None };
            return self.plain.scores.get(*at)?.points.map(|points| points.score);
        }
        self.plain(id)?.points.map(|points| points.score)
    }

    /// Whether the whole may be kept from being scored (不评), and whether it surely is.
    pub(crate) fn withheld(&self) -> Chance {
        match self.places.first().filter(|_| self.plain.plan.is_none()) {
            Some(Place::InFull(_)) => self.get(PartId(0)).map(|root| root.withheld).unwrap_or_default(),
            Some(Place::Plain(_)) | None => Chance::Never,
        }
    }

    /// Every result, by position.
    pub fn iter(&self) -> impl Iterator<Item = PartTally> + '_ {
        (0_u32..).take(self.len()).filter_map(|at| self.get(PartId(at)))
    }

    /// Begins with a unit of which everything is plainly known; `false` where it is none.
    pub(crate) fn begin(&mut self, scale: i64, plan: &Arc<PlainPlan>, facts: PlainFacts<'_>) -> bool {
        self.scale = scale;
        let is_plain = self.plain.score(plan, facts).is_some();
        self.plain.plan = is_plain.then(|| Arc::clone(plan));
        is_plain
    }

    /// Makes room for the parts of a plan: each is met until it is written.
    pub(crate) fn open(&mut self, scale: i64, parts: usize) {
        self.scale = scale;
        self.plain.plan = None;
        self.in_full.clear();
        self.places.clear();
        self.places.resize(parts, Place::Plain(PlainResult::MET));
    }

    /// Writes the result of a part.
    pub(crate) fn set(&mut self, id: PartId, tally: PartTally) {
        self.lay_out();
        let at = u32::try_from(self.in_full.len()).unwrap_or(u32::MAX);
        self.in_full.push(tally);
        if let Some(place) = self.places.get_mut(id.0 as usize) {
            *place = Place::InFull(at);
        }
    }

    /// Writes the result of a part of which everything is plainly known.
    #[inline]
    pub(crate) fn set_plain(&mut self, id: PartId, plain: PlainResult) {
        if let Some(place) = self.plain.score_mut(id) {
            *place = plain;
            return;
        }
        self.lay_out();
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

    /// Gives every part a place of its own, where it has none yet.
    fn lay_out(&mut self) {
        if let Some(plan) = &self.plain.plan {
            let results = (0..).take(plan.places.len()).filter_map(|at| self.plain.result(PartId(at)));
            let places: Vec<Place> = results.map(Place::Plain).collect();
            (self.places, self.plain.plan) = (places, None);
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

impl PlainUnit {
    /// Scores a unit; `None` where something of it is not plainly known.
    fn score(&mut self, plan: &PlainPlan, facts: PlainFacts<'_>) -> Option<()> {
        let Self { amounts, scores, below, .. } = self;
        amounts.resize(plan.lean.len(), 0);
        below.clear();
        below.resize(plan.scores.len(), Plain::default());
        scores.clear();
        for at in 0..plan.scores.len() {
            scores.push(plain_unit::settle(plan, at, facts, (amounts, below), |_, _| ())?);
        }
        Some(())
    }

    fn result(&self, id: PartId) -> Option<PlainResult> {
        let plan = self.plan.as_ref()?;
        match plan.places.get(id.0 as usize)? {
            plain::Place::Scored(at) => self.scores.get(*at).copied(),
            plain::Place::Steps(steps) => Some(plain_unit::without_score(plan, steps.clone(), &self.amounts)),
        }
    }

    fn score_mut(&mut self, id: PartId) -> Option<&mut PlainResult> {
        match self.plan.as_ref()?.places.get(id.0 as usize)? {
            plain::Place::Scored(at) => self.scores.get_mut(*at),
            plain::Place::Steps(_) => None,
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
