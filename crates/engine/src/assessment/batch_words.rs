//! What a unit is among the units scored with it, in words. Names in it are those of each of the units, so that no
//! values stand behind them.

use crate::assessment::speech::Speech;
use crate::model::batch::BatchKind;
use crate::model::batch::BatchValue;
use crate::model::expression::Expr;
use crate::model::words::Naming;

impl Speech<'_> {
    /// `名次(月总分, 同 类别)`, `平均(同批, 月总分)`.
    pub(super) fn batch(&self, value: &BatchValue) -> String {
        let same = value.same.iter().map(|same| format!("{} {}", self.say("同", "same"), self.plain(same)));
        match &value.kind {
            BatchKind::Rank(rank) => {
                let by: Vec<String> = std::iter::once(self.plain(&rank.of)).chain(same).collect();
                format!("{}({})", self.say("名次", "rank"), by.join(", "))
            }
            BatchKind::Fold { kind, value, filter } => {
                let units: Vec<String> = std::iter::once(self.say("同批", "batch")).chain(same).collect();
                let further = value.iter().chain(filter).map(|part| self.plain(part));
                let parts: Vec<String> = std::iter::once(units.join(" ")).chain(further).collect();
                format!("{}({})", self.fold(*kind), parts.join(", "))
            }
        }
    }

    fn plain(&self, expression: &Expr) -> String {
        Naming::new(self.standard).expr(expression)
    }
}
