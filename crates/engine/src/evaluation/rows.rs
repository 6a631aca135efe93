//! Acts over the rows of a record list: 每 for rows, and 逐.

use crate::evaluation::act::written;
use crate::evaluation::book::Book;
use crate::evaluation::deed::Deed;
use crate::evaluation::fold;
use crate::evaluation::fold::Entry;
use crate::evaluation::fold::RowList;
use crate::evaluation::fold::folded;
use crate::evaluation::fold::unseen;
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
use crate::observation::Reading;
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

    /// 逐 R 取 fold { acts }: the net amount of each row, folded.
    pub(crate) fn each_of(&self, id: ActId, rows: &Rows, book: &mut Book) -> Deed {
        let verb = if rows.earns { Verb::Earn } else { Verb::Deduct };
        let kind = fold_kind(rows.fold, rows.earns);
        let act = |fields: &[Reading]| {
            let scope = self.with_row(rows.list, fields, &rows.lets);
            let passes = scope.passes(rows.filter.as_ref());
            let deed = scope.acts(&rows.acts, &mut book.leaf());
            Acted { passes, deed }
        };
        let recorded = match self.rows(rows.list) {
            RowList::Inapplicable => return Deed::INAPPLICABLE,
            RowList::Unseen => {
                let row = act(&[]);
                let net = net(row.deed, rows.earns, book.stake.points);
                let folded = Possible::known(unseen(kind, &net)).interval();
                let effects = row.reached().map_or(Deed::NOTHING, any_number_of);
                // A list without rows has no mean, worst or best.
                let absent = kind != FoldKind::Sum || net.absent;
                let amount = Deed::amount(verb, folded, Doubt::NONE).with_absent(verb, absent);
                let deed = amount.then(effects_of(effects));
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
        let entries = acted
            .into_iter()
            .map(|row| Entry { passes: row.passes, value: net(row.deed, rows.earns, book.stake.points) });
        let folded = folded(kind, entries.collect());
        let amount = Deed::amount(verb, folded.interval(), folded.doubt).with_absent(verb, folded.absent);
        let deed = amount.then(effects_of(effects));
        let out_too = Deed { doubt: open, ..Deed::INAPPLICABLE };
        let deed = if out == Chance::Maybe { deed.or(out_too) } else { deed };
        written(id, deed, book)
    }

    fn passes(&self, filter: Option<&Expr>) -> Possible {
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

/// A row: whether it passes, and what the acts do in it.
struct Acted {
    passes: Possible,
    deed: Deed,
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
        ..row
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
    // All or nothing leaves no doubt about an amount.
    let decided = row.zero == Chance::Surely || (row.full == Chance::Surely && row.zero == Chance::Never);
    let doubt = if decided && !inapplicable { Doubt::NONE } else { row.doubt };
    let absent = row.absent && !decided;
    Possible { shape: Shape::Number(amount), inapplicable, absent, doubt }.settled()
}

/// What rows do beyond their amounts: vetoes and failures hold for the clause.
fn effects_of(rows: Deed) -> Deed {
    let absent = rows.bonus_absent;
    let effects = Deed {
        veto: rows.veto,
        failure: rows.failure,
        bonus: rows.bonus,
        doubt: rows.doubt,
        ..Deed::NOTHING
    };
    Deed { absent, bonus_absent: absent, ..effects }.settled()
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
