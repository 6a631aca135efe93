//! Headers of a standard or a part: 来源, 依据, 取, 账.

use crate::syntax::tree::Expr;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Trailing;

/// `取 fold [得分|得分率]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RollUp {
    /// How the parts become one.
    pub fold: RollUpFold,
    /// What of each part, where written.
    pub of: Option<RollUpOf>,
}

/// How the results of parts become one, where they are not added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RollUpFold {
    /// 平均.
    Mean,
    /// 最低.
    Lowest,
    /// 加权: each part with the weight of its heading.
    Weighted,
}

/// What of each part is rolled up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RollUpOf {
    /// 得分.
    Score,
    /// 得分率: scaled to the points of the part above.
    ScoreRate,
}

/// `来源/依据 [S31] "title" [第10条] [核实]`.
#[derive(Clone, Debug)]
pub struct Source {
    /// Whether it was written 依据 (of a clause) rather than 来源 (of a standard or chapter).
    pub of_clause: bool,
    /// A short key such as `S31`.
    pub key: Option<Spelled>,
    /// The printed title.
    pub title: Spelled,
    /// The place in it, such as 第10条.
    pub place: Option<Spelled>,
    /// 核实, 推算, 待核 or 自拟.
    pub status: Option<Spelled>,
}

/// `账 name unit [可负] [至多 a] [= e]`: amounts beside the points.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its name.
    pub name: Spelled,
    /// The unit of its amounts.
    pub unit: Spelled,
    /// 可负.
    pub signed: bool,
    /// What its amount is held to: 至多 当月保洁费.
    pub limits: Vec<Trailing>,
    /// What it is worked out from, where nothing is booked: 奖励 - 罚款.
    pub computed: Option<Expr>,
}
