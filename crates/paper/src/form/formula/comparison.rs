//! Comparisons, and the value of the first condition that holds.

use weiheng::Exact;
use weiheng::syntax::tree::Comparison;

use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;
use crate::form::formula::value::Value;
use crate::form::formula::value::common_step;
use crate::form::formula::value::fits;
use crate::form::formula::value::multiplied;
use crate::form::formula::value::times;

/// Conditions at most in one choice: formulas nest no deeper than 64.
const BRANCHES: usize = 50;

impl Compiler<'_> {
    /// A comparison.
    pub(crate) fn compared(&mut self, comparison: Comparison, left: &Value, right: &Value) -> Made<Truth> {
        match (left, right) {
            (Value::Number(left), Value::Number(right)) => self.compared_numbers(comparison, left, right),
            // A better level is greater, and stands first.
            (Value::Option(left), Value::Option(right)) => self.compared_numbers(comparison, right, left),
            (Value::Truth(left), Value::Truth(right)) => Ok(self.same(comparison, left, right)),
            _ => Err(ByWeiheng::Saying),
        }
    }

    fn same(&mut self, comparison: Comparison, left: &Truth, right: &Truth) -> Truth {
        let equal = if right.is_always() {
            left.clone()
        } else if right.is_never() {
            self.not(left)
        } else {
            let may = left.may.or(right.may);
            let formula = format!("IF(MAX({0},{1})>1,MAX({0},{1}),IF({0}={1},1,0))", left.at, right.at);
            self.keep_truth(formula, may)
        };
        if comparison == Comparison::IsNot { self.not(&equal) } else { equal }
    }

    fn compared_numbers(&mut self, comparison: Comparison, left: &Number, right: &Number) -> Made<Truth> {
        let (state, may) = self.state_of(&[left, right]);
        let pair = self.pair(left, right)?;
        let sign = match comparison {
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::Greater => ">",
            Comparison::AtLeast => ">=",
            Comparison::Is => "=",
            Comparison::IsNot => "<>",
        };
        let compared = format!("IF({}{sign}{},1,0)", pair.left, pair.right);
        let formula = if state == "0" { compared } else { format!("IF({state}>0,{state},{compared})") };
        Ok(self.keep_truth(formula, may))
    }

    /// Which condition is the first that does not fail, counted from 1; one more than there are where all fail.
    pub(crate) fn first_of(&mut self, conditions: &[Truth]) -> Made<String> {
        if conditions.len() > BRANCHES {
            return Err(ByWeiheng::Saying);
        }
        let mut formula = conditions.len().saturating_add(1).to_string();
        for (at, condition) in (1..).zip(conditions).collect::<Vec<(usize, &Truth)>>().into_iter().rev() {
            formula = match condition.at.as_str() {
                "0" => formula,
                "1" => at.to_string(),
                cell => format!("IF({cell}<>0,{at},{formula})"),
            };
        }
        Ok(self.keep(formula))
    }

    /// The value of the first condition that holds; one value more than there are conditions is that of none.
    pub(crate) fn chosen(&mut self, conditions: &[Truth], values: &[Value]) -> Made<Value> {
        if let (true, [one]) = (conditions.is_empty(), values) {
            return Ok(one.clone());
        }
        let first = self.first_of(conditions)?;
        let may = conditions.iter().fold(May::KNOWN, |may, condition| may.or(condition.may));
        let may = values.iter().fold(may, |may, value| may.or(value.may()));
        let of_condition = |at: usize, known: &str| match conditions.get(at) {
            Some(condition) if !condition.may.is_known() => {
                format!("IF({0}>1,{0},{known})", condition.at)
            }
            _ => known.to_owned(),
        };
        match values.first().ok_or(ByWeiheng::Saying)? {
            Value::Truth(_) => {
                let mut cases = Vec::new();
                for (at, value) in values.iter().enumerate() {
                    let Value::Truth(truth) = value else { return Err(ByWeiheng::Saying) };
                    cases.push(of_condition(at, &truth.at));
                }
                let formula = choice(&first, cases, conditions.len());
                Ok(Value::Truth(self.keep_truth(formula, may)))
            }
            Value::Number(_) => {
                let numbers =
                    numbers(values, |value| if let Value::Number(it) = value { Some(it) } else { None })?;
                self.chosen_number(&first, &numbers, of_condition, conditions.len(), may).map(Value::Number)
            }
            Value::Option(_) => {
                let numbers =
                    numbers(values, |value| if let Value::Option(it) = value { Some(it) } else { None })?;
                self.chosen_number(&first, &numbers, of_condition, conditions.len(), may).map(Value::Option)
            }
        }
    }

    fn chosen_number(
        &mut self,
        first: &str,
        numbers: &[&Number],
        of_condition: impl Fn(usize, &str) -> String,
        conditions: usize,
        may: May,
    ) -> Made<Number> {
        let scaled = self.aligned(numbers)?;
        let states = numbers.iter().enumerate().map(|(at, number)| of_condition(at, &number.state)).collect();
        let state = choice(first, states, conditions);
        let state = self.keep(state);
        let at = choice(first, scaled.at, conditions);
        let at = self.settled(at, scaled.low, scaled.high);
        let under = choice(first, numbers.iter().map(|number| number.under.clone()).collect(), conditions);
        let under =
            if numbers.iter().all(|number| number.is_whole()) { "1".to_owned() } else { self.keep(under) };
        let most = numbers.iter().map(|number| number.most).max().unwrap_or(1);
        Ok(Number { at, under, state, may, step: scaled.step, low: scaled.low, high: scaled.high, most })
    }

    /// Numbers in steps of one size.
    pub(crate) fn aligned(&mut self, numbers: &[&Number]) -> Made<Aligned> {
        let mut step: Option<Exact> = None;
        for number in numbers.iter().filter(|number| !number.is_zero()) {
            step = Some(match step {
                Some(step) => common_step(step, number.step)?,
                None => number.step,
            });
        }
        let step = step.unwrap_or(Exact::ONE);
        let mut aligned = Aligned { at: Vec::new(), step, low: i128::MAX, high: i128::MIN };
        for number in numbers {
            let by = if number.is_zero() { 1 } else { times(number.step, step)? };
            aligned.at.push(multiplied(&number.at, by));
            aligned.low = aligned.low.min(fits(number.low.checked_mul(by))?);
            aligned.high = aligned.high.max(fits(number.high.checked_mul(by))?);
        }
        Ok(aligned)
    }
}

/// Numbers in steps of one size.
pub(crate) struct Aligned {
    pub(crate) at: Vec<String>,
    pub(crate) step: Exact,
    pub(crate) low: i128,
    pub(crate) high: i128,
}

/// The case of the condition that was the first; where none of them holds and nothing is said of that, it is open.
pub(crate) fn choice(first: &str, mut cases: Vec<String>, conditions: usize) -> String {
    if cases.len() == conditions {
        cases.push(crate::form::formula::code::OPEN.to_string());
    }
    match (first.parse::<usize>(), cases.iter().skip(1).all(|case| cases.first() == Some(case))) {
        (_, true) => cases.into_iter().next().unwrap_or_default(),
        (Ok(fixed), _) => cases.into_iter().nth(fixed.saturating_sub(1)).unwrap_or_default(),
        (Err(_), false) => format!("CHOOSE({first},{})", cases.join(",")),
    }
}

fn numbers<'v>(values: &'v [Value], of: impl Fn(&'v Value) -> Option<&'v Number>) -> Made<Vec<&'v Number>> {
    values.iter().map(|value| of(value).ok_or(ByWeiheng::Saying)).collect()
}
