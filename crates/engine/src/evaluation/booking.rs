//! What a part books to accounts. For each account its acts are done once more as if nothing but 记 to that account
//! moved anything: its amounts stand where otherwise points are lost.

use crate::evaluation::account::AccountTally;
use crate::evaluation::account::Booking;
use crate::evaluation::book::Book;
use crate::evaluation::deed::Deed;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::scope::Outcome;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::AccountFinding;
use crate::evaluation::tally::LineKind;
use crate::evaluation::tally::Tally;
use crate::exact::Exact;
use crate::model::account::AccountId;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::Limit;
use crate::model::part::PartId;
use crate::plan::Plan;
use crate::plan::PlannedAccount;

/// The account whose amounts a book is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Purse {
    pub(crate) account: AccountId,
    /// 可负.
    pub(crate) signed: bool,
}

/// What the acts of one part book to one account.
#[derive(Clone, Debug)]
pub(crate) struct Booked {
    account: AccountId,
    amount: Interval,
    absent: bool,
    doubt: Doubt,
    lines: Vec<Booking>,
}

impl Scope<'_> {
    /// What acts book to the accounts of a part.
    pub(crate) fn booked(&self, part: PartId, accounts: &[AccountId], acts: &[Act]) -> Vec<Booked> {
        accounts.iter().map(|account| self.booked_to(part, *account, acts)).collect()
    }

    fn booked_to(&self, part: PartId, account: AccountId, acts: &[Act]) -> Booked {
        let signed = self.plan.accounts.get(account.0 as usize).is_some_and(|account| account.signed);
        let mut book = Book::of_account(part, Purse { account, signed });
        let mut sum = Deed::NOTHING;
        for act in acts.iter().filter(|act| act.books(account)) {
            let mut deed = self.act(act, &mut book);
            let held = if signed { deed.deduct } else { deed.deduct.max(Interval::ZERO) };
            book.book(Some(act.id), LineKind::Floor, deed.deduct.to(held));
            deed.deduct = held;
            sum = sum.then(deed);
        }
        Booked { account, amount: sum.deduct, absent: sum.absent, doubt: sum.doubt, lines: book.bookings }
            .settled()
    }
}

impl Booked {
    /// Whether it is not one amount.
    pub(crate) fn is_open(&self) -> bool {
        self.absent || self.amount.as_point().is_none()
    }

    /// Why it is not.
    pub(crate) fn doubt(&self) -> Doubt {
        self.doubt
    }

    /// One or the other, for two completions of what was not observed.
    pub(crate) fn or(self, other: Self) -> Self {
        let alike = self.amount == other.amount && self.doubt.cause.is_some() == other.doubt.cause.is_some();
        let unseen = self.doubt.unseen || other.doubt.unseen || !alike;
        let booked = Self {
            account: self.account,
            amount: self.amount.hull(other.amount),
            absent: self.absent || other.absent,
            doubt: Doubt { unseen, cause: self.doubt.cause.and(other.doubt.cause) },
            lines: hull_of(&self.lines, &other.lines),
        };
        booked.settled()
    }

    /// The same with a line that brings the others to the amount they have together.
    pub(crate) fn balanced(mut self, part: PartId) -> Self {
        let sum = self.lines.iter().fold(Interval::ZERO, |sum, line| sum.plus_or_unbounded(line.amount));
        let whole = sum.to(self.amount);
        // Lines without a bound add up to whatever is left.
        let end =
            |sum: Option<Exact>, end: Option<Exact>| if sum.is_some() { end } else { Some(Exact::ZERO) };
        let amount = Interval { low: end(sum.low, whole.low), high: end(sum.high, whole.high) };
        if amount != Interval::ZERO {
            self.lines.push(Booking { part, act: None, kind: LineKind::Joint, amount });
        }
        self
    }

    /// The same for a part that may turn out not applicable: it may book nothing.
    pub(crate) fn perhaps(mut self, doubt: Doubt) -> Self {
        let before = self.amount;
        self.amount = before.hull(Interval::ZERO);
        for line in &mut self.lines {
            line.amount = Interval {
                low: if self.amount.low == before.low { line.amount.low } else { Some(Exact::ZERO) },
                high: if self.amount.high == before.high { line.amount.high } else { Some(Exact::ZERO) },
            };
        }
        self.lines.retain(|line| line.amount != Interval::ZERO);
        self.doubt = self.doubt.and(doubt);
        self.settled()
    }

    fn settled(mut self) -> Self {
        if !self.is_open() {
            self.doubt = Doubt::NONE;
        }
        self
    }
}

/// Lines of the same act and kind as one with the hull of both; a line that only one has may be nothing.
fn hull_of(a: &[Booking], b: &[Booking]) -> Vec<Booking> {
    let alike = |x: &Booking, y: &Booking| (x.act, x.kind, x.part) == (y.act, y.kind, y.part);
    let mut lines: Vec<Booking> = Vec::with_capacity(a.len().max(b.len()));
    for line in a.iter().chain(b) {
        if lines.iter().any(|known| alike(known, line)) {
            continue;
        }
        let of = |lines: &[Booking]| {
            lines.iter().find(|other| alike(other, line)).map_or(Interval::ZERO, |other| other.amount)
        };
        lines.push(Booking { amount: of(a).hull(of(b)), ..*line });
    }
    lines
}

