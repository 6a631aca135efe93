//! The itemised deductions as CSV that Excel opens: UTF-8 with a byte order mark, and no cell that calculates.

use weiheng::Assessment;
use weiheng::Language;

use crate::grid::Cell;
use crate::ledger;
use crate::outline::clean;
use crate::wording::say;

/// The ledger of one assessment.
pub fn ledger(assessment: &Assessment, language: Language) -> String {
    let mut ledgers = Ledgers::new(language);
    ledgers.add(assessment);
    ledgers.finish()
}

/// The ledgers of many assessments below one heading, a row for each line.
#[derive(Clone, Debug)]
pub struct Ledgers {
    language: Language,
    rows: String,
}

impl Ledgers {
    /// No ledger yet.
    pub fn new(language: Language) -> Self {
        Self { language, rows: String::new() }
    }

    /// Adds the ledger of an assessment.
    pub fn add(&mut self, assessment: &Assessment) {
        let unit = Cell::text(assessment.unit.as_deref().map(clean).unwrap_or_default());
        let date = Cell::text(assessment.date.map(|date| date.to_string()).unwrap_or_default());
        for row in &ledger::ledger(assessment, self.language).rows {
            self.rows.push_str(&line([&unit, &date].into_iter().chain(row).map(field)));
        }
    }

    /// The whole file.
    pub fn finish(self) -> String {
        let opening = [say(self.language, "单位", "unit"), say(self.language, "日期", "date")];
        let titles = opening.into_iter().chain(ledger::columns(self.language));
        let head = line(titles.map(|title| field(&Cell::text(title))));
        format!("{BYTE_ORDER_MARK}{head}{}", self.rows)
    }
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
