//! Results as CSV and as NDJSON.

use std::fmt::Write as _;

use weiheng::Exact;
use weiheng::evaluation::tally::Ends;

use crate::stream::scored::Scored;
use crate::stream::sheet::Cell;
use crate::stream::sheet::Sheet;
use crate::stream::sheet::Steps;

impl Sheet {
    /// The heading of a CSV, with its line break.
    pub fn csv_heading(&self) -> String {
        let mut text = String::new();
        for (at, name) in self.names().enumerate() {
            text.push_str(if at > 0 { "," } else { "" });
            field(&mut text, name);
        }
        text.push('\n');
        text
    }

    /// Units as rows of a CSV.
    pub fn csv(&self, scored: &Scored, rows: &[usize], text: &mut String) {
        for row in rows {
            for (at, column) in self.columns.iter().enumerate() {
                text.push_str(if at > 0 { "," } else { "" });
                match column.holds.cell(scored, *row) {
                    Cell::Blank => {}
                    Cell::Text(value) => field(text, value),
                    Cell::Truth(truth) => text.push_str(if truth { "true" } else { "false" }),
                    Cell::Number(number) => decimal(text, number),
                    Cell::Steps(steps) => in_digits(text, steps, column.steps),
                    Cell::Items(items) => field(text, &in_one_cell(&items)),
                }
            }
            text.push('\n');
        }
    }

    /// Units as lines of NDJSON.
    pub fn ndjson(&self, scored: &Scored, rows: &[usize], text: &mut String) {
        for row in rows {
            text.push('{');
            for (at, column) in self.columns.iter().enumerate() {
                text.push_str(if at > 0 { "," } else { "" });
                string(text, &column.name);
                text.push(':');
                match column.holds.cell(scored, *row) {
                    Cell::Blank => text.push_str("null"),
                    Cell::Text(value) => string(text, value),
                    Cell::Truth(truth) => text.push_str(if truth { "true" } else { "false" }),
                    Cell::Number(number) => json_number(text, number),
                    Cell::Steps(steps) => {
                        text.push('"');
                        in_digits(text, steps, column.steps);
                        text.push('"');
                    }
                    Cell::Items(items) => objects(text, &items),
                }
            }
            text.push_str("}\n");
        }
    }
}

/// A field in quotes where it needs them. A text that a spreadsheet would take for a formula gets an apostrophe.
fn field(text: &mut String, value: &str) {
    let calculates = value.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let sign = if calculates { "'" } else { "" };
    if value.contains(['"', ',', '\n', '\r']) {
        _ = write!(text, "\"{sign}{}\"", value.replace('"', "\"\""));
    } else {
        text.push_str(sign);
        text.push_str(value);
    }
}

/// A text as a field of a CSV: in quotes where it needs them, and with an apostrophe where a spreadsheet would take it
/// for a formula.
///
/// ```
/// use weiheng_tabular::stream::csv_field;
/// assert_eq!(csv_field("甲,乙"), "\"甲,乙\"");
/// assert_eq!(csv_field("=1"), "'=1");
/// ```
pub fn csv_field(value: &str) -> String {
    let mut text = String::new();
    field(&mut text, value);
    text
}

/// `1.2:-3;2.1:-5..-1`.
fn in_one_cell(items: &[(&str, Ends)]) -> String {
    let mut text = String::new();
    for (at, (clause, ends)) in items.iter().enumerate() {
        text.push_str(if at > 0 { ";" } else { "" });
        _ = write!(text, "{clause}:{}", ends.low);
        if ends.low != ends.high {
            _ = write!(text, "..{}", ends.high);
        }
    }
    text
}

fn objects(text: &mut String, items: &[(&str, Ends)]) {
    text.push('[');
    for (at, (clause, ends)) in items.iter().enumerate() {
        text.push_str(if at > 0 { ",{\"clause\":" } else { "{\"clause\":" });
        string(text, clause);
        for (name, end) in [(",\"low\":", ends.low), (",\"high\":", ends.high)] {
            text.push_str(name);
            if Ends::is_unbounded(end) { text.push_str("null") } else { json_number(text, end) }
        }
        text.push('}');
    }
    text.push(']');
}

/// A JSON string.
fn string(text: &mut String, value: &str) {
    text.push('"');
    for character in value.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            control if control < ' ' => _ = write!(text, "\\u{:04x}", u32::from(control)),
            other => text.push(other),
        }
    }
    text.push('"');
}

/// A number as the other JSON of weiheng has it: in quotes, so that no reader rounds it.
fn json_number(text: &mut String, number: Exact) {
    text.push('"');
    decimal(text, number);
    text.push('"');
}

/// A number as [`Exact`] shows it; most have few digits.
fn decimal(text: &mut String, number: Exact) {
    let (over, under) = number.fraction();
    let small = |value: i128| u32::try_from(value.unsigned_abs()).ok();
    match (small(over), under) {
        (Some(digits), 1) => {
            text.push_str(if over < 0 { "-" } else { "" });
            whole(text, digits.into());
        }
        _ => _ = write!(text, "{number}"),
    }
}

/// Steps as the decimal that they are, without zeros at its end.
fn in_digits(text: &mut String, number: i64, steps: Steps) {
    let Some(digits) = number.checked_mul(steps.factor) else {
        return decimal(text, Exact::scaled(number, steps.scale));
    };
    let one = 10_u64.pow(steps.decimals);
    let (size, sign) = (digits.unsigned_abs(), if digits < 0 { "-" } else { "" });
    text.push_str(sign);
    whole(text, size / one);
    let (mut rest, mut places) = (size % one, steps.decimals);
    while rest > 0 && rest % 10 == 0 {
        (rest, places) = (rest / 10, places - 1);
    }
    if rest > 0 {
        text.push('.');
        (1..places).filter(|place| rest < 10_u64.pow(places - place)).for_each(|_| text.push('0'));
        whole(text, rest);
    }
}

fn whole(text: &mut String, number: u64) {
    if number >= 10 {
        whole(text, number / 10);
    }
    text.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or(0)));
}

#[cfg(test)]
mod tests {
    use weiheng::Exact;

    use super::in_digits;
    use crate::stream::sheet::Steps;

    #[test]
    fn steps_are_shown_as_numbers_are() {
        for (scale, factor, decimals) in [(1, 1, 0), (2, 5, 1), (4, 25, 2), (10, 1, 1), (1000, 1, 3)] {
            for steps in [0, 1, -1, 5, 10, 101, -1050, 20_040, 999_999] {
                let mut text = String::new();
                in_digits(&mut text, steps, Steps { scale, factor, decimals });
                assert_eq!(text, Exact::scaled(steps, scale).to_string(), "{steps}/{scale}");
            }
        }
    }
}
