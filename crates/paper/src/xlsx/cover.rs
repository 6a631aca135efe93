//! The first sheet: the unit, the score, the verdicts and why.

use rust_xlsxwriter::XlsxError;
use weiheng::Assessment;
use weiheng::Language;

use crate::grid::Cell;
use crate::outline::Headline;
use crate::outline::clean;
use crate::wording::say;
use crate::xlsx::book::Book;
use crate::xlsx::book::cut;
use crate::xlsx::book::float;
use crate::xlsx::book::height;
use crate::xlsx::book::width;

/// A word and what is said of it.
pub(crate) struct Entry {
    word: String,
    cell: Cell,
    strong: bool,
}

/// Writes the sheet.
pub(crate) fn write(book: &mut Book, headline: &Headline, assessment: &Assessment) -> Result<(), XlsxError> {
    let language = book.language;
    let title = clean(&assessment.standard.label);
    let title = format!("{title}{}", say(language, "评定报告", ": assessment report"));
    entries_sheet(book, say(language, "结论", "Verdict"), &title, &entries(headline, assessment, language))
}

/// A sheet of words and what is said of each, under a title.
pub(crate) fn entries_sheet(
    book: &mut Book,
    name: &str,
    title: &str,
    entries: &[Entry],
) -> Result<(), XlsxError> {
    let (sheet, styles) = book.sheet(name)?;
    sheet.set_column_width(0, f64::from(WORD))?.set_column_width(1, f64::from(ROOM))?;
    // A number stands to the left here, like the words around it.
    sheet
        .merge_range(0, 0, 0, 1, cut(title), &styles.title)?
        .set_row_height(0, 24.0 * f64::from(width(title).div_ceil(TITLE)) + 10.0)?;
    for (row, entry) in (1u32..).zip(entries) {
        sheet.write_string_with_format(row, 0, &entry.word, &styles.head)?;
        sheet.set_row_height(row, entry.height())?;
        let style = if entry.strong { &styles.strong } else { &styles.text };
        match &entry.cell {
            Cell::Text(text) | Cell::Figures(text) => {
                sheet.write_string_with_format(row, 1, cut(text), style)?
            }
            Cell::Number(number) | Cell::Change(number) => {
                sheet.write_number_with_format(row, 1, float(*number), style)?
            }
            Cell::Blank => sheet.write_blank(row, 1, style)?,
        };
    }
    Ok(())
}

impl Entry {
    /// Words about words.
    pub(crate) fn plain(word: &str, text: &str) -> Self {
        Self { word: word.to_owned(), cell: Cell::text(text), strong: false }
    }

    fn height(&self) -> f64 {
        let (text, room) = match &self.cell {
            Cell::Text(text) | Cell::Figures(text) => {
                (text.clone(), if self.strong { &STRONG } else { &ROOM })
            }
            _ => (String::new(), &ROOM),
        };
        height([(text, room), (self.word.clone(), &WORD)].into_iter()) + if self.strong { 6.0 } else { 0.0 }
    }
}

/// The widths of the columns, and how many digits of the larger letters the second takes.
const WORD: u16 = 16;
const ROOM: u16 = 76;
const STRONG: u16 = 56;
/// How many digits of the title fit on a line.
const TITLE: u16 = 58;

fn entries(headline: &Headline, assessment: &Assessment, language: Language) -> Vec<Entry> {
    let mut entries: Vec<Entry> =
        headline.about.iter().map(|(word, what)| Entry::plain(word, what)).collect();
    entries.push(Entry::plain(say(language, "标准", "Standard"), &headline.title));
    if assessment.score.is_some() || assessment.full.is_some() {
        let word = say(language, "总分", "Score").to_owned();
        entries.push(Entry { word, cell: Cell::range(assessment.score, language), strong: true });
        let word = say(language, "满分", "Full points").to_owned();
        entries.push(Entry { word, cell: Cell::number(assessment.full, language), strong: false });
    }
    if assessment.score != assessment.unrounded {
        let word = say(language, "取整前", "Before rounding").to_owned();
        entries.push(Entry { word, cell: Cell::range(assessment.unrounded, language), strong: false });
    }
    for verdict in &headline.verdicts {
        entries.push(Entry { strong: true, ..Entry::plain(&verdict.name, &verdict.outcome) });
        entries
            .extend(verdict.reasons.iter().map(|reason| Entry::plain(say(language, "理由", "why"), reason)));
    }
    for account in &headline.accounts {
        entries.push(Entry { strong: true, ..Entry::plain(&account.name, &account.amount) });
        entries
            .extend(account.reasons.iter().map(|reason| Entry::plain(say(language, "原因", "why"), reason)));
    }
    entries.extend(
        headline.resting.iter().map(|resting| Entry::plain(say(language, "依据", "Sources"), resting)),
    );
    entries.extend(headline.receipt.iter().map(|line| Entry::plain(say(language, "凭据", "Receipt"), line)));
    entries
}
