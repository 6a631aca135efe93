//! Calendar dates and clock times, without a clock.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;

/// A day of the Gregorian calendar, years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The given day, or `None` where the calendar has no such day.
    ///
    /// ```
    /// use weiheng::Date;
    /// assert!(Date::new(2024, 2, 29).is_some());
    /// assert!(Date::new(2023, 2, 29).is_none());
    /// ```
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let legal = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= month_days(year, month);
        legal.then_some(Self { year, month, day })
    }

    /// Reads a day as people write it: `2024-01-02`, `2024/1/2`, `2024.1.2`, `2024年1月2日`, `20240102`,
    /// full-width digits included. `None` where it is not one day.
    ///
    /// ```
    /// use weiheng::Date;
    /// assert_eq!(Date::parse("2024年1月2日"), Date::new(2024, 1, 2));
    /// assert_eq!(Date::parse("２０２４／１／２"), Date::new(2024, 1, 2));
    /// assert_eq!(Date::parse("2024-13-01"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.trim().chars().map(crate::fullwidth::to_ascii).collect();
        let text = text.strip_suffix('日').or(text.strip_suffix('号')).unwrap_or(&text);
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::from_fields([text.get(..4)?, text.get(4..6)?, text.get(6..)?]);
        }
        let mut fields = text.split(['-', '/', '.', '年', '月']);
        let date = Self::from_fields([fields.next()?, fields.next()?, fields.next()?])?;
        fields.next().is_none().then_some(date)
    }

    fn from_fields([year, month, day]: [&str; 3]) -> Option<Self> {
        let digits = |text: &str| text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || ![year, month, day].into_iter().all(digits) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Days since 1 January of year 1 (which is day 0).
    pub fn day_number(self) -> i32 {
        let year = i32::from(self.year) - 1;
        let before = year * 365 + year / 4 - year / 100 + year / 400;
        let months: i32 = (1..self.month).map(|month| i32::from(month_days(self.year, month))).sum();
        before + months + i32::from(self.day) - 1
    }

    /// The day of a [`day_number`](Self::day_number), where the calendar has one.
    ///
    /// ```
    /// use weiheng::Date;
    /// let leap = Date::new(2024, 2, 29).unwrap();
    /// assert_eq!(Date::from_day_number(leap.day_number()), Some(leap));
    /// ```
    pub fn from_day_number(number: i32) -> Option<Self> {
        let starts =
            |year: u16, month: u8| Self::new(year, month, 1).filter(|date| date.day_number() <= number);
        let near = u16::try_from(number / 366 + 1).ok()?;
        let year = (near..=9999).take_while(|year| starts(*year, 1).is_some()).last()?;
        let month = (1..=12).take_while(|month| starts(year, *month).is_some()).last()?;
        let first = Self::new(year, month, 1)?;
        Self::new(year, month, u8::try_from(number - first.day_number() + 1).ok()?)
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }
}

fn month_days(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("`{text}` is not a date such as 2024-01-02"))
    }
}

/// A time of day in minutes since midnight, 00:00 to 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(u16);

impl Time {
    /// The given time, or `None` where no clock shows it. 24:00 is the end of a day.
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        let legal = minute < 60 && (hour < 24 || (hour == 24 && minute == 0));
        legal.then(|| Self(hour * 60 + minute))
    }

    /// Reads `7:30`, `07：30`, `7时30分`, `7点`.
    ///
    /// ```
    /// use weiheng::Time;
    /// assert_eq!(Time::parse("7点30分"), Time::new(7, 30));
    /// assert_eq!(Time::parse("25:00"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.trim().chars().map(crate::fullwidth::to_ascii).collect();
        let text = text.strip_suffix('分').unwrap_or(&text);
        let (hour, minute) = text.split_once([':', '时', '点'])?;
        let minute = if minute.is_empty() && !text.ends_with(':') { "0" } else { minute };
        let digits =
            |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(hour) || !digits(minute) {
            return None;
        }
        Self::new(hour.parse().ok()?, minute.parse().ok()?)
    }

    /// Minutes since midnight, 0 to 1440.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}
