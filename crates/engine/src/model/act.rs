//! What statements do to points and to the outcome.

use crate::exact::Exact;
use crate::model::above::Above;
use crate::model::account::AccountId;
use crate::model::expression::Bands;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::RowLet;
use crate::model::factor::Factor;
use crate::source::Span;
use crate::syntax::tree::PartStep;
use crate::syntax::tree::RowFold;

/// An act of one standard, by position in file order (outer before inner).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActId(pub u32);

/// An act.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Act {
    /// Its id.
    pub id: ActId,
    /// What it does.
    pub kind: ActKind,
    /// 至多, 至少 and factors, acting left to right on its amount.
    pub limits: Vec<Limit>,
    /// The quoted reason.
    pub note: Option<String>,
    /// Its text.
    pub span: Span,
}

impl Act {
    /// The account to which it books, itself or an act in it; `None` where it books nothing.
    pub fn account(&self) -> Option<AccountId> {
        self.verbs().into_iter().find_map(Verb::account)
    }

    /// Whether it, or an act in it, books to an account.
    pub fn books(&self, account: AccountId) -> bool {
        self.verbs().contains(&Verb::Book(account))
    }

    /// Whether it, or an act in it, books, and nothing in it moves points.
    pub fn only_books(&self) -> bool {
        let verbs = self.verbs();
        let mut waiting = vec![self];
        while let Some(act) = waiting.pop() {
            if matches!(act.kind, ActKind::FullPoints | ActKind::NoPoints | ActKind::Pending(_)) {
                return false;
            }
            waiting.extend(act.inside());
        }
        !verbs.is_empty() && verbs.iter().all(|verb| matches!(verb, Verb::Book(_)))
    }

    /// Whether every amount that it and the acts in it name is a bonus, which no points hold.
    pub fn only_adds(&self) -> bool {
        let verbs = self.verbs();
        !verbs.is_empty() && verbs.iter().all(|verb| *verb == Verb::Bonus)
    }

    /// Where the amounts go that it names, and those of the acts in it, in file order.
    pub fn verbs(&self) -> Vec<Verb> {
        let mut verbs = Vec::new();
        let mut waiting = vec![self];
        while let Some(act) = waiting.pop() {
            verbs.extend(match &act.kind {
                ActKind::Amount(verb, _) => Some(*verb),
                ActKind::Items(items) => Some(items.verb),
                _ => None,
            });
            waiting.extend(act.inside().into_iter().rev());
        }
        verbs
    }

    /// Whether it, or an act in it, moves amounts of a verb. `earns`: what its part does where it does not say.
    pub fn speaks_of(&self, verb: Verb, earns: bool) -> bool {
        let main = |earns: bool| verb == if earns { Verb::Earn } else { Verb::Deduct };
        let inside = || self.inside().into_iter().any(|act| act.speaks_of(verb, earns));
        match &self.kind {
            ActKind::Amount(own, _) => *own == verb,
            ActKind::Items(items) => items.verb == verb,
            ActKind::Pending(_) => main(earns),
            ActKind::Rows(rows) => (verb == Verb::Bonus && inside()) || main(rows.earns),
            ActKind::Require(..)
            | ActKind::Group(_)
            | ActKind::Heaviest(_)
            | ActKind::Chain(..)
            | ActKind::Bands(_)
            | ActKind::Each(_)
            | ActKind::Steps(_) => inside(),
            ActKind::FullPoints | ActKind::NoPoints | ActKind::Veto | ActKind::Fail | ActKind::Above(_) => {
                false
            }
        }
    }

    /// The acts directly in it.
    pub fn inside(&self) -> Vec<&Self> {
        match &self.kind {
            ActKind::Amount(..)
            | ActKind::FullPoints
            | ActKind::NoPoints
            | ActKind::Veto
            | ActKind::Fail
            | ActKind::Above(_)
            | ActKind::Pending(_)
            | ActKind::Items(_) => Vec::new(),
            ActKind::Require(_, otherwise) => vec![otherwise],
            ActKind::Group(acts) | ActKind::Heaviest(acts) => acts.iter().collect(),
            ActKind::Chain(branches, last) => {
                branches.iter().map(|(_, then)| then).chain(last.as_deref()).collect()
            }
            ActKind::Bands(bands) => bands.rows.iter().map(|row| &row.then).collect(),
            ActKind::Each(each) => vec![&each.then],
            ActKind::Steps(steps) => vec![&steps.then],
            ActKind::Rows(rows) => rows.acts.iter().collect(),
        }
    }

    /// Whether it, or an act in it, may move points.
    pub fn moves_points(&self) -> bool {
        let moves = match &self.kind {
            ActKind::Amount(verb, _) => verb.account().is_none(),
            ActKind::Items(items) => items.verb.account().is_none(),
            ActKind::FullPoints | ActKind::NoPoints => true,
            ActKind::Pending(pending) => *pending != Pending::Met,
            _ => false,
        };
        moves || self.inside().into_iter().any(Self::moves_points)
    }

