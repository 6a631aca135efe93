//! What an expression becomes.

use weiheng::Exact;
use weiheng::model::expression::Bands;
use weiheng::model::expression::Expr;
use weiheng::model::expression::LetId;
use weiheng::model::expression::ParameterId;
use weiheng::model::expression::Pattern;
use weiheng::model::fact::FactId;
use weiheng::model::fact::Kind;
use weiheng::syntax::tree::Comparison;

use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;
use crate::form::formula::value::Value;

impl<'a> Compiler<'a> {
    /// What an expression becomes, or why weiheng computes it.
    pub(crate) fn value(&mut self, expression: &'a Expr) -> Made<Value> {
        match expression {
            Expr::Number(value, _) => Ok(Value::Number(Number::fixed(*value))),
            Expr::Truth(truth) => Ok(Value::Truth(Truth::known(*truth))),
            Expr::Option(position, _) => {
                let place = Number::fixed(Exact::from(i64::from(*position)));
                Ok(Value::Option(Number { step: Exact::ONE, ..place }))
            }
            Expr::Date(date) => Ok(Value::Number(Number::fixed(Exact::from(i64::from(date.day_number()))))),
            Expr::Time(time) => Ok(Value::Number(Number::fixed(Exact::from(i64::from(time.minutes()))))),
            Expr::AssessmentDate => Ok(Value::Number(self.assessment_date())),
            Expr::Fact(fact) => self.fact(*fact),
            Expr::Field(field) => self.field(*field),
            Expr::RowLet(position) => self.row_let(*position),
            Expr::Let(id) => self.derived(*id),
            Expr::Parameter(id) => self.parameter(*id),
            Expr::Not(inner) => {
                let inner = self.truth(inner)?;
                Ok(Value::Truth(self.not(&inner)))
            }
            Expr::All(parts) => {
                let parts = self.truths(parts)?;
                Ok(Value::Truth(self.all(&parts)))
            }
            Expr::Any(parts) => {
                let parts = self.truths(parts)?;
                Ok(Value::Truth(self.any(&parts)))
            }
            Expr::Sum(terms) => self.terms(terms).map(Value::Number),
            Expr::Product(factors) => self.factors(factors).map(Value::Number),
            Expr::Compare(comparison, left, right) => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                self.compared(*comparison, &left, &right).map(Value::Truth)
            }
            Expr::OneOf(item, of) => self.one_of(item, of).map(Value::Truth),
            Expr::Within(item, low, high) => self.between(item, low, high).map(Value::Truth),
            Expr::Calendar(calendar) => self.calendar(calendar),
            Expr::Item(list, position, _) => self.item(*list, usize::from(*position)).map(Value::Truth),
            Expr::ItemCount(list, missing) => self.item_count(*list, *missing).map(Value::Number),
            Expr::Listed(value, list, known) => self.listed(value, *list, known).map(Value::Truth),
            Expr::Applies(inner) => self.applies(inner).map(Value::Truth),
            Expr::Fold(fold) => self.fold(fold),
            Expr::PartFold(fold) => self.part_fold(fold),
            Expr::Extremum(largest, parts) => self.extremum(*largest, parts),
            Expr::Absolute(inner) => {
                let inner = self.quantity(inner)?;
                let other = self.scaled(&inner, Exact::from(-1))?;
                self.extreme(&inner, &other, true).map(Value::Number)
            }
            Expr::Round(inner, rounding, step) => {
                let inner = self.quantity(inner)?;
                self.rounded(&inner, *rounding, *step).map(Value::Number)
            }
            Expr::If(branches, otherwise) => self.branch(branches, otherwise),
            Expr::Bands(bands) => self.banded(bands),
            Expr::OrElse(value, otherwise) => self.or_else(value, otherwise.as_deref()),
            Expr::Outcome(number) => self.outcome_number(*number).map(Value::Number),
            Expr::Vetoed => self.vetoed().map(Value::Truth),
            Expr::Met => self.met().map(Value::Truth),
            Expr::OfPart(part, result) => self.at_part(*part, |compiler| compiler.value(result)),
            Expr::Text(_)
            | Expr::Outer(..)
            | Expr::Batch(_)
            | Expr::Account(_)
            | Expr::Grade(_)
            | Expr::Graded(..) => Err(ByWeiheng::Saying),
        }
    }

    /// An expression that is yes or no.
    pub(crate) fn truth(&mut self, expression: &'a Expr) -> Made<Truth> {
        self.value(expression)?.truth()
    }

    /// An expression that is a number.
    pub(crate) fn quantity(&mut self, expression: &'a Expr) -> Made<Number> {
        self.value(expression)?.number()
    }

    fn truths(&mut self, parts: &'a [Expr]) -> Made<Vec<Truth>> {
        parts.iter().map(|part| self.truth(part)).collect()
    }

    fn one_of(&mut self, item: &'a Expr, of: &'a [Expr]) -> Made<Truth> {
        let item = self.value(item)?;
        let mut each = Vec::new();
        for one in of {
            let one = self.value(one)?;
            each.push(self.compared(Comparison::Is, &item, &one)?);
        }
        Ok(self.any(&each))
    }

    fn between(&mut self, item: &'a Expr, low: &'a Expr, high: &'a Expr) -> Made<Truth> {
        let (item, low, high) = (self.value(item)?, self.value(low)?, self.value(high)?);
        let from = self.compared(Comparison::AtLeast, &item, &low)?;
        let to = self.compared(Comparison::AtMost, &item, &high)?;
        Ok(self.all(&[from, to]))
    }

    /// Whether the item of a list that a value names is there.
    fn listed(&mut self, value: &'a Expr, list: FactId, known: &'a [(Expr, u16)]) -> Made<Truth> {
        let value = self.value(value)?;
        let may_be_out = self.standard.fact(list).is_none_or(|list| list.may_be_inapplicable);
        if may_be_out || value.may().includes(code::INAPPLICABLE) {
            return Err(ByWeiheng::Saying);
        }
        let mut there = Vec::new();
        for (item, position) in known {
            let item = self.value(item)?;
            let same = self.compared(Comparison::Is, &value, &item)?;
            let item = self.item(list, usize::from(*position))?;
            there.push(self.all(&[same, item]));
        }
        Ok(self.any(&there))
    }

    fn branch(&mut self, branches: &'a [(Expr, Expr)], otherwise: &'a Expr) -> Made<Value> {
        let (mut conditions, mut values) = (Vec::new(), Vec::new());
        for (condition, value) in branches {
            conditions.push(self.truth(condition)?);
            values.push(self.value(value)?);
        }
        values.push(self.value(otherwise)?);
        self.chosen(&conditions, &values)
    }

    fn banded(&mut self, bands: &'a Bands<Expr>) -> Made<Value> {
        let keys = self.keys(bands)?;
        let (mut conditions, mut values) = (Vec::new(), Vec::new());
        for row in &bands.rows {
            conditions.push(self.matches(&keys, &row.patterns)?);
            values.push(self.value(&row.then)?);
        }
        self.chosen(&conditions, &values)
    }

    fn terms(&mut self, terms: &'a [(bool, Expr)]) -> Made<Number> {
        let mut sum = Number::fixed(Exact::ZERO);
        for (minus, term) in terms {
            let term = self.quantity(term)?;
            sum = self.plus(&sum, &term, *minus)?;
        }
        Ok(sum)
    }

    fn factors(&mut self, factors: &'a [(bool, Expr)]) -> Made<Number> {
        let mut product = Number::fixed(Exact::ONE);
        let divides = |wanted: bool| factors.iter().filter(move |(divides, _)| *divides == wanted);
        for (_, factor) in divides(false) {
            let factor = self.quantity(factor)?;
            product = self.product(&product, &factor)?;
        }
        for (_, factor) in divides(true) {
            let factor = self.quantity(factor)?;
            product = self.over(&product, &factor)?;
        }
        Ok(product)
    }

    fn row_let(&mut self, position: u32) -> Made<Value> {
        let row = self.row.ok_or(ByWeiheng::Saying)?;
        let standard = self.standard;
        let Some(Kind::Records(records)) = standard.fact(row.list).map(|fact| &fact.kind) else {
            return Err(ByWeiheng::Saying);
        };
        let derived = records.lets.iter().chain(row.extra).nth(position as usize);
        self.value(&derived.ok_or(ByWeiheng::Saying)?.value)
    }

    fn derived(&mut self, id: LetId) -> Made<Value> {
        if let Some(known) = self.lets.get(&id) {
            return known.clone();
        }
        let derived = self.standard.lets.get(id.0 as usize).ok_or(ByWeiheng::Saying)?;
        let made = self.within(None, |unit| unit.value(&derived.value));
        self.lets.insert(id, made.clone());
        made
    }

    /// A parameter as of the assessment day that is typed.
    fn parameter(&mut self, id: ParameterId) -> Made<Value> {
        let parameter = self.standard.parameters.get(id.0 as usize).ok_or(ByWeiheng::Saying)?;
        let mut values = Vec::new();
        let mut conditions = Vec::new();
        let date = Value::Number(self.assessment_date());
        for (from, value) in parameter.values.iter().rev() {
            values.push(self.value(value)?);
            if let Some(from) = from {
                let from = Value::Number(Number::fixed(Exact::from(i64::from(from.day_number()))));
                conditions.push(self.compared(Comparison::AtLeast, &date, &from)?);
            } else {
                break;
            }
        }
        // Before the first day the first value holds.
        conditions.truncate(values.len().saturating_sub(1));
        self.chosen(&conditions, &values)
    }

    fn extremum(&mut self, largest: bool, parts: &'a [Expr]) -> Made<Value> {
        let parts: Vec<Value> = parts.iter().map(|part| self.value(part)).collect::<Made<_>>()?;
        let mut parts = parts.into_iter();
        let mut found = parts.next().ok_or(ByWeiheng::Saying)?;
        for part in parts {
            found = match (&found, &part) {
                (Value::Number(a), Value::Number(b)) => Value::Number(self.extreme(a, b, largest)?),
                // The first of a declaration is the best.
                (Value::Option(a), Value::Option(b)) => Value::Option(self.extreme(a, b, !largest)?),
                _ => return Err(ByWeiheng::Saying),
            };
        }
        Ok(found)
    }

    /// x 适用: no where it surely does not apply.
    fn applies(&mut self, inner: &'a Expr) -> Made<Truth> {
        let unseen_may_be_out = match inner {
            Expr::Fact(fact) => self.standard.fact(*fact).is_some_and(|fact| fact.may_be_inapplicable),
            _ => true,
        };
        if let Expr::Fact(fact) = inner
            && let Some(Kind::Items(_) | Kind::Records(_)) = self.standard.fact(*fact).map(|fact| &fact.kind)
        {
            return Err(ByWeiheng::Saying);
        }
        let value = self.value(inner)?;
        let may = value.may();
        let state = match &value {
            Value::Truth(truth) => truth.at.clone(),
            Value::Number(number) | Value::Option(number) => number.state.clone(),
        };
        if may.is_known() {
            return Ok(Truth::known(true));
        }
        let open = if unseen_may_be_out {
            format!("IF(OR({state}={0},{state}={1}),{state},1)", code::UNSEEN, code::OPEN)
        } else {
            "1".to_owned()
        };
        let formula =
            format!("IF({state}={0},0,IF({state}={1},{1},{open}))", code::INAPPLICABLE, code::WRONG);
        Ok(self.keep_truth(formula, may.never(code::INAPPLICABLE)))
    }

    /// e 无则 v.
    fn or_else(&mut self, value: &'a Expr, otherwise: Option<&'a Expr>) -> Made<Value> {
        let value = self.value(value)?;
        if !value.may().includes(code::ABSENT) {
            return Ok(value);
        }
        let (state, there) = match &value {
            Value::Truth(truth) => {
                (&truth.at, Value::Truth(Truth { may: truth.may.never(code::ABSENT), ..truth.clone() }))
            }
            Value::Number(number) => {
                let may = number.may.never(code::ABSENT);
                (&number.state, Value::Number(Number { may, ..number.clone() }))
            }
            Value::Option(_) => return Err(ByWeiheng::Saying),
        };
        let absent = self.keep_truth(format!("IF({state}={},1,0)", code::ABSENT), May::KNOWN);
        let instead = match (otherwise, &there) {
            (Some(otherwise), _) => self.value(otherwise)?,
            (None, Value::Truth(_)) => {
                let out = code::INAPPLICABLE;
                Value::Truth(Truth { at: out.to_string(), may: May::be(out) })
            }
            (None, Value::Number(number) | Value::Option(number)) => {
                let out = code::INAPPLICABLE;
                let zero = Number { step: number.step, ..Number::fixed(Exact::ZERO) };
                Value::Number(zero.with_state(out.to_string(), May::be(out)))
            }
        };
        self.chosen(&[absent], &[instead, there])
    }

    /// The keys of a band table.
    pub(crate) fn keys<T>(&mut self, bands: &'a Bands<T>) -> Made<Vec<Value>> {
        bands.keys.iter().map(|key| self.value(key)).collect()
    }

    /// Whether the keys fit a row.
    pub(crate) fn matches(&mut self, keys: &[Value], patterns: &[Vec<Pattern>]) -> Made<Truth> {
        if patterns.is_empty() {
            return Ok(Truth::known(true));
        }
        let mut fits = Vec::new();
        for (key, alternatives) in keys.iter().zip(patterns) {
            let each: Vec<Truth> =
                alternatives.iter().map(|pattern| self.fits(key, pattern)).collect::<Made<_>>()?;
            fits.push(self.any(&each));
        }
        Ok(self.all(&fits))
    }

    fn fits(&mut self, key: &Value, pattern: &Pattern) -> Made<Truth> {
        match pattern {
            Pattern::Any => Ok(Truth::known(true)),
            Pattern::Range(low, high) => {
                let mut sides = Vec::new();
                for (end, closed, open) in [
                    (low, Comparison::AtLeast, Comparison::Greater),
                    (high, Comparison::AtMost, Comparison::Less),
                ] {
                    if let Some((end, inside)) = end {
                        let end = Value::Number(Number::fixed(*end));
                        sides.push(self.compared(if *inside { closed } else { open }, key, &end)?);
                    }
                }
                Ok(self.all(&sides))
            }
            Pattern::Option(position) => {
                let option = Value::Option(Number::fixed(Exact::from(i64::from(*position))));
                self.compared(Comparison::Is, key, &option)
            }
            Pattern::Truth(truth) => self.compared(Comparison::Is, key, &Value::Truth(Truth::known(*truth))),
            Pattern::Text(_) => Err(ByWeiheng::Saying),
        }
    }
}