/// Adds what a part books to the accounts.
pub(crate) fn enter(booked: Vec<Booked>, tally: &mut Tally) {
    for booked in booked {
        let Some(account) = tally.accounts.get_mut(booked.account.0 as usize) else { continue };
        let doubt = account.doubt().and(booked.doubt);
        let sum = account.amount.and_then(|sum| sum.plus(booked.amount));
        let doubt = if sum.is_some() { doubt } else { doubt.and(Cause::TooLarge.into()) };
        account.amount = Some(sum.unwrap_or(Interval::ALL));
        account.absent |= booked.absent;
        account.doubted(doubt);
        account.lines.extend(booked.lines);
    }
}

/// Completes the accounts of a tally whose parts are scored: those worked out from others, and the limits of each.
pub(crate) fn settle(plan: &Plan, scope: &Scope<'_>, tally: &mut Tally) {
    if plan.accounts.is_empty() {
        return;
    }
    let booked = std::mem::take(&mut tally.accounts);
    let mut settled: Vec<AccountTally> = Vec::with_capacity(booked.len());
    for (planned, account) in plan.accounts.iter().zip(booked) {
        let outcome = Outcome {
            parts: &tally.parts,
            total: tally.unrounded,
            part: PartId(0),
            accounts: &settled,
            unvetoed: false,
            verdicts: &[],
        };
        let account = scope.with_part(outcome).settled_account(planned, account);
        settled.push(account);
    }
    tally.accounts = settled;
}

impl Scope<'_> {
    fn settled_account(&self, planned: &PlannedAccount, booked: AccountTally) -> AccountTally {
        let mut account = booked;
        let mut value = account.value();
        if let Some(computed) = &planned.computed {
            value = self.value(computed);
            account.write(LineKind::Computed, None, Interval::ZERO, value.interval());
        }
        if value.is_inapplicable() {
            return AccountTally {
                amount: None,
                finding: AccountFinding::NotApplicable,
                lines: Vec::new(),
                ..account
            };
        }
        for limit in &planned.limits {
            value = self.limited_account(limit, value, &mut account);
        }
        if !planned.signed {
            let held = value.interval().max(Interval::ZERO);
            account.write(LineKind::Floor, None, value.interval(), held);
            value.shape = Shape::Number(held);
        }
        let value = value.settled();
        account.doubted(value.doubt);
        AccountTally {
            amount: Some(value.interval()),
            may_be_inapplicable: value.inapplicable,
            absent: value.absent,
            ..account
        }
    }

    fn limited_account(&self, limit: &Limit, value: Possible, account: &mut AccountTally) -> Possible {
        let before = value.interval();
        let (by, after) = match limit {
            // Nothing stays nothing, whatever multiplies it.
            Limit::Times(_) if before == Interval::ZERO && !value.absent => return value,
            Limit::Times(factor) => {
                let by = self.factor(factor);
                let after = before.times(by.interval());
                let too_large = if after.is_none() { Cause::TooLarge.into() } else { Doubt::NONE };
                let doubt = by.doubt.and(too_large);
                (Possible { doubt, ..by }, after.unwrap_or(Interval::ALL))
            }
            Limit::AtMost(amount) | Limit::AtLeast(amount) => {
                let amount = self.value(amount);
                if amount.is_inapplicable() {
                    return value;
                }
                let most = matches!(limit, Limit::AtMost(_));
                let held = if most { before.min(amount.interval()) } else { before.max(amount.interval()) };
                let after = if amount.inapplicable { held.hull(before) } else { held };
                (amount, after)
            }
        };
        let (kind, act) = match limit {
            Limit::Times(factor) => (LineKind::Factor, Some(factor.id)),
            Limit::AtMost(_) | Limit::AtLeast(_) => (LineKind::Cap, None),
        };
        account.write(kind, act, before, after);
        let (absent, doubt) = (value.absent || by.absent, value.doubt.and(by.doubt));
        Possible { shape: Shape::Number(after), absent, doubt, ..value }.settled()
    }

    /// The amount of an account, in a verdict or a later account.
    pub(crate) fn account(&self, id: AccountId) -> Possible {
        let accounts = self.outcome.map(|outcome| outcome.accounts).unwrap_or_default();
        accounts.get(id.0 as usize).map_or_else(Possible::inapplicable, AccountTally::value)
    }
}

impl AccountTally {
    /// The amount as a value.
    fn value(&self) -> Possible {
        let Some(amount) = self.amount else { return Possible::inapplicable() };
        Possible {
            shape: Shape::Number(amount),
            inapplicable: self.may_be_inapplicable,
            absent: self.absent,
            doubt: self.doubt(),
        }
        .settled()
    }

    fn write(&mut self, kind: LineKind, act: Option<ActId>, before: Interval, after: Interval) {
        let amount = before.to(after);
        if amount != Interval::ZERO {
            self.lines.push(Booking { part: PartId(0), act, kind, amount });
        }
    }
}
