//! The common shapes of acts as steps over scaled integers.
//!
//! A part has quick steps only where all its acts are of these shapes; they are taken only for a unit whose facts
//! in the part are all plainly known. They give the same lines as the acts themselves, which remain the meaning:
//! property tests hold the two together.

use crate::exact::Exact;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::ActKind;
use crate::model::act::Each;
use crate::model::act::Limit;
use crate::model::act::Measure;
use crate::model::act::Steps;
use crate::model::act::Verb;
use crate::model::expression::Bands;
use crate::model::expression::Expr;
use crate::model::expression::Let;
use crate::model::expression::Pattern;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::model::uses::Uses;
use crate::plan::Slot;
use crate::plan::arithmetic::Arithmetic;
use crate::plan::arithmetic::Condition;
use crate::plan::ratio::Ratio;
use crate::plan::ratio::Term;
use crate::syntax::tree::Comparison;
use crate::syntax::tree::PartStep;

/// How many steps a point is counted in.
pub const POINTS: i64 = 1_000_000;

/// Amounts up to this many steps are added up without looking: a file has no room for parts enough to overflow.
pub const LARGEST: i64 = 1 << 40;

/// One act as a step.
#[derive(Clone, Debug)]
pub struct Quick {
    /// The act whose line it writes.
    pub act: ActId,
    /// The fact that it looks at; for a formula the first of them.
    pub fact: FactId,
    /// 扣 or 得.
    pub verb: Verb,
    /// How its amount comes about.
    pub kind: QuickKind,
    /// 至多: the act that says so, and the most.
    pub cap: Option<(ActId, i64)>,
}

/// The shapes. Which one it is stands apart from the numbers: it is looked at for every step of every unit.
#[derive(Clone, Debug)]
#[repr(u8)]
pub enum QuickKind {
    /// A fixed amount where the test holds.
    When(Test, i64),
    /// A veto where the test holds.
    Veto(Test),
    /// A price for each one counted.
    Each(i64),
    /// A price for each step from a threshold.
    Steps(QuickSteps),
    /// An amount for the first stretch that holds the value, each line under its own act.
    Bands(Box<[QuickBand]>),
    /// An amount from exact arithmetic, where a condition (if any) holds.
    Formula(Box<Formula>),
}

/// Exact arithmetic, where a condition (if any) holds.
#[derive(Clone, Debug)]
pub struct Formula {
    /// The condition.
    pub when: Option<Condition>,
    /// The amount.
    pub amount: Arithmetic,
    /// Both as a rounded quotient of sums, where they are one.
    pub ratio: Option<Ratio<Term>>,
}

/// Whether the fact lies in a stretch, both ends in; yes is 1 and no is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Test {
    /// The least that passes.
    pub low: i64,
    /// The greatest that passes.
    pub high: i64,
}

/// Steps from a threshold, all in the fact's scale.
#[derive(Clone, Copy, Debug)]
pub struct QuickSteps {
    /// Below the threshold or above it.
    pub below: bool,
    /// The threshold.
    pub threshold: i64,
    /// One step.
    pub step: i64,
    /// Whether a started step counts whole; else it does not count.
    pub up: bool,
    /// The price of one step.
    pub price: i64,
}

/// One stretch of a band table.
#[derive(Clone, Copy, Debug)]
pub struct QuickBand {
    /// The act of its amount.
    pub act: ActId,
    /// The least in it.
    pub low: i64,
    /// The greatest in it.
    pub high: i64,
    /// The amount.
    pub amount: i64,
}

/// What quick steps can look up while a plan is made.
pub(crate) struct Shapes<'a> {
    pub(crate) slots: &'a [Slot],
    pub(crate) parameters: &'a [Expr],
    pub(crate) lets: &'a [Let],
}

