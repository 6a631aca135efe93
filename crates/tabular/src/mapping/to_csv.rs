//! A mapping as a CSV that Excel opens.

/// A heading of a table with the fact that it may stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The heading.
    pub heading: String,
    /// The fact; empty where there is none.
    pub fact: String,
    /// What its readers should know.
    pub note: String,
}

/// The CSV of a mapping, with a byte order mark for Excel and room for values.
///
/// ```
/// use weiheng_tabular::mapping::{Line, to_csv};
/// let line = Line { heading: "垃圾,点位".into(), fact: "暴露垃圾".into(), note: String::new() };
/// assert_eq!(to_csv(&[line]), "\u{feff}表头,观测,原值,读作,说明\n\"垃圾,点位\",暴露垃圾,,,\n");
/// ```
pub fn to_csv(lines: &[Line]) -> String {
    let mut text = String::from("\u{feff}表头,观测,原值,读作,说明\n");
    for Line { heading, fact, note } in lines {
        text.push_str(&format!("{},{},,,{}\n", quoted(heading), quoted(fact), quoted(note)));
    }
    text
}

/// A text that Excel would calculate stands behind an apostrophe.
fn quoted(text: &str) -> String {
    let mark = if text.starts_with(CALCULATES) { "'" } else { "" };
    if text.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{mark}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{mark}{text}")
    }
}

/// The text without that apostrophe.
pub(super) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(CALCULATES)).unwrap_or(text)
}

const CALCULATES: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
