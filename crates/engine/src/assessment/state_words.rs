//! The words for findings and for kinds of ledger lines, the same wherever a result is told.

use crate::assessment::Finding;
use crate::assessment::LineKind;

/// A finding in Chinese and in English.
///
/// ```
/// use weiheng::assessment::{Finding, finding_words};
/// assert_eq!(finding_words(Finding::NotObserved), ("未查", "not observed"));
/// ```
pub fn finding_words(finding: Finding) -> (&'static str, &'static str) {
    match finding {
        Finding::NotApplicable => ("不适用", "not applicable"),
        Finding::Withheld => ("不评", "withheld"),
        Finding::Vetoed => ("否决", "vetoed"),
        Finding::Undetermined => ("待定", "undetermined"),
        Finding::NotObserved => ("未查", "not observed"),
        Finding::Failed => ("不合格", "failed"),
        Finding::Zero => ("零分", "zero"),
        Finding::Reduced => ("扣分", "reduced"),
        Finding::Met => ("合格", "met"),
    }
}

/// What a ledger line is, in Chinese and in English.
pub fn line_words(kind: LineKind) -> (&'static str, &'static str) {
    match kind {
        LineKind::Deduct => ("扣分", "deducted"),
        LineKind::Earn => ("得分", "earned"),
        LineKind::Bonus => ("加分", "bonus"),
        LineKind::Booked => ("记账", "booked"),
        LineKind::Computed => ("算出", "worked out"),
        LineKind::Full => ("得满分", "full"),
        LineKind::Zeroed => ("不得分", "zeroed"),
        LineKind::Factor => ("倍数", "factor"),
        LineKind::Cap => ("封顶", "cap"),
        LineKind::Floor => ("扣完为止", "floor"),
        LineKind::Ceiling => ("满分为止", "ceiling"),
        LineKind::Joint => ("相互抵销", "joint"),
        LineKind::RollUp => ("合成", "roll-up"),
        LineKind::Scaled => ("折算", "scaled"),
        LineKind::Gaps => ("缺项", "gaps"),
        LineKind::Rounding => ("取整", "rounding"),
        LineKind::Pending => ("待定", "pending"),
        LineKind::Outcome => ("评定", "outcome"),
    }
}
