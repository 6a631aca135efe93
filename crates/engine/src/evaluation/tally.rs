//! The bare result: numbers by position, from which the assessment for people is written.

use serde::Deserialize;
use serde::Serialize;

use crate::evaluation::account::AccountTally;
use crate::evaluation::decided::Ruling;
use crate::evaluation::demotion::Aimed;
use crate::evaluation::demotion::Demotions;
use crate::evaluation::ledger::Ledger;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Possible;
use crate::evaluation::results::Results;
use crate::exact::Exact;
use crate::model::above::GradeAim;
use crate::model::act::ActId;
use crate::model::part::PartId;
use crate::plan::Plan;

/// What one unit scores against one plan, without words. A tally can be used again for the next unit, which
/// keeps its memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The ledger, in the order in which lines acted.
    pub lines: Ledger,
    /// The results of parts, by position.
    pub parts: Results,
    /// What acts aim at grades.
    pub aims: Vec<AimTally>,
    /// What they may do together to the grade of each verdict; empty where there are none.
    pub demotions: Vec<Demotions>,
    /// The total before rounding; `None` where there are no points or nothing applies.
    pub unrounded: Option<Ends>,
    /// The total after rounding.
    pub total: Option<Ends>,
    /// The accounts, by position.
    pub accounts: Vec<AccountTally>,
    /// The verdicts, in the order of the plan.
    pub verdicts: Vec<VerdictTally>,
    /// What the unit is among the units scored with it, by position; empty where it was scored alone.
    pub batch: Vec<Option<Possible>>,
}

impl Tally {
    /// Makes room for a unit.
    pub(crate) fn open(&mut self, plan: &Plan) {
        self.lines.open(plan.scale);
        self.accounts.clear();
        self.accounts.resize(plan.accounts.len(), AccountTally::empty());
        self.verdicts.iter_mut().for_each(VerdictTally::clear);
        self.aims.clear();
        self.demotions.clear();
        self.batch.clear();
        self.unrounded = None;
        self.total = None;
    }

    /// Adds what a part aims at grades.
    pub(crate) fn aimed_at(&mut self, aims: Vec<AimTally>, aimed: Aimed) {
        self.aims.extend(aims);
        let sofar = std::mem::take(&mut self.demotions);
        self.demotions = if sofar.is_empty() { aimed.0 } else { Aimed(sofar).then(aimed).0 };
    }
}

/// A number in the worst and in the best completion of what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// In the worst.
    pub low: Exact,
    /// In the best.
    pub high: Exact,
}

impl Ends {
    /// Nothing.
    pub const ZERO: Self = Self { low: Exact::ZERO, high: Exact::ZERO };

    /// Stands for an end that nothing bounds, such as a bonus for each row of a list that was not seen: further than
    /// any score comes, and small enough to be added up and scaled.
    pub const FAR: Exact = Exact::whole(1_000_000_000_000);

    /// One number.
    pub fn point(value: Exact) -> Self {
        Self { low: value, high: value }
    }

    /// Whether an end, or what was added up to one, stands for no end.
    pub fn is_unbounded(end: Exact) -> bool {
        let (size, half) = (end.max(end.negated()), Exact::whole(500_000_000_000));
        size >= half
    }

    /// Whether both are zero.
    pub fn is_zero(self) -> bool {
        self.low.is_zero() && self.high.is_zero()
    }
}

/// One line: what it adds to its part at both ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its part.
    pub part: PartId,
    /// The act that made it; `None` for what the order of arithmetic itself does.
    pub act: Option<ActId>,
    /// What it is.
    pub kind: LineKind,
    /// What it adds.
    pub amount: Ends,
}

/// What a ledger line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// 扣.
    Deduct,
    /// 得.
    Earn,
    /// 加.
    Bonus,
    /// 得满分: fills the part up.
    Full,
    /// 不得分: takes what is left.
    Zeroed,
    /// 记: an amount of an account.
    Booked,
    /// What an account is worked out from.
    Computed,
    /// 加倍, 减半, 乘: what a factor made of an amount.
    Factor,
    /// 封顶 or 保底: a limit (至多, 至少) gave back or took.
    Cap,
    /// 扣完为止: deductions beyond the points, given back.
    Floor,
    /// Earnings beyond the points, taken back.
    Ceiling,
    /// One missing observation moves several lines against each other: the difference to the true ends.
    Joint,
    /// 取: the parts below became one otherwise than by their sum.
    RollUp,
    /// 折算自: a score among the points of a table scaled to those of its part.
    Scaled,
    /// 缺项: points of what does not apply, by the policy of the standard.
    Gaps,
    /// 取整: the rounding of the total.
    Rounding,
    /// 待定.
    Pending,
    /// 否决, 不合格: no points moved.
    Outcome,
}

