//! The items of a 清单 as values: whether one is there, whether a value is one of them, how many there are.

use crate::evaluation::expression::compare;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::possible::Truths;
use crate::evaluation::scope::Scope;
use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::fact::Kind;
use crate::observation::Reading;
use crate::syntax::tree::Comparison;

impl Scope<'_> {
    /// Whether an item is there.
    pub(crate) fn item(&self, list: FactId, position: u16) -> Possible {
        match self.reading(list) {
            Reading::NotApplicable => Possible::inapplicable(),
            Reading::Items(items) => {
                self.item_seen(list, items.get(usize::from(position)).copied().flatten())
            }
            _ => {
                let slot = self.plan.slots.get(list.0 as usize);
                let inapplicable = slot.is_some_and(|slot| slot.may_be_inapplicable);
                Possible { inapplicable, ..self.item_seen(list, None) }
            }
        }
    }

    /// Whether an item of a list that applies is there.
    pub(crate) fn item_seen(&self, list: FactId, there: Option<bool>) -> Possible {
        let external = self.plan.slots.get(list.0 as usize).is_some_and(|slot| slot.external);
        let doubt = if external { Cause::External(list).into() } else { Doubt::UNSEEN };
        match there {
            Some(there) => Possible::truth(there),
            None => Possible { doubt, ..Possible::known(Shape::Truth(Truths::OPEN)) },
        }
    }

    /// x 在 清单: yes where x may be an item that may be there, no where it may be anything else.
    pub(crate) fn listed(&self, value: &Expr, list: FactId, known: &[(Expr, u16)]) -> Possible {
        let value = self.value(value);
        let whole = self.item(list, 0);
        if value.is_inapplicable() || whole.is_inapplicable() {
            return Possible::inapplicable();
        }
        let mut truths = Truths { yes: false, no: false };
        let mut doubt = value.doubt;
        let mut other = true;
        for (item, position) in known {
            let same = compare(Comparison::Is, &value, &self.value(item));
            let same = same.truths();
            if same.yes {
                let there = self.item(list, *position);
                let of_item = there.truths();
                truths = Truths { yes: truths.yes || of_item.yes, no: truths.no || of_item.no };
                doubt = doubt.and(there.doubt);
            }
            other &= same.no;
        }
        truths.no |= other && !self.covers(&value, known);
        Possible {
            shape: Shape::Truth(truths),
            inapplicable: value.inapplicable || whole.inapplicable,
            absent: value.absent,
            doubt: doubt.and(if whole.inapplicable { whole.doubt } else { Doubt::NONE }),
        }
        .settled()
    }

    /// Whether every value that is possible is one of the items.
    fn covers(&self, value: &Possible, known: &[(Expr, u16)]) -> bool {
        match &value.shape {
            Shape::Options(mask) => {
                let items = known.iter().fold(0_u128, |all, (item, _)| match item {
                    Expr::Option(position, _) => all | 1_u128.checked_shl(u32::from(*position)).unwrap_or(0),
                    _ => all,
                });
                mask & !items == 0
            }
            _ => false,
        }
    }

    /// 计数(清单), 缺项数(清单).
    pub(crate) fn item_count(&self, list: FactId, missing: bool) -> Possible {
        let whole = self.item(list, 0);
        if whole.is_inapplicable() {
            return Possible::inapplicable();
        }
        let every = match self.plan.slots.get(list.0 as usize).map(|slot| &slot.kind) {
            Some(Kind::Items(names)) => names.len(),
            _ => 0,
        };
        let (mut low, mut high) = (0_i64, 0_i64);
        let mut doubt = if whole.inapplicable { whole.doubt } else { Doubt::NONE };
        for at in 0..every {
            let there = self.item(list, u16::try_from(at).unwrap_or(u16::MAX));
            let truths = there.truths();
            let (counted, spared) = if missing { (truths.no, truths.yes) } else { (truths.yes, truths.no) };
            low += i64::from(counted && !spared);
            high += i64::from(counted);
            doubt = doubt.and(there.doubt);
        }
        let interval = Interval::between(Exact::from(low), Exact::from(high));
        Possible { inapplicable: whole.inapplicable, doubt, ..Possible::known(Shape::Number(interval)) }
            .settled()
    }
}
