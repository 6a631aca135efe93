//! 缺/有 … 每项.

use crate::evaluation::act::written;
use crate::evaluation::book::Book;
use crate::evaluation::deed::Deed;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::scope::Scope;
use crate::model::act::ActId;
use crate::model::act::Items;
use crate::model::act::ItemsOf;
use crate::model::expression::Expr;
use crate::observation::Reading;

impl Scope<'_> {
    /// The price of every item that is missing, or there. What does not apply drops out.
    pub(crate) fn items(&self, id: ActId, items: &Items, book: &mut Book) -> Deed {
        let takes = book.takes(items.verb);
        let deeds = match &items.of {
            ItemsOf::Facts(facts) => self.priced(items, takes, facts.iter().map(|fact| self.fact(*fact))),
            ItemsOf::List(list) => match self.reading(*list) {
                Reading::NotApplicable => return Deed::INAPPLICABLE,
                Reading::Items(of) => {
                    self.priced(items, takes, of.iter().map(|item| self.item_seen(*list, *item)))
                }
                _ => {
                    let unseen = items.prices.iter().map(|_| self.item_seen(*list, None));
                    let deed = self.priced(items, takes, unseen);
                    let slot = self.plan.slots.get(list.0 as usize);
                    if slot.is_some_and(|slot| slot.may_be_inapplicable) {
                        deed.or(Deed::INAPPLICABLE)
                    } else {
                        deed
                    }
                }
            },
        };
        written(id, deeds, book)
    }

    fn priced(&self, items: &Items, takes: bool, there: impl Iterator<Item = Possible>) -> Deed {
        let deeds = there.zip(&items.prices).map(|(item, price)| match price {
            None if item.is_inapplicable() => Deed::INAPPLICABLE,
            None if item.inapplicable => Deed { doubt: item.doubt, ..Deed::NOTHING.or(Deed::INAPPLICABLE) },
            None => Deed::NOTHING,
            Some(price) => self.one(items, &item, price, takes),
        });
        deeds.reduce(Deed::then).unwrap_or(Deed::NOTHING)
    }

    fn one(&self, items: &Items, item: &Possible, price: &Expr, takes: bool) -> Deed {
        let price = self.value(price);
        if item.is_inapplicable() || price.is_inapplicable() {
            return Deed::INAPPLICABLE;
        }
        let truths = item.truths();
        let (charged, spared) = if items.missing { (truths.no, truths.yes) } else { (truths.yes, truths.no) };
        let amount = match (charged, spared) {
            _ if !takes => Interval::ZERO,
            (false, _) => Interval::ZERO,
            (true, false) => price.interval(),
            (true, true) => price.interval().hull(Interval::ZERO),
        };
        let of_price = if charged { price.doubt } else { Doubt::NONE };
        let deed = Deed::amount(items.verb, amount, item.doubt.and(of_price));
        let deed = deed.with_absent(items.verb, takes && charged && price.absent).settled();
        if item.inapplicable || price.inapplicable {
            let doubt = item.doubt.and(price.doubt);
            return Deed { doubt, ..deed.or(Deed::INAPPLICABLE) };
        }
        deed
    }
}
