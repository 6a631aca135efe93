//! The words for states, ranks and kinds of ledger lines: the same everywhere.

use weiheng::Language;
use weiheng::assessment::AccountFinding;
use weiheng::assessment::Finding;
use weiheng::assessment::LineKind;
use weiheng::assessment::RankName;
use weiheng::assessment::finding_words;
use weiheng::assessment::line_words;

/// One of two texts.
pub(crate) fn say<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// The word for a finding.
pub(crate) fn finding(finding: Finding, language: Language) -> &'static str {
    let (zh, en) = finding_words(finding);
    say(language, zh, en)
}

/// The word for what a ledger line is.
pub(crate) fn line_kind(kind: LineKind, language: Language) -> &'static str {
    let (zh, en) = line_words(kind);
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
