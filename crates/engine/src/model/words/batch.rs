//! Values among the units that are scored together, in words.

use crate::model::batch::BatchKind;
use crate::model::batch::BatchValue;
use crate::model::batch::TieKey;
use crate::model::words::Naming;
use crate::model::words::fold_word;
use crate::syntax::tree::Ties;

impl Naming<'_> {
    pub(super) fn batch(self, value: &BatchValue) -> String {
        let same = value.same.iter().map(|same| format!("同 {}", self.expr(same)));
        match &value.kind {
            BatchKind::Rank(rank) => {
                let ascending = rank.ascending.then(|| "由低到高".to_owned());
                let then = rank.then.iter().map(|key| self.tie_key(key));
                let ties = format!("并列 {}", ties(rank.ties));
                let by = std::iter::once(self.expr(&rank.of));
                let arguments = by.chain(same).chain(then).chain([ties]).chain(ascending);
                format!("名次({})", arguments.collect::<Vec<_>>().join(", "))
            }
            BatchKind::Fold { kind, value, filter } => {
                let units = std::iter::once("同批".to_owned()).chain(same).collect::<Vec<_>>().join(" ");
                let further = value.iter().chain(filter).map(|part| self.expr(part));
                let arguments: Vec<String> = std::iter::once(units).chain(further).collect();
                format!("{}({})", fold_word(*kind), arguments.join(", "))
            }
        }
    }

    fn tie_key(self, key: &TieKey) -> String {
        let order = if key.ascending { "由低到高" } else { "由高到低" };
        format!("并列 再按 {} {order}", self.expr(&key.of))
    }
}

fn ties(ties: Ties) -> &'static str {
    match ties {
        Ties::Shared => "同名次",
        Ties::Dense => "紧排",
        Ties::Open => "待定",
    }
}
