//! Facts as typed: whether a cell holds a value of its kind, and which.

use weiheng::Exact;
use weiheng::model::fact::Fact;
use weiheng::model::fact::FactId;
use weiheng::model::fact::FieldId;
use weiheng::model::fact::Judged;
use weiheng::model::fact::Kind;
use weiheng::model::fact::NumberKind;
use weiheng::model::value::Value as Taken;

use crate::form::formula::cells::in_row;
use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;
use crate::form::formula::value::Value;
use crate::form::input::Input;
use crate::form::kind::INAPPLICABLE;
use crate::form::kind::scaled;
use crate::form::kind::typed_one;

/// The day number of the day before the first that a spreadsheet counts.
pub(crate) const BEFORE: i32 = 693_593;
/// The first day from which on spreadsheets agree, as they count: 1 March 1900.
pub(crate) const FIRST_DAY: i32 = 61;
/// The last: 31 December 9999.
pub(crate) const LAST_DAY: i32 = 2_958_465;
/// As many steps may be typed where a fact says no limit.
const MANY: i128 = 1_000_000_000;

/// A cell as it is typed into.
struct Typed<'t> {
    cell: &'t str,
    fact: &'t Fact,
}

impl Typed<'_> {
    /// The code of the cell, from that of a value in it.
    fn code(&self, known: &str) -> (String, May) {
        let (x, fact) = (self.cell, self.fact);
        let blank = match &fact.taken_as {
            Some(Taken::Truth(truth)) => u8::from(*truth),
            Some(_) => 0,
            None if fact.external => code::OPEN,
            None => code::UNSEEN,
        };
        let mut may = May::be(code::WRONG);
        let mut rest = known.to_owned();
        if fact.may_be_inapplicable {
            may = may.or(May::be(code::INAPPLICABLE));
            rest = format!("IF({x}={},{},{known})", quoted(INAPPLICABLE), code::INAPPLICABLE);
        }
        if fact.taken_as.is_none() {
            may = may.or(May::be(blank));
        }
        (format!("IF(OR({x}=\"\",{x}=\"未查\"),{blank},{rest})"), may)
    }

    /// The code of a number in the cell: known where it lies between its ends and is a whole number of steps.
    fn code_of_number(&self, scaled: &str, whole: &str, ends: &Ends) -> (String, May) {
        let beyond = |declared: bool| if declared { code::WRONG } else { code::BEYOND };
        let mut may = May::be(code::WRONG);
        if !ends.declared || ends.open.0 || ends.open.1 {
            may = may.or(May::be(code::BEYOND));
        }
        let mut checked = format!("IF(ABS({scaled}-{whole})<0.00001,0,{})", beyond(ends.declared));
        let (mut below, mut above) = (beyond(!ends.open.0), beyond(!ends.open.1));
        let mut text = code::WRONG.to_string();
        if let Kind::Judged(judged) = &self.fact.kind {
            // A judged number that is in no band stays as it was given, and is open.
            (below, above) = (code::OPEN, code::OPEN);
            let bands = ends.bands.iter().map(|(low, high)| format!("AND({whole}>={low},{whole}<={high})"));
            checked = format!("IF(OR({}),{checked},{})", bands.collect::<Vec<_>>().join(","), code::OPEN);
            let names = judged.bands.iter().filter_map(|band| band.name.as_deref());
            let names: Vec<String> = names.map(|name| format!("{}={}", self.cell, quoted(name))).collect();
            if !names.is_empty() {
                text = format!("IF(OR({}),{},{})", names.join(","), code::UNSEEN, code::WRONG);
            }
            may = may.or(May::be(code::OPEN)).or(May::be(code::UNSEEN));
        }
        let (x, low, high) = (self.cell, ends.low, ends.high);
        let inside = format!("IF({whole}<{low},{below},IF({whole}>{high},{above},{checked}))");
        (format!("IF(ISNUMBER({x}),{inside},{text})"), may)
    }
}

impl<'a> Compiler<'a> {
    /// A fact of the unit.
    pub(crate) fn fact(&mut self, id: FactId) -> Made<Value> {
        let inputs = self.inputs;
        let (Some(fact), Some(Input::Cell(cell))) = (self.standard.fact(id), inputs.facts.get(&id)) else {
            return Err(ByWeiheng::Saying);
        };
        self.within(None, |unit| unit.typed(fact, cell))
    }

    /// A field of the row at hand.
    pub(crate) fn field(&mut self, field: FieldId) -> Made<Value> {
        let (standard, inputs) = (self.standard, self.inputs);
        let row = self.row.ok_or(ByWeiheng::Saying)?;
        let Some(Kind::Records(records)) = standard.fact(row.list).map(|fact| &fact.kind) else {
            return Err(ByWeiheng::Saying);
        };
        let at = field.0 as usize;
        let list = inputs.lists.get(row.at).ok_or(ByWeiheng::Saying)?;
        let (Some(fact), Some(Some(column))) = (records.fields.get(at), list.columns.get(at)) else {
            return Err(ByWeiheng::Saying);
        };
        self.typed(fact, &in_row(&list.sheet, *column))
    }

