//! Folds over the rows of a list.

use weiheng::Exact;
use weiheng::model::expression::Expr;
use weiheng::model::expression::Fold;
use weiheng::model::expression::FoldKind;
use weiheng::model::expression::RowSet;
use weiheng::model::fact::FactId;
use weiheng::model::fact::Kind;

use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::compiler::Row;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;
use crate::form::formula::value::Value;
use crate::form::formula::value::fits;
use crate::form::input::Input;
use crate::form::kind::INAPPLICABLE;

/// A list as formulas see it.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// Its position among the lists.
    pub(crate) at: usize,
    /// The cell of its state.
    pub(crate) state: String,
    pub(crate) may: May,
    /// 1 in a row that is a record, else 0.
    pub(crate) is_there: String,
    /// How many rows there are at most.
    pub(crate) rows: i128,
}

/// The rows of a list that count, and their values.
pub(crate) struct Counted {
    /// 1 where a row surely counts.
    pub(crate) counts: String,
    /// The state of what is not known of a row; 0 where it is left out.
    pub(crate) open: String,
    /// What a row may be in.
    pub(crate) may: May,
}

impl<'a> Compiler<'a> {
    /// A list of which rows are typed.
    pub(crate) fn list(&mut self, id: FactId) -> Made<List> {
        let (standard, inputs) = (self.standard, self.inputs);
        let (Some(fact), Some(Input::List(at, mark))) = (standard.fact(id), inputs.facts.get(&id)) else {
            return Err(ByWeiheng::Saying);
        };
        let Kind::Records(records) = &fact.kind else { return Err(ByWeiheng::Saying) };
        let list = inputs.lists.get(*at).ok_or(ByWeiheng::Saying)?;
        let columns = || list.columns.iter().flatten();
        let (Some(left), Some(right)) = (columns().min(), columns().max()) else {
            return Err(ByWeiheng::Saying);
        };
        let name = |column: u16| rust_xlsxwriter::utility::column_number_to_name(column);
        let (left, right) = (name(*left), name(*right));
        let row = Row { list: id, at: *at, extra: &[] };
        let typed = self.within(Some(row), |rows| {
            rows.keep(format!("COUNTA({0}!${left}\u{1}:${right}\u{1})", list.sheet))
        });
        let all = self.cells.range(*at, &typed);
        let first = format!("{}!${left}${}", list.sheet, list.first);
        let one = format!("COUNTA({0}!${left}${1}:${right}${1})=1", list.sheet, list.first);
        // A row that was put in by hand, or written below, is not seen here.
        let below = list.last.saturating_add(200);
        let missed = format!("SUM({all})<>COUNTA({}!${left}${}:${right}${below})", list.sheet, list.first);
        let said = |word: &str| format!("OR({mark}=\"{word}\",AND({first}=\"{word}\",{one}))");
        let unseen = if fact.external { code::OPEN } else { code::UNSEEN };
        let mut may = May::be(unseen).or(May::be(code::BEYOND)).or(May::be(code::WRONG));
        let (none, rows_there) = (said("无"), format!("SUM({all})>0"));
        let mut formula = format!("IF({missed},{},IF({rows_there},0,{unseen}))", code::BEYOND);
        formula = format!("IF({none},IF(AND({mark}=\"无\",{rows_there}),{},0),{formula})", code::WRONG);
        if fact.may_be_inapplicable {
            may = may.or(May::be(code::INAPPLICABLE));
            formula = format!("IF({},{},{formula})", said(INAPPLICABLE), code::INAPPLICABLE);
        }
        let state = self.within(None, |unit| unit.keep(formula));
        let expected = records.expected.unwrap_or(0);
        let is_there = self.within(Some(row), |rows| {
            let marked =
                format!("AND(ROW()={},OR({first}=\"无\",{first}=\"{INAPPLICABLE}\"),{one})", list.first);
            let there = if expected > 0 {
                let until = list.first.saturating_add(expected);
                format!("IF({marked},0,IF(OR({typed}>0,AND({state}=0,ROW()<{until})),1,0))")
            } else {
                format!("IF({marked},0,IF({typed}>0,1,0))")
            };
            rows.keep(there)
        });
        let rows = i128::from(list.last.saturating_sub(list.first)).saturating_add(1);
        Ok(List { at: *at, state, may, is_there, rows })
    }

