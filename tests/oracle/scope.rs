//! What an expression can look at.

use weiheng::model::expression::Expr;
use weiheng::model::fact::Fact;
use weiheng::model::fact::FactId;
use weiheng::model::fact::FieldId;
use weiheng::model::fact::Kind;
use weiheng::model::fact::Records;
use weiheng::model::fact::RowLet;
use weiheng::model::part::PartId;
use weiheng::observation::Reading;
use weiheng::observation::Value as Recorded;

use crate::number::number;
use crate::number::whole;
use crate::oracle::Oracle;
use crate::outcome::Outcome;
use crate::outcome::Value;
use crate::result::Outcomes;

/// The facts of the unit, the row at hand, and in a verdict the results of the parts.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    pub(crate) oracle: &'a Oracle<'a>,
    pub(crate) row: Option<Row<'a>>,
    /// The rows of the group at hand.
    pub(crate) group: Option<&'a [&'a [Reading]]>,
    pub(crate) outcome: Option<(&'a Outcomes, PartId)>,
    /// Whether a test without a value is guessed.
    pub(crate) guesses: bool,
    /// What every test without a value is taken for, to see what may come of it.
    pub(crate) supposed: Option<bool>,
    /// What the result of a part without a value is taken for, to see whether something else has none.
    pub(crate) result: Option<i64>,
}

/// The row at hand.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// Its list.
    pub(crate) list: FactId,
    pub(crate) records: &'a Records,
    pub(crate) fields: &'a [Reading],
    /// Derived values beyond the record's own.
    pub(crate) lets: &'a [RowLet],
    /// Where its list is inside another: the row that it belongs to at hand.
    pub(crate) outer: Option<&'a Scope<'a>>,
}

/// The rows of a list.
pub(crate) type List<'a> = &'a [Vec<Reading>];

impl<'a> Scope<'a> {
    /// The facts of a unit.
    pub fn new(oracle: &'a Oracle<'a>) -> Self {
        Self { oracle, row: None, group: None, outcome: None, guesses: false, supposed: None, result: None }
    }

    /// The same, outside of rows.
    pub(crate) fn outside(&self) -> Self {
        Self { row: None, group: None, ..*self }
    }

    /// Whether a condition holds on which an act hangs. It is its tests that are guessed: 且 with something
    /// inapplicable never holds, whatever the rest of it may be.
    pub(crate) fn decided(&self, condition: &Expr) -> Outcome<bool> {
        self.guessing().truth(condition)
    }

    /// The same, with a guess for every test without a value.
    pub(crate) fn guessing(&self) -> Self {
        Self { guesses: true, ..*self }
    }

    /// The same, without guesses: what 无则 or a fold asks for has no value, however it may be guessed.
    pub(crate) fn honest(&self) -> Self {
        Self { guesses: false, ..*self }
    }

    /// Whether what has no value may turn out not applicable: 或 with something inapplicable does where the rest of it
    /// fails.
    pub(crate) fn may_be_inapplicable(&self, expression: &Expr) -> bool {
        let supposed = |truth| Self { supposed: Some(truth), ..*self }.value(expression);
        supposed(true).is_inapplicable() || supposed(false).is_inapplicable()
    }

    /// Whether one of several values without one may turn out not applicable.
    pub(crate) fn one_may_be_inapplicable(&self, values: &[Outcome<Value>], expressions: &[Expr]) -> bool {
        let mut each = values.iter().zip(expressions);
        each.any(|(value, of)| *value == Outcome::NoValue && self.may_be_inapplicable(of))
    }

    /// One test, guessed where it has no value and guesses are asked for.
    pub(crate) fn tested(&self, test: Outcome<bool>) -> Outcome<bool> {
        match self.supposed_of(test) {
            test if self.guesses => self.oracle.decided(test),
            test => test,
        }
    }

    /// One test, taken for what it is supposed to be where it has no value.
    pub(crate) fn supposed_of(&self, test: Outcome<bool>) -> Outcome<bool> {
        match (&test, self.supposed) {
            (Outcome::NoValue, Some(truth)) => Outcome::Known(truth),
            _ => test,
        }
    }

