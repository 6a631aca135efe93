//! A plan as stable text, for `weiheng show plan` and for tests.

use std::fmt::Write;

use crate::model::Standard;
use crate::model::act::Verb;
use crate::model::fact::FactId;
use crate::model::part::PartId;
use crate::plan::Plan;
use crate::plan::PlannedPart;
use crate::plan::program::Step;
use crate::plan::quick::Quick;
use crate::plan::quick::QuickKind;
use crate::plan::quick::Test;

impl Plan {
    /// Every slot and every part: its facts, and its acts as quick steps where it has them. The standard lends the
    /// names, which a plan does not hold.
    pub fn show(&self, standard: &Standard) -> String {
        let mut text = String::new();
        let date = self.date.map_or_else(|| "latest".to_owned(), |date| date.to_string());
        // Writing to a string cannot fail.
        _ = writeln!(text, "plan {} on {date}, points in steps of 1/{}", standard.id, self.scale);
        for (at, (slot, fact)) in self.slots.iter().zip(&standard.facts).enumerate() {
            let flags = [(slot.may_be_inapplicable, " may-be-inapplicable"), (slot.external, " external")];
            let flags: String = flags.iter().filter(|(set, _)| *set).map(|(_, word)| *word).collect();
            _ = writeln!(text, "slot {at} {} scale {}{flags}", fact.name, slot.scale);
        }
        for (id, (planned, part)) in (0..).map(PartId).zip(self.parts.iter().zip(&standard.parts)) {
            let points = part.points.map(|points| format!(" {points} points")).unwrap_or_default();
            let start = if planned.sums {
                " sums"
            } else if planned.earns {
                " earns"
            } else {
                ""
            };
            _ = writeln!(text, "part {} {}{points}{start} uses {}", id.0, part.id, slots(&planned.facts));
            acts(&mut text, planned, self.program.of(id));
        }
        text
    }
}

fn acts(text: &mut String, part: &PlannedPart, quickly: Option<&[Step]>) {
    match quickly {
        Some(steps) if !part.is_bare => {
            steps.iter().for_each(|step| _ = writeln!(text, "  {}", quick(&step.quick)));
        }
        _ if part.acts.is_empty() => {}
        _ => _ = writeln!(text, "  general {} acts", part.acts.len()),
    }
}

fn slots(facts: &[FactId]) -> String {
    let facts: Vec<String> = facts.iter().map(|fact| fact.0.to_string()).collect();
    format!("[{}]", facts.join(" "))
}

fn quick(step: &Quick) -> String {
    let verb = match step.verb {
        Verb::Deduct => "deduct",
        Verb::Earn => "earn",
        Verb::Bonus => "add",
        Verb::Book(_) => "book",
    };
    let what = match &step.kind {
        QuickKind::When(on, amount) => format!("when {} {verb} {amount}", test(step.fact, *on)),
        QuickKind::Veto(on) => format!("when {} veto", test(step.fact, *on)),
        QuickKind::Each(price) => format!("each {} {verb} {price}", step.fact.0),
        QuickKind::Steps(steps) => format!(
            "steps {} {} {} by {} {} {verb} {}",
            step.fact.0,
            if steps.below { "below" } else { "above" },
            steps.threshold,
            steps.step,
            if steps.up { "up" } else { "down" },
            steps.price
        ),
        QuickKind::Bands(bands) => format!("bands {} in {} rows {verb}", step.fact.0, bands.len()),
        QuickKind::Formula(formula) if formula.when.is_none() => format!("formula {verb}"),
        QuickKind::Formula(_) => format!("formula if condition {verb}"),
    };
    match step.cap {
        Some((_, most)) => format!("act {} {what} at most {most}", step.act.0),
        None => format!("act {} {what}", step.act.0),
    }
}

fn test(fact: FactId, test: Test) -> String {
    match (test.low, test.high) {
        (low, high) if low == high => format!("{} = {low}", fact.0),
        (i64::MIN, high) => format!("{} <= {high}", fact.0),
        (low, i64::MAX) => format!("{} >= {low}", fact.0),
        (low, high) => format!("{low} <= {} <= {high}", fact.0),
    }
}