    /// A fold over all rows of a list.
    pub(crate) fn fold(&mut self, fold: &'a Fold) -> Made<Value> {
        if fold.rows == RowSet::Group || fold.by.is_some() || self.standard.outer(fold.list).is_some() {
            return Err(ByWeiheng::Saying);
        }
        let list = self.list(fold.list)?;
        let row = Row { list: fold.list, at: list.at, extra: &[] };
        let (passes, value) = self.within(Some(row), |rows| {
            let passes = rows.passes(fold.filter.as_ref())?;
            let value = fold.value.as_ref().map(|value| rows.value(value)).transpose()?;
            Made::Ok((passes, value))
        })?;
        match fold.kind {
            FoldKind::AnyOf | FoldKind::AllOf => {
                Ok(Value::Truth(self.quantified(&list, row, &passes, fold.kind == FoldKind::AllOf)))
            }
            FoldKind::Share => Ok(Value::Number(self.share(&list, row, &passes))),
            FoldKind::First | FoldKind::Last | FoldKind::Trend(_) => {
                let value = value.ok_or(ByWeiheng::Saying)?;
                self.ordered(fold, &list, row, &passes, &value)
            }
            FoldKind::Count => self.amount(fold.kind, &list, row, &passes, &one()).map(Value::Number),
            FoldKind::Only => match value.ok_or(ByWeiheng::Saying)? {
                Value::Number(number) => {
                    self.amount(fold.kind, &list, row, &passes, &number).map(Value::Number)
                }
                Value::Option(option) => {
                    self.amount(fold.kind, &list, row, &passes, &option).map(Value::Option)
                }
                Value::Truth(_) => Err(ByWeiheng::Saying),
            },
            FoldKind::Sum | FoldKind::Mean | FoldKind::Max | FoldKind::Min | FoldKind::TrimmedMean => {
                let number = value.ok_or(ByWeiheng::Saying)?.number()?;
                self.amount(fold.kind, &list, row, &passes, &number).map(Value::Number)
            }
            FoldKind::LongestGap | FoldKind::Runs(_) | FoldKind::LongestRun => Err(ByWeiheng::Saying),
        }
    }

    /// The condition on the row at hand.
    pub(crate) fn passes(&mut self, filter: Option<&'a Expr>) -> Made<Truth> {
        filter.map_or_else(|| Ok(Truth::known(true)), |filter| self.truth(filter))
    }

    /// Which rows count: those that pass and have a value that applies.
    pub(crate) fn counted(
        &mut self,
        list: &List,
        row: Row<'a>,
        passes: &Truth,
        value: (&str, May),
    ) -> Counted {
        let may = passes.may.or(value.1).never(code::INAPPLICABLE);
        let (is_there, state) = (list.is_there.clone(), value.0);
        self.within(Some(row), |rows| {
            let known = match (passes.at.as_str(), state) {
                ("1", "0") => is_there.clone(),
                ("1", state) => format!("IF(AND({is_there}=1,{state}=0),1,0)"),
                (at, "0") => format!("IF(AND({is_there}=1,{at}=1),1,0)"),
                (at, state) => format!("IF(AND({is_there}=1,{at}=1,{state}=0),1,0)"),
            };
            let counts = rows.keep(known);
            let left_out = code::INAPPLICABLE;
            let of_passes =
                if passes.may.is_known() { "0".to_owned() } else { format!("IF({0}>1,{0},0)", passes.at) };
            let open = if may.is_known() {
                "0".to_owned()
            } else {
                let both = match state {
                    "0" => of_passes,
                    state => format!("MAX({of_passes},{state})"),
                };
                let out = format!("OR({is_there}=0,{0}=0,{0}={left_out},{state}={left_out})", passes.at);
                rows.keep(format!("IF({out},0,{both})"))
            };
            Counted { counts, open, may }
        })
    }

