//! The words for states, ranks and kinds of ledger lines: the same everywhere.

use weiheng::Language;
use weiheng::assessment::AccountFinding;
use weiheng::assessment::Finding;
use weiheng::assessment::LineKind;
use weiheng::assessment::RankName;

/// One of two texts.
pub(crate) fn say<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// The word for a finding.
pub(crate) fn finding(finding: Finding, language: Language) -> &'static str {
    let (zh, en) = match finding {
        Finding::NotApplicable => ("不适用", "not applicable"),
        Finding::Withheld => ("不评", "withheld"),
        Finding::Vetoed => ("否决", "vetoed"),
        Finding::Undetermined => ("待定", "undetermined"),
        Finding::NotObserved => ("未查", "not observed"),
        Finding::Failed => ("不合格", "failed"),
        Finding::Zero => ("零分", "zero"),
        Finding::Reduced => ("扣分", "reduced"),
        Finding::Met => ("合格", "met"),
    };
    say(language, zh, en)
}

/// The word for what a ledger line is.
pub(crate) fn line_kind(kind: LineKind, language: Language) -> &'static str {
    let (zh, en) = match kind {
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
    };
    say(language, zh, en)
}

/// The word for what a line of an account is.
pub(crate) fn booking_kind(kind: LineKind, language: Language) -> &'static str {
    match kind {
        LineKind::Floor => say(language, "不为负", "floor"),
        other => line_kind(other, language),
    }
}

/// The word for an account that is not known.
pub(crate) fn account_finding(finding: AccountFinding, language: Language) -> &'static str {
    let (zh, en) = match finding {
        AccountFinding::Known => ("", ""),
        AccountFinding::NotObserved => ("未查", "not observed"),
        AccountFinding::Undetermined => ("待定", "undetermined"),
        AccountFinding::NotApplicable => ("不适用", "not applicable"),
    };
    say(language, zh, en)
}

/// The word for a rank.
pub(crate) fn rank(rank: RankName, language: Language) -> &'static str {
    let (zh, en) = match rank {
        RankName::Standard => ("标准", "standard"),
        RankName::Chapter => ("章", "chapter"),
        RankName::Section => ("节", "section"),
        RankName::Clause => ("条", "clause"),
        RankName::Item => ("款", "item"),
    };
    say(language, zh, en)
}

/// The word for how sure a printed source is; a status that is not known here stands as it is.
pub(crate) fn status(status: &str, language: Language) -> &str {
    match status {
        "verified" => say(language, "核实", "verified"),
        "derived" => say(language, "推算", "derived"),
        "unverified" => say(language, "待核", "unverified"),
        "own" => say(language, "自拟", "own"),
        other => other,
    }
}

/// A list in a sentence: `甲、乙`, `a, b`.
pub(crate) fn list<'a>(items: impl IntoIterator<Item = &'a str>, language: Language) -> String {
    items.into_iter().collect::<Vec<_>>().join(say(language, "、", ", "))
}

/// Alternatives: `通过 或 不通过`.
pub(crate) fn either<'a>(items: impl IntoIterator<Item = &'a str>, language: Language) -> String {
    items.into_iter().collect::<Vec<_>>().join(say(language, " 或 ", " or "))
}
