//! What an expression can look at: the facts of the unit, the row at hand, and in verdicts the results of parts.

use std::cell::RefCell;

use crate::date::Date;
use crate::evaluation::account::AccountTally;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::possible::Truths;
use crate::evaluation::results::Results;
use crate::evaluation::tally::VerdictTally;
use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::expression::LetId;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::Kind;
use crate::model::fact::Records;
use crate::model::fact::RowLet;
use crate::model::part::PartId;
use crate::observation::Reading;
use crate::observation::Value;
use crate::plan::Plan;

/// The values at hand.
pub(crate) struct Scope<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) readings: &'a [Reading],
    pub(crate) row: Option<Row<'a>>,
    /// What the unit is among the units scored with it, by position; empty where they are not given.
    pub(crate) batch: &'a [Option<Possible>],
    /// The rows of the group at hand (本组).
    pub(crate) group: Option<Group<'a>>,
    /// The results of the parts that are scored so far; in a verdict, of all of them.
    pub(crate) outcome: Option<Outcome<'a>>,
    memo: &'a Memo,
}

/// Derived values that were already computed for these readings.
pub(crate) type Memo = RefCell<Vec<Option<Possible>>>;

/// The row at hand.
pub(crate) struct Row<'a> {
    records: &'a Records,
    fields: &'a [Reading],
    /// Derived values beyond the record's own.
    extra: &'a [RowLet],
    /// Derived values that were already needed.
    known: Memo,
    list: FactId,
    /// The facts with the row around it at hand, where its list is inside another.
    outer: Option<&'a Scope<'a>>,
}

/// The rows of a group; `None` where it is not known which they are.
#[derive(Clone, Copy)]
pub(crate) struct Group<'a> {
    pub(crate) rows: Option<&'a [&'a [Reading]]>,
}

/// The results of parts that an expression can look at.
#[derive(Clone, Copy)]
pub(crate) struct Outcome<'a> {
    pub(crate) parts: &'a Results,
    pub(crate) total: Option<crate::evaluation::tally::Ends>,
    /// The part at hand; the standard outside a fold.
    pub(crate) part: PartId,
    /// The accounts that are settled so far.
    pub(crate) accounts: &'a [AccountTally],
    /// Whether it is asked what comes out where nothing vetoes.
    pub(crate) unvetoed: bool,
    /// The verdicts that are decided so far, by position.
    pub(crate) verdicts: &'a [VerdictTally],
}

impl<'a> Scope<'a> {
    pub(crate) fn new(
        plan: &'a Plan,
        readings: &'a [Reading],
        batch: &'a [Option<Possible>],
        memo: &'a Memo,
    ) -> Self {
        Self { plan, readings, batch, row: None, group: None, outcome: None, memo }
    }

    /// The same results of parts with other facts.
    pub(crate) fn with_readings<'b>(&'b self, readings: &'b [Reading], memo: &'b Memo) -> Scope<'b> {
        Scope { outcome: self.outcome, ..Scope::new(self.plan, readings, self.batch, memo) }
    }

    /// The same facts with a row at hand.
    pub(crate) fn with_row<'b>(
        &'b self,
        list: FactId,
        fields: &'b [Reading],
        extra: &'b [RowLet],
    ) -> Scope<'b> {
        let slot = self.plan.slots.get(list.0 as usize);
        let outer = slot.and_then(|slot| slot.inside).and_then(|inside| self.row_of(inside.list));
        let row = match slot.map(|slot| &slot.kind) {
            Some(Kind::Records(records)) => {
                Some(Row { records, fields, extra, known: Memo::default(), list, outer })
            }
            _ => None,
        };
        Scope { row, group: self.group, outcome: self.outcome, ..self.bare() }
    }

    /// The facts with a row of a list at hand, among the row at hand and those around it.
    fn row_of(&self, list: FactId) -> Option<&Scope<'_>> {
        let row = self.row.as_ref()?;
        if row.list == list { Some(self) } else { row.outer?.row_of(list) }
    }

    /// What is known of a list; of one inside another in the row at hand.
    pub(crate) fn list_reading(&self, list: FactId) -> &Reading {
        let inside = self.plan.slots.get(list.0 as usize).and_then(|slot| slot.inside);
        let Some(inside) = inside else { return self.reading(list) };
        let row = self.row_of(inside.list).and_then(|scope| scope.row.as_ref());
        row.and_then(|row| row.fields.get(inside.field.0 as usize)).unwrap_or(&Reading::NotObserved)
    }

    /// The value of something of the row around the row at hand.
    pub(crate) fn outer(&self, value: &Expr) -> Possible {
        let outer = self.row.as_ref().and_then(|row| row.outer);
        outer.map_or_else(Possible::inapplicable, |outer| outer.value(value))
    }

    /// The same facts with a group of rows at hand, of which one row stands for the key that they share.
    pub(crate) fn with_group<'b>(&'b self, list: FactId, one: &'b [Reading], group: Group<'b>) -> Scope<'b> {
        Scope { group: Some(group), ..self.with_row(list, one, &[]) }
    }

    /// The same facts with a part at hand.
    pub(crate) fn with_part(&self, outcome: Outcome<'a>) -> Scope<'a> {
        Scope { outcome: Some(outcome), ..self.bare() }
    }

    /// The same results of parts, asked where nothing vetoes.
    pub(crate) fn unvetoed(&self) -> Scope<'a> {
        let outcome = self.outcome.map(|outcome| Outcome { unvetoed: true, ..outcome });
        Scope { outcome, ..self.bare() }
    }

    /// The same facts with neither a row nor a part at hand.
    fn bare(&self) -> Scope<'a> {
        Scope::new(self.plan, self.readings, self.batch, self.memo)
    }

    pub(crate) fn date(&self) -> Option<Date> {
        self.plan.date
    }

    pub(crate) fn reading(&self, fact: FactId) -> &'a Reading {
        self.readings.get(fact.0 as usize).unwrap_or(&Reading::NotObserved)
    }

    pub(crate) fn fact(&self, fact: FactId) -> Possible {
        let Some(slot) = self.plan.slots.get(fact.0 as usize) else {
            return Possible::inapplicable();
        };
        possible(&slot.kind, slot.may_be_inapplicable, slot.external, self.reading(fact), fact)
    }

    pub(crate) fn field(&self, field: FieldId) -> Possible {
        let Some(row) = &self.row else {
            return Possible::inapplicable();
        };
        let Some(declared) = row.records.fields.get(field.0 as usize) else {
            return Possible::inapplicable();
        };
        let reading = row.fields.get(field.0 as usize).unwrap_or(&Reading::NotObserved);
        possible(&declared.kind, declared.may_be_inapplicable, declared.external, reading, row.list)
    }

    /// A derived value of the row at hand, worked out when it is first needed: it may fold the rows of its own list.
    pub(crate) fn row_let(&self, position: u32) -> Possible {
        let Some(row) = &self.row else {
            return Possible::inapplicable();
        };
        let at = position as usize;
        if let Some(known) = recall(&row.known, at) {
            return known;
        }
        let Some(derived) = row.records.lets.iter().chain(row.extra).nth(at) else {
            return Possible::inapplicable();
        };
        let value = self.value(&derived.value);
        remember(&row.known, at, &value);
        value
    }

    pub(crate) fn derived(&self, id: LetId) -> Possible {
        let at = id.0 as usize;
        if let Some(known) = recall(self.memo, at) {
            return known;
        }
        let outside_rows = Scope { outcome: self.outcome, ..self.bare() };
        let Some(derived) = self.plan.lets.get(at) else {
            return Possible::inapplicable();
        };
        let value = outside_rows.value(&derived.value);
        remember(self.memo, at, &value);
        value
    }
}

