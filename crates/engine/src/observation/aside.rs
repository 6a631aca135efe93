//! What accompanies observations and is none, unless the standard declares it.

use crate::observation::Entry;
use crate::observation::Raw;
use crate::observation::name::folded;

/// Whether an entry is no observation: a remark; in a table a total too, and the title of a chapter, which has no
/// value.
pub(super) fn is_aside(entry: &Entry) -> bool {
    let name = folded(&entry.name);
    let title = || matches!(entry.value, Raw::Blank) && is_title(&name);
    is_remark(&name) || (entry.cell.is_some() && (is_total(&name) || title()))
}

fn is_remark(name: &str) -> bool {
    matches!(name, "序号" | "备注" | "no." | "note" | "notes" | "remark" | "remarks")
}

fn is_total(name: &str) -> bool {
    matches!(name, "合计" | "总计" | "小计" | "total" | "subtotal")
}

/// Whether a text is numbered as chapters are: 一、保洁, （二）积水, 第三章 公厕. No fact has such a name.
fn is_title(text: &str) -> bool {
    let numbered = |opening: &str, closing: &str| {
        let rest = text.strip_prefix(opening).and_then(|rest| rest.split_once(closing));
        rest.is_some_and(|(number, _)| {
            !number.is_empty() && number.chars().all(|sign| NUMERALS.contains(sign))
        })
    };
    numbered("", "、") || numbered("(", ")") || numbered("第", "章") || numbered("第", "节")
}

const NUMERALS: &str = "一二三四五六七八九十百";

#[cfg(test)]
mod tests {
    #[test]
    fn titles_are_numbered_in_chinese() {
        for title in ["一、保洁", "十二、公厕", "(三)积水", "第二章公厕", "第十节"] {
            assert!(super::is_title(title), "{title}");
        }
        for name in ["暴露垃圾", "第一季度垃圾", "(东)垃圾", "、", "第章", "一类公厕"] {
            assert!(!super::is_title(name), "{name}");
        }
    }
}
