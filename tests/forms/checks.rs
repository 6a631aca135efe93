//! The checks of the cells of forms: what was filled in passes them, and a word that means nothing does not.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::io::Read;
use std::path::Path;

use calamine::Data;
use calamine::Reader;
use rust_xlsxwriter::Formula;
use rust_xlsxwriter::Workbook;
use zip::ZipArchive;

use crate::forms::office;
use crate::forms::pages::Sheet;

/// The name of the workbook in which checks are worked out.
const NAME: &str = "checks";

/// What every drop-down of a sheet offers.
pub(crate) fn drop_downs(workbook: &[u8], sheet: &Sheet) -> Vec<Vec<String>> {
    let mut cells = calamine::Xlsx::new(Cursor::new(workbook)).expect("a workbook");
    let lists = checks(&sheet.text).into_iter().filter(|check| check.is_list);
    lists.map(|check| words(&check, &mut cells)).collect()
}

/// Every formula by which cells of a sheet are checked, with the first and the last of them.
pub(crate) fn formulas(sheet: &Sheet) -> Vec<(Place, Place, String)> {
    let formulas = checks(&sheet.text).into_iter().filter(|check| !check.is_list);
    formulas.map(|check| (check.from, check.to, check.formula)).collect()
}

/// Checks with what was typed put in the place of their cell.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    passing: BTreeSet<String>,
    failing: BTreeSet<String>,
    /// What was filled in and is in no drop-down of its cell.
    unlisted: Vec<String>,
}

/// A row and a column, counted from 0.
pub(crate) type Place = (u32, u32);

/// A check of a form, as it is written for the first of its cells.
struct Check {
    is_list: bool,
    formula: String,
    /// What its drop-down offers.
    words: Vec<String>,
    /// From which cell to which.
    from: Place,
    to: Place,
}

impl Checks {
    /// Notes every check of a form that was filled in.
    pub(crate) fn note(&mut self, workbook: &[u8]) {
        let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("a workbook is an archive");
        let mut cells = calamine::Xlsx::new(Cursor::new(workbook)).expect("a workbook");
        for (at, name) in (1..).zip(cells.sheet_names()) {
            let mut text = String::new();
            let mut file = archive.by_name(&format!("xl/worksheets/sheet{at}.xml")).expect("a sheet");
            file.read_to_string(&mut text).expect("it is text");
            let checks = checks(&text);
            if checks.is_empty() {
                continue;
            }
            let values = cells.worksheet_range(&name).expect("a sheet");
            for mut check in checks {
                check.words = words(&check, &mut cells);
                for row in check.from.0..=check.to.0 {
                    self.one(&check, &name, values.get_value((row, check.from.1)));
                }
            }
        }
    }

    fn one(&mut self, check: &Check, sheet: &str, typed: Option<&Data>) {
        let typed = match typed {
            None | Some(Data::Empty) => return,
            Some(Data::String(text)) if check.is_list => {
                let listed = check.words.contains(text);
                return self
                    .unlisted
                    .extend((!listed).then(|| format!("{sheet}: {text} in {:?}", check.words)));
            }
            Some(Data::String(text)) => format!("\"{text}\""),
            Some(Data::DateTime(moment)) => moment.as_f64().to_string(),
            Some(number) => number.to_string(),
        };
        let (row, column) = check.from;
        let cell =
            rust_xlsxwriter::utility::row_col_to_cell(row, u16::try_from(column).expect("few columns"));
        self.passing.insert(check.formula.replace(&cell, &typed));
        self.failing.insert(check.formula.replace(&cell, "\"没有这个词\""));
    }

    /// Writes the checks, so that they are worked out together with the forms of the folder.
    pub(crate) fn write(&self, folder: &Path) {
        let mut workbook = Workbook::new();
        workbook.add_worksheet();
        // Without a result every formula is worked out.
        let sheet = workbook.add_worksheet().set_formula_result_default("");
        sheet.set_name("得分").expect("a name");
        for (row, formula) in (0..).zip(self.passing.iter().chain(&self.failing)) {
            sheet.write_formula(row, 0, Formula::new(format!("={formula}"))).expect("a formula");
        }
        workbook.save(folder.join(format!("{NAME}.xlsx"))).expect("the folder takes files");
    }

    /// What came out otherwise than it should.
    pub(crate) fn wrong(&self, done: &Path) -> Vec<String> {
        let worked_out = office::cells(&done.join(format!("{NAME}-得分.csv")));
        assert_eq!(worked_out.len(), self.passing.len() + self.failing.len());
        let wanted = self.passing.iter().map(|check| (check, "TRUE"));
        let wanted = wanted.chain(self.failing.iter().map(|check| (check, "FALSE")));
        let differs = worked_out.iter().zip(wanted).filter(|(found, (_, wanted))| found[0] != *wanted);
        let differs = differs.map(|(found, (check, _))| format!("{check} is {}", found[0]));
        differs.chain(self.unlisted.iter().cloned()).collect()
    }
}

/// What the drop-down of a check offers: the words that stand in it, or in cells of another sheet.
fn words(check: &Check, workbook: &mut calamine::Xlsx<Cursor<&[u8]>>) -> Vec<String> {
    if !check.is_list {
        return Vec::new();
    }
    let Some((sheet, range)) = check.formula.split_once('!') else {
        return check.formula.trim_matches('"').split(',').map(str::to_owned).collect();
    };
    let (first, last) = range.split_once(':').expect("from a cell to a cell");
    let (first, last) = (cell(&first.replace('$', "")), cell(&last.replace('$', "")));
    let cells = workbook.worksheet_range(sheet).expect("the sheet of the words");
    cells.range(first, last).rows().flatten().map(ToString::to_string).collect()
}

/// The checks that the text of a sheet holds.
fn checks(text: &str) -> Vec<Check> {
    let each = text.split("<dataValidation ").skip(1);
    let checks = each.filter_map(|text| {
        let (_, formula) = text.split("</dataValidation>").next()?.split_once("<formula1>")?;
        let (formula, _) = formula.split_once("</formula1>")?;
        let formula = formula.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">");
        let (_, place) = text.split_once("sqref=\"")?;
        let (place, _) = place.split_once('"')?;
        let (from, to) = place.split_once(':').unwrap_or((place, place));
        let is_list = text.starts_with("type=\"list\"");
        let formula = formula.replace("&amp;", "&");
        Some(Check { is_list, formula, words: Vec::new(), from: cell(from), to: cell(to) })
    });
    checks.collect()
}

/// The row and the column of a cell.
fn cell(name: &str) -> Place {
    let letters = name.trim_end_matches(|character: char| character.is_ascii_digit());
    let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    (name[letters.len()..].parse::<u32>().expect("a row") - 1, column - 1)
}
