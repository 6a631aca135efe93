//! A sentence for every deduction, in both languages, written by hand for the five kinds of rules.

use std::fmt::Write;

use weiheng_workload::Kind;
use weiheng_workload::Rubric;

use crate::limits::table::Sheet;
use crate::workload::Workload;

/// The sentences of one unit.
#[derive(Clone, Debug, Default)]
pub struct Sentences {
    /// A line for each item.
    pub chinese: String,
    /// The same in English.
    pub english: String,
}

/// What is fixed for all units: the rules, and the columns of their facts.
#[derive(Clone, Debug)]
pub struct Explainer<'a> {
    rubric: &'a Rubric,
    facts: Vec<(usize, usize)>,
}

/// A number in tenths.
#[derive(Clone, Copy)]
struct Tenths(i64);

impl<'a> Explainer<'a> {
    /// For the rubric of a workload.
    pub fn of(workload: &'a Workload) -> Self {
        let facts = workload.rubric.rules.iter().map(|rule| match &rule.kind {
            Kind::Bool { obs, .. }
            | Kind::Count { obs, .. }
            | Kind::Short { obs, .. }
            | Kind::Band { obs, .. } => (workload.position(obs), 0),
            Kind::Ratio { num, den, .. } => (workload.position(num), workload.position(den)),
        });
        Self { rubric: &workload.rubric, facts: facts.collect() }
    }

    /// Explains every item of a unit.
    pub fn explain(&self, unit: &[i32], sheet: &Sheet) -> Sentences {
        let mut sentences = Sentences::default();
        for (rule, lost) in &sheet.items[..sheet.many] {
            let at = usize::from(*rule);
            let (fact, other) = self.facts[at];
            let values = (i64::from(unit[fact]), i64::from(unit[other]));
            // Writing into a string does not fail.
            let _ = self.item(at, Tenths(*lost), values, &mut sentences);
        }
        sentences
    }

    fn item(&self, at: usize, lost: Tenths, values: (i64, i64), to: &mut Sentences) -> std::fmt::Result {
        let Sentences { chinese, english } = to;
        let rule = &self.rubric.rules[at];
        let id = &rule.id;
        match &rule.kind {
            Kind::Bool { obs, .. } => {
                writeln!(chinese, "{id} {obs} 为 否：扣 {lost} 分")?;
                writeln!(english, "{id} {obs} is no: {lost} points off")
            }
            Kind::Count { obs, r, cap } => {
                let (counted, each, cap) = (values.0, Tenths(*r), Tenths(*cap));
                writeln!(
                    chinese,
                    "{id} {obs} 为 {counted} 处，每处扣 {each} 分，至多 {cap} 分：扣 {lost} 分"
                )?;
                writeln!(english, "{id} {obs} is {counted}, {each} each, at most {cap}: {lost} points off")
            }
            Kind::Short { obs, t, s, d, cap } => {
                let (steps, value) = ((t - values.0 + s - 1) / s, Tenths(values.0));
                let (target, step, each, cap) = (Tenths(*t), Tenths(*s), Tenths(*d), Tenths(*cap));
                writeln!(
                    chinese,
                    "{id} {obs} 为 {value}%，低于 {target}%，每 {step}% 扣 {each} 分，{steps} 次，至多 {cap} 分：扣 {lost} 分"
                )?;
                writeln!(
                    english,
                    "{id} {obs} is {value}%, below {target}%, {each} for every {step}%, {steps} times, at most {cap}: {lost} points off"
                )
            }
            Kind::Band { obs, b, .. } => {
                let value = Tenths(values.0);
                let band = b.iter().filter(|bound| **bound <= values.0).count();
                let low = Tenths(band.checked_sub(1).map_or(0, |below| b[below]));
                let high = Tenths(b.get(band).copied().unwrap_or(1000));
                writeln!(chinese, "{id} {obs} 为 {value}，在 {low} 与 {high} 之间：扣 {lost} 分")?;
                writeln!(english, "{id} {obs} is {value}, between {low} and {high}: {lost} points off")
            }
            Kind::Ratio { num, den, t, k, cap } => {
                let (over, under) = values;
                let (target, each, cap) = (Tenths(*t), Tenths(*k), Tenths(*cap));
                writeln!(
                    chinese,
                    "{id} {num} / {den} 为 {over} / {under}，低于 {target}%，每 1% 扣 {each} 分，至多 {cap} 分：扣 {lost} 分"
                )?;
                writeln!(
                    english,
                    "{id} {num} / {den} is {over} / {under}, below {target}%, {each} for every 1%, at most {cap}: {lost} points off"
                )
            }
        }
    }
}

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 % 10 == 0 {
            write!(f, "{}", self.0 / 10)
        } else {
            write!(f, "{}.{}", self.0 / 10, self.0 % 10)
        }
    }
}