    /// 计数 合计 平均 最大 最小 去极值平均 唯一.
    pub(crate) fn amount(
        &mut self,
        kind: FoldKind,
        list: &List,
        row: Row<'a>,
        passes: &Truth,
        value: &Number,
    ) -> Made<Number> {
        if !value.is_whole() {
            return Err(ByWeiheng::Saying);
        }
        let counted = self.counted(list, row, passes, (&value.state, value.may));
        let open = self.open_rows(list, &counted);
        let counts = self.cells.range(list.at, &counted.counts);
        let of_rows = |end: i128| fits(end.checked_mul(list.rows));
        let sum_of = |value: &Number| Ok((of_rows(value.low.min(0))?, of_rows(value.high.max(0))?));
        let mut column = |otherwise: i128| self.counting(list, row, &counted, value, otherwise);
        let (formula, under, (low, high)) = match kind {
            FoldKind::Count => (format!("SUM({counts})"), None, (0, list.rows)),
            FoldKind::Sum => (format!("SUM({})", column(0)), None, sum_of(value)?),
            FoldKind::Only => {
                // More rows than one are no value, yet their sum must fit the cell.
                sum_of(value)?;
                (format!("SUM({})", column(0)), None, (value.low, value.high))
            }
            FoldKind::Mean => {
                (format!("SUM({})", column(0)), Some(format!("MAX(1,SUM({counts}))")), sum_of(value)?)
            }
            FoldKind::Max => (format!("MAX({})", column(value.low)), None, (value.low, value.high)),
            FoldKind::Min => (format!("MIN({})", column(value.high)), None, (value.low, value.high)),
            FoldKind::TrimmedMean => {
                let (all, largest, smallest) = (column(0), column(value.low), column(value.high));
                let formula = format!("SUM({all})-MAX({largest})-MIN({smallest})");
                (formula, Some(format!("MAX(1,SUM({counts})-2)")), sum_of(value)?)
            }
            _ => return Err(ByWeiheng::Saying),
        };
        let without = match kind {
            FoldKind::Count | FoldKind::Sum => None,
            FoldKind::Only => Some(format!("SUM({counts})<>1")),
            FoldKind::TrimmedMean => Some(format!("SUM({counts})<3")),
            _ => Some(format!("SUM({counts})<1")),
        };
        let mut may = list.may.or(counted.may);
        may = if without.is_some() { may.or(May::be(code::ABSENT)) } else { may };
        let (step, most) = (value.step, if under.is_some() { list.rows } else { 1 });
        self.within(None, |unit| {
            let state = match without {
                Some(without) => unit.keep(format!("IF({open}=0,IF({without},{},0),{open})", code::ABSENT)),
                None => open,
            };
            let at = unit.settled(formula, low, high);
            let under = under.map_or_else(|| "1".to_owned(), |under| unit.keep(under));
            Ok(Number { at, under, state, may, step, low, high, most })
        })
    }

    /// The cells of the values of the rows that count; `otherwise` stands in the others.
    fn counting(
        &mut self,
        list: &List,
        row: Row<'a>,
        counted: &Counted,
        value: &Number,
        otherwise: i128,
    ) -> String {
        let formula = format!("IF({}=1,{},{otherwise})", counted.counts, value.at);
        let column = self.within(Some(row), |rows| rows.keep(formula));
        self.cells.range(list.at, &column)
    }

    /// What is not known of a list or of its rows.
    pub(crate) fn open_rows(&mut self, list: &List, counted: &Counted) -> String {
        let state = list.state.clone();
        if counted.may.is_known() {
            return state;
        }
        let open = self.cells.range(list.at, &counted.open);
        self.within(None, |unit| unit.keep(format!("IF({state}>0,{state},MAX({open}))")))
    }