    /// Whether it, or an act in it, acts above its part: at a chapter, the whole or a grade.
    pub fn acts_above(&self) -> bool {
        matches!(self.kind, ActKind::Above(_)) || self.inside().into_iter().any(Self::acts_above)
    }

    /// Whether it, or an act in it, aims at a grade.
    pub fn aims_at_grade(&self) -> bool {
        matches!(self.kind, ActKind::Above(Above::Grade(..)))
            || self.inside().into_iter().any(Self::aims_at_grade)
    }
}

/// Where an amount goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// 扣: points lost.
    Deduct,
    /// 得: points earned.
    Earn,
    /// 加: points added outside.
    Bonus,
    /// 记: an amount of an account.
    Book(AccountId),
}

impl Verb {
    /// The account to which it books.
    pub fn account(self) -> Option<AccountId> {
        if let Self::Book(account) = self { Some(account) } else { None }
    }
}

/// A limit on the amount of an act, in the unit of what it moves, or a factor of it.
#[derive(Clone, Debug)]
pub enum Limit {
    /// 至多.
    AtMost(Expr),
    /// 至少.
    AtLeast(Expr),
    /// 加倍, 减半, 乘.
    Times(Factor),
}

/// What an act does.
#[derive(Clone, Debug)]
pub enum ActKind {
    /// 扣, 得, 加 an amount of points, 记 one of an account.
    Amount(Verb, Expr),
    /// 得满分.
    FullPoints,
    /// 不得分.
    NoPoints,
    /// 否决.
    Veto,
    /// 不合格.
    Fail,
    /// What acts above the clause.
    Above(Above),
    /// 要求 c, otherwise the act.
    Require(Expr, Box<Act>),
    /// 待定.
    Pending(Pending),
    /// { … }.
    Group(Vec<Act>),
    /// 择重 { … }.
    Heaviest(Vec<Act>),
    /// The first branch that holds, else the last.
    Chain(Vec<(Expr, Act)>, Option<Box<Act>>),
    /// 按 … 分档.
    Bands(Bands<Act>),
    /// 每.
    Each(Each),
    /// 低于/高于 … 每.
    Steps(Steps),
    /// 缺/有.
    Items(Items),
    /// 逐.
    Rows(Rows),
}

/// What 待定 leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pending {
    /// How many points are lost, from one number to another.
    Range(Exact, Exact),
    /// How many of the points of its part are lost.
    Points,
    /// Whether its part, which has no points, is met.
    Met,
}

/// `每 [size] measure [若 filter]`: the act's amount for each.
#[derive(Clone, Debug)]
pub struct Each {
    /// What is counted.
    pub measure: Measure,
    /// One step, in base units of the measure; 1 for counts.
    pub size: Exact,
    /// What becomes of a part of a step; `None` where the precision leaves none.
    pub part: Option<PartStep>,
    /// What each costs or earns.
    pub then: Box<Act>,
}

/// What a 每 counts.
#[derive(Clone, Debug)]
pub enum Measure {
    /// A number.
    Number(Expr),
    /// The rows of a list that pass; the act may use their fields.
    Rows(FactId, Option<Expr>),
}

/// Steps from a threshold.
#[derive(Clone, Debug)]
pub struct Steps {
    /// What is measured.
    pub measure: Expr,
    /// Whether the steps count below the threshold (else above).
    pub below: bool,
    /// The threshold.
    pub threshold: Expr,
    /// One step, in base units.
    pub step: Exact,
    /// What becomes of a part of a step; `None` where the precision leaves none.
    pub part: Option<PartStep>,
    /// What each step costs or earns.
    pub then: Box<Act>,
}

/// 缺/有 … 每项.
#[derive(Clone, Debug)]
pub struct Items {
    /// 缺 (`true`) or 有.
    pub missing: bool,
    /// The items.
    pub of: ItemsOf,
    /// 扣, 得, 加 or 记.
    pub verb: Verb,
    /// The price of each item, in the order of the items; `None` for an item that costs nothing.
    pub prices: Vec<Option<Expr>>,
}

/// The items of a 缺/有.
#[derive(Clone, Debug)]
pub enum ItemsOf {
    /// A 清单.
    List(FactId),
    /// Yes/no facts.
    Facts(Vec<FactId>),
}

/// 逐.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The record list.
    pub list: FactId,
    /// 按: the rows become one in each group of rows with one value of a field, and the groups add up.
    pub by: Option<FieldId>,
    /// Which rows.
    pub filter: Option<Expr>,
    /// How the rows become one.
    pub fold: RowFold,
    /// Derived values of a row beyond the record's own.
    pub lets: Vec<RowLet>,
    /// What acts in each row.
    pub acts: Vec<Act>,
    /// Whether rows earn from nothing instead of losing from the points.
    pub earns: bool,
}
