//! What drawn standards make of columns: how many of them are taken at all, and how often each kind of thing that a
//! plan over columns can say is drawn.

use std::collections::BTreeMap;

use weiheng::plan::columns::Beyond;
use weiheng::plan::columns::ColumnCondition;
use weiheng::plan::columns::ColumnPlan;
use weiheng::plan::columns::ColumnStep;
use weiheng::plan::columns::Holds;
use weiheng::plan::columns::StepKind;
use weiheng::plan::columns::Width;

/// Drawn standards, counted.
#[derive(Debug, Default)]
pub(crate) struct Census {
    pub(crate) drawn: usize,
    pub(crate) taken: usize,
    /// In how many plans each kind occurs.
    kinds: BTreeMap<&'static str, usize>,
}

/// Every kind that columns know. A new one needs a name here and in the functions below, and is to be drawn.
const KINDS: [&str; 30] = [
    "no verdict",
    "verdicts",
    "veto",
    "rounding",
    "16 bits",
    "32 bits",
    "64 bits",
    "saturating fact",
    "escaping fact",
    "fact below zero",
    "capped step",
    "uncapped step",
    "fixed amount",
    "price of each",
    "steps below",
    "steps above",
    "bands",
    "ratio",
    "ratio of several facts",
    "lost",
    "gained",
    "left",
    "earned",
    "sum among points",
    "sum without points",
    "vetoed",
    "one part",
    "not",
    "all",
    "any",
];

impl Census {
    pub(crate) fn enter(&mut self, plan: Option<&ColumnPlan>) {
        self.drawn += 1;
        let Some(plan) = plan else { return };
        self.taken += 1;
        let mut kinds = of_plan(plan);
        kinds.sort_unstable();
        kinds.dedup();
        kinds.into_iter().for_each(|kind| *self.kinds.entry(kind).or_default() += 1);
    }

    /// The kinds that occur in fewer plans than so many.
    pub(crate) fn rare(&self, least: usize) -> Vec<(&'static str, usize)> {
        let count = |kind| (kind, self.kinds.get(kind).copied().unwrap_or(0));
        KINDS.into_iter().map(count).filter(|(_, count)| *count < least).collect()
    }
}

fn of_plan(plan: &ColumnPlan) -> Vec<&'static str> {
    let mut kinds = vec![match plan.width {
        Width::Two => "16 bits",
        Width::Four => "32 bits",
        Width::Eight => "64 bits",
    }];
    kinds.push(if plan.verdicts.is_empty() { "no verdict" } else { "verdicts" });
    kinds.extend(plan.rounding.map(|_| "rounding"));
    kinds.extend((!plan.vetoes.is_empty()).then_some("veto"));
    for fact in plan.facts.iter().chain(&plan.wide) {
        kinds.push(match fact.beyond {
            Beyond::Saturates => "saturating fact",
            Beyond::Escapes => "escaping fact",
        });
        kinds.extend((fact.low < 0).then_some("fact below zero"));
    }
    for part in &plan.parts {
        kinds.push(of_part(part.holds));
        part.steps.iter().for_each(|step| kinds.extend(of_step(step)));
    }
    for (_, condition) in plan.verdicts.iter().flat_map(|verdict| &verdict.rules) {
        of_condition(condition, &mut kinds);
    }
    kinds
}

fn of_part(holds: Holds) -> &'static str {
    match holds {
        Holds::Lost => "lost",
        Holds::Gained => "gained",
        Holds::Left(_) => "left",
        Holds::Earned(_) => "earned",
        Holds::Sum(Some(_)) => "sum among points",
        Holds::Sum(None) => "sum without points",
    }
}

fn of_step(step: &ColumnStep) -> [&'static str; 2] {
    let kind = match &step.kind {
        StepKind::When(..) => "fixed amount",
        StepKind::Each(..) => "price of each",
        StepKind::Steps(_, steps) if steps.below => "steps below",
        StepKind::Steps(..) => "steps above",
        StepKind::Bands(..) => "bands",
        StepKind::Ratio(ratio) if ratio.over.terms.len() > 2 => "ratio of several facts",
        StepKind::Ratio(_) => "ratio",
    };
    [kind, if step.cap.is_some() { "capped step" } else { "uncapped step" }]
}

fn of_condition(condition: &ColumnCondition, kinds: &mut Vec<&'static str>) {
    match condition {
        // The last rule of every verdict.
        ColumnCondition::Always => {}
        ColumnCondition::Vetoed => kinds.push("vetoed"),
        ColumnCondition::Part(..) => kinds.push("one part"),
        ColumnCondition::Not(inner) => {
            kinds.push("not");
            of_condition(inner, kinds);
        }
        ColumnCondition::All(parts) | ColumnCondition::Any(parts) => {
            kinds.push(if matches!(condition, ColumnCondition::All(_)) { "all" } else { "any" });
            parts.iter().for_each(|part| of_condition(part, kinds));
        }
    }
}
