//! Grades, from conditions over the results of parts.

use num_traits::Zero;
use weiheng::evaluation::tally::Finding;
use weiheng::model::expression::OutcomeNumber;
use weiheng::model::expression::PartFold;
use weiheng::model::expression::PartSet;
use weiheng::model::part::PartId;
use weiheng::model::verdict::Rule;
use weiheng::model::verdict::Verdict;
use weiheng::syntax::tree::Rank;

use crate::fold::Entry;
use crate::fold::folded;
use crate::fold::quantified;
use crate::number::Number;
use crate::number::whole;
use crate::oracle::Oracle;
use crate::outcome::Outcome;
use crate::result::Outcomes;
use crate::result::PartOutcome;
use crate::scope::Scope;

impl Oracle<'_> {
    /// The grade of the first rule that holds; none where nothing applies. A rule whose condition is not applicable
    /// does not hold.
    pub(crate) fn grade(&self, verdict: &Verdict, outcomes: &Outcomes) -> Outcome<u16> {
        if outcomes.parts[&PartId(0)].finding == Finding::NotApplicable {
            return Outcome::NotApplicable;
        }
        let scope = Scope { outcome: Some((outcomes, PartId(0))), ..Scope::new(self) };
        first(&scope, &verdict.rules)
    }
}

fn first(scope: &Scope<'_>, rules: &[Rule]) -> Outcome<u16> {
    let (rule, rest) = rules.split_first().expect("the last rule of a verdict always holds");
    let condition = rule.when.as_ref().map_or(Outcome::Known(true), |when| scope.truth(when));
    match condition {
        Outcome::Known(true) => Outcome::Known(rule.grade),
        Outcome::Known(false) | Outcome::NotApplicable => first(scope, rest),
        Outcome::NoValue if first(scope, rest) == Outcome::Known(rule.grade) => Outcome::Known(rule.grade),
        Outcome::NoValue => Outcome::NoValue,
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
