//! Generated units that are scored together, and what must hold of each of them.

use weiheng::Plan;
use weiheng::Readings;
use weiheng::Severity;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::observation::Observations;

use crate::agreement;
use crate::batch::Batch;
use crate::case::guess;
use crate::generator::batches::Domain;
use crate::generator::batches::domains;
use crate::generator::batches::standard;
use crate::generator::choices::Choices;
use crate::ledger;
use crate::oracle::Guess;
use crate::oracle::Oracle;
use crate::result::Outcomes;
use crate::soundness;

/// What was recorded of the facts of a unit, as JSON; `None` where nothing was.
type Unit = Vec<Option<String>>;

/// A standard that ranks and folds units, with its plan.
pub struct Batches {
    text: String,
    standard: Standard,
    plan: Plan,
    domains: Vec<Domain>,
}

impl Batches {
    /// A standard from choices; its text must be legal.
    pub fn draw(choices: &mut Choices<'_>) -> Result<Self, String> {
        let text = standard(choices);
        let loaded = weiheng::load(&Source::new("batch.wh", &text), SourceId(0));
        let errors = loaded.diagnostics.iter().filter(|problem| problem.severity() == Severity::Error);
        let errors: Vec<String> =
            errors.map(|problem| format!("{} {}", problem.code, problem.message.zh)).collect();
        let Some(standard) = loaded.value else {
            return Err(format!("a generated standard is illegal: {}\n{text}", errors.join("\n")));
        };
        let plan = Plan::from_model(&standard, None);
        Ok(Self { text, standard, plan, domains: domains() })
    }

    /// A few units of which everything is known: engine and oracle agree on each.
    pub fn complete(&self, choices: &mut Choices<'_>) -> Result<(), String> {
        let units = self.units(0, choices);
        let readings = self.readings(&units)?;
        let tallies = self.tallies(&readings);
        for (at, tally) in tallies.iter().enumerate() {
            let outcomes = self.outcomes(&readings, at, None);
            let mut found = agreement::differences(tally, &outcomes);
            found.extend(ledger::differences(&self.standard, tally));
            if outcomes.parts.values().any(|part| part.undetermined) {
                let guessed = self.outcomes(&readings, at, Some(guess(choices)));
                found.extend(soundness::unsettled(&self.standard, tally, &guessed));
            }
            self.held(at, found, &[&units])?;
        }
        Ok(())
    }

    /// A few units of which something was not seen: the ranges hold what each completion gives.
    pub fn incomplete(&self, choices: &mut Choices<'_>) -> Result<(), String> {
        let unseen = choices.one(&[30, 60, 10]);
        let units = self.units(unseen, choices);
        let tallies = self.tallies(&self.readings(&units)?);
        for _ in 0..3 {
            let whole: Vec<Unit> = units.iter().map(|unit| self.completed(unit, choices)).collect();
            let readings = self.readings(&whole)?;
            let settled = Guess { truth: None, number: None, ..guess(choices) };
            for (at, tally) in tallies.iter().enumerate() {
                let outcomes = self.outcomes(&readings, at, Some(settled.clone()));
                let mut found = soundness::surprises(&self.standard, tally, &outcomes);
                found.extend(ledger::differences(&self.standard, tally));
                self.held(at, found, &[&units, &whole])?;
            }
        }
        Ok(())
    }

    fn units(&self, unseen: usize, choices: &mut Choices<'_>) -> Vec<Unit> {
        let count = 2 + choices.below(4);
        let mut fact = |domain: &Domain| {
            let value = choices.one(domain);
            (!choices.chance(unseen)).then_some(value)
        };
        (0..count).map(|_| self.domains.iter().map(&mut fact).collect()).collect()
    }

    fn completed(&self, unit: &Unit, choices: &mut Choices<'_>) -> Unit {
        let facts = unit.iter().zip(&self.domains);
        facts.map(|(seen, domain)| Some(seen.clone().unwrap_or_else(|| choices.one(domain)))).collect()
    }

    fn readings(&self, units: &[Unit]) -> Result<Vec<Readings>, String> {
        let read = |unit: &Unit| {
            let text = self.json(unit);
            let observations = Observations::from_json(SourceId(1), &text).value.unwrap_or_default();
            let bound = observations.first().and_then(|one| Readings::bind(&self.standard, one).value);
            bound.ok_or_else(|| format!("generated observations do not fit: {text}\n{}", self.text))
        };
        units.iter().map(read).collect()
    }

    fn json(&self, unit: &Unit) -> String {
        let facts = self.standard.facts.iter().zip(unit);
        let seen = facts.filter_map(|(fact, value)| Some(format!("{:?}: {:?}", fact.name, value.as_ref()?)));
        format!("{{ {} }}", seen.collect::<Vec<_>>().join(", "))
    }

    fn tallies(&self, readings: &[Readings]) -> Vec<Tally> {
        let planned: Vec<(&Plan, &Readings)> = readings.iter().map(|unit| (&self.plan, unit)).collect();
        weiheng::evaluate_batch(&planned)
    }

    fn outcomes(&self, readings: &[Readings], at: usize, guess: Option<Guess>) -> Outcomes {
        let dated: Vec<_> = readings.iter().map(|unit| (unit, None)).collect();
        let oracle = Oracle::new(&self.standard, &readings[at], None).among(Batch { units: &dated, at });
        match guess {
            Some(guess) => oracle.guessing(guess).outcomes(),
            None => oracle.outcomes(),
        }
    }

    fn held(&self, at: usize, found: Vec<String>, units: &[&Vec<Unit>]) -> Result<(), String> {
        if found.is_empty() {
            return Ok(());
        }
        let units: Vec<String> = units.iter().copied().flatten().map(|unit| self.json(unit)).collect();
        Err(format!("unit {at}: {}\n\n{}\n{}", found.join("\n"), self.text, units.join("\n")))
    }
}
