//! The words of folds: 合计, 平均, 最大.

use crate::assessment::speech::Speech;
use crate::model::expression::FoldKind;
use crate::syntax::tree::Comparison;

impl Speech<'_> {
    /// The word of a fold.
    pub(super) fn fold(&self, kind: FoldKind) -> String {
        match kind {
            FoldKind::Count => self.say("计数", "count"),
            FoldKind::Sum => self.say("合计", "sum"),
            FoldKind::Mean => self.say("平均", "mean"),
            FoldKind::Max => self.say("最大", "max"),
            FoldKind::Min => self.say("最小", "min"),
            FoldKind::Share => self.say("占比", "share"),
            FoldKind::AnyOf => self.say("任一", "any"),
            FoldKind::AllOf => self.say("全部", "all"),
            FoldKind::Only => self.say("唯一", "only"),
            FoldKind::TrimmedMean => self.say("去极值平均", "trimmed mean"),
            FoldKind::LongestGap => self.say("最大间隔", "longest gap"),
            FoldKind::First => self.say("首个", "first"),
            FoldKind::Last => self.say("末个", "last"),
            FoldKind::Runs(_) => self.say("连续", "runs"),
            FoldKind::LongestRun => self.say("最长连续", "longest run"),
            FoldKind::Trend(Comparison::Less) => self.say("递减", "falling"),
            FoldKind::Trend(Comparison::AtMost) => self.say("不增", "not_rising"),
            FoldKind::Trend(Comparison::AtLeast) => self.say("不减", "not_falling"),
            FoldKind::Trend(_) => self.say("递增", "rising"),
        }
    }
}
