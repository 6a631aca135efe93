//! The quick steps: the same lines as the acts, from scaled integers.

use crate::evaluation::ledger::Ledger;
use crate::evaluation::plain::Plain;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::model::act::ActId;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::part::PartId;
use crate::observation::Reading;
use crate::observation::Readings;
use crate::observation::Value;
use crate::plan::Plan;
use crate::plan::quick::LARGEST;
use crate::plan::quick::Quick;
use crate::plan::quick::QuickKind;
use crate::plan::quick::QuickSteps;
use crate::plan::quick::Test;
use crate::syntax::tree::Comparison;
use crate::syntax::tree::Verb;

/// Takes the steps of a part; `None`, with no line written, where a fact is not plainly known or a number is too
/// large.
#[inline]
pub(crate) fn run(
    plan: &Plan,
    steps: &[Quick],
    part: PartId,
    readings: &Readings,
    lines: &mut Ledger,
) -> Option<Plain> {
    let mark = lines.len();
    let done = Run { plan, readings, part, lines }.all(steps);
    if done.is_none() {
        lines.truncate(mark);
    }
    done
}

/// Exact arithmetic on two numbers.
type Operation = fn(Exact, Exact) -> Option<Exact>;

struct Run<'a> {
    plan: &'a Plan,
    readings: &'a Readings,
    part: PartId,
    lines: &'a mut Ledger,
}

impl Run<'_> {
    fn all(&mut self, steps: &[Quick]) -> Option<Plain> {
        let mut plain = Plain::default();
        for step in steps {
            let (act, amount) = match &step.kind {
                QuickKind::When(test, amount) => (step.act, if self.holds(*test)? { *amount } else { 0 }),
                QuickKind::Veto(test) => {
                    if self.holds(*test)? {
                        self.line(Some(step.act), LineKind::Outcome, 0);
                        plain.veto = Chance::Surely;
                    }
                    continue;
                }
                QuickKind::Each(fact, price) => (step.act, self.plain(*fact)?.checked_mul(*price)?),
                QuickKind::Steps(steps) => (step.act, self.steps(*steps)?),
                QuickKind::Bands(fact, bands) => {
                    let value = self.plain(*fact)?;
                    let band = bands.iter().find(|band| band.low <= value && value <= band.high)?;
                    (band.act, band.amount)
                }
                QuickKind::Formula(condition, amount) => {
                    (step.act, self.formula(condition.as_ref(), amount)?)
                }
            };
            if amount != 0 {
                let capped = self.enter(step, act, amount)?;
                let sum = if step.verb == Verb::Deduct { &mut plain.lost } else { &mut plain.earned };
                *sum = sum.checked_add(capped).filter(|sum| (-LARGEST..=LARGEST).contains(sum))?;
            }
        }
        Some(plain)
    }

    /// Writes an amount and what its cap gave back; returns what is left.
    fn enter(&mut self, step: &Quick, act: ActId, amount: i64) -> Option<i64> {
        let (sign, kind) =
            if step.verb == Verb::Deduct { (-1, LineKind::Deduct) } else { (1, LineKind::Earn) };
        self.line(Some(act), kind, amount.checked_mul(sign)?);
        match step.cap {
            Some((capped_by, most)) if amount > most => {
                self.line(Some(capped_by), LineKind::Cap, (most - amount) * sign);
                Some(most)
            }
            _ => Some(amount),
        }
    }

    fn line(&mut self, act: Option<ActId>, kind: LineKind, steps: i64) {
        self.lines.push_steps(self.part, act, kind, steps);
    }

    fn plain(&self, fact: FactId) -> Option<i64> {
        self.readings.scaled.get(fact.0 as usize).copied().filter(|value| *value != Readings::NOT_PLAIN)
    }

    fn holds(&self, test: Test) -> Option<bool> {
        let value = self.plain(test.fact)?;
        Some(test.low <= value && value <= test.high)
    }

    fn steps(&self, steps: QuickSteps) -> Option<i64> {
        let value = self.plain(steps.fact)?;
        let distance = if steps.below {
            steps.threshold.checked_sub(value)?
        } else {
            value.checked_sub(steps.threshold)?
        };
        if distance <= 0 {
            return Some(0);
        }
        let count = distance / steps.step + i64::from(steps.up && distance % steps.step != 0);
        count.checked_mul(steps.price)
    }

    fn formula(&self, condition: Option<&Expr>, amount: &Expr) -> Option<i64> {
        if let Some(condition) = condition
            && !self.condition(condition)?
        {
            return Some(0);
        }
        // An amount below nothing is held by more than a floor: the acts themselves do that.
        self.number(amount)?.to_scaled(self.plan.scale).filter(|amount| *amount >= 0)
    }

    fn number(&self, expression: &Expr) -> Option<Exact> {
        match expression {
            Expr::Number(value, _) => Some(*value),
            Expr::Fact(fact) => match self.readings.readings.get(fact.0 as usize)? {
                Reading::Known(Value::Number(value)) => Some(*value),
                _ => None,
            },
            Expr::Parameter(id) => self.number(self.plan.parameters.get(id.0 as usize)?),
            Expr::Let(id) => self.number(&self.plan.lets.get(id.0 as usize)?.value),
            Expr::Sum(terms) => self.series(terms, Exact::ZERO, Exact::plus, Exact::minus),
            Expr::Product(factors) => self.series(factors, Exact::ONE, Exact::times, Exact::over),
            Expr::Round(inner, rounding, step) => rounding.round(self.number(inner)?, *step),
            Expr::Absolute(inner) => {
                let value = self.number(inner)?;
                Some(value.max(value.negated()))
            }
            Expr::Extremum(largest, parts) => {
                let choose = if *largest { Exact::max } else { Exact::min };
                let values: Option<Vec<Exact>> = parts.iter().map(|part| self.number(part)).collect();
                values?.into_iter().reduce(choose)
            }
            _ => None,
        }
    }

    /// Terms or factors from the left; the first stands for itself unless it is turned.
    fn series(
        &self,
        parts: &[(bool, Expr)],
        neutral: Exact,
        plain: Operation,
        turned: Operation,
    ) -> Option<Exact> {
        let mut parts = parts.iter();
        let mut result = match parts.next()? {
            (false, first) => self.number(first)?,
            (true, first) => turned(neutral, self.number(first)?)?,
        };
        for (is_turned, part) in parts {
            let value = self.number(part)?;
            result = if *is_turned { turned(result, value)? } else { plain(result, value)? };
        }
        Some(result)
    }

    fn condition(&self, expression: &Expr) -> Option<bool> {
        match expression {
            Expr::Compare(comparison, left, right) => {
                let order = self.number(left)?.cmp(&self.number(right)?);
                Some(match comparison {
                    Comparison::Less => order.is_lt(),
                    Comparison::AtMost => order.is_le(),
                    Comparison::Greater => order.is_gt(),
                    Comparison::AtLeast => order.is_ge(),
                    Comparison::Is => order.is_eq(),
                    Comparison::IsNot => order.is_ne(),
                })
            }
            Expr::Not(inner) => self.condition(inner).map(|truth| !truth),
            Expr::All(parts) => parts.iter().try_fold(true, |all, part| Some(all & self.condition(part)?)),
            Expr::Any(parts) => parts.iter().try_fold(false, |any, part| Some(any | self.condition(part)?)),
            Expr::Fact(fact) => match self.readings.readings.get(fact.0 as usize)? {
                Reading::Known(Value::Truth(truth)) => Some(*truth),
                _ => None,
            },
            _ => None,
        }
    }
}
