//! Dates and times of day.

use crate::date::Date;
use crate::date::Time;
use crate::fullwidth::text_to_ascii;
use crate::observation::Reading;
use crate::observation::Value;
use crate::observation::problem::Mismatch;

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

/// Reads a time of day; full minutes only.
pub(super) fn time(text: &str) -> Result<Reading, Mismatch> {
    let text = text_to_ascii(text.trim());
    let minutes = text.strip_suffix(":00").filter(|minutes| minutes.contains(':')).unwrap_or(&text);
    Time::parse(minutes).map(|time| Reading::Known(Value::Time(time))).ok_or(Mismatch::Moment)
}
