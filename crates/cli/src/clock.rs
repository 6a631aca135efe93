//! Today's date. Only the command has a clock; the engine is given dates.

use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use weiheng::Date;

/// Today in UTC; `None` where the clock stands before 1970 or beyond the year 9999.
pub fn today() -> Option<Date> {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    date_of(elapsed.as_secs() / 86_400)
}

/// The day so many days after 1 January 1970.
fn date_of(days: u64) -> Option<Date> {
    let epoch = Date::new(1970, 1, 1)?.day_number();
    Date::from_day_number(epoch.checked_add(i32::try_from(days).ok()?)?)
}

#[cfg(test)]
mod tests {
    use super::date_of;
    use weiheng::Date;

    #[test]
    fn days_become_dates() {
        for (days, date) in [
            (0, Date::new(1970, 1, 1)),
            (59, Date::new(1970, 3, 1)),
            (11_016, Date::new(2000, 2, 29)),
            (20_453, Date::new(2025, 12, 31)),
            (20_454, Date::new(2026, 1, 1)),
            (u64::MAX, None),
        ] {
            assert_eq!(date_of(days), date, "{days}");
        }
    }
}