/// The result of one part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartTally {
    /// Its finding.
    pub finding: Finding,
    /// Its score without bonuses; `None` where it has no points of its own or does not apply.
    pub score: Option<Ends>,
    /// Its bonuses.
    pub bonus: Ends,
    /// What it started from; `None` where it sums other parts or does not apply.
    pub start: Option<Exact>,
    /// The points that apply to it in the fewest and in the most cases.
    pub applicable: Ends,
    /// Whether it may turn out not applicable.
    pub may_be_inapplicable: bool,
    /// Whether it may veto, and whether it surely does.
    pub veto: Chance,
    /// Whether it may keep the whole from being scored (不评), and whether it surely does.
    pub withheld: Chance,
    /// Whether a requirement in it may fail, and whether one surely does.
    pub failure: Chance,
    /// Why it is undetermined.
    pub cause: Option<Cause>,
}

impl PartTally {
    /// A part of which nothing is known yet.
    pub(crate) const BLANK: Self = Self {
        finding: Finding::Met,
        score: None,
        bonus: Ends::ZERO,
        start: None,
        applicable: Ends::ZERO,
        may_be_inapplicable: false,
        veto: Chance::Never,
        withheld: Chance::Never,
        failure: Chance::Never,
        cause: None,
    };
}

/// Whether something may happen, and whether it surely does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chance {
    /// It cannot.
    #[default]
    Never,
    /// It may.
    Maybe,
    /// It does.
    Surely,
}

impl Chance {
    /// The greater of two: either happens.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// The same, at most possible: it hangs on something open.
    #[must_use]
    pub fn if_reached(self) -> Self {
        self.min(Self::Maybe)
    }
}

/// The finding of a part: the first of these that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// 不适用.
    NotApplicable,
    /// 不评: it surely keeps the whole from being scored.
    Withheld,
    /// 否决: it surely vetoes.
    Vetoed,
    /// 不合格: a requirement is surely not met.
    Failed,
    /// 待定: no observation can settle it.
    Undetermined,
    /// 未查: what was not observed could still change it.
    NotObserved,
    /// 零分: it has points and earns none of them.
    Zero,
    /// 扣分: some of its points are lost.
    Reduced,
    /// 合格: full points, or every requirement met.
    Met,
}

/// How firm the amount of an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountFinding {
    /// One amount, whatever is still missing.
    Known,
    /// 未查: what was not observed could still change it.
    NotObserved,
    /// 待定: no observation can settle it.
    Undetermined,
    /// 不适用: what it is worked out from does not apply.
    NotApplicable,
}

/// The result of one verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerdictTally {
    /// The grades that are possible, by position, best first; empty where nothing applies.
    /// The position beyond the worst grade stands for none at all (不评).
    pub grades: Vec<u16>,
    /// The grades that the rules alone leave possible, where something was aimed at the verdict.
    pub ruled: Vec<u16>,
    /// What was aimed at the verdict.
    pub aims: Vec<AimTally>,
    /// Why it is undetermined, where observing what is missing could not decide it.
    pub cause: Option<Cause>,
    /// The position of the rule that decided, where one did.
    pub rule: Option<u16>,
}

impl VerdictTally {
    /// Nothing decided, in the memory of what was.
    pub(crate) fn clear(&mut self) {
        self.grades.clear();
        self.ruled.clear();
        self.aims.clear();
        (self.cause, self.rule) = (None, None);
    }

    /// One grade, by one rule.
    pub(crate) fn decided(mut self, ruling: Ruling) -> Self {
        self.grades.push(ruling.grade);
        self.rule = Some(ruling.rule);
        self
    }
}

/// An act that aims at a grade, and how often it is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AimTally {
    /// The act.
    pub act: ActId,
    /// Its part.
    pub part: PartId,
    /// The position of the verdict.
    pub verdict: u16,
    /// What it does.
    pub aim: GradeAim,
    /// How often it is surely reached.
    pub low: u16,
    /// How often it may be reached.
    pub high: u16,
}
