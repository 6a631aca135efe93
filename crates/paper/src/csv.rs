//! The itemised deductions as CSV that Excel opens: UTF-8 with a byte order mark, and no cell that calculates.

use weiheng::Assessment;
use weiheng::Language;

use crate::grid::Cell;
use crate::ledger::ledger;
use crate::outline::clean;
use crate::wording::say;

/// A row for each line of the ledgers, below one heading.
pub fn ledgers<'a>(assessments: impl IntoIterator<Item = &'a Assessment>, language: Language) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    let mut headed = false;
    for assessment in assessments {
        let grid = ledger(assessment, language);
        if !headed {
            let opening = [say(language, "单位", "unit"), say(language, "日期", "date")];
            let titles = opening.into_iter().chain(grid.columns);
            text.push_str(&line(titles.map(|title| field(&Cell::text(title)))));
            headed = true;
        }
        let unit = Cell::text(assessment.unit.as_deref().map(clean).unwrap_or_default());
        let date = Cell::text(assessment.date.map(|date| date.to_string()).unwrap_or_default());
        for row in &grid.rows {
            text.push_str(&line([&unit, &date].into_iter().chain(row).map(field)));
        }
    }
    text
}

const BYTE_ORDER_MARK: char = '\u{feff}';

fn line(fields: impl Iterator<Item = String>) -> String {
    format!("{}\r\n", fields.collect::<Vec<_>>().join(","))
}

/// A field in quotes where it needs them. Words that a spreadsheet would take for a formula get an apostrophe.
fn field(cell: &Cell) -> String {
    let text = match cell {
        Cell::Blank => String::new(),
        Cell::Number(number) => number.to_string(),
        Cell::Change(number) if number.sign() > 0 => format!("+{number}"),
        Cell::Change(number) => number.to_string(),
        Cell::Text(text) | Cell::Figures(text) if text.starts_with(CALCULATES) => format!("'{text}"),
        Cell::Text(text) | Cell::Figures(text) => text.clone(),
    };
    match text.contains(['"', ',', '\n', '\r']) || text.starts_with(' ') {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

/// What opens a formula, in ASCII and in full width.
const CALCULATES: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

#[cfg(test)]
mod tests {
    use super::field;
    use crate::grid::Cell;
    use weiheng::Exact;

    #[test]
    fn no_field_calculates() {
        for (text, written) in [
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+1 甲", "'+1 甲"),
            ("-6 至 -2", "'-6 至 -2"),
            ("@甲", "'@甲"),
            ("＝1", "'＝1"),
            ("甲=1", "甲=1"),
            ("甲\n乙", "\"甲\n乙\""),
        ] {
            assert_eq!(field(&Cell::text(text)), written);
        }
        assert_eq!(field(&Cell::Change(Exact::scaled(-5, 2))), "-2.5");
        assert_eq!(field(&Cell::Change(Exact::from(3))), "+3");
    }
}
