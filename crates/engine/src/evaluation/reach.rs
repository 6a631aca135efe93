//! What acts do above their clause, as chances.

use crate::evaluation::tally::Chance;
use crate::model::above::Above;
use crate::model::act::ActId;
use crate::syntax::tree::Whole;

/// What is aimed above a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    /// 不得分 于 本章.
    pub(crate) chapter: (Chance, Option<ActId>),
    /// 不得分 于 全部.
    pub(crate) whole: (Chance, Option<ActId>),
    /// 不评.
    pub(crate) withheld: Chance,
    /// Anything at all, from the part itself: such a part is not met.
    pub(crate) aimed: Chance,
}

impl Reach {
    /// Nothing.
    pub(crate) const NONE: Self = Self {
        chapter: (Chance::Never, None),
        whole: (Chance::Never, None),
        withheld: Chance::Never,
        aimed: Chance::Never,
    };

    /// What one act aims at.
    pub(crate) fn of(above: Above, act: ActId) -> Self {
        let reach = Self { aimed: Chance::Surely, ..Self::NONE };
        let hit = (Chance::Surely, Some(act));
        match above {
            Above::NoPoints(Whole::Chapter) => Self { chapter: hit, ..reach },
            Above::NoPoints(Whole::Standard) => Self { whole: hit, ..reach },
            Above::NoVerdict => Self { withheld: Chance::Surely, ..reach },
            Above::Grade(..) => reach,
        }
    }

    /// Both, one after the other.
    #[must_use]
    pub(crate) fn then(self, other: Self) -> Self {
        self.joined(other, Chance::or)
    }

    /// One or the other.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        self.joined(other, |a, b| if a == b { a } else { Chance::Maybe })
    }

    /// The same, at most possible.
    #[must_use]
    pub(crate) fn if_reached(self) -> Self {
        self.joined(self, |chance, _| chance.if_reached())
    }

    /// Whether something is only possible.
    pub(crate) fn is_open(self) -> bool {
        [self.chapter.0, self.whole.0, self.withheld, self.aimed].contains(&Chance::Maybe)
    }

    /// What goes on above a part: from there on it is not its own.
    #[must_use]
    pub(crate) fn beyond(self, part: Option<Whole>) -> Self {
        let chapter = if part.is_some() { Self::NONE.chapter } else { self.chapter };
        Self { chapter, aimed: Chance::Never, ..self }
    }

    /// What takes the points of a chapter or of the standard.
    pub(crate) fn zeroes(self, part: Option<Whole>) -> (Chance, Option<ActId>) {
        match part {
            Some(Whole::Chapter) => self.chapter,
            Some(Whole::Standard) => self.whole,
            None => (Chance::Never, None),
        }
    }

    fn joined(self, other: Self, both: impl Fn(Chance, Chance) -> Chance) -> Self {
        let zero = |a: (Chance, Option<ActId>), b: (Chance, Option<ActId>)| (both(a.0, b.0), a.1.or(b.1));
        Self {
            chapter: zero(self.chapter, other.chapter),
            whole: zero(self.whole, other.whole),
            withheld: both(self.withheld, other.withheld),
            aimed: both(self.aimed, other.aimed),
        }
    }
}
