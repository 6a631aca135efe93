//! Acts over the rows of a list: 每 for rows, and 逐.

use weiheng::Exact;
use weiheng::model::act::Act;
use weiheng::model::act::Rows;
use weiheng::model::expression::Expr;
use weiheng::model::expression::FoldKind;
use weiheng::model::fact::FactId;
use weiheng::syntax::tree::RowFold;

use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::compiler::Row;
use crate::form::formula::deed::Deed;
use crate::form::formula::deed::assembled;
use crate::form::formula::fold::List;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;
use crate::form::formula::value::fits;

/// What the rows of a list do together.
struct Acted<'a> {
    list: List,
    row: Row<'a>,
    /// Whether a row passes.
    passes: Truth,
    /// What the acts do in a row.
    deed: Deed,
}

impl<'a> Compiler<'a> {
    /// 每 R 若 c act: what the act does, for every row that passes.
    pub(crate) fn each_row(&mut self, list: FactId, filter: Option<&'a Expr>, then: &'a Act) -> Made<Deed> {
        let acted = self.acted(list, &[], |rows| Ok((rows.passes(filter)?, rows.act(then)?)))?;
        let (out, open) = self.out_and_open_of(&acted, &acted.deed.open.clone());
        let mut amounts = Vec::new();
        for amount in acted.deed.amounts() {
            amounts.push(self.sum_of_rows(&acted, amount)?);
        }
        let effects = self.effects_of_rows(&acted, false);
        Ok(assembled(amounts, effects, out, open))
    }

    /// 逐 R 取 fold { acts }: the net amount of each row, folded.
    pub(crate) fn each_of(&mut self, rows: &'a Rows) -> Made<Deed> {
        if rows.by.is_some() {
            return Err(ByWeiheng::Saying);
        }
        let acted = self.acted(rows.list, &rows.lets, |row| {
            Ok((row.passes(rows.filter.as_ref())?, row.acts(&rows.acts)?))
        })?;
        let kind = match (rows.fold, rows.earns) {
            (RowFold::Sum, _) => FoldKind::Sum,
            (RowFold::Mean, _) => FoldKind::Mean,
            (RowFold::Worst, true) | (RowFold::Best, false) => FoldKind::Min,
            (RowFold::Worst, false) | (RowFold::Best, true) => FoldKind::Max,
            (RowFold::Heaviest, _) => return Err(ByWeiheng::Saying),
        };
        let net = self.within(Some(acted.row), |row| row.net(&acted.deed, rows.earns))?;
        let moves = rows.acts.iter().any(|act| !act.only_books());
        let folded = self.amount(kind, &acted.list, acted.row, &acted.passes, &net)?;
        let (folded_out, folded_open) = self.out_and_open(&folded);
        let open_of_row = Truth { at: net.state.clone(), may: net.may };
        let (out, open) = self.out_and_open_of(&acted, &open_of_row);
        let mut amounts = vec![Number::fixed(Exact::ZERO), Number::fixed(Exact::ZERO)];
        let known = self.known_part(folded)?;
        if let Some(place) = amounts.get_mut(usize::from(rows.earns)).filter(|_| moves) {
            *place = known;
        }
        amounts.push(self.sum_of_rows(&acted, &acted.deed.bonus)?);
        let effects = self.effects_of_rows(&acted, true);
        let open = if moves { self.worst_of(&[open, folded_open]) } else { open };
        let out = self.any(&[out, folded_out]);
        let open = self.keep_truth(format!("IF({}=1,0,{})", out.at, open.at), open.may);
        Ok(assembled(amounts, effects, out, open))
    }