    /// 任一, 全部: a row that does not apply drops out.
    fn quantified(&mut self, list: &List, row: Row<'a>, passes: &Truth, all: bool) -> Truth {
        let dropped = u8::from(all);
        let formula = if passes.may.includes(code::INAPPLICABLE) {
            format!("IF(OR({}=0,{}={}),{dropped},{1})", list.is_there, passes.at, code::INAPPLICABLE)
        } else {
            format!("IF({}=0,{dropped},{})", list.is_there, passes.at)
        };
        let column = self.within(Some(row), |rows| rows.keep(formula));
        let range = self.cells.range(list.at, &column);
        let may = passes.may.never(code::INAPPLICABLE);
        let mut found = format!("MAX({range})");
        for state in [code::UNSEEN, code::BEYOND] {
            if may.includes(state) {
                found = format!("IF(COUNTIF({range},{state})>0,{state},{found})");
            }
        }
        found = if all {
            format!("IF(MIN({range})=0,0,{found})")
        } else {
            format!("IF(COUNTIF({range},1)>0,1,{found})")
        };
        if may.includes(code::WRONG) {
            found = format!("IF(MAX({range})={0},{0},{found})", code::WRONG);
        }
        let formula = format!("IF({0}>0,{0},{found})", list.state);
        self.within(None, |unit| unit.keep_truth(formula, list.may.or(may)))
    }

    /// 占比: rows that pass over rows that apply.
    fn share(&mut self, list: &List, row: Row<'a>, passes: &Truth) -> Number {
        let counted = self.counted(list, row, passes, ("0", May::KNOWN));
        let (applies, is_there) = (passes.at.clone(), list.is_there.clone());
        let applying =
            self.within(Some(row), |rows| rows.keep(format!("IF(AND({is_there}=1,{applies}<=1),1,0)")));
        let (counts, applying) =
            (self.cells.range(list.at, &counted.counts), self.cells.range(list.at, &applying));
        let state = self.open_rows(list, &counted);
        self.within(None, |unit| {
            let state = unit.keep(format!("IF({state}=0,IF(SUM({applying})=0,{},0),{state})", code::ABSENT));
            let (at, under) =
                (unit.keep(format!("SUM({counts})")), unit.keep(format!("MAX(1,SUM({applying}))")));
            let may = list.may.or(counted.may).or(May::be(code::ABSENT));
            Number { at, under, state, may, step: Exact::ONE, low: 0, high: list.rows, most: list.rows }
        })
    }

    /// 计数(清单), 缺项数(清单).
    pub(crate) fn item_count(&mut self, list: FactId, missing: bool) -> Made<Number> {
        let Some(Kind::Items(names)) = self.standard.fact(list).map(|fact| &fact.kind) else {
            return Err(ByWeiheng::Saying);
        };
        let items: Vec<Truth> = (0..names.len()).map(|at| self.item(list, at)).collect::<Made<_>>()?;
        let may = items.iter().fold(May::KNOWN, |may, item| may.or(item.may));
        let wanted = u8::from(!missing);
        self.within(None, |unit| {
            let state = items.iter().map(|item| item.at.clone()).collect::<Vec<_>>();
            let worst = unit.worst(&state);
            let state = unit.keep(format!("IF({worst}>1,{worst},0)"));
            let each = items.iter().map(|item| format!("IF({}={wanted},1,0)", item.at));
            let at = unit.keep(each.collect::<Vec<_>>().join("+"));
            let high = i128::try_from(names.len()).unwrap_or(1);
            Ok(Number { at, under: "1".to_owned(), state, may, step: Exact::ONE, low: 0, high, most: 1 })
        })
    }
}

/// What a row counts for where nothing is said.
fn one() -> Number {
    Number::fixed(Exact::ONE)
}