fn recall(memo: &Memo, at: usize) -> Option<Possible> {
    memo.borrow().get(at).cloned().flatten()
}

fn remember(memo: &Memo, at: usize, value: &Possible) {
    let mut memo = memo.borrow_mut();
    if memo.len() <= at {
        memo.resize(at + 1, None);
    }
    if let Some(entry) = memo.get_mut(at) {
        *entry = Some(value.clone());
    }
}

/// What a reading of a kind may be.
fn possible(
    kind: &Kind,
    may_be_inapplicable: bool,
    external: bool,
    reading: &Reading,
    fact: FactId,
) -> Possible {
    match reading {
        Reading::Known(value) | Reading::TakenAs(value) => Possible::known(shape_of(value)),
        Reading::NotApplicable => Possible::inapplicable(),
        Reading::NotObserved => {
            let doubt = if external { Cause::External(fact).into() } else { Doubt::UNSEEN };
            Possible { shape: anything(kind), inapplicable: may_be_inapplicable, absent: false, doubt }
                .settled()
        }
        Reading::Band(low, high) => {
            let shape = Shape::Number(Interval::between(*low, *high));
            Possible { doubt: Doubt::UNSEEN, ..Possible::known(shape) }.settled()
        }
        Reading::Misjudged => {
            Possible { doubt: Cause::Misjudged(fact).into(), ..Possible::known(anything(kind)) }
        }
        Reading::Disputed(values) => {
            let mut shapes = values.iter().map(|value| Possible::known(shape_of(value)));
            let first = shapes.next().unwrap_or_else(Possible::inapplicable);
            let hull = shapes.fold(first, Possible::or);
            Possible { doubt: Cause::Disputed(fact).into(), ..hull }.settled()
        }
        // Lists are looked at by folds and by 缺/有; as one value only by 适用, to which any will do.
        Reading::Items(_) | Reading::Rows(_) => Possible::known(anything(kind)),
    }
}

fn shape_of(value: &Value) -> Shape {
    match value {
        Value::Truth(truth) => Shape::Truth(Truths::known(*truth)),
        Value::Number(number) => Shape::Number(Interval::point(*number)),
        Value::Option(position) => Shape::Options(1_u128.checked_shl(u32::from(*position)).unwrap_or(0)),
        Value::Date(date) => Shape::Number(Interval::point(Exact::from(i64::from(date.day_number())))),
        Value::Time(time) => Shape::Number(Interval::point(Exact::from(i64::from(time.minutes())))),
        Value::Text(text) => Shape::Text(Some(text.clone())),
    }
}

/// Every value that an unseen fact of a kind may have.
fn anything(kind: &Kind) -> Shape {
    match kind {
        Kind::YesNo => Shape::Truth(Truths::OPEN),
        Kind::Number(number) => Shape::Number(Interval { low: number.low, high: number.high }),
        Kind::Judged(judged) => {
            let (low, high) = judged.ends();
            Shape::Number(Interval::between(low, high))
        }
        Kind::Level(names) | Kind::Choice(names) => {
            let every = u32::try_from(names.len()).ok().and_then(|count| 1_u128.checked_shl(count));
            Shape::Options(every.map_or(u128::MAX, |bit| bit.wrapping_sub(1)))
        }
        Kind::Date => Shape::Number(Interval::ALL),
        Kind::Time => Shape::Number(Interval::between(Exact::ZERO, Exact::from(1440))),
        Kind::Text => Shape::Text(None),
        Kind::Items(_) | Kind::Records(_) => Shape::Truth(Truths::known(true)),
    }
}
