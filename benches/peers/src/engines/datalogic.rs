//! datalogic-rs: one JSONLogic array of a hundred expressions, units parsed beforehand, its arena used again.

use std::hint::black_box;
use std::time::Duration;

use datalogic_rs::Engine;
use datalogic_rs::Logic;
use datalogic_rs::ParsedData;
use datalogic_rs::bumpalo::Bump;
use serde_json::Value;
use serde_json::json;
use weiheng_workload::Kind;

use crate::clock::timed;
use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;
use crate::engines::Sums;
use crate::engines::steps_to;
use crate::limits::table::Sheet;
use crate::workload::Workload;

/// datalogic-rs.
pub struct Datalogic {
    engine: Engine,
    logic: Logic,
    units: Vec<ParsedData>,
    arena: Bump,
    sums: Sums,
    sheet: Sheet,
}

impl Datalogic {
    /// The rules compiled, the units parsed.
    pub fn new(workload: &Workload) -> Result<Self> {
        let engine = Engine::new();
        let mut rules: Vec<Value> = workload.rubric.rules.iter().map(|rule| expression(&rule.kind)).collect();
        let vetoes: Vec<Value> = workload.rubric.vetoes.iter().map(|fact| json!({ "var": fact })).collect();
        rules.push(json!({ "if": [{ "or": vetoes }, 1, 0] }));
        let logic = engine.compile(Value::from(rules).to_string().as_str())?;
        let unit = |unit| ParsedData::from_json(&Value::Object(unit).to_string());
        let units = workload.objects().map(unit).collect::<std::result::Result<_, _>>()?;
        let sums = Sums::of(&workload.rubric);
        Ok(Self { engine, logic, units, arena: Bump::new(), sums, sheet: Sheet::new() })
    }

    fn score(&mut self, at: usize) -> Result<()> {
        self.arena.reset();
        let result = self.engine.evaluate(&self.logic, black_box(&self.units[at]), &self.arena)?;
        let result = result.as_array().ok_or("no array")?;
        let (veto, lost) = result.split_last().ok_or("an empty array")?;
        let lost = lost.iter().map(|lost| lost.as_i64().unwrap_or(i64::MIN));
        self.sums.add(lost, veto.as_i64() == Some(1), &mut self.sheet);
        Ok(())
    }
}

impl Contender for Datalogic {
    fn name(&self) -> String {
        "datalogic-rs".into()
    }

    fn units(&self) -> usize {
        self.units.len()
    }

    fn pass(&mut self) -> Result<Duration> {
        let mut outcome = Ok(());
        let time = timed(|| outcome = (0..self.units.len()).try_for_each(|at| self.score(at)));
        outcome.map(|()| time)
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        (0..self.units.len()).map(|at| self.score(at).map(|()| self.sheet.scored())).collect()
    }
}

fn expression(kind: &Kind) -> Value {
    match kind {
        Kind::Bool { obs, d } => json!({ "if": [{ "var": obs }, 0, d] }),
        Kind::Count { obs, r, cap } => json!({ "min": [{ "*": [{ "var": obs }, r] }, cap] }),
        Kind::Short { obs, t, s, d, cap } => {
            let steps = json!({ "ceil": [{ "/": [{ "-": [t, { "var": obs }] }, s] }] });
            let all = t - s * (steps_to(*cap, *d) - 1);
            json!({ "if": [
                { ">=": [{ "var": obs }, t] }, 0,
                { "<": [{ "var": obs }, all] }, cap,
                { "*": [steps, d] },
            ] })
        }
        Kind::Band { obs, b, ded } => {
            let below = |at: usize| json!({ "<": [{ "var": obs }, b[at]] });
            json!({ "if": [below(0), ded[0], below(1), ded[1], below(2), ded[2], ded[3]] })
        }
        Kind::Ratio { num, den, t, k, cap } => {
            let (num, den) = (json!({ "var": num }), json!({ "var": den }));
            let short = json!({ "-": [{ "*": [2 * k * t + 10, den] }, { "*": [2000 * k, num] }] });
            let lost = json!({ "floor": [{ "/": [short, { "*": [20, den] }] }] });
            json!({ "if": [
                { ">=": [{ "*": [1000, num] }, { "*": [t, den] }] }, 0,
                { "min": [lost, cap] },
            ] })
        }
    }
}
