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
use weiheng::assessment::BatchDigest;
use weiheng::assessment::FileDigest;
use weiheng::assessment::Inputs;
use weiheng::comparison::Scored;

use crate::editions::Editions;
use crate::failure::Failure;
use crate::sources::Sources;

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

/// The units of a run, and the files that they were read from.
#[derive(Clone, Copy)]
pub(crate) struct Units<'a> {
    pub(crate) observed: &'a [Observations],
    pub(crate) dates: Dates,
    pub(crate) sources: &'a Sources,
}

/// Assesses every unit by the edition of its date; a unit that cannot be read leaves its problems instead.
pub(crate) fn assess(
    editions: &Editions,
    units: Units<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Assessment>, Failure> {
    assess_each(editions, units, diagnostics, |one, inputs| {
        Ok(sealed(assessment(one, units.sources), one, inputs))
    })
}

/// The assessment of a scored unit, every fact with the place it was read at.
pub(crate) fn assessment(one: &Scored<'_>, sources: &Sources) -> Assessment {
    placed(Assessment::from_tally(one.standard, one.plan, one.readings, one.tally), one, sources)
}

/// An assessment with the places of its facts.
fn placed(assessment: Assessment, one: &Scored<'_>, sources: &Sources) -> Assessment {
    assessment.with_origins(one.standard, one.readings, |span| sources.origin(span))
}

/// The assessment of a scored unit with its receipt.
pub(crate) fn sealed(assessment: Assessment, one: &Scored<'_>, inputs: Inputs) -> Assessment {
    assessment.sealed(one.standard, one.readings, inputs)
}

/// Scores every unit by the edition of its date, and makes something of each, one at a time: the assessments of
/// thousands need not be there at once.
pub(crate) fn assess_each<R>(
    editions: &Editions,
    units: Units<'_>,
    diagnostics: &mut Diagnostics,
    mut make: impl FnMut(&Scored<'_>, Inputs) -> Result<R, Failure>,
) -> Result<Vec<R>, Failure> {
    let mut batch = Batch::default();
    for unit in units.observed {
        let date = units.dates.of(unit);
        let standard = editions.on(date)?;
        let bound = Readings::bind(standard, unit);
        diagnostics.extend(bound.diagnostics);
        let files = units.files(unit, standard);
        if let Some(readings) = bound.value {
            batch.add(standard, units.overridden(standard, readings, date), date, files);
        }
    }
    let tallies = batch.tallies();
    batch.scored(&tallies).zip(batch.inputs(units)).map(|(one, inputs)| make(&one, inputs)).collect()
}

impl Units<'_> {
    /// The files on which the result of a unit rests: its own, or all where units are compared.
    fn files(self, unit: &Observations, standard: &Standard) -> Vec<FileDigest> {
        if !standard.batch.is_empty() {
            return self.sources.files();
        }
        self.sources.files_of(&unit.sources())
    }

    /// The readings of a unit with its overrides.
    fn overridden(self, standard: &Standard, readings: Readings, date: Option<Date>) -> Readings {
        self.sources.overruled().readings(standard, readings, date, self.observed.len() == 1)
    }
}

/// Scores every unit by each of several standards, and compares what comes out.
pub(crate) fn compare(
    standards: &[Editions],
    units: Units<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Comparison>, Failure> {
    compare_each(standards, units, diagnostics, |scored| compared(scored, units.sources))
}

/// Scores every unit by each of several standards, and makes something of each unit, one at a time.
pub(crate) fn compare_each<R>(
    standards: &[Editions],
    units: Units<'_>,
    diagnostics: &mut Diagnostics,
    make: impl Fn(Vec<(Scored<'_>, Inputs)>) -> R,
) -> Result<Vec<R>, Failure> {
    let mut batches: Vec<Batch<'_>> = standards.iter().map(|_| Batch::default()).collect();
    for unit in units.observed {
        let date = units.dates.of(unit);
        let editions = standards.iter().map(|editions| editions.on(date));
        let editions = editions.collect::<Result<Vec<&Standard>, Failure>>()?;
        let bound = Readings::bind_among(&editions, unit);
        diagnostics.extend(bound.diagnostics);
        let read = bound.value.into_iter().flatten();
        for ((batch, standard), readings) in batches.iter_mut().zip(&editions).zip(read) {
            let files = units.files(unit, standard);
            batch.add(standard, units.overridden(standard, readings, date), date, files);
        }
    }
    let tallies: Vec<Vec<Tally>> = batches.iter().map(Batch::tallies).collect();
    let mut scored: Vec<_> = batches
        .iter()
        .zip(&tallies)
        .map(|(batch, tallies)| batch.scored(tallies).zip(batch.inputs(units)))
        .collect();
    let of_unit = || {
        let scored: Option<Vec<(Scored<'_>, Inputs)>> = scored.iter_mut().map(Iterator::next).collect();
        scored.filter(|scored| !scored.is_empty()).map(&make)
    };
    Ok(std::iter::from_fn(of_unit).collect())
}

/// One unit by several standards, every result with its receipt.
fn compared(scored: Vec<(Scored<'_>, Inputs)>, sources: &Sources) -> Comparison {
    let (scored, inputs): (Vec<Scored<'_>>, Vec<Inputs>) = scored.into_iter().unzip();
    let mut comparison = Comparison::of(&scored);
    let assessed = std::mem::take(&mut comparison.assessments).into_iter();
    let made = assessed.zip(scored.iter().zip(inputs));
    let sealed = made.map(|(result, (one, inputs))| sealed(placed(result, one, sources), one, inputs));
    comparison.assessments = sealed.collect();
    comparison
}

/// The units as one standard reads them, in their order, each by the edition of its day.
#[derive(Default)]
struct Batch<'a> {
    plans: BTreeMap<Option<Date>, Plan>,
    units: Vec<(&'a Standard, Readings)>,
    files: Vec<Vec<FileDigest>>,
}

impl<'a> Batch<'a> {
    fn add(
        &mut self,
        standard: &'a Standard,
        mut readings: Readings,
        date: Option<Date>,
        files: Vec<FileDigest>,
    ) {
        readings.date = date;
        self.files.push(files);
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

    /// What each result is made of.
    fn inputs(&self, units: Units<'_>) -> impl Iterator<Item = Inputs> {
        let mapping = units.sources.mapping_file();
        let overrides = units.sources.overruled().files.clone();
        let mut batches: Vec<(&Standard, Option<BatchDigest>)> = Vec::new();
        for (standard, _) in &self.units {
            if !batches.iter().any(|(known, _)| std::ptr::eq(*known, *standard)) {
                let together = self.units.iter().filter(|(other, _)| std::ptr::eq(*other, *standard));
                let batch = BatchDigest::of(standard, together.map(|(_, readings)| readings));
                batches.push((standard, batch));
            }
        }
        self.units.iter().zip(&self.files).map(move |((standard, _), files)| {
            let batch = batches.iter().find(|(known, _)| std::ptr::eq(*known, *standard));
            let batch = batch.and_then(|(_, batch)| *batch);
            let (mapping, overrides) = (mapping.clone(), overrides.clone());
            Inputs { observations: files.clone(), mapping, overrides, batch }
        })
    }
}
