//! Acts over the rows of a record list: 每 for rows, and 逐.

use crate::evaluation::act::written;
use crate::evaluation::book::Book;
use crate::evaluation::deed::Deed;
use crate::evaluation::fold;
use crate::evaluation::fold::RowList;
use crate::evaluation::possible::Cause;
use crate::evaluation::possible::Doubt;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::possible::Truths;
use crate::evaluation::row_fold::Folding;
use crate::evaluation::row_fold::Standing;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally::Chance;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::Rows;
use crate::model::act::Verb;
use crate::model::expression::Expr;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::observation::Reading;

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
        let act = |fields: &[Reading]| {
            let scope = self.with_row(list, fields, &[]);
            let passes = scope.passes(filter);
            let deed = scope.act(then, &mut book.leaf());
            Acted { passes, deed }
        };
        let rows = match self.rows(list) {
            RowList::Inapplicable => return Deed::INAPPLICABLE,
            RowList::Unseen => {
                let row = act(&[]);
                let deed = row.reached().map_or(Deed::NOTHING, any_number_of);
                return written(id, self.of_unseen(list, &row, deed), book);
            }
            RowList::Rows(rows) => rows,
        };
        let rows: Vec<Acted> = rows.iter().map(|fields| act(fields)).collect();
        let out = all_out(&rows);
        if out == Chance::Surely {
            return Deed::INAPPLICABLE;
        }
        let sum = rows.iter().filter_map(Acted::reached).reduce(Deed::then).unwrap_or(Deed::NOTHING);
        let doubt = if out == Chance::Maybe { sum.doubt.and(doubts(&rows)) } else { sum.doubt };
        written(id, Deed { inapplicable: out, doubt, ..sum }, book)
    }

    /// 逐 R 取 fold { acts }: the net amount of each row, folded; in groups where it says so.
    pub(crate) fn each_of(&self, id: ActId, rows: &Rows, book: &mut Book) -> Deed {
        let folding = Folding::new(rows, book);
        let act = |fields: &[Reading]| self.act_in_row(rows, fields, book);
        let recorded = match self.rows(rows.list) {
            RowList::Inapplicable => return Deed::INAPPLICABLE,
            RowList::Unseen => {
                let row = act(&[]);
                let effects = row.reached().map_or(Deed::NOTHING, any_number_of);
                let deed = folding.of_unseen(&row).then(folding.effects_of(effects));
                return written(id, self.of_unseen(rows.list, &row, deed), book);
            }
            RowList::Rows(recorded) => recorded,
        };
        let acted: Vec<Acted> = recorded.iter().map(|fields| act(fields)).collect();
        let out = all_out(&acted);
        if out == Chance::Surely {
            return Deed::INAPPLICABLE;
        }
        let effects = acted.iter().filter_map(Acted::reached).reduce(Deed::then).unwrap_or(Deed::NOTHING);
        let open = doubts(&acted);
        let keys = rows.by.map(|key| self.keys(rows.list, key, &recorded));
        let deed = folding.of_rows(&acted, keys.as_deref()).then(folding.effects_of(effects));
        let out_too = Deed { doubt: open, ..Deed::INAPPLICABLE };
        let deed = if out == Chance::Maybe { deed.or(out_too) } else { deed };
        written(id, deed, book)
    }

    /// Which rows of a 逐 moved an amount of one kind, and which of them count, for the words of the ledger.
    pub(crate) fn standings(&self, rows: &Rows, book: &Book, verb: Verb) -> Option<Vec<Standing>> {
        let RowList::Rows(recorded) = self.rows(rows.list) else { return None };
        let acted: Vec<Acted> = recorded.iter().map(|fields| self.act_in_row(rows, fields, book)).collect();
        let keys = rows.by.map(|key| self.keys(rows.list, key, &recorded));
        Folding::new(rows, book).standings(verb, &acted, keys.as_deref())
    }

    /// What the acts of a 逐 do in one row. A row without a group drops out.
    fn act_in_row(&self, rows: &Rows, fields: &[Reading], book: &Book) -> Acted {
        let scope = self.with_row(rows.list, fields, &rows.lets);
        let mut passes = scope.passes(rows.filter.as_ref());
        if let Some(key) = rows.by {
            let key = scope.field(key);
            passes = within_group(passes, &key);
        }
        let deed = scope.acts(&rows.acts, &mut book.leaf());
        Acted { passes, deed }
    }

    /// What a field of every row may be.
    pub(crate) fn keys(&self, list: FactId, key: FieldId, rows: &[&[Reading]]) -> Vec<Possible> {
        rows.iter().map(|fields| self.with_row(list, fields, &[]).field(key)).collect()
    }

    pub(crate) fn passes(&self, filter: Option<&Expr>) -> Possible {
        filter.map_or_else(|| Possible::truth(true), |filter| self.value(filter))
    }

    /// What a list does of which nothing was recorded, from what any row of it may do.
    fn of_unseen(&self, list: FactId, row: &Acted, deed: Deed) -> Deed {
        let slot = self.plan.slots.get(list.0 as usize);
        let external = slot.is_some_and(|slot| slot.external);
        let doubt = if external { Cause::External(list).into() } else { Doubt::UNSEEN };
        let may_be_out = slot.is_some_and(|slot| slot.may_be_inapplicable) || row.may_be_out();
        let deed = Deed { inapplicable: Chance::Never, ..deed };
        let deed = if may_be_out { deed.or(Deed::INAPPLICABLE) } else { deed };
        Deed { doubt, ..deed }
    }
}

