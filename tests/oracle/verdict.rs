//! Grades, from conditions over the results of parts.

use num_traits::Zero;
use weiheng::evaluation::tally::Finding;
use weiheng::model::expression::Expr;
use weiheng::model::expression::OutcomeNumber;
use weiheng::model::expression::PartFold;
use weiheng::model::expression::PartSet;
use weiheng::model::part::PartId;
use weiheng::syntax::tree::Rank;

use crate::fold::Entry;
use crate::fold::folded;
use crate::fold::quantified;
use crate::number::Number;
use crate::number::whole;
use crate::oracle::Oracle;
use crate::outcome::Outcome;
use crate::outcome::Value;
use crate::result::Outcomes;
use crate::result::PartOutcome;
use crate::scope::Scope;

impl Oracle<'_> {
    /// The grade of a verdict, by position, after what is aimed at it.
    pub(crate) fn grade(&self, at: u16, outcomes: &Outcomes) -> Outcome<u16> {
        let verdict = &self.standard.verdicts[usize::from(at)];
        let scope = Scope { outcome: Some((outcomes, PartId(0))), ..Scope::new(self) };
        let rules: Vec<_> = verdict.rules.iter().map(|rule| (rule.grade, rule.when.clone())).collect();
        let ruled = scope.ruled(verdict.part, &rules);
        if verdict.part == PartId(0) {
            outcomes.parts[&PartId(0)].aims.grade(self.standard, at, ruled)
        } else {
            ruled
        }
    }
}

impl Scope<'_> {
    /// The grade of the first rule that holds; none where the part does not apply. A rule whose condition is not
    /// applicable does not hold.
    fn ruled(&self, part: PartId, rules: &[(u16, Option<Expr>)]) -> Outcome<u16> {
        let (outcomes, _) = self.outcome.expect("a verdict is given while parts are scored");
        match outcomes.parts[&part].is_out() {
            Some(true) => Outcome::NotApplicable,
            Some(false) => self.first(rules),
            // A grade is none where its part does not apply.
            None if self.supposed == Some(false) => Outcome::NotApplicable,
            None => Outcome::NoValue,
        }
    }

    fn first(&self, rules: &[(u16, Option<Expr>)]) -> Outcome<u16> {
        let ((grade, when), rest) = rules.split_first().expect("the last rule of a verdict always holds");
        let condition = when.as_ref().map_or(Outcome::Known(true), |when| self.truth(when));
        match condition {
            Outcome::Known(true) => Outcome::Known(*grade),
            Outcome::Known(false) | Outcome::NotApplicable => self.first(rest),
            Outcome::NoValue if self.first(rest) == Outcome::Known(*grade) => Outcome::Known(*grade),
            Outcome::NoValue => Outcome::NoValue,
        }
    }

    /// The grade of the verdict of a part, as a value.
    pub(crate) fn grade_of_part(&self, part: PartId, rules: &[(u16, Option<Expr>)]) -> Outcome<Value> {
        self.ruled(part, rules).map(Value::Option)
    }

    /// The grade of a verdict of the whole, as a value; where none is given it is not applicable.
    pub(crate) fn grade_of_whole(&self, at: u16) -> Outcome<Value> {
        let (outcomes, _) = self.outcome.expect("a verdict is given after everything is scored");
        let grades = self.oracle.standard.verdicts[usize::from(at)].grades.len();
        self.oracle.grade(at, outcomes).and_then(|grade| {
            if usize::from(grade) < grades {
                Outcome::Known(Value::Option(grade))
            } else {
                Outcome::NotApplicable
            }
        })
    }
}

impl Scope<'_> {
    pub(crate) fn outcome_number(&self, which: OutcomeNumber) -> Outcome<Number> {
        let result = match which {
            OutcomeNumber::Total => {
                let (outcomes, _) = self.outcome.expect("总分 stands in a verdict");
                outcomes.unrounded.clone().unwrap_or(Outcome::NotApplicable)
            }
            OutcomeNumber::Score => self.part().score.clone(),
            OutcomeNumber::ScoreRate => rate(self.part()),
        };
        self.supposing(result, whole)
    }

    /// A result, or what one without a value is taken for.
    pub(crate) fn supposing<T>(&self, result: Outcome<T>, taken: impl FnOnce(i64) -> T) -> Outcome<T> {
        match (result, self.result) {
            // Of a part that may not apply, a result may be none.
            (Outcome::NoValue, None) if self.supposed == Some(false) && self.part().may_be_out => {
                Outcome::NotApplicable
            }
            (Outcome::NoValue, Some(result)) => Outcome::Known(taken(result)),
            (result, _) => result,
        }
    }

    /// The same with another part at hand.
    pub(crate) fn at_part(&self, part: PartId) -> Self {
        let (outcomes, _) = self.outcome.expect("a part is looked at while others are scored");
        Self { outcome: Some((outcomes, part)), ..*self }
    }

    pub(crate) fn vetoed(&self) -> Outcome<bool> {
        let (outcomes, _) = self.outcome.expect("有否决 stands in a verdict");
        let vetoed = outcomes.parts[&PartId(0)].veto.map_or(Outcome::NoValue, Outcome::Known);
        self.supposing(vetoed, |result| result > 0)
    }

    /// 合格: with all its points, or with every requirement met.
    pub(crate) fn met(&self) -> Outcome<bool> {
        let met = match self.part().finding {
            Finding::NotApplicable => Outcome::NotApplicable,
            Finding::Undetermined => Outcome::NoValue,
            finding => Outcome::Known(finding == Finding::Met),
        };
        self.supposing(met, |result| result > 0)
    }

    pub(crate) fn part_fold(&self, fold: &PartFold) -> Outcome<Number> {
        folded(fold.kind, self.part_entries(fold))
    }

    pub(crate) fn parts_quantified(&self, fold: &PartFold) -> Outcome<bool> {
        quantified(fold.kind, self.part_entries(fold))
    }

    fn part_entries(&self, fold: &PartFold) -> Vec<Entry> {
        let (outcomes, _) = self.outcome.expect("parts are folded in a verdict");
        let chosen = self.oracle.standard.parts().filter(|(_, part)| match fold.over {
            PartSet::Chapters => part.rank == Rank::Chapter,
            PartSet::Clauses => part.rank == Rank::Clause,
            PartSet::Starred => part.starred,
        });
        let entry = |id: PartId| {
            let scope = Scope { outcome: Some((outcomes, id)), ..*self };
            let out = outcomes.parts[&id].finding == Finding::NotApplicable;
            let passes = fold.filter.as_ref().map_or(Outcome::Known(true), |filter| scope.truth(filter));
            Entry {
                passes: if out { Outcome::NotApplicable } else { passes },
                value: fold.value.as_ref().map_or(Outcome::Known(whole(1)), |value| scope.number(value)),
            }
        };
        chosen.map(|(id, _)| entry(id)).collect()
    }

    fn part(&self) -> &PartOutcome {
        let (outcomes, id) = self.outcome.expect("a result stands in a verdict");
        &outcomes.parts[&id]
    }
}

/// 得分率: the score over the points that apply.
fn rate(part: &PartOutcome) -> Outcome<Number> {
    let applicable = match &part.applicable {
        Some(applicable) if applicable.is_zero() => return Outcome::NotApplicable,
        Some(applicable) => Outcome::Known(applicable.clone()),
        None => Outcome::NoValue,
    };
    part.score.clone().with(applicable).map(|(score, applicable)| score / applicable)
}
