//! Numbers of workbooks as text: the only place with floating point, since that is what workbooks hold.
//!
//! A workbook keeps fifteen digits, and so does this: 0.1 + 0.2 is 0.3.

use calamine::ExcelDateTime;

/// A number as a person would write it, without an exponent.
///
/// ```text
/// 3.0 → 3    0.30000000000000004 → 0.3    1e-7 → 0.0000001
/// ```
pub(crate) fn plain(number: f64) -> String {
    shifted(number, 0)
}

/// A number in a cell that shows per cent: 0.875 is `87.5%`.
pub(crate) fn percent(number: f64) -> String {
    format!("{}%", shifted(number, 2))
}

/// Whether a number format shows per cent: a `%` that is neither quoted nor escaped.
pub(crate) fn is_percent(format: &str) -> bool {
    let (mut quoted, mut escaped) = (false, false);
    for sign in format.chars() {
        match sign {
            _ if escaped => escaped = false,
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '%' if !quoted => return true,
            _ => {}
        }
    }
    false
}

/// The digits with the point moved to the right.
fn shifted(number: f64, places: i64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else { return scientific };
    let negative = mantissa.starts_with('-');
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let point = exponent.parse::<i64>().unwrap_or_default() + 1 + places;
    format!("{}{}", if negative { "-" } else { "" }, pointed(digits, point))
}

/// Digits with a point behind so many of them.
fn pointed(digits: &str, point: i64) -> String {
    let Ok(whole) = usize::try_from(point) else {
        return format!("0.{}{digits}", "0".repeat(usize::try_from(-point).unwrap_or_default()));
    };
    match digits.split_at_checked(whole) {
        Some(("", fraction)) => format!("0.{fraction}"),
        Some((whole, "")) => whole.to_owned(),
        Some((whole, fraction)) => format!("{whole}.{fraction}"),
        None => format!("{digits}{}", "0".repeat(whole - digits.len())),
    }
}

/// A day, a time of day, or both: `2024-05-01`, `07:30`, `2024-05-01 07:30`; of a duration its hours and minutes.
pub(crate) fn moment(moment: ExcelDateTime) -> String {
    const SECONDS: f64 = 86_400.0;
    let value = moment.as_f64();
    if moment.is_duration() {
        #[expect(clippy::cast_possible_truncation, reason = "saturates; no duration is that long")]
        let seconds = (value * SECONDS).round() as i64;
        return clock(seconds);
    }
    if !(0.0..2_958_466.0).contains(&value) {
        return plain(value); // no day of Excel's calendar
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked to be below ten million")]
    let (mut day, mut seconds) = (value.trunc(), (value.fract() * SECONDS).round() as i64);
    if seconds == 86_400 {
        (day, seconds) = (day + 1.0, 0);
    }
    let whole = ExcelDateTime::new(day, calamine::ExcelDateTimeType::DateTime, is_1904(moment));
    let (year, month, of_month, ..) = whole.to_ymd_hms_milli();
    match (value < 1.0, seconds) {
        (true, _) => clock(seconds),
        (false, 0) => format!("{year:04}-{month:02}-{of_month:02}"),
        (false, _) => format!("{year:04}-{month:02}-{of_month:02} {}", clock(seconds)),
    }
}

/// Whether days count from 1904: of a moment only the dates that it gives tell.
fn is_1904(moment: ExcelDateTime) -> bool {
    let like = |is_1904| ExcelDateTime::new(moment.as_f64(), calamine::ExcelDateTimeType::DateTime, is_1904);
    moment == like(true)
}

fn clock(seconds: i64) -> String {
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if rest == 0 { format!("{hours:02}:{minutes:02}") } else { format!("{hours:02}:{minutes:02}:{rest:02}") }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTime;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_have_the_digits_that_were_typed() {
        for (number, text) in [
            (3.0, "3"),
            (0.0, "0"),
            (-2.5, "-2.5"),
            (0.1 + 0.2, "0.3"),
            (1e-7, "0.0000001"),
            (120_000.0, "120000"),
            (1.5e16, "15000000000000000"),
            (100.0 / 3.0, "33.3333333333333"),
        ] {
            assert_eq!(super::plain(number), text);
        }
        for (number, text) in [(0.875, "87.5%"), (1.0, "100%"), (0.07, "7%"), (0.0, "0%"), (-0.001, "-0.1%")]
        {
            assert_eq!(super::percent(number), text);
        }
    }

    #[test]
    fn formats_that_show_per_cent() {
        for format in ["0%", "0.00%", "0.##%;[Red]-0.##%"] {
            assert!(super::is_percent(format), "{format}");
        }
        for format in ["General", "0\"%\"", "0\\%", "0_%"] {
            assert!(!super::is_percent(format), "{format}");
        }
    }

    #[test]
    fn moments() {
        let shown =
            |value, is_1904| super::moment(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, is_1904));
        assert_eq!(shown(45_413.0, false), "2024-05-01");
        assert_eq!(shown(43_951.0, true), "2024-05-01");
        assert_eq!(shown(45_413.312_5, false), "2024-05-01 07:30");
        assert_eq!(shown(0.302_083_333_333, false), "07:15");
        assert_eq!(shown(45_412.999_999_999, false), "2024-05-01");
        assert_eq!(shown(60.0, false), "1900-02-29", "the leap day that Excel has and the calendar has not");
        assert_eq!(shown(-1.0, false), "-1");
        let duration = ExcelDateTime::new(1.1, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(super::moment(duration), "26:24");
    }
}