/// Whether a row passes and is in a group, by the field that makes the groups: a row that passes and is in none drops
/// out.
pub(crate) fn within_group(passes: Possible, key: &Possible) -> Possible {
    let truths = passes.truths();
    let may_drop_out = truths.yes || passes.inapplicable;
    if !key.inapplicable || !may_drop_out {
        return passes;
    }
    if !key.is_inapplicable() {
        return Possible { inapplicable: true, doubt: passes.doubt.and(key.doubt), ..passes };
    }
    if truths.no && !passes.absent {
        return Possible { shape: Shape::Truth(Truths::known(false)), inapplicable: true, ..passes };
    }
    Possible::inapplicable()
}

/// A row: whether it passes, and what the acts do in it.
pub(crate) struct Acted {
    pub(crate) passes: Possible,
    pub(crate) deed: Deed,
}

impl Acted {
    /// What it does, where it may pass; a row that is left out does nothing.
    fn reached(&self) -> Option<Deed> {
        let deed = Deed { inapplicable: Chance::Never, ..self.deed };
        if self.passes.surely() && !self.passes.absent {
            return Some(deed);
        }
        let doubt = deed.doubt.and(self.passes.doubt);
        self.passes.truths().yes.then(|| Deed { doubt, ..deed.or(Deed::NOTHING) }.settled())
    }

    fn may_act(&self) -> bool {
        self.passes.truths().yes && self.deed.inapplicable != Chance::Surely
    }

    fn may_be_out(&self) -> bool {
        self.passes.inapplicable || (self.passes.truths().yes && self.deed.inapplicable != Chance::Never)
    }
}

/// Whether there are rows that pass and all of them drop out.
fn all_out(rows: &[Acted]) -> Chance {
    if !rows.iter().any(Acted::may_be_out) {
        return Chance::Never;
    }
    let none_acts = !rows.iter().any(Acted::may_act);
    let fails = |row: &Acted| row.passes.truths().no;
    if none_acts && rows.iter().any(|row| row.may_be_out() && !fails(row)) {
        return Chance::Surely;
    }
    let may_all = rows.iter().all(|row| row.may_be_out() || fails(row));
    if may_all { Chance::Maybe } else { Chance::Never }
}

/// Everything that is not known about rows.
fn doubts(rows: &[Acted]) -> Doubt {
    rows.iter().fold(Doubt::NONE, |doubt, row| doubt.and(row.passes.doubt).and(row.deed.doubt))
}

/// What any number of rows do, none included.
fn any_number_of(row: Deed) -> Deed {
    Deed {
        deduct: fold::any_number_of(row.deduct),
        earn: fold::any_number_of(row.earn),
        bonus: fold::any_number_of(row.bonus),
        full: row.full.if_reached(),
        zero: row.zero.if_reached(),
        veto: row.veto.if_reached(),
        failure: row.failure.if_reached(),
        above: row.above.if_reached(),
        ..row
    }
}
