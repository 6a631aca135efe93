//! What an expression comes to.

use weiheng::model::calendar::Calendar;
use weiheng::model::expression::BandRow;
use weiheng::model::expression::Expr;
use weiheng::model::uses::Uses;
use weiheng::syntax::tree::Comparison;

use crate::comparison::compare;
use crate::comparison::order;
use crate::logic::all;
use crate::logic::any;
use crate::logic::not;
use crate::number::Number;
use crate::number::number;
use crate::number::whole;
use crate::outcome::Outcome;
use crate::outcome::Value;
use crate::outcome::every;
use crate::scope::Scope;

impl Scope<'_> {
    /// What an expression comes to.
    pub fn value(&self, expression: &Expr) -> Outcome<Value> {
        match expression {
            Expr::Truth(truth) => Outcome::Known(Value::Truth(*truth)),
            Expr::Option(position, _) => Outcome::Known(Value::Option(*position)),
            Expr::Text(text) => Outcome::Known(Value::Text(text.clone())),
            Expr::Fact(id) => self.fact(*id),
            Expr::Field(id) => self.field(*id),
            Expr::RowLet(position) => self.row_let(*position),
            Expr::Outer(value, _) => self.outer().value(value),
            Expr::Let(id) => {
                let derived = &self.oracle.standard.lets[id.0 as usize];
                self.outside().value(&derived.value)
            }
            Expr::Parameter(id) => {
                let parameter = &self.oracle.standard.parameters[id.0 as usize];
                self.value(parameter.on(self.oracle.date).expect("a parameter has a value"))
            }
            Expr::If(branches, otherwise) => self.chosen(branches, otherwise),
            Expr::Bands(bands) => {
                let keys: Vec<_> = bands.keys.iter().map(|key| self.operand(key)).collect();
                match self.banded(&keys, &bands.rows) {
                    Outcome::Known(_) if self.one_may_be_inapplicable(&keys, &bands.keys) => Outcome::NoValue,
                    value => value,
                }
            }
            Expr::OrElse(value, otherwise) => match (self.value(value), otherwise) {
                (Outcome::NoValue, _) if self.lacks_only_results(value) => Outcome::NoValue,
                (Outcome::NoValue, Some(otherwise)) => self.value(otherwise),
                (Outcome::NoValue, None) => Outcome::NotApplicable,
                (value, _) => value,
            },
            Expr::Extremum(largest, choices) => self.extremum(*largest, choices),
            Expr::Grade(at) => self.grade_of_whole(*at),
            Expr::Graded(part, rules) => self.grade_of_part(*part, rules),
            Expr::Fold(fold) if crate::sequence::is_sequence(fold.kind) => self.sequence(fold),
            _ if is_condition(expression) => self.condition(expression).map(Value::Truth),
            _ => self.arithmetic(expression).map(Value::Number),
        }
    }

    /// Whether an expression has no value for want of the result of a part, which 无则 does not answer for.
    fn lacks_only_results(&self, expression: &Expr) -> bool {
        let supposed = |result| Self { result: Some(result), ..*self }.value(expression);
        [0, 1].into_iter().any(|result| supposed(result) != Outcome::NoValue)
    }

    fn looks_at_parts(&self, expression: &Expr) -> bool {
        let mut uses = Uses::new(&self.oracle.standard.lets);
        uses.expression(expression);
        !uses.parts.is_empty()
    }

    /// Whether a condition holds.
    pub fn truth(&self, expression: &Expr) -> Outcome<bool> {
        self.value(expression).map(|value| match value {
            Value::Truth(truth) => truth,
            other => panic!("a checked condition is a truth, not {other:?}"),
        })
    }

    /// A number.
    pub fn number(&self, expression: &Expr) -> Outcome<Number> {
        self.honest().value(expression).map(|value| match value {
            Value::Number(number) => number,
            other => panic!("a checked amount is a number, not {other:?}"),
        })
    }

    /// The largest or the smallest number, the best or the worst level.
    fn extremum(&self, largest: bool, choices: &[Expr]) -> Outcome<Value> {
        every(choices.iter().map(|choice| self.operand(choice))).map(|values| {
            let chosen =
                if largest { values.into_iter().max_by(order) } else { values.into_iter().min_by(order) };
            chosen.expect("an extremum has choices")
        })
    }

    fn condition(&self, expression: &Expr) -> Outcome<bool> {
        match expression {
            Expr::Not(inner) => not(self.truth(inner)),
            Expr::All(parts) => all(parts.iter().map(|part| self.truth(part))),
            Expr::Any(parts) => any(parts.iter().map(|part| self.truth(part))),
            // A score without a value still has its range: no guess goes beyond it.
            Expr::Compare(how, left, right) if self.looks_at_parts(left) => {
                self.supposed_of(compare(*how, self.operand(left), self.operand(right)))
            }
            Expr::Compare(how, left, right) => self.compared(*how, self.operand(left), right),
            Expr::OneOf(item, of) => {
                let item = self.operand(item);
                any(of.iter().map(|one| self.compared(Comparison::Is, item.clone(), one)))
            }
            Expr::Within(item, low, high) => {
                let item = self.operand(item);
                all([
                    self.compared(Comparison::AtLeast, item.clone(), low),
                    self.compared(Comparison::AtMost, item, high),
                ])
            }
            Expr::Calendar(calendar) => match &**calendar {
                Calendar::Within(date, window) => self.is_during(date, window),
                other => panic!("{other:?} is no condition"),
            },
            Expr::Item(list, position, _) => self.item(*list, *position),
            Expr::Listed(value, list, known) => self.listed(self.operand(value), *list, known),
            Expr::Applies(inner) => match self.operand(inner) {
                Outcome::NoValue if self.may_be_inapplicable(inner) => self.tested(Outcome::NoValue),
                value => Outcome::Known(!value.is_inapplicable()),
            },
            Expr::Fold(fold) => self.quantified(fold),
            Expr::Batch(value) => {
                let kind = crate::batch::quantifier(value).expect("a condition");
                self.quantified_among(value, kind)
            }
            Expr::PartFold(fold) => self.parts_quantified(fold),
            Expr::Vetoed => self.vetoed(),
            Expr::Met => self.met(),
            Expr::OfPart(part, result) => self.at_part(*part).truth(result),
            other => panic!("{other:?} is no condition"),
        }
    }

    fn compared(&self, how: Comparison, left: Outcome<Value>, right: &Expr) -> Outcome<bool> {
        self.tested(compare(how, left, self.operand(right)))
    }

    fn operand(&self, expression: &Expr) -> Outcome<Value> {
        self.honest().value(expression)
    }

    fn arithmetic(&self, expression: &Expr) -> Outcome<Number> {
        match expression {
            Expr::Number(value, _) => Outcome::Known(number(*value)),
            Expr::Date(date) => Outcome::Known(whole(i64::from(date.day_number()))),
            Expr::Time(time) => Outcome::Known(whole(i64::from(time.minutes()))),
            Expr::AssessmentDate => match self.oracle.date {
                Some(date) => Outcome::Known(whole(i64::from(date.day_number()))),
                None => Outcome::NoValue,
            },
            Expr::Calendar(calendar) => self.counted(calendar),
            Expr::ItemCount(list, missing) => self.item_count(*list, *missing),
            Expr::OfPart(part, result) => self.at_part(*part).number(result),
            Expr::Outcome(which) => self.outcome_number(*which),
            Expr::Account(id) => {
                let (outcomes, _) = self.outcome.expect("an account stands in a verdict or a later account");
                self.supposing(outcomes.accounts[id.0 as usize].clone(), whole)
            }
            other => self.computed(other),
        }
    }

    /// 若 … 则 …: the first condition that holds; 不适用 where one is before that.
    fn chosen(&self, branches: &[(Expr, Expr)], otherwise: &Expr) -> Outcome<Value> {
        let Some(((condition, value), rest)) = branches.split_first() else { return self.value(otherwise) };
        let truth = self.truth(condition);
        let out = truth == Outcome::NoValue && self.may_be_inapplicable(condition);
        let chosen = self.whichever(truth, &|| self.value(value), &|| self.chosen(rest, otherwise));
        if out && !chosen.is_inapplicable() { Outcome::NoValue } else { chosen }
    }

    /// 按 … 分档: the first row that fits.
    fn banded(&self, keys: &[Outcome<Value>], rows: &[BandRow<Expr>]) -> Outcome<Value> {
        let Some((row, rest)) = rows.split_first() else { panic!("a checked table is complete: {keys:?}") };
        match self.fits(keys, &row.patterns) {
            Outcome::NoValue if rest.is_empty() => self.value(&row.then),
            truth => self.whichever(truth, &|| self.value(&row.then), &|| self.banded(keys, rest)),
        }
    }

    /// One value where a condition holds and another where it does not; where the condition has no value, what both
    /// come to alike.
    fn whichever(
        &self,
        condition: Outcome<bool>,
        yes: &dyn Fn() -> Outcome<Value>,
        no: &dyn Fn() -> Outcome<Value>,
    ) -> Outcome<Value> {
        match condition {
            Outcome::Known(true) => yes(),
            Outcome::Known(false) => no(),
            Outcome::NotApplicable => Outcome::NotApplicable,
            Outcome::NoValue => Some(yes()).filter(|value| *value == no()).unwrap_or(Outcome::NoValue),
        }
    }
}

fn is_condition(expression: &Expr) -> bool {
    match expression {
        Expr::Fold(fold) => crate::fold::is_quantifier(fold.kind),
        Expr::Batch(value) => crate::batch::quantifier(value).is_some(),
        Expr::PartFold(fold) => crate::fold::is_quantifier(fold.kind),
        Expr::Calendar(calendar) => calendar.is_condition(),
        Expr::Not(_)
        | Expr::All(_)
        | Expr::Any(_)
        | Expr::Compare(..)
        | Expr::OneOf(..)
        | Expr::Within(..)
        | Expr::Item(..)
        | Expr::Listed(..)
        | Expr::Applies(_)
        | Expr::Vetoed
        | Expr::Met => true,
        Expr::OfPart(_, result) => is_condition(result),
        _ => false,
    }
}
