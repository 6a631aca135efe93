//! The way through the acts of one part, as far as it is surely known.

use crate::evaluation::act::whole_steps;
use crate::evaluation::book::Book;
use crate::evaluation::booking::Purse;
use crate::evaluation::expression::matches;
use crate::evaluation::fold::RowList;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Possible;
use crate::evaluation::rows::within_group;
use crate::evaluation::scope::Scope;
use crate::evaluation::stake::Stake;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Line;
use crate::evaluation::trace::Moment;
use crate::evaluation::trace::Trace;
use crate::evaluation::trace::Unit;
use crate::evaluation::trace::decided;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::ActKind;
use crate::model::act::Items;
use crate::model::act::ItemsOf;
use crate::model::act::Limit;
use crate::model::act::Measure;
use crate::model::act::Rows;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::RowLet;
use crate::model::factor::Factor;
use crate::model::part::PartId;
use crate::observation::Reading;
use crate::plan::PlannedPart;

/// The acts of a part on the way.
pub(super) struct Walk<'a> {
    trace: &'a mut Trace,
    unit: &'a Unit<'a>,
    part: PartId,
    earns: bool,
    stake: Stake,
}

/// Which rows of a list act: those that pass and are in a group where there are groups, with derived values of their
/// own.
#[derive(Clone, Copy)]
struct Passing<'a> {
    list: FactId,
    filter: Option<&'a Expr>,
    by: Option<FieldId>,
    lets: &'a [RowLet],
}

/// What an act moves.
type Amounts = [Interval; 3];

const NOTHING: Amounts = [Interval::ZERO; 3];

impl<'a> Walk<'a> {
    pub(super) fn new(trace: &'a mut Trace, unit: &'a Unit<'a>, id: PartId, part: &PlannedPart) -> Self {
        Self { trace, unit, part: id, earns: part.earns, stake: Stake::NONE.within(part) }
    }

    /// Everything in the part.
    pub(super) fn part(&mut self, scope: &Scope<'_>, part: &PlannedPart) {
        part.acts.iter().for_each(|act| self.act(scope, act));
        for factor in &part.factors {
            let is_its = |line: &Line| line.act == Some(factor.id) && line.amount.low == line.amount.high;
            let changes = self.unit.tally.lines.iter().any(|line| is_its(&line));
            self.factor(scope, factor, changes);
        }
    }

    /// An act that is surely reached.
    fn act(&mut self, scope: &Scope<'_>, act: &Act) {
        match &act.kind {
            ActKind::Amount(_, amount) => {
                if let Some(amount) = scope.value(amount).interval().as_point() {
                    self.trace.saw(Moment::Amount(act.id), !amount.is_zero());
                }
            }
            ActKind::Group(acts) | ActKind::Heaviest(acts) => {
                acts.iter().for_each(|inner| self.act(scope, inner));
            }
            ActKind::Require(condition, otherwise) => {
                if let Some(met) = decided(&scope.value(condition)) {
                    self.trace.saw(Moment::Requirement(act.id), !met);
                    if !met {
                        self.act(scope, otherwise);
                    }
                }
            }
            ActKind::Chain(branches, otherwise) => {
                let branches = branches.iter().map(|(condition, then)| (scope.value(condition), then));
                let last = otherwise.iter().map(|then| (Possible::truth(true), &**then));
                self.branches(scope, branches.chain(last));
            }
            ActKind::Bands(bands) => {
                let keys: Vec<Possible> = bands.keys.iter().map(|key| scope.value(key)).collect();
                // Where a key does not apply, no row does, 否则 included.
                if !keys.iter().any(|key| key.inapplicable) {
                    let rows = bands.rows.iter().map(|row| (matches(&keys, &row.patterns), &row.then));
                    self.branches(scope, rows);
                }
            }
            ActKind::Each(each) => match &each.measure {
                Measure::Number(measure) => {
                    let count = whole_steps(scope.value(measure), each.size, each.part);
                    self.counted(scope, act.id, &count, &each.then);
                }
                Measure::Rows(list, filter) => {
                    let passing = Passing { list: *list, filter: filter.as_ref(), by: None, lets: &[] };
                    self.rows(scope, act.id, passing, std::slice::from_ref(&*each.then));
                }
            },
            ActKind::Steps(steps) => self.counted(scope, act.id, &scope.distance(steps), &steps.then),
            ActKind::Items(items) => self.items(scope, act.id, items),
            ActKind::Rows(rows) => {
                let Rows { list, filter, by, lets, acts, .. } = rows;
                self.rows(
                    scope,
                    act.id,
                    Passing { list: *list, filter: filter.as_ref(), by: *by, lets },
                    acts,
                );
            }
            ActKind::FullPoints
            | ActKind::NoPoints
            | ActKind::Veto
            | ActKind::Fail
            | ActKind::Above(_)
            | ActKind::Pending(_) => {}
        }
        self.limits(scope, act);
    }

