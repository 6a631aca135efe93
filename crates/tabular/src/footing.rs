//! Rows below a table that are not part of it: totals, notes, signatures.

use crate::heading::folded;
use crate::table::Row;

/// Whether a row of units adds up or compares the rows above it: its unit is called 合计.
pub(crate) fn is_total(unit: &str) -> bool {
    matches!(
        folded(unit).as_str(),
        "合计"
            | "总计"
            | "小计"
            | "累计"
            | "平均"
            | "平均值"
            | "平均分"
            | "total"
            | "subtotal"
            | "sum"
            | "average"
            | "mean"
    )
}

/// What notes and signatures begin with.
const LABELS: [&str; 18] = [
    "注",
    "备注",
    "说明",
    "填表说明",
    "填表人",
    "填报人",
    "填表单位",
    "填表日期",
    "制表",
    "制表人",
    "审核",
    "审核人",
    "记录人",
    "联系人",
    "检查人",
    "note",
    "notes",
    "signature",
];

/// What labels of signatures end with: 检查组签名, 单位负责人.
const ENDINGS: [&str; 3] = ["签名", "签字", "负责人"];

/// Whether a row is a note or a line of signatures: its first filled cell is `注：…`, `填表人：张三`.
pub(crate) fn is_note(row: &Row) -> bool {
    let Some((_, first)) = row.all_filled().next() else { return false };
    is_note_text(&first.text)
}

/// The same of a text.
pub(crate) fn is_note_text(text: &str) -> bool {
    let text = folded(text);
    let Some((label, _)) = text.split_once(':') else { return false };
    let label = label.trim_end_matches(|sign: char| sign.is_ascii_digit());
    LABELS.contains(&label) || ENDINGS.iter().any(|ending| label.ends_with(ending))
}

#[cfg(test)]
mod tests {
    #[test]
    fn notes_have_a_label() {
        for note in
            ["注：本表由各街道填写", "备注:无", "填表人： 张三", "检查组签名：", "注1：…", "Note: rainy"]
        {
            assert!(super::is_note_text(note), "{note}");
        }
        for other in ["注册分局", "甲街", "说明书", "3：4"] {
            assert!(!super::is_note_text(other), "{other}");
        }
    }
}
