//! What an expression says of days. Days are day numbers, as the engine counts them.

use weiheng::Exact;
use weiheng::calendar::Period;
use weiheng::calendar::Season;
use weiheng::model::calendar::Calendar;
use weiheng::model::calendar::Shifted;
use weiheng::model::calendar::Window;
use weiheng::syntax::tree::Comparison;

use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::fact::BEFORE;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;
use crate::form::formula::value::Value;

/// Days at most, forward or back.
const DAYS: i128 = 4_000_000;

impl<'a> Compiler<'a> {
    /// What a calendar expression becomes.
    pub(crate) fn calendar(&mut self, calendar: &'a Calendar) -> Made<Value> {
        match calendar {
            Calendar::Shifted(shifted) => self.shifted(shifted).map(Value::Number),
            Calendar::Elapsed(period, from, to) => {
                let (from, to) = (self.quantity(from)?, self.quantity(to)?);
                self.elapsed(*period, &from, &to).map(Value::Number)
            }
            Calendar::Part(period, date) => {
                let date = self.quantity(date)?;
                let (name, low, high) = match period {
                    Period::Day => ("DAY", 1, 31),
                    Period::Month | Period::Quarter => ("MONTH", 1, 12),
                    Period::Year => ("YEAR", 1, 9999),
                };
                let at = self.guarded(&date, format!("{name}({})", serial(&date.at)));
                Ok(Value::Number(Number { at, low, high, step: Exact::ONE, ..date }))
            }
            Calendar::Lasting(number, unit) => {
                let number = self.quantity(number)?;
                self.scaled(&number, unit.factor()).map(Value::Number)
            }
            Calendar::Within(date, window) => {
                let date = self.quantity(date)?;
                self.during(&date, window).map(Value::Truth)
            }
        }
    }

    fn shifted(&mut self, shifted: &'a Shifted) -> Made<Number> {
        let (date, by) = (self.quantity(&shifted.date)?, self.quantity(&shifted.by)?);
        self.moved(&date, &by, shifted.period, shifted.earlier)
    }

    /// A day some time later, or earlier. Only lengths that are the same always: the calendar has an end.
    fn moved(&mut self, date: &Number, by: &Number, period: Period, earlier: bool) -> Made<Number> {
        let unit = if period == Period::Day { 86_400 } else { 1 };
        let length = by.as_fixed().and_then(|by| by.over(Exact::from(unit))).ok_or(ByWeiheng::Saying)?;
        let length = if earlier { length.floor().checked_neg() } else { Some(length.floor()) };
        let length = length.filter(|length| length.abs() <= 36_500).ok_or(ByWeiheng::Saying)?;
        let formula = if period == Period::Day {
            format!("{}+{length}", date.at)
        } else {
            format!("EDATE({},{length})+{BEFORE}", serial(&date.at))
        };
        let at = self.guarded(date, formula);
        Ok(Number {
            at,
            low: date.low.saturating_sub(DAYS),
            high: date.high.saturating_add(DAYS),
            ..date.clone()
        })
    }

    /// A formula of a day that need not be there: dates out of nothing are errors.
    fn guarded(&mut self, date: &Number, formula: String) -> String {
        if date.state == "0" {
            self.keep(formula)
        } else {
            self.keep(format!("IF({}=0,{formula},0)", date.state))
        }
    }

    /// Whole periods from one day to another.
    fn elapsed(&mut self, period: Period, from: &Number, to: &Number) -> Made<Number> {
        let days = self.plus(to, from, true)?;
        let Some(months) = period.months() else { return Ok(days) };
        let (a, b) = (serial(&from.at), serial(&to.at));
        let between = self.guarded(&days, format!("(YEAR({b})-YEAR({a}))*12+MONTH({b})-MONTH({a})"));
        let whole = self.guarded(&days, format!("{between}-IF(EDATE({a},{between})>{b},1,0)"));
        let at =
            if months == 1 { whole } else { self.keep(format!("({whole}-MOD({whole},{months}))/{months}")) };
        let most = DAYS;
        Ok(Number { at, low: -most, high: most, step: Exact::ONE, ..days })
    }

    fn during(&mut self, date: &Number, window: &'a Window) -> Made<Truth> {
        let day = Value::Number(date.clone());
        match window {
            Window::Last { length, period, until, inclusive } => {
                let (length, until) = (self.quantity(length)?, self.quantity(until)?);
                let first = Value::Number(self.moved(&until, &length, *period, true)?);
                let opens = if *inclusive { Comparison::AtLeast } else { Comparison::Greater };
                let from = self.compared(opens, &day, &first)?;
                let to = self.compared(Comparison::AtMost, &day, &Value::Number(until))?;
                Ok(self.all(&[from, to]))
            }
            Window::Same(period, of) => {
                let of = self.quantity(of)?;
                let (first, last) = self.period(*period, &of);
                let from = self.compared(Comparison::AtLeast, &day, &Value::Number(first))?;
                let to = self.compared(Comparison::AtMost, &day, &Value::Number(last))?;
                Ok(self.all(&[from, to]))
            }
            Window::Yearly(season) => Ok(self.yearly(date, *season)),
        }
    }

    /// The first and the last day of the period that holds a day.
    fn period(&mut self, period: Period, day: &Number) -> (Number, Number) {
        let x = serial(&day.at);
        let Some(months) = period.months() else { return (day.clone(), day.clone()) };
        let month = format!("MONTH({x})-MOD(MONTH({x})-1,{months})");
        let first = self.guarded(day, format!("DATE(YEAR({x}),{month},1)+{BEFORE}"));
        let last = self.guarded(day, format!("DATE(YEAR({x}),{month}+{months},0)+{BEFORE}"));
        (Number { at: first, ..day.clone() }, Number { at: last, ..day.clone() })
    }

    fn yearly(&mut self, date: &Number, season: Season) -> Truth {
        let x = serial(&date.at);
        let first = i64::from(season.from.month) * 100 + i64::from(season.from.day.unwrap_or(1));
        let last = i64::from(season.to.month) * 100 + i64::from(season.to.day.unwrap_or(31));
        let day = format!("MONTH({x})*100+DAY({x})");
        let joined = if first <= last { "AND" } else { "OR" };
        let holds = format!("IF({joined}({day}>={first},{day}<={last}),1,0)");
        if date.state == "0" {
            return self.keep_truth(holds, May::KNOWN);
        }
        self.keep_truth(format!("IF({0}>0,{0},{holds})", date.state), date.may)
    }
}

/// A day number as spreadsheets count days.
fn serial(at: &str) -> String {
    format!("({at}-{BEFORE})")
}