impl Shapes<'_> {
    /// The act as a step, where it has one of the shapes. `alone`: whether it is the only act of a part
    /// that starts from points of its own, so that 得满分 moves nothing.
    pub(crate) fn quick(&self, act: &Act, alone: bool) -> Option<Quick> {
        let mut quick = match &act.kind {
            ActKind::Chain(branches, None) => match branches.as_slice() {
                [(condition, then)] => self.when(condition, then)?,
                _ => return None,
            },
            ActKind::Each(Each { measure: Measure::Number(Expr::Fact(fact)), size, part: None, then }) => {
                if self.slots.get(fact.0 as usize)?.scale != 1 || *size != Exact::ONE {
                    return None;
                }
                let (verb, price) = self.plain_amount(then)?;
                Quick { act: act.id, fact: *fact, verb, kind: QuickKind::Each(price), cap: None }
            }
            ActKind::Steps(steps) => {
                let (verb, price) = self.plain_amount(&steps.then)?;
                let (fact, steps) = self.steps(steps, price)?;
                Quick { act: act.id, fact, verb, kind: QuickKind::Steps(steps), cap: None }
            }
            ActKind::Bands(bands) => self.bands(act.id, bands, alone)?,
            ActKind::Amount(verb, amount) if matches!(verb, Verb::Deduct | Verb::Earn) => {
                let (fact, kind) = self.formula(None, amount)?;
                Quick { act: act.id, fact, verb: *verb, kind, cap: None }
            }
            _ => return None,
        };
        match (act.limits.as_slice(), quick.cap) {
            ([], _) => {}
            ([Limit::AtMost(most)], None) => quick.cap = Some((act.id, self.points(most)?)),
            _ => return None,
        }
        Some(quick)
    }

    fn when(&self, condition: &Expr, then: &Act) -> Option<Quick> {
        let cap = match then.limits.as_slice() {
            [] => None,
            [Limit::AtMost(most)] => Some((then.id, self.points(most)?)),
            _ => return None,
        };
        let test = self.test(condition);
        let (verb, (fact, kind)) = match &then.kind {
            ActKind::Veto => (Verb::Deduct, test.map(|(fact, test)| (fact, QuickKind::Veto(test)))?),
            ActKind::Amount(verb, amount) if matches!(verb, Verb::Deduct | Verb::Earn) => {
                match (test, self.points(amount)) {
                    (Some((fact, test)), Some(amount)) => (*verb, (fact, QuickKind::When(test, amount))),
                    _ => (*verb, self.formula(Some(condition), amount)?),
                }
            }
            _ => return None,
        };
        Some(Quick { act: then.id, fact, verb, kind, cap })
    }

    /// A condition that reads no fact could leave every fact of its part unseen: it is no quick step.
    fn formula(&self, when: Option<&Expr>, amount: &Expr) -> Option<(FactId, QuickKind)> {
        let mut uses = Uses::new(self.lets);
        uses.expression(when.unwrap_or(amount));
        let fact = uses.facts.first().copied()?;
        let when = match when {
            Some(when) => Some(self.condition(when)?),
            None => None,
        };
        let amount = self.arithmetic(amount)?;
        let ratio = when.as_ref().and_then(|when| self.ratio(when, &amount));
        let formula = Formula { when, amount, ratio };
        Some((fact, QuickKind::Formula(Box::new(formula))))
    }

    fn steps(&self, steps: &Steps, price: i64) -> Option<(FactId, QuickSteps)> {
        let Expr::Fact(fact) = &steps.measure else { return None };
        let up = match steps.part? {
            PartStep::Up => true,
            PartStep::Down => false,
            PartStep::ProRata => return None,
        };
        let scale = self.scale(*fact)?;
        let steps = QuickSteps {
            below: steps.below,
            threshold: self.number(&steps.threshold)?.to_scaled(scale)?,
            step: steps.step.to_scaled(scale).filter(|step| *step > 0)?,
            up,
            price,
        };
        Some((*fact, steps))
    }

    fn bands(&self, id: ActId, bands: &Bands<Act>, alone: bool) -> Option<Quick> {
        let [Expr::Fact(fact)] = bands.keys.as_slice() else { return None };
        let scale = self.scale(*fact)?;
        let mut rows = Vec::new();
        let mut verbs = Vec::new();
        for row in &bands.rows {
            let (low, high) = match row.patterns.as_slice() {
                [] => (i64::MIN, i64::MAX),
                [one] => match one.as_slice() {
                    [Pattern::Range(low, high)] => stretch(*low, *high, scale)?,
                    _ => return None,
                },
                _ => return None,
            };
            let amount = match &row.then.kind {
                ActKind::FullPoints if alone => 0,
                _ => {
                    let (verb, amount) = self.plain_amount(&row.then)?;
                    verbs.push(verb);
                    amount
                }
            };
            rows.push(QuickBand { act: row.then.id, low, high, amount });
        }
        let verb = verbs.first().copied().unwrap_or(Verb::Deduct);
        verbs.iter().all(|other| *other == verb).then_some(())?;
        Some(Quick { act: id, fact: *fact, verb, kind: QuickKind::Bands(rows.into()), cap: None })
    }

    /// A test of one fact against constants.
    fn test(&self, condition: &Expr) -> Option<(FactId, Test)> {
        let flag = |expression: &Expr, wanted: i64| match expression {
            Expr::Fact(fact) if matches!(self.slots.get(fact.0 as usize)?.kind, Kind::YesNo) => {
                Some((*fact, Test { low: wanted, high: wanted }))
            }
            _ => None,
        };
        match condition {
            Expr::Not(inner) => flag(inner, 0),
            Expr::Compare(comparison, left, right) => {
                let Expr::Fact(fact) = left.as_ref() else { return None };
                if !matches!(self.slots.get(fact.0 as usize)?.kind, Kind::Number(_) | Kind::Judged(_)) {
                    return None;
                }
                let bound = self.number(right)?;
                let (low, high) = match comparison {
                    Comparison::Less => (None, Some((bound, false))),
                    Comparison::AtMost => (None, Some((bound, true))),
                    Comparison::Greater => (Some((bound, false)), None),
                    Comparison::AtLeast => (Some((bound, true)), None),
                    Comparison::Is => (Some((bound, true)), Some((bound, true))),
                    Comparison::IsNot => return None,
                };
                let (low, high) = stretch(low, high, self.scale(*fact)?)?;
                Some((*fact, Test { low, high }))
            }
            other => flag(other, 1),
        }
    }

    fn plain_amount(&self, act: &Act) -> Option<(Verb, i64)> {
        match &act.kind {
            ActKind::Amount(verb, amount)
                if act.limits.is_empty() && matches!(verb, Verb::Deduct | Verb::Earn) =>
            {
                Some((*verb, self.points(amount)?))
            }
            _ => None,
        }
    }

    fn points(&self, amount: &Expr) -> Option<i64> {
        self.number(amount)?.to_scaled(POINTS).filter(|steps| *steps >= 0)
    }

    fn number(&self, expression: &Expr) -> Option<Exact> {
        match expression {
            Expr::Number(value, _) => Some(*value),
            Expr::Parameter(id) => self.number(self.parameters.get(id.0 as usize)?),
            _ => None,
        }
    }

    fn scale(&self, fact: FactId) -> Option<i64> {
        let slot = self.slots.get(fact.0 as usize)?;
        slot.kind.scale()
    }
}

/// A stretch of exact ends as a stretch of whole steps.
fn stretch(low: Option<(Exact, bool)>, high: Option<(Exact, bool)>, scale: i64) -> Option<(i64, i64)> {
    let steps = |end: Exact| end.times(Exact::from(scale));
    let low = match low {
        None => i64::MIN,
        Some((end, inside)) => {
            let end = steps(end)?;
            i64::try_from(if inside { end.ceil() } else { end.floor() + 1 }).ok()?
        }
    };
    let high = match high {
        None => i64::MAX,
        Some((end, inside)) => {
            let end = steps(end)?;
            i64::try_from(if inside { end.floor() } else { end.ceil() - 1 }).ok()?
        }
    };
    Some((low, high))
}
