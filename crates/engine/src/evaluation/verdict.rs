//! Verdicts: conditions over the results of parts.

use crate::evaluation::fold::Entry;
use crate::evaluation::fold::folded;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::possible::Truths;
use crate::evaluation::scope::Outcome;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Finding;
use crate::evaluation::tally::PartTally;
use crate::evaluation::tally::VerdictTally;
use crate::exact::Exact;
use crate::model::act::Act;
use crate::model::expression::Expr;
use crate::model::expression::OutcomeNumber;
use crate::model::expression::PartFold;
use crate::model::part::PartId;
use crate::plan::PlannedVerdict;

impl<'a> Scope<'a> {
    /// The grades that remain possible, from the rules in order.
    pub(crate) fn verdict(&self, verdict: &PlannedVerdict) -> VerdictTally {
        let rules = verdict.rules.iter().map(|(grade, when)| (*grade, when.as_ref()));
        self.ruled(verdict.part, rules)
    }

    /// The grades of the first rule that may hold, of the verdict of a part.
    fn ruled<'r>(&self, part: PartId, rules: impl Iterator<Item = (u16, Option<&'r Expr>)>) -> VerdictTally {
        let part = self.outcome.and_then(|outcome| outcome.parts.get(part));
        if part.is_some_and(|part| part.finding == Finding::NotApplicable) {
            return VerdictTally::default();
        }
        let mut grades = Vec::new();
        let mut holding = Vec::new();
        let mut doubt = Doubt::NONE;
        let unvetoed = self.unvetoed();
        let mut scope = self;
        for (position, (grade, when)) in (0_u16..).zip(rules) {
            let condition = when.map_or_else(|| Possible::truth(true), |when| scope.value(when));
            let truths = condition.truths();
            if truths.yes {
                grades.push(grade);
                holding.push(position);
            }
            // A rule whose condition is not applicable does not hold; the next one is asked.
            let goes_on = truths.no || condition.inapplicable;
            if truths.yes && goes_on {
                doubt = doubt.and(condition.doubt);
            }
            if !goes_on {
                break;
            }
            // Where the rules go on past 有否决, nothing vetoes.
            if when.is_some_and(asks_of_veto) {
                scope = &unvetoed;
            }
        }
        grades.sort_unstable();
        grades.dedup();
        let decided = grades.len() == 1;
        VerdictTally {
            cause: doubt.cause.filter(|_| !decided && !doubt.unseen),
            rule: holding.first().copied().filter(|_| holding.len() == 1),
            grades,
            ..VerdictTally::default()
        }
    }

    /// The grade of a verdict of the whole, which is decided.
    pub(crate) fn grade(&self, at: u16) -> Possible {
        let verdicts = self.outcome.map(|outcome| outcome.verdicts).unwrap_or_default();
        let planned = self.plan.verdicts.get(usize::from(at));
        let (Some(tally), Some(planned)) = (verdicts.get(usize::from(at)), planned) else {
            return Possible::inapplicable();
        };
        let root = self.outcome.and_then(|outcome| outcome.parts.get(PartId(0)));
        graded(tally, planned.grades, (PartId(0), root))
    }

    /// The grade of the verdict of a part, which is scored.
    pub(crate) fn grade_of_part(&self, part: PartId, rules: &[(u16, Option<Expr>)]) -> Possible {
        let tally = self.ruled(part, rules.iter().map(|(grade, when)| (*grade, when.as_ref())));
        let result = self.outcome.and_then(|outcome| outcome.parts.get(part));
        graded(&tally, u16::MAX, (part, result))
    }

    pub(crate) fn outcome_number(&self, number: OutcomeNumber) -> Possible {
        let Some(outcome) = self.outcome else {
            return Possible::inapplicable();
        };
        let part = outcome.parts.get(outcome.part);
        match number {
            OutcomeNumber::Total => {
                ranged(PartId(0), outcome.total.map(interval), outcome.parts.get(PartId(0)))
            }
            OutcomeNumber::Score => {
                ranged(outcome.part, part.and_then(|part| part.score).map(interval), part)
            }
            OutcomeNumber::ScoreRate => ranged(outcome.part, part.and_then(rate), part),
        }
    }

    /// The result of one part, which has been scored.
    pub(crate) fn of_part(&self, part: PartId, result: &Expr) -> Possible {
        match self.outcome {
            Some(outcome) => self.with_part(Outcome { part, ..outcome }).value(result),
            None => Possible::inapplicable(),
        }
    }

    pub(crate) fn vetoed(&self) -> Possible {
        if self.outcome.is_some_and(|outcome| outcome.unvetoed) {
            return Possible::truth(false);
        }
        let root = self.outcome.and_then(|outcome| outcome.parts.get(PartId(0)));
        let truths = match root.map(|root| root.veto).unwrap_or_default() {
            Chance::Never => Truths::known(false),
            Chance::Maybe => Truths::OPEN,
            Chance::Surely => Truths::known(true),
        };
        Possible { doubt: Doubt::UNSEEN, ..Possible::known(Shape::Truth(truths)) }.settled()
    }

    /// 合格 of the part at hand.
    pub(crate) fn met(&self) -> Possible {
        let Some(part) = self.outcome.and_then(|outcome| outcome.parts.get(outcome.part)) else {
            return Possible::inapplicable();
        };
        let truths = match part.finding {
            Finding::NotApplicable => return Possible::inapplicable(),
            Finding::Met => Truths::known(true),
            Finding::Withheld | Finding::Vetoed | Finding::Failed | Finding::Zero | Finding::Reduced => {
                Truths::known(false)
            }
            Finding::Undetermined | Finding::NotObserved if self.only_veto_is_open(&part) => {
                Truths::known(true)
            }
            Finding::Undetermined | Finding::NotObserved => {
                let failed = part.failure == Chance::Surely;
                let reduced = failed || part.score.is_some_and(|score| score.high < part.applicable.low);
                if reduced { Truths::known(false) } else { Truths::OPEN }
            }
        };
        let inapplicable = part.may_be_inapplicable;
        let doubt = if part.finding == Finding::Undetermined {
            Doubt { unseen: false, cause: part.cause }
        } else {
            Doubt::UNSEEN
        };
        Possible { inapplicable, doubt, ..Possible::known(Shape::Truth(truths)) }.settled()
    }

    /// Whether a part is met wherever it applies and nothing vetoes, and that is what is asked.
    fn only_veto_is_open(&self, part: &PartTally) -> bool {
        let has_all = match part.score {
            Some(score) => score.low >= part.applicable.high,
            None => self.outcome.is_some_and(|outcome| !self.moves_points(outcome.part)),
        };
        let unvetoed = self.outcome.is_some_and(|outcome| outcome.unvetoed);
        unvetoed && !self.plan.acts_above && part.failure == Chance::Never && has_all
    }

    /// Whether something in a part may move points.
    fn moves_points(&self, id: PartId) -> bool {
        let Some(part) = self.plan.parts.get(id.0 as usize) else { return true };
        part.acts.iter().any(Act::moves_points) || part.children.iter().any(|child| self.moves_points(*child))
    }

    pub(crate) fn part_fold(&self, fold: &PartFold) -> Possible {
        let Some(outcome) = self.outcome else {
            return Possible::inapplicable();
        };
        let entries = self.plan.parts_of(fold.over).iter().map(|part| {
            let part = *part;
            let scope = self.with_part(Outcome { part, ..outcome });
            let tally = outcome.parts.get(part);
            let mut passes = match &fold.filter {
                _ if tally.is_none_or(|tally| tally.finding == Finding::NotApplicable) => {
                    Possible::inapplicable()
                }
                Some(filter) => scope.value(filter),
                None => Possible::truth(true),
            };
            if tally.is_some_and(|tally| tally.may_be_inapplicable) {
                passes = Possible { inapplicable: true, doubt: passes.doubt.and(Doubt::UNSEEN), ..passes };
            }
            let value =
                fold.value.as_ref().map_or_else(|| Possible::number(Exact::ONE), |value| scope.value(value));
            Entry { passes, value }
        });
        folded(fold.kind, entries.collect())
    }
}

