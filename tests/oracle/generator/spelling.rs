//! Numbers, days and times as people write them.

use std::fmt::Write;

/// A number counted in thousandths, as a plain decimal.
pub fn decimal(thousandths: i64) -> String {
    let (sign, size) = if thousandths < 0 { ("-", -thousandths) } else { ("", thousandths) };
    let mut text = format!("{sign}{}.{:03}", size / 1000, size % 1000);
    while text.ends_with('0') {
        text.pop();
    }
    if text.ends_with('.') {
        text.pop();
    }
    text
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
