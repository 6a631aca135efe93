//! A generated standard with its generated units, and everything that must hold of them.

use weiheng::Date;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Severity;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::observation::Observations;
use weiheng::plan::program::Program;

use crate::agreement;
use crate::generator::choices::Choices;
use crate::generator::spelling::day;
use crate::generator::standard::Sample;
use crate::generator::unit;
use crate::generator::unit::Recorded;
use crate::generator::unit::Unit;
use crate::ledger;
use crate::number::whole;
use crate::oracle::Guess;
use crate::oracle::Oracle;
use crate::soundness;

/// A standard, its plan with and without quick steps, and its day.
pub struct Case {
    /// What was generated.
    pub sample: Sample,
    /// The checked standard.
    pub standard: Standard,
    /// Its plan.
    pub plan: Plan,
    slow: Plan,
    day: Option<String>,
    date: Option<Date>,
}

impl Case {
    /// A standard from a list of numbers; its text must be legal.
    pub fn draw(draws: &[u16], choices: &mut Choices<'_>) -> Result<Self, String> {
        let mut sample = Sample::draw(draws);
        let source = Source::new("sample.wh", &sample.text);
        let outcome = weiheng::load(&source, SourceId(0));
        let Some(standard) = outcome.value else {
            let errors = outcome.diagnostics.iter().filter(|problem| problem.severity() == Severity::Error);
            let errors = errors.map(|problem| {
                format!("{} {}: {}", problem.code, problem.message.zh, problem.span().of(&sample.text))
            });
            let errors: Vec<String> = errors.collect();
            return Err(format!("a generated standard is illegal: {}\n{}", errors.join("\n"), sample.text));
        };
        // What stands above its clauses was drawn after them.
        sample.facts.sort_by_key(|fact| standard.fact_named(&fact.name).map(|(id, _)| id));
        let dated = sample.uses_date || choices.chance(50);
        let day = dated.then(|| day(choices.between(0, 17) * 20));
        let date = day.as_deref().and_then(Date::parse);
        let plan = Plan::from_model(&standard, date);
        let mut slow = plan.clone();
        slow.program = Program::default();
        Ok(Self { sample, standard, plan, slow, day, date })
    }

    /// A complete unit: the plan, the plan without quick steps and the oracle agree, and the ledger adds up.
    pub fn complete(&self, choices: &mut Choices<'_>) -> Result<(), String> {
        let unit = unit::draw(&self.sample.facts, 0, choices);
        let readings = self.readings(&unit)?;
        let tally = weiheng::evaluate(&self.plan, &readings);
        let outcomes = self.oracle(&readings).outcomes();
        let mut found = agreement::differences(&tally, &outcomes);
        if found.is_empty() && outcomes.parts.values().any(|part| part.undetermined) {
            for _ in 0..3 {
                let guessed = self.oracle(&readings).guessing(guess(choices)).outcomes();
                found.extend(soundness::unsettled(&self.standard, &tally, &guessed));
            }
        }
        found.extend(ledger::differences(&self.standard, &tally));
        if tally != weiheng::evaluate(&self.slow, &readings) {
            found.push(format!("quick steps differ: {:?}", weiheng::evaluate(&self.slow, &readings).lines));
        }
        self.verdict(found, &[&unit], &tally)
    }

    /// An incomplete unit: the ranges hold what each of several completions gives.
    pub fn incomplete(&self, completions: usize, choices: &mut Choices<'_>) -> Result<(), String> {
        let unseen = choices.one(&[50, 25, 80, 100]);
        let unit = unit::draw(&self.sample.facts, unseen, choices);
        let readings = self.readings(&unit)?;
        let tally = weiheng::evaluate(&self.plan, &readings);
        let mut found = ledger::differences(&self.standard, &tally);
        if tally != weiheng::evaluate(&self.slow, &readings) {
            found.push("quick steps differ".to_owned());
        }
        found.extend(self.met_unseen(&unit, &tally));
        self.verdict(found, &[&unit], &tally)?;
        for _ in 0..completions {
            let whole_unit = unit::complete(&self.sample.facts, &unit, choices);
            let readings = self.readings(&whole_unit)?;
            let settled = Guess { truth: None, number: None, ..guess(choices) };
            let outcomes = self.oracle(&readings).guessing(settled).outcomes();
            let mut found = soundness::surprises(&self.standard, &tally, &outcomes);
            if outcomes.parts.values().any(|part| part.undetermined) {
                let guessed = self.oracle(&readings).guessing(guess(choices)).outcomes();
                found.extend(soundness::unsettled(&self.standard, &tally, &guessed));
            }
            self.verdict(found, &[&unit, &whole_unit], &tally)?;
        }
        Ok(())
    }

    /// The oracle of a complete unit.
    pub fn oracle<'a>(&'a self, readings: &'a Readings) -> Oracle<'a> {
        Oracle::new(&self.standard, readings, self.date)
    }

    /// Parts that are met although none of their facts was seen.
    fn met_unseen(&self, unit: &Unit, tally: &weiheng::Tally) -> Vec<String> {
        let unseen = |fact: &weiheng::model::fact::FactId| {
            let at = fact.0 as usize;
            matches!(unit[at], Recorded::Unseen) && self.sample.facts[at].taken_as.is_none()
        };
        let parts = self.plan.parts.iter().zip(tally.parts.iter()).enumerate();
        let met = parts.filter(|(_, (part, tallied))| {
            let blind = !part.deciding.is_empty() && part.deciding.iter().all(unseen);
            blind && tallied.finding == weiheng::evaluation::tally::Finding::Met
        });
        met.map(|(at, _)| format!("part {at} is met although nothing of it was seen")).collect()
    }

    /// The readings of a unit, through its JSON.
    pub fn readings(&self, unit: &Unit) -> Result<Readings, String> {
        let text = unit::json(&self.sample.facts, unit, self.day.as_deref());
        let units = Observations::from_json(SourceId(1), &text);
        let Some([observations]) = units.value.as_deref() else {
            return Err(format!("generated observations are no JSON: {:#?}\n{text}", units.diagnostics));
        };
        let bound = Readings::bind(&self.standard, observations);
        bound.value.ok_or_else(|| {
            format!(
                "generated observations do not fit: {:#?}\n{text}\n{}",
                bound.diagnostics, self.sample.text
            )
        })
    }

    /// Nothing where nothing was found; otherwise everything that helps to see why.
    pub fn verdict(&self, found: Vec<String>, units: &[&Unit], tally: &weiheng::Tally) -> Result<(), String> {
        if found.is_empty() {
            return Ok(());
        }
        let units: Vec<String> =
            units.iter().map(|unit| unit::json(&self.sample.facts, unit, self.day.as_deref())).collect();
        let parts = self.standard.parts().map(|(id, part)| format!("part {} is {}\n", id.0, part.id));
        let parts: String = parts.collect();
        let (found, units) = (found.join("\n"), units.join("\n"));
        Err(format!("{found}\n\n{}\n{units}\n\n{parts}{:#?}", self.sample.text, tally.lines))
    }
}

/// A guess for what has no value.
pub(crate) fn guess(choices: &mut Choices<'_>) -> Guess {
    let number = choices.one(&[0, 1, 7, 100, -3]);
    let share = whole(choices.between(0, 4)) / whole(4);
    Guess { truth: Some(choices.chance(50)), number: Some(whole(number)), share }
}
