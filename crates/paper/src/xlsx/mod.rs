//! Reports as workbooks: numbers are numbers, heads stay in sight, every table can be filtered and printed on A4.

mod book;
mod chapters;
mod cover;
mod style;
mod summary;

pub use rust_xlsxwriter::XlsxError;
pub use summary::summaries;
use weiheng::Assessment;
use weiheng::Language;

use crate::grid::Grid;
use crate::ledger::clauses;
use crate::ledger::ledger;
use crate::ledger::sources_of_clauses;
use crate::outline::Outline;
use crate::outline::clean;
use crate::outline::deductions;
use crate::outline::parts::chapters_title;
use crate::xlsx::book::Book;

/// The workbook on one unit: a sheet for the conclusion, one with a chart for the chapters, and one for each table.
pub fn report(assessment: &Assessment, language: Language) -> Result<Vec<u8>, XlsxError> {
    let outline = Outline::with_record(assessment, language);
    let mut book = Book::new(&clean(&assessment.standard.label), assessment.date, language)?;
    cover::write(&mut book, &outline.headline, assessment)?;
    book.grid(ledger(assessment, language))?;
    chapters::write(&mut book, assessment)?;
    let typed = [deductions::title(language), chapters_title(language)];
    for section in outline.sections.iter().filter(|section| !typed.contains(&section.title)) {
        let mut grid = Grid::from(section);
        grid.title = sheet_name(section.title).to_owned();
        book.grid(grid)?;
    }
    book.grid(clauses(assessment, language))?;
    book.grid(sources_of_clauses(assessment, language))?;
    book.save()
}

/// What the sheet of a section is called: its title up to a colon, or the shorter word that people know.
fn sheet_name(title: &str) -> &str {
    match title {
        "尚未观测" => "未查",
        "未查，依标准视为" => "未查视为",
        "各条依据的状态" => "依据状态",
        "How sure the sources of the clauses are" => "Status of sources",
        "Not observed, taken as the standard says" => "Taken as",
        title => title.split(['：', ':']).next().unwrap_or(title),
    }
}
