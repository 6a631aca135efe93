//! What a statement does above its clause: to the chapter, to the whole, to the outcome.

use crate::syntax::tree::Whole;

/// What is aimed above the clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// 不得分 于 …: the chapter or the whole has no points.
    NoPoints(Whole),
    /// 不评: no score and no grade of any verdict.
    NoVerdict,
    /// What it does to the grade of one verdict, by its position.
    Grade(u16, GradeAim),
}

/// What is done to a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GradeAim {
    /// 降 n级.
    Demote(u16),
    /// 降到最低.
    Lowest,
    /// 至多评为: the position of the best grade that may still be given.
    AtMost(u16),
    /// 不评 于 …: this verdict gives no grade.
    None,
}
