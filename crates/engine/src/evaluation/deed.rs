//! What an act does to its part: amounts, and effects that are all or nothing.

use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::reach::Reach;
use crate::evaluation::tally::Chance;
use crate::model::act::ActId;
use crate::model::act::Verb;

/// What an act, or several, do. Amounts may be unbounded: only lines and results are brought to ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Deed {
    /// Points lost (扣); in the book of an account, what is booked to it (记).
    pub(crate) deduct: Interval,
    /// Points earned (得).
    pub(crate) earn: Interval,
    /// Points added outside (加).
    pub(crate) bonus: Interval,
    /// 得满分.
    pub(crate) full: Chance,
    /// 不得分.
    pub(crate) zero: Chance,
    /// The act that said 得满分.
    pub(crate) full_by: Option<ActId>,
    /// The act that said 不得分.
    pub(crate) zero_by: Option<ActId>,
    /// 否决.
    pub(crate) veto: Chance,
    /// 不合格.
    pub(crate) failure: Chance,
    /// What it does above its clause.
    pub(crate) above: Reach,
    /// That it did nothing because its condition or measure is not applicable.
    pub(crate) inapplicable: Chance,
    /// Whether an amount may have no value.
    pub(crate) absent: bool,
    /// Whether the points added outside are such an amount.
    pub(crate) bonus_absent: bool,
    /// Why it is not one thing.
    pub(crate) doubt: Doubt,
}

impl Deed {
    /// Nothing done.
    pub(crate) const NOTHING: Self = Self {
        deduct: Interval::ZERO,
        earn: Interval::ZERO,
        bonus: Interval::ZERO,
        full: Chance::Never,
        zero: Chance::Never,
        full_by: None,
        zero_by: None,
        veto: Chance::Never,
        failure: Chance::Never,
        above: Reach::NONE,
        inapplicable: Chance::Never,
        absent: false,
        bonus_absent: false,
        doubt: Doubt::NONE,
    };

    /// Nothing done, since it does not apply.
    pub(crate) const INAPPLICABLE: Self = Self { inapplicable: Chance::Surely, ..Self::NOTHING };

    /// One amount.
    pub(crate) fn amount(verb: Verb, amount: Interval, doubt: Doubt) -> Self {
        let mut deed = Self { doubt, ..Self::NOTHING };
        *deed.of(verb) = amount;
        deed
    }

    /// The same, with an amount of the verb that may have no value.
    #[must_use]
    pub(crate) fn with_absent(self, verb: Verb, absent: bool) -> Self {
        let bonus_absent = self.bonus_absent || (absent && verb == Verb::Bonus);
        Self { absent: self.absent || absent, bonus_absent, ..self }
    }

    /// The same without its amounts, whether they have values or not.
    #[must_use]
    pub(crate) fn without_amounts(self) -> Self {
        let (deduct, earn, bonus) = (Interval::ZERO, Interval::ZERO, Interval::ZERO);
        Self { deduct, earn, bonus, absent: false, bonus_absent: false, ..self }.settled()
    }

    /// The amount of a verb.
    pub(crate) fn of(&mut self, verb: Verb) -> &mut Interval {
        match verb {
            Verb::Deduct | Verb::Book(_) => &mut self.deduct,
            Verb::Earn => &mut self.earn,
            Verb::Bonus => &mut self.bonus,
        }
    }

    /// Both, one after the other. That nothing applied is kept only where it is true of both.
    #[must_use]
    pub(crate) fn then(self, other: Self) -> Self {
        let mut doubt = self.doubt.and(other.doubt);
        let mut sum = |a: Interval, b: Interval| {
            a.plus(b).unwrap_or_else(|| {
                doubt = doubt.and(Cause::TooLarge.into());
                Interval::ALL
            })
        };
        let (deduct, earn, bonus) =
            (sum(self.deduct, other.deduct), sum(self.earn, other.earn), sum(self.bonus, other.bonus));
        Self {
            deduct,
            earn,
            bonus,
            full: self.full.or(other.full),
            zero: self.zero.or(other.zero),
            full_by: self.full_by.or(other.full_by),
            zero_by: self.zero_by.or(other.zero_by),
            veto: self.veto.or(other.veto),
            failure: self.failure.or(other.failure),
            above: self.above.then(other.above),
            inapplicable: self.inapplicable.min(other.inapplicable),
            absent: self.absent || other.absent,
            bonus_absent: self.bonus_absent || other.bonus_absent,
            doubt,
        }
    }

    /// One or the other; the doubt is the caller's to say.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        let either = |a: Chance, b: Chance| if a == b { a } else { Chance::Maybe };
        Self {
            deduct: self.deduct.hull(other.deduct),
            earn: self.earn.hull(other.earn),
            bonus: self.bonus.hull(other.bonus),
            full: either(self.full, other.full),
            zero: either(self.zero, other.zero),
            full_by: self.full_by.or(other.full_by),
            zero_by: self.zero_by.or(other.zero_by),
            veto: either(self.veto, other.veto),
            failure: either(self.failure, other.failure),
            above: self.above.or(other.above),
            inapplicable: either(self.inapplicable, other.inapplicable),
            absent: self.absent || other.absent,
            bonus_absent: self.bonus_absent || other.bonus_absent,
            doubt: self.doubt.and(other.doubt),
        }
    }

    /// The same without doubt where only one thing can come out.
    #[must_use]
    pub(crate) fn settled(mut self) -> Self {
        let amounts = [self.deduct, self.earn, self.bonus].iter().all(|amount| amount.as_point().is_some());
        let effects = [self.full, self.zero, self.veto, self.failure, self.inapplicable];
        if amounts && !self.absent && !effects.contains(&Chance::Maybe) && !self.above.is_open() {
            self.doubt = Doubt::NONE;
        }
        self
    }
}
