//! The calendar: so many months after a day, whole months between days, the month that holds a day, days of every year.

use std::fmt;

use crate::date::Date;

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// 日.
    Day,
    /// 月.
    Month,
    /// 季度.
    Quarter,
    /// 年.
    Year,
}

impl Period {
    /// How many months it has; none for a day.
    pub fn months(self) -> Option<u8> {
        match self {
            Self::Day => None,
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Year => Some(12),
        }
    }

    /// The first day of the period that holds a day.
    ///
    /// ```
    /// use weiheng::{Date, calendar::Period};
    /// let day = Date::new(2024, 5, 20).unwrap();
    /// assert_eq!(Period::Quarter.first_of(day), Date::new(2024, 4, 1));
    /// assert_eq!(Period::Quarter.last_of(day), Date::new(2024, 6, 30));
    /// ```
    pub fn first_of(self, date: Date) -> Option<Date> {
        match self.months() {
            None => Some(date),
            Some(months) => Date::new(date.year(), (date.month() - 1) / months * months + 1, 1),
        }
    }

    /// The last day of the period that holds a day.
    pub fn last_of(self, date: Date) -> Option<Date> {
        match self.months() {
            None => Some(date),
            Some(months) => last_of_month(date.year(), (date.month() - 1) / months * months + months),
        }
    }
}

impl Date {
    /// The day so many days later; earlier where the number is negative. `None` outside the years 1 to 9999.
    pub fn after_days(self, days: i64) -> Option<Self> {
        let number = i64::from(self.day_number()).checked_add(days)?;
        Self::from_day_number(i32::try_from(number).ok()?)
    }

    /// The same day so many months later (earlier where the number is negative), or the last day of that month where
    /// it has no such day. `None` outside the years 1 to 9999.
    ///
    /// ```
    /// use weiheng::Date;
    /// let issued = Date::new(2023, 11, 30).unwrap();
    /// assert_eq!(issued.after_months(3), Date::new(2024, 2, 29));
    /// assert_eq!(issued.after_months(-9), Date::new(2023, 2, 28));
    /// ```
    pub fn after_months(self, months: i64) -> Option<Self> {
        let months = month_number(self).checked_add(months)?;
        let year = u16::try_from(months.div_euclid(12)).ok()?;
        let month = u8::try_from(months.rem_euclid(12)).ok()? + 1;
        Self::new(year, month, self.day()).or_else(|| last_of_month(year, month))
    }

    /// How many whole months from this day to another: the most months after this day that are not after the other.
    /// Negative where the other day is earlier.
    pub fn full_months_until(self, other: Self) -> i64 {
        let months = month_number(other) - month_number(self);
        match self.after_months(months) {
            Some(reached) if reached <= other => months,
            _ => months - 1,
        }
    }
}

/// Months since January of the year 0.
fn month_number(date: Date) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

fn last_of_month(year: u16, month: u8) -> Option<Date> {
    (28..=31).rev().find_map(|day| Date::new(year, month, day))
}

/// A day of every year, or a whole month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearDay {
    /// 1 to 12.
    pub month: u8,
    /// The day; `None` for the month as a whole.
    pub day: Option<u8>,
}

impl YearDay {
    /// The day or month, where some year has it: 29 February is one.
    pub fn new(month: u8, day: Option<u8>) -> Option<Self> {
        // The year 2000 has every day that any year has.
        Date::new(2000, month, day.unwrap_or(1)).map(|_| Self { month, day })
    }
}

impl fmt::Display for YearDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.day {
            Some(day) => write!(f, "{}月{day}日", self.month),
            None => write!(f, "{}月", self.month),
        }
    }
}

/// The days of every year from one day to another, both in; over the turn of the year where the first is later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Season {
    /// The first day, or the month that it opens.
    pub from: YearDay,
    /// The last day, or the month that it ends.
    pub to: YearDay,
}

impl Season {
    /// Whether a day is in it.
    ///
    /// ```
    /// use weiheng::{Date, calendar::{Season, YearDay}};
    /// let day = |month, day| YearDay::new(month, Some(day)).unwrap();
    /// let winter = Season { from: day(11, 16), to: day(3, 14) };
    /// assert!(winter.holds(Date::new(2025, 3, 14).unwrap()));
    /// assert!(!winter.holds(Date::new(2024, 11, 15).unwrap()));
    /// ```
    pub fn holds(self, date: Date) -> bool {
        let (first, last) = self.ends();
        let day = (date.month(), date.day());
        if first <= last { first <= day && day <= last } else { first <= day || day <= last }
    }

    /// Whether it leaves out no day of any year.
    pub fn is_whole_year(self) -> bool {
        let mut day = Date::new(2000, 1, 1);
        while let Some(this) = day.filter(|day| day.year() == 2000) {
            if !self.holds(this) {
                return false;
            }
            day = this.after_days(1);
        }
        true
    }

    fn ends(self) -> ((u8, u8), (u8, u8)) {
        ((self.from.month, self.from.day.unwrap_or(1)), (self.to.month, self.to.day.unwrap_or(31)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn whole_months_end_on_the_day_that_corresponds() {
        for (from, to, months) in [
            ("2024-01-15", "2024-04-15", 3),
            ("2024-01-15", "2024-04-14", 2),
            ("2023-11-30", "2024-02-29", 3),
            ("2024-02-29", "2025-02-28", 12),
            ("2024-02-29", "2025-02-27", 11),
            ("2024-03-31", "2024-03-30", -1),
            ("2024-06-30", "2023-06-30", -12),
            ("2024-06-30", "2023-06-29", -13),
        ] {
            assert_eq!(day(from).full_months_until(day(to)), months, "{from} {to}");
        }
    }

    #[test]
    fn the_calendar_ends() {
        assert_eq!(day("9999-12-31").after_days(1), None);
        assert_eq!(day("9999-12-31").after_months(1), None);
        assert_eq!(day("0001-01-31").after_months(-1), None);
        assert_eq!(day("2024-01-31").after_months(i64::MAX), None);
        assert_eq!(day("2024-01-31").after_days(i64::MIN), None);
    }

    #[test]
    fn seasons_may_wrap_or_fill_the_year() {
        let month = |month| YearDay::new(month, None).expect("a month");
        assert!(Season { from: month(6), to: month(9) }.holds(day("2024-09-30")));
        assert!(!Season { from: month(6), to: month(9) }.holds(day("2024-10-01")));
        assert!(Season { from: month(1), to: month(12) }.is_whole_year());
        assert!(Season { from: month(6), to: month(5) }.is_whole_year());
        assert!(!Season { from: month(6), to: month(4) }.is_whole_year());
        assert_eq!(YearDay::new(2, Some(30)), None);
    }
}
