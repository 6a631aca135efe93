//! What acts do to grades: 降级, 至多评为, 降到最低, 不评 于 …. A walk of its own over the acts that hold such aims,
//! since one act may be reached any number of times.

use crate::evaluation::act::whole_steps;
use crate::evaluation::expression::matches;
use crate::evaluation::fold::RowList;
use crate::evaluation::possible::Possible;
use crate::evaluation::rows::within_group;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::AimTally;
use crate::model::above::Above;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::Measure;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::RowLet;
use crate::model::part::PartId;
use crate::plan::PlannedPart;

/// How often something is reached, at least and at most.
#[derive(Clone, Copy)]
struct Times {
    low: u16,
    high: u16,
}

impl Times {
    const ONCE: Self = Self { low: 1, high: 1 };

    fn if_reached(self) -> Self {
        Self { low: 0, ..self }
    }

    fn of(self, other: Self) -> Self {
        Self { low: self.low.saturating_mul(other.low), high: self.high.saturating_mul(other.high) }
    }
}

/// Every aim at a grade that a part which applies, or may apply, may reach, in file order.
pub(crate) fn found(id: PartId, part: &PlannedPart, scope: &Scope<'_>, may_be_out: bool) -> Vec<AimTally> {
    let mut aims = Vec::new();
    if !part.aims {
        return aims;
    }
    let times = if may_be_out { Times::ONCE.if_reached() } else { Times::ONCE };
    for act in &part.acts {
        scope.aims(act, times, &mut |act, verdict, aim, times| {
            aims.push(AimTally { act, part: id, verdict, aim, low: times.low, high: times.high });
        });
    }
    aims
}

type Found<'f> = dyn FnMut(crate::model::act::ActId, u16, crate::model::above::GradeAim, Times) + 'f;

impl Scope<'_> {
    fn aims(&self, act: &Act, times: Times, found: &mut Found<'_>) {
        if times.high == 0 {
            return;
        }
        match &act.kind {
            ActKind::Above(Above::Grade(verdict, aim)) => found(act.id, *verdict, *aim, times),
            ActKind::Group(acts) | ActKind::Heaviest(acts) => {
                acts.iter().for_each(|act| self.aims(act, times, found));
            }
            ActKind::Require(condition, otherwise) => {
                let condition = self.value(condition);
                if condition.truths().no {
                    let surely = !condition.truths().yes && !condition.inapplicable;
                    self.aims(otherwise, if surely { times } else { times.if_reached() }, found);
                }
            }
            ActKind::Chain(branches, otherwise) => {
                let mut left = Some(times);
                for (condition, then) in branches {
                    left = left.and_then(|times| self.branch(&self.value(condition), then, times, found));
                }
                if let (Some(times), Some(otherwise)) = (left, otherwise) {
                    self.aims(otherwise, times, found);
                }
            }
            ActKind::Bands(bands) => {
                let keys: Vec<Possible> = bands.keys.iter().map(|key| self.value(key)).collect();
                let mut left = Some(times);
                for row in &bands.rows {
                    let fits = matches(&keys, &row.patterns);
                    left = left.and_then(|times| self.branch(&fits, &row.then, times, found));
                }
            }
            ActKind::Each(each) => match &each.measure {
                Measure::Number(measure) => {
                    let count = whole_steps(self.value(measure), each.size, each.part);
                    self.aims(&each.then, times.of(counted(&count)), found);
                }
                Measure::Rows(list, filter) => {
                    self.row_aims(
                        *list,
                        (filter.as_ref(), None),
                        &[],
                        std::slice::from_ref(&*each.then),
                        times,
                        found,
                    );
                }
            },
            ActKind::Steps(steps) => {
                self.aims(&steps.then, times.of(counted(&self.distance(steps))), found);
            }
            ActKind::Rows(rows) => {
                self.row_aims(
                    rows.list,
                    (rows.filter.as_ref(), rows.by),
                    &rows.lets,
                    &rows.acts,
                    times,
                    found,
                );
            }
            ActKind::Amount(..)
            | ActKind::FullPoints
            | ActKind::NoPoints
            | ActKind::Veto
            | ActKind::Fail
            | ActKind::Pending(_)
            | ActKind::Items(_)
            | ActKind::Above(_) => {}
        }
    }

    /// Reaches a branch as its condition allows; how often the next is reached, where it may be.
    fn branch(&self, condition: &Possible, then: &Act, times: Times, found: &mut Found<'_>) -> Option<Times> {
        let truths = condition.truths();
        if truths.yes {
            let surely = condition.surely() && !condition.absent;
            self.aims(then, if surely { times } else { times.if_reached() }, found);
        }
        let goes_on = if truths.yes || condition.inapplicable { times.if_reached() } else { times };
        truths.no.then_some(goes_on)
    }

    fn row_aims(
        &self,
        list: FactId,
        (filter, by): (Option<&Expr>, Option<FieldId>),
        lets: &[RowLet],
        acts: &[Act],
        times: Times,
        found: &mut Found<'_>,
    ) {
        let (rows, often) = match self.rows(list) {
            RowList::Inapplicable => return,
            RowList::Unseen => (vec![[].as_slice()], Times { low: 0, high: u16::MAX }),
            RowList::Rows(rows) => (rows, Times::ONCE),
        };
        for fields in rows {
            let scope = self.with_row(list, fields, lets);
            let mut passes = scope.passes(filter);
            if let Some(key) = by {
                passes = within_group(passes, &scope.field(key));
            }
            if passes.truths().yes {
                let surely = passes.surely() && !passes.absent;
                let times = times.of(often);
                let times = if surely { times } else { times.if_reached() };
                acts.iter().for_each(|act| scope.aims(act, times, found));
            }
        }
    }
}

/// How often something happens that happens for each of so many.
fn counted(count: &Possible) -> Times {
    if count.is_inapplicable() {
        return Times { low: 0, high: 0 };
    }
    let whole = |end: crate::exact::Exact| u16::try_from(end.ceil().max(0)).unwrap_or(u16::MAX);
    let sure = !count.absent && !count.inapplicable;
    Times {
        low: count.interval().low.filter(|_| sure).map_or(0, whole),
        high: count.interval().high.map_or(u16::MAX, whole),
    }
}
