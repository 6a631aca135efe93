//! What is left of a unit that may not be scored, or is not (不评): neither a score nor an account.

use crate::evaluation::account::AccountTally;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::tally::AccountFinding;
use crate::evaluation::tally::Chance;
use crate::evaluation::tally::PartTally;
use crate::evaluation::tally::Tally;
use crate::model::part::PartId;

/// Takes the total away where nothing is scored.
pub(crate) fn total(tally: &mut Tally) {
    if tally.parts.withheld() != Chance::Surely {
        return;
    }
    if let Some(root) = tally.parts.get(PartId(0)) {
        tally.parts.set(PartId(0), PartTally { score: None, ..root });
    }
    (tally.total, tally.unrounded) = (None, None);
}

/// Takes the settled accounts away where nothing is scored; where that is open, they may not be there.
pub(crate) fn accounts(tally: &mut Tally) {
    let withheld = tally.parts.withheld();
    if withheld == Chance::Never {
        return;
    }
    let cause = tally.parts.get(PartId(0)).and_then(|root| root.cause);
    for account in &mut tally.accounts {
        match withheld {
            Chance::Never => {}
            Chance::Maybe => perhaps(account, cause),
            Chance::Surely => {
                let finding = AccountFinding::NotApplicable;
                *account = AccountTally { amount: None, finding, ..AccountTally::empty() };
            }
        }
    }
}

/// What the other units see of it: where it may not be scored, it may have no total among them.
pub(crate) fn among_others(tally: &mut Tally) {
    accounts(tally);
    if let Some(root) = tally.parts.get(PartId(0)).filter(|root| root.withheld == Chance::Maybe) {
        tally.parts.set(PartId(0), PartTally { may_be_inapplicable: true, ..root });
    }
}

fn perhaps(account: &mut AccountTally, cause: Option<Cause>) {
    account.may_be_inapplicable = true;
    if account.finding == AccountFinding::Known {
        account.doubted(Doubt { unseen: cause.is_none(), cause });
    }
}
