//! Numbers, days and times as people write them.

use std::fmt::Write;

/// A number counted in thousandths, as a plain decimal.
pub fn decimal(thousandths: i64) -> String {
    shifted(thousandths, 3)
}

/// Points counted in millionths, as a plain decimal.
pub fn points(millionths: i64) -> String {
    format!("{}分", shifted(millionths, 6))
}

/// A whole number with its last digits behind the point.
fn shifted(number: i64, digits: u32) -> String {
    let (sign, size, one) = (if number < 0 { "-" } else { "" }, number.abs(), 10_i64.pow(digits));
    let text = format!("{sign}{}.{:0width$}", size / one, size % one, width = digits as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A day of 2019 and the first months of 2020.
pub fn day(number: i64) -> String {
    let (month, day) = (number / 28, number % 28 + 1);
    format!("{}-{:02}-{day:02}", 2019 + month / 12, month % 12 + 1)
}

/// A time of day from a number of quarters of an hour.
pub fn clock(quarter: i64) -> String {
    format!("{}:{:02}", quarter / 4, quarter % 4 * 15)
}

/// A text as a JSON string.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            control if control.is_control() => {
                write!(quoted, "\\u{:04x}", u32::from(control)).expect("a string takes any text");
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