    /// The first branch that holds is reached, and none behind it.
    fn branches<'b>(&mut self, scope: &Scope<'_>, branches: impl Iterator<Item = (Possible, &'b Act)>) {
        let mut reached = false;
        for (condition, then) in branches {
            let holds = if reached { Some(false) } else { decided(&condition) };
            let Some(holds) = holds else { return };
            self.trace.saw(Moment::Branch(then.id), holds);
            if holds {
                self.act(scope, then);
            }
            reached |= holds;
        }
    }

    /// Steps, of which there are some or none.
    fn counted(&mut self, scope: &Scope<'_>, id: ActId, count: &Possible, then: &Act) {
        if let Some(count) = count.interval().as_point().filter(|_| count.is_settled()) {
            self.trace.saw(Moment::Count(id), !count.is_zero());
            if !count.is_zero() {
                self.act(scope, then);
            }
        }
    }

    /// The acts of the rows that surely pass. Nothing is counted where a row does not, or where there is none.
    fn rows(&mut self, scope: &Scope<'_>, id: ActId, passing: Passing<'_>, acts: &[Act]) {
        let RowList::Rows(rows) = scope.rows(passing.list) else { return };
        if rows.is_empty() {
            self.trace.saw(Moment::Count(id), false);
        }
        for fields in rows {
            let row = scope.with_row(passing.list, fields, passing.lets);
            let passes = row.passes(passing.filter);
            let passes = passing.by.map_or(passes.clone(), |key| within_group(passes, &row.field(key)));
            let Some(passes) = decided(&passes) else { continue };
            self.trace.saw(Moment::Count(id), passes);
            if passes {
                acts.iter().for_each(|act| self.act(&row, act));
            }
        }
    }

    fn items(&mut self, scope: &Scope<'_>, id: ActId, items: &Items) {
        let there: Vec<Possible> = match &items.of {
            ItemsOf::Facts(facts) => facts.iter().map(|fact| scope.fact(*fact)).collect(),
            ItemsOf::List(list) => match scope.reading(*list) {
                Reading::Items(of) => of.iter().map(|item| scope.item_seen(*list, *item)).collect(),
                _ => Vec::new(),
            },
        };
        for (at, there) in (0_u16..).zip(&there) {
            if let Some(there) = decided(there) {
                self.trace.saw(Moment::Item(id, at), there != items.missing);
            }
        }
    }

    /// A factor acts where its condition holds and it changes something.
    fn factor(&mut self, scope: &Scope<'_>, factor: &Factor, changes: bool) {
        match factor.when.as_ref().and_then(|when| decided(&scope.value(when))) {
            Some(true) if changes => self.trace.saw(Moment::Factor(factor.id), true),
            Some(false) => self.trace.saw(Moment::Factor(factor.id), false),
            Some(true) | None => {}
        }
    }

    /// 至多 and 至少 act where they change an amount, and surely do not where they leave one as it is.
    fn limits(&mut self, scope: &Scope<'_>, act: &Act) {
        for (at, limit) in (0_u16..).zip(&act.limits) {
            let before = self.amounts(scope, act, usize::from(at));
            let after = self.amounts(scope, act, usize::from(at) + 1);
            let known = before.zip(after);
            let changes = known.is_some_and(|(before, after)| before != after);
            if let Limit::Times(factor) = limit {
                self.factor(scope, factor, changes);
            } else if known.is_some_and(|(before, after)| [before, after] != [NOTHING; 2]) {
                self.trace.saw(Moment::Limit(act.id, at), changes);
            }
        }
    }

    /// What an act moves with the first of its limits, where that is known.
    fn amounts(&self, scope: &Scope<'_>, act: &Act, limits: usize) -> Option<Amounts> {
        let held = Act { limits: act.limits.iter().take(limits).cloned().collect(), ..act.clone() };
        let deed = scope.act(&held, &mut self.book(act));
        let amounts = [deed.deduct, deed.earn, deed.bonus];
        let known = !deed.absent && deed.inapplicable == Chance::Never;
        (known && amounts.iter().all(|amount| amount.as_point().is_some())).then_some(amounts)
    }

    fn book(&self, act: &Act) -> Book {
        let Some(account) = act.account() else {
            return Book::of_points(self.part, self.earns, self.stake);
        };
        let signed = self.unit.plan.accounts.get(account.0 as usize).is_some_and(|account| account.signed);
        Book::of_account(self.part, Purse { account, signed })
    }
}
