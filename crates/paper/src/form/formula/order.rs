//! Folds over rows in the order of a key: 首个 末个 递增 递减 不增 不减. Rows alike are left to weiheng.

use weiheng::model::expression::Fold;
use weiheng::model::expression::FoldKind;
use weiheng::model::fact::Kind;
use weiheng::syntax::tree::Comparison;

use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::compiler::Row;
use crate::form::formula::fold::List;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;
use crate::form::formula::value::Value;

/// The rows of a list that count, in their order.
struct Ordered {
    /// The cells that say which rows count.
    counts: String,
    /// The cells of their places, counted from 0.
    places: String,
    /// The place of the row at hand.
    place: String,
    /// Whether the row at hand counts.
    count: String,
    /// Whether the row at hand has the key of another.
    tied: String,
    state: String,
    may: May,
}

impl<'a> Compiler<'a> {
    /// A fold that looks at rows one after the other.
    pub(crate) fn ordered(
        &mut self,
        fold: &'a Fold,
        list: &List,
        row: Row<'a>,
        passes: &Truth,
        value: &Value,
    ) -> Made<Value> {
        let (Value::Number(number) | Value::Option(number)) = value else { return Err(ByWeiheng::Saying) };
        if !number.is_whole() {
            return Err(ByWeiheng::Saying);
        }
        let order = self.order(fold, list, row, passes, number)?;
        if let FoldKind::Trend(comparison) = fold.kind {
            let better_is_smaller = matches!(value, Value::Option(_));
            return Ok(Value::Truth(self.trend(comparison, better_is_smaller, list, row, number, &order)));
        }
        let found = self.end(fold.kind == FoldKind::Last, list, row, number, &order);
        Ok(if matches!(value, Value::Option(_)) { Value::Option(found) } else { Value::Number(found) })
    }

    fn order(
        &mut self,
        fold: &'a Fold,
        list: &List,
        row: Row<'a>,
        passes: &Truth,
        value: &Number,
    ) -> Made<Ordered> {
        let Some(Kind::Records(records)) = self.standard.fact(fold.list).map(|fact| &fact.kind) else {
            return Err(ByWeiheng::Saying);
        };
        let key = records.key.ok_or(ByWeiheng::Saying)?;
        let (key, reversed) = match self.within(Some(row), |rows| rows.field(key))? {
            Value::Number(key) => (key, false),
            // The best level stands first, and comes last.
            Value::Option(key) => (key, true),
            Value::Truth(_) => return Err(ByWeiheng::Saying),
        };
        let (both, may) = self.within(Some(row), |rows| rows.state_of(&[value, &key]));
        let counted = self.counted(list, row, passes, (&both, may));
        let counts = self.cells.range(list.at, &counted.counts);
        let keys = self.cells.range(list.at, &key.at);
        let sign = if reversed { ">" } else { "<" };
        let (place, tied) = self.within(Some(row), |rows| {
            let (count, at) = (&counted.counts, &key.at);
            let place = rows.keep(format!("IF({count}=1,SUMPRODUCT(({counts}=1)*({keys}{sign}{at})),-1)"));
            let tied = rows.keep(format!("IF({count}=1,IF(SUMPRODUCT(({counts}=1)*({keys}={at}))>1,1,0),0)"));
            (place, tied)
        });
        let places = self.cells.range(list.at, &place);
        let state = self.open_rows(list, &counted);
        let may = list.may.or(counted.may).or(May::be(code::BEYOND)).or(May::be(code::ABSENT));
        Ok(Ordered { counts, places, place, count: counted.counts, tied, state, may })
    }

    fn end(&mut self, last: bool, list: &List, row: Row<'a>, value: &Number, order: &Ordered) -> Number {
        let values =
            self.within(Some(row), |rows| rows.keep(format!("IF({}=1,{},0)", order.count, value.at)));
        let values = self.cells.range(list.at, &values);
        let (counts, places, state) = (&order.counts, &order.places, &order.state);
        let place = if last { format!("MAX({places})") } else { "0".to_owned() };
        self.within(None, |unit| {
            let place = unit.keep(place);
            let many = format!("IF(SUMPRODUCT(({counts}=1)*({places}={place}))>1,{},0)", code::BEYOND);
            let state =
                unit.keep(format!("IF({state}>0,{state},IF(SUM({counts})=0,{},{many}))", code::ABSENT));
            let at = unit.settled(format!("SUMPRODUCT(({places}={place})*{values})"), value.low, value.high);
            Number { at, state, may: order.may, ..value.clone() }
        })
    }

    fn trend(
        &mut self,
        comparison: Comparison,
        better_is_smaller: bool,
        list: &List,
        row: Row<'a>,
        value: &Number,
        order: &Ordered,
    ) -> Truth {
        let sign = match (comparison, better_is_smaller) {
            (Comparison::Greater, false) | (Comparison::Less, true) => ">",
            (Comparison::Less, false) | (Comparison::Greater, true) => "<",
            (Comparison::AtLeast, false) | (Comparison::AtMost, true) => ">=",
            (Comparison::AtMost, false) | (Comparison::AtLeast, true) => "<=",
            (Comparison::Is, _) => "=",
            (Comparison::IsNot, _) => "<>",
        };
        let values =
            self.within(Some(row), |rows| rows.keep(format!("IF({}=1,{},0)", order.count, value.at)));
        let values = self.cells.range(list.at, &values);
        let (counts, places, state) = (&order.counts, &order.places, &order.state);
        let follows = self.within(Some(row), |rows| {
            let place = &order.place;
            let before = format!("SUMPRODUCT(({places}={place}-1)*{values})");
            rows.keep(format!("IF({place}<=0,1,IF({}{sign}{before},1,0))", value.at))
        });
        let (follows, tied) = (self.cells.range(list.at, &follows), self.cells.range(list.at, &order.tied));
        let found = format!("IF(SUM({tied})>0,{},MIN({follows}))", code::BEYOND);
        let formula = format!("IF({state}>0,{state},IF(SUM({counts})<2,{},{found}))", code::ABSENT);
        self.within(None, |unit| unit.keep_truth(formula, order.may))
    }
}
