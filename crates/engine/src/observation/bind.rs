//! Observations as readings of a standard's facts.

use crate::diagnostic::Diagnostics;
use crate::diagnostic::Outcome;
use crate::model::Standard;
use crate::model::fact::Fact;
use crate::model::fact::FactId;
use crate::observation::Cell;
use crate::observation::Entry;
use crate::observation::Form;
use crate::observation::Observations;
use crate::observation::Raw;
use crate::observation::Reading;
use crate::observation::Readings;
use crate::observation::Spot;
use crate::observation::aside::is_aside;
use crate::observation::disagreement::Disagreement;
use crate::observation::merge;
use crate::observation::name::Names;
use crate::observation::problem::Mismatch;
use crate::observation::problem::Misread;
use crate::observation::problem::UnknownFact;
use crate::source::Span;

static NOT_OBSERVED: Reading = Reading::NotObserved;

impl Readings {
    /// Reads observations as values of the standard's facts. Every problem is reported; there are readings only
    /// where no error stands in the way.
    pub fn bind(standard: &Standard, observations: &Observations) -> Outcome<Self> {
        let mut binder = Binder { form: observations.form.clone(), ..Binder::default() };
        let names = Names::of(&standard.facts);
        let bound = binder.entries(&names, standard.facts.len(), &observations.entries, None);
        let sayings = merge::sayings(&names, &bound, observations);
        let bound = taken(&standard.facts, bound);
        let date = observations.date.map(|(date, _)| date);
        let diagnostics = binder.diagnostics.sorted();
        let bound = Self::new(observations.unit.clone(), date, &standard.facts, bound);
        let bound = Self { sayings, ..bound };
        Outcome { value: (!diagnostics.has_errors()).then_some(bound), diagnostics }
    }

    /// What is known of a fact; not observed where nothing was recorded.
    pub fn reading(&self, fact: FactId) -> &Reading {
        self.readings.get(fact.0 as usize).unwrap_or(&NOT_OBSERVED)
    }

    /// Where the value of a fact was read.
    pub fn place(&self, fact: FactId) -> Option<Span> {
        self.spot(fact).map(|spot| spot.span)
    }

    /// The same with the cell of a table.
    pub fn spot(&self, fact: FactId) -> Option<&Spot> {
        self.spots.get(fact.0 as usize)?.as_ref()
    }
}

/// Where a value stands, in the text and for its readers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) span: Span,
    pub(super) cell: Option<&'a Cell>,
    pub(super) row: Option<Row<'a>>,
}

/// The row of a record list, counted from 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub(super) record: &'a str,
    pub(super) number: usize,
}

impl Place<'_> {
    /// Another stretch of the same cell.
    pub(super) fn at(self, span: Span) -> Self {
        Self { span, ..self }
    }
}

/// A reading with the place it was read at.
pub(super) type Placed = (Reading, Option<Spot>);

/// Collects the problems of one unit.
#[derive(Debug, Default)]
pub(super) struct Binder {
    /// The form that was filled in.
    pub(super) form: Option<Form>,
    pub(super) diagnostics: Diagnostics,
}

impl Binder {
    /// Reads the entries of a unit or of one row: one reading for each name, in order.
    pub(super) fn entries(
        &mut self,
        names: &Names<'_>,
        count: usize,
        entries: &[Entry],
        row: Option<Row<'_>>,
    ) -> Vec<Placed> {
        let mut bound: Vec<Placed> = vec![(Reading::NotObserved, None); count];
        for entry in entries {
            let Some((at, fact)) = names.find(&entry.name) else {
                self.unknown(names, entry, row);
                continue;
            };
            let place = Place { span: entry.span, cell: entry.cell.as_ref(), row };
            let (Some(reading), Some(slot)) = (self.value(fact, &entry.value, place), bound.get_mut(at))
            else {
                continue;
            };
            match slot {
                (earlier, _) if *earlier == reading || reading == Reading::NotObserved => {}
                (Reading::NotObserved, _) => {
                    *slot = (reading, Some(Spot { span: entry.span, cell: entry.cell.clone() }));
                }
                (known, earlier) => {
                    let earlier = earlier.as_ref().map(|spot| spot.span).unwrap_or_default();
                    let elsewhere = row.is_none() && earlier.source != entry.span.source;
                    match merge::disputed(known, &reading).filter(|_| elsewhere) {
                        Some(both) => *known = both,
                        None => self.disagree(&fact.name, place, earlier),
                    }
                }
            }
        }
        bound
    }

    /// Reports what a value is not.
    pub(super) fn mismatch(&mut self, fact: &Fact, raw: &Raw, place: Place<'_>, mismatch: Mismatch) {
        self.diagnostics.push(Misread { fact, raw, place, mismatch }.into());
    }

    /// Reports two values of one name.
    pub(super) fn disagree(&mut self, name: &str, place: Place<'_>, earlier: Span) {
        self.diagnostics.push(Disagreement { name, place, earlier }.into());
    }

    fn unknown(&mut self, names: &Names<'_>, entry: &Entry, row: Option<Row<'_>>) {
        if !is_aside(entry) {
            let nearest = names.nearest(&entry.name);
            let form = self.form.as_ref().filter(|_| nearest.is_none());
            let record = row.map(|row| row.record);
            self.diagnostics.push(UnknownFact { entry, nearest, record, form }.into());
        }
    }
}

/// The readings of facts in their order, with what the standard takes for those that were not observed.
pub(super) fn taken(facts: &[Fact], mut bound: Vec<Placed>) -> Vec<Placed> {
    for (fact, (reading, _)) in facts.iter().zip(&mut bound) {
        if let (Reading::NotObserved, Some(value)) = (&*reading, &fact.taken_as) {
            *reading = Reading::TakenAs(value.clone());
        }
    }
    bound
}
