//! The words of factors: `群众投诉属实 是；3分 × 2 = 6分`.

use crate::assessment::speech::Speech;
use crate::evaluation::possible::Possible;
use crate::exact::Exact;
use crate::model::act::Each;
use crate::model::act::Limit;
use crate::model::act::Measure;
use crate::model::expression::Expr;
use crate::model::factor::Factor;
use crate::unit::Unit;

impl Speech<'_> {
    /// What a factor made of an amount, and why.
    pub(crate) fn factor(&self, moved: Option<Exact>, unit: &Unit, factor: &Factor) -> String {
        let reason = factor.when.as_ref().map(|when| self.expression(when)).unwrap_or_default();
        let by = self.scope.factor(factor);
        let arithmetic = moved.zip(by.interval().as_point()).and_then(|(moved, by)| {
            let before = absolute(moved.over(by.minus(Exact::ONE)?)?);
            let shown = |amount: Exact| unit.show(amount);
            Some(format!("{} × {} = {}", shown(before), self.times(factor, by), shown(before.times(by)?)))
        });
        let open = || self.say("视未查或未定的事实而定", "depends on what is missing");
        self.clauses(&[reason, arithmetic.unwrap_or_else(open)])
    }

    /// How many rows of a 每 each of its factors multiplies: `其中 1行 × 2`.
    pub(crate) fn factors_of_rows(&self, each: &Each) -> Vec<String> {
        let Measure::Rows(list, filter) = &each.measure else { return Vec::new() };
        let factors = each.then.limits.iter().filter_map(|limit| match limit {
            Limit::Times(factor) => Some(factor),
            _ => None,
        });
        let said = factors.map(|factor| {
            let conditions: Vec<Expr> = filter.iter().chain(&factor.when).cloned().collect();
            let filter = Some(conditions).filter(|all| !all.is_empty()).map(Expr::All);
            let count = self.possible(&self.passing(*list, filter.as_ref()), &Unit::none());
            let by = match &factor.by {
                Expr::Number(by, _) => Unit::none().show(*by),
                _ => self.say("各自的倍数", "the factor of each"),
            };
            format!("{} {count}{} × {by}", self.say("其中", "of these"), self.say("行", " rows"))
        });
        said.collect()
    }

    fn times(&self, factor: &Factor, by: Exact) -> String {
        match &factor.by {
            Expr::Number(_, unit) => unit.show(by),
            other => {
                let said = self.expression(other);
                let value = self.possible(&Possible::number(by), &self.unit(other));
                if said.ends_with(&value) { said } else { format!("{said}（{value}）") }
            }
        }
    }
}

fn absolute(value: Exact) -> Exact {
    value.max(value.negated())
}