    pub(crate) fn in_row<'b>(&'b self, list: FactId, fields: &'b [Reading], lets: &'b [RowLet]) -> Scope<'b> {
        let outer = self.oracle.standard.outer(list).map(|outer| self.row_of(outer));
        Scope { row: Some(Row { list, records: self.records(list), fields, lets, outer }), ..*self }
    }

    /// The scope with the row of a list at hand that this scope is in.
    fn row_of(&self, list: FactId) -> &Scope<'_> {
        let row = self.row.as_ref().expect("a list inside another is looked at in a row");
        if row.list == list { self } else { row.outer.expect("a row around it").row_of(list) }
    }

    /// The same with the row around the row at hand, and with the same guesses.
    pub(crate) fn outer(&self) -> Self {
        let outer = self.row.and_then(|row| row.outer).expect("a row around the row at hand");
        Scope { guesses: self.guesses, supposed: self.supposed, ..*outer }
    }

    fn records(&self, id: FactId) -> &'a Records {
        match &self.oracle.standard.fact(id).expect("a list is declared").kind {
            Kind::Records(records) => records,
            other => panic!("{other:?} is no list"),
        }
    }

    fn list_reading(&self, id: FactId) -> &Reading {
        let standard = self.oracle.standard;
        let Some(at) = (id.0 as usize).checked_sub(standard.facts.len()) else {
            return self.oracle.reading(id);
        };
        let inside = standard.inner[at];
        let row = self.row_of(inside.list).row.as_ref().expect("a row is at hand");
        &row.fields[inside.field.0 as usize]
    }

    pub(crate) fn fact(&self, id: FactId) -> Outcome<Value> {
        let declared = self.oracle.standard.fact(id).expect("a fact is declared");
        value_of(declared, self.oracle.reading(id))
    }

    pub(crate) fn field(&self, id: FieldId) -> Outcome<Value> {
        let row = self.row.expect("a field stands in a row");
        let at = id.0 as usize;
        value_of(&row.records.fields[at], &row.fields[at])
    }

    pub(crate) fn row_let(&self, position: u32) -> Outcome<Value> {
        let row = self.row.expect("a derived value of a row stands in a row");
        let mut lets = row.records.lets.iter().chain(row.lets);
        let found = lets.nth(position as usize).expect("a derived value of a row is declared");
        self.value(&found.value)
    }

    /// The rows of a list; 不适用 where the list is.
    pub(crate) fn list(&self, id: FactId) -> Outcome<List<'_>> {
        match self.list_reading(id) {
            Reading::Rows(rows) => Outcome::Known(rows),
            Reading::NotApplicable => Outcome::NotApplicable,
            other => panic!("the oracle wants complete units, not {other:?}"),
        }
    }
}

fn value_of(declared: &Fact, reading: &Reading) -> Outcome<Value> {
    Outcome::Known(match reading {
        Reading::NotApplicable => return Outcome::NotApplicable,
        Reading::Known(recorded) => value(recorded),
        // Whatever was made of it on the way here, the declaration says what it counts as.
        Reading::NotObserved | Reading::TakenAs(_) if declared.taken_as.is_some() => {
            value(declared.taken_as.as_ref().expect("it is there"))
        }
        // Of a list only `x 适用` asks for a value, and any will do.
        Reading::Items(_) | Reading::Rows(_) => Value::Truth(true),
        other => panic!("the oracle wants complete units, not {other:?}"),
    })
}

fn value(recorded: &Recorded) -> Value {
    match recorded {
        Recorded::Truth(truth) => Value::Truth(*truth),
        Recorded::Number(value) => Value::Number(number(*value)),
        Recorded::Option(position) => Value::Option(*position),
        Recorded::Date(date) => Value::Number(whole(i64::from(date.day_number()))),
        Recorded::Time(time) => Value::Number(whole(i64::from(time.minutes()))),
        Recorded::Text(text) => Value::Text(text.clone()),
    }
}