    fn typed(&mut self, fact: &'a Fact, cell: &str) -> Made<Value> {
        let typed = Typed { cell, fact };
        match &fact.kind {
            Kind::YesNo => Ok(Value::Truth(self.yes_or_no(&typed))),
            Kind::Number(kind) => self.number(&typed, kind).map(Value::Number),
            Kind::Judged(judged) => self.judged(&typed, judged).map(Value::Number),
            Kind::Level(names) | Kind::Choice(names) => Ok(Value::Option(self.option(&typed, names))),
            Kind::Date => Ok(Value::Number(self.day(&typed))),
            Kind::Time => Ok(Value::Number(self.time(&typed))),
            Kind::Text | Kind::Items(_) | Kind::Records(_) => Err(ByWeiheng::Saying),
        }
    }

    fn yes_or_no(&mut self, typed: &Typed<'_>) -> Truth {
        let x = typed.cell;
        let known = format!(
            "IF(OR({x}=\"是\",{x}=\"yes\",{x}=\"有\"),1,IF(OR({x}=\"否\",{x}=\"no\",{x}=\"无\"),0,{}))",
            code::WRONG
        );
        let (formula, may) = typed.code(&known);
        self.keep_truth(formula, may)
    }

    /// The item of a list: yes where it is there.
    pub(crate) fn item(&mut self, list: FactId, position: usize) -> Made<Truth> {
        let inputs = self.inputs;
        let (Some(fact), Some(Input::Items(whole, items))) =
            (self.standard.fact(list), inputs.facts.get(&list))
        else {
            return Err(ByWeiheng::Saying);
        };
        let cell = items.get(position).ok_or(ByWeiheng::Saying)?;
        let unseen = if fact.external { code::OPEN } else { code::UNSEEN };
        let known = format!(
            "IF(OR({cell}=\"有\",{cell}=\"是\",{cell}=\"yes\"),1,IF(OR({cell}=\"无\",{cell}=\"否\",{cell}=\"no\"),0,IF(OR({cell}=\"\",{cell}=\"未查\"),{unseen},{})))",
            code::WRONG
        );
        let mut may = May::be(code::WRONG).or(May::be(unseen));
        let formula = match whole {
            Some(whole) => {
                may = may.or(May::be(code::INAPPLICABLE));
                format!("IF({whole}={},{},{known})", quoted(INAPPLICABLE), code::INAPPLICABLE)
            }
            None => known,
        };
        Ok(self.within(None, |unit| unit.keep_truth(formula, may)))
    }

    /// A number as whole steps; one that is finer or larger than is counted here is left to weiheng.
    fn number(&mut self, typed: &Typed<'_>, kind: &NumberKind) -> Made<Number> {
        let declared = kind.precision;
        let step = match declared {
            Some(step) if step.sign() > 0 => step,
            _ => kind.unit.factor().times(Exact::scaled(1, 10_000)).ok_or(ByWeiheng::Large)?,
        };
        let end = |value: Exact, up: bool| {
            let steps = value.over(step)?;
            Some(if up { steps.ceil() } else { steps.floor() })
        };
        let low = kind.low.map_or(Some(-MANY), |low| end(low, true)).ok_or(ByWeiheng::Large)?;
        let high = kind.high.map_or(Some(MANY), |high| end(high, false)).ok_or(ByWeiheng::Large)?;
        let open = (kind.low.is_none(), kind.high.is_none());
        let ends = Ends { low, high, open, declared: declared.is_some(), bands: Vec::new() };
        self.steps(typed, typed_one(kind).over(step).ok_or(ByWeiheng::Large)?, step, &ends)
    }

    /// The inspector's number: open where only its band is typed, or it is in none.
    fn judged(&mut self, typed: &Typed<'_>, judged: &Judged) -> Made<Number> {
        let step = judged.precision;
        let (low, high) = judged.ends();
        let whole = |value: Exact| value.over(step).map(Exact::floor).ok_or(ByWeiheng::Large);
        let bands = judged.bands.iter().map(|band| Ok((whole(band.low)?, whole(band.high)?)));
        let bands = bands.collect::<Made<_>>()?;
        let ends = Ends { low: whole(low)?, high: whole(high)?, open: (false, false), declared: true, bands };
        self.steps(typed, Exact::ONE.over(step).ok_or(ByWeiheng::Large)?, step, &ends)
    }

