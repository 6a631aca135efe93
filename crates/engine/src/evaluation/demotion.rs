//! From the grades that the rules of a verdict leave possible to those that are left when acts have aimed at it.

use std::collections::BTreeSet;

use crate::evaluation::tally::AimTally;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::VerdictTally;
use crate::model::above::GradeAim;
use crate::plan::Plan;
use crate::plan::PlannedVerdict;

/// What acts may do to the grade of one verdict together: everything that may come of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demotions {
    worst: u16,
    /// Several demotions add up (累降); otherwise the heaviest acts.
    add_up: bool,
    ways: BTreeSet<Demotion>,
}

/// One thing that may come of the acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Demotion {
    /// By how many grades it is demoted.
    levels: u16,
    /// The best grade that may still be given.
    at_most: u16,
    /// Whether no grade is given at all.
    none: bool,
}

impl Demotions {
    /// Nothing is done to the grade of a verdict.
    pub(crate) fn nothing(verdict: &PlannedVerdict, add_up: bool) -> Self {
        let worst = verdict.grades.saturating_sub(1);
        Self { worst, add_up, ways: BTreeSet::from([Demotion::default()]) }
    }

    /// What one act does that is reached so often, at least and at most.
    pub(crate) fn of(&self, aim: GradeAim, low: u16, high: u16) -> Self {
        // Beyond the worst grade it makes no difference how often.
        let most = high.min(low.saturating_add(self.worst).saturating_add(1));
        let ways = (low..=most).map(|times| self.reached(aim, times)).collect();
        Self { ways, ..*self }
    }

    fn reached(&self, aim: GradeAim, times: u16) -> Demotion {
        let nothing = Demotion::default();
        if times == 0 {
            return nothing;
        }
        let often = if self.add_up { times } else { 1 };
        match aim {
            GradeAim::Demote(levels) => {
                Demotion { levels: levels.saturating_mul(often).min(self.worst), ..nothing }
            }
            GradeAim::Lowest => Demotion { levels: self.worst, ..nothing },
            GradeAim::AtMost(best) => Demotion { at_most: best.min(self.worst), ..nothing },
            GradeAim::None => Demotion { none: true, ..nothing },
        }
    }

    /// Both, one after the other.
    #[must_use]
    pub(crate) fn then(self, next: &Self) -> Self {
        let both = |one: &Demotion, other: &Demotion| Demotion {
            levels: match self.add_up {
                true => one.levels.saturating_add(other.levels).min(self.worst),
                false => one.levels.max(other.levels),
            },
            at_most: one.at_most.max(other.at_most),
            none: one.none || other.none,
        };
        let ways = self.ways.iter().flat_map(|one| next.ways.iter().map(move |other| both(one, other)));
        Self { ways: ways.collect(), ..self }
    }

    /// One or the other.
    #[must_use]
    pub(crate) fn or(mut self, other: Self) -> Self {
        self.ways.extend(other.ways);
        self
    }

    /// The same, or nothing.
    #[must_use]
    pub(crate) fn if_reached(mut self) -> Self {
        self.ways.insert(Demotion::default());
        self
    }

    /// The same any number of times, each time in a way of its own.
    fn any_number_of(self) -> Self {
        let mut all = self.if_reached();
        loop {
            let more = all.clone().then(&all);
            if more == all {
                return all;
            }
            all = more;
        }
    }

    /// The grades that are left of those that were ruled; beyond the worst stands no grade at all.
    fn left(&self, ruled: &[u16], withheld: Chance) -> BTreeSet<u16> {
        let none = self.worst.saturating_add(1);
        let mut grades = BTreeSet::new();
        for way in self.ways.iter().filter(|_| withheld != Chance::Surely) {
            let given = |ruled: &u16| ruled.saturating_add(way.levels).min(self.worst).max(way.at_most);
            match way.none {
                true => grades.extend([none]),
                false => grades.extend(ruled.iter().map(given)),
            }
        }
        grades.extend(Some(none).filter(|_| withheld != Chance::Never));
        grades
    }
}

/// What acts may do to the grades of all verdicts, by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Aimed(pub(crate) Vec<Demotions>);

impl Aimed {
    /// Nothing is done to any grade.
    pub(crate) fn nothing(plan: &Plan) -> Self {
        let nothing = |verdict| Demotions::nothing(verdict, plan.demotions_add_up);
        Self(plan.verdicts.iter().map(nothing).collect())
    }

    /// What one act does to one verdict.
    pub(crate) fn of(mut self, verdict: u16, aim: GradeAim, (low, high): (u16, u16)) -> Self {
        if let Some(demotions) = self.0.get_mut(usize::from(verdict)) {
            *demotions = demotions.of(aim, low, high);
        }
        self
    }

    /// Both, one after the other.
    #[must_use]
    pub(crate) fn then(self, next: Self) -> Self {
        Self(self.0.into_iter().zip(next.0).map(|(one, next)| one.then(&next)).collect())
    }

    /// One or the other.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0.into_iter().zip(other.0).map(|(one, other)| one.or(other)).collect())
    }

    /// The same, or nothing.
    #[must_use]
    pub(crate) fn if_reached(self) -> Self {
        Self(self.0.into_iter().map(Demotions::if_reached).collect())
    }

    /// The same any number of times, none included.
    #[must_use]
    pub(crate) fn any_number_of(self) -> Self {
        Self(self.0.into_iter().map(Demotions::any_number_of).collect())
    }
}

/// The verdict with what is aimed at it; `demotions` where anything may be.
pub(crate) fn demoted(
    ruled: VerdictTally,
    verdict: &PlannedVerdict,
    aims: Vec<AimTally>,
    demotions: Option<&Demotions>,
    withheld: Chance,
) -> VerdictTally {
    if ruled.grades.is_empty() || (aims.is_empty() && withheld == Chance::Never) {
        return ruled;
    }
    let nothing = Demotions::nothing(verdict, false);
    let grades = demotions.unwrap_or(&nothing).left(&ruled.grades, withheld);
    let decided = grades.len() == 1;
    VerdictTally {
        grades: grades.into_iter().collect(),
        cause: ruled.cause.filter(|_| !decided),
        ruled: ruled.grades.clone(),
        aims,
        ..ruled
    }
}
