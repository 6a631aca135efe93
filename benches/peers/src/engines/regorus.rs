//! regorus: a Rego policy whose result is an array of a hundred numbers, compiled for its virtual machine.

use std::fmt::Write;
use std::hint::black_box;
use std::time::Duration;

use regorus::Engine;
use regorus::Rc;
use regorus::Value;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use weiheng_workload::Kind;

use crate::clock::timed;
use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;
use crate::engines::Sums;
use crate::engines::steps_to;
use crate::limits::table::Sheet;
use crate::workload::Workload;

/// regorus.
pub struct Regorus {
    machine: RegoVM,
    units: Vec<Value>,
    sums: Sums,
    sheet: Sheet,
}

impl Regorus {
    /// The policy compiled, the units as its values.
    pub fn new(workload: &Workload) -> Result<Self> {
        let entry = "data.score.result";
        let mut engine = Engine::new();
        engine.add_policy("score.rego".into(), policy(workload)?)?;
        let compiled = engine.compile_with_entrypoint(&Rc::from(entry))?;
        let program = Compiler::compile_from_policy(&compiled, &[entry])?;
        let mut machine = RegoVM::new();
        machine.load_program(program);
        let unit = |unit| Value::from_json_str(&serde_json::Value::Object(unit).to_string());
        let units = workload.objects().map(unit).collect::<std::result::Result<_, _>>()?;
        Ok(Self { machine, units, sums: Sums::of(&workload.rubric), sheet: Sheet::new() })
    }

    fn score(&mut self, at: usize) -> Result<()> {
        self.machine.set_input(black_box(&self.units[at]).clone());
        let result = self.machine.execute()?;
        let result = result.as_array()?;
        let number = |value: &Value| value.as_i64().unwrap_or(i64::MIN);
        let veto = result.iter().last().ok_or("an empty array")?;
        let lost = result.iter().take(result.len() - 1);
        self.sums.add(lost.map(number), number(veto) == 1, &mut self.sheet);
        Ok(())
    }
}

impl Contender for Regorus {
    fn name(&self) -> String {
        "regorus".into()
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

/// A rule of the policy for each rule of the rubric.
fn policy(workload: &Workload) -> Result<String> {
    let mut policy = String::from("package score\n\n");
    for rule in &workload.rubric.rules {
        write!(policy, "default {} := 0\n{}", rule.id, rules(&rule.id, &rule.kind))?;
    }
    policy.push_str("default veto := 0\n");
    for fact in &workload.rubric.vetoes {
        writeln!(policy, "veto := 1 if input.{fact}")?;
    }
    let names: Vec<&str> = workload.rubric.rules.iter().map(|rule| rule.id.as_str()).collect();
    writeln!(policy, "result := [{}, veto]", names.join(", "))?;
    Ok(policy)
}

fn rules(id: &str, kind: &Kind) -> String {
    match kind {
        Kind::Bool { obs, d } => format!("{id} := {d} if not input.{obs}\n"),
        Kind::Count { obs, r, cap } => {
            let most = steps_to(*cap, *r);
            format!("{id} := {cap} if input.{obs} >= {most} else := input.{obs} * {r}\n")
        }
        Kind::Short { obs, t, s, d, cap } => {
            let all = t - s * (steps_to(*cap, *d) - 1);
            let lost = format!("ceil(({t} - input.{obs}) / {s}) * {d}");
            format!("{id} := {cap} if input.{obs} < {all} else := {lost} if input.{obs} < {t}\n")
        }
        Kind::Band { obs, b, ded } => {
            let below = |at: usize| format!(":= {} if input.{obs} < {}", ded[at], b[at]);
            format!("{id} {} else {} else {} else := {}\n", below(0), below(1), below(2), ded[3])
        }
        Kind::Ratio { num, den, t, k, cap } => {
            let (num, den) = (format!("input.{num}"), format!("input.{den}"));
            // From there on the cap acts: half a tenth is rounded up.
            let capped = format!("{} * {num} <= {} * {den}", 2000 * k, 2 * k * t + 10 - 20 * cap);
            let lost = format!("floor(({} * {den} - {} * {num}) / (20 * {den}))", 2 * k * t + 10, 2000 * k);
            format!("{id} := {cap} if {capped} else := {lost} if 1000 * {num} < {t} * {den}\n")
        }
    }
}
