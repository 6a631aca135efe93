//! From the grades that the rules of a verdict leave possible to those that are left when acts have aimed at it.

use std::collections::BTreeSet;

use crate::evaluation::tally::AimTally;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::VerdictTally;
use crate::model::above::GradeAim;
use crate::plan::PlannedVerdict;

/// The verdict with what is aimed at it. `adds_up`: several demotions add up (累降); otherwise the heaviest acts.
pub(crate) fn demoted(
    ruled: VerdictTally,
    verdict: &PlannedVerdict,
    aims: Vec<AimTally>,
    adds_up: bool,
    withheld: Chance,
) -> VerdictTally {
    let none = aims.iter().filter(|aim| aim.aim == GradeAim::None).map(AimTally::chance);
    let withheld = none.fold(withheld, Chance::or);
    if ruled.grades.is_empty() || (aims.is_empty() && withheld == Chance::Never) {
        return ruled;
    }
    let worst = verdict.grades.saturating_sub(1);
    let levels = levels(&aims, adds_up, worst);
    let caps = heaviest(aims.iter().filter_map(|aim| match aim.aim {
        GradeAim::AtMost(grade) => Some(aim.outcomes(grade.min(worst), worst)),
        _ => None,
    }));
    let mut grades = BTreeSet::new();
    if withheld != Chance::Surely {
        for ruled in &ruled.grades {
            for level in &levels {
                let demoted = ruled.saturating_add(*level).min(worst);
                grades.extend(caps.iter().map(|cap| demoted.max(*cap)));
            }
        }
    }
    if withheld != Chance::Never {
        // Beyond the worst grade stands no grade at all.
        grades.insert(verdict.grades);
    }
    let decided = grades.len() == 1;
    VerdictTally {
        grades: grades.into_iter().collect(),
        cause: ruled.cause.filter(|_| !decided),
        ruled: ruled.grades.clone(),
        aims,
        ..ruled
    }
}

/// By how many grades it may be demoted.
fn levels(aims: &[AimTally], adds_up: bool, worst: u16) -> BTreeSet<u16> {
    let of = |aim: &AimTally| match aim.aim {
        GradeAim::Demote(levels) if adds_up => Some(aim.multiples(levels, worst)),
        GradeAim::Demote(levels) => Some(aim.outcomes(levels.min(worst), worst)),
        GradeAim::Lowest => Some(aim.outcomes(worst, worst)),
        GradeAim::AtMost(_) | GradeAim::None => None,
    };
    let each = aims.iter().filter_map(of);
    if !adds_up {
        return heaviest(each);
    }
    each.fold(BTreeSet::from([0]), |sums, next| {
        let of = |sum: u16| next.iter().map(move |more| sum.saturating_add(*more).min(worst));
        sums.iter().flat_map(|sum| of(*sum)).collect()
    })
}

/// What the greatest of several may be.
fn heaviest(each: impl Iterator<Item = BTreeSet<u16>>) -> BTreeSet<u16> {
    let each: Vec<BTreeSet<u16>> = each.collect();
    let least = each.iter().filter_map(|outcomes| outcomes.first().copied()).max().unwrap_or(0);
    let above = each.into_iter().flatten().filter(|outcome| *outcome > least);
    above.chain([least]).collect()
}

impl AimTally {
    /// Whether it is reached.
    fn chance(&self) -> Chance {
        match (self.low, self.high) {
            (_, 0) => Chance::Never,
            (0, _) => Chance::Maybe,
            _ => Chance::Surely,
        }
    }

    /// One thing where it is reached, nothing where it is not.
    fn outcomes(&self, reached: u16, worst: u16) -> BTreeSet<u16> {
        let nothing = Some(0).filter(|_| self.chance() != Chance::Surely);
        let reached = Some(reached.min(worst)).filter(|_| self.chance() != Chance::Never);
        nothing.into_iter().chain(reached).collect()
    }

    /// As many times as it is reached.
    fn multiples(&self, levels: u16, worst: u16) -> BTreeSet<u16> {
        let most = self.high.min(self.low.saturating_add(worst));
        (self.low..=most).map(|times| times.saturating_mul(levels).min(worst)).collect()
    }
}
