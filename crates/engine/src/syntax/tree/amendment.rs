//! What a standard does to the one that it builds on: 改, 删, 增.

use crate::source::Span;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;

/// What a heading changes in the standard that its file builds on (承).
#[derive(Clone, Debug)]
pub enum Change {
    /// 改: the part is there already; what stands here takes the place of what it says.
    Amend(Span),
    /// 增 [于 章 三 | 后 条 3.8]: the part is new.
    Insert(Option<Destination>, Span),
    /// 删 … 因 "…": the part goes, for this reason.
    Delete(Spelled, Span),
}

impl Change {
    /// Where its keyword stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Amend(span) | Self::Insert(_, span) | Self::Delete(_, span) => *span,
        }
    }
}

/// Where a new part is put.
#[derive(Clone, Debug)]
pub struct Destination {
    /// 后: right behind a part, rather than at the end of it (于).
    pub after: bool,
    /// The rank of that part.
    pub rank: Rank,
    /// Its id.
    pub id: Spelled,
    /// The whole of it.
    pub span: Span,
}

/// `删 观测 x 因 "…"`: a declaration of the standard built on that goes.
#[derive(Clone, Debug)]
pub struct Deletion {
    /// What sort of declaration.
    pub what: Declared,
    /// Its name; `None` for the main verdict.
    pub name: Option<Spelled>,
    /// Why it goes.
    pub reason: Spelled,
}

/// The sorts of declarations that can go one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Declared {
    /// 观测.
    Fact,
    /// 令.
    Let,
    /// 参数.
    Parameter,
    /// 评定.
    Verdict,
}
