//! Comparing the tallies of one unit against several standards.

use std::collections::BTreeMap;

use crate::assessment::Assessment;
use crate::assessment::Finding;
use crate::assessment::from_tally::written;
use crate::comparison::Comparison;
use crate::comparison::Difference;
use crate::comparison::Stance;
use crate::comparison::stances::stances;
use crate::evaluation::tally::Tally;
use crate::model::Standard;
use crate::observation::Readings;
use crate::plan::Plan;

/// A unit that was scored against a standard. The plan and the readings must be those that made the tally.
#[derive(Clone, Copy, Debug)]
pub struct Scored<'a> {
    /// The standard.
    pub standard: &'a Standard,
    /// Its plan for the day of the assessment.
    pub plan: &'a Plan,
    /// The unit as the standard reads it.
    pub readings: &'a Readings,
    /// What it scored.
    pub tally: &'a Tally,
}

impl Comparison {
    /// The comparison of one unit that was scored against several standards.
    pub fn of(scored: &[Scored<'_>]) -> Self {
        let mut by_fact = Facts::default();
        for (at, one) in (0..).zip(scored) {
            written(one.standard, one.plan, one.readings, one.tally, |writer| {
                stances(writer, at).into_iter().for_each(|(fact, stance)| by_fact.add(fact, stance));
            });
        }
        let shared = by_fact.shared();
        let assess =
            |one: &Scored<'_>| Assessment::from_tally(one.standard, one.plan, one.readings, one.tally);
        Self {
            version: Self::VERSION,
            unit: scored.iter().find_map(|one| one.readings.unit.clone()),
            assessments: scored.iter().map(assess).collect(),
            shared: u32::try_from(shared.len()).unwrap_or(u32::MAX),
            differences: shared.into_iter().filter(Difference::differs).collect(),
        }
    }
}

/// What is made of each fact, by its name, in the order in which the facts were met.
#[derive(Default)]
struct Facts {
    places: BTreeMap<String, usize>,
    facts: Vec<Difference>,
}

impl Facts {
    fn add(&mut self, fact: &str, stance: Stance) {
        let known = self.places.get(fact).and_then(|at| self.facts.get_mut(*at));
        if let Some(known) = known {
            known.stances.push(stance);
            return;
        }
        self.places.insert(fact.to_owned(), self.facts.len());
        self.facts.push(Difference { fact: fact.to_owned(), stances: vec![stance] });
    }

    /// Those at which more than one standard looks.
    fn shared(self) -> Vec<Difference> {
        let several = |fact: &Difference| {
            let mut standards = fact.stances.iter().map(|stance| stance.standard);
            standards.next().is_some_and(|first| standards.any(|other| other != first))
        };
        self.facts.into_iter().filter(several).collect()
    }
}

impl Difference {
    /// Whether the worst that one standard makes of the fact is not what another does.
    fn differs(&self) -> bool {
        let mut worst: BTreeMap<u32, Gravity> = BTreeMap::new();
        for stance in &self.stances {
            let gravity = worst.entry(stance.standard).or_default();
            *gravity = (*gravity).max(Gravity::of(stance.result));
        }
        let mut gravities = worst.values();
        gravities.next().is_some_and(|first| gravities.any(|other| other != first))
    }
}

/// Findings that differ only in how far they go, or in why they are open, are one result. The worse the later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gravity {
    #[default]
    NotApplicable,
    Met,
    Open,
    Reduced,
    Failed,
    Vetoed,
}

impl Gravity {
    pub(super) fn of(finding: Finding) -> Self {
        match finding {
            Finding::NotApplicable => Self::NotApplicable,
            Finding::Met => Self::Met,
            Finding::Undetermined | Finding::NotObserved => Self::Open,
            Finding::Reduced | Finding::Zero => Self::Reduced,
            Finding::Failed => Self::Failed,
            Finding::Vetoed | Finding::Withheld => Self::Vetoed,
        }
    }
}
