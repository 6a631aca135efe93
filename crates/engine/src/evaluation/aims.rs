//! What acts do to grades: 降级, 至多评为, 降到最低, 不评 于 …. A walk of its own over the acts that hold such aims,
//! since one act may be reached any number of times.

use crate::evaluation::act::whole_steps;
use crate::evaluation::demotion::Aimed;
use crate::evaluation::expression::matches;
use crate::evaluation::fold::RowList;
use crate::evaluation::possible::Possible;
use crate::evaluation::rows::within_group;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::AimTally;
use crate::model::above::Above;
use crate::model::above::GradeAim;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::ActKind;
use crate::model::act::Measure;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::RowLet;
use crate::model::part::PartId;
use crate::plan::PlannedPart;

/// How often something is reached.
#[derive(Clone, Copy)]
struct Often {
    low: u16,
    high: u16,
    /// Whether it is reached at all for sure.
    surely: bool,
}

impl Often {
    const ONCE: Self = Self { low: 1, high: 1, surely: true };

    fn perhaps(self) -> Self {
        Self { surely: false, ..self }
    }

    fn of(self, (low, high): (u16, u16)) -> Self {
        Self { low: self.low.saturating_mul(low), high: self.high.saturating_mul(high), ..self }
    }
}

/// Every aim at a grade that a part which applies, or may apply, may reach, in file order; and what they may do
/// together.
pub(crate) fn found(
    id: PartId,
    part: &PlannedPart,
    scope: &Scope<'_>,
    may_be_out: bool,
) -> (Vec<AimTally>, Aimed) {
    let mut aims = Vec::new();
    let once = if may_be_out { Often::ONCE.perhaps() } else { Often::ONCE };
    let aimed = scope.all_aims(&part.acts, once, &mut |act, verdict, aim, often| {
        let low = if often.surely { often.low } else { 0 };
        aims.push(AimTally { act, part: id, verdict, aim, low, high: often.high });
    });
    (aims, if may_be_out { aimed.if_reached() } else { aimed })
}

type Found<'f> = dyn FnMut(ActId, u16, GradeAim, Often) + 'f;

