//! What a unit is among the units scored with it, in words. Names in it are those of each of the units, so that no
//! values stand behind them.

use crate::assessment::speech::Speech;
use crate::model::batch::BatchKind;
use crate::model::batch::BatchValue;
use crate::model::batch::TieKey;
use crate::model::expression::Expr;
use crate::model::words::Naming;

impl Speech<'_> {
    /// `名次(月总分, 同 类别)`, `平均(同批, 月总分)`.
    pub(super) fn batch(&self, value: &BatchValue) -> String {
        let same = value.same.iter().map(|same| format!("{} {}", self.say("同", "same"), self.plain(same)));
        match &value.kind {
            BatchKind::Rank(rank) => {
                let then = rank.then.iter().map(|key| self.tie_key(key));
                let by: Vec<String> = std::iter::once(self.plain(&rank.of)).chain(same).chain(then).collect();
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

    /// `再按 满意率 由高到低`.
    fn tie_key(&self, key: &TieKey) -> String {
        let order = if key.ascending {
            self.say("由低到高", "ascending")
        } else {
            self.say("由高到低", "descending")
        };
        format!("{} {} {order}", self.say("再按", "then by"), self.plain(&key.of))
    }

    fn plain(&self, expression: &Expr) -> String {
        Naming::new(self.standard).expr(expression)
    }
}
