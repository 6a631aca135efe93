//! Where a standard and an observation meet: a plan and the readings of one unit give a tally.
//!
//! Evaluation is total. What is missing makes ranges, what no observation can settle makes causes, and nothing
//! fails. The same plan and readings give the same tally, to the last digit.

pub mod account;
pub(crate) mod act;
mod aims;
mod arithmetic;
pub mod batch;
pub(crate) mod book;
pub(crate) mod booking;
pub(crate) mod calendar;
mod clause;
pub mod columns;
mod completion;
mod decided;
mod deed;
pub mod demotion;
pub(crate) mod expression;
mod factor;
mod finding;
pub(crate) mod fold;
mod gaps;
mod group;
mod heaviest;
pub mod interval;
mod item_tests;
mod items;
pub mod ledger;
mod limit;
mod mean;
mod order;
mod pick;
mod plain;
mod plain_unit;
pub mod possible;
mod quick;
mod rank;
mod rank_field;
mod ratio;
mod reach;
pub mod results;
mod roll_up;
pub(crate) mod rolled;
pub(crate) mod row_fold;
mod rows;
mod run;
mod scale;
pub(crate) mod scope;
mod spacing;
pub(crate) mod stake;
mod standing;
pub mod tally;
mod total;
pub(crate) mod trace;
mod trend;
mod trimmed;
mod verdict;
mod withheld;

use std::cell::RefCell;

use crate::evaluation::possible::Possible;
use crate::evaluation::roll_up::RollUp;
use crate::evaluation::scope::Outcome;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Tally;
use crate::evaluation::tally::VerdictTally;
use crate::model::part::PartId;
use crate::observation::Readings;
use crate::plan::Plan;
use crate::plan::PlannedVerdict;

/// The tally of one unit.
pub fn evaluate(plan: &Plan, readings: &Readings) -> Tally {
    let mut tally = Tally::default();
    evaluate_into(plan, readings, &mut tally);
    tally
}

/// The tally of one unit, in the memory of the last one. Whatever it is among other units is undetermined.
pub fn evaluate_into(plan: &Plan, readings: &Readings, tally: &mut Tally) {
    tally.open(plan);
    score(plan, readings, &[], tally);
    decide(plan, readings, &[], tally);
}

/// Scores the parts of a unit, and its total.
fn score(plan: &Plan, readings: &Readings, batch: &[Option<Possible>], tally: &mut Tally) {
    if !plain_unit::score(plan, readings, tally) {
        tally.parts.open(plan.scale, plan.parts.len());
        let memo = RefCell::new(Vec::new());
        let scope = Scope::new(plan, &readings.readings, batch, &memo);
        roll_up::whole(&mut RollUp { plan, readings, scope: &scope, tally });
    }
    total::total(plan, tally);
    withheld::total(tally);
}

/// Settles the accounts and decides the verdicts of a unit that is scored.
fn decide(plan: &Plan, readings: &Readings, batch: &[Option<Possible>], tally: &mut Tally) {
    let memo = RefCell::new(Vec::new());
    let scope = Scope::new(plan, &readings.readings, batch, &memo);
    booking::settle(plan, &scope, tally);
    tally.verdicts.resize(plan.verdicts.len(), VerdictTally::default());
    for at in &plan.verdict_order {
        if let Some(verdict) = plan.verdicts.get(usize::from(*at)) {
            decide_one(*at, verdict, &scope, tally);
        }
    }
    withheld::accounts(tally);
}

/// Decides a verdict, those at whose grades it looks being decided.
fn decide_one(at: u16, verdict: &PlannedVerdict, scope: &Scope<'_>, tally: &mut Tally) {
    // 不评 is said of the whole.
    let withheld = if verdict.part == PartId(0) { tally.parts.withheld() } else { Chance::Never };
    let Tally { parts, accounts, verdicts, unrounded, aims, demotions, .. } = tally;
    let place = verdicts.get_mut(usize::from(at)).map(std::mem::take).unwrap_or_default();
    let part = PartId(0);
    let outcome = Outcome { parts, total: *unrounded, part, accounts, unvetoed: false, verdicts };
    let ruled = match decided::verdict(scope.plan, verdict, &outcome) {
        Some(ruling) => place.decided(ruling),
        None => scope.with_part(outcome).verdict(verdict),
    };
    let aims = aims.iter().filter(|aim| aim.verdict == at).copied().collect();
    let left = demotion::demoted(ruled, verdict, aims, demotions.get(usize::from(at)), withheld);
    if let Some(place) = verdicts.get_mut(usize::from(at)) {
        *place = left;
    }
}
