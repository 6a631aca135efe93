//! What acts did and did not do in a unit, where that is surely known: for proving that worked cases reach every
//! branch of a standard.

mod walk;

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::evaluation::possible::Possible;
use crate::evaluation::scope::Outcome;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::Tally;
use crate::evaluation::trace::walk::Walk;
use crate::model::act::ActId;
use crate::model::part::PartId;
use crate::observation::Readings;
use crate::plan::Plan;

/// Something that may act in a unit, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Moment {
    /// A part comes to a result.
    Part(PartId),
    /// 适用: a part applies.
    Applies(PartId),
    /// A branch of a chain or a row of a band table is reached; the act in it.
    Branch(ActId),
    /// 要求: what is required is not met.
    Requirement(ActId),
    /// 每, 逐, 低于…每: there is something to count.
    Count(ActId),
    /// 缺, 有: an item by its position is priced.
    Item(ActId, u16),
    /// An amount that hangs on nothing is not zero.
    Amount(ActId),
    /// 至多, 至少 by position: the amount is held to it.
    Limit(ActId, u16),
    /// 加倍, 减半, 乘 with a condition: there is something that it changes.
    Factor(ActId),
    /// A rule decides a verdict, both by position.
    Rule(u16, u16),
}

/// Whether something acted in a unit, and whether it surely did not in one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) acts: bool,
    pub(crate) idle: bool,
}

/// What was seen in units so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    seen: BTreeMap<Moment, Seen>,
}

impl Trace {
    /// What was seen of a moment.
    pub(crate) fn of(&self, moment: Moment) -> Seen {
        self.seen.get(&moment).copied().unwrap_or_default()
    }

    fn saw(&mut self, moment: Moment, acts: bool) {
        let seen = self.seen.entry(moment).or_default();
        seen.acts |= acts;
        seen.idle |= !acts;
    }

    /// Adds what a scored unit shows.
    pub(crate) fn add(&mut self, plan: &Plan, readings: &Readings, tally: &Tally) {
        let memo = RefCell::new(Vec::new());
        let scope = Scope::new(plan, &readings.readings, &tally.batch, &memo);
        self.part(&Unit { plan, tally, scope: &scope }, PartId(0));
        for (at, verdict) in (0_u16..).zip(&tally.verdicts) {
            if let Some(rule) = verdict.rule {
                self.saw(Moment::Rule(at, rule), true);
            }
        }
    }

    /// A part with everything below it, as far as it surely applies.
    fn part(&mut self, unit: &Unit<'_>, id: PartId) {
        let (Some(part), Some(result)) = (unit.plan.parts.get(id.0 as usize), unit.tally.parts.get(id))
        else {
            return;
        };
        let scope = unit.looking(id);
        if let Some(condition) = &part.applies {
            let Some(applies) = decided(&scope.value(condition)) else { return };
            self.saw(Moment::Applies(id), applies);
            if !applies {
                return;
            }
        }
        if result.finding != Finding::NotApplicable && !result.may_be_inapplicable {
            if result.finding != Finding::NotObserved {
                self.saw(Moment::Part(id), true);
            }
            Walk::new(self, unit, id, part).part(&scope, part);
        }
        part.children.iter().for_each(|child| self.part(unit, *child));
    }
}

/// A unit that is scored.
struct Unit<'a> {
    plan: &'a Plan,
    tally: &'a Tally,
    scope: &'a Scope<'a>,
}

impl<'a> Unit<'a> {
    /// The facts and results that the statements of a part look at.
    fn looking(&self, part: PartId) -> Scope<'a> {
        let Tally { parts, unrounded, accounts, verdicts, .. } = self.tally;
        self.scope.with_part(Outcome { parts, total: *unrounded, part, accounts, unvetoed: false, verdicts })
    }
}

/// A truth that is surely known.
fn decided(condition: &Possible) -> Option<bool> {
    (condition.is_settled() && !condition.is_inapplicable()).then(|| condition.truths().yes)
}
