//! 是 and 否, in the words and signs of inspection forms.

use crate::observation::name::folded;

/// What a text says; `None` where it is not clearly one or the other.
pub(super) fn read(text: &str) -> Option<bool> {
    match folded(text).as_str() {
        "是" | "有" | "合格" | "符合" | "达标" | "对" | "√" | "✓" | "✔" | "☑" | "true" | "yes" | "y"
        | "1" => Some(true),
        "否" | "无" | "没有" | "不合格" | "不符合" | "不达标" | "未达标" | "错" | "×" | "✗" | "✘" | "☒"
        | "false" | "no" | "n" | "0" => Some(false),
        _ => None,
    }
}
