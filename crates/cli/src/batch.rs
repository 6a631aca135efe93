//! The units of a run: scored together by one standard, or by several side by side.

use std::collections::BTreeMap;

use weiheng::Assessment;
use weiheng::Comparison;
use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Observations;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::comparison::Scored;

use crate::editions::Editions;
use crate::failure::Failure;

/// Which date an assessment takes: the one asked for, else the unit's own, else today.
#[derive(Clone, Copy)]
pub(crate) struct Dates {
    pub(crate) asked: Option<Date>,
    pub(crate) today: Option<Date>,
}

impl Dates {
    /// The date of a unit.
    pub(crate) fn of(self, unit: &Observations) -> Option<Date> {
        self.asked.or(unit.date.map(|(date, _)| date)).or(self.today)
    }
}

/// Assesses every unit by the edition of its date; a unit that cannot be read leaves its problems instead.
pub(crate) fn assess(
    editions: &Editions,
    units: &[Observations],
    dates: Dates,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Assessment>, Failure> {
    assess_each(editions, units, dates, diagnostics, |one| Ok(assessment(one)))
}

/// The assessment of a scored unit.
pub(crate) fn assessment(one: &Scored<'_>) -> Assessment {
    Assessment::from_tally(one.standard, one.plan, one.readings, one.tally)
}

/// Scores every unit by the edition of its date, and makes something of each.
pub(crate) fn assess_each<R>(
    editions: &Editions,
    units: &[Observations],
    dates: Dates,
    diagnostics: &mut Diagnostics,
    make: impl Fn(&Scored<'_>) -> Result<R, Failure>,
) -> Result<Vec<R>, Failure> {
    let mut batch = Batch::default();
    for unit in units {
        let date = dates.of(unit);
        let standard = editions.on(date)?;
        let bound = Readings::bind(standard, unit);
        diagnostics.extend(bound.diagnostics);
        bound.value.into_iter().for_each(|readings| batch.add(standard, readings, date));
    }
    let tallies = batch.tallies();
    batch.scored(&tallies).map(|one| make(&one)).collect()
}

/// Scores every unit by each of several standards.
pub(crate) fn compare(
    standards: &[Editions],
    units: &[Observations],
    dates: Dates,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Comparison>, Failure> {
    let mut batches: Vec<Batch<'_>> = standards.iter().map(|_| Batch::default()).collect();
    for unit in units {
        let date = dates.of(unit);
        let editions = standards.iter().map(|editions| editions.on(date));
        let editions = editions.collect::<Result<Vec<&Standard>, Failure>>()?;
        let bound = Readings::bind_among(&editions, unit);
        diagnostics.extend(bound.diagnostics);
        let read = bound.value.into_iter().flatten();
        for ((batch, standard), readings) in batches.iter_mut().zip(&editions).zip(read) {
            batch.add(standard, readings, date);
        }
    }
    let tallies: Vec<Vec<Tally>> = batches.iter().map(Batch::tallies).collect();
    let mut scored: Vec<_> =
        batches.iter().zip(&tallies).map(|(batch, tallies)| batch.scored(tallies)).collect();
    let of_unit = || {
        let scored: Option<Vec<Scored<'_>>> = scored.iter_mut().map(Iterator::next).collect();
        scored.filter(|scored| !scored.is_empty()).map(|scored| Comparison::of(&scored))
    };
    Ok(std::iter::from_fn(of_unit).collect())
}

/// The units as one standard reads them, in their order, each by the edition of its day.
#[derive(Default)]
struct Batch<'a> {
    plans: BTreeMap<Option<Date>, Plan>,
    units: Vec<(&'a Standard, Readings)>,
}

impl<'a> Batch<'a> {
    fn add(&mut self, standard: &'a Standard, mut readings: Readings, date: Option<Date>) {
        readings.date = date;
        self.plans.entry(date).or_insert_with(|| Plan::from_model(standard, date));
        self.units.push((standard, readings));
    }

    /// The tallies in the order of the units; those of one edition are scored together.
    fn tallies(&self) -> Vec<Tally> {
        let mut tallies: Vec<(usize, Tally)> = Vec::new();
        let mut editions: Vec<&Standard> = Vec::new();
        for (standard, _) in &self.units {
            if editions.iter().any(|known| std::ptr::eq(*known, *standard)) {
                continue;
            }
            editions.push(standard);
            let members = self.units.iter().enumerate();
            let members = members.filter(|(_, (other, _))| std::ptr::eq(*other, *standard));
            let planned = members
                .filter_map(|(at, (_, readings))| Some((at, (self.plans.get(&readings.date)?, readings))));
            let (places, units): (Vec<usize>, Vec<(&Plan, &Readings)>) = planned.unzip();
            tallies.extend(places.into_iter().zip(weiheng::evaluate_batch(&units)));
        }
        tallies.sort_by_key(|(at, _)| *at);
        tallies.into_iter().map(|(_, tally)| tally).collect()
    }

    /// The units with their tallies.
    fn scored<'b>(&'b self, tallies: &'b [Tally]) -> impl Iterator<Item = Scored<'b>> {
        self.units.iter().zip(tallies).filter_map(|((standard, readings), tally)| {
            let plan = self.plans.get(&readings.date)?;
            Some(Scored { standard, plan, readings, tally })
        })
    }
}
