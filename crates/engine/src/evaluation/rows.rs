//! Acts over the rows of a record list: 每 for rows, and 逐.

use crate::evaluation::act::written;
use crate::evaluation::book::Book;
use crate::evaluation::deed::Deed;
use crate::evaluation::fold::Entry;
use crate::evaluation::fold::RowList;
use crate::evaluation::fold::folded;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Chance;
use crate::exact::Exact;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::Rows;
use crate::model::expression::Expr;
use crate::model::expression::FoldKind;
use crate::model::fact::FactId;
use crate::syntax::tree::RowFold;
use crate::syntax::tree::Verb;

impl Scope<'_> {
    /// 每 R 若 c act: what the act does, for every row that passes.
    pub(crate) fn each_row(
        &self,
        id: ActId,
        list: FactId,
        filter: Option<&Expr>,
        then: &Act,
        book: &mut Book,
    ) -> Deed {
        let rows = match self.rows(list) {
            RowList::Inapplicable => return Deed::INAPPLICABLE,
            RowList::Unseen => return written(id, self.unseen_rows(list, book), book),
            RowList::Rows(rows) => rows,
        };
        let mut deed = Deed::NOTHING;
        for fields in rows {
            let scope = self.with_row(list, fields, &[]);
            let passes = filter.map_or_else(|| Possible::truth(true), |filter| scope.value(filter));
            if !passes.truths().yes {
                continue;
            }
            let mut row = scope.act(then, &mut book.leaf());
            if !passes.surely() {
                row = row.or(Deed::NOTHING);
                row.doubt = row.doubt.and(passes.doubt);
            }
            // A row that does not apply drops out; the others still count.
            deed = deed.then(Deed { inapplicable: Chance::Never, ..row });
        }
        written(id, deed, book)
    }

    /// 逐 R 取 fold { acts }: the net amount of each row, folded.
    pub(crate) fn each_of(&self, id: ActId, rows: &Rows, book: &mut Book) -> Deed {
        let verb = if rows.earns { Verb::Earn } else { Verb::Deduct };
        let recorded = match self.rows(rows.list) {
            RowList::Inapplicable => return Deed::INAPPLICABLE,
            RowList::Unseen => return written(id, self.unseen_rows(rows.list, book), book),
            RowList::Rows(recorded) => recorded,
        };
        let mut entries = Vec::new();
        let mut effects = Deed::NOTHING;
        for fields in recorded {
            let scope = self.with_row(rows.list, fields, &rows.lets);
            let passes =
                rows.filter.as_ref().map_or_else(|| Possible::truth(true), |filter| scope.value(filter));
            let row = scope.acts(&rows.acts, &mut book.leaf());
            if passes.truths().yes {
                effects = effects.then(effects_of(row, passes.surely()));
            }
            entries.push(Entry { passes, value: net(row, rows.earns, book.stake) });
        }
        let every_row_inapplicable = !entries.is_empty()
            && entries.iter().all(|entry| entry.value.is_inapplicable() || entry.passes.is_inapplicable());
        if every_row_inapplicable {
            return Deed::INAPPLICABLE;
        }
        let folded = folded(fold_kind(rows.fold, rows.earns), entries);
        let amount = Deed::amount(verb, folded.interval(), folded.doubt);
        let deed = Deed { inapplicable: Chance::Never, ..amount.then(effects) };
        written(id, deed, book)
    }

    /// A list of which nothing was recorded may cost nothing or everything.
    fn unseen_rows(&self, list: FactId, book: &Book) -> Deed {
        let slot = self.plan.slots.get(list.0 as usize);
        let doubt =
            if slot.is_some_and(|slot| slot.external) { Cause::External(list).into() } else { Doubt::UNSEEN };
        let verb = if book.earns { Verb::Earn } else { Verb::Deduct };
        let deed =
            Deed::amount(verb, Interval::between(Exact::ZERO, book.stake.unwrap_or(Exact::ZERO)), doubt);
        if slot.is_some_and(|slot| slot.may_be_inapplicable) { deed.or(Deed::INAPPLICABLE) } else { deed }
    }
}

/// What a row loses or earns, held to the points of the clause; 不得分 loses all of them, 得满分 none.
fn net(row: Deed, earns: bool, stake: Option<Exact>) -> Possible {
    if row.inapplicable == Chance::Surely {
        return Possible::inapplicable();
    }
    let all = Interval::point(stake.unwrap_or(Exact::ZERO));
    let held = |amount: Interval| {
        let floored = amount.max(Interval::ZERO);
        if stake.is_some() { floored.min(all) } else { floored }
    };
    let earned = || row.earn.plus(row.deduct.negated()).unwrap_or(Interval::ALL);
    let (mut amount, nothing, everything) =
        if earns { (held(earned()), Interval::ZERO, all) } else { (held(row.deduct), all, Interval::ZERO) };
    for (chance, becomes) in [(row.full, everything), (row.zero, nothing)] {
        amount = match chance {
            Chance::Never => amount,
            Chance::Maybe => amount.hull(becomes),
            Chance::Surely => becomes,
        };
    }
    let inapplicable = row.inapplicable == Chance::Maybe;
    Possible { shape: Shape::Number(amount), inapplicable, absent: false, doubt: row.doubt }.settled()
}

/// What a row does beyond its amount: vetoes and failures hold for the clause.
fn effects_of(row: Deed, surely: bool) -> Deed {
    let keep = |chance: Chance| if surely { chance } else { chance.if_reached() };
    Deed { veto: keep(row.veto), failure: keep(row.failure), bonus: row.bonus, ..Deed::NOTHING }
}

fn fold_kind(fold: RowFold, earns: bool) -> FoldKind {
    match fold {
        RowFold::Sum => FoldKind::Sum,
        RowFold::Mean => FoldKind::Mean,
        RowFold::Worst if earns => FoldKind::Min,
        RowFold::Worst => FoldKind::Max,
        RowFold::Best if earns => FoldKind::Max,
        RowFold::Best => FoldKind::Min,
    }
}
