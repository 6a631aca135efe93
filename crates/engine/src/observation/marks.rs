//! The marks an inspector sets instead of a value.

use crate::model::fact::Kind;
use crate::observation::name::folded;

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Not observed: nothing at all, or 未查.
    NotObserved,
    /// 不适用.
    NotApplicable,
}

/// The mark that a text is, if it is one. A name of the kind's own options is never a mark.
pub(super) fn mark(kind: &Kind, text: &str) -> Option<Mark> {
    if text.trim().is_empty() {
        return Some(Mark::NotObserved);
    }
    if own_name(kind, text.trim()) {
        return None;
    }
    match folded(text).as_str() {
        "不适用" | "n/a" | "na" | "不涉及" | "无此项" => Some(Mark::NotApplicable),
        "未查" | "未检查" | "未观测" | "notobserved" if !matches!(kind, Kind::Text) => {
            Some(Mark::NotObserved)
        }
        _ => None,
    }
}

/// Whether a text says that there is none: 0 of a count, an empty list.
pub(super) fn says_none(text: &str) -> bool {
    matches!(folded(text).as_str(), "无" | "没有" | "none")
}

/// Whether a text says that every item is there.
pub(super) fn says_all(text: &str) -> bool {
    matches!(folded(text).as_str(), "全部" | "齐全" | "all")
}

fn own_name(kind: &Kind, text: &str) -> bool {
    match kind {
        Kind::Level(names) | Kind::Choice(names) | Kind::Items(names) => {
            names.iter().any(|name| name == text)
        }
        Kind::Judged(judged) => judged.bands.iter().any(|band| band.name.as_deref() == Some(text)),
        _ => false,
    }
}