/// Grades as levels; what is beyond the worst, and where there is no grade at all, is not applicable.
fn graded(tally: &VerdictTally, worst: u16, (id, part): (PartId, Option<PartTally>)) -> Possible {
    let given = tally.grades.iter().filter(|grade| **grade < worst);
    let mask = given.fold(0, |mask, grade| mask | 1_u128.checked_shl(u32::from(*grade)).unwrap_or(0));
    if mask == 0 {
        return Possible::inapplicable();
    }
    let open = |cause: Option<Cause>| Doubt { unseen: cause.is_none(), cause };
    let may_be_out = part.filter(|part| part.may_be_inapplicable);
    let out = may_be_out.map_or(Doubt::NONE, |part| open(result_of(id, part.cause)));
    let grades = if tally.grades.len() > 1 { open(tally.cause) } else { Doubt::NONE };
    Possible {
        shape: Shape::Options(mask),
        inapplicable: may_be_out.is_some() || tally.grades.iter().any(|grade| *grade >= worst),
        absent: false,
        doubt: grades.and(out),
    }
    .settled()
}

/// Why the result of a part is open: where something in it has no value, it has a range all the same.
fn result_of(id: PartId, cause: Option<Cause>) -> Option<Cause> {
    cause.map(|cause| if cause.is_no_value() { Cause::Result(id) } else { cause })
}

/// Whether a rule holds wherever something vetoes.
fn asks_of_veto(when: &Expr) -> bool {
    match when {
        Expr::Vetoed => true,
        Expr::Any(parts) => parts.iter().any(asks_of_veto),
        _ => false,
    }
}

fn interval(ends: Ends) -> Interval {
    Interval::between(ends.low, ends.high)
}

/// The result of a part. It is never without a value: where something in it is, it has a range.
fn ranged(id: PartId, numbers: Option<Interval>, part: Option<PartTally>) -> Possible {
    let (Some(numbers), Some(part)) = (numbers, part) else {
        return Possible::inapplicable();
    };
    let inapplicable =
        part.may_be_inapplicable || part.applicable.low.is_zero() && part.applicable.high.sign() > 0;
    let cause = result_of(id, part.cause);
    let doubt = Doubt { unseen: cause.is_none(), cause };
    Possible { shape: Shape::Number(numbers), inapplicable, absent: false, doubt }.settled()
}

/// 得分率: score over the points that apply.
fn rate(part: PartTally) -> Option<Interval> {
    let score = part.score?;
    let (fewest, most) = (part.applicable.low, part.applicable.high);
    // Where perhaps nothing applies, a small score may be all there is to get.
    Some(Interval { low: Some(score.low.over(most)?), high: score.high.over(fewest) })
}
