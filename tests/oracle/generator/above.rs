//! What acts above the clause.

use crate::generator::names::Names;

impl Names<'_> {
    /// 不得分 于 …, 降级, 至多评为, 不评: whatever there is to act on.
    pub(crate) fn above(&mut self) -> String {
        let mut words = vec!["不评"];
        if self.chapter_has_points {
            words.extend(["不得分 于 本章", "不得分 于 全部"]);
        }
        if self.has_verdict {
            words.extend(["降一级", "降一级", "降 2级", "降到最低", "至多评为 基本通过", "至多评为 不过"]);
        }
        if self.has_key_verdict {
            words.extend(["降一级 于 重点", "降到最低 于 重点", "不评 于 重点"]);
        }
        let rest = words.len().saturating_sub(1);
        // 不评 leaves nothing to look at: it is drawn seldom.
        if rest == 0 || self.choices.chance(10) {
            words[0].to_owned()
        } else {
            self.choices.one(&words[1..]).to_owned()
        }
    }
}
