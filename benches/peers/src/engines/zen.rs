//! zen-engine: a decision graph whose expression node has a hundred expressions, compiled beforehand.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use serde_json::json;
use tokio::runtime::Runtime;
use weiheng_workload::Kind;
use zen_engine::Decision;
use zen_engine::EvaluationOptions;
use zen_engine::Variable;

use crate::clock::timed;
use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;
use crate::engines::Sums;
use crate::engines::steps_to;
use crate::limits::table::Sheet;
use crate::workload::Workload;

/// zen-engine.
pub struct Zen {
    runtime: Runtime,
    decision: Decision,
    units: Vec<Variable>,
    traced: bool,
    ids: Vec<String>,
    sums: Sums,
    sheet: Sheet,
}

impl Zen {
    /// The graph compiled, the units as its values; with a trace of every expression, or without.
    pub fn new(workload: &Workload, traced: bool) -> Result<Self> {
        let mut decision = Decision::from(Arc::new(serde_json::from_value(graph(workload))?));
        decision.compile();
        let units = workload.objects().map(|unit| Value::Object(unit).into()).collect();
        let ids = workload.rubric.rules.iter().map(|rule| rule.id.clone()).collect();
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let sums = Sums::of(&workload.rubric);
        Ok(Self { runtime, decision, units, traced, ids, sums, sheet: Sheet::new() })
    }

    fn score(&mut self, at: usize) -> Result<()> {
        let options = EvaluationOptions { trace: self.traced, ..EvaluationOptions::default() };
        let unit = black_box(&self.units[at]).clone();
        let response = self.runtime.block_on(self.decision.evaluate_with_opts(unit, options))?;
        if self.traced && response.trace.is_none() {
            return Err("no trace".into());
        }
        let number = |name: &str| {
            let number = response.result.dot(name).and_then(|value| value.as_number());
            number.and_then(|number| i64::try_from(number).ok()).unwrap_or(i64::MIN)
        };
        let veto = response.result.dot("veto").and_then(|veto| veto.as_bool()).ok_or("no veto")?;
        self.sums.add(self.ids.iter().map(|id| number(id)), veto, &mut self.sheet);
        black_box(response);
        Ok(())
    }
}

impl Contender for Zen {
    fn name(&self) -> String {
        if self.traced { "zen-engine, traced" } else { "zen-engine" }.into()
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

fn graph(workload: &Workload) -> Value {
    let entry = |key: &str, value: String| json!({ "id": key, "key": key, "value": value });
    let mut expressions: Vec<Value> =
        workload.rubric.rules.iter().map(|rule| entry(&rule.id, expression(&rule.kind))).collect();
    expressions.push(entry("veto", workload.rubric.vetoes.join(" or ")));
    json!({
        "nodes": [
            { "id": "in", "name": "in", "type": "inputNode", "content": {} },
            {
                "id": "rules", "name": "rules", "type": "expressionNode",
                "content": { "expressions": expressions },
            },
            { "id": "out", "name": "out", "type": "outputNode", "content": {} },
        ],
        "edges": [
            { "id": "first", "sourceId": "in", "targetId": "rules" },
            { "id": "second", "sourceId": "rules", "targetId": "out" },
        ],
    })
}

fn expression(kind: &Kind) -> String {
    match kind {
        Kind::Bool { obs, d } => format!("{obs} ? 0 : {d}"),
        Kind::Count { obs, r, cap } => format!("{obs} >= {} ? {cap} : {obs} * {r}", steps_to(*cap, *r)),
        Kind::Short { obs, t, s, d, cap } => {
            let all = t - s * (steps_to(*cap, *d) - 1);
            format!("{obs} >= {t} ? 0 : ({obs} < {all} ? {cap} : ceil(({t} - {obs}) / {s}) * {d})")
        }
        Kind::Band { obs, b, ded } => format!(
            "{obs} < {} ? {} : ({obs} < {} ? {} : ({obs} < {} ? {} : {}))",
            b[0], ded[0], b[1], ded[1], b[2], ded[2], ded[3]
        ),
        Kind::Ratio { num, den, t, k, cap } => {
            // From there on the cap acts: half a tenth is rounded up.
            let capped = format!("{} * {num} <= {} * {den}", 2000 * k, 2 * k * t + 10 - 20 * cap);
            let lost = format!("floor(({} * {den} - {} * {num}) / (20 * {den}))", 2 * k * t + 10, 2000 * k);
            format!("1000 * {num} >= {t} * {den} ? 0 : ({capped} ? {cap} : {lost})")
        }
    }
}
