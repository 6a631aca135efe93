//! Parts: the standard, its chapters, sections, clauses and items.

use std::collections::BTreeSet;
use std::fmt;

use crate::exact::Exact;
use crate::model::Gaps;
use crate::model::act::Act;
use crate::model::expression::Expr;
use crate::model::factor::Factor;
use crate::model::holding::Bounds;
use crate::model::holding::RollUp;
use crate::source::Span;
use crate::syntax::tree::Rank;

/// A part of one standard, by position in file order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartId(pub u32);

/// A part (标准, 章, 节, 条, 款).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Part {
    /// What it is.
    pub rank: Rank,
    /// Its number or name as printed: `3.1`, `三`. For the standard, its id.
    pub id: String,
    /// Its label, in our words; the id where there is none.
    pub label: String,
    /// Its points; `None` for a part without points of its own (the sum of its children is not filled in).
    pub points: Option<Exact>,
    /// 折算自: the points of the table below, which are scaled to those of the part.
    pub scaled_from: Option<Exact>,
    /// 可负, 可超.
    pub bounds: Bounds,
    /// 取: how the parts below become one, where they are not added up.
    pub roll_up: Option<RollUp>,
    /// 权重: its share where the part above takes the weighted mean.
    pub weight: Option<Exact>,
    /// 缺项 of this part; where there is none, that of the part above.
    pub gaps: Option<Gaps>,
    /// ★.
    pub starred: bool,
    /// The part above; `None` for the standard.
    pub parent: Option<PartId>,
    /// The parts directly below, in order.
    pub children: Vec<PartId>,
    /// 依据 and 来源.
    pub sources: Vec<Citation>,
    /// 责任.
    pub departments: Vec<String>,
    /// 适用 若.
    pub applies: Option<Expr>,
    /// Whether it starts from nothing and earns (得), instead of starting full and losing (扣).
    pub earns: bool,
    /// What acts in it, in file order.
    pub acts: Vec<Act>,
    /// 加倍, 减半, 乘 on lines of their own, in file order.
    pub factors: Vec<Factor>,
    /// The parts at whose results its statements look: those are scored first.
    pub needs: Vec<PartId>,
    /// Its heading.
    pub span: Span,
}

impl Part {
    /// The points among which its acts and the parts below move: 折算自, or else its own.
    pub fn table(&self) -> Option<Exact> {
        self.scaled_from.or(self.points)
    }
}

/// Which of the parts directly below one look at results in which others of them.
pub(crate) fn looks(parts: &[Part], above: PartId) -> BTreeSet<(PartId, PartId)> {
    // The part directly below, in which a part lies.
    let below = |id: PartId| {
        let path = std::iter::successors(Some(id), |at| parts.get(at.0 as usize)?.parent);
        let mut path =
            path.skip_while(|at| parts.get(at.0 as usize).is_some_and(|at| at.parent != Some(above)));
        path.next().filter(|at| parts.get(at.0 as usize).is_some_and(|at| at.parent == Some(above)))
    };
    let looking = (0..).map(PartId).zip(parts).filter(|(_, part)| !part.needs.is_empty());
    let pairs = looking.flat_map(|(id, part)| part.needs.iter().map(move |need| (id, *need)));
    let pairs = pairs.filter_map(|(id, need)| Some((below(id)?, below(need)?)));
    pairs.filter(|(from, to)| from != to).collect()
}

/// The printed source of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Citation {
    /// A short key such as `S31`.
    pub key: Option<String>,
    /// The printed title.
    pub title: String,
    /// The place in it, such as 第10条.
    pub place: Option<String>,
    /// How sure the clause is.
    pub status: Option<Status>,
}

/// How sure it is that a clause says what its printed source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 核实: read in the source.
    Verified,
    /// 推算: derived from sources by combining or adding up.
    Derived,
    /// 待核: not verified.
    Unverified,
    /// 自拟: composed by the author of the clause file.
    Own,
}

impl Status {
    /// The Chinese word.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Verified => "核实",
            Self::Derived => "推算",
            Self::Unverified => "待核",
            Self::Own => "自拟",
        }
    }

    /// The English word.
    pub fn en(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Derived => "derived",
            Self::Unverified => "unverified",
            Self::Own => "own",
        }
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "《{}》", self.title)?;
        if let Some(place) = &self.place {
            write!(f, "{place}")?;
        }
        Ok(())
    }
}
