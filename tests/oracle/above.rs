//! What acts do above their clause.

use std::collections::BTreeMap;

use weiheng::Standard;
use weiheng::model::above::Above;
use weiheng::model::above::GradeAim;
use weiheng::syntax::tree::Whole;

use crate::done::and;
use crate::done::or;
use crate::number::Number;
use crate::outcome::Outcome;

/// What is aimed above a part. `None` stands for what has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aims {
    /// 不得分 于 本章.
    pub chapter: Option<bool>,
    /// 不得分 于 全部.
    pub whole: Option<bool>,
    /// 不评.
    pub withheld: Option<bool>,
    /// Anything at all.
    pub any: Option<bool>,
    /// How often each thing is done to a grade.
    pub grades: Option<BTreeMap<(u16, u8, u16), u64>>,
}

impl Aims {
    /// Nothing.
    pub fn none() -> Self {
        let no = Some(false);
        Self { chapter: no, whole: no, withheld: no, any: no, grades: Some(BTreeMap::new()) }
    }

    /// One thing.
    pub fn of(above: Above) -> Self {
        let mut aims = Self { any: Some(true), ..Self::none() };
        match above {
            Above::NoPoints(Whole::Chapter) => aims.chapter = Some(true),
            Above::NoPoints(Whole::Standard) => aims.whole = Some(true),
            Above::NoVerdict => aims.withheld = Some(true),
            Above::Grade(verdict, aim) => {
                let (kind, value) = match aim {
                    GradeAim::Demote(levels) => (0, levels),
                    GradeAim::Lowest => (1, 0),
                    GradeAim::AtMost(best) => (2, best),
                    GradeAim::None => (3, 0),
                };
                aims.grades = Some(BTreeMap::from([((verdict, kind, value), 1)]));
            }
        }
        aims
    }

    /// One after the other.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        let grades = self.grades.zip(next.grades).map(|(mut grades, next)| {
            next.into_iter().for_each(|(aim, times)| *grades.entry(aim).or_default() += times);
            grades
        });
        Self {
            chapter: or(self.chapter, next.chapter),
            whole: or(self.whole, next.whole),
            withheld: or(self.withheld, next.withheld),
            any: or(self.any, next.any),
            grades,
        }
    }

    /// One or the other.
    #[must_use]
    pub fn either(self, other: Self) -> Self {
        let alike = |a: Option<bool>, b: Option<bool>| if a == b { a } else { None };
        Self {
            chapter: alike(self.chapter, other.chapter),
            whole: alike(self.whole, other.whole),
            withheld: alike(self.withheld, other.withheld),
            any: alike(self.any, other.any),
            grades: if self.grades == other.grades { self.grades } else { None },
        }
    }

    /// So often: what is done to grades is done each time.
    #[must_use]
    pub fn times(mut self, count: &Number) -> Self {
        let count = count.ceil().to_integer();
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        self.grades.iter_mut().flatten().for_each(|(_, times)| *times = times.saturating_mul(count));
        self
    }

    /// Whether something in it has no value.
    pub fn is_open(&self) -> bool {
        [self.chapter, self.whole, self.withheld, self.any].contains(&None) || self.grades.is_none()
    }

    /// The same, perhaps: where something above may not apply.
    #[must_use]
    pub fn perhaps(self) -> Self {
        self.either(Self::none())
    }

    /// What goes on above a part.
    #[must_use]
    pub fn beyond(self, stops: bool) -> Self {
        Self { chapter: and(self.chapter, Some(!stops)), any: Some(false), ..self }
    }

    /// The grade that is left of one that the rules gave.
    pub fn grade(&self, standard: &Standard, verdict: u16, ruled: Outcome<u16>) -> Outcome<u16> {
        let count = standard.verdicts[usize::from(verdict)].grades.len() as u64;
        let (Some(grades), Some(withheld)) = (&self.grades, self.withheld) else {
            return if ruled == Outcome::NotApplicable { ruled } else { Outcome::NoValue };
        };
        let own = || grades.iter().filter(|((at, ..), times)| *at == verdict && **times > 0);
        let of = |kind: u8| own().filter(move |((_, own, _), _)| *own == kind);
        let demotions = of(0).map(|((.., levels), times)| (u64::from(*levels), *times));
        let demoted: u64 = if standard.demotions_add_up {
            demotions.map(|(levels, times)| levels.saturating_mul(times)).fold(0, u64::saturating_add)
        } else {
            demotions.map(|(levels, _)| levels).max().unwrap_or(0)
        };
        let lowest = if of(1).count() > 0 { count - 1 } else { 0 };
        let demoted =
            if standard.demotions_add_up { demoted.saturating_add(lowest) } else { demoted.max(lowest) };
        let best = of(2).map(|((.., best), _)| u64::from(*best)).max().unwrap_or(0);
        let none = withheld || of(3).count() > 0;
        ruled.map(|grade| {
            let left = u64::from(grade).saturating_add(demoted).min(count - 1).max(best.min(count - 1));
            u16::try_from(if none { count } else { left }).expect("a verdict has few grades")
        })
    }
}
