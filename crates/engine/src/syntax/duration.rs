//! Lengths of time that may stand apart from their number: `3 个月`, `3 months`.

/// In the tree and in Chinese, and in English for one and for several.
const UNITS: [(&str, &str, &str); 6] = [
    ("天", "day", "days"),
    ("周", "week", "weeks"),
    ("个月", "month", "months"),
    ("季度", "quarter", "quarters"),
    ("年", "year", "years"),
    ("星期", "week", "weeks"),
];

/// The one spelling in the tree of a unit that stood apart.
pub(super) fn of_word(word: &str) -> Option<&'static str> {
    UNITS.iter().find(|(zh, one, many)| [zh, one, many].contains(&&word)).map(|(zh, ..)| *zh)
}

/// The English words of a unit of the tree, for one and for several.
pub(super) fn english(unit: &str) -> Option<(&'static str, &'static str)> {
    // 星期 would come back as 周.
    UNITS.iter().find(|(zh, ..)| *zh == unit && *zh != "星期").map(|(_, one, many)| (*one, *many))
}
