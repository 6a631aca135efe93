//! rhai: a script of one array of a hundred expressions over the values of a unit.

use std::hint::black_box;
use std::time::Duration;

use rhai::AST;
use rhai::Array;
use rhai::Dynamic;
use rhai::Engine;
use rhai::OptimizationLevel;
use rhai::Scope;
use weiheng_workload::Kind;
use weiheng_workload::Values;

use crate::clock::timed;
use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;
use crate::engines::Sums;
use crate::engines::steps_to;
use crate::limits::table::Sheet;
use crate::workload::Workload;

/// rhai.
pub struct Rhai {
    engine: Engine,
    script: AST,
    units: Vec<Array>,
    sums: Sums,
    sheet: Sheet,
}

impl Rhai {
    /// The script compiled, the units as its values.
    pub fn new(workload: &Workload) -> Result<Self> {
        let mut engine = Engine::new();
        engine.set_optimization_level(OptimizationLevel::Full);
        engine.set_max_expr_depths(0, 0);
        let fact = |name: &str| format!("u[{}]", workload.position(name));
        let mut rules: Vec<String> =
            workload.rubric.rules.iter().map(|rule| expression(&rule.kind, fact)).collect();
        let vetoes: Vec<String> = workload.rubric.vetoes.iter().map(|veto| fact(veto)).collect();
        rules.push(format!("if {} {{ 1 }} else {{ 0 }}", vetoes.join(" || ")));
        let script = engine.compile(format!("[{}]", rules.join(", ")))?;
        let value = |(column, value): (&weiheng_workload::Column, &i16)| match column.values {
            Values::Truth => Dynamic::from(*value != 0),
            _ => Dynamic::from(i64::from(*value)),
        };
        let unit = |unit: &[i16]| workload.columns.iter().zip(unit).map(value).collect();
        let units = workload.units().map(unit).collect();
        Ok(Self { engine, script, units, sums: Sums::of(&workload.rubric), sheet: Sheet::new() })
    }

    fn score(&mut self, at: usize) -> Result<()> {
        let mut scope = Scope::new();
        scope.push("u", black_box(&self.units[at]).clone());
        let result: Array = self.engine.eval_ast_with_scope(&mut scope, &self.script)?;
        let number = |value: &Dynamic| value.as_int().unwrap_or(i64::MIN);
        let (veto, lost) = result.split_last().ok_or("an empty array")?;
        self.sums.add(lost.iter().map(number), number(veto) == 1, &mut self.sheet);
        Ok(())
    }
}

impl Contender for Rhai {
    fn name(&self) -> String {
        "rhai".into()
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

fn expression(kind: &Kind, fact: impl Fn(&str) -> String) -> String {
    match kind {
        Kind::Bool { obs, d } => format!("if {} {{ 0 }} else {{ {d} }}", fact(obs)),
        Kind::Count { obs, r, cap } => {
            let obs = fact(obs);
            format!("if {obs} >= {} {{ {cap} }} else {{ {obs} * {r} }}", steps_to(*cap, *r))
        }
        Kind::Short { obs, t, s, d, cap } => {
            let (obs, all) = (fact(obs), t - s * (steps_to(*cap, *d) - 1));
            let lost = format!("({} - {obs}) / {s} * {d}", t + s - 1);
            format!("if {obs} >= {t} {{ 0 }} else if {obs} < {all} {{ {cap} }} else {{ {lost} }}")
        }
        Kind::Band { obs, b, ded } => {
            let obs = fact(obs);
            let below = |at: usize| format!("if {obs} < {} {{ {} }} else ", b[at], ded[at]);
            format!("{}{}{}{{ {} }}", below(0), below(1), below(2), ded[3])
        }
        Kind::Ratio { num, den, t, k, cap } => {
            let (num, den) = (fact(num), fact(den));
            // From there on the cap acts: half a tenth is rounded up.
            let capped = format!("{} * {num} <= {} * {den}", 2000 * k, 2 * k * t + 10 - 20 * cap);
            let lost = format!("({} * {den} - {} * {num}) / (20 * {den})", 2 * k * t + 10, 2000 * k);
            format!("if 1000 * {num} >= {t} * {den} {{ 0 }} else if {capped} {{ {cap} }} else {{ {lost} }}")
        }
    }
}