impl Scope<'_> {
    fn all_aims(&self, acts: &[Act], often: Often, found: &mut Found<'_>) -> Aimed {
        let each = acts.iter().map(|act| self.aims(act, often, found));
        each.reduce(Aimed::then).unwrap_or_else(|| Aimed::nothing(self.plan))
    }

    fn aims(&self, act: &Act, often: Often, found: &mut Found<'_>) -> Aimed {
        let nothing = || Aimed::nothing(self.plan);
        if often.high == 0 {
            return nothing();
        }
        match &act.kind {
            ActKind::Above(Above::Grade(verdict, aim)) => {
                found(act.id, *verdict, *aim, often);
                nothing().of(*verdict, *aim, (often.low, often.high))
            }
            ActKind::Group(acts) | ActKind::Heaviest(acts) => self.all_aims(acts, often, found),
            ActKind::Require(condition, otherwise) => {
                let condition = self.value(condition);
                let mut ways = Ways::default();
                if condition.truths().yes || condition.inapplicable {
                    ways.reach(nothing());
                }
                if condition.truths().no {
                    let surely = !condition.truths().yes && !condition.inapplicable;
                    let often = if surely { often } else { often.perhaps() };
                    ways.reach(self.aims(otherwise, often, found));
                }
                ways.joined(self)
            }
            ActKind::Chain(branches, otherwise) => {
                let mut ways = Ways::default();
                let mut left = Some(often);
                for (condition, then) in branches {
                    let Some(often) = left else { break };
                    left = self.branch(&self.value(condition), then, (often, &mut ways), found);
                }
                if let Some(often) = left {
                    let otherwise = otherwise.as_ref().map(|otherwise| self.aims(otherwise, often, found));
                    ways.reach(otherwise.unwrap_or_else(nothing));
                }
                ways.joined(self)
            }
            ActKind::Bands(bands) => {
                let keys: Vec<Possible> = bands.keys.iter().map(|key| self.value(key)).collect();
                let mut ways = Ways::default();
                let mut left = Some(often);
                for row in &bands.rows {
                    let Some(often) = left else { break };
                    left = self.branch(&matches(&keys, &row.patterns), &row.then, (often, &mut ways), found);
                }
                ways.joined(self)
            }
            ActKind::Each(each) => match &each.measure {
                Measure::Number(measure) => {
                    let count = whole_steps(self.value(measure), each.size, each.part);
                    self.aims(&each.then, often.of(counted(&count)), found)
                }
                Measure::Rows(list, filter) => {
                    let acts = std::slice::from_ref(&*each.then);
                    self.row_aims(*list, (filter.as_ref(), None), &[], acts, often, found)
                }
            },
            ActKind::Steps(steps) => self.aims(&steps.then, often.of(counted(&self.distance(steps))), found),
            ActKind::Rows(rows) => {
                let of = (rows.filter.as_ref(), rows.by);
                self.row_aims(rows.list, of, &rows.lets, &rows.acts, often, found)
            }
            ActKind::Amount(..)
            | ActKind::FullPoints
            | ActKind::NoPoints
            | ActKind::Veto
            | ActKind::Fail
            | ActKind::Pending(_)
            | ActKind::Items(_)
            | ActKind::Above(_) => nothing(),
        }
    }

    /// Reaches a branch as its condition allows; how often the next is reached, where it may be.
    fn branch(
        &self,
        condition: &Possible,
        then: &Act,
        (often, ways): (Often, &mut Ways),
        found: &mut Found<'_>,
    ) -> Option<Often> {
        let truths = condition.truths();
        if truths.yes {
            let surely = condition.surely() && !condition.absent;
            ways.reach(self.aims(then, if surely { often } else { often.perhaps() }, found));
        }
        if condition.inapplicable {
            ways.reach(Aimed::nothing(self.plan));
        }
        let goes_on = if truths.yes || condition.inapplicable { often.perhaps() } else { often };
        truths.no.then_some(goes_on)
    }

    fn row_aims(
        &self,
        list: FactId,
        (filter, by): (Option<&Expr>, Option<FieldId>),
        lets: &[RowLet],
        acts: &[Act],
        often: Often,
        found: &mut Found<'_>,
    ) -> Aimed {
        let (rows, unseen) = match self.rows(list) {
            RowList::Inapplicable => return Aimed::nothing(self.plan),
            RowList::Unseen => (vec![[].as_slice()], true),
            RowList::Rows(rows) => (rows, false),
        };
        let often = if unseen { Often { high: u16::MAX, ..often.perhaps() } } else { often };
        let each = rows.into_iter().filter_map(|fields| {
            let scope = self.with_row(list, fields, lets);
            let mut passes = scope.passes(filter);
            if let Some(key) = by {
                passes = within_group(passes, &scope.field(key));
            }
            let surely = passes.surely() && !passes.absent;
            let often = if surely { often } else { often.perhaps() };
            let aimed = passes.truths().yes.then(|| scope.all_aims(acts, often, found))?;
            Some(if surely { aimed } else { aimed.if_reached() })
        });
        let aimed = each.reduce(Aimed::then).unwrap_or_else(|| Aimed::nothing(self.plan));
        if unseen { aimed.any_number_of() } else { aimed }
    }
}

/// The branches that may be reached, of which one is.
#[derive(Default)]
struct Ways(Option<Aimed>);

impl Ways {
    fn reach(&mut self, aimed: Aimed) {
        self.0 = Some(match self.0.take() {
            Some(sofar) => sofar.or(aimed),
            None => aimed,
        });
    }

    fn joined(self, scope: &Scope<'_>) -> Aimed {
        self.0.unwrap_or_else(|| Aimed::nothing(scope.plan))
    }
}

/// How often something happens that happens for each of so many.
fn counted(count: &Possible) -> (u16, u16) {
    if count.is_inapplicable() {
        return (0, 0);
    }
    let whole = |end: crate::exact::Exact| u16::try_from(end.ceil().max(0)).unwrap_or(u16::MAX);
    let sure = !count.absent && !count.inapplicable;
    let (low, high) = (count.interval().low, count.interval().high);
    (low.filter(|_| sure).map_or(0, whole), high.map_or(u16::MAX, whole))
}
