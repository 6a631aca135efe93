//! Days, counted by themselves: no calendar of the engine is asked.

use num_bigint::BigInt;
use num_traits::ToPrimitive;
use num_traits::Zero;
use weiheng::calendar::Period;
use weiheng::calendar::Season;
use weiheng::model::calendar::Calendar;
use weiheng::model::calendar::Window;
use weiheng::model::expression::Expr;
use weiheng::syntax::tree::Comparison;

use crate::comparison::compare;
use crate::logic::all;
use crate::number::Number;
use crate::number::number;
use crate::number::whole;
use crate::outcome::Outcome;
use crate::outcome::Value;
use crate::scope::Scope;

impl Scope<'_> {
    /// A day or a number of days, months, years.
    pub(crate) fn counted(&self, calendar: &Calendar) -> Outcome<Number> {
        match calendar {
            Calendar::Shifted(it) => {
                let sign = if it.earlier { -1 } else { 1 };
                self.moved(&it.date, &it.by, it.period, sign)
            }
            Calendar::Elapsed(period, from, to) => self
                .number(from)
                .with(self.number(to))
                .map(|(from, to)| whole(between(*period, day(&from), day(&to)))),
            Calendar::Part(period, date) => self.number(date).map(|date| {
                let (year, month, of_month) = civil(day(&date));
                whole(match period {
                    Period::Year => year,
                    Period::Month | Period::Quarter => month,
                    Period::Day => of_month,
                })
            }),
            Calendar::Lasting(inner, unit) => self.number(inner).map(|value| value * number(unit.factor())),
            Calendar::Within(..) => panic!("a window is no number"),
        }
    }

    /// Whether a day is in a window.
    pub(crate) fn is_during(&self, date: &Expr, window: &Window) -> Outcome<bool> {
        let here = || self.number(date).map(Value::Number);
        let held = |how, end: Outcome<Number>| self.tested(compare(how, here(), end.map(Value::Number)));
        match window {
            Window::Last { length, period, until, inclusive } => {
                let first = self.moved(until, length, *period, -1);
                let from = if *inclusive { Comparison::AtLeast } else { Comparison::Greater };
                all([held(from, first), held(Comparison::AtMost, self.number(until))])
            }
            Window::Same(period, of) => {
                let same =
                    |here: Number, there: Number| spoken(*period, day(&here)) == spoken(*period, day(&there));
                self.tested(self.number(date).with(self.number(of)).map(|(here, there)| same(here, there)))
            }
            Window::Yearly(season) => {
                self.tested(self.number(date).map(|date| in_season(*season, day(&date))))
            }
        }
    }

    fn moved(&self, date: &Expr, by: &Expr, period: Period, sign: i64) -> Outcome<Number> {
        self.number(date).with(self.number(by)).and_then(|(date, by)| {
            let size = if period == Period::Day { 86_400 } else { 1 };
            let count = by / whole(size);
            assert!(count.is_integer(), "a checked length of time is whole");
            let count = count.to_integer().to_i64().map(|count| sign * count);
            let moved = count.and_then(|count| match period {
                Period::Day => day(&date).checked_add(count),
                _ => months_later(day(&date), count),
            });
            moved
                .filter(|day| (0..=LAST).contains(day))
                .map_or(Outcome::NoValue, |day| Outcome::Known(whole(day)))
        })
    }
}

/// The number of 9999-12-31; that of 0001-01-01 is 0.
const LAST: i64 = 3_652_058;

fn day(number: &Number) -> i64 {
    assert!(number.denom() != &BigInt::zero() && number.is_integer(), "a day has a whole number");
    number.to_integer().to_i64().expect("a day has a small number")
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn length(year: i64, month: i64) -> i64 {
    [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        [usize::try_from(month - 1).expect("a month")]
}

/// Year, month and day of a day number, by taking off cycles of 400, 100, 4 and 1 years, then months.
fn civil(day: i64) -> (i64, i64, i64) {
    let (mut rest, mut year) = (day, 1);
    for (years, days, most) in [(400, 146_097, i64::MAX), (100, 36_524, 3), (4, 1461, i64::MAX), (1, 365, 3)]
    {
        let cycles = (rest / days).min(most);
        rest -= cycles * days;
        year += cycles * years;
    }
    let mut month = 1;
    while rest >= length(year, month) {
        rest -= length(year, month);
        month += 1;
    }
    (year, month, rest + 1)
}

/// The number of the day, or of the last of its month where there is no such day.
fn number_of(year: i64, month: i64, day: i64) -> i64 {
    let leaps = (1..year).filter(|year| is_leap(*year)).count();
    let years = (year - 1) * 365 + i64::try_from(leaps).expect("few");
    let months: i64 = (1..month).map(|month| length(year, month)).sum();
    years + months + day.min(length(year, month)) - 1
}

fn months_later(day: i64, count: i64) -> Option<i64> {
    let (year, month, of_month) = civil(day);
    let months = (year * 12 + month - 1).checked_add(count)?;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    (1..=9999).contains(&year).then(|| number_of(year, month, of_month))
}

/// The most periods after one day that do not lead beyond the other, one by one.
fn between(period: Period, from: i64, to: i64) -> i64 {
    let Some(months) = period.months().map(i64::from) else { return to - from };
    let reaches = |count: i64| months_later(from, count * months).is_some_and(|day| day <= to);
    let below = |count: i64| months_later(from, count * months).is_none_or(|day| day <= to);
    let mut count = 0;
    while reaches(count + 1) {
        count += 1;
    }
    while !below(count) {
        count -= 1;
    }
    count
}

/// What 同年, 同季度 and 同月 compare.
fn spoken(period: Period, day: i64) -> (i64, i64) {
    let (year, month, _) = civil(day);
    match period {
        Period::Year => (year, 0),
        Period::Quarter => (year, (month + 2) / 3),
        Period::Month => (year, month),
        Period::Day => (day, 0),
    }
}

/// Whether a day lies between the two of the season, or outside of what they leave out.
fn in_season(season: Season, day: i64) -> bool {
    let (_, month, of_month) = civil(day);
    let here = month * 100 + of_month;
    let first = i64::from(season.from.month) * 100 + i64::from(season.from.day.unwrap_or(1));
    let last = i64::from(season.to.month) * 100 + i64::from(season.to.day.unwrap_or(31));
    if first <= last { first <= here && here <= last } else { !(last < here && here < first) }
}

#[cfg(test)]
mod tests {
    use weiheng::Date;

    use super::*;

    #[test]
    fn both_calendars_agree() {
        for number in (0..=LAST).step_by(97).chain([LAST]) {
            let date = i32::try_from(number).ok().and_then(Date::from_day_number).expect("a day");
            let here = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
            assert_eq!(civil(number), here, "{number}");
        }
    }
}
