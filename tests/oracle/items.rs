//! The items of a 清单 as values.

use weiheng::model::expression::Expr;
use weiheng::model::fact::FactId;
use weiheng::observation::Reading;

use crate::number::Number;
use crate::number::whole;
use crate::outcome::Outcome;
use crate::outcome::Value;
use crate::scope::Scope;

impl Scope<'_> {
    /// Which items are there; 不适用 where the list is.
    fn there(&self, list: FactId) -> Outcome<Vec<bool>> {
        match self.oracle.reading(list) {
            Reading::NotApplicable => Outcome::NotApplicable,
            Reading::Items(items) => Outcome::Known(
                items.iter().map(|item| item.expect("the oracle wants complete units")).collect(),
            ),
            other => panic!("the oracle wants complete units, not {other:?}"),
        }
    }

    /// 清单 有 甲.
    pub(crate) fn item(&self, list: FactId, position: u16) -> Outcome<bool> {
        self.there(list).map(|there| there[usize::from(position)])
    }

    /// x 在 清单.
    pub(crate) fn listed(&self, value: Outcome<Value>, list: FactId, known: &[(Expr, u16)]) -> Outcome<bool> {
        let there = match (self.there(list), &value) {
            (Outcome::Known(there), _) => there,
            _ => return Outcome::NotApplicable,
        };
        value.map(|value| {
            known.iter().any(|(item, position)| {
                there[usize::from(*position)] && self.value(item) == Outcome::Known(value.clone())
            })
        })
    }

    /// 计数(清单), 缺项数(清单).
    pub(crate) fn item_count(&self, list: FactId, missing: bool) -> Outcome<Number> {
        self.there(list).map(|there| {
            let counted = there.iter().filter(|there| **there != missing).count();
            whole(i64::try_from(counted).expect("few items"))
        })
    }
}
