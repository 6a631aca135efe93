//! The sheet of sources: where each clause was printed, and how sure that is.

use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use weiheng::Language;

use crate::form::Sheets;
use crate::form::measure;
use crate::form::name;
use crate::form::page::Page;
use crate::form::style;
use crate::wording::say;

/// 条款 名称 出处 位置 状态, in digits.
const WIDTHS: [u32; 5] = [10, 32, 46, 16, 10];
/// The row of headings, counted from 0.
const HEADING: u32 = 1;

/// Writes the sheet.
pub(crate) fn write(sheets: &Sheets<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let language = sheets.options.language;
    sheet.set_name(name::sources(language))?;
    let title = format!("{} {}", sheets.standard.label, say(language, "条款和依据", "clauses and sources"));
    sheet.merge_range(0, 0, 0, 4, &title, &style::title())?;
    sheet.set_row_height(0, measure::height(measure::lines(&title, 80)).saturating_add(12))?;
    let headings = match language {
        Language::Zh => ["条款", "名称", "出处", "位置", "是否核实"],
        Language::En => ["clause", "label", "source", "place", "how sure"],
    };
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(HEADING, column, heading, &style::heading())?;
    }
    sheet.set_row_height(HEADING, measure::height(1))?;
    let mut at = HEADING;
    for (_, part) in sheets.standard.parts() {
        let none = vec![None];
        let sources = if part.sources.is_empty() { none } else { part.sources.iter().map(Some).collect() };
        for (first, source) in std::iter::once(true).chain(std::iter::repeat(false)).zip(sources) {
            at = at.saturating_add(1);
            let (id, label) = if first { (part.id.as_str(), part.label.as_str()) } else { ("", "") };
            let title = source.map(|source| source.title.as_str()).unwrap_or_default();
            let place = source.and_then(|source| source.place.as_deref()).unwrap_or_default();
            let status = source.and_then(|source| source.status);
            let status = status.map(|status| say(language, status.zh(), status.en())).unwrap_or_default();
            for (column, text, format) in [
                (0, id, style::centred()),
                (1, label, style::cell()),
                (2, title, style::cell()),
                (3, place, style::cell()),
                (4, status, style::centred()),
            ] {
                sheet.write_string_with_format(at, column, text, &format)?;
            }
            let lines = [(id, 10), (label, 32), (title, 46), (place, 16)];
            let lines = lines.iter().map(|(text, width)| measure::lines(text, *width)).max().unwrap_or(1);
            sheet.set_row_height(at, measure::height(lines))?;
        }
    }
    let (head, heading) = (sheets.standard.label.as_str(), Some(HEADING));
    Page { landscape: true, widths: &WIDTHS, last: at, heading, head, language }.set(sheet)
}