    fn acted(
        &mut self,
        list: FactId,
        extra: &'a [weiheng::model::fact::RowLet],
        make: impl FnOnce(&mut Self) -> Made<(Truth, Deed)>,
    ) -> Made<Acted<'a>> {
        if self.row.is_some() || self.standard.outer(list).is_some() {
            return Err(ByWeiheng::Saying);
        }
        let found = self.list(list)?;
        let row = Row { list, at: found.at, extra };
        let (passes, deed) = self.within(Some(row), make)?;
        Ok(Acted { list: found, row, passes, deed })
    }

    /// Whether a row passes and does something, whatever it is.
    fn reached(&mut self, acted: &Acted<'a>, what: &str) -> String {
        let (is_there, passes) = (acted.list.is_there.clone(), acted.passes.at.clone());
        self.within(Some(acted.row), |row| {
            row.keep(match passes.as_str() {
                "1" => format!("IF({is_there}=1,{what},0)"),
                passes => format!("IF(AND({is_there}=1,{passes}=1),{what},0)"),
            })
        })
    }

    fn sum_of_rows(&mut self, acted: &Acted<'a>, amount: &Number) -> Made<Number> {
        if amount.is_zero() {
            return Ok(Number::fixed(Exact::ZERO));
        }
        if !amount.is_whole() {
            return Err(ByWeiheng::Saying);
        }
        let column = self.reached(acted, &amount.at);
        let range = self.cells.range(acted.list.at, &column);
        let most = |end: i128| fits(end.checked_mul(acted.list.rows));
        let (low, high) = (most(amount.low.min(0))?, most(amount.high.max(0))?);
        let at = self.within(None, |unit| unit.keep(format!("SUM({range})")));
        Ok(Number { at, low, high, ..amount.clone() })
    }

    /// 得满分, 不得分, 否决, 不合格 of any row; what is all or nothing in a row is no more where rows are folded.
    fn effects_of_rows(&mut self, acted: &Acted<'a>, folded: bool) -> Vec<Truth> {
        let deed = &acted.deed;
        let mut effects = Vec::new();
        for (effect, is_net) in
            [(&deed.full, true), (&deed.zero, true), (&deed.veto, false), (&deed.failure, false)]
        {
            if effect.is_never() || (folded && is_net) {
                effects.push(Truth::known(false));
                continue;
            }
            let may = effect.may.or(acted.passes.may).never(code::INAPPLICABLE);
            let column = self.left_or(acted, &effect.at);
            let range = self.cells.range(acted.list.at, &column);
            let most = format!("IF(COUNTIF({range},1)>0,1,MAX({range}))");
            let list = &acted.list;
            let formula = format!("IF(OR({0}=0,{0}={1}),{most},{0})", list.state, code::INAPPLICABLE);
            let may = may.or(list.may.never(code::INAPPLICABLE));
            effects.push(self.within(None, |unit| unit.keep_truth(formula, may)));
        }
        effects
    }

    /// What a row that is there and passes does; the state of the condition where that is not known.
    fn left_or(&mut self, acted: &Acted<'a>, what: &str) -> String {
        let (is_there, passes) = (acted.list.is_there.clone(), acted.passes.at.clone());
        let out = code::INAPPLICABLE;
        self.within(Some(acted.row), |row| {
            row.keep(if acted.passes.may.is_known() {
                format!("IF(OR({is_there}=0,{passes}=0),0,{what})")
            } else {
                format!("IF(OR({is_there}=0,{passes}=0,{passes}={out}),0,IF({passes}>1,{passes},{what}))")
            })
        })
    }

    /// Whether there are rows that pass and all of them drop out, and what is not known of the rows.
    fn out_and_open_of(&mut self, acted: &Acted<'a>, open_of_row: &Truth) -> (Truth, Truth) {
        let (list, out) = (&acted.list, code::INAPPLICABLE);
        let may_be_out = acted.passes.may.includes(out) || !acted.deed.out.is_never();
        let mut may = list.may.or(acted.passes.may).or(open_of_row.may).never(out);
        let column = self.left_or(acted, &open_of_row.at);
        let column = if open_of_row.may.includes(out) {
            self.within(Some(acted.row), |row| row.keep(format!("IF({column}={out},0,{column})")))
        } else {
            column
        };
        let opens = self.cells.range(list.at, &column);
        let rows_out = if may_be_out {
            let acts = self.reached(acted, &format!("1-{}", acted.deed.out.at));
            let (is_there, passes) = (list.is_there.clone(), acted.passes.at.clone());
            let deed_out = acted.deed.out.at.clone();
            let drops = self.within(Some(acted.row), |row| {
                row.keep(format!("IF(AND({is_there}=1,OR({passes}={out},AND({passes}=1,{deed_out}=1))),1,0)"))
            });
            let (acts, drops) = (self.cells.range(list.at, &acts), self.cells.range(list.at, &drops));
            format!("IF(AND(SUM({acts})=0,SUM({drops})>0,MAX({opens})=0),1,0)")
        } else {
            "0".to_owned()
        };
        let state = list.state.clone();
        let is_out =
            if list.may.includes(out) { format!("IF({state}={out},1,{rows_out})") } else { rows_out };
        may = may.never(out);
        self.within(None, |unit| {
            let is_out = unit.keep_truth(is_out, May::KNOWN);
            let open = format!("IF({state}={out},0,IF({state}>0,{state},MAX({opens})))");
            (is_out, unit.keep_truth(open, may))
        })
    }

    /// What a row loses or earns, held to the points of the clause; 不得分 loses all of them, 得满分 none.
    fn net(&mut self, deed: &Deed, earns: bool) -> Made<Number> {
        let stake = self.stake();
        let zero = Number::fixed(Exact::ZERO);
        let all = Number::fixed(stake.unwrap_or(Exact::ZERO));
        let amount = if earns { self.plus(&deed.earned, &deed.lost, true)? } else { deed.lost.clone() };
        let mut held = self.extreme(&amount, &zero, true)?;
        if stake.is_some() {
            held = self.extreme(&held, &all, false)?;
        }
        let (everything, nothing) = if earns { (all, zero) } else { (zero, all) };
        for (effect, becomes) in [(&deed.full, everything), (&deed.zero, nothing)] {
            if !effect.is_never() {
                held = self.either(&format!("{}=1", effect.at), &becomes, &held)?;
            }
        }
        let decided = match (deed.zero.is_never(), deed.full.is_never()) {
            (true, true) => None,
            (false, true) => Some(format!("{}=1", deed.zero.at)),
            (true, false) => Some(format!("{}=1", deed.full.at)),
            (false, false) => Some(format!("OR({0}=1,AND({0}=0,{1}=1))", deed.zero.at, deed.full.at)),
        };
        let worst = self.worst_of(&[deed.open.clone(), deed.zero.clone(), deed.full.clone()]);
        let open = if worst.may.is_known() { "0".to_owned() } else { format!("IF({0}>1,{0},0)", worst.at) };
        let mut state = match decided {
            Some(decided) if open != "0" => format!("IF({decided},0,{open})"),
            _ => open,
        };
        let mut may = worst.may;
        if !deed.out.is_never() {
            state = format!("IF({}=1,{},{state})", deed.out.at, code::INAPPLICABLE);
            may = may.or(May::be(code::INAPPLICABLE));
        }
        let state = self.keep(state);
        Ok(held.with_state(state, may))
    }

    /// One number where something holds, else another; both known.
    pub(crate) fn either(&mut self, holds: &str, one: &Number, other: &Number) -> Made<Number> {
        let aligned = self.aligned(&[one, other])?;
        let [yes, no] = aligned.at.as_slice() else { return Err(ByWeiheng::Saying) };
        let formula = format!("IF({holds},{yes},{no})");
        let at = self.settled(formula, aligned.low, aligned.high);
        let under = if one.under == other.under {
            one.under.clone()
        } else {
            self.keep(format!("IF({holds},{},{})", one.under, other.under))
        };
        let most = one.most.max(other.most);
        let (step, low, high) = (aligned.step, aligned.low, aligned.high);
        Ok(Number { at, under, step, low, high, most, ..other.clone() })
    }

    /// The points at stake: those of the part at hand, or of the nearest part above that has any.
    pub(crate) fn stake(&self) -> Option<Exact> {
        let path =
            std::iter::successors(self.standard.part(self.part), |part| self.standard.part(part.parent?));
        path.filter_map(weiheng::model::part::Part::table).next()
    }
}