    /// A number of steps; `by`: how many of them are in a one that is typed.
    fn steps(&mut self, typed: &Typed<'_>, by: Exact, step: Exact, ends: &Ends) -> Made<Number> {
        let scaled = scaled(typed.cell, by);
        let whole = format!("ROUND({scaled},0)");
        let (known, of_number) = typed.code_of_number(&scaled, &whole, ends);
        let (formula, of_cell) = typed.code(&known);
        let state = self.keep(formula);
        let value = match &typed.fact.taken_as {
            Some(Taken::Number(number)) => {
                let steps = number.over(step).map(Exact::floor).ok_or(ByWeiheng::Large)?;
                format!("IF(ISNUMBER({}),{whole},{steps})", typed.cell)
            }
            _ => whole,
        };
        let at = self.keep(format!("IF({state}=0,{value},0)"));
        let (low, high, may) = (ends.low, ends.high, of_number.or(of_cell));
        Ok(Number { at, under: "1".to_owned(), state, may, step, low, high, most: 1 })
    }

    fn option(&mut self, typed: &Typed<'_>, of: &[String]) -> Number {
        let x = typed.cell;
        let list = of.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(",");
        let places = (1..=of.len()).map(|place| place.to_string()).collect::<Vec<_>>().join(",");
        // Unlike MATCH it knows no wildcards, and one letter from another.
        let place = self.keep(format!("SUMPRODUCT(EXACT({x},{{{list}}})*{{{places}}})"));
        let (formula, may) = typed.code(&format!("IF({place}>0,0,{})", code::WRONG));
        let state = self.keep(formula);
        let taken = match &typed.fact.taken_as {
            Some(Taken::Option(position)) => format!("IF({place}>0,{place}-1,{position})"),
            _ => format!("{place}-1"),
        };
        let at = self.keep(format!("IF({state}=0,{taken},0)"));
        let high = i128::try_from(of.len()).unwrap_or_default().saturating_sub(1);
        Number { state, may, low: 0, high, at, ..Number::fixed(Exact::ONE) }
    }

    fn day(&mut self, typed: &Typed<'_>) -> Number {
        let x = typed.cell;
        let known = format!(
            "IF(ISNUMBER({x}),IF({x}<{FIRST_DAY},{1},IF(OR({x}>{LAST_DAY},{x}<>INT({x})),{0},0)),{0})",
            code::WRONG,
            code::BEYOND
        );
        let (formula, may) = typed.code(&known);
        let taken = match &typed.fact.taken_as {
            Some(Taken::Date(date)) => Some(date.day_number()),
            _ => None,
        };
        let may = may.or(May::be(code::BEYOND));
        self.moment(x, &format!("{x}+{BEFORE}"), formula, may, taken, (BEFORE, BEFORE + LAST_DAY))
    }

    fn time(&mut self, typed: &Typed<'_>) -> Number {
        let x = typed.cell;
        let known = format!(
            "IF(ISNUMBER({x}),IF(OR({x}<0,{x}>1,ABS({x}*1440-ROUND({x}*1440,0))>0.001),{0},0),{0})",
            code::WRONG
        );
        let (formula, may) = typed.code(&known);
        let taken = match &typed.fact.taken_as {
            Some(Taken::Time(time)) => Some(i32::from(time.minutes())),
            _ => None,
        };
        self.moment(x, &format!("ROUND({x}*1440,0)"), formula, may, taken, (0, 1440))
    }

    fn moment(
        &mut self,
        x: &str,
        value: &str,
        state: String,
        may: May,
        taken: Option<i32>,
        (low, high): (i32, i32),
    ) -> Number {
        let state = self.keep(state);
        let value = match taken {
            Some(taken) => format!("IF(ISNUMBER({x}),{value},{taken})"),
            None => value.to_owned(),
        };
        let at = self.keep(format!("IF({state}=0,{value},0)"));
        Number { state, may, low: i128::from(low), high: i128::from(high), at, ..Number::fixed(Exact::ONE) }
    }

    /// 评定日.
    pub(crate) fn assessment_date(&mut self) -> Number {
        let x = self.inputs.date.clone();
        let formula = format!(
            "IF({x}=\"\",{0},IF(ISNUMBER({x}),IF({x}<{FIRST_DAY},{1},IF({x}<>INT({x}),{2},0)),{2}))",
            code::UNSEEN,
            code::BEYOND,
            code::WRONG
        );
        let may = May::be(code::UNSEEN).or(May::be(code::BEYOND)).or(May::be(code::WRONG));
        self.within(None, |unit| {
            unit.moment(&x, &format!("{x}+{BEFORE}"), formula, may, None, (BEFORE, BEFORE + LAST_DAY))
        })
    }
}

/// Between what a number of steps lies.
struct Ends {
    low: i128,
    high: i128,
    /// Whether the fact itself names no lowest and no highest.
    open: (bool, bool),
    /// Whether the fact names its step.
    declared: bool,
    /// The bands of a judged number, both ends in.
    bands: Vec<(i128, i128)>,
}

/// A text as formulas write it.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
