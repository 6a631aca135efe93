//! Dates and times of day.

use crate::date::Date;
use crate::date::Time;
use crate::fullwidth::text_to_ascii;
use crate::observation::Reading;
use crate::observation::Value;
use crate::observation::problem::Mismatch;
use crate::words;
use crate::words::Words;

/// Reads a day; a midnight that an export added is dropped.
pub(super) fn date(text: &str) -> Result<Reading, Mismatch> {
    date_of(text).map(|date| Reading::Known(Value::Date(date))).ok_or(Mismatch::Moment)
}

/// The day a text names; a midnight that an export added is dropped.
///
/// ```
/// use weiheng::Date;
/// assert_eq!(weiheng::observation::date_of("2024/5/1 0:00"), Date::new(2024, 5, 1));
/// ```
pub fn date_of(text: &str) -> Option<Date> {
    let text = text_to_ascii(text.trim());
    let midnight = ["T00:00:00Z", "T00:00:00", " 00:00:00", " 0:00:00", " 00:00", " 0:00"];
    let day = midnight.iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(&text);
    Date::parse(day)
}

/// What to write in place of a text that is no day: a spreadsheet shows days as their numbers, or with a time.
///
/// ```
/// let help = weiheng::observation::day_help("2024-05-01 09:30").unwrap();
/// assert_eq!(help.en, "write the day alone: 2024-05-01");
/// ```
pub fn day_help(text: &str) -> Option<Words> {
    let text = text.trim();
    if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(words!(
            "这像是 Excel 的日期序号；把单元格设为日期格式，或写成 2024-05-01",
            "this looks like the serial number of a day; give the cell a date format, or write 2024-05-01"
        ));
    }
    let (day, _) = text.split_once([' ', 'T'])?;
    date_of(day).map(|day| words!("只写日期：{day}", "write the day alone: {day}"))
}

/// Reads a time of day; full minutes only.
pub(super) fn time(text: &str) -> Result<Reading, Mismatch> {
    let text = text_to_ascii(text.trim());
    let minutes = text.strip_suffix(":00").filter(|minutes| minutes.contains(':')).unwrap_or(&text);
    Time::parse(minutes).map(|time| Reading::Known(Value::Time(time))).ok_or(Mismatch::Moment)
}
